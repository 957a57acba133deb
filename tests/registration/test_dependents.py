# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of dependents is what the rules say at that moment."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from opportal_desktop.records.models import FamilyContact, Patient
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.ages import age_parts, age_text
from opportal_desktop.registration.dependents import Dependent, dependents_of
from opportal_desktop.registration.family_contacts import inactivate
from opportal_desktop.registration.portal_errors import NoDependents
from opportal_desktop.registration.portal_sessions import session_of
from opportal_desktop.registration.sign_in import sign_in
from opportal_desktop.terms import Authority, Language

from .portal_family import CLIENT, EMAIL, PASSWORD, first_login


class Browser:
    def __init__(self, desk, token: str) -> None:
        self.desk, self.token = desk, token

    def names(self) -> list[str]:
        session = session_of(self.desk.records, self.token)
        return [dependent.first_name for dependent in dependents_of(self.desk.records, session)]


@pytest.fixture
def family(desk) -> tuple[Browser, int, int]:
    """(browser, patient, contact)"""
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    return Browser(desk, first_login(desk.records)), patient, ana


def test_nothing_but_first_name_and_age_is_told() -> None:
    assert [field.name for field in dataclasses.fields(Dependent)] == ["first_name", "age", "age_unit"]


def test_a_second_child_appears_at_once(desk, family) -> None:
    browser, _, ana = family
    lucia = desk.patient("Lucía", born="2026-11-01")
    desk.link(lucia, ana, authority=Authority.EXCLUSIVE)
    assert browser.names() == ["Mateo", "Lucía"]
    session = session_of(desk.records, browser.token)
    assert [child.age_text for child in dependents_of(desk.records, session)] == ["7 years", "22 days"]


def test_authority_none_shows_nobody_at_the_next_request_and_says_whom_to_call(desk, family) -> None:
    with desk.records.transaction():
        settings = dataclasses.replace(load_settings(desk.records), practice_phone="+12125550100")
        store_settings(desk.records, settings)
    browser, patient, ana = family
    desk.edit(patient, ana, authority=Authority.NONE)
    with pytest.raises(NoDependents) as raised:
        browser.names()
    assert raised.value.call == "(212) 555-0100"
    desk.edit(patient, ana, authority=Authority.JOINT)
    assert browser.names() == ["Mateo"]


def test_one_of_two_children_withdrawn_leaves_the_other(desk, family) -> None:
    browser, patient, ana = family
    desk.link(desk.patient("Lucía", born="2021-07-09"), ana, authority=Authority.JOINT)
    inactivate(desk.records, patient, ana, desk.staff, reason="test")
    assert browser.names() == ["Lucía"]


def test_a_teen_who_turns_18_is_gone_on_that_day_in_the_practices_time_zone(desk, family) -> None:
    browser, _, ana = family
    desk.link(desk.patient("Sofía", born="2008-11-24"), ana, authority=Authority.JOINT)
    browser.token = _signed_in(desk, dt.datetime(2026, 11, 24, 4, 59, tzinfo=dt.UTC))
    assert browser.names() == ["Sofía", "Mateo"]
    browser.token = _signed_in(desk, dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC))
    assert browser.names() == ["Mateo"]


def _signed_in(desk, now: dt.datetime) -> str:
    desk.clock.now = now
    return sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


def test_a_parent_who_is_a_patient_sees_themselves(desk, family) -> None:
    browser, _, ana = family
    own = desk.patient("Ana", "López", "1990-05-01")
    desk.link(own, ana, authority=Authority.JOINT, own_patient_id=own)
    assert browser.names() == ["Ana", "Mateo"]


def test_nobody_sees_another_familys_child(desk, family) -> None:
    browser, patient, _ = family
    desk.joint(desk.patient("Nora"), "luis@example.com", first="Luis")
    luis = Browser(desk, first_login(desk.records))
    assert (browser.names(), luis.names()) == (["Mateo"], ["Nora"])
    assert Patient.select().count() == 2
    assert FamilyContact.select().where(FamilyContact.patient == patient).count() == 1


@pytest.mark.parametrize("born", ["2026-11-23", "2026-10-26", "2026-09-01", "2025-01-31", "2024-11-24", "2008-02-29"])
def test_the_age_is_told_as_at_the_desk(born) -> None:
    birth_date, today = dt.date.fromisoformat(born), dt.date(2026, 11, 23)
    assert Dependent("X", *age_parts(birth_date, today)).age_text == age_text(birth_date, today)


def test_the_record_that_gives_access_says_the_language(desk) -> None:
    desk.add(desk.patient(), home_email="ana@example.com", language=Language.ENGLISH)
    desk.joint(desk.patient("Lucía", born="2021-07-09"), language=Language.SPANISH)
    token = first_login(desk.records, dt.date(2021, 7, 9))
    assert session_of(desk.records, token).language is Language.SPANISH
    assert Browser(desk, token).names() == ["Lucía"]
