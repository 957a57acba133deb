# SPDX-License-Identifier: GPL-3.0-or-later
"""The validators' answers for a hundred thousand rows: what many numbers and addresses share is asked for once.

An American number is valid or not, and mobile or not, by its first six digits; an address of plain letters by its
domain. Everything else goes to the validators themselves (a test compares both).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from opportal_desktop.registration.validators import EmailCheck, PhoneCheck, check_email, check_phone

_AMERICAN = re.compile(r"\s*(?:\+?1[-. ]?)?\(?([2-9]\d\d)\)?[-. ]?([2-9]\d\d)[-. ]?(\d{4})\s*", re.ASCII)
_PLAIN_EMAIL = re.compile(r"([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII)
_LOCAL_LIMIT = 64


def quick_phone(text: str, region: str) -> PhoneCheck:
    """`check_phone`, many times faster for American numbers."""
    match = _AMERICAN.fullmatch(text) if region == "US" else None
    if match is None:
        return _phone(text, region)
    area, exchange, last = match.groups()
    like = _number_like(area + exchange)
    if like.problem:
        return _phone(text, region)
    return PhoneCheck(f"+1{area}{exchange}{last}", f"({area}) {exchange}-{last}", like.mobile, "")


@lru_cache(maxsize=4096)
def quick_email(text: str) -> EmailCheck:
    """`check_email`, faster for addresses that need no reading."""
    match = _PLAIN_EMAIL.fullmatch(text)
    if match is None or len(match[1]) > _LOCAL_LIMIT or len(text) > 200:
        return check_email(text)
    domain = _domain(match[2])
    if domain is None:
        return check_email(text)
    address = f"{match[1]}@{domain}"
    return EmailCheck(address, address.casefold(), "")


@cache
def _number_like(start: str) -> PhoneCheck:
    return check_phone(f"+1{start}2368", "US")


@lru_cache(maxsize=65536)
def _phone(text: str, region: str) -> PhoneCheck:
    return check_phone(text, region)


@lru_cache(maxsize=65536)
def _domain(domain: str) -> str | None:
    """The domain as it is kept; None where the validator has to look at the whole address."""
    checked = check_email(f"a@{domain}")
    return None if checked.problem else checked.text.partition("@")[2]
