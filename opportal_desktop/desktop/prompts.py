# SPDX-License-Identifier: GPL-3.0-or-later
"""The one gateway for message boxes and file dialogs; windows get it injected, tests inject a recorder.

Buttons are named by what they do ("Discard changes", "Keep editing"), never Yes, No or OK.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opportal_desktop.desktop.theme import Space, Tone, restyle

if TYPE_CHECKING:
    from opportal_desktop.registration.access_shifts import AccessShift

_TEXT_CHARACTERS = 62


class ChoiceRole(Enum):
    """How a choice looks and behaves. Escape and closing the box take the CANCEL choice."""

    PRIMARY = "primary"
    NORMAL = "normal"
    DANGER = "danger"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a question: the answer that the caller gets, and the label with its mnemonic."""

    key: str
    label: str
    role: ChoiceRole = ChoiceRole.NORMAL


_BUTTON_ROLES = {
    ChoiceRole.PRIMARY: QMessageBox.ButtonRole.AcceptRole,
    ChoiceRole.NORMAL: QMessageBox.ButtonRole.ActionRole,
    ChoiceRole.DANGER: QMessageBox.ButtonRole.DestructiveRole,
    ChoiceRole.CANCEL: QMessageBox.ButtonRole.RejectRole,
}
_ICON_SIZE = 32


