# SPDX-License-Identifier: GPL-3.0-or-later
"""How every table of the program looks and is walked through by keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from opportal_desktop.desktop.row_delegate import RowDelegate

_ROW_PADDING = 14
_CELL_PADDING = 12


class _RowKeys(QObject):
    """Home and End lead to the first and the last row; Qt's own way is to a row's ends, which nobody sees here."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.modifiers() or event.key() not in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return False
        model = self._view.model()
        last = model.rowCount() - 1
        if last >= 0:
            column = max(0, self._view.currentIndex().column())
            self._view.setCurrentIndex(model.index(0 if event.key() == Qt.Key.Key_Home else last, column))
        return True


def prepare_table(view: QTableView) -> None:
    """Whole rows, one at a time; no grid; Tab leaves the table, arrow keys, Home and End move among its rows."""
    view.installEventFilter(_RowKeys(view))
    view.setItemDelegate(RowDelegate(view))
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


def select_nothing(view: QTableView, number: int) -> None:
    """For when who was selected in row `number` has left the list: what buttons act on must not become somebody else.

    Down goes on from that place, and begins at the top where that was the last row.
    """
    selection = view.selectionModel()
    before = view.model().index(number - 1 if number < view.model().rowCount() else -1, 0)
    selection.setCurrentIndex(before, QItemSelectionModel.SelectionFlag.NoUpdate)
    selection.clearSelection()


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


def fit_columns(view: QTableView, least: Mapping[int, int]) -> None:
    """Make each column as wide as what is in it; what room is left goes to the columns of `least` and the last one.

    Where there is not enough, the columns of `least` give way in step, down to so many average characters each.
    Asks every row: for tables of a few dozen.
    """
    header = view.horizontalHeader()
    character = view.fontMetrics().averageCharWidth()
    shown = [column for column in range(header.count()) if not header.isSectionHidden(column)]
    wanted = {
        column: max(view.sizeHintForColumn(column), header.sectionSizeHint(column)) + _CELL_PADDING for column in shown
    }
    room = view.viewport().width() - sum(wanted.values())
    flexible = [column for column in shown if column in least]
    can_give = {column: max(0, wanted[column] - least[column] * character) for column in flexible}
    taken = max(0.0, min(1.0, -room / (sum(can_give.values()) or 1)))
    given = max(0, room) // (len(flexible) + 1)
    for column in shown[:-1]:
        change = given - taken * can_give[column] if column in can_give else 0
        header.resizeSection(column, round(wanted[column] + change))
