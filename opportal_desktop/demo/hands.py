# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's hands: keys go to what has the focus, clicks only to what can be seen and is enabled, as a person's do."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class CannotReachError(Exception):
    """A person could not do this now: nothing has the focus, or the control is hidden, covered or disabled."""


class Hands(QObject):
    """Does one thing after the other, each in a turn of the event loop of its own.

    A key or click that opens a modal box does not come back before the box is closed; what is asked for next still
    happens, in the box's own loop. `failed` holds why something could not be done.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self.failed = ""

    @property
    def busy(self) -> bool:
        """Whether something asked for was not begun yet."""
        return bool(self._waiting)

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        for letter in text:
            self._later(partial(_type, letter))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """Press a key, or a shortcut."""
        self._later(lambda: QTest.keyClick(_focused(), key, modifier))

    def alt(self, key: Qt.Key) -> None:
        """Press Alt and an underlined letter."""
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def control(self, key: Qt.Key) -> None:
        """Press Ctrl and a letter."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def click(self, control: QAbstractButton) -> None:
        """Click a button in its middle."""
        self._later(lambda: _click(control, control.rect().center()))

    def click_row(self, table: QAbstractItemView, number: int) -> None:
        """Click a row of a table in its first column."""

        def click() -> None:
            model = table.model()
            place = table.visualRect(model.index(number, 0))
            _click(table.viewport(), QPoint(place.left() + place.height(), place.center().y()))

        self._later(click)

    def _later(self, action: Callable[[], None]) -> None:
        self._waiting.append(action)
        QTimer.singleShot(0, self._next)

    def _next(self) -> None:
        action = self._waiting.popleft()
        try:
            action()
        except CannotReachError as error:
            self.failed = self.failed or str(error)


def _type(letter: str) -> None:
    # QTest.keyClicks knows the keys of ASCII letters only.
    QTest.sendKeyEvent(QTest.KeyAction.Click, _focused(), Qt.Key.Key_unknown, letter, _NO_MODIFIER)


def _focused() -> QWidget:
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    if target is None:
        raise CannotReachError("no window of the program has the keyboard")
    return target


def _click(widget: QWidget, place: QPoint) -> None:
    window = widget.window()
    hit = window.childAt(widget.mapTo(window, place))
    if (
        not widget.isVisible()
        or not widget.isEnabled()
        or (hit is not widget and not widget.isAncestorOf(hit or widget))
    ):
        raise CannotReachError(f"{widget.objectName() or type(widget).__name__} is hidden, covered or disabled")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _NO_MODIFIER, place)


def picture(*windows: QWidget) -> QPixmap:
    """What these windows show, each where it lies over the ones before it; nothing else of the screen is read."""
    shown = [window for window in windows if window.isVisible()]
    area = shown[0].geometry()
    for window in shown[1:]:
        area = area.united(window.geometry())
    ratio = shown[0].devicePixelRatioF()
    pixmap = QPixmap(area.size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(shown[0].palette().window().color())
    painter = QPainter(pixmap)
    painter.setPen(shown[0].palette().mid().color())
    for window in shown:
        place = window.geometry().translated(-area.topLeft())
        painter.drawPixmap(place.topLeft(), window.grab())
        if window is not shown[0]:
            # The frame that a window manager would draw.
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
    painter.end()
    return pixmap


def save_picture(path: Path, *windows: QWidget) -> None:
    """Write `picture` as a PNG file.

    Raises:
        OSError: it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not picture(*windows).save(str(path), "PNG"):
        raise OSError(f"cannot write {path}")
