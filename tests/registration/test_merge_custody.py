# SPDX-License-Identifier: GPL-3.0-or-later
"""What a merge does with court orders, consents and ticks of both entries of a chart; and what it asks a reason for."""

from __future__ import annotations

import datetime as dt

import pytest

from opportal_desktop.records.models import FamilyContact
from opportal_desktop.registration.dispute_notes import set_dispute_note
from opportal_desktop.registration.errors import ReasonRequired
from opportal_desktop.registration.family_contacts import remove
from opportal_desktop.registration.merge_contacts import merge_contacts
from opportal_desktop.registration.merge_plan import MergeChoices, Side
from opportal_desktop.registration.merge_preview import compare, preview_merge
from opportal_desktop.registration.undo_merge import CanNotUndo, undo_merge
from opportal_desktop.terms import Authority, ResidesWith

MAY, JUNE = dt.date(2027, 5, 1), dt.date(2027, 6, 1)


def link(patient_id: int, contact_id: int) -> FamilyContact:
    return FamilyContact.get(FamilyContact.patient == patient_id, FamilyContact.contact == contact_id)


@pytest.fixture
def both(desk):
    """Ana twice in Mateo's chart, each entry with something of its own."""
    mateo = desk.patient()
    ana = desk.joint(
        mateo, court_order_note="Order of 2024: no pick-up by the father", court_order_review_on=JUNE, emergency=True
    ).draft.contact_id
    again = desk.add(
        mateo,
        "Ana",
        "Lopez",
        resides_with=ResidesWith.YES,
        court_order_note="Order of 2025: joint custody",
        court_order_review_on=MAY,
        preferred=True,
        proxy_consent_on=dt.date(2026, 11, 1),
        proxy_consent_until=JUNE,
    ).draft.contact_id
    return mateo, ana, again


@pytest.mark.parametrize("side", [Side.KEPT, Side.FOLDED])
def test_whichever_entry_stays_nothing_that_the_other_one_says_is_lost(records, desk, both, side) -> None:
    mateo, ana, again = both
    rows = {number: link(mateo, number) for number in (ana, again)}
    merged = merge_contacts(records, MergeChoices(ana, again, links={mateo: side}), desk.staff, reason="one person")
    row = link(mateo, ana)
    assert row.authority is (Authority.JOINT if side is Side.KEPT else Authority.NONE)
    assert set(row.court_order_note.split("\n")) == {
        "Order of 2024: no pick-up by the father",
        "Order of 2025: joint custody",
    }
    assert row.court_order_review_on == MAY
    assert (row.emergency, row.preferred, row.resides_with) == (True, True, ResidesWith.YES)
    assert (row.proxy_consent_on, row.proxy_consent_until) == (dt.date(2026, 11, 1), JUNE)
    assert row.proxy_consent_by == desk.staff.name

    undo_merge(records, merged.merge_id, desk.staff)
    for number, before in rows.items():
        now = link(mateo, number)
        for name in ("court_order_note", "court_order_review_on", "proxy_consent_on", "emergency", "resides_with"):
            assert getattr(now, name) == getattr(before, name), name


def test_the_newer_consent_stands_and_the_other_is_in_the_audit_trail(records, desk, both) -> None:
    mateo, ana, again = both
    desk.edit(mateo, ana, proxy_consent_on=dt.date(2026, 11, 20), proxy_consent_until=MAY)
    merge_contacts(records, MergeChoices(ana, again), desk.staff)
    row = link(mateo, ana)
    assert (row.proxy_consent_on, row.proxy_consent_until) == (dt.date(2026, 11, 20), MAY)
    changes = desk.last_changes("second entry in this chart dropped by a merge")
    assert changes["proxy_consent_on"] == ["2026-11-01", "2026-11-20"]
    assert changes["court_order_note"][0] == "Order of 2025: joint custody"
    assert changes["authority"] == ["none", "joint"]


def test_a_consent_of_the_entry_that_goes_gives_access_by_the_one_that_stays(records, desk) -> None:
    grown = desk.patient("Zoe", born="2005-01-02")
    ana = desk.joint(grown).draft.contact_id
    again = desk.add(grown, "Ana", "Lopez", proxy_consent_on=dt.date(2026, 11, 1)).draft.contact_id
    assert desk.queued() == []
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    assert merged.sent_to == ("ana@example.com",)


def test_the_preview_says_what_is_taken_over(records, desk, both) -> None:
    _, ana, again = both
    (chart,) = compare(records, ana, again).charts
    assert chart.kept == "Mother, Joint, emergency contact, court order to be looked at again on 06/01/2027"
    assert chart.folded == (
        "Mother, Authority None, resides with, preferred contact, consent to proxy access until 06/01/2027, "
        "court order to be looked at again on 05/01/2027"
    )
    said = preview_merge(records, MergeChoices(ana, again)).charts[0]
    assert said.startswith(
        "Mateo García: Ana López as Mother, Joint, resides with, emergency contact, preferred contact, consent to "
        "proxy access until 06/01/2027, court order to be looked at again on 05/01/2027. The second entry is dropped: "
    )
    assert "Both notes of a court order are kept, one behind the other." in said


