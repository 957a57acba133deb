# SPDX-License-Identifier: GPL-3.0-or-later
"""Siblings in one go, by keyboard alone, from the calm offer after a Save to what the list says at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.family_contacts import FamilyContacts
from opportal_desktop.desktop.siblings_dialog import SavedSiblings, SiblingsDialog
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.models import AuditEntry, FamilyContact, Message
from opportal_desktop.records.records import Records
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.terms import Authority, RoleReason, StaffMember
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_family, link_contact, work_off
from tests.desktop.typing_keys import choose


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    """Luis is in Mateo's chart only; Lucía shares Ana with him, Zoë too."""
    made = add_family(records, front_desk)
    link_contact(records, front_desk, made.zoe, made.ana, RoleReason.STEPMOTHER)
    work_off(records)
    return made


def open_dialog(
    qtbot: QtBot,
    records: Records,
    staff: StaffMember,
    patient: int,
    contact: int,
    prompts: RecordingPrompts | None = None,
) -> SiblingsDialog:
    dialog = SiblingsDialog(
        records, prompts or RecordingPrompts(), staff, load_contact_draft(records, patient, contact)
    )
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def test_nothing_is_chosen_before_the_desk_chooses_it(
    qtbot: QtBot, records: Records, front_desk: StaffMember, family: Family
) -> None:
    dialog = open_dialog(qtbot, records, front_desk, family.mateo, family.luis)
    assert [row.link.name for row in dialog.rows] == ["Zoë Okafor", "Lucía García López"]
    assert not any(row.check.isChecked() or row.role.isEnabled() for row in dialog.rows)
    assert dialog.ui.forecastBar.text == "Nothing is chosen yet."
    assert not dialog.ui.saveButton.isEnabled()
    assert_accessible(dialog)


def test_by_keyboard_alone_each_may_differ_and_one_mail_goes_out(
    qtbot: QtBot, records: Records, front_desk: StaffMember, family: Family
) -> None:
    dialog = open_dialog(qtbot, records, front_desk, family.mateo, family.luis)
    zoe, lucia = dialog.rows
    mails = Message.select().count()
    assert zoe.check.hasFocus()
    qtbot.keyClick(zoe.check, Qt.Key.Key_Space)
    # What holds in Mateo's chart is offered, to be seen and changed.
    assert (zoe.role.currentText(), zoe.authority.currentText()) == ("Father", "None")
    qtbot.keyClick(zoe.check, Qt.Key.Key_Tab)
    assert zoe.role.hasFocus()
    choose(qtbot, zoe.role, "Stepfather")
    qtbot.keyClick(zoe.role, Qt.Key.Key_Tab)
    assert zoe.authority.hasFocus()
    choose(qtbot, zoe.authority, "Joint")
    qtbot.keyClick(zoe.authority, Qt.Key.Key_Tab)
    qtbot.keyClick(zoe.resides, Qt.Key.Key_Tab)
    assert lucia.check.hasFocus()
    qtbot.keyClick(lucia.check, Qt.Key.Key_Space)
    choose(qtbot, lucia.authority, "Joint")
    qtbot.waitUntil(lambda: dialog.ui.forecastBar.text == "Saving will send one Welcome Email to luis@example.com.")
    assert (zoe.effect.text(), lucia.effect.text()) == ("Portal access begins.", "Portal access begins.")
    with qtbot.waitSignal(dialog.saved) as saved:
        qtbot.keyClick(lucia.authority, Qt.Key.Key_Return)
    assert isinstance(saved.args[0], SavedSiblings)
    assert saved.args[0].charts == 2
    assert Message.select().count() == mails + 1
    assert load_contact_draft(records, family.zoe, family.luis).role_reason is RoleReason.STEPFATHER
    assert load_contact_draft(records, family.lucia, family.luis).authority is Authority.JOINT
    assert dialog.isHidden()


def test_who_has_the_contact_already_can_be_changed_but_not_taken_off(
    qtbot: QtBot, records: Records, front_desk: StaffMember, family: Family, prompts: RecordingPrompts
) -> None:
    dialog = open_dialog(qtbot, records, front_desk, family.mateo, family.ana, prompts)
    zoe, lucia = dialog.rows
    assert zoe.check.isChecked()
    assert not zoe.check.isEnabled()
    assert not dialog.choices
    choose(qtbot, lucia.authority, "None")
    assert [choice.patient_id for choice in dialog.choices] == [family.lucia]
    qtbot.waitUntil(lambda: lucia.effect.text() == "Portal access ends: Authority is None.")
    prompts.answer("keep", ("save", "Court order seen"))
    qtbot.mouseClick(dialog.ui.saveButton, Qt.MouseButton.LeftButton)
    assert "Ana García López loses access to Lucía García López: Authority is None." in prompts.shown[-1].text
    assert load_contact_draft(records, family.lucia, family.ana).authority is Authority.JOINT
    qtbot.mouseClick(dialog.ui.saveButton, Qt.MouseButton.LeftButton)
    assert load_contact_draft(records, family.lucia, family.ana).authority is Authority.NONE
    assert load_contact_draft(records, family.zoe, family.ana).authority is Authority.JOINT


