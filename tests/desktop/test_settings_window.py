# SPDX-License-Identifier: GPL-3.0-or-later
"""The Settings window: typed into by a manager, read by the front desk, tried against a real mail server."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.demo.inbox_server import InboxServer
from opportal_desktop.desktop.settings_window import MAIL, PORTAL, PRACTICE, STAFF, SettingsWindow
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.mail.texts import TextLimits, TwilioTransport
from opportal_desktop.records import keys
from opportal_desktop.records.mail_sign_in import StoredSignIn, load_sign_in
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings
from opportal_desktop.records.staff import all_staff
from opportal_desktop.registration.errors import DraftInvalid
from opportal_desktop.registration.mail_setup import save_mail_setup
from opportal_desktop.registration.practice import save_settings
from opportal_desktop.terms import LoginMode, MailSignIn, SmtpSecurity, StaffMember, StaffRole
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import set_up_practice
from tests.desktop.memory_keyring import AbsentKeyring, LockedKeyring, MemoryKeyring, keyring_in_use
from tests.mail.identity_server import MAILBOX
from tests.mail.sign_in_fixtures import token_settings
from tests.mail.twilio_server import ACCOUNT, TOKEN, TwilioServer

Open = Callable[[StaffMember], SettingsWindow]

# The offscreen platform says so of every popup.
popups = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    backend = MemoryKeyring()
    with keyring_in_use(backend):
        yield backend


@pytest.fixture
def practice_file(tmp_path: Path) -> Path:
    return tmp_path / "practice.opportal"


@pytest.fixture
def open_window(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    practice_file: Path,
    memory: MemoryKeyring,
    manager: StaffMember,
) -> Open:
    set_up_practice(records, manager)

    def make(by: StaffMember) -> SettingsWindow:
        window = SettingsWindow(records, signals, prompts, by, practice_file)
        qtbot.addWidget(window, before_close_func=QWidget.hide)
        window.show()
        qtbot.waitUntil(lambda: "Looking" not in window.ui.smtpPasswordStateLabel.text())
        return window

    return make


def retype(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@popups
def test_a_manager_changes_settings_of_every_page(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    ui = window.ui
    retype(qtbot, ui.practiceNameLineEdit, "Oak Street Pediatrics")
    retype(qtbot, ui.timeZoneComboBox.lineEdit(), "chicago")
    click(qtbot, ui.portalRailButton)
    retype(qtbot, ui.portalUrlLineEdit, "https://portal.oak.example/")
    ui.linkOtherRadioButton.click()
    ui.linkHoursSpinBox.setValue(72)
    ui.undoSecondsSpinBox.setValue(30)
    ui.ageLimitSpinBox.setValue(21)
    ui.ageNoticeSpinBox.setValue(90)
    click(qtbot, ui.mailRailButton)
    retype(qtbot, ui.smtpHostLineEdit, "smtp.oak.example")
    retype(qtbot, ui.smtpUserLineEdit, "mailer")
    retype(qtbot, ui.mailReplyToLineEdit, "desk@oak.example")
    saved = QSignalSpy(window.saved)
    click(qtbot, ui.saveButton)
    assert not window.isVisible()
    assert saved.count() == 1
    stored = load_settings(records)
    assert stored == PracticeSettings(
        practice_name="Oak Street Pediatrics",
        practice_phone=stored.practice_phone,
        time_zone="America/Chicago",
        portal_url="https://portal.oak.example",
        link_hours=72,
        undo_seconds=30,
        age_limit=21,
        age_notice_days=90,
        smtp_host="smtp.oak.example",
        smtp_user="mailer",
        mail_from="portal@maple.example",
        mail_reply_to="desk@oak.example",
    )


def test_nothing_changed_stores_nothing(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    before = load_settings(records)
    window = open_window(manager)
    assert not window.has_unsaved_edits()
    click(qtbot, window.ui.saveButton)
    assert load_settings(records) == before


def test_errors_stand_beside_their_fields_and_the_first_one_is_shown(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    ui = window.ui
    window.show_page(PORTAL)
    retype(qtbot, ui.portalUrlLineEdit, "http://portal.example")
    window.show_page(MAIL)
    retype(qtbot, ui.mailFromLineEdit, "no address")
    click(qtbot, ui.saveButton)
    assert window.isVisible()
    assert ui.pageStack.currentIndex() == PORTAL
    assert window.focusWidget() is ui.portalUrlLineEdit
    assert "https://" in ui.portalUrlErrorLabel.text()
    assert ui.mailFromErrorLabel.text()
    assert ui.portalUrlLineEdit.text() == "http://portal.example"
    assert load_settings(records).portal_url == "https://portal.maple.example"


@popups
def test_an_unknown_time_zone_is_refused(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    retype(qtbot, window.ui.timeZoneComboBox.lineEdit(), "Mars")
    click(qtbot, window.ui.saveButton)
    assert window.ui.timeZoneErrorLabel.text() == "Choose a time zone from the list."
    assert load_settings(records).time_zone == "America/New_York"


def test_choosing_the_encryption_brings_its_usual_port(qtbot: QtBot, manager: StaffMember, open_window: Open) -> None:
    window = open_window(manager)
    window.show_page(MAIL)
    combo = window.ui.smtpSecurityComboBox
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert window.ui.smtpPortSpinBox.value() == 465
    window.ui.smtpPortSpinBox.setValue(2525)
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert window.ui.smtpPortSpinBox.value() == 2525


@pytest.mark.file_only
def test_records_that_cannot_be_written_keep_what_was_typed(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open, caplog: pytest.LogCaptureFixture
) -> None:
    window = open_window(manager)
    retype(qtbot, window.ui.practiceNameLineEdit, "Oak")
    records.db.execute_sql("PRAGMA query_only = 1")
    click(qtbot, window.ui.saveButton)
    assert "your changes are still here" in window.ui.messageBar.text
    assert window.ui.practiceNameLineEdit.text() == "Oak"
    caplog.clear()
    records.db.execute_sql("PRAGMA query_only = 0")
    click(qtbot, window.ui.saveButton)
    assert load_settings(records).practice_name == "Oak"


def test_another_managers_change_of_another_setting_stays(
    qtbot: QtBot, records: Records, signals: RecordsSignals, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    retype(qtbot, window.ui.practiceNameLineEdit, "Oak Street Pediatrics")
    save_settings(records, replace(load_settings(records), age_limit=20), manager)
    click(qtbot, window.ui.saveButton)
    stored = load_settings(records)
    assert (stored.practice_name, stored.age_limit) == ("Oak Street Pediatrics", 20)


def test_an_untouched_window_follows_changes(records: Records, manager: StaffMember, open_window: Open) -> None:
    window = open_window(manager)
    save_settings(records, replace(load_settings(records), practice_name="Elm Pediatrics"), manager)
    assert window.ui.practiceNameLineEdit.text() == "Elm Pediatrics"


def test_leaving_with_edits_asks(
    qtbot: QtBot, manager: StaffMember, open_window: Open, prompts: RecordingPrompts
) -> None:
    window = open_window(manager)
    retype(qtbot, window.ui.practiceNameLineEdit, "Oak")
    prompts.answer("keep", "discard")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.ui.practiceNameLineEdit.text() == "Oak"
    window.close()
    assert not window.isVisible()


def test_the_front_desk_reads_only_and_learns_whom_to_ask(
    qtbot: QtBot, records: Records, front_desk: StaffMember, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(front_desk)
    assert "Mira Chen" in window.ui.messageBar.text
    assert not window.ui.saveButton.isVisible()
    qtbot.keyClicks(window.ui.practiceNameLineEdit, "x")
    assert window.ui.practiceNameLineEdit.text() == "Maple Street Pediatrics"
    assert not window.ui.timeZoneComboBox.isEnabled()
    window.show_page(MAIL)
    assert not window.ui.smtpPasswordLineEdit.isVisible()
    assert not window.ui.testButton.isVisible()
    assert_accessible(window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize("page", [PRACTICE, PORTAL, MAIL, STAFF])
def test_each_page_is_accessible(manager: StaffMember, open_window: Open, page: int) -> None:
    window = open_window(manager)
    window.show_page(page)
    assert_accessible(window)


# ---------------------------------------------------------------------------------------------------------- password


@pytest.mark.file_only
def test_the_password_goes_to_the_keyring_and_is_never_shown(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open, memory: MemoryKeyring, practice_file: Path
) -> None:
    window = open_window(manager)
    window.show_page(MAIL)
    assert window.ui.smtpPasswordStateLabel.text() == "None stored."
    assert window.ui.smtpPasswordLineEdit.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(window.ui.smtpPasswordLineEdit, "correct horse")
    click(qtbot, window.ui.saveButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert memory.values() == ["correct horse"]
    assert keys.get_secret(practice_file, keys.SMTP_PASSWORD) == "correct horse"
    again = open_window(manager)
    assert again.ui.smtpPasswordStateLabel.text().startswith("Stored")
    assert again.ui.smtpPasswordLineEdit.text() == ""
    assert b"correct horse" not in practice_file.read_bytes()
    again.show_page(MAIL)
    click(qtbot, again.ui.removePasswordButton)
    assert memory.values() == ["correct horse"]
    click(qtbot, again.ui.saveButton)
    qtbot.waitUntil(lambda: not again.isVisible())
    assert memory.values() == []


@pytest.mark.parametrize(
    ("backend", "words"), [(AbsentKeyring(), "no safe place for passwords"), (LockedKeyring(), "is locked")]
)
def test_a_keyring_that_cannot_take_the_password_is_told_and_the_rest_is_saved(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open, backend: MemoryKeyring, words: str
) -> None:
    window = open_window(manager)
    keyring.set_keyring(backend)
    retype(qtbot, window.ui.practiceNameLineEdit, "Oak")
    window.show_page(MAIL)
    qtbot.keyClicks(window.ui.smtpPasswordLineEdit, "correct horse")
    click(qtbot, window.ui.saveButton)
    qtbot.waitUntil(lambda: bool(window.ui.smtpPasswordErrorLabel.text()))
    assert words in window.ui.smtpPasswordErrorLabel.text()
    assert window.ui.smtpPasswordLineEdit.text() == "correct horse"
    assert window.ui.messageBar.text == "Everything else was saved, but not the mail password."
    assert load_settings(records).practice_name == "Oak"
    assert window.ui.saveButton.isEnabled()
    window.ui.smtpPasswordLineEdit.clear()


# ------------------------------------------------------------------------------------------------------ test message


@pytest.fixture
def server() -> Iterator[InboxServer]:
    running = InboxServer()
    running.start()
    yield running
    running.stop()


def test_the_test_message_arrives_with_what_is_typed_and_unsaved(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open, server: InboxServer
) -> None:
    window = open_window(manager)
    window.show_page(MAIL)
    ui = window.ui
    retype(qtbot, ui.smtpHostLineEdit, "127.0.0.1")
    ui.smtpSecurityComboBox.setCurrentIndex(list(SmtpSecurity).index(SmtpSecurity.PLAIN))
    ui.smtpPortSpinBox.setValue(server.port)
    qtbot.keyClicks(ui.testToLineEdit, "me@example.com")
    click(qtbot, ui.testButton)
    assert ui.testBusyWidget.isVisible()
    assert not ui.testButton.isEnabled()
    qtbot.waitUntil(ui.testStepsWidget.isVisible, timeout=10_000)
    assert [mail.to for mail in server.caught()] == [("me@example.com",)]
    assert ui.testStepsWidget.accessibleName() == "The test message was handed over"
    assert not ui.testStepsWidget.findChildren(QWidget, "failedStep")
    assert ui.testButton.isEnabled()
    assert load_settings(records).smtp_port == 587


def test_the_test_message_says_exactly_what_went_wrong(
    qtbot: QtBot, manager: StaffMember, open_window: Open, server: InboxServer
) -> None:
    window = open_window(manager)
    window.show_page(MAIL)
    ui = window.ui
    ui.smtpPortSpinBox.setValue(server.port)
    qtbot.keyClicks(ui.testToLineEdit, "me@example.com")
    click(qtbot, ui.testButton)
    qtbot.waitUntil(ui.testStepsWidget.isVisible, timeout=10_000)
    (failed,) = ui.testStepsWidget.findChildren(QWidget, "failedStep")
    texts = " ".join(label.text() for label in failed.findChildren(QLabel))
    assert "offers no encryption (STARTTLS)" in texts
    assert len(ui.testStepsWidget.findChildren(QWidget, "passedStep")) == 3
    assert ui.testStepsWidget.accessibleName() == "The test message was not sent"
    assert server.caught() == ()


@pytest.mark.parametrize("typed", ["", "nobody"])
def test_a_test_message_needs_a_good_address(qtbot: QtBot, manager: StaffMember, open_window: Open, typed: str) -> None:
    window = open_window(manager)
    window.show_page(MAIL)
    qtbot.keyClicks(window.ui.testToLineEdit, typed)
    click(qtbot, window.ui.testButton)
    assert window.ui.testToErrorLabel.text()
    assert not window.ui.testBusyWidget.isVisible()


def test_closing_while_a_test_runs_is_safe(
    qtbot: QtBot, manager: StaffMember, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, ended = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> object:
        release.wait(10)
        ended.set()
        return None

    monkeypatch.setattr("opportal_desktop.desktop.settings_window.send_test", slow)
    window = open_window(manager)
    window.show_page(MAIL)
    qtbot.keyClicks(window.ui.testToLineEdit, "me@example.com")
    click(qtbot, window.ui.testButton)
    window.ui.testToLineEdit.clear()
    window.close()
    window.deleteLater()
    destroyed = QSignalSpy(window.destroyed)
    qtbot.waitUntil(lambda: destroyed.count() == 1)
    release.set()
    assert ended.wait(10)
    qtbot.wait(0)


# ------------------------------------------------------------------------------------------------------------- texts


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with TwilioServer().running() as running:
        yield running


@pytest.fixture
def open_portal_page(
    qtbot: QtBot,
    open_window: Open,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    practice_file: Path,
    manager: StaffMember,
    twilio: TwilioServer,
) -> Callable[[], SettingsWindow]:
    """Its texts go by Twilio's library to the stand-in server."""
    quick = TextLimits(connect=2, answer=5, looks=(0.01, 0.01))

    def make() -> SettingsWindow:
        window = SettingsWindow(
            records,
            signals,
            prompts,
            manager,
            practice_file,
            make_text_transport=lambda settings, token: TwilioTransport(
                settings.text_account, token, quick, twilio.url
            ),
        )
        qtbot.addWidget(window, before_close_func=QWidget.hide)
        window.show_page(PORTAL)
        window.show()
        qtbot.waitUntil(lambda: "Looking" not in window.ui.textTokenStateLabel.text())
        return window

    return make


