# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may be invited, who may look, and whose access ends: every cell of authority, age and whose chart it is.

Reliability goal P3. "Suspended" is no Authority here: what suspends a contact is being inactive in the chart. "Own" is
a patient's chart with themselves as contact (Self), whose account Register sets up where they are of age.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import product

import pytest

from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.dependents import dependents_of
from opportal_desktop.registration.errors import NoAccess
from opportal_desktop.registration.family_contacts import inactivate, list_family_contacts
from opportal_desktop.registration.portal_errors import NoDependents, SignInRefused
from opportal_desktop.registration.portal_sessions import session_of
from opportal_desktop.registration.register import caregiver_authority, register
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.sign_in import sign_in
from opportal_desktop.terms import Authority, RoleReason

from .conftest import Desk
from .portal_family import CLIENT, EMAIL, PASSWORD, first_login

AUTHORITIES = ("Joint", "Exclusive", "None", "Suspended")
BORN = {"minor": "2019-03-05", "teen": "2011-03-05", "adult": "2006-03-05"}
CELLS = list(product(AUTHORITIES, BORN, ("dependent", "own")))


@dataclass
class Cell:
    """One contact in one chart, saved as a front desk would."""

    desk: Desk
    authority: str
    age: str
    whose: str
    patient: int = 0
    contact: int = 0

    @property
    def holds(self) -> bool:
        """What the practice's rules say, in the words of DESIGN.md: Joint or Exclusive, active; a parent until the
        patient is of age, the patient themselves from then on.
        """
        of_age = self.age == "adult"
        return self.authority in ("Joint", "Exclusive") and (of_age if self.whose == "own" else not of_age)

    @property
    def born(self) -> dt.date:
        return dt.date.fromisoformat(BORN[self.age])

    def save(self) -> None:
        self.patient = self.desk.patient("Alex", "García", BORN[self.age])
        authority = Authority.NONE if self.authority == "None" else Authority.JOINT
        if self.authority == "Exclusive":
            authority = Authority.EXCLUSIVE
        own = self.whose == "own"
        draft = ContactDraft(
            patient_id=self.patient,
            first_name="Alex" if own else "Ana",
            last_name="García",
            role_reason=RoleReason.SELF if own else RoleReason.MOTHER,
            authority=authority,
            home_email=EMAIL,
        )
        self.contact = save_contact(self.desk.records, draft, self.desk.staff).draft.contact_id or 0
        if self.authority == "Suspended":
            inactivate(self.desk.records, self.patient, self.contact, self.desk.staff, reason="test")

    def invite(self) -> None:
        """As the desk does: Save sends by itself; a Self contact's own account needs Register."""
        if self.whose == "own":
            register(self.desk.records, self.contact, self.desk.staff)

    @property
    def said(self) -> str:
        """What the desk reads of this contact."""
        (row,) = list_family_contacts(self.desk.records, self.patient)
        return f"{row.status.cell}. {row.status.detail}"

    @property
    def why_not(self) -> str:
        """What the desk is told when it wants to register this contact all the same."""
        return " ".join(caregiver_authority(self.desk.records, self.contact).why_not)

    @property
    def sentence(self) -> str:
        if self.authority == "Suspended":
            return "Inactive since 11/23/2026"
        if self.authority == "None":
            return "Authority is None"
        return "Of age since" if self.whose == "dependent" else "Listed as Self"


@pytest.fixture
def cell(desk: Desk, request: pytest.FixtureRequest) -> Cell:
    made = Cell(desk, *request.param)
    made.save()
    return made


each_cell = pytest.mark.parametrize("cell", CELLS, ids=["-".join(cell) for cell in CELLS], indirect=True)


@each_cell
def test_invite(cell: Cell) -> None:
    if cell.holds:
        cell.invite()
        assert cell.desk.queued() == [EMAIL]
        assert "Sending" in cell.said
        return
    assert cell.desk.queued() == []
    with pytest.raises(NoAccess):
        register(cell.desk.records, cell.contact, cell.desk.staff)
    assert cell.desk.queued() == []


@each_cell
def test_view(cell: Cell) -> None:
    records = cell.desk.records
    if cell.holds:
        cell.invite()
        session = session_of(records, first_login(records, cell.born))
        assert [seen.first_name for seen in dependents_of(records, session)] == ["Alex"]
        assert "Active" in cell.said
        return
    assert cell.desk.live_links() == 0
    with pytest.raises(SignInRefused):
        sign_in(records, EMAIL, PASSWORD, CLIENT)
    assert cell.sentence in cell.why_not


@each_cell
def test_revoke(cell: Cell) -> None:
    """A live session ends with its next request; where there was nothing to end, nothing begins."""
    records = cell.desk.records
    token = ""
    if cell.holds:
        cell.invite()
        token = first_login(records, cell.born)
    cell.desk.edit(cell.patient, cell.contact, authority=Authority.NONE, reason="court order")
    assert cell.desk.live_links() == 0
    if cell.holds:
        with pytest.raises(NoDependents):
            dependents_of(records, session_of(records, token))
        with pytest.raises(NoDependents):
            sign_in(records, EMAIL, PASSWORD, CLIENT)
        assert "Access ended" in cell.said
        assert "Authority is None" in cell.said
    assert cell.desk.queued() == []
    with pytest.raises(NoAccess):
        register(records, cell.contact, cell.desk.staff)
