# SPDX-License-Identifier: GPL-3.0-or-later
"""Moving a practice from its encrypted file to a PostgreSQL server: all of it, read back and compared, or nothing.

What writes into the file meanwhile would be lost, so nobody may: its write lock is held until the copy is proven. Then
the file notes that the practice has left it, and every program that has it open still is refused its next write.
"""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from peewee import PeeweeException, sort_models  # type: ignore[attr-defined]
from peewee import __exception_wrapper__ as driver_errors  # type: ignore[attr-defined]

from opportal_desktop.records import staff
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.backup import backup_before
from opportal_desktop.records.models import MODELS, Record
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.opening_states import OpeningError
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.records.server_address import ServerAddress
from opportal_desktop.records.server_opening import create_in_transaction, open_on_server
from opportal_desktop.terms import StaffMember, StaffRole

_ROWS_AT_ONCE = 2000
_ZERO = b"\0"


class MoveError(Exception):
    """The copy differs from the file and was undone; `table` says where."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


class CopyLeftError(Exception):
    """All of it was copied, but could not be read once more, or not the same: the database is not empty any more."""


@dataclass(frozen=True, slots=True)
class MovedTable:
    """A table that stands on the server as it stood in the file.

    Attributes:
        digest: SHA-256 over all rows in the order of the primary key, hexadecimal; of both sides the same.
    """

    name: str
    rows: int
    digest: str


Progress = Callable[[str, int], None]
"""Called with a table's name and how many of its rows are copied; what it raises ends the move, and nothing is left."""


def move_to_server(
    file: Any,
    key: bytes,
    address: ServerAddress,
    *,
    password: str | None = None,
    progress: Progress | None = None,
    on_copied: Callable[[], None] | None = None,
) -> tuple[MovedTable, ...]:
    """Copy the practice in `file` into the empty database at `address`, and compare every row; returns the tables.

    Args:
        file: path of the encrypted file.
        key: the practice's key; it stays the same, so setup links on their way stay good.
        on_copied: called when all is there and stays, before it is read once more.

    Raises:
        OpeningError: the file or the database can't be used, or the server went away; nothing was created.
        BackupError: the file could not be copied first; nothing was created.
        RecordsBusyError: a program is writing into the file.
        MoveError: the copy was not the same. Nothing is left of it.
        CopyLeftError: the copy is there, but its last check failed.
    """
    source = open_records(file, key, busy_timeout_ms=5000)
    copied = False
    try:
        # Nobody saves into the file until it is said where the practice is.
        with source.transaction():
            with create_in_transaction(address, key, password=password) as target_db:
                # While a large table of the file is read and compared, the server hears nothing for minutes.
                target_db.may_idle()
                # For whoever deletes the file too early, and for the way back.
                backup_before(source.db, "move-to-server")
                moved = tuple(_copy(source, target_db, model, progress) for model in sort_models(MODELS))
                _number_on(target_db)
            copied = True
            target_db.manual_close()
            if on_copied is not None:
                on_copied()
            _prove(moved, file, key, address, password)
            source.db.note_moved()
    except (OpeningError, MoveError, RecordsBusyError, PeeweeException) as error:
        # Also where the file can't note it, its disk being full: then it goes on as it was.
        if copied:
            raise CopyLeftError from error
        raise
    finally:
        source.close()
    return moved


def _prove(moved: tuple[MovedTable, ...], file: Any, key: bytes, address: ServerAddress, password: str | None) -> None:
    """Once more as everybody will see it, on a new connection."""
    with closing(open_on_server(address, key, password=password)) as target:
        _compare(target, moved)
        with target.transaction():
            _note(target, file, address)
        target.db.gather_statistics()


def _compare(target: Records, moved: tuple[MovedTable, ...]) -> None:
    with target.db.atomic():
        for table in moved:
            if _digest(_rows(target.db, _model(table.name))) != (table.rows, table.digest):
                raise MoveError(table.name)


def _note(target: Records, file: Any, address: ServerAddress) -> None:
    """In the audit trail on the server. Whoever looks after the PC may be nobody of the practice's staff."""
    login = getpass.getuser()
    member = staff.by_login(login) or StaffMember(0, login, StaffRole.FRONT_DESK)
    write_audit(target, "practice moved to a server", member, changes={"records": (str(file), address.name)})


def _copy(source: Records, target_db: Any, model: type[Record], progress: Progress | None) -> MovedTable:
    table, columns = model._meta.table_name, _columns(model)
    names = ", ".join(f'"{column}"' for column in columns)
    done = 0
    copy_in = f'COPY "{table}" ({names}) FROM STDIN'
    with driver_errors, target_db.connection().cursor() as cursor, cursor.copy(copy_in) as copy:
        for row in _rows(source.db, model):
            copy.write_row(row)
            done += 1
            if progress and done % _ROWS_AT_ONCE == 0:
                progress(table, done)
    if progress:
        progress(table, done)
    expected, found = _digest(_rows(source.db, model)), _digest(_rows(target_db, model))
    if expected != found:
        raise MoveError(table)
    return MovedTable(table, *found)


def _rows(db: Any, model: type[Record]) -> Iterator[tuple[Any, ...]]:
    """All rows in the order of the primary key, with values as they are in Python, whatever the database keeps."""
    columns = _columns(model)
    convert = [_plain(model._meta.columns[column].field_type) for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    keys = ", ".join(f'"{field.column_name}"' for field in model._meta.get_primary_keys())
    for row in db.read_rows(f'SELECT {names} FROM "{model._meta.table_name}" ORDER BY {keys}'):  # noqa: S608
        yield tuple(None if value is None else to_plain(value) for to_plain, value in zip(convert, row, strict=True))


def _plain(kind: str) -> Callable[[Any], Any]:
    if kind == "BOOL":
        return bool
    if kind == "DATETIME":
        return lambda value: value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value)
    if kind == "DATE":
        return lambda value: value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    return lambda value: value


def _digest(rows: Iterator[tuple[Any, ...]]) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
        digest.update(_ZERO)
        count += 1
    return count, digest.hexdigest()


def _columns(model: type[Record]) -> list[str]:
    return [field.column_name for field in model._meta.sorted_fields]


def _model(table: str) -> type[Record]:
    return next(model for model in MODELS if model._meta.table_name == table)


def _number_on(db: Any) -> None:
    """New rows are numbered behind the copied ones."""
    for model in MODELS:
        if model._meta.auto_increment:
            table = model._meta.table_name
            db.execute_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
                f'coalesce((SELECT max(id) FROM "{table}"), 1), EXISTS (SELECT 1 FROM "{table}"))'
            )