def test_a_custody_conflict_asks_for_the_reason(
    qtbot: QtBot, records: Records, front_desk: StaffMember, family: Family
) -> None:
    dialog = open_dialog(qtbot, records, front_desk, family.mateo, family.luis)
    assert dialog.ui.reasonField.isHidden()
    qtbot.keyClick(dialog.rows[1].check, Qt.Key.Key_Space)
    choose(qtbot, dialog.rows[1].authority, "Exclusive")
    qtbot.waitUntil(dialog.ui.reasonField.isVisible)
    assert "Lucía García López: Ana García López (Joint) has authority" in dialog.ui.conflictsLabel.text()
    qtbot.mouseClick(dialog.ui.saveButton, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.ui.reasonLineEdit.hasFocus()
    assert dialog.ui.reasonErrorLabel.isVisible()
    qtbot.keyClicks(dialog.ui.reasonLineEdit, "Court order seen")
    qtbot.mouseClick(dialog.ui.saveButton, Qt.MouseButton.LeftButton)
    assert dialog.isHidden()
    assert AuditEntry.select().where(AuditEntry.reason == "Court order seen").exists()


def test_self_is_nothing_that_anybody_is_to_a_brother(
    qtbot: QtBot, records: Records, front_desk: StaffMember, family: Family
) -> None:
    draft = load_contact_draft(records, family.mateo, family.luis)
    dialog = SiblingsDialog(records, RecordingPrompts(), front_desk, replace(draft, role_reason=RoleReason.SELF))
    qtbot.addWidget(dialog)
    row = dialog.rows[0]
    row.check.setChecked(True)
    assert row.role.findText("Self") == -1
    assert row.role.currentIndex() == -1
    assert not dialog.choices
    row.role.setCurrentIndex(row.role.findText("Other Relative"))
    assert [choice.role_reason for choice in dialog.choices] == [RoleReason.OTHER_RELATIVE]


def test_somebody_elses_change_is_shown_and_nothing_is_saved(
    qtbot: QtBot, records: Records, front_desk: StaffMember, family: Family
) -> None:
    dialog = open_dialog(qtbot, records, front_desk, family.mateo, family.luis)
    for row in dialog.rows:
        qtbot.keyClick(row.check, Qt.Key.Key_Space)
    link_contact(records, front_desk, family.lucia, family.luis, RoleReason.FATHER)
    qtbot.mouseClick(dialog.ui.saveButton, Qt.MouseButton.LeftButton)
    assert "Nothing was saved" in dialog.ui.messageBar.text
    assert [row.check.isChecked() for row in dialog.rows] == [False, True]
    assert not FamilyContact.select().where(FamilyContact.patient == family.zoe, FamilyContact.contact == family.luis)


# ---------------------------------------------------------------------------------- the offer in the chart


@pytest.fixture
def section(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    front_desk: StaffMember,
    family: Family,
) -> Iterator[FamilyContacts]:
    made = FamilyContacts(
        records,
        signals,
        prompts,
        front_desk,
        make_finder=lambda *_: pytest.fail("not asked for"),
        open_registration=lambda *_: None,
        open_messages=lambda *_: None,
        explain_access=lambda *_: None,
    )
    made.show_patient(family.mateo)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close()


def dialog_of(section: QWidget) -> SiblingsDialog | None:
    return next((child for child in section.findChildren(SiblingsDialog) if child.isVisible()), None)


def test_after_a_save_the_siblings_are_offered_calmly_and_opened_by_key(
    qtbot: QtBot, section: FamilyContacts, records: Records, family: Family
) -> None:
    section.show_contact(family.luis)
    QApplication.processEvents()
    choose(qtbot, section.panel.ui.authorityComboBox, "Joint")
    assert section.panel.save()
    bar = section.ui.listMessageBar
    qtbot.waitUntil(bar.isVisible)
    assert bar.text == (
        "This contact is not in the chart of Zoë Okafor and Lucía García López, brother or sister of this patient."
    )
    assert QApplication.activeModalWidget() is None
    qtbot.keyClick(section.panel, Qt.Key.Key_F7)
    dialog = dialog_of(section)
    assert dialog is not None
    for row in dialog.rows:
        qtbot.keyClick(row.check, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.ui.saveButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.text.startswith("Luis Pérez was saved in 2 more charts."))
    assert "luis@example.com" in bar.text
    assert load_contact_draft(records, family.zoe, family.luis).authority is Authority.JOINT


def test_nothing_is_offered_where_all_are_the_same(qtbot: QtBot, section: FamilyContacts, family: Family) -> None:
    section.show_contact(family.luis)
    QApplication.processEvents()
    choose(qtbot, section.panel.ui.authorityComboBox, "Joint")
    assert section.panel.save()
    bar = section.ui.listMessageBar
    qtbot.waitUntil(bar.isVisible)
    offer = bar.findChild(QPushButton, "messageActionButton")
    assert isinstance(offer, QPushButton)
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    dialog = dialog_of(section)
    assert dialog is not None
    for row in dialog.rows:
        qtbot.keyClick(row.check, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.ui.saveButton, Qt.MouseButton.LeftButton)
    choose(qtbot, section.panel.ui.residesWithComboBox, "Yes")
    assert section.panel.save()
    QApplication.processEvents()
    QApplication.processEvents()
    assert "not in the chart" not in bar.text
