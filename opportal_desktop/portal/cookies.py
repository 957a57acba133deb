# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal's cookies: session, the browser a form was given to, language, the asking for a code, a known browser.

Behind TLS each has the prefix `__Host-`, so that no other host or path can set it.
"""

from __future__ import annotations

from flask import Request, Response

SESSION = "session"
BROWSER = "browser"
LANGUAGE = "lang"
CODE = "code"
KNOWN = "known"
_YEAR_SECONDS = 365 * 24 * 3600


def _name(name: str, secure: bool) -> str:
    return f"__Host-{name}" if secure else name


def read(request: Request, name: str) -> str | None:
    """What the browser sent; None if it sent nothing."""
    return request.cookies.get(_name(name, request.is_secure))


def give(request: Request, response: Response, name: str, value: str) -> None:
    """Set a cookie: language and known browser for a year, the others until the browser is closed."""
    response.set_cookie(
        _name(name, request.is_secure),
        value,
        max_age=_YEAR_SECONDS if name in (LANGUAGE, KNOWN) else None,
        secure=request.is_secure,
        httponly=True,
        # Not Strict: from a link in a mail the browser must still be known.
        samesite="Lax",
        path="/",
    )


def take_away(request: Request, response: Response, name: str) -> None:
    """Delete a cookie."""
    response.delete_cookie(
        _name(name, request.is_secure), secure=request.is_secure, httponly=True, samesite="Lax", path="/"
    )
