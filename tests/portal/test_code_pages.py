# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwordless login as a browser sees it: the first one after the date of birth, later ones by Cell Phone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from opportal_desktop.records.models import Message, PortalAccount, SignInCode
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.setup_links import sign_in_code
from opportal_desktop.terms import Authority, Language, LoginMode, MessageKind
from tests.portal.conftest import BORN, PASSWORD, PORTAL_URL, Browser, Family

CELL = "+14135550123"
UNKNOWN = "(413) 555-0199"


@pytest.fixture(autouse=True)
def passwordless(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    with family.records.transaction():
        settings = replace(
            load_settings(family.records),
            login_mode=LoginMode.PASSWORDLESS,
            text_tested_at="2026-11-01T00:00:00+00:00",
        )
        store_settings(family.records, settings)
    family.desk.edit(family.mateo, family.ana, cell_phone=CELL)
    monkeypatch.setattr("opportal_desktop.registration.answer_time.STEP_S", 0.0001)


def texts() -> int:
    return Message.select().where(Message.kind == MessageKind.SIGN_IN_CODE).count()


def texted_code(family: Family) -> str:
    text = Message.select().where(Message.kind == MessageKind.SIGN_IN_CODE).order_by(Message.id.desc()).first()
    return sign_in_code(family.records.link_key, text.link_seed)


def welcome(family: Family) -> str:
    return family.tokens(MessageKind.WELCOME)[-1]


def first_login(browser: Browser, family: Family) -> None:
    browser.answer_birth_date(welcome(family))
    browser.submit("/code", code=texted_code(family))
    assert browser.heading == "Hello, Ana"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08}"


# --- the first login


def test_link_date_of_birth_code_and_in(browser: Browser, family: Family) -> None:
    browser.answer_birth_date(welcome(family))
    assert browser.heading == "Enter your code"
    assert "ends in 23" in browser.text
    assert texts() == 1
    assert browser.page is not None
    assert 'autocomplete="one-time-code"' in browser.page.text
    assert 'inputmode="numeric"' in browser.page.text
    before = browser.cookie("session")
    browser.submit("/code", code=texted_code(family))
    assert browser.heading == "Hello, Ana"
    assert "Mateo" in browser.text
    assert browser.cookie("session") != before
    assert family.status() == "Active"


def test_opening_the_link_or_the_page_sends_nothing(browser: Browser, family: Family) -> None:
    for _ in range(3):
        browser.get(f"/welcome/{welcome(family)}")
    assert texts() == 0
    browser.answer_birth_date(welcome(family))
    for method in ("GET", "HEAD"):
        browser.open("/code", method)
    assert texts() == 1


def test_the_risk_is_said_and_a_password_offered(browser: Browser, family: Family) -> None:
    browser.answer_birth_date(welcome(family))
    assert "thieves can take over a phone number" in browser.text
    browser.get("/password")
    assert browser.heading == "Choose your password"
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    assert browser.heading == "Hello, Ana"
    assert family.account.password_hash


def test_after_a_code_safer_ways_are_offered(browser: Browser, family: Family) -> None:
    first_login(browser, family)
    assert "You signed in with a text" in browser.text
    browser.get("/forgot-password")
    browser.submit("/forgot-password", email=family.account.email_key)
    (token,) = family.tokens(MessageKind.RESET_PASSWORD)
    browser.answer_birth_date(token)
    assert browser.heading == "Choose your password"
    assert texts() == 1


def test_wrong_codes_count_down_and_a_new_code_helps(browser: Browser, family: Family, clock) -> None:
    browser.answer_birth_date(welcome(family))
    code = texted_code(family)
    for left in ("4 more tries", "3 more tries", "2 more tries", "one more try"):
        answer = browser.submit("/code", code=wrong(code))
        assert answer.status_code == 422
        assert left in browser.text
    browser.submit("/code", code=wrong(code))
    assert "can no longer be used" in browser.text
    browser.submit("/code", code=code)
    assert "can no longer be used" in browser.text
    clock.advance(minutes=2)
    browser.submit("/code/again")
    assert "We sent you a new code" in browser.text
    browser.submit("/code", code=texted_code(family))
    assert browser.heading == "Hello, Ana"


def test_asking_again_too_soon_says_so(browser: Browser, family: Family) -> None:
    browser.answer_birth_date(welcome(family))
    answer = browser.submit("/code/again")
    assert answer.status_code == 429
    assert "can’t send another text just now" in browser.text
    assert texts() == 1
    browser.submit("/code", code=texted_code(family))
    assert browser.heading == "Hello, Ana"


def test_a_second_browser_with_the_link_gets_no_text_at_once_and_says_so(
    browser: Browser, portal: Flask, family: Family
) -> None:
    browser.answer_birth_date(welcome(family))
    other = Browser(portal)
    other.answer_birth_date(welcome(family))
    assert "can’t send another text just now" in other.text
    other.submit("/code", code=texted_code(family))
    assert "wrong or too old" in other.text


def test_submitted_twice_one_is_in(browser: Browser, family: Family) -> None:
    browser.answer_birth_date(welcome(family))
    code, form, setup = texted_code(family), browser.form_token, browser.cookie("session")
    assert setup is not None
    first = browser.send("/code", code=code)
    signed_in = browser.cookie("session")
    # The second request left with the cookie of before, and its answer comes last.
    browser.client.set_cookie("__Host-session", setup, domain="portal.example.org", secure=True)
    second = browser.send("/code", token=form, code=code)
    assert (first.status_code, second.status_code) == (303, 303)
    assert "session" not in str(second.headers.getlist("Set-Cookie"))
    browser.client.set_cookie("__Host-session", str(signed_in), domain="portal.example.org", secure=True)
    while second.status_code == 303:
        second = browser.get(second.headers["Location"])
    assert browser.heading == "Hello, Ana"


