# SPDX-License-Identifier: GPL-3.0-or-later
"""Save a contact in a patient's chart, and say beforehand what Save will do for the portal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from opportal_desktop.folding import fold
from opportal_desktop.records import age_marks, families, search_keys
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.access_shifts import AccessShift, access_shifts
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.conflicts import Conflict, ConflictKind, person_conflicts
from opportal_desktop.registration.contact_draft import (
    LINK_FIELDS,
    PERSON_FIELDS,
    ContactDraft,
    changed_fields,
    differences,
    draft_errors,
    draft_from_rows,
    draft_warnings,
    tidy,
)
from opportal_desktop.registration.custody import custody_conflicts, refuse_without_reason
from opportal_desktop.registration.errors import DraftInvalid, EditConflict, RecordGone
from opportal_desktop.registration.likely_contacts import look_alikes, person_of_draft
from opportal_desktop.registration.pictures import account_pictures, family_picture, name_key, patient_facts
from opportal_desktop.registration.portal_effects import (
    Agreement,
    Effects,
    bring_about,
    is_active_account_of,
)
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import (
    Access,
    AccountPicture,
    Consequences,
    ContactFacts,
    FamilyPicture,
    LinkFacts,
    LinkKey,
    PatientFacts,
    PortalStatus,
    access,
    consequences,
    portal_status,
    sentence,
)
from opportal_desktop.registration.same_person import Person, similar_names
from opportal_desktop.registration.validators import check_email
from opportal_desktop.terms import AgeStep, Changed, RoleReason, StaffMember

NEW_CONTACT = -1
"""Stands for the id of a contact that is not stored yet."""

_WAITING_FOR_DESK = frozenset(
    {PortalStatus.LINK_EXPIRED, PortalStatus.EMAIL_FAILED, PortalStatus.LOCKED, PortalStatus.NOT_REGISTERED}
)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What Save would do, for the panel.

    Attributes:
        access: every condition for this patient, as it would stand.
        summary: what Save will do for the portal, in a sentence or two.
        sends: addresses that would get a Welcome Email.
        errors: fields that can't be stored. {field: what to do}
        warnings: fields that are kept but not valid. {field: why}
        conflicts: to be shown inline.
        shifts: who would gain and who would lose which patients, losses first.
        waits_for_desk: access would hold, and still the parent can't get in before somebody does what summary says.
    """

    access: Access
    summary: str
    sends: tuple[str, ...]
    ends_access: bool
    errors: dict[str, str]
    warnings: dict[str, str]
    conflicts: tuple[Conflict, ...]
    shifts: tuple[AccessShift, ...] = ()
    waits_for_desk: bool = False

    @property
    def needs_reason(self) -> bool:
        return any(conflict.needs_reason for conflict in self.conflicts)


@dataclass(frozen=True, slots=True)
class SavedContact:
    """What a Save did: the record as it stands now, and what was queued for whom."""

    draft: ContactDraft
    effects: Effects

    @property
    def sent_to(self) -> tuple[str, ...]:
        return tuple(address for _, address in self.effects.queued)


def forecast(records: Records, draft: ContactDraft) -> Forecast:
    """Say what saving this draft would do. Reads only; a few milliseconds."""
    settings = load_settings(records)
    practice = practice_rules(records, settings)
    tidied = tidy(draft, settings.phone_region)
    before, after = _pictures(tidied)
    outcome = consequences(before, after, practice)
    link = after.links_by_key[(tidied.patient_id, _id(tidied))]
    may_see = access(link, after, practice)
    stands = _standing_still(link, may_see, after, outcome, practice)
    return Forecast(
        access=may_see,
        summary=_summary(link, may_see, before, after, outcome, practice, stands),
        sends=tuple(mail.to_address for mail in outcome.due),
        ends_access=link.key in outcome.ends,
        errors=draft_errors(tidied, practice.today),
        warnings=draft_warnings(tidied, settings.phone_region),
        conflicts=_conflicts(tidied, before, after, practice),
        shifts=access_shifts(before, after, outcome, practice),
        waits_for_desk=bool(stands),
    )


