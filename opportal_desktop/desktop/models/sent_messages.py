# SPDX-License-Identifier: GPL-3.0-or-later
"""What was sent to one contact, as the tab Messages lists it. Free of SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models.rows_model import RowsModel
from opportal_desktop.desktop.status_tones import MESSAGE_TONES
from opportal_desktop.registration.register import SentMessage

COL_WHEN, COL_KIND, COL_TO, COL_BY, COL_OUTCOME = range(5)
HEADERS = ("When", "What", "To", "By", "Outcome")

MESSAGE_ID_ROLE = Qt.ItemDataRole.UserRole + 1


class SentMessages(RowsModel[SentMessage]):
    """Rows as they come, newest first. `moment` writes a time in the practice's time zone."""

    headers = HEADERS

    def __init__(self, moment: Callable[[dt.datetime], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moment = moment

    @staticmethod
    def key_of(row: SentMessage) -> int:
        return row.message_id

    def show_sent(self, rows: Sequence[SentMessage], moment: Callable[[dt.datetime], str]) -> None:
        """Show these, in this time zone."""
        self._moment = moment
        self.set_rows(rows)

    def cell(self, row: SentMessage, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == TONE_ROLE and column == COL_OUTCOME:
            return MESSAGE_TONES[row.state]
        if role == MESSAGE_ID_ROLE:
            return row.message_id
        return None

    def _text(self, row: SentMessage, column: int) -> str:
        if column == COL_WHEN:
            return self._moment(row.finished_at or row.queued_at)
        return (row.kind.label, row.to_address, row.queued_by, row.state.label)[column - 1]
