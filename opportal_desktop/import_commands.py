# SPDX-License-Identifier: GPL-3.0-or-later
"""`opportal admin import`: for people, and as the process in which a window's import runs.

A window gives its job as a line of JSON on stdin and reads lines of JSON; its cancelling, and its end, end the import.
"""

from __future__ import annotations

import getpass
import json
import logging
import os
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opportal_desktop.records.server_address import Place

if TYPE_CHECKING:
    from opportal_desktop.exchange.importing import Outcome, Phase, RowReport
    from opportal_desktop.exchange.sources import RosterSource
    from opportal_desktop.records.records import Records
    from opportal_desktop.terms import StaffMember

log = logging.getLogger(__name__)

TELL_SECONDS = 0.2
REPORTS_TOLD = 2000
"""Rows that a window lists; all of them are in the file of rows with problems."""
MANY_ALIKE = 5
"""So many rows of which the same is told stand in one line, with the first `LINES_NAMED` of them named."""
LINES_NAMED = 3
_CACHE_KIB = 131_072
_BUSY_MS = 2000
_STDIN = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One import. `mapping`: as JSON, None for what is guessed; `problems`: where rows with problems are written."""

    file: Path
    mapping: dict[str, Any] | None = None
    dry_run: bool = False
    problems: Path | None = None


class JobFailed(Exception):  # noqa: N818 - says what is, not that something broke
    """Why nothing was imported, in words: what happened, what is safe, what to do."""

    def __init__(self, happened: str, safe: str, next_step: str) -> None:
        super().__init__("an import was not done")
        self.happened, self.safe, self.next_step = happened, safe, next_step


_NOTHING = "Nothing was imported; the records are as they were."


def import_roster(
    file: Path | None, database: Place, mapping: Path | None, dry_run: bool, problems: Path | None, columns: bool
) -> None:
    """What the command does; without a file, the job comes from a window."""
    if file is None:
        _serve_window(database)
        return
    try:
        if columns:
            _tell_columns(file)
            return
        given = json.loads(mapping.read_text("utf-8")) if mapping else None
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        outcome = run_job(Job(file, given, dry_run, problems), database, _tell_on_terminal, stopped.is_set)
    except JobFailed as error:
        click.echo(f"\n{error.happened}\n{error.safe}\n{error.next_step}", err=True)
        raise SystemExit(1) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        click.echo(f"The mapping can’t be read ({type(error).__name__}). {_NOTHING}", err=True)
        raise SystemExit(1) from error
    if outcome is None:
        click.echo(f"\nCancelled. {_NOTHING}", err=True)
        raise SystemExit(1)
    _tell_outcome(outcome, dry_run, problems)


def run_job(
    job: Job, database: Place, told: Callable[[Phase, float], None], cancelled: Callable[[], bool]
) -> Outcome | None:
    """Open the records and run the import; None if it was cancelled.

    Raises:
        JobFailed: it can't be done.
    """
    from opportal_desktop.exchange.csv_reading import UnreadableFileError
    from opportal_desktop.exchange.importing import ImportCancelled, RecordsKeepChanging, run_import
    from opportal_desktop.exchange.problem_rows import write_problem_rows
    from opportal_desktop.records.records import RecordsBusyError, StorageError

    again = "Try again when less is saved at the same time."
    try:
        source = _source(job)
        records, by = _open(database)
        try:
            outcome = run_import(records, source, by, dry_run=job.dry_run, told=told, cancelled=cancelled)
        finally:
            records.close()
        if job.problems is not None:
            write_problem_rows(job.problems, source.headers, outcome.reports)
    except ImportCancelled:
        return None
    except UnreadableFileError as error:
        raise JobFailed(str(error), _NOTHING, "Choose another file, or save this one again as CSV UTF-8.") from error
    except RecordsKeepChanging as error:
        raise JobFailed("Others kept changing the same patients meanwhile.", _NOTHING, again) from error
    except RecordsBusyError as error:
        raise JobFailed("Another program kept writing to the records for a minute.", _NOTHING, again) from error
    except StorageError as error:
        log.exception("an import failed")
        raise JobFailed(
            "The records could not be written, perhaps because the disk is full or the server went away.",
            _NOTHING,
            "Make room or look after the server, then try again.",
        ) from error
    except OSError as error:
        raise JobFailed(
            f"A file could not be read or written: {error.strerror}.",
            "If rows were imported, they are whole: importing the same file again changes nothing.",
            "Choose another place, or close the file in other programs, and try again.",
        ) from error
    return outcome


def _source(job: Job) -> RosterSource:
    from opportal_desktop.exchange.column_guesses import Mapping, guess_columns
    from opportal_desktop.exchange.csv_reading import look_at
    from opportal_desktop.exchange.fhir_files import FhirSource, is_fhir
    from opportal_desktop.exchange.sources import CsvSource

    if is_fhir(job.file):
        return FhirSource(job.file)
    table = look_at(job.file)
    mapping = Mapping.from_json(job.mapping) if job.mapping else guess_columns(table.headers, table.sample)
    if len(mapping.columns) != len(table.headers):
        raise JobFailed(
            f"The mapping is for {len(mapping.columns)} columns, but the file has {len(table.headers)}.",
            _NOTHING,
            "Map its columns anew.",
        )
    if mapping.problems:
        raise JobFailed(" ".join(mapping.problems), _NOTHING, "opportal admin import --columns shows what is guessed.")
    return CsvSource(job.file, mapping, table)


def _open(database: Place) -> tuple[Records, StaffMember]:
    from opportal_desktop.records import staff
    from opportal_desktop.records.keys import find_key
    from opportal_desktop.records.opening import open_records
    from opportal_desktop.records.opening_states import OpeningError

    try:
        records = open_records(database, find_key(database), busy_timeout_ms=_BUSY_MS, cache_kib=_CACHE_KIB)
    except OpeningError as error:
        raise JobFailed(error.happened, error.safe, error.next_step) from error
    by = staff.by_login(getpass.getuser())
    if by is None or not by.is_manager:
        records.close()
        raise JobFailed(
            "Only managers import patients, and this login is not a manager of the practice.",
            _NOTHING,
            "Ask a manager, or have one make you a manager in Settings.",
        )
    return records, by


# ----------------------------------------------------------------------------------------------------- for a terminal


def _tell_on_terminal(phase: Phase, done: float) -> None:
    click.echo(f"\r{phase.value:10} {done:4.0%}", nl=False, err=True)


def _tell_columns(file: Path) -> None:
    from opportal_desktop.exchange.column_guesses import guess_columns
    from opportal_desktop.exchange.csv_reading import UnreadableFileError, look_at

    try:
        table = look_at(file)
    except (UnreadableFileError, OSError) as error:
        raise JobFailed(str(error), _NOTHING, "Choose another file.") from error
    mapping = guess_columns(table.headers, table.sample)
    for header, target in zip(table.headers, mapping.columns, strict=True):
        click.echo(f"{header:40} {target.label if target else '(left out)'}", err=True)
    click.echo(json.dumps(mapping.as_json(), indent=1))


def _tell_outcome(outcome: Outcome, dry_run: bool, problems: Path | None) -> None:
    counts = outcome.counts
    click.echo(
        f"\n{'Nothing was written. An import would add' if dry_run else 'Added:'} "
        f"{counts.new_patients} patients, {counts.new_contacts} contacts and {counts.new_links} family contacts."
    )
    click.echo(
        f"In the records already: {counts.matched_patients} patients ({counts.completed_patients} completed), "
        f"{counts.matched_contacts} contacts ({counts.completed_contacts} completed)."
    )
    click.echo(f"No mail is sent: {counts.waiting} family contacts wait under File > Imported Authority.")
    if counts.errors:
        where = f"they are in {problems}" if problems else "write them to a file with --problems FILE"
        click.echo(f"{counts.errors} rows have problems and are left out; {where}.")


# ------------------------------------------------------------------------------------------------------- for a window


def _serve_window(database: Place) -> None:
    """One job from stdin; a second line, or the end of stdin, cancels."""
    from opportal_desktop.logs import set_up_logs
    from opportal_desktop.paths import find_paths

    set_up_logs(find_paths().logs, program="opportal-import")
    line, rest = _first_line()
    given = json.loads(line)
    problems = given.get("problems")
    job = Job(Path(given["file"]), given.get("mapping"), bool(given["dry_run"]), Path(problems) if problems else None)
    stopped = threading.Event()
    if rest:
        stopped.set()

    def wait_for_the_end() -> None:
        # Not by the buffered reader: who waits in there aborts the interpreter's end.
        os.read(_STDIN, 1)
        stopped.set()

    threading.Thread(target=wait_for_the_end, name="window", daemon=True).start()
    said = 0.0

    def told(phase: Phase, done: float) -> None:
        nonlocal said
        if time.monotonic() - said >= TELL_SECONDS or done >= 1:
            said = time.monotonic()
            _say({"phase": phase.value, "done": round(done, 4)})

    try:
        outcome = run_job(job, database, told, stopped.is_set)
    except JobFailed as error:
        _say({"failed": {"happened": error.happened, "safe": error.safe, "next_step": error.next_step}})
        return
    _say({"cancelled": True} if outcome is None else {"outcome": _as_json(outcome)})


def _first_line() -> tuple[bytes, bytes]:
    """The job, and what came behind it already."""
    read = b""
    while b"\n" not in read and (chunk := os.read(_STDIN, 65536)):
        read += chunk
    line, _, rest = read.partition(b"\n")
    return line, rest


def _as_json(outcome: Outcome) -> dict[str, Any]:
    """What the window shows: {"counts", "seconds", "reports": [[line, rows, imported, text]], "more": how many}."""
    told = _told(outcome.reports)
    # What keeps a row out comes first: only so many are listed.
    told.sort(key=lambda one: (one[2], one[0]))
    return {
        "counts": asdict(outcome.counts),
        "reports": told[:REPORTS_TOLD],
        "more": len(told[REPORTS_TOLD:]),
        "seconds": outcome.seconds,
    }


def _told(reports: Sequence[RowReport]) -> list[tuple[int, int, bool, str]]:
    """(line, rows, imported, text): each row's own words, and once what is told of many: else it hides the others."""
    lines: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    for report in reports:
        for words in _parts(report):
            lines[not report.problems, words].append(report.number)
    many = {key: numbers for key, numbers in lines.items() if len(numbers) >= MANY_ALIKE}
    told = []
    for (imported, words), numbers in many.items():
        named = ", ".join(map(str, numbers[:LINES_NAMED]))
        words = f"{words} Lines {named} and {len(numbers) - LINES_NAMED:,} more."
        told.append((numbers[0], len(numbers), imported, words))
    for report in reports:
        if own := [words for words in _parts(report) if (not report.problems, words) not in many]:
            told.append((report.number, 1, not report.problems, " ".join(own)))
    return told


def _parts(report: RowReport) -> tuple[str, ...]:
    """What keeps a row out is told in one piece: all of it is to be corrected."""
    return (" ".join(report.problems),) if report.problems else report.notices


def _say(line: dict[str, Any]) -> None:
    # ASCII: whatever the encoding of the pipe.
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
