# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the records are: a real server tried from the window, every refusal, the offer to move, and joining."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.practice_server import PracticeServer
from opportal_desktop.records import keys
from opportal_desktop.records.keys import DATABASE_PASSWORD
from opportal_desktop.records.recovery_code import recovery_code
from opportal_desktop.records.server_address import Place, ServerAddress
from tests.desktop.accessibility import assert_accessible
from tests.desktop.memory_keyring import AbsentKeyring, MemoryKeyring, keyring_in_use
from tests.postgresql_server import KEY, PASSWORD, PostgresServer

FILE = Path("/home/desk/OP Portal/practice.opportal")


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(keys.KEY_VARIABLE, raising=False)
    monkeypatch.delenv(keys.KEY_FILE_VARIABLE, raising=False)
    backend = MemoryKeyring()
    with keyring_in_use(backend):
        yield backend


@pytest.fixture
def empty(postgresql: PostgresServer) -> Iterator[ServerAddress]:
    name = postgresql.new_database()
    yield postgresql.tls_address(name)
    postgresql.drop_database(name)


@pytest.fixture
def practice(postgresql: PostgresServer) -> Iterator[ServerAddress]:
    name = postgresql.new_practice().database
    yield postgresql.tls_address(name)
    postgresql.drop_database(name)


def opened(qtbot: QtBot, place: Place | None = FILE) -> PracticeServer:
    dialog = PracticeServer(place)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def enter(qtbot: QtBot, dialog: PracticeServer, address: object, password: str = PASSWORD) -> None:
    """Type both, press Enter, and wait for the answer."""
    ui = dialog.ui
    for line_edit, text in ((ui.addressLineEdit, str(address)), (ui.passwordLineEdit, password)):
        line_edit.clear()
        qtbot.keyClicks(line_edit, text)
    qtbot.keyClick(ui.passwordLineEdit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not ui.busyWidget.isVisible(), timeout=20_000)


