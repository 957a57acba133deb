# SPDX-License-Identifier: GPL-3.0-or-later
"""Any sequence of edits, in a real database, against a second statement of the rules written down here.

A mail is queued exactly when the rule says; every link has exactly one status; none is Active without access.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportal_desktop.records.models import Message, PortalAccount, SetupLink
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.registration.charts import PatientDraft, load_chart, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft, select_contact_draft
from opportal_desktop.registration.errors import LosesAccess, NoAccess, ReasonRequired, RecordGone
from opportal_desktop.registration.family_contacts import inactivate, list_family_contacts, reactivate, remove
from opportal_desktop.registration.register import register
from opportal_desktop.registration.rules import PortalStatus
from opportal_desktop.registration.save_contact import forecast, save_contact
from opportal_desktop.terms import Authority, MessageState, RoleReason, StaffMember, StaffRole

DESK = StaffMember(1, "Rosa", StaffRole.FRONT_DESK)
NOW = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
NAMES = [("Ana", "López"), ("Luis", "García"), ("Ana", "Lopez")]
"""The first and the last are one person with two records."""
EMAILS = ["ana@example.com", "luis@example.com", "ana@example.com", "Ana@Example.com", "", "not an address"]


# ------------------------------------------------------------------------------------------ the rules, said once more


@dataclass
class Link:
    authority: Authority
    role: RoleReason
    active: bool = True


@dataclass
class World:
    patients_active: dict[int, bool] = field(default_factory=dict)
    emails: dict[int, str] = field(default_factory=dict)
    links: dict[tuple[int, int], Link] = field(default_factory=dict)
    person: dict[int, str] = field(default_factory=dict)

    def key(self, contact: int) -> str | None:
        email = self.emails.get(contact, "").lower()
        return email if "@" in email else None

    def shared(self, contact: int) -> bool:
        return any(
            self.key(other) == self.key(contact) and self.person[other] != self.person[contact] and link.active
            for (_, other), link in self.links.items()
        )

    def access(self, patient: int, contact: int) -> bool:
        link = self.links.get((patient, contact))
        return (
            link is not None
            and link.active
            and link.authority is not Authority.NONE
            and link.role is not RoleReason.SELF
            and self.key(contact) is not None
            and not self.shared(contact)
            and self.patients_active[patient]
        )

    def copy(self) -> World:
        return World(
            dict(self.patients_active),
            dict(self.emails),
            {key: replace(link) for key, link in self.links.items()},
            dict(self.person),
        )

    def due_after(self, before: World) -> set[str]:
        due = set()
        for (patient, contact), link in self.links.items():
            if not self.access(patient, contact):
                continue
            began = not before.access(patient, contact)
            old = before.links.get((patient, contact))
            changed = old is not None and old.authority is not link.authority
            moved = before.key(contact) != self.key(contact)
            if began or changed or moved:
                due.add(self.key(contact))
        return due


# -------------------------------------------------------------------------------------------------------- the edits

# Most edits give access or change it a little: that is where the rules have to tell cases apart.
SAVES = st.tuples(
    st.just("save"),
    st.sampled_from([0, 0, 0, 1]),
    st.sampled_from([0, 0, 1, 2]),
    st.sampled_from([Authority.JOINT, Authority.JOINT, Authority.EXCLUSIVE, Authority.NONE]),
    st.sampled_from([*[RoleReason.MOTHER] * 4, RoleReason.SELF, RoleReason.OTHER_RELATIVE]),
    st.sampled_from(EMAILS),
)
OTHER_EDITS = {
    "inactivate": st.tuples(st.just("inactivate"), st.integers(0, 1), st.integers(0, 2)),
    "reactivate": st.tuples(st.just("reactivate"), st.integers(0, 1), st.integers(0, 2)),
    "remove": st.tuples(st.just("remove"), st.integers(0, 1), st.integers(0, 2)),
    "patient": st.tuples(st.just("patient"), st.integers(0, 1), st.booleans()),
    "register": st.tuples(st.just("register"), st.integers(0, 2)),
    **{name: st.just((name,)) for name in ("hand over", "refuse", "sign in", "two days")},
}
EDITS = st.sampled_from(["save"] * 12 + list(OTHER_EDITS)).flatmap(lambda kind: OTHER_EDITS.get(kind, SAVES))


class Desk:
    """Does the edits for real and keeps the second statement beside them."""

    def __init__(self, records: Records, clock: list[dt.datetime]) -> None:
        self.records = records
        self.clock = clock
        self.world = World()
        self.patients = [self._patient("Mateo", "2019-03-05"), self._patient("Lucía", "2021-07-09")]
        self.contacts: dict[int, int] = {}

    def _patient(self, first: str, born: str) -> int:
        draft = PatientDraft(first_name=first, last_name="García", birth_date=dt.date.fromisoformat(born))
        saved = save_patient(self.records, draft, DESK)
        self.world.patients_active[saved.patient_id] = True
        return saved.patient_id

    def queued(self) -> list[str]:
        return [row.account.email_key for row in Message.select().where(Message.id > self.last)]

    def do(self, edit: tuple) -> None:
        self.last = Message.select().count()
        self.before = self.world.copy()
        self.clock[0] += dt.timedelta(minutes=1)
        kind, *rest = edit
        expected = getattr(self, kind.replace(" ", "_"))(*rest)
        queued = self.queued()
        assert len(queued) == len(set(queued)), "one Save, one mail per account"
        assert set(queued) == (self.world.due_after(self.before) if expected is None else expected)
        self.check()

    def save(self, patient: int, contact: int, authority: Authority, role: RoleReason, email: str) -> None:
        patient_id, contact_id = self.patients[patient], self.contacts.get(contact)
        first, last = NAMES[contact]
        base = None
        if contact_id is None:
            draft = ContactDraft(patient_id=patient_id, first_name=first, last_name=last)
        elif (patient_id, contact_id) in self.world.links:
            base = draft = load_contact_draft(self.records, patient_id, contact_id)
        else:
            draft = select_contact_draft(self.records, patient_id, contact_id)
        draft = replace(draft, authority=authority, role_reason=role, home_email=email)
        said = forecast(self.records, draft)
        losses = {key for shift in said.shifts if shift.loses for key in shift.keys}
        try:
            saved = save_contact(self.records, draft, DESK, base=base)
        except LosesAccess as loss:
            if loss.keys != losses:
                raise AssertionError("nobody loses anything unseen") from loss
            saved = save_contact(self.records, draft, DESK, base=base, reason="court order", agreed=losses)
        except ReasonRequired:
            assert said.needs_reason
            saved = save_contact(self.records, draft, DESK, base=base, reason="court order", agreed=losses)
        else:
            assert not losses
        contact_id = saved.draft.contact_id
        assert contact_id is not None
        self.contacts[contact] = contact_id
        self.world.person[contact_id] = {0: "ana", 1: "luis", 2: "ana"}[contact]
        self.world.emails[contact_id] = email
        old = self.world.links.get((patient_id, contact_id))
        self.world.links[(patient_id, contact_id)] = Link(authority, role, old.active if old else True)
        assert sorted(said.sends) == sorted(saved.sent_to), "the forecast is what Save does"
        self._check_losses(losses)

    def _check_losses(self, said: set[tuple[int, int]]) -> None:
        """Who was named loses indeed; who was not, still sees the patient by another record of theirs."""
        world = self.world
        lost = {key for key in self.before.links if self.before.access(*key) and not world.access(*key)}
        assert said <= lost
        for patient, contact in lost - said:
            assert any(
                world.access(patient, other) and world.person[other] == world.person[contact]
                for at, other in world.links
                if at == patient
            )

    def inactivate(self, patient: int, contact: int) -> None:
        self._end(inactivate, patient, contact, active=False)

    def reactivate(self, patient: int, contact: int) -> None:
        self._end(reactivate, patient, contact, active=True)

    def _end(self, use_case, patient: int, contact: int, *, active: bool) -> None:
        key = (self.patients[patient], self.contacts.get(contact, 0))
        try:
            use_case(self.records, *key, DESK, reason="asked for")
        except RecordGone:
            assert key not in self.world.links
        else:
            self.world.links[key].active = active

    def remove(self, patient: int, contact: int) -> None:
        key = (self.patients[patient], self.contacts.get(contact, 0))
        try:
            remove(self.records, *key, DESK, reason="asked for")
        except RecordGone:
            assert key not in self.world.links
        else:
            del self.world.links[key]

    def patient(self, patient: int, active: bool) -> None:
        chart = load_chart(self.records, self.patients[patient])
        save_patient(self.records, replace(chart.draft, active=active), DESK, base=chart.draft, reason="moved")
        self.world.patients_active[self.patients[patient]] = active

    def register(self, contact: int) -> set[str]:
        contact_id = self.contacts.get(contact, 0)
        holds = any(self.world.access(p, c) for p, c in self.world.links if c == contact_id)
        try:
            register(self.records, contact_id, DESK)
        except (NoAccess, RecordGone):
            assert not holds
            return set()
        assert holds
        return {self.world.key(contact_id)}

    def hand_over(self) -> set[str]:
        return self._finish(MessageState.SENT)

    def refuse(self) -> set[str]:
        return self._finish(MessageState.FAILED)

    def _finish(self, state: MessageState) -> set[str]:
        Message.update(state=state, finished_at=self.clock[0], link_seed=None).where(
            Message.state == MessageState.QUEUED
        ).execute()
        return set()

    def sign_in(self) -> set[str]:
        """Every account with a dependent signs in, as the portal will record it."""
        keys = {self.world.key(c) for p, c in self.world.links if self.world.access(p, c)} - {None}
        PortalAccount.update(first_sign_in_at=self.clock[0], last_sign_in_at=self.clock[0]).where(
            PortalAccount.email_key.in_(keys), PortalAccount.first_sign_in_at.is_null()
        ).execute()
        return set()

    def two_days(self) -> set[str]:
        self.clock[0] += dt.timedelta(days=2)
        return set()

    def check(self) -> None:
        now = self.clock[0]
        open_accounts = {self.world.key(c) for p, c in self.world.links if self.world.access(p, c)}
        for patient_id in self.patients:
            for row in list_family_contacts(self.records, patient_id):
                holds = self.world.access(patient_id, row.contact_id)
                with_access = {
                    PortalStatus.LOCKED,
                    PortalStatus.ACTIVE,
                    PortalStatus.EMAIL_FAILED,
                    PortalStatus.SENDING,
                    PortalStatus.LINK_EXPIRED,
                    PortalStatus.INVITED,
                }
                assert (row.status.status in with_access) == holds, row
                assert row.status.detail
        for account in PortalAccount.select():
            live = [
                link
                for link in SetupLink.select().where(SetupLink.account == account)
                if link.void_at is None and link.used_at is None and link.expires_at > now
            ]
            assert len(live) <= 1, "one live link per account"
            waiting = Message.select().where(Message.account == account, Message.state == MessageState.QUEUED).count()
            assert waiting <= 1
            if account.email_key not in open_accounts:
                assert not live, "an account without dependents has no live link"
                assert not waiting, "a mail that lost its reason is cancelled"


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(EDITS, min_size=10, max_size=30))
def test_a_mail_is_queued_exactly_when_the_rule_says(tmp_path: Path, edits: list[tuple]) -> None:
    clock = [NOW]
    records = create_records(
        tmp_path / f"{secrets.token_hex(8)}.opportal", secrets.token_bytes(32), clock=lambda: clock[0]
    )
    try:
        desk = Desk(records, clock)
        for edit in edits:
            desk.do(edit)
    finally:
        records.close()
