# SPDX-License-Identifier: GPL-3.0-or-later
"""Small or enlarged screens: windows stay within them, and what does not fit is scrolled to, also by Tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QLabel, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.small_screens import ScrollWhenSmall, open_at, open_with, scroll_when_small


class _Form(QWidget):
    """Four tall fields that stay, a list that gives way, and a button below them all."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.content = QWidget(self)
        outer.addWidget(self.content)
        self.outer = outer
        self.save = QPushButton("Save", self)
        outer.addWidget(self.save)
        outer.setStretch(0, 3)
        inner = QVBoxLayout(self.content)
        words = QLabel("Words that stand on more lines the narrower they are. " * 3)
        words.setWordWrap(True)
        inner.addWidget(words)
        self.list = QTableView()
        inner.addWidget(self.list)
        self.fields = [QLineEdit() for _ in range(4)]
        for field in self.fields:
            field.setFixedHeight(60)
            inner.addWidget(field)
        self.area: ScrollWhenSmall = scroll_when_small(self.content)


@pytest.fixture
def form(qtbot: QtBot) -> _Form:
    shown = _Form()
    qtbot.addWidget(shown)
    shown.resize(500, 700)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_a_window_opens_no_larger_than_its_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    free = window.screen().availableSize()
    open_at(window, QSize(10_000, 10_000))
    assert window.width() == free.width()
    assert window.height() < free.height(), "the title bar would be off the screen"
    open_with(window, 10, 4)
    metrics = window.fontMetrics()
    assert window.size() == QSize(metrics.averageCharWidth() * 10, metrics.lineSpacing() * 4)


def test_with_room_the_content_fills_its_place_and_keeps_its_stretch(form: _Form) -> None:
    assert form.content.size() == form.area.size()
    assert form.outer.stretch(0) == 3
    assert not form.area.verticalScrollBar().isVisible()


def test_lists_give_way_before_anything_scrolls(form: _Form, qtbot: QtBot) -> None:
    before = form.list.height()
    form.resize(500, 500)
    qtbot.waitUntil(lambda: form.list.height() < before)
    assert not form.area.verticalScrollBar().isVisible()
    assert form.content.size() == form.area.size()


def test_what_does_not_fit_is_reached_by_tab_while_the_buttons_below_stay(form: _Form, qtbot: QtBot) -> None:
    form.resize(500, 250)
    qtbot.waitUntil(form.area.verticalScrollBar().isVisible)
    assert not form.area.horizontalScrollBar().isVisible()
    assert form.rect().contains(form.save.geometry())
    last = form.fields[-1]
    assert last.mapTo(form.area, last.rect().bottomLeft()).y() > form.area.height()
    form.list.setFocus()
    for _ in form.fields:
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert form.focusWidget() is last
    assert last.mapTo(form.area, last.rect().bottomLeft()).y() <= form.area.height()


def test_a_field_that_the_program_leads_to_is_scrolled_to(form: _Form, qtbot: QtBot) -> None:
    form.resize(500, 250)
    qtbot.waitUntil(form.area.verticalScrollBar().isVisible)
    last = form.fields[-1]
    last.setFocus()
    qtbot.waitUntil(lambda: last.mapTo(form.area, last.rect().bottomLeft()).y() <= form.area.height())


def test_what_grows_above_does_not_push_away_the_field_one_is_at(form: _Form, qtbot: QtBot) -> None:
    form.resize(500, 300)
    qtbot.waitUntil(form.area.verticalScrollBar().isVisible)
    field = form.fields[1]
    field.setFocus()
    qtbot.waitUntil(lambda: field.visibleRegion().contains(field.rect().center()))
    before = form.content.height()
    form.list.setMinimumHeight(form.list.height() + 150)
    qtbot.waitUntil(lambda: form.content.height() > before)
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect().size() == field.size())


def test_who_has_scrolled_away_from_the_focus_is_not_taken_back(form: _Form, qtbot: QtBot) -> None:
    form.resize(500, 250)
    qtbot.waitUntil(form.area.verticalScrollBar().isVisible)
    form.fields[-1].setFocus()
    qtbot.waitUntil(lambda: form.area.verticalScrollBar().value() > 0)
    form.area.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    assert form.fields[-1].visibleRegion().isEmpty()
    form.list.setMinimumHeight(form.list.height() + 50)
    qtbot.wait(50)
    assert form.area.verticalScrollBar().value() == 0


def test_content_that_grows_begins_to_scroll(form: _Form, qtbot: QtBot) -> None:
    form.resize(500, 500)
    form.fields[0].setFixedHeight(400)
    qtbot.waitUntil(form.area.verticalScrollBar().isVisible)
    form.fields[0].setFixedHeight(60)
    qtbot.waitUntil(lambda: not form.area.verticalScrollBar().isVisible())


def test_only_what_stands_in_a_layout_can_scroll(qtbot: QtBot) -> None:
    alone = QWidget()
    qtbot.addWidget(alone)
    with pytest.raises(ValueError, match="in no layout"):
        scroll_when_small(alone)
