# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients, contacts and links as an import knows them: those of the records with what it adds, and new ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from opportal_desktop.exchange import fields
from opportal_desktop.exchange.quick_checks import quick_email
from opportal_desktop.exchange.roster import Values
from opportal_desktop.folding import fold
from opportal_desktop.records.roster_lookup import Row
from opportal_desktop.registration.charts import PATIENT_FIELDS as PATIENT_LABELS
from opportal_desktop.registration.contact_draft import PERSON_FIELDS as PERSON_LABELS
from opportal_desktop.registration.same_person import Person
from opportal_desktop.terms import Authority, Language, ResidesWith, RoleReason, Sex

# What a roster can say; everything else a new record has as the models do.
PATIENT_FIELDS = tuple(field.name for field in fields.PATIENT_FIELDS if field.name in PATIENT_LABELS)
PERSON_FIELDS = tuple(field.name for field in fields.CONTACT_FIELDS if field.name in PERSON_LABELS)
NOT_FILLED = frozenset({"chart_number", "language", "active"})
"""Fields that always have a value, so that none of a file's fills them."""
_LINK_DEFAULTS = {"resides_with": ResidesWith.UNKNOWN, "emergency": False, "preferred": False}


@dataclass(slots=True, eq=False)
class DraftedPatient:
    """A patient of the records or of the file.

    Attributes:
        ref: the id in the records; negative for a new one.
        values: all fields, as they stand with what is filled in.
        filled: names of the fields of a patient in the records that the file fills.
        line: where the file names them first.
    """

    ref: int
    values: Values
    row: Row | None
    line: int
    filled: set[str] = field(default_factory=set)
    links: dict[int, DraftedLink] = field(default_factory=dict)
    insurance: list[tuple[str, str]] = field(default_factory=list)
    insurance_keys: set[str] = field(default_factory=set)
    named: bool = False
    key: tuple[str, str, dt.date] = field(init=False)
    """Folded last and first name, and date of birth."""

    def __post_init__(self) -> None:
        self.key = fold(self.values["last_name"]), fold(self.values["first_name"]), self.values["birth_date"]


@dataclass(slots=True, eq=False)
class DraftedContact:
    """A contact of the records or of the file; see `DraftedPatient`.

    Attributes:
        person: what others are compared with.
        grants: has Joint or Exclusive somewhere: a new email or cell could open a portal to them.
        held: {field: value} that a manager releases.
    """

    ref: int
    values: Values
    row: Row | None
    line: int
    person: Person
    grants: bool = False
    filled: set[str] = field(default_factory=set)
    held: Values = field(default_factory=dict)
    patients: list[int] = field(default_factory=list)
    named: bool = False


@dataclass(slots=True, eq=False)
class DraftedLink:
    """What a contact is to a patient. `authority` is what the file says and the records do not: None for nothing."""

    contact: DraftedContact
    row: Row | None
    values: Values
    authority: Authority | None = None
    waiting: Row | None = None

    @property
    def is_ended(self) -> bool:
        return self.row is not None and self.row["ended_at"] is not None


def patient_of_row(row: Row) -> DraftedPatient:
    """A patient of the records."""
    return DraftedPatient(row["id"], {name: row[name] for name in PATIENT_FIELDS}, row, 0)


def new_patient(ref: int, given: Values, line: int) -> DraftedPatient:
    """A patient that only the file has."""
    values: Values = dict.fromkeys(PATIENT_FIELDS, "")
    values |= {"sex": Sex.UNKNOWN, "language": Language.ENGLISH, "active": True}
    values |= {name: value for name, value in given.items() if name != "insurance"}
    return DraftedPatient(ref, values, None, line)


def contact_of_row(row: Row, grants: bool) -> DraftedContact:
    """A contact of the records."""
    values = {name: row[name] for name in PERSON_FIELDS}
    return DraftedContact(row["id"], values, row, 0, person_of(row["id"], values, row["email_key"], {}), grants)


def new_contact(ref: int, given: Values, line: int, home: Values) -> DraftedContact:
    """A contact that only the file has; `home`: the patient's fields, whose address stands in for a missing one."""
    values: Values = dict.fromkeys(PERSON_FIELDS, "")
    values |= {"birth_date": None, "language": Language.ENGLISH}
    values |= {name: value for name, value in given.items() if name in values}
    return DraftedContact(ref, values, None, line, person_of(ref, values, email_key_of(values), home))


def person_of(ref: int | None, values: Values, email_key: str | None, home: Values) -> Person:
    """What others are compared with."""
    empty: dict[str, Any] = dict.fromkeys(
        (
            "first_name",
            "middle_name",
            "last_name",
            "nickname",
            "cell_phone",
            "home_phone",
            "work_phone",
            "address_line",
            "postal_code",
        ),
        "",
    )
    record = SimpleNamespace(**({"birth_date": None} | empty | values))
    if not record.address_line:
        record.address_line, record.postal_code = home.get("address_line", ""), home.get("postal_code", "")
    return Person.of(ref, record, email_key, (record.home_phone, record.work_phone))


def email_key_of(values: Values) -> str | None:
    """The key of the Home Email; None while missing or not valid."""
    return quick_email(values.get("home_email", "")).key


def link_of_values(contact: DraftedContact, given: Values) -> DraftedLink:
    """A link that only the file has; its Authority waits."""
    values = {name: given.get(name, default) for name, default in _LINK_DEFAULTS.items()}
    values["role_reason"] = given.get("role_reason", RoleReason.OTHER)
    authority = given.get("authority", Authority.NONE)
    return DraftedLink(contact, None, values, authority if authority.grants_access else None)
