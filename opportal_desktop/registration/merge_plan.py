# SPDX-License-Identifier: GPL-3.0-or-later
"""What merging two contacts would do, decided from the rows as they are; nothing is written here.

Fold B into A: the person's fields by the desk's choice, every link of both, what belongs to B, one account.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from opportal_desktop.folding import fold
from opportal_desktop.records import accounts, families
from opportal_desktop.records.models import Contact, FamilyContact, PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.registration.contact_draft import PERSON_FIELDS
from opportal_desktop.registration.errors import RecordGone, RegistrationError
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
        reason: why somebody loses access, where somebody does.
    """

    kept_id: int
    folded_id: int
    fields: Mapping[str, Side] = field(default_factory=dict)
    links: Mapping[int, Side] = field(default_factory=dict)
    seen: frozenset[tuple[str, int, int]] | None = None
    reason: str = ""


class AccountFate(Enum):
    """What becomes of a portal account."""

    KEPT = "kept"
    MOVED = "moved"
    """It is the one in use: it gets the address that was chosen."""
    SET_ASIDE = "set aside"
    """Its sign-in stops."""
    OF_ANOTHER = "of another"
    """Another contact has the address, too: nothing is done to it."""
    WITHOUT_ADDRESS = "without address"
    """No Home Email was chosen: nobody can sign in until there is one."""


@dataclass(frozen=True)
class AccountStep:
    """What becomes of the account of one Home Email. `active`: has signed in."""

    account: PortalAccount
    fate: AccountFate
    active: bool


@dataclass(frozen=True)
class MergePlan:
    """All that a merge will do.

    Attributes:
        values: of the kept contact's columns, as they will stand.
        moving: links of the folded contact that go to the kept one, with columns to set in them.
        dropping: links that give way to the other one in the same chart.
        after: the families as they will be.
        outcome: what it means for the portal, with the kept contact in the place of both.
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
    def losing(self) -> tuple[LinkKey, ...]:
        """Links whose access ends; that asks for a reason."""
        return self.outcome.ends


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
    before = family_picture([kept.id, folded.id])
    pairs = _pairs(kept_links, folded_links, choices)
    after, outcome = _pictures(before, kept, folded, values, pairs, practice)
    return MergePlan(
        choices=choices,
        kept=kept,
        folded=folded,
        values=values,
        moving=_with_values(folded_links, pairs),
        staying=tuple(pair for pair in _with_values(kept_links, pairs) if pair[1]),
        dropping=tuple(pair.loser for pair in pairs.values()),
        before=before,
        after=after,
        outcome=outcome,
        accounts=_account_steps(kept, folded, values, before),
    )


def merged_values(kept: Contact, folded: Contact, chosen: Mapping[str, Side]) -> dict[str, Any]:
    """The kept contact's columns as they will stand, derived ones included."""
    values: dict[str, Any] = {}
    for name, columns in MERGE_FIELDS.items():
        side = chosen.get(name, Side.KEPT)
        for column in columns:
            mine, theirs = getattr(kept, column), getattr(folded, column)
            if side is Side.BOTH and isinstance(mine, str):
                values[column] = "\n".join(dict.fromkeys(text for text in (mine, theirs) if text))
            else:
                values[column] = theirs if side is Side.FOLDED else mine
    values["email_key"] = check_email(values["home_email"]).key
    values["sort_last"], values["sort_first"] = fold(values["last_name"]), fold(values["first_name"])
    return values


# ---------------------------------------------------------------------------------------------------- both in one chart


@dataclass(frozen=True)
class _Pair:
    winner: FamilyContact
    loser: FamilyContact


