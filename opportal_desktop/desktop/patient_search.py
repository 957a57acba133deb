# SPDX-License-Identifier: GPL-3.0-or-later
"""The page "Find a patient": what can be typed, what was found, what to do when nothing was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from opportal_desktop.desktop.models import patient_results
from opportal_desktop.desktop.models.patient_results import PATIENT_ID_ROLE, PatientResults, PatientRow
from opportal_desktop.desktop.tables import prepare_table
from opportal_desktop.forms.ui_patient_search import Ui_PatientSearch

# Widths in average characters.
_COLUMN_CHARACTERS = {
    patient_results.COL_BIRTH_DATE: 13,
    patient_results.COL_AGE: 11,
    patient_results.COL_SEX: 11,
    patient_results.COL_CHART: 10,
    patient_results.COL_PHONE: 17,
}
_NAME_CHARACTERS = (22, 44)
"""The name's column takes what the others leave, within these."""
_FOUND_BY_CHARACTERS = 24


class FoundRows(Protocol):
    """What the page needs of `records.search.FoundPatients`."""

    @property
    def rows(self) -> Sequence[PatientRow]: ...
    @property
    def more(self) -> bool: ...
    @property
    def understood(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RecentChart:
    """A chart that was opened before: the name as a list has it, and what tells two of the same name apart."""

    patient_id: int
    name: str
    facts: str


Find = Callable[[str, bool], FoundRows]
"""(text, include inactive) -> what was found; takes milliseconds, so it is called on each keystroke."""


class PatientSearch(QWidget):
    """The search field itself is the main window's; its keys are handed on to `open_current` and `enter_list`."""

    patient_chosen = Signal(object)
    """The patient's id (int)."""
    new_patient_requested = Signal()
    left_upwards = Signal()
    """Esc, or the up arrow on the first row: back to the search field."""

    def __init__(
        self,
        find: Find,
        today: Callable[[], dt.date],
        age_text: Callable[[dt.date, dt.date], str],
        shown_phone: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_PatientSearch()
        self.ui.setupUi(self)
        self._find = find
        self._today = today
        self._text = ""
        self._include_inactive = False
        self.model = PatientResults(age_text, shown_phone, self)
        table = self.ui.resultTableView
        table.setModel(self.model)
        prepare_table(table)
        width = table.fontMetrics().averageCharWidth()
        header = table.horizontalHeader()
        for column, characters in _COLUMN_CHARACTERS.items():
            header.resizeSection(column, width * characters)
        table.activated.connect(self._on_activated)
        table.installEventFilter(self)
        self.ui.recentListWidget.itemActivated.connect(self._on_recent_activated)
        self.ui.recentListWidget.itemClicked.connect(self._on_recent_activated)
        self.ui.noneEmptyState.action_triggered.connect(self.new_patient_requested)
        self.set_recent(())
        self._show_page()

    def search(self, text: str, include_inactive: bool) -> None:
        """Find and show; an empty text shows what can be typed."""
        self._text = text.strip()
        self._include_inactive = include_inactive
        self._show_page()

    def refresh(self) -> None:
        """Find again what is shown, keeping the selected patient."""
        chosen = self.ui.resultTableView.currentIndex().data(PATIENT_ID_ROLE)
        self._show_page()
        for number in range(self.model.rowCount()):
            if self.model.row(number).patient_id == chosen:
                self.ui.resultTableView.selectRow(number)

    def set_recent(self, charts: Sequence[RecentChart]) -> None:
        """The charts opened last, latest first."""
        listed = self.ui.recentListWidget
        listed.clear()
        for chart in charts:
            entry = QListWidgetItem(f"{chart.name}\n{chart.facts}", listed)
            entry.setData(PATIENT_ID_ROLE, chart.patient_id)
        listed.setVisible(bool(charts))
        self.ui.recentEmptyLabel.setVisible(not charts)

    def open_current(self) -> None:
        """Open the selected result, or the first one."""
        index = self.ui.resultTableView.currentIndex()
        number = index.row() if index.isValid() else 0
        if self.ui.resultStack.currentWidget() is self.ui.resultPage and number < self.model.rowCount():
            self.patient_chosen.emit(self.model.row(number).patient_id)

    def enter_list(self) -> None:
        """Move the focus into the results (or the recent charts)."""
        if self.ui.resultStack.currentWidget() is self.ui.resultPage:
            self.ui.resultTableView.setFocus(Qt.FocusReason.TabFocusReason)
            if self.model.rowCount() > 1 and self.ui.resultTableView.currentIndex().row() == 0:
                self.ui.resultTableView.selectRow(1)
        elif self.ui.recentListWidget.count():
            self.ui.recentListWidget.setFocus(Qt.FocusReason.TabFocusReason)
            self.ui.recentListWidget.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.fontMetrics().averageCharWidth()
        others = sum(_COLUMN_CHARACTERS.values()) + _FOUND_BY_CHARACTERS
        least, most = _NAME_CHARACTERS
        characters = max(least, min(most, self.width() // width - others))
        self.ui.resultTableView.horizontalHeader().resizeSection(patient_results.COL_NAME, characters * width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.ui.resultTableView and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            on_top = self.ui.resultTableView.currentIndex().row() <= 0
            if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and on_top):
                self.left_upwards.emit()
                return True
            # Some styles activate on Return only with a double click; the desk opens with Enter everywhere.
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.open_current()
                return True
        return super().eventFilter(watched, event)

    def _show_page(self) -> None:
        stack = self.ui.resultStack
        if not self._text:
            self.model.show_found((), self._today())
            stack.setCurrentWidget(self.ui.emptyPage)
            return
        found = self._find(self._text, self._include_inactive)
        self.model.show_found(found.rows, self._today())
        # A name that was typed is seen in the first column.
        self.ui.resultTableView.setColumnHidden(
            patient_results.COL_FOUND_BY, not any(row.matched for row in found.rows)
        )
        if found.rows:
            self.ui.countLabel.setText(_count_text(found))
            stack.setCurrentWidget(self.ui.resultPage)
            self.ui.resultTableView.selectRow(0)
            return
        self._explain_nothing_found(found.understood)
        stack.setCurrentWidget(self.ui.nonePage)

    def _explain_nothing_found(self, understood: str) -> None:
        tries = ["Try fewer letters, the DOB, or a parent’s name or email."]
        if not self._include_inactive:
            tries.append("Tick “Include inactive” to search former patients too.")
        looked_for = [f"Searched by: {understood}"] if understood else []
        self.ui.noneEmptyState.set_content(
            "search", "No patient found", "\n".join(looked_for + tries), action="New Patient…"
        )

    def _on_activated(self, index: QModelIndex) -> None:
        self.patient_chosen.emit(index.data(PATIENT_ID_ROLE))

    def _on_recent_activated(self, entry: QListWidgetItem) -> None:
        self.patient_chosen.emit(entry.data(PATIENT_ID_ROLE))


def _count_text(found: FoundRows) -> str:
    count = len(found.rows)
    if found.more:
        counted = f"The first {count} patients: type more to narrow down"
    else:
        counted = "1 patient" if count == 1 else f"{count} patients"
    return f"{counted}   ·   Searched by: {found.understood}" if found.understood else counted
