# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog behind the folder button: Register, its questions, and the outcome as it comes in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models import caregiver_patients, sent_messages
from opportal_desktop.desktop.portal_registration import PortalRegistration
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.status_tones import MESSAGE_TONES, STATUS_TONES
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.records.outbox import HoldReason, QueueHold, set_queue_hold
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration import register
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.family_contacts import remove
from opportal_desktop.registration.register import sent_messages as messages_of
from opportal_desktop.registration.rules import PortalStatus
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, MessageState, RoleReason, StaffMember
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_contact, add_family, add_patient, set_up_practice, work_off


class Desk:
    """Opens the dialog as the desk does."""

    def __init__(
        self, qtbot: QtBot, records: Records, signals: RecordsSignals, prompts: RecordingPrompts, staff: StaffMember
    ) -> None:
        self.qtbot, self.records, self.signals, self.prompts, self.staff = qtbot, records, signals, prompts, staff

    def open(self, contact_id: int) -> PortalRegistration:
        dialog = PortalRegistration(self.records, self.signals, self.prompts, self.staff, contact_id)
        self.qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def click_register(self, dialog: PortalRegistration) -> None:
        self.qtbot.mouseClick(dialog.ui.registerButton, Qt.MouseButton.LeftButton)


@pytest.fixture
def family(records: Records, front_desk: StaffMember, manager: StaffMember) -> Family:
    set_up_practice(records, manager)
    return add_family(records, front_desk)


@pytest.fixture
def desk(
    qtbot: QtBot, records: Records, signals: RecordsSignals, prompts: RecordingPrompts, front_desk: StaffMember
) -> Desk:
    return Desk(qtbot, records, signals, prompts, front_desk)


def statuses(dialog: PortalRegistration) -> list[str]:
    model = dialog.patients
    return [model.index(row, caregiver_patients.COL_STATUS).data() for row in range(model.rowCount())]


def rows(dialog: PortalRegistration) -> list[list[str]]:
    model = dialog.messages
    return [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]


def test_lists_every_patient_of_the_contact(desk: Desk, family: Family) -> None:
    dialog = desk.open(family.ana)
    model = dialog.patients
    shown = [[model.index(row, column).data() for column in range(6)] for row in range(model.rowCount())]
    assert shown == [
        ["Lucía García López", "07/02/2021", "Mother", "Joint", "—", "Sending"],
        ["Mateo García López", "03/14/2018", "Mother", "Joint", "Yes", "Sending"],
    ]
    assert model.index(0, caregiver_patients.COL_STATUS).data(TONE_ROLE) == Tone.INFO
    assert dialog.ui.nameLabel.text() == "Ana García López"
    assert dialog.ui.linkLabel.text() == "Valid until 11/25/2026 10:00 AM"
    assert_accessible(dialog)


def test_while_it_can_be_taken_back_register_says_when_the_mail_goes_out(
    desk: Desk, family: Family, clock: Clock
) -> None:
    work_off(desk.records)
    with desk.records.transaction():
        store_settings(desk.records, replace(load_settings(desk.records), undo_seconds=30))
    dialog = desk.open(family.ana)
    desk.prompts.answer("send")
    desk.click_register(dialog)
    assert dialog.ui.messageBar.text == (
        "A Welcome Email to ana@example.com goes out 30 seconds after Register; until then, Undo takes it back."
    )
    clock.advance(seconds=31)
    dialog.refresh()
    assert "on its way" in dialog.ui.messageBar.text


def test_while_sending_is_paused_register_says_so_and_why(desk: Desk, family: Family, clock: Clock) -> None:
    work_off(desk.records)
    dialog = desk.open(family.ana)
    desk.prompts.answer("send")
    desk.click_register(dialog)
    assert "on its way" in dialog.ui.messageBar.text
    why = "The mail server does not accept the user name and password. Enter them again in Settings."
    until = clock() + dt.timedelta(minutes=30)
    set_queue_hold(desk.records, QueueHold(clock(), why, HoldReason.SIGN_IN, until))
    dialog.refresh()
    assert dialog.ui.messageBar.text == (
        f"The Welcome Email to ana@example.com waits: sending is paused. {why} Next try 10:30 AM."
    )


