# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster's rows as plain values, whatever file they come from, and what reading its cells can make of a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from opportal_desktop.exchange.fields import Kind
from opportal_desktop.exchange.quick_checks import quick_email, quick_phone
from opportal_desktop.folding import fold
from opportal_desktop.records.search import read_birth_date
from opportal_desktop.terms import Authority, Language, ResidesWith, RoleReason, Sex

NAME_LIMIT = 100
TEXT_LIMIT = 10_000

Values = dict[str, Any]
"""{field: value} in the types of the models; what the file does not say is not there."""


@dataclass(slots=True)
class RosterRow:
    """One row of a roster.

    Attributes:
        number: the line (CSV) or the resource's place (FHIR) that it starts at.
        patient: fields of the patient, "insurance" as ((payer, number), …).
        contacts: fields of person and link of each contact.
        problems: why the row can't be imported, each a sentence that says what to do.
        notices: what is imported, but should be looked at.
    """

    number: int
    patient: Values = field(default_factory=dict)
    contacts: list[Values] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1b\x7f-\x9f\ud800-\udfff]")


def writable(text: str) -> str:
    """Without what no name holds and some databases refuse: control characters, halves of characters."""
    return text if text.isprintable() else _UNWRITABLE.sub("", text)


class CellError(ValueError):
    """A cell that can't be understood; the text says what to write."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells are read: the practice's day and phone region, and the order of day and month."""

    today: dt.date
    phone_region: str = "US"
    day_first: bool = False


def read_cell(kind: Kind, text: str, how: Reading, notice: Callable[[str], None]) -> Any:
    """The value of a text that is not empty.

    Raises:
        CellError: it is none of this kind.
    """
    return _READERS[kind](text, how, notice)


def _text(text: str, how: Reading, notice: Callable[[str], None]) -> str:
    return " ".join(text.split())[:TEXT_LIMIT]


def _name(text: str, how: Reading, notice: Callable[[str], None]) -> str:
    name = " ".join(text.split())
    if len(name) > NAME_LIMIT:
        raise CellError(f"At most {NAME_LIMIT} characters.")
    return name


def _email(text: str, how: Reading, notice: Callable[[str], None]) -> str:
    checked = quick_email(text)
    if checked.problem:
        notice(f"is kept as it is, but no mail can go there: {checked.problem}")
    return checked.text


def _phone(text: str, how: Reading, notice: Callable[[str], None]) -> str:
    checked = quick_phone(text, how.phone_region)
    if checked.problem:
        notice(f"is kept as it is: {checked.problem}")
    return checked.text


_SHORT_ZIP = re.compile(r"\d{3,4}(-\d{4})?", re.ASCII)


def _zip(text: str, how: Reading, notice: Callable[[str], None]) -> str:
    """Spreadsheets take "01040" for a number, and its zero away."""
    bare = _text(text, how, notice)
    if how.phone_region != "US" or not _SHORT_ZIP.fullmatch(bare):
        return bare
    first, dash, more = bare.partition("-")
    return f"{first:0>5}{dash}{more}"


_TIME = re.compile(r"[ T]\d{1,2}:\d{2}.*$")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{2}|\d{4})")


def _date(text: str, how: Reading, notice: Callable[[str], None]) -> dt.date:
    bare = _TIME.sub("", text.strip())
    if how.day_first and (match := _DAY_FIRST.fullmatch(bare)):
        bare = f"{match[3]}/{match[1]}/{match[4]}"
    date = read_birth_date(bare, how.today)
    if date is None:
        raise CellError("is not a date up to today. Write it like 03/05/2019 or 2019-03-05.")
    return date


def _one_of(words: dict[str, Any], say: str) -> Callable[[str, Reading, Callable[[str], None]], Any]:
    def read(text: str, how: Reading, notice: Callable[[str], None]) -> Any:
        found = words.get(fold(text))
        if found is None:
            raise CellError(f"is not understood. Write {say}.")
        return found

    return read