def save_contact(
    records: Records,
    draft: ContactDraft,
    by: StaffMember,
    *,
    base: ContactDraft | None = None,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> SavedContact:
    """Write contact, link, outbox row and audit row in one transaction.

    Args:
        base: the draft as it was read, to tell what somebody else changed meanwhile; None for a new contact.
        reason: why to save against a custody conflict, or to take access away; kept in the audit trail.
        agreed: the losses of access (patient id, contact id) that were seen; None for all that there are.

    Raises:
        DraftInvalid: fields that can't be stored.
        EditConflict: somebody else saved this contact or link since `base` was read.
        ReasonRequired: a custody conflict and no reason.
        LosesAccess: access would be taken away, with no reason or not as agreed.
        RecordGone: the contact or patient was removed meanwhile.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        settings = load_settings(records)
        practice = practice_rules(records, settings)
        tidied = tidy(draft, settings.phone_region)
        if errors := draft_errors(tidied, practice.today):
            raise DraftInvalid(errors)
        contact, link = _current_rows(tidied)
        _refuse_stale(tidied, base, contact, link)
        before, after = _pictures(tidied)
        refuse_without_reason(custody_conflicts(before, after, (tidied.patient_id, _id(tidied)), practice), reason)

        old = draft_from_rows(tidied.patient_id, contact, link) if contact else None
        contact, link = _write(records, tidied, contact, link, by)
        if tidied.contact_id is None:
            after = _with_id(after, contact.id)
        stored = draft_from_rows(tidied.patient_id, contact, link)
        changes = changed_fields(old, stored)
        write_audit(
            records,
            "contact added" if tidied.link_revision == 0 else "contact saved",
            by,
            patient_id=tidied.patient_id,
            contact_id=contact.id,
            changes=changes,
            reason=reason.strip(),
        )
        effects = bring_about(records, settings, before, after, by, Agreement(reason, agreed))
        if tidied.link_revision == 0 or changes.keys() & search_keys.CONTACT_FIELDS:
            search_keys.index_contact(contact)
        records.announce(
            Changed(
                patient_ids=frozenset(row.patient_id for row in after.links_by_contact[contact.id]),
                contact_ids=effects.contact_ids | {contact.id},
                outbox=bool(effects.queued) or bool(effects.consequences.closed),
            )
        )
        return SavedContact(stored, effects)


# ---------------------------------------------------------------------------------------------------------- pictures


def _id(draft: ContactDraft) -> int:
    return NEW_CONTACT if draft.contact_id is None else draft.contact_id


def _pictures(draft: ContactDraft) -> tuple[FamilyPicture, FamilyPicture]:
    """The families as they are and as they would be with the draft stored."""
    new_key = check_email(draft.home_email).key
    known = [draft.contact_id] if draft.contact_id is not None else []
    in_chart = [row.contact_id for row in families.links_of_patient(draft.patient_id)]
    before = family_picture([*known, *in_chart], [new_key] if new_key else [])
    patients = before.patients
    if draft.patient_id not in patients:
        patient = families.patient_row(draft.patient_id)
        if patient is None:
            raise RecordGone
        patients = {**patients, patient.id: patient_facts(patient)}
    contact = ContactFacts(
        id=_id(draft),
        name=full_name(draft.first_name, draft.last_name),
        name_key=name_key(draft.first_name, draft.last_name),
        home_email=draft.home_email,
        cell_phone=draft.cell_phone,
        declined_on=draft.declined_on,
        ask_again_on=draft.ask_again_on,
        own_patient_id=draft.own_patient_id,
    )
    key = (draft.patient_id, _id(draft))
    old_link = before.links_by_key.get(key)
    link = replace(
        old_link or LinkFacts(*key, role_reason=_role(draft)),
        role_reason=_role(draft),
        authority=draft.authority,
        proxy_consent_on=draft.proxy_consent_on,
        proxy_consent_until=draft.proxy_consent_until,
    )
    return before, FamilyPicture(
        patients=patients,
        contacts={**before.contacts, contact.id: contact},
        links=(*(other for other in before.links if other.key != key), link),
    )


def _role(draft: ContactDraft) -> RoleReason:
    # While the desk has not chosen yet, the forecast takes a role that no condition depends on.
    return draft.role_reason or RoleReason.OTHER


def _with_id(picture: FamilyPicture, contact_id: int) -> FamilyPicture:
    """The picture with the id that the new contact got when it was stored."""
    contacts = {
        (contact_id if key == NEW_CONTACT else key): (replace(facts, id=contact_id) if key == NEW_CONTACT else facts)
        for key, facts in picture.contacts.items()
    }
    links = tuple(
        replace(link, contact_id=contact_id) if link.contact_id == NEW_CONTACT else link for link in picture.links
    )
    return FamilyPicture(picture.patients, contacts, links)


# ----------------------------------------------------------------------------------------------- refusals and writing


def _current_rows(draft: ContactDraft) -> tuple[Contact | None, FamilyContact | None]:
    if draft.contact_id is None:
        return None, None
    contact = families.contact_row(draft.contact_id)
    link = families.link_row(draft.patient_id, draft.contact_id)
    if contact is None or (link is None and draft.link_revision):
        raise RecordGone
    return contact, link


def _refuse_stale(
    draft: ContactDraft, base: ContactDraft | None, contact: Contact | None, link: FamilyContact | None
) -> None:
    if contact is None:
        return
    link_revision = link.revision if link else 0
    if (contact.revision, link_revision) == (draft.contact_revision, draft.link_revision):
        return
    current = draft_from_rows(draft.patient_id, contact, link)
    changed = differences(base or draft, current, draft)
    if base is not None and not changed:
        # Saved meanwhile, for example with a sibling's chart, but as it was: there is nothing to choose.
        return
    latest = link if link and link.changed_at > contact.changed_at else contact
    raise EditConflict(changed, latest.changed_by, latest.changed_at, current)


def _write(
    records: Records, draft: ContactDraft, contact: Contact | None, link: FamilyContact | None, by: StaffMember
) -> tuple[Contact, FamilyContact]:
    now = records.clock()
    person = {name: getattr(draft, name) for name in PERSON_FIELDS}
    person |= {
        "email_key": check_email(draft.home_email).key,
        "sort_last": fold(draft.last_name),
        "sort_first": fold(draft.first_name),
    }
    if draft.declined_on is None:
        person["declined_by"] = ""
    elif contact is None or (contact.declined_on, contact.ask_again_on) != (draft.declined_on, draft.ask_again_on):
        person["declined_by"] = by.name
    contact = families.write_contact(contact, person, by.name, now)
    linked = {name: getattr(draft, name) for name in LINK_FIELDS}
    consent = draft.proxy_consent_on, draft.proxy_consent_until
    if consent != ((link.proxy_consent_on, link.proxy_consent_until) if link else (None, None)):
        linked["proxy_consent_by"] = by.name if draft.proxy_consent_on else ""
        if draft.proxy_consent_on:
            age_marks.remove(draft.patient_id, AgeStep.CONSENT)
    link = families.write_link(link, draft.patient_id, contact.id, linked, by.name, now)
    return contact, link


# -------------------------------------------------------------------------------------------------- what the desk sees


def _summary(
    link: LinkFacts,
    may_see: Access,
    before: FamilyPicture,
    after: FamilyPicture,
    outcome: Consequences,
    practice: PracticeRules,
    stands: str,
) -> str:
    parts = [_own_summary(link, may_see, after, outcome, stands)]
    parts += [
        f"{after.contacts[mail.contact_id].name} will get a Welcome Email too, at {mail.to_address}."
        for mail in outcome.due
        if mail.contact_id != link.contact_id
    ]
    losing = {contact_id for _, contact_id in outcome.ends if contact_id != link.contact_id}
    for contact_id in sorted(losing):
        why = _first_reason(contact_id, after, practice)
        parts.append(sentence(f"{before.contacts[contact_id].name} will lose access to the portal: {why}"))
    return " ".join(part for part in parts if part)


def _standing_still(
    link: LinkFacts, may_see: Access, after: FamilyPicture, outcome: Consequences, practice: PracticeRules
) -> str:
    """Where access holds, this Save sends nothing, and the parent is not in: why, and what the desk can do."""
    contact = after.contacts[link.contact_id]
    if not may_see.holds or not contact.email_key or any(mail.contact_id == contact.id for mail in outcome.due):
        return ""
    account = account_pictures([contact.email_key]).get(contact.email_key, AccountPicture())
    view = portal_status(link, may_see, account, practice)
    if view.status not in _WAITING_FOR_DESK:
        return ""
    return (
        view.detail
        if "Register" in view.detail or "Unlock" in view.detail
        else f"{view.detail} Register sends it again."
    )


def _own_summary(link: LinkFacts, may_see: Access, after: FamilyPicture, outcome: Consequences, stands: str) -> str:
    mail = next((mail for mail in outcome.due if mail.contact_id == link.contact_id), None)
    if mail is not None:
        if is_active_account_of(mail.email_key, after.contacts[link.contact_id].name_key):
            return f"Saving will tell {mail.to_address} to sign in as before; their account is active already."
        return f"Saving will send a Welcome Email to {mail.to_address}."
    if link.key in outcome.ends:
        return sentence(f"Saving will end this contact’s access to this patient: {may_see.reasons[0]}")
    if stands:
        return f"Saving sends no email. {stands}"
    if may_see.holds:
        return "Saving sends no email: nothing changes for the portal."
    if not link.authority.grants_access:
        return "Saving sends no email: Authority is None, so there is no access to the portal."
    return sentence(f"Saving sends no email yet. {may_see.reasons[0]}")


def _first_reason(contact_id: int, picture: FamilyPicture, practice: PracticeRules) -> str:
    for link in picture.links_by_contact.get(contact_id, ()):
        reasons = access(link, picture, practice).reasons
        if reasons:
            return reasons[0]
    return "no longer in the chart"


def _conflicts(
    draft: ContactDraft, before: FamilyPicture, after: FamilyPicture, practice: PracticeRules
) -> tuple[Conflict, ...]:
    key = (draft.patient_id, _id(draft))
    custody = custody_conflicts(before, after, key, practice)
    email_key = check_email(draft.home_email).key
    person = person_of_draft(draft)
    others = look_alikes(person, draft.patient_id)
    return (
        *custody,
        *person_conflicts(person, others),
        *_child_email(draft, email_key, after),
        *_own_patient(draft, person, after.patients[draft.patient_id]),
    )


def _child_email(draft: ContactDraft, email_key: str | None, after: FamilyPicture) -> tuple[Conflict, ...]:
    if email_key is None:
        return ()
    mine = [link.patient_id for link in after.links_by_contact[_id(draft)] if link.patient_id != draft.own_patient_id]
    return tuple(
        Conflict(
            ConflictKind.CHILD_EMAIL,
            f"{patient.name}’s own email in Basic Information is this address too. "
            "A child’s record should not carry the parent’s email.",
            "home_email",
        )
        for patient in (after.patients[patient_id] for patient_id in mine)
        if patient.email_key == email_key
    )


def _own_patient(draft: ContactDraft, person: Person, patient: PatientFacts) -> tuple[Conflict, ...]:
    """Ask whether this contact is the chart's patient when name and DOB or phone agree."""
    if draft.own_patient_id is not None:
        return ()
    row = families.patient_row(patient.id)
    if row is None:
        return ()
    as_person = Person.of(None, row, row.email_key, (row.home_phone,))
    same_phone = bool(person.cell_phone and person.cell_phone == as_person.cell_phone)
    same_birth = person.birth_date is not None and person.birth_date == as_person.birth_date
    if similar_names(person, as_person) and (same_phone or same_birth):
        statement = f"Is {draft.name} this patient? If so, tick “Is this patient”."
        return (Conflict(ConflictKind.OWN_PATIENT, statement, "own_patient_id"),)
    return ()