def test_register_asks_sends_another_and_follows_the_outcome(desk: Desk, family: Family, clock: Clock) -> None:
    work_off(desk.records)
    clock.advance(hours=1)
    dialog = desk.open(family.ana)
    assert statuses(dialog) == ["Invited", "Invited"]
    desk.prompts.answer("send")
    desk.click_register(dialog)
    question = desk.prompts.shown[0]
    assert question.text == (
        "A Welcome Email was sent to ana@example.com on 11/23/2026 10:00 AM by Rosa Delgado. "
        "Send another one? The link in the older one stops working."
    )
    assert question.labels == ("&Send another", "&Cancel")
    assert statuses(dialog) == ["Sending", "Sending"]
    assert "on its way" in dialog.ui.messageBar.text
    clock.advance(minutes=5)
    work_off(desk.records)
    assert statuses(dialog) == ["Invited", "Invited"]
    assert "handed to the mail server" in dialog.ui.messageBar.text
    assert dialog.ui.linkLabel.text() == "Valid until 11/25/2026 11:00 AM"
    assert rows(dialog)[0] == [
        "11/23/2026 11:05 AM",
        "Welcome Email",
        "ana@example.com",
        "Rosa Delgado",
        "Handed to the mail server",
    ]


def test_cancelling_the_question_sends_nothing(desk: Desk, family: Family) -> None:
    work_off(desk.records)
    dialog = desk.open(family.ana)
    before = rows(dialog)
    desk.prompts.answer("cancel")
    desk.click_register(dialog)
    assert rows(dialog) == before
    assert dialog.ui.messageBar.isHidden()


def test_says_what_is_missing_and_follows_when_it_is_put_right(desk: Desk, family: Family) -> None:
    dialog = desk.open(family.luis)
    button = dialog.ui.registerButton
    assert not button.isEnabled()
    assert "Authority is None" in dialog.ui.whyLabel.text()
    assert "Authority is None" in button.accessibleDescription()
    base = load_contact_draft(desk.records, family.mateo, family.luis)
    save_contact(desk.records, replace(base, authority=Authority.JOINT), desk.staff, base=base)
    assert button.isEnabled()
    assert "luis@example.com" in dialog.ui.whyLabel.text()


def test_a_refused_mail_is_told_with_the_servers_words(desk: Desk, family: Family, qtbot: QtBot) -> None:
    work_off(desk.records, refuse="The mail server says that this address does not exist.")
    dialog = desk.open(family.ana)
    assert statuses(dialog) == ["Email failed", "Email failed"]
    dialog.ui.tabWidget.setCurrentIndex(1)
    assert dialog.ui.outcomeChipLabel.text() == "Failed"
    assert "does not exist" in dialog.ui.explanationLabel.text()
    assert dialog.ui.serverReplyEdit.toPlainText() == "550 5.1.1 No such user here"
    assert_accessible(dialog)


def test_the_selected_message_stays_selected_when_a_new_one_comes(desk: Desk, family: Family) -> None:
    work_off(desk.records)
    dialog = desk.open(family.ana)
    dialog.ui.tabWidget.setCurrentIndex(1)
    dialog.ui.messageTableView.selectRow(0)
    chosen = dialog.ui.messageTableView.currentIndex().data(sent_messages.MESSAGE_ID_ROLE)
    register.register(desk.records, family.ana, desk.staff)
    assert dialog.ui.messageTableView.currentIndex().row() == 1
    assert dialog.ui.messageTableView.currentIndex().data(sent_messages.MESSAGE_ID_ROLE) == chosen


def test_no_messages_says_so(desk: Desk, family: Family) -> None:
    dialog = desk.open(family.luis)
    dialog.ui.tabWidget.setCurrentIndex(1)
    assert dialog.ui.messageStack.currentWidget() is dialog.ui.noMessagesPage
    assert dialog.ui.noMessagesPage.isVisible()


