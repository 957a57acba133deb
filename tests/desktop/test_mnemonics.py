# SPDX-License-Identifier: GPL-3.0-or-later
"""Every form as it is compiled: no letter twice among what can be seen together, and no button without one."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFrame,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

FORMS = sorted(path.stem for path in (Path(__file__).parents[2] / "ui").glob("*.ui"))
BASES = {kind.__name__: kind for kind in (QMainWindow, QDialog, QWidget, QFrame)}
TOGETHER = (
    ("main_window", "patient_search"),
    ("main_window", "patient_chart", "patient_banner", "basic_information"),
    ("main_window", "patient_chart", "patient_banner", "family_contacts", "contact_information"),
)
"""Forms that are seen in one window."""
NEVER_TOGETHER = (
    {"microsoftWidget", "googleWidget"},
    {"tokenCard", "passwordCard"},
)
"""Parts of a form of which the program shows one at a time."""
OTHER_KEYS = {
    "cancelButton": "Escape, in Contact Information: a letter more than its many fields leave",
    "disputeButton": "F2",
    "fixButton": "named by what there is to fix when it is shown",
    "messageTextsButton": "Ctrl+T: every letter of it is taken",
    "otherButton": "named by what else there is to do when it is shown",
    "practiceServerButton": "Ctrl+R: every letter of it is taken",
    "undo_button": "F9",
    "undo_all_button": "Shift+F9",
}
"""Buttons that have another key, or get their label later."""
_MNEMONIC = re.compile(r"&([^&\s])")


@dataclass(frozen=True)
class Labelled:
    """Something with a letter, and where it stands: {stack or tabs: page}, and the names of what it is within."""

    letter: str
    words: str
    pages: frozenset[tuple[int, int]]
    within: frozenset[str]

    def seen_with(self, other: Labelled) -> bool:
        mine, theirs = dict(self.pages), dict(other.pages)
        if any(theirs.get(stack, page) != page for stack, page in mine.items()):
            return False
        return not any(
            self.within & group and other.within & group and not self.within & other.within & group
            for group in NEVER_TOGETHER
        )


def letter_of(text: str) -> str:
    found = _MNEMONIC.search(text.replace("&&", ""))
    return found.group(1).lower() if found else ""


@pytest.fixture
def made(qtbot: QtBot) -> Iterator[dict[str, QWidget]]:
    forms: dict[str, QWidget] = {}
    yield forms
    for form in forms.values():
        form.deleteLater()


def make(made: dict[str, QWidget], name: str) -> QWidget:
    root = ElementTree.parse(Path(__file__).parents[2] / "ui" / f"{name}.ui").getroot()
    module = importlib.import_module(f"opportal_desktop.forms.ui_{name}")
    form = BASES[root.find("widget").get("class")]()
    getattr(module, f"Ui_{root.findtext('class')}")().setupUi(form)
    made[name] = form
    return form


def labelled(form: QWidget) -> list[Labelled]:
    found = []
    for widget in form.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLabel):
            texts = [widget.text()]
        elif isinstance(widget, QMenu):
            texts = [widget.title()] if widget.parentWidget() is not None and _is_in_bar(form, widget) else []
        elif isinstance(widget, QTabWidget):
            texts = [widget.tabText(number) for number in range(widget.count())]
        else:
            continue
        found += [_labelled(widget, text, form) for text in texts if letter_of(text)]
    return found


def _is_in_bar(form: QWidget, menu: QMenu) -> bool:
    return isinstance(form, QMainWindow) and menu.menuAction() in form.menuBar().actions()


def _labelled(widget: QWidget, text: str, form: QWidget) -> Labelled:
    pages, within = set(), set()
    inner = widget
    while inner is not form and (outer := inner.parentWidget()) is not None:
        if isinstance(outer, QStackedWidget):
            pages.add((id(outer), outer.indexOf(inner)))
        within.add(outer.objectName())
        inner = outer
    return Labelled(letter_of(text), text, frozenset(pages), frozenset(within))


def twice(parts: list[Labelled]) -> list[tuple[str, str]]:
    return [
        (one.words, other.words)
        for one, other in combinations(parts, 2)
        if one.letter == other.letter and one.seen_with(other)
    ]


@pytest.mark.parametrize("name", FORMS)
def test_no_letter_goes_with_two_that_are_seen_together(made: dict[str, QWidget], name: str) -> None:
    assert twice(labelled(make(made, name))) == []


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[-1])
def test_nor_do_forms_that_are_seen_in_one_window(made: dict[str, QWidget], names: tuple[str, ...]) -> None:
    assert twice([part for name in names for part in labelled(make(made, name))]) == []


@pytest.mark.parametrize("name", FORMS)
def test_every_button_has_a_letter_or_another_key(made: dict[str, QWidget], name: str) -> None:
    """Links in running text are reached by Tab."""
    without = [
        button.text()
        for button in make(made, name).findChildren(QPushButton)
        if button.text() and not letter_of(button.text()) and button.property("role") != "link"
        and not (button.objectName() in OTHER_KEYS or "(F9)" in button.text() or button.text() == "Undo all")
    ]  # fmt: skip
    assert without == []


def test_no_menu_has_a_letter_twice_or_an_entry_without_one(made: dict[str, QWidget]) -> None:
    window = make(made, "main_window")
    menus = window.findChildren(QMenu)
    assert menus
    for menu in menus:
        entries = [action.text() for action in menu.actions() if action.text()]
        letters = [letter_of(entry) for entry in entries]
        assert all(letters), entries
        assert len(set(letters)) == len(letters), entries


def test_a_form_with_a_letter_twice_is_found(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    stack = QStackedWidget(form)
    for text in ("&Save", "&Send"):
        stack.addWidget(QPushButton(text))
    assert twice(labelled(form)) == []
    QPushButton("&Stop", form)
    assert sorted(twice(labelled(form))) == [("&Save", "&Stop"), ("&Send", "&Stop")]