def test_the_code_page_needs_the_date_of_birth(browser: Browser, family: Family) -> None:
    browser.get("/code")
    assert browser.page is not None
    assert browser.page.status_code == 303
    assert SignInCode.select().count() == 0


def test_in_spanish(browser: Browser, family: Family) -> None:
    family.desk.edit(family.mateo, family.ana, language=Language.SPANISH)
    browser.answer_birth_date(welcome(family))
    assert browser.heading == "Escriba su código"
    assert "termina en 23" in browser.text


# --- later sign-in


def sign_out(browser: Browser, clock) -> None:
    browser.submit("/sign-out")
    clock.advance(minutes=2)


def test_later_sign_in_by_cell_phone(browser: Browser, family: Family, clock) -> None:
    first_login(browser, family)
    sign_out(browser, clock)
    assert "Sign in with your cell phone" in browser.text
    browser.get("/sign-in/phone")
    browser.submit("/sign-in/phone", phone="413-555-0123", email="")
    assert browser.heading == "Enter your code"
    browser.submit("/sign-in/code", code=texted_code(family))
    assert browser.heading == "Hello, Ana"
    assert browser.cookie("code") is None


def test_a_stranger_sees_the_same_for_known_and_unknown_numbers(portal: Flask, family: Family, clock) -> None:
    """Even the language is the browser's: the contact's would tell."""
    first_login(Browser(portal), family)
    family.desk.edit(family.mateo, family.ana, language=Language.SPANISH)
    clock.advance(minutes=2)
    seen = []
    for phone in (CELL, UNKNOWN):
        stranger = Browser(portal, client="198.51.100.9")
        stranger.get("/sign-in/phone")
        pages = [stranger.send("/sign-in/phone", phone=phone, email="")]
        form = None
        pages.append(stranger.get("/sign-in/code"))
        form = stranger.form_token
        pages += [stranger.send("/sign-in/code", token=form, code="00000000") for _ in range(6)]
        seen.append(
            [
                (page.status_code, page.text.replace(form, ""), sorted(name for name, _ in page.headers))
                for page in pages
            ]
        )
    assert seen[0] == seen[1]
    assert texts() == 2


def test_the_code_of_one_browser_is_nothing_in_another(portal: Flask, family: Family, clock) -> None:
    first_login(Browser(portal), family)
    clock.advance(minutes=2)
    parent, thief = Browser(portal), Browser(portal, client="198.51.100.9")
    parent.get("/sign-in/phone")
    parent.submit("/sign-in/phone", phone=CELL, email="")
    thief.get("/sign-in/code")
    thief.submit("/sign-in/code", code=texted_code(family))
    assert "wrong or too old" in thief.text
    parent.submit("/sign-in/code", code=texted_code(family))
    assert parent.heading == "Hello, Ana"


@pytest.mark.parametrize("phone", ["", "no phone", "+44 20 7946 0000", "9" * 500, "\x00"])
def test_a_number_that_gets_no_texts_is_said(browser: Browser, family: Family, phone: str) -> None:
    browser.get("/sign-in/phone")
    answer = browser.submit("/sign-in/phone", phone=phone, email="")
    assert answer.status_code == 422
    assert "area code" in browser.text


def test_too_many_texts_say_when(browser: Browser, family: Family) -> None:
    browser.get("/sign-in/phone")
    browser.submit("/sign-in/phone", phone=UNKNOWN, email="")
    browser.get("/sign-in/phone")
    answer = browser.submit("/sign-in/phone", phone=UNKNOWN, email="")
    assert answer.status_code == 429
    assert "try again in one minute" in browser.text


def test_access_that_ended_before_the_code_is_told_whom_to_call(browser: Browser, family: Family, clock) -> None:
    first_login(browser, family)
    sign_out(browser, clock)
    browser.get("/sign-in/phone")
    browser.submit("/sign-in/phone", phone=CELL, email="")
    code = texted_code(family)
    family.set_authority(Authority.NONE)
    answer = browser.submit("/sign-in/code", code=code)
    assert answer.status_code == 403
    assert "(413) 555-0100" in browser.text


@pytest.mark.parametrize("path", ["/code", "/code/again", "/sign-in/phone", "/sign-in/code"])
def test_forms_need_their_token(browser: Browser, family: Family, path: str) -> None:
    browser.answer_birth_date(welcome(family))
    answer = browser.send(path, token="forged", code=texted_code(family), phone=CELL)
    assert answer.status_code == 400
    assert PortalAccount.get().first_sign_in_at is None
    assert texts() == 1


def test_where_parents_have_passwords_the_phone_page_is_not_there(browser: Browser, family: Family) -> None:
    with family.records.transaction():
        store_settings(family.records, replace(load_settings(family.records), login_mode=LoginMode.PASSWORD))
    browser.get("/sign-in/phone")
    assert browser.page is not None
    assert browser.page.headers["Location"] == "/sign-in"
    browser.get("/sign-in")
    assert "cell phone" not in browser.text
    browser.answer_birth_date(welcome(family), **BORN)
    assert browser.heading == "Choose your password"
    assert texts() == 0


def test_the_code_is_in_no_address_and_no_log(
    browser: Browser, family: Family, caplog: pytest.LogCaptureFixture
) -> None:
    browser.answer_birth_date(welcome(family))
    code = texted_code(family)
    browser.send("/code", code=wrong(code))
    answer = browser.send("/code", code=code)
    assert code not in answer.headers["Location"]
    for secret in (code, CELL, CELL[-4:], PORTAL_URL + "/welcome"):
        assert secret not in caplog.text
