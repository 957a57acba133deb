# SPDX-License-Identifier: GPL-3.0-or-later
"""Every patient of one contact, as the tab Caregiver Contact Authority lists them. Free of SQL."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.status_tones import STATUS_TONES
from opportal_desktop.registration.register import CaregiverPatient

COL_NAME, COL_BIRTH_DATE, COL_ROLE_REASON, COL_AUTHORITY, COL_RESIDES_WITH, COL_STATUS = range(6)
HEADERS = ("Patient", "DOB", "Role/Reason", "Authority", "Resides With", "Portal Status")

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CaregiverPatients(QAbstractTableModel):
    """Rows as they come, youngest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CaregiverPatient, ...] = ()

    def set_rows(self, rows: Sequence[CaregiverPatient]) -> None:
        """Show these; what is selected stays when they are the same patients."""
        new = tuple(rows)
        if new == self._rows:
            return
        if [row.patient_id for row in new] == [row.patient_id for row in self._rows]:
            self._rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(HEADERS) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

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
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, index.column())
        if index.column() == COL_STATUS and role == Qt.ItemDataRole.ToolTipRole:
            return row.status.detail
        if index.column() == COL_NAME and role == Qt.ItemDataRole.ToolTipRole:
            return row.name
        if index.column() == COL_STATUS and role == TONE_ROLE:
            return STATUS_TONES[row.status.status]
        return None


def _text(row: CaregiverPatient, column: int) -> str:
    return (
        row.name,
        shown_date(row.birth_date),
        row.role_reason.label,
        row.authority.label,
        row.resides_with.label,
        row.status.cell,
    )[column]
