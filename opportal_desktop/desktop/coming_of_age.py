# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients coming of age: who reaches the age limit soon, and beside it what will happen and the checklist."""

from __future__ import annotations

import logging
import threading

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHeaderView, QWidget

from opportal_desktop.desktop.age_buttons import AgeButtons, AgeWays
from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.models import coming_of_age_model as columns
from opportal_desktop.desktop.models.coming_of_age_model import ComingOfAgeModel
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.tables import prepare_table, select_nothing, share_columns
from opportal_desktop.desktop.theme import Tone, restyle
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.forms.ui_coming_of_age import Ui_ComingOfAgeWindow
from opportal_desktop.records.age_marks import Candidate
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.registration.coming_of_age import AgeList, candidates, coming_of_age, judged
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.terms import Changed, StaffMember

log = logging.getLogger(__name__)

PAGE = 100
"""So many patients are read at first, and so many more each time the end of the list comes into sight."""
AT_ONCE = 4
"""Patients that are judged in one turn of the event loop: a few milliseconds."""
GATHER_MILLISECONDS = 400
_PATIENCE_SECONDS = 5.0
_GEOMETRY = "coming_of_age"
_WIDTH_CHARACTERS = 190
_HEIGHT_LINES = 46
_LIST_SHARE, _DETAIL_SHARE = 11, 9
_FIXED = {columns.COL_DAY: 13, columns.COL_LEFT: 10, columns.COL_STATE: 15}
_FLEXIBLE = {columns.COL_NAME: 26, columns.COL_ACCESS: 24, columns.COL_DONE: 18}
_LEAST_SHARE = 0.65
_EMPTY = {
    AgeList.AHEAD: ("Nobody turns {age} within {days} days", "Patients are listed here as their birthday comes near."),
    AgeList.LATELY: ("Nobody turned {age} within {days} days", "Who did is listed here with what is still to be done."),
    AgeList.CONSENTS: ("No consent ends within {days} days", "Consents with an end date are listed here before it."),
}
_INTRO = (
    "On the day they turn {age}, parents’ access ends by itself, unless the patient’s consent is on file. Listed: "
    "{days} days, a setting of the practice."
)


