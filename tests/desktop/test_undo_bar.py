# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo: offered right after a Save or Register, counted down, reached by a key, said aloud; what it takes back."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import undo_bar
from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.portal_registration import PortalRegistration
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.desktop.undo_bar import UndoBar
from opportal_desktop.records import outbox
from opportal_desktop.records.models import AuditEntry, Message
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.registration import waiting_messages
from opportal_desktop.registration.family_contacts import list_family_contacts
from opportal_desktop.terms import Authority, MessageState, RoleReason, StaffMember
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import add_contact, add_patient, set_up_practice

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk:
    """A window with a field and the bar at its foot, as the main window has it."""

    def __init__(self, qtbot: QtBot, records: Records, signals: RecordsSignals, staff: StaffMember) -> None:
        self.qtbot, self.records, self.staff = qtbot, records, staff
        self.window = QWidget()
        layout = QVBoxLayout(self.window)
        self.field = QLineEdit(self.window)
        self.field.setAccessibleName("Nickname")
        self.bar = UndoBar(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.bar)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.bar.attach(records, signals, staff)
        self.bar.look()
        self.patients: dict[str, int] = {}

    def save(self, name: str, by: StaffMember | None = None) -> int:
        """Save a parent with Authority Joint, which queues a Welcome Email; returns the contact's id."""
        staff = by or self.staff
        self.patients[name] = add_patient(self.records, staff, "Mia", name, dt.date(2020, 2, 3))
        return add_contact(
            self.records, staff, self.patients[name], "Ana", name, home_email=f"{name.lower()}@example.com",
            role_reason=RoleReason.MOTHER, authority=Authority.JOINT,
        )  # fmt: skip

    def status(self, name: str) -> str:
        (row,) = list_family_contacts(self.records, self.patients[name])
        return row.status.status.value

    def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(
    qtbot: QtBot, records: Records, signals: RecordsSignals, front_desk: StaffMember, manager: StaffMember
) -> Desk:
    set_up_practice(records, manager)
    return Desk(qtbot, records, signals, front_desk)


@pytest.mark.file_only
def test_what_cannot_be_taken_back_is_said_and_stays_offered(
    desk: Desk, records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    desk.save("Torres")
    desk.qtbot.waitUntil(desk.bar.isVisible)
    records.db.execute_sql("PRAGMA query_only = 1")
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_F9)
    assert "It was not taken back." in desk.bar.text
    assert "press F9 again" in desk.bar.text
    assert "torres" not in caplog.text
    caplog.clear()
    records.db.execute_sql("PRAGMA query_only = 0")
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_F9)
    assert Message.get().state == MessageState.CANCELLED


@contextmanager
def listening() -> Iterator[list[str]]:
    """What a screen reader is told of the bar."""
    heard: list[str] = []
    inner = QAccessible.updateAccessibility

    def listen(event) -> None:
        if event.type() is QAccessible.Event.Announcement:
            heard.append(event.message())
        inner(event)

    patch = pytest.MonkeyPatch()
    patch.setattr(undo_bar.QAccessible, "updateAccessibility", listen)
    yield heard
    patch.undo()


def test_nothing_is_offered_while_nothing_waits(desk: Desk) -> None:
    assert desk.bar.isHidden()


def test_it_counts_down_and_leaves_when_the_mail_goes(desk: Desk, clock: Clock) -> None:
    desk.save("Torres")
    assert desk.bar.text == "The Welcome Email to torres@example.com goes out in 10 s."
    assert desk.bar.undo_button.text() == "Undo (F9)"
    assert desk.bar.undo_all_button.isHidden()
    assert_accessible(desk.window)
    clock.advance(seconds=3.5)
    desk.qtbot.waitUntil(lambda: desk.bar.text.endswith("in 7 s."))
    clock.advance(seconds=6.5)
    desk.qtbot.waitUntil(desk.bar.isHidden)


def test_undo_takes_the_mail_back_and_the_status_follows(desk: Desk, clock: Clock) -> None:
    desk.save("Torres")
    assert desk.status("Torres") == "Sending"
    desk.click(desk.bar.undo_button)
    assert desk.bar.text == "Taken back: nothing is sent to torres@example.com. What was saved stays saved."
    assert not desk.bar.undo_button.isVisible()
    assert desk.status("Torres") == "Not registered"
    assert Message.get().state is MessageState.CANCELLED
    assert AuditEntry.select().order_by(AuditEntry.id.desc()).first().action == "Welcome Email cancelled"
    clock.advance(hours=1)
    assert outbox.claim_next(desk.records, dt.timedelta(minutes=1)) is None


