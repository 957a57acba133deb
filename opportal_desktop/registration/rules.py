# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of DESIGN.md part 2 as pure functions: access, when a Welcome Email is due, Portal Status.

They see a `FamilyPicture`: some contacts with all their links and those links' patients, as they were or as they
would be after a Save. What a Save does is the difference of two pictures, so the window's forecast before Save and
the Save itself are the same code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from opportal_desktop.registration.ages import birthday
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.validators import check_email, check_phone
from opportal_desktop.terms import Authority, LoginMode, MessageState, RoleReason

# ---------------------------------------------------------------------------------------------- what the rules see


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """What the rules need of a patient."""

    id: int
    name: str
    birth_date: dt.date
    active: bool = True
    email_key: str | None = None
    disputed: bool = False
    """A dispute note stands in the chart. No condition of access: the desk is told before it changes one."""


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What the rules need of a contact. `name_key` is the folded first and last name: who has the same is the same."""

    id: int
    name: str
    name_key: str
    home_email: str = ""
    cell_phone: str = ""
    declined_on: dt.date | None = None
    ask_again_on: dt.date | None = None
    own_patient_id: int | None = None

    @property
    def email_key(self) -> str | None:
        return check_email(self.home_email).key


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What the rules need of a family contact."""

    patient_id: int
    contact_id: int
    role_reason: RoleReason
    authority: Authority = Authority.NONE
    ended_at: dt.datetime | None = None
    proxy_consent_on: dt.date | None = None
    proxy_consent_until: dt.date | None = None
    proxy_consent_by: str = ""
    own_account_on: dt.date | None = None
    registered_at: dt.datetime | None = None
    access_ended_at: dt.datetime | None = None

    @property
    def key(self) -> LinkKey:
        return self.patient_id, self.contact_id

    def is_active(self, now: dt.datetime) -> bool:
        return self.ended_at is None or self.ended_at > now

    def has_consent(self, day: dt.date) -> bool:
        """Whether the patient's consent to proxy access is on file on this day; its last day counts."""
        if self.proxy_consent_on is None or self.proxy_consent_on > day:
            return False
        return self.proxy_consent_until is None or self.proxy_consent_until >= day


LinkKey = tuple[int, int]
"""(patient id, contact id)"""


@dataclass(frozen=True)
class FamilyPicture:
    """Some contacts with all of their links and those links' patients.

    Whoever builds one must bring every contact that has one of the Home Emails in question, since rule A6 and the
    accounts depend on them.
    """

    patients: Mapping[int, PatientFacts] = field(default_factory=dict)
    contacts: Mapping[int, ContactFacts] = field(default_factory=dict)
    links: tuple[LinkFacts, ...] = ()

    @cached_property
    def links_by_key(self) -> Mapping[LinkKey, LinkFacts]:
        return {link.key: link for link in self.links}

    @cached_property
    def links_by_contact(self) -> Mapping[int, tuple[LinkFacts, ...]]:
        grouped: dict[int, list[LinkFacts]] = {}
        for link in self.links:
            grouped.setdefault(link.contact_id, []).append(link)
        return {contact_id: tuple(links) for contact_id, links in grouped.items()}

    @cached_property
    def contacts_by_email(self) -> Mapping[str, tuple[ContactFacts, ...]]:
        grouped: dict[str, list[ContactFacts]] = {}
        for contact in self.contacts.values():
            if contact.email_key:
                grouped.setdefault(contact.email_key, []).append(contact)
        return {key: tuple(contacts) for key, contacts in grouped.items()}

    def sharers(self, contact: ContactFacts, now: dt.datetime) -> tuple[ContactFacts, ...]:
        """Active contacts of another name that have this contact's Home Email (rule A6)."""
        if contact.email_key is None:
            return ()
        return tuple(
            other
            for other in self.contacts_by_email.get(contact.email_key, ())
            if other.id != contact.id
            and other.name_key != contact.name_key
            and any(link.is_active(now) for link in self.links_by_contact.get(other.id, ()))
        )


# ------------------------------------------------------------------------------------------------------------ access


