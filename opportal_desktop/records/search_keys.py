# SPDX-License-Identifier: GPL-3.0-or-later
"""What patients are found by: written with them and their contacts, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from opportal_desktop.folding import fold_words
from opportal_desktop.records.models import Contact, FamilyContact, Patient, database

LAST = "\U0010ffff"
"""Sorts behind every continuation of a prefix."""

OWN_NAME, CONTACT_NAME, PHONE, EMAIL = "n", "g", "p", "e"
OWN_PAIR, CONTACT_PAIR = "N", "G"
PAIR_LETTERS = 2
"""Letters of each of two words of a name under which the two are kept together."""

CONTACT_FIELDS = frozenset(
    ("first_name", "middle_name", "last_name", "nickname", "home_email", "cell_phone", "home_phone", "work_phone")
)
"""Fields of a contact that its patients are found by."""

Key = tuple[str, str, str, str, int, int, bool, str, str]
"""A row of `SearchKey`, its columns in `KEY_COLUMNS`."""

KEY_COLUMNS = ("kind", "key", "sort_last", "sort_first", "patient_id", "contact_id", "active", "words", "contact_name")
_PRIMARY_KEY_COLUMNS = 6
_DELETE_KEY = "DELETE FROM search_key WHERE " + " AND ".join(
    f"{column} = ?" for column in KEY_COLUMNS[:_PRIMARY_KEY_COLUMNS]
)


def index_patient(patient_id: int) -> None:
    """Write a patient's search keys anew, within the caller's transaction."""
    patient = Patient.get_by_id(patient_id)
    contacts = list(
        Contact.select()
        .join(FamilyContact)
        .where(FamilyContact.patient == patient_id, FamilyContact.ended_at.is_null())
    )
    _replace("patient_id = ?", (patient_id,), search_keys(patient, contacts))


def index_contact(contact: Contact) -> None:
    """Write the search keys that patients have through this contact anew, within the caller's transaction."""
    patients = (
        Patient.select(Patient.id, Patient.sort_last, Patient.sort_first, Patient.active)
        .join(FamilyContact)
        .where(FamilyContact.contact == contact.id, FamilyContact.ended_at.is_null())
    )
    _replace(
        "contact_id = ? AND patient_id IN (SELECT patient_id FROM family_contact WHERE contact_id = ?)",
        (contact.id, contact.id),
        (key for patient in patients for key in contact_keys(patient, contact)),
    )


def search_keys(patient: Patient, contacts: Iterable[Contact]) -> Iterator[Key]:
    """All keys that a patient is found by: their own and their active contacts'."""
    whose = _Whose(patient)
    yield from whose.names(OWN_NAME, OWN_PAIR, patient)
    yield from whose.keys(PHONE, _phone_keys(patient.cell_phone, patient.home_phone))
    yield from whose.keys(EMAIL, [patient.email.casefold()])
    for contact in contacts:
        yield from contact_keys(patient, contact)


def contact_keys(patient: Patient, contact: Contact) -> Iterator[Key]:
    """The keys that a patient is found by through one active contact."""
    whose = _Whose(patient, contact.id, f"{contact.first_name} {contact.last_name}".strip())
    yield from whose.names(CONTACT_NAME, CONTACT_PAIR, contact)
    yield from whose.keys(PHONE, _phone_keys(contact.cell_phone, contact.home_phone, contact.work_phone))
    yield from whose.keys(EMAIL, [contact.home_email.casefold()])


@dataclass(frozen=True, slots=True)
class _Whose:
    """What the keys lead to: a patient, themselves or through a contact."""

    patient: Patient
    contact_id: int = 0
    contact_name: str = ""

    def names(self, kind: str, pair_kind: str, person: Patient | Contact) -> Iterator[Key]:
        words = fold_words(person.last_name, person.first_name, person.middle_name, person.nickname)
        all_words = "".join(f" {word}" for word in words)
        yield from self.keys(kind, words, all_words)
        yield from self.keys(pair_kind, (pair_key(*pair) for pair in combinations(words, 2)), all_words)

    def keys(self, kind: str, keys: Iterable[str], words: str = "") -> Iterator[Key]:
        patient = self.patient
        found_as = (patient.sort_last, patient.sort_first, patient.id, self.contact_id, patient.active)
        for key in dict.fromkeys(keys):
            if key:
                yield kind, key, *found_as, words, self.contact_name


def pair_key(one: str, other: str) -> str:
    """The key of two words of a name, in whichever order they come: "ja sm" for Smith and James."""
    first, second = sorted((one[:PAIR_LETTERS], other[:PAIR_LETTERS]))
    return f"{first} {second}"


def _replace(where: str, parameters: tuple[int, ...], keys: Iterable[Key]) -> None:
    """Put these keys in the place of the stored ones; what stays is not written, each key being a page of its own."""
    columns = ", ".join(KEY_COLUMNS)
    stored = set(_execute(f"SELECT {columns} FROM search_key WHERE {where}", parameters).fetchall())
    wanted = set(keys)
    for gone in stored - wanted:
        _execute(_DELETE_KEY, gone[:_PRIMARY_KEY_COLUMNS])
    new = wanted - stored
    if new:
        marks = f"({', '.join('?' * len(KEY_COLUMNS))})"
        _execute(
            f"INSERT INTO search_key ({columns}) VALUES {', '.join([marks] * len(new))}",
            tuple(value for key in new for value in key),
        )


def _execute(sql: str, parameters: tuple[Any, ...]) -> Any:
    return database.execute_sql(database.native(sql), parameters)


def _phone_keys(*phones: str) -> Iterator[str]:
    """A number is found from its start, without its area code, and by its last four digits."""
    for phone in phones:
        digits = "".join(ch for ch in phone.partition(";")[0] if ch.isdigit())
        if phone.startswith("+1") and len(digits) == 11:
            digits = digits[1:]
        if digits:
            yield digits
            if len(digits) == 10:
                yield digits[3:]
            if len(digits) > 4:
                yield digits[-4:]
