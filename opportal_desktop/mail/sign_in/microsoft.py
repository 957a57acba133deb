# SPDX-License-Identifier: GPL-3.0-or-later
"""Microsoft 365: browser with authorization code and PKCE, a code on another screen as the fallback; by msal.

A public client: no secret exists that a desktop could keep. Only imported when somebody signs in or a token ends.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

import msal
import requests

from opportal_desktop.mail.sign_in.https import prepare
from opportal_desktop.mail.sign_in.provider import DeviceCode, IdentityAddresses, Visit
from opportal_desktop.mail.sign_in.troubles import not_signed_in, offline, sign_in_error, stopped
from opportal_desktop.records.mail_sign_in import StoredSignIn
from opportal_desktop.terms import MailSignIn

# SMTP's own permission; one of Microsoft Graph would be refused by the mail server. msal adds offline_access.
SCOPES = ["https://outlook.office.com/SMTP.Send"]
_TENANT = re.compile(r"[A-Za-z0-9.-]+")


class MicrosoftSignIn:
    """Signs in for one app registration (`client`) in one directory (`tenant`: GUID, domain, or "organizations")."""

    kind = MailSignIn.MICROSOFT

    def __init__(self, client: str, tenant: str, addresses: IdentityAddresses) -> None:
        self._client = client
        self._tenant = tenant.strip() or "organizations"
        self._addresses = addresses
        self._cache = msal.SerializableTokenCache()

    def begin(self, account: str, redirect: str) -> Visit:
        flow = self._ask(
            # By a form, so that the code stands in no address and no browser's history (RFC 9700, 4.3.1).
            lambda app: app.initiate_auth_code_flow(
                SCOPES, redirect_uri=redirect, login_hint=account or None, response_mode="form_post"
            )
        )
        return Visit(flow["auth_uri"], flow["state"], flow)

    def finish(self, visit: Visit, answer: Mapping[str, str]) -> StoredSignIn:
        if "error" in answer:
            raise sign_in_error(self.kind, answer["error"], answer.get("error_description", ""))
        return self._kept(self._ask(lambda app: app.acquire_token_by_auth_code_flow(visit.flow, dict(answer))))

    def begin_with_code(self) -> DeviceCode:
        """For a computer whose browser can't come back, or a second person at another one."""
        flow = self._ask(lambda app: app.initiate_device_flow(SCOPES))
        if "user_code" not in flow:
            raise sign_in_error(self.kind, str(flow.get("error", "")), str(flow.get("error_description", "")))
        return DeviceCode(flow["user_code"], flow["verification_uri"], flow)

    def finish_with_code(self, code: DeviceCode, cancelled: Callable[[], bool]) -> StoredSignIn:
        """Wait until somebody has typed the code, it has expired, or `cancelled` (asked every few seconds)."""

        def enough(flow: dict[str, Any]) -> bool:
            return cancelled() or bool(flow["expires_at"] < time.time())

        result = self._ask(lambda app: app.acquire_token_by_device_flow(code.flow, exit_condition=enough))
        if result.get("error") == "authorization_pending":
            raise stopped("The sign-in with a code was stopped." if cancelled() else "The code was not used in time.")
        return self._kept(result)

    def renew(self, before: StoredSignIn) -> StoredSignIn:
        self._cache.deserialize(before.memory)

        def silently(app: Any) -> Any:
            accounts = app.get_accounts()
            if not accounts:
                raise not_signed_in(self.kind)
            return app.acquire_token_silent_with_error(SCOPES, accounts[0], force_refresh=True)

        result = self._ask(silently)
        if result is None:
            raise not_signed_in(self.kind)
        return self._kept(result, before.account)

    def _ask(self, call: Callable[[Any], Any]) -> Any:
        """Call msal; what the network does becomes a SignInError."""
        if not _TENANT.fullmatch(self._tenant):
            raise sign_in_error(self.kind, "invalid_tenant", "AADSTS90002")
        try:
            return call(self._application())
        except (requests.RequestException, msal.exceptions.MsalServiceError, json.JSONDecodeError) as error:
            # What is no JSON is not Microsoft's: an office's own page that wants a click first.
            raise offline(self.kind) from error
        except ValueError as error:
            raise sign_in_error(self.kind, "invalid_tenant", "AADSTS90002") from error

    def _application(self) -> Any:
        return msal.PublicClientApplication(
            self._client,
            authority=f"{self._addresses.microsoft}/{self._tenant}",
            token_cache=self._cache,
            http_client=prepare(requests.Session(), self._addresses.ca_file),
            instance_discovery=False,
        )

    def _kept(self, result: Mapping[str, Any], account: str = "") -> StoredSignIn:
        if "access_token" not in result:
            raise sign_in_error(self.kind, str(result.get("error", "")), str(result.get("error_description", "")))
        claims = result.get("id_token_claims") or {}
        return StoredSignIn(
            self.kind,
            account or str(claims.get("preferred_username", "")),
            str(result["access_token"]),
            time.time() + float(result.get("expires_in", 0)),
            self._cache.serialize(),
        )
