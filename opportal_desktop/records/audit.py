# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit trail: who changed what, when and why; rows are only ever added."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from opportal_desktop.records.models import AuditEntry
from opportal_desktop.records.records import Records
from opportal_desktop.terms import StaffMember


def write_audit(
    records: Records,
    action: str,
    by: StaffMember,
    *,
    patient_id: int | None = None,
    contact_id: int | None = None,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
) -> None:
    """Add one row, inside the transaction of the change it tells of. `changes` is {field: (before, after)}."""
    AuditEntry.create(
        at=records.clock(),
        by=by.name,
        staff_id=by.id,
        action=action,
        patient=patient_id,
        contact=contact_id,
        changes=json.dumps(dict(changes or {}), default=str, ensure_ascii=False),
        reason=reason,
    )


def entries_about(contact_id: int, patient_ids: Collection[int], limit: int = 200) -> tuple[AuditEntry, ...]:
    """What was written about this contact, and about these patients themselves; newest first."""
    of_contact = AuditEntry.select().where(AuditEntry.contact == contact_id)
    of_patients = AuditEntry.select().where(AuditEntry.patient.in_(list(patient_ids)), AuditEntry.contact.is_null())
    queries = (of_contact, of_patients) if patient_ids else (of_contact,)
    rows = [row for query in queries for row in query.order_by(AuditEntry.id.desc()).limit(limit)]
    return tuple(sorted(rows, key=lambda row: -row.id)[:limit])


def latest_entry(action: str, patient_id: int, contact_id: int) -> AuditEntry | None:
    """The newest row of this action about this contact and this patient."""
    rows = AuditEntry.select().where(
        AuditEntry.contact == contact_id, AuditEntry.patient == patient_id, AuditEntry.action == action
    )
    entry: AuditEntry | None = rows.order_by(AuditEntry.id.desc()).first()
    return entry
