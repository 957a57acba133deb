# SPDX-License-Identifier: GPL-3.0-or-later
"""Every patient of one contact, as the tab Caregiver Contact Authority lists them. Free of SQL."""

from __future__ import annotations

from PySide6.QtCore import Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.models.rows_model import RowsModel
from opportal_desktop.desktop.status_tones import STATUS_TONES
from opportal_desktop.registration.register import CaregiverPatient

COL_NAME, COL_BIRTH_DATE, COL_ROLE_REASON, COL_AUTHORITY, COL_RESIDES_WITH, COL_STATUS = range(6)
HEADERS = ("Patient", "DOB", "Role/Reason", "Authority", "Resides With", "Portal Status")


class CaregiverPatients(RowsModel[CaregiverPatient]):
    """Rows as they come, youngest first."""

    headers = HEADERS

    @staticmethod
    def key_of(row: CaregiverPatient) -> int:
        return row.patient_id

    def cell(self, row: CaregiverPatient, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if column == COL_STATUS and role == Qt.ItemDataRole.ToolTipRole:
            return row.status.detail
        if column == COL_NAME and role == Qt.ItemDataRole.ToolTipRole:
            return row.name
        if column == COL_STATUS and role == TONE_ROLE:
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
