# SPDX-License-Identifier: GPL-3.0-or-later
"""Import a roster: say what the columns are, have the file checked, then import it; the work is another process's."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget

from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.import_columns import ImportColumns
from opportal_desktop.desktop.import_process import ImportProcess
from opportal_desktop.desktop.models.import_reports_model import COL_LINE, COL_OUTCOME, ImportReportsModel
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.tables import prepare_table
from opportal_desktop.desktop.theme import Space, Tone
from opportal_desktop.exchange.csv_reading import CsvTable
from opportal_desktop.forms.ui_import_roster import Ui_ImportRoster
from opportal_desktop.records.server_address import Place

_WIDTH_CHARACTERS = 130
_HEIGHT_LINES = 40
_PHASES = {
    "reading": "Reading and comparing with the records…",
    "preparing": "Preparing what will be written…",
    "writing": "Writing, all at once. What others save meanwhile goes through by itself a moment later.",
}


class ImportRoster(QDialog):
    """For managers. Nothing is written before Import, and a cancelled import leaves nothing.

    Args:
        table: the start of a CSV file; None for a file whose fields need no mapping (FHIR).
    """

    review_requested = Signal()
    """The person wants to see the Authority that waits."""

    def __init__(
        self,
        prompts: Prompts,
        database: Place,
        file: Path,
        table: CsvTable | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._file = file
        self._dry_run = True
        self._problems: Path | None = None
        self._stopped = False
        self._close_when_stopped = False
        self.process = ImportProcess(database, self)
        self.ui = Ui_ImportRoster()
        self.ui.setupUi(self)
        self.ui.columnsPageWidget.setAutoFillBackground(False)
        self.columns: ImportColumns | None = None
        self._prepare_table()
        self._connect()
        load_icons(self)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self.ui.columnsIntroLabel.setText(
            f"{file.name}: each row is a patient, with any contacts beside them. Correct what was guessed wrong; "
            "what is left out is not imported. Check writes nothing yet."
        )
        if table is not None:
            self.columns = ImportColumns(self.ui, table, self._show_columns, self)
            self._show_columns()
            self.columns.boxes[0].setFocus()
        else:
            self._check()

    def _prepare_table(self) -> None:
        view = self.ui.reportsTableView
        prepare_table(view)
        view.setItemDelegateForColumn(COL_OUTCOME, ChipDelegate(view))
        # What to do is read without a mouse, in two lines where it needs them: to measure each row would take a second.
        view.setWordWrap(True)
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().lineSpacing() * 2 + Space.M)

    def _connect(self) -> None:
        ui = self.ui
        ui.nextButton.clicked.connect(self._on_next)
        ui.backButton.clicked.connect(self._show_columns)
        ui.cancelButton.clicked.connect(self.reject)
        ui.saveProblemsButton.clicked.connect(self._on_save_problems)
        ui.reviewButton.clicked.connect(self._on_review)
        self.process.progressed.connect(self._on_progress)
        self.process.done.connect(self._on_done)
        self.process.failed.connect(self._on_failed)
        self.process.cancelled.connect(self._on_cancelled)

    # -- pages

    @Slot()
    def _show_columns(self) -> None:
        ui = self.ui
        if self.columns is None:
            # It is being filled, or there are no columns to say anything about.
            return
        problems = self.columns.mapping.problems
        ui.stack.setCurrentWidget(ui.columnsPage)
        if problems:
            ui.columnsMessageBar.show_message(Tone.WARNING, " ".join(problems))
        else:
            ui.columnsMessageBar.clear()
        self._show_buttons(next_="Chec&k", enabled=not problems)

    def _show_buttons(
        self, *, next_: str = "", enabled: bool = True, back: bool = False, cancel: str = "&Cancel"
    ) -> None:
        ui = self.ui
        ui.nextButton.setVisible(bool(next_))
        ui.nextButton.setText(next_)
        ui.nextButton.setEnabled(enabled)
        ui.backButton.setVisible(back and self.columns is not None)
        ui.cancelButton.setText(cancel)
        ui.cancelButton.setEnabled(True)

    @Slot()
    def _on_next(self) -> None:
        if self.ui.stack.currentWidget() is self.ui.columnsPage:
            self._check()
        else:
            self._run(dry_run=False)

    def _check(self) -> None:
        self._run(dry_run=True)

    def _run(self, *, dry_run: bool, problems: Path | None = None) -> None:
        ui = self.ui
        self._dry_run, self._problems, self._stopped = dry_run, problems, False
        ui.stack.setCurrentWidget(ui.progressPage)
        ui.progressTitleLabel.setText("Checking" if dry_run else "Importing")
        ui.progressIntroLabel.setText(
            "Nothing is written. The desk can go on working."
            if dry_run
            else "The desk can go on working. If it is cancelled, nothing is in the records."
        )
        ui.progressBar.setValue(0)
        ui.progressLabel.setText(_PHASES["reading"])
        self._show_buttons()
        ui.cancelButton.setFocus()
        self.process.start(
            {
                "file": str(self._file),
                "mapping": self.columns.mapping.as_json() if self.columns else None,
                "dry_run": dry_run,
                "problems": str(problems) if problems else None,
            }
        )

    # -- what the process says

    @Slot(str, float, object)
    def _on_progress(self, phase: str, share: float, left: float | None) -> None:
        self.ui.progressBar.setValue(round(share * self.ui.progressBar.maximum()))
        words = _PHASES.get(phase, "")
        self.ui.progressLabel.setText(f"{words}\n{_left(left)}" if left is not None else words)

    @Slot(object)
    def _on_done(self, outcome: dict[str, Any]) -> None:
        stopped, self._stopped = self._stopped, False
        if not self._dry_run:
            # Written before it could be stopped: whoever thinks otherwise has to read it.
            self._show_done(outcome, too_late=stopped)
        elif self._close_when_stopped:
            super().reject()
        else:
            self._show_check(outcome)

    def _show_check(self, outcome: dict[str, Any]) -> None:
        ui = self.ui
        counts = outcome["counts"]
        ui.stack.setCurrentWidget(ui.checkPage)
        ui.checkTitleLabel.setText("What an import would do")
        ui.checkSummaryLabel.setText(_summary(counts, "would be"))
        if self._problems is not None:
            ui.checkMessageBar.show_message(
                Tone.GOOD,
                f"In {self._problems}: {_counted(counts['errors'], 'row')}. They hold patients’ data: keep the file "
                "where the roster is kept, and delete it when it is imported.",
            )
        elif counts["errors"]:
            ui.checkMessageBar.show_message(
                Tone.WARNING,
                f"{_counted(counts['errors'], 'row')} would be left out. Import the others now, and those once "
                "corrected: importing a file again changes nothing that is in the records already.",
            )
        else:
            ui.checkMessageBar.clear()
        reports = [tuple(report) for report in outcome["reports"]]
        old = ui.reportsTableView.model()
        model = ImportReportsModel(self)
        model.set_rows(reports)
        ui.reportsTableView.setModel(model)
        if old is not None:
            old.deleteLater()
        character = self.fontMetrics().averageCharWidth()
        ui.reportsTableView.setColumnWidth(COL_LINE, character * 14)
        ui.reportsTableView.setColumnWidth(COL_OUTCOME, character * 16)
        ui.reportsCard.setVisible(bool(reports))
        ui.reportsLabel.setText("Rows to look at")
        ui.moreReportsLabel.setText(f"And {outcome['more']} more." if outcome["more"] else "")
        ui.saveProblemsButton.setVisible(bool(counts["errors"]))
        adds = any(counts[name] for name in _WRITES)
        self._show_buttons(next_="&Import", enabled=adds, back=True)
        (ui.nextButton if adds else ui.cancelButton).setFocus()

    def _show_done(self, outcome: dict[str, Any], *, too_late: bool) -> None:
        ui = self.ui
        self._close_when_stopped = False
        counts = outcome["counts"]
        ui.stack.setCurrentWidget(ui.donePage)
        ui.doneTitleLabel.setText(
            "The roster was imported before it could be stopped" if too_late else "The roster is imported"
        )
        ui.doneSummaryLabel.setText(_summary(counts, "were"))
        waiting = counts["waiting"]
        if waiting:
            ui.doneMessageBar.show_message(
                Tone.INFO,
                f"Nobody got an email. {_counted(waiting, 'family contact')} {'waits' if waiting == 1 else 'wait'} for "
                "a manager to release their Authority: now, or later under File > Imported Authority.",
            )
        else:
            ui.doneMessageBar.show_message(Tone.GOOD, "Nobody got an email, and nothing waits for review.")
        ui.reviewButton.setVisible(bool(waiting))
        self._show_buttons(cancel="&Close")
        ui.reviewButton.setDefault(bool(waiting))
        (ui.reviewButton if waiting else ui.cancelButton).setFocus()

    @Slot(object)
    def _on_failed(self, words: dict[str, str]) -> None:
        if self._close_when_stopped:
            super().reject()
            return
        self._show_message(Tone.DANGER, f"{words['happened']} {words['safe']} {words['next_step']}")

    @Slot()
    def _on_cancelled(self) -> None:
        if self._close_when_stopped:
            super().reject()
            return
        self._show_message(Tone.INFO, "Cancelled. Nothing was imported; the records are as they were.")

    def _show_message(self, tone: Tone, text: str) -> None:
        """Say it where one can go on from."""
        ui = self.ui
        self._show_columns()
        if self.columns is not None:
            ui.columnsMessageBar.show_message(tone, text)
            return
        ui.stack.setCurrentWidget(ui.donePage)
        ui.doneTitleLabel.setText("Nothing was imported")
        ui.doneSummaryLabel.clear()
        ui.doneMessageBar.show_message(tone, text)
        ui.reviewButton.hide()
        self._show_buttons(cancel="&Close")

    # -- what the person does

    @Slot()
    def _on_save_problems(self) -> None:
        answer = self._prompts.ask(
            self,
            "The file will hold patients’ names and dates of birth",
            "It is not encrypted. Choose a place that only people who may see the roster can open, and delete the file "
            "once the rows are corrected and imported.",
            [Choice("save", "&Choose a place…", ChoiceRole.PRIMARY), Choice("cancel", "&Cancel", ChoiceRole.CANCEL)],
        )
        if answer != "save":
            return
        suggested = self._file.with_name(f"{self._file.stem} - problems.csv")
        path = self._prompts.choose_save_file(self, "Save rows with problems", suggested, "CSV files (*.csv)")
        if path is not None and path != self._file:
            self._run(dry_run=True, problems=path)

    @Slot()
    def _on_review(self) -> None:
        self.review_requested.emit()
        self.accept()

    def reject(self) -> None:
        if not self.process.is_running:
            super().reject()
            return
        self._stopped = True
        self.ui.cancelButton.setEnabled(False)
        self.ui.progressLabel.setText("Cancelling…")
        self.process.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.process.is_running:
            super().closeEvent(event)
            return
        event.ignore()
        if (self._dry_run or self._stops_import()) and self.process.is_running:
            self._close_when_stopped = True
            self.reject()

    def _stops_import(self) -> bool:
        answer = self._prompts.ask(
            self,
            "Stop the import?",
            "It runs only while this window is open. Stopped now, nothing of it is in the records.",
            [Choice("stop", "&Stop the import", ChoiceRole.DANGER), Choice("keep", "&Go on", ChoiceRole.CANCEL)],
        )
        return answer == "stop"


_WRITES = ("new_patients", "completed_patients", "new_contacts", "completed_contacts", "new_links", "waiting")


def _summary(counts: dict[str, int], verb: str) -> str:
    lines = [
        f"{_counted(counts['rows'], 'row')}: {_counted(counts['new_patients'], 'new patient')} and "
        f"{_counted(counts['new_contacts'], 'new contact')} {verb} added, with "
        f"{_counted(counts['new_links'], 'new family contact')}.",
    ]
    if counts["matched_patients"] or counts["matched_contacts"]:
        lines.append(
            f"In the records already: {_counted(counts['matched_patients'], 'patient')} and "
            f"{_counted(counts['matched_contacts'], 'contact')}; "
            f"{counts['completed_patients'] + counts['completed_contacts']} of them {verb} completed where something "
            "was empty, and nothing is overwritten."
        )
    if counts["waiting"] and verb != "were":
        waits = "waits" if counts["waiting"] == 1 else "wait"
        lines.append(
            f"{_counted(counts['waiting'], 'family contact')} {waits} for a manager’s release; no email is sent before."
        )
    return "\n".join(lines)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _left(seconds: float) -> str:
    if seconds < 5:
        return "A few seconds left."
    if seconds < 55:
        return f"About {math.ceil(seconds / 5) * 5} seconds left."
    minutes = math.ceil(seconds / 60)
    return f"About {minutes} {'minute' if minutes == 1 else 'minutes'} left."
