# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's first start: set-up, and opening by recovery code, from the empty folder to the main window."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from opportal_desktop.app import Program, StartOptions
from opportal_desktop.desktop.mail_setup import SIGN_IN, MailSetup
from opportal_desktop.desktop.mail_state import NOT_SET_UP
from opportal_desktop.desktop.opening_problem import OpeningProblem
from opportal_desktop.desktop.practice_setup import PracticeSetup
from opportal_desktop.desktop.recovery_code_entry import RecoveryCodeEntry
from opportal_desktop.desktop.single_instance import SingleInstance
from opportal_desktop.desktop.theme import Scheme
from opportal_desktop.mail.faults import Command, reply_fault
from opportal_desktop.paths import find_paths
from opportal_desktop.records import keys
from opportal_desktop.records.mail_sign_in import StoredSignIn
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.outbox import Channel, HoldReason, QueueHold, set_queue_hold
from opportal_desktop.records.recovery_code import recovery_code
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.mail_setup import save_mail_setup
from opportal_desktop.terms import MailSignIn
from tests.desktop.memory_keyring import MemoryKeyring, keyring_in_use
from tests.mail.sign_in_fixtures import token_settings
from tests.records.outbox_rows import queue_message

Step = Callable[[], bool]
Start = Callable[[list[Step]], Program]


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(keys.KEY_VARIABLE, raising=False)
    monkeypatch.delenv(keys.KEY_FILE_VARIABLE, raising=False)
    backend = MemoryKeyring()
    with keyring_in_use(backend):
        yield backend


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Start the program and have a person do `steps` in its dialogs: each is tried again until it says True."""
    started: list[Program] = []
    person = QTimer()

    def run(steps: list[Step]) -> Program:
        left = list(steps)

        def act() -> None:
            if left and left[0]():
                left.pop(0)

        paths = find_paths(tmp_path)
        instance = SingleInstance(paths.practice_file, paths.data)
        assert instance.claim()
        program = Program(qapp, paths, paths.practice_file, instance, StartOptions(scheme=Scheme.LIGHT))
        started.append(program)
        person.timeout.connect(act)
        person.start(20)
        program.show()
        qtbot.waitUntil(lambda: program.records is not None and not left, timeout=20_000)
        return program

    yield run
    person.stop()
    for program in started:
        program.shut_down()


def dialog(kind: type) -> object | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def go_through_set_up() -> bool:
    wizard = dialog(PracticeSetup)
    if not isinstance(wizard, PracticeSetup):
        return False
    ui = wizard.ui
    ui.nextButton.click()
    ui.practiceNameLineEdit.setText("Maple Street Pediatrics")
    ui.staffNameLineEdit.setText("Mira Chen")
    ui.nextButton.click()
    ui.nextButton.click()
    for label, field in (
        (ui.firstGroupLabel, ui.firstGroupLineEdit),
        (ui.secondGroupLabel, ui.secondGroupLineEdit),
    ):
        number = int(re.sub(r"\D", "", label.text()))
        field.setText(getattr(ui, f"group{number}Label").text())
    ui.nextButton.click()
    return True


def test_an_empty_folder_leads_through_set_up_to_the_open_window(start: Start, tmp_path: Path) -> None:
    program = start([go_through_set_up])
    assert program.records is not None
    assert program.database == find_paths(tmp_path).practice_file
    assert load_settings(program.records).practice_name == "Maple Street Pediatrics"
    assert program.staff is not None
    assert (program.staff.name, program.staff.is_manager) == ("Mira Chen", True)


def test_a_file_without_its_key_is_opened_by_the_recovery_code(
    start: Start, tmp_path: Path, memory: MemoryKeyring
) -> None:
    key = secrets.token_bytes(32)
    create_records(find_paths(tmp_path).practice_file, key).close()

    def choose_recovery_code() -> bool:
        problem = dialog(OpeningProblem)
        if not isinstance(problem, OpeningProblem):
            return False
        problem.ui.recoveryCodeButton.click()
        return True

    def cancel_once() -> bool:
        entry = dialog(RecoveryCodeEntry)
        if not isinstance(entry, RecoveryCodeEntry):
            return False
        entry.ui.cancelButton.click()
        return True

    def type_the_code() -> bool:
        entry = dialog(RecoveryCodeEntry)
        if not isinstance(entry, RecoveryCodeEntry):
            return False
        entry.ui.codeEdit.setPlainText(recovery_code(key))
        entry.ui.openButton.click()
        return True

    program = start([choose_recovery_code, cancel_once, choose_recovery_code, type_the_code])
    assert program.records is not None
    assert memory.values() == [key.hex()]


def test_a_new_practice_is_offered_to_set_up_its_mail(start: Start, qtbot: QtBot) -> None:
    program = start([go_through_set_up])
    window = program.window
    qtbot.waitUntil(lambda: window.ui.holdMessageBar.isVisible(), timeout=10_000)
    assert window.ui.holdMessageBar.text == NOT_SET_UP
    button = window.ui.holdMessageBar.findChild(QPushButton)
    assert button.text() == "Set up &mail…"
    button.click()
    wizard = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MailSetup))
    assert wizard.isVisible()
    settings = token_settings(MailSignIn.MICROSOFT)
    assert program.records is not None
    assert program.staff is not None
    sign_in = StoredSignIn(MailSignIn.MICROSOFT, settings.smtp_user, "token", 0.0, "{}")
    wizard.close()
    save_mail_setup(program.records, settings, sign_in, program.staff)
    qtbot.waitUntil(lambda: not window.ui.holdMessageBar.isVisible())


def test_a_revoked_sign_in_has_one_banner_that_leads_to_signing_in(start: Start, qtbot: QtBot) -> None:
    program = start([go_through_set_up])
    records, staff = program.records, program.staff
    assert records is not None
    assert staff is not None
    settings = token_settings(MailSignIn.MICROSOFT, port=9)
    save_mail_setup(records, settings, StoredSignIn(MailSignIn.MICROSOFT, "a@b.example", "t", 0.0, "{}"), staff)
    now = records.clock()
    queue_message(records, due_at=now + dt.timedelta(hours=1))
    hold = QueueHold(
        since=now,
        explanation="Microsoft no longer accepts the practice’s sign-in.",
        reason=HoldReason.SIGN_IN,
        next_try_at=now + dt.timedelta(minutes=30),
        tries=1,
        server_reply="AADSTS50173",
    )
    set_queue_hold(records, hold, Channel.MAIL)
    bar = program.window.ui.holdMessageBar
    qtbot.waitUntil(lambda: "no longer accepts" in bar.text, timeout=10_000)
    button = bar.findChild(QPushButton)
    assert button.text() == "Sign in a&gain…"
    button.click()
    wizard = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MailSetup) and w.isVisible())
    assert wizard.ui.pageStack.currentIndex() == SIGN_IN
    wizard.done(0)


def test_when_microsoft_ends_passwords_the_banner_leads_to_signing_in_instead(start: Start, qtbot: QtBot) -> None:
    program = start([go_through_set_up])
    records, staff = program.records, program.staff
    assert records is not None
    assert staff is not None
    save_mail_setup(records, token_settings(MailSignIn.PASSWORD, port=9), None, staff)
    now = records.clock()
    queue_message(records, due_at=now + dt.timedelta(hours=1))
    fault = reply_fault(Command.SENDER, 550, b"5.7.30 Basic authentication is not supported for Client Submission.")
    hold = QueueHold(
        since=now,
        explanation=fault.explanation,
        reason=fault.hold,
        next_try_at=now + dt.timedelta(minutes=30),
        tries=1,
        server_reply=fault.server_reply,
    )
    set_queue_hold(records, hold, Channel.MAIL)
    bar = program.window.ui.holdMessageBar
    qtbot.waitUntil(lambda: "Sign in with Microsoft instead" in bar.text, timeout=10_000)
    assert bar.findChild(QPushButton).text() == "Set up &mail…"
