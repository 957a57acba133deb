# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import brought is released by managers: the rules of every Save, one mail a contact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from opportal_desktop.records.contact_merges import move_pointers
from opportal_desktop.records.models import AuditEntry, Contact, FamilyContact, ImportedAuthority
from opportal_desktop.records.records import Records
from opportal_desktop.registration.errors import LosesAccess, NotManager, ReasonRequired
from opportal_desktop.registration.imported_authority import (
    dismiss,
    forecast_release,
    release,
    waiting,
    waiting_contacts,
    waiting_count,
)
from opportal_desktop.terms import Authority, StaffMember
from tests.registration.conftest import Desk


@pytest.fixture
def wait(records: Records, clock) -> Callable[..., int]:
    def waits(patient_id: int, contact_id: int, authority: Authority = Authority.JOINT, **more: str) -> int:
        row = ImportedAuthority.create(
            patient=patient_id, contact=contact_id, authority=authority, imported_at=clock(), imported_by="Mira", **more
        )
        return row.id

    return waits


@pytest.fixture
def family(desk: Desk) -> tuple[int, int, int]:
    """Mateo, Lucía, and Ana in both charts, without Authority."""
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.add(mateo, home_email="ana@example.com").draft.contact_id
    desk.link(lucia, ana)
    return mateo, lucia, ana


def test_two_charts_of_one_contact_cause_one_mail(
    records: Records, desk: Desk, family: tuple[int, int, int], wait: Callable[..., int], manager: StaffMember
) -> None:
    mateo, lucia, ana = family
    for child in (mateo, lucia):
        wait(child, ana)
    assert [(row.patient_first, row.contact_first, row.current, row.authority) for row in waiting(records)] == [
        ("Mateo", "Ana", Authority.NONE, Authority.JOINT),
        ("Lucía", "Ana", Authority.NONE, Authority.JOINT),
    ]
    assert waiting_contacts(records) == (ana,)
    assert forecast_release(records, ana).summary == "Releasing will send one Welcome Email to ana@example.com."
    assert desk.queued() == []
    effects = release(records, ana, manager)
    assert effects is not None
    assert desk.queued() == ["ana@example.com"]
    assert {row.authority for row in FamilyContact.select()} == {Authority.JOINT}
    assert (waiting(records), waiting_count(records)) == ((), 0)
    assert release(records, ana, manager) is None
    assert AuditEntry.select().where(AuditEntry.action == "imported authority released").count() == 2


def test_a_held_email_comes_with_it_unless_the_desk_entered_one_meanwhile(
    records: Records, desk: Desk, manager: StaffMember, wait: Callable[..., int]
) -> None:
    mateo = desk.patient()
    ana = desk.add(mateo, authority=Authority.JOINT).draft.contact_id
    wait(mateo, ana, home_email="ana@example.com")
    release(records, ana, manager)
    assert Contact.get_by_id(ana).email_key == "ana@example.com"
    assert desk.queued() == ["ana@example.com"]
    luis = desk.add(mateo, "Luis", home_email="new@example.com").draft.contact_id
    wait(mateo, luis, home_email="old@example.com")
    release(records, luis, manager)
    assert Contact.get_by_id(luis).home_email == "new@example.com"


def test_exclusive_beside_joint_asks_for_a_reason(
    records: Records, desk: Desk, manager: StaffMember, wait: Callable[..., int]
) -> None:
    mateo = desk.patient()
    desk.joint(mateo, "luis@example.com", first="Luis")
    ana = desk.add(mateo, home_email="ana@example.com").draft.contact_id
    wait(mateo, ana, Authority.EXCLUSIVE)
    assert "Luis López (Joint) has authority" in forecast_release(records, ana).conflicts[0]
    with pytest.raises(ReasonRequired):
        release(records, ana, manager)
    assert waiting_count(records) == 1
    release(records, ana, manager, reason="Court order seen")
    assert ("imported authority released", "Court order seen") in desk.audit()


def test_taking_access_away_asks_for_a_reason(
    records: Records, desk: Desk, manager: StaffMember, wait: Callable[..., int]
) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo).draft.contact_id
    wait(mateo, ana, Authority.NONE)
    foreseen = forecast_release(records, ana)
    assert (foreseen.needs_reason, foreseen.conflicts) == (True, ())
    assert foreseen.losses[0].keys == ((mateo, ana),)
    with pytest.raises(LosesAccess):
        release(records, ana, manager)
    with pytest.raises(LosesAccess):
        release(records, ana, manager, reason="As the court said", agreed=())
    assert FamilyContact.get(FamilyContact.patient == mateo).authority is Authority.JOINT
    release(records, ana, manager, reason="As the court said")
    assert FamilyContact.get(FamilyContact.patient == mateo).authority is Authority.NONE


def test_what_is_inactive_by_now_stays_so(
    records: Records, desk: Desk, manager: StaffMember, family: tuple[int, int, int], wait: Callable[..., int], clock
) -> None:
    mateo, _, ana = family
    wait(mateo, ana)
    FamilyContact.update(ended_at=clock()).where(FamilyContact.patient == mateo).execute()
    clock.advance(minutes=1)
    release(records, ana, manager)
    assert desk.queued() == []
    assert FamilyContact.get(FamilyContact.patient == mateo).authority is Authority.NONE


def test_it_goes_with_a_merge_and_ends_with_the_link(
    records: Records, desk: Desk, manager: StaffMember, family: tuple[int, int, int], wait: Callable[..., int]
) -> None:
    mateo, lucia, ana = family
    again = desk.add(mateo, "Anna", home_email="ana@example.com").draft.contact_id
    for contact_id in (ana, again):
        wait(mateo, contact_id)
    assert waiting_count(records) == 2
    move_pointers(again, ana)
    FamilyContact.delete().where(FamilyContact.contact == again).execute()
    release(records, ana, manager)
    assert desk.queued() == ["ana@example.com"]
    wait(lucia, ana, Authority.EXCLUSIVE)
    FamilyContact.delete().where(FamilyContact.patient == lucia).execute()
    assert (waiting(records), waiting_count(records), waiting_contacts(records)) == ((), 0, ())


def test_dismissed_rows_are_gone_and_nothing_changed(
    records: Records, desk: Desk, manager: StaffMember, family: tuple[int, int, int], wait: Callable[..., int]
) -> None:
    mateo, lucia, ana = family
    first, _ = wait(mateo, ana), wait(lucia, ana)
    assert dismiss(records, [first], manager) == 1
    assert [row.patient_id for row in waiting(records)] == [lucia]
    assert FamilyContact.get(FamilyContact.patient == mateo).authority is Authority.NONE


def test_managers_decide(records: Records, desk: Desk, family: tuple[int, int, int], wait: Callable[..., int]) -> None:
    mateo, _, ana = family
    row = wait(mateo, ana)
    with pytest.raises(NotManager):
        release(records, ana, desk.staff)
    with pytest.raises(NotManager):
        dismiss(records, [row], desk.staff)
    assert waiting_count(records) == 1
