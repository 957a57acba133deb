# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample practice of the demo: about 200 made-up patients, in families as a pediatric desk knows them.

First the families are thought up, as plain frozen values; then they are written, and their past at the portal is
played through with the clock put back. Nothing is left to send: every mail of the past has its outcome.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from opportal_desktop.demo.sample_families import (
    JOURNEY_CELL_PHONE,
    JOURNEY_CONTACT_FIRST_NAME,
    JOURNEY_CONTACT_LAST_NAME,
    JOURNEY_HOME_EMAIL,
    JOURNEY_PATIENT_BIRTH_DATE,
    JOURNEY_PATIENT_FIRST_NAME,
    JOURNEY_PATIENT_LAST_NAME,
    JOURNEY_SIBLING_BIRTH_DATE,
    JOURNEY_SIBLING_FIRST_NAME,
    PRACTICE_PHONE,
    PortalPast,
    SampleAddress,
    SampleAdult,
    SampleChild,
    SampleFamily,
    SampleTie,
    sample_families,
)
from opportal_desktop.folding import fold
from opportal_desktop.mail.faults import Command, reply_fault
from opportal_desktop.records import accounts, families, outbox, search_keys
from opportal_desktop.records.models import PortalAccount, SetupLink
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.family_contacts import inactivate
from opportal_desktop.registration.register import register
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.validators import check_email
from opportal_desktop.terms import (
    Authority,
    Changed,
    PreferredContact,
    StaffMember,
    StaffRole,
)

__all__ = [
    "JOURNEY_CELL_PHONE",
    "JOURNEY_CONTACT_FIRST_NAME",
    "JOURNEY_CONTACT_LAST_NAME",
    "JOURNEY_HOME_EMAIL",
    "JOURNEY_PATIENT_BIRTH_DATE",
    "JOURNEY_PATIENT_FIRST_NAME",
    "JOURNEY_PATIENT_LAST_NAME",
    "JOURNEY_SIBLING_BIRTH_DATE",
    "JOURNEY_SIBLING_FIRST_NAME",
    "SamplePractice",
    "fill_sample_practice",
]

PRACTICE_NAME = "Riverbend Pediatrics"
TIME_ZONE = "America/New_York"
MAIL_FROM = "portal@riverbendpediatrics.example.com"

FIRST_CHART_NUMBER = 10001
_ENDED_BECAUSE = "Asked for by the parent who has custody"
_SEND_LEASE = dt.timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class SamplePractice:
    """How much was written."""

    patients: int
    contacts: int
    family_contacts: int


def fill_sample_practice(records: Records, by: StaffMember, today: dt.date, seed: int = 2019) -> SamplePractice:
    """Fill new, empty records with the sample practice and its name, phone and time zone. About two seconds.

    The same seed and day give the same people; ids and tokens are random. The mail server's settings stay as they
    are, and nothing waits in the outbox.

    Args:
        by: who is said to have entered it.
        today: in the practice's time zone; ages and past events are counted from it.
    """
    rng = random.Random(seed)  # noqa: S311  people for a demo, no secrets
    sample = sample_families(rng, today)
    with records.transaction():
        _store_practice(records)
        writer = _Writer(records, by, today, rng)
        for family in sample:
            writer.write(family)
        writer.live()
        records.announce(Changed(everything=True))
    return SamplePractice(
        patients=sum(len(family.children) for family in sample),
        contacts=sum(len(family.adults) for family in sample),
        family_contacts=sum(len(family.ties) for family in sample),
    )


def _store_practice(records: Records) -> None:
    settings = load_settings(records)
    store_settings(
        records,
        replace(
            settings,
            practice_name=PRACTICE_NAME,
            practice_phone=PRACTICE_PHONE,
            time_zone=TIME_ZONE,
            mail_from=settings.mail_from or MAIL_FROM,
            portal_url=settings.portal_url or "https://portal.riverbendpediatrics.example.com",
        ),
    )


_COLLEAGUES = (
    StaffMember(0, "Denise Walker", StaffRole.FRONT_DESK),
    StaffMember(0, "Carmen Ortiz", StaffRole.FRONT_DESK),
)
"""Who registered parents in the past. They have no login, so they are no staff accounts."""


@dataclass(frozen=True, slots=True)
class _Past:
    """What is to have happened to one contact at the portal; `charts` are the patients' ids."""

    registered: dt.datetime
    kind: PortalPast
    email: str
    contact_id: int
    charts: Sequence[int]


