# SPDX-License-Identifier: GPL-3.0-or-later
"""The Portal card: what Save will do for the portal, and every condition of access with the way to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.theme import Space, Tone, restyle
from opportal_desktop.registration.access_shifts import AccessShift
from opportal_desktop.registration.rules import Condition, ConditionId
from opportal_desktop.registration.save_contact import Forecast

GO_TO_LABELS = {
    ConditionId.LINK_ACTIVE: "Reactivate",
    ConditionId.AUTHORITY: "Go to Authority",
    ConditionId.NOT_SELF: "Go to Role/Reason",
    ConditionId.HOME_EMAIL: "Go to Home Email",
    ConditionId.CELL_PHONE: "Go to Cell Phone",
    ConditionId.EMAIL_OWN: "Go to Home Email",
    ConditionId.PATIENT_ACTIVE: "Go to Basic Information",
    ConditionId.UNDER_AGE_LIMIT: "Go to Consent to proxy access",
    ConditionId.NOT_DECLINED: "Go to Declined the portal",
}

WIDTH_CHARACTERS = 33


class PortalConditions(QFrame):
    """Fed with forecasts; `go_to` carries the `ConditionId` whose button was clicked."""

    go_to = Signal(object)
    explanation_wanted = Signal()
    """Why can't they see…? was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * WIDTH_CHARACTERS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        layout.setSpacing(Space.S)
        heading = QLabel("Portal")
        heading.setProperty("role", "heading")
        layout.addWidget(heading)
        self._summary = _Summary()
        self._shifts: tuple[AccessShift, ...] = ()
        self._order: tuple[ConditionId, ...] = tuple(ConditionId)
        self._rows = {condition: ConditionRow(condition) for condition in ConditionId}
        layout.addWidget(self._make_list(), 1)
        self.explain_button = QPushButton("Why can’t they see…?")
        self.explain_button.setObjectName("explainButton")
        self.explain_button.setProperty("role", "link")
        self.explain_button.setToolTip("All patients, what the portal shows now, what became of the email (F6)")
        self.explain_button.clicked.connect(self.explanation_wanted)
        layout.addWidget(self.explain_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_list(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("role", "page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, Space.XS, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(self._summary)
        self._shift_list = QVBoxLayout()
        self._shift_list.setSpacing(Space.XS)
        layout.addLayout(self._shift_list)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.XS)
        layout.addLayout(self._list)
        layout.addStretch(1)
        for condition, row in self._rows.items():
            row.button.clicked.connect(partial(self.go_to.emit, condition))
            self._list.addWidget(row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area

    @property
    def summary(self) -> str:
        """What Save will do, in words; empty before the first forecast."""
        return self._summary.text

    def show_forecast(self, forecast: Forecast) -> None:
        """Show what Save would do and how each condition would stand; those that the practice has no use for hide."""
        self._summary.show_forecast(forecast)
        self._show_shifts(forecast.shifts)
        known = {condition.id: condition for condition in forecast.access.conditions}
        for condition_id, row in self._rows.items():
            row.show_condition(known.get(condition_id))
        self._arrange((*forecast.access.failing, *(condition for condition in known.values() if condition.holds)))

    def _show_shifts(self, shifts: tuple[AccessShift, ...]) -> None:
        """Who would gain or lose which patients; its rows are made when there is somebody."""
        if shifts == self._shifts:
            return
        self._shifts = shifts
        while (item := self._shift_list.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        if shifts:
            from opportal_desktop.desktop.reason_prompt import ShiftRow

            for shift in shifts:
                self._shift_list.addWidget(ShiftRow(shift))

    def _arrange(self, conditions: Iterable[Condition]) -> None:
        """Failing ones on top, where they are seen in a low window, too; each group in the table's order."""
        order = tuple(condition.id for condition in conditions)
        if order == self._order:
            return
        self._order = order
        for place, condition_id in enumerate(order):
            self._list.insertWidget(place, self._rows[condition_id])


class _Summary(QFrame):
    """The sentence at the top, in the tone of what will happen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "message")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        layout.setSpacing(Space.S)
        self._icon = QLabel()
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._text = QLabel()
        self._text.setObjectName("summaryLabel")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setProperty("role", "strong")
        layout.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        return self._text.text().replace("\u200b", "")

    def show_forecast(self, forecast: Forecast) -> None:
        tone, icon_name = _tone(forecast)
        restyle(self, tone=tone.value)
        set_icon(self._icon, icon_name, tone.value)
        # An address has no blanks to wrap at: long ones may break behind the @ sign and at dots.
        self._text.setText(forecast.summary.replace("@", "@\u200b"))
        self.setAccessibleName(forecast.summary)


def _tone(forecast: Forecast) -> tuple[Tone, str]:
    if forecast.sends:
        return Tone.INFO, "mail"
    if forecast.ends_access:
        return Tone.WARNING, "ban"
    if forecast.waits_for_desk:
        return Tone.WARNING, "triangle-alert"
    if forecast.access.holds:
        return Tone.GOOD, "circle-check"
    return Tone.NEUTRAL, "info"


def _set_visible(widget: QWidget, visible: bool) -> None:
    # Qt lays out anew for each of these, even if nothing changes.
    if widget.isHidden() == visible:
        widget.setVisible(visible)


class ConditionRow(QWidget):
    """A tick or a warning sign, the statement, and under a failing one the button that leads to the field."""

    def __init__(self, condition: ConditionId) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        self._icon = QLabel()
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.statement = QLabel()
        self.statement.setObjectName(f"condition{condition.value}Label")
        self.statement.setTextFormat(Qt.TextFormat.PlainText)
        self.statement.setWordWrap(True)
        words.addWidget(self.statement)
        self.button = QPushButton(GO_TO_LABELS[condition])
        self.button.setObjectName(f"condition{condition.value}Button")
        self.button.setProperty("role", "link")
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(words, 1)
        self.hide()

    def show_condition(self, condition: Condition | None) -> None:
        if condition is not None:
            set_icon(self._icon, *(("check", "good") if condition.holds else ("circle-alert", "warning")))
            restyle(self.statement, role="subtle" if condition.holds else "strong")
            self.statement.setText(condition.statement.replace("@", "@\u200b"))
            _set_visible(self.button, not condition.holds)
            self.button.setAccessibleDescription("" if condition.holds else condition.statement)
        _set_visible(self, condition is not None)