_SEXES = {
    "f": Sex.FEMALE, "female": Sex.FEMALE, "girl": Sex.FEMALE, "woman": Sex.FEMALE, "femenino": Sex.FEMALE,
    "m": Sex.MALE, "male": Sex.MALE, "boy": Sex.MALE, "man": Sex.MALE, "masculino": Sex.MALE,
    "o": Sex.OTHER, "other": Sex.OTHER, "x": Sex.OTHER, "nonbinary": Sex.OTHER, "non binary": Sex.OTHER,
    "nb": Sex.OTHER, "u": Sex.UNKNOWN, "unknown": Sex.UNKNOWN, "undisclosed": Sex.UNKNOWN, "n a": Sex.UNKNOWN,
}  # fmt: skip
_AUTHORITIES = {
    "none": Authority.NONE, "no": Authority.NONE, "n": Authority.NONE, "0": Authority.NONE,
    "joint": Authority.JOINT, "shared": Authority.JOINT, "joint custody": Authority.JOINT, "both": Authority.JOINT,
    "exclusive": Authority.EXCLUSIVE, "sole": Authority.EXCLUSIVE, "sole custody": Authority.EXCLUSIVE,
    "full": Authority.EXCLUSIVE, "ninguna": Authority.NONE, "conjunta": Authority.JOINT,
    "compartida": Authority.JOINT, "exclusiva": Authority.EXCLUSIVE, "unica": Authority.EXCLUSIVE,
}  # fmt: skip
_YES = ("yes", "y", "true", "1", "x", "si", "t")
_NO = ("no", "n", "false", "0", "f")
_RESIDES = {
    **dict.fromkeys(_YES, ResidesWith.YES), **dict.fromkeys(_NO, ResidesWith.NO),
    "part of the time": ResidesWith.PART_TIME, "part time": ResidesWith.PART_TIME, "partly": ResidesWith.PART_TIME,
    "unknown": ResidesWith.UNKNOWN,
}  # fmt: skip
_ACTIVE = {
    **dict.fromkeys((*_YES, "active", "a", "current"), True),
    **dict.fromkeys((*_NO, "inactive", "i", "discharged", "transferred", "deceased", "former"), False),
}
_LANGUAGES = {
    **{fold(language.label): language for language in Language},
    **{language.value: language for language in Language},
    "eng": Language.ENGLISH, "english us": Language.ENGLISH, "en us": Language.ENGLISH, "spa": Language.SPANISH,
    "espanol": Language.SPANISH, "castilian": Language.SPANISH, "es us": Language.SPANISH, "es mx": Language.SPANISH,
    "spanish castilian": Language.SPANISH, "por": Language.PORTUGUESE, "portugues": Language.PORTUGUESE,
    "pt br": Language.PORTUGUESE, "creole": Language.HAITIAN_CREOLE, "haitian": Language.HAITIAN_CREOLE,
    "hat": Language.HAITIAN_CREOLE, "mandarin": Language.CHINESE, "cantonese": Language.CHINESE,
    "zho": Language.CHINESE, "chi": Language.CHINESE, "zh cn": Language.CHINESE, "vie": Language.VIETNAMESE,
    "ara": Language.ARABIC, "rus": Language.RUSSIAN,
}  # fmt: skip
_ROLES = {
    **{fold(role.label): role for role in RoleReason},
    **{fold(role.value): role for role in RoleReason},
    "mom": RoleReason.MOTHER, "mum": RoleReason.MOTHER, "madre": RoleReason.MOTHER,
    "adoptive mother": RoleReason.MOTHER, "birth mother": RoleReason.MOTHER, "biological mother": RoleReason.MOTHER,
    "natural mother": RoleReason.MOTHER, "mth": RoleReason.MOTHER, "m": RoleReason.MOTHER,
    "dad": RoleReason.FATHER, "padre": RoleReason.FATHER, "adoptive father": RoleReason.FATHER,
    "fth": RoleReason.FATHER,
    "birth father": RoleReason.FATHER, "biological father": RoleReason.FATHER, "natural father": RoleReason.FATHER,
    "f": RoleReason.FATHER, "step mother": RoleReason.STEPMOTHER, "stepmom": RoleReason.STEPMOTHER,
    "step mom": RoleReason.STEPMOTHER, "madrastra": RoleReason.STEPMOTHER, "step father": RoleReason.STEPFATHER,
    "stepdad": RoleReason.STEPFATHER, "step dad": RoleReason.STEPFATHER, "padrastro": RoleReason.STEPFATHER,
    "grandmother": RoleReason.GRANDPARENT, "grandfather": RoleReason.GRANDPARENT, "grandma": RoleReason.GRANDPARENT,
    "grandpa": RoleReason.GRANDPARENT, "maternal grandmother": RoleReason.GRANDPARENT,
    "paternal grandmother": RoleReason.GRANDPARENT, "maternal grandfather": RoleReason.GRANDPARENT,
    "paternal grandfather": RoleReason.GRANDPARENT, "abuela": RoleReason.GRANDPARENT, "abuelo": RoleReason.GRANDPARENT,
    "guardian": RoleReason.LEGAL_GUARDIAN, "court appointed guardian": RoleReason.LEGAL_GUARDIAN,
    "tutor": RoleReason.LEGAL_GUARDIAN, "foster": RoleReason.FOSTER_PARENT, "foster mother": RoleReason.FOSTER_PARENT,
    "foster father": RoleReason.FOSTER_PARENT, "foster mom": RoleReason.FOSTER_PARENT,
    "foster dad": RoleReason.FOSTER_PARENT, "brother": RoleReason.SIBLING, "sister": RoleReason.SIBLING,
    "aunt": RoleReason.OTHER_RELATIVE, "uncle": RoleReason.OTHER_RELATIVE, "cousin": RoleReason.OTHER_RELATIVE,
    "relative": RoleReason.OTHER_RELATIVE, "tia": RoleReason.OTHER_RELATIVE,
    "great grandmother": RoleReason.OTHER_RELATIVE, "tio": RoleReason.OTHER_RELATIVE,
    "patient": RoleReason.SELF, "nanny": RoleReason.CAREGIVER,
    "babysitter": RoleReason.CAREGIVER, "sitter": RoleReason.CAREGIVER, "emergency": RoleReason.EMERGENCY_CONTACT,
    "case worker": RoleReason.SOCIAL_WORKER, "caseworker": RoleReason.SOCIAL_WORKER, "school nurse": RoleReason.SCHOOL,
}  # fmt: skip


