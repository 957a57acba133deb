# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside a contact being edited: who saved it last, and which other charts it belongs to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.records import families
from opportal_desktop.records.records import Records
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.errors import RecordGone


@dataclass(frozen=True, slots=True)
class ContactHistory:
    """Of a contact as one patient's chart shows it.

    Attributes:
        changed_by, changed_at: the last save of the person or of the link to this patient (UTC).
        other_charts: names of the other patients that they are a contact of, oldest first.
    """

    changed_by: str
    changed_at: dt.datetime
    other_charts: tuple[str, ...]


def load_contact_history(records: Records, patient_id: int, contact_id: int) -> ContactHistory:
    """Read it; works for a contact that is not in this chart (yet), too.

    Raises:
        RecordGone: there is no such contact (any more).
    """
    contact = families.contact_row(contact_id)
    if contact is None:
        raise RecordGone
    link = families.link_row(patient_id, contact_id)
    latest = link if link and link.changed_at > contact.changed_at else contact
    return ContactHistory(latest.changed_by, latest.changed_at, _other_charts(patient_id, contact_id))


def _other_charts(patient_id: int, contact_id: int) -> tuple[str, ...]:
    others = [link.patient_id for link in families.links_of_contact(contact_id) if link.patient_id != patient_id]
    rows = [row for row in map(families.patient_row, others) if row is not None]
    return tuple(full_name(row.first_name, row.last_name) for row in sorted(rows, key=lambda row: row.birth_date))
