# SPDX-License-Identifier: GPL-3.0-or-later
"""Import: a roster of a large practice from CSV, against a bare executemany of the same rows into the same schema."""

from __future__ import annotations

import csv
import datetime as dt
import random
import shutil
import time
from pathlib import Path
from typing import Any

from opportal_desktop.exchange.column_guesses import guess_columns
from opportal_desktop.exchange.csv_reading import look_at
from opportal_desktop.exchange.importing import Outcome, run_import
from opportal_desktop.exchange.sources import CsvSource
from opportal_desktop.records.models import (
    AuditEntry,
    Contact,
    FamilyContact,
    ImportedAuthority,
    InsuranceId,
    Patient,
    SearchKey,
    Staff,
)
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.terms import StaffMember, StaffRole
from tests.benchmarks import population
from tests.benchmarks.census_families import NOW, TODAY, Names
from tests.benchmarks.population import KEY
from tests.benchmarks.results import Result

ROWS = 100_000
_AREA_CODES = ("413", "508", "617", "781", "860")
LIMIT = 4.0
"""Times the bare executemany: a quarter of its rate."""
CACHE_KIB = 131_072
_HEADER = (
    *("Chart", "Last name", "First name", "DOB", "Sex", "Address", "City", "State", "Zip", "Insurance", "Member ID"),
    *(
        f"Parent {number} {what}"
        for number in (1, 2)
        for what in ("first name", "last name", "relationship", "authority", "email", "cell")
    ),
)
_WRITTEN = (Patient, Contact, InsuranceId, FamilyContact, ImportedAuthority, AuditEntry, SearchKey)


def run(rows: int = ROWS) -> list[Result]:
    """Parse, check, match and write `rows` patients with their parents; then the same file again."""
    folder = population.BUILD / "import"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        path = folder / "roster.csv"
        write_roster(path, rows)
        seconds, outcome = _import(folder / "imported.opportal", path)
        again, second = _import(folder / "imported.opportal", path)
        assert second.counts.new_patients == second.counts.new_contacts == second.counts.new_links == 0
        bare = _bare(folder)
        return [
            Result(f"import: {rows} patients with parents, by a bare executemany", bare, "s"),
            Result("import: the same from CSV, read, checked, matched, written", seconds, "s", LIMIT, bare),
            Result("import: of that with the write lock", outcome.seconds, "s"),
            Result("import: the same file again, changing nothing", again, "s"),
            Result("import: of that with the write lock, again", second.seconds, "s"),
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_roster(path: Path, rows: int) -> None:
    """A roster as a practice's system exports it: a row a child, brothers and sisters with the same parents."""
    rng = random.Random(rows)
    girls, boys, last = (Names(kind, rng) for kind in ("female.first", "male.first", "all.last"))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        written = 0
        while written < rows:
            surname = last.draw()
            home = (f"{rng.randint(1, 999)} {last.draw()} Street", last.draw(), "MA", f"{rng.randint(1000, 2799):05d}")
            parents: list[str] = []
            for number, (names, role) in enumerate(((girls, "Mother"), (boys, "Father"))):
                first = names.draw()
                address = f"{first}.{surname}{written}{number}@example.com".lower()
                # A practice's families live around it.
                shown = f"({rng.choice(_AREA_CODES)}) {rng.randint(200, 999)}-{rng.randint(0, 9999):04d}"
                parents += (
                    [first, surname, role, "Joint", address, shown] if number == 0 or rng.random() < 0.7 else [""] * 6
                )
            for _ in range(min(rng.choices((1, 2, 3), weights=(45, 40, 15))[0], rows - written)):
                born = TODAY - dt.timedelta(days=rng.randint(0, 18 * 365))
                girl = rng.random() < 0.5
                child = (girls if girl else boys).draw()
                number = f"A{rng.randint(10**8, 10**9 - 1)}"
                writer.writerow([f"R{written}", surname, child, f"{born:%m/%d/%Y}", "F" if girl else "M", *home,
                                 "Plan", number, *parents])  # fmt: skip
                written += 1


def _import(file: Path, path: Path) -> tuple[float, Outcome]:
    if not file.exists():
        made = create_records(file, KEY, clock=lambda: NOW)
        Staff.create(login="mira", name="Mira", role=StaffRole.MANAGER, added_at=NOW)
        made.close()
    records = open_records(file, KEY, clock=lambda: NOW, busy_timeout_ms=5000, cache_kib=CACHE_KIB)
    try:
        start = time.perf_counter()
        table = look_at(path)
        source = CsvSource(path, guess_columns(table.headers, table.sample), table)
        outcome = run_import(records, source, StaffMember(1, "Mira", StaffRole.MANAGER), dry_run=False)
        return time.perf_counter() - start, outcome
    finally:
        records.close()


def _bare(folder: Path) -> float:
    """Put every row that the import wrote into an empty practice: in memory before, one transaction, clustered keys."""
    records = open_records(folder / "imported.opportal", KEY, cache_kib=CACHE_KIB)
    rows: dict[str, tuple[tuple[str, ...], list[Any]]] = {}
    for model in _WRITTEN:
        columns = tuple(field.column_name for field in model._meta.sorted_fields)
        order = ", ".join(field.column_name for field in model._meta.get_primary_keys())
        sql = f"SELECT {', '.join(columns)} FROM {model._meta.table_name} ORDER BY {order}"
        rows[model._meta.table_name] = columns, records.db.execute_sql(sql).fetchall()
    records.close()
    create_records(folder / "bare.opportal", KEY).close()
    records = open_records(folder / "bare.opportal", KEY, cache_kib=CACHE_KIB)
    try:
        connection = records.db.connection()
        start = time.perf_counter()
        with records.transaction():
            for table, (columns, values) in rows.items():
                marks = ", ".join("?" * len(columns))
                connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
        return time.perf_counter() - start
    finally:
        records.close()
