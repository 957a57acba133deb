# SPDX-License-Identifier: GPL-3.0-or-later
"""Why can't they see…? and Why no email? The rules' own conditions for a contact, each with what it says now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from opportal_desktop.records import accounts, families, outbox
from opportal_desktop.records.audit import latest_entry
from opportal_desktop.records.models import Message
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.access_history import AccessChange, access_history
from opportal_desktop.registration.ages import age_text
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.custody import ACCESS_ENDED
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.family_contacts import portal_statuses
from opportal_desktop.registration.pictures import account_pictures, family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.register import link_words, missing_for_access
from opportal_desktop.registration.rules import (
    AccountPicture,
    Condition,
    ContactFacts,
    FamilyPicture,
    LinkFacts,
    LinkKey,
    StatusView,
    access,
    age_limit_day,
    dependents,
    is_of_age,
    sentence,
)
from opportal_desktop.terms import MessageState


@dataclass(frozen=True, slots=True)
class PatientAnswer:
    """May the contact see this patient, and why not.

    Attributes:
        in_chart: False for a brother or sister in whose chart the contact is not: then no conditions and no status.
        conditions: failing ones first, each group in the rules' order.
        ended: who ended the access that there was, when and why; empty while it holds, or if it never did.
    """

    patient_id: int
    name: str
    in_chart: bool
    conditions: tuple[Condition, ...]
    status: StatusView | None
    ended: str = ""

    @property
    def sees(self) -> bool:
        return self.in_chart and all(condition.holds for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """Everything that the dialog tells of a contact.

    Attributes:
        portal_now: what the parent would see on the portal at this moment.
        emails: what became of the Welcome Email and its link, sentence by sentence.
        history: what changed access, newest first.
    """

    contact_id: int
    name: str
    patients: tuple[PatientAnswer, ...]
    portal_now: str
    emails: tuple[str, ...]
    history: tuple[AccessChange, ...]


def access_answer(records: Records, contact_id: int) -> AccessAnswer:
    """Read it all; a few milliseconds.

    Raises:
        RecordGone: there is no such contact (any more).
    """
    settings = load_settings(records)
    practice = practice_rules(records, settings)
    picture = family_picture([contact_id])
    contact = picture.contacts.get(contact_id)
    if contact is None:
        raise RecordGone
    keys = [contact.email_key] if contact.email_key else []
    account = account_pictures(keys).get(contact.email_key or "", AccountPicture())
    patients = (*_answers(contact_id, picture, practice), *_elsewhere(contact_id, picture))
    return AccessAnswer(
        contact_id=contact_id,
        name=contact.name,
        patients=patients,
        portal_now=_portal_now(contact, picture, account, practice),
        emails=tuple(_emails(records, contact, picture, account, practice)),
        history=_history(contact_id, picture, practice),
    )


def _history(contact_id: int, picture: FamilyPicture, practice: PracticeRules) -> tuple[AccessChange, ...]:
    """The audit trail, and between its entries what happened by the calendar, which nobody wrote down."""
    links = picture.links_by_contact.get(contact_id, ())
    names = {link.patient_id: picture.patients[link.patient_id].name for link in links}
    written = access_history(contact_id, names, practice)
    by_itself = [change for link in links for change in _by_the_calendar(link, picture, practice)]
    return tuple(sorted((*by_itself, *written), key=lambda change: change.at, reverse=True))


def _by_the_calendar(link: LinkFacts, picture: FamilyPicture, practice: PracticeRules) -> Iterable[AccessChange]:
    patient, contact = picture.patients[link.patient_id], picture.contacts[link.contact_id]
    if not is_of_age(patient, practice) or contact.own_patient_id == patient.id:
        return
    day = age_limit_day(patient, practice)
    yield _change_at(day, f"{patient.name} turned {practice.age_limit}: access ends without their consent", practice)
    until = link.proxy_consent_until
    if until is not None and max(day, until) < practice.today:
        after = max(day, until + dt.timedelta(days=1))
        yield _change_at(after, f"Consent to proxy access has ended ({patient.name})", practice)


def _change_at(day: dt.date, what: str, practice: PracticeRules) -> AccessChange:
    at = practice.midnight(day)
    return AccessChange(at, practice.moment(at), "By itself", what)


def _answers(contact_id: int, picture: FamilyPicture, practice: PracticeRules) -> list[PatientAnswer]:
    links = picture.links_by_contact.get(contact_id, ())
    statuses = portal_statuses(picture, [link.key for link in links], practice)
    rows = []
    for link in links:
        may_see = access(link, picture, practice)
        holding = tuple(condition for condition in may_see.conditions if condition.holds)
        rows.append(
            PatientAnswer(
                patient_id=link.patient_id,
                name=picture.patients[link.patient_id].name,
                in_chart=True,
                conditions=(*may_see.failing, *holding),
                status=statuses[link.key],
                ended="" if may_see.holds or link.access_ended_at is None else _ended(link.key, practice),
            )
        )
    return sorted(rows, key=lambda row: picture.patients[row.patient_id].birth_date, reverse=True)


def _ended(key: LinkKey, practice: PracticeRules) -> str:
    entry = latest_entry(ACCESS_ENDED, *key)
    return sentence(f"{entry.by} ended this access on {practice.day(entry.at)}: {entry.reason}") if entry else ""


def _elsewhere(contact_id: int, picture: FamilyPicture) -> list[PatientAnswer]:
    """Brothers and sisters of their patients in whose charts they are not."""
    mine = {link.patient_id for link in picture.links_by_contact.get(contact_id, ())}
    siblings = {row.id: row for patient_id in sorted(mine) for row in families.siblings_of(patient_id)}
    return [
        PatientAnswer(row.id, full_name(row.first_name, row.last_name), False, (), None)
        for row in siblings.values()
        if row.id not in mine
    ]


def _portal_now(contact: ContactFacts, picture: FamilyPicture, account: AccountPicture, practice: PracticeRules) -> str:
    if contact.email_key is None:
        return "Nothing: without a valid Home Email they have no account."
    rows = [row for row in map(families.patient_row, dependents(contact.email_key, picture, practice)) if row]
    rows.sort(key=lambda row: (row.birth_date, row.id))
    if not rows:
        return "Nothing: the portal lets nobody in who may see no patient."
    names = _and(f"{row.first_name} ({age_text(row.birth_date, practice.today)})" for row in rows)
    facts = account.account
    if facts is not None and facts.is_locked(practice.now):
        until = f" until {practice.moment(facts.locked_until)}" if facts.locked_until else ""
        return f"Nothing{until}: the account is locked after wrong answers. Then again: {names}."
    if facts is None or facts.first_sign_in_at is None:
        return f"Nothing yet: they have not signed in. Once their account is set up: {names}."
    last = f" Last signed in {practice.moment(facts.last_sign_in_at)}." if facts.last_sign_in_at else ""
    return f"{names}, signed in as {contact.home_email}.{last}"


def _emails(
    records: Records,
    contact: ContactFacts,
    picture: FamilyPicture,
    account: AccountPicture,
    practice: PracticeRules,
) -> Iterable[str]:
    links = picture.links_by_contact.get(contact.id, ())
    latest = next((row for row in accounts.messages_to(contact.id) if row.kind.is_welcome), None)
    if not any(access(link, picture, practice).holds for link in links):
        reasons = "; ".join(missing_for_access(links, picture, practice))
        yield sentence(f"No Welcome Email is due while access fails: {reasons}")
    elif latest is None:
        yield "No Welcome Email was sent yet. Register sends one."
    if latest is not None:
        yield from _became_of(records, latest, contact, account, practice)
        if account.setup_link is not None:
            yield f"Its link: {_lower(link_words(account, practice))}."


def _became_of(
    records: Records, latest: Message, contact: ContactFacts, account: AccountPicture, practice: PracticeRules
) -> Iterable[str]:
    queued = f"The latest Welcome Email, of {practice.moment(latest.queued_at)} to {latest.to_address},"
    ended = practice.moment(latest.finished_at or latest.queued_at)
    if latest.state is MessageState.SENT:
        yield f"{queued} was taken by the mail server on {ended}."
        if account.account is None or account.account.first_sign_in_at is None:
            yield "If it is not in their inbox: let them look into the spam folder, and read the address to them."
    elif latest.state is MessageState.FAILED:
        yield sentence(f"{queued} failed on {ended}: {latest.explanation or 'the mail server refused it'}")
    elif latest.state is MessageState.CANCELLED:
        yield sentence(f"{queued} was cancelled on {ended}: {latest.explanation or 'before it was sent'}")
    else:
        yield f"{queued} waits to be sent; next try {practice.moment(latest.due_at)}. {latest.explanation}".strip()
        hold = outbox.queue_hold(records)
        if hold is not None:
            yield sentence(f"All mail is paused since {practice.moment(hold.since)}: {hold.explanation}")
    if contact.home_email.strip() and latest.to_address.casefold() != contact.home_email.strip().casefold():
        yield f"It went to {latest.to_address}; the Home Email is {contact.home_email.strip()} now."


def _and(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
