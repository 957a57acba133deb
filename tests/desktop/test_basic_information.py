# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.basic_information import BasicInformation
from opportal_desktop.records.models import Patient
from opportal_desktop.records.records import Records
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.terms import Language, Sex, StaffMember
from tests.conftest import hurry
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts

Open = Callable[..., BasicInformation]


@pytest.fixture
def open_form(qtbot: QtBot, records: Records, prompts: RecordingPrompts, front_desk: StaffMember) -> Open:
    def open_one(patient_id: int | None) -> BasicInformation:
        chart = None if patient_id is None else load_chart(records, patient_id)
        form = BasicInformation(records, prompts, front_desk, chart)
        qtbot.addWidget(form)
        form.resize(1000, 700)
        form.show()
        with qtbot.waitActive(form):
            form.activateWindow()
        return form

    return open_one


def replace_text(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    for letter in text:
        # qtbot.keyClicks aborts on letters beyond ASCII.
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def by_another(records: Records, manager: StaffMember, patient_id: int, **changes: object) -> None:
    draft = load_chart(records, patient_id).draft
    save_patient(records, dataclasses.replace(draft, **changes), manager)  # type: ignore[arg-type]


def test_a_patient_is_shown_and_nothing_is_to_save(add_patient: Callable[..., int], open_form: Open) -> None:
    form = open_form(
        add_patient(cell_phone="4135552671", sex=Sex.MALE, language=Language.SPANISH, insurance=(("Blue", "W1"),))
    )
    assert form.ui.birthDateLineEdit.text() == "03/14/2018"
    assert form.ui.cellPhoneLineEdit.text() == "(413) 555-2671"
    assert form.ui.sexComboBox.currentText() == "Male"
    assert form.ui.languageComboBox.currentText() == "Spanish"
    assert form.ui.insuranceRows.insurance() == (("Blue", "W1"),)
    assert form.ui.changedLabel.text() == "Last saved 11/23/2026 10:00 AM by Rosa Delgado"
    assert not form.has_unsaved_edits()
    assert not form.ui.saveButton.isEnabled()
    assert form.ask_to_leave()


def test_save_stores_what_was_typed(
    qtbot: QtBot, records: Records, add_patient: Callable[..., int], open_form: Open
) -> None:
    patient_id = add_patient()
    form = open_form(patient_id)
    replace_text(qtbot, form.ui.nicknameLineEdit, "Teo")
    replace_text(qtbot, form.ui.homePhoneLineEdit, "413.555.0100")
    assert form.ui.homePhoneLineEdit.text() == "(413) 555-0100"
    form.ui.sexComboBox.setCurrentText("Male")
    form.ui.activeCheckBox.setFocus()
    qtbot.keyClick(form.ui.activeCheckBox, Qt.Key.Key_Space)
    with qtbot.waitSignal(form.saved, check_params_cb=lambda saved: saved == patient_id):
        qtbot.mouseClick(form.ui.saveButton, Qt.MouseButton.LeftButton)
    row = Patient.get_by_id(patient_id)
    assert (row.nickname, row.home_phone, row.sex, row.active) == ("Teo", "+14135550100", Sex.MALE, False)
    assert not form.has_unsaved_edits()


def test_ctrl_s_saves(qtbot: QtBot, add_patient: Callable[..., int], open_form: Open) -> None:
    patient_id = add_patient()
    form = open_form(patient_id)
    replace_text(qtbot, form.ui.cityLineEdit, "Springfield")
    with qtbot.waitSignal(form.saved):
        qtbot.keyClick(form.ui.stateLineEdit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert Patient.get_by_id(patient_id).city == "Springfield"


def test_a_new_patient_gets_the_next_chart_number(qtbot: QtBot, open_form: Open) -> None:
    form = open_form(None)
    for field, text in (
        (form.ui.firstNameLineEdit, "Zoë"),
        (form.ui.lastNameLineEdit, "O’Neill"),
        (form.ui.birthDateLineEdit, "1/2/20"),
    ):
        replace_text(qtbot, field, text)
    assert form.ui.birthDateLineEdit.text() == "01/02/2020"
    with qtbot.waitSignal(form.saved) as saved:
        qtbot.mouseClick(form.ui.saveButton, Qt.MouseButton.LeftButton)
    row = Patient.get_by_id(saved.args[0])
    assert (row.first_name, row.last_name) == ("Zoë", "O’Neill")
    assert form.ui.chartNumberLineEdit.text() == row.chart_number != ""


def test_what_cannot_be_read_and_what_is_missing_are_said_at_once(
    qtbot: QtBot, add_patient: Callable[..., int], open_form: Open
) -> None:
    form = open_form(add_patient())
    replace_text(qtbot, form.ui.lastNameLineEdit, " ")
    replace_text(qtbot, form.ui.birthDateLineEdit, "13/45/2018")
    assert form.save() is False
    assert form.ui.lastNameErrorLabel.text() == "Enter the last name."
    assert form.ui.birthDateErrorLabel.isVisible()
    replace_text(qtbot, form.ui.lastNameLineEdit, "Ruiz")
    assert form.save() is False
    assert not form.ui.lastNameErrorLabel.isVisible()
    assert form.ui.birthDateErrorLabel.isVisible()


def test_errors_stand_beside_their_fields_and_nothing_is_lost(
    qtbot: QtBot, add_patient: Callable[..., int], open_form: Open
) -> None:
    patient_id = add_patient()
    form = open_form(patient_id)
    replace_text(qtbot, form.ui.birthDateLineEdit, "13/45/2018")
    assert form.ui.birthDateErrorLabel.isVisible()
    assert form.save() is False
    qtbot.waitUntil(form.ui.birthDateLineEdit.hasFocus)
    assert form.ui.birthDateLineEdit.text() == "13/45/2018"
    replace_text(qtbot, form.ui.birthDateLineEdit, "3/15/2018")
    assert not form.ui.birthDateErrorLabel.isVisible()
    replace_text(qtbot, form.ui.lastNameLineEdit, " ")
    replace_text(qtbot, form.ui.emailLineEdit, "mateo")
    assert form.ui.emailErrorLabel.text() == "An email address needs an @ sign."
    assert form.save() is False
    assert form.ui.lastNameErrorLabel.text() == "Enter the last name."
    assert form.ui.emailLineEdit.text() == "mateo"
    assert Patient.get_by_id(patient_id).birth_date.day == 14


def test_a_payer_without_a_number_is_not_dropped_silently(
    qtbot: QtBot, add_patient: Callable[..., int], open_form: Open
) -> None:
    form = open_form(add_patient())
    qtbot.mouseClick(form.ui.insuranceRows.findChild(QPushButton), Qt.MouseButton.LeftButton)
    payer = next(one for one in form.findChildren(QLineEdit) if one.accessibleName() == "Payer")
    qtbot.keyClicks(payer, "Aetna")
    assert form.save() is False
    assert form.ui.insuranceErrorLabel.isVisible()
    assert form.ui.insuranceRows.insurance() == (("Aetna", ""),)


@pytest.mark.parametrize(
    ("answer", "leaves", "city"), [("save", True, "Lee"), ("discard", True, ""), ("keep", False, "")]
)
def test_leaving_with_unsaved_edits_asks(
    qtbot: QtBot,
    add_patient: Callable[..., int],
    open_form: Open,
    prompts: RecordingPrompts,
    answer: str,
    leaves: bool,
    city: str,
) -> None:
    patient_id = add_patient()
    form = open_form(patient_id)
    replace_text(qtbot, form.ui.cityLineEdit, "Lee")
    prompts.answer(answer)
    assert form.ask_to_leave() is leaves
    assert Patient.get_by_id(patient_id).city == city
    assert form.has_unsaved_edits() is not leaves


def test_cancel_shows_what_is_stored(qtbot: QtBot, add_patient: Callable[..., int], open_form: Open) -> None:
    form = open_form(add_patient())
    replace_text(qtbot, form.ui.cityLineEdit, "Lee")
    with qtbot.waitSignal(form.cancelled):
        qtbot.mouseClick(form.ui.cancelButton, Qt.MouseButton.LeftButton)
    assert form.ui.cityLineEdit.text() == ""


def test_anothers_save_is_shown_while_nothing_is_typed(
    records: Records, manager: StaffMember, add_patient: Callable[..., int], open_form: Open
) -> None:
    patient_id = add_patient()
    form = open_form(patient_id)
    by_another(records, manager, patient_id, city="Lee")
    form.show_chart(load_chart(records, patient_id))
    assert form.ui.cityLineEdit.text() == "Lee"


@pytest.mark.parametrize(
    ("answer", "stored", "shown"),
    [
        ("mine", ("Mine", "Lee", "Teo"), "Mine"),
        ("theirs", ("Theirs", "Lee", ""), "Theirs"),
        ("keep", ("Theirs", "Lee", ""), "Mine"),
    ],
)
def test_a_conflict_is_explained_and_chosen(
    qtbot: QtBot,
    records: Records,
    manager: StaffMember,
    prompts: RecordingPrompts,
    add_patient: Callable[..., int],
    open_form: Open,
    answer: str,
    stored: tuple[str, str, str],
    shown: str,
) -> None:
    patient_id = add_patient(cell_phone="4135552671")
    form = open_form(patient_id)
    replace_text(qtbot, form.ui.addressLineLineEdit, "Mine")
    replace_text(qtbot, form.ui.nicknameLineEdit, "Teo")
    by_another(records, manager, patient_id, address_line="Theirs", city="Lee")
    form.show_chart(load_chart(records, patient_id))
    assert "Mira Chen saved this chart meanwhile" in form.ui.formMessageBar.text
    prompts.answer(answer)
    form.save()
    asked = prompts.shown[-1]
    assert asked.title == "Mira Chen saved this chart meanwhile"
    assert "Address: Theirs   (you typed: Mine)" in asked.text
    assert "City: Lee\n" in asked.text + "\n"
    assert "phone" not in asked.text.lower()
    row = Patient.get_by_id(patient_id)
    assert (row.address_line, row.city, row.nickname) == stored
    assert form.ui.addressLineLineEdit.text() == shown


def test_a_busy_database_loses_nothing_and_can_be_tried_again(
    qtbot: QtBot, records: Records, add_patient: Callable[..., int], open_form: Open
) -> None:
    patient_id = add_patient()
    form = open_form(patient_id)
    replace_text(qtbot, form.ui.cityLineEdit, "Lee")
    hurry(records)
    locked, done = threading.Event(), threading.Event()

    def hold_the_lock() -> None:
        with records.connection(), records.transaction():
            locked.set()
            done.wait(20)

    other = threading.Thread(target=hold_the_lock)
    other.start()
    locked.wait(20)
    assert form.save() is False
    done.set()
    other.join()
    assert "Nothing was saved yet" in form.ui.formMessageBar.text
    assert form.ui.cityLineEdit.text() == "Lee"
    with qtbot.waitSignal(form.saved):
        qtbot.mouseClick(form.ui.formMessageBar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert Patient.get_by_id(patient_id).city == "Lee"


def test_tab_goes_in_visual_order(qtbot: QtBot, open_form: Open) -> None:
    form = open_form(None)
    form.ui.firstNameLineEdit.setFocus()
    order = []
    for _ in range(8):
        focused = form.focusWidget()
        order.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order == [
        "firstNameLineEdit", "middleNameLineEdit", "lastNameLineEdit", "nicknameLineEdit",
        "birthDateLineEdit", "sexComboBox", "languageComboBox", "chartNumberLineEdit",
    ]  # fmt: skip


def test_keeps_the_rules_of_accessibility(add_patient: Callable[..., int], open_form: Open) -> None:
    form = open_form(add_patient(insurance=(("Blue", "W1"), ("Aetna", "A2"))))
    assert_accessible(form)
