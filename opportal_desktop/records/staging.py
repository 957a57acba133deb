# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of an import before they are the practice's: in an encrypted file whose key is in this process only.

All the work is done beside the records, so that the transaction which writes them only copies: a practice's file reads
them from here by itself, a server is sent them. New patients and contacts have negative ids here; writing gives them
the ids that are reserved for them.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from opportal_desktop.records.models import (
    AuditEntry,
    Contact,
    FamilyContact,
    ImportedAuthority,
    InsuranceId,
    Patient,
    Record,
)
from opportal_desktop.records.records import Records
from opportal_desktop.records.search_keys import KEY_COLUMNS

KEYS, UPDATED_KEYS = "search_key", "updated_key"
_FOLDER = "opportal-import-"
_AT_ONCE = 2000
_SLICE = 10_000
"""Rows that a practice's file takes over in one statement, before it is told how far it is."""
_MANY = 1000
"""New patients from which on it is worth to build indexes anew."""
_NEW_IDS = (Patient, Contact)
_MODELS: tuple[type[Record], ...] = (Patient, Contact, InsuranceId, FamilyContact, ImportedAuthority, AuditEntry)


class StageChangedError(Exception):
    """What the import was prepared from was changed meanwhile; nothing was written."""


def columns_of(model: type[Record]) -> tuple[str, ...]:
    """The columns that a staged row has, in order; ids that the database gives by itself are left out."""
    return tuple(
        field.column_name for field in model._meta.sorted_fields if field.column_name != "id" or model in _NEW_IDS
    )


def defaults_of(model: type[Record]) -> dict[str, Any]:
    """{column: value} of what a new row has where nothing is said; values as the database keeps them."""
    return {
        field.column_name: None if field.default is None or callable(field.default) else field.db_value(field.default)
        for field in model._meta.sorted_fields
    }


def special_columns_of(model: type[Record]) -> frozenset[str]:
    """Columns whose values are not kept as Python has them: words, days, yes and no."""
    return frozenset(
        field.column_name
        for field in model._meta.sorted_fields
        if field.field_type in ("DATE", "DATETIME", "BOOL") or hasattr(field, "enum_class")
    )


