# SPDX-License-Identifier: GPL-3.0-or-later
"""Ties the main window to the messages: the one Messages window, and the number of what needs attention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication

from opportal_desktop.desktop.attention_watch import AttentionWatch
from opportal_desktop.desktop.main_window import MainWindow
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.records.records import Records
from opportal_desktop.terms import StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.messages_window import MessagesWindow


class OpenContact(Protocol):
    """Shows a contact in a patient's chart, with the focus in a field ("home_email") or in none ("")."""

    def __call__(self, patient_id: int, contact_id: int, field: str, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the window's buttons lead: to other windows, which are the program's to open."""

    open_contact: OpenContact
    open_settings: Callable[[bool], object]
    """where what is paused can be put right; True: the texts, not the mail"""
    try_again: Callable[[], object]
    coming_of_age: Callable[[], object]


class MessageCenter(QObject):
    """Made once the records are open; `stop` it before they are closed."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: StaffMember,
        state: WindowState,
        main_window: MainWindow,
        ways: Ways,
    ) -> None:
        super().__init__(main_window)
        self._records = records
        self._signals = signals
        self._prompts = prompts
        self._staff = staff
        self._state = state
        self._main_window = main_window
        self._ways = ways
        self.window: MessagesWindow | None = None
        self.attention = AttentionWatch(records, signals, self)
        self.attention.changed.connect(self._show_count)
        # Else a hidden or forgotten window would keep the program running.
        main_window.closed.connect(self.close)
        self.attention.look()

    @Slot()
    def show_messages(self) -> None:
        """Bring the list of all messages to the front."""
        self._messages_window().show_all()

    @Slot()
    def show_attention(self) -> None:
        """Bring what needs attention to the front."""
        self._messages_window().show_attention()

    def show_contact(self, contact_id: int, name: str) -> None:
        """Bring every message to one contact to the front."""
        self._messages_window().show_contact(contact_id, name)

    @Slot()
    def close(self) -> None:
        """Close the Messages window and destroy it in order; Qt destroys the parts of a forgotten one in any."""
        window, self.window = self.window, None
        if window is not None:
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)

    def stop(self) -> None:
        self.attention.stop()
        self.close()

    def _messages_window(self) -> MessagesWindow:
        # Here and not above: at the start nobody reads messages.
        from opportal_desktop.desktop.messages_window import MessagesWindow

        if self.window is None:
            self.window = MessagesWindow(
                self._records, self._signals, self._prompts, self._staff, self.attention, self._ways, self._state
            )
        return self.window

    @Slot()
    def _show_count(self) -> None:
        self._main_window.show_attention(len(self.attention.items))
