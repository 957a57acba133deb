# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import contact_information
from opportal_desktop.desktop.conflict_notes import ConflictNotes
from opportal_desktop.desktop.contact_information import ContactInformation
from opportal_desktop.desktop.edit_conflict import EditConflictDialog
from opportal_desktop.records.cipher import CipherDatabase
from opportal_desktop.records.models import AuditEntry, Contact, Message, SetupLink, Staff
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.registration import family_contacts
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, Language, LoginMode, MessageState, RoleReason, StaffMember, StaffRole
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_contact, add_family, add_patient, set_up_practice
from tests.desktop.typing_keys import choose, type_over

Open = Callable[..., ContactInformation]


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


@pytest.fixture
def open_panel(qtbot: QtBot, records: Records, prompts: RecordingPrompts, front_desk: StaffMember) -> Iterator[Open]:
    opened: list[ContactInformation] = []

    def open_one(patient_id: int, contact_id: int | None = None, new: ContactDraft | None = None) -> ContactInformation:
        panel = ContactInformation(records, prompts, front_desk)
        panel.show_patient(patient_id)
        qtbot.addWidget(panel)
        panel.resize(1300, 900)
        panel.show()
        with qtbot.waitActive(panel):
            panel.activateWindow()
        if contact_id is not None:
            panel.show_contact(contact_id)
        else:
            panel.show_new(new or ContactDraft(patient_id=patient_id))
        opened.append(panel)
        # The forecast comes one turn of the event loop later.
        QApplication.processEvents()
        return panel

    yield open_one
    # Before the records: nothing may read them later.
    for panel in opened:
        panel.close()


def forecast_is(qtbot: QtBot, panel: ContactInformation, words: str) -> None:
    qtbot.waitUntil(lambda: words in panel.ui.portalConditions.summary)


def condition(panel: ContactInformation, number: str) -> tuple[str, bool]:
    """A condition's statement, and whether its button is offered."""
    button = panel.findChild(QPushButton, f"condition{number}Button")
    label = panel.findChild(QWidget, f"condition{number}Label")
    return label.text().replace("\u200b", ""), button.isVisible()  # type: ignore[attr-defined]


def action_of(notes: ConflictNotes) -> QPushButton:
    return next(button for button in notes.findChildren(QPushButton) if button.isVisible())


def answer_conflict(qtbot: QtBot, *object_names: str) -> list[str]:
    """Click these in the conflict dialog as soon as it is open; returns (later) what it said."""
    said: list[str] = []

    def click() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EditConflictDialog)
        said.append(dialog.ui.titleLabel.text())
        said.extend(label.text() for label in dialog.ui.differencesCard.findChildren(QWidget) if hasattr(label, "text"))
        assert_accessible(dialog)
        for name in object_names:
            qtbot.mouseClick(
                dialog.findChild(QPushButton, name) or dialog.findChild(QWidget, name), Qt.MouseButton.LeftButton
            )  # type: ignore[arg-type]

    QTimer.singleShot(0, click)
    return said


# ---------------------------------------------------------------------------------- leaving a field


def test_phones_emails_and_dates_are_tidied_as_the_field_is_left(
    qtbot: QtBot, open_panel: Open, family: Family
) -> None:
    panel = open_panel(family.mateo)
    type_over(qtbot, panel.ui.cellPhoneLineEdit, "413.555.0177")
    type_over(qtbot, panel.ui.homeEmailLineEdit, "  Ana.Torres@EXAMPLE.com ")
    type_over(qtbot, panel.ui.birthDateLineEdit, "3-5-88")
    assert panel.ui.cellPhoneLineEdit.text() == "(413) 555-0177"
    assert panel.ui.homeEmailLineEdit.text() == "Ana.Torres@example.com"
    assert panel.ui.birthDateLineEdit.text() == "03/05/1988"


