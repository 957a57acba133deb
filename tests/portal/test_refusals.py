# SPDX-License-Identifier: GPL-3.0-or-later
"""What was refused is in the log: where and why, by marks that tell no person, and no flood washes it away."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from opportal_desktop.portal import refusals
from opportal_desktop.portal.refusals import MOST_LINES, Refusals
from opportal_desktop.records.models import PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.terms import Authority
from tests.portal.conftest import EMAIL, PASSWORD, Browser, Family


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture):
    """What was written since the last look."""

    def look() -> list[str]:
        found = [record.getMessage() for record in caplog.records if record.name == refusals.__name__]
        caplog.clear()
        return found

    return look


@pytest.fixture
def ana(family: Family, browser: Browser) -> Browser:
    browser.set_up(family.token)
    return browser


def test_a_form_of_another_site_is_logged(ana: Browser, lines) -> None:
    ana.get("/account")
    lines()
    ana.send("/account/email", "forged", email="x@example.com")
    (line,) = lines()
    assert line.startswith("refused with 400 at account.send_confirmation: forged or outdated form; client ")
    assert line.endswith(f"account {PortalAccount.get().public_id}")


@pytest.mark.parametrize(
    ("path", "fields"),
    [("/account/sessions/end", {"which": "a" * 32}), ("/account/passkeys/remove", {"number": "7"})],
)
def test_what_is_not_theirs_is_logged(ana: Browser, lines, path: str, fields: dict[str, str]) -> None:
    ana.get("/account")
    lines()
    assert ana.send(path, **fields).status_code == 422
    (line,) = lines()
    assert ": not theirs; client " in line


def test_who_is_not_signed_in_or_has_no_access_any_more_is_logged(
    ana: Browser, family: Family, portal: Flask, lines
) -> None:
    lines()
    Browser(portal).get("/family")
    assert "refused with 303 at account.family: not signed in; client " in lines()[0]
    family.set_authority(Authority.NONE)
    ana.get("/family")
    assert "refused with 403 at account.family: access ended; client " in lines()[-1]


def test_wrong_answers_and_limits_are_logged(family: Family, browser: Browser, lines) -> None:
    browser.answer_birth_date(family.token, month="4", day="5", year="2019")
    assert "refused with 422 at first_login.answer: wrong date of birth; client " in lines()[0]
    browser.sign_in(password="wrong but long enough")
    assert "refused with 422 at sign_in.answer: refused; client " in lines()[0]
    for _ in range(5):
        browser.sign_in(password="wrong but long enough")
    assert any("refused with 429 at sign_in.answer: locked; client " in line for line in lines())
    token = browser.form_token
    for _ in range(61):
        browser.send("/sign-in/passkey", token, credential="{}")
    assert any("refused with 429 at passkeys.sign_in: too many tries; client " in line for line in lines())


def test_nothing_that_was_typed_or_asked_for_is_in_it(family: Family, portal: Flask, lines) -> None:
    token = family.token
    browser = Browser(portal, **{"User-Agent": "Mateo García"})
    browser.answer_birth_date(token, month="4", day="5", year="2019")
    browser.get(f"/welcome/{token}x")
    browser.get("/Mateo?name=García")
    browser.get(f"/family?token={token}")
    browser.sign_in(EMAIL, "wrong but long enough")
    browser.set_up(token)
    browser.get("/account")
    browser.send("/account/sessions/end", which="Mateo García")
    browser.send("/account/email", email="Mateo@example.com", password="")
    said = " ".join(lines())
    assert said.count("refused with") >= 7
    for secret in (token, "Mateo", "García", EMAIL, PASSWORD, "2019", "203.0.113.7", "example.com"):
        assert secret not in said


def test_one_client_is_one_mark_and_another_has_another(family: Family, portal: Flask, lines) -> None:
    for address in ("203.0.113.7", "203.0.113.7", "203.0.113.8"):
        Browser(portal, client=address).get("/nothing")
    first, second = lines()
    assert first != second
    assert "refused with 404 at -: not found; client " in first


def test_a_flood_is_counted_and_not_written_line_by_line(records: Records, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    now = [0.0]
    found = Refusals(records, lambda: now[0])
    for _ in range(5):
        found.note(404, "", "not found", "203.0.113.7", "")
    assert len(caplog.records) == 1
    for number in range(1000):
        found.note(404, "", "not found", f"198.51.{number // 250}.{number % 250}", "")
    assert len(caplog.records) == MOST_LINES
    now[0] = 60.0
    found.note(404, "", "not found", "203.0.113.7", "")
    assert [record.getMessage() for record in caplog.records][-2] == "refused 805 times more in that minute"
    assert len(caplog.records) == MOST_LINES + 2