def send_test_text(qtbot: QtBot, window: SettingsWindow, to: str = "(413) 555-0123") -> None:
    retype(qtbot, window.ui.textToLineEdit, to)
    click(qtbot, window.ui.textTestButton)
    qtbot.waitUntil(window.ui.textTestButton.isEnabled, timeout=10_000)


def enter_account(qtbot: QtBot, window: SettingsWindow) -> None:
    retype(qtbot, window.ui.textAccountLineEdit, ACCOUNT)
    retype(qtbot, window.ui.textFromLineEdit, "413-555-0100")
    qtbot.keyClicks(window.ui.textTokenLineEdit, TOKEN)


def texted_code(twilio: TwilioServer) -> str:
    return re.search(r"\d{6}", twilio.texts[-1]["Body"])[0]  # type: ignore[index]


@pytest.mark.file_only
def test_passwordless_can_be_chosen_once_a_test_text_has_arrived(
    qtbot: QtBot,
    records: Records,
    open_portal_page: Callable[[], SettingsWindow],
    twilio: TwilioServer,
    practice_file: Path,
) -> None:
    window = open_portal_page()
    ui = window.ui
    assert "No test text has arrived yet" in ui.textStateLabel.text()
    ui.passwordlessRadioButton.click()
    click(qtbot, ui.saveButton)
    assert "no test text has arrived yet" in ui.loginErrorLabel.text()
    assert window.focusWidget() is ui.passwordlessRadioButton
    assert load_settings(records).login_mode is LoginMode.PASSWORD
    enter_account(qtbot, window)
    send_test_text(qtbot, window)
    assert ui.textToErrorLabel.text() == ""
    assert twilio.texts[0]["To"] == "+14135550123"
    assert twilio.texts[0]["From"] == "+14135550100"
    assert window.focusWidget() is ui.textCodeLineEdit
    assert_accessible(window)
    qtbot.keyClicks(ui.textCodeLineEdit, "000000" if texted_code(twilio) != "000000" else "000001")
    click(qtbot, ui.textCodeButton)
    assert "not the code of the last test text" in ui.textCodeErrorLabel.text()
    retype(qtbot, ui.textCodeLineEdit, texted_code(twilio))
    qtbot.keyClick(ui.textCodeLineEdit, Qt.Key.Key_Return)
    assert window.isVisible()
    assert ui.textStateLabel.text() == "A test text arrived on 11/23/2026: passwordless sign-in can be chosen."
    click(qtbot, ui.saveButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    stored = load_settings(records)
    assert (stored.login_mode, stored.text_account, stored.text_from) == (
        LoginMode.PASSWORDLESS,
        ACCOUNT,
        "+14135550100",
    )
    assert stored.text_tested_at == "2026-11-23T15:00:00+00:00"
    assert keys.get_secret(practice_file, keys.TEXT_TOKEN) == TOKEN
    assert TOKEN.encode() not in practice_file.read_bytes()


def test_another_sender_needs_a_test_of_its_own(
    qtbot: QtBot,
    records: Records,
    open_portal_page: Callable[[], SettingsWindow],
    manager: StaffMember,
) -> None:
    tested = {"text_account": ACCOUNT, "text_from": "+14135550100", "text_tested_at": "2026-11-01T15:00:00+00:00"}
    save_settings(
        records,
        replace(load_settings(records), login_mode=LoginMode.PASSWORDLESS, **tested),
        manager,  # type: ignore[arg-type]
    )
    window = open_portal_page()
    assert not window.has_unsaved_edits()
    assert "arrived on 11/01/2026" in window.ui.textStateLabel.text()
    retype(qtbot, window.ui.textFromLineEdit, "413-555-0111")
    assert "No test text has arrived yet" in window.ui.textStateLabel.text()
    click(qtbot, window.ui.saveButton)
    assert window.ui.loginErrorLabel.text()
    retype(qtbot, window.ui.textFromLineEdit, "413-555-0100")
    assert "arrived on 11/01/2026" in window.ui.textStateLabel.text()
    assert not window.has_unsaved_edits()
    with pytest.raises(DraftInvalid):
        save_settings(records, replace(load_settings(records), text_from="+14135550111"), manager)


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ([("queued", None), ("undelivered", 30034)], "not registered with them (10DLC)"),
        ([("undelivered", 30032)], "toll-free number because it is not verified"),
    ],
)
def test_the_test_text_says_what_went_wrong(
    qtbot: QtBot,
    open_portal_page: Callable[[], SettingsWindow],
    twilio: TwilioServer,
    states: list[tuple[str, int | None]],
    words: str,
) -> None:
    window = open_portal_page()
    enter_account(qtbot, window)
    twilio.states = states
    send_test_text(qtbot, window)
    assert words in window.ui.textToErrorLabel.text()
    assert not window.ui.textCodeWidget.isVisible()
    window.ui.textTokenLineEdit.clear()