def test_what_undo_did_is_said_for_a_while(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bar._outcome_timer.setInterval(20)
    desk.save("Torres")
    desk.click(desk.bar.undo_button)
    desk.qtbot.waitUntil(desk.bar.isHidden)


def test_nothing_else_goes_on_saying_that_it_is_on_its_way(desk: Desk) -> None:
    bars = [MessageBar(desk.window), MessageBar(desk.window)]
    desk.save("Torres")
    bars[0].show_message(Tone.GOOD, "Saved. Welcome Email to torres@example.com is on the way.")
    bars[1].show_message(Tone.GOOD, "Saved. Welcome Email to diaz@example.com is on the way.")
    desk.click(desk.bar.undo_button)
    assert bars[0].isHidden()
    assert bars[1].text == "Saved. Welcome Email to diaz@example.com is on the way."


def test_several_at_once_the_last_first_or_all(desk: Desk, clock: Clock) -> None:
    for name in ("Torres", "Okafor", "Berg"):
        desk.save(name)
        clock.advance(seconds=1)
    assert desk.bar.text == "The Welcome Email to berg@example.com goes out in 10 s. 2 more wait before it."
    assert desk.bar.undo_all_button.text() == "Undo all 3"
    desk.click(desk.bar.undo_button)
    assert desk.bar.text == "The Welcome Email to okafor@example.com goes out in 8 s. 1 more waits before it."
    desk.click(desk.bar.undo_all_button)
    assert desk.bar.text == "Taken back: 2 Welcome Emails are not sent. What was saved stays saved."
    assert [desk.status(name) for name in ("Torres", "Okafor", "Berg")] == ["Not registered"] * 3


def test_by_key_from_wherever_one_is(desk: Desk) -> None:
    desk.field.setFocus()
    desk.save("Torres")
    desk.save("Okafor")
    assert desk.field.hasFocus(), "a bar that comes must not take the focus"
    desk.qtbot.keyClicks(desk.field, "Lu")
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.field.text() == ""
    assert desk.status("Okafor") == "Sending"
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_F9)
    desk.qtbot.waitUntil(lambda: desk.status("Okafor") == "Not registered")
    assert desk.status("Torres") == "Sending"
    desk.save("Berg")
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_F9, SHIFT)
    desk.qtbot.waitUntil(lambda: desk.status("Torres") == "Not registered")
    assert desk.status("Berg") == "Not registered"


def test_a_screen_reader_hears_it_once(desk: Desk, clock: Clock) -> None:
    with listening() as heard:
        desk.save("Torres")
        for _ in range(3):
            clock.advance(seconds=1)
            desk.bar.look()
        assert heard == ["The Welcome Email to torres@example.com goes out in 10 s. F9 takes it back."]
        desk.click(desk.bar.undo_button)
        assert heard[1:] == ["Taken back: nothing is sent to torres@example.com. What was saved stays saved."]


def test_too_late_is_said_in_words(desk: Desk, clock: Clock) -> None:
    desk.save("Torres")
    clock.advance(seconds=10)

    def claim() -> None:
        with desk.records.connection():
            assert outbox.claim_next(desk.records, dt.timedelta(minutes=1)) is not None

    # The mail thread claims it between two looks.
    mail_thread = threading.Thread(target=claim)
    mail_thread.start()
    mail_thread.join()
    desk.click(desk.bar.undo_button)
    assert desk.bar.text.startswith("It is too late")


def test_a_busy_database_is_no_undo(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.save("Torres")

    def busy(*_: object) -> None:
        raise RecordsBusyError

    with listening() as heard, monkeypatch.context() as patched:
        patched.setattr(waiting_messages, "undo_welcome", busy)
        desk.click(desk.bar.undo_button)
        assert "press F9 again" in heard[-1]
    assert desk.bar.text == heard[-1]
    desk.click(desk.bar.undo_button)
    assert desk.status("Torres") == "Not registered"


def test_what_somebody_else_asked_for_is_theirs(desk: Desk, manager: StaffMember) -> None:
    desk.save("Torres", by=manager)
    assert desk.bar.isHidden()


def test_register_in_the_dialog_offers_it_there(
    desk: Desk, signals: RecordsSignals, prompts: RecordingPrompts, qtbot: QtBot
) -> None:
    contact = desk.save("Torres")
    desk.click(desk.bar.undo_button)
    dialog = PortalRegistration(desk.records, signals, prompts, desk.staff, contact)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    assert dialog.ui.undoBar.isHidden()
    desk.click(dialog.ui.registerButton)
    assert "torres@example.com goes out in 10 s." in dialog.ui.undoBar.text
    qtbot.keyClick(dialog, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: desk.status("Torres") == "Not registered")
    assert dialog.ui.undoBar.text.startswith("Taken back")
