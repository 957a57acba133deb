# SPDX-License-Identifier: GPL-3.0-or-later
"""The composed program moves its practice to a real server before it opens it; and starts anew to do so."""

from __future__ import annotations

import datetime as dt
import getpass
import secrets
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opportal_desktop import app
from opportal_desktop.app import Program, StartOptions
from opportal_desktop.configuration import Configuration, load_configuration, store_configuration
from opportal_desktop.demo.sample_practice import fill_sample_practice
from opportal_desktop.desktop import practice_move
from opportal_desktop.desktop.opening_problem import OpeningProblem
from opportal_desktop.desktop.practice_move import PracticeMove
from opportal_desktop.desktop.practice_server import PracticeServer, ServerChoice
from opportal_desktop.desktop.settings_window import SettingsWindow
from opportal_desktop.desktop.single_instance import SingleInstance
from opportal_desktop.desktop.theme import Scheme
from opportal_desktop.paths import find_paths
from opportal_desktop.records import keys, moving
from opportal_desktop.records.keys import SMTP_PASSWORD
from opportal_desktop.records.models import Patient, Record
from opportal_desktop.records.moving import MovedTable
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.opening_states import OpeningError
from opportal_desktop.records.records import Records
from opportal_desktop.records.recovery_code import recovery_code
from opportal_desktop.records.server_address import ServerAddress
from opportal_desktop.registration import practice_place
from opportal_desktop.registration.practice import staff_member
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import Prompt, RecordingPrompts
from tests.desktop.memory_keyring import MemoryKeyring, keyring_in_use
from tests.postgresql_server import PostgresServer

PATIENCE = 30_000
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(keys.KEY_VARIABLE, raising=False)
    monkeypatch.delenv(keys.KEY_FILE_VARIABLE, raising=False)
    kept = MemoryKeyring()
    with keyring_in_use(kept):
        yield kept


@pytest.fixture
def address(postgresql: PostgresServer) -> Iterator[ServerAddress]:
    name = postgresql.new_database()
    yield postgresql.address(name)
    postgresql.drop_database(name)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path, key = tmp_path / "practice.opportal", secrets.token_bytes(32)
    records = create_records(path, key)
    fill_sample_practice(records, staff_member(records, getpass.getuser(), "Mira Chen"), TODAY)
    records.close()
    keys.store_key(path, key)
    keys.set_secret(path, SMTP_PASSWORD, "the mail's")
    return path


@pytest.fixture
def start(
    qapp: QApplication, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[ServerAddress | None], Program]]:
    """Starts the real program on the file; with an address it moves there first."""
    programs: list[Program] = []

    def begin(move_to: ServerAddress | None) -> Program:
        paths = find_paths(tmp_path / "user")
        instance = SingleInstance(file, paths.data)
        assert instance.claim()
        program = Program(qapp, paths, file, instance, StartOptions(move_to=move_to))
        monkeypatch.setattr(program, "quit", lambda: None)
        program.prompts = RecordingPrompts()
        programs.append(program)
        program.show()
        return program

    yield begin
    for program in programs:
        program.shut_down()


@pytest.fixture
def person() -> Iterator[QTimer]:
    """Looks at the screen again and again; what they do there is connected to it."""
    looks = QTimer()
    looks.start(20)
    yield looks
    looks.stop()


def test_the_practice_moves_and_opens_on_the_server(
    qtbot: QtBot, file: Path, address: ServerAddress, start: Callable[..., Program]
) -> None:
    program = start(address)
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert program.database == address
    assert Patient.select().count() > 100
    assert load_configuration(program.paths.config).database == address
    assert keys.get_secret(address, SMTP_PASSWORD) == "the mail's"
    (told,) = shown(program)
    assert told.title == "The practice is on the server now"
    assert str(file) in told.text
    with pytest.raises(OpeningError, match="MOVED"):
        open_records(file, keys.find_key(file))
    (backup,) = (file.parent / "backups").iterdir()
    copy = open_records(backup, keys.find_key(file))
    copy.close()


def test_a_database_that_is_not_empty_leaves_this_pc_with_its_file(
    qtbot: QtBot, file: Path, address: ServerAddress, start: Callable[..., Program], postgresql: PostgresServer
) -> None:
    postgresql.sql(address.database, "CREATE TABLE invoices (id int)")
    program = start(address)
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert program.database == file
    assert load_configuration(program.paths.config).database is None
    (told,) = shown(program)
    assert told.title == "The practice was not moved"
    assert "tables in this database already" in told.text


