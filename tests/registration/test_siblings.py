# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from opportal_desktop.records.models import AuditEntry, FamilyContact, Message
from opportal_desktop.registration import family_contacts
from opportal_desktop.registration.errors import LosesAccess, ReasonRequired, RecordGone
from opportal_desktop.registration.siblings import (
    SiblingChoice,
    SiblingLink,
    SiblingsChanged,
    differ,
    forecast_siblings,
    save_siblings,
    sibling_links,
)
from opportal_desktop.terms import Authority, ResidesWith, RoleReason

HOME = {"address_line": "12 Maple Street", "postal_code": "01002"}


@pytest.fixture
def family(desk):
    """Mateo has Luis and Ana; Lucía shares Luis; Tomás only lives there; Zoë is nobody's sister."""
    mateo = desk.patient(**HOME)
    lucia = desk.patient("Lucía", born="2021-07-02")
    tomas = desk.patient("Tomás", born="2023-01-09", **HOME)
    desk.patient("Zoë", "Okafor", **HOME)
    luis = desk.add(mateo, "Luis", "Pérez").draft.contact_id
    desk.link(lucia, luis)
    ana = desk.joint(mateo).draft.contact_id
    return mateo, lucia, tomas, ana, luis


def choose(link: SiblingLink, authority: Authority = Authority.JOINT, **more) -> SiblingChoice:
    return SiblingChoice(
        link.patient_id,
        link.revision,
        more.get("role", RoleReason.MOTHER),
        authority,
        more.get("resides", ResidesWith.YES),
    )


def test_finds_who_shares_a_contact_and_who_lives_there(records, family) -> None:
    mateo, lucia, tomas, ana, luis = family
    rows = sibling_links(records, mateo, ana)
    assert [(row.patient_id, row.why, row.in_chart) for row in rows] == [
        (lucia, "Shares Luis Pérez", False),
        (tomas, "Same address", False),
    ]
    assert [row.in_chart for row in sibling_links(records, mateo, luis)] == [True, False]


def test_only_those_who_differ_are_offered(records, desk, family) -> None:
    mateo, lucia, tomas, ana, luis = family
    assert [row.patient_id for row in differ(records, mateo, ana)] == [lucia, tomas]
    assert [row.patient_id for row in differ(records, mateo, luis)] == [tomas]
    desk.edit(lucia, luis, authority=Authority.EXCLUSIVE)
    assert [row.patient_id for row in differ(records, mateo, luis)] == [lucia, tomas]
    family_contacts.inactivate(records, lucia, luis, desk.staff, reason="test")
    assert [row.patient_id for row in differ(records, mateo, luis)] == [tomas]


def test_one_save_is_one_mail_and_one_audit_row_each(records, desk, family) -> None:
    mateo, lucia, tomas, ana, _ = family
    desk.hand_over()
    mails, audits = Message.select().count(), AuditEntry.select().where(AuditEntry.action == "contact added").count()
    rows = sibling_links(records, mateo, ana)
    choices = [choose(rows[0]), choose(rows[1], role=RoleReason.STEPMOTHER, resides=ResidesWith.NO)]
    outlook = forecast_siblings(records, ana, choices)
    assert outlook.by_patient == {lucia: "Portal access begins.", tomas: "Portal access begins."}
    assert outlook.summary == "Saving will send one Welcome Email to ana@example.com."
    assert not outlook.conflicts
    effects = save_siblings(records, ana, choices, desk.staff)
    assert [address for _, address in effects.queued] == ["ana@example.com"]
    assert Message.select().count() == mails + 1
    added = list(AuditEntry.select().where(AuditEntry.action == "contact added").order_by(AuditEntry.id))[audits:]
    assert [(row.patient_id, row.contact_id, row.by) for row in added] == [
        (lucia, ana, "Rosa Delgado"),
        (tomas, ana, "Rosa Delgado"),
    ]
    assert desk.status(tomas, ana) == desk.status(mateo, ana) == "Sending"
    stored = FamilyContact.get(FamilyContact.patient == tomas, FamilyContact.contact == ana)
    assert (stored.role_reason, stored.resides_with) == (RoleReason.STEPMOTHER, ResidesWith.NO)
    assert [row.patient_id for row in differ(records, mateo, ana)] == [tomas]


def test_right_after_a_save_the_waiting_mail_is_replaced_and_the_parent_gets_one(records, desk, family) -> None:
    mateo, _, _, ana, _ = family
    assert desk.queued() == ["ana@example.com"]
    save_siblings(records, ana, [choose(row) for row in sibling_links(records, mateo, ana)], desk.staff)
    assert desk.queued() == ["ana@example.com"]
    assert desk.live_links() == 1


def test_each_may_differ_and_what_gives_no_access_sends_nothing(records, desk, family) -> None:
    mateo, lucia, _, ana, _ = family
    desk.hand_over()
    (row, _) = sibling_links(records, mateo, ana)
    outlook = forecast_siblings(records, ana, [choose(row, Authority.NONE)])
    assert outlook.by_patient == {lucia: "Added to the chart. No portal access: Authority is None."}
    assert outlook.summary == "Saving sends no email."
    save_siblings(records, ana, [choose(row, Authority.NONE)], desk.staff)
    assert not desk.queued()
    (row, _) = sibling_links(records, mateo, ana)
    save_siblings(records, ana, [choose(row)], desk.staff)
    (row, _) = sibling_links(records, mateo, ana)
    ending = choose(row, Authority.NONE)
    assert forecast_siblings(records, ana, [ending]).by_patient[lucia] == "Portal access ends: Authority is None."
    with pytest.raises(LosesAccess):
        save_siblings(records, ana, [ending], desk.staff)
    save_siblings(records, ana, [ending], desk.staff, reason="court order")
    assert desk.last_changes("contact saved") == {"authority": ["joint", "none"]}


def test_a_custody_conflict_names_the_child_and_asks_for_a_reason(records, desk, family) -> None:
    mateo, lucia, _, ana, luis = family
    desk.edit(lucia, luis, authority=Authority.JOINT)
    choices = [choose(sibling_links(records, mateo, ana)[0], Authority.EXCLUSIVE)]
    (conflict,) = forecast_siblings(records, ana, choices).conflicts
    assert conflict.statement.startswith("Lucía García: Luis Pérez (Joint) has authority")
    before = AuditEntry.select().count()
    with pytest.raises(ReasonRequired):
        save_siblings(records, ana, choices, desk.staff)
    assert AuditEntry.select().count() == before
    save_siblings(records, ana, choices, desk.staff, reason="Court order seen")
    assert ("contact added", "Court order seen") in desk.audit()


def test_a_stale_choice_writes_nothing_of_all(records, desk, family) -> None:
    mateo, lucia, tomas, ana, _ = family
    choices = [choose(row) for row in sibling_links(records, mateo, ana)]
    desk.link(tomas, ana, authority=Authority.NONE)
    with pytest.raises(SiblingsChanged):
        save_siblings(records, ana, choices, desk.staff)
    assert not FamilyContact.select().where(FamilyContact.patient == lucia, FamilyContact.contact == ana).exists()


def test_who_is_gone_is_refused(records, desk, family) -> None:
    with pytest.raises(RecordGone):
        forecast_siblings(records, 999, [])
    gone = SiblingChoice(999, 0, RoleReason.MOTHER, Authority.JOINT, ResidesWith.YES)
    with pytest.raises(RecordGone):
        save_siblings(records, family[3], [gone], desk.staff)