def test_what_is_not_valid_is_kept_and_said_under_its_field(qtbot: QtBot, open_panel: Open, family: Family) -> None:
    panel = open_panel(family.mateo)
    type_over(qtbot, panel.ui.homeEmailLineEdit, "ana.torres")
    type_over(qtbot, panel.ui.cellPhoneLineEdit, "413555")
    type_over(qtbot, panel.ui.birthDateLineEdit, "31/31/1988")
    assert panel.ui.homeEmailLineEdit.text() == "ana.torres"
    assert "@" in panel.ui.homeEmailErrorLabel.text()
    assert panel.ui.homeEmailLineEdit.accessibleDescription() == panel.ui.homeEmailErrorLabel.text()
    assert "too short" in panel.ui.cellPhoneErrorLabel.text()
    assert panel.ui.birthDateLineEdit.text() == "31/31/1988"
    assert "MM/DD/YYYY" in panel.ui.birthDateErrorLabel.text()
    assert panel.ui.birthDateErrorLabel.isVisible()

    type_over(qtbot, panel.ui.homeEmailLineEdit, "ana.torres@example.com", leave=False)
    qtbot.waitUntil(panel.ui.homeEmailErrorLabel.isHidden)


def test_the_wheel_scrolls_and_changes_no_choice(qtbot: QtBot, open_panel: Open, family: Family) -> None:
    panel = open_panel(family.mateo, family.ana)
    box = panel.ui.authorityComboBox
    box.setFocus()
    middle = QPointF(box.rect().center())
    wheel = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "Joint"
    assert not panel.has_unsaved_edits()


def test_address_is_copied_from_the_patient(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, front_desk: StaffMember
) -> None:
    draft = load_chart(records, family.mateo).draft
    save_patient(
        records,
        replace(draft, address_line="12 Elm St", city="Northampton", state="MA", postal_code="01060"),
        front_desk,
    )
    panel = open_panel(family.mateo, family.ana)
    qtbot.mouseClick(panel.ui.sameAddressButton, Qt.MouseButton.LeftButton)
    assert panel.ui.cityLineEdit.text() == "Northampton"
    assert panel.save()
    stored = load_contact_draft(records, family.mateo, family.ana)
    assert (stored.address_line, stored.postal_code) == ("12 Elm St", "01060")
    assert stored.home_email == "ana@example.com"


