# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed into the three fields of a date of birth."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.portal.birth_date_entry import BirthDateEntry, EntryProblem
from opportal_desktop.portal.language import languages

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize("month", ["3", "03", " 3 ", "March", "march", "MAR", "mar.", "Marzo", "marzo", "mar", "٣"])
def test_a_month_is_known_by_number_and_by_name(month: str):
    assert BirthDateEntry(month, "5", "2019").read(TODAY) == dt.date(2019, 3, 5)


@pytest.mark.parametrize(
    ("month", "day", "year", "problem"),
    [
        ("", "", "", EntryProblem.EMPTY),
        ("3", "", "2019", EntryProblem.EMPTY),
        ("0", "5", "2019", EntryProblem.MONTH),
        ("ma", "5", "2019", EntryProblem.MONTH),
        ("Marchy", "5", "2019", EntryProblem.MONTH),
        ("3/5", "5", "2019", EntryProblem.MONTH),
        ("3", "0", "2019", EntryProblem.DAY),
        ("3", "five", "2019", EntryProblem.DAY),
        ("3", "5", "9", EntryProblem.YEAR_DIGITS),
        ("3", "5", "nineteen", EntryProblem.YEAR),
        ("3", "5", "20190", EntryProblem.YEAR),
        ("2", "29", "2019", EntryProblem.NO_SUCH_DAY),
        ("11", "24", "2026", EntryProblem.FUTURE),
    ],
)
def test_what_is_no_date_says_where_to_look(month: str, day: str, year: str, problem: EntryProblem):
    assert BirthDateEntry(month, day, year).read(TODAY) is problem


@given(born=st.dates(dt.date(1900, 1, 1), TODAY), tag=st.sampled_from(["en", "es"]), named=st.booleans())
def test_every_real_date_is_read_back(born: dt.date, tag: str, named: bool):
    months = next(language for language in languages() if language.tag == tag).months
    month = months[born.month - 1] if named else str(born.month)
    assert BirthDateEntry(month, f"{born.day:02}", str(born.year)).read(TODAY) == born


@given(month=st.text(max_size=30), day=st.text(max_size=10), year=st.text(max_size=10))
def test_anything_else_is_a_problem_and_no_fault(month: str, day: str, year: str):
    assert isinstance(BirthDateEntry(month, day, year).read(TODAY), dt.date | EntryProblem)
