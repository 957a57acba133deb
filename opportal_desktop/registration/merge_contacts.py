# SPDX-License-Identifier: GPL-3.0-or-later
"""Merge two contacts that are one person: fold B into A, in one transaction, with what it takes to undo it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from opportal_desktop.records import accounts, contact_merges, families, portal, search_keys
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.contact_draft import LINK_FIELDS, PERSON_FIELDS
from opportal_desktop.registration.custody import refuse_without_reason
from opportal_desktop.registration.errors import DraftInvalid
from opportal_desktop.registration.merge_accounts import AccountFate
from opportal_desktop.registration.merge_plan import MergeChoices, MergePlan, blank_person, make_plan
from opportal_desktop.registration.portal_effects import Agreement, Effects, carry_out, set_aside
from opportal_desktop.registration.rules import LinkKey
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


def merge_contacts(
    records: Records,
    choices: MergeChoices,
    by: StaffMember,
    *,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> Merged:
    """Fold one contact into another: person, links, messages, history and account, in one transaction.

    The mail that it causes is what the rules say of a Save with the same outcome. Nothing is lost: where both are in
    one chart, the entry that stays takes over what only the other one says (`merge_links`), and the audit trail keeps
    what gives way; every row as it was is in the merge's snapshot.

    Args:
        reason: why to merge against a custody conflict, or to take access away; kept in the audit trail.
        agreed: the losses of access (patient id, contact id) that were seen; None for all that there are.

    Raises:
        ContactsChanged: one of them was changed since they were compared.
        DraftInvalid: no first and no last name would be left.
        ReasonRequired: a custody conflict and no reason.
        LosesAccess: access would be taken away, with no reason or not as agreed.
        RecordGone: one of the two is gone or was merged meanwhile.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        settings = load_settings(records)
        plan = make_plan(records, choices)
        if error := plan.error:
            raise DraftInvalid({"first_name": error})
        refuse_without_reason(plan.conflicts, reason)
        now = records.clock()
        contact_merges.forget_before(now - dt.timedelta(days=UNDO_DAYS))
        emails = set(plan.before.contacts_by_email) | set(plan.after.contacts_by_email)
        account_ids = {step.account.id for step in plan.accounts}
        before = contact_merges.capture(plan.before.contacts, emails, account_ids)
        _write_audit(records, plan, by, reason.strip())
        _write_person(plan, by, now)
        _move_links(plan)
        contact_merges.move_pointers(plan.folded.id, plan.kept.id)
        _settle_accounts(records, plan, by)
        agreement = Agreement(reason, agreed)
        effects = carry_out(
            records, settings, plan.person_before, plan.after, plan.outcome, by, agreement, because=_BECAUSE
        )
        for patient_id in sorted(plan.patient_ids):
            search_keys.index_patient(patient_id)
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


def _persons(before: contact_merges.Rows, plan: MergePlan) -> tuple[dict[str, Any], dict[str, Any]]:
    return before["contact"][plan.kept.id], before["contact"][plan.folded.id]


# -------------------------------------------------------------------------------------------------------------- writing


def _write_person(plan: MergePlan, by: StaffMember, now: dt.datetime) -> None:
    families.write_contact(plan.kept, plan.values, by.name, now)
    families.write_contact(plan.folded, blank_person() | {"merged_into": plan.kept.id}, by.name, now)


def _move_links(plan: MergePlan) -> None:
    for link in plan.dropping:
        families.delete_link(link)
    changed = [(link, values) for link, values in plan.staying if values]
    for link, values in (*plan.moving, *changed):
        contact_merges.move_link(link.id, plan.kept.id, values)


def _write_audit(records: Records, plan: MergePlan, by: StaffMember, reason: str) -> None:
    """One row for the person with everything that gives way, and one for each link that does."""
    write_audit(records, _MERGED, by, contact_id=plan.kept.id, changes=_person_changes(plan), reason=reason)
    for link in plan.dropping:
        stays, taken_over = plan.standing(link.patient_id)
        changes = {name: (getattr(link, name), taken_over.get(name, getattr(stays, name))) for name in LINK_FIELDS}
        write_audit(
            records,
            "second entry in this chart dropped by a merge",
            by,
            patient_id=link.patient_id,
            contact_id=plan.kept.id,
            changes=changes,
            reason=reason,
        )


def _person_changes(plan: MergePlan) -> dict[str, tuple[Any, Any]]:
    """{field: (what gives way, what stands)}: the folded one's value or, if that is taken, the kept one's own."""
    changes = {}
    for name in PERSON_FIELDS:
        mine, theirs, stands = getattr(plan.kept, name), getattr(plan.folded, name), plan.values.get(name)
        for value in (theirs, mine):
            if value not in (stands, None, ""):
                changes[name] = (value, stands)
                break
    return changes


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