class _Writer:
    """Writes families, within the caller's transaction."""

    def __init__(self, records: Records, by: StaffMember, today: dt.date, rng: random.Random) -> None:
        self.records = records
        self.by = by
        self.today = today
        self.rng = rng
        self.zone = ZoneInfo(TIME_ZONE)
        self.next_chart_number = FIRST_CHART_NUMBER
        self._pasts: list[_Past] = []

    def write(self, family: SampleFamily) -> None:
        """The rows as an import would bring them over, so that no mail is due; then what happened at the portal."""
        entered = self._office_hour(self.rng.randint(320, 400))
        patient_ids = [self._patient(child, family.address, entered) for child in family.children]
        contact_ids = [self._contact(adult, family.address, patient_ids, entered) for adult in family.adults]
        for tie in family.ties:
            self._tie(tie, patient_ids[tie.child], contact_ids[tie.adult], entered)
        for patient_id in patient_ids:
            search_keys.index_patient(patient_id)
        for number, adult in enumerate(family.adults):
            if adult.past is not PortalPast.NOTHING:
                charts = [patient_ids[tie.child] for tie in family.ties if tie.adult == number]
                registered = self._office_hour(self._registered_days_ago(adult.past))
                self._pasts.append(_Past(registered, adult.past, adult.email, contact_ids[number], charts))

    def live(self) -> None:
        """What happened at the portal, of all families in the order in which it did."""
        for past in sorted(self._pasts, key=lambda past: past.registered):
            self._live_through(past)

    # -- rows

    def _patient(self, child: SampleChild, home: SampleAddress, entered: dt.datetime) -> int:
        values = {
            "chart_number": str(self.next_chart_number),
            "first_name": child.first,
            "middle_name": child.middle,
            "last_name": child.last,
            "nickname": child.nickname,
            "birth_date": child.born,
            "sex": child.sex,
            "language": child.language,
            "cell_phone": child.cell,
            "email": child.email,
            "email_key": check_email(child.email).key,
            "active": child.active,
            "alert": child.alert,
            "dispute_note": child.dispute,
            "dispute_set_at": self._office_hour(12) if child.dispute else None,
            "dispute_set_by": _COLLEAGUES[0].name if child.dispute else "",
            "sort_last": fold(child.last),
            "sort_first": fold(child.first),
        }
        self.next_chart_number += 1
        row = families.write_patient(None, values | _address_values(child.address or home), self.by.name, entered)
        families.replace_insurance(row.id, child.insurance)
        return int(row.id)

    def _contact(
        self, adult: SampleAdult, home: SampleAddress, patient_ids: Sequence[int], entered: dt.datetime
    ) -> int:
        declined = None
        if adult.declined_days_ago is not None:
            declined = self.today - dt.timedelta(days=adult.declined_days_ago)
        values = {
            "first_name": adult.first,
            "middle_name": adult.middle,
            "last_name": adult.last,
            "nickname": adult.nickname,
            "birth_date": adult.born,
            "language": adult.language,
            "home_email": adult.email,
            "email_key": check_email(adult.email).key,
            "cell_phone": adult.cell,
            "home_phone": adult.home,
            "work_phone": adult.work,
            "preferred_contact": PreferredContact.TEXT if adult.cell else PreferredContact.UNSET,
            "notes": adult.notes,
            "own_patient_id": None if adult.own_child is None else patient_ids[adult.own_child],
            "declined_on": declined,
            "declined_by": _COLLEAGUES[0].name if declined else "",
            "sort_last": fold(adult.last),
            "sort_first": fold(adult.first),
        }
        row = families.write_contact(None, values | _address_values(adult.address or home), self.by.name, entered)
        return int(row.id)

    def _tie(self, tie: SampleTie, patient_id: int, contact_id: int, entered: dt.datetime) -> None:
        consent = None
        if tie.consent_days_ago is not None:
            consent = self.today - dt.timedelta(days=tie.consent_days_ago)
        until = None
        if tie.consent_days_left is not None:
            until = self.today + dt.timedelta(days=tie.consent_days_left)
        values = {
            "role_reason": tie.role,
            "authority": tie.authority,
            "resides_with": tie.resides,
            "emergency": tie.emergency,
            "preferred": tie.preferred,
            "proxy_consent_on": consent,
            "court_order_note": tie.court_order,
            "court_order_review_on": (
                None if tie.review_days_ago is None else self.today - dt.timedelta(days=tie.review_days_ago)
            ),
            "proxy_consent_until": until,
            "proxy_consent_by": _COLLEAGUES[0].name if consent else "",
            "ended_at": None if tie.ended_days_ago is None else self._office_hour(tie.ended_days_ago),
        }
        families.write_link(None, patient_id, contact_id, values, self.by.name, entered)

    # -- what happened at the portal

    def _live_through(self, one: _Past) -> None:
        past, registered = one.kind, one.registered
        clerk = self.rng.choice(_COLLEAGUES)
        with self._clock_at(registered):
            register(self.records, one.contact_id, clerk)
        with self._clock_at(registered + dt.timedelta(seconds=self.rng.randint(12, 40))):
            self._hand_over(refused=past is PortalPast.FAILED)
        if past is PortalPast.LOCKED:
            self._lock_link(one.email, registered + dt.timedelta(hours=2))
        if past in (PortalPast.ACTIVE, PortalPast.ENDED, PortalPast.LEFT):
            self._sign_in(one.email, registered + dt.timedelta(minutes=self.rng.randint(8, 2400)))
        if past in (PortalPast.ENDED, PortalPast.LEFT):
            self._end(past, one.contact_id, one.charts, clerk)

    def _registered_days_ago(self, past: PortalPast) -> int:
        if past in (PortalPast.INVITED, PortalPast.LOCKED):
            return 1
        if past in (PortalPast.EXPIRED, PortalPast.FAILED):
            return self.rng.randint(5, 90)
        return self.rng.randint(60, 300)

    def _hand_over(self, *, refused: bool) -> None:
        """The mail just queued gets its outcome, as the mail thread would record it."""
        claimed = outbox.claim_next(self.records, _SEND_LEASE)
        if claimed is None:
            raise AssertionError("a mail that was just queued is not due")
        if refused:
            fault = reply_fault(Command.RECIPIENT, 550, b"5.1.1 The email account does not exist")
            outbox.record_failed(self.records, claimed, fault.explanation, fault.server_reply)
        else:
            outbox.record_sent(self.records, claimed, f"250 2.0.0 Ok: queued as {self.rng.getrandbits(40):010X}")

    def _sign_in(self, email: str, first: dt.datetime) -> None:
        # Rows, not a use case: the parent's first login is the portal's.
        account, link = self._account_and_link(email)
        account.first_sign_in_at = first
        account.last_sign_in_at = first + (self._office_hour(1) - first) * self.rng.random()
        account.save(only=[PortalAccount.first_sign_in_at, PortalAccount.last_sign_in_at])
        link.used_at = first
        link.save(only=[SetupLink.used_at])

    def _lock_link(self, email: str, at: dt.datetime) -> None:
        # Rows, not a use case: wrong answers are given at the portal.
        _, link = self._account_and_link(email)
        link.locked_at = at
        link.wrong_answers = 5
        link.save(only=[SetupLink.locked_at, SetupLink.wrong_answers])

    def _account_and_link(self, email: str) -> tuple[PortalAccount, SetupLink]:
        rows = accounts.accounts_by_email([check_email(email).key or ""])[email]
        if rows.setup_link is None:
            raise AssertionError("registered without a setup link")
        return rows.account, rows.setup_link

    def _end(self, past: PortalPast, contact_id: int, charts: Sequence[int], clerk: StaffMember) -> None:
        with self._clock_at(self._office_hour(self.rng.randint(5, 50))):
            for patient_id in charts:
                if past is PortalPast.LEFT:
                    inactivate(self.records, patient_id, contact_id, clerk, reason=_ENDED_BECAUSE)
                else:
                    draft = load_contact_draft(self.records, patient_id, contact_id)
                    ended = replace(draft, authority=Authority.NONE)
                    save_contact(self.records, ended, clerk, base=draft, reason=_ENDED_BECAUSE)

    # -- time

    def _office_hour(self, days_ago: int) -> dt.datetime:
        """A moment of that day's (or, on a weekend long ago, the Friday's before it) office hours, in UTC."""
        day = self.today - dt.timedelta(days=days_ago)
        if days_ago > 1:
            day -= dt.timedelta(days=max(0, day.weekday() - 4))
        local = dt.datetime.combine(day, dt.time(8, 30), self.zone) + dt.timedelta(
            seconds=self.rng.randint(0, 8 * 3600)
        )
        return local.astimezone(dt.UTC)

    @contextmanager
    def _clock_at(self, moment: dt.datetime) -> Iterator[None]:
        clock, self.records.clock = self.records.clock, lambda: moment
        try:
            yield
        finally:
            self.records.clock = clock


def _address_values(address: SampleAddress) -> dict[str, str]:
    return {
        "address_line": address.line,
        "address_line2": address.line2,
        "city": address.city,
        "state": address.state,
        "postal_code": address.postal_code,
    }
