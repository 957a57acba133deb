# SPDX-License-Identifier: GPL-3.0-or-later
"""The contact list, ending and reactivating a contact, and the Contact Finder's search."""

from __future__ import annotations

import pytest

from opportal_desktop.records.search import find_patients
from opportal_desktop.registration.errors import ReasonRequired, RecordGone
from opportal_desktop.registration.family_contacts import (
    find_contacts,
    inactivate,
    list_family_contacts,
    reactivate,
    remove,
    suggested_contacts,
)
from opportal_desktop.terms import Authority


def test_inactivate_stamps_the_end_and_reactivate_invites_again(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    effects = inactivate(desk.records, patient, ana, desk.staff, reason="test")
    (row,) = list_family_contacts(desk.records, patient)
    assert (row.active, row.ended_on, row.status.status.value) == (False, "11/23/2026", "Access ended")
    assert effects.consequences.closed == ("ana@example.com",)
    assert desk.queued() == []
    with pytest.raises(ReasonRequired):
        reactivate(desk.records, patient, ana, desk.staff)
    reactivate(desk.records, patient, ana, desk.staff, reason="lives with her again")
    (row,) = list_family_contacts(desk.records, patient)
    assert (row.active, row.ended_on, row.status.status.value) == (True, "", "Sending")
    assert desk.queued() == ["ana@example.com"]


def test_remove_takes_the_contact_off_this_chart_only(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.joint(mateo).draft.contact_id
    desk.link(lucia, ana, authority=Authority.JOINT)
    remove(desk.records, mateo, ana, desk.staff, reason="test")
    assert list_family_contacts(desk.records, mateo) == ()
    assert desk.status(lucia, ana) == "Sending"
    assert ("portal access ended", "removed from the chart. test") in desk.audit()


@pytest.mark.parametrize("use_case", [inactivate, reactivate, remove])
def test_a_contact_that_is_not_in_the_chart_is_said_to_be_gone(desk, use_case) -> None:
    with pytest.raises(RecordGone):
        use_case(desk.records, desk.patient(), 4711, desk.staff)


def test_active_contacts_with_authority_come_first(desk) -> None:
    patient = desk.patient()
    gone = desk.add(patient, "Aaron", "Aldo").draft.contact_id
    inactivate(desk.records, patient, gone, desk.staff, reason="test")
    desk.add(patient, "Beth", "Bell")
    desk.joint(patient, first="Zoe", last="Zorn")
    assert [row.name for row in list_family_contacts(desk.records, patient)] == ["Zoe Zorn", "Beth Bell", "Aaron Aldo"]


def test_the_finder_offers_the_siblings_contacts_first(desk) -> None:
    mateo = desk.patient()
    lucia = desk.patient("Lucía", born="2021-07-09")
    ana = desk.joint(mateo).draft.contact_id
    desk.link(lucia, ana)
    grandmother = desk.add(lucia, "Carmen", "Rivera").draft.contact_id
    desk.add(desk.patient("Emma", "Smith"), "Carmen", "Adams")
    (found,) = suggested_contacts(desk.records, mateo)
    assert (found.contact_id, found.why, found.in_charts) == (grandmother, "Sibling’s contact", ("Lucía García",))
    assert [row.name for row in find_contacts(desk.records, mateo, "carm")] == ["Carmen Rivera", "Carmen Adams"]
    (here,) = find_contacts(desk.records, mateo, "ana lo")
    assert here.in_this_chart


def test_a_sibling_without_a_common_contact_is_known_by_name_and_address(desk) -> None:
    address = {"address_line": "12 Elm St", "postal_code": "01060"}
    mateo = desk.patient(**address)
    lucia = desk.patient("Lucía", born="2021-07-09", **address)
    ana = desk.joint(lucia).draft.contact_id
    (found,) = suggested_contacts(desk.records, mateo)
    assert (found.contact_id, found.why) == (ana, "Same address")


@pytest.mark.parametrize(
    "typed", ["lópez ana", "ANA", "lop", "ana.lopez@", "555 0123", "(413) 555-01", "anita", "rivera"]
)
def test_the_finder_searches_name_email_and_phone(desk, typed) -> None:
    patient = desk.patient()
    desk.joint(patient, "ana.lopez@example.com", last="López Rivera", cell_phone="413 555 0123", nickname="Anita")
    desk.add(patient, "Luis", "García", home_email="luis@example.com", cell_phone="413 555 0999")
    assert [row.name for row in find_contacts(desk.records, patient, typed)] == ["Ana López Rivera"]


def test_an_ended_contact_no_longer_leads_to_the_patient(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    today = desk.clock().date()
    assert find_patients(desk.records, "ana lop", today=today).rows
    inactivate(desk.records, patient, ana, desk.staff, reason="test")
    assert not find_patients(desk.records, "ana lop", today=today).rows