@pytest.mark.parametrize("typed", ["", "12", "+44 20 7946 0000"])
def test_a_test_text_needs_a_cell_phone(
    qtbot: QtBot, open_portal_page: Callable[[], SettingsWindow], twilio: TwilioServer, typed: str
) -> None:
    window = open_portal_page()
    retype(qtbot, window.ui.textToLineEdit, typed)
    click(qtbot, window.ui.textTestButton)
    assert "your own cell phone" in window.ui.textToErrorLabel.text()
    assert twilio.texts == []


def test_wrong_account_and_number_are_told_beside_their_fields(
    qtbot: QtBot, open_portal_page: Callable[[], SettingsWindow]
) -> None:
    window = open_portal_page()
    retype(qtbot, window.ui.textAccountLineEdit, "SK123")
    retype(qtbot, window.ui.textFromLineEdit, "12")
    click(qtbot, window.ui.saveButton)
    assert "copy it from Twilio" in window.ui.textAccountErrorLabel.text()
    assert window.ui.textFromErrorLabel.text()
    assert window.focusWidget() is window.ui.textAccountLineEdit


def test_a_keyring_that_cannot_take_the_token_is_told(
    qtbot: QtBot, records: Records, open_portal_page: Callable[[], SettingsWindow]
) -> None:
    window = open_portal_page()
    keyring.set_keyring(LockedKeyring())
    enter_account(qtbot, window)
    click(qtbot, window.ui.saveButton)
    qtbot.waitUntil(lambda: bool(window.ui.textTokenErrorLabel.text()))
    assert window.ui.messageBar.text == "Everything else was saved, but not the text service’s token."
    assert load_settings(records).text_account == ACCOUNT
    assert window.ui.textTokenLineEdit.text() == TOKEN
    window.ui.textTokenLineEdit.clear()


