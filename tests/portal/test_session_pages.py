# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of signed-in phones and computers, as a parent reads it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from opportal_desktop.portal.browser_words import browser_words
from tests.portal.conftest import Browser, Family

ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile "
    "Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (ANDROID, ("Chrome", "Android")),
        (IPHONE, ("Safari", "iPhone")),
        (IPHONE.replace("Version/18.1", "CriOS/131.0"), ("Chrome", "iPhone")),
        (IPHONE.replace("Version/18.1", "FxiOS/132.0"), ("Firefox", "iPhone")),
        (ANDROID.replace("Chrome/131", "SamsungBrowser/26.0 Chrome/122"), ("Samsung Internet", "Android")),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
            "Safari/537.36 Edg/131.0.0.0",
            ("Edge", "Windows"),
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
            "Safari/605.1.15",
            ("Safari", "Mac"),
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/131.0.0.0 Safari/537.36", ("Chrome", "Chromebook")),
        ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", ("Firefox", "Linux")),
        ("<script>alert(1)</script>", ("", "")),
        ("", ("", "")),
    ],
)
def test_browsers_are_named_as_people_call_them(user_agent: str, words: tuple[str, str]) -> None:
    assert browser_words(user_agent) == words


@pytest.fixture
def here(family: Family, portal: Flask) -> Browser:
    """Signed in since the first login."""
    browser = Browser(portal, **{"User-Agent": ANDROID})
    browser.set_up(family.token)
    return browser


@pytest.fixture
def there(here: Browser, portal: Flask) -> Browser:
    browser = Browser(portal, **{"User-Agent": IPHONE})
    browser.sign_in()
    return browser


def test_the_list_tells_what_when_and_which_is_this_one(here: Browser, there: Browser) -> None:
    here.get("/account")
    assert "/account/sessions" in here.page.text
    here.get("/account/sessions")
    assert here.text.index("Chrome on Android This one") < here.text.index("Safari on iPhone")
    assert re.search(r"Signed in: November 23, 2026, \d+:\d\d\s[ap]\.m\.", here.text)
    assert "Last used: November 23, 2026" in here.text
    assert "203.0.113" not in here.text


def test_alone_there_is_nothing_to_sign_out(here: Browser) -> None:
    here.get("/account/sessions")
    assert "You are signed in only here." in here.text
    assert "Sign out everywhere else" not in here.text


def test_sign_out_everywhere_else(here: Browser, there: Browser) -> None:
    here.get("/account/sessions")
    here.submit("/account/sessions/end-others")
    assert "Done. You are signed in only here now." in here.text
    assert there.get("/family").status_code == 303
    there.get("/sign-in?notice=over")
    assert "Mateo" not in there.text


def test_sign_out_one_of_several(here: Browser, there: Browser, portal: Flask) -> None:
    third = Browser(portal)
    third.sign_in()
    here.get("/account/sessions")
    assert "A phone or computer" in here.text
    marks = re.findall(r'name="which" value="(\w+)"', here.page.text)
    names = re.findall(r'aria-label="Sign out this one: ([^"]*)"', here.page.text)
    assert len(marks) == len(names) == 2
    assert len(set(names)) == 2
    chosen = marks[[name.startswith("Safari on iPhone") for name in names].index(True)]
    here.submit("/account/sessions/end", which=chosen)
    assert "Done. It is signed out." in here.text
    assert there.get("/family").status_code == 303
    assert third.get("/family").status_code == 200
    assert here.send("/account/sessions/end", which=chosen).status_code == 422
    assert "That one is signed out already." in here.text


def test_a_sign_in_of_a_while_ago_is_asked_to_sign_in_again(here: Browser, there: Browser, family: Family) -> None:
    here.get("/account/sessions")
    token = here.form_token
    family.desk.clock.advance(minutes=11)
    assert here.send("/account/sessions/end-others", token).status_code == 403
    assert here.send("/account/sessions/end", token, which="x").status_code == 403
    assert "please sign in again" in here.text
    assert "Sign out everywhere else" not in here.text
    assert there.get("/family").status_code == 200


def test_in_spanish(here: Browser, there: Browser) -> None:
    here.get("/account/sessions?lang=es")
    assert here.heading == "Dónde está abierta mi cuenta"
    assert "Safari en iPhone" in here.text
    assert "23 de noviembre de 2026" in here.text