class ConditionId(Enum):
    """The rows of rule table "Access"."""

    LINK_ACTIVE = "A1"
    AUTHORITY = "A2"
    NOT_SELF = "A3"
    HOME_EMAIL = "A4"
    CELL_PHONE = "A5"
    EMAIL_OWN = "A6"
    PATIENT_ACTIVE = "A7"
    UNDER_AGE_LIMIT = "A8"
    NOT_DECLINED = "A9"


@dataclass(frozen=True, slots=True)
class Condition:
    """One row of the table for one family contact: `statement` says in words what holds, or the reason why not."""

    id: ConditionId
    holds: bool
    statement: str


@dataclass(frozen=True, slots=True)
class Access:
    """Whether a contact may see a patient, with every condition in the table's order."""

    conditions: tuple[Condition, ...]

    @property
    def holds(self) -> bool:
        return all(condition.holds for condition in self.conditions)

    @property
    def failing(self) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.conditions if not condition.holds)

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(condition.statement for condition in self.failing)


def age_limit_day(patient: PatientFacts, practice: PracticeRules) -> dt.date:
    """The birthday on which the patient reaches the practice's age limit; from its midnight on they are of age."""
    return birthday(patient.birth_date, practice.age_limit)


def is_of_age(patient: PatientFacts, practice: PracticeRules) -> bool:
    """Whether the patient has reached the practice's age limit."""
    return age_limit_day(patient, practice) <= practice.today


def last_day_by_age(
    link: LinkFacts, contact: ContactFacts, patient: PatientFacts, practice: PracticeRules
) -> dt.date | None:
    """The last day until which rule A8 holds without a gap, as things are on file now; None if it sees no end."""
    if contact.own_patient_id == patient.id:
        return None
    limit = age_limit_day(patient, practice)
    eve = limit - dt.timedelta(days=1)
    if link.proxy_consent_on is None or link.proxy_consent_on > max(limit, practice.today):
        return eve
    return None if link.proxy_consent_until is None else max(eve, link.proxy_consent_until)


def access(link: LinkFacts, picture: FamilyPicture, practice: PracticeRules) -> Access:
    """May this contact see this patient? All conditions of rule table "Access", in its order."""
    contact = picture.contacts[link.contact_id]
    patient = picture.patients[link.patient_id]
    conditions = [
        _link_active(link, practice),
        _authority(link),
        _not_self(link, patient, practice),
        _home_email(contact),
    ]
    if practice.login_mode is LoginMode.PASSWORDLESS:
        conditions.append(_cell_phone(contact, practice))
    conditions += [
        _email_own(contact, picture, practice),
        _patient_active(patient),
        _under_age_limit(link, contact, patient, practice),
        _not_declined(contact, practice),
    ]
    return Access(tuple(conditions))


def _link_active(link: LinkFacts, practice: PracticeRules) -> Condition:
    if link.ended_at is None or link.is_active(practice.now):
        return Condition(ConditionId.LINK_ACTIVE, True, "Active in this chart")
    return Condition(ConditionId.LINK_ACTIVE, False, f"Inactive since {practice.day(link.ended_at)}")


def _authority(link: LinkFacts) -> Condition:
    return Condition(ConditionId.AUTHORITY, link.authority.grants_access, f"Authority is {link.authority.label}")


def _not_self(link: LinkFacts, patient: PatientFacts, practice: PracticeRules) -> Condition:
    if link.role_reason is not RoleReason.SELF:
        return Condition(ConditionId.NOT_SELF, True, "Role/Reason is not Self")
    if link.own_account_on is not None and is_of_age(patient, practice):
        since = practice.day(link.own_account_on)
        return Condition(ConditionId.NOT_SELF, True, f"Own account registered on {since}")
    return Condition(
        ConditionId.NOT_SELF,
        False,
        "Listed as Self: to see their own chart beside their children's, set Role/Reason to Other Relative",
    )


