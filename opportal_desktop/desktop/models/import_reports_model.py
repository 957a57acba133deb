# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of an import with something to tell: the line, whether it comes in, and what is the matter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.theme import Tone

Index = QModelIndex | QPersistentModelIndex
Report = tuple[int, bool, str]
"""Line, whether it is imported, what to tell."""

HEADERS = ("Line", "Outcome", "What to do")
COL_LINE, COL_OUTCOME, COL_TEXT = range(3)
_ROOT = QModelIndex()


class ImportReportsModel(QAbstractTableModel):
    """Some thousand rows at most."""

    def __init__(self, reports: Sequence[Report]) -> None:
        super().__init__()
        self._reports = list(reports)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._reports)

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
        line, imported, text = self._reports[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (str(line), "Comes in" if imported else "Left out", text)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == COL_TEXT:
            return text
        if role == TONE_ROLE and index.column() == COL_OUTCOME:
            return Tone.NEUTRAL if imported else Tone.WARNING
        return None
