# SPDX-License-Identifier: GPL-3.0-or-later
"""The patients that a search found, as a table. Free of SQL: rows come in whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush

from opportal_desktop.desktop import theme
from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.models.rows_model import RowsModel
from opportal_desktop.terms import Sex

COL_NAME, COL_BIRTH_DATE, COL_AGE, COL_SEX, COL_CHART, COL_PHONE, COL_FOUND_BY = range(7)
HEADERS = ("Name", "DOB", "Age", "Sex", "Chart", "Phone", "Found by")

PATIENT_ID_ROLE = Qt.ItemDataRole.UserRole + 1


class PatientRow(Protocol):
    """What a row needs of `records.search.FoundPatient`."""

    @property
    def patient_id(self) -> int: ...
    @property
    def chart_number(self) -> str: ...
    @property
    def last_name(self) -> str: ...
    @property
    def first_name(self) -> str: ...
    @property
    def middle_name(self) -> str: ...
    @property
    def nickname(self) -> str: ...
    @property
    def birth_date(self) -> dt.date: ...
    @property
    def sex(self) -> Sex: ...
    @property
    def active(self) -> bool: ...
    @property
    def phone(self) -> str: ...
    @property
    def matched(self) -> str: ...


def listed_name(row: PatientRow) -> str:
    """As a list has it: "García López, Mateo A. “Teo”"."""
    given = " ".join(part for part in (row.first_name, row.middle_name) if part)
    nickname = f" “{row.nickname}”" if row.nickname else ""
    return f"{row.last_name}, {given}{nickname}"


class PatientResults(RowsModel[PatientRow]):
    """Rows in the order in which they were found.

    `age_text(birth_date, today)` makes the age column, `shown_phone(stored)` the phone column.
    """

    headers = HEADERS

    def __init__(
        self,
        age_text: Callable[[dt.date, dt.date], str],
        shown_phone: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._age_text = age_text
        self._shown_phone = shown_phone
        self._today = dt.date.min

    def show_found(self, rows: Sequence[PatientRow], today: dt.date) -> None:
        """Show what was found; ages are told as of `today`."""
        self._today = today
        self.replace_rows(rows)

    def cell(self, row: PatientRow, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (COL_NAME, COL_FOUND_BY):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and (not row.active or column == COL_FOUND_BY):
            return QBrush(theme.color("text_subtle"))
        if role == PATIENT_ID_ROLE:
            return row.patient_id
        return None

    def _text(self, row: PatientRow, column: int) -> str:
        if column == COL_NAME:
            return listed_name(row) if row.active else f"{listed_name(row)}  (inactive)"
        if column == COL_BIRTH_DATE:
            return shown_date(row.birth_date)
        if column == COL_AGE:
            return self._age_text(row.birth_date, self._today)
        if column == COL_SEX:
            return row.sex.label
        if column == COL_CHART:
            return row.chart_number
        if column == COL_PHONE:
            return self._shown_phone(row.phone) or "—"
        return row.matched
