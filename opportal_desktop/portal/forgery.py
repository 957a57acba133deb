# SPDX-License-Identifier: GPL-3.0-or-later
"""Against forged requests: each form carries a token that only this browser, in this session, was given.

The token is a keyed hash of the browser's random cookie and its session, so no page view writes a row.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets

from flask import Request, Response, g

from opportal_desktop.portal import cookies
from opportal_desktop.records.records import Records

FIELD = "form_token"
_BROWSER_ID = re.compile(r"[A-Za-z0-9_-]{43}")


class ForgedRequestError(Exception):
    """A form came without the token of this browser and session: another site's, or from before a sign-in."""


def form_token(records: Records, request: Request) -> str:
    """The token for this page's forms; gives the browser its cookie with the answer if it has none."""
    browser = _known_browser(request)
    if browser is None:
        browser = g.setdefault("new_browser", secrets.token_urlsafe(32))
    return _token(records, browser, cookies.read(request, cookies.SESSION) or "")


def check_form(records: Records, request: Request) -> None:
    """Raise ForgedRequestError unless the request comes from one of our forms in this browser."""
    # Read first: what is too long is told as such.
    given = request.form.get(FIELD, "")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise ForgedRequestError
    browser = _known_browser(request)
    if browser is None:
        raise ForgedRequestError
    expected = _token(records, browser, cookies.read(request, cookies.SESSION) or "")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise ForgedRequestError


def remember_browser(request: Request, response: Response) -> None:
    """Send the new browser's cookie, if `form_token` made one for this answer."""
    browser = g.get("new_browser")
    if browser is not None:
        cookies.give(request, response, cookies.BROWSER, browser)


def _known_browser(request: Request) -> str | None:
    value = cookies.read(request, cookies.BROWSER)
    return value if value is not None and _BROWSER_ID.fullmatch(value) else None


def _token(records: Records, browser: str, session: str) -> str:
    key = hmac.digest(records.link_key, b"portal form", "sha256")
    digest = hmac.digest(key, f"{browser}\n{session}".encode(errors="surrogatepass"), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
