# SPDX-License-Identifier: GPL-3.0-or-later
"""Are two records of people one person? Points for what agrees and what contradicts, and both in words.

Two records are one person by their names and by something else. Members of a family share last name, phone, address,
often the email, so that none of these makes two people of different first names one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from opportal_desktop.folding import fold
from opportal_desktop.registration.nicknames import are_nicknames, is_known_name

LIKELY = 7.0
"""Points from which two records are probably one person."""
POSSIBLE = 4.5
"""Points from which they may be: the names agree and nothing speaks against it."""

_EMAIL, _CELL, _PHONE, _BIRTH_DATE, _ADDRESS = 5.5, 5.5, 3.0, 4.5, 3.0
_NEARLY = 2.5
_OTHER_BIRTH_DATE = -8.0
_OTHER_SUFFIX = -8.0

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "van", "der", "von", "da", "dos", "di"})
_STREET_WORDS = {
    "street": "st", "avenue": "ave", "av": "ave", "road": "rd", "drive": "dr", "lane": "ln", "court": "ct",
    "place": "pl", "boulevard": "blvd", "terrace": "ter", "circle": "cir", "highway": "hwy", "square": "sq",
    "apartment": "apt", "unit": "apt", "north": "n", "south": "s", "east": "e", "west": "w",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """What two records of people are compared by. Phones are E.164, the email is a key, names and address folded."""

    contact_id: int | None
    name: str
    first: str
    last: str
    nickname: str = ""
    middle: str = ""
    birth_date: dt.date | None = None
    email_key: str | None = None
    cell_phone: str = ""
    phones: frozenset[str] = frozenset()
    address: str = ""
    postal_code: str = ""

    @classmethod
    def of(cls, contact_id: int | None, record: Any, email_key: str | None, other_phones: Collection[str]) -> Person:
        """Of a contact's or a patient's row or draft.

        Args:
            other_phones: beside the Cell Phone; what is not valid is left out.
        """
        cell_phone = record.cell_phone
        return cls(
            contact_id=contact_id,
            name=f"{record.first_name} {record.last_name}".strip(),
            first=fold(record.first_name),
            last=fold(record.last_name),
            nickname=fold(record.nickname),
            middle=fold(record.middle_name),
            birth_date=record.birth_date,
            email_key=email_key,
            cell_phone=cell_phone if cell_phone.startswith("+") else "",
            phones=frozenset(phone for phone in (cell_phone, *other_phones) if phone.startswith("+")),
            address=_street(record.address_line),
            postal_code=record.postal_code[:5],
        )


def in_one_line(words: Sequence[str]) -> str:
    """What speaks for or against one person, as a phrase: "Same Cell Phone, nickname (Ana, Anita)"."""
    first, *others = words or ("Similar",)
    return ", ".join((first, *(word[0].lower() + word[1:] for word in others)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much another record is like this one.

    Attributes:
        points: the more, the likelier; compared with LIKELY and POSSIBLE.
        shared: what both have in common besides the name: "Home Email", "date of birth".
        nearly: what is the same but for one slip: "phone".
        words: everything that speaks for one person, for the desk: "Same Home Email", "Nickname (Robert, Bob)".
        contradicts: what speaks against it, in words.
    """

    points: float
    shared: tuple[str, ...]
    nearly: tuple[str, ...]
    words: tuple[str, ...]
    contradicts: tuple[str, ...] = ()

    @property
    def is_likely(self) -> bool:
        return self.points >= LIKELY and bool(self.shared or self.nearly)

    @property
    def is_possible(self) -> bool:
        return self.is_likely or (self.points >= POSSIBLE and not self.contradicts)


def likeness(one: Person, other: Person) -> Likeness:
    """Compare two records; symmetric in its points."""
    evidence = _Evidence()
    _compare_contacts(one, other, evidence)
    _compare_birth_dates(one, other, evidence)
    names = _compare_names(one, other)
    points = names.points + evidence.points
    if names.first is _Alike.NOT and not evidence.proves_without_first_name:
        points = min(points, 0.0)
    elif names.first is _Alike.UNKNOWN:
        points = min(points, POSSIBLE)
    if _suffixes(one) != _suffixes(other):
        points += _OTHER_SUFFIX
        evidence.against.append("Jr. or Sr. in one of them only")
    return Likeness(
        points,
        tuple(evidence.shared),
        tuple(evidence.near),
        (*evidence.words, *names.words),
        tuple(evidence.against),
    )


def similar_names(one: Person, other: Person) -> bool:
    """The same or a similar name: a typo, a nickname, first and last swapped, one of two surnames."""
    names = _compare_names(one, other)
    return names.first is not _Alike.NOT and names.last is not _Alike.NOT


