# SPDX-License-Identifier: GPL-3.0-or-later
"""A patient's family contacts as a table. Free of SQL: rows come in whole, with their Portal Status."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from opportal_desktop.desktop import theme
from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.icons import icon
from opportal_desktop.desktop.status_tones import STATUS_TONES
from opportal_desktop.registration.family_contacts import FamilyContactRow

COL_NAME, COL_ROLE_REASON, COL_AUTHORITY, COL_RESIDES_WITH, COL_HOME_EMAIL, COL_CELL_PHONE, COL_PORTAL_STATUS = range(7)
HEADERS = ("Name", "Role/Reason", "Authority", "Resides With", "Home Email", "Cell Phone", "Portal Status")

CONTACT_ID_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FamilyContactsModel(QAbstractTableModel):
    """Rows in the order in which they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FamilyContactRow, ...] = ()

    def set_rows(self, rows: Sequence[FamilyContactRow]) -> None:
        """Show these rows. While they are of the same contacts in the same order, views keep their selection."""
        new = tuple(rows)
        if [row.contact_id for row in new] == [row.contact_id for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(HEADERS) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    @property
    def rows(self) -> tuple[FamilyContactRow, ...]:
        return self._rows

    def number_of(self, contact_id: int | None) -> int | None:
        """The row's number, None if this contact has no row."""
        return next((number for number, row in enumerate(self._rows) if row.contact_id == contact_id), None)

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
            return _text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == COL_NAME and row.mail_trouble:
            return icon("mail-warning", "danger")
        if role == Qt.ItemDataRole.DecorationRole and column == COL_NAME and row.reminder:
            return icon("calendar", "warning")
        if role == Qt.ItemDataRole.AccessibleTextRole and column == COL_NAME and (row.mail_trouble or row.reminder):
            return _tool_tip(row, column).replace("\n", ". ")
        if role == Qt.ItemDataRole.ForegroundRole and not row.active:
            return QBrush(theme.color("text_subtle"))
        if role == TONE_ROLE and column == COL_PORTAL_STATUS:
            return STATUS_TONES[row.status.status]
        if role == CONTACT_ID_ROLE:
            return row.contact_id
        return None


def _tool_tip(row: FamilyContactRow, column: int) -> str:
    if column == COL_PORTAL_STATUS:
        return row.status.detail
    if column == COL_NAME:
        failed = f"A message failed: {row.mail_trouble}" if row.mail_trouble else ""
        return "\n".join(line for line in (_text(row, column), failed, row.reminder) if line)
    return _text(row, column)


def _text(row: FamilyContactRow, column: int) -> str:
    texts = {
        COL_NAME: row.name if row.active else f"{row.name}  (inactive since {row.ended_on})",
        COL_ROLE_REASON: " · ".join((row.role_reason.label, *_flags(row))),
        COL_AUTHORITY: row.authority.label,
        COL_RESIDES_WITH: row.resides_with.label,
        COL_HOME_EMAIL: row.home_email or "—",
        COL_CELL_PHONE: row.cell_phone or "—",
        COL_PORTAL_STATUS: row.status.cell,
    }
    return texts[column]


def _flags(row: FamilyContactRow) -> tuple[str, ...]:
    flags = (("emergency", row.emergency), ("preferred", row.preferred))
    return tuple(word for word, holds in flags if holds)
