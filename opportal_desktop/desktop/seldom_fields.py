# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields of the Contact Information panel that few contacts have: made when needed, so that charts open fast."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.form_fields import FormField
from opportal_desktop.desktop.labels import plain_label
from opportal_desktop.desktop.theme import Space
from opportal_desktop.registration.ask_again import after_months, ask_again_day
from opportal_desktop.registration.practice_rules import PracticeRules

_NOTE_LINES = 3
_PROPOSED_MONTHS = 6
"""Where the practice asks nobody again by itself."""


class AskAgainFields(QWidget):
    """Beside the day of declining: whether they want to be asked later, and when the desk is reminded."""

    edited = Signal()
    declined_again = Signal()
    """They were asked again, and still decline: as of today."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = _column(self)
        self.check = QCheckBox("Ask later, on a day they named", self)
        self.check.setObjectName("askLaterCheckBox")
        self.line = QLineEdit(self)
        self.line.setObjectName("askAgainOnLineEdit")
        self.line.setPlaceholderText("MM/DD/YYYY")
        self.label = plain_label("Ask again on", "label", self)
        self.label.setBuddy(self.line)
        self.error = plain_label("", "error", self)
        self.caption = plain_label("", "caption", self)
        self.caption.setObjectName("askAgainLabel")
        self.again = QPushButton("They still decline, as of today", self)
        self.again.setObjectName("declinedAgainButton")
        self.again.setProperty("role", "link")
        for widget in (self.check, self.label, self.line, self.error, self.caption, self.again):
            layout.addWidget(widget)
        self.check.toggled.connect(self._show_line)
        self.check.toggled.connect(self.edited)
        self.line.textChanged.connect(self.edited)
        self.again.clicked.connect(self.declined_again)
        self._show_line(False)

    def show_day(self, ask_again_on: dt.date | None) -> None:
        """Show what is stored."""
        self.check.setChecked(ask_again_on is not None)
        self.line.setText(shown_date(ask_again_on))

    def propose(self, practice: PracticeRules) -> None:
        """A day for who wants to be asked later, to be corrected."""
        if self.check.isChecked() and not self.line.text().strip():
            self.line.setText(shown_date(after_months(practice.today, practice.ask_again_months or _PROPOSED_MONTHS)))

    def tell(self, declined_on: dt.date | None, ask_again_on: dt.date | None, practice: PracticeRules) -> None:
        """Say when the desk is reminded, or that it is time."""
        day = ask_again_day(declined_on, ask_again_on, practice.ask_again_months)
        is_due = day is not None and day <= practice.today
        if day is None:
            words = "Nobody is reminded to ask again." if declined_on else ""
        elif is_due:
            words = f"Time to ask again, since {practice.day(day)}. If they want it now: Register, beside Home Email."
        else:
            words = f"You are reminded to ask again on {practice.day(day)}."
        self.caption.setText(words)
        self.caption.setVisible(bool(words))
        self.again.setVisible(is_due)

    @Slot(bool)
    def _show_line(self, later: bool) -> None:
        for widget in (self.label, self.line):
            widget.setVisible(later)
        if not later:
            self.line.clear()
            self.error.hide()

    @property
    def fields(self) -> dict[str, FormField]:
        return {"ask_again_on": FormField(self.line, self.error)}


class CourtOrderFields(QWidget):
    """Which court order the desk has seen about this contact and this patient, and when to look at it again."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = _column(self)
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("courtOrderNotePlainTextEdit")
        self.note.setTabChangesFocus(True)
        margins = self.note.document().documentMargin() * 2 + self.note.frameWidth() * 2
        self.note.setFixedHeight(round(self.note.fontMetrics().lineSpacing() * _NOTE_LINES + margins))
        note_label = plain_label("Court order", "label", self)
        note_label.setBuddy(self.note)
        self.note_error = plain_label("", "error", self)
        self.line = QLineEdit(self)
        self.line.setObjectName("courtOrderReviewOnLineEdit")
        self.line.setPlaceholderText("MM/DD/YYYY, or empty")
        line_label = plain_label("Look at it again on", "label", self)
        line_label.setBuddy(self.line)
        self.line_error = plain_label("", "error", self)
        hint = plain_label(
            "Everybody at the desk can read this. It never leaves the desk: no portal, no email.", "caption", self
        )
        for widget in (note_label, self.note, self.note_error, line_label, self.line, self.line_error, hint):
            layout.addWidget(widget)
        self.note.textChanged.connect(self.edited)
        self.line.textChanged.connect(self.edited)

    def show_order(self, note: str, review_on: dt.date | None) -> None:
        """Show what is stored."""
        self.note.setPlainText(note)
        self.line.setText(shown_date(review_on))

    @property
    def text(self) -> str:
        return self.note.toPlainText().strip()

    @property
    def fields(self) -> dict[str, FormField]:
        return {
            "court_order_note": FormField(self.note, self.note_error),
            "court_order_review_on": FormField(self.line, self.line_error),
        }


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.XS)
    return layout