def test_the_stored_token_can_be_removed(
    qtbot: QtBot,
    records: Records,
    open_portal_page: Callable[[], SettingsWindow],
    twilio: TwilioServer,
    practice_file: Path,
) -> None:
    window = open_portal_page()
    assert not window.ui.removeTokenButton.isEnabled()
    enter_account(qtbot, window)
    send_test_text(qtbot, window)
    retype(qtbot, window.ui.textCodeLineEdit, texted_code(twilio))
    click(qtbot, window.ui.textCodeButton)
    click(qtbot, window.ui.saveButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert load_settings(records).text_tested_at

    window = open_portal_page()
    click(qtbot, window.ui.removeTokenButton)
    assert window.ui.textTokenStateLabel.text() == "Will be removed when you save."
    assert "No test text has arrived yet" in window.ui.textStateLabel.text()
    assert window.has_unsaved_edits()
    click(qtbot, window.ui.saveButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert keys.get_secret(practice_file, keys.TEXT_TOKEN) is None
    assert load_settings(records).text_tested_at == ""
    window = open_portal_page()
    assert window.ui.textTokenStateLabel.text() == "None stored."
    assert not window.ui.removeTokenButton.isEnabled()


def test_a_token_typed_after_remove_is_stored(
    qtbot: QtBot, open_portal_page: Callable[[], SettingsWindow], practice_file: Path
) -> None:
    keys.set_secret(practice_file, keys.TEXT_TOKEN, "old" * 8)
    window = open_portal_page()
    click(qtbot, window.ui.removeTokenButton)
    enter_account(qtbot, window)
    click(qtbot, window.ui.saveButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert keys.get_secret(practice_file, keys.TEXT_TOKEN) == TOKEN


def test_settings_that_have_no_field_stay_as_they_are(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    save_settings(records, replace(load_settings(records), session_hours=4, password_length=20), manager)
    window = open_window(manager)
    retype(qtbot, window.ui.practiceNameLineEdit, "Oak")
    click(qtbot, window.ui.saveButton)
    stored = load_settings(records)
    assert (stored.practice_name, stored.session_hours, stored.password_length) == ("Oak", 4, 20)


# ------------------------------------------------------------------------------------------------------------- staff


def test_managers_change_roles_and_two_can_swap(
    qtbot: QtBot, records: Records, manager: StaffMember, front_desk: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    window.show_page(STAFF)
    window._roles[manager.id].setCurrentIndex(0)
    window._roles[front_desk.id].setCurrentIndex(1)
    click(qtbot, window.ui.saveButton)
    assert not window.isVisible()
    assert {member.name: member.role for member in all_staff()} == {
        "Mira Chen": StaffRole.FRONT_DESK,
        "Rosa Delgado": StaffRole.MANAGER,
    }


def test_the_last_manager_stays(
    qtbot: QtBot, records: Records, manager: StaffMember, front_desk: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    retype(qtbot, window.ui.practiceNameLineEdit, "Oak")
    window._roles[manager.id].setCurrentIndex(0)
    click(qtbot, window.ui.saveButton)
    assert window.ui.staffErrorLabel.text() == "At least one manager is needed."
    assert window.ui.pageStack.currentIndex() == STAFF
    assert load_settings(records).practice_name == "Maple Street Pediatrics"
    window._roles[manager.id].setCurrentIndex(1)
    click(qtbot, window.ui.saveButton)
    assert load_settings(records).practice_name == "Oak"


# ------------------------------------------------------------------------------------------------- sign-in by token


def test_without_a_password_none_is_asked_for(
    qtbot: QtBot, records: Records, manager: StaffMember, front_desk: StaffMember, open_window: Open
) -> None:
    kept = StoredSignIn(MailSignIn.MICROSOFT, MAILBOX, "token", 0.0, "{}")
    window = open_window(manager)
    window.show_page(MAIL)
    ui = window.ui
    assert ui.smtpPasswordLineEdit.isVisible()
    save_mail_setup(records, token_settings(MailSignIn.MICROSOFT), kept, manager)
    qtbot.waitUntil(lambda: not ui.smtpPasswordLineEdit.isVisible())
    assert not ui.smtpUserLineEdit.isVisible()
    assert ui.mailSetUpLabel.text() == f"The program signs in with Microsoft as {MAILBOX}. No password is used."
    assert_accessible(window)
    wanted = QSignalSpy(window.mail_set_up_requested)
    click(qtbot, ui.mailSetUpButton)
    assert wanted.count() == 1
    retype(qtbot, ui.mailReplyToLineEdit, "desk@oak.example")
    click(qtbot, ui.saveButton)
    assert load_settings(records).mail_sign_in is MailSignIn.MICROSOFT
    assert load_sign_in(records) == kept
    reader = open_window(front_desk)
    reader.show_page(MAIL)
    assert not reader.ui.mailSetUpButton.isVisible()
    assert not reader.ui.smtpPasswordLabel.isVisible()


def test_the_test_message_goes_out_by_the_stored_sign_in(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    with records.transaction():
        store_settings(records, replace(token_settings(MailSignIn.GOOGLE, port=9), smtp_host="localhost"))
    window = open_window(manager)
    window.show_page(MAIL)
    qtbot.keyClicks(window.ui.testToLineEdit, "me@example.com")
    click(qtbot, window.ui.testButton)
    qtbot.waitUntil(lambda: window.ui.testStepsWidget.isVisible(), timeout=10_000)
    # No password was asked for: the way ends at the port where nothing listens.
    failed = window.ui.testStepsWidget.findChild(QWidget, "failedStep")
    assert failed is not None
    assert "nothing answers at port 9" in failed.findChildren(QLabel)[1].text()