def ranked(one: Person, others: Iterable[Person]) -> list[tuple[Person, Likeness]]:
    """Those that may be the same person, the likeliest first."""
    compared = ((other, likeness(one, other)) for other in others)
    found = [(other, alike) for other, alike in compared if alike.is_possible]
    found.sort(key=lambda pair: (-pair[1].points, pair[0].name, pair[0].contact_id or 0))
    return found


# ------------------------------------------------------------------------------------------------------------- names


class _Alike(Enum):
    SAME = 3.0
    CLOSE = 2.5
    SLIP = 2.0
    INITIAL = 1.0
    UNKNOWN = 0.0
    NOT = -1.0


@dataclass(frozen=True, slots=True)
class _Names:
    points: float
    first: _Alike
    last: _Alike
    words: tuple[str, ...]


def _compare_names(one: Person, other: Person) -> _Names:
    straight = _names(_first(one, other), _last(one, other))
    if straight.first is not _Alike.NOT and straight.last is not _Alike.NOT:
        return straight
    swapped = _swapped(one, other)
    return swapped if swapped is not None and swapped.points > straight.points else straight


def _names(first: tuple[_Alike, str], last: tuple[_Alike, str]) -> _Names:
    words = tuple(word for word in (first[1], last[1]) if word)
    if first[0] is _Alike.SAME and last[0] is _Alike.SAME:
        words = ("Same name",)
    return _Names(first[0].value + last[0].value, first[0], last[0], words)


def _swapped(one: Person, other: Person) -> _Names | None:
    if not (one.first and one.last and other.first and other.last):
        return None
    ones = {_slip(one.first, other.last), _slip(one.last, other.first)}
    if _Alike.NOT in ones:
        return None
    points = _Alike.CLOSE.value + min(alike.value for alike in ones)
    return _Names(points, _Alike.CLOSE, _Alike.CLOSE, ("First and last name swapped",))


def _first(one: Person, other: Person) -> tuple[_Alike, str]:
    if not one.first or not other.first:
        return _Alike.UNKNOWN, ""
    mine, theirs = _first_names(one), _first_names(other)
    if one.first == other.first:
        return _Alike.SAME, "Same first name"
    if one.first.replace(" ", "") == other.first.replace(" ", ""):
        return _Alike.SAME, "Same first name"
    if mine[0] == theirs[0] or (len(mine) > 1 and len(theirs) > 1 and set(mine) == set(theirs)):
        return _Alike.CLOSE, "Same first name"
    if set(_called(one)) & set(_called(other)):
        return _Alike.CLOSE, "Same first name or nickname"
    for name in _called(one):
        if any(are_nicknames(name, theirs_too) for theirs_too in _called(other)):
            return _Alike.CLOSE, f"Nickname ({other.first.title()}, {one.first.title()})"
    if _slip(one.first, other.first) is not _Alike.NOT:
        return _Alike.SLIP, "Similar first name"
    if _goes_by_middle(one, other) or _goes_by_middle(other, one):
        return _Alike.SLIP, "First name of the one is a middle name of the other"
    if mine[0][0] == theirs[0][0] and 1 in (len(one.first), len(other.first)):
        return _Alike.INITIAL, "Same initial"
    return _Alike.NOT, ""


def _first_names(person: Person) -> list[str]:
    return person.first.split() or [person.first]


def _called(person: Person) -> tuple[str, ...]:
    """What somebody may be called by: the first of their first names, all of them as one, their nickname."""
    return tuple(name for name in (_first_names(person)[0], person.first, person.nickname) if len(name) > 1)


def _goes_by_middle(one: Person, other: Person) -> bool:
    return len(one.first) > 2 and one.first in (*other.middle.split(), *_first_names(other)[1:])


def _last(one: Person, other: Person) -> tuple[_Alike, str]:
    mine, theirs = _surname(one), _surname(other)
    if not mine or not theirs:
        return _Alike.UNKNOWN, ""
    if mine == theirs or "".join(mine) == "".join(theirs):
        return _Alike.SAME, "Same last name"
    common = {part for part in mine if part in theirs} - _PARTICLES
    if common:
        return _Alike.CLOSE, f"Last name {' '.join(sorted(common)).title()} in both"
    if _slip(" ".join(mine), " ".join(theirs)) is not _Alike.NOT:
        return _Alike.SLIP, "Similar last name"
    parts = ((a, b) for a in mine for b in theirs if not {a, b} & _PARTICLES)
    if len(mine) != len(theirs) and any(_slip(a, b) is not _Alike.NOT for a, b in parts):
        return _Alike.SLIP, "Similar last name"
    if set(mine) & set(other.middle.split()) or set(theirs) & set(one.middle.split()):
        return _Alike.SLIP, "Last name of the one is a middle name of the other"
    return _Alike.NOT, "Another last name"


