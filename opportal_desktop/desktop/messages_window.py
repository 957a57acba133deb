# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages: every email and text with its state and history, and what needs attention. A window of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from opportal_desktop.desktop.attention_detail import Fix
from opportal_desktop.desktop.attention_watch import AttentionWatch
from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.message_actions import MessageActions
from opportal_desktop.desktop.message_filters import MessageFilters
from opportal_desktop.desktop.models import attention_model, messages_model
from opportal_desktop.desktop.models.attention_model import AttentionModel
from opportal_desktop.desktop.models.messages_model import MESSAGE_ID_ROLE, MessagesModel
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import open_with, scroll_when_small
from opportal_desktop.desktop.tables import prepare_table, select_nothing, share_columns
from opportal_desktop.desktop.theme import Tone, restyle
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.forms.ui_messages_window import Ui_MessagesWindow
from opportal_desktop.mail.preview import Preview, preview
from opportal_desktop.records.message_list import MessageFilter
from opportal_desktop.records.records import Records
from opportal_desktop.registration import messages
from opportal_desktop.registration.attention import AttentionItem, AttentionKind
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.messages import MessageRow
from opportal_desktop.terms import Changed, MessageState, StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.message_center import Ways

GATHER_MILLISECONDS = 300
CLOCK_MILLISECONDS = 15_000
"""A wait ends and a link expires without anybody changing the records."""
_GEOMETRY = "messages_window"
_WIDTH_CHARACTERS = 190
_HEIGHT_LINES = 46
_LEAST_SHARE = 0.85
# Widths in average characters: what gives way where the window is narrow. The last column takes the rest.
_MESSAGE_COLUMNS = {
    messages_model.COL_OUTCOME: 31,
    messages_model.COL_CONTACT: 23,
    messages_model.COL_KIND: 16,
    messages_model.COL_TO: 24,
    messages_model.COL_BY: 14,
}
# In this order they are left out where there is no room: they stand beside the list, too. The last one only when the
# others give way already.
_SPARE_COLUMNS = {messages_model.COL_BY: 1.0, messages_model.COL_TO: 1.0, messages_model.COL_KIND: _LEAST_SHARE}
_BAREST_SHARE = 0.5
"""How far columns give way once nothing else can be left out: they are cut off rather than outside of the window."""
_ATTENTION_COLUMNS = {attention_model.COL_CONTACT: 24, attention_model.COL_WHY: 50}
_WHY_LEAST_CHARACTERS = 24
_MOMENT_CHARACTERS = 20
_KIND_CHARACTERS = 22
_LIST_SHARE = 3
_DETAIL_SHARE = 2
_EMPTY = {
    (): ("No messages yet", "What the practice sends to parents is listed here, with its outcome."),
    (MessageState.QUEUED, MessageState.SENDING): (
        "Nothing waits",
        "Every message was handed over, failed or was cancelled.",
    ),
    (MessageState.FAILED,): ("Nothing failed", "No message was refused."),
    (MessageState.SENT,): ("Nothing was handed over yet", "What the mail server has taken is listed here."),
    (MessageState.CANCELLED,): ("Nothing was cancelled", "Messages that lost their reason are listed here."),
}


