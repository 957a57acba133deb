# SPDX-License-Identifier: GPL-3.0-or-later
"""The visual language: colour roles for light and dark, type scale, spacing, and the one style sheet made from them.

docs/visual-language.md says how windows use it.
"""

from __future__ import annotations

import dataclasses
import sys
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from opportal_desktop.resource_files import resource_path


@dataclass(frozen=True, slots=True)
class Colors:
    """One value per colour role, '#RRGGBB'. A role says what the colour is for, never what it looks like.

    `*_soft` is the background of a chip or message bar, the role without it its text and icon. `on_*` is text on a
    filled button. `focus_on_fill` is the focus ring of a filled button, `focus` that of everything else.
    """

    window: str
    surface: str
    surface_alt: str
    sunken: str
    hover: str
    border: str
    border_strong: str
    text: str
    text_subtle: str
    text_disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    accent_soft: str
    focus: str
    focus_on_fill: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    danger_fill: str
    danger_fill_hover: str
    on_danger: str
    info: str
    info_soft: str
    neutral: str
    neutral_soft: str


LIGHT = Colors(
    window="#F3F5F7",
    surface="#FFFFFF",
    surface_alt="#F8FAFB",
    sunken="#E9EEF2",
    hover="#EEF3F6",
    border="#D9E0E6",
    border_strong="#7B8894",
    text="#17212B",
    text_subtle="#51606F",
    text_disabled="#8593A0",
    accent="#0B7490",
    accent_hover="#09647C",
    accent_pressed="#075268",
    on_accent="#FFFFFF",
    accent_text="#0A687F",
    accent_soft="#DDF0F4",
    focus="#0B7490",
    focus_on_fill="#17212B",
    good="#1B6B3A",
    good_soft="#E1F3E7",
    warning="#8A5300",
    warning_soft="#FDF1D8",
    danger="#B3261E",
    danger_soft="#FCE8E6",
    danger_fill="#C5392F",
    danger_fill_hover="#A92D24",
    on_danger="#FFFFFF",
    info="#1C5BA3",
    info_soft="#E4EEFA",
    neutral="#51606F",
    neutral_soft="#E9EEF2",
)

DARK = Colors(
    window="#12181E",
    surface="#1B232B",
    surface_alt="#202A33",
    sunken="#0E1318",
    hover="#26313B",
    border="#313D48",
    border_strong="#748391",
    text="#E8EDF2",
    text_subtle="#A3B1BE",
    text_disabled="#697886",
    accent="#3597B0",
    accent_hover="#45A7C0",
    accent_pressed="#5AB8D0",
    on_accent="#06222B",
    accent_text="#74CCE2",
    accent_soft="#173B48",
    focus="#74CCE2",
    focus_on_fill="#FFFFFF",
    good="#7FD6A0",
    good_soft="#15321F",
    warning="#F2C265",
    warning_soft="#3A2C0E",
    danger="#FFA39B",
    danger_soft="#43191A",
    danger_fill="#C5392F",
    danger_fill_hover="#CF3F34",
    on_danger="#FFFFFF",
    info="#93C1F7",
    info_soft="#15304D",
    neutral="#A3B1BE",
    neutral_soft="#2A3540",
)


class Space(IntEnum):
    """The spacing scale, in device-independent pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24


class Tone(StrEnum):
    """What a chip, message bar or prompt means. Never shown by colour alone: an icon or a word says it too."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    DANGER = "danger"


class Scheme(Enum):
    """Which colours: the system's choice, or always one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(Enum):
    """The user's text size, a factor on the system font's."""

    NORMAL = 1.0
    LARGE = 1.15
    LARGER = 1.3


_SYSTEM_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}
_LINUX_FAMILIES = ("Inter", "Noto Sans", "DejaVu Sans")
_MIN_POINTS = 9.0
_LINUX_POINTS = 10.0


def _base_font(factor: float) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = max(font.pointSizeF(), _MIN_POINTS)
    if sys.platform.startswith("linux"):
        # An ordered list of families: Qt takes the first that is installed, without listing them all.
        font.setFamilies(list(_LINUX_FAMILIES))
        points = max(points, _LINUX_POINTS)
    font.setPointSizeF(points * factor)
    return font


class Theme(QObject):
    """Gives the application its font, palette and style sheet, and keeps them in step with the system's scheme."""

    changed = Signal()
    """The colours or the text size changed; widgets are restyled already, icons are to be loaded again."""

    def __init__(
        self, app: QApplication, scheme: Scheme = Scheme.SYSTEM, text_size: TextSize = TextSize.NORMAL
    ) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._text_size = text_size
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def text_size(self) -> TextSize:
        return self._text_size

    @property
    def is_dark(self) -> bool:
        if self._scheme is Scheme.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    @property
    def colors(self) -> Colors:
        return DARK if self.is_dark else LIGHT

    def set_scheme(self, scheme: Scheme) -> None:
        if scheme is not self._scheme:
            self._scheme = scheme
            self._apply()
            self.changed.emit()

    def set_text_size(self, text_size: TextSize) -> None:
        if text_size is not self._text_size:
            self._text_size = text_size
            self._apply()
            self.changed.emit()

    def _on_system_scheme_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        global _colors
        # For what the system draws itself: title bars, file dialogs.
        self._app.styleHints().setColorScheme(_SYSTEM_SCHEMES[self._scheme])
        _colors = self.colors
        font = _base_font(self._text_size.value)
        self._app.setFont(font)
        self._app.setPalette(_palette(_colors))
        self._app.setStyleSheet(style_sheet(_colors, dark=self.is_dark, points=font.pointSizeF()))


_colors = LIGHT


def colors() -> Colors:
    """The colours in use: one process has one application with one style sheet."""
    return _colors


def color(role: str) -> QColor:
    """The colour of a role, e.g. `color("text_subtle")`, for what paints itself."""
    return QColor(getattr(_colors, role))


def style_sheet(palette: Colors, *, dark: bool, points: float) -> str:
    """The application's style sheet for a palette and a body text size in points."""
    template = Template(resource_path("styles", "opportal.qss").read_text("utf-8"))
    glyphs = resource_path("styles", "dark" if dark else "light").as_posix()
    return template.substitute(
        dataclasses.asdict(palette),
        glyphs=glyphs,
        size_title=f"{points * 1.6:.1f}pt",
        size_heading=f"{points * 1.15:.1f}pt",
        size_small=f"{points * 0.92:.1f}pt",
    )


def _palette(c: Colors) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, value in (
        (roles.Window, c.window),
        (roles.WindowText, c.text),
        (roles.Base, c.surface),
        (roles.AlternateBase, c.surface_alt),
        (roles.Text, c.text),
        (roles.PlaceholderText, c.text_subtle),
        (roles.Button, c.surface),
        (roles.ButtonText, c.text),
        (roles.BrightText, c.danger),
        (roles.ToolTipBase, c.text),
        (roles.ToolTipText, c.surface),
        (roles.Highlight, c.accent),
        (roles.HighlightedText, c.on_accent),
        (roles.Accent, c.accent),
        (roles.Link, c.accent_text),
        (roles.LinkVisited, c.accent_text),
        (roles.Light, c.surface),
        (roles.Midlight, c.hover),
        (roles.Mid, c.border),
        (roles.Dark, c.border_strong),
        (roles.Shadow, c.border_strong),
    ):
        palette.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.text_disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(c.border))
    return palette


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties that the style sheet looks at (`role`, `tone`, `invalid`) and paint the widget anew."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
