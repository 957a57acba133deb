# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks for the reason of a delicate change: who gains or loses which children, and why; kept with the audit trail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.prompts import Choice, ChoiceRole
from opportal_desktop.desktop.theme import Space, restyle
from opportal_desktop.forms.ui_reason_prompt import Ui_ReasonPrompt
from opportal_desktop.registration.access_shifts import AccessShift

REASONS = (
    "The parent asked for it",
    "Court order seen: ",
    "The patient asked for it",
    "No longer the guardian",
    "Foster placement has ended",
    "Entered by mistake",
)
"""Offered in the list; anything else can be typed."""

_WIDTH_CHARACTERS = 74


class ReasonPrompt(QDialog):
    """Modal. `chosen` is the key of the button, `reason` what was typed; a reason is needed for all but Cancel."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        explanation: str,
        shifts: Sequence[AccessShift],
        choices: Sequence[Choice],
        reason: str = "",
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_ReasonPrompt()
        self.ui.setupUi(self)
        self.ui.titleLabel.setText(title)
        self.ui.explanationLabel.setText(explanation)
        self.ui.explanationLabel.setVisible(bool(explanation))
        for shift in shifts:
            self.ui.shiftsLayout.addWidget(ShiftRow(shift, self.ui.shiftsCard))
        self.ui.shiftsCard.setVisible(bool(shifts))
        box = self.ui.reasonComboBox
        box.addItems(REASONS)
        box.setEditText(reason)
        if (line := box.lineEdit()) is not None:
            line.setAccessibleName(self.ui.reasonLabel.text().replace("&", ""))
        box.setMinimumWidth(box.fontMetrics().averageCharWidth() * _WIDTH_CHARACTERS)
        box.editTextChanged.connect(self._on_typed)
        self.ui.reasonErrorLabel.hide()
        self.chosen = next(choice.key for choice in choices if choice.role is ChoiceRole.CANCEL)
        # Cancel first, what it is about last, as at the foot of every form.
        for choice in reversed(choices):
            self._add_button(choice)
        box.setFocus()

    @property
    def reason(self) -> str:
        return self.ui.reasonComboBox.currentText().strip()

    def _add_button(self, choice: Choice) -> None:
        button = QPushButton(choice.label, self.ui.footerFrame)
        button.setObjectName(f"{choice.key}Button")
        button.setProperty("key", choice.key)
        button.setAutoDefault(False)
        if choice.role in (ChoiceRole.PRIMARY, ChoiceRole.DANGER):
            restyle(button, role=choice.role.value)
        if choice.role is ChoiceRole.CANCEL:
            button.clicked.connect(self.reject)
        else:
            button.clicked.connect(self._on_chosen)
            # Enter, still in the reason, destroys nothing.
            button.setDefault(choice.role is ChoiceRole.PRIMARY)
        self.ui.footerLayout.addWidget(button)

    @Slot()
    def _on_chosen(self) -> None:
        if not self.reason or self.reason.endswith(":"):
            words = "Say why, for example who asked for it, or which court order you have seen."
            self.ui.reasonErrorLabel.setText(words)
            self.ui.reasonErrorLabel.show()
            restyle(self.ui.reasonComboBox, invalid="true")
            self.ui.reasonComboBox.setFocus()
            return
        self.chosen = str(self.sender().property("key"))
        self.accept()

    @Slot()
    def _on_typed(self) -> None:
        self.ui.reasonErrorLabel.hide()
        restyle(self.ui.reasonComboBox, invalid="false")


class ShiftRow(QWidget):
    """One person: an open or a struck-out eye, and what they gain or lose in words."""

    def __init__(self, shift: AccessShift, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        icon = QLabel(self)
        set_icon(icon, *(("eye-off", "warning") if shift.loses else ("eye", "good")))
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QLabel(self)
        words.setObjectName("shiftLabel")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        # An address has no blanks to wrap at.
        words.setText(shift.statement.replace("@", "@\u200b"))
        layout.addWidget(words, 1)
