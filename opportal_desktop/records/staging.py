# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of an import before they are the practice's: in an encrypted file whose key is in this process only.

All the work is done beside the records, so that the transaction which writes them is short: it only copies.
New patients and contacts have negative ids here; writing gives them the next free ones.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
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
from opportal_desktop.records.search import KEY_COLUMNS

KEYS, UPDATED_KEYS = "search_key", "updated_key"
_FOLDER = "opportal-import-"
_AT_ONCE = 2000
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


class Stage:
    """Rows to be written; `close` it, and nothing of it is left."""

    def __init__(self) -> None:
        import sqlcipher3.dbapi2

        _remove_leftovers()
        self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
        self._db = sqlcipher3.dbapi2.connect(str(self._folder / "stage"), isolation_level=None)
        self._db.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
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
        self.rows = 0

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

    def write(self, records: Records, patient_base: int, contact_base: int, told: Callable[[int], None]) -> None:
        """Copy everything into the records, within the caller's transaction.

        Args:
            patient_base, contact_base: the highest ids there; -1 becomes the next one.
            told: called with the rows written so far; may raise to stop.

        Raises:
            StageChangedError: a row that was to be updated is gone.
        """
        done = 0

        def counted(rows: Iterator[Any]) -> Iterator[Any]:
            nonlocal done
            for row in rows:
                done += 1
                if done % _AT_ONCE == 0:
                    told(done)
                yield row

        bases = {"patient": patient_base, "own_patient": patient_base, "contact": contact_base}
        for model in _MODELS:
            table = model._meta.table_name
            records.db.insert_rows(table, self._columns[table], counted(self._staged(table, bases)))
        records.db.insert_rows(KEYS, KEY_COLUMNS, counted(self._keys("sorted_key", bases)))
        if updated := list(counted(self._keys(UPDATED_KEYS, bases))):
            names, marks = ", ".join(KEY_COLUMNS), ", ".join("?" * len(KEY_COLUMNS))
            records.db.execute_rows(
                f"INSERT INTO search_key ({names}) VALUES ({marks}) ON CONFLICT "  # noqa: S608 - names of the schema
                f"({', '.join(KEY_COLUMNS[:6])}) DO UPDATE SET words = excluded.words",
                updated,
            )
        for sql, rows in self._updates.items():
            if records.db.execute_rows(sql, counted(iter(rows))) != len(rows):
                raise StageChangedError
        told(done)

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

    def _staged(self, table: str, bases: dict[str, int]) -> Iterator[Any]:
        parts = [self._with_base(table, column, bases) for column in self._columns[table]]
        return self._fetch(f"SELECT {', '.join(parts)} FROM {table} ORDER BY rowid")  # noqa: S608 - names of ours

    def _keys(self, table: str, bases: dict[str, int]) -> Iterator[Any]:
        parts = ", ".join(self._with_base(KEYS, column, bases) for column in KEY_COLUMNS)
        active = KEY_COLUMNS.index("active")
        for row in self._fetch(f"SELECT {parts} FROM {table} ORDER BY rowid"):  # noqa: S608 - names of ours
            yield (*row[:active], bool(row[active]), *row[active + 1 :])

    @staticmethod
    def _with_base(table: str, column: str, bases: dict[str, int]) -> str:
        base = bases.get(table if column == "id" else column.removesuffix("_id"))
        if base is None or not column.endswith("id"):
            return column
        return f"CASE WHEN {column} < 0 THEN {base} - {column} ELSE {column} END"

    def _fetch(self, sql: str) -> Iterator[Any]:
        cursor = self._db.execute(sql)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows


def _remove_leftovers() -> None:
    """What a killed import left: nobody can read it, but it takes room. One that is at work is let be."""
    import time

    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > 86_400:
                shutil.rmtree(folder, ignore_errors=True)
