# SPDX-License-Identifier: GPL-3.0-or-later
"""Setting up a practice, page by page, as the first manager does; and every way it can end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.practice_setup import PracticeSetup
from opportal_desktop.desktop.recovery_code_entry import RecoveryCodeEntry
from opportal_desktop.records import keys
from opportal_desktop.records.network_paths import on_network
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.recovery_code import GROUPS, parse_recovery_code
from opportal_desktop.records.settings import load_settings
from opportal_desktop.records.staff import all_staff
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.memory_keyring import AbsentKeyring, LockedKeyring, MemoryKeyring, keyring_in_use

START, PRACTICE, CODE, CONFIRM = range(4)


class Setup:
    """The wizard in the hands of a person."""

    def __init__(self, qtbot: QtBot, prompts: RecordingPrompts, path: Path) -> None:
        self.qtbot, self.prompts = qtbot, prompts
        self.printed: list[QTextDocument] = []
        self.dialog = PracticeSetup(prompts, path, login="mira", staff_name="Mira Chen", print_document=self._print)
        qtbot.addWidget(self.dialog, before_close_func=QWidget.hide)
        self.ui = self.dialog.ui
        self.dialog.show()

    def _print(self, document: QTextDocument, parent: QWidget) -> bool:
        self.printed.append(document)
        return True

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def next(self) -> None:
        self.click(self.ui.nextButton)

    def page(self) -> int:
        return self.ui.pageStack.currentIndex()

    def type(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def to_code(self) -> None:
        self.next()
        self.type(self.ui.practiceNameLineEdit, "Maple Street Pediatrics")
        self.type(self.ui.practicePhoneLineEdit, "4135550100")
        self.next()
        assert self.page() == CODE

    def shown_groups(self) -> list[str]:
        return [getattr(self.ui, f"group{number}Label").text() for number in range(1, GROUPS + 1)]

    def type_groups_back(self) -> None:
        """As read from the printout: in lower case."""
        groups = self.shown_groups()
        self.next()
        for label, field in (
            (self.ui.firstGroupLabel, self.ui.firstGroupLineEdit),
            (self.ui.secondGroupLabel, self.ui.secondGroupLineEdit),
        ):
            number = int(re.sub(r"\D", "", label.text()))
            self.type(field, groups[number - 1].lower())

    def wait_until_done(self) -> None:
        self.qtbot.waitUntil(lambda: self.ui.nextButton.isEnabled() or not self.dialog.isVisible(), timeout=10_000)


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(keys.KEY_VARIABLE, raising=False)
    monkeypatch.delenv(keys.KEY_FILE_VARIABLE, raising=False)
    backend = MemoryKeyring()
    with keyring_in_use(backend):
        yield backend


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "practice.opportal"


@pytest.fixture
def wizard(qtbot: QtBot, prompts: RecordingPrompts, path: Path) -> Setup:
    return Setup(qtbot, prompts, path)


def files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_a_practice_is_set_up_and_opens(wizard: Setup, path: Path, tmp_path: Path) -> None:
    wizard.to_code()
    shown = parse_recovery_code(" ".join(wizard.shown_groups()))
    wizard.type_groups_back()
    assert files(tmp_path) == []
    wizard.next()
    wizard.wait_until_done()
    assert wizard.dialog.result() == QDialog.DialogCode.Accepted
    assert (wizard.dialog.place, wizard.dialog.key, wizard.dialog.key_file) == (path, shown, None)
    assert files(tmp_path) == ["data/practice.opportal"]
    records = open_records(path, keys.find_key(path))
    settings = load_settings(records)
    assert (settings.practice_name, settings.time_zone) == ("Maple Street Pediatrics", "America/New_York")
    assert [(member.name, member.is_manager) for member in all_staff()] == [("Mira Chen", True)]
    records.close()


def test_by_keyboard_alone(wizard: Setup, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.keyClick(wizard.dialog, Qt.Key.Key_Return)
    qtbot.keyClicks(wizard.dialog.focusWidget(), "Maple Street Pediatrics")
    qtbot.keyClick(wizard.dialog.focusWidget(), Qt.Key.Key_Return)
    assert wizard.page() == CODE
    qtbot.keyClick(wizard.dialog.focusWidget(), Qt.Key.Key_Return)
    assert wizard.page() == CONFIRM
    assert wizard.dialog.focusWidget() is wizard.ui.firstGroupLineEdit


def test_wrong_groups_create_nothing(wizard: Setup, tmp_path: Path) -> None:
    wizard.to_code()
    wizard.next()
    wizard.type(wizard.ui.firstGroupLineEdit, "XXXXX")
    wizard.next()
    assert "not group" in wizard.ui.firstGroupErrorLabel.text()
    assert "not group" in wizard.ui.secondGroupErrorLabel.text()
    assert wizard.dialog.focusWidget() is wizard.ui.firstGroupLineEdit
    assert files(tmp_path) == []


def test_going_back_keeps_the_printed_code_and_the_asked_groups(wizard: Setup) -> None:
    wizard.to_code()
    groups = wizard.shown_groups()
    wizard.next()
    asked = wizard.ui.firstGroupLabel.text()
    wizard.click(wizard.ui.backButton)
    wizard.click(wizard.ui.backButton)
    assert wizard.page() == PRACTICE
    wizard.next()
    assert wizard.shown_groups() == groups
    wizard.next()
    assert wizard.ui.firstGroupLabel.text() == asked


def test_name_phone_and_person_are_checked(wizard: Setup) -> None:
    wizard.next()
    wizard.type(wizard.ui.practicePhoneLineEdit, "123")
    wizard.ui.staffNameLineEdit.clear()
    wizard.next()
    assert wizard.page() == PRACTICE
    assert wizard.ui.practiceNameErrorLabel.text()
    assert wizard.ui.practicePhoneErrorLabel.text()
    assert wizard.ui.staffNameErrorLabel.text()


def test_printed_page_has_every_group_and_the_copy_too(wizard: Setup, tmp_path: Path) -> None:
    wizard.to_code()
    wizard.click(wizard.ui.printButton)
    (document,) = wizard.printed
    text = document.toPlainText()
    assert all(group in text for group in wizard.shown_groups())
    assert "Maple Street Pediatrics" in text
    pdf = tmp_path / "sheet.pdf"
    writer = QPdfWriter(str(pdf))
    document.print_(writer)
    del writer
    assert pdf.read_bytes().count(b"/Type /Page\n") == 1
    wizard.click(wizard.ui.copyButton)
    assert QGuiApplication.clipboard().text() == "-".join(wizard.shown_groups())
    assert wizard.ui.codeNoteLabel.text().startswith("Copied")


def test_a_place_in_use_is_refused_and_another_folder_taken(
    qtbot: QtBot, prompts: RecordingPrompts, path: Path, tmp_path: Path
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"records")
    wizard = Setup(qtbot, prompts, path)
    assert "already a file" in wizard.ui.placeErrorLabel.text()
    wizard.next()
    assert wizard.page() == START
    prompts.answer(tmp_path / "other")
    wizard.click(wizard.ui.changePlaceButton)
    assert wizard.ui.placeLineEdit.text() == str(tmp_path / "other" / "practice.opportal")
    assert not wizard.ui.placeErrorLabel.text()
    wizard.next()
    assert wizard.page() == PRACTICE
    assert path.read_bytes() == b"records"


def test_a_network_folder_is_refused_with_the_reason(
    wizard: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text("36 35 98:0 / / rw - ext4 /dev/sda rw\n37 36 0:1 / /mnt/share rw - cifs //server/share rw\n")
    monkeypatch.setattr(
        "opportal_desktop.registration.new_practice.on_network", lambda place: on_network(place, mounts)
    )
    wizard.prompts.answer(Path("/mnt/share/practice"))
    wizard.click(wizard.ui.changePlaceButton)
    assert "another computer or shared drive" in wizard.ui.placeErrorLabel.text()
    wizard.next()
    assert wizard.page() == START


def test_a_locked_keyring_is_told_and_the_same_button_tries_again(
    wizard: Setup, memory: MemoryKeyring, tmp_path: Path
) -> None:
    wizard.to_code()
    wizard.type_groups_back()
    keyring.set_keyring(LockedKeyring())
    wizard.next()
    wizard.wait_until_done()
    assert "is locked" in wizard.ui.messageBar.text
    assert files(tmp_path) == []
    keyring.set_keyring(memory)
    wizard.next()
    wizard.wait_until_done()
    assert wizard.dialog.result() == QDialog.DialogCode.Accepted


def test_without_a_keyring_the_key_goes_to_a_private_file_if_one_agrees(
    wizard: Setup, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(AbsentKeyring())
    wizard.to_code()
    wizard.type_groups_back()
    wizard.next()
    wizard.wait_until_done()
    assert wizard.ui.keyFileCard.isVisible()
    assert files(tmp_path) == []
    assert_accessible(wizard.dialog)
    wizard.ui.keyFileCheckBox.click()
    wizard.next()
    assert wizard.ui.keyFileErrorLabel.text() == "Choose where the key file goes."
    key_file = tmp_path / "key.txt"
    wizard.prompts.answer(key_file)
    wizard.click(wizard.ui.keyFileButton)
    wizard.next()
    wizard.wait_until_done()
    assert wizard.dialog.result() == QDialog.DialogCode.Accepted
    assert wizard.dialog.key_file == key_file
    assert "OPPORTAL_KEY_FILE" in wizard.prompts.shown[-1].text
    monkeypatch.setenv(keys.KEY_FILE_VARIABLE, str(key_file))
    open_records(path, keys.find_key(path)).close()


def test_stopping_before_there_is_a_code_does_not_ask(wizard: Setup, qtbot: QtBot, tmp_path: Path) -> None:
    wizard.next()
    qtbot.keyClick(wizard.dialog, Qt.Key.Key_Escape)
    assert not wizard.dialog.isVisible()
    assert files(tmp_path) == []


def test_stopping_with_a_code_asks(wizard: Setup, qtbot: QtBot, tmp_path: Path, memory: MemoryKeyring) -> None:
    wizard.to_code()
    wizard.prompts.answer("go on", "stop")
    qtbot.keyClick(wizard.dialog, Qt.Key.Key_Escape)
    assert wizard.dialog.isVisible()
    wizard.dialog.close()
    assert not wizard.dialog.isVisible()
    assert wizard.dialog.key is None
    assert memory.values() == []
    assert files(tmp_path) == []


def test_an_existing_practice_is_opened_instead(
    wizard: Setup, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[RecoveryCodeEntry] = []

    def accept(entry: RecoveryCodeEntry) -> int:
        opened.append(entry)
        entry.path, entry.key = tmp_path / "old.opportal", b"k" * 32
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(RecoveryCodeEntry, "exec", accept)
    wizard.ui.existingPracticeRadioButton.click()
    assert not wizard.ui.placeWidget.isVisible()
    wizard.next()
    assert len(opened) == 1
    assert wizard.dialog.result() == QDialog.DialogCode.Accepted
    assert (wizard.dialog.place, wizard.dialog.key) == (tmp_path / "old.opportal", b"k" * 32)


@pytest.mark.parametrize(
    "go",
    [
        lambda wizard: None,
        lambda wizard: wizard.next(),
        lambda wizard: wizard.to_code(),
        lambda wizard: (wizard.to_code(), wizard.next()),
    ],
    ids=["start", "practice", "code", "confirm"],
)
def test_each_page_is_accessible(wizard: Setup, go: Callable[[Setup], object]) -> None:
    go(wizard)
    assert_accessible(wizard.dialog)
