# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients coming of age: who is listed, what will happen to whose access, and the checklist with what it does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.age_actions import (
    mark_step,
    own_contact_draft,
    prefer_own,
    set_no_contact,
    take_back_step,
)
from opportal_desktop.registration.age_steps import Step, StepAction, done_so_far, steps, what_will_happen
from opportal_desktop.registration.ages import birthday, born_between
from opportal_desktop.registration.coming_of_age import AgeList, candidates, coming_of_age, judged
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.proxy_consent import Consent, ConsentDraft, record_consent
from opportal_desktop.registration.register import register
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import AgeStep, Authority, PreferredContact, RoleReason

TODAY = dt.date(2026, 11, 23)
ON_THE_DAY = dt.datetime(2026, 12, 5, 15, 0, tzinfo=dt.UTC)


@pytest.fixture
def abigail(desk) -> int:
    """Turns 18 on December 5."""
    return desk.patient("Abigail", "O'Sullivan", "2008-12-05", cell_phone="(413) 555-0144")


@pytest.fixture
def maureen(desk, abigail) -> int:
    """Her mother, preferred contact, whose little one keeps her account open."""
    mother = desk.joint(
        abigail, "maureen@example.com", first="Maureen", last="O'Sullivan", preferred=True, cell_phone="(413) 555-0145"
    )
    brother = desk.patient("Finn", "O'Sullivan", "2019-01-01")
    desk.link(brother, mother.draft.contact_id, authority=Authority.JOINT)
    desk.hand_over()
    return mother.draft.contact_id


def names(desk, which: AgeList) -> list[str]:
    return [row.first_name for row in candidates(desk.records, which, 100)]


def step_of(desk, patient: int, wanted: AgeStep) -> Step:
    return next(step for step in steps(coming_of_age(desk.records, patient)) if step.step is wanted)


def consent(desk, patient: int, contact: int, **more) -> None:
    record_consent(desk.records, ConsentDraft(patient, contact, desk.clock().date(), agreed=True, **more), desk.staff)


# ------------------------------------------------------------------------------------------------------------ the list


@given(
    first=st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)),
    days=st.integers(0, 400),
    born=st.dates(dt.date(1970, 1, 1), dt.date(2030, 12, 31)),
    age=st.integers(12, 26),
)
def test_the_range_of_birth_dates_is_exactly_those_whose_birthday_falls_into_the_days(first, days, born, age) -> None:
    last = first + dt.timedelta(days)
    earliest, latest = born_between(first, last, age)
    assert (earliest <= born <= latest) == (first <= birthday(born, age) <= last)


def test_who_is_listed_and_in_which_order(desk) -> None:
    for name, born in (
        ("Today", "2008-11-23"),
        ("Tomorrow", "2008-11-24"),
        ("In60", "2009-01-22"),
        ("In61", "2009-01-23"),
        ("Ago60", "2008-09-24"),
        ("Ago61", "2008-09-23"),
        ("Child", "2019-03-05"),
    ):
        desk.patient(name, "García", born)
    desk.patient("Inactive", "García", "2008-12-01", active=False)
    assert names(desk, AgeList.AHEAD) == ["Tomorrow", "In60"]
    assert names(desk, AgeList.LATELY) == ["Today", "Ago60"]
    assert [row.first_name for row in candidates(desk.records, AgeList.AHEAD, 1)] == ["Tomorrow"]
    with desk.records.transaction():
        store_settings(desk.records, replace(load_settings(desk.records), age_notice_days=61, age_limit=18))
    assert names(desk, AgeList.AHEAD) == ["Tomorrow", "In60", "In61"]


def test_consents_that_end_soon_are_listed_by_their_first_end(desk, abigail, maureen) -> None:
    father = desk.joint(abigail, "colm@example.com", first="Colm", last="O'Sullivan").draft.contact_id
    brendan = desk.patient("Brendan", "O'Sullivan", "2008-06-01")
    desk.link(brendan, maureen, authority=Authority.JOINT)
    consent(desk, abigail, maureen, until=dt.date(2027, 1, 5))
    consent(desk, abigail, father, until=dt.date(2027, 1, 2))
    consent(desk, brendan, maureen, until=dt.date(2027, 1, 3))
    found = candidates(desk.records, AgeList.CONSENTS, 100)
    assert [(row.first_name, row.ends) for row in found] == [
        ("Abigail", dt.date(2027, 1, 2)),
        ("Brendan", dt.date(2027, 1, 3)),
    ]
    desk.clock.now = dt.datetime(2027, 1, 6, 15, 0, tzinfo=dt.UTC)
    assert candidates(desk.records, AgeList.CONSENTS, 100) == ()


