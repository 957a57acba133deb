# SPDX-License-Identifier: GPL-3.0-or-later
"""Court orders, dispute notes and the desk's reasons reach no page of the portal, no mail, no text and no log."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask

from opportal_desktop.mail.preview import preview
from opportal_desktop.records.models import AuditEntry, Message
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.dispute_notes import end_dispute_note, set_dispute_note
from opportal_desktop.terms import Authority
from tests.portal.conftest import Family
from tests.portal.every_page import walk

PLANTED = ("Zanzibar-order", "Zanzibar-dispute", "Zanzibar-reason", "Zanzibar-ended", "Zanzibar-later")


def test_no_page_no_mail_and_no_log_carries_any_of_it(
    family: Family, portal: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk, records = family.desk, family.records
    desk.edit(
        family.mateo,
        family.ana,
        court_order_note=PLANTED[0],
        court_order_review_on=dt.date(2026, 11, 30),
    )
    desk.link(family.lucia, family.ana, authority=Authority.JOINT)
    set_dispute_note(records, [family.mateo, family.lucia], PLANTED[1], desk.staff)
    desk.edit(family.lucia, family.ana, authority=Authority.NONE, reason=PLANTED[2])
    end_dispute_note(records, family.lucia, desk.staff, PLANTED[3])
    desk.edit(family.mateo, family.ana, authority=Authority.EXCLUSIVE, reason=PLANTED[4])

    seen = walk(family, portal, "en", monkeypatch)

    base = load_contact_draft(records, family.mateo, family.ana)
    assert base.court_order_note == PLANTED[0], "the walk left it there"
    told = [(page.name, page.html) for page in seen]
    for row in Message.select():
        mail = preview(records, row.id)
        told.append((row.kind.label, repr(mail)))
        told.append((f"{row.kind.label}, its row", repr(row.__data__)))
    told.append(("the log", caplog.text))
    assert len(told) > 40
    assert [(name, word) for name, text in told for word in PLANTED if word in text] == []
    # The walk breaks the records once, on purpose.
    assert [record.levelname for record in caplog.records if record.levelname == "ERROR"] == ["ERROR"]
    caplog.clear()
    # Where they are: with the audit trail, for the desk.
    audited = " ".join(row.changes + row.reason for row in AuditEntry.select())
    assert all(word in audited for word in PLANTED)
