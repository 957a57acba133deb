# SPDX-License-Identifier: GPL-3.0-or-later
"""Birthdays and ages, as a pediatric desk counts and says them."""

from __future__ import annotations

import datetime as dt


def birthday(birth_date: dt.date, age: int) -> dt.date:
    """The day somebody reaches `age`; who was born on February 29 does so on March 1 of a common year."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return dt.date(birth_date.year + age, 3, 1)


def born_between(first: dt.date, last: dt.date, age: int) -> tuple[dt.date, dt.date]:
    """The birth dates, from and to, of those whose `birthday` at `age` falls into `first` to `last`."""
    earliest = birthday(first, -age)
    leap_day = earliest - dt.timedelta(days=1)
    if birthday(leap_day, age) >= first:
        earliest = leap_day
    latest = birthday(last, -age)
    return earliest, latest if birthday(latest, age) <= last else latest - dt.timedelta(days=1)


def age_text(birth_date: dt.date, today: dt.date) -> str:
    """An age as a pediatric desk says it: days to 4 weeks, weeks to 3 months, months to 2 years, then years."""
    number, unit = age_parts(birth_date, today)
    return f"{number} {unit}{'' if number == 1 else 's'}"


def age_parts(birth_date: dt.date, today: dt.date) -> tuple[int, str]:
    """The number and the unit ("day", "week", "month", "year") of `age_text`."""
    days = (today - birth_date).days
    months = (today.year - birth_date.year) * 12 + today.month - birth_date.month - (today.day < birth_date.day)
    if days < 28:
        return max(days, 0), "day"
    if months < 3:
        return days // 7, "week"
    if months < 24:
        return months, "month"
    return today.year - birth_date.year - (today < birthday(birth_date, today.year - birth_date.year)), "year"