class Prompts:
    """Asks and tells in modal boxes over a parent window; each call returns when the person has answered."""

    def ask(
        self,
        parent: QWidget | None,
        title: str,
        happened: str,
        choices: Sequence[Choice],
        *,
        detail: str = "",
        tone: Tone = Tone.WARNING,
    ) -> str:
        """Ask a question; returns the chosen key.

        Args:
            title: one short sentence, the box's headline.
            happened: what happened and what is safe, in plain text.
            choices: at least one with `ChoiceRole.CANCEL`; the PRIMARY one is Enter's.
            detail: technical text, folded away.
        """
        box = self._box(parent, title, happened, tone)
        if detail:
            box.setDetailedText(detail)
        buttons: list[tuple[QPushButton, str]] = []
        for choice in choices:
            button = box.addButton(choice.label, _BUTTON_ROLES[choice.role])
            buttons.append((button, choice.key))
            if choice.role is ChoiceRole.PRIMARY:
                restyle(button, role="primary")
                box.setDefaultButton(button)
            elif choice.role is ChoiceRole.DANGER:
                restyle(button, role="danger")
            elif choice.role is ChoiceRole.CANCEL:
                box.setEscapeButton(button)
                if box.defaultButton() is None:
                    box.setDefaultButton(button)
        cancel = next(choice.key for choice in choices if choice.role is ChoiceRole.CANCEL)
        box.exec()
        clicked = box.clickedButton()
        answer = next((key for button, key in buttons if button is clicked), cancel)
        box.deleteLater()
        return answer

    def ask_reason(
        self,
        parent: QWidget | None,
        title: str,
        explanation: str,
        shifts: Sequence[AccessShift],
        choices: Sequence[Choice],
        *,
        reason: str = "",
    ) -> tuple[str, str]:
        """Ask for the reason of a delicate change; returns the chosen key and the reason.

        Args:
            shifts: who gains or loses which patients.
            choices: as of `ask`; all but the CANCEL one need a reason.
            reason: what was said already.
        """
        # Not at the top: asked for rarely.
        from opportal_desktop.desktop.reason_prompt import ReasonPrompt

        dialog = ReasonPrompt(parent, title, explanation, shifts, choices, reason)
        dialog.exec()
        answer = dialog.chosen, dialog.reason
        dialog.deleteLater()
        return answer

    def tell(
        self,
        parent: QWidget | None,
        title: str,
        happened: str,
        *,
        next_step: str = "",
        detail: str = "",
        tone: Tone = Tone.INFO,
        button: str = "&Close",
    ) -> None:
        """Tell something that needs no decision; `next_step` stands in a paragraph of its own."""
        text = f"{happened}\n\n{next_step}" if next_step else happened
        self.ask(parent, title, text, [Choice("close", button, ChoiceRole.CANCEL)], detail=detail, tone=tone)

    def ask_text(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        explanation: str = "",
        initial: str = "",
        accept: str = "&Save",
        cancel: str = "&Cancel",
        multiline: bool = False,
        required: bool = True,
    ) -> str | None:
        """Ask for a line (or several) of text; None when cancelled. A required text has at least one character."""
        dialog = TextPrompt(parent, title, label, explanation, initial, accept, cancel, multiline, required)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.text()
        dialog.deleteLater()
        return answer if accepted else None

    def choose_save_file(self, parent: QWidget | None, title: str, suggested: Path, file_types: str) -> Path | None:
        """Ask where to write; `file_types` as Qt writes them: "PDF files (*.pdf)". None when cancelled."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), file_types)
        return Path(chosen) if chosen else None

    def choose_open_file(self, parent: QWidget | None, title: str, folder: Path, file_types: str) -> Path | None:
        """Ask which file to read; None when cancelled."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), file_types)
        return Path(chosen) if chosen else None

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        """Ask for a folder; None when cancelled."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(chosen) if chosen else None

    @staticmethod
    def _box(parent: QWidget | None, title: str, happened: str, tone: Tone) -> QMessageBox:
        box = QMessageBox(parent)
        box.setWindowTitle("OP Portal")
        # Names and server answers may hold what looks like markup.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(title)
        box.setInformativeText(happened)
        # By itself it would be as narrow as its buttons, and the text as tall as the window.
        if isinstance(label := box.findChild(QLabel, "qt_msgbox_informativelabel"), QLabel):
            label.setMinimumWidth(label.fontMetrics().averageCharWidth() * min(_TEXT_CHARACTERS, len(happened)))
        # Not at the top: the window paints without them.
        from opportal_desktop.desktop import icons
        from opportal_desktop.desktop.message_bar import TONE_ICONS

        name, tint = TONE_ICONS[tone]
        box.setIconPixmap(icons.pixmap(name, tint, size=_ICON_SIZE, ratio=box.devicePixelRatioF()))
        return box


class TextPrompt(QDialog):
    """Asks for a text under a label, with an explanation above it."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        explanation: str,
        initial: str,
        accept: str,
        cancel: str,
        multiline: bool,
        required: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        layout.setSpacing(Space.S)
        if explanation:
            explaining = QLabel(explanation)
            explaining.setWordWrap(True)
            explaining.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(explaining)
        caption = QLabel(label)
        restyle(caption, role="label")
        layout.addWidget(caption)
        self._required = required
        self._field: QLineEdit | QPlainTextEdit
        if multiline:
            self._field = QPlainTextEdit(initial)
            self._field.setTabChangesFocus(True)
        else:
            self._field = QLineEdit(initial)
            self._field.selectAll()
        self._field.setObjectName("answerField")
        self._field.setMinimumWidth(self._field.fontMetrics().averageCharWidth() * 50)
        self._field.textChanged.connect(self._on_text_changed)
        caption.setBuddy(self._field)
        layout.addWidget(self._field)
        layout.addSpacing(Space.S)
        # Not a box of buttons: their order would be the platform's, and the one that Enter presses stands at the right
        # end everywhere.
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch()
        cancel_button = QPushButton(cancel)
        cancel_button.setObjectName("cancelButton")
        cancel_button.setAutoDefault(False)
        cancel_button.clicked.connect(self.reject)
        self._accept_button = QPushButton(accept)
        self._accept_button.setObjectName("acceptButton")
        self._accept_button.setDefault(True)
        self._accept_button.clicked.connect(self.accept)
        restyle(self._accept_button, role="primary")
        buttons.addWidget(cancel_button)
        buttons.addWidget(self._accept_button)
        layout.addLayout(buttons)
        self._on_text_changed()

    def text(self) -> str:
        raw = self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()
        return raw.strip()

    def _on_text_changed(self) -> None:
        self._accept_button.setEnabled(bool(self.text()) or not self._required)
