# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels and grids that are made as one works, where a form can't know how many there will be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

_WRAPPING = frozenset({"", "caption", "error"})


def plain_label(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label of this role (docs/visual-language.md). Names and notes may hold what looks like markup: plain text."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role in _WRAPPING)
    if role:
        label.setProperty("role", role)
    return label


def clear_grid(grid: QGridLayout) -> None:
    """Take everything out of a grid, to be filled anew."""
    while (item := grid.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
