# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk must see before it changes who has authority for a child; each of these asks for a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from opportal_desktop.records.audit import latest_entry
from opportal_desktop.registration.conflicts import Conflict, ConflictKind, exclusive_conflicts
from opportal_desktop.registration.errors import ReasonRequired
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import FamilyPicture, LinkFacts, LinkKey, access, sentence

ACCESS_ENDED = "portal access ended"
"""The audit trail's word for it."""


def custody_conflicts(
    before: FamilyPicture, after: FamilyPicture, key: LinkKey, practice: PracticeRules
) -> tuple[Conflict, ...]:
    """What is delicate about the step that this link takes.

    Args:
        before, after: hold the other contacts of the same patient, too.
    """
    old, new = before.links_by_key.get(key), after.links_by_key[key]
    return (
        *exclusive_conflicts(old, new, after, practice),
        *_former_access(old, new, before, after, practice),
        *_dispute(old, new, after, practice),
    )


def chart_conflicts(
    before: FamilyPicture, after: FamilyPicture, keys: Iterable[LinkKey], practice: PracticeRules
) -> tuple[Conflict, ...]:
    """The same for a step that several links take, each statement with the patient's name in front."""
    return tuple(
        replace(conflict, statement=f"{after.patients[key[0]].name}: {conflict.statement}")
        for key in keys
        for conflict in custody_conflicts(before, after, key, practice)
    )


def refuse_without_reason(conflicts: tuple[Conflict, ...], reason: str) -> None:
    """Raises ReasonRequired if one of the conflicts asks for a reason and there is none."""
    asking = tuple(conflict.statement for conflict in conflicts if conflict.needs_reason)
    if asking and not reason.strip():
        raise ReasonRequired(asking)


def _former_access(
    old: LinkFacts | None, new: LinkFacts, before: FamilyPicture, after: FamilyPicture, practice: PracticeRules
) -> tuple[Conflict, ...]:
    """A former guardian: the desk took this access away once (Authority, Inactivate, Remove), and would give it back.

    What ended by itself or by a field (an email cleared, a patient of age) comes back without a question.
    """
    if old is not None and old.is_active(practice.now) and old.authority.grants_access:
        return ()
    if not access(new, after, practice).holds or new.contact_id not in before.contacts:
        return ()
    ended = latest_entry(ACCESS_ENDED, new.patient_id, new.contact_id)
    if ended is None:
        return ()
    patient, contact = after.patients[new.patient_id], after.contacts[new.contact_id]
    statement = sentence(
        f"{contact.name} had access to {patient.name} before. {ended.by} ended it on {practice.day(ended.at)}: "
        f"{ended.reason}"
    )
    question = "Giving it back needs a reason."
    return (Conflict(ConflictKind.FORMER_ACCESS, f"{statement} {question}", "authority"),)


def _dispute(
    old: LinkFacts | None, new: LinkFacts, after: FamilyPicture, practice: PracticeRules
) -> tuple[Conflict, ...]:
    """While a dispute note stands in the chart, nobody's authority changes without a word."""
    patient = after.patients[new.patient_id]
    was = old is not None and old.is_active(practice.now) and old.authority.grants_access
    stands = new.is_active(practice.now) and new.authority.grants_access
    same = was == stands and (not stands or (old is not None and old.authority is new.authority))
    if not patient.disputed or same:
        return ()
    statement = f"A dispute note stands in {patient.name}’s chart. A change of Authority needs a reason."
    return (Conflict(ConflictKind.DISPUTE, statement, "authority"),)
