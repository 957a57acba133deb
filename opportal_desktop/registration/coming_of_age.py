# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients coming of age: who reaches the age limit soon, what becomes of whose access then, what is done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from opportal_desktop.records import age_marks, families
from opportal_desktop.records.age_marks import Candidate, Mark
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.registration.ages import birthday, born_between
from opportal_desktop.registration.chart_names import listed_name
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.family_contacts import portal_statuses
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.proxy_consent import Consent
from opportal_desktop.registration.rules import (
    Access,
    ConditionId,
    FamilyPicture,
    LinkFacts,
    StatusView,
    access,
    dependents,
    last_day_by_age,
)
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import AgeStep, PreferredContact, RoleReason


class AgeList(Enum):
    """Which patients are listed."""

    AHEAD = "ahead"
    """Those who reach the age limit within the practice's days of notice."""
    LATELY = "lately"
    """Those who reached it within as many days."""
    CONSENTS = "consents"
    """Those with a consent that ends within as many days."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """One active contact of the chart, and what becomes of their access to this patient.

    Attributes:
        own: the contact is the patient.
        sees, will_see: access now, and as things are on file on the day (or now, once it has come).
        last_day: by rule A8; None if it sees no end.
        goes_on_seeing: names of the other patients their account has on that day.
        now, then: every condition, at those two moments.
        charts: names of other patients in whose charts they are active.
        status: the Portal Status; of the patient's own contact only.
    """

    contact_id: int
    name: str
    role_reason: RoleReason
    own: bool
    sees: bool
    will_see: bool
    last_day: dt.date | None
    goes_on_seeing: tuple[str, ...]
    now: Access
    then: Access
    consent: Consent
    preferred: bool
    reached_by: PreferredContact
    phone: str
    charts: tuple[str, ...]
    status: StatusView | None = None

    @property
    def loses(self) -> bool:
        return self.sees and not self.will_see

    @property
    def can_consent(self) -> bool:
        """Whether a consent to this contact's access means anything: a parent with authority, not the patient."""
        return not self.own and self.has_authority

    @property
    def has_authority(self) -> bool:
        return ConditionId.AUTHORITY not in {row.id for row in self.now.failing}


@dataclass(frozen=True, slots=True)
class ComingOfAge:
    """A patient with all that the list and its detail say.

    Attributes:
        name: as lists have it; first_name: as sentences have it.
        day: the birthday on which they reach the age limit; days_left is negative after it.
        ends: where consents are listed, the first one's last day.
        marks: what the desk noted.
    """

    patient_id: int
    name: str
    first_name: str
    birth_date: dt.date
    age_limit: int
    day: dt.date
    days_left: int
    ends: dt.date | None
    phone: str
    contacts: tuple[Outlook, ...]
    marks: dict[AgeStep, Mark]

    @property
    def of_age(self) -> bool:
        return self.days_left <= 0

    @property
    def own(self) -> Outlook | None:
        """The patient's contact record in their own chart."""
        return next((row for row in self.contacts if row.own), None)

    @property
    def seeing(self) -> tuple[Outlook, ...]:
        """Who but the patient has access now."""
        return tuple(row for row in self.contacts if row.sees and not row.own)


def candidates(records: Records, which: AgeList, limit: int) -> tuple[Candidate, ...]:
    """Whom a list holds, the nearest day first, at most `limit`: a range of an index."""
    practice = practice_rules(records)
    today, notice = practice.today, dt.timedelta(days=practice.age_notice_days)
    if which is AgeList.CONSENTS:
        return age_marks.with_consent_ending(today, today + notice, limit)
    if which is AgeList.AHEAD:
        first, last = born_between(today + dt.timedelta(days=1), today + notice, practice.age_limit)
        return age_marks.born_between(first, last, limit)
    first, last = born_between(today - notice, today, practice.age_limit)
    return age_marks.born_between(first, last, limit, youngest_first=True)


def judged(records: Records, found: Sequence[Candidate]) -> tuple[ComingOfAge, ...]:
    """What the rules say of some candidates, in their order; about half a millisecond each."""
    practice = practice_rules(records)
    ids = [row.patient_id for row in found]
    links = families.links_of_patients(ids)
    picture = family_picture({link.contact_id for link in links})
    contacts = families.contacts_by_id({link.contact_id for link in links})
    marks = age_marks.of_patients(ids)
    rows = []
    for one in found:
        own_links = [link for link in links if link.patient_id == one.patient_id]
        rows.append(_judged(one, own_links, contacts, picture, marks[one.patient_id], practice))
    return tuple(rows)


def coming_of_age(records: Records, patient_id: int) -> ComingOfAge:
    """One patient, whatever their age.

    Raises:
        RecordGone: there is no such patient any more.
    """
    found = age_marks.one(patient_id)
    if found is None:
        raise RecordGone
    return judged(records, [found])[0]


def _judged(
    one: Candidate,
    links: Sequence[FamilyContact],
    contacts: dict[int, Contact],
    picture: FamilyPicture,
    marks: dict[AgeStep, Mark],
    practice: PracticeRules,
) -> ComingOfAge:
    day = birthday(one.birth_date, practice.age_limit)
    then = replace(practice, now=max(practice.now, practice.midnight(day)))
    outlooks = [
        _outlook(picture.links_by_key[(row.patient_id, row.contact_id)], row, contacts, picture, practice, then)
        for row in links
        if (row.ended_at is None or row.ended_at > practice.now)
        # Somebody may be put into the chart between the two reads: they are there at the next look.
        and (row.patient_id, row.contact_id) in picture.links_by_key
    ]
    outlooks.sort(key=lambda row: (row.own, not row.sees, not row.has_authority, row.name))
    return ComingOfAge(
        patient_id=one.patient_id,
        name=listed_name(one.first_name, one.middle_name, one.last_name),
        first_name=one.first_name,
        birth_date=one.birth_date,
        age_limit=practice.age_limit,
        day=day,
        days_left=(day - practice.today).days,
        ends=one.ends,
        phone=shown_phone(one.cell_phone, practice.phone_region),
        contacts=tuple(outlooks),
        marks=marks,
    )


def _outlook(
    link: LinkFacts,
    row: FamilyContact,
    contacts: dict[int, Contact],
    picture: FamilyPicture,
    practice: PracticeRules,
    then: PracticeRules,
) -> Outlook:
    contact, facts = contacts[link.contact_id], picture.contacts[link.contact_id]
    own = facts.own_patient_id == link.patient_id
    now_sees, then_sees = access(link, picture, practice), access(link, picture, then)
    elsewhere = [
        other.patient_id
        for other in picture.links_by_contact[link.contact_id]
        if other.patient_id != link.patient_id and other.is_active(practice.now)
    ]
    seen_then = dependents(facts.email_key, picture, then) if facts.email_key else ()
    return Outlook(
        contact_id=link.contact_id,
        name=facts.name,
        role_reason=link.role_reason,
        own=own,
        sees=now_sees.holds,
        will_see=then_sees.holds,
        last_day=last_day_by_age(link, facts, picture.patients[link.patient_id], practice),
        goes_on_seeing=tuple(picture.patients[other].name for other in seen_then if other != link.patient_id),
        now=now_sees,
        then=then_sees,
        consent=Consent(link.proxy_consent_on, link.proxy_consent_until, link.proxy_consent_by),
        preferred=row.preferred,
        reached_by=contact.preferred_contact,
        phone=shown_phone(contact.cell_phone or contact.home_phone, practice.phone_region),
        charts=tuple(picture.patients[other].name for other in elsewhere),
        status=portal_statuses(picture, [link.key], practice)[link.key] if own else None,
    )
