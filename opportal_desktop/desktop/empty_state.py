# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands where a list has nothing to show: an icon, why it is empty, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.theme import Space, restyle

_ICON_SIZE = 40
_LINE_CHARACTERS = 56
_ALL_THERE_IS = 1000


class EmptyState(QWidget):
    """Centred icon, heading, explanation and at most one button (`action_triggered`)."""

    action_triggered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        layout.setSpacing(Space.S)
        layout.addStretch(2)
        self._icon = QLabel()
        self._icon.setProperty("iconSize", _ICON_SIZE)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._heading = QLabel()
        self._heading.setObjectName("emptyHeading")
        self._heading.setWordWrap(True)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        restyle(self._heading, role="heading")
        layout.addWidget(self._heading)
        self._text = QLabel()
        self._text.setObjectName("emptyText")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LINE_CHARACTERS)
        restyle(self._text, role="subtle")
        # All the width there is, up to its most, and in the middle: with an alignment it got what it asks for.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text, _ALL_THERE_IS)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addSpacing(Space.S)
        self._action = QPushButton()
        self._action.setObjectName("emptyActionButton")
        self._action.clicked.connect(self.action_triggered)
        self._action.hide()
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_content(self, icon_name: str, heading: str, text: str, *, action: str = "") -> None:
        """Say why it is empty; plain text. `action` is the button's label, none when empty."""
        set_icon(self._icon, icon_name)
        for label, words in ((self._heading, heading), (self._text, text)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
