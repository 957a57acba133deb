# SPDX-License-Identifier: GPL-3.0-or-later
"""Register: send the Welcome Email on the desk's click; and what the dialog behind the folder button shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.records import accounts, families
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration.errors import NoAccess, RecordGone
from opportal_desktop.registration.family_contacts import portal_statuses
from opportal_desktop.registration.own_sessions import signed_in_browsers
from opportal_desktop.registration.pictures import account_pictures, family_picture
from opportal_desktop.registration.portal_effects import bring_about, queue_welcome
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import (
    AccountPicture,
    ConditionId,
    FamilyPicture,
    LinkFacts,
    PortalStatus,
    StatusView,
    access,
    is_of_age,
)
from opportal_desktop.registration.wrong_passwords import forget_wrong
from opportal_desktop.terms import (
    Authority,
    Changed,
    MessageKind,
    MessageState,
    ResidesWith,
    RoleReason,
    StaffMember,
)


@dataclass(frozen=True, slots=True)
class CaregiverPatient:
    """One patient of a contact, in the tab Caregiver Contact Authority."""

    patient_id: int
    name: str
    birth_date: dt.date
    role_reason: RoleReason
    authority: Authority
    resides_with: ResidesWith
    status: StatusView


@dataclass(frozen=True, slots=True)
class LastWelcome:
    """The Welcome Email that was sent or queued last: asked about before another one."""

    at: dt.datetime
    to_address: str
    by: str
    state: MessageState


@dataclass(frozen=True, slots=True)
class CaregiverAuthority:
    """Everything of the tab Caregiver Contact Authority.

    Attributes:
        account: the account's state, in words.
        link: the setup link's state and expiry, in words.
        can_register: whether Register would send now.
        why_not: what is missing if it would not.
        own_account_of: the patient of age whose own account Register would set up, after asking; None otherwise.
        declined: that they declined, when and who noted it, if nothing else is missing: Register ends it, after asking.
        last_welcome: to ask before another one is sent; None if none was sent before.
        can_print: whether a welcome sheet could be printed now.
        is_locked: whether access holds and wrong answers have locked the account or its link.
        signed_in: on how many phones and computers the parent is signed in now.
        live_link_until: the end of a link that a new one would void (UTC); None if there is none.
    """

    contact_id: int
    name: str
    home_email: str
    patients: tuple[CaregiverPatient, ...]
    account: str
    link: str
    can_register: bool
    why_not: tuple[str, ...]
    own_account_of: str | None
    declined: str
    last_welcome: LastWelcome | None
    can_print: bool
    is_locked: bool
    signed_in: int
    live_link_until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One row of the tab Messages. Times are UTC."""

    message_id: int
    kind: MessageKind
    queued_at: dt.datetime
    queued_by: str
    to_address: str
    state: MessageState
    finished_at: dt.datetime | None
    due_at: dt.datetime
    tries: int
    explanation: str
    server_reply: str


@dataclass(frozen=True, slots=True)
class Registered:
    """What Register queued."""

    message_id: int
    to_address: str


def caregiver_authority(records: Records, contact_id: int) -> CaregiverAuthority:
    """Read the tab Caregiver Contact Authority of a contact.

    Raises:
        RecordGone: there is no such contact (any more).
    """
    settings = load_settings(records)
    practice = practice_rules(records, settings)
    picture = family_picture([contact_id])
    contact = picture.contacts.get(contact_id)
    if contact is None:
        raise RecordGone
    links = picture.links_by_contact.get(contact_id, ())
    statuses = portal_statuses(picture, [link.key for link in links], practice)
    account = account_pictures([contact.email_key] if contact.email_key else []).get(contact.email_key or "")
    holding = [link for link in links if access(link, picture, practice).holds]
    own = None if holding else _own_account_link(links, picture, practice)
    only_declined = None if holding or own else _only_declined(links, picture, practice)
    declined = statuses[only_declined.key].detail if only_declined else ""
    rows = {row.patient_id: row for row in families.links_of_contact(contact_id)}
    patients = sorted(
        (
            CaregiverPatient(
                patient_id=link.patient_id,
                name=picture.patients[link.patient_id].name,
                birth_date=picture.patients[link.patient_id].birth_date,
                role_reason=link.role_reason,
                authority=link.authority,
                resides_with=rows[link.patient_id].resides_with,
                status=statuses[link.key],
            )
            for link in links
        ),
        key=lambda row: (row.birth_date, row.name),
        reverse=True,
    )
    return CaregiverAuthority(
        contact_id=contact_id,
        name=contact.name,
        home_email=contact.home_email,
        patients=tuple(patients),
        account=_account_words(account, practice),
        link=link_words(account, practice),
        can_register=bool(holding) or own is not None or bool(declined),
        why_not=() if holding or own or declined else missing_for_access(links, picture, practice),
        own_account_of=picture.patients[own.patient_id].name if own else None,
        declined=declined,
        last_welcome=_last_welcome(contact.email_key),
        can_print=bool(holding),
        is_locked=any(status.status is PortalStatus.LOCKED for status in statuses.values()),
        signed_in=signed_in_browsers(records, contact.email_key),
        live_link_until=_live_link_until(account, practice),
    )


