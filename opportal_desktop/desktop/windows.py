# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens every window over the open records: each is imported when it is first asked for."""

from __future__ import annotations

import getpass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from opportal_desktop.desktop.day_turn import DayTurn
from opportal_desktop.desktop.exchange_commands import ExchangeCommands
from opportal_desktop.terms import Changed, StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.coming_of_age import ComingOfAgeWindow
    from opportal_desktop.desktop.contact_finder import ContactFinder
    from opportal_desktop.desktop.contact_manager import ContactManager
    from opportal_desktop.desktop.family_contacts import FamilyContacts
    from opportal_desktop.desktop.main_window import MainWindow
    from opportal_desktop.desktop.message_center import MessageCenter
    from opportal_desktop.desktop.practice_server import PracticeServer
    from opportal_desktop.desktop.prompts import Prompts
    from opportal_desktop.desktop.sending import Sending
    from opportal_desktop.desktop.signals import RecordsSignals
    from opportal_desktop.desktop.window_state import WindowState
    from opportal_desktop.mail.senders import MakeTextTransport
    from opportal_desktop.records.records import Records
    from opportal_desktop.records.server_address import Place


class Windows(QObject):
    """Every window that can be opened while one works. `stop` it before the records are closed.

    Attributes:
        staff: who works here now; a manager may change it meanwhile.
        place_fixed: why nobody can choose in the window where the records are; empty where a manager can.
    """

    place_chosen = Signal(object)
    """A `ServerChoice`: this PC's practice is to be on a server from now on."""

    def __init__(
        self,
        records: Records,
        database: Place,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: StaffMember,
        state: WindowState,
        main: MainWindow,
        sending: Sending,
        make_text_transport: MakeTextTransport | None,
    ) -> None:
        super().__init__(main)
        self.staff = staff
        self.place_fixed = ""
        self._records = records
        self._database = database
        self._signals = signals
        self._prompts = prompts
        self._state = state
        self._main = main
        self._sending = sending
        self._make_text_transport = make_text_transport
        self._messages: MessageCenter | None = None
        self._coming_of_age: ComingOfAgeWindow | None = None
        self._contacts: ContactManager | None = None
        self._stopped = False
        self._day_turn = DayTurn(records, signals, self)
        self.exchange = ExchangeCommands(records, database, signals, prompts, main, lambda: self.staff)
        main.settings_requested.connect(self.open_settings)
        main.pause_settings_requested.connect(self.open_pause_settings)
        main.mail_set_up_requested.connect(self.open_mail_setup)
        main.message_texts_requested.connect(self.open_message_texts)
        main.contacts_requested.connect(self.show_contacts)
        main.messages_requested.connect(self._show_messages)
        main.attention_requested.connect(self._show_attention)
        main.coming_of_age_requested.connect(self.show_coming_of_age)
        # Else a hidden or forgotten window would keep the program running.
        main.closed.connect(self._close_coming_of_age)
        main.closed.connect(self._close_contacts)
        main.try_again_requested.connect(sending.retry)
        signals.changed.connect(self._on_changed)

    def stop(self) -> None:
        """Close what reads the records by itself."""
        self._stopped = True
        self._day_turn.stop()
        if self._messages is not None:
            self._messages.stop()
        self._close_coming_of_age()
        self._close_contacts()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if changed.settings or changed.everything:
            from opportal_desktop.records.staff import by_login

            self.staff = by_login(getpass.getuser()) or self.staff

    # -- of a chart

    def family_contacts(self, parent: QWidget) -> FamilyContacts:
        """The section of a chart."""
        from opportal_desktop.desktop.family_contacts import FamilyContacts

        return FamilyContacts(
            self._records,
            self._signals,
            self._prompts,
            self.staff,
            make_finder=self._make_finder,
            open_registration=self.open_registration,
            open_messages=self._open_messages_of,
            explain_access=self.explain_access,
            parent=parent,
        )

    def _make_finder(self, patient_id: int, parent: QWidget) -> ContactFinder:
        from opportal_desktop.desktop.contact_finder import ContactFinder

        finder = ContactFinder(self._records, patient_id, parent)
        finder.finished.connect(finder.deleteLater)
        return finder

    def open_registration(self, contact_id: int, parent: QWidget) -> None:
        """Open the dialog behind the folder button."""
        from opportal_desktop.desktop.portal_registration import PortalRegistration

        dialog = PortalRegistration(self._records, self._signals, self._prompts, self.staff, contact_id, parent)
        dialog.explanation_wanted.connect(partial(self.explain_access, contact_id, 0, dialog))
        _open(dialog)

    def explain_access(self, contact_id: int, patient_id: int, parent: QWidget) -> None:
        """Open the answer to Why can't they see…?; `patient_id`: whom it is about at first, 0 for all of them."""
        from opportal_desktop.desktop.access_answer import AccessAnswerDialog

        dialog = AccessAnswerDialog(self._records, self._signals, contact_id, patient_id, parent)
        if isinstance(parent, QDialog):
            # The way to fix it leads to the chart behind both.
            dialog.accepted.connect(parent.accept)
        dialog.fix_wanted.connect(partial(self._fix_access, contact_id))
        dialog.chart_wanted.connect(self._main.open_chart)
        _open(dialog)

    def _fix_access(self, contact_id: int, patient_id: int, condition: object) -> None:
        self._main.open_condition(patient_id, contact_id, condition)

    # -- of the practice

    @Slot(bool)
    def open_pause_settings(self, of_texts: bool) -> None:
        """Open the settings where what is paused can be put right: the mail, or the texts."""
        from opportal_desktop.desktop.settings_window import MAIL, PORTAL

        self.open_settings(PORTAL if of_texts else MAIL)

    @Slot()
    def open_settings(self, page: int = 0) -> None:
        """Open the practice's settings, at one of the pages of `settings_window`."""
        from opportal_desktop.desktop.settings_window import SettingsWindow
        from opportal_desktop.mail.senders import twilio

        dialog = SettingsWindow(
            self._records,
            self._signals,
            self._prompts,
            self.staff,
            self._database,
            self._main,
            make_text_transport=self._make_text_transport or twilio,
        )
        dialog.saved.connect(self._sending.retry)
        dialog.mail_set_up_requested.connect(self.open_mail_setup)
        dialog.message_texts_requested.connect(partial(self.open_message_texts, dialog))
        dialog.practice_server_requested.connect(partial(self._open_practice_server, dialog))
        if page:
            dialog.show_page(page)
        _open(dialog)

    def _open_practice_server(self, settings: QDialog) -> None:
        """Where this PC's records are, and moving them to a server; for managers."""
        from opportal_desktop.desktop.practice_server import PracticeServer

        dialog = PracticeServer(self._database, settings, fixed=self.place_fixed)
        dialog.accepted.connect(lambda: self._choose_place(settings, dialog))
        _open(dialog)

    def _choose_place(self, settings: QDialog, dialog: PracticeServer) -> None:
        # Asks about what was changed there and is not saved.
        settings.reject()
        if not settings.isVisible():
            self.place_chosen.emit(dialog.choice)

    @Slot()
    def open_mail_setup(self) -> None:
        """From the sender's address to a mail server that works; for managers."""
        from opportal_desktop.desktop.mail_setup import MailSetup
        from opportal_desktop.records.outbox import HoldReason, queue_hold
        from opportal_desktop.records.settings import load_settings

        if not self.staff.is_manager:
            return
        hold = queue_hold(self._records)
        ended = hold is not None and hold.reason is HoldReason.SIGN_IN
        dialog = MailSetup(
            self._records,
            self._prompts,
            self.staff,
            self._database,
            QApplication.activeModalWidget() or self._main,
            sign_in_again=ended and load_settings(self._records).mail_sign_in.by_token,
        )
        dialog.saved.connect(self._sending.retry)
        _open(dialog)

    @Slot()
    def open_message_texts(self, over: QWidget | None = None) -> None:
        """What the mails say: for managers to change, for everybody to look at; over the main window if not said."""
        from opportal_desktop.desktop.message_texts_window import MessageTextsWindow

        _open(MessageTextsWindow(self._records, self._signals, self._prompts, self.staff, over or self._main))

    @Slot()
    def show_coming_of_age(self) -> ComingOfAgeWindow:
        """Bring the list of patients who reach the age limit to the front."""
        from opportal_desktop.desktop.age_buttons import AgeWays
        from opportal_desktop.desktop.coming_of_age import ComingOfAgeWindow

        if self._coming_of_age is None:
            main = self._main
            ways = AgeWays(main.show_chart, main.open_contact, self.open_registration, main.open_new_contact)
            self._coming_of_age = ComingOfAgeWindow(
                self._records, self._signals, self._prompts, self.staff, ways, self._state
            )
        self._coming_of_age.to_front()
        return self._coming_of_age

    @Slot()
    def _close_coming_of_age(self) -> None:
        window, self._coming_of_age = self._coming_of_age, None
        _destroy(window)

    @Slot()
    def show_contacts(self) -> ContactManager:
        """Bring the list of all contacts to the front."""
        from opportal_desktop.desktop.contact_manager import ContactManager, ContactWays

        if self._contacts is None:
            ways = ContactWays(self._main.open_contact)
            self._contacts = ContactManager(
                self._records, self._signals, self._prompts, lambda: self.staff, ways, self._state
            )
        self._contacts.to_front()
        return self._contacts

    @Slot()
    def _close_contacts(self) -> None:
        window, self._contacts = self._contacts, None
        _destroy(window)

    # -- messages

    @Slot()
    def message_center(self) -> MessageCenter:
        """What knows the messages, made when it is first asked for."""
        from opportal_desktop.desktop.message_center import MessageCenter, Ways

        if self._messages is None:
            retry, age = self._sending.retry, self.show_coming_of_age
            ways = Ways(self._main.open_contact, self.open_pause_settings, retry, age)
            self._messages = MessageCenter(
                self._records, self._signals, self._prompts, self.staff, self._state, self._main, ways
            )
        return self._messages

    @Slot()
    def watch_attention(self) -> None:
        """From now on the status bar says how much needs attention."""
        if not self._stopped:
            self.message_center()

    @Slot()
    def _show_messages(self) -> None:
        self.message_center().show_messages()

    @Slot()
    def _show_attention(self) -> None:
        self.message_center().show_attention()

    def _open_messages_of(self, contact_id: int, name: str) -> None:
        self.message_center().show_contact(contact_id, name)


def _open(dialog: QDialog) -> None:
    # Else every one ever opened would follow the records until the program ends.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _destroy(window: ComingOfAgeWindow | ContactManager | None) -> None:
    """In order; Qt destroys the parts of a forgotten window in any."""
    if window is not None:
        window.stop()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
