# SPDX-License-Identifier: GPL-3.0-or-later
"""What merging two contacts would do, decided from the rows as they are; nothing is written here.

Fold B into A: the person's fields by the desk's choice, every link of both, what belongs to B, one account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from opportal_desktop.folding import fold
from opportal_desktop.records import families
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.registration.conflicts import Conflict
from opportal_desktop.registration.contact_draft import PERSON_FIELDS
from opportal_desktop.registration.custody import chart_conflicts
from opportal_desktop.registration.errors import RecordGone, RegistrationError
from opportal_desktop.registration.merge_accounts import AccountStep, account_steps
from opportal_desktop.registration.merge_links import LinkPair, joined, link_pairs, with_values
from opportal_desktop.registration.pictures import contact_facts, family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import (
    Consequences,
    FamilyPicture,
    LinkFacts,
    LinkKey,
    access,
    consequences,
)
from opportal_desktop.registration.validators import check_email


class ContactsChanged(RegistrationError):  # noqa: N818 - says what is, not that something broke
    """Somebody else changed one of the two contacts after they were compared; nothing was written."""


class Side(Enum):
    """Whose value stands."""

    KEPT = "kept"
    FOLDED = "folded"
    BOTH = "both"
    """One text behind the other."""


_TOGETHER = {
    "address_line": ("address_line", "address_line2", "city", "state", "postal_code"),
    "declined_on": ("declined_on", "declined_by", "ask_again_on"),
}
"""Columns that make sense together only; one choice for all of them."""
_LED = frozenset(name for names in _TOGETHER.values() for name in names[1:])

MERGE_FIELDS = {
    name: tuple(column for column in _TOGETHER.get(name, (name,)) if hasattr(Contact, column))
    for name in PERSON_FIELDS
    if name not in _LED
}
"""{what the desk chooses: the columns that go with it}"""
DERIVED = frozenset({"email_key", "sort_last", "sort_first"})
BOTH_FIELDS = frozenset({"notes"})


@dataclass(frozen=True)
class MergeChoices:
    """What the desk decided.

    Attributes:
        fields: {a name of MERGE_FIELDS: whose value}; what is not named stays as it is in the kept contact.
        links: {patient: whose link}, where both are in one chart; the kept contact's if not named.
        seen: revisions of what was compared (`seen_of`); None to take it as it is.
    """

    kept_id: int
    folded_id: int
    fields: Mapping[str, Side] = field(default_factory=dict)
    links: Mapping[int, Side] = field(default_factory=dict)
    seen: frozenset[tuple[str, int, int]] | None = None


@dataclass(frozen=True)
class MergePlan:
    """All that a merge will do.

    Attributes:
        values: of the kept contact's columns, as they will stand.
        moving: links of the folded contact that go to the kept one, with columns to set in them.
        staying: the kept contact's own that stay, with columns to set in them.
        dropping: links that give way to the other one in the same chart.
        before, after: the families as they are and as they will be, with everybody in the charts of the two.
        outcome: what it means for the portal, with the kept contact in the place of both.
        conflicts: what is delicate about it; that asks for a reason.
    """

    choices: MergeChoices
    kept: Contact
    folded: Contact
    values: dict[str, Any]
    moving: tuple[tuple[FamilyContact, dict[str, Any]], ...]
    staying: tuple[tuple[FamilyContact, dict[str, Any]], ...]
    dropping: tuple[FamilyContact, ...]
    before: FamilyPicture
    after: FamilyPicture
    outcome: Consequences
    conflicts: tuple[Conflict, ...]
    accounts: tuple[AccountStep, ...]

    @property
    def patient_ids(self) -> frozenset[int]:
        """Charts of either contact."""
        links = (*self.before.links_by_contact.get(self.kept.id, ()), *self._folded_links)
        return frozenset(link.patient_id for link in links)

    @property
    def _folded_links(self) -> tuple[LinkFacts, ...]:
        return self.before.links_by_contact.get(self.folded.id, ())

    @property
    def error(self) -> str:
        """Why this can't be stored, in words; empty if it can."""
        return "" if self.values["sort_last"] or self.values["sort_first"] else "Choose a first or last name."

    def standing(self, patient_id: int) -> tuple[FamilyContact, dict[str, Any]]:
        """The link of a chart of either that will stand, with columns to set in it."""
        return next(pair for pair in (*self.moving, *self.staying) if pair[0].patient_id == patient_id)

    @property
    def person_before(self) -> FamilyPicture:
        """`before`, with the person's fields as they will be: who loses a child is called as they are called after."""
        return replace(self.before, contacts={**self.before.contacts, self.kept.id: self.after.contacts[self.kept.id]})


