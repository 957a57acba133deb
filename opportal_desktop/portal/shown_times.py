# SPDX-License-Identifier: GPL-3.0-or-later
"""Days and times as the parent reads them: in the page's language and the practice's time zone."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from opportal_desktop.portal.language import catalog, page_language
from opportal_desktop.portal.visit import visit


def shown_day(moment: dt.datetime) -> str:
    """ "November 23, 2026"."""
    now = visit()
    local = moment.astimezone(ZoneInfo(now.settings.time_zone))
    # The patterns are extracted in pages/months.html.jinja.
    pattern = catalog(now.language).pgettext("a day", "%(month)s %(day)s, %(year)s")
    return pattern % {
        "month": page_language(now.language).months[local.month - 1],
        "day": local.day,
        "year": local.year,
    }


def shown_moment(moment: dt.datetime) -> str:
    """ "November 23, 2026, 5:26 p.m."."""
    now = visit()
    local = moment.astimezone(ZoneInfo(now.settings.time_zone))
    texts = catalog(now.language)
    half = texts.pgettext("before noon", "a.m.") if local.hour < 12 else texts.pgettext("after noon", "p.m.")
    pattern = texts.pgettext("a moment", "%(day)s, %(hour)s:%(minute)s %(half)s")
    shown = pattern % {
        "day": shown_day(moment),
        "hour": local.hour % 12 or 12,
        "minute": f"{local.minute:02}",
        "half": half,
    }
    # A time torn apart at a line's end is hard to read.
    return shown.replace(f" {half}", f"\u00a0{half}")
