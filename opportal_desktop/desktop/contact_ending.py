# SPDX-License-Identifier: GPL-3.0-or-later
"""Inactivating, reactivating and removing a family contact: each says what it does to the portal, and asks why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.desktop.welcome_words import queued_words
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration import family_contacts
from opportal_desktop.registration.access_shifts import AccessShift
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.errors import LosesAccess, ReasonRequired, RecordGone
from opportal_desktop.registration.family_contacts import FamilyContactRow
from opportal_desktop.registration.portal_effects import Effects
from opportal_desktop.registration.rules import ConditionId, LinkKey
from opportal_desktop.registration.save_contact import forecast
from opportal_desktop.terms import StaffMember

KEPT = "The history is kept, and the contact can be reactivated. Other charts are not changed."
REMOVED = (
    "The person stays in the records and in other charts; what they are to this patient is removed. To keep the "
    "history, inactivate instead."
)
_CANCEL = Choice("cancel", "&Cancel", ChoiceRole.CANCEL)


class ContactEnding:
    """Each method asks, does it, and says what came of it, or why not, with `say`; `reload` reads the rows again."""

    def __init__(
        self,
        records: Records,
        prompts: Prompts,
        staff: StaffMember,
        window: QWidget,
        say: Callable[[Tone, str], None],
        reload: Callable[[], None],
    ) -> None:
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._window = window
        self._say = say
        self._reload = reload

    def inactivate(self, row: FamilyContactRow) -> None:
        self._end(
            row,
            f"Inactivate {row.name} in this chart?",
            KEPT,
            [Choice("inactivate", "&Inactivate", ChoiceRole.PRIMARY), _CANCEL],
        )

    def remove(self, row: FamilyContactRow) -> None:
        self._end(
            row,
            f"Remove {row.name} from this chart?",
            REMOVED,
            [
                Choice("remove", "&Remove", ChoiceRole.DANGER),
                *([Choice("inactivate", "&Inactivate instead")] if row.active else []),
                _CANCEL,
            ],
        )

    def _end(self, row: FamilyContactRow, title: str, explanation: str, choices: list[Choice]) -> None:
        self._attempt(row, partial(self._ask_and_end, row, title, explanation, choices))

    def _ask_and_end(self, row: FamilyContactRow, title: str, explanation: str, choices: list[Choice]) -> None:
        shifts = family_contacts.shifts_of_ending(self._records, row.patient_id, row.contact_id)
        reason = ""
        while True:
            answer, reason = self._ask(row, title, explanation, shifts, choices, reason)
            if answer == "cancel":
                return
            agreed = frozenset(key for shift in shifts for key in shift.keys)
            try:
                self._do(answer, row, reason, agreed)
            except LosesAccess as loss:
                # Somebody changed the family while the question stood there: ask anew, with what it means now.
                shifts = loss.shifts
            else:
                return

    def _ask(
        self,
        row: FamilyContactRow,
        title: str,
        explanation: str,
        shifts: tuple[AccessShift, ...],
        choices: list[Choice],
        reason: str,
    ) -> tuple[str, str]:
        if any(shift.loses for shift in shifts):
            return self._prompts.ask_reason(self._window, title, explanation, shifts, choices, reason=reason)
        unchanged = f"{row.name} has no access to this patient in the portal, so nothing changes there."
        return self._prompts.ask(self._window, title, f"{unchanged} {explanation}", choices), ""

    def _do(self, answer: str, row: FamilyContactRow, reason: str, agreed: frozenset[LinkKey]) -> None:
        use_case = family_contacts.remove if answer == "remove" else family_contacts.inactivate
        done = "was removed from this chart" if answer == "remove" else "is inactive in this chart now"
        effects = use_case(self._records, row.patient_id, row.contact_id, self._staff, reason=reason, agreed=agreed)
        self._say(Tone.GOOD, f"{row.name} {done}.{self._effect_words(effects, row, answer.capitalize())}")

    def reactivate(self, row: FamilyContactRow) -> None:
        self._attempt(row, partial(self._ask_and_reactivate, row))

    def _ask_and_reactivate(self, row: FamilyContactRow) -> None:
        reason = ""
        title = f"Reactivate {row.name} in this chart?"
        choices = [Choice("reactivate", "&Reactivate", ChoiceRole.PRIMARY), _CANCEL]
        again = (
            f"They will have access to this patient in the portal again: a Welcome Email to {row.home_email} is due."
        )
        conflicts = family_contacts.reactivation_conflicts(self._records, row.patient_id, row.contact_id)
        would_see = self._would_have_access(row)
        told = "\n\n".join((*([again] if would_see else []), *(conflict.statement for conflict in conflicts)))
        answer = "reactivate"
        if conflicts:
            answer, reason = self._prompts.ask_reason(self._window, title, told, (), choices)
        elif would_see:
            answer = self._prompts.ask(self._window, title, told, choices, tone=Tone.INFO)
        agreed: frozenset[LinkKey] = frozenset()
        while answer != "cancel":
            try:
                effects = family_contacts.reactivate(
                    self._records, row.patient_id, row.contact_id, self._staff, reason=reason, agreed=agreed
                )
            except LosesAccess as loss:
                # Another parent has the same Home Email: it is nobody's alone then.
                agreed = loss.keys
                answer, reason = self._prompts.ask_reason(
                    self._window, title, told, loss.shifts, choices, reason=reason
                )
            else:
                words = self._effect_words(effects, row, "Reactivate")
                self._say(Tone.GOOD, f"{row.name} is active in this chart again.{words}")
                return

    def _would_have_access(self, row: FamilyContactRow) -> bool:
        """Whether being inactive is all that stands between this contact and the portal."""
        outlook = forecast(self._records, load_contact_draft(self._records, row.patient_id, row.contact_id))
        return {condition.id for condition in outlook.access.failing} == {ConditionId.LINK_ACTIVE}

    def _attempt(self, row: FamilyContactRow, what: Callable[[], None]) -> None:
        try:
            what()
        except RecordGone:
            self._say(Tone.WARNING, f"{row.name} was taken off this chart by somebody else meanwhile.")
            self._reload()
        except ReasonRequired as refusal:
            # Reactivating takes somebody else's access away, or a conflict came up meanwhile.
            statements = " ".join(refusal.statements)
            self._say(Tone.WARNING, f"Nothing was changed. {statements}")
        except RecordsBusyError:
            self._say(Tone.WARNING, "Another program is saving right now. Nothing was changed; try again in a moment.")
        except StorageError as error:
            self._say(Tone.DANGER, not_written(error, "Nothing was changed."))

    def _effect_words(self, effects: Effects, row: FamilyContactRow, after: str) -> str:
        if effects.queued:
            return f" {queued_words(self._records, [address for _, address in effects.queued], after)}"
        if (row.patient_id, row.contact_id) in effects.consequences.ends:
            return " Their access to this patient in the portal has ended."
        return ""
