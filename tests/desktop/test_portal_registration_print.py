# SPDX-License-Identifier: GPL-3.0-or-later
"""Print and Unlock in the dialog behind the folder button: the questions, the paper, the words afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import welcome_sheet
from opportal_desktop.desktop.portal_registration import PortalRegistration
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.models import AuditEntry, Message, PortalAccount, PortalSession, SetupLink
from opportal_desktop.records.records import Records
from opportal_desktop.registration.portal_sessions import open_session
from opportal_desktop.registration.setup_links import token_hash
from opportal_desktop.terms import LinkPurpose, MessageState, SessionStage, StaffMember
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_family, set_up_practice, work_off
from tests.desktop.scanned_page import scan


class Paper:
    """Stands for the printer dialog: what is printed goes into a PDF; or the person cancels."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "printed.pdf"
        self.cancels = False
        self.asked = 0

    def choose_printer(self, parent: object) -> QPrinter | None:
        self.asked += 1
        if self.cancels:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        return printer


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    made = Paper(tmp_path)
    monkeypatch.setattr(welcome_sheet, "choose_printer", made.choose_printer)
    return made


@pytest.fixture
def family(records: Records, front_desk: StaffMember, manager: StaffMember) -> Family:
    set_up_practice(records, manager)
    return add_family(records, front_desk)


@pytest.fixture
def dialog(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    front_desk: StaffMember,
    family: Family,
) -> PortalRegistration:
    made = PortalRegistration(records, signals, prompts, front_desk, family.ana)
    qtbot.addWidget(made)
    made.show()
    return made


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def statuses(dialog: PortalRegistration) -> list[str]:
    return [dialog.patients.index(row, 5).data() for row in range(dialog.patients.rowCount())]


def test_print_asks_voids_the_mailed_link_and_the_paper_holds_the_new_one(
    qtbot: QtBot, records: Records, prompts: RecordingPrompts, dialog: PortalRegistration, paper: Paper
) -> None:
    work_off(records)
    prompts.answer("print")
    click(qtbot, dialog.ui.printButton)
    assert prompts.shown[0].text == (
        "The sheet has a new setup link of its own. "
        "The link that Ana García López has now (valid until 11/25/2026 10:00 AM) stops working."
    )
    (page,) = scan(paper.file)
    (url,) = page.codes
    live = SetupLink.get(SetupLink.void_at.is_null())
    assert live.purpose is LinkPurpose.SHEET
    assert live.token_hash == token_hash(url.removeprefix("https://portal.maple.example/welcome/"))
    assert dialog.ui.messageBar.text == (
        "The welcome sheet for Ana García López was handed to the printer. Its link is valid until 11/25/2026 10:00 AM."
    )
    assert statuses(dialog) == ["Invited", "Invited"]
    assert_accessible(dialog)


def test_print_says_that_a_waiting_mail_is_cancelled(
    qtbot: QtBot, prompts: RecordingPrompts, dialog: PortalRegistration, paper: Paper
) -> None:
    prompts.answer("print")
    click(qtbot, dialog.ui.printButton)
    assert "ana@example.com that waits to be sent is cancelled" in prompts.shown[0].text
    assert {row.state for row in Message.select()} == {MessageState.CANCELLED}
    assert statuses(dialog) == ["Invited", "Invited"]


def test_whoever_cancels_the_question_or_the_printer_keeps_the_mailed_link(
    qtbot: QtBot, records: Records, prompts: RecordingPrompts, dialog: PortalRegistration, paper: Paper
) -> None:
    work_off(records)
    paper.cancels = True
    prompts.answer("cancel", "print")
    click(qtbot, dialog.ui.printButton)
    assert paper.asked == 0
    click(qtbot, dialog.ui.printButton)
    assert paper.asked == 1
    live = SetupLink.get(SetupLink.void_at.is_null())
    assert live.purpose is LinkPurpose.WELCOME
    assert not paper.file.exists()


def test_nothing_to_void_nothing_to_ask(
    qtbot: QtBot, records: Records, clock: Clock, dialog: PortalRegistration, paper: Paper
) -> None:
    work_off(records)
    clock.advance(hours=49)
    dialog.refresh()
    click(qtbot, dialog.ui.printButton)
    assert len(scan(paper.file)[0].codes) == 1


