# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import datetime as dt

import pytest

from opportal_desktop.records import outbox
from opportal_desktop.registration import family_contacts
from opportal_desktop.registration.access_answer import AccessAnswer, PatientAnswer, access_answer
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.register import register
from opportal_desktop.terms import Authority, RoleReason


def of(answer: AccessAnswer, name: str) -> PatientAnswer:
    return next(row for row in answer.patients if row.name == name)


@pytest.fixture
def family(desk):
    """Ana may see Mateo, not Lucía (no authority); Zoë shares Luis with Mateo and does not have Ana."""
    mateo, lucia, zoe = desk.patient(), desk.patient("Lucía", born="2021-07-02"), desk.patient("Zoë", "Okafor")
    ana = desk.joint(mateo, birth_date=dt.date(1988, 2, 3)).draft.contact_id
    desk.link(lucia, ana)
    luis = desk.add(mateo, "Luis", "Pérez").draft.contact_id
    desk.link(zoe, luis)
    return mateo, lucia, zoe, ana, luis


def test_each_patient_has_all_conditions_and_the_failing_ones_come_first(records, family) -> None:
    answer = access_answer(records, family[3])
    assert of(answer, "Mateo García").sees
    assert of(answer, "Mateo García").status.status.value == "Sending"
    lucia = of(answer, "Lucía García")
    assert not lucia.sees
    assert [condition.statement for condition in lucia.conditions][:1] == ["Authority is None"]
    assert [condition.holds for condition in lucia.conditions] == [False] + [True] * (len(lucia.conditions) - 1)
    assert len(lucia.conditions) == len(of(answer, "Mateo García").conditions)


def test_a_sibling_in_whose_chart_they_are_not_is_told_too(records, family) -> None:
    zoe = of(access_answer(records, family[3]), "Zoë Okafor")
    assert (zoe.in_chart, zoe.sees, zoe.conditions) == (False, False, ())


def test_says_what_the_portal_shows_now(records, desk, family) -> None:
    ana, luis = family[3], family[4]
    assert access_answer(records, luis).portal_now == "Nothing: without a valid Home Email they have no account."
    words = access_answer(records, ana).portal_now
    assert words == "Nothing yet: they have not signed in. Once their account is set up: Mateo (7 years)."
    desk.hand_over()
    desk.sign_in("ana@example.com")
    desk.edit(family[1], ana, authority=Authority.JOINT)
    words = access_answer(records, ana).portal_now
    assert words.startswith("Mateo (7 years) and Lucía (5 years), signed in as ana@example.com. Last signed in 11/23/")
    for patient in family[:2]:
        desk.edit(patient, ana, authority=Authority.NONE)
    assert access_answer(records, ana).portal_now == "Nothing: the portal lets nobody in who may see no patient."


def test_says_what_became_of_the_email(records, desk, family, clock) -> None:
    ana, luis = family[3], family[4]
    assert access_answer(records, luis).emails == (
        "No Welcome Email is due while access fails: Authority is None; Home Email missing.",
    )
    assert "waits to be sent" in access_answer(records, ana).emails[0]
    clock.advance(minutes=1)
    claimed = outbox.claim_next(records, dt.timedelta(minutes=5))
    outbox.record_failed(records, claimed, "There is no such mailbox.", "550 5.1.1")
    assert "There is no such mailbox." in access_answer(records, ana).emails[0]
    register(records, ana, desk.staff)
    desk.hand_over()
    words = access_answer(records, ana).emails
    assert "was taken by the mail server on 11/23/2026" in words[0]
    assert "spam folder" in words[1]
    assert words[-1].startswith("Its link: valid until ")
    desk.edit(family[0], ana, home_email="ana.new@example.com")
    assert any("waits to be sent" in word for word in access_answer(records, ana).emails)


def test_the_history_says_in_words_what_changed_access_and_leaves_out_the_rest(records, desk, family) -> None:
    mateo, _, _, ana, _ = family
    desk.edit(mateo, ana, notes="Likes mornings")
    desk.edit(mateo, ana, authority=Authority.NONE)
    desk.edit(mateo, ana, home_email="ana.new@example.com", role_reason=RoleReason.OTHER_RELATIVE)
    family_contacts.inactivate(records, mateo, ana, desk.staff, reason="test")
    told = [(row.by, row.what) for row in access_answer(records, ana).history]
    assert told[0] == ("Rosa Delgado", "Contact inactivated (Mateo García): Inactive since 11/23/2026. Reason: test")
    assert told[1][1] == (
        "Contact saved (Mateo García): Home Email ana@example.com → ana.new@example.com; "
        "Role/Reason Mother → Other Relative. Reason: Asked for at the desk"
    )
    assert (
        "Rosa Delgado",
        "Portal access ended (Mateo García). Reason: Authority is None. Asked for at the desk",
    ) in told
    assert any(
        what == "Contact saved (Mateo García): Authority Joint → None. Reason: Asked for at the desk"
        for _, what in told
    )
    assert not any("mornings" in what or "Notes" in what for _, what in told)
    assert [row.at for row in access_answer(records, ana).history] == sorted(
        (row.at for row in access_answer(records, ana).history), reverse=True
    )


def test_who_is_gone_is_refused(records) -> None:
    with pytest.raises(RecordGone):
        access_answer(records, 999)
