# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit trail's row of what left the records in a file."""

from __future__ import annotations

from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records
from opportal_desktop.terms import StaffMember


def note_export(records: Records, what: str, by: StaffMember, rows: int, *, patient_id: int | None = None) -> None:
    """Note that `by` writes `what` ("Contacts") to a file; `patient_id`: whom it is about, if one.

    Raises:
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        write_audit(
            records, "exported", by, patient_id=patient_id, changes={"list": (None, what), "rows": (None, rows)}
        )
