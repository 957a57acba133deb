# SPDX-License-Identifier: GPL-3.0-or-later
"""The family contacts whose imported Authority waits: page by page, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.registration.chart_names import full_name, listed_name
from opportal_desktop.registration.imported_authority import PAGE, WaitingRow

Index = QModelIndex | QPersistentModelIndex
ReadPage = Callable[[int], Sequence[WaitingRow]]

HEADERS = ("Patient", "DOB", "Contact", "Role/Reason", "Authority now", "In the import", "Home Email", "Imported by")
COL_PATIENT, COL_DOB, COL_CONTACT, COL_ROLE, COL_NOW, COL_FILE, COL_EMAIL, COL_BY = range(8)
_ROOT = QModelIndex()


class ImportedAuthorityModel(QAbstractTableModel):
    """`read_page` gets the id of the last row that is known."""

    def __init__(self, read_page: ReadPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_page = read_page
        self._rows: list[WaitingRow] = []
        self._complete = False
        self.start_anew()

    def start_anew(self) -> None:
        """Read the first page again."""
        self.beginResetModel()
        self._rows = list(self._read_page(0))
        self._complete = len(self._rows) < PAGE
        self.endResetModel()

    def row(self, number: int) -> WaitingRow:
        return self._rows[number]

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        page = self._read_page(self._rows[-1].id if self._rows else 0)
        self._complete = len(page) < PAGE
        if page:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(page) - 1)
            self._rows += page
            self.endInsertRows()

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
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return cells(self._rows[index.row()])[index.column()]


def cells(row: WaitingRow) -> tuple[str, ...]:
    """What a row shows, and an export of the list says."""
    email = f"{row.home_email} (waits)" if row.home_email else row.current_email
    return (
        listed_name(row.patient_first, row.patient_middle, row.patient_last),
        shown_date(row.birth_date),
        full_name(row.contact_first, row.contact_last),
        row.role_reason.label,
        row.current.label,
        row.authority.label,
        email or "—",
        row.imported_by,
    )
