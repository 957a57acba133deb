# SPDX-License-Identifier: GPL-3.0-or-later
"""Browsers that signed in before or opened a live setup link: their forms don't wait behind a flood of strangers'.

Such a browser keeps a signed mark (OWASP's device cookie). It proves nothing about who asks, opens nothing and is in
no table: it only has a form stand in the shorter line (workers.py).
"""

from __future__ import annotations

import hmac
import re
import secrets

from flask import Request, Response

from opportal_desktop.portal import cookies
from opportal_desktop.records.records import Records

_MARK = re.compile(r"([A-Za-z0-9_-]{22})\.([0-9a-f]{64})")
_IN_HEADER = re.compile(rf"(?:^|; ?)(?:__Host-)?{cookies.KNOWN}=([^;]+)")


def mark_browser(records: Records, request: Request, response: Response, link_token: str = "") -> None:
    """Have the browser be known for a year; it keeps the mark that it has.

    Args:
        link_token: all browsers that open this link get the same mark, so that one link gives one place in the line.
    """
    kept = cookies.read(request, cookies.KNOWN) or ""
    mark = kept if _name_in(records, kept) else new_mark(records, link_token)
    cookies.give(request, response, cookies.KNOWN, mark)


def new_mark(records: Records, link_token: str = "") -> str:
    """A name (random, or the link's own) and its signature."""
    name = _signature(records, f"link {link_token}")[:22] if link_token else secrets.token_urlsafe(16)
    return f"{name}.{_signature(records, name)}"


def known_browser(records: Records, cookie_header: str) -> str:
    """The name of the browser that sends these cookies; empty if it is not known. Costs some microseconds."""
    found = _IN_HEADER.search(cookie_header)
    return _name_in(records, found[1]) if found else ""


def _name_in(records: Records, mark: str) -> str:
    found = _MARK.fullmatch(mark)
    return found[1] if found and hmac.compare_digest(found[2], _signature(records, found[1])) else ""


def _signature(records: Records, name: str) -> str:
    return hmac.digest(records.link_key, f"known browser\0{name}".encode(), "sha256").hex()
