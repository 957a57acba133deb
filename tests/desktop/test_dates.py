# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import datetime as dt

import pytest

from opportal_desktop.desktop.dates import DateNotUnderstoodError, parse_birth_date, shown_date

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["3/14/2018", "03-14-18", " 03142018 ", "2018-03-14", "3.14.2018"])
def test_the_usual_ways_to_write_a_date(typed: str) -> None:
    assert shown_date(parse_birth_date(typed, TODAY)) == "03/14/2018"


def test_nothing_typed_is_no_date() -> None:
    assert parse_birth_date("  ", TODAY) is None
    assert shown_date(None) == ""


@pytest.mark.parametrize("typed", ["13/45/2018", "tomorrow", "2/30/2018", "11/24/2026", "3/15"])
def test_what_is_no_past_day_is_said_without_repeating_it(typed: str) -> None:
    with pytest.raises(DateNotUnderstoodError, match="MM/DD/YYYY") as caught:
        parse_birth_date(typed, TODAY)
    assert typed not in str(caught.value)