def _pairs(
    kept_links: tuple[FamilyContact, ...], folded_links: tuple[FamilyContact, ...], choices: MergeChoices
) -> dict[int, _Pair]:
    """Where both are in one chart: the link that stays."""
    mine = {link.patient_id: link for link in kept_links}
    pairs = {}
    for theirs in folded_links:
        if theirs.patient_id in mine:
            own = mine[theirs.patient_id]
            folded_wins = choices.links.get(theirs.patient_id, Side.KEPT) is Side.FOLDED
            pairs[theirs.patient_id] = _Pair(theirs, own) if folded_wins else _Pair(own, theirs)
    return pairs


def _with_values(
    links: tuple[FamilyContact, ...], pairs: Mapping[int, _Pair]
) -> tuple[tuple[FamilyContact, dict[str, Any]], ...]:
    """These links without those that give way; in a winner the earlier dates of both."""
    kept: list[tuple[FamilyContact, dict[str, Any]]] = []
    for link in links:
        pair = pairs.get(link.patient_id)
        if pair is None:
            kept.append((link, {}))
        elif pair.winner.id == link.id:
            kept.append((link, _earlier(pair)))
    return tuple(kept)


def _earlier(pair: _Pair) -> dict[str, dt.datetime]:
    values = {}
    for name in ("started_at", "registered_at"):
        known = [at for row in (pair.winner, pair.loser) if (at := getattr(row, name)) is not None]
        if known and min(known) != getattr(pair.winner, name):
            values[name] = min(known)
    return values


# ------------------------------------------------------------------------------------------------------------- pictures


def _pictures(
    before: FamilyPicture,
    kept: Contact,
    folded: Contact,
    values: Mapping[str, Any],
    pairs: Mapping[int, _Pair],
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
        links.append(replace(winner, contact_id=_stands_for(winner, before, both, held, values), **_registered(pair)))
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


def _registered(pair: _Pair) -> dict[str, Any]:
    return {name: at for name, at in _earlier(pair).items() if name == "registered_at"}


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


# ------------------------------------------------------------------------------------------------------------- accounts


def _account_steps(
    kept: Contact, folded: Contact, values: Mapping[str, Any], before: FamilyPicture
) -> tuple[AccountStep, ...]:
    """One account is left: that of the chosen Home Email, or the one that is Active if that one is not."""
    keys = list(dict.fromkeys(row.email_key for row in (kept, folded) if row.email_key))
    known = accounts.accounts_by_email(keys)
    chosen = values["email_key"]
    both = {kept.id, folded.id}
    steps = []
    at_address = known.get(chosen) if chosen else None
    address_active = at_address is not None and at_address.account.first_sign_in_at is not None
    for key in keys:
        rows = known.get(key)
        if rows is None or key == chosen:
            continue
        active = rows.account.first_sign_in_at is not None
        if any(other.id not in both for other in before.contacts_by_email.get(key, ())):
            fate = AccountFate.OF_ANOTHER
        elif chosen is None:
            fate = AccountFate.WITHOUT_ADDRESS
        elif active and not address_active and _is_of(rows.account.id, both):
            fate = AccountFate.MOVED
        else:
            fate = AccountFate.SET_ASIDE
        steps.append(AccountStep(rows.account, fate, active))
    if at_address is not None:
        moved = any(step.fate is AccountFate.MOVED for step in steps)
        fate = AccountFate.SET_ASIDE if moved else AccountFate.KEPT
        # First: the address must be free before another account gets it.
        steps.insert(0, AccountStep(at_address.account, fate, address_active))
    return tuple(steps)


def _is_of(account_id: int, contact_ids: set[int]) -> bool:
    """Whether an account was ever of one of these: known by whom it was written to."""
    written_to = accounts.contacts_written_to(account_id)
    return not written_to or bool(written_to & contact_ids)


def blank_person() -> dict[str, Any]:
    """The columns of a contact that was folded into another one: nobody is found by them."""
    columns = {column for names in MERGE_FIELDS.values() for column in names} | DERIVED
    empty: dict[str, Any] = {}
    for column in columns:
        known = getattr(Contact, column)
        empty[column] = None if known.null else ("" if known.default is None else known.default)
    return empty
