# SPDX-License-Identifier: GPL-3.0-or-later
"""Authority that an import brought, released by managers: then the rules of every Save apply, one mail a contact."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from opportal_desktop.records import families, imported, search_keys
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.imported import WaitingRow
from opportal_desktop.records.models import ImportedAuthority
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.access_shifts import AccessShift, access_shifts
from opportal_desktop.registration.conflicts import Conflict
from opportal_desktop.registration.custody import chart_conflicts, refuse_without_reason
from opportal_desktop.registration.errors import NotManager
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.portal_effects import Agreement, Effects, bring_about, is_active_account_of
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import Consequences, FamilyPicture, LinkKey, access, consequences, sentence
from opportal_desktop.registration.validators import check_email
from opportal_desktop.terms import Changed, ImportedState, StaffMember

PAGE = 200

__all__ = [
    "PAGE",
    "WaitingRow",
    "dismiss",
    "forecast_release",
    "release",
    "waiting",
    "waiting_contacts",
    "waiting_count",
]


@dataclass(frozen=True, slots=True)
class ReleaseForecast:
    """What a release would do.

    Attributes:
        summary: in a sentence or two.
        conflicts: what is delicate about it, in words.
        shifts: who gains or loses which patients, losses first.
    """

    summary: str
    conflicts: tuple[str, ...]
    shifts: tuple[AccessShift, ...]

    @property
    def losses(self) -> tuple[AccessShift, ...]:
        return tuple(shift for shift in self.shifts if shift.loses)

    @property
    def needs_reason(self) -> bool:
        return bool(self.conflicts or self.losses)


def waiting(records: Records, after: int = 0, limit: int = PAGE) -> tuple[WaitingRow, ...]:
    """A page of what waits, in the order of the file; `after`: the id of the last row of the page before."""
    return imported.waiting_rows(after, limit)


def waiting_count(records: Records) -> int:
    """How many family contacts have something that waits."""
    return records.unless_changed("imported authority", imported.count_waiting)


def waiting_contacts(records: Records, after: int = 0, limit: int = PAGE) -> tuple[int, ...]:
    """Contacts with something that waits, by id: to release all of it, one after the other."""
    return imported.waiting_contacts(after, limit)


def forecast_release(records: Records, contact_id: int, ids: Collection[int] | None = None) -> ReleaseForecast:
    """Say what releasing these rows of a contact (or all of theirs) would do. Reads only; a few milliseconds."""
    practice = practice_rules(records)
    rows = imported.rows_of_contact(contact_id, ids)
    before, after = _pictures(contact_id, rows, practice)
    outcome = consequences(before, after, practice)
    return ReleaseForecast(
        _summary(before, after, contact_id, rows, outcome, practice),
        tuple(conflict.statement for conflict in _conflicts(before, after, contact_id, practice)),
        access_shifts(before, after, outcome, practice),
    )


def release(
    records: Records,
    contact_id: int,
    by: StaffMember,
    ids: Collection[int] | None = None,
    *,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> Effects | None:
    """Write what waits for one contact (or only these rows) in one transaction; None if nothing waits any more.

    Args:
        reason: why to release against a custody conflict, or to take access away; kept in the audit trail.
        agreed: the losses of access (patient id, contact id) that were seen; None for all that there are.

    Raises:
        NotManager: managers release.
        ReasonRequired: a custody conflict and no reason.
        LosesAccess: access would be taken away, with no reason or not as agreed.
        RecordsBusyError: somebody else is writing; try again.
    """
    if not by.is_manager:
        raise NotManager
    with records.transaction():
        rows = imported.rows_of_contact(contact_id, ids)
        if not rows:
            return None
        settings = load_settings(records)
        practice = practice_rules(records, settings)
        before, after = _pictures(contact_id, rows, practice)
        refuse_without_reason(_conflicts(before, after, contact_id, practice), reason)
        _write(records, contact_id, rows, after, by, reason)
        imported.decide([row.id for row in rows], ImportedState.RELEASED, by.name, records.clock())
        effects = bring_about(records, settings, before, after, by, Agreement(reason, agreed))
        records.announce(
            Changed(
                patient_ids=frozenset(link.patient_id for link in after.links_by_contact.get(contact_id, ())),
                contact_ids=effects.contact_ids | {contact_id},
                outbox=bool(effects.queued) or bool(effects.consequences.closed),
            )
        )
        return effects


def dismiss(records: Records, ids: Sequence[int], by: StaffMember) -> int:
    """Leave the records as they are for these rows; the same import does not list them again. Returns how many.

    Raises:
        NotManager: managers decide.
        RecordsBusyError: somebody else is writing; try again.
    """
    if not by.is_manager:
        raise NotManager
    with records.transaction():
        count = imported.decide(ids, ImportedState.DISMISSED, by.name, records.clock())
        write_audit(records, "imported authority dismissed", by, changes={"family contacts": (0, count)})
        records.announce(Changed(everything=True))
        return count


# ---------------------------------------------------------------------------------------------------------------- parts


def _pictures(
    contact_id: int, rows: Sequence[ImportedAuthority], practice: PracticeRules
) -> tuple[FamilyPicture, FamilyPicture]:
    """The families as they are, and with what waits; what is inactive or was filled in meanwhile stays."""
    others = {link.contact_id for row in rows for link in families.links_of_patient(row.patient_id)}
    emails = {key for row in rows if (key := check_email(row.home_email).key)}
    before = family_picture([contact_id, *sorted(others - {contact_id})], sorted(emails))
    contact = before.contacts[contact_id]
    email = next((row.home_email for row in rows if row.home_email), "")
    cell = next((row.cell_phone for row in rows if row.cell_phone), "")
    contact = replace(contact, home_email=contact.home_email or email, cell_phone=contact.cell_phone or cell)
    wanted = {(row.patient_id, contact_id): row.authority for row in rows}
    links = tuple(
        replace(link, authority=wanted[link.key]) if link.key in wanted and link.is_active(practice.now) else link
        for link in before.links
    )
    return before, FamilyPicture(before.patients, {**before.contacts, contact_id: contact}, links)


def _conflicts(
    before: FamilyPicture, after: FamilyPicture, contact_id: int, practice: PracticeRules
) -> tuple[Conflict, ...]:
    return chart_conflicts(before, after, [link.key for link in after.links_by_contact.get(contact_id, ())], practice)


def _write(
    records: Records,
    contact_id: int,
    rows: Sequence[ImportedAuthority],
    after: FamilyPicture,
    by: StaffMember,
    reason: str,
) -> None:
    now = records.clock()
    contact = families.contact_row(contact_id)
    if contact is None:
        raise AssertionError("what waits goes with its contact")
    facts = after.contacts[contact_id]
    filled = {name: getattr(facts, name) for name in ("home_email", "cell_phone")}
    changes: dict[str, tuple[Any, Any]] = {
        name: (getattr(contact, name), value) for name, value in filled.items() if getattr(contact, name) != value
    }
    if changes:
        families.write_contact(contact, filled | {"email_key": facts.email_key}, by.name, now)
        search_keys.index_contact(contact)
    for row in rows:
        link = families.link_row(row.patient_id, contact_id)
        wanted = after.links_by_key.get((row.patient_id, contact_id))
        if link is None or wanted is None:
            continue
        own = dict(changes)
        if link.authority is not wanted.authority:
            own["authority"] = (link.authority, wanted.authority)
            families.write_link(link, row.patient_id, contact_id, {"authority": wanted.authority}, by.name, now)
        write_audit(
            records,
            "imported authority released",
            by,
            patient_id=row.patient_id,
            contact_id=contact_id,
            changes=own,
            reason=reason.strip(),
        )


def _summary(
    before: FamilyPicture,
    after: FamilyPicture,
    contact_id: int,
    rows: Sequence[ImportedAuthority],
    outcome: Consequences,
    practice: PracticeRules,
) -> str:
    name = after.contacts[contact_id].name
    parts = []
    for mail in outcome.due:
        if is_active_account_of(mail.email_key, after.contacts[mail.contact_id].name_key):
            parts.append(f"Releasing will tell {mail.to_address} once to sign in as before.")
        else:
            parts.append(f"Releasing will send one Welcome Email to {mail.to_address}.")
    if outcome.ends:
        who = sorted({before.contacts[key[1]].name for key in outcome.ends})
        parts.append(f"{' and '.join(who)} will lose access to the portal.")
    if not parts:
        reasons = [
            reason
            for row in rows
            if (link := after.links_by_key.get((row.patient_id, contact_id)))
            for reason in access(link, after, practice).reasons
        ]
        parts.append(sentence(f"No email yet for {name}: {reasons[0]}") if reasons else "No email is sent.")
    return " ".join(parts)
