# SPDX-License-Identifier: GPL-3.0-or-later
"""What a signed-in parent sees and changes."""

from __future__ import annotations

import pytest
from flask import Flask

from opportal_desktop.records.models import Contact, Message
from opportal_desktop.registration.setup_links import setup_token
from opportal_desktop.terms import Authority, MessageKind
from tests.portal.conftest import EMAIL, PASSWORD, Browser, Family

NEW_EMAIL = "ana.rivera@example.net"
FRESH = "seven other 63 lanterns"


@pytest.fixture
def parent(portal: Flask, family: Family) -> Browser:
    """Ana's browser, signed in."""
    browser = Browser(portal)
    browser.set_up(family.token)
    return browser


def test_a_second_child_appears_at_the_next_request(parent: Browser, family: Family):
    assert "Lucía" not in parent.text
    family.desk.link(family.lucia, family.ana, authority=Authority.EXCLUSIVE)
    parent.get("/family")
    assert "Mateo 7 years old" in parent.text
    assert "Lucía 5 years old" in parent.text


def test_withdrawn_authority_ends_it_at_the_next_request(parent: Browser, family: Family):
    family.set_authority(Authority.NONE)
    for path in ("/family", "/account", "/account/password", "/account/email"):
        answer = parent.get(path)
        assert "Mateo" not in answer.text
        assert answer.status_code in (303, 403), path
    assert family.status() == "Access ended"


def test_the_portal_shows_first_names_and_ages_only(parent: Browser, family: Family):
    page = parent.get("/family").text
    for word in ("García", "López", "2019", EMAIL, family.account.public_id):
        assert word not in page


def test_names_are_text_and_never_markup(parent: Browser, family: Family):
    evil = '<img src=x onerror="alert(1)">{{7*7}}'
    child = family.desk.patient(evil, "García", "2020-01-01")
    family.desk.link(child, family.ana, authority=Authority.JOINT, first_name="<script>alert(1)</script>")
    page = parent.get("/family").text
    assert "&lt;img src=x" in page
    assert "<img" not in page
    assert "<script>alert" not in page
    assert "{{7*7}}" in page


def test_a_changed_password_signs_out_all_other_browsers(parent: Browser, portal: Flask, family: Family):
    other = Browser(portal)
    other.sign_in()
    assert other.heading == "Hello, Ana"
    before = parent.cookie("session")
    parent.get("/account/password")
    parent.submit("/account/password", old=PASSWORD, password=FRESH, again=FRESH, button="save")
    assert parent.heading == "My account"
    assert "Your new password is saved." in parent.text
    assert parent.cookie("session") != before
    assert other.get("/family").headers["Location"] == "/sign-in?notice=over"
    other.sign_in(password=FRESH)
    assert other.heading == "Hello, Ana"


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("", FRESH, FRESH, "Type the password you use now."),
        ("not this one at all", FRESH, FRESH, "The password you use now is not right."),
        (PASSWORD, FRESH, FRESH + "!", "The two passwords are not the same."),
        (PASSWORD, PASSWORD, PASSWORD, "You had this password before."),
        (PASSWORD, "12 boats", "12 boats", "It is too short."),
    ],
)
def test_why_a_password_is_not_changed(parent: Browser, old, new, again, says):
    parent.get("/account/password")
    answer = parent.send("/account/password", old=old, password=new, again=again, button="save")
    assert answer.status_code == 422
    assert says in parent.text
    assert parent.get("/family").status_code == 200


def test_a_new_email_counts_once_its_owner_confirmed_it(parent: Browser, portal: Flask, family: Family):
    parent.get("/account/email")
    parent.submit("/account/email", email=NEW_EMAIL, password=PASSWORD)
    assert "We sent a link to your new address." in parent.text
    mail = Message.get(Message.kind == MessageKind.CONFIRM_EMAIL)
    assert mail.to_address == NEW_EMAIL
    assert Contact.get_by_id(family.ana).home_email == EMAIL
    token = setup_token(family.records.link_key, mail.link_seed)
    other = Browser(portal)
    other.get(f"/email/{token}")
    assert other.heading == "Confirm your new email"
    assert NEW_EMAIL in other.text
    assert Contact.get_by_id(family.ana).home_email == EMAIL, "opening the link changes nothing"
    other.submit(f"/email/{token}")
    assert "please sign in with your new email" in other.text
    assert Contact.get_by_id(family.ana).home_email == NEW_EMAIL
    assert family.status() == "Active"
    assert other.get(f"/email/{token}").status_code == 410
    other.sign_in(email=NEW_EMAIL)
    assert other.heading == "Hello, Ana"
    # The old address is told, in a mail of its own.
    assert Message.get(Message.kind == MessageKind.EMAIL_CHANGED).to_address == EMAIL


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [
        ("", PASSWORD, "Type your new email"),
        ("ana at home", PASSWORD, "Type your new email"),
        (EMAIL, PASSWORD, "This is the email you have already."),
        (NEW_EMAIL, "not this one at all", "The password is not right."),
    ],
)
def test_why_an_email_is_not_changed(parent: Browser, email, password, says):
    parent.get("/account/email")
    assert parent.send("/account/email", email=email, password=password).status_code == 422
    assert says in parent.text


def test_ids_in_a_request_change_nothing(parent: Browser, portal: Flask, family: Family):
    noa = family.desk.patient("Noa", "Katz", "2020-01-02")
    dana = family.desk.joint(noa, "dana@example.com", first="Dana", last="Katz").draft.contact_id
    for name in ("id", "account", "account_id", "patient", "patient_id", "contact", "contact_id", "session_id"):
        for value in (noa, dana, 1, 2):
            page = parent.get(f"/family?{name}={value}").text
            assert "Mateo" in page
            assert "Noa" not in page


def test_the_family_comes_before_what_is_offered(family: Family, browser: Browser) -> None:
    """Who got in for the first time is there to see the children."""
    browser.set_up(family.token)
    assert browser.text.index("Mateo") < browser.text.index("passkey")
