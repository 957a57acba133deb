# SPDX-License-Identifier: GPL-3.0-or-later
"""The link on a printed welcome sheet, opened at the portal."""

from __future__ import annotations

from opportal_desktop.registration.welcome_sheet import make_sheet
from tests.portal.conftest import PORTAL_URL, Browser, Family


def printed_token(family: Family) -> str:
    sheet = make_sheet(family.records, family.ana, family.desk.staff)
    return sheet.url.removeprefix(f"{PORTAL_URL}/welcome/")


def test_the_sheets_link_asks_for_the_date_of_birth_and_leads_in(family: Family, browser: Browser) -> None:
    token = printed_token(family)
    assert family.status() == "Invited"
    browser.get(f"/welcome/{token}")
    assert "Mateo" not in browser.text
    browser.set_up(token)
    assert "Mateo" in browser.text
    assert family.status() == "Active"
    assert browser.get(f"/welcome/{token}").status_code in (303, 410), "it works once"


def test_the_mailed_link_is_closed_by_the_sheet_and_the_sheet_by_a_newer_one(family: Family, browser: Browser) -> None:
    mailed = family.token
    first = printed_token(family)
    second = printed_token(family)
    for closed in (mailed, first):
        assert browser.get(f"/welcome/{closed}").status_code == 410
    assert browser.get(f"/welcome/{second}").status_code == 200


def test_five_wrong_dates_lock_the_sheet_too(family: Family, browser: Browser) -> None:
    token = printed_token(family)
    for _ in range(5):
        browser.answer_birth_date(token, month="1", day="1", year="2020")
    assert family.status() == "Locked"
