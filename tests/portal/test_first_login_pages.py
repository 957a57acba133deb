# SPDX-License-Identifier: GPL-3.0-or-later
"""The way in from the link, page by page."""

from __future__ import annotations

from tests.portal.conftest import PASSWORD, Browser, Family


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
