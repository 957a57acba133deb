# SPDX-License-Identifier: GPL-3.0-or-later
"""A large practice for the benchmarks: names as frequent as in the US census, in an encrypted file, kept for reuse."""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

from opportal_desktop.records.cipher import CipherDatabase
from opportal_desktop.records.models import MODELS
from opportal_desktop.records.opening import MIGRATIONS, create_records, open_records
from opportal_desktop.records.records import Records
from tests.benchmarks.census_families import COLUMNS, NOW, families

BUILD = Path(__file__).parents[2] / "build" / "bench"
KEPT = user_cache_path("opportal-bench")
"""The practices, beside all checkouts: another one with the same schema has them too."""
KEY = hashlib.sha256(b"the key of people who do not exist").digest()
PATIENTS = 100_000
CACHE_KIB = 512 * 1024
FORGOTTEN_SECONDS = 4 * 24 * 3600


@contextmanager
def population(patients: int = PATIENTS) -> Iterator[Records]:
    """The practice, opened; only to be read."""
    records = open_records(population_file(patients), KEY, clock=lambda: NOW)
    try:
        yield records
    finally:
        records.close()


@contextmanager
def population_copy(patients: int = PATIENTS) -> Iterator[Records]:
    """A copy of the practice that may be written to, gone afterwards."""
    copy = BUILD / "copy" / "practice.opportal"
    shutil.rmtree(copy.parent, ignore_errors=True)
    copy.parent.mkdir(parents=True)
    shutil.copyfile(population_file(patients), copy)
    records = open_records(copy, KEY, clock=lambda: NOW)
    try:
        yield records
    finally:
        records.close()
        shutil.rmtree(copy.parent)


@cache
def population_file(patients: int) -> Path:
    """The file, made if it is not there yet."""
    path = KEPT / f"practice-{patients}-{_made_from()}.opportal"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        _remove_forgotten(patients)
        making = path.with_suffix(f".{os.getpid()}")
        records = create_records(making, KEY, clock=lambda: NOW)
        try:
            _fill(records, patients)
        except BaseException:
            records.close()
            for leftover in KEPT.glob(f"{making.name}*"):
                leftover.unlink()
            raise
        records.close()
        making.rename(path)
    os.utime(path)
    return path


def _made_from() -> str:
    """A digest of the schema and of what a few families' rows look like: other ones make another practice."""
    schema = b"".join(source.read_bytes() for source in sorted(MIGRATIONS.glob("*.py")))
    return hashlib.sha256(schema + repr(list(families(30))).encode()).hexdigest()[:12]


def _remove_forgotten(patients: int) -> None:
    """Practices that no checkout has used for days: other schemas' and what a killed run has left."""
    for older in KEPT.glob(f"practice-{patients}-*"):
        if time.time() - older.stat().st_mtime > FORGOTTEN_SECONDS:
            older.unlink()


def _fill(records: Records, patients: int) -> None:
    """All rows, then the indexes; search keys in the order of their clustered key, so that pages fill one by one.

    A file that is thrown away when this fails needs no journal; with one, and every index kept up to date by page
    after page of a small cache, a million patients would take an hour instead of minutes.
    """
    db = records.db
    for pragma in ("foreign_keys = 0", "journal_mode = off", "synchronous = off", f"cache_size = -{CACHE_KIB}"):
        db.execute_sql(f"PRAGMA {pragma}").fetchall()
    indexes = db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        db.execute_sql(f'DROP INDEX "{name}"')
    with records.transaction(), SortedKeys() as keys:
        for rows in families(patients):
            keys.add(rows.pop("search_key"))
            for table, values in rows.items():
                _insert(db, table, values)
        for some in keys:
            _insert(db, "search_key", some)
    for _, sql in indexes:
        db.execute_sql(sql)
    db.execute_sql("PRAGMA optimize")
    db.execute_sql("PRAGMA journal_mode = wal").fetchall()


def _insert(db: CipherDatabase, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    defaults = _defaults(table)
    rest = tuple(defaults.values())
    columns = (*COLUMNS[table], *defaults)
    marks = ", ".join("?" * len(columns))
    db.connection().executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", (row + rest for row in rows)
    )


class SortedKeys:
    """Search keys in their order, though a million patients' do not fit into the memory: by first letters in files."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(dir=KEPT)
        self._counts: Counter[str] = Counter()

    def __enter__(self) -> SortedKeys:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def add(self, keys: Iterable[tuple[object, ...]]) -> None:
        """Keys in any order."""
        parts: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
        for key in keys:
            parts[f"{key[0]}{str(key[1])[0]}"].append(key)
        for start, some in parts.items():
            with self._file(start).open("ab") as file:
                marshal.dump(some, file)
            self._counts[start] += 1

    def __iter__(self) -> Iterator[list[tuple[object, ...]]]:
        """All of them, a list for each kind and first letter."""
        for start in sorted(self._counts):
            with self._file(start).open("rb") as file:
                yield sorted(key for _ in range(self._counts[start]) for key in marshal.load(file))

    def _file(self, start: str) -> Path:
        return Path(self._folder.name) / start.encode().hex()


def _defaults(table: str) -> dict[str, object]:
    """{column: value} of what a table has beside `COLUMNS`."""
    (model,) = (model for model in MODELS if model._meta.table_name == table)
    return {
        field.column_name: field.db_value(field.default)
        for field in model._meta.sorted_fields
        if field.column_name not in COLUMNS[table] and field.default is not None and not callable(field.default)
    }
