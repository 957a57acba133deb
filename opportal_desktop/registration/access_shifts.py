# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gains and who loses which child by a change, in names: the step between two pictures as people read it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import (
    Consequences,
    FamilyPicture,
    LinkKey,
    access,
    links_with_access,
    sentence,
)


@dataclass(frozen=True, slots=True)
class AccessShift:
    """What a change means for one person.

    Attributes:
        keys: the links that it is about.
        loses: True where access ends, False where it begins.
        patients: their names, eldest first.
        why: of a loss, the first condition that fails after the change.
    """

    contact_id: int
    name: str
    loses: bool
    patients: tuple[str, ...]
    keys: tuple[LinkKey, ...]
    why: str = ""

    @property
    def statement(self) -> str:
        """ "Luis Pérez loses access to Mateo and Lucía García: Authority is None." """
        verb = "loses" if self.loses else "gains"
        words = f"{self.name} {verb} access to {listed(self.patients)}"
        return sentence(f"{words}: {self.why}" if self.why else words)


def access_shifts(
    before: FamilyPicture, after: FamilyPicture, outcome: Consequences, practice: PracticeRules
) -> tuple[AccessShift, ...]:
    """Everybody who gains or loses a patient, losses first.

    Two records of one person (rule A6: same name, same email) share an account: who still sees the patient by the
    other record loses nothing.
    """
    lost = _of_people(outcome.ends, before, after, practice)
    gained = _of_people(outcome.begins, after, before, practice)
    return (
        *(_shift(contact_id, keys, True, before, after, practice) for contact_id, keys in lost.items()),
        *(_shift(contact_id, keys, False, after, after, practice) for contact_id, keys in gained.items()),
    )


def _of_people(
    keys: Iterable[LinkKey], picture: FamilyPicture, other: FamilyPicture, practice: PracticeRules
) -> dict[int, list[LinkKey]]:
    """{contact: links} of those links whose account sees the patient in `picture`, but by no record in `other`."""
    keys = tuple(keys)
    if not keys:
        return {}
    seen = {
        (patient_id, other.contacts[contact_id].email_key, other.contacts[contact_id].name_key)
        for patient_id, contact_id in links_with_access(other, practice)
    }
    found: dict[int, list[LinkKey]] = {}
    for patient_id, contact_id in keys:
        contact = picture.contacts[contact_id]
        if (patient_id, contact.email_key, contact.name_key) not in seen:
            found.setdefault(contact_id, []).append((patient_id, contact_id))
    return found


def _shift(
    contact_id: int,
    keys: list[LinkKey],
    loses: bool,
    picture: FamilyPicture,
    after: FamilyPicture,
    practice: PracticeRules,
) -> AccessShift:
    patients = sorted((picture.patients[key[0]] for key in keys), key=lambda patient: (patient.birth_date, patient.id))
    return AccessShift(
        contact_id=contact_id,
        name=picture.contacts[contact_id].name,
        loses=loses,
        patients=tuple(patient.name for patient in patients),
        keys=tuple(keys),
        why=_why(keys[0], after, practice) if loses else "",
    )


def _why(key: LinkKey, after: FamilyPicture, practice: PracticeRules) -> str:
    link = after.links_by_key.get(key)
    return "removed from the chart" if link is None else access(link, after, practice).reasons[0]


def listed(names: Iterable[str]) -> str:
    """ "Mateo, Lucía and Zoë" """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
