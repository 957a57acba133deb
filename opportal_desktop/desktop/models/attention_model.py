# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs attention, as a table. Free of SQL."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models.rows_model import RowsModel
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.registration.attention import AttentionItem, AttentionKind
from opportal_desktop.registration.messages import short_reason

COL_WHAT, COL_CONTACT, COL_SINCE, COL_WHY = range(4)
HEADERS = ("What", "Who", "Since", "Why")
TONES = {
    AttentionKind.MAIL_PAUSED: Tone.DANGER,
    AttentionKind.TEXTS_PAUSED: Tone.DANGER,
    AttentionKind.MAIL_FAILED: Tone.DANGER,
    AttentionKind.TEXT_FAILED: Tone.DANGER,
    AttentionKind.UNKNOWN: Tone.WARNING,
    AttentionKind.LOCKED: Tone.WARNING,
    AttentionKind.LINK_EXPIRED: Tone.WARNING,
    AttentionKind.COMING_OF_AGE: Tone.WARNING,
    AttentionKind.COURT_ORDER: Tone.WARNING,
    AttentionKind.ASK_AGAIN: Tone.NEUTRAL,
}


class AttentionModel(RowsModel[AttentionItem]):
    """Rows in the order in which they are given."""

    headers = HEADERS

    @staticmethod
    def key_of(row: AttentionItem) -> Hashable:
        return row.key

    def cell(self, row: AttentionItem, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.kind.value, row.contact_name or "Everybody", row.when, short_reason(row.explanation))[column]
        if role == Qt.ItemDataRole.ToolTipRole and column == COL_WHY:
            return row.explanation
        if role == TONE_ROLE and column == COL_WHAT:
            return TONES[row.kind]
        return None
