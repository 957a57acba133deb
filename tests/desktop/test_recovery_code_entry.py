# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a real encrypted file with its recovery code, right, mistyped, foreign, damaged, and without a keyring."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.recovery_code_entry import RecoveryCodeEntry
from opportal_desktop.records import keys
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.recovery_code import recovery_code
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.memory_keyring import AbsentKeyring, MemoryKeyring, keyring_in_use


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(keys.KEY_VARIABLE, raising=False)
    monkeypatch.delenv(keys.KEY_FILE_VARIABLE, raising=False)
    backend = MemoryKeyring()
    with keyring_in_use(backend):
        yield backend


@pytest.fixture
def key() -> bytes:
    return secrets.token_bytes(32)


@pytest.fixture
def file(tmp_path: Path, key: bytes) -> Path:
    path = tmp_path / "records" / "practice.opportal"
    create_records(path, key).close()
    return path


def opened(qtbot: QtBot, prompts: RecordingPrompts, path: Path | None) -> RecoveryCodeEntry:
    dialog = RecoveryCodeEntry(prompts, path)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def enter(qtbot: QtBot, dialog: RecoveryCodeEntry, code: str) -> None:
    dialog.ui.codeEdit.clear()
    qtbot.keyClicks(dialog.ui.codeEdit, code)
    qtbot.mouseClick(dialog.ui.openButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.ui.busyWidget.isVisible(), timeout=10_000)


def test_the_code_opens_the_file_and_the_key_is_kept(
    qtbot: QtBot, prompts: RecordingPrompts, file: Path, key: bytes
) -> None:
    dialog = opened(qtbot, prompts, file)
    assert dialog.focusWidget() is dialog.ui.codeEdit
    assert_accessible(dialog)
    enter(qtbot, dialog, recovery_code(key).lower().replace("-", " "))
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.path, dialog.key) == (file, key)
    assert keys.find_key(file) == key


def test_the_file_is_chosen(qtbot: QtBot, prompts: RecordingPrompts, file: Path, key: bytes) -> None:
    dialog = opened(qtbot, prompts, None)
    enter(qtbot, dialog, recovery_code(key))
    assert dialog.ui.fileErrorLabel.text() == "Choose the practice’s file."
    prompts.answer(file)
    qtbot.mouseClick(dialog.ui.browseButton, Qt.MouseButton.LeftButton)
    enter(qtbot, dialog, recovery_code(key))
    assert dialog.path == file


def test_a_mistyped_group_is_named_before_the_file_is_touched(
    qtbot: QtBot, prompts: RecordingPrompts, file: Path, key: bytes
) -> None:
    groups = recovery_code(key).split("-")
    groups[3] = groups[3][:-1] + ("0" if groups[3][-1] != "0" else "1")
    dialog = opened(qtbot, prompts, file)
    enter(qtbot, dialog, "-".join(groups))
    assert dialog.ui.codeErrorLabel.text().startswith("Group 4 differs")
    assert dialog.ui.codeEdit.toPlainText() == "-".join(groups)
    qtbot.keyClicks(dialog.ui.codeEdit, " ")
    assert not dialog.ui.codeErrorLabel.text()


def test_the_code_of_another_practice_is_told_apart(
    qtbot: QtBot, prompts: RecordingPrompts, file: Path, memory: MemoryKeyring
) -> None:
    before = file.read_bytes()
    dialog = opened(qtbot, prompts, file)
    enter(qtbot, dialog, recovery_code(secrets.token_bytes(32)))
    assert "it belongs to other records" in dialog.ui.codeErrorLabel.text()
    assert dialog.isVisible()
    assert file.read_bytes() == before
    assert memory.values() == []


def test_damage_is_told_apart(qtbot: QtBot, prompts: RecordingPrompts, file: Path, key: bytes) -> None:
    content = bytearray(file.read_bytes())
    content[100] ^= 255
    file.write_bytes(content)
    dialog = opened(qtbot, prompts, file)
    enter(qtbot, dialog, recovery_code(key))
    assert "The key fits, but part of the practice's file is damaged" in dialog.ui.messageBar.text
    assert file.read_bytes() == bytes(content)


def test_a_missing_file_is_told_beside_its_field(
    qtbot: QtBot, prompts: RecordingPrompts, tmp_path: Path, key: bytes
) -> None:
    dialog = opened(qtbot, prompts, tmp_path / "gone.opportal")
    enter(qtbot, dialog, recovery_code(key))
    assert dialog.ui.fileErrorLabel.text().startswith("There is no such file")


def test_without_a_keyring_it_opens_this_once(qtbot: QtBot, prompts: RecordingPrompts, file: Path, key: bytes) -> None:
    keyring.set_keyring(AbsentKeyring())
    dialog = opened(qtbot, prompts, file)
    prompts.answer("once")
    enter(qtbot, dialog, recovery_code(key))
    assert (dialog.result(), dialog.key, dialog.key_file) == (QDialog.DialogCode.Accepted, key, None)


def test_without_a_keyring_the_key_goes_to_a_file(
    qtbot: QtBot, prompts: RecordingPrompts, file: Path, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(AbsentKeyring())
    key_file = tmp_path / "key.txt"
    dialog = opened(qtbot, prompts, file)
    prompts.answer("file", key_file)
    enter(qtbot, dialog, recovery_code(key))
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)
    assert (dialog.key, dialog.key_file) == (key, key_file)
    assert "OPPORTAL_KEY_FILE" in prompts.shown[-1].text
    monkeypatch.setenv(keys.KEY_FILE_VARIABLE, str(key_file))
    assert keys.find_key(file) == key


def test_escape_changes_nothing(qtbot: QtBot, prompts: RecordingPrompts, file: Path, memory: MemoryKeyring) -> None:
    dialog = opened(qtbot, prompts, file)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.key, memory.values()) == (None, [])
