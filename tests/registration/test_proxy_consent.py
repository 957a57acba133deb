# SPDX-License-Identifier: GPL-3.0-or-later
"""Consent to proxy access: recorded for one contact, until its end date; after it access ends by the rule."""

from __future__ import annotations

import datetime as dt

import pytest

from opportal_desktop.records import age_marks
from opportal_desktop.records.models import FamilyContact
from opportal_desktop.registration.access_answer import access_answer
from opportal_desktop.registration.errors import DraftInvalid, LosesAccess, RecordGone
from opportal_desktop.registration.proxy_consent import (
    Consent,
    ConsentChanged,
    ConsentDraft,
    forecast_consent,
    load_consent,
    record_consent,
    shifts_of_withdrawing,
    withdraw_consent,
)
from opportal_desktop.terms import AgeStep

TODAY = dt.date(2026, 11, 23)
IN_JUNE = dt.date(2027, 6, 30)


@pytest.fixture
def adult(desk) -> int:
    """Turned 18 in September."""
    return desk.patient("Brendan", "O'Sullivan", "2008-09-01")


@pytest.fixture
def teen(desk) -> int:
    """Turns 18 on December 5."""
    return desk.patient("Abigail", "O'Sullivan", "2008-12-05")


def draft(patient: int, contact: int, on: dt.date | None = TODAY, agreed: bool = True, **more) -> ConsentDraft:
    return ConsentDraft(patient, contact, on, agreed=agreed, **more)


def test_a_consent_gives_access_to_a_patient_of_age_and_its_end_takes_it(desk, adult) -> None:
    mother = desk.joint(adult).draft.contact_id
    assert desk.status(adult, mother) == "Not registered"
    wanted = draft(adult, mother, until=IN_JUNE)
    assert forecast_consent(desk.records, wanted) == (
        "Ana López gets access to Brendan O'Sullivan until 06/30/2027, then it ends by itself. "
        "A Welcome Email goes to ana@example.com."
    )
    effects = record_consent(desk.records, wanted, desk.staff)
    assert [to for _, to in effects.queued] == ["ana@example.com"]
    desk.hand_over()
    desk.sign_in("ana@example.com")
    assert desk.status(adult, mother) == "Active"
    (answer,) = access_answer(desk.records, mother).patients
    assert "Consent to proxy access on file since 11/23/2026, until 06/30/2027 (recorded by Rosa Delgado)" in [
        condition.statement for condition in answer.conditions
    ]
    # New York is four hours behind UTC in June: its last minute, and the next day's first.
    desk.clock.now = dt.datetime(2027, 7, 1, 3, 59, tzinfo=dt.UTC)
    assert desk.status(adult, mother) == "Active"
    desk.clock.advance(minutes=1)
    assert desk.status(adult, mother) == "Access ended"
    (answer,) = access_answer(desk.records, mother).patients
    assert answer.conditions[0].statement == "Of age since 09/01/2026; consent to proxy access ended on 06/30/2027"
    happened = [(row.when, row.by, row.what) for row in access_answer(desk.records, mother).history]
    assert happened[0] == (
        "07/01/2027 12:00 AM",
        "By itself",
        "Consent to proxy access has ended (Brendan O'Sullivan)",
    )
    assert happened[-1] == (
        "09/01/2026 12:00 AM",
        "By itself",
        "Brendan O'Sullivan turned 18: access ends without their consent",
    )


def test_before_the_birthday_it_changes_nothing_but_what_will_be(desk, teen) -> None:
    mother = desk.joint(teen).draft.contact_id
    desk.hand_over()
    (answer,) = access_answer(desk.records, mother).patients
    assert "Patient is under 18 until 12/05/2026: from then on only with their consent to proxy access on file" in [
        condition.statement for condition in answer.conditions
    ]
    wanted = draft(teen, mother)
    assert forecast_consent(desk.records, wanted) == "Ana López keeps access to Abigail O'Sullivan."
    assert record_consent(desk.records, wanted, desk.staff).queued == ()
    (answer,) = access_answer(desk.records, mother).patients
    assert "Patient is under 18 until 12/05/2026; consent to proxy access is on file from then on" in [
        condition.statement for condition in answer.conditions
    ]
    desk.clock.now = dt.datetime(2026, 12, 5, 5, 0, tzinfo=dt.UTC)
    assert desk.status(teen, mother) in ("Invited", "Link expired")


def test_one_that_ends_before_the_birthday_is_said_to_change_nothing(desk, teen) -> None:
    mother = desk.joint(teen).draft.contact_id
    words = forecast_consent(desk.records, draft(teen, mother, until=dt.date(2026, 12, 1)))
    assert words.startswith("This changes nothing: the consent ends before Abigail")


