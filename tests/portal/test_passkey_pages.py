# SPDX-License-Identifier: GPL-3.0-or-later
"""The passkey pages, spoken to as the script speaks to them."""

from __future__ import annotations

import re

import pytest

from opportal_desktop.portal.app import create_app
from opportal_desktop.records.models import Message, Passkey, Setting
from opportal_desktop.records.records import Records
from opportal_desktop.terms import MessageKind, MessageState
from tests.portal.conftest import Browser, Family
from tests.registration.authenticator import Authenticator


@pytest.fixture
def device() -> Authenticator:
    return Authenticator(origin="https://portal.example.org")


@pytest.fixture
def ana(browser: Browser, family: Family) -> Browser:
    browser.set_up(family.token)
    return browser


def add(browser: Browser, device: Authenticator) -> None:
    browser.get("/account/passkeys")
    token = browser.form_token
    options = browser.send("/account/passkeys/options", token).text
    browser.send("/account/passkeys", token, credential=device.create(options))


def sign_in(browser: Browser, device: Authenticator) -> None:
    browser.get("/sign-in")
    token = browser.form_token
    options = browser.send("/sign-in/passkey/options", token).text
    browser.send("/sign-in/passkey", token, credential=device.get(options))


def test_offered_after_the_first_login_and_on_the_account_page(ana: Browser) -> None:
    assert "Sign in faster next time" in ana.text
    ana.get("/family")
    assert "Sign in faster next time" not in ana.text
    ana.get("/account")
    assert "/account/passkeys" in ana.page.text


def test_add_sign_out_sign_in_remove(ana: Browser, device: Authenticator, family: Family) -> None:
    add(ana, device)
    assert ana.page.headers["Location"] == "/account/passkeys?notice=added"
    ana.get("/account/passkeys?notice=added")
    assert "Your passkey is ready" in ana.text
    assert "Added on November 23, 2026." in ana.text
    ana.submit("/sign-out")
    before = ana.cookie("session")
    family.desk.clock.advance(minutes=1)
    sign_in(ana, device)
    assert ana.page.headers["Location"] == "/family"
    assert ana.cookie("session") not in (None, before)
    ana.get("/account/passkeys")
    assert "Last used on November 23, 2026." in ana.text
    ana.submit("/account/passkeys/remove", number="1")
    assert "The passkey is removed" in ana.text
    assert Passkey.select().count() == 0


def test_adding_and_removing_is_told_by_mail_and_leads_to_the_other_browsers(
    ana: Browser, device: Authenticator, family: Family
) -> None:
    add(ana, device)
    ana.get("/account/passkeys?notice=added")
    assert "/account/sessions" in ana.page.text
    ana.submit("/account/passkeys/remove", number="1")
    assert "Other phones and computers stay signed in." in ana.text
    told = [row.kind for row in Message.select().where(Message.state == MessageState.QUEUED).order_by(Message.id)]
    assert told[-2:] == [MessageKind.PASSKEY_ADDED, MessageKind.PASSKEY_REMOVED]


def test_a_refused_passkey_leads_back_to_the_sign_in(ana: Browser, device: Authenticator) -> None:
    add(ana, device)
    ana.get("/family")
    ana.submit("/sign-out")
    device.verified = False
    sign_in(ana, device)
    assert ana.page.status_code == 422
    assert "That passkey was not accepted." in ana.text
    assert ana.cookie("session") is None


def test_a_sign_in_of_a_while_ago_is_asked_to_sign_in_again(
    ana: Browser, device: Authenticator, family: Family
) -> None:
    add(ana, device)
    ana.get("/account/passkeys")
    token = ana.form_token
    family.desk.clock.advance(minutes=11)
    assert ana.send("/account/passkeys/options", token).status_code == 403
    assert ana.send("/account/passkeys", token, credential="{}").status_code == 403
    assert "please sign in again" in ana.text
    assert ana.send("/account/passkeys/remove", token, number="1").status_code == 403
    assert Passkey.select().count() == 1


@pytest.mark.parametrize("number", ["", "0", "-1", "2", "²", "1e9", "9" * 5000, "1 or 1"])
def test_a_number_that_is_none_of_theirs_removes_nothing(ana: Browser, device: Authenticator, number: str) -> None:
    add(ana, device)
    ana.get("/account/passkeys")
    answer = ana.send("/account/passkeys/remove", number=number)
    assert answer.status_code == 422
    assert Passkey.select().count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/account/passkeys/options",
        "/account/passkeys",
        "/account/passkeys/remove",
        "/sign-in/passkey/options",
        "/sign-in/passkey",
    ],
)
def test_no_form_of_another_site_gets_in(ana: Browser, device: Authenticator, path: str) -> None:
    add(ana, device)
    assert ana.send(path, "forged", number="1", credential="{}").status_code == 400
    assert Passkey.select().count() == 1
    assert ana.get(path).status_code in (200, 405)


@pytest.mark.parametrize("path", ["/account/passkeys/options", "/account/passkeys", "/account/passkeys/remove"])
def test_nobody_signed_in_is_sent_to_the_sign_in(browser: Browser, family: Family, path: str) -> None:
    browser.get("/sign-in")
    assert browser.send(path).headers["Location"] == "/sign-in?notice=over"


def test_the_script_is_ours_and_nothing_is_inline(ana: Browser) -> None:
    for path in ("/account/passkeys", "/sign-in"):
        ana.get(path)
        assert re.findall(r"<script(?! src=\"/static/)[^>]*>", ana.page.text) == []
        assert " on" + "click" not in ana.page.text
        assert "script-src 'self'" in ana.page.headers["Content-Security-Policy"]
    with ana.get("/static/passkeys.js") as script:
        assert "javascript" in script.content_type


def test_not_offered_where_browsers_do_not_allow_them(family: Family, records: Records) -> None:
    Setting.update(value='"http://127.0.0.1:8090"').where(Setting.key == "portal_url").execute()
    browser = Browser(create_app(records), base_url="http://127.0.0.1:8090")
    browser.get("/sign-in")
    assert "passkey" not in browser.page.text
    assert browser.send("/sign-in/passkey/options").status_code == 403
    browser.set_up(family.token)
    assert "passkey" not in browser.page.text


def test_spanish(ana: Browser, device: Authenticator) -> None:
    add(ana, device)
    ana.get("/account/passkeys?lang=es")
    assert ana.heading == "Llaves de acceso"
    assert "23 de noviembre de 2026" in ana.text
    assert "Passkey" not in ana.text
