# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as the desk types and reads them: MM/DD/YYYY."""

from __future__ import annotations

import datetime as dt


class DateNotUnderstoodError(ValueError):
    """What was typed is no possible date of birth; the text says what to type and repeats nothing of it."""


def shown_date(day: dt.date | None) -> str:
    """MM/DD/YYYY; '' for None."""
    return "" if day is None else day.strftime("%m/%d/%Y")


def parse_birth_date(text: str, today: dt.date) -> dt.date | None:
    """A typed date of birth in the ways that the search understands; None for an empty text.

    Raises:
        DateNotUnderstoodError: no such day, in the future, or before 1900.
    """
    # With peewee behind it: not at the start, when only `shown_date` is needed.
    from opportal_desktop.records.search import read_birth_date

    if not text.strip():
        return None
    day = read_birth_date(text, today)
    if day is None:
        raise DateNotUnderstoodError("Enter a day in the past as MM/DD/YYYY, for example 03/14/2018.")
    return day
