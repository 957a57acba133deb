# SPDX-License-Identifier: GPL-3.0-or-later
"""A dispute note: set and ended with who and when; while it stands, changes of Authority ask for a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opportal_desktop.records.models import AuditEntry
from opportal_desktop.registration.access_answer import access_answer
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.registration.conflicts import ConflictKind
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.dispute_notes import end_dispute_note, set_dispute_note, siblings_without_note
from opportal_desktop.registration.errors import DraftInvalid, ReasonRequired, RecordGone
from opportal_desktop.registration.save_contact import forecast, save_contact
from opportal_desktop.terms import Authority

NOTE = "The parents dispute who decides. Ask the office manager."


def test_a_note_stands_until_it_is_ended_and_both_are_audited(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-02")
    ana = desk.joint(mateo).draft.contact_id
    desk.link(lucia, ana)
    assert siblings_without_note(mateo) == ((lucia, "Lucía García"),)
    set_dispute_note(desk.records, [mateo, lucia], f"  {NOTE} ", desk.staff)
    chart = load_chart(desk.records, mateo)
    assert (chart.dispute_note, chart.dispute_set) == (NOTE, "Rosa Delgado, 11/23/2026 10:00 AM")
    assert load_chart(desk.records, lucia).dispute_note == NOTE
    assert siblings_without_note(mateo) == ()
    with pytest.raises(ReasonRequired):
        end_dispute_note(desk.records, mateo, desk.staff, " ")
    end_dispute_note(desk.records, mateo, desk.staff, "Agreed before the court")
    end_dispute_note(desk.records, mateo, desk.staff, "twice does nothing")
    assert load_chart(desk.records, mateo).dispute_note == ""
    assert load_chart(desk.records, lucia).dispute_note == NOTE
    told = [row.what for row in access_answer(desk.records, ana).history if "Dispute note" in row.what]
    assert told == [
        "Dispute note ended (Mateo García). Reason: Agreed before the court",
        f"Dispute note set (Lucía García). Reason: {NOTE}",
        f"Dispute note set (Mateo García). Reason: {NOTE}",
    ]


def test_it_is_no_edit_of_the_chart(desk) -> None:
    mateo = desk.patient()
    draft = load_chart(desk.records, mateo).draft
    set_dispute_note(desk.records, [mateo], NOTE, desk.staff)
    save_patient(desk.records, replace(draft, nickname="Teo"), desk.staff, base=draft)
    assert load_chart(desk.records, mateo).dispute_note == NOTE


def test_while_it_stands_a_change_of_authority_needs_a_reason(desk) -> None:
    mateo = desk.patient()
    ana = desk.add(mateo).draft.contact_id
    set_dispute_note(desk.records, [mateo], NOTE, desk.staff)
    base = load_contact_draft(desk.records, mateo, ana)
    for authority in (Authority.JOINT, Authority.EXCLUSIVE):
        draft = replace(base, authority=authority)
        assert ConflictKind.DISPUTE in {row.kind for row in forecast(desk.records, draft).conflicts}
        with pytest.raises(ReasonRequired):
            save_contact(desk.records, draft, desk.staff, base=base)
    desk.edit(mateo, ana, notes="calls in the evening", reason="")
    save_contact(
        desk.records,
        replace(load_contact_draft(desk.records, mateo, ana), authority=Authority.JOINT),
        desk.staff,
        reason="Both agree",
    )


def test_refusals_write_nothing(desk) -> None:
    mateo = desk.patient()
    for note in (" ", "x" * 1001):
        with pytest.raises(DraftInvalid):
            set_dispute_note(desk.records, [mateo], note, desk.staff)
    with pytest.raises(RecordGone):
        set_dispute_note(desk.records, [mateo, 999], NOTE, desk.staff)
    assert load_chart(desk.records, mateo).dispute_note == ""
    assert not AuditEntry.select().where(AuditEntry.action.contains("dispute")).exists()
