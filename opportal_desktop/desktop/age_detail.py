# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the list of patients coming of age: what will happen to whose access, and the checklist with its buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.icons import load_icons, set_icon
from opportal_desktop.desktop.models.coming_of_age_model import state_words
from opportal_desktop.desktop.theme import Space, restyle
from opportal_desktop.forms.ui_age_detail import Ui_AgeDetail
from opportal_desktop.registration.age_steps import Step, StepLine, steps, what_will_happen
from opportal_desktop.registration.coming_of_age import ComingOfAge


class AgeDetail(QWidget):
    """Says and asks; what its buttons are for is the window's to do."""

    action_requested = Signal(object)
    """The `StepLine` whose button was pressed."""
    mark_requested = Signal(object)
    """The `AgeStep` that is done, or not wanted."""
    take_back_requested = Signal(object)
    """The `AgeStep` whose mark is to go."""
    chart_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: ComingOfAge | None = None
        self.cards: tuple[StepCard, ...] = ()
        self.ui = Ui_AgeDetail()
        self.ui.setupUi(self)
        # A scroll area has its page paint the window's ground, here within a card.
        self.ui.detailContents.setAutoFillBackground(False)
        load_icons(self)
        self.ui.chartButton.clicked.connect(self.chart_requested)

    @property
    def row(self) -> ComingOfAge | None:
        """Who is shown."""
        return self._row

    def show_row(self, row: ComingOfAge) -> None:
        """Show a patient; where the same one is shown again, the focus stays with its button."""
        if row == self._row:
            return
        same = self._row is not None and self._row.patient_id == row.patient_id
        focus = self.focusWidget()
        held = focus.objectName() if same and focus is not None and focus.hasFocus() else ""
        self._row = row
        self._show_head(row)
        self._show_steps(steps(row))
        if held:
            again = self.findChild(QPushButton, held)
            (again if again is not None and again.isEnabled() else self.ui.chartButton).setFocus()
        if not same:
            self.ui.detailScrollArea.verticalScrollBar().setValue(0)

    def _show_head(self, row: ComingOfAge) -> None:
        ui = self.ui
        ui.headingLabel.setText(row.name)
        words, tone = state_words(row)
        ui.stateChipLabel.setText(words)
        restyle(ui.stateChipLabel, tone=tone.value)
        ui.factsLabel.setText(f"DOB {shown_date(row.birth_date)}   ·   {day_words(row)}")
        ui.fateHeadingLabel.setText("Who has access now" if row.of_age else f"What will happen on {row.day:%m/%d/%Y}")
        ui.fateLabel.setText("\n".join(what_will_happen(row)))

    def _show_steps(self, shown: tuple[Step, ...]) -> None:
        layout = self.ui.stepsLayout
        before = self.ui.chartButton
        while (item := layout.takeAt(0)) is not None:
            if card := item.widget():
                card.hide()
                card.setParent(None)
                card.deleteLater()
        self.cards = tuple(StepCard(number, step, self) for number, step in enumerate(shown, 1))
        for card in self.cards:
            layout.addWidget(card)
            for button in card.buttons:
                QWidget.setTabOrder(before, button)
                before = button


def day_words(row: ComingOfAge) -> str:
    """The birthday and how far it is, in words: "turns 18 on Saturday, 12/05/2026, in 12 days"."""
    verb = "turned" if row.of_age else "turns"
    days = abs(row.days_left)
    far = {0: "today", 1: "yesterday" if row.of_age else "tomorrow"}.get(days)
    far = far or (f"{days} days ago" if row.of_age else f"in {days} days")
    return f"{verb} {row.age_limit} on {row.day:%A}, {shown_date(row.day)}, {far}"


class StepCard(QFrame):
    """One step: done or not, what stands, a line with a button for each thing to do, and the tick."""

    def __init__(self, number: int, step: Step, detail: AgeDetail) -> None:
        super().__init__(detail)
        self.step = step
        self.buttons: list[QPushButton] = []
        self._detail = detail
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        sign = QLabel()
        set_icon(sign, *(("circle-check", "good") if step.done else ("circle", "neutral")))
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        layout.addLayout(words, 1)
        words.addWidget(_label(f"{number}. {step.step.label}", "strong"))
        words.addWidget(_label(step.summary, "subtle"))
        for place, line in enumerate(step.lines):
            words.addLayout(self._line(place, line))
        if step.marked:
            words.addWidget(self._button("Take back", "link", detail.take_back_requested.emit), 0, _LEFT)
        elif step.mark and not step.done:
            words.addWidget(self._button(step.mark, "", detail.mark_requested.emit), 0, _LEFT)
        self.setAccessibleName(f"{step.step.label}: {'done' if step.done else 'to do'}")

    def _button(self, text: str, role: str, on_click: Callable[[object], None]) -> QPushButton:
        """The tick, or what takes it back: one after the other under the same name, so that the focus stays."""
        button = QPushButton(text.replace("&", "&&"))
        button.setObjectName(f"{self.step.step.value}MarkButton")
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        button.setAccessibleDescription(f"{self.step.step.label}: {self.step.summary}")
        if role:
            button.setProperty("role", role)
        button.clicked.connect(partial(on_click, self.step.step))
        self.buttons.append(button)
        return button

    def _line(self, place: int, line: StepLine) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(Space.S)
        layout.addWidget(_label(line.text), 1)
        if line.action is not None:
            button = QPushButton(line.action.value)
            button.setObjectName(f"{self.step.step.value}{place}Button")
            button.setAutoDefault(False)
            button.setAccessibleDescription(line.text)
            button.clicked.connect(partial(self._detail.action_requested.emit, line))
            self.buttons.append(button)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return layout


_LEFT = Qt.AlignmentFlag.AlignLeft


def _label(text: str, role: str = "") -> QLabel:
    # Addresses have no blanks to wrap at; a phone number is not to be torn apart.
    label = QLabel(re.sub(r"\) (?=\d)", ")\u00a0", text.replace("@", "@\u200b")))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
