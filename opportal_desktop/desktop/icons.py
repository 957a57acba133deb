# SPDX-License-Identifier: GPL-3.0-or-later
"""The line icons of resources/icons, tinted by colour role when they are first needed.

A form names its icons in dynamic properties (`iconName`, optionally `iconTint`), so that `load_icons` can tint them
again when the theme changes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget

from opportal_desktop.desktop import theme
from opportal_desktop.resource_files import resource_path

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

DEFAULT_TINT = "text_subtle"
ICON_SIZE = 16
"""Logical pixels of an icon beside text."""
_GAP = 4
"""Between an icon and the text of its button, besides the 4 that Qt leaves: the drawings fill their squares."""

_FILLED_TINTS = {"primary": "on_accent", "danger": "on_danger", "link": "accent_text"}
"""For buttons that name no tint: what is readable on their ground."""

# 16 logical pixels at 100, 125, 150 and 200 %.
_PIXELS = (16, 20, 24, 32)
_DISABLED_PIXELS = (16, 24)


def icon(name: str, tint: str = DEFAULT_TINT) -> QIcon:
    """The icon `resources/icons/NAME.svg` in the colour of a role. Cached by colour: right after a change of theme."""
    return _icon(name, getattr(theme.colors(), tint))


def pixmap(name: str, tint: str = DEFAULT_TINT, *, size: int = ICON_SIZE, ratio: float = 1.0) -> QPixmap:
    """One pixmap of `size` logical pixels for a screen of that device pixel ratio."""
    return _pixmap(name, getattr(theme.colors(), tint), size, ratio)


def set_icon(target: QAbstractButton | QAction | QLabel, name: str, tint: str = "") -> None:
    """Give a button, action or label an icon that `load_icons` tints again when the theme changes.

    Without a tint: what suits the button's role.
    """
    target.setProperty("iconName", name)
    target.setProperty("iconTint", tint)
    _load(target)


def load_icons(root: QWidget) -> None:
    """Load the icons that a form names, in everything below `root`; again after each change of theme."""
    # By type: findChildren(QObject) would make a Python object of everything in the window, which takes 25 ms.
    for kind in (QAbstractButton, QLabel, QAction):
        for child in root.findChildren(kind):
            if child.property("iconName"):
                _load(child)
    for field in root.findChildren(QLineEdit):
        if field.isClearButtonEnabled():
            # It keeps the style sheet's icon of when it was made.
            field.setClearButtonEnabled(False)
            field.setClearButtonEnabled(True)


def _load(target: QObject) -> None:
    name = str(target.property("iconName"))
    tint = str(target.property("iconTint") or _FILLED_TINTS.get(str(target.property("role")), DEFAULT_TINT))
    if isinstance(target, QPushButton) and target.text():
        target.setIcon(_icon(name, getattr(theme.colors(), tint), _GAP))
        target.setIconSize(QSize(ICON_SIZE + _GAP, ICON_SIZE))
    elif isinstance(target, (QAbstractButton, QAction)):
        target.setIcon(icon(name, tint))
    elif isinstance(target, QLabel):
        size = int(target.property("iconSize") or ICON_SIZE)
        target.setPixmap(pixmap(name, tint, size=size, ratio=target.devicePixelRatioF()))


@lru_cache(maxsize=256)
def _pixmap(name: str, value: str, size: int, ratio: float) -> QPixmap:
    drawn = _draw(_drawing(name, value), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=256)
def _icon(name: str, value: str, gap: int = 0) -> QIcon:
    """`gap`: logical pixels of nothing behind it."""
    made = QIcon()
    normal, disabled = _drawing(name, value), _drawing(name, theme.colors().text_disabled)
    for pixels in _PIXELS:
        made.addPixmap(_draw(normal, pixels, pixels * gap // ICON_SIZE))
    for pixels in _DISABLED_PIXELS:
        made.addPixmap(_draw(disabled, pixels, pixels * gap // ICON_SIZE), QIcon.Mode.Disabled)
    return made


def _drawing(name: str, value: str) -> QSvgRenderer:
    # Imported late: the first window is painted without it.
    from PySide6.QtSvg import QSvgRenderer

    drawing = resource_path("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", value)
    return QSvgRenderer(QByteArray(drawing.encode()))


def _draw(drawing: QSvgRenderer, pixels: int, gap: int = 0) -> QPixmap:
    image = QImage(pixels + gap, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return QPixmap.fromImage(image)
