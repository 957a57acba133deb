# SPDX-License-Identifier: GPL-3.0-or-later
"""Merge two contacts that are one person: fold B into A, in one transaction, with what it takes to undo it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opportal_desktop.records import accounts, contact_merges, families, portal, search
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.contact_draft import LINK_FIELDS, PERSON_FIELDS
from opportal_desktop.registration.errors import DraftInvalid, ReasonRequired
from opportal_desktop.registration.merge_plan import (
    AccountFate,
    MergeChoices,
    MergePlan,
    blank_person,
    make_plan,
)
from opportal_desktop.registration.portal_effects import Effects, close_account, queue_due, set_aside
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import LinkKey, access
from opportal_desktop.terms import Changed, StaffMember

UNDO_DAYS = 30
"""How long a merge can be undone; after that, what Undo needs is forgotten."""

_BECAUSE = "two contacts were merged"
_MERGED = "contacts merged"


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: which one it is (for Undo), whose record stands, and what was queued for whom."""

    merge_id: int
    contact_id: int
    effects: Effects

    @property
    def sent_to(self) -> tuple[str, ...]:
        return tuple(address for _, address in self.effects.queued)


def merge_contacts(records: Records, choices: MergeChoices, by: StaffMember) -> Merged:
    """Fold one contact into another: person, links, messages, history and account, in one transaction.

    The mail that it causes is what the rules say of a Save with the same outcome. Nothing is lost: a second link to the
    same patient is kept in the audit trail, every row as it was in the merge's snapshot.

    Raises:
        ContactsChanged: one of them was changed since they were compared.
        DraftInvalid: no first and no last name would be left.
        ReasonRequired: somebody loses access, and no reason is given.
        RecordGone: one of the two is gone or was merged meanwhile.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        settings = load_settings(records)
        plan = make_plan(records, choices)
        _refuse(records, settings, plan)
        now = records.clock()
        contact_merges.forget_before(now - dt.timedelta(days=UNDO_DAYS))
        emails = set(plan.before.contacts_by_email) | set(plan.after.contacts_by_email)
        account_ids = {step.account.id for step in plan.accounts}
        before = contact_merges.capture(plan.before.contacts, emails, account_ids)
        _write_audit(records, plan, by)
        _write_person(plan, by, now)
        _move_links(plan)
        contact_merges.move_pointers(plan.folded.id, plan.kept.id)
        _settle_accounts(records, plan, by)
        effects = _bring_about(records, settings, plan, by)
        for patient_id in sorted(plan.patient_ids):
            search.index_patient(patient_id)
        after = contact_merges.capture(plan.before.contacts, emails, account_ids)
        names = tuple(full_name(row["first_name"], row["last_name"]) for row in _persons(before, plan))
        snapshot = contact_merges.difference(before, after, (names[0], names[1]))
        merge = contact_merges.add_merge(now, by.name, plan.kept.id, plan.folded.id, snapshot)
        records.announce(
            Changed(
                patient_ids=plan.patient_ids | {patient_id for patient_id, _ in effects.consequences.begins},
                contact_ids=effects.contact_ids | {plan.kept.id, plan.folded.id},
                outbox=True,
            )
        )
        return Merged(merge.id, plan.kept.id, effects)


def losses(records: Records, settings: PracticeSettings, plan: MergePlan) -> tuple[str, ...]:
    """Who loses access to whom, and why; in words."""
    practice = practice_rules(records, settings)
    said = []
    for key in plan.outcome.ends:
        link = plan.after.links_by_key.get(key)
        why = "; ".join(access(link, plan.after, practice).reasons) if link else "taken off the chart"
        person = plan.after.contacts[key[1]].name
        said.append(f"{person} will lose access to {plan.before.patients[key[0]].name}: {why}")
    return tuple(said)


def _refuse(records: Records, settings: PracticeSettings, plan: MergePlan) -> None:
    if not plan.values["sort_last"] and not plan.values["sort_first"]:
        raise DraftInvalid({"first_name": "Choose a first or last name."})
    if plan.losing and not plan.choices.reason.strip():
        raise ReasonRequired(losses(records, settings, plan))


def _persons(before: contact_merges.Rows, plan: MergePlan) -> tuple[dict[str, Any], dict[str, Any]]:
    return before["contact"][plan.kept.id], before["contact"][plan.folded.id]


# -------------------------------------------------------------------------------------------------------------- writing


def _write_person(plan: MergePlan, by: StaffMember, now: dt.datetime) -> None:
    families.write_contact(plan.kept, plan.values, by.name, now)
    families.write_contact(plan.folded, blank_person() | {"merged_into": plan.kept.id}, by.name, now)


def _move_links(plan: MergePlan) -> None:
    for link in plan.dropping:
        families.delete_link(link)
    for link, values in (*plan.moving, *plan.staying):
        contact_merges.move_link(link.id, plan.kept.id, values)


def _write_audit(records: Records, plan: MergePlan, by: StaffMember) -> None:
    """One row for the person with everything that gives way, and one for each link that does."""
    reason = plan.choices.reason.strip()
    write_audit(records, _MERGED, by, contact_id=plan.kept.id, changes=_person_changes(plan), reason=reason)
    for link in plan.dropping:
        other = next(row for row, _ in (*plan.moving, *_all_kept_links(plan)) if row.patient_id == link.patient_id)
        changes = {name: (getattr(link, name), getattr(other, name)) for name in LINK_FIELDS if hasattr(link, name)}
        write_audit(
            records,
            "second entry in this chart dropped by a merge",
            by,
            patient_id=link.patient_id,
            contact_id=plan.kept.id,
            changes=changes,
            reason=reason,
        )


def _all_kept_links(plan: MergePlan) -> list[tuple[FamilyContact, Mapping[str, Any]]]:
    return [(link, {}) for link in families.links_of_contact(plan.kept.id)]


def _person_changes(plan: MergePlan) -> dict[str, tuple[Any, Any]]:
    """{field: (what gives way, what stands)}: the folded one's value or, if that is taken, the kept one's own."""
    changes = {}
    for name in PERSON_FIELDS:
        mine, theirs, stands = _value(plan.kept, name), _value(plan.folded, name), plan.values.get(name)
        for value in (theirs, mine):
            if value not in (stands, None, ""):
                changes[name] = (value, stands)
                break
    return changes


def _value(row: Contact, name: str) -> Any:
    return getattr(row, name)


def _settle_accounts(records: Records, plan: MergePlan, by: StaffMember) -> None:
    """One person, one account: the other one's sign-in stops, its links are void and its browsers are signed out."""
    for step in plan.accounts:
        if step.fate is AccountFate.SET_ASIDE:
            set_aside(records, step.account, _BECAUSE)
        elif step.fate is AccountFate.MOVED:
            because = "the Home Email was changed by a merge"
            portal.end_sessions(step.account.id, because, records.clock(), None)
            accounts.void_links(records, step.account.id, because)
            accounts.cancel_queued(records, step.account.id, by.name, because, accounts.NEED_ACCESS)
            portal.rename_account(step.account.id, plan.values["email_key"])


def _bring_about(records: Records, settings: PracticeSettings, plan: MergePlan, by: StaffMember) -> Effects:
    """What the rules say of the step, in the same transaction; as every Save does it."""
    outcome, now = plan.outcome, records.clock()
    why = dict(zip(outcome.ends, losses(records, settings, plan), strict=True))
    for key in outcome.ends:
        families.stamp_access_end(key, now)
        _audit_access(records, "portal access ended", key, by, f"{_reason_of(why[key])}. {plan.choices.reason.strip()}")
    for key in outcome.begins:
        families.stamp_access_end(key, None)
        _audit_access(records, "portal access began", key, by, _BECAUSE)
    for email_key in outcome.closed:
        close_account(records, email_key, by)
    queued = tuple(queue_due(records, settings, mail, plan.after, by) for mail in outcome.due)
    return Effects(queued, outcome)


def _reason_of(statement: str) -> str:
    return statement.partition(": ")[2]


def _audit_access(records: Records, action: str, key: LinkKey, by: StaffMember, reason: str) -> None:
    write_audit(records, action, by, patient_id=key[0], contact_id=key[1], reason=reason)
