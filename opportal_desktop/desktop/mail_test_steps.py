# SPDX-License-Identifier: GPL-3.0-or-later
"""How a test message went: the stations with a tick or a cross, what to do, and the server's own words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.theme import Space, restyle
from opportal_desktop.mail.smtp import TestReport, TestStep


class MailTestSteps:
    """Fills a widget of a form with the stations of one report."""

    def __init__(self, place: QWidget, layout: QVBoxLayout) -> None:
        self._place = place
        self._layout = layout
        self.clear()

    def clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        self._place.hide()

    def show(self, report: TestReport) -> None:
        self.clear()
        heading = "The test message was handed over" if report.ok else "The test message was not sent"
        head = QLabel(heading)
        restyle(head, role="strong")
        self._layout.addWidget(head)
        for step in report.steps:
            self._layout.addWidget(_row(step))
        if report.server_reply:
            self._layout.addWidget(_server_words(report.server_reply))
        self._place.setAccessibleName(heading)
        self._place.setAccessibleDescription(report.steps[-1].words if report.steps else "")
        self._place.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._place, QAccessible.Event.Alert))


def _row(step: TestStep) -> QWidget:
    row = QWidget()
    row.setObjectName("passedStep" if step.ok else "failedStep")
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.S)
    mark = QLabel()
    set_icon(mark, "circle-check" if step.ok else "circle-x", "good" if step.ok else "danger")
    layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = QLabel(f"{step.step.value}: {step.words}")
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setAccessibleName(f"{'Done' if step.ok else 'Failed'}: {words.text()}")
    layout.addWidget(words, 1)
    return row


def _server_words(reply: str) -> QLabel:
    label = QLabel(f"The mail server’s own words: {reply}")
    label.setObjectName("serverReply")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    restyle(label, role="caption")
    return label
