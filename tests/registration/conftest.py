# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk for tests of the use cases: short ways to do what the front desk does, through the use cases only."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from opportal_desktop.records.models import AuditEntry, Message, PortalAccount, SetupLink
from opportal_desktop.records.records import Records
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft, select_contact_draft
from opportal_desktop.registration.family_contacts import list_family_contacts
from opportal_desktop.registration.save_contact import SavedContact, save_contact
from opportal_desktop.terms import Authority, MessageState, RoleReason, StaffMember

REASON = "Asked for at the desk"
"""Kept where a test's change takes access away and the test is about something else."""


class Desk:
    def __init__(self, records: Records, staff: StaffMember, clock) -> None:
        self.records = records
        self.staff = staff
        self.clock = clock

    def patient(self, first: str = "Mateo", last: str = "García", born: str = "2019-03-05", **more) -> int:
        draft = PatientDraft(first_name=first, last_name=last, birth_date=dt.date.fromisoformat(born), **more)
        return save_patient(self.records, draft, self.staff).patient_id

    def add(
        self, patient_id: int, first: str = "Ana", last: str = "López", reason: str = REASON, **more
    ) -> SavedContact:
        draft = ContactDraft(
            patient_id=patient_id, first_name=first, last_name=last, role_reason=RoleReason.MOTHER, **more
        )
        return save_contact(self.records, draft, self.staff, reason=reason)

    def joint(self, patient_id: int, email: str = "ana@example.com", **more) -> SavedContact:
        return self.add(patient_id, home_email=email, authority=Authority.JOINT, **more)

    def link(self, patient_id: int, contact_id: int, **more) -> SavedContact:
        draft = replace(
            select_contact_draft(self.records, patient_id, contact_id), role_reason=RoleReason.MOTHER, **more
        )
        return save_contact(self.records, draft, self.staff, reason=REASON)

    def edit(self, patient_id: int, contact_id: int, reason: str = REASON, **changes) -> SavedContact:
        base = load_contact_draft(self.records, patient_id, contact_id)
        return save_contact(self.records, replace(base, **changes), self.staff, base=base, reason=reason)

    def status(self, patient_id: int, contact_id: int) -> str:
        rows = {row.contact_id: row for row in list_family_contacts(self.records, patient_id)}
        return rows[contact_id].status.status.value

    def hand_over(self) -> None:
        Message.update(state=MessageState.SENT, finished_at=self.clock(), link_seed=None).where(
            Message.state == MessageState.QUEUED
        ).execute()

    def sign_in(self, email_key: str) -> None:
        PortalAccount.update(first_sign_in_at=self.clock(), last_sign_in_at=self.clock()).where(
            PortalAccount.email_key == email_key
        ).execute()

    def queued(self) -> list[str]:
        waiting = Message.select().where(Message.state == MessageState.QUEUED).order_by(Message.id)
        return [row.to_address for row in waiting]

    def live_links(self) -> int:
        now = self.clock()
        return (
            SetupLink.select()
            .where(SetupLink.void_at.is_null(), SetupLink.used_at.is_null(), SetupLink.expires_at > now)
            .count()
        )

    def audit(self) -> list[tuple[str, str]]:
        return [(row.action, row.reason) for row in AuditEntry.select().order_by(AuditEntry.id)]

    def last_changes(self, action: str) -> dict:
        row = AuditEntry.select().where(AuditEntry.action == action).order_by(AuditEntry.id.desc()).first()
        return json.loads(row.changes)


@pytest.fixture
def desk(records: Records, front_desk: StaffMember, clock) -> Desk:
    return Desk(records, front_desk, clock)
