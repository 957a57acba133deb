# SPDX-License-Identifier: GPL-3.0-or-later
"""Every message, page by page as one scrolls. Free of SQL: a `MessagePages` reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal, Slot

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models.rows_model import Index, RowsModel
from opportal_desktop.desktop.status_tones import MESSAGE_TONES
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.registration.messages import MessageRow

COL_WHEN, COL_OUTCOME, COL_CONTACT, COL_KIND, COL_TO, COL_BY = range(6)
HEADERS = ("When", "State", "To", "What", "Address", "By")

MESSAGE_ID_ROLE = Qt.ItemDataRole.UserRole + 1
PAGE = 100
_MOST_NEW = 400
"""When more have come than this, the list starts anew."""
MOST_AGAIN = 400
"""Rows of a slow list that are read again after a change; who had scrolled further scrolls once more."""


class MessagePages(Protocol):
    """Reads the list; the filter is its own."""

    @property
    def is_quick(self) -> bool:
        """Whether a window may wait for a page; else only `newest_beside` is asked."""

    def newest_beside(self, limit: int, below: int | None) -> Callable[[], Sequence[MessageRow]]:
        """`newest` by the filter of now, to be called on another thread."""

    def newest(self, limit: int, below: int | None) -> Sequence[MessageRow]: ...
    def above(self, newest: int, limit: int) -> Sequence[MessageRow]: ...
    def between(self, first: int, last: int) -> Sequence[MessageRow]: ...


class MessagesModel(RowsModel[MessageRow]):
    """Newest first. After a change, what is seen is read again, a page at a time; the rest when it is scrolled to."""

    headers = HEADERS
    arrived = Signal()
    """What was read beside the window is in the list now."""

    def __init__(self, pages: MessagePages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._complete = False
        # Ids of rows that were read before the last change.
        self._stale: set[int] = set()
        self._seen: set[int] = set()
        self._call: BackgroundCall | None = None
        self._changed_meanwhile = False
        self._take: Callable[[Sequence[MessageRow]], None] = self._take_anew
        self._again_timer = QTimer(self, singleShot=True, interval=0)
        self._again_timer.timeout.connect(self._read_seen_again)

    def start_anew(self) -> None:
        """Read the first page (again): the filter is another one. What is shown stays until it comes."""
        self._stale.clear()
        self._call = None
        self._changed_meanwhile = False
        if self._pages.is_quick:
            self._take_anew(self._pages.newest(PAGE, None))
        else:
            self._ask(self._take_anew, PAGE, None)

    @property
    def is_reading(self) -> bool:
        """Whether rows are being read beside the window."""
        return self._call is not None

    @staticmethod
    def key_of(row: MessageRow) -> int:
        return row.message_id

    def records_changed(self) -> None:
        """Something was sent, queued or cancelled: add what is new, and read what is shown again."""
        if not self._pages.is_quick:
            self._read_again()
            return
        if not self._rows:
            self.start_anew()
            return
        new = self._pages.above(self._rows[0].message_id, _MOST_NEW + 1)
        if len(new) > _MOST_NEW:
            self.start_anew()
            return
        self.insert_rows(0, new)
        self._stale = {row.message_id for row in self._rows[len(new) :]}
        # Views ask for what they show, and so tell which rows that is.
        self.rows_changed(0, len(self._rows) - 1)

    # -- pages

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        below = self._rows[-1].message_id if self._rows else None
        if self._pages.is_quick:
            self._take_more(self._pages.newest(PAGE, below))
        elif not self.is_reading:
            self._ask(self._take_more, PAGE, below)

    def _take_anew(self, page: Sequence[MessageRow]) -> None:
        self._complete = len(page) < PAGE
        self.replace_rows(page)

    def _take_more(self, page: Sequence[MessageRow]) -> None:
        self._complete = len(page) < PAGE
        self.append_rows(page)

    def _read_again(self) -> None:
        # Not dropped and begun anew: a steady stream of changes would put off for ever what is being read.
        self._changed_meanwhile = self.is_reading
        if not self.is_reading:
            self._ask(self._take_again, max(PAGE, min(len(self._rows), MOST_AGAIN)), None)

    def _take_again(self, page: Sequence[MessageRow]) -> None:
        """What was read from the top on: the rest goes, and is read when it is scrolled to."""
        if not self._rows:
            self._take_anew(page)
            return
        self._complete = len(page) < PAGE
        self._put(0, len(self._rows) - 1, page)

    def _ask(self, take: Callable[[Sequence[MessageRow]], None], limit: int, below: int | None) -> None:
        """Read beside the window; whatever was asked for before is dropped when it comes."""
        self._take = take
        self._call = BackgroundCall(self._pages.newest_beside(limit, below))
        self._call.done.connect(self._on_done)
        self._call.failed.connect(self._on_failed)
        self._call.start()

    @Slot(object)
    def _on_done(self, page: Sequence[MessageRow]) -> None:
        if self.sender() is self._call:
            self._call = None
            self._take(page)
            self.arrived.emit()
            if self._changed_meanwhile:
                self._read_again()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is self._call:
            self._call = None
            # Told as whatever cannot be read on this thread.
            raise error

    @Slot()
    def _read_seen_again(self) -> None:
        seen, self._seen = self._seen & self._stale, set()
        if not seen or not self._pages.is_quick:
            return
        first = self.number_of(max(seen))
        if first is None:
            return
        # Whole pages: the rows between those that are seen are soon seen, too.
        last = min(first + PAGE, len(self._rows)) - 1
        self._merge(first, last)
        if remaining := {message_id for message_id in seen if message_id in self._stale}:
            self._seen |= remaining
            self._again_timer.start()

    def _merge(self, first: int, last: int) -> None:
        """Put what the records have now in the place of rows `first` to `last`."""
        upper, lower = self._rows[first].message_id, self._rows[last].message_id
        self._stale -= {row.message_id for row in self._rows[first : last + 1]}
        self._put(first, last, self._pages.between(upper, lower))

    def _put(self, first: int, last: int, rows: Sequence[MessageRow]) -> None:
        """Rows that stay keep their selection."""
        now = {row.message_id: row for row in rows}
        for number in range(last, first - 1, -1):
            old = self._rows[number]
            new = now.pop(old.message_id, None)
            if new is None:
                self.beginRemoveRows(QModelIndex(), number, number)
                del self._rows[number]
                self.endRemoveRows()
            elif new != old:
                self._rows[number] = new
                self.rows_changed(number, number)
        for row in sorted(now.values(), key=lambda row: row.message_id):
            number = next(
                (n for n, other in enumerate(self._rows) if other.message_id < row.message_id), len(self._rows)
            )
            self.insert_rows(number, [row])

    # -- what views ask

    def cell(self, row: MessageRow, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if row.message_id in self._stale:
                self._seen.add(row.message_id)
                self._again_timer.start()
            return _text(row, column)
        if role == TONE_ROLE and column == COL_OUTCOME:
            return message_tone(row)
        if role == MESSAGE_ID_ROLE:
            return row.message_id
        return None


def message_tone(row: MessageRow) -> Tone:
    """Somebody should look at what may have arrived or not; the rest goes by its state."""
    return Tone.WARNING if row.unknown else MESSAGE_TONES[row.state]


def _text(row: MessageRow, column: int) -> str:
    return (row.when, row.outcome, row.contact_name, row.kind.label, row.to, row.by)[column]
