# SPDX-License-Identifier: GPL-3.0-or-later
"""The composed program: each way in which opening can end, as the person sees it, and another program at work."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from opportal_desktop.app import Program, StartOptions
from opportal_desktop.configuration import Configuration, store_configuration
from opportal_desktop.desktop.basic_information import BasicInformation
from opportal_desktop.desktop.coming_of_age import ComingOfAgeWindow
from opportal_desktop.desktop.edit_conflict import EditConflictDialog
from opportal_desktop.desktop.family_contacts import FamilyContacts
from opportal_desktop.desktop.message_texts_window import MessageTextsWindow
from opportal_desktop.desktop.opening_problem import OpeningProblem
from opportal_desktop.desktop.patient_chart import SectionId
from opportal_desktop.desktop.settings_window import MAIL, PORTAL, SettingsWindow
from opportal_desktop.desktop.single_instance import SingleInstance
from opportal_desktop.paths import find_paths
from opportal_desktop.records import opening, outbox
from opportal_desktop.records.cipher import PAGE_BYTES, CipherDatabase
from opportal_desktop.records.keys import KEY_FILE_VARIABLE, KEY_VARIABLE
from opportal_desktop.records.models import Message
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.opening_states import WORDS, OpeningState
from opportal_desktop.records.records import Records
from opportal_desktop.registration.ages import birthday
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, MessageState, RoleReason, Sex, StaffMember
from tests.desktop.memory_keyring import LockedKeyring, MemoryKeyring

PATIENCE = 30_000


class Person:
    """Answers modal windows in their own event loops, one after the other, as `answer` says."""

    def __init__(self) -> None:
        self._answers: list[tuple[type[QDialog], Callable[[QDialog], None]]] = []
        self._unexpected: list[str] = []
        self._timer = QTimer()
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def answer(self, kind: type[QDialog], answer: Callable[[QDialog], None]) -> None:
        self._answers.append((kind, answer))

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        if self._answers and isinstance(dialog, self._answers[0][0]):
            self._answers.pop(0)[1](dialog)
        else:
            self._unexpected.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
            dialog.reject()

    def leave(self) -> None:
        self._timer.stop()
        assert not self._unexpected
        assert not self._answers, "a window that was expected did not come"


@pytest.fixture
def person(qapp: QApplication) -> Iterator[Person]:
    sitting = Person()
    yield sitting
    sitting.leave()


def read_and_quit(seen: list[str]) -> Callable[[QDialog], None]:
    """Read the words of the opening problem, then press Quit."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, OpeningProblem)
        ui = dialog.ui
        seen.extend((ui.happenedLabel.text(), ui.safeLabel.text(), ui.nextStepLabel.text()))
        ui.quitButton.click()

    return answer


def words_of(state: OpeningState) -> list[str]:
    words = WORDS[state]
    return [words.happened, words.safe, words.next_step]


