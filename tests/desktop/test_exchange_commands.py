# SPDX-License-Identifier: GPL-3.0-or-later
"""The File menu's import and export: who may, what goes out, and what a file that can't be read is told."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import list_export
from opportal_desktop.desktop.exchange_commands import ExchangeCommands
from opportal_desktop.desktop.import_roster import ImportRoster
from opportal_desktop.desktop.imported_authority import ImportedAuthority
from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.forms.ui_main_window import Ui_MainWindow
from opportal_desktop.records.models import AuditEntry
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.terms import StaffMember
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_family


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


@pytest.fixture
def who(manager: StaffMember) -> SimpleNamespace:
    return SimpleNamespace(staff=manager)


@pytest.fixture
def commands(
    qtbot: QtBot,
    records: Records,
    practice_place: tuple,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    who: SimpleNamespace,
) -> ExchangeCommands:
    window = QMainWindow()
    window.ui = Ui_MainWindow()
    window.ui.setupUi(window)
    qtbot.addWidget(window)
    return ExchangeCommands(records, practice_place[0], signals, prompts, window, lambda: who.staff)


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_imports_are_for_managers_and_the_menu_says_so(
    commands: ExchangeCommands, who: SimpleNamespace, front_desk: StaffMember
) -> None:
    ui = commands.parent().ui
    ui.fileMenu.aboutToShow.emit()
    assert ui.importAction.isEnabled()
    who.staff = front_desk
    ui.fileMenu.aboutToShow.emit()
    assert not ui.importAction.isEnabled()
    assert not ui.importedAuthorityAction.isEnabled()
    assert ui.importAction.text() == "&Import a roster… (for managers)"


def test_a_file_that_is_no_roster_is_told_in_words(
    qtbot: QtBot, commands: ExchangeCommands, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"PK\x03\x04")
    prompts.answer(path, tmp_path / "gone.csv", None)
    commands.import_roster()
    qtbot.waitUntil(lambda: "This is an Excel workbook." in prompts.shown[-1].text)
    commands.import_roster()
    qtbot.waitUntil(lambda: "No such file" in prompts.shown[-1].text)
    commands.import_roster()
    assert prompts.shown[-1].kind == "choose_open_file"


def test_the_way_leads_to_the_import_and_to_the_review(
    qtbot: QtBot, commands: ExchangeCommands, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("First name,Last name,DOB\nMateo,García,2019-03-05\n", encoding="utf-8")
    prompts.answer(path)
    commands.import_roster()
    qtbot.waitUntil(lambda: bool(commands.parent().findChildren(ImportRoster)))
    (dialog,) = commands.parent().findChildren(ImportRoster)
    dialog.review_requested.emit()
    dialog.close()
    commands.review()
    assert commands.parent().findChildren(ImportedAuthority)[-1].ui.titleLabel.text() == "Imported Authority"


@pytest.mark.parametrize(
    ("search", "export", "first"),
    [
        ("garcia", "export_found", "Chart"),
        ("", "export_contacts", "Name"),
        ("", "export_messages", "When"),
        ("", "export_family", "Name"),
    ],
)
def test_lists_go_out_whole(
    qtbot: QtBot,
    commands: ExchangeCommands,
    prompts: RecordingPrompts,
    family: Family,
    tmp_path: Path,
    search: str,
    export: str,
    first: str,
) -> None:
    ui = commands.parent().ui
    ui.searchLineEdit.setText(search)
    page = QWidget()
    page.patient_id = family.mateo
    ui.tabWidget.setCurrentIndex(ui.tabWidget.addTab(page, "García"))
    ui.exportMenu.aboutToShow.emit()
    assert ui.exportFoundAction.isEnabled() == bool(search)
    assert ui.exportFamilyAction.isEnabled()
    path = tmp_path / "list.csv"
    prompts.answer("export", path)
    getattr(commands, export)()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: prompts.shown[-1].kind == "tell")
    rows = table(path)
    assert rows[0][0] == first
    assert len(rows) > 1
    assert f"{len(rows) - 1} row" in prompts.shown[-1].text
    noted = AuditEntry.get(AuditEntry.action == "exported")
    assert json.loads(noted.changes)["rows"] == [None, len(rows) - 1]
    assert noted.patient_id == (family.mateo if export == "export_family" else None)


def test_the_patient_in_front_goes_out_as_fhir(
    commands: ExchangeCommands, prompts: RecordingPrompts, family: Family, tmp_path: Path
) -> None:
    ui = commands.parent().ui
    ui.exportMenu.aboutToShow.emit()
    assert not ui.exportPatientAction.isEnabled()
    commands.export_patient()
    page = QWidget()
    page.patient_id = family.mateo
    ui.tabWidget.setCurrentIndex(ui.tabWidget.addTab(page, "García"))
    path = tmp_path / "patient.json"
    prompts.answer("export", path)
    commands.export_patient()
    assert json.loads(path.read_text("utf-8"))["entry"][0]["resource"]["resourceType"] == "Patient"
    prompts.answer("export", tmp_path / "no folder" / "patient.json", "cancel")
    commands.export_patient()
    assert "could not be written" in prompts.shown[-1].text
    commands.export_patient()


def test_a_long_export_can_be_cancelled_and_leaves_no_file(
    qtbot: QtBot, prompts: RecordingPrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = MessageBar(window)
    monkeypatch.setattr(list_export, "_SHOWN_AFTER_MS", 0)

    noted: list[int] = []

    def export(rows: Callable[[], Iterator[tuple[str]]]) -> list_export._ListExport:
        prompts.answer("export", tmp_path / "list.csv")
        list_export.export_list(window, prompts, bar, tmp_path / "list.csv", ("Number",), rows(), noted.append, 3)
        return window.findChildren(list_export._ListExport)[-1]

    def endless() -> Iterator[tuple[str]]:
        while True:
            yield ("1",)

    export(endless)._progress.cancel()
    qtbot.waitUntil(lambda: bar.text == "Cancelled: no file was written.")

    def broken() -> Iterator[tuple[str]]:
        yield ("1",)
        raise OSError(28, "No space left on device")

    export(broken)
    qtbot.waitUntil(lambda: "No space left on device" in bar.text)

    def unread() -> Iterator[tuple[str]]:
        yield ("1",)
        raise RecordsBusyError

    export(unread)
    qtbot.waitUntil(lambda: bar.text == "The records could not be used; no file was written. Try again.")
    assert list(tmp_path.iterdir()) == []
    assert not noted
    export(lambda: iter([("1",), ("2",)]))
    qtbot.waitUntil(lambda: bar.text.startswith("2 rows are in"))
    assert "No more than that" not in bar.text
    export(lambda: iter([("1",), ("2",), ("3",)]))
    qtbot.waitUntil(lambda: "No more than that go into one file" in bar.text)
    assert noted == [2, 3]
