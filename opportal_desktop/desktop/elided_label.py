# SPDX-License-Identifier: GPL-3.0-or-later
"""A one-line label that gives way: too long a text ends in an ellipsis and stands whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

_LEAST_CHARACTERS = 8


class ElidedLabel(QLabel):
    """Plain text on one line. `text()` is always the whole text, for screen readers too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        shortest = min(metrics.averageCharWidth() * _LEAST_CHARACTERS, metrics.horizontalAdvance(self.text()))
        return QSize(shortest, metrics.height())

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        # One more pixel: the text's advance is rounded.
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._update_tool_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tool_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            self.isEnabled(),
            self._elided(),
            self.foregroundRole(),
        )

    def _elided(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def _update_tool_tip(self) -> None:
        self.setToolTip(self.text() if self._elided() != self.text() else "")