# ----------------------------------------------------------------------------------------------------- what will happen


def test_what_will_happen_is_what_the_rules_do_on_that_day(desk, abigail, maureen) -> None:
    desk.joint(abigail, "colm@example.com", first="Colm", last="O'Sullivan")
    desk.add(abigail, "Inés", "Okafor")
    desk.joint(abigail, "", first="Nora", last="Okafor")
    told = what_will_happen(coming_of_age(desk.records, abigail))
    assert told == (
        "Colm O'Sullivan (Mother) loses access to Abigail on 12/05/2026; there is nobody else to see, so they can no "
        "longer sign in.",
        "Maureen O'Sullivan (Mother) loses access to Abigail on 12/05/2026; goes on seeing Finn O'Sullivan.",
        "Nora Okafor (Mother) has no access: Home Email missing.",
    )
    consent(desk, abigail, maureen, until=dt.date(2027, 6, 30))
    told = what_will_happen(coming_of_age(desk.records, abigail))
    assert told[1] == "Maureen O'Sullivan (Mother) keeps access by Abigail’s consent, until 06/30/2027."
    desk.clock.now = ON_THE_DAY
    told = what_will_happen(coming_of_age(desk.records, abigail))
    assert told[:2] == (
        "Maureen O'Sullivan (Mother) has access by Abigail’s consent, until 06/30/2027.",
        "Colm O'Sullivan (Mother) has no access since 12/05/2026; there is nobody else to see, so they can no longer "
        "sign in.",
    )
    desk.clock.now = dt.datetime(2027, 7, 2, 15, 0, tzinfo=dt.UTC)
    told = what_will_happen(coming_of_age(desk.records, abigail))
    assert "Maureen O'Sullivan (Mother) has no access since 07/01/2027; goes on seeing Finn O'Sullivan." in told


def test_a_chart_without_parents_has_nobody_to_lose_access(desk, abigail) -> None:
    row = coming_of_age(desk.records, abigail)
    assert what_will_happen(row) == ("No contact with authority is in this chart: nobody loses access on that day.",)
    assert (row.name, row.day, row.days_left, row.of_age, row.phone) == (
        "O'Sullivan, Abigail", dt.date(2026, 12, 5), 12, False, "(413) 555-0144"
    )  # fmt: skip
    assert step_of(desk, abigail, AgeStep.CONSENT).done


@pytest.mark.parametrize("until", [None, dt.date(2026, 12, 4), dt.date(2026, 12, 5), dt.date(2027, 6, 30)])
def test_what_is_said_beforehand_is_what_comes_true_on_the_day(desk, abigail, maureen, until) -> None:
    father = desk.joint(abigail, "colm@example.com", first="Colm", last="O'Sullivan").draft.contact_id
    own = save_contact(desk.records, own_contact_draft(desk.records, abigail), desk.staff).draft.contact_id
    desk.edit(abigail, own, role_reason=RoleReason.OTHER_RELATIVE, home_email="abigail@example.com")
    consent(desk, abigail, maureen, until=until)
    told = {row.contact_id: row.will_see for row in coming_of_age(desk.records, abigail).contacts}
    # The last minute before the midnight in New York, and the first after it.
    desk.clock.now = dt.datetime(2026, 12, 5, 4, 59, tzinfo=dt.UTC)
    assert all(row.sees for row in coming_of_age(desk.records, abigail).contacts)
    desk.clock.advance(minutes=1)
    assert {row.contact_id: row.sees for row in coming_of_age(desk.records, abigail).contacts} == told
    assert told == {maureen: until != dt.date(2026, 12, 4), father: False, own: True}