def test_an_active_parent_gets_a_sheet_that_voids_nothing(
    qtbot: QtBot, records: Records, clock: Clock, dialog: PortalRegistration, paper: Paper
) -> None:
    work_off(records)
    SetupLink.update(used_at=clock()).execute()
    PortalAccount.update(first_sign_in_at=clock(), last_sign_in_at=clock()).execute()
    dialog.refresh()
    click(qtbot, dialog.ui.printButton)
    assert scan(paper.file)[0].codes == ("https://portal.maple.example",)
    assert dialog.ui.messageBar.text == "The welcome sheet for Ana García López was handed to the printer."


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf", "QPrinter", "QPainter", extend=True)
def test_a_printer_that_fails_is_told(
    qtbot: QtBot, records: Records, clock: Clock, dialog: PortalRegistration, paper: Paper, tmp_path: Path
) -> None:
    work_off(records)
    clock.advance(hours=49)
    dialog.refresh()
    paper.file = tmp_path / "no such folder" / "printed.pdf"
    click(qtbot, dialog.ui.printButton)
    assert dialog.ui.messageBar.text.startswith("The printer did not take the welcome sheet.")


def test_without_access_there_is_nothing_to_print(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    front_desk: StaffMember,
    family: Family,
) -> None:
    other = PortalRegistration(records, signals, prompts, front_desk, family.luis)
    qtbot.addWidget(other)
    other.show()
    assert not other.ui.printButton.isEnabled()
    assert other.ui.unlockButton.isHidden()


def test_without_the_portals_address_the_desk_is_told_what_to_do(
    qtbot: QtBot, records: Records, clock: Clock, dialog: PortalRegistration, paper: Paper
) -> None:
    work_off(records)
    clock.advance(hours=49)
    records.db.execute_sql("DELETE FROM setting WHERE key = 'portal_url'")
    click(qtbot, dialog.ui.printButton)
    assert dialog.ui.messageBar.text == (
        "Nothing was printed: without the portal’s address no link can be made. A manager can enter it in Settings."
    )
    assert not paper.file.exists()


def test_a_locked_link_is_unlocked_with_one_click_and_the_wrong_answers_start_anew(
    qtbot: QtBot, records: Records, clock: Clock, front_desk: StaffMember, dialog: PortalRegistration
) -> None:
    work_off(records)
    assert dialog.ui.unlockButton.isHidden()
    SetupLink.update(locked_at=clock(), wrong_answers=5).execute()
    dialog.refresh()
    assert statuses(dialog) == ["Locked", "Locked"]
    assert dialog.ui.unlockButton.isVisible()
    assert_accessible(dialog)
    click(qtbot, dialog.ui.unlockButton)
    assert statuses(dialog) == ["Invited", "Invited"]
    assert dialog.ui.unlockButton.isHidden()
    assert dialog.ui.messageBar.text == "Unlocked: this parent can try again now."
    live = SetupLink.get(SetupLink.void_at.is_null())
    assert (live.locked_at, live.wrong_answers) == (None, 0)
    last = AuditEntry.select().order_by(AuditEntry.id.desc()).first()
    assert (last.by, last.staff_id) == (front_desk.name, front_desk.id)
    assert "unlocked" in last.action


def test_a_parent_who_lost_the_phone_is_signed_out_with_one_click(
    qtbot: QtBot, records: Records, front_desk: StaffMember, dialog: PortalRegistration
) -> None:
    assert dialog.ui.signOutButton.isHidden()
    with records.transaction():
        for _ in range(2):
            open_session(records, PortalAccount.get().id, SessionStage.SIGNED_IN, signed_in_by="password")
    dialog.refresh()
    assert dialog.ui.signOutButton.isVisible()
    assert_accessible(dialog)
    click(qtbot, dialog.ui.signOutButton)
    assert dialog.ui.messageBar.text == "Signed out: 2 phones and computers. The parent can sign in again."
    assert dialog.ui.signOutButton.isHidden()
    assert PortalSession.select().where(PortalSession.ended_at.is_null()).count() == 0
    last = AuditEntry.select().order_by(AuditEntry.id.desc()).first()
    assert (last.action, last.by) == ("signed out of the portal at the desk", front_desk.name)