def seen_of(kept: Contact, folded: Contact, links: tuple[FamilyContact, ...]) -> frozenset[tuple[str, int, int]]:
    """What tells whether anything was changed since."""
    return frozenset(
        {("contact", row.id, row.revision) for row in (kept, folded)}
        | {("link", row.id, row.revision) for row in links}
    )


def make_plan(records: Records, choices: MergeChoices) -> MergePlan:
    """Decide everything from the rows as they are. Reads only.

    Raises:
        RecordGone: one of the two is gone or was merged meanwhile.
        ContactsChanged: they are not any more as they were compared.
    """
    kept, folded = families.contact_row(choices.kept_id), families.contact_row(choices.folded_id)
    if kept is None or folded is None or kept.id == folded.id:
        raise RecordGone
    kept_links, folded_links = families.links_of_contact(kept.id), families.links_of_contact(folded.id)
    if choices.seen is not None and choices.seen != seen_of(kept, folded, (*kept_links, *folded_links)):
        raise ContactsChanged
    practice = practice_rules(records)
    values = merged_values(kept, folded, choices.fields)
    charts = {link.patient_id for link in (*kept_links, *folded_links)}
    beside = {link.contact_id for patient_id in charts for link in families.links_of_patient(patient_id)}
    before = family_picture({kept.id, folded.id} | beside)
    folded_wins = frozenset(patient_id for patient_id, side in choices.links.items() if side is Side.FOLDED)
    pairs = link_pairs(kept_links, folded_links, folded_wins)
    after, outcome = _pictures(before, kept, folded, values, pairs, practice)
    return MergePlan(
        choices=choices,
        kept=kept,
        folded=folded,
        values=values,
        moving=with_values(folded_links, pairs),
        staying=with_values(kept_links, pairs),
        dropping=tuple(pair.loser for pair in pairs.values()),
        before=before,
        after=after,
        outcome=outcome,
        conflicts=_conflicts(before, after, kept.id, folded.id, outcome, practice),
        accounts=account_steps(kept, folded, values, before),
    )


def merged_values(kept: Contact, folded: Contact, chosen: Mapping[str, Side]) -> dict[str, Any]:
    """The kept contact's columns as they will stand, derived ones included."""
    values: dict[str, Any] = {}
    for name, columns in MERGE_FIELDS.items():
        side = chosen.get(name, Side.KEPT)
        for column in columns:
            mine, theirs = getattr(kept, column), getattr(folded, column)
            if side is Side.BOTH and isinstance(mine, str):
                values[column] = joined(mine, theirs)
            else:
                values[column] = theirs if side is Side.FOLDED else mine
    values["email_key"] = check_email(values["home_email"]).key
    values["sort_last"], values["sort_first"] = fold(values["last_name"]), fold(values["first_name"])
    return values


# ------------------------------------------------------------------------------------------------------------- pictures


def _pictures(
    before: FamilyPicture,
    kept: Contact,
    folded: Contact,
    values: Mapping[str, Any],
    pairs: Mapping[int, LinkPair],
    practice: PracticeRules,
) -> tuple[FamilyPicture, Consequences]:
    """The families as they will be, and what the rules say of the step there.

    The rules compare link by link. So the step is first taken with both records left, each with the person's fields as
    they will be: that is one person with one account (rule A6), and only what changes for a link counts as a change.
    """
    both = {kept.id, folded.id}
    held = {link.key for link in before.links if link.contact_id in both and access(link, before, practice).holds}
    links = [link for link in before.links if link.contact_id not in both or link.patient_id not in pairs]
    for patient_id, pair in pairs.items():
        winner = before.links_by_key[(patient_id, pair.winner.contact_id)]
        taken_over = {name: value for name, value in pair.taken_over.items() if hasattr(winner, name)}
        links.append(replace(winner, contact_id=_stands_for(winner, before, both, held, values), **taken_over))
    person = _facts(kept, values)
    side_by_side = FamilyPicture(
        before.patients,
        {**before.contacts, kept.id: person, folded.id: replace(person, id=folded.id)},
        tuple(links),
    )
    after = FamilyPicture(
        before.patients,
        {key: facts for key, facts in before.contacts.items() if key != folded.id} | {kept.id: person},
        tuple(replace(link, contact_id=kept.id) if link.contact_id in both else link for link in links),
    )
    return after, _as_one(consequences(before, side_by_side, practice), after, kept.id, folded.id, held, practice)