def test_many_are_judged_as_each_by_itself(desk, abigail, maureen) -> None:
    others = [desk.patient(f"Teen{n}", "Okafor", f"2008-12-{n:02}") for n in range(1, 5)]
    for other in others:
        desk.link(other, maureen, authority=Authority.JOINT)
    found = candidates(desk.records, AgeList.AHEAD, 100)
    assert judged(desk.records, found) == tuple(coming_of_age(desk.records, row.patient_id) for row in found)


# ------------------------------------------------------------------------------------------------------- the checklist


def test_telling_is_ticked_with_day_and_name_and_taken_back(desk, abigail, maureen) -> None:
    step = step_of(desk, abigail, AgeStep.TOLD)
    assert [line.text for line in step.lines] == [
        "Abigail: (413) 555-0144",
        "Maureen O'Sullivan (Mother): (413) 555-0145",
    ]
    assert (step.done, step.mark) == (False, "Told today")
    mark_step(desk.records, abigail, AgeStep.TOLD, desk.staff)
    mark_step(desk.records, abigail, AgeStep.TOLD, desk.staff)
    step = step_of(desk, abigail, AgeStep.TOLD)
    assert (step.done, step.marked, step.summary) == (True, True, "Told on 11/23/2026, noted by Rosa Delgado")
    assert done_so_far(coming_of_age(desk.records, abigail)) == "Told"
    take_back_step(desk.records, abigail, AgeStep.TOLD, desk.staff)
    take_back_step(desk.records, abigail, AgeStep.TOLD, desk.staff)
    assert not step_of(desk, abigail, AgeStep.TOLD).done
    actions = [action for action, _ in desk.audit()][-3:]
    assert actions == [
        "coming of age: the family was told",
        "coming of age: the family was told",
        "coming of age: the family was told – taken back",
    ]


def test_consent_is_done_when_one_is_on_file_or_nobody_is_to_have_access(desk, abigail, maureen) -> None:
    step = step_of(desk, abigail, AgeStep.CONSENT)
    assert [(line.text, line.action, line.contact_id) for line in step.lines] == [
        ("Maureen O'Sullivan (Mother): no consent on file", StepAction.RECORD_CONSENT, maureen)
    ]
    mark_step(desk.records, abigail, AgeStep.CONSENT, desk.staff)
    step = step_of(desk, abigail, AgeStep.CONSENT)
    assert step.done
    assert step.summary.startswith("Abigail wants nobody to have access: said on 11/23/2026")
    consent(desk, abigail, maureen, until=dt.date(2027, 6, 30))
    step = step_of(desk, abigail, AgeStep.CONSENT)
    assert (step.done, step.marked, step.summary) == (True, False, "On file for Maureen O'Sullivan")
    assert step.lines[0].text == (
        "Maureen O'Sullivan (Mother): consent of 11/23/2026, until 06/30/2027, recorded by Rosa Delgado"
    )
    desk.clock.now = dt.datetime(2027, 7, 2, 15, 0, tzinfo=dt.UTC)
    step = step_of(desk, abigail, AgeStep.CONSENT)
    assert not step.done
    assert step.lines[0].text.endswith("(it has ended)")


def test_a_consent_that_ends_before_the_birthday_is_none(desk, abigail, maureen) -> None:
    consent(desk, abigail, maureen, until=dt.date(2026, 12, 4))
    step = step_of(desk, abigail, AgeStep.CONSENT)
    assert not step.done
    assert step.lines[0].text.endswith("(it ends before 12/05/2026)")


def test_the_own_account_from_nothing_to_active(desk, abigail, maureen) -> None:
    step = step_of(desk, abigail, AgeStep.ACCOUNT)
    assert [line.action for line in step.lines] == [StepAction.ADD_SELF]
    draft = own_contact_draft(desk.records, abigail)
    assert (draft.name, draft.cell_phone, draft.role_reason) == ("Abigail O'Sullivan", "+14135550144", RoleReason.SELF)
    # 62 % of teens' accounts carry a guardian's email: then the two could not be told apart.
    own = save_contact(
        desk.records, replace(draft, home_email="maureen@example.com"), desk.staff, reason="test"
    ).draft.contact_id
    step = step_of(desk, abigail, AgeStep.ACCOUNT)
    assert (step.done, step.lines[0].field) == (False, "home_email")
    assert step.lines[0].text == "Home Email shared with Maureen O'Sullivan: give each parent their own."
    desk.edit(abigail, own, home_email="abigail@example.com")
    step = step_of(desk, abigail, AgeStep.ACCOUNT)
    assert (step.done, step.summary) == (True, "Prepared: Register sets it up from 12/05/2026 on")
    desk.clock.now = ON_THE_DAY
    step = step_of(desk, abigail, AgeStep.ACCOUNT)
    assert (step.done, [line.action for line in step.lines]) == (False, [StepAction.REGISTER])
    register(desk.records, own, desk.staff)
    step = step_of(desk, abigail, AgeStep.ACCOUNT)
    assert (step.done, step.summary) == (True, "Abigail’s own account: Sending")
    desk.hand_over()
    desk.sign_in("abigail@example.com")
    assert step_of(desk, abigail, AgeStep.ACCOUNT).summary == "Abigail’s own account: Active"


