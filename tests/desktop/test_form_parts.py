# SPDX-License-Identifier: GPL-3.0-or-later
"""Message bar, field errors, empty state, elided label, insurance rows, status chips."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.chip_delegate import TONE_ROLE, ChipDelegate
from opportal_desktop.desktop.elided_label import ElidedLabel
from opportal_desktop.desktop.empty_state import EmptyState
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.insurance_rows import InsuranceRows
from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.tables import prepare_table
from opportal_desktop.desktop.theme import LIGHT, Tone
from tests.desktop.accessibility import assert_accessible


def test_a_message_bar_shows_and_clears(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.show_message(Tone.WARNING, "Mail is held.", action="Open Settings…")
    assert bar.isVisible()
    assert bar.accessibleName() == bar.text == "Mail is held."
    with qtbot.waitSignal(bar.action_triggered):
        qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    bar.clear()
    assert not bar.isVisible()
    assert bar.text == ""


def test_a_message_bar_without_action_has_no_button(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message(Tone.INFO, "Saved.")
    assert not bar.findChild(QPushButton).isVisible()


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[tuple[FieldErrors, dict[str, FormField]]]:
    window = QWidget()
    layout = QVBoxLayout(window)
    fields = {name: FormField(QLineEdit(), QLabel()) for name in ("first_name", "cell_phone")}
    for field in fields.values():
        layout.addWidget(field.editor)
        layout.addWidget(field.error)
    qtbot.addWidget(window)
    errors = FieldErrors(fields)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    # A yield keeps the window alive: pytest-qt has only a weak reference to it.
    yield errors, fields  # noqa: PT022


def test_errors_stand_below_their_fields_and_the_first_has_the_focus(
    qtbot: QtBot, form: tuple[FieldErrors, dict[str, FormField]]
) -> None:
    errors, fields = form
    errors.show({"cell_phone": "Too short."})
    assert fields["cell_phone"].error.isVisible()
    assert fields["cell_phone"].error.text() == "Too short."
    assert fields["cell_phone"].editor.property("invalid") is True
    assert fields["cell_phone"].editor.accessibleDescription() == "Too short."
    assert not fields["first_name"].error.isVisible()
    qtbot.waitUntil(fields["cell_phone"].editor.hasFocus)
    errors.show({})
    assert errors.texts() == {}
    assert fields["cell_phone"].editor.property("invalid") is False
    assert not fields["cell_phone"].error.isVisible()


def test_an_error_without_a_field_is_not_lost(form: tuple[FieldErrors, dict[str, FormField]]) -> None:
    with pytest.raises(KeyError, match="fax"):
        form[0].show({"fax": "No."})


def test_an_empty_state_offers_what_to_do(qtbot: QtBot) -> None:
    state = EmptyState()
    qtbot.addWidget(state)
    state.show()
    state.set_content("users", "No contacts yet", "Add the first one.", action="&Add contact…")
    with qtbot.waitSignal(state.action_triggered):
        qtbot.mouseClick(state.findChild(QPushButton), Qt.MouseButton.LeftButton)
    state.set_content("users", "No contacts yet", "")
    assert not state.findChild(QPushButton).isVisible()


@pytest.mark.parametrize("words", ["Everything was handed over.", "Failed messages are listed here. " * 5])
def test_in_a_wide_pane_an_empty_state_stands_in_the_middle(qtbot: QtBot, words: str) -> None:
    state = EmptyState()
    qtbot.addWidget(state)
    state.resize(1000, 500)
    state.set_content("mail", "Nothing waits", words)
    state.show()
    for name in ("emptyHeading", "emptyText"):
        label = state.findChild(QLabel, name)
        assert abs(label.geometry().center().x() - state.rect().center().x()) <= 1
    assert label.width() < state.width() // 2


def test_a_long_name_is_elided_and_stands_in_the_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    name = "Maximiliano Fernández-Etxeberria Goikoetxea & Söhne"
    label.setText(name)
    label.resize(label.sizeHint())
    label.show()
    assert label.toolTip() == ""
    label.resize(label.sizeHint().width() // 2, label.height())
    assert label.toolTip() == name
    assert label.text() == name


def test_insurance_rows_are_added_typed_and_removed(qtbot: QtBot) -> None:
    rows = InsuranceRows()
    qtbot.addWidget(rows)
    rows.show()
    rows.set_insurance((("BlueCross", "W1"),))
    assert rows.insurance() == (("BlueCross", "W1"),)
    with qtbot.waitSignal(rows.edited):
        qtbot.mouseClick(rows.findChild(QPushButton, "addInsuranceButton"), Qt.MouseButton.LeftButton)
    assert rows.insurance() == (("BlueCross", "W1"),)
    qtbot.keyClicks(_named(rows, "Payer 2"), "Aetna")
    qtbot.keyClicks(_named(rows, "Insurance number 2"), " A-9 ")
    assert rows.insurance() == (("BlueCross", "W1"), ("Aetna", "A-9"))
    assert_accessible(rows)
    qtbot.mouseClick(_named(rows, "Remove insurance 1"), Qt.MouseButton.LeftButton)
    assert rows.insurance() == (("Aetna", "A-9"),)


def _named(root: QWidget, name: str) -> QWidget:
    return next(one for one in root.findChildren(QWidget) if one.accessibleName() == name)


def test_a_chip_is_painted_in_its_tone(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    prepare_table(view)
    delegate = ChipDelegate(view)
    view.setItemDelegateForColumn(0, delegate)
    item = QStandardItem("Email failed")
    item.setData(Tone.DANGER, TONE_ROLE)
    model = QStandardItemModel(view)
    model.appendRow([item])
    model.appendRow([QStandardItem("—")])
    view.setModel(model)
    view.setColumnWidth(0, 200)
    view.show()
    image = view.viewport().grab().toImage()

    def colors(row: int) -> set[str]:
        cell: QRect = view.visualRect(model.index(row, 0))
        return {
            image.pixelColor(x, y).name().upper()
            for x in range(cell.left(), cell.right())
            for y in range(cell.top(), cell.bottom() - 1)
        }

    assert {LIGHT.danger_soft, LIGHT.danger} <= colors(0)
    assert LIGHT.danger_soft not in colors(1)


def test_the_words_below_a_wrong_field_are_scrolled_to(qtbot: QtBot) -> None:
    area, content = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    layout = QVBoxLayout(content)
    fields = [FormField(QLineEdit(), QLabel()) for _ in range(12)]
    for field in fields:
        layout.addWidget(field.editor)
        layout.addWidget(field.error)
    errors = FieldErrors({str(number): field for number, field in enumerate(fields)})
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.resize(300, 150)
    area.show()
    qtbot.waitExposed(area)
    for number in (7, 0, 11):
        errors.show({str(number): "Enter the client ID that IT was given; it ends in .apps.googleusercontent.com."})
        field = fields[number]
        qtbot.waitUntil(lambda field=field: field.error.visibleRegion().boundingRect() == field.error.rect())
        assert field.editor.visibleRegion().contains(field.editor.rect().center())
