# SPDX-License-Identifier: GPL-3.0-or-later
"""Families as they are read: nobody who shares a Home Email is left out, and a write stores no more than it must."""

from __future__ import annotations

import pytest

from opportal_desktop.records import families
from opportal_desktop.records.models import Contact, FamilyContact, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.terms import RoleReason


def _chart(records: Records, number: int, first: str, email: str) -> tuple[int, int]:
    """A patient with one contact; returns (patient id, contact id)."""
    now = records.clock()
    patient = families.write_patient(
        None,
        {
            "chart_number": str(number),
            "first_name": f"Child {number}",
            "last_name": "Roe",
            "birth_date": now.date(),
            "sort_last": "roe",
            "sort_first": f"child {number}",
        },
        "Mira",
        now,
    )
    values = {"first_name": first, "home_email": email, "email_key": email or None, "sort_last": "", "sort_first": ""}
    contact = families.write_contact(None, values, "Mira", now)
    families.write_link(None, patient.id, contact.id, {"role_reason": RoleReason.OTHER}, "Mira", now)
    return patient.id, contact.id


def test_family_rows_bring_everybody_with_the_same_home_email(records: Records) -> None:
    (child, ana), (other_child, ben) = (_chart(records, n, f, "one@example.com") for n, f in ((1, "Ana"), (2, "Ben")))
    (_, cleo), (typed_child, dee) = _chart(records, 3, "Cleo", ""), _chart(records, 4, "Dee", "two@example.com")
    rows = families.family_rows([ana, cleo], ["two@example.com"])
    assert {row.id for row in rows.contacts} == {ana, ben, cleo, dee}
    assert {row.patient_id for row in rows.links} >= {child, other_child, typed_child}
    assert {row.id for row in families.family_rows([ana], []).contacts} == {ana, ben}


@pytest.mark.file_only
@pytest.mark.parametrize(("with_ids", "with_emails"), [(True, True), (True, False), (False, True)])
def test_no_way_of_asking_for_a_family_reads_all_contacts(records: Records, with_ids: bool, with_emails: bool) -> None:
    _, ana = _chart(records, 1, "Ana", "one@example.com")
    asked: list[str] = []
    connection = records.db.connection()
    connection.set_trace_callback(asked.append)
    families.family_rows([ana] if with_ids else [], ["one@example.com"] if with_emails else [])
    connection.set_trace_callback(None)
    plan = [row[-1] for sql in asked for row in records.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]


def test_a_family_of_nobody_is_empty(records: Records) -> None:
    assert families.family_rows([], []) == families.FamilyRows((), (), ())


def test_contacts_without_a_home_email_have_nothing_in_common(records: Records) -> None:
    _, ana = _chart(records, 1, "Ana", "")
    _chart(records, 2, "Ben", "")
    assert {row.id for row in families.family_rows([ana], []).contacts} == {ana}


def test_a_row_is_read_as_it_was_written(records: Records) -> None:
    patient_id, contact_id = _chart(records, 1, "Ana", "one@example.com")
    assert families.patient_row(patient_id) == Patient.get_by_id(patient_id)
    link = families.link_row(patient_id, contact_id)
    assert link is not None
    assert (link.role_reason, link.started_at) == (RoleReason.OTHER, records.clock())
    assert families.links_of_patient(patient_id) == families.links_of_contact(contact_id) == (link,)
    assert families.contact_row(contact_id + 1) is None
    assert families.link_row(patient_id + 1, contact_id) is None


def test_a_write_leaves_what_did_not_change_to_others(records: Records) -> None:
    _, contact_id = _chart(records, 1, "Ana", "one@example.com")
    row = families.contact_row(contact_id)
    Contact.update(nickname="Anita").where(Contact.id == contact_id).execute()
    assert row is not None
    families.write_contact(
        row, {"first_name": "Ana", "notes": "Call first.", "own_patient_id": None}, "Tom", records.clock()
    )
    stored = Contact.get_by_id(contact_id)
    assert (stored.nickname, stored.notes, stored.revision, stored.changed_by) == ("Anita", "Call first.", 2, "Tom")


def test_a_reference_can_be_set_and_taken_back(records: Records) -> None:
    patient_id, contact_id = _chart(records, 1, "Ana", "one@example.com")
    for own in (patient_id, None):
        row = families.contact_row(contact_id)
        assert row is not None
        families.write_contact(row, {"own_patient_id": own}, "Tom", records.clock())
        assert Contact.get_by_id(contact_id).own_patient_id == own
    assert FamilyContact.select().count() == 1
