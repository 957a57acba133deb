# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.basic_information import BasicInformation
from opportal_desktop.desktop.patient_chart import PatientChart, SectionId
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.models import InsuranceId, Patient, SearchKey
from opportal_desktop.records.records import Records
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.terms import Changed, Language, Sex, StaffMember
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts, StandInContacts

Open = Callable[[int], PatientChart]


@pytest.fixture
def open_chart(
    qtbot: QtBot, records: Records, signals: RecordsSignals, prompts: RecordingPrompts, front_desk: StaffMember
) -> Open:
    def open_one(patient_id: int) -> PatientChart:
        chart = PatientChart(records, signals, prompts, front_desk, StandInContacts)
        chart.show_patient(patient_id)
        qtbot.addWidget(chart)
        chart.resize(1000, 700)
        chart.show()
        with qtbot.waitActive(chart):
            chart.activateWindow()
        return chart

    return open_one


def contacts(chart: PatientChart) -> StandInContacts:
    section = chart.section(SectionId.FAMILY_CONTACTS)
    assert isinstance(section, StandInContacts)
    return section


def test_the_banner_says_whose_chart_it_is(add_patient: Callable[..., int], open_chart: Open) -> None:
    patient_id = add_patient(
        "Mateo", middle_name="A.", nickname="Teo", sex=Sex.MALE, language=Language.SPANISH, chart_number="1042"
    )
    chart = open_chart(patient_id)
    banner = chart.ui.banner
    assert banner.ui.nameLabel.text() == "Mateo A. García López “Teo”"
    facts = banner.ui.factsLabel.text().split("   ·   ")
    assert facts == ["8 years", "DOB 03/14/2018", "Male", "Chart 1042", "Spanish"]
    assert not banner.ui.inactiveChipLabel.isVisible()
    assert not banner.ui.alertMessageBar.isVisible()
    assert banner.accessibleName().startswith("Mateo A. García López “Teo”, 8 years")


def test_an_unknown_sex_says_what_is_unknown(add_patient: Callable[..., int], open_chart: Open) -> None:
    chart = open_chart(add_patient())
    assert "   ·   Sex unknown   ·   " in chart.ui.banner.ui.factsLabel.text()


def test_the_banner_warns(add_patient: Callable[..., int], open_chart: Open) -> None:
    chart = open_chart(add_patient(active=False, alert="Peanut allergy"))
    assert chart.ui.banner.ui.inactiveChipLabel.isVisible()
    assert chart.ui.banner.ui.alertMessageBar.text == "Peanut allergy"
    assert ", Inactive, " in chart.ui.banner.accessibleName()


def test_family_contacts_come_first_and_the_rest_when_it_is_asked_for(
    qtbot: QtBot, add_patient: Callable[..., int], open_chart: Open
) -> None:
    patient_id = add_patient()
    chart = open_chart(patient_id)
    assert chart.ui.familyContactsButton.isChecked()
    assert contacts(chart).patient_id == patient_id
    assert contacts(chart).isVisible()
    assert chart.section(SectionId.BASIC_INFORMATION) is None
    qtbot.mouseClick(chart.ui.basicInformationButton, Qt.MouseButton.LeftButton)
    assert isinstance(chart.ui.sectionStack.currentWidget(), BasicInformation)
    assert chart.ui.banner.isVisible()


def test_a_section_with_unsaved_edits_is_left_only_when_the_person_agrees(
    qtbot: QtBot, add_patient: Callable[..., int], open_chart: Open
) -> None:
    chart = open_chart(add_patient())
    contacts(chart).may_leave = False
    qtbot.mouseClick(chart.ui.basicInformationButton, Qt.MouseButton.LeftButton)
    assert chart.ui.familyContactsButton.isChecked()
    assert chart.ui.sectionStack.currentWidget() is contacts(chart)
    contacts(chart).may_leave = True
    qtbot.mouseClick(chart.ui.basicInformationButton, Qt.MouseButton.LeftButton)
    assert chart.ui.sectionStack.currentWidget() is not contacts(chart)


def test_closing_asks_every_section(add_patient: Callable[..., int], open_chart: Open) -> None:
    chart = open_chart(add_patient())
    assert not chart.has_unsaved_edits()
    contacts(chart).unsaved = True
    contacts(chart).may_leave = False
    assert chart.has_unsaved_edits()
    assert not chart.ask_to_leave()
    contacts(chart).may_leave = True
    assert chart.ask_to_leave()


def test_a_change_by_anybody_is_shown(
    qtbot: QtBot, records: Records, manager: StaffMember, add_patient: Callable[..., int], open_chart: Open
) -> None:
    patient_id = add_patient()
    chart = open_chart(patient_id)
    chart.show_section(SectionId.BASIC_INFORMATION)
    draft = dataclasses.replace(load_chart(records, patient_id).draft, first_name="Matías", alert="Bee stings")
    with qtbot.waitSignal(chart.title_changed):
        save_patient(records, draft, manager)
    assert chart.title == "García López, Matías"
    assert chart.ui.banner.ui.alertMessageBar.text == "Bee stings"
    basic = chart.section(SectionId.BASIC_INFORMATION)
    assert isinstance(basic, BasicInformation)
    assert basic.ui.firstNameLineEdit.text() == "Matías"


def test_other_patients_changes_are_not_read(
    qtbot: QtBot, signals: RecordsSignals, add_patient: Callable[..., int], open_chart: Open
) -> None:
    chart = open_chart(add_patient())
    with qtbot.assertNotEmitted(chart.title_changed):
        signals.publish(Changed(patient_ids=frozenset({chart.patient_id + 1}), outbox=True))


def test_a_removed_chart_says_so_and_stays_readable(
    records: Records, signals: RecordsSignals, add_patient: Callable[..., int], open_chart: Open
) -> None:
    patient_id = add_patient()
    chart = open_chart(patient_id)
    with records.transaction():
        for model in (SearchKey, InsuranceId):
            model.delete().where(model.patient == patient_id).execute()
        records.db.execute_sql("UPDATE audit_entry SET patient_id = NULL")
        Patient.delete().where(Patient.id == patient_id).execute()
        records.announce(Changed(everything=True))
    assert chart.ui.noticeMessageBar.isVisible()
    assert "removed meanwhile" in chart.ui.noticeMessageBar.text
    assert chart.ui.banner.ui.nameLabel.text() == "Mateo García López"


def test_there_is_no_chart_of_nobody(open_chart: Open) -> None:
    with pytest.raises(RecordGone):
        open_chart(999)


def test_a_newborns_age_is_in_days(add_patient: Callable[..., int], open_chart: Open) -> None:
    chart = open_chart(add_patient(birth_date=dt.date(2026, 11, 20)))
    assert chart.ui.banner.ui.factsLabel.text().startswith("3 days")


@pytest.mark.parametrize("section", list(SectionId))
def test_keeps_the_rules_of_accessibility(
    add_patient: Callable[..., int], open_chart: Open, section: SectionId
) -> None:
    chart = open_chart(add_patient(alert="Bee stings"))
    chart.show_section(section)
    assert_accessible(chart)
