# SPDX-License-Identifier: GPL-3.0-or-later
"""Which column of a roster is which field, by what practices call their columns; the person has the last word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from opportal_desktop.exchange.fields import CONTACT_FIELDS, MAX_CONTACTS, PATIENT_FIELDS, Field, Target
from opportal_desktop.folding import fold
from opportal_desktop.terms import RoleReason


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column is.

    Attributes:
        columns: for each column of the file its target, or None where it is left out.
        roles: {group: Role/Reason} of contacts whose role the column names say ("Mother email") and no cell.
        day_first: dates like 4/3/2019 are the 4th of March.
    """

    columns: tuple[Target | None, ...]
    roles: dict[int, RoleReason] = field(default_factory=dict)
    day_first: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        """Why nothing can be imported with it, in words."""
        chosen = [target for target in self.columns if target is not None]
        found = [f"Two columns are {target.label}." for target in sorted(set(chosen)) if chosen.count(target) > 1]
        names = {target.name for target in chosen if target.group == 0}
        if "full_name" not in names and not {"first_name", "last_name"} <= names:
            found.append("Say which columns are the patient’s first and last name, or their whole name.")
        if "birth_date" not in names:
            found.append("Say which column is the patient’s date of birth.")
        for group in sorted({target.group for target in chosen} - {0}):
            held = {target.name for target in chosen if target.group == group}
            if not held & {"first_name", "last_name", "full_name"}:
                found.append(f"Say which column is the name of contact {group}.")
        return tuple(found)

    def as_json(self) -> dict[str, object]:
        """For a file or another process."""
        return {
            "columns": [target.key if target else None for target in self.columns],
            "roles": {str(group): role.value for group, role in self.roles.items()},
            "day_first": self.day_first,
        }

    @classmethod
    def from_json(cls, value: dict[str, object]) -> Mapping:
        """The reverse.

        Raises:
            KeyError, ValueError, TypeError: it is none.
        """
        columns, roles = value["columns"], value.get("roles") or {}
        if not isinstance(columns, list) or not isinstance(roles, dict):
            raise ValueError("columns is a list, and roles are by number")
        return cls(
            tuple(Target.of(str(key)) if key else None for key in columns),
            {int(group): RoleReason(role) for group, role in roles.items()},  # type: ignore[call-arg]
            bool(value.get("day_first")),
        )


_SHORT = {
    "pat": "patient", "pt": "patient", "resp": "responsible", "guar": "guarantor", "gtr": "guarantor",
    "cust": "custodian", "custodial": "custodian", "acct": "account", "no": "number", "num": "number", "nbr": "number",
    "ins": "insurance", "pri": "primary", "sec": "secondary", "ph": "phone", "rel": "relation", "init": "initial",
    "em": "email", "nm": "name", "emer": "emergency", "fam": "family", "bday": "birthday", "bdate": "birthdate",
}  # fmt: skip
_PATIENT_WORDS = frozenset({"patient", "pt", "child", "student", "paciente"})
_GROUPS = {
    "mother": RoleReason.MOTHER, "mom": RoleReason.MOTHER, "mothers": RoleReason.MOTHER, "moms": RoleReason.MOTHER,
    "father": RoleReason.FATHER, "dad": RoleReason.FATHER, "fathers": RoleReason.FATHER, "dads": RoleReason.FATHER,
    "stepmother": RoleReason.STEPMOTHER, "stepfather": RoleReason.STEPFATHER,
    "grandparent": RoleReason.GRANDPARENT, "emergency": RoleReason.EMERGENCY_CONTACT,
    "guardian": None, "parent": None, "contact": None, "caregiver": RoleReason.CAREGIVER, "responsible": None,
    "guarantor": None, "guardians": None, "parents": None, "custodian": None, "madre": RoleReason.MOTHER,
    "padre": RoleReason.FATHER,
}  # fmt: skip
_OF_WHO_CAME_BEFORE = frozenset({"role_reason", "authority", "home_email", "cell_phone", "home_phone", "work_phone"})
"""Behind a parent's name, "Email" is the parent's."""
_FILLER = frozenset({"party", "of", "s", "the", "legal", "contact", "to"})
_NUMBERS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "primary": 1, "secondary": 2, "first": 1, "second": 2}
_SPLIT_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Z])")