def _stands_for(
    winner: LinkFacts, before: FamilyPicture, both: set[int], held: set[LinkKey], values: Mapping[str, Any]
) -> int:
    """With whose former link the one that stays is compared: one that gave access, most of all the very same."""
    holders = [before.links_by_key[(winner.patient_id, number)] for number in sorted(both)
               if (winner.patient_id, number) in held]  # fmt: skip

    def sameness(link: LinkFacts) -> tuple[bool, bool, bool]:
        same_address = before.contacts[link.contact_id].email_key == values["email_key"]
        return same_address and link.authority is winner.authority, same_address, link.contact_id == winner.contact_id

    return max(holders, key=sameness, default=winner).contact_id


def _facts(kept: Contact, values: Mapping[str, Any]) -> Any:
    row = Contact(id=kept.id, **values)
    return contact_facts(row)


def _as_one(
    outcome: Consequences,
    after: FamilyPicture,
    kept_id: int,
    folded_id: int,
    held: set[LinkKey],
    practice: PracticeRules,
) -> Consequences:
    """With the kept contact in the place of both."""

    def now(key: LinkKey) -> LinkKey:
        return (key[0], kept_id) if key[1] == folded_id else key

    holds_after = {link.key for link in after.links if access(link, after, practice).holds}
    held_before = {now(key) for key in held}
    due = tuple(
        replace(
            mail,
            contact_id=kept_id if mail.contact_id == folded_id else mail.contact_id,
            links=tuple(dict.fromkeys(now(key) for key in mail.links)),
        )
        for mail in outcome.due
    )
    return Consequences(
        begins=tuple(sorted({now(key) for key in outcome.begins} - held_before)),
        ends=tuple(sorted({now(key) for key in outcome.ends} - holds_after)),
        due=due,
        closed=outcome.closed,
    )


def _conflicts(
    before: FamilyPicture,
    after: FamilyPicture,
    kept_id: int,
    folded_id: int,
    outcome: Consequences,
    practice: PracticeRules,
) -> tuple[Conflict, ...]:
    """What is delicate about the step as each of the two records takes it: what the desk once ended by either of them.

    In a chart that one of them was not in, the merge is a step for it only if access begins there.
    """
    found: dict[str, Conflict] = {}
    for contact_id in (kept_id, folded_id):
        as_this_one = _called(after, kept_id, contact_id)
        keys = [
            link.key
            for link in as_this_one.links_by_contact.get(contact_id, ())
            if link.key in before.links_by_key or (link.patient_id, kept_id) in outcome.begins
        ]
        for conflict in chart_conflicts(before, as_this_one, keys, practice):
            found.setdefault(conflict.statement, conflict)
    return tuple(found.values())


def _called(picture: FamilyPicture, old_id: int, new_id: int) -> FamilyPicture:
    """The picture with another number for one contact."""
    if old_id == new_id:
        return picture
    contacts = {key: facts for key, facts in picture.contacts.items() if key != old_id}
    return FamilyPicture(
        picture.patients,
        {**contacts, new_id: replace(picture.contacts[old_id], id=new_id)},
        tuple(replace(link, contact_id=new_id) if link.contact_id == old_id else link for link in picture.links),
    )


def blank_person() -> dict[str, Any]:
    """The columns of a contact that was folded into another one: nobody is found by them."""
    columns = {column for names in MERGE_FIELDS.values() for column in names} | DERIVED
    empty: dict[str, Any] = {}
    for column in columns:
        known = getattr(Contact, column)
        empty[column] = None if known.null else ("" if known.default is None else known.default)
    return empty
