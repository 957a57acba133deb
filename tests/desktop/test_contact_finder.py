# SPDX-License-Identifier: GPL-3.0-or-later
"""The Contact Finder, typed into and clicked as the desk does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.contact_finder import ContactFinder
from opportal_desktop.desktop.models import found_contacts
from opportal_desktop.desktop.models.found_contacts import FoundContacts
from opportal_desktop.records.records import Records
from opportal_desktop.registration.family_contacts import find_contacts
from opportal_desktop.terms import StaffMember
from tests.desktop.accessibility import assert_accessible
from tests.desktop.garcia_family import Family, add_family


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


def opened(qtbot: QtBot, records: Records, patient_id: int) -> ContactFinder:
    finder = ContactFinder(records, patient_id)
    qtbot.addWidget(finder)
    finder.show()
    return finder


def names(finder: ContactFinder) -> list[str]:
    return [finder.model.row(number).name for number in range(finder.model.rowCount())]


def test_opens_with_the_siblings_contacts_and_the_first_one_is_entered(
    qtbot: QtBot, records: Records, family: Family
) -> None:
    finder = opened(qtbot, records, family.mateo)
    assert names(finder) == ["Inés López"]
    assert finder.model.index(0, found_contacts.COL_WHY).data() == "Sibling’s contact"
    qtbot.keyClick(finder.ui.searchLineEdit, Qt.Key.Key_Return)
    assert finder.result() == QDialog.DialogCode.Accepted
    assert (finder.chosen, finder.wants_new) == (family.ines, False)


@pytest.mark.parametrize("typed", ["gar ana", "ana@exam", "413555", "garcia"])
def test_finds_by_name_email_and_phone_as_one_types(qtbot: QtBot, records: Records, family: Family, typed: str) -> None:
    finder = opened(qtbot, records, family.zoe)
    qtbot.keyClicks(finder.ui.searchLineEdit, typed)
    assert names(finder) == ["Ana García López"]
    row = [finder.model.index(0, column).data() for column in range(finder.model.columnCount())]
    assert row == [
        "Ana García López",
        "",
        "02/03/1988",
        "ana@example.com",
        "(413) 555-0123",
        "Mateo García López, Lucía García López",
    ]
    qtbot.mouseClick(finder.ui.selectButton, Qt.MouseButton.LeftButton)
    assert finder.chosen == family.ana


@pytest.mark.parametrize("typed", ["anita garcia", "Ana Garcai Lopez", "garcia, anita", "garcia anita"])
def test_nicknames_and_slips_find_somebody_too_and_it_is_said(
    qtbot: QtBot, records: Records, family: Family, typed: str
) -> None:
    finder = opened(qtbot, records, family.zoe)
    qtbot.keyClicks(finder.ui.searchLineEdit, typed)
    assert names(finder) == ["Ana García López"]
    assert finder.model.index(0, found_contacts.COL_WHY).data() == "Similar name"


def test_who_is_in_this_chart_is_shown_and_cannot_be_chosen(qtbot: QtBot, records: Records, family: Family) -> None:
    finder = opened(qtbot, records, family.mateo)
    qtbot.keyClicks(finder.ui.searchLineEdit, "ana")
    assert names(finder) == ["Ana García López"]
    assert finder.model.index(0, found_contacts.COL_WHY).data() == "Already in this chart"
    assert finder.ui.countLabel.text() == "1 contact, 1 already in this chart"
    assert not finder.ui.selectButton.isEnabled()
    table = finder.ui.resultTableView
    cell = table.visualRect(finder.model.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    qtbot.keyClick(finder.ui.searchLineEdit, Qt.Key.Key_Return)
    assert finder.chosen is None
    assert finder.isVisible()


def test_the_cursor_skips_who_is_in_this_chart(qtbot: QtBot, records: Records, family: Family) -> None:
    finder = opened(qtbot, records, family.mateo)
    qtbot.keyClicks(finder.ui.searchLineEdit, "lopez")
    assert names(finder) == ["Inés López", "Ana García López"]
    qtbot.keyClick(finder.ui.searchLineEdit, Qt.Key.Key_Down)
    assert finder.focusWidget() is finder.ui.resultTableView
    qtbot.keyClick(finder.ui.resultTableView, Qt.Key.Key_Down)
    qtbot.keyClick(finder.ui.resultTableView, Qt.Key.Key_Return)
    assert finder.chosen == family.ines


def test_up_from_the_first_row_returns_to_the_search(qtbot: QtBot, records: Records, family: Family) -> None:
    finder = opened(qtbot, records, family.mateo)
    qtbot.keyClick(finder.ui.searchLineEdit, Qt.Key.Key_Down)
    qtbot.keyClick(finder.ui.resultTableView, Qt.Key.Key_Up)
    assert finder.focusWidget() is finder.ui.searchLineEdit


def test_new_hands_on_what_was_typed(qtbot: QtBot, records: Records, family: Family) -> None:
    finder = opened(qtbot, records, family.zoe)
    assert finder.ui.resultStack.currentWidget() is finder.ui.emptyPage
    qtbot.keyClicks(finder.ui.searchLineEdit, " Chidi Okafor ")
    assert finder.ui.resultStack.currentWidget() is finder.ui.emptyPage
    assert not finder.ui.selectButton.isEnabled()
    qtbot.mouseClick(finder.ui.newButton, Qt.MouseButton.LeftButton)
    assert (finder.chosen, finder.wants_new, finder.typed) == (None, True, "Chidi Okafor")


def test_escape_chooses_nothing(qtbot: QtBot, records: Records, family: Family) -> None:
    finder = opened(qtbot, records, family.mateo)
    qtbot.keyClick(finder.ui.searchLineEdit, Qt.Key.Key_Escape)
    assert finder.result() == QDialog.DialogCode.Rejected
    assert (finder.chosen, finder.wants_new) == (None, False)


def test_a_chart_that_is_gone_takes_nobody(qtbot: QtBot, records: Records, family: Family) -> None:
    finder = opened(qtbot, records, 4711)
    assert finder.ui.resultStack.currentWidget() is finder.ui.emptyPage
    assert not finder.ui.newButton.isEnabled()
    assert not finder.ui.selectButton.isEnabled()
    qtbot.keyClick(finder, Qt.Key.Key_Escape)
    assert not finder.isVisible()


def test_is_accessible(qtbot: QtBot, records: Records, family: Family) -> None:
    assert_accessible(opened(qtbot, records, family.mateo))


def test_model_keeps_qts_contract(qtmodeltester: ModelTester, records: Records, family: Family) -> None:
    model = FoundContacts()
    model.set_rows(find_contacts(records, family.mateo, "lópez"))
    qtmodeltester.check(model)
