# SPDX-License-Identifier: GPL-3.0-or-later
"""How every table of the program looks and is walked through by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

_ROW_PADDING = 14


def prepare_table(view: QTableView) -> None:
    """Whole rows, one at a time; no grid; Tab leaves the table, the arrow keys move inside it."""
    view.setShowGrid(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = view.verticalHeader()
    rows.hide()
    rows.setDefaultSectionSize(view.fontMetrics().height() + _ROW_PADDING)
    columns = view.horizontalHeader()
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    columns.setHighlightSections(False)
    columns.setStretchLastSection(True)


def share_columns(view: QTableView, fixed: dict[int, int], flexible: dict[int, int], *, least: float) -> None:
    """Give columns their widths in average characters; the flexible ones give way in a narrow view, down to `least`.

    The last column takes the rest.
    """
    character = view.fontMetrics().averageCharWidth()
    room = view.viewport().width() / character - sum(fixed.values())
    share = max(least, min(1.0, room / sum(flexible.values())))
    columns = view.horizontalHeader()
    for column, count in (fixed | {column: count * share for column, count in flexible.items()}).items():
        if column != columns.count() - 1:
            columns.resizeSection(column, int(character * count))
