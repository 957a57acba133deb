# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice's midnight, with a chart open at the desk: what is shown becomes what the rules say, without a click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.day_turn import DayTurn
from opportal_desktop.desktop.family_contacts import FamilyContacts
from opportal_desktop.desktop.models.family_contacts_model import COL_PORTAL_STATUS
from opportal_desktop.desktop.patient_chart import PatientChart, SectionId
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.accounts import accounts_by_email
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.practice import save_settings
from opportal_desktop.registration.rules import ConditionId
from opportal_desktop.terms import Authority, Changed, RoleReason, StaffMember
from tests.conftest import Clock
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import add_contact, set_up_practice
from tests.desktop.test_family_contacts import Doubles

# New York is five hours behind UTC in December.
MIDNIGHT = dt.datetime(2026, 12, 5, 5, 0, tzinfo=dt.UTC)


@pytest.fixture
def turn(records: Records, signals: RecordsSignals, clock: Clock) -> Iterator[Callable[[], DayTurn]]:
    """Begins to watch at what the clock shows."""
    made: list[DayTurn] = []

    def begin() -> DayTurn:
        made.append(DayTurn(records, signals))
        return made[-1]

    yield begin
    for each in made:
        each.stop()


@pytest.fixture
def chart(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    manager: StaffMember,
    clock: Clock,
    add_patient: Callable[..., int],
) -> Iterator[PatientChart]:
    """Abigail's, who turns 18 on December 5; her mother has signed in to the portal."""
    set_up_practice(records, manager, undo_seconds=0)
    clock.now = MIDNIGHT - dt.timedelta(days=1)
    abigail = add_patient("Abigail", "O'Sullivan", birth_date=dt.date(2008, 12, 5))
    add_contact(
        records, manager, abigail, "Maureen", "O'Sullivan",
        home_email="maureen@example.com", role_reason=RoleReason.MOTHER, authority=Authority.JOINT,
    )  # fmt: skip
    account = accounts_by_email(["maureen@example.com"])["maureen@example.com"].account
    account.first_sign_in_at = account.last_sign_in_at = clock()
    account.save()
    doubles = Doubles()

    def make(parent: QWidget) -> FamilyContacts:
        return FamilyContacts(
            records, signals, prompts, manager,
            make_finder=doubles.make_finder, open_registration=doubles.open_registration,
            open_messages=doubles.open_messages, explain_access=doubles.explain_access, parent=parent,
        )  # fmt: skip

    shown = PatientChart(records, signals, prompts, manager, make)
    qtbot.addWidget(shown)
    shown.show_patient(abigail)
    shown.show()
    yield shown
    shown.close()


def contacts(chart: PatientChart) -> FamilyContacts:
    section = chart.section(SectionId.FAMILY_CONTACTS)
    assert isinstance(section, FamilyContacts)
    return section


def test_portal_status_at_the_desk_changes_at_midnight_without_a_click(
    qtbot: QtBot, chart: PatientChart, turn: Callable[[], DayTurn], clock: Clock
) -> None:
    cell = contacts(chart).model.index(0, COL_PORTAL_STATUS)
    # The timer that was set before midnight is the only one that can have a part in it.
    clock.now = MIDNIGHT - dt.timedelta(milliseconds=40)
    turn()
    assert cell.data() == "Active"
    assert "17 years" in chart.ui.banner.ui.factsLabel.text()
    clock.now = MIDNIGHT
    qtbot.waitUntil(lambda: contacts(chart).model.index(0, COL_PORTAL_STATUS).data() == "Access ended")
    qtbot.waitUntil(lambda: "18 years" in chart.ui.banner.ui.factsLabel.text())
    card = contacts(chart).panel.ui.portalConditions
    qtbot.waitUntil(lambda: "Of age since 12/05/2026" in card._rows[ConditionId.UNDER_AGE_LIMIT].statement.text())
    assert card._rows[ConditionId.UNDER_AGE_LIMIT].button.isVisible()


def test_what_is_being_typed_over_midnight_stays(
    qtbot: QtBot, chart: PatientChart, turn: Callable[[], DayTurn], clock: Clock
) -> None:
    watch = turn()
    line = contacts(chart).panel.ui.homePhoneLineEdit
    line.setText("413 555 01")
    clock.now = MIDNIGHT
    watch.look()
    qtbot.waitUntil(lambda: contacts(chart).model.index(0, COL_PORTAL_STATUS).data() == "Access ended")
    assert line.text() == "413 555 01"


def test_it_is_the_practices_midnight_and_told_once(
    turn: Callable[[], DayTurn], signals: RecordsSignals, clock: Clock, records: Records, manager: StaffMember
) -> None:
    told: list[Changed] = []
    set_up_practice(records, manager)
    clock.now = dt.datetime(2026, 11, 23, 23, 59, tzinfo=dt.UTC)
    watch = turn()
    signals.changed.connect(told.append)
    clock.advance(minutes=2)
    watch.look()
    assert told == []
    clock.now = dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)
    watch.look()
    watch.look()
    assert told == [Changed(everything=True)]
    told.clear()
    # Where it is yesterday still.
    save_settings(records, replace(load_settings(records), time_zone="America/Los_Angeles"), manager)
    told.clear()
    watch.look()
    assert told == [Changed(everything=True)]


def test_a_server_that_is_away_is_asked_again(
    turn: Callable[[], DayTurn], monkeypatch: pytest.MonkeyPatch, signals: RecordsSignals, clock: Clock
) -> None:
    told: list[Changed] = []
    watch = turn()
    signals.changed.connect(told.append)
    with monkeypatch.context() as away:

        def lost(_: Records) -> None:
            raise StorageError

        away.setattr("opportal_desktop.desktop.day_turn.practice_rules", lost)
        clock.advance(days=1)
        watch.look()
        assert told == []
        assert watch._timer.isActive()
    watch.look()
    assert told == [Changed(everything=True)]
