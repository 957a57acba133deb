# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QColor, QIcon
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.icons import icon, load_icons, pixmap, set_icon
from opportal_desktop.desktop.theme import DARK, LIGHT, Scheme, Theme, restyle
from opportal_desktop.resource_files import resource_path

ALL = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


def drawn_colors(drawn: QIcon, size: int = 32) -> set[str]:
    # Beside text it is wider than high.
    image = drawn.pixmap(2 * size, size).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", ALL)
def test_every_icon_draws_something(qapp: object, name: str) -> None:
    image = pixmap(name, size=24).toImage()
    assert any(image.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))


def test_an_icon_has_the_color_of_its_role(qapp: object) -> None:
    assert drawn_colors(icon("check", "danger")) == {LIGHT.danger}


def test_a_change_of_theme_tints_again(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton(window)
    action = QAction(window)
    set_icon(button, "check", "good")
    set_icon(action, "check", "info")
    theme.set_scheme(Scheme.DARK)
    load_icons(window)
    assert drawn_colors(button.icon()) == {DARK.good}
    assert drawn_colors(action.icon()) == {DARK.info}


def test_the_button_that_clears_a_field_changes_with_the_theme(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit("Smith", window)
    field.setClearButtonEnabled(True)

    def clearing() -> set[str]:
        (action,) = field.findChildren(QAction)
        return drawn_colors(action.icon())

    assert clearing() == {LIGHT.text_subtle}
    theme.set_scheme(Scheme.DARK)
    load_icons(window)
    assert clearing() == {DARK.text_subtle}


def test_an_icon_on_a_filled_button_is_readable(qtbot: QtBot) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    restyle(button, role="primary")
    set_icon(button, "check")
    assert drawn_colors(button.icon()) == {LIGHT.on_accent}


def test_a_disabled_icon_is_pale(qapp: object) -> None:
    image = icon("minus", "danger").pixmap(24, 24, QIcon.Mode.Disabled).toImage()
    assert image.pixelColor(12, 12) == QColor(LIGHT.text_disabled)


def test_a_label_gets_a_pixmap_of_its_size(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setProperty("iconSize", 40)
    set_icon(label, "mail")
    assert label.pixmap().deviceIndependentSize().width() == 40
