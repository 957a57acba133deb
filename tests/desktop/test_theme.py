# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import dataclasses
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import theme as theming
from opportal_desktop.desktop.theme import DARK, LIGHT, Colors, Scheme, TextSize, Theme, Tone, restyle, style_sheet
from opportal_desktop.resource_files import resource_path

BOTH = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
TEXT, CONTROL = 4.5, 3.0

READ = [
    *(("text", ground) for ground in ("window", "surface", "surface_alt", "sunken", "hover", "accent_soft")),
    *(("text_subtle", ground) for ground in ("window", "surface", "surface_alt", "hover")),
    ("accent_text", "window"), ("accent_text", "surface"), ("accent_text", "accent_soft"),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    ("on_danger", "danger_fill"), ("on_danger", "danger_fill_hover"),
    ("danger", "surface"), ("danger", "window"), ("surface", "text"),
    *((tone.value, f"{tone.value}_soft") for tone in Tone),
    *(("text", f"{tone.value}_soft") for tone in Tone),
]  # fmt: skip
SEEN = [
    ("border_strong", "surface"), ("border_strong", "window"), ("focus", "surface"), ("focus", "window"),
    ("focus_on_fill", "accent"), ("focus_on_fill", "window"),
    ("text", "danger_fill"), ("accent", "surface"), ("danger", "surface"),
]  # fmt: skip


def luminance(value: str) -> float:
    channels = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colors: Colors, one: str, other: str) -> float:
    darker, lighter = sorted((luminance(getattr(colors, one)), luminance(getattr(colors, other))))
    return (lighter + 0.05) / (darker + 0.05)


@BOTH
def test_what_is_read_has_the_contrast_of_wcag_aa(colors: Colors) -> None:
    low = {pair: round(contrast(colors, *pair), 2) for pair in READ if contrast(colors, *pair) < TEXT}
    assert not low


@BOTH
def test_what_marks_a_control_or_the_focus_is_seen(colors: Colors) -> None:
    low = {pair: round(contrast(colors, *pair), 2) for pair in SEEN if contrast(colors, *pair) < CONTROL}
    assert not low


@pytest.mark.parametrize(("folder", "colors"), [("light", LIGHT), ("dark", DARK)])
def test_the_style_sheets_glyphs_have_the_themes_colors(folder: str, colors: Colors) -> None:
    roles = dict.fromkeys(("check", "minus", "dot"), colors.on_accent)
    for glyph in resource_path("styles", folder).iterdir():
        used = set(re.findall(r"#[0-9A-Fa-f]{6}", glyph.read_text()))
        assert used == {roles.get(glyph.stem, colors.text_subtle)}, glyph.name


@BOTH
def test_the_style_sheet_fills_and_its_glyphs_exist(colors: Colors) -> None:
    filled = style_sheet(colors, dark=colors is DARK, points=10)
    assert "$" not in filled.split("*/", 1)[1]
    for path in re.findall(r'url\("([^"]+)"\)', filled):
        assert resource_path("styles").as_posix() in path
        assert resource_path(*path.split("/resources/")[1].split("/"))


def test_every_color_role_is_a_color() -> None:
    for colors in (LIGHT, DARK):
        assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in dataclasses.astuple(colors))


def test_a_switch_restyles_what_is_open(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    assert field.grab().toImage().pixelColor(20, field.height() // 2).name().upper() == LIGHT.surface
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)
    assert theming.colors() is DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert field.grab().toImage().pixelColor(20, field.height() // 2).name().upper() == DARK.surface


def test_the_systems_scheme_is_followed_live(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.set_scheme(Scheme.SYSTEM)
    # The offscreen platform has no scheme of its own to switch.
    for dark, expected in ((True, DARK), (False, LIGHT)):
        monkeypatch.setattr(Theme, "is_dark", property(lambda self, dark=dark: dark))
        QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
        assert theming.colors() is expected


def test_the_systems_scheme_does_not_count_when_another_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theming.colors() is LIGHT


def test_the_same_scheme_again_changes_nothing(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme(theme.scheme)


def test_a_larger_text_makes_fields_higher(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    before = field.sizeHint().height()
    theme.set_text_size(TextSize.LARGER)
    try:
        qtbot.waitUntil(lambda: field.sizeHint().height() > before)
    finally:
        theme.set_text_size(TextSize.NORMAL)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_focus_is_a_ring_of_two_pixels(qtbot: QtBot, theme: Theme, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    field = QLineEdit("text")
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitActive(field):
        field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    image, middle = field.grab().toImage(), field.width() // 2
    assert [image.pixelColor(middle, y).name().upper() for y in (0, 1)] == [theming.colors().focus] * 2
    assert image.pixelColor(middle, 2).name().upper() == theming.colors().surface


def test_restyle_makes_the_style_sheet_look_again(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    restyle(field, invalid=True)
    assert field.grab().toImage().pixelColor(field.width() // 2, 1).name().upper() == LIGHT.danger
