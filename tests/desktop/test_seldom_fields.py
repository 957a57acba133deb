# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask later and court orders in the Contact Information panel: fields that are there when they are needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.contact_information import ContactInformation
from opportal_desktop.records.records import Records
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.terms import StaffMember
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_family
from tests.desktop.typing_keys import type_over

OpenPanel = Callable[[int, int], ContactInformation]


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


@pytest.fixture
def open_panel(
    qtbot: QtBot, records: Records, prompts: RecordingPrompts, front_desk: StaffMember
) -> Iterator[OpenPanel]:
    opened = []

    def open_one(patient_id: int, contact_id: int) -> ContactInformation:
        panel = ContactInformation(records, prompts, front_desk)
        panel.show_patient(patient_id)
        qtbot.addWidget(panel)
        panel.resize(1300, 900)
        panel.show()
        with qtbot.waitActive(panel):
            panel.activateWindow()
        panel.show_contact(contact_id)
        opened.append(panel)
        return panel

    yield open_one
    for panel in opened:
        panel.close()


def found(panel: ContactInformation, kind: type, name: str):
    widget = panel.findChild(kind, name)
    assert widget is not None
    return widget


def tick(qtbot: QtBot, check: QCheckBox) -> None:
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))


def test_nothing_of_it_is_made_for_a_contact_without(open_panel: OpenPanel, family: Family) -> None:
    panel = open_panel(family.mateo, family.luis)
    assert panel.findChild(QCheckBox, "askLaterCheckBox") is None
    assert panel.findChild(QPlainTextEdit, "courtOrderNotePlainTextEdit") is None


def test_declined_says_when_the_desk_is_reminded_and_later_takes_a_day(
    qtbot: QtBot, records: Records, open_panel: OpenPanel, family: Family, clock: Clock
) -> None:
    panel = open_panel(family.mateo, family.luis)
    tick(qtbot, panel.ui.declinedCheckBox)
    told = found(panel, QLabel, "askAgainLabel")
    assert told.text() == "You are reminded to ask again on 05/23/2027."
    later, line = found(panel, QCheckBox, "askLaterCheckBox"), found(panel, QLineEdit, "askAgainOnLineEdit")
    assert not line.isVisible()
    tick(qtbot, later)
    assert line.text() == "05/23/2027"
    type_over(qtbot, line, "1/15/27")
    assert line.text() == "01/15/2027"
    assert told.text() == "You are reminded to ask again on 01/15/2027."
    assert_accessible(panel)
    assert panel.save()
    stored = load_contact_draft(records, family.mateo, family.luis)
    assert (stored.declined_on, stored.ask_again_on) == (dt.date(2026, 11, 23), dt.date(2027, 1, 15))
    assert not panel.has_unsaved_edits()
    type_over(qtbot, line, "")
    assert not panel.save()
    assert line.hasFocus()


def test_when_it_is_time_one_click_notes_that_they_still_decline(
    qtbot: QtBot, records: Records, open_panel: OpenPanel, family: Family, clock: Clock
) -> None:
    panel = open_panel(family.mateo, family.luis)
    tick(qtbot, panel.ui.declinedCheckBox)
    assert panel.save()
    clock.advance(days=200)
    panel.show_contact(family.luis)
    assert "Time to ask again, since 05/23/2027" in found(panel, QLabel, "askAgainLabel").text()
    qtbot.mouseClick(found(panel, QPushButton, "declinedAgainButton"), Qt.MouseButton.LeftButton)
    assert panel.save()
    assert load_contact_draft(records, family.mateo, family.luis).declined_on == dt.date(2027, 6, 11)
    assert "reminded to ask again on 12/11/2027" in found(panel, QLabel, "askAgainLabel").text()


def test_a_court_order_is_written_down_beside_authority_with_a_day_to_look_again(
    qtbot: QtBot, records: Records, open_panel: OpenPanel, family: Family
) -> None:
    panel = open_panel(family.mateo, family.luis)
    button = found(panel, QPushButton, "courtOrderButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    note = found(panel, QPlainTextEdit, "courtOrderNotePlainTextEdit")
    line = found(panel, QLineEdit, "courtOrderReviewOnLineEdit")
    assert note.hasFocus()
    assert not button.isVisible()
    assert not panel.has_unsaved_edits(), "looking at it is no edit"
    type_over(qtbot, line, "6/30/2027")
    assert not panel.save()
    assert note.hasFocus(), "a day for what?"
    qtbot.keyClicks(note, "Visits on weekends only, order of 11/02/2026")
    assert_accessible(panel)
    assert panel.save()
    stored = load_contact_draft(records, family.mateo, family.luis)
    assert stored.court_order_note == "Visits on weekends only, order of 11/02/2026"
    assert stored.court_order_review_on == dt.date(2027, 6, 30)
    panel.show_contact(family.ana)
    assert not note.isVisible()
    assert button.isVisible()
    assert not panel.has_unsaved_edits()
    panel.show_contact(family.luis)
    assert note.isVisible()
    assert note.toPlainText() == "Visits on weekends only, order of 11/02/2026"
