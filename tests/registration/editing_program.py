# SPDX-License-Identifier: GPL-3.0-or-later
"""A program at a desk of its own: edits one family at random, and prints what became of each edit.

Arguments: the place of the records, the key in hex, the program's number, how many edits, patient and contact ids.
"""

from __future__ import annotations

import json
import os
import random
import sys
from dataclasses import replace

from opportal_desktop.records.opening import open_records
from opportal_desktop.records.records import RecordsBusyError
from opportal_desktop.records.server_address import read_place
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.errors import EditConflict
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, StaffMember, StaffRole

FIELDS = ("notes", "nickname", "address_line", "city")


def main() -> None:
    place, key, program, edits, patient_id, *contact_ids = sys.argv[1:]
    records = open_records(read_place(place), bytes.fromhex(key), busy_timeout_ms=int(os.environ["BUSY_MS"]))
    chance = random.Random(int(program))
    staff = StaffMember(int(program), f"program {program}", StaffRole.FRONT_DESK)
    print("ready", flush=True)
    sys.stdin.readline()
    saved: list[tuple[str, str, str]] = []
    conflicts = busy = number = 0
    while number < int(edits):
        contact_id = int(chance.choice(contact_ids))
        base = load_contact_draft(records, int(patient_id), contact_id)
        field, value = chance.choice(FIELDS), f"{program}-{number}"
        draft = replace(base, **{field: value}, authority=chance.choice([Authority.NONE, Authority.JOINT]))
        try:
            save_contact(records, draft, staff, base=base, reason="agreed in court")
        except EditConflict as conflict:
            conflicts += len(conflict.differences) > 0
        except RecordsBusyError:
            busy += 1
        else:
            saved.append((str(contact_id), field, value))
            number += 1
    print(json.dumps({"saved": saved, "conflicts": conflicts, "busy": busy}), flush=True)
    records.close()


main()
