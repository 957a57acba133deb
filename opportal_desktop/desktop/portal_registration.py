# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog behind the folder button: a contact's patients, the portal account, Register, and what was sent."""

from __future__ import annotations

import datetime as dt
import logging
import math
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QTableView, QWidget

from opportal_desktop.desktop import welcome_sheet
from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.models import caregiver_patients, sent_messages
from opportal_desktop.desktop.models.caregiver_patients import CaregiverPatients
from opportal_desktop.desktop.models.sent_messages import MESSAGE_ID_ROLE, SentMessages
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.register_questions import agreed_to_register
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import open_with, scroll_when_small
from opportal_desktop.desktop.status_tones import MESSAGE_TONES
from opportal_desktop.desktop.tables import prepare_table
from opportal_desktop.desktop.theme import Tone, restyle
from opportal_desktop.desktop.welcome_words import waiting_words
from opportal_desktop.forms.ui_portal_registration import Ui_PortalRegistration
from opportal_desktop.records.outbox import QueueHold, queue_hold
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration import register
from opportal_desktop.registration.errors import NoAccess, NoPortalAddress, RecordGone
from opportal_desktop.registration.own_sessions import end_sessions_at_desk
from opportal_desktop.registration.pauses import pause_words
from opportal_desktop.registration.practice import UNDO_SECONDS_LIMIT, practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.register import CaregiverAuthority, LastWelcome, SentMessage
from opportal_desktop.registration.sign_in import unlock
from opportal_desktop.registration.welcome_sheet import make_sheet
from opportal_desktop.terms import Changed, MessageState, StaffMember

log = logging.getLogger(__name__)

# A link expires without anybody changing the records.
_CLOCK_MILLISECONDS = 30_000
_WIDTH_CHARACTERS = 128
_HEIGHT_LINES = 40
_REPLY_LINES = 2
# Widths in average characters.
_PATIENT_COLUMNS = {
    caregiver_patients.COL_NAME: 34,
    caregiver_patients.COL_BIRTH_DATE: 13,
    caregiver_patients.COL_ROLE_REASON: 17,
    caregiver_patients.COL_AUTHORITY: 12,
    caregiver_patients.COL_RESIDES_WITH: 16,
}
_MESSAGE_COLUMNS = {
    sent_messages.COL_WHEN: 22,
    sent_messages.COL_KIND: 22,
    sent_messages.COL_TO: 30,
    sent_messages.COL_BY: 18,
}


