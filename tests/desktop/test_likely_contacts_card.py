# SPDX-License-Identifier: GPL-3.0-or-later
"""Who a new contact may be already, beside the form in which it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.contact_information import ContactInformation
from opportal_desktop.desktop.likely_contacts_card import LikelyContactsCard
from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.records.models import Contact
from opportal_desktop.records.records import Records
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft
from opportal_desktop.terms import Authority, StaffMember
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_family
from tests.desktop.typing_keys import choose, type_over

Open = Callable[[int], ContactInformation]


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


@pytest.fixture
def open_new(qtbot: QtBot, records: Records, prompts: RecordingPrompts, front_desk: StaffMember) -> Iterator[Open]:
    opened: list[ContactInformation] = []

    def open_one(patient_id: int) -> ContactInformation:
        panel = ContactInformation(records, prompts, front_desk)
        qtbot.addWidget(panel)
        panel.show_patient(patient_id)
        panel.resize(1300, 900)
        panel.show()
        with qtbot.waitActive(panel):
            panel.activateWindow()
        panel.show_new(ContactDraft(patient_id=patient_id))
        opened.append(panel)
        return panel

    yield open_one
    for panel in opened:
        panel.close()


def words(card: LikelyContactsCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def bar(panel: ContactInformation) -> MessageBar:
    return panel.ui.formMessageBar


def type_ana(qtbot: QtBot, panel: ContactInformation) -> None:
    type_over(qtbot, panel.ui.firstNameLineEdit, "Anita")
    type_over(qtbot, panel.ui.lastNameLineEdit, "Garcia Lopez")
    type_over(qtbot, panel.ui.cellPhoneLineEdit, "413 555 0123")
    qtbot.waitUntil(panel.ui.likelyContactsCard.isVisible)


def test_shows_who_it_may_be_and_why_and_one_key_takes_them(
    qtbot: QtBot, records: Records, open_new: Open, family: Family
) -> None:
    panel = open_new(family.zoe)
    assert panel.ui.likelyContactsCard.isHidden()
    choose(qtbot, panel.ui.roleReasonComboBox, "Caregiver")
    choose(qtbot, panel.ui.authorityComboBox, "Joint")
    type_over(qtbot, panel.ui.homePhoneLineEdit, "413 555 0199")
    type_over(qtbot, panel.ui.homeEmailLineEdit, "anita@example.com")
    type_ana(qtbot, panel)
    qtbot.waitUntil(lambda: "Probably in the records already" in words(panel.ui.likelyContactsCard))
    shown = words(panel.ui.likelyContactsCard)
    assert shown[1:] == [
        "Ana García López",
        "Same Cell Phone, nickname (Ana, Anita), same last name",
        "In the charts of Mateo García López, Lucía García López",
    ]
    assert_accessible(panel)
    qtbot.keyClick(panel.ui.cellPhoneLineEdit, Qt.Key.Key_F4)

    assert panel.contact_id == family.ana
    assert panel.ui.likelyContactsCard.isHidden()
    assert panel.ui.badgeLabel.text() == "Existing contact"
    # What was said about this chart stays; what was typed about the person replaces nothing.
    assert panel.ui.roleReasonComboBox.currentText() == "Caregiver"
    assert panel.ui.homeEmailLineEdit.text() == "ana@example.com"
    assert panel.ui.homePhoneLineEdit.text() == "(413) 555-0199"
    assert "Added from what you typed: Home phone." in bar(panel).text
    assert "not taken: First name, Home Email" in bar(panel).text
    before = Contact.select().count()
    assert panel.save()
    assert Contact.select().count() == before
    assert load_contact_draft(records, family.zoe, family.ana).authority is Authority.JOINT


def test_somebody_else_after_all_and_nothing_typed_is_lost(qtbot: QtBot, open_new: Open, family: Family) -> None:
    panel = open_new(family.zoe)
    type_ana(qtbot, panel)
    button = next(b for b in panel.ui.likelyContactsCard.findChildren(QPushButton) if b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.contact_id == family.ana
    back = bar(panel).findChild(QPushButton, "messageActionButton")
    assert isinstance(back, QPushButton)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert panel.contact_id is None
    assert panel.ui.firstNameLineEdit.text() == "Anita"
    assert panel.ui.cellPhoneLineEdit.text() == "(413) 555-0123"
    assert panel.has_unsaved_edits()


def test_it_never_blocks_a_new_contact(qtbot: QtBot, records: Records, open_new: Open, family: Family) -> None:
    panel = open_new(family.zoe)
    type_ana(qtbot, panel)
    choose(qtbot, panel.ui.roleReasonComboBox, "Caregiver")
    before = Contact.select().count()
    assert panel.save()
    assert Contact.select().count() == before + 1
    assert panel.contact_id != family.ana
    qtbot.waitUntil(panel.ui.likelyContactsCard.isHidden)


def test_who_is_in_this_chart_already_is_gone_to(qtbot: QtBot, open_new: Open, family: Family) -> None:
    panel = open_new(family.mateo)
    type_ana(qtbot, panel)
    assert "Already in this chart" in words(panel.ui.likelyContactsCard)
    qtbot.keyClick(panel.ui.cellPhoneLineEdit, Qt.Key.Key_F4)
    assert panel.contact_id == family.ana
    assert panel.in_chart


def test_a_stored_contact_is_asked_nothing(qtbot: QtBot, open_new: Open, family: Family) -> None:
    panel = open_new(family.mateo)
    panel.show_contact(family.ana)
    qtbot.waitUntil(lambda: bool(panel.ui.portalConditions.summary))
    assert panel.ui.likelyContactsCard.isHidden()
    qtbot.keyClick(panel.ui.firstNameLineEdit, Qt.Key.Key_F4)
    assert panel.contact_id == family.ana


def test_in_a_low_window_save_stays_in_sight(qtbot: QtBot, records: Records, open_new: Open, family: Family) -> None:
    panel = open_new(family.mateo)
    type_ana(qtbot, panel)
    low = 250
    panel.resize(1000, low)
    qtbot.waitUntil(lambda: panel.height() == low)
    save = panel.ui.saveButton
    assert panel.rect().contains(save.rect().translated(save.mapTo(panel, save.rect().topLeft())))
