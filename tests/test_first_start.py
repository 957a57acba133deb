# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's first start: set-up, and opening by recovery code, from the empty folder to the main window."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opportal_desktop.app import Program, StartOptions
from opportal_desktop.desktop.opening_problem import OpeningProblem
from opportal_desktop.desktop.practice_setup import PracticeSetup
from opportal_desktop.desktop.recovery_code_entry import RecoveryCodeEntry
from opportal_desktop.desktop.single_instance import SingleInstance
from opportal_desktop.desktop.theme import Scheme
from opportal_desktop.paths import find_paths
from opportal_desktop.records import keys
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.recovery_code import recovery_code
from opportal_desktop.records.settings import load_settings
from tests.desktop.memory_keyring import MemoryKeyring, keyring_in_use

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
