# SPDX-License-Identifier: GPL-3.0-or-later
"""When somebody who declined the portal, or wants to be asked later, is to be asked again. Pure.

Declining belongs to the person (DESIGN.md, Access): a parent wants the portal or not, whichever child it is about. A
"later" is a declining with a day of its own: access fails just as much (A9), so no Save invites who asked to wait.
Asked again means that the desk is told; nothing is sent and no access begins by the clock.
"""

from __future__ import annotations

import calendar
import datetime as dt


def ask_again_day(declined_on: dt.date | None, ask_again_on: dt.date | None, months: int) -> dt.date | None:
    """The day from which the desk is reminded; None for never.

    Args:
        declined_on: the day on which they declined; None for who did not.
        ask_again_on: the day that they named themselves.
        months: the practice's setting, for who named none; 0: nobody is asked again by itself.
    """
    if declined_on is None:
        return None
    if ask_again_on is not None:
        return ask_again_on
    return after_months(declined_on, months) if months else None


def after_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def latest_to_ask(today: dt.date, months: int) -> dt.date:
    """Who declined on this day or before has waited so many months by `today`."""
    day = after_months(today, -months)
    if (today + dt.timedelta(days=1)).month == today.month:
        return day
    # On a month's last day also those are due whose day it does not have (declined on August 31, asked on February 28).
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
