# SPDX-License-Identifier: GPL-3.0-or-later
"""The import: a roster is read, checked and staged beside the records, then written in one transaction.

Nothing of it is in the records before that transaction, and all of it after; killed or cancelled at any moment, there
is nothing to undo. A dry run ends before it, and keeps nobody from saving. While the rows are prepared nobody waits;
what they were prepared from is compared in the transaction, and prepared again if somebody changed it meanwhile.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from opportal_desktop.exchange.planning import Counts, Plan
from opportal_desktop.exchange.roster import Reading, RosterRow
from opportal_desktop.exchange.sources import Cells, RosterSource
from opportal_desktop.exchange.staged_rows import PlanStager
from opportal_desktop.exchange.what_was_seen import WhatWasSeen, ids_of
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records, RecordsBusyError, RowConflict
from opportal_desktop.records.settings import load_settings
from opportal_desktop.records.staging import Stage, StageChangedError
from opportal_desktop.registration.errors import NotManager, RegistrationError
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.terms import Changed, StaffMember

BATCH = 500
ATTEMPTS = 4
BUSY_SECONDS = 60.0
"""How long the writing waits for the others' Saves, each of which takes milliseconds."""
MANY_ROWS = 10_000
"""From so many new rows on a server is told to look at its tables."""
_READ_SHARE, _STAGED_SHARE = 0.62, 0.8

_T = TypeVar("_T")


class Phase(StrEnum):
    """What an import is at."""

    READING = "reading"
    PREPARING = "preparing"
    WRITING = "writing"


class ImportCancelled(Exception):  # noqa: N818 - says what is, not that something broke
    """Somebody cancelled it; nothing was written."""


class RecordsKeepChanging(RegistrationError):  # noqa: N818
    """What the import was prepared from changed again and again meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class RowReport:
    """A row with something to tell.

    Attributes:
        cells: as they stood in the file.
        problems: why it is not imported; empty if it is.
        notices: what to look at.
    """

    number: int
    cells: Cells
    problems: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do. `seconds`: in which nobody else could write."""

    counts: Counts
    reports: list[RowReport] = field(default_factory=list)
    seconds: float = 0.0


Told = Callable[[Phase, float], None]
"""Called with what it is at, and how far it is from 0 to 1."""


def run_import(
    records: Records,
    source: RosterSource,
    by: StaffMember,
    *,
    dry_run: bool,
    told: Told = lambda phase, done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Import a roster, all of it but the rows with problems, or nothing.

    No mail is sent: Authority, and whatever else could begin or end access, waits for a manager's release.

    Raises:
        NotManager: imports are for managers.
        ImportCancelled: `cancelled` said so; nothing was written.
        UnreadableFileError: the file is no roster; nothing was written.
        RecordsKeepChanging: others changed the same people each time; nothing was written.
        RecordsBusyError: another program wrote for a minute; nothing was written.
    """
    if not by.is_manager:
        raise NotManager
    run = _Import(records, source, by, told, cancelled)
    with _without_collector():
        for _ in range(ATTEMPTS):
            try:
                return run.attempt(dry_run)
            except (StageChangedError, RowConflict):
                continue
    raise RecordsKeepChanging


@contextmanager
def _without_collector() -> Iterator[None]:
    """A plan is a million objects without a cycle: looking through them again and again takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Import:
    def __init__(
        self, records: Records, source: RosterSource, by: StaffMember, told: Told, cancelled: Callable[[], bool]
    ) -> None:
        self._records = records
        self._source = source
        self._by = by
        self._told = told
        self._cancelled = cancelled

    def attempt(self, dry_run: bool) -> Outcome:
        seen = WhatWasSeen(self._records)
        plan, outcome = self._read(1.0 if dry_run else _READ_SHARE)
        if dry_run:
            return outcome
        stage = Stage()
        try:
            patients = len(plan.patients) or 1
            for done in PlanStager(plan, stage, self._records.clock(), self._by).stage():
                self._tell(Phase.PREPARING, _READ_SHARE + (_STAGED_SHARE - _READ_SHARE) * done / patients)
            self._tell(Phase.WRITING, _STAGED_SHARE)
            outcome.seconds = self._write(plan, stage, seen, outcome)
            if stage.rows >= MANY_ROWS:
                self._records.db.gather_statistics()
        finally:
            stage.close()
        self._told(Phase.WRITING, 1.0)
        return outcome

    # -- reading

    def _read(self, share: float) -> tuple[Plan, Outcome]:
        settings = load_settings(self._records)
        how = Reading(practice_rules(self._records, settings).today, settings.phone_region, self._source.day_first)
        plan = Plan(self._records, how)
        outcome = Outcome(plan.counts)
        size = self._source.size or 1

        def read(done: int) -> None:
            self._tell(Phase.READING, share * min(1.0, done / size))

        for batch in _batches(self._source.rows(how, read), BATCH):
            self._stop_if_cancelled()
            plan.take([row for _, row in batch])
            outcome.reports += [_report(cells, row) for cells, row in batch if row.problems or row.notices]
        return plan, outcome

    # -- writing

    def _write(self, plan: Plan, stage: Stage, seen: WhatWasSeen, outcome: Outcome) -> float:
        alone = 0.0
        rows = stage.rows or 1

        def wrote(done: int) -> None:
            self._tell(Phase.WRITING, _STAGED_SHARE + (1 - _STAGED_SHARE) * min(1.0, done / rows))

        def write() -> None:
            nonlocal alone
            with self._records.bulk_transaction(stage.new_ids) as bases:
                alone = time.monotonic()
                seen.refuse_changed(plan, stage.seen)
                stage.take_in(self._records, bases, wrote)
                if not self._records.db.alone_from_start:
                    others_wrote = self._records.db.write_alone()
                    alone = time.monotonic()
                    if others_wrote:
                        seen.refuse_changed(plan, stage.seen, ids_of(bases, stage.new_ids))
                stage.complete(self._records, bases, wrote)
                self._leave_traces(outcome)

        with stage.beside(self._records):
            self._when_free(write)
        return time.monotonic() - alone

    def _when_free(self, write: Callable[[], None]) -> None:
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            self._stop_if_cancelled()
            try:
                write()
            except RecordsBusyError:
                if time.monotonic() > deadline:
                    raise
            else:
                return

    def _leave_traces(self, outcome: Outcome) -> None:
        counted = {name: (0, number) for name, number in asdict(outcome.counts).items() if number}
        write_audit(self._records, "import", self._by, changes=counted)
        self._records.announce(Changed(everything=True))

    # -- telling and stopping

    def _tell(self, phase: Phase, done: float) -> None:
        self._stop_if_cancelled()
        self._told(phase, done)

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise ImportCancelled


def _report(cells: Cells, row: RosterRow) -> RowReport:
    return RowReport(row.number, cells, tuple(row.problems), tuple(row.notices))


def _batches(rows: Iterator[_T], size: int) -> Iterator[Sequence[_T]]:
    while batch := list(islice(rows, size)):
        yield batch
