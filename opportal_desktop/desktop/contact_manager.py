# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts: every contact of the practice, found as one types, filtered, opened, merged. A window of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.contact_merging import ContactMerging
from opportal_desktop.desktop.contact_pages import ContactPages
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.models import contacts_model
from opportal_desktop.desktop.models.contacts_model import ContactsModel
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.tables import prepare_table, select_nothing, share_columns
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.forms.ui_contact_manager import Ui_ContactManager
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.registration.contact_list import (
    EXPORT_HEADER,
    PAGE,
    ContactPage,
    contact_states,
    count_words,
    export_pairs_of,
    export_rows,
    is_quick,
    likely_duplicates_of,
)
from opportal_desktop.registration.likely_contacts import get_ready
from opportal_desktop.terms import Changed, ContactShow, StaffMember

log = logging.getLogger(__name__)

STATES_AT_ONCE = 3
"""Rows whose children and Portal Status are read in one turn of the event loop: each turn some milliseconds."""
TYPING_MILLISECONDS = 200
"""With a filter that takes a while, the list waits until nobody types."""
GATHER_MILLISECONDS = 300
_GEOMETRY = "contact_manager"
_WIDTH_CHARACTERS = 190
_HEIGHT_LINES = 44
_SHOWS = tuple(ContactShow)
_COUNTED = (ContactShow.ALL, ContactShow.NO_EMAIL, ContactShow.NO_CELL)
_FIXED = {contacts_model.COL_CELL: 18, contacts_model.COL_STATUS: 18, contacts_model.COL_ACTIVITY: 14}
_FLEXIBLE = {contacts_model.COL_NAME: 34, contacts_model.COL_EMAIL: 38, contacts_model.COL_CHILDREN: 40}
_FLEXIBLE_IN_PAIRS = {contacts_model.COL_NAME: 28, contacts_model.COL_EMAIL: 28, contacts_model.COL_CHILDREN: 28}
_NOT_IN_PAIRS = frozenset({contacts_model.COL_ACTIVITY})
_WHY_CHARACTERS = 44
_LEAST_SHARE = 0.6
_EMPTY = {
    ContactShow.ALL: ("No contacts yet", "A contact is added in a patient’s chart, under Family Contacts."),
    ContactShow.DUPLICATES: ("No likely duplicates", "No two contacts look like the same person."),
    ContactShow.SHARED_EMAIL: ("No shared Home Email", "Every contact who has a Home Email has it alone."),
    ContactShow.NO_EMAIL: ("Everybody has a Home Email", "No contact is without a valid one."),
    ContactShow.NO_CELL: ("Everybody has a Cell Phone", "No contact is without one."),
    ContactShow.NEVER_SIGNED_IN: ("Nobody waits", "Everybody who was invited has signed in."),
    ContactShow.INACTIVE: ("Nobody is inactive", "Every contact is active in at least one chart."),
}


@dataclass(frozen=True, slots=True)
class ContactWays:
    """Where the window's buttons lead. `open_contact`: (patient, contact, field) in the patient's chart."""

    open_contact: Callable[[int, int, str], object]


