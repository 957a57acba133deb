# SPDX-License-Identifier: GPL-3.0-or-later
"""A manager brings a roster in, from the menu to the release of its Authority, with the real process behind it."""

from __future__ import annotations

import csv
import getpass
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QProcess, Qt
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import imported_authority
from opportal_desktop.desktop.import_roster import ImportRoster, _left
from opportal_desktop.desktop.imported_authority import ImportedAuthority as ReviewDialog
from opportal_desktop.desktop.models import imported_authority_model
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.exchange.csv_reading import look_at
from opportal_desktop.records import staff
from opportal_desktop.records.models import Contact, ImportedAuthority, Message, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.registration.imported_authority import dismiss
from opportal_desktop.terms import Authority, StaffMember, StaffRole
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.typing_keys import choose
from tests.exchange.test_fhir import MATEO as FHIR_MATEO
from tests.exchange.test_fhir import ndjson
from tests.exchange.test_importing import HEADER, LUCIA, MATEO
from tests.registration.conftest import Desk

SECONDS = 20_000


@pytest.fixture
def me(records: Records) -> StaffMember:
    """The import's process knows who works here by the login."""
    with records.transaction():
        return staff.add(getpass.getuser(), "Mira Chen", StaffRole.MANAGER, records.clock())


@pytest.fixture
def roster(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "roster.csv"
    rows = getattr(request, "param", (MATEO, LUCIA, LUCIA.replace("A2", "A3").replace("2021-07-09", "soon")))
    path.write_text("\n".join((HEADER, *rows)))
    return path


@pytest.fixture
def dialog(
    qtbot: QtBot,
    records: Records,
    practice_place: tuple,
    me: StaffMember,
    roster: Path,
    prompts: RecordingPrompts,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[ImportRoster]:
    place, key = practice_place
    key_file = tmp_path / "key"
    key_file.touch(mode=0o600)
    key_file.write_text(key.hex())
    for name in [name for name in os.environ if name.startswith("OPPORTAL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("OPPORTAL_KEY_FILE", str(key_file))
    monkeypatch.setenv("OPPORTAL_DATA_DIR", str(tmp_path))
    made = ImportRoster(prompts, place, roster, look_at(roster))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.process.cancel()
    qtbot.waitUntil(lambda: not made.process.is_running, timeout=SECONDS)


def wait_for(qtbot: QtBot, dialog: ImportRoster, page: str) -> None:
    qtbot.waitUntil(lambda: dialog.ui.stack.currentWidget().objectName() == page, timeout=SECONDS)


def press(qtbot: QtBot, dialog: ImportRoster) -> None:
    qtbot.mouseClick(dialog.ui.nextButton, Qt.MouseButton.LeftButton)


def test_the_order_of_day_and_month_follows_the_column_that_is_said_to_be_the_date(
    qtbot: QtBot, practice_place: tuple, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("First name;Last name;Geburtstag\nZoë;Okafor;5/6/2017\nMateo;García;14/03/2018\n")
    dialog = ImportRoster(prompts, practice_place[0], path, look_at(path))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.columns is not None
    dates = dialog.ui.datesComboBox
    assert dates.currentText() == "Month first: March 5"
    choose(qtbot, dialog.columns.boxes[2], "Patient: Date of birth")
    assert dates.currentText() == "Day first: May 3"
    choose(qtbot, dates, "Month first: March 5")
    choose(qtbot, dialog.columns.boxes[0], "Patient: Nickname")
    assert dates.currentText() == "Month first: March 5", "a person has the last word"


ALIKE = [MATEO.replace("A1,", f"B{number},").replace("García", f"Reyes{'abcdefg'[number]}") for number in range(7)]


@pytest.mark.parametrize("roster", [[*(row.replace("03/05/2019", "soon") for row in ALIKE), MATEO]], indirect=True)
def test_what_is_told_of_many_rows_stands_in_one_line(qtbot: QtBot, dialog: ImportRoster) -> None:
    press(qtbot, dialog)
    wait_for(qtbot, dialog, "checkPage")
    model = dialog.ui.reportsTableView.model()
    assert model.rowCount() == 1
    lines, outcome, words = (model.index(0, column).data() for column in range(3))
    assert (lines, outcome) == ("7 rows", "Left out")
    assert words.startswith("DOB is not a date")
    assert words.endswith("Lines 2, 3, 4 and 4 more.")
    assert dialog.ui.checkMessageBar.text.startswith("7 rows would be left out.")
    assert not dialog.ui.moreReportsLabel.text()


def test_columns_check_import_and_the_way_to_what_waits(
    qtbot: QtBot, dialog: ImportRoster, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    ui = dialog.ui
    assert dialog.columns is not None
    assert dialog.columns.boxes[0].currentText() == "Patient: Chart number"
    assert_accessible(dialog)
    press(qtbot, dialog)
    assert ui.stack.currentWidget() is ui.progressPage
    wait_for(qtbot, dialog, "checkPage")
    assert ui.checkMessageBar.text.startswith("1 row would be left out.")
    assert ui.checkSummaryLabel.text().startswith("3 rows: 2 new patients and 2 new contacts would be added")
    assert ui.reportsTableView.model().index(0, 2).data().startswith("DOB is not a date")
    assert not Patient.select().count()
    assert_accessible(dialog)
    problems = tmp_path / "mine.csv"
    prompts.answer("save", problems)
    qtbot.mouseClick(ui.saveProblemsButton, Qt.MouseButton.LeftButton)
    wait_for(qtbot, dialog, "checkPage")
    assert "They hold patients’ data" in ui.checkMessageBar.text
    with problems.open(encoding="utf-8-sig", newline="") as file:
        assert [row["MRN"] for row in csv.DictReader(file)] == ["A3"]
    press(qtbot, dialog)
    wait_for(qtbot, dialog, "donePage")
    assert Patient.select().count() == 2
    assert not Message.select().count()
    assert "3 family contacts wait for a manager" in ui.doneMessageBar.text
    assert_accessible(dialog)
    with qtbot.waitSignal(dialog.review_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_a_column_that_is_needed_is_asked_for(qtbot: QtBot, dialog: ImportRoster) -> None:
    assert dialog.columns is not None
    dialog.columns.boxes[3].setCurrentIndex(0)
    assert dialog.ui.columnsMessageBar.text == "Say which column is the patient’s date of birth."
    assert not dialog.ui.nextButton.isEnabled()
    role = next(box for box in dialog.columns.boxes if box.currentText() == "Contact 1: Role/Reason")
    assert dialog.columns.roles[1].isHidden()
    role.setCurrentIndex(0)
    assert not dialog.columns.roles[1].isHidden()


def test_cancel_leaves_nothing_and_one_can_go_on(qtbot: QtBot, dialog: ImportRoster) -> None:
    press(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    wait_for(qtbot, dialog, "columnsPage")
    assert dialog.isVisible()
    assert "Cancelled. Nothing was imported" in dialog.ui.columnsMessageBar.text
    assert dialog.ui.nextButton.isEnabled()


def test_closing_the_window_while_it_imports_asks_and_leaves_nothing(
    qtbot: QtBot, dialog: ImportRoster, prompts: RecordingPrompts
) -> None:
    press(qtbot, dialog)
    wait_for(qtbot, dialog, "checkPage")
    press(qtbot, dialog)
    prompts.answer("keep")
    assert not dialog.close()
    assert not dialog.ui.progressLabel.text().startswith("Cancelling")
    prompts.answer("stop")
    assert not dialog.close()
    assert prompts.shown[-1].title == "Stop the import?"
    qtbot.waitUntil(lambda: not dialog.process.is_running, timeout=SECONDS)
    if Patient.select().count():
        # It was quicker, and says so.
        assert dialog.ui.doneTitleLabel.text() == "The roster was imported before it could be stopped"
        assert dialog.isVisible()
    else:
        assert not dialog.isVisible()


def test_an_import_that_was_quicker_than_its_cancelling_says_so(qtbot: QtBot, dialog: ImportRoster) -> None:
    press(qtbot, dialog)
    wait_for(qtbot, dialog, "checkPage")
    press(qtbot, dialog)
    # As if it had been closed when all was written and its word came too late.
    dialog._close_when_stopped = dialog._stopped = True
    wait_for(qtbot, dialog, "donePage")
    assert dialog.isVisible()
    assert dialog.ui.doneTitleLabel.text() == "The roster was imported before it could be stopped"
    assert dialog.close()


def test_the_process_has_ended_before_its_answer_is_told(qtbot: QtBot, dialog: ImportRoster) -> None:
    states: list[QProcess.ProcessState] = []

    def look(outcome: object) -> None:
        states.extend(process.state() for process in dialog.process.findChildren(QProcess))

    dialog.process.done.connect(look)
    press(qtbot, dialog)
    wait_for(qtbot, dialog, "checkPage")
    # Else a program that ends right after it would end it, and complain.
    assert states == [QProcess.ProcessState.NotRunning]


def test_what_cant_be_done_is_told_where_one_goes_on(qtbot: QtBot, dialog: ImportRoster, me: StaffMember) -> None:
    staff.set_role(me.id, StaffRole.FRONT_DESK)
    press(qtbot, dialog)
    wait_for(qtbot, dialog, "columnsPage")
    assert "Only managers import patients" in dialog.ui.columnsMessageBar.text


def test_fhir_needs_no_columns_and_is_checked_at_once(
    qtbot: QtBot, dialog: ImportRoster, practice_place: tuple, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    path = ndjson(tmp_path / "Patient.ndjson", FHIR_MATEO, "{broken", FHIR_MATEO | {"id": "2", "birthDate": "2019"})
    fhir = ImportRoster(prompts, practice_place[0], path, None)
    qtbot.addWidget(fhir)
    fhir.show()
    wait_for(qtbot, fhir, "checkPage")
    assert fhir.ui.backButton.isHidden()
    assert fhir.ui.checkMessageBar.text.startswith("2 rows would be left out.")
    press(qtbot, fhir)
    wait_for(qtbot, fhir, "donePage")
    assert [row.first_name for row in Patient.select()] == ["Mateo"]
    assert fhir.ui.reviewButton.isHidden()


@pytest.mark.parametrize(
    ("seconds", "words"), [(2, "A few seconds left."), (31, "About 35 seconds left."), (61, "About 2 minutes left.")]
)
def test_the_time_left_is_said_as_people_say_it(seconds: float, words: str) -> None:
    assert _left(seconds) == words


# --------------------------------------------------------------------------------------------------------- the review


@pytest.fixture
def review(
    qtbot: QtBot, records: Records, signals: RecordsSignals, prompts: RecordingPrompts, me: StaffMember, tmp_path: Path
) -> ReviewDialog:
    desk = Desk(records, me, records.clock)
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.add(mateo, home_email="ana@example.com").draft.contact_id
    desk.link(lucia, ana)
    luis = desk.add(lucia, "Luis", "Pérez", home_email="luis@example.com").draft.contact_id
    for patient, contact, authority in (
        (mateo, ana, Authority.JOINT),
        (lucia, ana, Authority.JOINT),
        (lucia, luis, Authority.EXCLUSIVE),
    ):
        ImportedAuthority.create(
            patient=patient, contact=contact, authority=authority, imported_at=records.clock(), imported_by="Mira"
        )
    made = ReviewDialog(records, signals, prompts, me, tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_are_released_but_what_asks_for_a_reason(
    qtbot: QtBot, review: ReviewDialog, prompts: RecordingPrompts
) -> None:
    assert review.ui.titleLabel.text() == "Imported Authority: 3 to review"
    assert_accessible(review)
    prompts.answer("release")
    with qtbot.waitSignal(review.released):
        qtbot.mouseClick(review.ui.releaseAllButton, Qt.MouseButton.LeftButton)
    assert "1 Welcome Email will go out" in review.ui.messageBar.text
    assert "1 stays here" in review.ui.messageBar.text
    assert Message.select().count() == 1
    review.ui.waitingTableView.selectRow(0)
    qtbot.waitUntil(lambda: "needs a reason" in review.ui.effectLabel.text())
    prompts.answer("cancel")
    qtbot.mouseClick(review.ui.releaseButton, Qt.MouseButton.LeftButton)
    assert Message.select().count() == 1
    prompts.answer(("release", "Court order seen"))
    with qtbot.waitSignal(review.released):
        qtbot.mouseClick(review.ui.releaseButton, Qt.MouseButton.LeftButton)
    assert review.ui.listStack.currentWidget() is review.ui.emptyPage
    assert Message.select().count() == 2


@pytest.mark.file_only
def test_what_cannot_be_released_waits(
    qtbot: QtBot,
    review: ReviewDialog,
    prompts: RecordingPrompts,
    records: Records,
    caplog: pytest.LogCaptureFixture,
) -> None:
    prompts.answer("release")
    records.db.execute_sql("PRAGMA query_only = 1")
    qtbot.mouseClick(review.ui.releaseAllButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "the rest waits" in review.ui.messageBar.text)
    records.db.execute_sql("PRAGMA query_only = 0")
    caplog.clear()
    assert ImportedAuthority.select().count() == 3
    assert not Message.select().count()


def test_what_is_selected_is_foreseen_dismissed_and_exported(
    qtbot: QtBot, review: ReviewDialog, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    review.ui.waitingTableView.selectRow(0)
    qtbot.waitUntil(lambda: "one Welcome Email to ana@example.com" in review.ui.effectLabel.text())
    path = tmp_path / "list.csv"
    prompts.answer("export", path)
    qtbot.mouseClick(review.ui.exportButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(path.exists)
    assert path.read_text("utf-8-sig").splitlines()[1].startswith('"García, Mateo","03/05/2019","Ana López","Mother"')
    qtbot.mouseClick(review.ui.dismissButton, Qt.MouseButton.LeftButton)
    assert review.ui.titleLabel.text() == "Imported Authority: 2 to review"
    assert Contact.select().count() == 2


def test_what_is_selected_stays_selected_while_others_work(
    qtbot: QtBot, records: Records, review: ReviewDialog, me: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = review.ui.waitingTableView
    first, second, third = (row.id for row in review.model.rows)
    table.selectRow(1)
    # At another PC. Pages are short, so that the list has more than one.
    monkeypatch.setattr(imported_authority_model, "PAGE", 1)
    dismiss(records, [first], me)
    qtbot.waitUntil(lambda: review.model.rowCount() == 2)
    assert [row_id for rows in review._selected().values() for row_id in rows] == [second]
    dismiss(records, [second], me)
    qtbot.waitUntil(lambda: review.model.rowCount() == 1)
    assert review._selected() == {}, f"nobody has chosen {third}"
    assert not review.ui.dismissButton.isEnabled()


def test_a_reason_is_only_for_what_was_shown(
    qtbot: QtBot,
    records: Records,
    review: ReviewDialog,
    prompts: RecordingPrompts,
    me: StaffMember,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(imported_authority, "_MOST_FORESEEN", 1)
    desk = Desk(records, me, records.clock)
    waiting = []
    for number, first in enumerate(("Noah", "Zoe")):
        patient = desk.patient(first)
        desk.joint(patient, f"dana{number}@example.com", first=f"Dana{first}", last="Wu")
        contact = desk.add(patient, f"Rosa{first}", "Neri", home_email=f"rosa{number}@example.com").draft.contact_id
        row = ImportedAuthority.create(
            patient=patient, contact=contact, authority=Authority.EXCLUSIVE, imported_at=records.clock(),
            imported_by="Mira",
        )  # fmt: skip
        waiting.append(row.id)
    review._follow()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for number, row in enumerate(review.model.rows):
        if row.id in waiting:
            review.ui.waitingTableView.selectionModel().select(review.model.index(number, 0), flags)
    qtbot.waitUntil(review.ui.releaseButton.isEnabled)
    prompts.answer(("release", "Court order seen"))
    with qtbot.waitSignal(review.released):
        qtbot.mouseClick(review.ui.releaseButton, Qt.MouseButton.LeftButton)
    assert "Released for 1 contact;" in review.ui.messageBar.text
    assert "1 stays here" in review.ui.messageBar.text
    assert len({ImportedAuthority.get_by_id(row_id).decided_by for row_id in waiting}) == 2


def test_whom_a_shared_email_shuts_out_is_said_and_asked_about(
    qtbot: QtBot, records: Records, review: ReviewDialog, prompts: RecordingPrompts, me: StaffMember
) -> None:
    desk = Desk(records, me, records.clock)
    noah = desk.patient("Noah")
    dana = desk.joint(noah, "wu@example.com", first="Dana", last="Wu").draft.contact_id
    wei = desk.add(noah, "Wei", "Chen").draft.contact_id
    row = ImportedAuthority.create(
        patient=noah, contact=wei, authority=Authority.JOINT, home_email="wu@example.com",
        imported_at=records.clock(), imported_by="Mira",
    )  # fmt: skip
    review._follow()
    number = next(n for n in range(review.model.rowCount()) if review.model.row(n).id == row.id)
    review.ui.waitingTableView.selectRow(number)
    qtbot.waitUntil(lambda: "Dana Wu loses access to Noah" in review.ui.effectLabel.text())
    prompts.answer(("release", "They share one inbox"))
    with qtbot.waitSignal(review.released):
        qtbot.mouseClick(review.ui.releaseButton, Qt.MouseButton.LeftButton)
    assert "Dana Wu loses access to Noah" in prompts.shown[-1].text
    assert desk.status(noah, dana) == "Access ended"
    (ended,) = [reason for action, reason in desk.audit() if action == "portal access ended"]
    assert ended.endswith("They share one inbox")
