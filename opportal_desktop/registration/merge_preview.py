# SPDX-License-Identifier: GPL-3.0-or-later
"""Two contacts side by side, and in words what merging them would do: charts, accounts, mail. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from opportal_desktop.records import accounts, contact_merges, families
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.access_shifts import AccessShift, access_shifts
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.contact_draft import PERSON_FIELDS
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.merge_accounts import AccountFate, AccountStep
from opportal_desktop.registration.merge_plan import (
    BOTH_FIELDS,
    MERGE_FIELDS,
    MergeChoices,
    MergePlan,
    Side,
    make_plan,
    seen_of,
)
from opportal_desktop.registration.portal_effects import is_active_account_of
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import DueMail, sentence
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import Authority, Language, PreferredContact, ResidesWith

_PHONES = frozenset({"cell_phone", "home_phone", "work_phone"})


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both, in words; `chosen` is what to begin with, `can_join`: both texts may stand."""

    name: str
    label: str
    kept: str
    folded: str
    chosen: Side
    can_join: bool

    @property
    def differs(self) -> bool:
        return self.kept != self.folded


@dataclass(frozen=True, slots=True)
class ComparedChart:
    """A chart that both are in: what each is there, in words."""

    patient_id: int
    name: str
    kept: str
    folded: str
    chosen: Side


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two contacts side by side; the first one's record is kept. `about`: what tells them apart, a line each."""

    kept_id: int
    folded_id: int
    kept_name: str
    folded_name: str
    kept_about: str
    folded_about: str
    fields: tuple[ComparedField, ...]
    charts: tuple[ComparedChart, ...]
    seen: frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What the merge would do, in sentences.

    Attributes:
        charts: one for each chart that changes, and for others whose access changes.
        accounts: what becomes of each portal account.
        mails: who gets which mail; or that none is sent.
        moves: what goes along.
        shifts: who gains or loses which patients, losses first.
        conflicts: what is delicate about it.
    """

    charts: tuple[str, ...]
    accounts: tuple[str, ...]
    mails: tuple[str, ...]
    moves: str
    shifts: tuple[AccessShift, ...]
    conflicts: tuple[str, ...]
    error: str = ""

    @property
    def losses(self) -> tuple[AccessShift, ...]:
        return tuple(shift for shift in self.shifts if shift.loses)

    @property
    def needs_reason(self) -> bool:
        return bool(self.losses or self.conflicts)


# ----------------------------------------------------------------------------------------------------------- comparing


def compare(records: Records, one_id: int, other_id: int) -> Comparison:
    """Both side by side; kept is the one in use: with an account that is Active, else with more charts, else the older.

    Raises:
        RecordGone: one of them is gone or was merged meanwhile.
    """
    one, other = families.contact_row(one_id), families.contact_row(other_id)
    if one is None or other is None or one_id == other_id:
        raise RecordGone
    practice = practice_rules(records)
    known = accounts.accounts_by_email([row.email_key for row in (one, other) if row.email_key])
    active = {key for key, rows in known.items() if rows.account.first_sign_in_at is not None}
    links = {row.id: families.links_of_contact(row.id) for row in (one, other)}
    kept, folded = sorted(
        (one, other), key=lambda row: (row.email_key not in active, -len(_active(links[row.id], practice)), row.id)
    )
    return Comparison(
        kept_id=kept.id,
        folded_id=folded.id,
        kept_name=full_name(kept.first_name, kept.last_name),
        folded_name=full_name(folded.first_name, folded.last_name),
        kept_about=_about(kept, links[kept.id], active, practice),
        folded_about=_about(folded, links[folded.id], active, practice),
        fields=tuple(_compared(name, kept, folded, active, practice) for name in MERGE_FIELDS),
        charts=_charts(links[kept.id], links[folded.id], practice),
        seen=seen_of(kept, folded, (*links[kept.id], *links[folded.id])),
    )


def _active(links: Iterable[FamilyContact], practice: PracticeRules) -> list[FamilyContact]:
    return [link for link in links if link.ended_at is None or link.ended_at > practice.now]


def _about(row: Contact, links: Iterable[FamilyContact], active: set[str], practice: PracticeRules) -> str:
    links = list(links)
    charts = "1 chart" if len(links) == 1 else f"{len(links)} charts"
    account = ", portal account active" if row.email_key in active else ""
    return f"{charts}{account}, saved {practice.day(row.changed_at)}"


def _compared(name: str, kept: Contact, folded: Contact, active: set[str], practice: PracticeRules) -> ComparedField:
    texts = [_text(name, row, practice) for row in (kept, folded)]
    chosen = Side.KEPT if texts[0] or not texts[1] else Side.FOLDED
    if name == "home_email" and folded.email_key in active and kept.email_key not in active:
        chosen = Side.FOLDED
    can_join = name in BOTH_FIELDS and all(texts) and texts[0] != texts[1]
    if can_join:
        chosen = Side.BOTH
    return ComparedField(name, PERSON_FIELDS[name], texts[0], texts[1], chosen, can_join)


def _text(name: str, row: Contact, practice: PracticeRules) -> str:
    """A field's value in words; empty where there is none."""
    if name == "address_line":
        parts = (row.address_line, row.address_line2, row.city, f"{row.state} {row.postal_code}".strip())
        return ", ".join(part for part in parts if part)
    value: Any = getattr(row, name)
    if name == "own_patient_id":
        patient = families.patient_row(value) if value is not None else None
        return full_name(patient.first_name, patient.last_name) if patient else ""
    if name == "declined_on" and value is not None and row.ask_again_on is not None:
        return f"{practice.day(value)}, ask again on {practice.day(row.ask_again_on)}"
    if isinstance(value, dt.date):
        return practice.day(value)
    if isinstance(value, Language | PreferredContact):
        return "" if value is PreferredContact.UNSET else value.label
    if name in _PHONES:
        return shown_phone(value, practice.phone_region)
    return str(value or "")