def _home_email(contact: ContactFacts) -> Condition:
    check = check_email(contact.home_email)
    if check.key:
        return Condition(ConditionId.HOME_EMAIL, True, f"Home Email is {check.text}")
    if not check.text:
        return Condition(ConditionId.HOME_EMAIL, False, "Home Email missing")
    return Condition(ConditionId.HOME_EMAIL, False, f"Home Email not valid: {check.problem}")


def _cell_phone(contact: ContactFacts, practice: PracticeRules) -> Condition:
    check = check_phone(contact.cell_phone, practice.phone_region)
    if not check.text:
        return Condition(ConditionId.CELL_PHONE, False, "Cell Phone missing")
    if check.problem:
        return Condition(ConditionId.CELL_PHONE, False, f"Cell Phone not valid: {check.problem}")
    if not check.mobile:
        problem = "this number can’t get text messages."
        return Condition(ConditionId.CELL_PHONE, False, f"Cell Phone not valid: {problem}")
    return Condition(ConditionId.CELL_PHONE, True, f"Cell Phone is {check.shown}")


def _email_own(contact: ContactFacts, picture: FamilyPicture, practice: PracticeRules) -> Condition:
    sharers = picture.sharers(contact, practice.now)
    if not sharers:
        return Condition(ConditionId.EMAIL_OWN, True, "Home Email is this person’s alone")
    names = " and ".join(sorted(other.name for other in sharers))
    return Condition(ConditionId.EMAIL_OWN, False, f"Home Email shared with {names}: give each parent their own")


def _patient_active(patient: PatientFacts) -> Condition:
    return Condition(
        ConditionId.PATIENT_ACTIVE, patient.active, "Patient is active" if patient.active else "Patient inactive"
    )


def _under_age_limit(
    link: LinkFacts, contact: ContactFacts, patient: PatientFacts, practice: PracticeRules
) -> Condition:
    since = age_limit_day(patient, practice)
    if practice.today < since:
        return Condition(ConditionId.UNDER_AGE_LIMIT, True, _before_age_limit(link, contact, patient, practice))
    if contact.own_patient_id == patient.id:
        return Condition(ConditionId.UNDER_AGE_LIMIT, True, "This is the patient’s own account")
    if link.has_consent(practice.today):
        return Condition(ConditionId.UNDER_AGE_LIMIT, True, _consent_words(link, practice))
    reason = f"Of age since {practice.day(since)}"
    if link.proxy_consent_until is not None and link.proxy_consent_until < practice.today:
        reason += f"; consent to proxy access ended on {practice.day(link.proxy_consent_until)}"
    return Condition(ConditionId.UNDER_AGE_LIMIT, False, reason)


def _before_age_limit(link: LinkFacts, contact: ContactFacts, patient: PatientFacts, practice: PracticeRules) -> str:
    """What holds now, and what will become of it where that day is near."""
    day, under = age_limit_day(patient, practice), f"Patient is under {practice.age_limit}"
    if contact.own_patient_id == patient.id or day - practice.today > dt.timedelta(days=practice.age_notice_days):
        return under
    last = last_day_by_age(link, contact, patient, practice)
    if last is not None and last < day:
        return f"{under} until {practice.day(day)}: from then on only with their consent to proxy access on file"
    until = f", until {practice.day(last)}" if last else ""
    return f"{under} until {practice.day(day)}; consent to proxy access is on file from then on{until}"


def _consent_words(link: LinkFacts, practice: PracticeRules) -> str:
    words = "Consent to proxy access on file"
    if link.proxy_consent_on is not None:
        words += f" since {practice.day(link.proxy_consent_on)}"
    if link.proxy_consent_until is not None:
        words += f", until {practice.day(link.proxy_consent_until)}"
    return f"{words} (recorded by {link.proxy_consent_by})" if link.proxy_consent_by else words


def _not_declined(contact: ContactFacts, practice: PracticeRules) -> Condition:
    if contact.declined_on is None:
        return Condition(ConditionId.NOT_DECLINED, True, "Has not declined the portal")
    # Never by the clock: when it is time to ask again, a person asks; access does not come back by itself.
    later = f"; ask again on {practice.day(contact.ask_again_on)}" if contact.ask_again_on else ""
    return Condition(ConditionId.NOT_DECLINED, False, f"Declined on {practice.day(contact.declined_on)}{later}")


