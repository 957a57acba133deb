# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a practice's records, and setting up new ones: every way it can end has a state and plain words.

Opening never creates a file, never writes into one it does not know, and proves that what is written is encrypted.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peewee import DatabaseError, IntegrityError, PeeweeException

from opportal_desktop.records import backup, opening_states
from opportal_desktop.records.cipher import (
    PAGE_BYTES,
    CipherDatabase,
    DriverNotEncryptingError,
    any_page_authentic,
    in_use,
    is_plain,
)
from opportal_desktop.records.network_paths import on_network
from opportal_desktop.records.opening_states import OpeningError, OpeningState, Words
from opportal_desktop.records.records import Clock, Records, utc_now
from opportal_desktop.records.server_address import Place, ServerAddress

__all__ = ["CheckReport", "OpeningError", "OpeningState", "check_records", "create_records", "open_records"]

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
HISTORY_TABLE = "schema_migration"
_MIGRATION_WAIT_MS = 60_000
_NO_ROOM_BYTES = 256 * 1024
_LINK_KEY_PURPOSE = b"opportal setup links v1"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check_records` went through without finding damage."""

    pages: int
    rows: int


def open_records(
    place: Place, key: bytes, *, clock: Clock = utc_now, busy_timeout_ms: int = 250, cache_kib: int = 4096
) -> Records:
    """Open existing records, migrating them first where this version needs it (after a checked backup copy).

    The calling thread has a connection afterwards; other threads use `Records.connection()`.

    Args:
        place: the practice's file, or its database on a server.
        key: 32 bytes.
        busy_timeout_ms: how long a write waits for another program's; short, for the GUI thread's sake.

    Raises:
        OpeningError: the records are not open, and the file is as it was.
    """
    if isinstance(place, ServerAddress):
        with logged(place):
            return _open_on_server(place, key, clock, busy_timeout_ms)
    path = place
    with logged(path):
        db = CipherDatabase(path, key, busy_timeout_ms=busy_timeout_ms, cache_kib=cache_kib)
        require_file(path)
        with _closed_on_error(db), _refusals(path, key):
            db.connect()
            if db.has_moved():
                raise OpeningError(OpeningState.MOVED, path)
            pending = _pending_migrations(db)
            db.execute_sql("PRAGMA journal_mode = wal")
            if pending:
                _migrate(db, busy_timeout_ms)
        return Records(db, link_key=link_key_of(key), clock=clock)


def create_records(path: Path, key: bytes, *, clock: Clock = utc_now, busy_timeout_ms: int = 250) -> Records:
    """Set up empty records for a new practice, and open them. Never overwrites: any file in the place is refused.

    Raises:
        OpeningError: nothing was created.
    """
    with logged(path):
        if on_network(path):
            raise OpeningError(OpeningState.NETWORK_PATH, path)
        if any(beside.exists() for beside in _all_files(path)):
            raise OpeningError(OpeningState.FILE_EXISTS, path)
        with _file_errors(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        try:
            with _file_errors(path):
                os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                _fill_new_file(new, key, path)
                try:
                    backup.place_without_overwriting(new, path)
                except FileExistsError:
                    raise OpeningError(OpeningState.FILE_EXISTS, path) from None
        finally:
            for leftover in _all_files(new):
                # A disk that can't be written is told by the first error.
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)
    return open_records(path, key, clock=clock, busy_timeout_ms=busy_timeout_ms)


def check_records(path: Path, key: bytes) -> CheckReport:
    """Read every page and verify it; takes seconds for large records, and changes nothing.

    Raises:
        OpeningError: DAMAGED when anything is wrong inside; else as `open_records`.
    """
    with logged(path):
        require_file(path)
        db = CipherDatabase(path, key, busy_timeout_ms=2000)
        with _closed_on_error(db), _refusals(path, key):
            db.connect()
            _pending_migrations(db)
            if not backup.is_sound(db):
                raise OpeningError(OpeningState.DAMAGED, path)
            rows = sum(backup.row_counts(db).values())
            (pages,) = db.execute_sql("PRAGMA page_count").fetchone()
        db.close()
        return CheckReport(pages, rows)


def require_file(path: Path) -> None:
    """Look at the file from outside, without a key; a file that this process has open is taken as looked at.

    Raises:
        OpeningError: NETWORK_PATH, NO_FILE, READ_ONLY, NOT_ENCRYPTED, DISK_FULL, or DAMAGED (empty, cut off, or gone
            from beside its log).
    """
    # See `in_use`: opening and closing it here would drop its locks.
    if not in_use(path):
        with _file_errors(path):
            _look_from_outside(path)


def _look_from_outside(path: Path) -> None:
    if on_network(path):
        raise OpeningError(OpeningState.NETWORK_PATH, path)
    if not path.is_file():
        if _log_file(path).exists():
            raise OpeningError(OpeningState.DAMAGED, path, opening_states.MAIN_FILE_GONE)
        raise OpeningError(OpeningState.NO_FILE, path)
    if not os.access(path, os.R_OK):
        raise OpeningError(OpeningState.READ_ONLY, path, opening_states.NO_PERMISSION)
    with path.open("rb") as file:
        start = file.read(PAGE_BYTES)
    if is_plain(start):
        raise OpeningError(OpeningState.NOT_ENCRYPTED, path)
    if len(start) < PAGE_BYTES:
        raise OpeningError(OpeningState.DAMAGED, path, opening_states.EMPTY_FILE)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise OpeningError(OpeningState.READ_ONLY, path)
    # Reading needs room too, for the log's index; without it SQLite would fail half way and leave files behind.
    if shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES:
        raise OpeningError(OpeningState.DISK_FULL, path)


def _open_on_server(address: ServerAddress, key: bytes, clock: Clock, busy_timeout_ms: int) -> Records:
    # Not at the top: the driver costs time and memory that a practice in a file does not need.
    try:
        from opportal_desktop.records.server_opening import open_on_server
    except ImportError as error:
        if not (error.name or "").startswith("psycopg"):
            raise
        raise OpeningError(OpeningState.DRIVER_MISSING, address) from error
    return open_on_server(address, key, clock=clock, busy_timeout_ms=busy_timeout_ms)


def link_key_of(key: bytes) -> bytes:
    """The key of the setup links, made of the practice's; see `Records.link_key`."""
    return hmac.new(key, _LINK_KEY_PURPOSE, hashlib.sha256).digest()


def _log_file(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _all_files(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]


def _fill_new_file(new: Path, key: bytes, path: Path) -> None:
    db = CipherDatabase(new, key, busy_timeout_ms=0)
    with _closed_on_error(db), _refusals(path, key):
        db.connect()
        db.execute_sql("PRAGMA journal_mode = wal")
        with db.atomic("IMMEDIATE"):
            _run_migrations(db, OpeningState.INCOMPLETE_PROGRAM)
    db.close()
    # The driver has said that it encrypts; these are the bytes that it wrote, checked without it.
    with new.open("rb") as file:
        start = file.read(PAGE_BYTES)
    if is_plain(start) or not any_page_authentic(new, key):
        raise OpeningError(OpeningState.DRIVER_NOT_ENCRYPTING, path)


def _pending_migrations(db: CipherDatabase) -> list[str]:
    """Names of the migrations that the file has not had. Reads only."""
    known_migrations(db.path)
    if HISTORY_TABLE not in {name for (name,) in db.execute_sql("SELECT name FROM sqlite_master")}:
        raise OpeningError(OpeningState.DAMAGED, db.path, opening_states.NO_PRACTICE_INSIDE)
    return pending_of(db, db.path)


def pending_of(db: Any, place: Place) -> list[str]:
    """Names of the migrations that a database with a history has not had.

    Raises:
        OpeningError: NEWER_SCHEMA, INCOMPLETE_PROGRAM
    """
    known = known_migrations(place)
    applied = {name for (name,) in db.execute_sql(f"SELECT name FROM {HISTORY_TABLE}").fetchall()}  # noqa: S608
    if applied - known:
        raise OpeningError(OpeningState.NEWER_SCHEMA, place)
    return sorted(known - applied)


def known_migrations(place: Place) -> set[str]:
    """Names of the migrations that this version has. Raises OpeningError (INCOMPLETE_PROGRAM) when it has none."""
    known = {file.stem for file in MIGRATIONS.glob("[0-9]*.py")}
    if not known:
        raise OpeningError(OpeningState.INCOMPLETE_PROGRAM, place)
    return known


def _migrate(db: CipherDatabase, busy_timeout_ms: int) -> None:
    """Bring an existing file up to date: all of it or nothing, by one program at a time.

    The write lock is held from before the backup copy to the commit, so the copy is exactly the state before, and
    a second program that wanted the same finds nothing left to do.
    """
    db.execute_sql(f"PRAGMA busy_timeout = {_MIGRATION_WAIT_MS}")
    # Rebuilding a table with them on would cascade; within a transaction they can't be switched.
    db.execute_sql("PRAGMA foreign_keys = 0")
    try:
        with db.atomic("IMMEDIATE"):
            pending = _pending_migrations(db)
            if pending:
                copy = backup.backup_before(db, pending[0])
                log.info("migrating to %s, checked backup copy made: %s", pending[-1], copy.name)
                _run_migrations(db, OpeningState.MIGRATION_FAILED)
    except backup.BackupError as error:
        words = Words(error.happened, error.safe, error.next_step)
        state = OpeningState.DISK_FULL if error.disk_full else OpeningState.MIGRATION_FAILED
        raise OpeningError(state, db.path, words) from error
    finally:
        if not db.is_closed():
            db.execute_sql("PRAGMA foreign_keys = 1")
            db.execute_sql(f"PRAGMA busy_timeout = {busy_timeout_ms}")


def _run_migrations(db: CipherDatabase, failure: OpeningState) -> None:
    """Inside the caller's transaction, which a failure must roll back."""
    # Not needed for an ordinary start.
    from playhouse.migrations import Runner

    runner = Runner(db, str(MIGRATIONS), table_name=HISTORY_TABLE)
    if not runner.migrations():
        raise OpeningError(OpeningState.INCOMPLETE_PROGRAM, db.path)
    try:
        runner.up()
        if db.execute_sql("PRAGMA foreign_key_check").fetchone():
            raise IntegrityError("rows without the row that they refer to")
    except Exception as error:
        if _error_name(error) == "SQLITE_FULL":
            raise
        raise OpeningError(failure, db.path) from error


@contextmanager
def logged(place: Place) -> Iterator[None]:
    """One line for each attempt: the state's name, never the path, which can hold a person's name."""
    try:
        yield
    except OpeningError as error:
        log.info("opening: %s", error.state.name)
        raise
    log.info("opening: %s", OpeningState.READY.name)


@contextmanager
def _closed_on_error(db: CipherDatabase) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if not db.is_closed():
            # Whatever is wrong with the file is told by the first error.
            with suppress(PeeweeException):
                db.close()
        raise


@contextmanager
def _refusals(path: Path, key: bytes) -> Iterator[None]:
    """Turn what the driver and the file system say into a state."""
    try:
        with _file_errors(path):
            yield
    except DriverNotEncryptingError as error:
        raise OpeningError(OpeningState.DRIVER_NOT_ENCRYPTING, path) from error
    except DatabaseError as error:
        with _file_errors(path):
            state = _state_of(error, path, key)
        raise OpeningError(state, path) from error


@contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            state = OpeningState.NO_FILE
        elif error.errno in (errno.ENOSPC, errno.EDQUOT):
            state = OpeningState.DISK_FULL
        elif error.errno == errno.EIO:
            state = OpeningState.DAMAGED
        else:
            state = OpeningState.READ_ONLY
        raise OpeningError(state, path) from error


def _error_name(error: BaseException) -> str:
    """SQLite's name of an error. A full disk comes first: what follows it is about the transaction that it ended."""
    names = []
    current: BaseException | None = error
    while current is not None:
        names.append(str(getattr(getattr(current, "orig", current), "sqlite_errorname", "")))
        current = current.__context__
    return "SQLITE_FULL" if "SQLITE_FULL" in names else next(filter(None, names), "")


def _state_of(error: DatabaseError, path: Path, key: bytes) -> OpeningState:
    name = _error_name(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OpeningState.BUSY
    if name == "SQLITE_FULL":
        return OpeningState.DISK_FULL
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return OpeningState.READ_ONLY
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")) and shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES:
        return OpeningState.DISK_FULL
    if name.startswith("SQLITE_CANTOPEN"):
        return OpeningState.READ_ONLY if path.exists() else OpeningState.NO_FILE
    if in_use(path) or any_page_authentic(path, key):
        return OpeningState.DAMAGED
    return OpeningState.WRONG_KEY