def _charts(
    kept: tuple[FamilyContact, ...], folded: tuple[FamilyContact, ...], practice: PracticeRules
) -> tuple[ComparedChart, ...]:
    mine = {link.patient_id: link for link in kept}
    found = []
    for theirs in folded:
        own = mine.get(theirs.patient_id)
        if own is None:
            continue
        ended = not _active([own], practice) and bool(_active([theirs], practice))
        gives_more = not own.authority.grants_access and theirs.authority.grants_access and _active([theirs], practice)
        chosen = Side.FOLDED if ended or gives_more else Side.KEPT
        words = link_words(own, practice), link_words(theirs, practice)
        found.append(ComparedChart(theirs.patient_id, _patient(theirs.patient_id), *words, chosen))
    return tuple(found)


def link_words(link: FamilyContact, practice: PracticeRules, other: Mapping[str, Any] = MappingProxyType({})) -> str:
    """What a contact is in a chart: "Mother, Joint, resides with, emergency contact". `other`: columns to be set."""

    def value(name: str) -> Any:
        return other.get(name, getattr(link, name))

    parts = [link.role_reason.label]
    parts.append(f"Authority {link.authority.label}" if link.authority is Authority.NONE else link.authority.label)
    parts += ["resides with"] if value("resides_with") is ResidesWith.YES else []
    parts += ["emergency contact"] if value("emergency") else []
    parts += ["preferred contact"] if value("preferred") else []
    if value("proxy_consent_on"):
        until = value("proxy_consent_until")
        parts.append("consent to proxy access" + (f" until {practice.day(until)}" if until else ""))
    if value("court_order_note"):
        review = value("court_order_review_on")
        parts.append("court order" + (f" to be looked at again on {practice.day(review)}" if review else ""))
    if not _active([link], practice):
        parts.append(f"inactive since {practice.day(link.ended_at)}")
    return ", ".join(parts)


def _patient(patient_id: int) -> str:
    row = families.patient_row(patient_id)
    return full_name(row.first_name, row.last_name) if row else "—"


# ----------------------------------------------------------------------------------------------------------- previewing


def preview_merge(records: Records, choices: MergeChoices) -> MergePreview:
    """Say what merging by these choices would do, by the same plan that does it. Reads only; some milliseconds.

    Raises:
        ContactsChanged: one of them was changed since they were compared.
        RecordGone: one of the two is gone or was merged meanwhile.
    """
    settings = load_settings(records)
    plan = make_plan(records, choices)
    practice = practice_rules(records, settings)
    return MergePreview(
        charts=(*_chart_lines(plan, practice), *_others(plan)),
        accounts=tuple(_account_words(step, plan) for step in plan.accounts),
        mails=tuple(_mail_words(mail, plan) for mail in plan.outcome.due) or ("No email is sent.",),
        moves=_moves(plan),
        shifts=access_shifts(plan.person_before, plan.after, plan.outcome, practice),
        conflicts=tuple(conflict.statement for conflict in plan.conflicts),
        error=plan.error,
    )


