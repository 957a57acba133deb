# SPDX-License-Identifier: GPL-3.0-or-later
"""Google Workspace and Gmail: browser with authorization code and PKCE; by google-auth-oauthlib.

Google's endpoint wants the "client secret" of a desktop app although it is none (RFC 8252, 8.5): it is kept with the
sign-in. There is no sign-in with a code: Google does not allow it for mail.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Mapping
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import OAuth2Error

from opportal_desktop.mail.sign_in.https import prepare
from opportal_desktop.mail.sign_in.provider import IdentityAddresses, Visit, id_token_claims
from opportal_desktop.mail.sign_in.troubles import SignInError, Trouble, offline, sign_in_error
from opportal_desktop.records.mail_sign_in import StoredSignIn
from opportal_desktop.terms import MailSignIn

# The only scope that SMTP takes; the other two tell whose mailbox it is.
MAIL_SCOPE = "https://mail.google.com/"
SCOPES = [MAIL_SCOPE, "openid", "https://www.googleapis.com/auth/userinfo.email"]


class GoogleSignIn:
    """Signs in for one OAuth client of the type "Desktop app"."""

    kind = MailSignIn.GOOGLE

    def __init__(self, client: str, secret: str, addresses: IdentityAddresses) -> None:
        self._client = client
        self._secret = secret
        self._addresses = addresses

    def begin(self, account: str, redirect: str) -> Visit:
        config = {
            "installed": {
                "client_id": self._client,
                "client_secret": self._secret,
                "auth_uri": self._addresses.google_authorize,
                "token_uri": self._addresses.google_token,
            }
        }
        flow = InstalledAppFlow.from_client_config(config, SCOPES, redirect_uri=redirect)
        prepare(flow.oauth2session, self._addresses.ca_file)
        # Without "consent" Google gives a refresh token the first time only.
        url, state = flow.authorization_url(prompt="consent", **({"login_hint": account} if account else {}))
        return Visit(url, state, flow)

    def finish(self, visit: Visit, answer: Mapping[str, str]) -> StoredSignIn:
        if "error" in answer:
            raise sign_in_error(self.kind, answer["error"])
        flow = visit.flow
        try:
            token = flow.fetch_token(code=answer["code"])
        except OAuth2Error as error:
            raise sign_in_error(self.kind, str(error.error or "")) from error
        except requests.RequestException as error:
            raise offline(self.kind) from error
        except Warning as error:
            # Raised by oauthlib, as an error, when the scopes given are not those asked for.
            raise _mail_not_allowed() from error
        if not token.get("refresh_token"):
            raise sign_in_error(self.kind, "no_refresh_token")
        account = str(id_token_claims(str(token.get("id_token", ""))).get("email", ""))
        return self._kept(account, token["access_token"], float(token.get("expires_in", 0)), token["refresh_token"])

    def renew(self, before: StoredSignIn) -> StoredSignIn:
        memory = json.loads(before.memory)
        self._client, self._secret = memory["client"], memory["secret"]
        credentials = Credentials(
            None,
            refresh_token=memory["refresh_token"],
            token_uri=self._addresses.google_token,
            client_id=self._client,
            client_secret=self._secret,
        )
        session = prepare(requests.Session(), self._addresses.ca_file)
        try:
            credentials.refresh(Request(session))
        except RefreshError as error:
            raise self._refused(error) from error
        except (TransportError, requests.RequestException) as error:
            raise offline(self.kind) from error
        except GoogleAuthError as error:
            raise sign_in_error(self.kind, "invalid_grant") from error
        token, refresh_token = str(credentials.token), str(credentials.refresh_token)
        return self._kept(before.account, token, _seconds_left(credentials), refresh_token)

    def _refused(self, error: RefreshError) -> SignInError:
        if error.retryable:
            return offline(self.kind)
        answer = error.args[1] if len(error.args) > 1 else {}
        name = answer.get("error", "") if isinstance(answer, dict) else ""
        return sign_in_error(self.kind, str(name))

    def _kept(self, account: str, access_token: str, seconds: float, refresh_token: str) -> StoredSignIn:
        memory: dict[str, Any] = {"client": self._client, "secret": self._secret, "refresh_token": refresh_token}
        return StoredSignIn(self.kind, account, access_token, time.time() + seconds, json.dumps(memory))


def _seconds_left(credentials: Credentials) -> float:
    if credentials.expiry is None:
        return 0.0
    expiry: dt.datetime = credentials.expiry.replace(tzinfo=dt.UTC)
    return expiry.timestamp() - time.time()


def _mail_not_allowed() -> SignInError:
    return SignInError(
        Trouble.DECLINED,
        "Google signed you in, but the box that lets the program send mail was not ticked.",
        "Nothing was changed.",
        "Sign in again and tick it.",
    )
