# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts

CHOICES = [
    Choice("save", "&Save changes", ChoiceRole.PRIMARY),
    Choice("discard", "&Discard changes", ChoiceRole.DANGER),
    Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def when_open(act: Callable[[QWidget], None]) -> None:
    """Do something in the modal box as soon as it is there."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(5, look)
        else:
            act(box)

    QTimer.singleShot(0, look)


def button(box: QWidget, label: str) -> QPushButton:
    return next(one for one in box.findChildren(QPushButton) if one.text() == label)


def click(label: str) -> Callable[[QWidget], None]:
    return lambda box: QTest.mouseClick(button(box, label), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("choice", CHOICES)
def test_the_answer_is_the_clicked_choice(window: QWidget, choice: Choice) -> None:
    when_open(click(choice.label))
    assert Prompts().ask(window, "Save?", "Not saved yet.", CHOICES) == choice.key


def test_escape_is_the_cancel_choice_and_enter_the_primary_one(window: QWidget) -> None:
    when_open(lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
    assert Prompts().ask(window, "Save?", "Not saved yet.", CHOICES) == "keep"
    when_open(lambda box: QTest.keyClick(box, Qt.Key.Key_Return))
    assert Prompts().ask(window, "Save?", "Not saved yet.", CHOICES) == "save"


def test_texts_are_plain_and_complete(window: QWidget) -> None:
    seen: list[tuple[str, str]] = []

    def look(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        assert box.textFormat() is Qt.TextFormat.PlainText
        seen.append((box.text(), box.informativeText()))
        click("&Close")(box)

    when_open(look)
    Prompts().tell(window, "Mail <b>is</b> held", "It waits.", next_step="Open Settings.")
    assert seen == [("Mail <b>is</b> held", "It waits.\n\nOpen Settings.")]


def test_a_required_text_is_asked_for_until_there_is_one(window: QWidget) -> None:
    def answer(box: QWidget) -> None:
        accept = button(box, "&Save")
        assert not accept.isEnabled()
        field = box.findChild(QLineEdit, "answerField")
        QTest.keyClicks(field, "  court order ")
        assert accept.isEnabled()
        QTest.keyClick(field, Qt.Key.Key_Return)

    when_open(answer)
    assert Prompts().ask_text(window, "Reason", "Why?") == "court order"


def test_a_cancelled_text_is_none(window: QWidget) -> None:
    when_open(click("&Cancel"))
    assert Prompts().ask_text(window, "Reason", "Why?", initial="x", multiline=True) is None
