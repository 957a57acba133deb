# SPDX-License-Identifier: GPL-3.0-or-later
"""Labelled pairs: what a desk types about somebody who is in the records already, or about somebody who only looks so.

Seeded. Each variation is one that front desks report: typos, nicknames, swapped names, hyphenated and maiden names, new
phones and emails, and on the other side families that share last name, phone, address or email.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from opportal_desktop.records.models import Contact
from opportal_desktop.registration.contact_draft import ContactDraft, draft_from_rows
from opportal_desktop.registration.nicknames import variants


@dataclass(frozen=True)
class Pair:
    """What is typed, and who it is: an id of the records, or None for somebody who is not there yet."""

    kind: str
    draft: ContactDraft
    true_id: int | None
    beside_id: int
    """The record that it was made from."""


def pairs(
    contacts: Sequence[Contact], other_names: Sequence[tuple[str, str]], rng: random.Random, patient_id: int
) -> Iterator[Pair]:
    """One pair of each contact, alternately of the same person and of another.

    Args:
        other_names: first and last names of people at random.
    """
    maker = _Maker(other_names, rng)
    for number, contact in enumerate(contacts):
        base = replace(draft_from_rows(patient_id, contact, None), contact_id=None, contact_revision=0)
        if number % 3 < 2:
            kind, draft = maker.same(base)
            yield Pair(kind, draft, contact.id, contact.id)
        else:
            kind, draft = maker.another(base)
            yield Pair(kind, draft, None, contact.id)


class _Maker:
    def __init__(self, names: Sequence[tuple[str, str]], rng: random.Random) -> None:
        self._names = names
        self._rng = rng
        self._name_changes: tuple[Callable[[ContactDraft], ContactDraft], ...] = (
            self.unchanged, self.unchanged, self.typo_first, self.typo_last, self.nickname, self.swapped,
            self.hyphenated, self.changed_surname, self.accented, self.middle_added, self.joined_first,
        )  # fmt: skip
        self._detail_changes: tuple[Callable[[ContactDraft], ContactDraft], ...] = (
            self.unchanged, self.unchanged, self.unchanged, self.typo_email, self.new_email, self.typo_phone,
            self.new_phone, self.typo_birth_date, self.swapped_birth_date, self.moved, self.street_abbreviated,
        )  # fmt: skip

    # -- the same person, typed again

    def same(self, base: ContactDraft) -> tuple[str, ContactDraft]:
        """Somebody of the records, as a second desk types them; at least one detail beside the name is as it was."""
        change = self._rng.choice(self._name_changes)
        while True:
            draft = self._some_details(change(base))
            draft = self._rng.choice(self._detail_changes)(draft)
            if _agrees(draft, base):
                return f"same: {change.__name__.replace('_', ' ')}", draft

    def _some_details(self, draft: ContactDraft) -> ContactDraft:
        """Nobody types everything: what the parent gave this time."""
        keep = self._rng.random
        return replace(
            draft,
            home_email=draft.home_email if keep() < 0.55 else "",
            cell_phone=draft.cell_phone if keep() < 0.75 else "",
            home_phone=draft.home_phone if keep() < 0.5 else "",
            birth_date=draft.birth_date if keep() < 0.4 else None,
            **({} if keep() < 0.5 else _NO_ADDRESS),  # type: ignore[arg-type]
        )

    def unchanged(self, draft: ContactDraft) -> ContactDraft:
        return draft

    def typo_first(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, first_name=self._typo(draft.first_name))

    def typo_last(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, last_name=self._typo(draft.last_name))

    def nickname(self, draft: ContactDraft) -> ContactDraft:
        others = [name for name in variants(draft.first_name.casefold()) if name != draft.first_name.casefold()]
        return replace(draft, first_name=self._rng.choice(others).title()) if others else self.typo_first(draft)

    def swapped(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, first_name=draft.last_name, last_name=draft.first_name)

    def hyphenated(self, draft: ContactDraft) -> ContactDraft:
        _, other = self._rng.choice(self._names)
        both = (draft.last_name, other) if self._rng.random() < 0.5 else (other, draft.last_name)
        return replace(draft, last_name=self._rng.choice("- ").join(both))

    def changed_surname(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, last_name=self._rng.choice(self._names)[1])

    def accented(self, draft: ContactDraft) -> ContactDraft:
        marks = str.maketrans("aeiouAEIOUn", "áéíóúÁÉÍÓÚñ")
        return replace(draft, first_name=draft.first_name.translate(marks), last_name=draft.last_name.upper())

    def middle_added(self, draft: ContactDraft) -> ContactDraft:
        middle = self._rng.choice(self._names)[0]
        return replace(draft, first_name=f"{draft.first_name} {self._rng.choice((middle, middle[0]))}")

    def joined_first(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, first_name=draft.first_name.lower(), last_name=f" {draft.last_name.lower()} ")

    def typo_email(self, draft: ContactDraft) -> ContactDraft:
        name, at, domain = draft.home_email.partition("@")
        return replace(draft, home_email=self._typo(name) + at + domain) if at else draft

    def new_email(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, home_email=f"new{self._rng.randint(1, 10**6)}@example.org")

    def typo_phone(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, cell_phone=_wrong_digit(draft.cell_phone, self._rng))

    def new_phone(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, cell_phone=_phone(self._rng))

    def typo_birth_date(self, draft: ContactDraft) -> ContactDraft:
        """One digit of the year."""
        day = draft.birth_date
        if day is None or day.day > 28:
            return draft
        return replace(draft, birth_date=day.replace(year=day.year - 1 if day.year % 10 else day.year + 1))

    def swapped_birth_date(self, draft: ContactDraft) -> ContactDraft:
        day = draft.birth_date
        return replace(draft, birth_date=dt.date(day.year, day.day, day.month)) if day and day.day <= 12 else draft

    def moved(self, draft: ContactDraft) -> ContactDraft:
        return replace(
            draft, address_line=f"{self._rng.randint(1, 99)} New Road", city="Elsewhere", postal_code="99950"
        )

    def street_abbreviated(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, address_line=draft.address_line.replace("Street", "St."))

    # -- somebody else, who only looks so

    def another(self, base: ContactDraft) -> tuple[str, ContactDraft]:
        kinds = (
            self.spouse_with_family_phone, self.spouse_with_shared_email, self.step_parent_at_home, self.twin,
            self.junior, self.namesake, self.namesake_nearby, self.stranger, self.grandparent,
        )  # fmt: skip
        kind = self._rng.choice(kinds)
        return f"other: {kind.__name__.replace('_', ' ')}", kind(base)

    def _other_first(self, first: str) -> str:
        known = variants(first.casefold())
        while True:
            name = self._rng.choice(self._names)[0]
            if name.casefold() not in known and name.casefold()[:2] != first.casefold()[:2]:
                return name

    def _own_details(self, draft: ContactDraft) -> ContactDraft:
        born = dt.date(1960, 1, 1) + dt.timedelta(days=self._rng.randint(0, 15_000))
        return replace(
            draft,
            home_email=f"own{self._rng.randint(1, 10**7)}@example.org",
            cell_phone=_phone(self._rng),
            home_phone="",
            birth_date=born if self._rng.random() < 0.5 else None,
        )

    def spouse_with_family_phone(self, draft: ContactDraft) -> ContactDraft:
        """Their number is the family's, at home or on the other parent's cell."""
        mine = self._own_details(draft)
        family = draft.home_phone or draft.cell_phone
        return replace(mine, first_name=self._other_first(draft.first_name), cell_phone=family, home_phone=family)

    def spouse_with_shared_email(self, draft: ContactDraft) -> ContactDraft:
        mine = self._own_details(draft)
        return replace(mine, first_name=self._other_first(draft.first_name), home_email=draft.home_email)

    def step_parent_at_home(self, draft: ContactDraft) -> ContactDraft:
        first, last = self._other_first(draft.first_name), self._rng.choice(self._names)[1]
        return replace(self._own_details(draft), first_name=first, last_name=last, home_phone=draft.home_phone)

    def twin(self, draft: ContactDraft) -> ContactDraft:
        mine = self._own_details(draft)
        return replace(mine, first_name=self._other_first(draft.first_name), birth_date=draft.birth_date)

    def junior(self, draft: ContactDraft) -> ContactDraft:
        """Son of the same name at the same address; his own phone, or the family's."""
        mine = self._own_details(draft)
        home = draft.home_phone if self._rng.random() < 0.5 else ""
        return replace(mine, last_name=f"{draft.last_name} Jr.", home_phone=home)

    def namesake(self, draft: ContactDraft) -> ContactDraft:
        return replace(self._own_details(draft), **_NO_ADDRESS)  # type: ignore[arg-type]

    def namesake_nearby(self, draft: ContactDraft) -> ContactDraft:
        return replace(self._own_details(draft), address_line=f"{self._rng.randint(1, 999)} Other Way")

    def stranger(self, draft: ContactDraft) -> ContactDraft:
        first, last = self._rng.choice(self._names)
        return replace(self._own_details(draft), first_name=first, last_name=last, **_NO_ADDRESS)  # type: ignore[arg-type]

    def grandparent(self, draft: ContactDraft) -> ContactDraft:
        mine = self._own_details(draft)
        return replace(mine, first_name=self._other_first(draft.first_name), home_phone=draft.home_phone)

    def _typo(self, name: str) -> str:
        """A letter left out, doubled, swapped with the next, or another one; not the first."""
        if len(name) < 3:
            return name
        at = self._rng.randrange(1, len(name) - 1)
        kind = self._rng.randrange(4)
        if kind == 0:
            return name[:at] + name[at + 1 :]
        if kind == 1:
            return name[:at] + name[at] + name[at:]
        if kind == 2:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        return name[:at] + self._rng.choice("aeirstnlo") + name[at + 1 :]


_NO_ADDRESS = {"address_line": "", "address_line2": "", "city": "", "state": "", "postal_code": ""}


def _agrees(draft: ContactDraft, base: ContactDraft) -> bool:
    details = ("home_email", "cell_phone", "home_phone", "birth_date", "address_line")
    return any(getattr(draft, name) and getattr(draft, name) == getattr(base, name) for name in details)


def _phone(rng: random.Random) -> str:
    return f"+1413{rng.randint(2, 9)}{rng.randint(0, 999_999):06d}"


def _wrong_digit(phone: str, rng: random.Random) -> str:
    if len(phone) < 12:
        return phone
    at = rng.randrange(len(phone) - 5, len(phone) - 1)
    return phone[:at] + phone[at + 1] + phone[at] + phone[at + 2 :]
