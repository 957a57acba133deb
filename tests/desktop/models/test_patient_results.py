# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from opportal_desktop.desktop.models.patient_results import (
    COL_AGE,
    COL_BIRTH_DATE,
    COL_CHART,
    COL_FOUND_BY,
    COL_NAME,
    COL_PHONE,
    COL_SEX,
    HEADERS,
    PATIENT_ID_ROLE,
    PatientResults,
)
from opportal_desktop.records.search import FoundPatient
from opportal_desktop.terms import Sex

MATEO = FoundPatient(
    7, "1042", "García López", "Mateo", "A.", "Teo", dt.date(2018, 3, 14), Sex.MALE, True, "+14135552671", "Parent: Ana"
)
INACTIVE = FoundPatient(8, "1043", "Zug", "Eva", "", "", dt.date(2020, 1, 2), Sex.FEMALE, False, "", "")
TODAY = dt.date(2026, 11, 23)


def make() -> PatientResults:
    model = PatientResults(
        lambda born, today: f"{today.year - born.year} years", lambda stored: stored.removeprefix("+1")
    )
    model.show_found((MATEO, INACTIVE), TODAY)
    return model


def cell(model: PatientResults, row: int, column: int) -> object:
    return model.data(model.index(row, column))


def test_the_columns_of_a_row() -> None:
    model = make()
    assert cell(model, 0, COL_NAME) == "García López, Mateo A. “Teo”"
    assert cell(model, 0, COL_BIRTH_DATE) == "03/14/2018"
    assert cell(model, 0, COL_AGE) == "8 years"
    assert cell(model, 0, COL_SEX) == "Male"
    assert cell(model, 0, COL_CHART) == "1042"
    assert cell(model, 0, COL_PHONE) == "4135552671"
    assert cell(model, 0, COL_FOUND_BY) == "Parent: Ana"
    assert model.data(model.index(0, COL_SEX), PATIENT_ID_ROLE) == 7


def test_an_inactive_patient_is_said_in_words() -> None:
    model = make()
    assert cell(model, 1, COL_NAME) == "Zug, Eva  (inactive)"
    assert cell(model, 1, COL_PHONE) == "—"
    assert model.data(model.index(1, COL_CHART), Qt.ItemDataRole.ForegroundRole) is not None
    assert model.data(model.index(0, COL_CHART), Qt.ItemDataRole.ForegroundRole) is None


def test_headers() -> None:
    model = make()
    shown = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert tuple(shown) == HEADERS


def test_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = make()
    qtmodeltester.check(model)
    model.show_found((), TODAY)
    qtmodeltester.check(model)
