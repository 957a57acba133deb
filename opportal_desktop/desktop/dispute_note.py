# SPDX-License-Identifier: GPL-3.0-or-later
"""Setting and ending the dispute note of a chart: asks for what is needed, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration import dispute_notes
from opportal_desktop.registration.access_shifts import listed
from opportal_desktop.registration.errors import DraftInvalid, RecordGone
from opportal_desktop.terms import StaffMember

_CANCEL = Choice("cancel", "&Cancel", ChoiceRole.CANCEL)


def ask_and_set(
    records: Records, prompts: Prompts, staff: StaffMember, patient_id: int, standing: str, parent: QWidget
) -> None:
    """Ask what is disputed, offer the brothers' and sisters' charts, and let the note stand."""
    note = prompts.ask_text(
        parent,
        "Dispute note",
        "What is disputed, and what the desk should do",
        explanation="It stands above the chart until somebody ends it. Nobody’s access changes by it; while it stands, "
        "each change of Authority asks for a reason. Parents never see it.",
        initial=standing,
        accept="&Set note",
        multiline=True,
    )
    if note is None or note.strip() == standing:
        return
    patient_ids = [patient_id]
    if others := dispute_notes.siblings_without_note(patient_id):
        names = listed(name for _, name in others)
        answer = prompts.ask(
            parent,
            "Set it for brothers and sisters too?",
            f"No dispute note stands in the chart of {names}.",
            [
                Choice("all", "&Their charts too", ChoiceRole.PRIMARY),
                Choice("one", "&This chart only"),
                _CANCEL,
            ],
            tone=Tone.INFO,
        )
        if answer == "cancel":
            return
        patient_ids += [other for other, _ in others] if answer == "all" else []
    _attempt(prompts, parent, lambda: dispute_notes.set_dispute_note(records, patient_ids, note, staff))


def ask_and_end(
    records: Records, prompts: Prompts, staff: StaffMember, patient_id: int, standing: str, parent: QWidget
) -> None:
    """Ask why the note ends, and take it from this chart."""
    answer, reason = prompts.ask_reason(
        parent,
        "End the dispute note of this chart?",
        f"It says: {standing}\n\nThe note and who ended it stay in the history.",
        (),
        [Choice("end", "&End note", ChoiceRole.PRIMARY), _CANCEL],
    )
    if answer == "end":
        _attempt(prompts, parent, lambda: dispute_notes.end_dispute_note(records, patient_id, staff, reason))


def _attempt(prompts: Prompts, parent: QWidget, write: Callable[[], None]) -> None:
    try:
        write()
    except DraftInvalid as refusal:
        prompts.tell(parent, "The note was not set", refusal.errors["dispute_note"], tone=Tone.WARNING)
    except RecordGone:
        prompts.tell(parent, "The note was not changed", "The patient was removed meanwhile.", tone=Tone.WARNING)
    except RecordsBusyError:
        words = "Another program is saving right now. Nothing was changed; try again in a moment."
        prompts.tell(parent, "The note was not changed", words, tone=Tone.WARNING)
    except StorageError as error:
        words = not_written(error, "Nothing was changed.")
        prompts.tell(parent, "The note was not changed", words, tone=Tone.DANGER)