class Stage:
    """Rows to be written; `close` it, and nothing of it is left."""

    def __init__(self) -> None:
        import sqlcipher3.dbapi2

        _remove_leftovers()
        self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
        self._key = secrets.token_bytes(32)
        self._db = sqlcipher3.dbapi2.connect(str(self._file), isolation_level=None)
        self._db.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        if not self._db.execute("PRAGMA cipher_version").fetchone():
            raise RuntimeError("the driver does not encrypt")
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY", "cache_size = -65536"):
            self._db.execute(f"PRAGMA {pragma}")
        self._columns = {model._meta.table_name: columns_of(model) for model in _MODELS}
        self._columns |= {KEYS: KEY_COLUMNS, UPDATED_KEYS: KEY_COLUMNS}
        self._waiting: dict[str, list[Sequence[Any]]] = {table: [] for table in self._columns}
        for table, columns in self._columns.items():
            self._db.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        self._updates: dict[str, list[Sequence[Any]]] = {}
        self._seen: dict[type[Record], dict[int, int]] = {Patient: {}, Contact: {}}
        self._schema: str | None = None
        self._done = 0
        self.rows = 0

    @property
    def _file(self) -> Path:
        return self._folder / "stage"

    def add(self, table: str, row: Sequence[Any]) -> None:
        """Stage a row of `columns_of` its model, or of `KEY_COLUMNS`, with values as the database keeps them."""
        waiting = self._waiting[table]
        waiting.append(row)
        self.rows += 1
        if len(waiting) >= _AT_ONCE:
            self._flush(table)

    def update(self, model: type[Record], columns: Sequence[str], values: Sequence[Any], id_: int) -> None:
        """Stage new values of some columns of a row that is there; its revision, if it has one, counts up."""
        settings = [f"{column} = ?" for column in columns]
        if "revision" in model._meta.columns:
            settings.append("revision = revision + 1")
        sql = f"UPDATE {model._meta.table_name} SET {', '.join(settings)} WHERE id = ?"  # noqa: S608 - columns only
        self._updates.setdefault(sql, []).append((*values, id_))
        self.rows += 1

    def relies_on(self, model: type[Record], id_: int, revision: int) -> None:
        """What is staged was decided from this row as it stood at this revision."""
        self._seen[model][id_] = revision

    @property
    def seen(self) -> dict[type[Record], dict[int, int]]:
        """{model: {id: revision}} of what was relied on."""
        return self._seen

    def seal(self) -> None:
        """Everything is staged. Search keys are put into their clustered order, so that writing them is quick."""
        for table in self._waiting:
            self._flush(table)
        order = ", ".join(KEY_COLUMNS[:4])
        self._db.execute(f"CREATE TABLE sorted_key AS SELECT * FROM {KEYS} ORDER BY {order}")  # noqa: S608
        self._db.execute(f"DROP TABLE {KEYS}")

    @property
    def new_ids(self) -> dict[str, int]:
        """{table: how many new rows need ids}."""
        tables = (model._meta.table_name for model in _NEW_IDS)
        return {table: -self._first(f"SELECT coalesce(min(id), 0) FROM {table}") for table in tables}  # noqa: S608

    @contextmanager
    def beside(self, records: Records) -> Iterator[None]:
        """While this lasts the records can `take_in` what is staged; around their transaction, not within it."""
        with records.db.reading_beside(self._file, self._key) as schema:
            self._schema = schema
            yield

    def take_in(self, records: Records, bases: dict[str, int], told: Callable[[int], None]) -> None:
        """Copy the new rows into the records, within the caller's transaction.

        Args:
            bases: {table: the id before those that are reserved}; -1 becomes the next one.
            told: called with the rows written so far; may raise to stop.
        """
        self._done = 0
        copy = self._copy if self._schema is None else self._copy_within
        for model in _MODELS:
            table = model._meta.table_name
            copy(records, table, table, self._columns[table], bases, told)
        copy(records, KEYS, "sorted_key", KEY_COLUMNS, bases, told)

    def complete(self, records: Records, bases: dict[str, int], told: Callable[[int], None]) -> None:
        """Write what is new in rows that are there, within the caller's transaction; see `take_in`.

        Raises:
            StageChangedError: a row that was to be updated is gone.
        """
        if updated := list(self._staged(UPDATED_KEYS, KEY_COLUMNS, bases)):
            names, marks = ", ".join(KEY_COLUMNS), ", ".join("?" * len(KEY_COLUMNS))
            records.db.execute_rows(
                f"INSERT INTO search_key ({names}) VALUES ({marks}) ON CONFLICT "  # noqa: S608 - names of the schema
                f"({', '.join(KEY_COLUMNS[:6])}) DO UPDATE SET words = excluded.words, "
                "contact_name = excluded.contact_name",
                self._counted(iter(updated), told),
            )
        for sql, rows in self._updates.items():
            if records.db.execute_rows(sql, self._counted(iter(rows), told)) != len(rows):
                raise StageChangedError

    def _copy(
        self,
        records: Records,
        table: str,
        source: str,
        columns: Sequence[str],
        bases: dict[str, int],
        told: Callable[[int], None],
    ) -> None:
        """Send the rows there."""
        records.db.insert_rows(table, columns, self._counted(self._staged(source, columns, bases), told))

    def _copy_within(
        self,
        records: Records,
        table: str,
        source: str,
        columns: Sequence[str],
        bases: dict[str, int],
        told: Callable[[int], None],
    ) -> None:
        """Have the records read them: several times quicker than through here."""
        rows = int(self._first(f"SELECT coalesce(max(rowid), 0) FROM {source}"))  # noqa: S608 - a table of ours
        values = ", ".join(_with_base(table, column, bases) for column in columns)
        new_patients = self.new_ids[Patient._meta.table_name]
        mostly_new = new_patients >= _MANY and new_patients > bases[Patient._meta.table_name]
        with records.db.filling(table) if mostly_new else nullcontext():
            for start in range(0, rows, _SLICE):
                records.db.execute_sql(
                    f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {values} "  # noqa: S608 - names of ours
                    f"FROM {self._schema}.{source} WHERE rowid > ? AND rowid <= ? ORDER BY rowid",
                    (start, start + _SLICE),
                )
                self._done += min(_SLICE, rows - start)
                told(self._done)

    def _counted(self, rows: Iterator[Any], told: Callable[[int], None]) -> Iterator[Any]:
        for row in rows:
            self._done += 1
            if self._done % _AT_ONCE == 0:
                told(self._done)
            yield row

    def close(self) -> None:
        """Delete the file."""
        self._db.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _flush(self, table: str) -> None:
        rows = self._waiting[table]
        if rows:
            marks = ", ".join("?" * len(self._columns[table]))
            self._db.execute("BEGIN")
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - a table of ours
            self._db.execute("COMMIT")
            rows.clear()

    def _staged(self, source: str, columns: Sequence[str], bases: dict[str, int]) -> Iterator[Any]:
        """The rows as a server takes them."""
        values = ", ".join(_with_base(source, column, bases) for column in columns)
        rows = self._fetch(f"SELECT {values} FROM {source} ORDER BY rowid")  # noqa: S608 - names of ours
        if columns is not KEY_COLUMNS:
            yield from rows
            return
        active = KEY_COLUMNS.index("active")
        for row in rows:
            yield (*row[:active], bool(row[active]), *row[active + 1 :])

    def _first(self, sql: str) -> Any:
        return self._db.execute(sql).fetchone()[0]

    def _fetch(self, sql: str) -> Iterator[Any]:
        cursor = self._db.execute(sql)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows


def _with_base(table: str, column: str, bases: dict[str, int]) -> str:
    """SQL for a column's value, with the id that a new row gets in the place of its negative one."""
    base = bases.get(table if column == "id" else column.removesuffix("_id").removeprefix("own_"))
    if base is None or not column.endswith("id"):
        return column
    return f"CASE WHEN {column} < 0 THEN {base} - {column} ELSE {column} END"


def _remove_leftovers() -> None:
    """What a killed import left: nobody can read it, but it takes room. One that is at work is let be."""
    import time

    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > 86_400:
                shutil.rmtree(folder, ignore_errors=True)