def test_what_else_is_missing_is_said(desk, adult) -> None:
    father = desk.add(adult, "Colm", "O'Sullivan").draft.contact_id
    assert forecast_consent(desk.records, draft(adult, father)) == (
        "Colm O'Sullivan has no access to the portal for another reason: Authority is None."
    )


def test_withdrawn_it_ends_access_at_once(desk, adult) -> None:
    mother = desk.joint(adult).draft.contact_id
    record_consent(desk.records, draft(adult, mother), desk.staff)
    on_file = load_consent(adult, mother)
    assert on_file == Consent(TODAY, None, "Rosa Delgado")
    (shift,) = shifts_of_withdrawing(desk.records, adult, mother)
    assert shift.statement == "Ana López loses access to Brendan O'Sullivan: Of age since 09/01/2026."
    with pytest.raises(LosesAccess):
        withdraw_consent(desk.records, adult, mother, on_file, desk.staff)
    with pytest.raises(LosesAccess):
        withdraw_consent(desk.records, adult, mother, on_file, desk.staff, reason="He asked for it", agreed=())
    assert load_consent(adult, mother) == on_file
    effects = withdraw_consent(desk.records, adult, mother, on_file, desk.staff, reason="He asked for it")
    assert effects.consequences.ends == ((adult, mother),)
    assert desk.queued() == []
    assert load_consent(adult, mother) == Consent()
    told = [row.what for row in access_answer(desk.records, mother).history]
    assert (
        "Consent to proxy access withdrawn (Brendan O'Sullivan): Consent to proxy access 11/23/2026 → —. "
        "Reason: He asked for it"
    ) in told


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"on": None}, "on"),
        ({"on": TODAY + dt.timedelta(1)}, "on"),
        ({"until": TODAY - dt.timedelta(1), "on": TODAY - dt.timedelta(9)}, "until"),
        ({"until": TODAY - dt.timedelta(1)}, "until"),
        ({"agreed": False}, "agreed"),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(desk, adult, wanted, field) -> None:
    mother = desk.joint(adult).draft.contact_id
    with pytest.raises(DraftInvalid) as refused:
        record_consent(desk.records, draft(adult, mother, **wanted), desk.staff)
    assert set(refused.value.errors) == {field}
    assert load_consent(adult, mother) == Consent()


def test_somebody_elses_consent_is_never_overwritten(desk, adult) -> None:
    mother = desk.joint(adult).draft.contact_id
    stale = draft(adult, mother, until=IN_JUNE)
    record_consent(desk.records, draft(adult, mother), desk.staff)
    with pytest.raises(ConsentChanged):
        record_consent(desk.records, stale, desk.staff)
    assert load_consent(adult, mother).until is None


def test_a_contact_taken_off_the_chart_is_said(desk, adult) -> None:
    mother = desk.joint(adult).draft.contact_id
    FamilyContact.delete().execute()
    for asked in (
        lambda: record_consent(desk.records, draft(adult, mother), desk.staff),
        lambda: forecast_consent(desk.records, draft(adult, mother)),
        lambda: load_consent(adult, mother),
    ):
        with pytest.raises(RecordGone):
            asked()


def test_recording_one_takes_back_that_the_patient_wants_nobody_to_see_it(desk, adult) -> None:
    mother = desk.joint(adult).draft.contact_id
    with desk.records.transaction():
        age_marks.put(adult, AgeStep.CONSENT, TODAY, "Rosa")
    record_consent(desk.records, draft(adult, mother), desk.staff)
    assert age_marks.of_patients([adult]) == {adult: {}}
    with desk.records.transaction():
        age_marks.put(adult, AgeStep.CONSENT, TODAY, "Rosa")
    desk.edit(adult, mother, notes="Called.")
    assert list(age_marks.of_patients([adult])[adult]) == [AgeStep.CONSENT]
    desk.edit(adult, mother, proxy_consent_until=IN_JUNE)
    assert age_marks.of_patients([adult]) == {adult: {}}


def test_the_panel_notes_who_recorded_a_consent_and_leaves_it_on_other_saves(desk, adult, manager) -> None:
    mother = desk.joint(adult).draft.contact_id
    desk.edit(adult, mother, proxy_consent_on=TODAY)
    assert load_consent(adult, mother).by == "Rosa Delgado"
    desk.staff = manager
    desk.edit(adult, mother, notes="Called.")
    assert load_consent(adult, mother).by == "Rosa Delgado"
    desk.edit(adult, mother, proxy_consent_until=IN_JUNE)
    assert load_consent(adult, mother).by == "Mira Chen"
    desk.edit(adult, mother, proxy_consent_on=None, proxy_consent_until=None)
    assert load_consent(adult, mother).by == ""
