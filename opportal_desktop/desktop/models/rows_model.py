# SPDX-License-Identifier: GPL-3.0-or-later
"""What every table model shares: whole rows under fixed headings, one row an object. Free of SQL."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")

_ROOT = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Subclasses say what their columns are called (`headers`), what a cell is (`cell`), whose row it is (`key_of`)."""

    headers: Sequence[str] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    # -- what a subclass says

    def cell(self, row: Row, column: int, role: int) -> object:
        """What `data` answers for this row."""
        raise NotImplementedError

    @staticmethod
    def key_of(row: Row) -> Hashable:
        """What tells a row from the others, however its cells change; by itself, the row as a whole."""
        return row

    def heading(self, column: int) -> str:
        """What stands above a column."""
        return self.headers[column]

    # -- the rows

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def number_of(self, key: Hashable) -> int | None:
        """Where the row of this key is; None if it is not listed (yet)."""
        return next((number for number, row in enumerate(self._rows) if self.key_of(row) == key), None)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. While they are the same ones in the same order, views keep their selection."""
        if [self.key_of(row) for row in rows] == [self.key_of(row) for row in self._rows]:
            self._rows = list(rows)
            self.rows_changed(0, len(rows) - 1)
        else:
            self.replace_rows(rows)

    def replace_rows(self, rows: Sequence[Row]) -> None:
        """Show another list, from its beginning."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def insert_rows(self, number: int, rows: Sequence[Row]) -> None:
        """Put these in front of row `number`, or at the end."""
        if rows:
            self.beginInsertRows(_ROOT, number, number + len(rows) - 1)
            self._rows[number:number] = rows
            self.endInsertRows()

    def append_rows(self, rows: Sequence[Row]) -> None:
        """The next ones of the same list."""
        self.insert_rows(len(self._rows), rows)

    def rows_changed(self, first: int, last: int) -> None:
        """Tell the views that the cells of these rows say something else now; nothing if there are none."""
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    # -- what views ask

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        return self.cell(self._rows[index.row()], index.column(), role)
