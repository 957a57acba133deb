# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in and out later."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from opportal_desktop.records.models import PortalSession
from opportal_desktop.terms import Authority, MessageKind
from tests.portal.conftest import EMAIL, PASSWORD, Browser, Family


@pytest.fixture
def active(portal: Flask, family: Family) -> Family:
    """Ana has set up her account, in another browser."""
    Browser(portal).set_up(family.token)
    return family


def test_sign_in_leads_to_the_family_and_sign_out_ends_the_session(browser: Browser, active: Family):
    browser.sign_in(email=f"  {EMAIL.upper()} ")
    assert browser.heading == "Hello, Ana"
    session = browser.cookie("session")
    assert browser.send("/sign-out").headers["Clear-Site-Data"] == '"storage"'
    browser.get("/sign-in?notice=signed-out")
    assert "You are signed out." in browser.text
    assert browser.cookie("session") is None
    browser.client.set_cookie("__Host-session", session, domain="portal.example.org", secure=True)
    browser.get("/family")
    assert browser.page.headers["Location"] == "/sign-in?notice=over", "the session itself is over, not only its cookie"


def test_start_and_sign_in_know_who_is_in(browser: Browser, active: Family):
    assert browser.get("/").headers["Location"] == "/sign-in"
    browser.sign_in()
    assert browser.get("/").headers["Location"] == "/family"
    assert browser.get("/sign-in").headers["Location"] == "/family"


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "wrong but long enough"), ("nobody@example.com", PASSWORD), ("no email", PASSWORD)]
)
def test_wrong_and_unknown_are_answered_alike(browser: Browser, active: Family, email, password):
    browser.get("/sign-in")
    answer = browser.send("/sign-in", email=email, password=password)
    assert answer.status_code == 422
    assert "The email or the password is not right." in browser.text
    assert password not in answer.text
    bare = re.sub(r'value="[^"]*"', "", answer.text)
    browser.get("/sign-in")
    other = browser.send("/sign-in", email="another@example.com", password="and something else")
    assert re.sub(r'value="[^"]*"', "", other.text) == bare


def test_nothing_typed_is_told(browser: Browser, active: Family):
    browser.get("/sign-in")
    assert browser.send("/sign-in", email=EMAIL, password="").status_code == 422
    assert "Type your email and your password." in browser.text


def test_a_lock_is_told_with_its_end_and_ends(browser: Browser, active: Family, clock):
    browser.get("/sign-in")
    for _ in range(40):
        answer = browser.send("/sign-in", email=EMAIL, password="wrong but long enough")
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    minutes = int(re.search(r"again in (\d+) minutes", browser.text)[1])
    assert 1 <= minutes <= 60
    clock.advance(minutes=minutes, seconds=5)
    browser.sign_in()
    assert browser.heading == "Hello, Ana"


def test_forgot_password_answers_known_and_unknown_alike(browser: Browser, active: Family):
    pages = []
    for email in (EMAIL, "nobody@example.com"):
        browser.get("/forgot-password")
        answer = browser.send("/forgot-password", email=email)
        pages.append((answer.status_code, answer.headers["Location"], answer.text))
    assert pages[0] == pages[1]
    assert len(active.tokens(MessageKind.RESET_PASSWORD)) == 1
    assert browser.send("/forgot-password", token=browser_token(browser), email="ana").status_code == 422


def browser_token(browser: Browser) -> str:
    browser.get("/forgot-password")
    return browser.form_token


def test_an_idle_session_ends_and_the_page_says_why(browser: Browser, active: Family, clock):
    browser.sign_in()
    clock.advance(minutes=14)
    assert browser.get("/family").status_code == 200
    clock.advance(minutes=16)
    browser.get(browser.get("/family").headers["Location"])
    assert "You were signed out to keep your family’s data safe." in browser.text


def test_who_says_that_they_are_still_there_stays_signed_in(browser: Browser, active: Family, clock):
    browser.sign_in()
    for _ in range(3):
        clock.advance(minutes=14)
        assert browser.open("/family", "HEAD").status_code == 200
    clock.advance(minutes=16)
    assert browser.open("/family", "HEAD").status_code == 303


def test_a_busy_session_ends_too(browser: Browser, active: Family, clock):
    browser.sign_in()
    for _ in range(8 * 6 + 1):
        clock.advance(minutes=10)
        answer = browser.get("/family")
    assert answer.status_code == 303


def test_who_has_no_dependents_any_more_is_told_whom_to_call(browser: Browser, active: Family):
    active.set_authority(Authority.NONE)
    browser.get("/sign-in")
    answer = browser.send("/sign-in", email=EMAIL, password=PASSWORD)
    assert answer.status_code == 403
    assert browser.heading == "There is nobody to show"
    assert "(413) 555-0100" in browser.text
    assert not PortalSession.select().where(PortalSession.ended_at.is_null()).exists() or browser.get(
        "/family"
    ).status_code in (303, 403)
