# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the list of what needs attention: what is wrong with an account, a link or a whole queue, and its fix."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.models.attention_model import TONES
from opportal_desktop.desktop.theme import restyle
from opportal_desktop.forms.ui_attention_detail import Ui_AttentionDetail
from opportal_desktop.registration.attention import AttentionItem, AttentionKind


class Fix(Enum):
    """What a button does; the value is its label."""

    OPEN_SETTINGS = "Open Settin&gs…"
    TRY_AGAIN = "Tr&y again now"
    UNLOCK = "Unloc&k"
    REGISTER = "&Register again"
    CORRECT_EMAIL = "Correct Home Ema&il"
    OPEN_COMING_OF_AGE = "Open the li&st"
    OPEN_COURT_ORDER = "Go to the court &order"
    OPEN_DECLINED = "They still declin&e…"
    REGISTER_ANYWAY = "&Register…"


def fixes(item: AttentionItem) -> tuple[Fix, ...]:
    """The most likely one first."""
    if item.kind in (AttentionKind.MAIL_PAUSED, AttentionKind.TEXTS_PAUSED):
        return (Fix.OPEN_SETTINGS, Fix.TRY_AGAIN) if item.needs_settings else (Fix.TRY_AGAIN, Fix.OPEN_SETTINGS)
    if item.kind is AttentionKind.COURT_ORDER:
        return (Fix.OPEN_COURT_ORDER,)
    if item.kind is AttentionKind.ASK_AGAIN:
        return (Fix.REGISTER_ANYWAY, Fix.OPEN_DECLINED)
    if item.kind is AttentionKind.COMING_OF_AGE:
        return (Fix.OPEN_COMING_OF_AGE,)
    if item.kind is AttentionKind.LOCKED:
        return (Fix.UNLOCK,)
    return (Fix.REGISTER, Fix.CORRECT_EMAIL)


class AttentionDetail(QWidget):
    """Says and asks; what its buttons are for is the window's to do."""

    fix_requested = Signal(object)
    """`Fix`"""
    chart_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixes: tuple[Fix, ...] = ()
        self.ui = Ui_AttentionDetail()
        self.ui.setupUi(self)
        load_icons(self)
        for button in self._buttons():
            button.clicked.connect(self._on_clicked)
        self.ui.chartButton.clicked.connect(self.chart_requested)

    def show_item(self, item: AttentionItem) -> None:
        ui = self.ui
        ui.toneChipLabel.setText(item.kind.value)
        restyle(ui.toneChipLabel, tone=TONES[item.kind].value)
        ui.headingLabel.setText(f"{item.kind.value}: {item.contact_name}" if item.contact_name else item.kind.value)
        ui.whoLabel.setText(f"Since {item.when}")
        ui.explanationLabel.setText(item.explanation)
        self._fixes = fixes(item)
        for number, button in enumerate(self._buttons()):
            button.setVisible(number < len(self._fixes))
            if number < len(self._fixes):
                button.setText(self._fixes[number].value)
        ui.chartButton.setVisible(item.patient_id is not None)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.ui.fixButton, self.ui.otherButton

    @Slot()
    def _on_clicked(self) -> None:
        number = [button is self.sender() for button in self._buttons()].index(True)
        self.fix_requested.emit(self._fixes[number])
