# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwordless login in a real Chromium: link, date of birth, the code of a text that really went out, and in."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from opportal_desktop.demo.inbox_server import CaughtMail, InboxServer
from opportal_desktop.demo.inbox_texts import InboxTexts
from opportal_desktop.mail.senders import Senders
from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.outbox import Channel
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.terms import Language, LoginMode, SmtpSecurity, StaffMember
from tests.conftest import Clock
from tests.registration.conftest import Desk

pytestmark = pytest.mark.e2e

CHROMIUM = "/usr/bin/chromium"


class Phone:
    """What arrives at the parent: the demo's inbox, filled by the real senders."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self._seen = 0
        self.inbox = InboxServer(self._on_caught)

    def _on_caught(self, mail: CaughtMail) -> None:
        with self._arrived:
            self._arrived.notify_all()

    def next(self) -> CaughtMail:
        """The oldest message that was not looked at yet."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.inbox.caught()) > self._seen, 20), "nothing arrived"
            self._seen += 1
            return self.inbox.caught()[self._seen - 1]

    def next_code(self) -> str:
        text = self.next().text
        (code,) = set(re.findall(r"\b\d{8}\b", text))
        assert text.endswith(f"\n@localhost #{code}")
        return code


@pytest.fixture
def phone() -> Iterator[Phone]:
    phone = Phone()
    phone.inbox.start()
    yield phone
    phone.inbox.stop()


@pytest.fixture
def portal(records: Records, front_desk: StaffMember, clock: Clock, phone: Phone, tmp_path: Path) -> Iterator[Desk]:
    """The portal and both senders run; Ana, mother of Mateo, has a Cell Phone."""
    server = PortalServer()
    with records.transaction():
        settings = replace(
            load_settings(records),
            practice_name="Sunny Hill",
            practice_phone="+14135550100",
            portal_url=f"http://localhost:{server.port}",
            login_mode=LoginMode.PASSWORDLESS,
            text_account="AC" + "0" * 32,
            text_from="+14135550100",
            text_tested_at="2026-11-01T00:00:00+00:00",
            smtp_host=phone.inbox.host,
            smtp_port=phone.inbox.port,
            smtp_security=SmtpSecurity.PLAIN,
            mail_from="desk@sunny.example",
            undo_seconds=0,
        )
        store_settings(records, settings)
    senders = Senders(
        records,
        tmp_path / "practice.opportal",
        make_text_transport=lambda settings, token: InboxTexts(phone.inbox),
        channels=tuple(Channel),
    )
    records.subscribe(lambda changed: senders.wake() if changed.outbox else None)
    senders.start()
    server.start(records)
    yield Desk(records, front_desk, clock)
    assert senders.stop()
    server.close()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="en-US", viewport={"width": 320, "height": 640})
        yield page
        browser.close()


def enter(page: Page, code: str) -> None:
    page.locator("#code").fill(code)
    page.locator("main button.first").click()


def assert_sound(page: Page) -> None:
    """No sideways scrolling at 320 px, no violation that axe knows of."""
    from axe_playwright_python.sync_playwright import Axe

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def link_in(mail: CaughtMail) -> str:
    found = re.search(r"http://localhost:\d+/welcome/\S+", mail.text)
    assert found
    return found[0]


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.SPANISH])
def test_first_login_and_later_sign_in_by_text(
    page: Page, portal: Desk, phone: Phone, clock: Clock, language: Language
) -> None:
    complaints: list[Any] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    patient = portal.patient()
    contact = portal.joint(patient, cell_phone="+14135550123", language=language).draft.contact_id
    page.goto(link_in(phone.next()))
    page.locator("#month").fill("3")
    page.locator("#day").fill("5")
    page.locator("#year").fill("2019")
    page.locator("main button.first").click()
    expect(page.locator("#code")).to_be_focused()
    assert page.locator("#code").get_attribute("autocomplete") == "one-time-code"
    assert_sound(page)
    code = phone.next_code()
    enter(page, "00000000" if code != "00000000" else "00000001")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_sound(page)
    enter(page, code)
    expect(page.get_by_text("Mateo")).to_be_visible()
    expect(page.locator("#safer-head")).to_be_visible()
    assert_sound(page)
    assert portal.status(patient, contact) == "Active"

    page.locator("nav.account button").click()
    clock.advance(minutes=2)
    page.locator("main a.button.first").click()
    assert_sound(page)
    page.locator("#phone").fill("(413) 555-0123")
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_be_focused()
    assert_sound(page)
    enter(page, phone.next_code())
    expect(page.get_by_text("Mateo")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_text("Mateo")).to_be_visible()
    # A page with an error is an answer 422, of which Chromium tells the console.
    assert [text for text in complaints if "422" not in text] == []