class PortalRegistration(QDialog):
    """About one contact; not modal. It follows the records by itself while it is open."""

    explanation_wanted = Signal()
    """Why can't they see…? was clicked."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: StaffMember,
        contact_id: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._contact_id = contact_id
        self._registered: int | None = None
        self.ui = Ui_PortalRegistration()
        self.ui.setupUi(self)
        self.patients = CaregiverPatients(self)
        self.messages = SentMessages(practice_rules(records).moment, self)
        self._prepare_tables()
        self.ui.noMessagesState.set_content(
            "mail", "No messages yet", "What the practice sends to this contact is listed here, with its outcome."
        )
        reply = self.ui.serverReplyEdit
        reply.setFixedHeight(reply.fontMetrics().lineSpacing() * _REPLY_LINES + 2 * reply.frameWidth() + 16)
        load_icons(self)
        scroll_when_small(self.ui.contentWidget)
        self.ui.registerButton.clicked.connect(self._register)
        self.ui.printButton.clicked.connect(self._print)
        self.ui.unlockButton.clicked.connect(self._unlock)
        self.ui.signOutButton.clicked.connect(self._sign_out)
        self.ui.closeButton.clicked.connect(self.reject)
        self.ui.explainButton.clicked.connect(self.explanation_wanted)
        self.ui.messageTableView.selectionModel().currentRowChanged.connect(self._show_detail)
        self.ui.undoBar.attach(records, signals, staff)
        self.ui.undoBar.look()
        signals.changed.connect(self._on_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MILLISECONDS)
        self._clock.timeout.connect(self.refresh)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self.ui.tabWidget.setCurrentIndex(0)
        self.refresh()
        if self.patients.rowCount():
            self.ui.patientTableView.selectRow(0)
        if self.ui.registerButton.isEnabled():
            self.ui.registerButton.setFocus()
        else:
            self.ui.patientTableView.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    @Slot()
    def refresh(self) -> None:
        """Read everything again; what is selected stays."""
        try:
            shown = register.caregiver_authority(self._records, self._contact_id)
        except RecordGone:
            self._show_gone()
            return
        practice = practice_rules(self._records)
        messages = register.sent_messages(self._records, self._contact_id)
        self._show_authority(shown, practice)
        self._show_messages(messages, practice)
        self._show_outcome(messages)

    def _prepare_tables(self) -> None:
        patients, messages = self.ui.patientTableView, self.ui.messageTableView
        patients.setModel(self.patients)
        messages.setModel(self.messages)
        _prepare(patients, _PATIENT_COLUMNS, caregiver_patients.COL_STATUS)
        _prepare(messages, _MESSAGE_COLUMNS, sent_messages.COL_OUTCOME)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not self.isVisible():
            return
        if changed.everything or changed.outbox or changed.settings or changed.patient_ids or changed.contact_ids:
            self.refresh()

    # -- tab Caregiver Contact Authority

    def _show_authority(self, shown: CaregiverAuthority, practice: PracticeRules) -> None:
        ui = self.ui
        self.setWindowTitle(f"Portal registration: {shown.name}")
        ui.nameLabel.setText(shown.name)
        ui.homeEmailLabel.setText(shown.home_email or "No Home Email")
        self.patients.set_rows(shown.patients)
        ui.accountLabel.setText(shown.account)
        ui.linkLabel.setText(shown.link)
        ui.lastWelcomeLabel.setText(_last_welcome_text(shown.last_welcome, practice))
        if shown.can_register:
            heading = "Register sends a Welcome Email to this address:"
            text = shown.home_email
            if shown.own_account_of:
                heading = f"Register sets up {shown.own_account_of}’s own portal account, after asking."
            elif shown.declined:
                heading, text = "Register ends the declining, after asking:", shown.declined
        else:
            heading = "Register is not possible yet:"
            text = "\n".join(f"•  {reason}" for reason in shown.why_not)
        ui.whyHeadingLabel.setText(heading)
        ui.whyLabel.setText(text)
        buttons = (ui.registerButton, ui.printButton, ui.unlockButton, ui.signOutButton)
        had_focus = self.focusWidget() in buttons
        ui.registerButton.setEnabled(shown.can_register)
        ui.printButton.setEnabled(shown.can_print)
        ui.unlockButton.setVisible(shown.is_locked)
        ui.signOutButton.setVisible(shown.signed_in > 0)
        ui.registerButton.setAccessibleDescription(f"{heading} {' '.join(shown.why_not) or text}")
        if had_focus and self.focusWidget() not in buttons:
            (ui.registerButton if shown.can_register else ui.closeButton).setFocus()

    @Slot()
    def _register(self) -> None:
        def write() -> None:
            shown = register.caregiver_authority(self._records, self._contact_id)
            if agreed_to_register(self, self._prompts, shown, practice_rules(self._records).moment):
                self._registered = register.register(self._records, self._contact_id, self._staff).message_id
                self.refresh()

        self._attempt(write, "Register", "Nothing was sent")

    @Slot()
    def _print(self) -> None:
        def write() -> None:
            shown = register.caregiver_authority(self._records, self._contact_id)
            if not self._agreed_to_void(shown):
                return
            printer = welcome_sheet.choose_printer(self)
            if printer is None:
                return
            # Only now: whoever cancels keeps the link that was mailed.
            sheet = make_sheet(self._records, self._contact_id, self._staff)
            printed = welcome_sheet.print_sheet(sheet, printer)
            self._registered = None
            self.refresh()
            if printed:
                words = f"The welcome sheet for {sheet.parent} was handed to the printer."
                self.ui.messageBar.show_message(Tone.GOOD, f"{words} {self._sheet_end(sheet.expires_at)}".strip())
            else:
                self.ui.messageBar.show_message(
                    Tone.DANGER,
                    "The printer did not take the welcome sheet. See that it is on and has paper, then press Print "
                    "again; older links have stopped working.",
                )

        self._attempt(write, "Print", "Nothing was printed")

    def _sheet_end(self, expires_at: dt.datetime | None) -> str:
        if expires_at is None:
            return ""
        return f"Its link is valid until {practice_rules(self._records).moment(expires_at)}."

    @Slot()
    def _unlock(self) -> None:
        def write() -> None:
            unlock(self._records, self._contact_id, self._staff)
            self._registered = None
            self.refresh()
            self.ui.messageBar.show_message(Tone.GOOD, "Unlocked: this parent can try again now.")

        self._attempt(write, "Unlock", "Nothing was unlocked")

    @Slot()
    def _sign_out(self) -> None:
        def write() -> None:
            ended = end_sessions_at_desk(self._records, self._contact_id, self._staff)
            self._registered = None
            self.refresh()
            words = "1 phone or computer" if ended == 1 else f"{ended} phones and computers"
            self.ui.messageBar.show_message(Tone.GOOD, f"Signed out: {words}. The parent can sign in again.")

        self._attempt(write, "Sign out everywhere", "Nobody was signed out")

    def _attempt(self, write: Callable[[], None], button: str, undone: str) -> None:
        """Do what a button is for; say in words if it can't be done. `undone`: what did not happen then."""
        bar = self.ui.messageBar
        try:
            write()
        except RecordGone:
            self._show_gone()
        except NoAccess as refusal:
            self.refresh()
            bar.show_message(
                Tone.WARNING, f"{undone}: " + "; ".join(refusal.reasons) + ". Somebody changed this meanwhile."
            )
        except NoPortalAddress:
            bar.show_message(
                Tone.WARNING,
                f"{undone}: without the portal’s address no link can be made. A manager can enter it in Settings.",
            )
        except RecordsBusyError:
            bar.show_message(
                Tone.WARNING,
                f"Another program is writing to the records just now. {undone}; press {button} again.",
            )
        except StorageError as error:
            log.exception("%s was not written", button)
            bar.show_message(Tone.DANGER, not_written(error, f"{undone}.", f"press {button} again"))

    def _agreed_to_void(self, shown: CaregiverAuthority) -> bool:
        """Ask before a sheet's new link makes an older one stop working."""
        last = shown.last_welcome
        if last is not None and last.state.is_pending:
            voids = f"The Welcome Email to {last.to_address} that waits to be sent is cancelled."
        elif shown.live_link_until is not None:
            until = practice_rules(self._records).moment(shown.live_link_until)
            voids = f"The link that {shown.name} has now (valid until {until}) stops working."
        else:
            return True
        answer = self._prompts.ask(
            self,
            "Print a welcome sheet?",
            f"The sheet has a new setup link of its own. {voids}",
            [Choice("print", "&Print", ChoiceRole.PRIMARY), Choice("cancel", "&Cancel", ChoiceRole.CANCEL)],
            tone=Tone.INFO,
        )
        return answer == "print"

    def _show_outcome(self, messages: tuple[SentMessage, ...]) -> None:
        """What became of the message that this window registered."""
        mine = next((row for row in messages if row.message_id == self._registered), None)
        if mine is None:
            return
        tone = MESSAGE_TONES[mine.state]
        if mine.state.is_pending:
            tone, words = _waiting_words(mine, practice_rules(self._records), queue_hold(self._records))
        elif mine.state is MessageState.SENT:
            words = f"The Welcome Email to {mine.to_address} was handed to the mail server."
        else:
            words = f"The Welcome Email to {mine.to_address}: {mine.state.label.lower()}. {mine.explanation}"
        bar = self.ui.messageBar
        if bar.text != words:
            bar.show_message(tone, words)

    def _show_gone(self) -> None:
        self._clock.stop()
        self.ui.tabWidget.setEnabled(False)
        self.ui.messageBar.show_message(
            Tone.WARNING, "This contact was removed meanwhile. Nothing was sent; you can close this window."
        )
        self.ui.closeButton.setFocus()

    # -- tab Messages

    def _show_messages(self, messages: tuple[SentMessage, ...], practice: PracticeRules) -> None:
        table = self.ui.messageTableView
        selected = table.currentIndex().data(MESSAGE_ID_ROLE)
        self.messages.show_sent(messages, practice.moment)
        if not messages:
            self.ui.messageStack.setCurrentWidget(self.ui.noMessagesPage)
            return
        self.ui.messageStack.setCurrentWidget(self.ui.messagesListPage)
        number = self.messages.number_of(selected) if selected is not None else 0
        table.selectRow(number or 0)
        self._show_detail()

    @Slot()
    def _show_detail(self) -> None:
        index = self.ui.messageTableView.currentIndex()
        if not index.isValid():
            return
        row = self.messages.row(index.row())
        ui = self.ui
        ui.outcomeChipLabel.setText(row.state.label)
        restyle(ui.outcomeChipLabel, tone=MESSAGE_TONES[row.state].value)
        ui.detailHeadingLabel.setText(f"{row.kind.label} to {row.to_address}")
        ui.explanationLabel.setText(self._explanation(row))
        for widget in (ui.serverReplyCaptionLabel, ui.serverReplyEdit):
            widget.setVisible(bool(row.server_reply))
        if ui.serverReplyEdit.toPlainText() != row.server_reply:
            ui.serverReplyEdit.setPlainText(row.server_reply)

    def _explanation(self, row: SentMessage) -> str:
        moment = practice_rules(self._records).moment
        lines = [f"Asked for by {row.queued_by} on {moment(row.queued_at)}."]
        if row.explanation and row.state is not MessageState.SENT:
            lines.append(row.explanation)
        if row.state is MessageState.QUEUED and row.tries:
            tries = "once" if row.tries == 1 else f"{row.tries} times"
            lines.append(f"Tried {tries}; next try {moment(row.due_at)}.")
        elif row.finished_at and row.state is MessageState.SENT:
            lines.append(f"The mail server took it on {moment(row.finished_at)}.")
        return "\n".join(lines)


