# SPDX-License-Identifier: GPL-3.0-or-later
"""Lights the whole row under the mouse, not Qt's one cell: a row is what a click chooses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """For a table's columns; of several in one table each follows the mouse by itself."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._row = -1
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self._light_none)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.row() == self._row:
            option.state |= QStyle.StateFlag.State_MouseOver

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._light(self._view.rowAt(event.position().toPoint().y()))
        elif event.type() is QEvent.Type.Leave:
            self._light(-1)
        # Not Qt's own, which takes what it filters for an editor.
        return False

    def _light_none(self) -> None:
        # Another row may be under the mouse now; it is lit as soon as the mouse moves.
        self._light(-1)

    def _light(self, row: int) -> None:
        if row == self._row:
            return
        for changed in (self._row, row):
            if changed >= 0:
                top, height = self._view.rowViewportPosition(changed), self._view.rowHeight(changed)
                self._view.viewport().update(QRect(0, top, self._view.viewport().width(), height))
        self._row = row
