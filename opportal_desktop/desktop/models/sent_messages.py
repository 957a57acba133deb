# SPDX-License-Identifier: GPL-3.0-or-later
"""What was sent to one contact, as the tab Messages lists it. Free of SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.status_tones import MESSAGE_TONES
from opportal_desktop.registration.register import SentMessage

COL_WHEN, COL_KIND, COL_TO, COL_BY, COL_OUTCOME = range(5)
HEADERS = ("When", "What", "To", "By", "Outcome")

MESSAGE_ID_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SentMessages(QAbstractTableModel):
    """Rows as they come, newest first. `moment` writes a time in the practice's time zone."""

    def __init__(self, moment: Callable[[dt.datetime], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moment = moment
        self._rows: tuple[SentMessage, ...] = ()

    def set_rows(self, rows: Sequence[SentMessage], moment: Callable[[dt.datetime], str]) -> None:
        """Show these; what is selected stays when they are the same messages."""
        new = tuple(rows)
        self._moment = moment
        if [row.message_id for row in new] == [row.message_id for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(HEADERS) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def row(self, number: int) -> SentMessage:
        return self._rows[number]

    def number_of(self, message_id: int) -> int | None:
        """The row of a message; None if it is not listed."""
        return next((number for number, row in enumerate(self._rows) if row.message_id == message_id), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == TONE_ROLE and index.column() == COL_OUTCOME:
            return MESSAGE_TONES[row.state]
        if role == MESSAGE_ID_ROLE:
            return row.message_id
        return None

    def _text(self, row: SentMessage, column: int) -> str:
        if column == COL_WHEN:
            return self._moment(row.finished_at or row.queued_at)
        return (row.kind.label, row.to_address, row.queued_by, row.state.label)[column - 1]