class ComingOfAgeWindow(QWidget):
    """Not modal; follows the records by itself while it is shown. `stop` it before they are closed."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: StaffMember,
        ways: AgeWays,
        state: WindowState | None = None,
    ) -> None:
        super().__init__()
        self._records = records
        self._ways = ways
        self._state = state
        self._limit = PAGE
        self._left: list[Candidate] = []
        self._reading: BackgroundCall | None = None
        # The list whose rows are shown; None before the first has come.
        self._listed: AgeList | None = None
        self._again = False
        self._stopped = False
        self._stale = True
        self._done = threading.Event()
        self._done.set()
        self.ui = Ui_ComingOfAgeWindow()
        self.ui.setupUi(self)
        self.model = ComingOfAgeModel(self)
        self._lists = {
            AgeList.AHEAD: self.ui.aheadButton,
            AgeList.LATELY: self.ui.latelyButton,
            AgeList.CONSENTS: self.ui.consentsButton,
        }
        self._buttons = AgeButtons(records, prompts, staff, ways, self, self._say)
        self._prepare_table()
        self._connect(signals)
        load_icons(self)
        self.setWindowTitle("Patients coming of age – OP Portal")
        self._place()
        self.ui.noticePage.hide()
        self.ui.nothingState.set_content("users", "Nobody selected", "Select a patient to see what will happen.")
        self.ui.detailStack.setCurrentWidget(self.ui.nothingPage)

    # -- what the program asks

    def to_front(self) -> None:
        """Show it, with the focus in the list."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.ui.ageTableView.setFocus()

    def stop(self) -> None:
        """Read no more; to be called before the records are closed."""
        self._stopped = True
        for timer in (self._gather_timer, self._step_timer):
            timer.stop()
        self._done.wait(_PATIENCE_SECONDS)

    @property
    def is_reading(self) -> bool:
        """Whether the list may soon be another."""
        return self._reading is not None or self._step_timer.isActive() or self._gather_timer.isActive()

    @property
    def chosen(self) -> AgeList:
        """Which list is shown."""
        return next(which for which, button in self._lists.items() if button.isChecked())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stale = True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._state is not None:
            self._state.keep_geometry(self, _GEOMETRY)
        super().closeEvent(event)

    # -- building

    def _prepare_table(self) -> None:
        table = self.ui.ageTableView
        prepare_table(table)
        restyle(table, role="embedded")
        table.setModel(self.model)
        table.setItemDelegateForColumn(columns.COL_STATE, ChipDelegate(table))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            share_columns(self.ui.ageTableView, _FIXED, _FLEXIBLE, least=_LEAST_SHARE)
        return super().eventFilter(watched, event)

    def _connect(self, signals: RecordsSignals) -> None:
        ui = self.ui
        self._group = QButtonGroup(self)
        for button in self._lists.values():
            self._group.addButton(button)
            # Not clicked: a screen reader toggles the button without a click.
            button.toggled.connect(self._on_list_toggled)
        self._gather_timer = QTimer(self, singleShot=True, interval=GATHER_MILLISECONDS)
        self._gather_timer.timeout.connect(self.refresh)
        self._step_timer = QTimer(self, singleShot=True, interval=0)
        self._step_timer.timeout.connect(self._step)
        for keys, slot in (("F5", self.refresh), ("Escape", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), ui.ageTableView)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._open_chart)
        ui.ageTableView.doubleClicked.connect(self._open_chart)
        ui.ageTableView.selectionModel().selectionChanged.connect(self._show_detail)
        ui.ageTableView.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        detail = ui.ageDetail
        detail.chart_requested.connect(self._open_chart)
        detail.action_requested.connect(self._buttons.act)
        detail.mark_requested.connect(self._buttons.mark)
        detail.take_back_requested.connect(self._buttons.take_back)
        self._buttons.done.connect(self._show_detail)
        self._buttons.gone.connect(self.refresh)
        signals.changed.connect(self._on_changed)

    def _place(self) -> None:
        if self._state is None or not self._state.restore_geometry(self, _GEOMETRY):
            open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        share = self.width() // (_LIST_SHARE + _DETAIL_SHARE)
        self.ui.splitter.setSizes([share * _LIST_SHARE, share * _DETAIL_SHARE])
        self.ui.splitter.setStretchFactor(0, _LIST_SHARE)
        self.ui.splitter.setStretchFactor(1, _DETAIL_SHARE)

    # -- reading

    @Slot(bool)
    def _on_list_toggled(self, checked: bool) -> None:
        if checked:
            self._limit = PAGE
            self.refresh()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if changed == Changed():
            return
        self._stale = not self.isVisible()
        # Not started anew by each change: else a steady stream of them would put it off for ever.
        if not self._stale and not self._gather_timer.isActive():
            self._gather_timer.start()

    @Slot()
    def _on_scrolled(self) -> None:
        bar = self.ui.ageTableView.verticalScrollBar()
        if bar.maximum() and bar.value() == bar.maximum() and len(self.model.rows) == self._limit:
            self._limit += PAGE
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the chosen list anew; what is shown stays until it is there."""
        if self._stopped or self._reading is not None:
            self._again = not self._stopped
            return
        self._again = self._stale = False
        self._done.clear()
        # In a large practice this takes longer than the GUI thread may be away.
        which, limit = self.chosen, self._limit
        self._reading = BackgroundCall(lambda: self._read(which, limit))
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_not_read)
        self._reading.start()

    def _read(self, which: AgeList, limit: int) -> tuple[AgeList, PracticeRules, tuple[Candidate, ...]]:
        """On a thread of its own."""
        try:
            with self._records.connection():
                return which, practice_rules(self._records), candidates(self._records, which, limit)
        finally:
            self._done.set()

    @Slot(object)
    def _on_read(self, found: tuple[AgeList, PracticeRules, tuple[Candidate, ...]]) -> None:
        self._reading = None
        if self._stopped:
            return
        which, practice, rows = found
        if self._again and which is not self.chosen:
            self.refresh()
            return
        selected, number = self._selected(), self.ui.ageTableView.currentIndex().row()
        is_new = which is not self._listed or not self.model.rows
        self._listed = which
        self.model.show_list(which, practice.age_limit, rows)
        self._say_what_is_listed(which, practice, is_empty=not rows)
        if is_new:
            self.ui.ageTableView.selectRow(0)
        else:
            self._select_again(selected, number)
        self._left = list(rows)
        self._step()

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        self._reading = None
        log.info("who comes of age could not be read: %s", type(error).__name__)
        if not self._stopped:
            self._say(Tone.WARNING, "The records could not be read. What is shown may be out of date; F5 tries again.")

    def _say_what_is_listed(self, which: AgeList, practice: PracticeRules, *, is_empty: bool) -> None:
        ui, numbers = self.ui, {"age": practice.age_limit, "days": practice.age_notice_days}
        ui.introLabel.setText(_INTRO.format(**numbers))
        heading, text = _EMPTY[which]
        ui.emptyState.set_content("circle-check", heading.format(**numbers), text)
        ui.listStack.setCurrentWidget(ui.emptyPage if is_empty else ui.tablePage)

    @Slot()
    def _step(self) -> None:
        """Judge the next few; the selected one is judged with its detail."""
        part, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        try:
            if part:
                self.model.judge(judged(self._records, part))
        except StorageError:
            self._on_not_read(StorageError())
            return
        selected = self._selected()
        if selected is None or any(row.patient_id == selected.patient_id for row in part):
            self._show_detail()
        if self._left:
            self._step_timer.start()
        elif self._again:
            self.refresh()

    # -- the selection

    def _selected(self) -> Candidate | None:
        rows = self.ui.ageTableView.selectionModel().selectedRows()
        return self.model.rows[rows[0].row()] if rows else None

    def _select_again(self, selected: Candidate | None, number: int) -> None:
        """Who was selected, in row `number`; nobody, if they have left the list."""
        now = self.model.number_of(selected.patient_id) if selected is not None else None
        if now is None:
            select_nothing(self.ui.ageTableView, number)
        elif self._selected() is None:
            self.ui.ageTableView.selectRow(now)

    @Slot()
    def _show_detail(self) -> None:
        ui, selected = self.ui, self._selected()
        row = None
        if selected is not None:
            try:
                row = coming_of_age(self._records, selected.patient_id)
            except (RecordGone, StorageError):
                row = None
        if row is not None:
            ui.ageDetail.show_row(row)
            self._buttons.row = row
            self.model.judge([row])
        ui.detailStack.setCurrentWidget(ui.ageDetail if row is not None else ui.nothingPage)

    # -- what the buttons do

    @Slot()
    def _open_chart(self) -> None:
        if (selected := self._selected()) is not None:
            self._ways.open_chart(selected.patient_id)

    def _say(self, tone: Tone, words: str) -> None:
        """Above the list; no words take away what stood there."""
        self.ui.noticePage.setVisible(bool(words))
        if words:
            self.ui.messageBar.show_message(tone, words)
        else:
            self.ui.messageBar.clear()
