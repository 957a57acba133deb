# SPDX-License-Identifier: GPL-3.0-or-later
"""The family contacts whose imported Authority waits: page by page, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.models.rows_model import Index, RowsModel
from opportal_desktop.registration.chart_names import full_name, listed_name
from opportal_desktop.registration.imported_authority import PAGE, WaitingRow

ReadPage = Callable[[int], Sequence[WaitingRow]]

HEADERS = ("Patient", "DOB", "Contact", "Role/Reason", "Authority now", "In the import", "Home Email", "Imported by")
COL_PATIENT, COL_DOB, COL_CONTACT, COL_ROLE, COL_NOW, COL_FILE, COL_EMAIL, COL_BY = range(8)


class ImportedAuthorityModel(RowsModel[WaitingRow]):
    """`read_page` gets the id of the last row that is known."""

    headers = HEADERS

    def __init__(self, read_page: ReadPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_page = read_page
        self._complete = False
        self.start_anew()

    def start_anew(self) -> None:
        """Read the first page again."""
        page = self._read_page(0)
        self._complete = len(page) < PAGE
        self.replace_rows(page)

    def read_again(self) -> None:
        """Read as many pages again as were read."""
        count = len(self._rows)
        self.start_anew()
        while len(self._rows) < count and not self._complete:
            self.fetchMore(QModelIndex())

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        page = self._read_page(self._rows[-1].id if self._rows else 0)
        self._complete = len(page) < PAGE
        self.append_rows(page)

    def cell(self, row: WaitingRow, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cells(row)[column]
        return None


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
