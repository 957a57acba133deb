# SPDX-License-Identifier: GPL-3.0-or-later
"""A family for window tests, made the way the desk makes it: through the use cases."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from opportal_desktop.records import outbox
from opportal_desktop.records.models import Message
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.practice import save_settings
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, MessageState, ResidesWith, RoleReason, StaffMember


@dataclass(frozen=True)
class Family:
    """Mateo has Ana (Joint) and Luis (no authority); his sister Lucía has Ana and Abuela Inés; Zoë has nobody."""

    mateo: int
    lucia: int
    zoe: int
    ana: int
    luis: int
    ines: int


def add_patient(records: Records, by: StaffMember, first: str, last: str, born: dt.date, **more: object) -> int:
    draft = replace(PatientDraft(first_name=first, last_name=last, birth_date=born), **more)  # type: ignore[arg-type]
    saved = save_patient(records, draft, by)
    assert saved.draft.patient_id is not None
    return saved.draft.patient_id


def add_contact(records: Records, by: StaffMember, patient: int, first: str, last: str, **more: object) -> int:
    draft = ContactDraft(patient_id=patient, first_name=first, last_name=last, role_reason=RoleReason.OTHER_RELATIVE)
    saved = save_contact(records, replace(draft, **more), by)  # type: ignore[arg-type]
    assert saved.draft.contact_id is not None
    return saved.draft.contact_id


def link_contact(records: Records, by: StaffMember, patient: int, contact: int, role: RoleReason) -> None:
    from opportal_desktop.registration.contact_draft import select_contact_draft

    draft = select_contact_draft(records, patient, contact)
    save_contact(records, replace(draft, role_reason=role, authority=Authority.JOINT), by, base=draft)


def set_up_practice(records: Records, manager: StaffMember, **more: object) -> None:
    settings = replace(
        load_settings(records),
        practice_name="Maple Street Pediatrics",
        practice_phone="(413) 555-0100",
        portal_url="https://portal.maple.example",
        smtp_host="127.0.0.1",
        mail_from="portal@maple.example",
    )
    save_settings(records, replace(settings, **more), manager)  # type: ignore[arg-type]


def add_family(records: Records, by: StaffMember) -> Family:
    with records.transaction():
        # Nobody waits for the seconds in which a mail can be taken back.
        store_settings(records, replace(load_settings(records), undo_seconds=0))
    mateo = add_patient(records, by, "Mateo", "García López", dt.date(2018, 3, 14))
    lucia = add_patient(records, by, "Lucía", "García López", dt.date(2021, 7, 2))
    zoe = add_patient(records, by, "Zoë", "Okafor", dt.date(2020, 1, 30))
    ana = add_contact(
        records,
        by,
        mateo,
        "Ana",
        "García López",
        birth_date=dt.date(1988, 2, 3),
        home_email="ana@example.com",
        cell_phone="(413) 555-0123",
        role_reason=RoleReason.MOTHER,
        authority=Authority.JOINT,
        resides_with=ResidesWith.YES,
    )
    luis = add_contact(
        records, by, mateo, "Luis", "Pérez", home_email="luis@example.com", role_reason=RoleReason.FATHER
    )
    link_contact(records, by, lucia, ana, RoleReason.MOTHER)
    ines = add_contact(records, by, lucia, "Inés", "López", role_reason=RoleReason.GRANDPARENT)
    return Family(mateo, lucia, zoe, ana, luis, ines)


def work_off(records: Records, *, refuse: str = "") -> None:
    """Do what the mail thread does with everything that waits, for Undo too: hand over, or refuse for good."""
    Message.update(due_at=records.clock()).where(Message.state == MessageState.QUEUED).execute()
    while claimed := outbox.claim_next(records, dt.timedelta(minutes=5)):
        if refuse:
            outbox.record_failed(records, claimed, refuse, "550 5.1.1 No such user here")
        else:
            outbox.record_sent(records, claimed, "250 2.0.0 queued as 1")