def guess_columns(headers: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> Mapping:
    """What the columns probably are, by their names; `sample`: some rows, for the order of day and month."""
    groups: dict[str, int] = {}
    roles: dict[int, RoleReason] = {}
    taken: set[Target] = set()
    columns: list[Target | None] = []
    for header in headers:
        before = columns[-1].group if columns and columns[-1] else 0
        target = _guess(_words_of(header), groups, roles, taken, before)
        columns.append(target)
        if target is not None:
            taken.add(target)
    has_role_column = {target.group for target in taken if target.name == "role_reason"}
    return Mapping(
        tuple(columns),
        {group: role for group, role in roles.items() if group not in has_role_column},
        is_day_first(columns, sample),
    )


def _words_of(header: str) -> list[str]:
    """Whole words, however the header writes them: "guarantorFirstName", "guarantorfirstname", "Guar_First_Nm"."""
    words: list[str] = []
    for word in fold(_SPLIT_CAMEL.sub(" ", header)).split():
        words += [_SHORT.get(part, part) for part in (_parts(word) if word not in _vocabulary() else (word,))]
    return words


@cache
def _vocabulary() -> frozenset[str]:
    texts = (text for field in (*PATIENT_FIELDS, *CONTACT_FIELDS) for text in field.headers)
    return frozenset({*" ".join(texts).split(), *_PATIENT_WORDS, *_GROUPS, *_FILLER, *_NUMBERS, *_SHORT})


def _parts(word: str) -> tuple[str, ...]:
    """A word that is several known ones without blanks between, as few as possible; else itself."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, part = best[start], word[start:end]
            known = part in _vocabulary() and (len(part) > 1 or part.isdigit())
            if before is not None and known and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                best[end] = (*before, part)
    return best[-1] or (word,)


def _guess(
    words: list[str], groups: dict[str, int], roles: dict[int, RoleReason], taken: set[Target], before: int
) -> Target | None:
    """`before`: the group of the column before this one."""
    if not words:
        return None
    whole = _field_of(words, CONTACT_FIELDS)
    if whole is not None and before and whole.name in _OF_WHO_CAME_BEFORE:
        target = Target(before, whole.name)
        if target not in taken:
            return target
    named = [word for word in words if word in _GROUPS]
    # "Parent/Guardian 1": one of both; "Emergency contact 1": the word that says who it is.
    group_word = next((word for word in named if _GROUPS[word]), named[-1] if named else None)
    if group_word is not None and not (whole is not None and group_word in ("emergency", "contact")):
        return _of_contact(words, group_word, groups, roles, taken)
    if found := _field_of([word for word in words if word not in _PATIENT_WORDS] or words, PATIENT_FIELDS):
        target = Target(0, found.name)
        if target not in taken or words[0] in _PATIENT_WORDS:
            return target
    if whole is None or words[0] in _PATIENT_WORDS:
        return None
    # A field that a patient has not, or has already: of the contact that the columns before it were about.
    group = max(groups.values(), default=0) or groups.setdefault("contact", 1)
    target = Target(group, whole.name)
    return target if target not in taken else None


def _of_contact(
    words: list[str], group_word: str, groups: dict[str, int], roles: dict[int, RoleReason], taken: set[Target]
) -> Target | None:
    place = words.index(group_word)
    # "Guardian 2 first name", "Primary guardian phone", "Parent first name": a number stands beside the group's word.
    beside = words[place + 1 : place + 2] if words[place + 1 : place + 2] != ["first"] else []
    if place + 2 < len(words) and words[place + 1] in _FILLER and words[place + 2].isdigit():
        beside = [words[place + 2]]
    before = words[place - 1 : place] if place and words[place - 1] in ("primary", "secondary", "second") else []
    number = next((word for word in (*beside, *before) if word in _NUMBERS), "")
    name = f"{group_word.removesuffix('s')}{_NUMBERS.get(number, 1)}"
    if name not in groups and len(groups) == MAX_CONTACTS:
        return None
    rest = [word for word in words if word not in (group_word, number)]
    found = _field_of(rest, CONTACT_FIELDS) or _field_of(
        [word for word in rest if word not in _FILLER and word not in _GROUPS], CONTACT_FIELDS
    )
    if found is None:
        # "Mother", "Guardian 1": the name itself.
        if [word for word in rest if word not in _FILLER and word not in _GROUPS]:
            return None
        found = next(field for field in CONTACT_FIELDS if field.name == "full_name")
    group = groups.setdefault(name, len(groups) + 1)
    role = _GROUPS[group_word]
    if role is not None:
        roles[group] = role
    target = Target(group, found.name)
    return target if target not in taken else None


def _field_of(words: Sequence[str], fields: Sequence[Field]) -> Field | None:
    text = " ".join(words)
    return next((field for field in fields if text in field.headers), None)


_NUMERIC_DATE = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")


def is_day_first(columns: Sequence[Target | None], sample: Sequence[Sequence[str]]) -> bool:
    """Whether some date has a day in the first place that is no month, and none has one in the second."""
    dates = [number for number, target in enumerate(columns) if target is not None and target.name == "birth_date"]
    pairs = [
        (int(match[1]), int(match[2]))
        for row in sample
        for number in dates
        if number < len(row) and (match := _NUMERIC_DATE.match(row[number]))
    ]
    return any(first > 12 for first, _ in pairs) and not any(second > 12 for _, second in pairs)
