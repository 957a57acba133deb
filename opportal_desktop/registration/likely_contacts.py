# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts that a new one may be: found while it is typed, the likeliest first, with what agrees in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from opportal_desktop.folding import fold
from opportal_desktop.records import families
from opportal_desktop.records.look_alikes import LookAlike, Sought
from opportal_desktop.records.look_alikes import look_alikes as candidates
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.contact_draft import PERSON_FIELDS, ContactDraft, tidy
from opportal_desktop.registration.nicknames import variants
from opportal_desktop.registration.same_person import Likeness, Person, likeness, ranked, similar_names
from opportal_desktop.registration.validators import check_email

SHOWN = 4
"""Suggestions at most: who looks like more people than that is told apart by one more field."""

_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class LikelyContact:
    """An existing contact beside a new one.

    Attributes:
        likely: probably the same person; otherwise only the names agree.
        words: what agrees, and what contradicts, in words.
        in_charts: names of the patients in whose charts they are.
        here: already in the chart in which the new one is typed.
    """

    contact_id: int
    name: str
    likely: bool
    words: tuple[str, ...]
    in_charts: tuple[str, ...]
    here: bool


def get_ready() -> None:
    """Load what the first suggestion would wait for, some tens of milliseconds; on any thread."""
    same_name = Person(None, "", "robert", "robertson"), Person(None, "", "bob", "robertsen")
    similar_names(*same_name)


def person_of_draft(draft: ContactDraft) -> Person:
    """A tidied draft, to be compared."""
    return Person.of(draft.contact_id, draft, check_email(draft.home_email).key, (draft.home_phone, draft.work_phone))


def look_alikes(person: Person, patient_id: int) -> tuple[Person, ...]:
    """Whom the records have that may be this person, to be compared; `patient_id`: in whose chart, or 0."""
    patient = families.patient_row(patient_id) if patient_id else None
    first_names = [name for name in (person.first, *person.first.split()[:1], person.nickname) if name]
    sought = Sought(
        email_key=person.email_key,
        phones=person.phones,
        birth_dates=_dates(person.birth_date),
        sort_last=person.last,
        sort_first=person.first,
        sort_first_variants=frozenset(variant for name in first_names for variant in variants(name)),
        patient_sort_last=patient.sort_last if patient else "",
        postal_code=person.postal_code,
    )
    return tuple(person_of_row(row) for row in candidates(sought, person.contact_id))


def likely_contacts(records: Records, draft: ContactDraft, limit: int = SHOWN) -> tuple[LikelyContact, ...]:
    """The existing contacts that this new one may be, the likeliest first; nobody while too little is typed.

    Who has only the name in common is left out where somebody is probably the same person.
    """
    tidied = tidy(draft, load_settings(records).phone_region)
    person = person_of_draft(tidied)
    if not _says_enough(person):
        return ()
    found = ranked(person, look_alikes(person, tidied.patient_id))
    found = ([pair for pair in found if pair[1].is_likely] or found)[:limit]
    charts = families.charts_of_contacts([other.contact_id for other, _ in found if other.contact_id is not None])
    here = {link.contact_id for link in families.links_of_patient(tidied.patient_id)}
    return tuple(_likely(other, alike, charts, here) for other, alike in found)


def ids_of_similar_name(text: str, patient_id: int, limit: int = 10) -> tuple[int, ...]:
    """Contacts called similarly to what was typed to find somebody: "first last", "last first", or "last, first"."""
    last, comma, first = text.partition(",")
    if not comma:
        first, _, last = " ".join(text.split()).partition(" ")
    points: dict[int, float] = {}
    for names in ((first, last),) if comma else ((first, last), (last, first)):
        sought = Person(None, text, fold(names[0]), fold(names[1]))
        if min(map(len, names)) < _LEAST_LETTERS:
            continue
        for other in look_alikes(sought, patient_id):
            if other.contact_id is not None and similar_names(sought, other):
                points[other.contact_id] = max(likeness(sought, other).points, points.get(other.contact_id, 0.0))
    return tuple(sorted(points, key=lambda contact_id: (-points[contact_id], contact_id))[:limit])


def typed_otherwise(typed: ContactDraft, existing: ContactDraft, phone_region: str) -> tuple[ContactDraft, list[str]]:
    """What a person who was typed anew brings to the existing record of theirs.

    Returns:
        The existing record with its empty fields filled from what was typed, and the names of the fields that say
        something else: those keep what was there.
    """
    tidied = tidy(typed, phone_region)
    filled, differing = {}, []
    for name in PERSON_FIELDS:
        mine, theirs = getattr(tidied, name), getattr(existing, name)
        if not isinstance(mine, str | dt.date) or name in ("language", "preferred_contact"):
            continue
        if mine and not theirs:
            filled[name] = mine
        elif mine and mine != theirs and fold(str(mine)) != fold(str(theirs)):
            differing.append(name)
    return replace(existing, **filled), differing  # type: ignore[arg-type]


def _says_enough(person: Person) -> bool:
    """The last name is filled in from the patient's: alone, or with one letter, it finds the whole family."""
    return bool(
        person.email_key or person.phones or (len(person.first) >= _LEAST_LETTERS and person.last) or person.birth_date
    )


def _dates(day: dt.date | None) -> tuple[dt.date, ...]:
    if day is None:
        return ()
    if day.day > 12 or day.day == day.month:
        return (day,)
    return day, dt.date(day.year, day.day, day.month)


def person_of_row(row: LookAlike) -> Person:
    """A contact's row, to be compared."""
    return Person.of(row.id, row, row.email_key, (row.home_phone, row.work_phone))


def _likely(other: Person, alike: Likeness, charts: dict[int, tuple[str, ...]], here: set[int]) -> LikelyContact:
    contact_id = other.contact_id
    if contact_id is None:
        raise AssertionError("a candidate without an id")
    return LikelyContact(
        contact_id=contact_id,
        name=other.name,
        likely=alike.is_likely,
        words=(*alike.words, *alike.contradicts),
        in_charts=charts.get(contact_id, ()),
        here=contact_id in here,
    )
