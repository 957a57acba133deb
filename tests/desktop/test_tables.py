# SPDX-License-Identifier: GPL-3.0-or-later
"""What every table does with the keys, and with who leaves it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.tables import prepare_table, select_nothing


@pytest.fixture
def table(qtbot: QtBot) -> QTableView:
    """Five rows of three columns; the third row is selected."""
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(view)
    for number in range(5):
        model.appendRow([QStandardItem(f"{number} {column}") for column in "abc"])
    view.setModel(model)
    prepare_table(view)
    view.show()
    view.selectRow(2)
    return view


def selected(table: QTableView) -> list[int]:
    return [index.row() for index in table.selectionModel().selectedRows()]


def test_home_and_end_lead_to_the_first_and_the_last_row(qtbot: QtBot, table: QTableView) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert selected(table) == [4]
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert selected(table) == [3]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert selected(table) == [0]


def test_home_in_an_empty_table_does_nothing(qtbot: QtBot, table: QTableView) -> None:
    table.model().removeRows(0, 5)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert selected(table) == []


@pytest.mark.parametrize(("left", "next_row"), [(0, 0), (2, 2), (4, 0)])
def test_after_somebody_left_nobody_is_selected_and_down_goes_on_from_there(
    qtbot: QtBot, table: QTableView, left: int, next_row: int
) -> None:
    table.selectRow(left)
    table.model().removeRow(left)
    select_nothing(table, left)
    assert selected(table) == []
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert selected(table) == [next_row]


def lit(table: QTableView) -> list[list[bool]]:
    """Which cells are painted as under the mouse."""
    model, shown = table.model(), []
    for row in range(model.rowCount()):
        options = [QStyleOptionViewItem() for _ in range(model.columnCount())]
        for column, option in enumerate(options):
            index = model.index(row, column)
            table.itemDelegateForIndex(index).initStyleOption(option, index)
        shown.append([bool(option.state & QStyle.StateFlag.State_MouseOver) for option in options])
    return shown


@pytest.mark.parametrize("row", [0, 3])
def test_the_whole_row_under_the_mouse_is_lit(qtbot: QtBot, table: QTableView, row: int) -> None:
    table.setItemDelegateForColumn(1, ChipDelegate(table))
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(row, 1)).center())
    qtbot.waitUntil(lambda: lit(table) == [[number == row] * 3 for number in range(5)])
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    assert lit(table) == [[False] * 3] * 5