def test_no_account_can_be_what_is_wanted(desk, abigail) -> None:
    mark_step(desk.records, abigail, AgeStep.ACCOUNT, desk.staff)
    step = step_of(desk, abigail, AgeStep.ACCOUNT)
    assert step.done
    assert step.summary.startswith("None is wanted: said on 11/23/2026")


def test_whom_the_practice_reaches(desk, abigail, maureen) -> None:
    father = desk.joint(abigail, "colm@example.com", first="Colm", last="O'Sullivan").draft.contact_id
    step = step_of(desk, abigail, AgeStep.PREFERENCES)
    assert step.lines[0].text.startswith("Once Abigail is a contact in this chart")
    own = save_contact(desk.records, own_contact_draft(desk.records, abigail), desk.staff).draft.contact_id
    lines = {line.action: line for line in step_of(desk, abigail, AgeStep.PREFERENCES).lines}
    assert lines[StepAction.PREFER_OWN].text == "Abigail first, instead of Maureen O'Sullivan"
    assert lines[StepAction.NO_CONTACT].contact_id == father
    # What is said of a person holds in all their charts: that is for somebody to look at.
    assert lines[StepAction.OPEN_CONTACT].text == (
        "Maureen O'Sullivan (Mother): reached by any way; the same for Finn O'Sullivan"
    )
    prefer_own(desk.records, abigail, own, desk.staff)
    assert load_contact_draft(desk.records, abigail, own).preferred
    assert not load_contact_draft(desk.records, abigail, maureen).preferred
    assert step_of(desk, abigail, AgeStep.PREFERENCES).done
    set_no_contact(desk.records, abigail, father, desk.staff)
    assert load_contact_draft(desk.records, abigail, father).preferred_contact is PreferredContact.NO_CONTACT
    texts = [line.text for line in step_of(desk, abigail, AgeStep.PREFERENCES).lines]
    assert "Colm O'Sullivan (Mother): No Contact" in texts
    assert StepAction.NO_CONTACT not in {line.action for line in step_of(desk, abigail, AgeStep.PREFERENCES).lines}
    assert done_so_far(coming_of_age(desk.records, abigail)) == "Preferences"


def test_leaving_preferences_as_they_are_is_an_answer_too(desk, abigail, maureen) -> None:
    mark_step(desk.records, abigail, AgeStep.PREFERENCES, desk.staff)
    assert step_of(desk, abigail, AgeStep.PREFERENCES).summary == "Looked through on 11/23/2026, noted by Rosa Delgado"


def test_what_is_gone_is_said(desk, abigail, maureen) -> None:
    for asked in (
        lambda: coming_of_age(desk.records, 999),
        lambda: mark_step(desk.records, 999, AgeStep.TOLD, desk.staff),
        lambda: prefer_own(desk.records, abigail, 999, desk.staff),
        lambda: set_no_contact(desk.records, abigail, 999, desk.staff),
        lambda: own_contact_draft(desk.records, 999),
    ):
        with pytest.raises(RecordGone):
            asked()


def test_a_mark_belongs_to_one_patient(desk, abigail, maureen) -> None:
    other = desk.patient("Brendan", "O'Sullivan", "2008-12-06")
    mark_step(desk.records, abigail, AgeStep.TOLD, desk.staff)
    assert coming_of_age(desk.records, other).marks == {}
    row = coming_of_age(desk.records, abigail)
    assert [contact.consent for contact in row.contacts] == [Consent()]
