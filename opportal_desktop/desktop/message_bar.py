# SPDX-License-Identifier: GPL-3.0-or-later
"""A message inside a window, above what it is about: what happened, what is safe, one button for what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.theme import Space, Tone, restyle

TONE_ICONS = {
    Tone.NEUTRAL: ("info", "neutral"),
    Tone.INFO: ("info", "info"),
    Tone.GOOD: ("circle-check", "good"),
    Tone.WARNING: ("triangle-alert", "warning"),
    Tone.DANGER: ("circle-alert", "danger"),
}


class MessageBar(QFrame):
    """Hidden until it is shown a message; stays until it is cleared or replaced."""

    action_triggered = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.S)
        self._icon = QLabel()
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._text = QLabel()
        self._text.setObjectName("messageText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._text, 1)
        self._action = QPushButton()
        self._action.setObjectName("messageActionButton")
        self._action.clicked.connect(self.action_triggered)
        self._action.hide()
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def text(self) -> str:
        """What stands there; empty when the bar is hidden."""
        return self._text.text()

    def show_message(self, tone: Tone, text: str, *, action: str = "") -> None:
        """Show `text`; with `action`, a button of that label that emits `action_triggered`."""
        restyle(self, tone=tone.value)
        set_icon(self._icon, *TONE_ICONS[tone])
        self._text.setText(text)
        self.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
        # Screen readers read it out at once.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        self._text.clear()
        self.hide()
        self.cleared.emit()
