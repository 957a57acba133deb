# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo a merge of two contacts within its days: every row as it was, or not at all where later edits would be lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.records import accounts, contact_merges, families, search_keys
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.contact_merges import BOOKKEEPING, LaterEdit, Snapshot
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.contact_draft import FIELD_LABELS
from opportal_desktop.registration.errors import RegistrationError
from opportal_desktop.registration.merge_contacts import UNDO_DAYS
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.portal_effects import close_account
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import FamilyPicture, consequences
from opportal_desktop.terms import Changed, StaffMember

_BECAUSE = "The merge was undone."
_UNMINDED = {
    # Derived from others, or noted by the program: nobody's edits.
    "contact": BOOKKEEPING | {"sort_last", "sort_first", "email_key", "merged_into"},
    "family_contact": BOOKKEEPING | {"registered_at", "access_ended_at", "started_at"},
    "portal_account": frozenset[str](),
}


class CanNotUndo(RegistrationError):  # noqa: N818 - says what is, not that something broke
    """The merge can't be undone any more. `reasons` say why, in words; nothing was written."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("the merge can't be undone")
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class RecentMerge:
    """A merge of the last days.

    Attributes:
        when: in the practice's words; `until`: the last day of Undo.
        kept, folded: names before the merge.
        undone: who undid it and when; empty while it stands.
    """

    merge_id: int
    kept_id: int
    kept: str
    folded: str
    by: str
    when: str
    until: str
    undone: str


@dataclass(frozen=True, slots=True)
class Unmerged:
    """What Undo did: the two contacts, messages taken back before they went out, and messages that wait again."""

    kept_id: int
    folded_id: int
    taken_back: int
    waiting: int


def recent_merges(records: Records) -> tuple[RecentMerge, ...]:
    """The merges that can be undone, or were, newest first."""
    practice = practice_rules(records)
    rows = []
    for merge in contact_merges.merges_since(records.clock() - dt.timedelta(days=UNDO_DAYS)):
        names = Snapshot.from_json(merge.snapshot).names
        undone = f"Undone by {merge.undone_by}, {practice.moment(merge.undone_at)}" if merge.undone_at else ""
        until = practice.day(merge.at + dt.timedelta(days=UNDO_DAYS))
        when = practice.moment(merge.at)
        rows.append(RecentMerge(merge.id, merge.kept_id, names[0], names[1], merge.by, when, until, undone))
    return tuple(rows)


def obstacles(records: Records, merge_id: int) -> tuple[str, ...]:
    """Why this merge can't be undone, in words; empty if it can. Reads only."""
    merge = contact_merges.merge_row(merge_id)
    if merge is None:
        return ("This merge is not known any more.",)
    if merge.undone_at is not None:
        return ("This merge was undone already.",)
    if not merge.snapshot or merge.at < records.clock() - dt.timedelta(days=UNDO_DAYS):
        return (f"A merge can be undone for {UNDO_DAYS} days; this one is older.",)
    if later := contact_merges.later_merge(merge):
        names = Snapshot.from_json(later.snapshot).names if later.snapshot else ("", "")
        return (f"One of the two was merged again since ({names[1]} into {names[0]}): undo that merge first.",)
    snapshot = Snapshot.from_json(merge.snapshot)
    edits = contact_merges.later_edits(snapshot, _UNMINDED)
    return tuple(dict.fromkeys(_in_words(edit, snapshot) for edit in edits))


def undo_merge(records: Records, merge_id: int, by: StaffMember) -> Unmerged:
    """Put back every row that the merge changed, in one transaction.

    What was added since stays with the contact that was kept. Messages that the merge wrote are cancelled if they still
    wait; those that it cancelled wait again. Browsers that it signed out stay signed out. No new mail is caused.

    Raises:
        CanNotUndo: it is too late, or something was changed since that would be lost; says what.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        if reasons := obstacles(records, merge_id):
            raise CanNotUndo(reasons)
        merge = contact_merges.merge_row(merge_id)
        if merge is None:
            raise CanNotUndo(())
        snapshot = Snapshot.from_json(merge.snapshot)
        now = records.clock()
        touched = {merge.kept_id, merge.folded_id, *_other_contacts(snapshot)}
        before = family_picture(sorted(touched))
        taken_back = _take_back(records, snapshot, by)
        contact_merges.put_back(snapshot, by.name, now)
        waiting = contact_merges.put_back_mail(snapshot)
        for message_id in waiting:
            accounts.note_waiting(message_id, by.name, _BECAUSE, now)
        after = family_picture(sorted(touched))
        _settle(records, before, after, snapshot, by)
        patient_ids = frozenset(link.patient_id for link in (*before.links, *after.links))
        for patient_id in sorted(patient_ids):
            search_keys.index_patient(patient_id)
        for contact_id in (merge.kept_id, merge.folded_id):
            write_audit(records, "merge undone", by, contact_id=contact_id)
        contact_merges.mark_undone(merge.id, by.name, now)
        records.announce(Changed(patient_ids=patient_ids, contact_ids=frozenset(touched), outbox=True))
        return Unmerged(merge.kept_id, merge.folded_id, taken_back, len(waiting))


def _other_contacts(snapshot: Snapshot) -> set[int]:
    """Contacts beside the two whose links the merge noted something in."""
    rows = families.links_by_id(snapshot.changed.get("family_contact", {}))
    return {row.contact_id for row in rows}


def _take_back(records: Records, snapshot: Snapshot, by: StaffMember) -> int:
    """Cancel what the merge wrote and is not going out yet, with its links."""
    taken = 0
    for message_id in snapshot.added.get("message", ()):
        message = accounts.message_row(message_id)
        if message is not None and accounts.cancel_waiting(message_id, by.name, _BECAUSE, records.clock()):
            taken += 1
            if message.setup_link_id is not None:
                accounts.void_link(records, message.setup_link_id, "the merge was undone")
    return taken


def _settle(records: Records, before: FamilyPicture, after: FamilyPicture, snapshot: Snapshot, by: StaffMember) -> None:
    """What the rules say of the step back for what the merge did not know: links that came since, closed accounts."""
    outcome = consequences(before, after, practice_rules(records, load_settings(records)))
    known = {(row.patient_id, row.contact_id) for row in families.links_by_id(snapshot.links)}
    for keys, at in ((outcome.ends, records.clock()), (outcome.begins, None)):
        for key in keys:
            if key not in known:
                families.stamp_access_end(key, at)
    for email_key in outcome.closed:
        close_account(records, email_key, by)


# ---------------------------------------------------------------------------------------------------------------- words


def _in_words(edit: LaterEdit, snapshot: Snapshot) -> str:
    if edit.table == "portal_account":
        return "The sign-in address of the portal account was changed since, or somebody else has it now."
    if edit.table == "family_contact":
        return _link_in_words(edit, snapshot)
    label = FIELD_LABELS.get(edit.column, edit.column.replace("_", " "))
    row = families.contacts_by_id([edit.row_id]).get(edit.row_id)
    who = full_name(row.first_name, row.last_name) if row else "The contact"
    return f"{who}: {label} was changed since the merge."


def _link_in_words(edit: LaterEdit, snapshot: Snapshot) -> str:
    rows = families.links_by_id([edit.row_id])
    if not rows:
        return f"{snapshot.names[0]} was taken off a chart since the merge."
    patient = families.patient_row(rows[0].patient_id)
    chart = full_name(patient.first_name, patient.last_name) if patient else "a patient"
    label = FIELD_LABELS.get(edit.column, "the contact")
    return f"The chart of {chart}: {label} was changed since the merge."
