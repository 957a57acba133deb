# SPDX-License-Identifier: GPL-3.0-or-later
"""What imports brought and a manager decides about: rows that wait, and their outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from opportal_desktop.records.models import Contact, FamilyContact, ImportedAuthority, Patient
from opportal_desktop.terms import Authority, ImportedState, RoleReason


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One family contact with what waits for it; names as they are in the records now."""

    id: int
    patient_id: int
    contact_id: int
    patient_first: str
    patient_middle: str
    patient_last: str
    birth_date: dt.date
    contact_first: str
    contact_last: str
    current_email: str
    role_reason: RoleReason
    current: Authority
    authority: Authority
    home_email: str
    cell_phone: str
    imported_at: dt.datetime
    imported_by: str


# What was taken off the chart meanwhile waits for nothing.
_ITS_LINK = (FamilyContact.patient == ImportedAuthority.patient) & (FamilyContact.contact == ImportedAuthority.contact)
_WAITS = ImportedAuthority.state == ImportedState.WAITING


def waiting_rows(after: int, limit: int) -> tuple[WaitingRow, ...]:
    """Those that wait, in the order of the file, behind the one of id `after`."""
    query: Any = (
        ImportedAuthority.select(
            ImportedAuthority.id, ImportedAuthority.patient, ImportedAuthority.contact, Patient.first_name,
            Patient.middle_name, Patient.last_name, Patient.birth_date, Contact.first_name, Contact.last_name,
            Contact.home_email, FamilyContact.role_reason, FamilyContact.authority.alias("current"),
            ImportedAuthority.authority, ImportedAuthority.home_email, ImportedAuthority.cell_phone,
            ImportedAuthority.imported_at, ImportedAuthority.imported_by,
        )
        .join(Patient)
        .switch(ImportedAuthority)
        .join(Contact)
        .switch(ImportedAuthority)
        .join(FamilyContact, on=_ITS_LINK)
        .where(_WAITS, ImportedAuthority.id > after)
        .order_by(ImportedAuthority.id)
        .limit(limit)
    )  # fmt: skip
    return tuple(WaitingRow(*row) for row in query.tuples())


def count_waiting() -> int:
    """How many wait."""
    return int(ImportedAuthority.select().join(FamilyContact, on=_ITS_LINK).where(_WAITS).count())


def waiting_contacts(after: int, limit: int) -> tuple[int, ...]:
    """Contacts with something that waits, by their ids from `after` on."""
    rows: Any = ImportedAuthority.select(ImportedAuthority.contact).join(FamilyContact, on=_ITS_LINK)
    query = rows.where(_WAITS, ImportedAuthority.contact > after)
    return tuple(row for (row,) in query.distinct().order_by(ImportedAuthority.contact).limit(limit).tuples())


def rows_of_contact(contact_id: int, ids: Collection[int] | None = None) -> tuple[ImportedAuthority, ...]:
    """What waits for one contact; `ids`: only these rows."""
    query = ImportedAuthority.select().where(_WAITS, ImportedAuthority.contact == contact_id)
    if ids is not None:
        query = query.where(ImportedAuthority.id.in_(list(ids)))
    return tuple(query.order_by(ImportedAuthority.id))


def decide(ids: Collection[int], state: ImportedState, by: str, at: dt.datetime) -> int:
    """Note the outcome of rows that wait, within the caller's transaction; returns how many there were."""
    update = ImportedAuthority.update(state=state, decided_at=at, decided_by=by)
    return int(update.where(_WAITS, ImportedAuthority.id.in_(list(ids))).execute())
