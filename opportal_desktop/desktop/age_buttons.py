# SPDX-License-Identifier: GPL-3.0-or-later
"""What the buttons of the checklist do for a patient who comes of age."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.proxy_consent import ProxyConsentDialog
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.desktop.welcome_words import queued_words
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration import age_actions
from opportal_desktop.registration.age_steps import StepAction, StepLine
from opportal_desktop.registration.coming_of_age import ComingOfAge
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.portal_effects import Effects
from opportal_desktop.terms import AgeStep, StaffMember


@dataclass(frozen=True, slots=True)
class AgeWays:
    """Where the window's buttons lead: to other windows, which are the program's to open."""

    open_chart: Callable[[int], object]
    open_contact: Callable[[int, int, str], object]
    """patient id, contact id, field"""
    open_registration: Callable[[int, QWidget], object]
    """contact id, parent"""
    new_contact: Callable[[ContactDraft], object]


class AgeButtons(QObject):
    """Acts on `row`, the patient whose checklist is shown; a refusal is said in words above the list."""

    done = Signal()
    """Something was stored: the checklist may say something else now."""
    gone = Signal()
    """The patient or the contact is not there any more."""

    def __init__(
        self,
        records: Records,
        prompts: Prompts,
        staff: StaffMember,
        ways: AgeWays,
        window: QWidget,
        say: Callable[[Tone, str], None],
    ) -> None:
        super().__init__(window)
        self.row: ComingOfAge | None = None
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._ways = ways
        self._window = window
        self._say = say

    @Slot(object)
    def mark(self, step: AgeStep) -> None:
        """Note that a step is done, or not wanted."""
        self._do(lambda row: age_actions.mark_step(self._records, row.patient_id, step, self._staff))

    @Slot(object)
    def take_back(self, step: AgeStep) -> None:
        """Take back what was noted."""
        self._do(lambda row: age_actions.take_back_step(self._records, row.patient_id, step, self._staff))

    @Slot(object)
    def act(self, line: StepLine) -> None:
        """Do what a line's button says."""
        does: dict[StepAction, Callable[[ComingOfAge, StepLine], object]] = {
            StepAction.RECORD_CONSENT: self._ask_consent,
            StepAction.CHANGE_CONSENT: self._ask_consent,
            StepAction.ADD_SELF: self._add_self,
            StepAction.OPEN_CONTACT: self._open_contact,
            StepAction.REGISTER: self._register,
            StepAction.PREFER_OWN: self._prefer_own,
            StepAction.NO_CONTACT: self._set_no_contact,
        }
        if line.action is not None:
            action = does[line.action]
            self._do(lambda row: action(row, line))

    def _add_self(self, row: ComingOfAge, _: StepLine) -> None:
        self._ways.new_contact(age_actions.own_contact_draft(self._records, row.patient_id))

    def _open_contact(self, row: ComingOfAge, line: StepLine) -> None:
        self._ways.open_contact(row.patient_id, line.contact_id, line.field)

    def _register(self, _: ComingOfAge, line: StepLine) -> None:
        self._ways.open_registration(line.contact_id, self._window)

    def _prefer_own(self, row: ComingOfAge, line: StepLine) -> None:
        age_actions.prefer_own(self._records, row.patient_id, line.contact_id, self._staff)

    def _set_no_contact(self, row: ComingOfAge, line: StepLine) -> None:
        age_actions.set_no_contact(self._records, row.patient_id, line.contact_id, self._staff)

    def _ask_consent(self, row: ComingOfAge, line: StepLine) -> None:
        name = next(contact.name for contact in row.contacts if contact.contact_id == line.contact_id)
        patient, contact = (row.patient_id, row.first_name), (line.contact_id, name)
        dialog = ProxyConsentDialog(self._records, self._prompts, self._staff, patient, contact, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._on_consent_saved)
        dialog.open()

    @Slot(object)
    def _on_consent_saved(self, effects: Effects) -> None:
        if effects.queued:
            mails = queued_words(self._records, [address for _, address in effects.queued], "Save")
            self._say(Tone.GOOD, f"Saved. {mails}")
        elif effects.consequences.ends:
            self._say(Tone.GOOD, "Saved. Their access to this patient in the portal has ended.")
        self.done.emit()

    def _do(self, what: Callable[[ComingOfAge], object]) -> None:
        if self.row is None:
            return
        self._say(Tone.NEUTRAL, "")
        try:
            what(self.row)
        except RecordGone:
            self._say(Tone.WARNING, "The patient or the contact was removed meanwhile. Nothing was changed.")
            self.gone.emit()
        except RecordsBusyError:
            self._say(Tone.WARNING, "Another program is saving right now. Nothing was changed; try again in a moment.")
        except StorageError as error:
            self._say(Tone.DANGER, not_written(error, "Nothing was changed."))
        else:
            self.done.emit()
