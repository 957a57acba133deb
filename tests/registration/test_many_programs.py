# SPDX-License-Identifier: GPL-3.0-or-later
"""Eight programs edit one family at the same time, on the database of the run: no update is lost, none is silent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from opportal_desktop.records.models import AuditEntry, Contact, FamilyContact, Message
from opportal_desktop.records.records import Records
from opportal_desktop.terms import MessageState
from tests.registration.conftest import Desk

PROGRAMS = 8
EDITS = int(os.environ.get("OPPORTAL_TEST_EDITS", "6"))


@pytest.fixture
def desk(records: Records, front_desk, clock) -> Desk:
    return Desk(records, front_desk, clock)


def test_no_update_is_lost_and_stale_edits_conflict(desk: Desk) -> None:
    records = desk.records
    patient = desk.patient()
    contacts = [desk.joint(patient, "ana@example.com").draft.contact_id, desk.add(patient, "Luis").draft.contact_id]
    saves = AuditEntry.select().where(AuditEntry.action == "contact saved").order_by(AuditEntry.id)
    assert not saves.count()
    revisions = {row.id: row.revision for row in Contact.select()}
    programs = [_start(records, number, patient, contacts) for number in range(PROGRAMS)]
    for program in programs:
        assert program.stdout.readline() == "ready\n", program.communicate()[1]
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    told = []
    for program in programs:
        out, error = program.communicate(timeout=100)
        assert program.returncode == 0, error
        told.append(json.loads(out))

    saved = [tuple(save) for each in told for save in each["saved"]]
    assert len(saved) == len(set(saved)) == PROGRAMS * EDITS
    assert sum(each["conflicts"] for each in told), "nobody was ever in anybody's way"
    # Each save is one revision and one audit row, no more and no less.
    counted = sum(row.revision - revisions[row.id] for row in Contact.select())
    trail = list(saves.clone())
    assert counted == len(trail) == len(saved)
    # And each began where the one before had ended: nobody wrote over what they had not seen.
    stood: dict[tuple[int, str], object] = {}
    written = set()
    for entry in trail:
        for field, (before, after) in json.loads(entry.changes).items():
            assert before == stood.get((entry.contact_id, field), before), (entry.id, field)
            stood[entry.contact_id, field] = after
            written.add((str(entry.contact_id), field, after))
    assert written >= set(saved)
    for contact in Contact.select():
        for field in ("notes", "nickname", "address_line", "city"):
            assert getattr(contact, field) == stood.get((contact.id, field), getattr(contact, field))
    waiting = Message.select().where(Message.state == MessageState.QUEUED)
    assert waiting.count() == len({row.account_id for row in waiting}), "one account has two letters waiting"
    assert FamilyContact.select().count() == len(contacts)


def _start(records: Records, number: int, patient: int, contacts: list[int]) -> subprocess.Popen[str]:
    program = Path(__file__).with_name("editing_program.py")
    arguments = [str(records.place), records.db.key.hex(), str(number), str(EDITS), str(patient), *map(str, contacts)]
    return subprocess.Popen(
        [sys.executable, str(program), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"BUSY_MS": "2000"},
    )
