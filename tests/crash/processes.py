# SPDX-License-Identifier: GPL-3.0-or-later
"""The processes that get killed: a desk that saves through the use cases, and the mail thread as the program has it."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import time
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.dialogue import awake_seconds
from opportal_desktop.mail.mail_thread import MailThread
from opportal_desktop.mail.smtp import Limits, SmtpTransport, mail_server
from opportal_desktop.records import outbox, postgresql
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.server_address import ServerAddress
from opportal_desktop.records.server_opening import open_on_server
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.practice import staff_member
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.registration.validators import check_email, check_phone
from opportal_desktop.terms import Authority, RoleReason

LIMITS = Limits(opening=2.0, message=2.0)
SHORT_LIMITS = Limits(opening=0.5, message=0.5)
"""With these an exchange keeps to what drain.LONGEST_EXCHANGE is on a clock that is 120 times as fast."""
SHORT_IDLE_MS = 1_000
"""How long a sender that is frozen in the middle of a transaction keeps the others from writing. The program's own time
is a fortieth of a lease; on the fast clock it would outlast the lease, and nobody could record what has gone out."""
# What the program loads when it is first needed is loaded here once, before the processes are forked.
check_email("a@example.com")
check_phone("+14135550123")
import_module("jinja2")


@dataclass(frozen=True)
class FastClock:
    """The same fast time in all processes, so that real pauses between tries pass in a test's time.

    Attributes:
        epoch: the real time (`time.time()`) at which it showed `start`.
        speed: its seconds in one real second.
    """

    epoch: float
    start: dt.datetime
    speed: float

    def __call__(self) -> dt.datetime:
        return self.start + dt.timedelta(seconds=(time.time() - self.epoch) * self.speed)


@dataclass(frozen=True)
class Practice:
    """Where the records are (a file, or a database on a server), and by which clock."""

    place: Path | ServerAddress
    key: bytes
    clock: FastClock

    def open(self) -> Records:
        if isinstance(self.place, ServerAddress):
            return open_on_server(self.place, self.key, clock=self.clock, busy_timeout_ms=10_000)
        return open_records(self.place, self.key, clock=self.clock, busy_timeout_ms=10_000)


def work_mail_off(practice: Practice) -> None:
    """The mail thread with the program's own parts, until it is killed."""
    thread = MailThread(
        practice.open(),
        make_transport=lambda settings: SmtpTransport(mail_server(settings), lambda: None, LIMITS),
        compose=compose,
        still_wanted=still_wanted,
        sole_sender=True,
    )
    thread.start()
    while True:
        # Its own pause is for real seconds.
        time.sleep(0.02)
        thread.wake()


class _FastTransport(SmtpTransport):
    """What ends with a lease ends as much sooner as the clock is faster."""

    speed = 1.0

    @property
    def stop_at(self) -> float | None:
        return self._stop_at

    @stop_at.setter
    def stop_at(self, value: float | None) -> None:
        now = awake_seconds()
        self._stop_at = None if value is None else now + (value - now) / self.speed


def work_mail_off_with_others(practice: Practice, port: int) -> None:
    """One of several senders on one database, each with a mail server's port of its own; until it is killed."""

    postgresql.IDLE_IN_TRANSACTION_MS = SHORT_IDLE_MS

    def transport(settings: PracticeSettings) -> SmtpTransport:
        made = _FastTransport(replace(mail_server(settings), port=port), lambda: None, SHORT_LIMITS)
        made.speed = practice.clock.speed
        return made

    thread = MailThread(practice.open(), make_transport=transport, compose=compose, still_wanted=still_wanted)
    thread.start()
    while True:
        time.sleep(0.02)
        thread.wake()


def save_families(practice: Practice, journal: Path, most_waiting: int) -> None:
    """Save one family after the other; a Save that has returned is in the journal, and is a promise."""
    records = practice.open()
    staff = staff_member(records, "rosa", "Rosa Delgado")
    with journal.open("ab", buffering=0) as promises:
        while True:
            if outbox.counts(records).queued >= most_waiting:
                time.sleep(0.01)
                continue
            address = save_family(records, staff)
            os.write(promises.fileno(), f"{address}\n".encode())


def save_family(records: Records, staff: object) -> str:
    """A child, then the mother with Joint authority, whose Welcome Email the Save promises; returns her address."""
    tag = secrets.token_hex(6)
    born = dt.date(2019, 3, 5)
    child = save_patient(records, PatientDraft(first_name="Mateo", last_name=f"T{tag}", birth_date=born), staff)
    draft = ContactDraft(
        patient_id=child.patient_id,
        first_name="Ana",
        last_name=f"T{tag}",
        role_reason=RoleReason.MOTHER,
        authority=Authority.JOINT,
        home_email=f"ana.{tag}@example.com",
    )
    (address,) = save_contact(records, draft, staff).sent_to
    return address