def test_a_court_order_that_was_edited_since_is_not_undone_over(records, desk, both) -> None:
    mateo, ana, again = both
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    desk.edit(mateo, ana, court_order_note="Order of 2026")
    with pytest.raises(CanNotUndo) as refused:
        undo_merge(records, merged.merge_id, desk.staff)
    assert "The chart of Mateo García: Court order was changed since the merge." in refused.value.reasons


def test_a_later_that_one_of_them_asked_for_is_seen_where_they_differ(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    day = dt.date(2026, 11, 2)
    ana = desk.add(mateo, declined_on=day).draft.contact_id
    again = desk.add(zoe, declined_on=day, ask_again_on=MAY).draft.contact_id
    declined = next(row for row in compare(records, ana, again).fields if row.name == "declined_on")
    assert (declined.kept, declined.folded) == ("11/02/2026", "11/02/2026, ask again on 05/01/2027")


# ------------------------------------------------------------------------------------------- what asks for a reason


def refused(records, desk, choices: MergeChoices) -> str:
    """What the merge asks a reason for, as its preview says it, too; it goes through with one."""
    said = preview_merge(records, choices)
    assert said.needs_reason
    with pytest.raises(ReasonRequired) as refusal:
        merge_contacts(records, choices, desk.staff)
    assert refusal.value.statements == said.conflicts
    merge_contacts(records, choices, desk.staff, reason="Court order seen")
    assert ("contacts merged", "Court order seen") in desk.audit()
    return " ".join(said.conflicts)


def test_access_that_the_desk_ended_does_not_come_back_by_a_merge_without_a_reason(records, desk) -> None:
    mateo = desk.patient()
    luis = desk.joint(mateo, "luis@example.com", first="Luis", last="Pérez").draft.contact_id
    desk.edit(mateo, luis, authority=Authority.NONE, reason="court order")
    again = desk.add(mateo, "Luis", "Perez", authority=Authority.JOINT).draft.contact_id
    words = refused(records, desk, MergeChoices(luis, again, links={mateo: Side.FOLDED}))
    assert "Luis Pérez had access to Mateo García before" in words
    assert "Giving it back needs a reason" in words
    assert desk.queued() == ["luis@example.com"]


def test_nor_by_the_record_that_is_folded_in(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    luis = desk.joint(mateo, "luis@example.com", first="Luis", last="Pérez").draft.contact_id
    desk.edit(mateo, luis, authority=Authority.NONE, reason="court order")
    again = desk.add(mateo, "Luis", "Perez", authority=Authority.JOINT).draft.contact_id
    desk.link(zoe, again)
    words = refused(records, desk, MergeChoices(again, luis, {"home_email": Side.FOLDED}))
    assert "had access to Mateo García before" in words


def test_nor_where_they_were_taken_off_the_chart(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    luis = desk.joint(mateo, "luis@example.com", first="Luis", last="Pérez").draft.contact_id
    desk.link(zoe, luis)
    remove(records, mateo, luis, desk.staff, reason="court order")
    again = desk.add(mateo, "Luis", "Perez", authority=Authority.JOINT).draft.contact_id
    assert "had access to Mateo García before" in refused(records, desk, MergeChoices(luis, again))


def test_a_change_of_authority_under_a_dispute_note_needs_a_reason(records, desk) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo).draft.contact_id
    again = desk.add(mateo, "Ana", "Lopez").draft.contact_id
    set_dispute_note(records, [mateo], "The parents disagree", desk.staff)
    assert "A dispute note stands" in refused(records, desk, MergeChoices(ana, again))


def test_exclusive_beside_another_parent_needs_a_reason_if_the_record_in_use_gets_it(records, desk) -> None:
    mateo = desk.patient()
    desk.joint(mateo, "luis@example.com", first="Luis", last="Pérez")
    ana = desk.joint(mateo).draft.contact_id
    again = desk.add(mateo, "Ana", "Lopez", authority=Authority.EXCLUSIVE).draft.contact_id
    words = refused(records, desk, MergeChoices(ana, again, links={mateo: Side.FOLDED}))
    assert words.startswith("Mateo García: Luis Pérez (Joint) has authority for this patient too")


def test_two_records_that_agree_need_none(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    desk.joint(mateo, "luis@example.com", first="Luis", last="Pérez")
    ana = desk.joint(mateo).draft.contact_id
    again = desk.add(zoe, "Ana", "Lopez", authority=Authority.JOINT).draft.contact_id
    set_dispute_note(records, [mateo], "The parents disagree", desk.staff)
    assert not preview_merge(records, MergeChoices(ana, again)).needs_reason
    merge_contacts(records, MergeChoices(ana, again), desk.staff)
