# SPDX-License-Identifier: GPL-3.0-or-later
"""From the desk's Save to the parent's family page and back to the desk's Portal Status, in a real Chromium.

The desk's window and the mail thread run here, the portal in a process of its own, as at a practice.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opportal_desktop.demo.inbox_server import InboxServer
from opportal_desktop.desktop.family_contacts import FamilyContacts
from opportal_desktop.desktop.models.family_contacts_model import COL_PORTAL_STATUS
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.mail.senders import Senders
from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.keys import KEY_FILE_VARIABLE, new_key
from opportal_desktop.records.models import SetupLink
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records, utc_now
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.practice import staff_member
from opportal_desktop.terms import Authority, Language, SmtpSecurity
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.typing_keys import choose
from tests.e2e.real_desktop import need
from tests.registration.conftest import Desk

pytestmark = pytest.mark.e2e

CHROMIUM = "/usr/bin/chromium"
EMAIL = "ana.lopez@example.com"
PASSWORD = "quiet lantern over 47 boats"
ACTIVE_WITHIN_MILLISECONDS = 2000
_LINK = re.compile(r"http://127\.0\.0\.1:\d+/welcome/[\w-]+")
WCAG_2_2_AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


@dataclass
class Practice:
    """A desk with Mateo's chart open, an inbox that catches the mail, and the portal's process."""

    records: Records
    desk: Desk
    inbox: InboxServer
    portal_url: str
    mateo: int
    lucia: int
    ana: int
    section: FamilyContacts
    signals: RecordsSignals
    prompts: RecordingPrompts

    def save_as(self, qtbot: QtBot, authority: str) -> None:
        """At the desk, by keyboard: set Ana's Authority and save, with a reason where access ends."""
        if authority == "None":
            self.prompts.answer(("save", "Court order seen"))
        # What others changed meanwhile is on screen within a second; here it is now.
        self.signals.poll()
        QApplication.processEvents()
        panel = self.section.panel
        choose(qtbot, panel.ui.authorityComboBox, authority)
        qtbot.keyClick(self.section, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    @property
    def status(self) -> str:
        return str(self.section.model.index(0, COL_PORTAL_STATUS).data())

    def caught_link(self, qtbot: QtBot, number: int) -> str:
        """The link of the mail with this number, once it was caught."""
        qtbot.waitUntil(lambda: len(self.inbox.caught()) >= number, timeout=20_000)
        return _LINK.findall(self.inbox.caught()[number - 1].text)[0]


@pytest.fixture
def practice(tmp_path: Path, qtbot: QtBot) -> Iterator[Practice]:
    key, path, key_file = new_key(), tmp_path / "practice.opportal", tmp_path / "practice.key"
    key_file.write_text(key.hex())
    key_file.chmod(0o600)
    records = create_records(path, key)
    inbox = InboxServer()
    inbox.start()
    free = PortalServer()
    free.close()
    staff = staff_member(records, "rosa", "Rosa Delgado")
    with records.transaction():
        store_settings(
            records,
            replace(
                load_settings(records),
                practice_name="Sunny Hill Pediatrics",
                practice_phone="+14135550100",
                portal_url=free.url,
                smtp_host=inbox.host,
                smtp_port=inbox.port,
                smtp_security=SmtpSecurity.PLAIN,
                mail_from="portal@sunny-hill.example",
                undo_seconds=0,
            ),
        )
    desk = Desk(records, staff, utc_now)
    mateo = desk.patient("Mateo", "García", "2019-03-05")
    lucia = desk.patient("Lucía", "García", "2021-09-14")
    ana = desk.add(mateo, home_email=EMAIL, language=Language.ENGLISH).draft.contact_id
    environment = {**os.environ, KEY_FILE_VARIABLE: str(key_file), "OPPORTAL_DATA_DIR": str(tmp_path / "data")}
    portal = subprocess.Popen(
        [sys.executable, "-m", "opportal_desktop", "admin", "portal", "--database", path, "--port", str(free.port)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert portal.stdout is not None
    assert portal.stdout.readline().startswith("Parents reach the portal")
    senders = Senders(records, path, sole_sender=True)
    records.subscribe(lambda changed: senders.wake() if changed.outbox else None)
    senders.start()
    signals = RecordsSignals()
    records.subscribe(signals.publish)
    signals.watch(records)
    prompts = RecordingPrompts()
    section = FamilyContacts(
        records,
        signals,
        prompts,
        staff,
        make_finder=lambda *_: pytest.fail("not asked for"),
        open_registration=lambda *_: None,
        open_messages=lambda *_: None,
        explain_access=lambda *_: None,
    )
    section.show_patient(mateo)
    qtbot.addWidget(section)
    section.resize(1300, 800)
    section.show()
    qtbot.waitUntil(lambda: section.panel.ui.authorityComboBox.isVisible(), timeout=10_000)
    yield Practice(records, desk, inbox, free.url, mateo, lucia, ana, section, signals, prompts)
    section.close()
    signals.stop()
    senders.stop()
    portal.terminate()
    assert portal.wait(20) == 0
    portal.stdout.close()
    inbox.stop()
    records.close()


@pytest.fixture
def chromium() -> Iterator[Browser]:
    need(CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_phone(chromium: Browser, **more) -> Page:
    """A small phone's browser."""
    options = {"viewport": {"width": 320, "height": 640}, "locale": "en-US", **more}
    return chromium.new_context(**options).new_page()


def answer_birth_date(page: Page, month: str = "3", day: str = "5", year: str = "2019") -> None:
    page.get_by_label("Month").fill(month)
    page.get_by_label("Day").fill(day)
    page.get_by_label("Year").fill(year)
    page.get_by_role("button", name="Continue").click()


def choose_password(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("New password").fill(password)
    page.get_by_label("The same password again").fill(password)
    page.get_by_role("button", name="Save my password").click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_the_whole_story(practice: Practice, chromium: Browser, qtbot: QtBot) -> None:
    practice.save_as(qtbot, "Joint")
    link = practice.caught_link(qtbot, 1)
    qtbot.waitUntil(lambda: practice.status.startswith("Invited"), timeout=10_000)
    token = link.rsplit("/", 1)[1]
    page = open_phone(chromium)
    sent_referers: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: sent_referers.append(request.headers.get("referer", "")))
    page.on("console", lambda message: complaints.append(message.text) if "Security" in message.text else None)
    page.goto(link)
    heading(page, "Welcome! Let’s set up your account")
    assert token not in page.title()
    answer_birth_date(page)
    heading(page, "Choose your password")
    assert token not in page.url
    choose_password(page)
    started = time.monotonic()
    heading(page, "Hello, Ana")
    qtbot.waitUntil(lambda: practice.status.startswith("Active"), timeout=ACTIVE_WITHIN_MILLISECONDS)
    assert time.monotonic() - started < 3
    expect(page.locator(".family .name")).to_have_text(["Mateo"])
    assert set(sent_referers) == {""}
    assert complaints == []

    # A second child, added at the desk while the parent is signed in.
    practice.desk.link(practice.lucia, practice.ana, authority=Authority.JOINT)
    page.reload()
    expect(page.locator(".family .name")).to_have_text(["Mateo", "Lucía"])

    # Back, refresh, and the link once more.
    page.go_back()
    page.reload()
    heading(page, "Hello, Ana")
    page.goto(link)
    heading(page, "This link does not work any more")
    page.get_by_role("link", name="Go to my family").click()
    heading(page, "Hello, Ana")

    # Authority None, at the desk.
    practice.save_as(qtbot, "None")
    qtbot.waitUntil(lambda: practice.status.startswith("Access ended"), timeout=10_000)
    page.reload()
    expect(page.locator(".family .name")).to_have_text(["Lucía"])
    practice.desk.edit(practice.lucia, practice.ana, authority=Authority.NONE)
    page.reload()
    assert "Mateo" not in page.content()
    expect(page.get_by_role("link", name="(413) 555-0100").first).to_be_visible()


def test_a_new_mail_voids_the_older_link_and_five_wrong_dates_lock_the_newer(
    practice: Practice, chromium: Browser, qtbot: QtBot
) -> None:
    practice.save_as(qtbot, "Joint")
    older = practice.caught_link(qtbot, 1)
    qtbot.waitUntil(lambda: practice.status.startswith("Invited"), timeout=10_000)
    practice.save_as(qtbot, "Exclusive")
    newer = practice.caught_link(qtbot, 2)
    page = open_phone(chromium)
    page.goto(older)
    heading(page, "This link does not work any more")
    page.goto(newer)
    for _ in range(5):
        answer_birth_date(page, month="4")
    heading(page, "Please call us")
    qtbot.waitUntil(lambda: practice.status.startswith("Locked"), timeout=10_000)


def test_scanners_that_run_scripts_change_nothing_and_a_double_tap_is_one(
    practice: Practice, chromium: Browser, qtbot: QtBot
) -> None:
    practice.save_as(qtbot, "Joint")
    link = practice.caught_link(qtbot, 1)
    for _ in range(4):
        scanner = open_phone(chromium, user_agent="Mozilla/5.0 SafeLinks")
        scanner.goto(link)
        scanner.wait_for_load_state("networkidle")
        scanner.context.close()
    assert SetupLink.get().used_at is None
    page = open_phone(chromium)
    page.goto(link)
    answer_birth_date(page)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Save my password").dblclick()
    heading(page, "Hello, Ana")


def test_by_keyboard_alone_without_scripts_in_spanish(practice: Practice, chromium: Browser, qtbot: QtBot) -> None:
    practice.desk.edit(practice.mateo, practice.ana, language=Language.SPANISH, authority=Authority.JOINT)
    link = practice.caught_link(qtbot, 1)
    page = open_phone(chromium, java_script_enabled=False)
    page.goto(link)
    heading(page, "¡Hola! Vamos a activar su cuenta")
    tab_to(page, "day")
    for typed in ("5", "marzo", "2019"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading(page, "Elija su contraseña")
    tab_to(page, "password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    heading(page, "Hola, Ana")


def tab_to(page: Page, field: str) -> None:
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.locator(f"#{field}:focus").count():
            return
    pytest.fail(f"{field} is not reached by Tab")


def test_the_pages_of_bad_days_have_no_violation_either(practice: Practice, chromium: Browser, qtbot: QtBot) -> None:
    practice.save_as(qtbot, "Joint")
    link = practice.caught_link(qtbot, 1)
    page = open_phone(chromium)
    axe = Axe()

    def check(words: str) -> None:
        heading(page, words)
        found = axe.run(page, options=WCAG_2_2_AA)
        assert found.violations_count == 0, f"{words}: {found.generate_report()}"

    page.goto(link)
    page.context.clear_cookies()
    answer_birth_date(page)
    check("This page is too old")
    page.get_by_role("link", name="Open it again").click()
    answer_birth_date(page)
    choose_password(page)
    page.goto(f"{practice.portal_url}/account/password")
    page.get_by_label("The password you use now").fill("not this one at all")
    choose_password(page)
    check("Change your password")
    page.goto(f"{practice.portal_url}/account/email")
    page.get_by_label("New email").fill("ana.rivera@example.net")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Send me a link").click()
    check("My account")
    qtbot.waitUntil(lambda: len(practice.inbox.caught()) == 2, timeout=20_000)
    page.goto(re.findall(r"http://127\.0\.0\.1:\d+/email/[\w-]+", practice.inbox.caught()[1].text)[0])
    check("Confirm your new email")
    practice.save_as(qtbot, "None")
    page.goto(f"{practice.portal_url}/family")
    check("There is nobody to show")
    page.get_by_role("button", name="Sign out").click()
    for _ in range(20):
        page.get_by_label("Email").fill("nobody@example.com")
        page.get_by_label("Password").fill("wrong but long enough")
        page.get_by_role("button", name="Sign in").first.click()
        if page.get_by_text("too many").count():
            break
    found = axe.run(page, options=WCAG_2_2_AA)
    assert found.violations_count == 0, found.generate_report()
    expect(page.get_by_text("There were too many")).to_be_visible()


def test_large_text_and_forced_colours_hide_nothing(practice: Practice, chromium: Browser, qtbot: QtBot) -> None:
    practice.save_as(qtbot, "Joint")
    link = practice.caught_link(qtbot, 1)
    context: BrowserContext = chromium.new_context(
        viewport={"width": 320, "height": 640}, forced_colors="active", locale="en-US"
    )
    page = context.new_page()
    page.goto(link)
    devtools = context.new_cdp_session(page)
    devtools.send("Page.enable")
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.reload()
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    answer_birth_date(page)
    heading(page, "Choose your password")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_token_is_in_no_file_of_the_portal(
    practice: Practice, chromium: Browser, qtbot: QtBot, tmp_path: Path
) -> None:
    practice.save_as(qtbot, "Joint")
    token = practice.caught_link(qtbot, 1).rsplit("/", 1)[1]
    page = open_phone(chromium)
    page.goto(f"{practice.portal_url}/welcome/{token}")
    answer_birth_date(page)
    choose_password(page)
    heading(page, "Hello, Ana")
    files = [path for path in tmp_path.rglob("*") if path.is_file() and not path.name.endswith(".key")]
    assert any(path.suffix == ".log" for path in files)
    for path in files:
        content = path.read_bytes()
        for secret in (token, PASSWORD, "Mateo", EMAIL):
            assert secret.encode() not in content, path.name
