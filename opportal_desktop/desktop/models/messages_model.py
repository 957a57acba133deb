# SPDX-License-Identifier: GPL-3.0-or-later
"""Every message, page by page as one scrolls. Free of SQL: a `MessagePages` reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Slot

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


class MessagePages(Protocol):
    """Reads the list; the filter is its own."""

    def newest(self, limit: int, below: int | None) -> Sequence[MessageRow]: ...
    def above(self, newest: int, limit: int) -> Sequence[MessageRow]: ...
    def between(self, first: int, last: int) -> Sequence[MessageRow]: ...


class MessagesModel(RowsModel[MessageRow]):
    """Newest first. After a change, what is seen is read again, a page at a time; the rest when it is scrolled to."""

    headers = HEADERS

    def __init__(self, pages: MessagePages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._complete = False
        # Ids of rows that were read before the last change.
        self._stale: set[int] = set()
        self._seen: set[int] = set()
        self._again_timer = QTimer(self, singleShot=True, interval=0)
        self._again_timer.timeout.connect(self._read_seen_again)

    def start_anew(self) -> None:
        """Read the first page (again): the filter is another one."""
        self._stale.clear()
        page = self._pages.newest(PAGE, None)
        self._complete = len(page) < PAGE
        self.replace_rows(page)

    @staticmethod
    def key_of(row: MessageRow) -> int:
        return row.message_id

    def records_changed(self) -> None:
        """Something was sent, queued or cancelled: add what is new, and read what is shown again."""
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
        page = self._pages.newest(PAGE, below)
        self._complete = len(page) < PAGE
        self.append_rows(page)

    @Slot()
    def _read_seen_again(self) -> None:
        seen, self._seen = self._seen & self._stale, set()
        if not seen:
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
        """Put what the records have now in the place of rows `first` to `last`; rows that stay keep their selection."""
        upper, lower = self._rows[first].message_id, self._rows[last].message_id
        self._stale -= {row.message_id for row in self._rows[first : last + 1]}
        now = {row.message_id: row for row in self._pages.between(upper, lower)}
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
