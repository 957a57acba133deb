# SPDX-License-Identifier: GPL-3.0-or-later
"""The contacts that the Contact Finder found, as a table. Free of SQL: rows come in whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush

from opportal_desktop.desktop import theme
from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.models.rows_model import Index, RowsModel
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.registration.family_contacts import FoundContact

COL_NAME, COL_WHY, COL_BIRTH_DATE, COL_HOME_EMAIL, COL_CELL_PHONE, COL_CHARTS = range(6)
HEADERS = ("Name", "Why", "DOB", "Home Email", "Cell Phone", "In the charts of")
IN_THIS_CHART = "Already in this chart"

CONTACT_ID_ROLE = Qt.ItemDataRole.UserRole + 1


class FoundContacts(RowsModel[FoundContact]):
    """Rows in the order in which they were found; those already in this chart can't be selected."""

    headers = HEADERS

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].in_this_chart:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def cell(self, row: FoundContact, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and row.in_this_chart:
            return QBrush(theme.color("text_subtle"))
        if role == TONE_ROLE and column == COL_WHY and not row.in_this_chart and row.why:
            return Tone.INFO
        if role == CONTACT_ID_ROLE:
            return row.contact_id
        return None


def _text(row: FoundContact, column: int) -> str:
    if column == COL_NAME:
        return row.name
    if column == COL_WHY:
        return IN_THIS_CHART if row.in_this_chart else row.why
    if column == COL_BIRTH_DATE:
        return shown_date(row.birth_date) or "—"
    if column == COL_HOME_EMAIL:
        return row.home_email or "—"
    if column == COL_CELL_PHONE:
        return row.cell_phone or "—"
    return ", ".join(row.in_charts) or "—"
