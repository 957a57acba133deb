# SPDX-License-Identifier: GPL-3.0-or-later
"""What every window must keep for people who use a keyboard or a screen reader."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QTabBar,
    QWidget,
)

_MNEMONIC = re.compile(r"&([^&\s])")


def focusable(root: QWidget) -> list[QWidget]:
    """Every widget below `root` that the Tab key reaches; the inner parts of Qt's own widgets are not."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QAbstractSpinBox):
            continue
        if widget.isHidden() or _is_in_popup(widget):
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
    return found


def _is_in_popup(widget: QWidget) -> bool:
    """A combo box's list is a window of its own, which Qt names."""
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent.parentWidget(), QComboBox)


def accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


def assert_accessible(root: QWidget) -> None:
    """Every focusable widget has an accessible name, which is its visible label; mnemonics are unique."""
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in focusable(root)
        if not accessible_name(widget) and type(widget) is not QAbstractScrollArea
    ]
    assert not nameless, f"without an accessible name: {nameless}"
    assert_unique_mnemonics(root)


def assert_unique_mnemonics(root: QWidget) -> None:
    """Among what is visible together; call it once per page of a stack or tab."""
    twice = [letter for letter, count in Counter(mnemonics(root)).items() if count > 1]
    assert not twice, f"mnemonics used twice: {twice}"


def mnemonics(root: QWidget) -> list[str]:
    """The letters that Alt goes with now, in lower case."""
    letters: list[str] = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
            letters += _MNEMONIC.findall(widget.text().replace("&&", "").lower())
        elif isinstance(widget, QTabBar):
            for index in range(widget.count()):
                letters += _MNEMONIC.findall(widget.tabText(index).replace("&&", "").lower())
    return letters