def _language(text: str, how: Reading, notice: Callable[[str], None]) -> Language:
    found = _LANGUAGES.get(fold(text))
    if found is None:
        notice("is a language that OP Portal has no word for: it is kept as Other.")
    return found or Language.OTHER


def _role(text: str, how: Reading, notice: Callable[[str], None]) -> RoleReason | str:
    """A word that is no Role/Reason comes back as it is: it becomes Other, and the word a note."""
    return _ROLES.get(fold(text)) or " ".join(text.split())


_READERS: dict[Kind, Callable[[str, Reading, Callable[[str], None]], Any]] = {
    Kind.NAME: _name,
    Kind.TEXT: _text,
    Kind.ZIP: _zip,
    Kind.FULL_NAME: _name,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.DATE: _date,
    Kind.SEX: _one_of(_SEXES, "Female, Male, Other or Unknown"),
    Kind.LANGUAGE: _language,
    Kind.ROLE: _role,
    Kind.AUTHORITY: _one_of(_AUTHORITIES, "None, Joint or Exclusive"),
    Kind.RESIDES: _one_of(_RESIDES, "Yes, No or Part of the time"),
    Kind.YES_NO: _one_of({**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}, "Yes or No"),
    Kind.ACTIVE: _one_of(_ACTIVE, "Active or Inactive"),
}


def split_name(whole: str, family: str = "") -> Values:
    """First, middle and last name of "Last, First Middle" or "First Middle Last".

    `family`: a last name that it may well end with, of several words or not.
    """
    last, comma, given = whole.partition(",")
    count = len(family.split())
    words = whole.split()
    if not comma and count and len(words) > count and fold(" ".join(words[-count:])) == fold(family):
        given, last = " ".join(words[:-count]), " ".join(words[-count:])
    elif not comma:
        given, _, last = whole.rpartition(" ")
        if fold(last) in ("jr", "sr", "ii", "iii", "iv"):
            given, _, before = given.rpartition(" ")
            last = f"{before} {last}".strip()
    first, _, middle = given.strip().partition(" ")
    if not comma and not first:
        first, last = last, ""
    parts = {"first_name": first, "middle_name": middle.strip(), "last_name": last.strip()}
    return {name: value for name, value in parts.items() if value}
