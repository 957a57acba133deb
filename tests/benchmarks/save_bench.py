# SPDX-License-Identifier: GPL-3.0-or-later
"""Save: how long the call takes that writes contact, link, outbox and audit row, with the disk's own part beside it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from opportal_desktop.records.records import Records
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, StaffMember, StaffRole
from tests.benchmarks.population import PATIENTS, population_copy
from tests.benchmarks.results import Result, percentile, spread

LIMIT_MS = 16.0
DESK = StaffMember(1, "Mira", StaffRole.MANAGER)

Edit = Callable[[ContactDraft, int], ContactDraft]
EDITS: dict[str, Edit] = {
    "a note": lambda draft, turn: replace(draft, notes=f"Turn {turn}"),
    "a name": lambda draft, turn: replace(draft, last_name=f"{draft.last_name.rstrip('x')}{'x' * (turn % 3 + 1)}"),
    "Authority, which queues a mail": lambda draft, turn: replace(
        draft, authority=Authority.EXCLUSIVE if draft.authority is Authority.JOINT else Authority.JOINT
    ),
    "Home Email, which queues a mail": lambda draft, turn: replace(draft, home_email=f"turn{turn}.{draft.home_email}"),
}


def run(patients: int = PATIENTS, samples: int = 40) -> list[Result]:
    """Each kind of edit, for parents with one child and with five; the limit is on each 95th percentile."""
    with population_copy(patients) as records:
        results = [
            Result(
                "save: one write to this disk (fdatasync of 16 KiB), p50", disk_write_ms(records.db.path.parent), "ms"
            )
        ]
        for children in (1, 5):
            chosen = _parents(records, children, samples)
            for what, edit in EDITS.items():
                times = [_save(records, link, edit, turn) for turn, link in enumerate(chosen)]
                rows = spread(f"save: {what}, {children} in the family", times, LIMIT_MS)
                results += [row for row in rows if not row.name.endswith("p99")]
    return results


def _save(records: Records, link: tuple[int, int], edit: Edit, turn: int) -> float:
    base = load_contact_draft(records, *link)
    draft = edit(base, turn)
    start = time.perf_counter()
    save_contact(records, draft, DESK, base=base, reason="The court said so.")
    return (time.perf_counter() - start) * 1000


def _parents(records: Records, children: int, count: int) -> list[tuple[int, int]]:
    """(patient, contact) of parents with this many patients, spread over the file."""
    rows = records.db.execute_sql(
        "SELECT min(patient_id), contact_id FROM family_contact WHERE authority = 'joint' "
        "GROUP BY contact_id HAVING count(*) = ? ORDER BY contact_id * 7919 % 104729 LIMIT ?",
        (children, count),
    )
    return [(patient_id, contact_id) for patient_id, contact_id in rows.fetchall()]


def disk_write_ms(folder: Path) -> float:
    """What a durable commit costs at least here."""
    times = []
    with (folder / "probe").open("wb") as file:
        for _ in range(30):
            start = time.perf_counter()
            file.write(os.urandom(16_384))
            file.flush()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return percentile(times, 0.5)