class Started:
    """A practice's file in a folder of its own, and the real program started on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "practice.opportal"
        self.key = secrets.token_bytes(32)
        self.program: Program | None = None
        self.quits = 0

    def start(self, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Program:
        paths = find_paths(self.folder / "user")
        instance = SingleInstance(self.database, paths.data)
        assert instance.claim()
        program = Program(qapp, paths, self.database, instance, StartOptions(database=self.database))
        # The test's own event loop must go on.
        monkeypatch.setattr(program, "quit", self._count_quit)
        program.show()
        self.program = program
        return program

    def _count_quit(self) -> None:
        self.quits += 1

    def fingerprint(self) -> str | None:
        return hashlib.sha256(self.database.read_bytes()).hexdigest() if self.database.exists() else None


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    made = Started(tmp_path / "practice")
    create_records(made.database, made.key).close()
    monkeypatch.setenv(KEY_VARIABLE, made.key.hex())
    monkeypatch.delenv(KEY_FILE_VARIABLE, raising=False)
    yield made
    if made.program is not None:
        made.program.shut_down()


def wrong_key(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setenv(KEY_VARIABLE, secrets.token_hex(32))


def unreadable_key(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "not a key")


def no_keyring(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.delenv(KEY_VARIABLE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    from keyring.backends.null import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)


def no_file(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    started.database.unlink()


def not_encrypted(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    started.database.unlink()
    plain = sqlite3.connect(started.database)
    plain.execute("create table patient (name)")
    plain.commit()
    plain.close()


def damaged(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    with started.database.open("r+b") as file:
        file.seek(PAGE_BYTES + 100)
        file.write(bytes(64))


def newer_schema(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    db = CipherDatabase(started.database, started.key, busy_timeout_ms=0)
    db.connect()
    db.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_from_the_future', '2030-01-01')")
    db.close()


def network_path(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr(opening, "on_network", lambda path: True)


def use_keyring(backend: KeyringBackend, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.delenv(KEY_VARIABLE)
    request.addfinalizer(partial(keyring.set_keyring, keyring.get_keyring()))
    keyring.set_keyring(backend)


def no_key(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    use_keyring(MemoryKeyring(), monkeypatch, request)


def locked_keyring(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    use_keyring(LockedKeyring(), monkeypatch, request)


def move_to_small_disk(started: Started, request: pytest.FixtureRequest) -> Path:
    disk: Path = request.getfixturevalue("small_disk")("4m")
    started.database = Path(shutil.copy(started.database, disk))
    return disk


def read_only(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    subprocess.run(["mount", "-o", "remount,ro", move_to_small_disk(started, request)], check=True)


def disk_full(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    filler = move_to_small_disk(started, request) / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(PAGE_BYTES))


HOLDER = """
import sys
from pathlib import Path
from opportal_desktop.records.cipher import CipherDatabase

