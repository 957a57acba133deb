# SPDX-License-Identifier: GPL-3.0-or-later
"""How a test message went: the stations with a tick or a cross, what to do, and the server's own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.theme import Space, restyle
from opportal_desktop.mail.faults import Step
from opportal_desktop.mail.trial import TestReport, TestStep


class MailTestSteps:
    """Fills a widget of a form with the stations of one report, or with those of a test that runs."""

    def __init__(self, place: QWidget, layout: QVBoxLayout) -> None:
        self._place = place
        self._layout = layout
        self._waiting: list[tuple[Step, QLabel, QLabel]] = []
        self.clear()

    def begin(self, steps: Sequence[Step]) -> None:
        """Show the stations that are to come."""
        self.clear()
        self._head("The test is running")
        for step in steps:
            row, mark, words = _line(step.value)
            row.setObjectName("waitingStep")
            self._layout.addWidget(row)
            self._waiting.append((step, mark, words))
        self._place.show()
        self.reach(steps[0])

    def reach(self, now: Step) -> None:
        """Show how far the running test has come: what is behind it went well."""
        passed = True
        for step, mark, words in self._waiting:
            passed = passed and step is not now
            if step is now:
                set_icon(mark, "hourglass", "info")
                state = "under way"
            else:
                set_icon(mark, "circle-check" if passed else "circle", "good" if passed else "text_disabled")
                state = "done" if passed else "to come"
            words.setAccessibleName(f"{step.value}: {state}")
            if step is now:
                QAccessible.updateAccessibility(QAccessibleEvent(words, QAccessible.Event.NameChanged))

    def clear(self) -> None:
        self._waiting = []
        while (item := self._layout.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        self._place.hide()

    def show(self, report: TestReport) -> None:
        self.clear()
        heading = "The test message was handed over" if report.ok else "The test message was not sent"
        self._head(heading)
        for step in report.steps:
            self._layout.addWidget(_row(step))
        if report.server_reply:
            self._layout.addWidget(_server_words(report.server_reply))
        self._place.setAccessibleName(heading)
        self._place.setAccessibleDescription(report.steps[-1].words if report.steps else "")
        self._place.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._place, QAccessible.Event.Alert))

    def _head(self, heading: str) -> None:
        head = QLabel(heading)
        restyle(head, role="strong")
        self._layout.addWidget(head)


def _row(step: TestStep) -> QWidget:
    row, mark, words = _line(f"{step.step.value}: {step.words}")
    row.setObjectName("passedStep" if step.ok else "failedStep")
    set_icon(mark, "circle-check" if step.ok else "circle-x", "good" if step.ok else "danger")
    words.setAccessibleName(f"{'Done' if step.ok else 'Failed'}: {words.text()}")
    return row


def _line(text: str) -> tuple[QWidget, QLabel, QLabel]:
    """A row of a mark and words."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.S)
    mark = QLabel()
    layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = QLabel(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    layout.addWidget(words, 1)
    return row, mark, words


def _server_words(reply: str) -> QLabel:
    label = QLabel(f"The mail server’s own words: {reply}")
    label.setObjectName("serverReply")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    restyle(label, role="caption")
    return label
