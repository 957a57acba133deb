# SPDX-License-Identifier: GPL-3.0-or-later
"""The Contact Finder: take a person who is in another chart already, or ask for a new contact."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QWidget

from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.icons import icon, load_icons
from opportal_desktop.desktop.models import found_contacts
from opportal_desktop.desktop.models.found_contacts import FoundContacts
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.tables import fit_columns, prepare_table
from opportal_desktop.forms.ui_contact_finder import Ui_ContactFinder
from opportal_desktop.records.records import Records
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.family_contacts import FoundContact, find_contacts

# Widths in average characters.
# In average characters: what a column of free text keeps where the window is narrow.
_LEAST_CHARACTERS = {
    found_contacts.COL_NAME: 16,
    found_contacts.COL_WHY: 12,
    found_contacts.COL_HOME_EMAIL: 18,
    found_contacts.COL_CHARTS: 20,
}
_WIDTH_CHARACTERS = 130
_HEIGHT_LINES = 30


class ContactFinder(QDialog):
    """Modal. After `exec`:

    Attributes:
        chosen: id of the contact that was selected, or None.
        wants_new: New was pressed.
        typed: what stood in the search field, for New to start from.
    """

    def __init__(self, records: Records, patient_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self.wants_new = False
        self._records = records
        self._patient_id = patient_id
        self.ui = Ui_ContactFinder()
        self.ui.setupUi(self)
        load_icons(self)
        self.ui.searchLineEdit.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.model = FoundContacts(self)
        self._prepare_results()
        self.ui.searchLineEdit.textChanged.connect(self._show)
        self.ui.searchLineEdit.installEventFilter(self)
        self.ui.selectButton.clicked.connect(self._select)
        self.ui.newButton.clicked.connect(self._new)
        self.ui.cancelButton.clicked.connect(self.reject)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self.ui.searchLineEdit.setFocus()
        self._show()

    @property
    def typed(self) -> str:
        return self.ui.searchLineEdit.text().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.ui.resultTableView.viewport():
            fit_columns(self.ui.resultTableView, _LEAST_CHARACTERS)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.ui.searchLineEdit and event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
            if watched is self.ui.resultTableView:
                if event.key() == Qt.Key.Key_Up and self._current_row() == self._first_free():
                    self.ui.searchLineEdit.setFocus(Qt.FocusReason.BacktabFocusReason)
                    return True
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self._select()
                    return True
        return super().eventFilter(watched, event)

    def _prepare_results(self) -> None:
        table = self.ui.resultTableView
        table.setModel(self.model)
        prepare_table(table)
        table.setItemDelegateForColumn(found_contacts.COL_WHY, ChipDelegate(table))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        table.doubleClicked.connect(self._select_at)
        table.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def _show(self) -> None:
        try:
            rows = find_contacts(self._records, self._patient_id, self.typed)
        except RecordGone:
            self._show_gone()
            return
        self.model.set_rows(rows)
        # Of somebody who was typed there is nothing to say.
        said = any(row.why or row.in_this_chart for row in rows)
        self.ui.resultTableView.setColumnHidden(found_contacts.COL_WHY, not said)
        fit_columns(self.ui.resultTableView, _LEAST_CHARACTERS)
        if rows:
            self.ui.resultStack.setCurrentWidget(self.ui.resultPage)
        else:
            self._explain_nothing()
            self.ui.resultStack.setCurrentWidget(self.ui.emptyPage)
        self.ui.countLabel.setText(_count_text(rows, searched=bool(self.typed)))
        first = self._first_free()
        if first is not None:
            self.ui.resultTableView.selectRow(first)
        self._on_current_changed()

    def _show_gone(self) -> None:
        self.model.set_rows(())
        self.ui.resultEmptyState.set_content(
            "circle-alert", "This chart is gone", "The patient was removed meanwhile. Nothing was added to the chart."
        )
        self.ui.resultStack.setCurrentWidget(self.ui.emptyPage)
        self.ui.countLabel.clear()
        for part in (self.ui.searchLineEdit, self.ui.newButton, self.ui.selectButton):
            part.setEnabled(False)

    def _explain_nothing(self) -> None:
        state = self.ui.resultEmptyState
        if self.typed:
            state.set_content(
                "users", "Nobody found", "New adds a contact.\nOr try fewer letters, the email or the phone."
            )
        else:
            state.set_content(
                "search",
                "Is this person in another chart already?",
                "Type a few letters of the name, the email or the phone. New adds somebody who is in no chart yet.",
            )

    def _first_free(self) -> int | None:
        return next((n for n in range(self.model.rowCount()) if not self.model.row(n).in_this_chart), None)

    def _current_row(self) -> int | None:
        index = self.ui.resultTableView.currentIndex()
        free = index.isValid() and not self.model.row(index.row()).in_this_chart
        return index.row() if free else None

    def _enter_list(self) -> None:
        table = self.ui.resultTableView
        if self._current_row() is None:
            return
        table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_current_changed(self) -> None:
        self.ui.selectButton.setEnabled(self._current_row() is not None)

    def _select(self) -> None:
        number = self._current_row()
        if number is not None:
            self.chosen = self.model.row(number).contact_id
            self.accept()

    def _select_at(self, index: QModelIndex) -> None:
        if index.row() == self._current_row():
            self._select()

    def _new(self) -> None:
        self.wants_new = True
        self.accept()


def _count_text(rows: tuple[FoundContact, ...], *, searched: bool) -> str:
    if not rows:
        return ""
    if not searched:
        return "Most likely, from this patient’s brothers and sisters and from the same address:"
    count = "1 contact" if len(rows) == 1 else f"{len(rows)} contacts"
    here = sum(row.in_this_chart for row in rows)
    return f"{count}, {here} already in this chart" if here else count