db = CipherDatabase(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), busy_timeout_ms=0)
db.connect()
db.execute_sql("PRAGMA locking_mode = EXCLUSIVE")
db.execute_sql("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def busy(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, started.database, started.key.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    request.addfinalizer(holder.communicate)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"


def failing_upgrade(started: Started, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    folder = started.folder / "migrations"
    shutil.copytree(opening.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "0002_broken.py").write_text("def up(migrator, db):\n    db.execute_sql('DROP TABLE nothing')\n")
    monkeypatch.setattr(opening, "MIGRATIONS", folder)


@pytest.mark.parametrize(
    ("bring_about", "state"),
    [
        (wrong_key, OpeningState.WRONG_KEY),
        (unreadable_key, OpeningState.KEY_UNREADABLE),
        (no_keyring, OpeningState.KEYRING_ABSENT),
        (no_file, OpeningState.NO_FILE),
        (not_encrypted, OpeningState.NOT_ENCRYPTED),
        (damaged, OpeningState.DAMAGED),
        (newer_schema, OpeningState.NEWER_SCHEMA),
        (network_path, OpeningState.NETWORK_PATH),
        (no_key, OpeningState.NO_KEY),
        (locked_keyring, OpeningState.KEYRING_LOCKED),
        (read_only, OpeningState.READ_ONLY),
        (disk_full, OpeningState.DISK_FULL),
        (busy, OpeningState.BUSY),
        (failing_upgrade, OpeningState.MIGRATION_FAILED),
    ],
)
def test_what_hinders_opening_is_said_and_the_file_is_left_as_it_was(
    started: Started,
    person: Person,
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
    bring_about: Callable[[Started, pytest.MonkeyPatch, pytest.FixtureRequest], None],
    state: OpeningState,
) -> None:
    bring_about(started, monkeypatch, request)
    before = started.fingerprint()
    seen: list[str] = []
    person.answer(OpeningProblem, read_and_quit(seen))
    program = started.start(qapp, monkeypatch)
    qtbot.waitUntil(lambda: started.quits == 1, timeout=PATIENCE)
    assert seen == words_of(state)
    assert program.records is None
    assert started.fingerprint() == before
    assert str(started.database) not in caplog.text
    caplog.clear()


def test_a_configured_file_that_is_gone_is_an_alarm_not_a_first_start(
    started: Started, person: Person, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    started.database.unlink()
    paths = find_paths(started.folder / "user")
    store_configuration(paths.config, Configuration(started.database))
    seen: list[str] = []
    person.answer(OpeningProblem, read_and_quit(seen))
    program = started.start(qapp, monkeypatch)
    program._options = StartOptions()
    qtbot.waitUntil(lambda: started.quits == 1, timeout=PATIENCE)
    assert seen == words_of(OpeningState.NO_FILE)
    assert not started.database.exists()


OTHER_PROGRAM = """
    import sys
    from dataclasses import replace
    from pathlib import Path
    from opportal_desktop.records.opening import open_records
    from opportal_desktop.registration.contact_draft import load_contact_draft
    from opportal_desktop.registration.practice import staff_member
    from opportal_desktop.registration.save_contact import save_contact

    path, key, patient_id, contact_id = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), *map(int, sys.argv[3:5])
    records = open_records(path, key)
    base = load_contact_draft(records, patient_id, contact_id)
    save_contact(records, replace(base, nickname=sys.argv[5]), staff_member(records, "pat", "Pat Kim"), base=base)
    records.close()
"""


def save_in_another_program(started: Started, patient_id: int, contact_id: int, nickname: str) -> None:
    arguments = [str(started.database), started.key.hex(), str(patient_id), str(contact_id), nickname]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(OTHER_PROGRAM), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={name: value for name, value in os.environ.items() if name != KEY_VARIABLE},
    )
    assert done.returncode == 0, done.stderr


def start_with_a_child(
    started: Started, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> tuple[Program, Records, StaffMember, int]:
    """The program with its records open, and the id of a patient in them."""
    program = started.start(qapp, monkeypatch)
    qtbot.waitUntil(lambda: program.staff is not None, timeout=PATIENCE)
    records, staff = program.records, program.staff
    assert records is not None
    assert staff is not None
    child = PatientDraft(first_name="Mia", last_name="Tran", birth_date=dt.date(2020, 2, 3), sex=Sex.FEMALE)
    patient_id = save_patient(records, child, staff, base=PatientDraft()).patient_id
    return program, records, staff, patient_id


def test_the_later_save_of_two_programs_is_told_and_nothing_is_lost(
    started: Started, person: Person, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, records, staff, patient_id = start_with_a_child(started, qtbot, qapp, monkeypatch)
    mother = ContactDraft(patient_id=patient_id, first_name="Linh", last_name="Tran", role_reason=RoleReason.MOTHER)
    contact_id = save_contact(records, mother, staff, base=None).draft.contact_id
    assert contact_id is not None
    chart = program.window.open_chart(patient_id)
    assert chart is not None
    contacts = chart.section(SectionId.FAMILY_CONTACTS)
    assert isinstance(contacts, FamilyContacts)
    panel = contacts.panel
    panel.ui.nicknameLineEdit.setFocus()
    qtbot.keyClicks(panel.ui.nicknameLineEdit, "Lin")
    save_in_another_program(started, patient_id, contact_id, "Linny")
    qtbot.waitUntil(lambda: "Changed by Pat Kim" in panel.ui.formMessageBar.text, timeout=PATIENCE)
    assert panel.ui.nicknameLineEdit.text() == "Lin"
    told: list[str] = []

    def keep_editing(dialog: QDialog) -> None:
        assert isinstance(dialog, EditConflictDialog)
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        told.extend(button.text() for button in dialog.findChildren(QAbstractButton))
        dialog.reject()

    person.answer(EditConflictDialog, keep_editing)
    qtbot.keyClick(panel.ui.nicknameLineEdit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    words = " ".join(told)
    assert "Pat Kim" in words
    assert "Linny" in words
    assert panel.ui.nicknameLineEdit.text() == "Lin"
    assert panel.has_unsaved_edits()


def test_a_window_on_a_file_that_the_practice_leaves_says_so_and_keeps_what_is_typed(
    started: Started,
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    program, *_, patient_id = start_with_a_child(started, qtbot, qapp, monkeypatch)
    chart = program.window.open_chart(patient_id)
    assert chart is not None
    chart.show_section(SectionId.BASIC_INFORMATION)
    form = chart.section(SectionId.BASIC_INFORMATION)
    assert isinstance(form, BasicInformation)
    qtbot.keyClicks(form.ui.nicknameLineEdit, "Mimi")
    # Another user of this PC moves the practice.
    elsewhere = CipherDatabase(started.database, started.key, busy_timeout_ms=2000)
    with elsewhere, elsewhere.atomic():
        elsewhere.note_moved()
    bar = program.window.ui.serverMessageBar
    qtbot.waitUntil(lambda: "has moved to a database server" in bar.text, timeout=PATIENCE)
    assert bar.isVisible()
    assert not form.save()
    assert "Nothing was saved" in form.ui.formMessageBar.text
    assert "start it again" in form.ui.formMessageBar.text
    assert form.ui.nicknameLineEdit.text() == "Mimi"
    assert "RecordsMovedError" in caplog.text
    caplog.clear()


def test_messages_lead_to_the_address_and_close_with_the_program(
    started: Started, person: Person, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, records, staff, patient_id = start_with_a_child(started, qtbot, qapp, monkeypatch)
    mother = ContactDraft(
        patient_id=patient_id, first_name="Linh", last_name="Tran", role_reason=RoleReason.MOTHER,
        authority=Authority.JOINT, home_email="linh@example.com",
    )  # fmt: skip
    save_contact(records, mother, staff, base=None)
    Message.update(state=MessageState.FAILED, link_seed=None, explanation="No such address.").execute()
    qtbot.keyClick(program.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    center = program.windows.message_center()
    assert center is not None
    messages = center.window
    assert messages is not None
    qtbot.waitUntil(messages.isVisible)
    qtbot.keyClick(program.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert center.window is messages
    qtbot.mouseClick(messages.ui.messageDetail.ui.correctButton, Qt.MouseButton.LeftButton)
    (chart,) = program.window.charts()
    contacts = chart.section(SectionId.FAMILY_CONTACTS)
    assert isinstance(contacts, FamilyContacts)
    assert contacts.panel.ui.homeEmailLineEdit.hasFocus()
    qtbot.waitUntil(lambda: program.window._attention_button.text() == "1 needs attention", timeout=PATIENCE)
    program.window.close()
    assert center.window is None


def test_patients_coming_of_age_lead_to_their_charts(
    started: Started, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = started.start(qapp, monkeypatch)
    assert not program.window.ui.comingOfAgeAction.isEnabled()
    qtbot.waitUntil(lambda: program.staff is not None, timeout=PATIENCE)
    records, staff = program.records, program.staff
    assert records is not None
    assert staff is not None
    soon = birthday(records.clock().date() + dt.timedelta(days=5), -18)
    patient_id = save_patient(
        records, PatientDraft(first_name="Mia", last_name="Tran", birth_date=soon), staff
    ).patient_id
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(program.window, Qt.Key.Key_A, keys)
    (window,) = (each for each in qapp.topLevelWidgets() if isinstance(each, ComingOfAgeWindow))
    qtbot.waitUntil(lambda: not window.is_reading and window.model.rowCount() == 1)
    qtbot.keyClick(program.window, Qt.Key.Key_A, keys)
    assert program.windows.show_coming_of_age() is window
    add_self = next(b for card in window.ui.ageDetail.cards for b in card.buttons if b.text() == "Add as Self…")
    qtbot.mouseClick(add_self, Qt.MouseButton.LeftButton)
    (chart,) = program.window.charts()
    assert chart.patient_id == patient_id
    contacts = chart.section(SectionId.FAMILY_CONTACTS)
    assert isinstance(contacts, FamilyContacts)
    assert contacts.panel.ui.badgeLabel.text() == "New contact"
    assert contacts.panel.ui.firstNameLineEdit.text() == "Mia"
    assert contacts.panel.save()
    qtbot.waitUntil(
        lambda: not window.is_reading and "Home Email missing." in window.ui.ageDetail.cards[2].step.lines[0].text
    )
    program.window.close()
    assert not any(isinstance(each, ComingOfAgeWindow) for each in qapp.topLevelWidgets())


def test_the_menu_leads_to_the_texts_of_the_mails(
    started: Started, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = started.start(qapp, monkeypatch)
    assert not program.window.ui.messageTextsAction.isEnabled()
    qtbot.waitUntil(lambda: program.staff is not None, timeout=PATIENCE)
    program.window.ui.messageTextsAction.trigger()
    (texts,) = program.window.findChildren(MessageTextsWindow)
    qtbot.waitUntil(texts.isVisible)
    # Who starts first is the manager.
    assert texts.ui.saveButton.isVisible()
    texts.reject()
    program.windows.open_settings()
    (settings,) = program.window.findChildren(SettingsWindow)
    settings.ui.messageTextsButton.click()
    (over,) = settings.findChildren(MessageTextsWindow)
    qtbot.waitUntil(over.isVisible)
    over.reject()
    settings.reject()


def test_try_again_ends_a_pause_in_which_nothing_waits(
    started: Started, person: Person, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text waits (a code soon expires), so no thread runs that could be asked."""
    program = started.start(qapp, monkeypatch)
    qtbot.waitUntil(lambda: program.staff is not None, timeout=PATIENCE)
    records = program.records
    assert records is not None
    now = records.clock()
    lost = outbox.QueueHold(now, "Twilio cannot be reached.", outbox.HoldReason.CONNECTION, now + dt.timedelta(hours=1))
    outbox.set_queue_hold(records, lost, outbox.Channel.TEXT)
    bar = program.window.ui.holdMessageBar
    assert bar.text.startswith("Twilio cannot be reached. Next try ")
    (button,) = bar.findChildren(QAbstractButton)
    assert button.text() == "Try again now"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Twilio" not in bar.text
    assert outbox.queue_hold(records, outbox.Channel.TEXT) is None


def test_a_pause_leads_to_its_own_page_of_the_settings(
    started: Started, person: Person, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = started.start(qapp, monkeypatch)
    qtbot.waitUntil(lambda: program.staff is not None, timeout=PATIENCE)
    records = program.records
    assert records is not None
    now = records.clock()
    refused = outbox.QueueHold(now, "Refused.", outbox.HoldReason.SIGN_IN, now + dt.timedelta(hours=1))
    outbox.set_queue_hold(records, refused, outbox.Channel.TEXT)
    (button,) = program.window.ui.holdMessageBar.findChildren(QAbstractButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (settings,) = program.window.findChildren(SettingsWindow)
    assert settings.ui.pageStack.currentIndex() == PORTAL
    settings.reject()
    qtbot.waitUntil(lambda: not program.window.findChildren(SettingsWindow))
    program.windows.open_pause_settings(of_texts=False)
    (settings,) = program.window.findChildren(SettingsWindow)
    assert settings.ui.pageStack.currentIndex() == MAIL
    assert settings.focusWidget() is settings.ui.mailRailButton
    settings.reject()


def test_the_disk_is_found_read_only(
    started: Started, person: Person, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True, check=False)
    if mounted.returncode:
        assert not os.environ.get("CI"), "CI must be able to mount a small disk"
        pytest.skip("needs the right to mount")
    try:
        moved = disk / started.database.name
        shutil.copy(started.database, moved)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        started.database = moved
        seen: list[str] = []
        person.answer(OpeningProblem, read_and_quit(seen))
        started.start(qapp, monkeypatch)
        qtbot.waitUntil(lambda: started.quits == 1, timeout=PATIENCE)
        assert seen == words_of(OpeningState.READ_ONLY)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
