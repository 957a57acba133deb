# SPDX-License-Identifier: GPL-3.0-or-later
"""A note that stands above a patient's chart while the family disputes custody: set and ended by the desk, audited.

It changes nobody's access. While it stands, each change of Authority asks for a reason (custody.py).
"""

from __future__ import annotations

from collections.abc import Collection

from opportal_desktop.records import families
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import Patient
from opportal_desktop.records.records import Records
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.errors import DraftInvalid, ReasonRequired, RecordGone
from opportal_desktop.terms import Changed, StaffMember

NOTE_LIMIT = 1000
"""Characters."""


def set_dispute_note(records: Records, patient_ids: Collection[int], note: str, by: StaffMember) -> None:
    """Let this note stand in these charts from now on, in place of one that stands.

    Raises:
        DraftInvalid: an empty or endless note.
        RecordGone: one of the patients was removed meanwhile; nothing was written.
        RecordsBusyError: somebody else is writing; try again.
    """
    note = note.strip()
    if not 0 < len(note) <= NOTE_LIMIT:
        raise DraftInvalid({"dispute_note": f"Say what is disputed, in at most {NOTE_LIMIT} characters."})
    with records.transaction():
        for row in [_row(patient_id) for patient_id in patient_ids]:
            changes = {"dispute_note": (row.dispute_note, note)}
            families.stamp_dispute(row.id, note, records.clock(), by.name)
            write_audit(records, "dispute note set", by, patient_id=row.id, changes=changes, reason=note)
        records.announce(Changed(patient_ids=frozenset(patient_ids)))


def end_dispute_note(records: Records, patient_id: int, by: StaffMember, reason: str) -> None:
    """Take the note away from this chart; what it said stays in the audit trail. Nothing if none stands any more.

    Raises:
        ReasonRequired: no reason.
        RecordGone: the patient was removed meanwhile.
        RecordsBusyError: somebody else is writing; try again.
    """
    if not reason.strip():
        raise ReasonRequired(("Ending a dispute note needs a reason.",))
    with records.transaction():
        row = _row(patient_id)
        if not row.dispute_note:
            return
        changes = {"dispute_note": (row.dispute_note, "")}
        families.stamp_dispute(patient_id, "", None, "")
        write_audit(records, "dispute note ended", by, patient_id=patient_id, changes=changes, reason=reason.strip())
        records.announce(Changed(patient_ids=frozenset({patient_id})))


def siblings_without_note(patient_id: int) -> tuple[tuple[int, str], ...]:
    """(id, name) of the active brothers and sisters in whose charts no note stands, eldest first."""
    return tuple(
        (row.id, full_name(row.first_name, row.last_name))
        for row in families.siblings_of(patient_id)
        if row.active and not row.dispute_note
    )


def _row(patient_id: int) -> Patient:
    row = families.patient_row(patient_id)
    if row is None:
        raise RecordGone
    return row
