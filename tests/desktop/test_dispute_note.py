# SPDX-License-Identifier: GPL-3.0-or-later
"""The dispute note above a chart, as the desk sets, reads and ends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.patient_chart import PatientChart
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.records import Records
from opportal_desktop.registration.charts import load_chart
from opportal_desktop.terms import StaffMember
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts, StandInContacts
from tests.desktop.garcia_family import Family, add_family

NOTE = "The parents dispute who decides."


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


@pytest.fixture
def chart(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    front_desk: StaffMember,
    family: Family,
) -> Iterator[PatientChart]:
    made = PatientChart(records, signals, prompts, front_desk, StandInContacts)
    qtbot.addWidget(made)
    made.show_patient(family.mateo)
    made.resize(1200, 800)
    made.show()
    yield made
    made.close()


def bar(chart: PatientChart) -> MessageBar | None:
    return chart.findChild(MessageBar, "disputeMessageBar")


def test_without_a_note_no_bar_is_made(chart: PatientChart) -> None:
    assert bar(chart) is None


def test_a_note_is_set_for_brothers_and_sisters_too_and_ended_with_a_reason(
    qtbot: QtBot, chart: PatientChart, records: Records, prompts: RecordingPrompts, family: Family
) -> None:
    prompts.answer(NOTE, "all")
    qtbot.mouseClick(chart.ui.disputeButton, Qt.MouseButton.LeftButton)
    assert "Lucía García López" in prompts.shown[-1].text
    qtbot.waitUntil(lambda: bar(chart) is not None)
    shown = bar(chart)
    assert shown is not None
    assert shown.isVisible()
    assert shown.text == f"Dispute: {NOTE}\nSet by Rosa Delgado, 11/23/2026 10:00 AM"
    assert load_chart(records, family.lucia).dispute_note == NOTE
    assert_accessible(chart)
    end = next(button for button in shown.findChildren(QPushButton) if button.isVisible())
    prompts.answer("cancel")
    qtbot.mouseClick(end, Qt.MouseButton.LeftButton)
    assert shown.isVisible()
    prompts.answer(("end", "Agreed before the court"))
    qtbot.mouseClick(end, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(shown.isHidden)
    assert load_chart(records, family.lucia).dispute_note == NOTE


def test_by_keys_alone(
    qtbot: QtBot, chart: PatientChart, records: Records, prompts: RecordingPrompts, family: Family
) -> None:
    chart.activateWindow()
    chart.ui.disputeButton.setFocus()
    qtbot.waitUntil(chart.ui.disputeButton.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    prompts.answer(NOTE, "one")
    qtbot.keyClick(chart, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bar(chart) is not None)
    prompts.answer(("end", "Agreed before the court"))
    qtbot.keyClick(chart, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert load_chart(records, family.mateo).dispute_note == ""


def test_cancelled_or_unchanged_sets_nothing(
    qtbot: QtBot, chart: PatientChart, records: Records, prompts: RecordingPrompts, family: Family
) -> None:
    prompts.answer(None)
    qtbot.mouseClick(chart.ui.disputeButton, Qt.MouseButton.LeftButton)
    prompts.answer(NOTE, "cancel")
    qtbot.mouseClick(chart.ui.disputeButton, Qt.MouseButton.LeftButton)
    assert load_chart(records, family.mateo).dispute_note == ""
