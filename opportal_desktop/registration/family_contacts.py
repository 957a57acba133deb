# SPDX-License-Identifier: GPL-3.0-or-later
"""The family contacts of a patient as the desk sees them, and ending, reactivating and removing one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from opportal_desktop.folding import typed_words
from opportal_desktop.records import families, search_keys, trouble
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.access_shifts import AccessShift, access_shifts
from opportal_desktop.registration.ask_again import ask_again_day
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.conflicts import Conflict
from opportal_desktop.registration.custody import custody_conflicts, refuse_without_reason
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.likely_contacts import ids_of_similar_name
from opportal_desktop.registration.pictures import account_pictures, family_picture
from opportal_desktop.registration.portal_effects import Agreement, Effects, bring_about
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import (
    AccountPicture,
    FamilyPicture,
    LinkFacts,
    LinkKey,
    StatusView,
    access,
    consequences,
    portal_status,
)
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import Authority, Changed, ResidesWith, RoleReason, StaffMember


@dataclass(frozen=True, slots=True)
class FamilyContactRow:
    """One row of the contact list; phones as people read them.

    `reminder`: what the desk is to do, for its day has come: ask about the portal again, look at a court order again.
    `mail_trouble`: why the latest email or text to this contact failed, as long as it is not put right; else empty.
    """

    patient_id: int
    contact_id: int
    name: str
    role_reason: RoleReason
    authority: Authority
    resides_with: ResidesWith
    home_email: str
    cell_phone: str
    status: StatusView
    active: bool
    ended_on: str
    emergency: bool
    preferred: bool
    mail_trouble: str = ""
    reminder: str = ""


def list_family_contacts(records: Records, patient_id: int) -> tuple[FamilyContactRow, ...]:
    """A patient's family contacts with their Portal Status: active ones first, then by authority and name."""
    practice = practice_rules(records)
    links = families.links_of_patient(patient_id)
    picture = family_picture([link.contact_id for link in links])
    statuses = portal_statuses(picture, [(link.patient_id, link.contact_id) for link in links], practice)
    contacts = families.contacts_by_id([link.contact_id for link in links])
    troubles = {one.contact_id: one.explanation for one in trouble.failed([link.contact_id for link in links])}
    rows = []
    for link in links:
        contact = contacts[link.contact_id]
        active = link.ended_at is None or link.ended_at > practice.now
        rows.append(
            FamilyContactRow(
                patient_id=patient_id,
                contact_id=contact.id,
                name=full_name(contact.first_name, contact.last_name),
                role_reason=link.role_reason,
                authority=link.authority,
                resides_with=link.resides_with,
                home_email=contact.home_email,
                cell_phone=shown_phone(contact.cell_phone, practice.phone_region),
                status=statuses[(patient_id, contact.id)],
                active=active,
                ended_on="" if active or link.ended_at is None else practice.day(link.ended_at),
                emergency=link.emergency,
                preferred=link.preferred,
                mail_trouble=troubles.get(contact.id, ""),
                reminder=_reminder(contact, link, practice) if active else "",
            )
        )
    rows.sort(key=lambda row: (not row.active, not row.authority.grants_access, row.name))
    return tuple(rows)


def _reminder(contact: Contact, link: FamilyContact, practice: PracticeRules) -> str:
    words = []
    again = ask_again_day(contact.declined_on, contact.ask_again_on, practice.ask_again_months)
    if contact.declined_on is not None and again is not None and again <= practice.today:
        words.append(f"Declined the portal on {practice.day(contact.declined_on)}: ask again.")
    review = link.court_order_review_on
    if review is not None and review <= practice.today:
        words.append(f"Look at the court order again: it was to be reviewed on {practice.day(review)}.")
    return " ".join(words)


def portal_statuses(
    picture: FamilyPicture, keys: Iterable[LinkKey], practice: PracticeRules
) -> dict[LinkKey, StatusView]:
    """The Portal Status of each of these links of the picture."""
    emails = {contact.email_key for contact in picture.contacts.values() if contact.email_key}
    accounts = account_pictures(emails)
    declined_by = families.declined_by([contact_id for _, contact_id in keys])
    statuses = {}
    for key in keys:
        link = picture.links_by_key[key]
        email_key = picture.contacts[link.contact_id].email_key
        account = accounts.get(email_key or "", AccountPicture())
        statuses[key] = portal_status(
            link, access(link, picture, practice), account, practice, declined_by.get(link.contact_id, "")
        )
    return statuses


# ------------------------------------------------------------------------------------- ending, reactivating, removing


