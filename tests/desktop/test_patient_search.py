# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.models.patient_results import COL_NAME
from opportal_desktop.desktop.patient_search import FoundRows, PatientSearch, RecentChart
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.registration.ages import age_text
from opportal_desktop.registration.validators import shown_phone
from tests.desktop.accessibility import assert_accessible

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def page(qtbot: QtBot, records: Records, add_patient: Callable[..., int]) -> PatientSearch:
    add_patient("Mateo", cell_phone="413 555 2671")
    add_patient("Lucía")
    add_patient("Noah", "Garrison")
    add_patient("Eva", "Garza", active=False)

    def find(text: str, include_inactive: bool) -> FoundRows:
        return find_patients(records, text, include_inactive=include_inactive, today=TODAY)

    made = PatientSearch(find, lambda: TODAY, age_text, shown_phone)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def names(page: PatientSearch) -> list[str]:
    return [str(page.model.data(page.model.index(row, COL_NAME))) for row in range(page.model.rowCount())]


def test_says_what_can_be_typed_until_something_is(page: PatientSearch) -> None:
    assert page.ui.howToCard.isVisible()
    assert page.ui.recentEmptyLabel.isVisible()
    page.search("gar", False)
    assert not page.ui.howToCard.isVisible()
    page.search("  ", False)
    assert page.ui.howToCard.isVisible()


def test_finds_and_selects_the_first(page: PatientSearch) -> None:
    page.search("gar", False)
    assert names(page) == ["García López, Lucía", "García López, Mateo", "Garrison, Noah"]
    assert page.ui.resultTableView.currentIndex().row() == 0
    assert page.ui.countLabel.text() == "3 patients   ·   Searched by: Name"


def test_inactive_patients_on_request(page: PatientSearch) -> None:
    page.search("garza", False)
    assert page.ui.noneEmptyState.isVisible()
    page.search("garza", True)
    assert names(page) == ["Garza, Eva  (inactive)"]
    assert page.ui.countLabel.text().startswith("1 patient ")


def test_nothing_found_says_what_to_try_and_offers_a_new_patient(qtbot: QtBot, page: PatientSearch) -> None:
    page.search("zzz", False)
    assert page.ui.noneEmptyState.isVisible()
    with qtbot.waitSignal(page.new_patient_requested):
        qtbot.mouseClick(page.ui.noneEmptyState.findChild(QPushButton), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_row_that_the_arrows_chose(qtbot: QtBot, page: PatientSearch, key: Qt.Key) -> None:
    page.search("gar", False)
    page.enter_list()
    qtbot.keyClick(page.ui.resultTableView, Qt.Key.Key_Down)
    expected = page.model.row(2).patient_id
    with qtbot.waitSignal(page.patient_chosen, check_params_cb=lambda patient_id: patient_id == expected):
        qtbot.keyClick(page.ui.resultTableView, key)


def test_a_double_click_opens(qtbot: QtBot, page: PatientSearch) -> None:
    page.search("gar", False)
    view = page.ui.resultTableView
    place = view.visualRect(page.model.index(1, COL_NAME)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    expected = page.model.row(1).patient_id
    with qtbot.waitSignal(page.patient_chosen, check_params_cb=lambda patient_id: patient_id == expected):
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_up_on_the_first_row_leaves_the_list(qtbot: QtBot, page: PatientSearch) -> None:
    page.search("gar", False)
    page.enter_list()
    assert page.ui.resultTableView.currentIndex().row() == 1
    with qtbot.assertNotEmitted(page.left_upwards):
        qtbot.keyClick(page.ui.resultTableView, Qt.Key.Key_Up)
    with qtbot.waitSignal(page.left_upwards):
        qtbot.keyClick(page.ui.resultTableView, Qt.Key.Key_Up)
    with qtbot.waitSignal(page.left_upwards):
        qtbot.keyClick(page.ui.resultTableView, Qt.Key.Key_Escape)


def test_open_current_without_results_does_nothing(qtbot: QtBot, page: PatientSearch) -> None:
    with qtbot.assertNotEmitted(page.patient_chosen):
        page.open_current()
        page.search("zzz", False)
        page.open_current()


def test_a_refresh_keeps_the_selected_patient(page: PatientSearch, add_patient: Callable[..., int]) -> None:
    page.search("gar", False)
    page.ui.resultTableView.selectRow(2)
    add_patient("Aaron", "Garber")
    page.refresh()
    assert names(page)[0] == "Garber, Aaron"
    row = page.ui.resultTableView.currentIndex().row()
    assert names(page)[row] == "Garrison, Noah"


def test_more_than_fit_are_said(page: PatientSearch, add_patient: Callable[..., int]) -> None:
    for number in range(51):
        add_patient(f"Ana {number}", "Quill")
    page.search("quill", False)
    assert page.model.rowCount() == 50
    assert page.ui.countLabel.text().startswith("The first 50 patients: type more")


def test_recent_charts_open_by_mouse_and_by_key(qtbot: QtBot, page: PatientSearch) -> None:
    page.set_recent([RecentChart(7, "Torres, Ana", "DOB 01/02/2020"), RecentChart(8, "Torres, Eva", "DOB 01/02/2021")])
    listed = page.ui.recentListWidget
    place = listed.visualItemRect(listed.item(1)).center()
    with qtbot.waitSignal(page.patient_chosen, check_params_cb=lambda patient_id: patient_id == 8):
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    page.enter_list()
    with qtbot.waitSignal(page.patient_chosen, check_params_cb=lambda patient_id: patient_id == 7):
        qtbot.keyClick(listed, Qt.Key.Key_Return)


def test_keeps_the_rules_of_accessibility(page: PatientSearch) -> None:
    assert_accessible(page)
    page.search("gar", False)
    assert_accessible(page)
