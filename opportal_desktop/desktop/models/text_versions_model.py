# SPDX-License-Identifier: GPL-3.0-or-later
"""The versions of one text, as the window Versions lists them. Free of SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models.rows_model import RowsModel
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.records.message_texts import TextVersion

HEADERS = ("Version", "Since", "By", "Words")
COL_NUMBER, COL_SINCE, COL_BY, COL_WORDS = range(4)


class TextVersionsModel(RowsModel[TextVersion]):
    """Newest first; `used_id` is the version that new mails get."""

    headers = HEADERS

    def __init__(
        self,
        versions: Sequence[TextVersion],
        used_id: int | None,
        moment: Callable[[dt.datetime], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._used_id = used_id
        self._moment = moment
        self.set_rows(versions)

    def cell(self, row: TextVersion, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == TONE_ROLE and column == COL_WORDS and row.id == self._used_id:
            return Tone.GOOD
        return None

    def _text(self, version: TextVersion, column: int) -> str:
        if column == COL_NUMBER:
            return str(version.number)
        if column == COL_SINCE:
            return self._moment(version.saved_at)
        if column == COL_BY:
            return version.saved_by
        if version.id == self._used_id:
            return "In use"
        return "OP Portal’s" if version.built_in else "Your practice’s"
