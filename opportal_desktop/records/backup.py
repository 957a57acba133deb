# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup copies: encrypted with the practice's own key, verified before they get their name."""

from __future__ import annotations

import datetime as dt
import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from peewee import DatabaseError

from opportal_desktop.records.cipher import PAGE_BYTES, CipherDatabase, any_page_authentic, is_plain
from opportal_desktop.records.records import Records

_TRIES = 3
_BUSY_TIMEOUT_MS = 30_000


class BackupError(Exception):
    """No backup copy was made, and no half of one was left.

    Attributes:
        happened, safe, next_step: plain words for a dialog.
        disk_full: the disk of the backup is.
    """

    def __init__(self, happened: str, next_step: str, *, disk_full: bool = False) -> None:
        super().__init__(happened)
        self.happened = happened
        self.safe = "The practice's records are not affected, and earlier backups are as they were."
        self.next_step = next_step
        self.disk_full = disk_full


def backup_records(records: Records, target: Path) -> None:
    """Copy the records, as one moment saw them, to the new file `target`; the work at the desk goes on meanwhile.

    The copy opens with the same key (or recovery code). Takes seconds for large records: not for the GUI thread.

    Raises:
        BackupError: nothing was left at `target`, or what stood there before is untouched.
    """
    if not isinstance(records.place, Path):
        raise BackupError(
            "These records are on a database server, which has backups of its own.",
            "Ask IT to have the server's backups checked (docs/deployment.md, Several PCs).",
        )
    _copy(records.place, records.db.key, target)


def backup_before(db: CipherDatabase, change: str) -> Path:
    """The copy in `backups` beside the records, named for the migration or the move that it precedes.

    Raises:
        BackupError: no copy was made; the change must not be.
    """
    folder = db.path.parent / "backups"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _told(error, folder.parent) from error
    now = dt.datetime.now(dt.UTC)
    target = folder / f"{db.path.stem}-before-{change}-{now:%Y%m%dT%H%M%S%fZ}{db.path.suffix}"
    _copy(db.path, db.key, target)
    return target


def is_sound(db: CipherDatabase) -> bool:
    """Whether every page authenticates and the structure holds together; reads the whole file."""
    try:
        if db.execute_sql("PRAGMA cipher_integrity_check").fetchone():
            return False
        return list(db.execute_sql("PRAGMA integrity_check")) == [("ok",)]
    except DatabaseError:
        return False


def row_counts(db: CipherDatabase) -> dict[str, int]:
    """Rows of each table."""
    tables = [
        name
        for (name,) in db.execute_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    return {name: db.execute_sql(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608


def place_without_overwriting(new: Path, target: Path) -> None:
    """Give the finished file `new` its name `target`, in one step and durably.

    Raises:
        FileExistsError: something stands at `target`; it is untouched, and so is `new`.
    """
    descriptor = os.open(new, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)
    if os.name == "nt":
        # There, a rename never overwrites.
        new.rename(target)
        return
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links (a USB stick): hold the name first, then fill it.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        new.replace(target)
    else:
        new.unlink()
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _copy(path: Path, key: bytes, target: Path) -> None:
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    source = CipherDatabase(path, key, busy_timeout_ms=_BUSY_TIMEOUT_MS)
    try:
        with source.connection_context():
            expected = _vacuum_into(source, partial)
        _verify(partial, key, expected)
        place_without_overwriting(partial, target)
    except FileExistsError as error:
        raise BackupError(
            "There is already a file with the backup's name, and it was kept.", "Choose another name or folder."
        ) from error
    except (OSError, DatabaseError) as error:
        raise _told(error, target.parent) from error
    finally:
        for leftover in (partial, partial.with_name(partial.name + "-journal")):
            # A disk that can't be written is told by the first error.
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def _vacuum_into(source: CipherDatabase, partial: Path) -> dict[str, int]:
    """Write the copy; returns the rows that each of its tables must have.

    When somebody saves meanwhile, it can't be told which side of that the copy is on: again then, and the last time
    with saving held up.
    """
    for attempt in range(1, _TRIES + 1):
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with _nobody_saves(source) if attempt == _TRIES else nullcontext():
            version = _data_version(source)
            expected = row_counts(source)
            source.execute_sql("VACUUM INTO ?", (str(partial),))
            if version == _data_version(source):
                break
    return expected


@contextmanager
def _nobody_saves(source: CipherDatabase) -> Iterator[None]:
    holder = CipherDatabase(source.path, source.key, busy_timeout_ms=_BUSY_TIMEOUT_MS)
    with holder.connection_context(), holder.atomic("IMMEDIATE"):
        yield


def _data_version(db: CipherDatabase) -> int:
    return int(db.execute_sql("PRAGMA data_version").fetchone()[0])


def _verify(partial: Path, key: bytes, expected: dict[str, int]) -> None:
    with partial.open("rb") as file:
        start = file.read(PAGE_BYTES)
    if is_plain(start) or not any_page_authentic(partial, key):
        raise BackupError("The copy came out unencrypted and was deleted.", "Ask IT to install OP Portal again.")
    copy = CipherDatabase(partial, key, busy_timeout_ms=_BUSY_TIMEOUT_MS)
    with copy.connection_context():
        if not is_sound(copy) or (expected and row_counts(copy) != expected):
            raise BackupError(
                "The copy did not agree with the records when it was read back, and was deleted.",
                "Try again, or choose another disk. If it goes on, have IT check this computer's disks.",
            )


def _told(error: OSError | DatabaseError, folder: Path) -> BackupError:
    name = str(getattr(getattr(error, "orig", None), "sqlite_errorname", ""))
    if name == "SQLITE_FULL" or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
        return BackupError(
            "There is not enough room on the disk for a backup copy.",
            "Free some space or choose another disk, then try again.",
            disk_full=True,
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")):
        return BackupError(
            "The records could not be read in full, so no copy of them was made: the file or its disk is damaged.",
            "Keep the earlier backups. Run the check of the records, and have IT check this computer's disk.",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BackupError("Another program kept the records locked.", "Wait a moment, then try again.")
    if not folder.is_dir():
        return BackupError("The folder for the backup does not exist.", "Choose another folder.")
    return BackupError("OP Portal may not write in the folder for the backup.", "Choose another folder, or ask IT.")
