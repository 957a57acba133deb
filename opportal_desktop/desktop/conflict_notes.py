# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts in words under the field that they are about, each with what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.theme import Space, Tone
from opportal_desktop.registration.conflicts import Conflict, ConflictKind


class ConflictNotes(QWidget):
    """Hidden while there is no conflict. `acted` carries the `Conflict` whose button was clicked."""

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflicts: tuple[Conflict, ...] = ()
        self._bars: list[MessageBar] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.XS)
        self.hide()

    def show_conflicts(self, conflicts: tuple[Conflict, ...]) -> None:
        """Show exactly these."""
        if conflicts == self._conflicts:
            return
        self._conflicts = conflicts
        while self._bars:
            bar = self._bars.pop()
            self._layout.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        for conflict in conflicts:
            bar = MessageBar(self)
            bar.action_triggered.connect(partial(self.acted.emit, conflict))
            self._layout.addWidget(bar)
            self._bars.append(bar)
            bar.show_message(Tone.WARNING, conflict.statement, action=_action(conflict))
        self.setVisible(bool(conflicts))

    @property
    def statements(self) -> tuple[str, ...]:
        return tuple(conflict.statement for conflict in self._conflicts)


def _action(conflict: Conflict) -> str:
    if conflict.kind is ConflictKind.OWN_PATIENT:
        return "Yes, this is the patient"
    return ""
