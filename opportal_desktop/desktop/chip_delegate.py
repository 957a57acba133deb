# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints a table cell's text as a status chip in the tone that the model gives."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from opportal_desktop.desktop import theme
from opportal_desktop.desktop.row_delegate import Index, RowDelegate
from opportal_desktop.desktop.theme import Space, Tone

TONE_ROLE = Qt.ItemDataRole.UserRole + 40
"""The model's data for the cell's `Tone`; cells without one are painted as plain text."""


class ChipDelegate(RowDelegate):
    """For status columns; the word stays the cell's DisplayRole, so screen readers and tests read it there."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        value = index.data(TONE_ROLE)
        if not value:
            super().paint(painter, option, index)
            return
        # A str enum comes back from Qt as a plain str.
        tone = Tone(value)
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        # The style sheet's padding and lines shift the other cells' text from the middle of the row.
        middle = QRectF(style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)).center()
        text, option.text = option.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        font = _chip_font(option.font)
        metrics = QFontMetrics(font)
        room = option.rect.adjusted(Space.S, 0, -Space.S, 0)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 2 * Space.S)
        height = metrics.height() + Space.XS
        chip = QRectF(
            room.left(),
            middle.y() - height / 2,
            metrics.horizontalAdvance(text) + 2 * Space.S,
            height,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{tone.value}_soft"))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(theme.color(tone.value))
        painter.setFont(font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 4 * Space.S, hint.height())


def _chip_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() * 0.92)
    font.setWeight(QFont.Weight.DemiBold)
    return font