def _prepare(table: QTableView, widths: dict[int, int], status_column: int) -> None:
    prepare_table(table)
    restyle(table, role="embedded")
    table.setItemDelegateForColumn(status_column, ChipDelegate(table))
    table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    width = table.fontMetrics().averageCharWidth()
    header = table.horizontalHeader()
    for column, characters in widths.items():
        header.resizeSection(column, width * characters)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


def _waiting_words(mail: SentMessage, practice: PracticeRules, hold: QueueHold | None) -> tuple[Tone, str]:
    """What becomes of a Welcome Email that is not handed over yet; while it can be taken back, when it goes out."""
    queued = mail.state is MessageState.QUEUED
    if queued and hold is not None:
        # This window covers the main window's banner.
        words = f"The Welcome Email to {mail.to_address} waits: sending is paused. {pause_words(hold, practice)}"
        return Tone.WARNING, words
    seconds = math.ceil((mail.due_at - mail.queued_at).total_seconds())
    if queued and not mail.tries and mail.due_at > practice.now and seconds <= UNDO_SECONDS_LIMIT:
        return MESSAGE_TONES[mail.state], waiting_words([mail.to_address], seconds, "Register")
    words = waiting_words([mail.to_address], 0, "Register")
    return MESSAGE_TONES[mail.state], f"{words} {mail.explanation}" if mail.explanation else words


def _last_welcome_text(last: LastWelcome | None, practice: PracticeRules) -> str:
    if last is None:
        return "None was sent yet"
    return f"{last.state.label}: {practice.moment(last.at)}, to {last.to_address}, by {last.by}"