def inactivate(
    records: Records,
    patient_id: int,
    contact_id: int,
    by: StaffMember,
    *,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> Effects:
    """Make a contact inactive in this chart from now on; the history is kept.

    Args:
        reason: why access is taken away, or given back; kept in the audit trail.
        agreed: the losses of access (patient id, contact id) that were seen; None for all that there are.

    Raises:
        LosesAccess: access would be taken away, with no reason or not as agreed.
        ReasonRequired: a custody conflict and no reason.
        RecordGone: the contact is not in this chart any more.
        RecordsBusyError: somebody else is writing; try again.
    """
    agreement = Agreement(reason, agreed)
    return _change_link(records, patient_id, contact_id, by, "contact inactivated", records.clock(), agreement)


def reactivate(
    records: Records,
    patient_id: int,
    contact_id: int,
    by: StaffMember,
    *,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> Effects:
    """Make a contact active in this chart again. Arguments and refusals as of `inactivate`."""
    return _change_link(records, patient_id, contact_id, by, "contact reactivated", None, Agreement(reason, agreed))


def remove(
    records: Records,
    patient_id: int,
    contact_id: int,
    by: StaffMember,
    *,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> Effects:
    """Take a contact off this chart; the person and other charts stay. Arguments and refusals as of `inactivate`."""
    with records.transaction():
        link = families.link_row(patient_id, contact_id)
        if link is None:
            raise RecordGone
        before = family_picture([contact_id])
        after = FamilyPicture(
            before.patients,
            before.contacts,
            tuple(other for other in before.links if other.key != (patient_id, contact_id)),
        )
        families.delete_link(link)
        write_audit(
            records,
            "contact removed",
            by,
            patient_id=patient_id,
            contact_id=contact_id,
            changes={
                "role_reason": (link.role_reason, None),
                "authority": (link.authority, None),
                **({"court_order_note": (link.court_order_note, "")} if link.court_order_note else {}),
            },
            reason=reason.strip(),
        )
        effects = bring_about(records, load_settings(records), before, after, by, Agreement(reason, agreed))
        search_keys.index_patient(patient_id)
        _announce(records, patient_id, contact_id, effects)
        return effects


def reactivation_conflicts(records: Records, patient_id: int, contact_id: int) -> tuple[Conflict, ...]:
    """What the desk must see before it reactivates a contact.

    Raises:
        RecordGone: the contact is not in this chart any more.
    """
    before = _chart_picture(patient_id, contact_id)
    key = (patient_id, contact_id)
    if key not in before.links_by_key:
        raise RecordGone
    return custody_conflicts(before, _with_link(before, key, None), key, practice_rules(records))


def shifts_of_ending(records: Records, patient_id: int, contact_id: int) -> tuple[AccessShift, ...]:
    """Who would lose (or gain) which patients if the contact were inactivated in this chart, or taken off it.

    Raises:
        RecordGone: the contact is not in this chart any more.
    """
    before = family_picture([contact_id])
    key = (patient_id, contact_id)
    if key not in before.links_by_key:
        raise RecordGone
    practice = practice_rules(records)
    after = _with_link(before, key, practice.now)
    shifts = access_shifts(before, after, consequences(before, after, practice), practice)
    # Why they lose it is what the desk is about to say.
    return tuple(replace(shift, why="") if shift.contact_id == contact_id else shift for shift in shifts)


def _chart_picture(patient_id: int, contact_id: int) -> FamilyPicture:
    """The contact's families, with the other contacts of this patient."""
    others = {link.contact_id for link in families.links_of_patient(patient_id)} - {contact_id}
    return family_picture([contact_id, *sorted(others)])


def _change_link(
    records: Records,
    patient_id: int,
    contact_id: int,
    by: StaffMember,
    action: str,
    ended_at: dt.datetime | None,
    agreement: Agreement,
) -> Effects:
    with records.transaction():
        row = families.link_row(patient_id, contact_id)
        if row is None:
            raise RecordGone
        key = (patient_id, contact_id)
        before = _chart_picture(patient_id, contact_id)
        after = _with_link(before, key, ended_at)
        refuse_without_reason(
            custody_conflicts(before, after, key, practice_rules(records)) if ended_at is None else (),
            agreement.reason,
        )
        was = row.ended_at
        families.write_link(row, patient_id, contact_id, {"ended_at": ended_at}, by.name, records.clock())
        write_audit(
            records,
            action,
            by,
            patient_id=patient_id,
            contact_id=contact_id,
            changes={"ended_at": (was, ended_at)},
            reason=agreement.reason.strip(),
        )
        effects = bring_about(records, load_settings(records), before, after, by, agreement)
        search_keys.index_patient(patient_id)
        _announce(records, patient_id, contact_id, effects)
        return effects


def _with_link(picture: FamilyPicture, key: LinkKey, ended_at: dt.datetime | None) -> FamilyPicture:
    links: tuple[LinkFacts, ...] = tuple(
        replace(link, ended_at=ended_at) if link.key == key else link for link in picture.links
    )
    return FamilyPicture(picture.patients, picture.contacts, links)


def _announce(records: Records, patient_id: int, contact_id: int, effects: Effects) -> None:
    records.announce(
        Changed(
            patient_ids=frozenset({patient_id}),
            contact_ids=effects.contact_ids | {contact_id},
            outbox=bool(effects.queued) or bool(effects.consequences.closed),
        )
    )


# -------------------------------------------------------------------------------------------------- the Contact Finder


SIMILAR = "Similar name"
ENOUGH_FOUND = 10
"""So many of the very name push similar ones out of sight."""


@dataclass(frozen=True, slots=True)
class FoundContact:
    """One row of the Contact Finder. `why`: "Sibling’s contact", "Similar name", or empty for a search result."""

    contact_id: int
    name: str
    birth_date: dt.date | None
    home_email: str
    cell_phone: str
    in_charts: tuple[str, ...]
    why: str
    in_this_chart: bool


def suggested_contacts(records: Records, patient_id: int) -> tuple[FoundContact, ...]:
    """The siblings' contacts, then those of patients of the same last name and address, not in this chart yet."""
    patient = families.patient_row(patient_id)
    if patient is None:
        raise RecordGone
    siblings = families.sibling_contacts(patient_id)
    seen = {row.id for row in siblings}
    household = [row for row in families.household_contacts(patient) if row.id not in seen]
    return (
        *_found_contacts(records, siblings, patient_id, "Sibling’s contact"),
        *_found_contacts(records, household, patient_id, "Same address"),
    )


def find_contacts(records: Records, patient_id: int, text: str) -> tuple[FoundContact, ...]:
    """Existing contacts by name (words in any order), email or phone digits; those of the siblings on top.

    Behind who is called so come those who are called similarly: nicknames, typos, one of two last names.
    """
    typed = text.strip()
    digits = "".join(ch for ch in typed if ch.isdigit())
    found: tuple[Contact, ...]
    if not typed:
        return suggested_contacts(records, patient_id)
    if "@" in typed:
        found = families.contacts_by_email_prefix(typed.casefold())
    elif digits and not any(ch.isalpha() for ch in typed):
        found = families.contacts_by_phone(digits) if len(digits) >= 3 else ()
    else:
        words = typed_words(typed)
        found = families.contacts_by_name(words) if words else ()
    suggested = {row.contact_id: row.why for row in suggested_contacts(records, patient_id)}
    rows = _found_contacts(records, found, patient_id, "")
    rows = tuple(replace(row, why=suggested.get(row.contact_id, "")) for row in rows)
    return (
        *sorted(rows, key=lambda row: not row.why),
        *_similarly_called(records, patient_id, typed, {row.contact_id for row in rows}),
    )


def _similarly_called(records: Records, patient_id: int, typed: str, seen: set[int]) -> tuple[FoundContact, ...]:
    if len(seen) >= ENOUGH_FOUND or not any(ch.isalpha() for ch in typed) or "@" in typed:
        return ()
    ids = [contact_id for contact_id in ids_of_similar_name(typed, patient_id) if contact_id not in seen]
    rows = families.contacts_by_id(ids)
    return _found_contacts(records, [rows[contact_id] for contact_id in ids if contact_id in rows], patient_id, SIMILAR)


def _found_contacts(records: Records, rows: Iterable[Contact], patient_id: int, why: str) -> tuple[FoundContact, ...]:
    rows = tuple(rows)
    charts = families.charts_of_contacts([row.id for row in rows])
    here = {link.contact_id for link in families.links_of_patient(patient_id)}
    region = load_settings(records).phone_region
    return tuple(
        FoundContact(
            contact_id=row.id,
            name=full_name(row.first_name, row.last_name),
            birth_date=row.birth_date,
            home_email=row.home_email,
            cell_phone=shown_phone(row.cell_phone, region),
            in_charts=charts.get(row.id, ()),
            why=why,
            in_this_chart=row.id in here,
        )
        for row in rows
    )