def test_own_account_of_a_patient_of_age_is_asked_for(desk: Desk, family: Family) -> None:
    adult = add_patient(desk.records, desk.staff, "Noor", "Haddad", dt.date(2004, 5, 1))
    contact = add_contact(
        desk.records,
        desk.staff,
        adult,
        "Noor",
        "Haddad",
        home_email="noor@example.com",
        role_reason=RoleReason.SELF,
        authority=Authority.JOINT,
    )
    dialog = desk.open(contact)
    desk.prompts.answer("cancel", "register")
    desk.click_register(dialog)
    assert messages_of(desk.records, contact) == ()
    desk.click_register(dialog)
    assert "Noor Haddad is of age" in desk.prompts.shown[1].text
    assert [row.state for row in messages_of(desk.records, contact)] == [MessageState.QUEUED]


def test_a_contact_that_was_removed_meanwhile(desk: Desk, family: Family) -> None:
    dialog = desk.open(family.ines)
    remove(desk.records, family.lucia, family.ines, desk.staff, reason="test")
    assert dialog.patients.rowCount() == 0
    assert not dialog.ui.registerButton.isEnabled()
    assert "In no patient’s chart" in dialog.ui.whyLabel.text()


def test_access_lost_between_look_and_click_is_told(desk: Desk, family: Family) -> None:
    dialog = desk.open(family.ana)
    base = load_contact_draft(desk.records, family.mateo, family.ana)
    dialog.blockSignals(True)
    desk.signals.blockSignals(True)
    save_contact(desk.records, replace(base, home_email=""), desk.staff, base=base, reason="bounced")
    desk.signals.blockSignals(False)
    desk.click_register(dialog)
    assert dialog.ui.messageBar.text.startswith("Nothing was sent: Home Email")
    assert not dialog.ui.registerButton.isEnabled()


def test_busy_records_are_told_and_nothing_is_sent(desk: Desk, family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    work_off(desk.records)
    dialog = desk.open(family.ana)

    def busy(*_: object) -> None:
        raise RecordsBusyError

    monkeypatch.setattr(register, "register", busy)
    desk.prompts.answer("send")
    desk.click_register(dialog)
    assert "press Register again" in dialog.ui.messageBar.text
    assert dialog.ui.registerButton.isEnabled()


@pytest.mark.file_only
def test_records_that_cannot_be_written_are_told(desk: Desk, family: Family, caplog: pytest.LogCaptureFixture) -> None:
    work_off(desk.records)
    dialog = desk.open(family.ana)
    before = rows(dialog)
    desk.records.db.execute_sql("PRAGMA query_only = 1")
    desk.prompts.answer("send")
    desk.click_register(dialog)
    assert "Nothing was sent. What is stored is unharmed" in dialog.ui.messageBar.text
    assert rows(dialog) == before
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "Register was not written"
    ]
    assert "ana@example.com" not in caplog.text
    caplog.clear()


def test_a_link_expires_without_a_change_in_the_records(desk: Desk, family: Family, clock: Clock) -> None:
    work_off(desk.records)
    dialog = desk.open(family.ana)
    clock.advance(hours=49)
    dialog.refresh()
    assert statuses(dialog) == ["Link expired", "Link expired"]
    assert dialog.ui.linkLabel.text() == "Expired on 11/25/2026 10:00 AM"


def test_a_closed_dialog_reads_nothing_and_is_current_when_shown_again(desk: Desk, family: Family) -> None:
    dialog = desk.open(family.ana)
    dialog.close()
    work_off(desk.records)
    assert statuses(dialog) == ["Sending", "Sending"]
    dialog.show()
    assert statuses(dialog) == ["Invited", "Invited"]


def test_escape_closes(desk: Desk, family: Family) -> None:
    dialog = desk.open(family.ana)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_models_keep_qts_contract(desk: Desk, family: Family, qtmodeltester: ModelTester) -> None:
    dialog = desk.open(family.ana)
    qtmodeltester.check(dialog.patients)
    qtmodeltester.check(dialog.messages)


def test_every_state_has_a_tone() -> None:
    assert set(STATUS_TONES) == set(PortalStatus)
    assert set(MESSAGE_TONES) == set(MessageState)