def test_an_empty_database_can_take_this_practice(
    qtbot: QtBot, empty: ServerAddress, memory: MemoryKeyring, postgresql: PostgresServer
) -> None:
    dialog = opened(qtbot)
    ui = dialog.ui
    assert str(FILE) in ui.placeLabel.text()
    assert not ui.applyButton.isVisible()
    assert_accessible(dialog)
    enter(qtbot, dialog, empty)
    assert ui.moveCard.isVisible()
    assert ui.joinCard.isHidden()
    assert keys.get_secret(empty, DATABASE_PASSWORD) == PASSWORD
    assert_accessible(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.choice is not None
    assert (dialog.choice.address, dialog.choice.key) == (empty, None)
    count = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    assert postgresql.sql(empty.database, count) == "0", "trying creates nothing"


def test_the_files_size_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "practice.opportal"
    file.write_bytes(bytes(3 * 1024 * 1024))
    (tmp_path / "practice.opportal-wal").write_bytes(bytes(1024 * 1024))
    dialog = opened(qtbot, file)
    qtbot.waitUntil(dialog.ui.stateLabel.isVisible)
    assert dialog.ui.stateLabel.text().startswith("4.00 MiB")


def test_a_server_is_asked_whether_it_answers(
    qtbot: QtBot, practice: ServerAddress, postgresql: PostgresServer
) -> None:
    keys.set_secret(practice, DATABASE_PASSWORD, PASSWORD)
    dialog = opened(qtbot, practice)
    ui = dialog.ui
    assert practice.name in ui.placeLabel.text()
    qtbot.waitUntil(lambda: "answers" in ui.stateLabel.text(), timeout=20_000)
    assert "private (TLS), and the server proved its name" in ui.stateLabel.text()
    assert PASSWORD not in ui.placeLabel.text() + ui.stateLabel.text()

    postgresql.sql("postgres", f'ALTER DATABASE "{practice.database}" RENAME TO away')
    dialog = opened(qtbot, practice)
    qtbot.waitUntil(lambda: "no database of the name" in dialog.ui.stateLabel.text(), timeout=20_000)
    postgresql.sql("postgres", f'ALTER DATABASE away RENAME TO "{practice.database}"')


def test_what_it_has_set_for_all_is_only_shown(qtbot: QtBot) -> None:
    dialog = PracticeServer(FILE, fixed="IT has set this for everybody.")
    qtbot.addWidget(dialog)
    dialog.show()
    ui = dialog.ui
    assert "IT has set this" in ui.messageBar.text
    assert str(FILE) in ui.placeLabel.text()
    for part in (ui.addressLineEdit, ui.passwordLineEdit, ui.tryButton, ui.applyButton):
        assert not part.isVisible()
    assert_accessible(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_what_was_tried_is_no_longer_offered_once_the_address_changes(qtbot: QtBot, empty: ServerAddress) -> None:
    dialog = opened(qtbot)
    enter(qtbot, dialog, empty)
    qtbot.keyClicks(dialog.ui.addressLineEdit, "x")
    assert dialog.ui.moveCard.isHidden()
    assert dialog.ui.applyButton.isHidden()
    assert not dialog.ui.messageBar.isVisible()


def test_a_practice_that_is_there_opens_with_its_recovery_code(
    qtbot: QtBot, practice: ServerAddress, memory: MemoryKeyring
) -> None:
    dialog = opened(qtbot, None)
    ui = dialog.ui
    assert ui.nowCard.isHidden()
    enter(qtbot, dialog, practice)
    assert ui.joinCard.isVisible()
    assert ui.codeEdit.hasFocus()
    assert_accessible(dialog)
    for code, words in (
        ("ABCDE", "groups"),
        (recovery_code(secrets.token_bytes(32)), "not of the practice in this database"),
    ):
        ui.codeEdit.setPlainText(code)
        qtbot.mouseClick(ui.applyButton, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not ui.busyWidget.isVisible(), timeout=20_000)
        assert words in ui.codeErrorLabel.text()
        assert dialog.choice is None
    ui.codeEdit.setPlainText(recovery_code(KEY))
    qtbot.mouseClick(ui.applyButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.choice is not None, timeout=20_000)
    assert dialog.choice is not None
    assert (dialog.choice.address, dialog.choice.key) == (practice, KEY)
    assert keys.find_key(practice) == KEY
    assert KEY.hex() not in repr(dialog.choice)


def test_a_password_within_the_address_moves_to_its_own_field(qtbot: QtBot, empty: ServerAddress) -> None:
    dialog = opened(qtbot)
    enter(qtbot, dialog, str(empty).replace("@", f":{PASSWORD}@", 1), password="")
    assert dialog.ui.addressLineEdit.text() == str(empty)
    assert dialog.ui.passwordLineEdit.text() == PASSWORD
    assert dialog.ui.moveCard.isVisible()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "must start with postgresql://"),
        ("db.example.org/practice", "must start with postgresql://"),
        ("postgresql://opportal@db.example.org", "names no database"),
        ("postgresql://opportal@db.example.org/practice?sslmode=disable", "would let others on the network read"),
        # Reserved: no server ever has this name.
        ("postgresql://opportal@db.invalid/practice", "does not answer (port 5432)"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_beside_it(qtbot: QtBot, address: str, words: str) -> None:
    dialog = opened(qtbot)
    enter(qtbot, dialog, address)
    assert words in dialog.ui.addressErrorLabel.text()
    assert dialog.ui.addressLineEdit.text() == address
    assert not dialog.ui.applyButton.isVisible()


def test_a_wrong_password_is_told_beside_it_and_not_kept(
    qtbot: QtBot, empty: ServerAddress, memory: MemoryKeyring
) -> None:
    dialog = opened(qtbot)
    enter(qtbot, dialog, empty, "wrong")
    assert "did not accept the user name" in dialog.ui.passwordErrorLabel.text()
    assert memory.values() == []


def test_a_database_of_that_name_is_missing(qtbot: QtBot, postgresql: PostgresServer) -> None:
    dialog = opened(qtbot)
    enter(qtbot, dialog, postgresql.tls_address("no_such_database"))
    assert "no database of this name" in dialog.ui.addressErrorLabel.text()


def test_another_programs_database_is_left_alone(
    qtbot: QtBot, empty: ServerAddress, postgresql: PostgresServer
) -> None:
    postgresql.sql(empty.database, "CREATE TABLE invoices (id int)")
    dialog = opened(qtbot)
    enter(qtbot, dialog, empty)
    assert "no practice’s records" in dialog.ui.addressErrorLabel.text()
    assert not dialog.ui.applyButton.isVisible()


def test_a_user_who_may_not_create_tables_is_told_before_the_move(
    qtbot: QtBot, empty: ServerAddress, postgresql: PostgresServer
) -> None:
    postgresql.sql(empty.database, "REVOKE CREATE ON SCHEMA public FROM public")
    postgresql.sql(empty.database, f"CREATE ROLE reader_{empty.database} LOGIN PASSWORD '{PASSWORD}'")
    dialog = opened(qtbot)
    enter(qtbot, dialog, postgresql.tls_address(empty.database, f"reader_{empty.database}"))
    assert "does not let it read and change" in dialog.ui.messageBar.text
    postgresql.sql(empty.database, f"DROP ROLE reader_{empty.database}")


def test_a_server_that_cannot_prove_its_name_gets_no_password(qtbot: QtBot, postgresql: PostgresServer) -> None:
    dialog = opened(qtbot)
    enter(qtbot, dialog, postgresql.tls_address("postgres", name="another.example.org"))
    assert "could not be made private" in dialog.ui.messageBar.text


def test_without_a_keyring_the_password_has_nowhere_to_go(qtbot: QtBot, empty: ServerAddress) -> None:
    dialog = opened(qtbot)
    with keyring_in_use(AbsentKeyring()):
        enter(qtbot, dialog, empty)
    assert dialog.ui.messageBar.isVisible()
    assert "keyring" in dialog.ui.messageBar.text
    assert not dialog.ui.applyButton.isVisible()


def test_from_server_to_empty_server_is_not_for_this_window(
    qtbot: QtBot, practice: ServerAddress, empty: ServerAddress
) -> None:
    dialog = opened(qtbot, practice)
    enter(qtbot, dialog, empty)
    assert "with the server’s own tools" in dialog.ui.messageBar.text
    enter(qtbot, dialog, practice)
    assert "works with this database already" in dialog.ui.messageBar.text
    assert not dialog.ui.applyButton.isVisible()
