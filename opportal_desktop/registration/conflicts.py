# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk must see before Save (DESIGN.md part 2, Conflicts): shown inline, never a dead end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from opportal_desktop.folding import fold
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import FamilyPicture, LinkFacts
from opportal_desktop.terms import Authority

SIMILAR = 0.84
"""How alike two folded names are that may be one (difflib's ratio): lets a typo or a missing letter pass."""


class ConflictKind(Enum):
    """What kind of conflict; CUSTODY asks for a reason."""

    CUSTODY = "custody"
    SHARED_EMAIL = "shared email"
    SHARED_CELL = "shared cell"
    DUPLICATE = "duplicate"
    CHILD_EMAIL = "child email"
    OWN_PATIENT = "own patient"


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


@dataclass(frozen=True, slots=True)
class Person:
    """What two records of people are compared by. Phones are E.164, the email is a key, names and address folded."""

    contact_id: int | None
    name: str
    first: str
    last: str
    nickname: str = ""
    birth_date: dt.date | None = None
    email_key: str | None = None
    cell_phone: str = ""
    phones: frozenset[str] = frozenset()
    address: str = ""

    @classmethod
    def of(
        cls,
        contact_id: int | None,
        first_name: str,
        last_name: str,
        nickname: str,
        birth_date: dt.date | None,
        email_key: str | None,
        cell_phone: str,
        other_phones: Collection[str],
        address_line: str,
        postal_code: str,
    ) -> Person:
        return cls(
            contact_id=contact_id,
            name=f"{first_name} {last_name}".strip(),
            first=fold(first_name),
            last=fold(last_name),
            nickname=fold(nickname),
            birth_date=birth_date,
            email_key=email_key,
            cell_phone=cell_phone if cell_phone.startswith("+") else "",
            phones=frozenset(phone for phone in (cell_phone, *other_phones) if phone.startswith("+")),
            address=fold(f"{address_line} {postal_code}") if address_line else "",
        )


def similar_names(one: Person, other: Person) -> bool:
    """The same or a similar name: a typo, a nickname, first and last swapped, one of two surnames."""
    if {one.first, one.last} == {other.first, other.last}:
        return True
    firsts = {one.first, one.nickname} & {other.first, other.nickname} - {""}
    first_alike = bool(firsts) or _alike(one.first, other.first)
    last_alike = _alike(one.last, other.last) or bool(set(one.last.split()) & set(other.last.split()))
    return first_alike and last_alike


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and SequenceMatcher(None, one, other).ratio() >= SIMILAR


def what_agrees(one: Person, other: Person) -> list[str]:
    """Which of DOB, Home Email, phone and address two records have in common."""
    agreeing = []
    if one.birth_date is not None and one.birth_date == other.birth_date:
        agreeing.append("date of birth")
    if one.email_key and one.email_key == other.email_key:
        agreeing.append("Home Email")
    if one.phones & other.phones:
        agreeing.append("phone")
    if one.address and one.address == other.address:
        agreeing.append("address")
    return agreeing


def custody_conflicts(
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
    statement = (
        f"{' and '.join(named)} {have} for this patient too. "
        f"{after.authority.label} beside that needs a reason, for example a court order."
    )
    return (Conflict(ConflictKind.CUSTODY, statement, "authority", others[0].contact_id),)


def person_conflicts(draft: Person, others: Iterable[Person]) -> tuple[Conflict, ...]:
    """Other contacts with the same email or cell, and likely duplicates; the likeliest first."""
    found: list[tuple[int, Conflict]] = []
    for other in others:
        agreeing = what_agrees(draft, other)
        if agreeing and similar_names(draft, other):
            same = " and ".join(agreeing)
            statement = f"{other.name} is already a contact, with the same {same}: probably the same person."
            found.append(
                (10 + len(agreeing), Conflict(ConflictKind.DUPLICATE, statement, "last_name", other.contact_id))
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
