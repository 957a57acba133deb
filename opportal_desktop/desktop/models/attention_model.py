# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs attention, as a table. Free of SQL."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.registration.attention import AttentionItem, AttentionKind
from opportal_desktop.registration.messages import short_reason

COL_WHAT, COL_CONTACT, COL_SINCE, COL_WHY = range(4)
HEADERS = ("What", "Who", "Since", "Why")
TONES = {
    AttentionKind.MAIL_PAUSED: Tone.DANGER,
    AttentionKind.TEXTS_PAUSED: Tone.DANGER,
    AttentionKind.MAIL_FAILED: Tone.DANGER,
    AttentionKind.TEXT_FAILED: Tone.DANGER,
    AttentionKind.UNKNOWN: Tone.WARNING,
    AttentionKind.LOCKED: Tone.WARNING,
    AttentionKind.LINK_EXPIRED: Tone.WARNING,
    AttentionKind.COMING_OF_AGE: Tone.WARNING,
    AttentionKind.COURT_ORDER: Tone.WARNING,
    AttentionKind.ASK_AGAIN: Tone.NEUTRAL,
}

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class AttentionModel(QAbstractTableModel):
    """Rows in the order in which they are given; what stays keeps its selection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[AttentionItem, ...] = ()

    def set_rows(self, rows: Sequence[AttentionItem]) -> None:
        new = tuple(rows)
        if [row.key for row in new] == [row.key for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(HEADERS) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    @property
    def rows(self) -> tuple[AttentionItem, ...]:
        return self._rows

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
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.kind.value, row.contact_name or "Everybody", row.when, short_reason(row.explanation))[column]
        if role == Qt.ItemDataRole.ToolTipRole and column == COL_WHY:
            return row.explanation
        if role == TONE_ROLE and column == COL_WHAT:
            return TONES[row.kind]
        return None
