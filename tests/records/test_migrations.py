# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbered files lead from nothing to the models, and an upgrade is all or nothing."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playhouse.migrations import Migration

from opportal_desktop.records import opening
from opportal_desktop.records.cipher import CipherDatabase
from opportal_desktop.records.models import MODELS, Patient, database
from opportal_desktop.records.opening import MIGRATIONS, OpeningError, OpeningState, check_records, open_records

pytestmark = pytest.mark.file_only

if TYPE_CHECKING:
    from conftest import Practice

ADD_COLUMN = """
from peewee import *
def up(migrator, db):
    migrator.migrate(migrator.add_column("staff", "badge", CharField(default="none")))
"""
REBUILD_PARENT = """
from peewee import *
def up(migrator, db):
    # Rebuilding "patient" must not cascade to the rows that refer to it.
    migrator.migrate(migrator.rename_column("patient", "nickname", "called"))
    migrator.migrate(migrator.alter_column_type("patient", "alert", CharField(max_length=9000)))
"""
FAILS = """
def up(migrator, db):
    db.execute_sql("UPDATE patient SET first_name = 'overwritten'")
    raise RuntimeError("a mistake in the migration")
"""
ORPHANS = """
def up(migrator, db):
    db.execute_sql("INSERT INTO insurance_id (patient_id, payer, number, number_key) VALUES (987654, '', '1', '1')")
"""
SLOW = """
import time
def up(migrator, db):
    db.execute_sql("CREATE TABLE once (x)")
    time.sleep(0.3)
"""
BLOAT = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE bloat AS WITH RECURSIVE n(i) AS "
                   "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
                   "SELECT i, randomblob(2000) AS filler FROM n")
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations to which a test adds its own."""
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(opening, "MIGRATIONS", copy)
    return copy


def schema(db: CipherDatabase) -> dict[str, str | None]:
    """What SQLite keeps of each table and index: its whole definition, with types, NULLs, keys and CHECKs."""
    found = db.execute_sql(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name NOT IN ('schema_migration', 'sqlite_sequence')"
    )
    return dict(found.fetchall())


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[Callable[[str], CipherDatabase]]:
    made: list[CipherDatabase] = []

    def make(name: str) -> CipherDatabase:
        path = tmp_path / name
        path.touch()
        db = CipherDatabase(path, secrets.token_bytes(32), busy_timeout_ms=0)
        db.connect()
        made.append(db)
        return db

    before = database.obj
    yield make
    database.initialize(before)
    for db in made:
        db.close()


def test_the_files_lead_to_the_models(empty_database: Callable[[str], CipherDatabase]) -> None:
    """When a model changed: write a numbered file, or before the first release run tools/write_first_migration.py."""
    migrated, modelled = empty_database("migrated"), empty_database("modelled")
    with migrated.atomic():
        opening._run_migrations(migrated, OpeningState.MIGRATION_FAILED)
    database.initialize(modelled)
    modelled.create_tables(MODELS)
    assert schema(migrated) == schema(modelled)
    assert {model._meta.table_name for model in MODELS} <= set(schema(modelled))


def test_the_schema_compared_has_checks_and_clustered_keys(empty_database: Callable[[str], CipherDatabase]) -> None:
    """Or the comparison above could not miss them."""
    db = empty_database("migrated")
    opening._run_migrations(db, OpeningState.MIGRATION_FAILED)
    described = schema(db)
    assert "CHECK" in (described["message"] or "")
    assert "WITHOUT ROWID" in (described["search_key"] or "")
    assert "REFERENCES" in (described["family_contact"] or "")
    assert len(described) > 2 * len(MODELS), "indexes too"


def test_numbers_are_unique_and_without_gaps() -> None:
    numbers = [migration.idx for migration in Migration.load_directory(str(MIGRATIONS))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_first_one_can_be_undone(empty_database: Callable[[str], CipherDatabase]) -> None:
    from playhouse.migrations import Runner

    db = empty_database("migrated")
    runner = Runner(db, str(MIGRATIONS))
    runner.up()
    runner.down(Migration.load_directory(str(MIGRATIONS))[0].name)
    assert schema(db) == {}


def test_an_upgrade_keeps_the_rows_and_leaves_a_copy_from_before(practice: Practice, folder: Path) -> None:
    (folder / "0002_badge.py").write_text(ADD_COLUMN)
    records = open_records(practice.path, practice.key)
    assert "badge" in [column.name for column in records.db.get_columns("staff")]
    assert Patient.select().count() == 30
    assert records.db.execute_sql("PRAGMA foreign_keys").fetchone() == (1,)
    assert records.db.execute_sql("PRAGMA busy_timeout").fetchone() == (250,)
    records.close()
    (copy,) = (practice.path.parent / "backups").iterdir()
    assert copy.name.startswith("practice-before-0002_badge-")
    (folder / "0002_badge.py").unlink()
    assert check_records(copy, practice.key).rows == 31
    before = open_records(copy, practice.key)
    assert "badge" not in [column.name for column in before.db.get_columns("staff")]
    before.close()


def test_an_up_to_date_file_is_not_copied(practice: Practice) -> None:
    open_records(practice.path, practice.key).close()
    assert list(practice.snapshot()) == [practice.path.name]


def test_rebuilding_a_table_keeps_what_refers_to_it(practice: Practice, folder: Path) -> None:
    records = open_records(practice.path, practice.key)
    patient = Patient.select().first()
    records.db.execute_sql(
        "INSERT INTO insurance_id (patient_id, payer, number, number_key) VALUES (?, '', '1', '1')", (patient.id,)
    )
    records.close()
    (folder / "0002_rebuild.py").write_text(REBUILD_PARENT)
    records = open_records(practice.path, practice.key)
    assert records.db.execute_sql("SELECT count(*) FROM insurance_id").fetchone() == (1,)
    records.close()


@pytest.mark.parametrize("broken", [FAILS, ORPHANS, "syntax error", "up = None"])
def test_an_upgrade_that_fails_is_undone_as_a_whole(practice: Practice, folder: Path, broken: str) -> None:
    (folder / "0002_badge.py").write_text(ADD_COLUMN)
    (folder / "0003_broken.py").write_text(broken)
    with pytest.raises(OpeningError) as caught:
        open_records(practice.path, practice.key)
    assert caught.value.state is OpeningState.MIGRATION_FAILED
    assert len(list((practice.path.parent / "backups").iterdir())) == 1
    (folder / "0002_badge.py").unlink()
    (folder / "0003_broken.py").unlink()
    records = open_records(practice.path, practice.key)
    assert Patient.select().where(Patient.first_name == "overwritten").count() == 0
    assert "badge" not in [column.name for column in records.db.get_columns("staff")]
    records.close()


def test_an_upgrade_without_room_for_the_copy_does_not_begin(
    practice: Practice, folder: Path, small_disk: Callable[[str], Path]
) -> None:
    (folder / "0002_badge.py").write_text(ADD_COLUMN)
    disk = small_disk(str(int(practice.path.stat().st_size * 1.5)))
    path = disk / "practice.opportal"
    path.write_bytes(practice.path.read_bytes())
    with pytest.raises(OpeningError) as caught:
        open_records(path, practice.key)
    assert caught.value.state is OpeningState.DISK_FULL
    assert list((disk / "backups").iterdir()) == []
    assert path.read_bytes() == practice.path.read_bytes()


def test_an_upgrade_without_a_place_for_the_copy_does_not_begin(practice: Practice, folder: Path) -> None:
    (folder / "0002_badge.py").write_text(ADD_COLUMN)
    practice.path.with_name("backups").write_text("a file, not a folder")
    before = practice.snapshot()
    with pytest.raises(OpeningError) as caught:
        open_records(practice.path, practice.key)
    assert caught.value.state is OpeningState.MIGRATION_FAILED
    assert "folder for the backup" in caught.value.happened
    assert practice.snapshot() == before


def test_an_upgrade_that_fills_the_disk_is_undone(
    practice: Practice, folder: Path, small_disk: Callable[[str], Path]
) -> None:
    (folder / "0002_bloat.py").write_text(BLOAT)
    disk = small_disk("6m")
    path = disk / "practice.opportal"
    path.write_bytes(practice.path.read_bytes())
    with pytest.raises(OpeningError) as caught:
        open_records(path, practice.key)
    assert caught.value.state is OpeningState.DISK_FULL
    (folder / "0002_bloat.py").unlink()
    assert check_records(path, practice.key).rows == 31


def test_programs_that_start_together_upgrade_once(practice: Practice, folder: Path) -> None:
    (folder / "0002_slow.py").write_text(SLOW)
    program = (
        "import sys; from pathlib import Path; from opportal_desktop.records import opening\n"
        "opening.MIGRATIONS = Path(sys.argv[3])\n"
        "sys.stdin.readline()\n"
        "opening.open_records(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])).close(); print('open')"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, practice.path, practice.key.hex(), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[0].strip() for process in started] == ["open"] * 3
    assert len(list((practice.path.parent / "backups").iterdir())) == 1


HALF_WAY = """
import os, signal
def up(migrator, db):
    db.execute_sql("UPDATE patient SET first_name = 'half way'")
    db.execute_sql("PRAGMA cache_spill = 1")
    db.execute_sql("CREATE TABLE filler AS SELECT a.alert FROM patient a, patient b")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_in_the_middle_of_an_upgrade_undoes_it(practice: Practice, folder: Path) -> None:
    (folder / "0002_half_way.py").write_text(HALF_WAY)
    program = (
        "import sys; from pathlib import Path; from opportal_desktop.records import opening\n"
        "opening.MIGRATIONS = Path(sys.argv[3])\n"
        "opening.open_records(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), cache_kib=100)"
    )
    done = subprocess.run([sys.executable, "-c", program, practice.path, practice.key.hex(), folder], check=False)
    assert done.returncode == -9
    (folder / "0002_half_way.py").unlink()
    records = open_records(practice.path, practice.key)
    assert Patient.select().where(Patient.first_name == "half way").count() == 0
    records.close()
    assert check_records(practice.path, practice.key).rows == 31