def _surname(person: Person) -> list[str]:
    return [part for part in person.last.split() if part not in _SUFFIXES]


def _suffixes(person: Person) -> frozenset[str]:
    return frozenset(person.last.split()) & _SUFFIXES | frozenset(person.first.split()[1:]) & _SUFFIXES


def _slip(one: str, other: str) -> _Alike:
    """Whether two names differ by no more than a slip of the keyboard, and are not two names that everybody knows."""
    if one == other:
        return _Alike.SAME if one else _Alike.NOT
    shorter = min(len(one), len(other))
    if shorter < 3 or (is_known_name(one) and is_known_name(other)):
        return _Alike.NOT
    allowed = 1 if shorter < 7 else 2
    return _Alike.SLIP if _distance(one, other, allowed) <= allowed else _Alike.NOT


def _distance(one: str, other: str, at_most: int) -> int:
    """How many letters are missing, extra, wrong or swapped; more than `at_most` counts as one more than that."""
    return int(_osa()(one, other, score_cutoff=at_most))


@cache
def _osa() -> Any:
    # Loaded with the first comparison: a start waits for nothing that it has no use for.
    from rapidfuzz.distance import OSA

    return OSA.distance


# ------------------------------------------------------------------------------------------- what is there beside names


class _Evidence:
    def __init__(self) -> None:
        self.points = 0.0
        self.shared: list[str] = []
        self.near: list[str] = []
        self.words: list[str] = []
        self.against: list[str] = []

    def share(self, what: str, points: float) -> None:
        self.points += points
        self.shared.append(what)
        self.words.append(f"Same {what}")

    def nearly(self, what: str) -> None:
        self.points += _NEARLY
        self.near.append(what)
        self.words.append(f"Nearly the same {what}")

    @property
    def proves_without_first_name(self) -> bool:
        """A parent's date of birth with an email or a cell of their own: rarely anybody else's."""
        return "date of birth" in self.shared and bool({"Home Email", "Cell Phone"} & set(self.shared))


def _compare_contacts(one: Person, other: Person, evidence: _Evidence) -> None:
    if one.email_key and one.email_key == other.email_key:
        evidence.share("Home Email", _EMAIL)
    elif one.email_key and other.email_key and _emails_alike(one.email_key, other.email_key):
        evidence.nearly("Home Email")
    if one.cell_phone and one.cell_phone == other.cell_phone:
        evidence.share("Cell Phone", _CELL)
    elif one.phones & other.phones:
        evidence.share("phone", _PHONE)
    elif any(_phones_alike(mine, theirs) for mine in one.phones for theirs in other.phones):
        evidence.nearly("phone")
    if _addresses_alike(one, other):
        evidence.share("address", _ADDRESS)


def _emails_alike(one: str, other: str) -> bool:
    """One slip in the whole address, or the same name at another domain."""
    return _distance(one, other, 1) <= 1 or (
        len(one.partition("@")[0]) >= 6 and one.partition("@")[0] == other.partition("@")[0]
    )


def _phones_alike(one: str, other: str) -> bool:
    """One digit wrong or two swapped; one digit that is missing makes no valid number."""
    return len(one) == len(other) and _distance(one, other, 1) <= 1


def _street(address_line: str) -> str:
    return " ".join(_STREET_WORDS.get(word, word) for word in fold(address_line).split())


def _addresses_alike(one: Person, other: Person) -> bool:
    if not one.address or not other.address:
        return False
    if one.postal_code and other.postal_code and one.postal_code != other.postal_code:
        return False
    if one.address == other.address:
        return True
    mine, theirs = one.address.split(), other.address.split()
    if mine[0] != theirs[0] or not mine[0][0].isdigit():
        return False
    return _slip(" ".join(mine[1:]), " ".join(theirs[1:])) is not _Alike.NOT or mine[:3] == theirs[:3]


def _compare_birth_dates(one: Person, other: Person, evidence: _Evidence) -> None:
    if one.birth_date is None or other.birth_date is None:
        return
    if one.birth_date == other.birth_date:
        evidence.share("date of birth", _BIRTH_DATE)
    elif _dates_alike(one.birth_date, other.birth_date):
        evidence.nearly("date of birth")
    else:
        evidence.points += _OTHER_BIRTH_DATE
        evidence.against.append("Another date of birth")


def _dates_alike(one: dt.date, other: dt.date) -> bool:
    """Day and month swapped, one digit wrong, or two neighbours swapped."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    return _distance(f"{one:%Y%m%d}", f"{other:%Y%m%d}", 1) <= 1