def test_a_server_that_is_gone_leaves_this_pc_with_its_file(
    qtbot: QtBot, file: Path, start: Callable[..., Program], tmp_path: Path
) -> None:
    program = start(ServerAddress(str(tmp_path), 5432, "practice", "opportal"))
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert program.database == file
    assert "does not answer" in shown(program)[0].text


def test_a_row_that_arrives_otherwise_stops_the_move(
    qtbot: QtBot,
    file: Path,
    address: ServerAddress,
    start: Callable[..., Program],
    postgresql: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = moving._digest
    found = iter(range(1000))
    monkeypatch.setattr(moving, "_digest", lambda rows: (real(rows)[0], str(next(found))))
    program = start(address)
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert program.database == file
    assert "was not the same as the file’s" in shown(program)[0].text
    assert tables(postgresql, address) == 0


def test_a_server_that_goes_away_while_rows_are_copied_has_nothing(
    qtbot: QtBot,
    file: Path,
    address: ServerAddress,
    start: Callable[..., Program],
    postgresql: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = moving._copy

    def cut_off(source: Records, target_db: Any, model: type[Record], progress: moving.Progress | None) -> MovedTable:
        def tell(table: str, rows: int) -> None:
            if model is Patient:
                mine = f"datname = '{address.database}'"
                postgresql.sql("postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {mine}")

        return real(source, target_db, model, tell)

    monkeypatch.setattr(moving, "_ROWS_AT_ONCE", 10)
    monkeypatch.setattr(moving, "_copy", cut_off)
    program = start(address)
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert program.database == file
    (told,) = shown(program)
    assert "does not answer" in told.text
    assert "goes on with the file" in told.text
    assert tables(postgresql, address) == 0


def test_a_copy_that_could_not_be_checked_is_not_to_be_worked_with(
    qtbot: QtBot,
    file: Path,
    address: ServerAddress,
    start: Callable[..., Program],
    postgresql: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = moving.open_on_server

    def shut(*arguments: Any, **options: Any) -> Records:
        postgresql.sql("postgres", f'ALTER DATABASE "{address.database}" ALLOW_CONNECTIONS false')
        return real(*arguments, **options)

    monkeypatch.setattr(moving, "open_on_server", shut)
    program = start(address)
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert program.database == file
    assert load_configuration(program.paths.config).database is None
    (told,) = shown(program)
    assert "Have the database emptied" in told.text
    postgresql.sql("postgres", f'ALTER DATABASE "{address.database}" ALLOW_CONNECTIONS true')


def test_without_room_for_a_backup_nothing_moves(
    qtbot: QtBot, file: Path, address: ServerAddress, start: Callable[..., Program], postgresql: PostgresServer
) -> None:
    (file.parent / "backups").write_text("in the way of the folder")
    program = start(address)
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert program.database == file
    (told,) = shown(program)
    assert told.title == "The practice was not moved"
    assert "unexpected" not in told.text
    assert tables(postgresql, address) == 0


def test_cancel_leaves_nothing_behind(
    qtbot: QtBot,
    file: Path,
    address: ServerAddress,
    start: Callable[..., Program],
    postgresql: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cancelled = threading.Event()

    def after_cancel(*arguments: Any, **options: Any) -> object:
        assert cancelled.wait(PATIENCE / 1000)
        return practice_place.move_practice(*arguments, **options)

    def cancel() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PracticeMove) and not cancelled.is_set():
            assert_accessible(dialog)
            dialog.ui.cancelButton.click()
            cancelled.set()

    monkeypatch.setattr(practice_move, "move_practice", after_cancel)
    looking = QTimer()
    looking.timeout.connect(cancel)
    looking.start(20)
    program = start(address)
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert program.database == file
    assert "You stopped it" in shown(program)[0].text
    assert tables(postgresql, address) == 0


def test_settings_lead_to_the_server_and_the_program_starts_anew(
    qtbot: QtBot,
    file: Path,
    address: ServerAddress,
    start: Callable[..., Program],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = start(None)
    qtbot.waitUntil(lambda: program.windows is not None, timeout=PATIENCE)
    assert program.windows is not None
    assert program.windows.staff.is_manager
    program.windows.open_settings()
    settings = program.window.findChild(SettingsWindow)
    settings.ui.practiceServerButton.click()
    dialog = settings.findChild(PracticeServer)
    qtbot.waitUntil(dialog.isVisible)
    assert str(file) in dialog.ui.placeLabel.text()
    qtbot.keyClicks(dialog.ui.addressLineEdit, str(address))
    qtbot.keyClick(dialog.ui.addressLineEdit, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.ui.moveCard.isVisible, timeout=PATIENCE)
    qtbot.mouseClick(dialog.ui.applyButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.start_again is not None)
    assert program.start_again == ("--move-to", str(address))
    assert not program.window.isVisible()

    begun: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *given: begun.append(given))
    app._start_again(StartOptions(development=file.parent, scheme=Scheme.DARK), program.start_again)
    more = ["--development", str(file.parent), "--scheme", "dark", "--move-to", str(address)]
    assert begun == [(sys.executable, ["-m", "opportal_desktop", *more])]


def test_who_starts_on_a_file_that_has_moved_joins_on_the_server(
    qtbot: QtBot, file: Path, address: ServerAddress, start: Callable[..., Program], person: QTimer
) -> None:
    key = keys.find_key(file)
    moving.move_to_server(file, key, address)
    done: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, OpeningProblem) and not done:
            done.append("read")
            assert dialog.ui.joinButton.isDefault()
            assert "Join there" in dialog.ui.nextStepLabel.text()
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
        elif isinstance(dialog, PracticeServer) and done == ["read"]:
            done.append("tried")
            dialog.ui.addressLineEdit.setText(str(address))
            qtbot.keyClick(dialog.ui.addressLineEdit, Qt.Key.Key_Return)
        elif isinstance(dialog, PracticeServer) and done[-1] == "tried" and dialog.ui.joinCard.isVisible():
            done.append("joined")
            dialog.ui.codeEdit.setPlainText(recovery_code(key))
            qtbot.mouseClick(dialog.ui.applyButton, Qt.MouseButton.LeftButton)

    person.timeout.connect(answer)
    program = start(None)
    qtbot.waitUntil(lambda: program.records is not None, timeout=PATIENCE)
    assert done == ["read", "tried", "joined"]
    assert program.database == address
    assert load_configuration(program.paths.config).database == address
    assert Patient.select().count() > 100


def test_who_does_not_join_after_all_is_asked_again(
    qtbot: QtBot, file: Path, address: ServerAddress, start: Callable[..., Program], person: QTimer
) -> None:
    moving.move_to_server(file, keys.find_key(file), address)
    seen: list[type] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, OpeningProblem) and seen[-1:] != [OpeningProblem]:
            seen.append(OpeningProblem)
            (dialog.ui.joinButton if len(seen) == 1 else dialog.ui.quitButton).click()
        elif isinstance(dialog, PracticeServer) and seen[-1:] != [PracticeServer]:
            seen.append(PracticeServer)
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    person.timeout.connect(answer)
    program = start(None)
    qtbot.waitUntil(lambda: len(seen) == 3, timeout=PATIENCE)
    assert seen == [OpeningProblem, PracticeServer, OpeningProblem]
    assert program.records is None
    assert program.database == file


def test_a_place_that_it_has_set_for_all_is_fixed(
    qtbot: QtBot, file: Path, tmp_path: Path, start: Callable[..., Program]
) -> None:
    program = start(None)
    qtbot.waitUntil(lambda: program.windows is not None, timeout=PATIENCE)
    assert program._place_fixed() == ""
    store_configuration(tmp_path / "for all", Configuration(file))
    program.paths = replace(program.paths, preset=tmp_path / "for all" / "opportal.ini")
    assert "IT has set this" in program._place_fixed()
    # Another place that this person has chosen.
    store_configuration(tmp_path / "for all", Configuration(ServerAddress("db.example.org", 5432, "practice", "desk")))
    assert program._place_fixed() == ""
    (tmp_path / "for all" / "opportal.ini").write_text("[practice]\ndatabase = postgresql://db\n")
    assert program._place_fixed() == ""


def test_a_practice_that_was_joined_opens_at_the_next_start(
    qtbot: QtBot, address: ServerAddress, start: Callable[..., Program]
) -> None:
    program = start(None)
    qtbot.waitUntil(lambda: program.windows is not None, timeout=PATIENCE)
    program.change_place(ServerChoice(address, secrets.token_bytes(32)))
    assert program.start_again == ()
    assert load_configuration(program.paths.config).database == address


def test_who_goes_on_editing_stays_with_the_file(
    qtbot: QtBot, address: ServerAddress, start: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(None)
    qtbot.waitUntil(lambda: program.windows is not None, timeout=PATIENCE)
    monkeypatch.setattr(program.window, "close", lambda: False)
    program.change_place(ServerChoice(address))
    assert program.start_again is None
    assert load_configuration(program.paths.config).database is None


def shown(program: Program) -> list[Prompt]:
    assert isinstance(program.prompts, RecordingPrompts)
    return program.prompts.shown


def tables(postgresql: PostgresServer, address: ServerAddress) -> int:
    return int(postgresql.sql(address.database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
