# SPDX-License-Identifier: GPL-3.0-or-later
"""Fill in a form as a person does: into the field, over what is there, and on with Tab."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot


def type_over(qtbot: QtBot, field: QLineEdit | QPlainTextEdit, text: str, *, leave: bool = True) -> None:
    """Replace a field's text; `leave` it with Tab afterwards."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    for letter in text:
        # qtbot.keyClicks aborts on letters beyond ASCII.
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    if leave:
        qtbot.keyClick(field, Qt.Key.Key_Tab)


def choose(qtbot: QtBot, box: QComboBox, label: str) -> None:
    """Choose by keyboard: from the top, down to the entry."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findText(label)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == label
