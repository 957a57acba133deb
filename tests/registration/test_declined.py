# SPDX-License-Identifier: GPL-3.0-or-later
"""Declined and ask later: access fails, the desk is reminded, nothing is sent by itself, Register anyway ends it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from opportal_desktop.records import reminders
from opportal_desktop.records.models import Contact
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.ask_again import after_months, ask_again_day, latest_to_ask
from opportal_desktop.registration.attention import AttentionKind
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.errors import DraftInvalid
from opportal_desktop.registration.family_contacts import inactivate, list_family_contacts
from opportal_desktop.registration.practice import settings_errors
from opportal_desktop.registration.register import caregiver_authority, register
from opportal_desktop.registration.reminders import due_reminders
from opportal_desktop.registration.save_contact import forecast
from opportal_desktop.terms import Authority

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def family(desk):
    """Ana has all for access to Mateo and Lucía, and declined in May."""
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-02")
    ana = desk.joint(mateo, declined_on=dt.date(2026, 5, 23)).draft.contact_id
    desk.link(lucia, ana, authority=Authority.JOINT)
    return mateo, lucia, ana


def row(desk, patient: int, contact: int):
    return next(row for row in list_family_contacts(desk.records, patient) if row.contact_id == contact)


# -------------------------------------------------------------------------------------------------------- the day


@pytest.mark.parametrize(
    ("declined_on", "ask_again_on", "months", "day"),
    [
        (None, None, 6, None),
        (dt.date(2026, 5, 23), None, 6, dt.date(2026, 11, 23)),
        (dt.date(2026, 8, 31), None, 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 5, 23), None, 0, None),
        (dt.date(2026, 5, 23), dt.date(2026, 6, 1), 6, dt.date(2026, 6, 1)),
        (dt.date(2026, 5, 23), dt.date(2026, 6, 1), 0, dt.date(2026, 6, 1)),
    ],
)
def test_when_the_desk_is_reminded(declined_on, ask_again_on, months, day) -> None:
    assert ask_again_day(declined_on, ask_again_on, months) == day


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), st.integers(1, 36))
@example(dt.date(2027, 2, 28), 6)
@example(dt.date(2027, 3, 30), 1)
def test_the_list_of_who_is_due_knows_the_day_of_each(today: dt.date, months: int) -> None:
    latest = latest_to_ask(today, months)
    assert ask_again_day(latest, None, months) <= today
    assert ask_again_day(latest + dt.timedelta(days=1), None, months) > today


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 60))
def test_a_months_later_day_is_in_that_month(day: dt.date, months: int) -> None:
    later = after_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


# -------------------------------------------------------------------------------------------------- rows of the rules


def test_declining_is_the_persons_for_every_child_and_nothing_is_sent(desk, family) -> None:
    mateo, lucia, ana = family
    assert [desk.status(child, ana) for child in (mateo, lucia)] == ["Declined", "Declined"]
    assert desk.queued() == []
    # Not by any other Save either: Authority, email, role.
    desk.edit(mateo, ana, authority=Authority.EXCLUSIVE)
    desk.edit(mateo, ana, home_email="ana.new@example.com")
    assert desk.queued() == []


def test_who_asked_to_be_asked_later_is_declined_until_then_and_after(desk, family, clock) -> None:
    mateo, _, ana = family
    saved = desk.edit(mateo, ana, ask_again_on=dt.date(2026, 12, 1))
    assert (saved.draft.declined_on, saved.draft.ask_again_on) == (dt.date(2026, 5, 23), dt.date(2026, 12, 1))
    view = row(desk, mateo, ana).status
    assert view.status.value == "Declined"
    assert view.detail == "Declined on 05/23/2026; ask again on 12/01/2026, noted by Rosa Delgado."
    clock.advance(days=30)
    assert desk.status(mateo, ana) == "Declined"
    assert desk.queued() == [], "no mail by the clock"
    desk.edit(mateo, ana, notes="met at the desk")
    assert desk.queued() == [], "nor by a Save that has nothing to do with it"


def test_no_longer_declined_is_access_that_begins(desk, family) -> None:
    mateo, _, ana = family
    desk.edit(mateo, ana, ask_again_on=dt.date(2026, 12, 1))
    base = load_contact_draft(desk.records, mateo, ana)
    assert forecast(desk.records, replace(base, declined_on=None)).sends == ("ana@example.com",)
    desk.edit(mateo, ana, declined_on=None)
    assert desk.queued() == ["ana@example.com"], "one mail for both children"
    contact = Contact.get_by_id(ana)
    assert (contact.declined_by, contact.ask_again_on) == ("", None)


def test_declining_with_access_ends_it_and_says_so(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    base = load_contact_draft(desk.records, patient, ana)
    said = forecast(desk.records, replace(base, declined_on=TODAY))
    assert said.ends_access
    desk.edit(patient, ana, declined_on=TODAY, reason="Does not want it")
    assert (desk.queued(), desk.live_links(), desk.status(patient, ana)) == ([], 0, "Declined")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"declined_on": TODAY + dt.timedelta(days=1)}, "declined_on"),
        ({"declined_on": TODAY, "ask_again_on": TODAY}, "ask_again_on"),
    ],
)
def test_days_that_make_no_sense_are_said(desk, family, changes, field) -> None:
    with pytest.raises(DraftInvalid) as invalid:
        desk.edit(family[0], family[2], **changes)
    assert set(invalid.value.errors) == {field}


# ------------------------------------------------------------------------------------------------------- reminders


def test_after_the_practices_months_the_desk_is_reminded_once_a_person(desk, family, clock) -> None:
    mateo, lucia, ana = family
    (item,) = due_reminders(desk.records)
    assert (item.kind, item.contact_id, item.patient_id, item.when) == (
        AttentionKind.ASK_AGAIN, ana, mateo, "11/23/2026",
    )  # fmt: skip
    assert "noted by Rosa Delgado" in item.explanation
    assert row(desk, mateo, ana).reminder == "Declined the portal on 05/23/2026: ask again."
    assert row(desk, lucia, ana).reminder
    # Asked, and still declined: as of today.
    desk.edit(mateo, ana, declined_on=TODAY)
    assert due_reminders(desk.records) == ()
    assert row(desk, mateo, ana).reminder == ""
    assert desk.queued() == []


def test_a_person_in_many_charts_hides_nobody_where_the_list_ends(desk, family, monkeypatch) -> None:
    mateo, _, ana = family
    bea = desk.joint(mateo, "bea@example.com").draft.contact_id
    desk.edit(mateo, bea, declined_on=TODAY - dt.timedelta(days=184))
    monkeypatch.setattr(reminders, "_MOST", 2)
    assert {item.contact_id for item in due_reminders(desk.records)} == {ana, bea}


def test_the_day_before_nobody_is_reminded_and_a_named_day_comes_first(desk, family, clock) -> None:
    mateo, _, ana = family
    clock.advance(days=-1)
    assert due_reminders(desk.records) == ()
    desk.edit(mateo, ana, ask_again_on=TODAY - dt.timedelta(days=1))
    assert [item.contact_id for item in due_reminders(desk.records)] == [ana]
    desk.edit(mateo, ana, ask_again_on=dt.date(2027, 6, 1))
    clock.advance(days=60)
    assert due_reminders(desk.records) == (), "who named a day is left alone until then"


def test_never_is_a_setting(desk, family, records) -> None:
    with records.transaction():
        store_settings(records, replace(load_settings(records), ask_again_months=0))
    assert due_reminders(records) == ()
    assert settings_errors(replace(load_settings(records), ask_again_months=61))["ask_again_months"]


def test_who_is_in_no_chart_any_more_is_not_asked(desk, family) -> None:
    mateo, lucia, ana = family
    inactivate(desk.records, mateo, ana, desk.staff)
    assert [item.patient_id for item in due_reminders(desk.records)] == [lucia]
    inactivate(desk.records, lucia, ana, desk.staff)
    assert due_reminders(desk.records) == ()


def test_a_court_order_is_to_be_reviewed_on_its_day_and_its_words_are_not_told(desk, family, clock) -> None:
    mateo, _, ana = family
    desk.edit(mateo, ana, declined_on=TODAY)
    desk.edit(mateo, ana, court_order_note="Sole custody", court_order_review_on=TODAY + dt.timedelta(days=3))
    assert due_reminders(desk.records) == ()
    assert row(desk, mateo, ana).reminder == ""
    clock.advance(days=3)
    (item,) = due_reminders(desk.records)
    assert (item.kind, item.contact_id, item.patient_id) == (AttentionKind.COURT_ORDER, ana, mateo)
    assert "Sole custody" not in item.explanation
    assert "court order" in row(desk, mateo, ana).reminder
    desk.edit(mateo, ana, court_order_review_on=None)
    assert due_reminders(desk.records) == ()


# --------------------------------------------------------------------------------------------------- register anyway


def test_register_anyway_ends_the_declining_and_sends_one_mail(desk, family) -> None:
    mateo, lucia, ana = family
    shown = caregiver_authority(desk.records, ana)
    assert shown.can_register
    assert shown.declined == "Declined on 05/23/2026, noted by Rosa Delgado."
    registered = register(desk.records, ana, desk.staff)
    assert registered.to_address == "ana@example.com"
    assert desk.queued() == ["ana@example.com"]
    assert [desk.status(child, ana) for child in (mateo, lucia)] == ["Sending", "Sending"]
    assert due_reminders(desk.records) == ()
    assert "declining ended by Register" in [action for action, _ in desk.audit()]
    assert caregiver_authority(desk.records, ana).declined == ""


def test_what_else_is_missing_is_said_instead(desk, family) -> None:
    mateo, lucia, ana = family
    for child in (mateo, lucia):
        desk.edit(child, ana, authority=Authority.NONE)
    shown = caregiver_authority(desk.records, ana)
    assert not shown.can_register
    assert shown.why_not[0] == "Authority is None"