def register(records: Records, contact_id: int, by: StaffMember) -> Registered:
    """Queue a Welcome Email for this contact's account; the link before it is void.

    The window asks before, if one was sent before, if this sets up a patient's own account, or if they declined: then
    the declining ends with it, and access begins.

    Raises:
        NoAccess: access holds for no patient; with what is missing.
        RecordGone: there is no such contact (any more).
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        settings = load_settings(records)
        practice = practice_rules(records, settings)
        picture = family_picture([contact_id])
        contact = picture.contacts.get(contact_id)
        if contact is None:
            raise RecordGone
        links = picture.links_by_contact.get(contact_id, ())
        if not any(access(link, picture, practice).holds for link in links):
            if _only_declined(links, picture, practice) is not None:
                return _register_anyway(records, settings, contact_id, picture, by)
            own = _own_account_link(links, picture, practice)
            if own is None:
                raise NoAccess(missing_for_access(links, picture, practice))
            families.stamp_own_account(own.key, practice.today)
            write_audit(records, "own account registered", by, patient_id=own.patient_id, contact_id=contact_id)
            picture = family_picture([contact_id])
        if contact.email_key is None:
            raise AssertionError("access without a Home Email")
        message_id, address = queue_welcome(
            records, settings, contact_id, contact.email_key, contact.home_email.strip(), picture, by, "Register"
        )
        forget_wrong(records, contact.email_key)
        records.announce(
            Changed(
                patient_ids=frozenset(link.patient_id for link in picture.links_by_contact[contact_id]),
                contact_ids=frozenset(other.id for other in picture.contacts_by_email[contact.email_key]),
                outbox=True,
            )
        )
        return Registered(message_id, address)


def sent_messages(records: Records, contact_id: int) -> tuple[SentMessage, ...]:
    """What was sent to a contact, newest first, for the tab Messages."""
    return tuple(
        SentMessage(
            message_id=row.id,
            kind=row.kind,
            queued_at=row.queued_at,
            queued_by=row.queued_by,
            to_address=row.to_address,
            state=row.state,
            finished_at=row.finished_at,
            due_at=row.due_at,
            tries=row.tries,
            explanation=row.explanation,
            server_reply=row.server_reply,
        )
        for row in accounts.messages_to(contact_id)
    )


def missing_for_access(
    links: tuple[LinkFacts, ...], picture: FamilyPicture, practice: PracticeRules
) -> tuple[str, ...]:
    """What is missing, in words, for the patient that is nearest to access."""
    if not links:
        return ("In no patient’s chart",)
    return min((access(link, picture, practice).reasons for link in links), key=len)


# ---------------------------------------------------------------------------------------------------------------- parts


def _own_account_link(
    links: tuple[LinkFacts, ...], picture: FamilyPicture, practice: PracticeRules
) -> LinkFacts | None:
    """The Self link of a patient of age for whom everything but rule A3 holds."""
    for link in links:
        failing = {condition.id for condition in access(link, picture, practice).failing}
        if failing == {ConditionId.NOT_SELF} and is_of_age(picture.patients[link.patient_id], practice):
            return link
    return None


def _only_declined(links: tuple[LinkFacts, ...], picture: FamilyPicture, practice: PracticeRules) -> LinkFacts | None:
    """A link that has everything but A9: they declined."""
    for link in links:
        failing = {condition.id for condition in access(link, picture, practice).failing}
        if failing == {ConditionId.NOT_DECLINED} and link.role_reason is not RoleReason.SELF:
            return link
    return None


def _register_anyway(
    records: Records, settings: PracticeSettings, contact_id: int, before: FamilyPicture, by: StaffMember
) -> Registered:
    """End the declining, within the caller's transaction: access begins, so the rules make the Welcome Email due."""
    row = families.contact_row(contact_id)
    if row is None:
        raise RecordGone
    changes = {"declined_on": (row.declined_on, None)}
    if row.ask_again_on is not None:
        changes["ask_again_on"] = (row.ask_again_on, None)
    families.write_contact(
        row, {"declined_on": None, "declined_by": "", "ask_again_on": None}, by.name, records.clock()
    )
    write_audit(records, "declining ended by Register", by, contact_id=contact_id, changes=changes)
    effects = bring_about(records, settings, before, family_picture([contact_id]), by)
    records.announce(
        Changed(
            patient_ids=frozenset(link.patient_id for link in before.links_by_contact[contact_id]),
            contact_ids=effects.contact_ids | {contact_id},
            outbox=True,
        )
    )
    return next(Registered(message_id, address) for message_id, address in effects.queued)


def _last_welcome(email_key: str | None) -> LastWelcome | None:
    if email_key is None:
        return None
    rows = accounts.accounts_by_email([email_key]).get(email_key)
    if rows is None or rows.invitation is None:
        return None
    mail = rows.invitation
    return LastWelcome(mail.finished_at or mail.queued_at, mail.to_address, mail.queued_by, mail.state)


def _live_link_until(account: AccountPicture | None, practice: PracticeRules) -> dt.datetime | None:
    if account is None or account.setup_link is None or not account.setup_link.is_live(practice.now):
        return None
    return account.setup_link.expires_at


def _account_words(account: AccountPicture | None, practice: PracticeRules) -> str:
    if account is None or account.account is None:
        return "No portal account yet"
    facts = account.account
    if facts.is_locked(practice.now) and facts.locked_at:
        return f"Locked since {practice.moment(facts.locked_at)}"
    if facts.first_sign_in_at is None:
        return "Not signed in yet"
    last = facts.last_sign_in_at or facts.first_sign_in_at
    return f"Active: first sign-in {practice.moment(facts.first_sign_in_at)}, last {practice.moment(last)}"


def link_words(account: AccountPicture | None, practice: PracticeRules) -> str:
    """The state and expiry of the account's newest setup link, without a full stop."""
    link = account.setup_link if account else None
    if link is None:
        return "No setup link"
    if link.used_at:
        return f"Used on {practice.moment(link.used_at)}"
    if link.void_at:
        return f"Void since {practice.moment(link.void_at)}"
    if link.locked_at:
        return f"Locked since {practice.moment(link.locked_at)}"
    if link.is_live(practice.now):
        return f"Valid until {practice.moment(link.expires_at)}"
    return f"Expired on {practice.moment(link.expires_at)}"
