# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk does when a patient comes of age, besides consent: ticks, and whom the practice reaches."""

from __future__ import annotations

from opportal_desktop.records import age_marks, families
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records
from opportal_desktop.registration.charts import load_chart
from opportal_desktop.registration.contact_draft import ContactDraft, same_address
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.terms import AgeStep, Authority, Changed, PreferredContact, RoleReason, StaffMember

_DONE = {
    AgeStep.TOLD: "coming of age: the family was told",
    AgeStep.CONSENT: "coming of age: the patient wants nobody to have access",
    AgeStep.ACCOUNT: "coming of age: the patient wants no account",
    AgeStep.PREFERENCES: "coming of age: preferences looked through",
}


def mark_step(records: Records, patient_id: int, step: AgeStep, by: StaffMember) -> None:
    """Note today that a step is done, or not wanted.

    Raises:
        RecordGone: there is no such patient any more.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        if families.patient_row(patient_id) is None:
            raise RecordGone
        age_marks.put(patient_id, step, practice_rules(records).today, by.name)
        write_audit(records, _DONE[step], by, patient_id=patient_id)
        records.announce(Changed(patient_ids=frozenset({patient_id})))


def take_back_step(records: Records, patient_id: int, step: AgeStep, by: StaffMember) -> None:
    """Take back what `mark_step` noted. Raises RecordsBusyError as it does."""
    with records.transaction():
        if age_marks.remove(patient_id, step):
            write_audit(records, f"{_DONE[step]} – taken back", by, patient_id=patient_id)
            records.announce(Changed(patient_ids=frozenset({patient_id})))


def prefer_own(records: Records, patient_id: int, contact_id: int, by: StaffMember) -> None:
    """Make the patient's own contact the one preferred contact of the chart.

    Raises:
        RecordGone: the contact is not in this chart any more.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        links = families.links_of_patient(patient_id)
        if contact_id not in {link.contact_id for link in links}:
            raise RecordGone
        for link in links:
            wanted = link.contact_id == contact_id
            if link.preferred == wanted:
                continue
            families.write_link(link, patient_id, link.contact_id, {"preferred": wanted}, by.name, records.clock())
            write_audit(
                records, "contact saved", by, patient_id=patient_id, contact_id=link.contact_id,
                changes={"preferred": (not wanted, wanted)},
            )  # fmt: skip
        records.announce(
            Changed(patient_ids=frozenset({patient_id}), contact_ids=frozenset(link.contact_id for link in links))
        )


def set_no_contact(records: Records, patient_id: int, contact_id: int, by: StaffMember) -> None:
    """Note that the practice reaches this contact no more; it is the person's, so it holds for all their charts.

    Raises:
        RecordGone: there is no such contact any more.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        contact = families.contact_row(contact_id)
        if contact is None:
            raise RecordGone
        was = contact.preferred_contact
        families.write_contact(contact, {"preferred_contact": PreferredContact.NO_CONTACT}, by.name, records.clock())
        write_audit(
            records, "contact saved", by, patient_id=patient_id, contact_id=contact_id,
            changes={"preferred_contact": (was, PreferredContact.NO_CONTACT)},
        )  # fmt: skip
        records.announce(Changed(patient_ids=frozenset({patient_id}), contact_ids=frozenset({contact_id})))


def own_contact_draft(records: Records, patient_id: int) -> ContactDraft:
    """A new contact who is the patient, with what Basic Information knows of them; nothing is stored.

    Raises:
        RecordGone: there is no such patient any more.
    """
    patient = load_chart(records, patient_id).draft
    draft = ContactDraft(
        patient_id=patient_id,
        first_name=patient.first_name,
        middle_name=patient.middle_name,
        last_name=patient.last_name,
        nickname=patient.nickname,
        birth_date=patient.birth_date,
        language=patient.language,
        home_email=patient.email,
        cell_phone=patient.cell_phone,
        home_phone=patient.home_phone,
        own_patient_id=patient_id,
        role_reason=RoleReason.SELF,
        authority=Authority.JOINT,
    )
    return same_address(draft, patient)
