# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of an import with something to tell: the line, whether it comes in, and what is the matter."""

from __future__ import annotations

from PySide6.QtCore import Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models.rows_model import RowsModel
from opportal_desktop.desktop.theme import Tone

Report = tuple[int, int, bool, str]
"""Line, of how many rows the same is told (from that line on), whether they are imported, what to tell."""

HEADERS = ("Line", "Outcome", "What to do")
COL_LINE, COL_OUTCOME, COL_TEXT = range(3)


class ImportReportsModel(RowsModel[Report]):
    """Some thousand rows at most."""

    headers = HEADERS

    def cell(self, row: Report, column: int, role: int) -> object:
        line, rows, imported, text = row
        if role == Qt.ItemDataRole.DisplayRole:
            return (str(line) if rows == 1 else f"{rows:,} rows", "Comes in" if imported else "Left out", text)[column]
        if role == Qt.ItemDataRole.ToolTipRole and column == COL_TEXT:
            return text
        if role == TONE_ROLE and column == COL_OUTCOME:
            return Tone.NEUTRAL if imported else Tone.WARNING
        return None