class _Pages:
    """What the model reads: the list with the window's filter."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.chosen = MessageFilter()

    @property
    def is_quick(self) -> bool:
        """A text may mean nearly everybody, or somebody whom thousands of messages went to."""
        return not self.chosen.text

    def newest_beside(self, limit: int, below: int | None) -> Callable[[], Sequence[MessageRow]]:
        return partial(self._read_beside, self.chosen, limit, below)

    def _read_beside(self, chosen: MessageFilter, limit: int, below: int | None) -> Sequence[MessageRow]:
        with self._records.connection():
            return messages.newest_messages(self._records, chosen, limit, below=below)

    def newest(self, limit: int, below: int | None) -> Sequence[MessageRow]:
        return messages.newest_messages(self._records, self.chosen, limit, below=below)

    def above(self, newest: int, limit: int) -> Sequence[MessageRow]:
        return messages.messages_above(self._records, self.chosen, newest, limit)

    def between(self, first: int, last: int) -> Sequence[MessageRow]:
        return messages.messages_between(self._records, self.chosen, first, last)


class MessagesWindow(QWidget):
    """Not modal; follows the records by itself while it is shown. The program keeps one and shows it again."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: StaffMember,
        attention: AttentionWatch,
        ways: Ways,
        state: WindowState | None = None,
    ) -> None:
        super().__init__()
        self._records = records
        self._attention = attention
        self._ways = ways
        self._state = state
        self._stale = False
        self._is_divided = False
        self.ui = Ui_MessagesWindow()
        self.ui.setupUi(self)
        self._pages = _Pages(records)
        self.messages = MessagesModel(self._pages, self)
        self.attention = AttentionModel(self)
        self.filters = MessageFilters(self.ui, records, self)
        self._actions = MessageActions(records, prompts, staff, self, self._say)
        self._prepare_tables()
        self._connect(signals)
        load_icons(self)
        self.setWindowTitle("Messages – OP Portal")
        self._place()
        self.ui.noticePage.hide()
        self.ui.undoBar.attach(records, signals, staff)
        self.ui.undoBar.look()
        self._show_filtered()
        self._show_attention()

    # -- what the program asks

    def show_all(self) -> None:
        """Every message, without a filter."""
        self.filters.clear()
        self.ui.allButton.setChecked(True)
        self._to_front()

    def show_attention(self) -> None:
        """What needs attention."""
        self.ui.attentionButton.setChecked(True)
        self._to_front()

    def show_contact(self, contact_id: int, name: str) -> None:
        """Every message to one contact."""
        self.filters.clear()
        self.ui.allButton.setChecked(True)
        self.filters.contact.choose(contact_id, name)
        self._to_front()

    def _to_front(self) -> None:
        was_hidden = self.isHidden()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        table = self.ui.attentionTableView if self.filters.shows_attention else self.ui.messageTableView
        if was_hidden:
            # Whoever opens it comes for the newest, not for what was looked at yesterday.
            table.selectRow(0)
            table.scrollToTop()
        is_empty = self.ui.listStack.currentWidget() is self.ui.emptyPage
        (self.filters.view if is_empty else table).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_divided:
            # Not before: until then the splitter has no width that could be shared.
            self._is_divided = True
            self.ui.splitter.setSizes([_LIST_SHARE * self.width(), _DETAIL_SHARE * self.width()])
        self._clock.start()
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._state is not None:
            self._state.keep_geometry(self, _GEOMETRY)
        super().closeEvent(event)

    # -- building

    def _prepare_tables(self) -> None:
        ui = self.ui
        # Before the view hears of it, which would go over to the next row.
        self.messages.rowsAboutToBeRemoved.connect(self._on_leaving)
        for table, model, chips in (
            (ui.messageTableView, self.messages, messages_model.COL_OUTCOME),
            (ui.attentionTableView, self.attention, attention_model.COL_WHAT),
        ):
            prepare_table(table)
            restyle(table, role="embedded")
            table.setModel(model)
            table.setItemDelegateForColumn(chips, ChipDelegate(table))
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            table.viewport().installEventFilter(self)
        ui.messageTableView.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        ui.splitter.setStretchFactor(0, _LIST_SHARE)
        ui.splitter.setStretchFactor(1, _DETAIL_SHARE)
        ui.nothingState.set_content("mail", "Nothing selected", "Select a message to see what became of it.")
        ui.messageDetail.set_preview_maker(self._preview)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit_messages(self.ui.messageTableView)
            self._fit_attention(self.ui.attentionTableView)
        return super().eventFilter(watched, event)

    def _fit_messages(self, table: QTableView) -> None:
        room = table.viewport().width() / table.fontMetrics().averageCharWidth() - _MOMENT_CHARACTERS
        shown = dict(_MESSAGE_COLUMNS)
        for column, share in _SPARE_COLUMNS.items():
            is_too_much = sum(shown.values()) * share > room
            table.setColumnHidden(column, is_too_much)
            if is_too_much:
                del shown[column]
        is_bare = len(shown) + len(_SPARE_COLUMNS) == len(_MESSAGE_COLUMNS)
        least = _BAREST_SHARE if is_bare else _LEAST_SHARE
        share_columns(table, {messages_model.COL_WHEN: _MOMENT_CHARACTERS}, shown, least=least)

    def _fit_attention(self, table: QTableView) -> None:
        """Where there is no room, since when is left out: the details say it."""
        fixed = {attention_model.COL_WHAT: _KIND_CHARACTERS, attention_model.COL_SINCE: _MOMENT_CHARACTERS}
        room = table.viewport().width() / table.fontMetrics().averageCharWidth()
        contact = _ATTENTION_COLUMNS[attention_model.COL_CONTACT] * _LEAST_SHARE
        is_bare = sum(fixed.values()) + contact + _WHY_LEAST_CHARACTERS > room
        table.setColumnHidden(attention_model.COL_SINCE, is_bare)
        shares, least = _ATTENTION_COLUMNS, _LEAST_SHARE
        if is_bare:
            del fixed[attention_model.COL_SINCE]
            shares, least = shares | {attention_model.COL_WHY: _WHY_LEAST_CHARACTERS}, _BAREST_SHARE
        share_columns(table, fixed, shares, least=least)

    def _connect(self, signals: RecordsSignals) -> None:
        ui = self.ui
        self._gather_timer = QTimer(self, singleShot=True, interval=GATHER_MILLISECONDS)
        self._gather_timer.timeout.connect(self._refresh)
        self._clock = QTimer(self, interval=CLOCK_MILLISECONDS)
        self._clock.timeout.connect(self._refresh)
        for keys, slot in (("Ctrl+F", self._on_find), ("F5", self._refresh), ("Escape", self._on_escape)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        # What was said is about what is seen no more.
        self.filters.changed.connect(ui.messageBar.clear)
        self.filters.changed.connect(self._show_filtered)
        ui.emptyState.action_triggered.connect(self.filters.clear)
        ui.messageBar.cleared.connect(ui.noticePage.hide)
        ui.messageTableView.selectionModel().selectionChanged.connect(self._show_detail)
        self.messages.arrived.connect(self._on_arrived)
        self.messages.rowsRemoved.connect(self._on_left)
        ui.messageTableView.customContextMenuRequested.connect(self._on_menu_wanted)
        ui.messageTableView.doubleClicked.connect(self._open_chart)
        ui.attentionTableView.selectionModel().selectionChanged.connect(self._show_detail)
        ui.attentionTableView.doubleClicked.connect(self._open_chart)
        detail = ui.messageDetail
        detail.send_now_requested.connect(self._send_now)
        detail.cancel_requested.connect(self._cancel)
        detail.register_requested.connect(self._register)
        detail.correct_requested.connect(self._correct)
        detail.chart_requested.connect(self._open_chart)
        ui.attentionDetail.fix_requested.connect(self._fix)
        ui.attentionDetail.chart_requested.connect(self._open_chart)
        self._attention.changed.connect(self._show_attention)
        signals.changed.connect(self._on_changed)

    def _place(self) -> None:
        scroll_when_small(self.ui.detailStack)
        if self._state is None or not self._state.restore_geometry(self, _GEOMETRY):
            open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)

    # -- the lists

    @Slot()
    def _show_filtered(self) -> None:
        """Another view, or narrowed otherwise: what is selected stays if it is still listed."""
        if not self.filters.shows_attention:
            self._selected_before = self._selected_id()
            self._pages.chosen = self.filters.chosen
            self.messages.start_anew()
            if self.messages.is_reading:
                # Until it comes, the list, what is selected and its details stay together as they are.
                self._is_anew = True
                return
            self._select(self._selected_before)
        self._show_list()
        self._show_detail()

    @Slot()
    def _on_arrived(self) -> None:
        if self._is_anew:
            self._is_anew = False
            self._select(self._selected_before)
        self._show_list()
        self._show_detail()

    @Slot(QModelIndex, int, int)
    def _on_leaving(self, parent: QModelIndex, first: int, last: int) -> None:
        selected = self.ui.messageTableView.selectionModel().selectedRows()
        if selected and first <= selected[0].row() <= last:
            self._left_at = first

    @Slot()
    def _on_left(self) -> None:
        if self._left_at >= 0:
            select_nothing(self.ui.messageTableView, self._left_at)
            self._left_at = -1

    def _select(self, message_id: int | None) -> None:
        number = self.messages.number_of(message_id) if message_id is not None else None
        if self.messages.rowCount():
            self.ui.messageTableView.selectRow(number or 0)

    @Slot()
    def _on_find(self) -> None:
        if self.filters.shows_attention:
            self.ui.allButton.setChecked(True)
        self.ui.searchLineEdit.setFocus()
        self.ui.searchLineEdit.selectAll()

    @Slot()
    def _on_escape(self) -> None:
        if not self.filters.shows_attention and self.filters.is_narrowed:
            self.filters.clear()
        else:
            self.close()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not (changed.everything or changed.outbox or changed.contact_ids or changed.patient_ids or changed.settings):
            return
        self._stale = not self.isVisible()
        # Not started anew by each change: else a steady stream of them would put it off for ever.
        if not self._stale and not self._gather_timer.isActive():
            self._gather_timer.start()

    @Slot()
    def _refresh(self) -> None:
        self._stale = False
        was_empty, selected = not self.messages.rowCount(), self._selected_id()
        self.messages.records_changed()
        # Very much that is new begins the list anew, and nothing is selected then.
        if was_empty or (selected is not None and self._selected_id() is None):
            self._select(selected)
        self._show_list()
        self._show_detail()

    def _selected_id(self) -> int | None:
        rows = self.ui.messageTableView.selectionModel().selectedRows()
        return int(rows[0].data(MESSAGE_ID_ROLE)) if rows else None

    def _show_list(self) -> None:
        ui = self.ui
        if self.filters.shows_attention:
            page, is_empty = ui.attentionPage, not self.attention.rows
        else:
            page, is_empty = ui.messagesPage, not self.messages.rowCount()
        if is_empty and self.messages.is_reading and not self.filters.shows_attention:
            return
        ui.listStack.setCurrentWidget(ui.emptyPage if is_empty else page)
        if is_empty and self.filters.shows_attention:
            ui.emptyState.set_content(
                "circle-check",
                "Nothing needs attention",
                "Failed messages, locked accounts, expired links and pauses are listed here, and leave by themselves "
                "when they are put right.",
            )
        elif is_empty and self.filters.is_narrowed:
            words = "No message in this view fits what is searched for."
            ui.emptyState.set_content("search", "No such message", words, action="Clear the filters")
        elif is_empty:
            ui.emptyState.set_content("mail", *_EMPTY[self._pages.chosen.states])

    @Slot()
    def _show_attention(self) -> None:
        """The watch has looked: the list and the number on its button."""
        table = self.ui.attentionTableView
        before, selected, was_empty = table.currentIndex().row(), self._item(), not self.attention.rows
        self.attention.set_rows(self._attention.items)
        keys = [row.key for row in self.attention.rows]
        self.ui.attentionButton.setText(f"Needs &attention ({len(keys)})" if keys else "Needs &attention")
        if selected is not None and selected.key in keys:
            table.selectRow(keys.index(selected.key))
        elif was_empty and keys:
            table.selectRow(0)
        elif selected is not None:
            select_nothing(table, before)
        if self.filters.shows_attention:
            self._show_list()
            self._show_detail()

    def _item(self) -> AttentionItem | None:
        rows = self.ui.attentionTableView.selectionModel().selectedRows()
        return self.attention.rows[rows[0].row()] if rows else None

    # -- details

    @Slot()
    def _show_detail(self) -> None:
        ui, item = self.ui, self._item()
        if self.filters.shows_attention and item is not None and item.message_id is None:
            ui.attentionDetail.show_item(item)
            ui.detailStack.setCurrentWidget(ui.attentionDetail)
            return
        wanted = self._selected_id()
        if self.filters.shows_attention:
            wanted = item.message_id if item is not None else None
        try:
            detail = None if wanted is None else messages.message_detail(self._records, wanted)
        except RecordGone:
            detail = None
        if detail is not None:
            ui.messageDetail.show_detail(detail)
        ui.detailStack.setCurrentWidget(ui.nothingPage if detail is None else ui.messageDetail)

    def _preview(self, message_id: int) -> Preview | None:
        """On a thread of its own."""
        with self._records.connection():
            return preview(self._records, message_id)

    # -- what the buttons do

    @Slot()
    def _send_now(self) -> None:
        if (detail := self.ui.messageDetail.detail) is not None:
            self._actions.send_now(detail.row.message_id)
            self._refresh()

    @Slot()
    def _cancel(self) -> None:
        if (detail := self.ui.messageDetail.detail) is not None:
            self._actions.cancel(detail.row.message_id)
            self._refresh()

    @Slot()
    def _register(self) -> None:
        if (contact_id := self._current_contact()) is not None:
            self._actions.register(contact_id)
            self._refresh()

    @Slot(object)
    def _fix(self, fix: Fix) -> None:
        contact_id = self._current_contact()
        if fix is Fix.OPEN_SETTINGS:
            item = self._item()
            self._ways.open_settings(item is not None and item.kind is AttentionKind.TEXTS_PAUSED)
        elif fix is Fix.TRY_AGAIN:
            self._ways.try_again()
            self._say(Tone.INFO, "Sending is tried again now.")
        elif fix is Fix.OPEN_COMING_OF_AGE:
            self._ways.coming_of_age()
        elif fix is Fix.OPEN_COURT_ORDER:
            self._open("court_order_note")
        elif fix is Fix.OPEN_DECLINED:
            self._open("declined")
        elif fix is Fix.CORRECT_EMAIL:
            self._open("home_email")
        elif fix is Fix.UNLOCK and contact_id is not None:
            self._actions.unlock(contact_id)
        elif contact_id is not None:
            self._actions.register(contact_id)
        # At once, so that what was put right leaves the list.
        self._attention.look()

    @Slot()
    def _correct(self) -> None:
        detail = self.ui.messageDetail.detail
        self._open("cell_phone" if detail is not None and detail.row.kind.is_text else "home_email")

    @Slot()
    def _open_chart(self) -> None:
        self._open("")

    def _open(self, field: str) -> None:
        contact_id, patient_id = self._current_contact(), self._current_patient()
        if contact_id is not None and patient_id is not None:
            self._ways.open_contact(patient_id, contact_id, field)

    def _current_contact(self) -> int | None:
        detail, item = self.ui.messageDetail.detail, self._item()
        if self.ui.detailStack.currentWidget() is self.ui.attentionDetail:
            return item.contact_id if item is not None else None
        return detail.row.contact_id if detail is not None else None

    def _current_patient(self) -> int | None:
        detail, item = self.ui.messageDetail.detail, self._item()
        if self.filters.shows_attention and item is not None and item.patient_id is not None:
            return item.patient_id
        return detail.patients[0][0] if detail is not None and detail.patients else None

    def _say(self, tone: Tone, words: str) -> None:
        self.ui.noticePage.show()
        self.ui.messageBar.show_message(tone, words)

    # -- the list's menu

    @Slot(QPoint)
    def _on_menu_wanted(self, where: QPoint) -> None:
        menu = self.make_menu()
        menu.exec(self.ui.messageTableView.viewport().mapToGlobal(where))
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """What can be done with the selected message, besides its buttons."""
        menu = QMenu(self)
        detail = self.ui.messageDetail.detail
        if detail is None:
            return menu
        row, filters = detail.row, self.filters

        def only_patient(patient_id: int, name: str) -> None:
            menu.addAction(f"Only messages to {name}’s contacts", lambda: filters.patient.choose(patient_id, name))

        menu.addAction("Copy the address", lambda: QGuiApplication.clipboard().setText(row.to))
        menu.addAction(
            f"Only messages to {row.contact_name}", lambda: filters.contact.choose(row.contact_id, row.contact_name)
        )
        for patient_id, name in detail.patients[:5]:
            only_patient(patient_id, name)
        return menu
