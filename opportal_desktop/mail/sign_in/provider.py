# SPDX-License-Identifier: GPL-3.0-or-later
"""What Microsoft's and Google's sign-in have in common: a visit with the browser, and tokens that can be renewed."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from opportal_desktop.records.mail_sign_in import StoredSignIn
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.terms import MailSignIn


@dataclass(frozen=True, slots=True)
class IdentityAddresses:
    """Where the providers' sign-in is.

    Attributes:
        microsoft: login.microsoftonline.com, or the one of a national cloud.
        ca_file: certificates to trust instead of the system's.
    """

    microsoft: str = "https://login.microsoftonline.com"
    google_authorize: str = "https://accounts.google.com/o/oauth2/v2/auth"
    google_token: str = "https://oauth2.googleapis.com/token"  # noqa: S105
    ca_file: Path | None = None


REAL_ADDRESSES = IdentityAddresses()


@dataclass(frozen=True, slots=True)
class Visit:
    """A sign-in that waits for the browser to come back.

    Attributes:
        url: where to send the browser.
        state: what it must bring back.
        flow: what the provider's library needs then.
    """

    url: str
    state: str
    flow: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """A sign-in on another screen: `code` is typed at `address` within the quarter of an hour."""

    code: str
    address: str
    flow: dict[str, Any] = field(repr=False)


class Provider(Protocol):
    """Microsoft or Google. Every call may take seconds, and raises SignInError."""

    kind: MailSignIn

    def begin(self, account: str, redirect: str) -> Visit:
        """`account` is proposed to the browser; `redirect` is where it comes back to."""
        ...

    def finish(self, visit: Visit, answer: Mapping[str, str]) -> StoredSignIn:
        """`answer` is the query that the browser came back with."""
        ...

    def renew(self, before: StoredSignIn) -> StoredSignIn:
        """Another access token, without anybody's help."""
        ...


def provider_for(
    settings: PracticeSettings, addresses: IdentityAddresses = REAL_ADDRESSES, *, google_secret: str = ""
) -> Provider:
    """The provider that the settings name (`mail_sign_in.by_token`); its library is loaded here and not before.

    Args:
        google_secret: needed for `begin` and `finish`; `renew` knows it from the sign-in.
    """
    if settings.mail_sign_in is MailSignIn.MICROSOFT:
        from opportal_desktop.mail.sign_in.microsoft import MicrosoftSignIn

        return MicrosoftSignIn(settings.microsoft_client, settings.microsoft_tenant, addresses)
    from opportal_desktop.mail.sign_in.google import GoogleSignIn

    return GoogleSignIn(settings.google_client, google_secret, addresses)


def id_token_claims(token: str) -> Mapping[str, Any]:
    """What an ID token says. It came from the provider by TLS, so its signature adds nothing (OpenID Core 3.1.3.7)."""
    try:
        body = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (IndexError, ValueError):
        return {}
    return claims if isinstance(claims, dict) else {}