def test_declined_and_consent_are_asked_for_where_they_belong(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, front_desk: StaffMember
) -> None:
    panel = open_panel(family.mateo, family.ana)
    assert panel.ui.consentFields.isHidden()
    assert panel.ui.declinedOnField.isHidden()
    qtbot.mouseClick(panel.ui.declinedCheckBox, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert panel.ui.declinedOnLineEdit.text() == "11/23/2026"
    forecast_is(qtbot, panel, "end this contact’s access")
    assert condition(panel, "A9") == ("Declined on 11/23/2026", True)
    type_over(qtbot, panel.ui.declinedOnLineEdit, "")
    assert not panel.save()
    assert "clear the tick" in panel.ui.declinedOnErrorLabel.text()

    adult = add_patient(records, front_desk, "Sam", "Oldham", dt.date(2008, 1, 2))
    mother = add_contact(
        records, front_desk, adult, "Ruth", "Oldham", authority=Authority.JOINT, home_email="ruth@example.com"
    )
    panel = open_panel(adult, mother)
    assert panel.ui.consentFields.isVisible()
    assert condition(panel, "A8") == ("Of age since 01/02/2026", True)
    button = panel.findChild(QPushButton, "conditionA8Button")
    assert button.text() == "Go to Consent to proxy access"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.ui.proxyConsentOnLineEdit.hasFocus()
    type_over(qtbot, panel.ui.proxyConsentOnLineEdit, "11/1/2026")
    type_over(qtbot, panel.ui.proxyConsentUntilLineEdit, "6/30/27")
    assert panel.ui.proxyConsentUntilLineEdit.text() == "06/30/2027"
    forecast_is(qtbot, panel, "Saving will send a Welcome Email to ruth@example.com")
    assert panel.save()
    assert load_contact_draft(records, adult, mother).proxy_consent_until == dt.date(2027, 6, 30)


# ---------------------------------------------------------------------------------- what Save will do for the portal


def test_says_before_save_what_save_will_do(qtbot: QtBot, records: Records, open_panel: Open, family: Family) -> None:
    panel = open_panel(family.mateo, family.luis)
    forecast_is(qtbot, panel, "Authority is None")
    assert condition(panel, "A2") == ("Authority is None", True)
    assert condition(panel, "A4") == ("Home Email is luis@example.com", False)
    assert not panel.findChild(QPushButton, "conditionA5Button").isVisible()

    qtbot.mouseClick(panel.findChild(QPushButton, "conditionA2Button"), Qt.MouseButton.LeftButton)
    assert panel.ui.authorityComboBox.hasFocus()
    choose(qtbot, panel.ui.authorityComboBox, "Joint")
    forecast_is(qtbot, panel, "Saving will send a Welcome Email to luis@example.com.")
    assert panel.ui.saveButton.accessibleDescription() == panel.ui.portalConditions.summary
    assert Message.select().where(Message.contact == family.luis).count() == 0

    qtbot.keyClick(panel.ui.authorityComboBox, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(panel.ui.formMessageBar.text))
    assert panel.ui.formMessageBar.text == "Saved. A Welcome Email to luis@example.com is on its way."
    assert Message.select().where(Message.contact == family.luis).count() == 1
    assert not panel.has_unsaved_edits()
    assert not panel.ui.saveButton.isEnabled()


@pytest.mark.parametrize(
    ("number", "field"),
    [
        ("A3", "roleReasonComboBox"),
        ("A4", "homeEmailLineEdit"),
        ("A5", "cellPhoneLineEdit"),
        ("A9", "declinedCheckBox"),
    ],
)
def test_each_reason_leads_to_its_field(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, manager: StaffMember, number: str, field: str
) -> None:
    set_up_practice(records, manager, login_mode=LoginMode.PASSWORDLESS, text_tested_at="2026-11-01T00:00:00+00:00")
    broken = add_contact(
        records, manager, family.mateo, "Eve", "Stone",
        role_reason=RoleReason.SELF, authority=Authority.JOINT, home_email="nobody", declined_on=dt.date(2026, 1, 5),
    )  # fmt: skip
    panel = open_panel(family.mateo, broken)
    button = panel.findChild(QPushButton, f"condition{number}Button")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.findChild(QWidget, field).hasFocus()


def test_what_fails_stands_on_top(qtbot: QtBot, open_panel: Open, family: Family) -> None:
    panel = open_panel(family.mateo, family.luis)

    def statements() -> list[str]:
        labels = panel.ui.portalConditions.findChildren(QLabel)
        rows = [label for label in labels if label.objectName().startswith("condition") and label.isVisible()]
        return [label.text() for label in sorted(rows, key=lambda label: label.mapTo(panel, QPoint(0, 0)).y())]

    qtbot.waitUntil(lambda: statements()[:2] == ["Authority is None", "Active in this chart"])
    choose(qtbot, panel.ui.authorityComboBox, "Joint")
    qtbot.waitUntil(lambda: statements()[:2] == ["Active in this chart", "Authority is Joint"])


def test_reasons_outside_the_panel_are_handed_on(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, front_desk: StaffMember
) -> None:
    save_patient(records, replace(load_chart(records, family.mateo).draft, active=False), front_desk, reason="moved")
    family_contacts.inactivate(records, family.mateo, family.ana, front_desk, reason="test")
    panel = open_panel(family.mateo, family.ana)
    for number, signal in (("A1", panel.reactivation_wanted), ("A7", panel.basic_information_wanted)):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(panel.findChild(QPushButton, f"condition{number}Button"), Qt.MouseButton.LeftButton)


def test_leaving_self_keeps_that_they_are_the_patient(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family
) -> None:
    panel = open_panel(family.mateo, family.luis)
    choose(qtbot, panel.ui.roleReasonComboBox, "Self")
    assert panel.ui.ownPatientCheckBox.isChecked()
    assert not panel.ui.ownPatientCheckBox.isEnabled()
    choose(qtbot, panel.ui.roleReasonComboBox, "Other Relative")
    assert panel.ui.ownPatientCheckBox.isEnabled()
    assert panel.save()
    assert load_contact_draft(records, family.mateo, family.luis).own_patient_id == family.mateo


# ---------------------------------------------------------------------------------- conflicts beside fields


def test_a_custody_conflict_needs_a_reason_that_goes_to_the_audit_trail(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family
) -> None:
    panel = open_panel(family.mateo, family.luis)
    assert panel.ui.custodyReasonField.isHidden()
    choose(qtbot, panel.ui.authorityComboBox, "Exclusive")
    # At once, before any forecast: the use case refuses.
    assert not panel.save()
    assert panel.ui.custodyReasonLineEdit.hasFocus()
    assert panel.ui.authorityConflicts.statements
    assert panel.ui.custodyReasonErrorLabel.isVisible()
    type_over(qtbot, panel.ui.custodyReasonLineEdit, "Court order of 10/02/2026 seen")
    qtbot.waitUntil(panel.ui.custodyReasonErrorLabel.isHidden)
    assert panel.save()
    assert AuditEntry.select().where(AuditEntry.reason == "Court order of 10/02/2026 seen").exists()
    assert panel.ui.custodyReasonField.isHidden()


def test_asks_whether_a_contact_is_the_patient(
    qtbot: QtBot, records: Records, open_panel: Open, front_desk: StaffMember
) -> None:
    adult = add_patient(records, front_desk, "Sam", "Oldham", dt.date(2004, 1, 2))
    panel = open_panel(adult)
    type_over(qtbot, panel.ui.firstNameLineEdit, "Sam")
    type_over(qtbot, panel.ui.lastNameLineEdit, "Oldham")
    type_over(qtbot, panel.ui.birthDateLineEdit, "01/02/2004")
    qtbot.waitUntil(panel.ui.ownPatientConflicts.isVisible)
    qtbot.mouseClick(action_of(panel.ui.ownPatientConflicts), Qt.MouseButton.LeftButton)
    assert panel.ui.ownPatientCheckBox.isChecked()
    qtbot.waitUntil(panel.ui.ownPatientConflicts.isHidden)


# ---------------------------------------------------------------------------------- saving


def test_a_new_contact_is_saved_whole(qtbot: QtBot, records: Records, open_panel: Open, family: Family) -> None:
    panel = open_panel(family.zoe, new=ContactDraft(family.zoe, last_name="Okafor", language=Language.SPANISH))
    assert panel.ui.firstNameLineEdit.hasFocus()
    assert panel.ui.badgeLabel.text() == "New contact"
    assert not panel.has_unsaved_edits()
    type_over(qtbot, panel.ui.firstNameLineEdit, "Chidí")
    assert panel.ui.nameLabel.text() == "Chidí Okafor"
    type_over(qtbot, panel.ui.middleNameLineEdit, "Né")
    type_over(qtbot, panel.ui.nicknameLineEdit, "Chi")
    choose(qtbot, panel.ui.roleReasonComboBox, "Father")
    choose(qtbot, panel.ui.residesWithComboBox, "Part of the time")
    choose(qtbot, panel.ui.preferredContactComboBox, "Text to Cell Phone")
    qtbot.mouseClick(panel.ui.emergencyCheckBox, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    for field, text in (
        (panel.ui.homePhoneLineEdit, "4135550133"), (panel.ui.workPhoneLineEdit, "4135550144 ext 12"),
        (panel.ui.addressLineLineEdit, "1 Main"), (panel.ui.addressLine2LineEdit, "Apt 3"),
        (panel.ui.cityLineEdit, "Amherst"), (panel.ui.stateLineEdit, "MA"), (panel.ui.postalCodeLineEdit, "01002"),
    ):  # fmt: skip
        type_over(qtbot, field, text)
    type_over(qtbot, panel.ui.notesPlainTextEdit, "Call after five", leave=False)
    with qtbot.waitSignal(panel.saved):
        qtbot.mouseClick(panel.ui.saveButton, Qt.MouseButton.LeftButton)
    assert panel.contact_id is not None
    stored = load_contact_draft(records, family.zoe, panel.contact_id)
    expected = ContactDraft(
        family.zoe, panel.contact_id, 1, 1, "Chidí", "Né", "Okafor", "Chi", None, Language.SPANISH,
        home_phone="+14135550133", work_phone="+14135550144;ext=12", address_line="1 Main", address_line2="Apt 3",
        city="Amherst", state="MA", postal_code="01002", notes="Call after five", emergency=True,
        role_reason=RoleReason.FATHER, resides_with=stored.resides_with, preferred_contact=stored.preferred_contact,
    )  # fmt: skip
    assert stored == expected
    assert (stored.resides_with.label, stored.preferred_contact.label) == ("Part of the time", "Text to Cell Phone")
    assert panel.ui.formMessageBar.text == "Saved."
    type_over(qtbot, panel.ui.cityLineEdit, "Hadley")
    assert panel.ui.formMessageBar.isHidden()


def test_what_cannot_be_stored_is_said_beside_its_field_and_nothing_is_lost(
    qtbot: QtBot, open_panel: Open, family: Family
) -> None:
    panel = open_panel(family.zoe)
    type_over(qtbot, panel.ui.homeEmailLineEdit, "not an address")
    type_over(qtbot, panel.ui.birthDateLineEdit, "13/13/2013")
    assert not panel.save()
    assert panel.ui.firstNameLineEdit.hasFocus()
    assert panel.ui.firstNameErrorLabel.text() == "Enter a first or last name."
    assert panel.ui.roleReasonErrorLabel.isVisible()
    assert panel.ui.birthDateErrorLabel.isVisible()
    assert panel.ui.homeEmailErrorLabel.isVisible()
    assert panel.ui.birthDateLineEdit.text() == "13/13/2013"
    type_over(qtbot, panel.ui.firstNameLineEdit, "Ada", leave=False)
    qtbot.waitUntil(panel.ui.firstNameErrorLabel.isHidden)
    type_over(qtbot, panel.ui.birthDateLineEdit, "")
    choose(qtbot, panel.ui.roleReasonComboBox, "School")
    # An address that is not valid keeps no record from being saved.
    assert panel.save()


def test_a_contact_whose_stored_values_are_long_or_odd_is_not_changed_by_looking_at_it(
    records: Records, open_panel: Open, family: Family, front_desk: StaffMember
) -> None:
    draft = load_contact_draft(records, family.mateo, family.luis)
    odd = replace(draft, notes="two\n\nlines", city="x" * 300, cell_phone="call the school", home_email="luis at home")
    save_contact(records, odd, front_desk, base=draft)
    panel = open_panel(family.mateo, family.luis)
    assert not panel.has_unsaved_edits()
    assert panel.ui.cellPhoneErrorLabel.isVisible()
    panel.ui.nicknameLineEdit.setText("Lu")
    assert panel.save()
    stored = load_contact_draft(records, family.mateo, family.luis)
    before = replace(odd, nickname="Lu", contact_revision=stored.contact_revision, link_revision=stored.link_revision)
    assert stored == before


@pytest.fixture
def hasty_records(tmp_path: Path, clock: Clock) -> Iterator[tuple[Records, CipherDatabase]]:
    """Records that wait only 10 ms for others, and a second program's connection to the same file."""
    key, path = secrets.token_bytes(32), tmp_path / "shared.opportal"
    records = create_records(path, key, clock=clock, busy_timeout_ms=10)
    other = CipherDatabase(path, key, busy_timeout_ms=10)
    other.connect()
    yield records, other
    other.close()
    records.close()


def hasty_panel(qtbot: QtBot, records: Records, clock: Clock, prompts: RecordingPrompts) -> ContactInformation:
    row = Staff.create(login="rosa", name="Rosa Delgado", role=StaffRole.FRONT_DESK, added_at=clock())
    rosa = StaffMember(row.id, row.name, row.role)
    family = add_family(records, rosa)
    panel = ContactInformation(records, prompts, rosa)
    panel.show_patient(family.mateo)
    qtbot.addWidget(panel)
    panel.show_contact(family.luis)
    panel.show()
    return panel


def test_waits_while_another_program_saves(
    qtbot: QtBot,
    hasty_records: tuple[Records, CipherDatabase],
    clock: Clock,
    prompts: RecordingPrompts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contact_information, "LONG_MS", 300)
    records, other = hasty_records
    panel = hasty_panel(qtbot, records, clock, prompts)
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho")
    other.execute_sql("BEGIN IMMEDIATE")
    assert not panel.save()
    assert panel.ui.formMessageBar.text == "Another program is saving; trying again…"
    assert panel.ui.nicknameLineEdit.text() == "Lucho"
    # An import may take seconds: it is told, and what is typed meanwhile is saved too.
    qtbot.waitUntil(lambda: "such as an import of patients" in panel.ui.formMessageBar.text)
    type_over(qtbot, panel.ui.middleNameLineEdit, "Angel")
    with qtbot.waitSignal(panel.saved):
        other.execute_sql("COMMIT")
    assert Contact.get(Contact.nickname == "Lucho").middle_name == "Angel"
    assert Contact.get(Contact.nickname == "Lucho").first_name == "Luis"
    panel.close()


def test_gives_up_waiting_in_words_and_can_be_told_to_try_again(
    qtbot: QtBot,
    hasty_records: tuple[Records, CipherDatabase],
    clock: Clock,
    prompts: RecordingPrompts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contact_information, "GIVE_UP_MS", 200)
    records, other = hasty_records
    panel = hasty_panel(qtbot, records, clock, prompts)
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho")
    other.execute_sql("BEGIN IMMEDIATE")
    assert not panel.save()
    qtbot.waitUntil(lambda: "Nothing was saved yet" in panel.ui.formMessageBar.text)
    other.execute_sql("COMMIT")
    assert panel.ui.nicknameLineEdit.text() == "Lucho"
    with qtbot.waitSignal(panel.saved):
        button = panel.ui.formMessageBar.findChild(QPushButton, "messageActionButton")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.close()


@pytest.mark.file_only
def test_a_full_disk_is_said_in_words_and_nothing_is_lost(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, caplog: pytest.LogCaptureFixture
) -> None:
    panel = open_panel(family.mateo, family.luis)
    notes = "What the grandmother said. " * 4000
    panel.ui.notesPlainTextEdit.setPlainText(notes)
    (pages,) = records.db.execute_sql("PRAGMA page_count").fetchone()
    records.db.execute_sql(f"PRAGMA max_page_count = {pages}")
    assert not panel.save()
    assert "disk may be full" in panel.ui.formMessageBar.text
    assert panel.ui.notesPlainTextEdit.toPlainText() == notes
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "grandmother" not in caplog.text
    caplog.clear()
    records.db.execute_sql("PRAGMA max_page_count = 1000000")
    button = panel.ui.formMessageBar.findChild(QPushButton, "messageActionButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.ui.formMessageBar.text == "Saved."


def test_a_contact_removed_meanwhile_is_said_in_words(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, manager: StaffMember
) -> None:
    panel = open_panel(family.mateo, family.luis)
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho")
    family_contacts.remove(records, family.mateo, family.luis, manager, reason="test")
    assert not panel.save()
    assert "taken off this chart" in panel.ui.formMessageBar.text
    assert panel.ui.nicknameLineEdit.text() == "Lucho"


# ---------------------------------------------------------------------------------- two edits of one contact


def by_another(records: Records, manager: StaffMember, family: Family, **changes: object) -> None:
    current = load_contact_draft(records, family.mateo, family.luis)
    save_contact(records, replace(current, **changes), manager, base=current)  # type: ignore[arg-type]


def test_edits_of_different_fields_are_both_kept(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, manager: StaffMember
) -> None:
    panel = open_panel(family.mateo, family.luis)
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho")
    by_another(records, manager, family, city="Holyoke", home_phone="+14135550166")
    said = answer_conflict(qtbot, "acceptButton")
    assert panel.save()
    assert said[0] == "Mira Chen saved this contact while you were editing"
    assert {"Home phone", "(413) 555-0166", "City", "Holyoke"} <= set(said)
    stored = load_contact_draft(records, family.mateo, family.luis)
    assert (stored.nickname, stored.city, stored.home_phone) == ("Lucho", "Holyoke", "+14135550166")


@pytest.mark.parametrize(("choice", "kept"), [("theirs", "his@example.com"), ("yours", "mine@example.com")])
def test_whose_value_stands_is_chosen_field_by_field(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, manager: StaffMember, choice: str, kept: str
) -> None:
    panel = open_panel(family.mateo, family.luis)
    type_over(qtbot, panel.ui.homeEmailLineEdit, "mine@example.com")
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho")
    by_another(records, manager, family, home_email="his@example.com", authority=Authority.JOINT)
    answer_conflict(qtbot, f"home_email_{choice}", "acceptButton")
    assert panel.save()
    stored = load_contact_draft(records, family.mateo, family.luis)
    assert (stored.home_email, stored.nickname, stored.authority) == (kept, "Lucho", Authority.JOINT)


def test_discarding_mine_shows_theirs_and_keeping_on_editing_loses_nothing(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, manager: StaffMember
) -> None:
    panel = open_panel(family.mateo, family.luis)
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho")
    by_another(records, manager, family, nickname="Lu")
    answer_conflict(qtbot, "keepButton")
    assert not panel.save()
    assert panel.ui.nicknameLineEdit.text() == "Lucho"
    answer_conflict(qtbot, "discardButton")
    panel.save()
    assert panel.ui.nicknameLineEdit.text() == "Lu"
    assert not panel.has_unsaved_edits()
    assert load_contact_draft(records, family.mateo, family.luis).nickname == "Lu"


# ---------------------------------------------------------------------------------- leaving


def test_leaving_asks_only_when_something_is_unsaved(
    qtbot: QtBot, records: Records, open_panel: Open, family: Family, prompts: RecordingPrompts
) -> None:
    panel = open_panel(family.mateo, family.luis)
    assert panel.ask_to_leave()
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho")
    prompts.answer("keep")
    assert not panel.ask_to_leave()
    assert panel.ui.nicknameLineEdit.text() == "Lucho"
    assert prompts.shown[-1].labels == ("&Save", "&Discard changes", "&Keep editing")
    prompts.answer("discard")
    assert panel.ask_to_leave()
    assert panel.ui.nicknameLineEdit.text() == ""
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lu")
    prompts.answer("save")
    assert panel.ask_to_leave()
    assert load_contact_draft(records, family.mateo, family.luis).nickname == "Lu"
    type_over(qtbot, panel.ui.birthDateLineEdit, "soon")
    prompts.answer("save")
    assert not panel.ask_to_leave()


def test_escape_cancels_after_asking(qtbot: QtBot, open_panel: Open, family: Family, prompts: RecordingPrompts) -> None:
    panel = open_panel(family.mateo, family.luis)
    qtbot.keyClick(panel.ui.nicknameLineEdit, Qt.Key.Key_Escape)
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho", leave=False)
    prompts.answer("keep", "discard")
    qtbot.keyClick(panel.ui.nicknameLineEdit, Qt.Key.Key_Escape)
    assert panel.ui.nicknameLineEdit.text() == "Lucho"
    qtbot.keyClick(panel.ui.nicknameLineEdit, Qt.Key.Key_Escape)
    assert panel.ui.nicknameLineEdit.text() == ""


def test_the_folder_button_asks_for_what_is_stored(
    qtbot: QtBot, open_panel: Open, family: Family, prompts: RecordingPrompts
) -> None:
    panel = open_panel(family.mateo)
    qtbot.mouseClick(panel.ui.portalRegistrationButton, Qt.MouseButton.LeftButton)
    assert "Save this contact first" in panel.ui.formMessageBar.text
    panel.show_contact(family.ana)
    with qtbot.waitSignal(panel.registration_wanted) as wanted:
        qtbot.mouseClick(panel.ui.portalRegistrationButton, Qt.MouseButton.LeftButton)
    assert wanted.args == [family.ana]
    type_over(qtbot, panel.ui.homeEmailLineEdit, "other@example.com")
    prompts.answer("keep")
    with qtbot.assertNotEmitted(panel.registration_wanted):
        qtbot.mouseClick(panel.ui.portalRegistrationButton, Qt.MouseButton.LeftButton)


def test_everything_has_a_name_and_tab_goes_as_the_eye_does(qtbot: QtBot, open_panel: Open, family: Family) -> None:
    panel = open_panel(family.mateo, family.ana)
    assert_accessible(panel)
    panel.ui.firstNameLineEdit.setFocus()
    visited = []
    while (focused := QApplication.focusWidget()) is not panel.ui.saveButton:
        assert focused is not None
        visited.append(focused.objectName())
        assert len(visited) < 60
        panel.ui.saveButton.setEnabled(True)
        panel.ui.cancelButton.setEnabled(True)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert visited == [
        "firstNameLineEdit", "lastNameLineEdit", "middleNameLineEdit", "nicknameLineEdit", "birthDateLineEdit",
        "languageComboBox", "declinedCheckBox", "roleReasonComboBox", "authorityComboBox", "residesWithComboBox",
        "emergencyCheckBox", "preferredCheckBox", "ownPatientCheckBox", "homeEmailLineEdit",
        "portalRegistrationButton", "cellPhoneLineEdit", "homePhoneLineEdit", "workPhoneLineEdit",
        "preferredContactComboBox", "sameAddressButton", "addressLineLineEdit", "addressLine2LineEdit",
        "cityLineEdit", "stateLineEdit", "postalCodeLineEdit", "notesPlainTextEdit", "explainButton",
        "cancelButton",
    ]  # fmt: skip


def test_cards_stand_side_by_side_where_there_is_room(qtbot: QtBot, open_panel: Open, family: Family) -> None:
    panel = open_panel(family.mateo, family.ana)

    def fits() -> bool:
        return panel.ui.page.width() <= panel.ui.scrollArea.viewport().width()

    def tops() -> int:
        cards = (panel.ui.personCard, panel.ui.chartCard, panel.ui.reachCard)
        return sum(card.y() == panel.ui.personCard.y() for card in cards)

    side_by_side = []
    for width in range(1500, 700, -50):
        panel.resize(width, 700)
        qtbot.waitUntil(fits)
        side_by_side.append(tops())
    assert side_by_side == sorted(side_by_side, reverse=True)
    assert set(side_by_side) == {1, 2, 3}


def test_the_card_warns_of_a_link_that_expired_though_saving_sends_nothing(family, open_panel, qtbot: QtBot) -> None:
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    Message.update(state=MessageState.SENT, link_seed=None, finished_at=long_ago).execute()
    SetupLink.update(expires_at=long_ago).execute()
    panel = open_panel(family.mateo, family.ana)
    forecast_is(qtbot, panel, "Saving sends no email. The link expired on")
    forecast_is(qtbot, panel, "Register sends a new one.")
    summary = panel.findChild(QLabel, "summaryLabel").parentWidget()
    assert summary.property("tone") == "warning"
