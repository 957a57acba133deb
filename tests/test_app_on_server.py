# SPDX-License-Identifier: GPL-3.0-or-later
"""The composed program over a real PostgreSQL server: changes by others, and a server that goes away and comes back."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opportal_desktop.app import Program, StartOptions
from opportal_desktop.desktop.opening_problem import OpeningProblem
from opportal_desktop.desktop.patient_search import PatientSearch
from opportal_desktop.desktop.single_instance import SingleInstance
from opportal_desktop.paths import find_paths
from opportal_desktop.records.keys import KEY_VARIABLE
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.opening_states import OpeningState
from opportal_desktop.records.server_address import ServerAddress
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.practice import staff_member
from tests.postgresql_server import KEY, PostgresServer
from tests.test_app import Person, read_and_quit, words_of

PATIENCE = 30_000


@pytest.fixture
def person(qapp: QApplication) -> Iterator[Person]:
    sitting = Person()
    yield sitting
    sitting.leave()


@pytest.fixture
def address(postgresql: PostgresServer) -> Iterator[ServerAddress]:
    made = postgresql.new_practice()
    records = open_records(made, KEY)
    save_patient(records, child("Mateo"), staff_member(records, "mira", "Mira Chen"))
    records.close()
    yield made
    postgresql.drop_database(made.database)


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, address: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv(KEY_VARIABLE, KEY.hex())
    paths = find_paths(tmp_path / "user")
    instance = SingleInstance(address, paths.data)
    assert instance.claim()
    made = Program(qapp, paths, address, instance, StartOptions(database=address))
    monkeypatch.setattr(made, "quit", lambda: None)
    made.show()
    yield made
    made.shut_down()


def child(first_name: str) -> PatientDraft:
    return PatientDraft(first_name=first_name, last_name="García", birth_date=dt.date(2019, 3, 5))


def shown(program: Program) -> list[str]:
    model = program.window.findChild(PatientSearch).ui.resultTableView.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


_ANOTHER_PC = """
import sys, time
from dataclasses import replace
from opportal_desktop.records.models import Patient
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.server_address import read_place
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.registration.practice import staff_member
place, key, first_name = sys.argv[1:]
records = open_records(read_place(place), bytes.fromhex(key))
base = load_chart(records, Patient.get().id).draft
save_patient(records, replace(base, first_name=first_name), staff_member(records, "mira", ""), base=base)
print(time.time())
records.close()
"""


def on_another_pc(address: ServerAddress, first_name: str) -> float:
    """Another program renames the child; returns when it had (seconds since 1970)."""
    done = subprocess.run(
        [sys.executable, "-c", _ANOTHER_PC, str(address), KEY.hex(), first_name],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def test_the_window_works_over_a_server_and_through_its_restart(
    qtbot: QtBot, postgresql: PostgresServer, address: ServerAddress, program: Program
) -> None:
    window, ui = program.window, program.window.ui
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    qtbot.keyClicks(ui.searchLineEdit, "gar")
    qtbot.waitUntil(lambda: any("Mateo" in row for row in shown(program)), timeout=PATIENCE)

    # Another PC saves.
    saved_at = on_another_pc(address, "Tadeo")
    qtbot.waitUntil(lambda: any("Tadeo" in row for row in shown(program)), timeout=PATIENCE)
    print(f"another PC's change was on screen after {time.time() - saved_at:.2f} s")

    # The server goes away: the window says so and stays alive, whatever one does.
    postgresql.stop()
    try:
        qtbot.waitUntil(ui.serverMessageBar.isVisible, timeout=PATIENCE)
        assert "does not answer" in ui.serverMessageBar.text
        before = time.monotonic()
        qtbot.keyClicks(ui.searchLineEdit, "c")
        qtbot.wait(300)
        assert time.monotonic() - before < PATIENCE / 1000
        assert ui.searchLineEdit.text() == "garc"
    finally:
        postgresql.start()
    qtbot.waitUntil(lambda: not ui.serverMessageBar.isVisible(), timeout=PATIENCE)
    on_another_pc(address, "Amadeo")
    qtbot.waitUntil(lambda: any("Amadeo" in row for row in shown(program)), timeout=PATIENCE)
    qtbot.keyClick(ui.searchLineEdit, Qt.Key.Key_Escape)
    assert window.isVisible()


def test_a_server_that_does_not_answer_is_said_at_the_start(
    qtbot: QtBot, postgresql: PostgresServer, address: ServerAddress, program: Program, person: Person
) -> None:
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    seen: list[str] = []
    person.answer(OpeningProblem, read_and_quit(seen))
    postgresql.stop()
    try:
        program.open()
        qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE)
    finally:
        postgresql.start()
    assert seen == words_of(OpeningState.SERVER_UNREACHABLE)
