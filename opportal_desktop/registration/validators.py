# SPDX-License-Identifier: GPL-3.0-or-later
"""Phone numbers and email addresses: valid or why not, and in which form they are kept and shown.

The validators are imported on first use: the window must paint before their tables are loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_AMERICAN = re.compile(r"\+1\d{10}")


@dataclass(frozen=True, slots=True)
class EmailCheck:
    """A typed email address.

    Attributes:
        text: as it is to be kept: normalized if valid, else as typed without blanks around it.
        key: what an account is keyed by (casefolded); None while missing or not valid.
        problem: why it is not valid, in words; empty for a valid or an empty address.
    """

    text: str
    key: str | None
    problem: str


@dataclass(frozen=True, slots=True)
class PhoneCheck:
    """A typed phone number.

    Attributes:
        text: as it is to be kept: E.164 (with ";ext=" if there is an extension) if valid, else as typed.
        shown: as people read it.
        mobile: valid and able to get text messages, as far as its numbering plan tells.
        problem: why it is not valid, in words; empty for a valid or an empty number.
    """

    text: str
    shown: str
    mobile: bool
    problem: str


@lru_cache(maxsize=4096)
def check_email(text: str) -> EmailCheck:
    """Check an address's form; whether it exists only its server can say."""
    typed = text.strip()
    if not typed:
        return EmailCheck("", None, "")
    from email_validator import EmailNotValidError, validate_email

    if "@" not in typed:
        return EmailCheck(typed, None, "An email address needs an @ sign.")
    if typed.count("@") > 1 or any(ch in typed for ch in " ,;<>\\"):
        return EmailCheck(typed, None, "Enter one email address, without spaces or commas.")
    try:
        # Quotes: some phone companies gave out addresses with two dots in a row, which need them.
        valid = validate_email(typed, check_deliverability=False, allow_quoted_local=True)
    except EmailNotValidError as error:
        return EmailCheck(typed, None, str(error))
    return EmailCheck(valid.normalized, valid.normalized.casefold(), "")


@lru_cache(maxsize=4096)
def check_phone(text: str, region: str = "US") -> PhoneCheck:
    """Check a number's form against its country's numbering plan; `region` (ISO 3166) is for numbers without "+"."""
    typed = text.strip()
    if not typed:
        return PhoneCheck("", "", False, "")
    import phonenumbers as pn

    try:
        number = pn.parse(typed, region)
    except pn.NumberParseException:
        return PhoneCheck(typed, typed, False, "This is not a phone number.")
    if not pn.is_valid_number(number):
        return PhoneCheck(typed, typed, False, _why_not_valid(number))
    extension = f";ext={number.extension}" if number.extension else ""
    home = pn.country_code_for_region(region) == number.country_code
    style = pn.PhoneNumberFormat.NATIONAL if home else pn.PhoneNumberFormat.INTERNATIONAL
    kind = pn.number_type(number)
    return PhoneCheck(
        pn.format_number(number, pn.PhoneNumberFormat.E164) + extension,
        pn.format_number(number, style),
        kind in (pn.PhoneNumberType.MOBILE, pn.PhoneNumberType.FIXED_LINE_OR_MOBILE) and not extension,
        "",
    )


def _why_not_valid(number: PhoneNumber) -> str:
    import phonenumbers as pn

    reason = pn.is_possible_number_with_reason(number)
    if reason in (pn.ValidationResult.TOO_SHORT, pn.ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
        return "The phone number is too short: enter it with its area code."
    if reason == pn.ValidationResult.TOO_LONG:
        return "The phone number has too many digits."
    return "No such phone number can exist: check its area code and digits."


def shown_phone(stored: str, region: str = "US") -> str:
    """A stored number as people read it."""
    if region == "US" and _AMERICAN.fullmatch(stored):
        # Nearly every number here; the first rows of a search need not wait for the numbering plans.
        return f"({stored[2:5]}) {stored[5:8]}-{stored[8:]}"
    return check_phone(stored, region).shown