def _chart_lines(plan: MergePlan, practice: PracticeRules) -> Iterable[str]:
    name = plan.after.contacts[plan.kept.id].name
    was = full_name(plan.folded.first_name, plan.folded.last_name)
    dropped = {link.patient_id: link for link in plan.dropping}
    moving = {link.patient_id for link, _ in plan.moving}
    for patient_id in sorted(plan.patient_ids, key=lambda number: plan.before.patients[number].birth_date):
        words = plan.before.patients[patient_id].name
        stays, taken_over = plan.standing(patient_id)
        stays_words = link_words(stays, practice, taken_over)
        if patient_id in dropped:
            words += (
                f": {name} as {stays_words}. The second entry is dropped: {link_words(dropped[patient_id], practice)}"
            )
            if "court_order_note" in taken_over and stays.court_order_note:
                words += ". Both notes of a court order are kept, one behind the other"
        elif patient_id in moving:
            becomes = f"{was} becomes {name}" if was != name else f"the other {name} becomes this one"
            words += f": {becomes}, {stays_words}"
        else:
            words += f": {name} stays, {stays_words}"
        yield sentence(words) + _access_words((patient_id, plan.kept.id), plan)


def _access_words(key: tuple[int, int], plan: MergePlan) -> str:
    if key in plan.outcome.begins:
        return " Access to the portal begins."
    if key in plan.outcome.ends:
        return " Access to the portal ends."
    return ""


def _others(plan: MergePlan) -> Iterable[str]:
    """Contacts beside the two whose access changes: they shared an email."""
    for keys, what in ((plan.outcome.begins, "begins"), (plan.outcome.ends, "ends")):
        for patient_id, contact_id in keys:
            if contact_id != plan.kept.id:
                other, child = plan.after.contacts[contact_id].name, plan.after.patients[patient_id].name
                yield f"{child}: {other}’s access to the portal {what}."


def _account_words(step: AccountStep, plan: MergePlan) -> str:
    address = step.account.email_key
    if step.fate is AccountFate.KEPT:
        return f"{address} is kept{'; they sign in as before' if step.active else '; it was not signed in to yet'}."
    if step.fate is AccountFate.MOVED:
        return (
            f"{address} is the account in use and is kept: they sign in with {plan.values['home_email']} from now on, "
            "with the same password and passkeys, and once more where they are signed in now."
        )
    if step.fate is AccountFate.OF_ANOTHER:
        return f"{address} stays as it is: another contact has this Home Email, too."
    if step.fate is AccountFate.WITHOUT_ADDRESS:
        return f"{address}: nobody has this Home Email any more, so nobody can sign in with it."
    return f"{address} stops: nobody can sign in with it any more, its links are void, its browsers are signed out."


def _mail_words(mail: DueMail, plan: MergePlan) -> str:
    if mail.contact_id == plan.kept.id:
        in_use = any(step.active and step.fate in (AccountFate.KEPT, AccountFate.MOVED) for step in plan.accounts)
        if in_use:
            return f"{mail.to_address} will be told to sign in as before; their account is active already."
        return f"A Welcome Email will be sent to {mail.to_address}."
    other = plan.after.contacts[mail.contact_id]
    if is_active_account_of(mail.email_key, other.name_key):
        return f"{other.name} will be told to sign in as before, at {mail.to_address}."
    return f"{other.name} will get a Welcome Email, too, at {mail.to_address}."


def _moves(plan: MergePlan) -> str:
    counted: Mapping[str, int] = contact_merges.count_pointers(plan.folded.id)
    messages, entries = counted.get("message", 0), counted.get("audit_entry", 0)
    parts = [f"{_number(messages, 'message')}"] if messages else []
    parts += [f"{_number(entries, 'entry', 'entries')} of the history"] if entries else []
    return f"{' and '.join(parts)} {'goes' if messages + entries == 1 else 'go'} along." if parts else ""


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
