# SPDX-License-Identifier: GPL-3.0-or-later
"""The night on which a patient reaches the age limit, on the portal: the next request shows what the rules say then."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask

from opportal_desktop.records.models import Message
from opportal_desktop.registration.proxy_consent import ConsentDraft, record_consent
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.terms import Authority

from .conftest import PASSWORD, Browser, Family

# 18 on December 5; New York is five hours behind UTC then.
LAST_MINUTE = dt.datetime(2026, 12, 5, 4, 59, tzinfo=dt.UTC)
MIDNIGHT = dt.datetime(2026, 12, 5, 5, 0, tzinfo=dt.UTC)


@pytest.fixture
def abigail(family: Family) -> int:
    patient = family.desk.patient("Abigail", "García", "2008-12-05")
    family.desk.link(patient, family.ana, authority=Authority.JOINT)
    return patient


def signed_in_before_midnight(family: Family, browser: Browser) -> None:
    browser.set_up(family.token)
    family.desk.clock.now = LAST_MINUTE - dt.timedelta(minutes=1)
    browser.sign_in()
    family.desk.clock.now = LAST_MINUTE


def test_the_list_changes_with_the_first_request_of_the_day(family: Family, browser: Browser, abigail: int) -> None:
    signed_in_before_midnight(family, browser)
    browser.get("/family")
    assert "Mateo" in browser.text
    assert "Abigail" in browser.text
    family.desk.clock.now = MIDNIGHT
    browser.get("/family")
    assert "Mateo" in browser.text
    assert "Abigail" not in browser.text
    assert family.desk.status(abigail, family.ana) == "Access ended"
    assert family.status() == "Active"


def test_with_consent_on_file_the_night_changes_nothing_until_its_end(
    family: Family, browser: Browser, abigail: int
) -> None:
    today = dt.date(2026, 11, 23)
    draft = ConsentDraft(abigail, family.ana, today, until=dt.date(2026, 12, 5), agreed=True)
    record_consent(family.records, draft, family.desk.staff)
    signed_in_before_midnight(family, browser)
    family.desk.clock.now = MIDNIGHT
    browser.get("/family")
    assert "Abigail" in browser.text
    family.desk.clock.now = MIDNIGHT + dt.timedelta(hours=23, minutes=59)
    browser.sign_in()
    browser.get("/family")
    assert "Abigail" in browser.text
    family.desk.clock.advance(minutes=1)
    browser.get("/family")
    assert "Abigail" not in browser.text
    assert family.desk.status(abigail, family.ana) == "Access ended"


def test_whose_only_child_it_was_is_let_in_no_more(family: Family, browser: Browser, portal: Flask) -> None:
    only = family.desk.patient("Abigail", "Okafor", "2008-12-05")
    family.desk.joint(only, "maureen@example.com", first="Maureen", last="Okafor")
    browser.answer_birth_date(family.token, month="12", day="5", year="2008")
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    family.desk.clock.now = LAST_MINUTE
    browser.sign_in("maureen@example.com")
    browser.get("/family")
    assert "Abigail" in browser.text
    family.desk.clock.now = MIDNIGHT
    browser.get("/family")
    assert (browser.heading, "Abigail" in browser.text) == ("There is nobody to show", False)
    another = Browser(portal)
    another.sign_in("maureen@example.com")
    assert (another.heading, "Abigail" in another.text) == ("There is nobody to show", False)


def test_a_welcome_email_that_still_waits_at_midnight_is_wanted_no_more(family: Family) -> None:
    only = family.desk.patient("Abigail", "Okafor", "2008-12-05")
    family.desk.joint(only, "maureen@example.com", first="Maureen", last="Okafor")
    message = Message.get(Message.to_address == "maureen@example.com")
    family.desk.clock.now = LAST_MINUTE
    with family.records.transaction():
        assert still_wanted(family.records, [message.id]) == {message.id}
    family.desk.clock.now = MIDNIGHT
    with family.records.transaction():
        assert still_wanted(family.records, [message.id]) == frozenset()
