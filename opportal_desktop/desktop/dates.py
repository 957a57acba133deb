# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as the desk types and reads them: MM/DD/YYYY."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

_PARTS = re.compile(r"^(\d{1,4})[/.\- ]+(\d{1,2})[/.\- ]+(\d{1,4})$")
_DIGITS = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})$")
OLDEST_YEARS = 120


class DateNotUnderstoodError(ValueError):
    """What was typed is no possible date; the text says what to type and carries nothing that was typed."""


def shown_date(day: dt.date | None) -> str:
    """MM/DD/YYYY; '' for None."""
    return "" if day is None else day.strftime("%m/%d/%Y")


def shown_time(moment: dt.datetime, time_zone: str) -> str:
    """A point in time in the practice's time zone: MM/DD/YYYY h:MM AM."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{local:%m/%d/%Y} {local.hour % 12 or 12}:{local:%M %p}"


def parse_birth_date(text: str, today: dt.date) -> dt.date | None:
    """A typed date of birth: 3/14/2018, 03-14-18, 03142018, 2018-03-14; None for an empty text.

    Two-digit years are the latest ones that are not in the future.

    Raises:
        DateNotUnderstoodError: no date, in the future, or more than 120 years ago.
    """
    typed = text.strip()
    if not typed:
        return None
    match = _PARTS.match(typed) or _DIGITS.match(typed)
    if match is None:
        raise DateNotUnderstoodError("Enter the date as MM/DD/YYYY, for example 03/14/2018.")
    first, second, third = match.groups()
    year, month, day = (first, second, third) if len(first) == 4 else (third, first, second)
    if len(year) not in (2, 4):
        raise DateNotUnderstoodError("Enter the year with four digits, for example 03/14/2018.")
    number = int(year)
    if len(year) == 2:
        number += today.year // 100 * 100
        if number > today.year:
            number -= 100
    try:
        parsed = dt.date(number, int(month), int(day))
    except ValueError:
        raise DateNotUnderstoodError("There is no such day: check month and day (MM/DD/YYYY).") from None
    if parsed > today:
        raise DateNotUnderstoodError("This date is in the future.")
    if parsed.year < today.year - OLDEST_YEARS:
        raise DateNotUnderstoodError(f"This date is more than {OLDEST_YEARS} years ago.")
    return parsed
