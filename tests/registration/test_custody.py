# SPDX-License-Identifier: GPL-3.0-or-later
"""Custody with care: who gains or loses what is said before, a reason is asked for and kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from opportal_desktop.records.models import AuditEntry, FamilyContact
from opportal_desktop.registration.access_answer import access_answer
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.registration.conflicts import ConflictKind
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft, select_contact_draft
from opportal_desktop.registration.errors import DraftInvalid, LosesAccess, ReasonRequired
from opportal_desktop.registration.family_contacts import (
    inactivate,
    reactivate,
    reactivation_conflicts,
    remove,
    shifts_of_ending,
)
from opportal_desktop.registration.save_contact import forecast, save_contact
from opportal_desktop.terms import Authority, RoleReason


@pytest.fixture
def family(desk):
    """Ana and Luis share Mateo and Lucía; both have access to both."""
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-02")
    ana = desk.joint(mateo).draft.contact_id
    luis = desk.joint(mateo, "luis@example.com", first="Luis", last="Pérez").draft.contact_id
    for contact in (ana, luis):
        desk.link(lucia, contact, authority=Authority.JOINT)
    return mateo, lucia, ana, luis


def said(shifts) -> list[str]:
    return [shift.statement for shift in shifts]


# ------------------------------------------------------------------------------------------ taking access away


def test_who_loses_which_children_is_said_before_save(desk, family) -> None:
    mateo, _, ana, _ = family
    base = load_contact_draft(desk.records, mateo, ana)
    assert said(forecast(desk.records, base).shifts) == []
    assert said(forecast(desk.records, replace(base, authority=Authority.NONE)).shifts) == [
        "Ana López loses access to Mateo García: Authority is None."
    ]
    # The email is the person's: every child is concerned.
    assert said(forecast(desk.records, replace(base, home_email="")).shifts) == [
        "Ana López loses access to Mateo García and Lucía García: Home Email missing."
    ]
    assert said(forecast(desk.records, replace(base, declined_on=dt.date(2026, 11, 23))).shifts) == [
        "Ana López loses access to Mateo García and Lucía García: Declined on 11/23/2026."
    ]


def test_who_gains_is_said_too_and_whom_a_shared_email_shuts_out(desk, family) -> None:
    mateo, _, _, luis = family
    new = ContactDraft(
        patient_id=mateo,
        first_name="Inés",
        last_name="López",
        role_reason=RoleReason.GRANDPARENT,
        authority=Authority.JOINT,
        home_email="ines@example.com",
    )
    assert said(forecast(desk.records, new).shifts) == ["Inés López gains access to Mateo García."]
    assert said(forecast(desk.records, replace(new, home_email="luis@example.com")).shifts) == [
        "Luis Pérez loses access to Mateo García and Lucía García: Home Email shared with Inés López: "
        "give each parent their own."
    ]
    with pytest.raises(LosesAccess) as refusal:
        save_contact(desk.records, replace(new, home_email="luis@example.com"), desk.staff)
    assert {contact for _, contact in refusal.value.keys} == {luis}


def test_a_second_record_of_the_same_person_keeps_the_account_and_nobody_loses_anything(desk, family) -> None:
    mateo, _, ana, _ = family
    twin = desk.joint(mateo).draft.contact_id
    assert twin != ana
    assert shifts_of_ending(desk.records, mateo, twin) == ()
    remove(desk.records, mateo, twin, desk.staff)
    assert desk.status(mateo, ana) == "Sending"


def test_nothing_is_taken_away_without_a_reason_and_nothing_unseen(desk, family) -> None:
    mateo, lucia, ana, luis = family
    base = load_contact_draft(desk.records, mateo, ana)
    lowered = replace(base, authority=Authority.NONE)
    for reason in ("", "   "):
        with pytest.raises(LosesAccess) as refusal:
            save_contact(desk.records, lowered, desk.staff, base=base, reason=reason)
    assert refusal.value.keys == {(mateo, ana)}
    with pytest.raises(LosesAccess):
        save_contact(desk.records, lowered, desk.staff, base=base, reason="court order", agreed=[(lucia, luis)])
    assert load_contact_draft(desk.records, mateo, ana).authority is Authority.JOINT
    assert not AuditEntry.select().where(AuditEntry.action == "portal access ended").exists()
    save_contact(desk.records, lowered, desk.staff, base=base, reason="court order", agreed=refusal.value.keys)
    assert ("contact saved", "court order") in desk.audit()
    assert ("portal access ended", "Authority is None. court order") in desk.audit()


@pytest.mark.parametrize("end", [inactivate, remove])
def test_inactivate_and_remove_go_the_same_way(desk, family, end) -> None:
    mateo, _, ana, _ = family
    assert [shift.name for shift in shifts_of_ending(desk.records, mateo, ana)] == ["Ana López"]
    with pytest.raises(LosesAccess):
        end(desk.records, mateo, ana, desk.staff)
    with pytest.raises(LosesAccess):
        end(desk.records, mateo, ana, desk.staff, reason="asked for", agreed=())
    assert desk.status(mateo, ana) == "Sending"
    end(desk.records, mateo, ana, desk.staff, reason="Restraining order", agreed=[(mateo, ana)])
    assert any("Restraining order" in reason for action, reason in desk.audit() if action == "portal access ended")


def test_who_has_no_access_goes_without_a_reason(desk, family) -> None:
    nanny = desk.add(family[0], "Svetlana", "Morozova").draft.contact_id
    inactivate(desk.records, family[0], nanny, desk.staff)
    reactivate(desk.records, family[0], nanny, desk.staff)
    remove(desk.records, family[0], nanny, desk.staff)


def test_an_inactive_patient_takes_access_from_everybody_and_needs_a_reason(desk, family) -> None:
    mateo = family[0]
    draft = load_chart(desk.records, mateo).draft
    gone = replace(draft, active=False)
    with pytest.raises(LosesAccess) as refusal:
        save_patient(desk.records, gone, desk.staff, base=draft)
    assert said(refusal.value.shifts) == [
        "Ana López loses access to Mateo García: Patient inactive.",
        "Luis Pérez loses access to Mateo García: Patient inactive.",
    ]
    save_patient(desk.records, gone, desk.staff, base=draft, reason="Moved away", agreed=refusal.value.keys)
    assert ("patient saved", "Moved away") in desk.audit()


# ----------------------------------------------------------------------------------------------- delicate gains


def test_exclusive_beside_another_says_that_the_other_keeps_access(desk, family) -> None:
    mateo, _, ana, _ = family
    base = load_contact_draft(desk.records, mateo, ana)
    outlook = forecast(desk.records, replace(base, authority=Authority.EXCLUSIVE))
    (conflict,) = [row for row in outlook.conflicts if row.kind is ConflictKind.CUSTODY]
    assert "Luis Pérez (Joint) has authority for this patient too, and keeps access to the portal" in conflict.statement
    assert outlook.needs_reason


def test_a_former_guardian_gets_access_back_only_with_a_reason(desk, family) -> None:
    mateo, _, _, luis = family
    desk.edit(mateo, luis, authority=Authority.NONE, reason="Court order of 11/02/2026")
    base = load_contact_draft(desk.records, mateo, luis)
    back = replace(base, authority=Authority.JOINT)
    outlook = forecast(desk.records, back)
    (conflict,) = [row for row in outlook.conflicts if row.kind is ConflictKind.FORMER_ACCESS]
    assert conflict.statement == (
        "Luis Pérez had access to Mateo García before. Rosa Delgado ended it on 11/23/2026: Authority is None. "
        "Court order of 11/02/2026. Giving it back needs a reason."
    )
    with pytest.raises(ReasonRequired):
        save_contact(desk.records, back, desk.staff, base=base)
    save_contact(desk.records, back, desk.staff, base=base, reason="Order lifted")
    assert desk.status(mateo, luis) == "Sending"


@pytest.mark.parametrize("end", [inactivate, remove])
def test_who_was_inactivated_or_removed_is_remembered(desk, family, end) -> None:
    mateo, _, _, luis = family
    end(desk.records, mateo, luis, desk.staff, reason="Restraining order")
    if end is inactivate:
        (conflict,) = reactivation_conflicts(desk.records, mateo, luis)
        assert "Restraining order" in conflict.statement
        with pytest.raises(ReasonRequired):
            reactivate(desk.records, mateo, luis, desk.staff)
        return
    draft = replace(
        select_contact_draft(desk.records, mateo, luis), role_reason=RoleReason.FATHER, authority=Authority.JOINT
    )
    assert ConflictKind.FORMER_ACCESS in {row.kind for row in forecast(desk.records, draft).conflicts}
    with pytest.raises(ReasonRequired):
        save_contact(desk.records, draft, desk.staff, base=draft)


def test_what_ended_by_a_field_comes_back_without_a_question(desk, family) -> None:
    mateo, _, ana, _ = family
    desk.edit(mateo, ana, home_email="", reason="Mail bounced")
    base = load_contact_draft(desk.records, mateo, ana)
    back = replace(base, home_email="ana@example.com")
    assert not forecast(desk.records, back).needs_reason
    save_contact(desk.records, back, desk.staff, base=base)


# ---------------------------------------------------------------------------------------- where the reason is found


def test_the_answer_to_why_tells_the_reason(desk, family) -> None:
    mateo, _, ana, luis = family
    desk.edit(mateo, luis, authority=Authority.NONE, reason="Court order of 11/02/2026")
    (mine,) = [row for row in access_answer(desk.records, luis).patients if row.patient_id == mateo]
    assert mine.ended == ("Rosa Delgado ended this access on 11/23/2026: Authority is None. Court order of 11/02/2026.")
    assert all(row.ended == "" for row in access_answer(desk.records, ana).patients)
    told = [row.what for row in access_answer(desk.records, luis).history]
    assert any("Authority Joint → None. Reason: Court order of 11/02/2026" in what for what in told)


def test_the_history_of_a_removed_contact_names_the_child(desk, family) -> None:
    mateo, _, _, luis = family
    remove(desk.records, mateo, luis, desk.staff, reason="Restraining order")
    told = [row.what for row in access_answer(desk.records, luis).history]
    assert (
        "Contact removed (Mateo García): Role/Reason Mother → —; Authority Joint → —. Reason: Restraining order" in told
    )


# ------------------------------------------------------------------------------------------------------ court orders


def test_a_court_order_is_kept_on_the_link_and_audited(desk, family) -> None:
    mateo, lucia, ana, _ = family
    desk.edit(
        mateo, ana, court_order_note=" Sole custody, seen 11/20 ", court_order_review_on=dt.date(2027, 5, 1), reason=""
    )
    link = FamilyContact.get(FamilyContact.patient == mateo, FamilyContact.contact == ana)
    assert (link.court_order_note, link.court_order_review_on) == ("Sole custody, seen 11/20", dt.date(2027, 5, 1))
    assert load_contact_draft(desk.records, lucia, ana).court_order_note == ""
    assert desk.last_changes("contact saved")["court_order_note"] == ["", "Sole custody, seen 11/20"]
    with pytest.raises(DraftInvalid) as invalid:
        desk.edit(mateo, ana, court_order_note="")
    assert set(invalid.value.errors) == {"court_order_note"}
