# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed a contact's access, as a table. Free of SQL: rows come in whole."""

from __future__ import annotations

from PySide6.QtCore import Qt

from opportal_desktop.desktop.models.rows_model import RowsModel
from opportal_desktop.registration.access_history import AccessChange

HEADERS = ("When", "Who", "What")
COL_WHEN, COL_WHO, COL_WHAT = range(3)


class AccessHistoryModel(RowsModel[AccessChange]):
    """Newest first."""

    headers = HEADERS

    def cell(self, row: AccessChange, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (row.when, row.by, row.what)[column]
        return None
