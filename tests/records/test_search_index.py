# SPDX-License-Identifier: GPL-3.0-or-later
"""After any Save the stored search keys are those that a rebuild from nothing would give."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from opportal_desktop.records.models import Contact, FamilyContact, Patient, database
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.records.search_keys import KEY_COLUMNS, search_keys
from opportal_desktop.registration.charts import PatientDraft, load_chart, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft, select_contact_draft
from opportal_desktop.registration.family_contacts import inactivate, reactivate, remove
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import RoleReason, StaffMember

TODAY = dt.date(2026, 11, 23)


def _patient(records: Records, first: str, by: StaffMember) -> int:
    draft = PatientDraft(first_name=first, last_name="Núñez-Díaz", birth_date=dt.date(2018, 4, 1))
    return save_patient(records, draft, by).patient_id


def _stored() -> list[tuple[object, ...]]:
    return sorted(database.execute_sql(f"SELECT {', '.join(KEY_COLUMNS)} FROM search_key").fetchall())


def _rebuilt() -> list[tuple[object, ...]]:
    keys = []
    for patient in Patient.select():
        active = FamilyContact.select(FamilyContact.contact).where(
            FamilyContact.patient == patient.id, FamilyContact.ended_at.is_null()
        )
        keys += search_keys(patient, Contact.select().where(Contact.id.in_(active)))
    return sorted(keys)


def _found(records: Records, typed: str) -> set[str]:
    return {row.first_name for row in find_patients(records, typed, today=TODAY).rows}


def test_keys_follow_every_kind_of_save(records: Records, front_desk: StaffMember) -> None:
    inés, leo = (_patient(records, first, front_desk) for first in ("Inés", "Leo"))
    draft = ContactDraft(
        patient_id=inés,
        first_name="Ana",
        last_name="Ruiz",
        home_email="ana@example.com",
        cell_phone="(413) 555-0142",
        role_reason=RoleReason.MOTHER,
    )
    ana = save_contact(records, draft, front_desk).draft.contact_id
    assert ana is not None
    assert _stored() == _rebuilt()
    assert _found(records, "ruiz") == {"Inés"}

    second = replace(select_contact_draft(records, leo, ana), role_reason=RoleReason.MOTHER)
    save_contact(records, second, front_desk)
    assert _stored() == _rebuilt()
    assert _found(records, "#5550142") == {"Inés", "Leo"}

    renamed = replace(load_contact_draft(records, leo, ana), last_name="Ruiz Peña", home_phone="(413) 555-0143")
    save_contact(records, renamed, front_desk)
    assert _stored() == _rebuilt()
    assert _found(records, "peña ana") == _found(records, "#0143") == {"Inés", "Leo"}

    noted = replace(load_contact_draft(records, leo, ana), notes="Call after five.", home_email="ana.ruiz@example.com")
    save_contact(records, noted, front_desk)
    assert _stored() == _rebuilt()
    assert _found(records, "ana@example.com") == set()

    chart = load_chart(records, inés).draft
    save_patient(records, replace(chart, last_name="Alvarado", active=False), front_desk)
    assert _stored() == _rebuilt()
    assert _found(records, "ruiz") == {"Leo"}

    inactivate(records, leo, ana, front_desk, reason="test")
    assert _stored() == _rebuilt()
    assert _found(records, "ruiz") == set()

    # Saving a contact of whom one chart knows nothing any more must not bring it back.
    save_contact(records, replace(load_contact_draft(records, leo, ana), nickname="Anita"), front_desk)
    assert _stored() == _rebuilt()
    assert _found(records, "anita") == set()

    reactivate(records, leo, ana, front_desk, reason="test")
    assert _stored() == _rebuilt()
    assert _found(records, "anita") == {"Leo"}

    remove(records, leo, ana, front_desk, reason="test")
    assert _stored() == _rebuilt()
    assert _found(records, "anita") == set()
