# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of the Messages window: which view is shown, and to whom and what it is narrowed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.person_filter import PersonFilter
from opportal_desktop.forms.ui_messages_window import Ui_MessagesWindow
from opportal_desktop.records.message_list import MessageFilter
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.registration.messages import contacts_like
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.terms import MessageState

SEARCH_MILLISECONDS = 120
_MOST_PEOPLE = 20
_LEAST_CHARACTERS = 2


class MessageFilters(QObject):
    """Reads and sets the window's filter fields."""

    changed = Signal()
    """Another view, or narrowed otherwise."""

    def __init__(self, ui: Ui_MessagesWindow, records: Records, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = ui
        self._records = records
        self._states: dict[QPushButton, tuple[MessageState, ...]] = {
            ui.allButton: (),
            ui.waitingButton: (MessageState.QUEUED, MessageState.SENDING),
            ui.failedButton: (MessageState.FAILED,),
            ui.sentButton: (MessageState.SENT,),
            ui.cancelledButton: (MessageState.CANCELLED,),
        }
        search = QAction(self)
        set_icon(search, "search")
        ui.searchLineEdit.addAction(search, QLineEdit.ActionPosition.LeadingPosition)
        self._views = QButtonGroup(self)
        for button in (ui.attentionButton, *self._states):
            self._views.addButton(button)
        self.patient = PersonFilter(ui.patientLineEdit, self._find_patients)
        self.contact = PersonFilter(ui.contactLineEdit, self._find_contacts)
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_MILLISECONDS)
        self._timer.timeout.connect(self._tell)
        ui.searchLineEdit.textChanged.connect(self._on_search_edited)
        # Not buttonClicked: a screen reader toggles a button without a click.
        self._views.buttonToggled.connect(self._on_view_toggled)
        self.patient.changed.connect(self._tell)
        self.contact.changed.connect(self._tell)
        ui.clearButton.clicked.connect(self.clear)
        self._show_possible()

    @property
    def chosen(self) -> MessageFilter:
        """What is to be listed."""
        return MessageFilter(
            states=self._states.get(self.view, ()),
            contact_id=self.contact.person_id,
            patient_id=self.patient.person_id,
            text=self._text,
        )

    @property
    def _text(self) -> str:
        # One letter means nearly everybody.
        text = self._ui.searchLineEdit.text().strip()
        return text if len(text) >= _LEAST_CHARACTERS else ""

    @property
    def view(self) -> QPushButton:
        """The button of the view that is shown."""
        return next(button for button in (self._ui.attentionButton, *self._states) if button.isChecked())

    @property
    def shows_attention(self) -> bool:
        return self._ui.attentionButton.isChecked()

    @property
    def is_narrowed(self) -> bool:
        """Whether it is narrowed to a text or a person, besides the view."""
        people = (self.patient.person_id, self.contact.person_id)
        return bool(self._text) or any(person is not None for person in people)

    @Slot()
    def clear(self) -> None:
        """Let everything of the view through."""
        had_focus = self._ui.clearButton.hasFocus()
        self._ui.searchLineEdit.clear()
        self.patient.choose(None)
        self.contact.choose(None)
        self._tell()
        if had_focus:
            self._ui.searchLineEdit.setFocus()

    def _find_patients(self, text: str) -> Sequence[tuple[int, str]]:
        found = find_patients(self._records, text, include_inactive=True, today=practice_rules(self._records).today)
        return [
            (row.patient_id, f"{row.first_name} {row.last_name}   ·   DOB {row.birth_date:%m/%d/%Y}")
            for row in found.rows[:_MOST_PEOPLE]
        ]

    def _find_contacts(self, text: str) -> Sequence[tuple[int, str]]:
        return contacts_like(self._records, text)[:_MOST_PEOPLE]

    @Slot()
    def _on_search_edited(self) -> None:
        self._timer.start()

    @Slot(object, bool)
    def _on_view_toggled(self, button: QPushButton, checked: bool) -> None:
        if checked:
            self._tell()

    @Slot()
    def _tell(self) -> None:
        self._timer.stop()
        self._show_possible()
        self.changed.emit()

    def _show_possible(self) -> None:
        self._ui.filterWidget.setVisible(not self.shows_attention)
        self._ui.clearButton.setEnabled(self.is_narrowed or bool(self._ui.searchLineEdit.text()))
