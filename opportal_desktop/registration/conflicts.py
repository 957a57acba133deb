# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk must see before Save (DESIGN.md part 2, Conflicts): shown inline, never a dead end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import FamilyPicture, LinkFacts
from opportal_desktop.registration.same_person import Person, likeness
from opportal_desktop.terms import Authority


class ConflictKind(Enum):
    """What kind of conflict; the first three ask for a reason."""

    CUSTODY = "custody"
    FORMER_ACCESS = "former access"
    DISPUTE = "dispute"
    SHARED_EMAIL = "shared email"
    SHARED_CELL = "shared cell"
    DUPLICATE = "duplicate"
    CHILD_EMAIL = "child email"
    OWN_PATIENT = "own patient"


NEED_REASON = frozenset({ConflictKind.CUSTODY, ConflictKind.FORMER_ACCESS, ConflictKind.DISPUTE})


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict in words.

    Attributes:
        field: of the draft, where it stands beside.
        contact_id: the other contact, for "open" and "use this one instead"; None where it is about a patient.
    """

    kind: ConflictKind
    statement: str
    field: str
    contact_id: int | None = None

    @property
    def needs_reason(self) -> bool:
        return self.kind in NEED_REASON


def exclusive_conflicts(
    before: LinkFacts | None, after: LinkFacts, picture: FamilyPicture, practice: PracticeRules
) -> tuple[Conflict, ...]:
    """Exclusive beside another active Joint or Exclusive on the same patient, if this Save brings it about.

    Args:
        picture: holds the other contacts of the same patient.
    """
    if not after.is_active(practice.now) or not after.authority.grants_access:
        return ()
    if before is not None and before.is_active(practice.now) and before.authority is after.authority:
        return ()
    others = [
        link
        for link in picture.links
        if link.patient_id == after.patient_id
        and link.contact_id != after.contact_id
        and link.is_active(practice.now)
        and link.authority.grants_access
        and Authority.EXCLUSIVE in (link.authority, after.authority)
    ]
    if not others:
        return ()
    named = [f"{picture.contacts[link.contact_id].name} ({link.authority.label})" for link in others]
    have = "has authority" if len(named) == 1 else "have authority"
    keep = "keeps" if len(named) == 1 else "keep"
    statement = (
        f"{' and '.join(named)} {have} for this patient too, and {keep} access to the portal: Authority None is what "
        f"ends it. {after.authority.label} beside that needs a reason, for example a court order."
    )
    return (Conflict(ConflictKind.CUSTODY, statement, "authority", others[0].contact_id),)


def person_conflicts(draft: Person, others: Iterable[Person]) -> tuple[Conflict, ...]:
    """Other contacts with the same email or cell, and likely duplicates; the likeliest first."""
    found: list[tuple[float, Conflict]] = []
    for other in others:
        alike = likeness(draft, other)
        if alike.is_likely:
            same = f"the same {' and '.join(alike.shared)}" if alike.shared else f"nearly the same {alike.nearly[0]}"
            statement = f"{other.name} is already a contact, with {same}: probably the same person."
            found.append(
                (10 + alike.points, Conflict(ConflictKind.DUPLICATE, statement, "last_name", other.contact_id))
            )
            continue
        if draft.email_key and draft.email_key == other.email_key:
            statement = f"{other.name} has this Home Email too. Each parent needs their own."
            found.append((2, Conflict(ConflictKind.SHARED_EMAIL, statement, "home_email", other.contact_id)))
        if draft.cell_phone and draft.cell_phone == other.cell_phone:
            statement = f"{other.name} has this Cell Phone too."
            found.append((1, Conflict(ConflictKind.SHARED_CELL, statement, "cell_phone", other.contact_id)))
    found.sort(key=lambda ranked: -ranked[0])
    return tuple(conflict for _, conflict in found)
