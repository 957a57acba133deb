# SPDX-License-Identifier: GPL-3.0-or-later
"""The Welcome Emails that can still be taken back: asked for after each change, so it loads next to nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.records import message_list
from opportal_desktop.records.records import Records
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.terms import StaffMember


@dataclass(frozen=True, slots=True)
class Undoable:
    """A Welcome Email that waits so that it can be taken back. `due_at`: until when (UTC)."""

    message_id: int
    to_address: str
    contact_name: str
    due_at: dt.datetime


def undoable_welcomes(records: Records, by: StaffMember) -> tuple[Undoable, ...]:
    """The Welcome Emails that this person can still take back, oldest first."""
    return tuple(
        Undoable(row.id, row.to_address, full_name(row.first_name, row.last_name), row.due_at)
        for row in message_list.take_back_candidates(by.name, records.clock())
    )
