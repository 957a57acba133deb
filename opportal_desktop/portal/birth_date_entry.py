# SPDX-License-Identifier: GPL-3.0-or-later
"""A date of birth as it is typed into three fields, the month by number or by name in any of the languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from opportal_desktop.folding import fold
from opportal_desktop.portal.language import languages

_LONGEST = 20
_EARLIEST_YEAR = 1900
_SHORTEST_NAME = 3


class EntryProblem(Enum):
    """Why what was typed is no date."""

    EMPTY = "empty"
    MONTH = "month"
    DAY = "day"
    YEAR = "year"
    YEAR_DIGITS = "year_digits"
    NO_SUCH_DAY = "no_such_day"
    FUTURE = "future"


_PARTS = ("month", "day", "year")
_AT_FAULT = {
    EntryProblem.MONTH: ("month",),
    EntryProblem.DAY: ("day",),
    EntryProblem.YEAR: ("year",),
    EntryProblem.YEAR_DIGITS: ("year",),
    EntryProblem.NO_SUCH_DAY: ("month", "day"),
    EntryProblem.FUTURE: ("year",),
}


@dataclass(frozen=True, slots=True)
class BirthDateEntry:
    """What stands in the three fields, as typed."""

    month: str = ""
    day: str = ""
    year: str = ""

    def read(self, today: dt.date) -> dt.date | EntryProblem:
        """The date, or why it is none."""
        month_text, day_text, year_text = (text.strip(" .,") for text in (self.month, self.day, self.year))
        if not (month_text and day_text and year_text):
            return EntryProblem.EMPTY
        month = _month(month_text)
        day = _number(day_text)
        year = _number(year_text)
        if month is None:
            return EntryProblem.MONTH
        if day is None or not 1 <= day <= 31:
            return EntryProblem.DAY
        if year is not None and len(year_text) < 4:
            return EntryProblem.YEAR_DIGITS
        if year is None or not _EARLIEST_YEAR <= year <= today.year + 1:
            return EntryProblem.YEAR
        try:
            born = dt.date(year, month, day)
        except ValueError:
            return EntryProblem.NO_SUCH_DAY
        return EntryProblem.FUTURE if born > today else born

    def at_fault(self, problem: EntryProblem | None) -> tuple[str, ...]:
        """The fields to look at: all of them if nothing is known against the date but that it is the wrong one."""
        if problem is EntryProblem.EMPTY:
            return tuple(part for part in _PARTS if not getattr(self, part).strip(" .,"))
        return _AT_FAULT.get(problem, _PARTS) if problem else _PARTS


def _number(text: str) -> int | None:
    # str.isdecimal lets Arabic and other digits pass, and int() reads them.
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    number = _number(text)
    if number is not None:
        return number if 1 <= number <= 12 else None
    name = fold(text[:_LONGEST])
    if len(name) < _SHORTEST_NAME:
        return None
    found = {
        place
        for language in languages()
        for place, month in enumerate(language.months, start=1)
        if fold(month).startswith(name)
    }
    return found.pop() if len(found) == 1 else None
