# SPDX-License-Identifier: GPL-3.0-or-later
"""The way in from the link, page by page."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from opportal_desktop.records.models import AuditEntry, PortalSession, SetupLink
from opportal_desktop.terms import Authority, Language, MessageKind
from tests.portal.conftest import BORN, EMAIL, PASSWORD, Browser, Family

CLOSED = "This link does not work any more"
WRONG = {"month": "4", "day": "5", "year": "2019"}


def test_a_parent_gets_from_the_link_to_the_list_of_dependents(browser: Browser, family: Family):
    assert family.status() == "Sending"
    browser.get(f"/welcome/{family.token}")
    assert browser.heading == "Welcome! Let’s set up your account"
    browser.submit(f"/welcome/{family.token}", month="March", day="5", year="2019")
    assert browser.heading == "Choose your password"
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    assert browser.heading == "Hello, Ana"
    assert "Your account is ready." in browser.text
    assert "Mateo 7 years old" in browser.text
    assert "Lucía" not in browser.text
    assert family.status() == "Active"


def test_the_page_says_nothing_of_the_family_before_the_date_is_right(browser: Browser, family: Family):
    page = browser.get(f"/welcome/{family.token}").text
    for word in ("Ana", "López", "Mateo", "García", EMAIL, "2019-03-05"):
        assert word not in page
    assert family.token not in browser.title


@pytest.mark.parametrize(
    ("typed", "says", "at_fault"),
    [
        ({"month": "", "day": "5", "year": "2019"}, "Fill in the month, the day and the year.", ["month"]),
        ({"month": "13", "day": "5", "year": "2019"}, "Check the month.", ["month"]),
        ({"month": "Ju", "day": "5", "year": "2019"}, "Check the month.", ["month"]),
        ({"month": "3", "day": "32", "year": "2019"}, "Check the day.", ["day"]),
        ({"month": "3", "day": "5", "year": "19"}, "Type all four numbers of the year", ["year"]),
        ({"month": "3", "day": "5", "year": "1819"}, "Check the year.", ["year"]),
        ({"month": "2", "day": "30", "year": "2019"}, "There is no such day.", ["month", "day"]),
        ({"month": "12", "day": "5", "year": "2026"}, "That day has not come yet.", ["year"]),
    ],
)
def test_what_is_no_date_is_told_and_not_counted(browser: Browser, family: Family, typed, says, at_fault):
    for _ in range(6):
        browser.get(f"/welcome/{family.token}")
        answer = browser.send(f"/welcome/{family.token}", **typed)
        assert answer.status_code == 422
        assert says in browser.text
    assert f'value="{typed["day"]}"' in answer.text
    assert re.findall(r'id="(\w+)"[^>]* aria-invalid', answer.text) == at_fault
    assert re.findall(r'id="(\w+)"[^>]* autofocus', answer.text) == at_fault[:1]
    assert browser.title.startswith("Please check the date")
    assert SetupLink.get().wrong_answers == 0


def test_where_the_day_comes_first_a_wrong_month_is_looked_at_first(browser: Browser, family: Family):
    browser.get(f"/welcome/{family.token}?lang=es")
    answer = browser.send(f"/welcome/{family.token}", month="13", day="5", year="2019")
    assert re.findall(r'id="(\w+)"[^>]* autofocus', answer.text) == ["month"]


def test_a_wrong_date_stays_typed_and_says_how_many_tries_are_left(browser: Browser, family: Family):
    browser.get(f"/welcome/{family.token}")
    answer = browser.send(f"/welcome/{family.token}", **WRONG)
    assert answer.status_code == 422
    assert "You have 4 more tries." in browser.text
    assert 'value="2019"' in answer.text
    for _ in range(3):
        browser.send(f"/welcome/{family.token}", **WRONG)
    assert "You have one more try." in browser.text


def test_five_wrong_dates_lock_the_link_and_the_desk_sees_it(browser: Browser, family: Family):
    token = family.token
    browser.get(f"/welcome/{token}")
    answers = [browser.send(f"/welcome/{token}", token=browser.form_token, **WRONG) for _ in range(5)]
    assert answers[-1].status_code == 403
    assert browser.heading == "Please call us"
    assert 'href="tel:+14135550100"' in answers[-1].text
    assert family.status() == "Locked"
    assert browser.get(f"/welcome/{token}").status_code == 403
    # The right one comes too late.
    other = Browser(browser.client.application)
    other.get("/sign-in")
    assert other.send(f"/welcome/{token}", **BORN).status_code == 403


def test_expired_used_void_and_unknown_links_get_the_same_page(portal: Flask, family: Family, clock):
    used = family.token
    assert Browser(portal).set_up(used).status_code == 200
    other = family.desk.patient("Noa", "Katz", "2020-01-02")
    contact = family.desk.joint(other, "dana@example.com", first="Dana", last="Katz").draft.contact_id
    void = family.token
    family.desk.edit(other, contact, authority=Authority.EXCLUSIVE)
    expired = family.token
    assert void != expired
    clock.advance(hours=49)
    pages = set()
    for token in (used, void, expired, "A" * 43, "short", "…", "%00"):
        stranger = Browser(portal)
        page = stranger.get(f"/welcome/{token}")
        assert page.status_code == 410
        assert stranger.heading == CLOSED
        bare = re.sub(r'value="[^"]{20,}"', "", page.text)
        pages.add(re.sub(r"/welcome/[^/]*/new-link", "", bare))
    assert len(pages) == 1


def test_the_closed_page_sends_a_new_link_and_never_says_whether(portal: Flask, family: Family, clock):
    old = family.token
    family.desk.hand_over()
    clock.advance(hours=49)
    answers = []
    for token in (old, "B" * 43):
        browser = Browser(portal)
        browser.get(f"/welcome/{token}")
        browser.submit(f"/welcome/{token}/new-link")
        answers.append(re.sub(r'value="[^"]+"', "", browser.page.text))
        assert browser.heading == "Look at your email"
    assert answers[0] == answers[1]
    assert len(family.tokens()) == 1
    assert Browser(portal).set_up(family.token).status_code == 200


def test_a_signed_in_parent_who_opens_the_old_link_is_led_to_the_family(browser: Browser, family: Family):
    token = family.token
    browser.set_up(token)
    assert browser.get(f"/welcome/{token}").status_code == 410
    assert "you are signed in already" in browser.text
    assert 'href="/family"' in browser.page.text


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "Type your new password in both boxes."),
        ("2 boats", "It is too short. Use at least 15 characters."),
        ("passwordpassword", "Many people use a password like this one"),
        (f"{EMAIL} boat", "Your email address is in it."),
        ("mateo loves red boats", "A name from your family is in it."),
        ("boats since 03052019", "A birthday from your family is in it."),
        ("quiet boats of sunny hill pediatrics", "The name of our practice is in it."),
    ],
)
def test_a_refused_password_is_explained_and_nothing_is_set(browser: Browser, family: Family, password, says):
    browser.answer_birth_date(family.token)
    answer = browser.send("/password", password=password, again=password, button="save")
    assert answer.status_code == 422
    assert says in browser.text
    # A phone scrolls to the box: what is wrong with it stands right above.
    assert answer.text.index('id="problem"') < answer.text.index('id="password"') < answer.text.index("offer-head")
    assert not password or password not in answer.text
    assert family.status() == "Sending"


def test_two_different_passwords_are_told(browser: Browser, family: Family):
    browser.answer_birth_date(family.token)
    assert browser.send("/password", password=PASSWORD, again=PASSWORD + "x", button="save").status_code == 422
    assert "The two passwords are not the same." in browser.text


def test_the_offered_passphrase_is_taken_with_one_button(browser: Browser, family: Family):
    browser.answer_birth_date(family.token)
    offered = re.search(r'name="offered" value="([^"]+)"', browser.page.text)[1]
    assert len(offered) >= 15
    assert offered.count("-") >= 3
    first = browser.page.text
    browser.get("/password")
    assert offered not in browser.page.text, "a refresh makes another one"
    taken = browser.send("/password", offered=offered, button="take")
    assert taken.status_code == 200
    assert taken.text.count(f'value="{offered}"') == 3
    assert first != taken.text
    browser.submit("/password", password=offered, again=offered, offered=offered, button="save")
    assert browser.heading == "Hello, Ana"


def test_show_works_without_a_script(browser: Browser, family: Family):
    browser.answer_birth_date(family.token)
    shown = browser.send("/password", password='<b>"half', again="typed", button="show")
    assert shown.status_code == 200
    assert re.search(r'name="password" type="text"[^>]*value="&lt;b&gt;&#34;half"', shown.text, re.DOTALL)
    assert family.status() == "Sending"


def test_the_password_page_names_the_sign_in_for_password_managers(browser: Browser, family: Family):
    browser.answer_birth_date(family.token)
    assert re.search(rf'autocomplete="username" value="{EMAIL}" readonly', browser.page.text)
    assert browser.page.text.count('autocomplete="new-password"') == 2


def test_the_token_is_in_no_later_page_and_no_address(browser: Browser, family: Family):
    token = family.token
    browser.get(f"/welcome/{token}")
    answer = browser.send(f"/welcome/{token}", **BORN)
    assert answer.headers["Location"] == "/password"
    assert token not in str(answer.headers) + answer.text
    browser.get("/password")
    assert token not in browser.page.text


def test_of_two_browsers_with_one_link_one_wins_and_the_other_is_told(portal: Flask, family: Family):
    token = family.token
    first, second = Browser(portal), Browser(portal, client="203.0.113.8")
    first.answer_birth_date(token)
    second.answer_birth_date(token)
    first.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    assert first.heading == "Hello, Ana"
    second.submit("/password", password="another 88 good words", again="another 88 good words", button="save")
    assert second.heading == "Sign in"
    assert "If you have just saved your password" in second.text
    assert second.get("/family").headers["Location"] == "/sign-in?notice=over"
    assert AuditEntry.select().where(AuditEntry.action == "portal password set").count() == 1


def test_a_form_sent_twice_ends_where_it_would_have_ended(portal: Flask, family: Family):
    browser = Browser(portal)
    browser.answer_birth_date(family.token)
    token, before = browser.form_token, browser.cookie("session")
    fields = {"form_token": token, "password": PASSWORD, "again": PASSWORD, "button": "save"}
    assert browser.open("/password", "POST", data=fields).headers["Location"] == "/family?notice=ready"
    # The browser took no notice of the first answer.
    browser.client.set_cookie("__Host-session", before, domain="portal.example.org", secure=True)
    assert browser.open("/password", "POST", data=fields).headers["Location"] == "/family?notice=ready"
    browser.get("/family")
    assert browser.heading == "Hello, Ana"


def test_back_to_the_password_page_after_sign_in_leads_on(browser: Browser, family: Family):
    browser.answer_birth_date(family.token)
    stale = browser.form_token
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    back = browser.send("/password", token=stale, password=PASSWORD, again=PASSWORD, button="save")
    assert back.status_code == 400
    assert browser.heading == "This page is too old"
    browser.get("/password")
    assert browser.page.headers["Location"] == "/family"


def test_each_step_gets_a_session_of_its_own(browser: Browser, family: Family):
    planted = "x" * 43
    browser.client.set_cookie("__Host-session", planted, domain="portal.example.org", secure=True)
    seen = {planted}
    browser.answer_birth_date(family.token)
    seen.add(browser.cookie("session"))
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    seen.add(browser.cookie("session"))
    assert len(seen) == 3
    assert PortalSession.select().where(PortalSession.ended_at.is_null()).count() == 1


def test_a_forgotten_password_is_set_anew_and_one_signs_in_afresh(browser: Browser, family: Family):
    browser.set_up(family.token)
    browser.submit("/sign-out")
    browser.get("/forgot-password")
    browser.submit("/forgot-password", email=EMAIL)
    assert browser.heading == "Look at your email"
    (token,) = family.tokens(MessageKind.RESET_PASSWORD)
    browser.get(f"/welcome/{token}")
    assert browser.heading == "Choose a new password"
    browser.submit(f"/welcome/{token}", **BORN)
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    assert "You had this password before." in browser.text
    fresh = "seven other 63 lanterns"
    browser.submit("/password", password=fresh, again=fresh, button="save")
    assert browser.heading == "Sign in"
    assert "Your new password is saved." in browser.text
    browser.sign_in(password=fresh)
    assert browser.heading == "Hello, Ana"


def test_the_contacts_language_is_spoken_unless_the_parent_chose(browser: Browser, family: Family):
    family.desk.edit(family.mateo, family.ana, language=Language.SPANISH)
    browser.get(f"/welcome/{family.token}", headers={"Accept-Language": "en-US"})
    assert browser.heading == "¡Hola! Vamos a activar su cuenta"
    order = re.findall(r'<input id="(day|month|year)"', browser.page.text)
    assert order == ["day", "month", "year"]
    browser.get(f"/welcome/{family.token}?lang=en")
    assert browser.heading == "Welcome! Let’s set up your account"
    browser.submit(f"/welcome/{family.token}", month="marzo", day="5", year="2019")
    assert browser.heading == "Choose your password", "the choice holds, and a month is known in each language"