class ContactManager(QWidget):
    """Not modal; follows the records while it is shown. The program keeps one and shows it again."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: Callable[[], StaffMember],
        ways: ContactWays,
        state: WindowState | None = None,
    ) -> None:
        super().__init__()
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._ways = ways
        self._state = state
        self._stale = True
        # The contact whose likely duplicates are listed; 0: the list is what the filter says.
        self._duplicates_of = 0
        # What is coming is the list that is shown, read again: then this is selected.
        self._again = False
        self._to_select: list[int] = []
        self._on_action: Callable[[], object] = self.read
        self._pages = ContactPages(records, self)
        self.ui = Ui_ContactManager()
        self.ui.setupUi(self)
        self.model = ContactsModel(self)
        self.ui.showComboBox.addItems([show.label for show in _SHOWS])
        # The labels stand in one line, though the fields differ in height.
        self.ui.narrowLayout.setAlignment(self.ui.showField, Qt.AlignmentFlag.AlignTop)
        self.merging = ContactMerging(records, prompts, staff, self._say, self)
        self._prepare_table()
        self._connect(signals)
        load_icons(self)
        self._place()

    # -- what the program asks

    def to_front(self) -> None:
        """Show it, with the focus where one types."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.ui.searchLineEdit.setFocus()
        self.ui.searchLineEdit.selectAll()

    def stop(self) -> None:
        """Answer nothing any more that is still being read."""
        self._pages.drop()
        for timer in (self._typing_timer, self._gather_timer, self._states_timer):
            timer.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            BackgroundCall(get_ready).start()
            self.read()
            self._count()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._state is not None:
            self._state.keep_geometry(self, _GEOMETRY)
        super().closeEvent(event)

    # -- building

    def _prepare_table(self) -> None:
        table = self.ui.contactTableView
        prepare_table(table)
        # Two are chosen to be merged.
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setModel(self.model)
        table.setItemDelegateForColumn(contacts_model.COL_STATUS, ChipDelegate(table))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)
        self.ui.searchLineEdit.installEventFilter(self)

    def _connect(self, signals: RecordsSignals) -> None:
        ui = self.ui
        self._typing_timer = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._typing_timer.timeout.connect(self.read)
        self._gather_timer = QTimer(self, singleShot=True, interval=GATHER_MILLISECONDS)
        self._gather_timer.timeout.connect(self._refresh)
        self._states_timer = QTimer(self, singleShot=True, interval=0)
        self._states_timer.timeout.connect(self._read_states)
        for keys, slot in (("Ctrl+F", self._on_find), ("F5", self._refresh), ("Escape", self._on_escape)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        ui.searchLineEdit.textChanged.connect(self._on_typed)
        ui.showComboBox.currentIndexChanged.connect(self.read)
        ui.emptyState.action_triggered.connect(self._on_show_all)
        ui.messageBar.action_triggered.connect(self._on_bar_action)
        ui.contactTableView.doubleClicked.connect(self.open_chart)
        ui.contactTableView.selectionModel().selectionChanged.connect(self._on_selected)
        ui.openButton.clicked.connect(self.open_chart)
        ui.mergeButton.clicked.connect(self.merge)
        ui.duplicatesButton.clicked.connect(self.look_for_duplicates)
        ui.exportButton.clicked.connect(self.export)
        ui.undoMergesButton.clicked.connect(self.merging.show_merges)
        self.merging.changed.connect(self._on_merged)
        self.model.more_wanted.connect(self._pages.read_more)
        self._pages.waiting.connect(self._on_waiting)
        self._pages.read_some.connect(self._show_page)
        self._pages.failed.connect(self._on_failed)
        # Not at once: the view that asks is painting.
        self.model.states_wanted.connect(self._states_timer.start)
        signals.changed.connect(self._on_changed)

    def _place(self) -> None:
        if self._state is None or not self._state.restore_geometry(self, _GEOMETRY):
            open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.ui.contactTableView.viewport():
            self._fit()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(watched, Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, key: Qt.Key) -> bool:
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        table = self.ui.contactTableView
        if watched is self.ui.searchLineEdit and key == Qt.Key.Key_Down and self.model.rowCount():
            table.setFocus(Qt.FocusReason.TabFocusReason)
            if not self._selected():
                self._select_row(max(0, table.currentIndex().row()))
            return True
        if enter and watched in (self.ui.searchLineEdit, table):
            if self._typing_timer.isActive():
                # What is listed, and selected, is not yet what was typed.
                self.read()
            else:
                self.open_chart()
            return True
        if watched is table and key == Qt.Key.Key_Up and table.currentIndex().row() == 0:
            self._on_find()
            return True
        return False

    def _fit(self) -> None:
        in_pairs = self._in_pairs
        self.ui.contactTableView.setColumnHidden(contacts_model.COL_WHY, not in_pairs)
        self.ui.contactTableView.setColumnHidden(contacts_model.COL_ACTIVITY, in_pairs)
        flexible = _FLEXIBLE_IN_PAIRS if in_pairs else _FLEXIBLE
        fixed = {column: count for column, count in _FIXED.items() if not (in_pairs and column in _NOT_IN_PAIRS)}
        fixed |= {contacts_model.COL_WHY: _WHY_CHARACTERS} if in_pairs else {}
        share_columns(self.ui.contactTableView, fixed, flexible, least=_LEAST_SHARE)

    # -- reading

    @property
    def show_(self) -> ContactShow:
        return _SHOWS[self.ui.showComboBox.currentIndex()]

    @property
    def _in_pairs(self) -> bool:
        """Whether likely duplicates are listed, by the filter or of one contact."""
        listed = self.model.rowCount() and self.model.row(0).other_id
        return bool(listed) or self.show_ is ContactShow.DUPLICATES

    @property
    def text(self) -> str:
        return self.ui.searchLineEdit.text()

    @property
    def is_reading(self) -> bool:
        return self._pages.is_reading or self._typing_timer.isActive()

    @Slot()
    def _on_typed(self) -> None:
        if is_quick(self.show_):
            self.read()
        else:
            self._typing_timer.start()

    @Slot()
    def read(self) -> None:
        """Read the list from its beginning: at once where that is quick, else beside the window."""
        self._typing_timer.stop()
        self._again = False
        if self._duplicates_of:
            self._duplicates_of = 0
            self.ui.messageBar.clear()
        self._pages.read(self.show_, self.text)

    @Slot()
    def _on_waiting(self) -> None:
        """The first page is read beside the window."""
        self.model.start_anew((), complete=True)
        self._show_list()

    @Slot(object, bool)
    def _show_page(self, page: ContactPage, anew: bool) -> None:
        complete = page.after is None
        if not anew:
            self.model.add_rows(page.rows, complete=complete)
        elif self._again:
            self._replace(page, complete)
        else:
            self.model.start_anew(page.rows, complete=complete)
            self._select_row(0)
            self.ui.contactTableView.scrollToTop()
        self._again = False
        if self.model.rowCount() < PAGE // 2:
            # Few pass: go on until the window is full.
            self._pages.read_more()
        self._fit()
        self._show_list()

    def _replace(self, page: ContactPage, complete: bool) -> None:
        """What was shown, as it is now: in the same place, with the same selection."""
        merged, self._to_select = self._to_select, []
        chosen = merged or self._selected()
        table = self.ui.contactTableView
        top, number = table.verticalScrollBar().value(), table.currentIndex().row()
        self.model.read_again(page.rows, complete=complete)
        if self._selected() != chosen:
            self._select(chosen)
        if not self._selected() and (merged or number < 0):
            # Whoever has just merged two goes on with the next; and a list that was empty begins.
            self._select_row(max(0, min(number, self.model.rowCount() - 1)))
        elif not self._selected():
            select_nothing(table, number)
        table.verticalScrollBar().setValue(top)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        # The type only: a database's message may quote what was looked for.
        log.error("reading contacts failed: %s", type(error).__name__)
        self._say(Tone.DANGER, "The contacts could not be read. Nothing was changed. Press F5 to try again.")
        self._show_list()

    def _show_list(self) -> None:
        ui = self.ui
        has_rows = bool(self.model.rowCount())
        ui.listStack.setCurrentWidget(ui.listPage if has_rows or self._pages.is_reading else ui.emptyPage)
        if not has_rows and not self._pages.is_reading:
            if self.text.strip():
                words = "Try fewer letters, another word of the name, the email or the phone."
                ui.emptyState.set_content("search", "Nobody found", words, action="Show all contacts")
            else:
                heading, words = _EMPTY[self.show_]
                action = "" if self.show_ is ContactShow.ALL else "Show all contacts"
                ui.emptyState.set_content("users", heading, words, action=action)
        self._show_count()
        self._on_selected()

    def _show_count(self) -> None:
        count = self.model.rowCount()
        in_pairs = self._in_pairs
        number = count // 2 if in_pairs else count
        noun = ("pair" if in_pairs else "contact") + ("" if number == 1 else "s")
        if self._pages.is_reading:
            words = f"Looking…   {number:,} {noun} so far"
        elif self._pages.has_more:
            words = f"The first {number:,} {noun}: scroll for more, or type to narrow down"
        else:
            words = f"{number:,} {noun}"
        self.ui.countLabel.setText(words)

    @Slot()
    def _read_states(self) -> None:
        asked = self.model.take_asked(STATES_AT_ONCE)
        if not asked:
            return
        try:
            self.model.set_states(contact_states(self._records, asked))
        except StorageError as error:
            self._on_failed(error)
            return
        self._states_timer.start()

    def _count(self) -> None:
        """How many pass the filters where that is cheap, beside their names."""
        self._counting = BackgroundCall(partial(_count_beside, self._records))
        self._counting.done.connect(self._show_counts)
        self._counting.start()

    @Slot(object)
    def _show_counts(self, counts: dict[ContactShow, str]) -> None:
        for show, words in counts.items():
            self.ui.showComboBox.setItemText(_SHOWS.index(show), f"{show.label}  ({words})")

    # -- following the records

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not (changed.everything or changed.contact_ids or changed.patient_ids or changed.settings):
            return
        if not self.isVisible():
            self._stale = True
        elif not self._gather_timer.isActive():
            self._gather_timer.start()

    @Slot()
    def _refresh(self) -> None:
        """Read again what is listed; it stays on screen until that has come, and what is selected stays so."""
        if self._typing_timer.isActive():
            # Another list is about to be read.
            return
        self._again = True
        if self._duplicates_of:
            self._list_duplicates()
        else:
            self._pages.read_again(self.model.rowCount())
        self._count()

    def _select(self, contact_ids: list[int]) -> None:
        table = self.ui.contactTableView
        numbers = self.model.numbers_of(contact_ids)
        if numbers:
            self._select_row(numbers[0])
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            for number in numbers[1:]:
                table.selectionModel().select(self.model.index(number, 0), flags)

    def _select_row(self, number: int) -> None:
        """This row alone: `selectRow` would go by the keys that are held, such as Ctrl while one chooses two."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.ui.contactTableView.selectionModel().setCurrentIndex(self.model.index(number, 0), flags)

    # -- what one does with them

    def _selected(self) -> list[int]:
        rows = self.ui.contactTableView.selectionModel().selectedRows()
        return list(dict.fromkeys(self.model.row(index.row()).contact_id for index in rows))

    def _pair(self) -> tuple[int, int] | None:
        """The two to be merged: what is selected, or both of a pair."""
        rows = [self.model.row(index.row()) for index in self.ui.contactTableView.selectionModel().selectedRows()]
        chosen = list(dict.fromkeys(row.contact_id for row in rows))
        if len(chosen) == 2:
            return chosen[0], chosen[1]
        if len(chosen) == 1 and rows[0].other_id:
            return chosen[0], rows[0].other_id
        return None

    @Slot()
    def _on_selected(self) -> None:
        count = len(self._selected())
        self.ui.openButton.setEnabled(count == 1)
        self.ui.duplicatesButton.setEnabled(count == 1)
        self.ui.mergeButton.setEnabled(self._pair() is not None)
        hint = "" if self._pair() else "Select two contacts (Ctrl+click, or Shift+arrow keys)"
        self.ui.mergeButton.setToolTip(hint)

    @Slot()
    def open_chart(self) -> None:
        """Open the contact in a chart of theirs, an active one if there is one."""
        chosen = self._selected()
        if len(chosen) != 1:
            return
        contact_id = chosen[0]
        try:
            state = contact_states(self._records, [contact_id]).get(contact_id)
        except StorageError as error:
            self._on_failed(error)
            return
        if state is None or not state.patient_ids:
            self._say(Tone.WARNING, "This contact is in no chart. Add them to one there: Family Contacts, New Contact.")
            return
        self._ways.open_contact(state.patient_ids[0], contact_id, "")

    @Slot()
    def look_for_duplicates(self) -> None:
        """List who among all contacts may be the selected one, in pairs with them; the bar and Escape lead back."""
        chosen = self._selected()
        if len(chosen) != 1:
            return
        name = next(row.name for row in self.model.rows if row.contact_id == chosen[0])
        self._duplicates_of = chosen[0]
        self._again = False
        if self._list_duplicates():
            told = f"Who may be the same person as {name}, likeliest first."
            self._say(Tone.INFO, told, "&Back to the list", self.read)

    def _list_duplicates(self) -> bool:
        """Both of each pair, the likeliest on top, where Merge takes them; the list again where there are none."""
        try:
            found = likely_duplicates_of(self._records, self._duplicates_of)
        except StorageError as error:
            self._on_failed(error)
            return False
        if found:
            self._pages.drop()
            self._show_page(ContactPage(found, None), True)
        elif self._again:
            self.read()
        else:
            self._duplicates_of = 0
            self._say(Tone.GOOD, "Nobody else looks like this contact.")
        return bool(found)

    @Slot()
    def _on_bar_action(self) -> None:
        self._on_action()

    def _say(self, tone: Tone, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        if on_action is not None:
            self._on_action = on_action
        self.ui.messageBar.show_message(tone, text, action=action)

    @Slot()
    def merge(self) -> None:
        """Put the two that are selected side by side."""
        pair = self._pair()
        if pair is not None:
            self.merging.open(*pair)

    @Slot(list)
    def _on_merged(self, contact_ids: list[int]) -> None:
        # Those of the list that is shown are selected at once, for what is done next; else once it is read.
        self._to_select = list(contact_ids)
        self._refresh()

    @Slot()
    def export(self) -> None:
        """Read all that is meant beside the window, then ask where it goes."""
        self.ui.exportButton.setEnabled(False)
        if self._duplicates_of:
            # What is listed, not what the filter says.
            export: Callable[[Records], list[tuple[str, ...]]] = partial(
                export_pairs_of, contact_id=self._duplicates_of
            )
        else:
            export = partial(export_rows, show=self.show_, text=self.text)
        self._exporting = BackgroundCall(partial(_export_beside, self._records, export))
        self._exporting.done.connect(self._write_export)
        self._exporting.failed.connect(self._on_export_failed)
        self._exporting.start()

    @Slot(object)
    def _write_export(self, rows: list[tuple[str, ...]]) -> None:
        from opportal_desktop.desktop.exchange_commands import documents
        from opportal_desktop.desktop.list_export import export_list
        from opportal_desktop.registration.exports import note_export

        self.ui.exportButton.setEnabled(True)
        suggested = documents() / "Contacts.csv"
        note = partial(note_export, self._records, "Contacts", self._staff())
        export_list(self, self._prompts, self.ui.messageBar, suggested, EXPORT_HEADER, rows, note)

    @Slot(object)
    def _on_export_failed(self, error: Exception) -> None:
        self.ui.exportButton.setEnabled(True)
        self._on_failed(error)

    # -- keys

    @Slot()
    def _on_find(self) -> None:
        self.ui.searchLineEdit.setFocus()
        self.ui.searchLineEdit.selectAll()

    @Slot()
    def _on_escape(self) -> None:
        if self._duplicates_of:
            self.read()
        elif self.ui.searchLineEdit.text():
            self.ui.searchLineEdit.clear()
            self._on_find()
        else:
            self.close()

    @Slot()
    def _on_show_all(self) -> None:
        self.ui.searchLineEdit.clear()
        self.ui.showComboBox.setCurrentIndex(0)
        self._on_find()


def _export_beside(records: Records, export: Callable[[Records], list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    with records.connection():
        return export(records)


def _count_beside(records: Records) -> dict[ContactShow, str]:
    with records.connection():
        return {show: count_words(records, show) for show in _COUNTED}
