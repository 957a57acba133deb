# SPDX-License-Identifier: GPL-3.0-or-later
"""A patient's family contacts as a table. Free of SQL: rows come in whole, with their Portal Status."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush

from opportal_desktop.desktop import theme
from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.icons import icon
from opportal_desktop.desktop.models.rows_model import RowsModel
from opportal_desktop.desktop.status_tones import STATUS_TONES
from opportal_desktop.registration.family_contacts import FamilyContactRow

COL_NAME, COL_ROLE_REASON, COL_AUTHORITY, COL_RESIDES_WITH, COL_HOME_EMAIL, COL_CELL_PHONE, COL_PORTAL_STATUS = range(7)
HEADERS = ("Name", "Role/Reason", "Authority", "Resides With", "Home Email", "Cell Phone", "Portal Status")

CONTACT_ID_ROLE = Qt.ItemDataRole.UserRole + 1


class FamilyContactsModel(RowsModel[FamilyContactRow]):
    """Rows in the order in which they are given."""

    headers = HEADERS

    @staticmethod
    def key_of(row: FamilyContactRow) -> int:
        return row.contact_id

    def cell(self, row: FamilyContactRow, column: int, role: int) -> object:
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
