# SPDX-License-Identifier: GPL-3.0-or-later
"""The Messages window as somebody at the desk uses it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.attention_watch import AttentionWatch
from opportal_desktop.desktop.message_center import Ways
from opportal_desktop.desktop.messages_window import MessagesWindow
from opportal_desktop.desktop.models import attention_model, messages_model
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.theme import Scheme, Theme
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.mail.habits import STILL_UNKNOWN
from opportal_desktop.records import outbox
from opportal_desktop.records.models import Message, PortalAccount
from opportal_desktop.records.outbox import HoldReason, QueueHold
from opportal_desktop.records.records import Records
from opportal_desktop.registration import messages
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.setup_links import setup_token
from opportal_desktop.terms import Authority, Language, MessageState, RoleReason, StaffMember
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_contact, add_family, add_patient, set_up_practice, work_off

NO_SUCH = "The mail server says that this address does not exist. Correct the Home Email, then Register again."


@dataclass
class Desk:
    """The window, and where its buttons led."""

    window: MessagesWindow
    watch: AttentionWatch
    qtbot: QtBot
    led: list[object] = field(default_factory=list)

    def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def column(self, number: int) -> list[str]:
        self.settle()
        model = self.window.messages
        return [model.index(row, number).data() for row in range(model.rowCount())]

    @property
    def contacts(self) -> list[str]:
        return self.column(messages_model.COL_CONTACT)

    @property
    def outcomes(self) -> list[str]:
        return self.column(messages_model.COL_OUTCOME)

    @property
    def attention(self) -> list[tuple[str, str]]:
        model = self.window.attention
        shown = (attention_model.COL_WHAT, attention_model.COL_CONTACT)
        return [
            (model.index(row, shown[0]).data(), model.index(row, shown[1]).data()) for row in range(len(model.rows))
        ]

    @property
    def visible_buttons(self) -> list[str]:
        buttons = self.window.ui.detailStack.currentWidget().findChildren(QPushButton)
        return [b.text().replace("&", "") for b in buttons if b.isVisible() and not b.isCheckable()]

    def settle(self) -> None:
        """What is shown has been painted, and so read again."""
        self.qtbot.waitUntil(lambda: not self.window._gather_timer.isActive())
        self.window.ui.messageTableView.viewport().grab()
        self.qtbot.waitUntil(lambda: not self.window.messages._again_timer.isActive())

    def says(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.window.ui.messageBar.text)

    def look(self) -> None:
        """The watch looks at everything now."""
        self.watch.look()
        self.qtbot.waitUntil(lambda: not self.watch.is_looking)


@pytest.fixture
def family(records: Records, front_desk: StaffMember, manager: StaffMember) -> Family:
    made = add_family(records, front_desk)
    set_up_practice(records, manager, undo_seconds=10)
    return made


@pytest.fixture
def desk(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    front_desk: StaffMember,
    family: Family,
    tmp_path,
) -> Iterator[Desk]:
    watch = AttentionWatch(records, signals)
    led: list[object] = []
    ways = Ways(
        lambda *where: led.append(where),
        lambda of_texts: led.append("settings of texts" if of_texts else "settings"),
        lambda: led.append("try again"),
        lambda: led.append("coming of age"),
    )
    window = MessagesWindow(records, signals, prompts, front_desk, watch, ways, WindowState(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    yield Desk(window, watch, qtbot, led)
    watch.stop()


def open_all(desk: Desk) -> MessagesWindow:
    with desk.qtbot.waitActive(desk.window):
        desk.window.show_all()
    return desk.window


def add_grace(records: Records, by: StaffMember, family: Family, **more: object) -> int:
    return add_contact(
        records, by, family.zoe, "Grace", "Okafor", home_email="grace@example.org",
        role_reason=RoleReason.MOTHER, authority=Authority.JOINT, **more,
    )  # fmt: skip


# --- the list


def test_every_message_with_its_state(desk: Desk, records: Records, front_desk: StaffMember, family: Family) -> None:
    work_off(records)
    add_grace(records, front_desk, family)
    window = open_all(desk)
    assert desk.contacts == ["Grace Okafor", "Ana García López", "Ana García López"]
    assert desk.outcomes == [
        "Waiting a few seconds for Undo",
        "Handed to the mail server",
        "Cancelled: replaced by a newer Welcome Email",
    ]
    assert window.ui.messageTableView.hasFocus()
    assert window.ui.messageDetail.ui.headingLabel.text() == "Welcome Email to Grace Okafor"
    assert_accessible(window)


def test_it_opens_no_larger_than_the_screen(desk: Desk) -> None:
    window = desk.window
    available, least = window.screen().availableSize(), window.minimumSizeHint()
    assert window.width() <= max(available.width(), least.width())
    assert window.height() <= max(available.height(), least.height())


@pytest.mark.parametrize(
    ("width", "address", "by"),
    [(910, False, False), (1100, False, False), (1280, False, False), (1600, True, False)],
)
def test_no_column_lies_outside_the_window(desk: Desk, width: int, address: bool, by: bool) -> None:
    """1280 x 720 is what a usual screen has at 150 %, 910 x 512 a small one; the rest stands beside it."""
    desk.window.resize(width, 640)
    window = open_all(desk)
    window.resize(width, 640)
    table = window.ui.messageTableView
    desk.qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())
    assert not table.isColumnHidden(messages_model.COL_CONTACT)
    assert table.isColumnHidden(messages_model.COL_TO) is not address
    assert table.isColumnHidden(messages_model.COL_BY) is not by
    shares = window.ui.splitter.sizes()
    assert width < 1000 or shares[0] > shares[1]


@pytest.mark.parametrize(("width", "since"), [(910, False), (1280, True)])
def test_no_column_of_what_needs_attention_lies_outside(desk: Desk, records: Records, width: int, since: bool) -> None:
    work_off(records, refuse=NO_SUCH)
    desk.look()
    desk.window.resize(width, 640)
    desk.window.show_attention()
    desk.window.resize(width, 640)
    table = desk.window.ui.attentionTableView
    desk.qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())
    assert not table.isColumnHidden(attention_model.COL_WHY)
    assert table.isColumnHidden(attention_model.COL_SINCE) is not since


def test_it_follows_the_mail_thread(desk: Desk, records: Records, family: Family) -> None:
    window = open_all(desk)
    assert desk.outcomes[0] == "Waiting, goes out in a moment"
    work_off(records, refuse=NO_SUCH)
    assert desk.outcomes[0] == "Failed: this address does not exist"
    detail = window.ui.messageDetail.ui
    desk.qtbot.waitUntil(lambda: detail.outcomeChipLabel.text() == "Failed")
    assert detail.explanationLabel.text() == NO_SUCH
    history = detail.historyBrowser.toPlainText()
    assert "Rosa Delgado" in history
    assert "550 5.1.1 No such user here" in history


def test_what_changed_while_it_was_hidden_is_read_when_it_is_seen(desk: Desk, records: Records) -> None:
    window = open_all(desk)
    window.close()
    work_off(records)
    window.show_all()
    assert desk.outcomes[0] == "Handed to the mail server"


def test_views_by_state_and_their_empty_words(desk: Desk, records: Records) -> None:
    work_off(records)
    window = open_all(desk)
    ui = window.ui
    heading = ui.emptyState.findChild(QWidget, "emptyHeading")
    for button, rows, words in (
        (ui.sentButton, 1, ""),
        (ui.cancelledButton, 1, ""),
        (ui.waitingButton, 0, "Nothing waits"),
        (ui.failedButton, 0, "Nothing failed"),
        (ui.attentionButton, 0, "Nothing needs attention"),
        (ui.allButton, 2, ""),
    ):
        desk.click(button)
        if rows:
            assert ui.listStack.currentWidget() is ui.messagesPage
            assert len(desk.contacts) == rows
        else:
            assert ui.listStack.currentWidget() is ui.emptyPage
            assert heading.text() == words  # type: ignore[attr-defined]
            assert ui.detailStack.currentWidget() is ui.nothingPage


def test_typing_narrows_and_escape_widens_then_closes(
    desk: Desk, records: Records, front_desk: StaffMember, family: Family
) -> None:
    add_grace(records, front_desk, family)
    window = open_all(desk)
    desk.qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.ui.searchLineEdit.hasFocus()
    desk.qtbot.keyClicks(window.ui.searchLineEdit, "okaf")
    desk.qtbot.waitUntil(lambda: desk.contacts == ["Grace Okafor"])
    desk.qtbot.keyClicks(window.ui.searchLineEdit, "x")
    desk.qtbot.waitUntil(lambda: window.ui.listStack.currentWidget() is window.ui.emptyPage)
    assert window.ui.emptyState.findChild(QPushButton).isVisible()
    desk.qtbot.keyClick(window.ui.searchLineEdit, Qt.Key.Key_Escape)
    assert len(desk.contacts) == 3
    desk.qtbot.keyClick(window.ui.searchLineEdit, Qt.Key.Key_Escape)
    assert window.isHidden()


def test_a_text_is_never_searched_for_on_the_windows_thread(
    desk: Desk, records: Records, front_desk: StaffMember, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_grace(records, front_desk, family)
    window = open_all(desk)
    searched_on: list[int] = []
    read = messages.newest_messages

    def noted(*args: Any, **kwargs: Any) -> Any:
        searched_on.append(threading.get_ident())
        return read(*args, **kwargs)

    monkeypatch.setattr(messages, "newest_messages", noted)
    desk.qtbot.keyClicks(window.ui.searchLineEdit, "okaf")
    desk.qtbot.waitUntil(lambda: desk.contacts == ["Grace Okafor"])
    assert window.ui.detailStack.currentWidget() is window.ui.messageDetail
    assert threading.get_ident() not in searched_on


def test_one_patient_or_one_contact(desk: Desk, records: Records, front_desk: StaffMember, family: Family) -> None:
    add_grace(records, front_desk, family)
    window = open_all(desk)
    field = window.ui.patientLineEdit
    field.setFocus()
    desk.qtbot.keyClicks(field, "okafor")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.contacts == ["Grace Okafor"]
    assert field.text().startswith("Zo")
    desk.click(window.ui.clearButton)
    assert len(desk.contacts) == 3
    contact = window.ui.contactLineEdit
    contact.setFocus()
    desk.qtbot.keyClicks(contact, "garc")
    desk.qtbot.waitUntil(lambda: contact.completer().popup().isVisible())
    popup = contact.completer().popup()
    desk.qtbot.keyClick(popup, Qt.Key.Key_Down)
    desk.qtbot.keyClick(popup, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.contacts == ["Ana García López"] * 2)
    contact.clear()
    assert len(desk.contacts) == 3


def test_what_means_nobody_is_put_back(desk: Desk) -> None:
    window = open_all(desk)
    field = window.ui.contactLineEdit
    field.setFocus()
    desk.qtbot.keyClicks(field, "xyzzy")
    window.ui.searchLineEdit.setFocus()
    assert field.text() == ""
    assert len(desk.contacts) == 2


def test_opened_for_one_contact(desk: Desk, records: Records, front_desk: StaffMember, family: Family) -> None:
    grace = add_grace(records, front_desk, family)
    desk.window.show_contact(grace, "Grace Okafor")
    assert desk.contacts == ["Grace Okafor"]
    desk.window.show_all()
    assert len(desk.contacts) == 3


def test_the_menu_narrows_and_copies(desk: Desk, family: Family) -> None:
    window = open_all(desk)
    actions = {action.text(): action for action in window.make_menu().actions()}
    assert list(actions) == [
        "Copy the address",
        "Only messages to Ana García López",
        "Only messages to Lucía García López’s contacts",
        "Only messages to Mateo García López’s contacts",
    ]
    actions["Copy the address"].trigger()
    assert QGuiApplication.clipboard().text() == "ana@example.com"
    actions["Only messages to Mateo García López’s contacts"].trigger()
    assert window.filters.patient.person_id == family.mateo


def test_a_corrected_address_is_told_beside_the_old_one(
    desk: Desk, records: Records, family: Family, front_desk: StaffMember
) -> None:
    base = load_contact_draft(records, family.mateo, family.ana)
    save_contact(records, replace(base, home_email="ana.garcia@example.com"), front_desk, base=base)
    window = open_all(desk)
    facts = window.ui.messageDetail.ui.factsLabel
    assert "Today’s" not in facts.text()
    window.ui.messageTableView.selectRow(1)
    assert facts.text().endswith("Today’s Home Email is ana.garcia@example.com.")


def test_the_selected_message_stays_when_others_come(
    desk: Desk, records: Records, front_desk: StaffMember, family: Family
) -> None:
    window = open_all(desk)
    window.ui.messageTableView.selectRow(1)
    add_grace(records, front_desk, family)
    desk.qtbot.waitUntil(lambda: len(desk.contacts) == 3)
    assert window.ui.messageTableView.currentIndex().row() == 2
    assert "Ana" in window.ui.messageDetail.ui.headingLabel.text()


# --- the preview


def shown(desk: Desk) -> str:
    browser = desk.window.ui.messageDetail.ui.previewBrowser
    desk.qtbot.waitUntil(lambda: browser.toPlainText() != "")
    return browser.toPlainText()


def test_the_preview_is_what_the_parent_reads_without_its_link(desk: Desk, records: Records) -> None:
    window = open_all(desk)
    ui = window.ui.messageDetail.ui
    token = setup_token(records.link_key, Message.get(Message.state == MessageState.QUEUED).link_seed)
    desk.click(ui.previewButton)
    assert "Welcome to our parent portal" in shown(desk)
    assert ui.subjectLabel.text() == "Set up your parent portal account at Maple Street Pediatrics"
    assert "The link is hidden" in ui.previewCaptionLabel.text()
    for button in (ui.textButton, ui.previewButton):
        desk.click(button)
        everything = ui.previewBrowser.toPlainText() + ui.previewBrowser.toHtml()
        assert "ana@example.com" in everything
        assert token not in everything


def test_the_preview_in_spanish(desk: Desk, records: Records, front_desk: StaffMember, family: Family) -> None:
    add_grace(records, front_desk, family, language=Language.SPANISH)
    window = open_all(desk)
    desk.click(window.ui.messageDetail.ui.textButton)
    assert "portal" in shown(desk)
    assert "Su nombre de usuario" in shown(desk)
    assert "In Spanish" in window.ui.messageDetail.ui.previewCaptionLabel.text()


def test_the_preview_follows_the_selection(
    desk: Desk, records: Records, front_desk: StaffMember, family: Family
) -> None:
    add_grace(records, front_desk, family)
    window = open_all(desk)
    desk.click(window.ui.messageDetail.ui.textButton)
    assert "grace@example.org" in shown(desk)
    window.ui.messageTableView.selectRow(1)
    assert "ana@example.com" in shown(desk)


# --- the buttons


def test_send_now_and_cancel_while_it_waits(desk: Desk, records: Records) -> None:
    window = open_all(desk)
    ui = window.ui.messageDetail.ui
    assert desk.visible_buttons == ["Send now", "Cancel message", "Open chart"]
    desk.click(ui.sendNowButton)
    desk.says("It goes out now.")
    assert desk.outcomes[0] == "Waiting, goes out in a moment"
    desk.click(ui.cancelButton)
    desk.says("Cancelled: it will not be sent.")
    assert desk.outcomes[0].startswith("Cancelled")
    assert desk.visible_buttons == ["Register again", "Open chart"]
    assert outbox.claim_next(records, dt.timedelta(minutes=1)) is None
    # Said of what is seen no more.
    desk.window.ui.sentButton.setChecked(True)
    assert not desk.window.ui.noticePage.isVisible()


def test_send_now_says_why_nothing_goes(desk: Desk, records: Records, clock: Clock) -> None:
    hold = QueueHold(clock(), "Enter the password again.", HoldReason.SIGN_IN, clock() + dt.timedelta(hours=1))
    outbox.set_queue_hold(records, hold)
    window = open_all(desk)
    desk.click(window.ui.messageDetail.ui.sendNowButton)
    desk.says("sending is paused. Enter the password again.")


def test_too_late_to_cancel_is_said(desk: Desk, records: Records, clock: Clock) -> None:
    window = open_all(desk)
    clock.advance(seconds=10)
    desk.qtbot.waitUntil(lambda: not window._gather_timer.isActive())
    # The mail thread claims it while the desk looks at the button.
    assert outbox.claim_next(records, dt.timedelta(minutes=1)) is not None
    desk.click(window.ui.messageDetail.ui.cancelButton)
    desk.says("It is too late")


def test_a_failed_mail_leads_to_the_address_and_to_register(
    desk: Desk, records: Records, family: Family, prompts: RecordingPrompts
) -> None:
    work_off(records, refuse=NO_SUCH)
    window = open_all(desk)
    assert desk.visible_buttons == ["Correct Home Email", "Register again", "Open chart"]
    ui = window.ui.messageDetail.ui
    assert ui.correctButton.property("role") == "primary"
    desk.click(ui.correctButton)
    desk.click(ui.chartButton)
    assert desk.led == [(family.lucia, family.ana, "home_email"), (family.lucia, family.ana, "")]
    prompts.answer("send")
    desk.click(ui.registerButton)
    desk.says("A Welcome Email to ana@example.com goes out 10 seconds after Register; until then, Undo takes it back.")
    desk.qtbot.waitUntil(lambda: len(desk.contacts) == 3)


def test_without_access_register_says_what_is_missing(
    desk: Desk, records: Records, family: Family, front_desk: StaffMember
) -> None:
    work_off(records)
    for patient in (family.mateo, family.lucia):
        base = load_contact_draft(records, patient, family.ana)
        save_contact(records, replace(base, authority=Authority.NONE), front_desk, base=base, reason="asked for")
    window = open_all(desk)
    button = window.ui.messageDetail.ui.registerButton
    assert not button.isEnabled()
    assert "Authority is None" in button.toolTip()


def test_a_message_that_leaves_the_list_gives_way_to_nobody(
    desk: Desk, records: Records, front_desk: StaffMember, family: Family
) -> None:
    """One is about to press Cancel when the message goes out."""
    add_grace(records, front_desk, family)
    window, ui = open_all(desk), desk.window.ui
    desk.click(ui.waitingButton)
    assert len(desk.contacts) == 2
    ui.messageTableView.selectRow(0)
    Message.update(due_at=records.clock()).execute()
    claimed = outbox.claim(records, dt.timedelta(minutes=5), most=2)
    grace = next(message for message in claimed if message.to_address == "grace@example.org")
    outbox.put_back(records, [message for message in claimed if message is not grace])
    outbox.record_sent(records, grace, "250 2.0.0 queued as 1")
    desk.qtbot.waitUntil(lambda: len(desk.contacts) == 1)
    assert ui.detailStack.currentWidget() is ui.nothingPage
    window._refresh()
    assert len(desk.contacts) == 1
    assert ui.detailStack.currentWidget() is ui.nothingPage
    desk.qtbot.keyClick(ui.messageTableView, Qt.Key.Key_Down)
    assert ui.detailStack.currentWidget() is ui.messageDetail


# --- needs attention


def test_attention_lists_counts_fixes_and_empties(
    desk: Desk, records: Records, family: Family, prompts: RecordingPrompts, front_desk: StaffMember, clock: Clock
) -> None:
    work_off(records)
    add_grace(records, front_desk, family)
    work_off(records, refuse=STILL_UNKNOWN)
    PortalAccount.update(locked_at=clock(), locked_until=clock() + dt.timedelta(hours=1)).where(
        PortalAccount.email_key == "ana@example.com"
    ).execute()
    desk.look()
    with desk.qtbot.waitActive(desk.window):
        desk.window.show_attention()
    ui = desk.window.ui
    assert ui.attentionButton.text() == "Needs &attention (2)"
    assert sorted(desk.attention) == [
        ("Account locked", "Ana García López"),
        ("Not known whether it arrived", "Grace Okafor"),
    ]
    assert_accessible(desk.window)
    kinds = [kind for kind, _ in desk.attention]
    ui.attentionTableView.selectRow(kinds.index("Account locked"))
    assert desk.visible_buttons == ["Unlock", "Open chart"]
    desk.click(ui.attentionDetail.ui.fixButton)
    desk.says("Unlocked")
    desk.qtbot.waitUntil(lambda: desk.attention == [("Not known whether it arrived", "Grace Okafor")])
    # The buttons do not go over to somebody else; the arrow keys do.
    assert ui.detailStack.currentWidget() is ui.nothingPage
    desk.qtbot.keyClick(ui.attentionTableView, Qt.Key.Key_Down)
    assert ui.messageDetail.ui.registerButton.property("role") == "primary"
    prompts.answer("send")
    desk.click(ui.messageDetail.ui.registerButton)
    desk.qtbot.waitUntil(lambda: desk.attention == [])
    assert ui.listStack.currentWidget() is ui.emptyPage
    assert ui.attentionButton.text() == "Needs &attention"


def test_an_expired_link_is_registered_again_from_the_list(
    desk: Desk, records: Records, prompts: RecordingPrompts, clock: Clock, family: Family
) -> None:
    work_off(records)
    clock.advance(hours=49)
    desk.look()
    desk.window.show_attention()
    assert desk.attention == [("Link expired", "Ana García López")]
    assert desk.visible_buttons == ["Register again", "Correct Home Email", "Open chart"]
    desk.click(desk.window.ui.attentionDetail.ui.otherButton)
    assert desk.led[-1][2] == "home_email"  # type: ignore[index]
    prompts.answer("send")
    desk.click(desk.window.ui.attentionDetail.ui.fixButton)
    desk.qtbot.waitUntil(lambda: desk.attention == [])


@pytest.mark.parametrize(
    ("reason", "buttons", "leads"),
    [
        (HoldReason.SIGN_IN, ["Open Settings…", "Try again now"], "settings"),
        (HoldReason.CONNECTION, ["Try again now", "Open Settings…"], "try again"),
    ],
)
def test_a_pause_leads_to_what_helps(
    desk: Desk, records: Records, clock: Clock, reason: HoldReason, buttons: list[str], leads: str
) -> None:
    hold = QueueHold(clock(), "The mail server does not answer.", reason, clock() + dt.timedelta(hours=1))
    outbox.set_queue_hold(records, hold)
    desk.look()
    desk.window.show_attention()
    assert desk.attention == [("Mail is paused", "Everybody")]
    assert desk.visible_buttons == buttons
    desk.click(desk.window.ui.attentionDetail.ui.fixButton)
    assert desk.led == [leads]


def test_coming_of_age_leads_to_its_list(desk: Desk, records: Records, front_desk: StaffMember) -> None:
    teen = add_patient(records, front_desk, "Abigail", "Okafor", dt.date(2008, 12, 5))
    add_contact(
        records, front_desk, teen, "Nia", "Okafor", home_email="nia@example.com", authority=Authority.JOINT
    )  # fmt: skip
    desk.look()
    desk.window.show_attention()
    assert desk.attention == [("Coming of age", "1 patient")]
    assert desk.visible_buttons == ["Open the list"]
    desk.click(desk.window.ui.attentionDetail.ui.fixButton)
    assert desk.led == ["coming of age"]


def test_find_from_attention_goes_to_all_messages(desk: Desk) -> None:
    with desk.qtbot.waitActive(desk.window):
        desk.window.show_attention()
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.ui.allButton.isChecked()
    assert desk.window.ui.searchLineEdit.hasFocus()


def test_by_keyboard_alone(desk: Desk, records: Records, family: Family) -> None:
    """From the list into the buttons, in the order that is seen."""
    work_off(records, refuse=NO_SUCH)
    window = open_all(desk)
    order = []
    for _ in range(6):
        desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget().objectName())
    assert order[:4] == ["correctButton", "registerButton", "chartButton", "historyButton"]
    desk.qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    # A mnemonic presses the button as a finger does, and lets go of it.
    desk.qtbot.waitUntil(lambda: desk.led == [(family.lucia, family.ana, "home_email")])


def test_dark_and_light(desk: Desk, theme: Theme, records: Records) -> None:
    work_off(records, refuse=NO_SUCH)
    window = open_all(desk)
    light = window.ui.messageDetail.ui.historyBrowser.toHtml()
    theme.set_scheme(Scheme.DARK)
    desk.qtbot.waitUntil(lambda: window.ui.messageDetail.ui.historyBrowser.toHtml() != light)