# ------------------------------------------------------------------------------------------- what a Save brings about


class DueBecause(Enum):
    """Why a Welcome Email is due; the value is said to the desk."""

    ACCESS_BEGINS = "access begins"
    AUTHORITY_CHANGED = "Authority changed"
    EMAIL_CHANGED = "Home Email changed"


@dataclass(frozen=True, slots=True)
class DueMail:
    """One Welcome Email that a Save makes due: one per account, for all patients that the Save touched."""

    email_key: str
    contact_id: int
    to_address: str
    because: DueBecause
    links: tuple[LinkKey, ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What the step from one picture to the next means for the portal.

    Attributes:
        begins, ends: links whose access starts or stops to hold.
        due: Welcome Emails, at most one per account.
        closed: accounts (by email key) that had dependents and have none any more: they can't sign in, their live
            link is void, their queued Welcome Emails have lost their reason.
    """

    begins: tuple[LinkKey, ...] = ()
    ends: tuple[LinkKey, ...] = ()
    due: tuple[DueMail, ...] = ()
    closed: tuple[str, ...] = ()


def consequences(before: FamilyPicture, after: FamilyPicture, practice: PracticeRules) -> Consequences:
    """Compare access before and after, for every link of both pictures (DESIGN.md: when a Welcome Email is due)."""
    held_before = links_with_access(before, practice)
    held_after = links_with_access(after, practice)
    due: dict[str, DueMail] = {}
    for link in after.links:
        if link.key not in held_after:
            continue
        because = _due_because(link, before, after, held_before)
        if because is None:
            continue
        contact = after.contacts[link.contact_id]
        email_key = contact.email_key
        if email_key is None:
            raise AssertionError("access without a Home Email")
        if email_key in due:
            first = due[email_key]
            due[email_key] = DueMail(
                first.email_key, first.contact_id, first.to_address, first.because, (*first.links, link.key)
            )
        else:
            due[email_key] = DueMail(email_key, contact.id, contact.home_email.strip(), because, (link.key,))
    return Consequences(
        begins=tuple(sorted(held_after - held_before)),
        ends=tuple(sorted(held_before - held_after)),
        due=tuple(due.values()),
        closed=tuple(sorted(_accounts(before, held_before) - _accounts(after, held_after))),
    )


def links_with_access(picture: FamilyPicture, practice: PracticeRules) -> frozenset[LinkKey]:
    """The links of this picture for which access holds."""
    return frozenset(link.key for link in picture.links if access(link, picture, practice).holds)


def _accounts(picture: FamilyPicture, held: Iterable[LinkKey]) -> frozenset[str]:
    keys = (picture.contacts[contact_id].email_key for _, contact_id in held)
    return frozenset(key for key in keys if key is not None)


def _due_because(
    link: LinkFacts, before: FamilyPicture, after: FamilyPicture, held_before: frozenset[LinkKey]
) -> DueBecause | None:
    """Why the Save makes a mail due for a link whose access holds after it. Self never sends by itself (rule A3)."""
    if link.role_reason is RoleReason.SELF:
        return None
    if link.key not in held_before:
        return DueBecause.ACCESS_BEGINS
    old_link = before.links_by_key[link.key]
    if before.contacts[link.contact_id].email_key != after.contacts[link.contact_id].email_key:
        return DueBecause.EMAIL_CHANGED
    if old_link.authority is not link.authority:
        return DueBecause.AUTHORITY_CHANGED
    return None


def dependents(email_key: str, picture: FamilyPicture, practice: PracticeRules) -> tuple[int, ...]:
    """The patients (ids, sorted) that the account of this Home Email may see now."""
    own = picture.contacts_by_email.get(email_key, ())
    links = (link for contact in own for link in picture.links_by_contact.get(contact.id, ()))
    return tuple(sorted({link.patient_id for link in links if access(link, picture, practice).holds}))


def with_dependents(picture: FamilyPicture, practice: PracticeRules) -> frozenset[str]:
    """The accounts (email keys) of this picture that may see any patient now."""
    return _accounts(picture, links_with_access(picture, practice))


# ----------------------------------------------------------------------------------------------------- Portal Status


class PortalStatus(Enum):
    """What the front desk sees per family contact, first match wins; the value is the word in the cell."""

    LOCKED = "Locked"
    ACTIVE = "Active"
    EMAIL_FAILED = "Email failed"
    SENDING = "Sending"
    LINK_EXPIRED = "Link expired"
    INVITED = "Invited"
    DECLINED = "Declined"
    ACCESS_ENDED = "Access ended"
    NOT_REGISTERED = "Not registered"
    NONE = "—"


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What the status needs of the portal account of the contact's Home Email."""

    first_sign_in_at: dt.datetime | None = None
    last_sign_in_at: dt.datetime | None = None
    locked_at: dt.datetime | None = None
    locked_until: dt.datetime | None = None

    def is_locked(self, now: dt.datetime) -> bool:
        return self.locked_at is not None and (self.locked_until is None or now < self.locked_until)


@dataclass(frozen=True, slots=True)
class SetupLinkFacts:
    """What the status needs of the account's newest setup link."""

    expires_at: dt.datetime
    used_at: dt.datetime | None = None
    void_at: dt.datetime | None = None
    locked_at: dt.datetime | None = None
    printed: bool = False
    """On a welcome sheet, handed over at the desk."""

    def is_live(self, now: dt.datetime) -> bool:
        return self.used_at is None and self.void_at is None and self.locked_at is None and now < self.expires_at

    def is_locked(self) -> bool:
        return self.locked_at is not None and self.used_at is None and self.void_at is None


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What the status needs of the account's latest Welcome Email that was not cancelled."""

    state: MessageState
    to_address: str
    queued_at: dt.datetime
    due_at: dt.datetime
    tries: int = 0
    finished_at: dt.datetime | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class AccountPicture:
    """An account as the status sees it; all empty where nothing was ever registered."""

    account: AccountFacts | None = None
    setup_link: SetupLinkFacts | None = None
    invitation: InvitationFacts | None = None


@dataclass(frozen=True, slots=True)
class StatusView:
    """A Portal Status as it is shown.

    Attributes:
        cell: the text of the cell: the status, with the first reason where one is missing.
        detail: the tooltip: what the table adds, in words.
    """

    status: PortalStatus
    cell: str
    detail: str


def portal_status(
    link: LinkFacts, may_see: Access, account: AccountPicture, practice: PracticeRules, declined_by: str = ""
) -> StatusView:
    """Rule table "Portal Status", first match wins; total: every input gives exactly one status.

    Args:
        account: of the contact's Home Email.
        declined_by: who noted that the contact declined.
    """
    if may_see.holds:
        return _status_with_access(account, practice)
    return _status_without_access(link, may_see, practice, declined_by)


def _status_with_access(picture: AccountPicture, practice: PracticeRules) -> StatusView:
    account, link, mail = picture.account, picture.setup_link, picture.invitation
    if account and account.is_locked(practice.now) and account.locked_at:
        until = f", until {practice.moment(account.locked_until)}" if account.locked_until else ""
        return _shown(
            PortalStatus.LOCKED,
            f"Locked since {practice.moment(account.locked_at)}{until}, after wrong answers. "
            "Unlock, beside Register, ends that at once.",
        )
    if link and link.is_locked() and link.locked_at:
        return _shown(
            PortalStatus.LOCKED,
            f"The link is locked since {practice.moment(link.locked_at)}, after wrong dates of birth. "
            "Unlock lets this parent try again; Register sends a new link.",
        )
    if account and account.first_sign_in_at:
        return _shown(PortalStatus.ACTIVE, _active_detail(account, mail, practice))
    if mail is None and link and link.printed and link.void_at is None:
        return _printed(link, practice)
    if mail is None and link and link.void_at:
        words = "The Welcome Email was cancelled before it was sent: Register sends one."
        return _shown(PortalStatus.NOT_REGISTERED, words)
    if mail is None:
        return _shown(PortalStatus.NOT_REGISTERED, "No Welcome Email was sent yet: Register sends one.")
    if mail.state is MessageState.FAILED:
        return _shown(PortalStatus.EMAIL_FAILED, mail.explanation or "The mail server refused the Welcome Email.")
    if mail.state.is_pending:
        return _shown(PortalStatus.SENDING, _sending_detail(mail, practice))
    sent = practice.moment(mail.finished_at or mail.queued_at)
    if link and link.void_at:
        void = f"its link is void since {practice.moment(link.void_at)}"
        return _shown(PortalStatus.LINK_EXPIRED, f"Sent {sent}; {void}. Register sends a new one.")
    if link is None or not link.is_live(practice.now):
        when = f"The link expired on {practice.moment(link.expires_at)}. " if link else ""
        return _shown(PortalStatus.LINK_EXPIRED, f"{when}Sent {sent}, not used in time. Register sends a new one.")
    return _shown(
        PortalStatus.INVITED,
        f"Sent {sent} to {mail.to_address}. The link is valid until {practice.moment(link.expires_at)}.",
    )


def _printed(link: SetupLinkFacts, practice: PracticeRules) -> StatusView:
    until = practice.moment(link.expires_at)
    if link.is_live(practice.now):
        return _shown(PortalStatus.INVITED, f"A welcome sheet was printed. Its link is valid until {until}.")
    return _shown(
        PortalStatus.LINK_EXPIRED,
        f"The printed welcome sheet’s link expired on {until}. Print a new one, or let Register send an email.",
    )


def _active_detail(account: AccountFacts, mail: InvitationFacts | None, practice: PracticeRules) -> str:
    first, last = account.first_sign_in_at, account.last_sign_in_at
    parts = [f"First sign-in {practice.moment(first)}." if first else ""]
    if last:
        parts.append(f"Last sign-in {practice.moment(last)}.")
    if mail and mail.state is MessageState.FAILED:
        parts.append(f"A later Welcome Email failed: {mail.explanation}")
    return " ".join(part for part in parts if part)


def _sending_detail(mail: InvitationFacts, practice: PracticeRules) -> str:
    if mail.state is MessageState.SENDING:
        return f"Going out to {mail.to_address} now."
    if mail.tries == 0 and mail.due_at > practice.now:
        return f"Goes out to {mail.to_address} in a few seconds, unless it is cancelled before."
    if mail.tries == 0 or not mail.explanation:
        return f"Waiting to be sent to {mail.to_address}."
    return f"Next try {practice.moment(mail.due_at)}. {mail.explanation}"


def _status_without_access(link: LinkFacts, may_see: Access, practice: PracticeRules, declined_by: str) -> StatusView:
    reasons = may_see.reasons
    declined = next((c.statement for c in may_see.failing if c.id is ConditionId.NOT_DECLINED), "")
    if declined:
        noted = f", noted by {declined_by}" if declined_by else ""
        return _shown(PortalStatus.DECLINED, f"{declined}{noted}.")
    if link.registered_at is not None:
        since = f" since {practice.day(link.access_ended_at)}" if link.access_ended_at else ""
        return _shown(PortalStatus.ACCESS_ENDED, sentence(f"No access{since}: " + "; ".join(reasons)))
    if link.authority.grants_access:
        return StatusView(
            PortalStatus.NOT_REGISTERED,
            f"{PortalStatus.NOT_REGISTERED.value}: {_in_cell(reasons[0])}",
            "\n".join(f"• {reason}" for reason in reasons),
        )
    return _shown(PortalStatus.NONE, "Authority is None: no access to the portal.")


def _in_cell(reason: str) -> str:
    """The reason's first clause, as it stands behind the status in the cell."""
    clause = reason.split(":")[0] if reason.startswith("Listed as Self") else reason
    if clause.startswith(("Home Email", "Cell Phone", "Authority")):
        return clause
    return clause[0].lower() + clause[1:]


def sentence(text: str) -> str:
    """The text with a full stop, unless a validator's own words brought one."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _shown(status: PortalStatus, detail: str) -> StatusView:
    return StatusView(status, status.value, detail)
