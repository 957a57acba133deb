# SPDX-License-Identifier: GPL-3.0-or-later
"""What all table models share."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.models.rows_model import RowsModel


@dataclass(frozen=True)
class Child:
    number: int
    name: str


class Children(RowsModel[Child]):
    headers = ("Number", "Name")

    @staticmethod
    def key_of(row: Child) -> int:
        return row.number

    def cell(self, row: Child, column: int, role: int) -> object:
        return (row.number, row.name)[column] if role == Qt.ItemDataRole.DisplayRole else None


MATEO, ZOE, LUCIA = Child(1, "Mateo"), Child(2, "Zoe"), Child(3, "Lucía")


@pytest.fixture
def model() -> Children:
    made = Children()
    made.set_rows([MATEO, ZOE])
    return made


def test_qt_finds_it_a_proper_model(model: Children, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_rows_cells_and_headings(model: Children) -> None:
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.rowCount(model.index(0, 0)) == 0
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (0, 1)] == ["Number", "Name"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.index(1, 1).data() == "Zoe"
    assert (model.row(0), model.rows, model.number_of(2), model.number_of(9)) == (MATEO, (MATEO, ZOE), 1, None)


def test_the_same_rows_read_again_keep_their_places(model: Children, qtbot: QtBot) -> None:
    selected = QPersistentModelIndex(model.index(1, 0))
    with qtbot.waitSignal(model.dataChanged) as changed, qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([MATEO, Child(2, "Zoë")])
    assert [index.row() for index in changed.args[:2]] == [0, 1]
    assert selected.data() == 2
    assert model.index(1, 1).data() == "Zoë"
    with qtbot.waitSignal(model.modelReset), qtbot.assertNotEmitted(model.dataChanged):
        model.set_rows([ZOE])
    assert not selected.isValid()


def test_an_empty_list_stays_empty_without_a_word(model: Children, qtbot: QtBot) -> None:
    model.set_rows([])
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsInserted):
        model.set_rows([])
        model.append_rows([])


def test_rows_that_come_in_push_the_others_down(model: Children, qtbot: QtBot) -> None:
    selected = QPersistentModelIndex(model.index(1, 0))
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.insert_rows(1, [LUCIA])
    assert inserted.args[1:] == [1, 1]
    assert selected.row() == 2
    model.append_rows([Child(4, "Ana")])
    assert [row.number for row in model.rows] == [1, 3, 2, 4]
