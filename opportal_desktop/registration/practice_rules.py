# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice as the rules see it: the settings that they depend on, and the day it is there. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from opportal_desktop.terms import LoginMode


@dataclass(frozen=True, slots=True)
class PracticeRules:
    """The practice's settings that the rules depend on, and the moment they are asked at (UTC, aware).

    `age_notice_days`: how long before it somebody wants to know that a patient reaches the age limit.
    """

    now: dt.datetime
    time_zone: str = "America/New_York"
    login_mode: LoginMode = LoginMode.PASSWORD
    age_limit: int = 18
    age_notice_days: int = 60
    phone_region: str = "US"
    ask_again_months: int = 6

    @property
    def today(self) -> dt.date:
        return self.now.astimezone(ZoneInfo(self.time_zone)).date()

    def midnight(self, day: dt.date) -> dt.datetime:
        """When this day begins in the practice's time zone, UTC."""
        return dt.datetime.combine(day, dt.time(), ZoneInfo(self.time_zone)).astimezone(dt.UTC)

    def day(self, when: dt.datetime | dt.date) -> str:
        """A date as the desk writes it, in the practice's time zone: 11/23/2026."""
        if isinstance(when, dt.datetime):
            when = when.astimezone(ZoneInfo(self.time_zone)).date()
        return when.strftime("%m/%d/%Y")

    def moment(self, when: dt.datetime) -> str:
        """A point in time as the desk writes it, in the practice's time zone: 11/23/2026 2:05 PM."""
        local = when.astimezone(ZoneInfo(self.time_zone))
        return f"{local:%m/%d/%Y} {local.hour % 12 or 12}:{local:%M} {'AM' if local.hour < 12 else 'PM'}"

    def soon(self, when: dt.datetime) -> str:
        """The time alone where it is today, else the moment."""
        day, _, time = self.moment(when).partition(" ")
        return time if day == self.day(self.now) else f"{day} {time}"
