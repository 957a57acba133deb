# SPDX-License-Identifier: GPL-3.0-or-later
"""The admin commands for a practice on a server, with a real server, a keyring in memory and the real configuration."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from peewee import OperationalError

from opportal_desktop.command_line import main
from opportal_desktop.configuration import load_configuration
from opportal_desktop.demo.sample_practice import fill_sample_practice
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.paths import find_paths
from opportal_desktop.records import moving
from opportal_desktop.records.cipher import CipherDatabase
from opportal_desktop.records.keys import SMTP_PASSWORD, find_key, get_secret, set_secret, store_key
from opportal_desktop.records.models import MODELS, AuditEntry, Message, Patient, Setting
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.opening_states import OpeningError, OpeningState
from opportal_desktop.records.outbox import OutboxUnavailableError, claim_next
from opportal_desktop.records.records import RecordsMovedError
from opportal_desktop.records.recovery_code import recovery_code
from opportal_desktop.records.search import find_patients
from opportal_desktop.records.server_address import ServerAddress
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.practice import staff_member
from tests.desktop.memory_keyring import MemoryKeyring, keyring_in_use
from tests.postgresql_server import PASSWORD, PostgresServer

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def keyring() -> Iterator[MemoryKeyring]:
    kept = MemoryKeyring()
    with keyring_in_use(kept):
        yield kept


@pytest.fixture
def pc(tmp_path: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This PC's folder; its practice is in a file."""
    for name in ("OPPORTAL_KEY", "OPPORTAL_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPPORTAL_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def file(pc: Path) -> Path:
    """The configured practice, with sample families and what a program writes in its life."""
    path, key = find_paths().practice_file, secrets.token_bytes(32)
    records = create_records(path, key)
    fill_sample_practice(records, staff_member(records, "mira", "Mira Chen"), TODAY)
    records.close()
    store_key(path, key)
    set_secret(path, SMTP_PASSWORD, "the mail's")
    return path


@pytest.fixture
def address(postgresql: PostgresServer) -> Iterator[ServerAddress]:
    """An empty database, as another PC would reach it."""
    name = postgresql.new_database()
    yield postgresql.tls_address(name)
    postgresql.drop_database(name)


def run(*arguments: object, typed: str = "") -> Result:
    done = CliRunner().invoke(main, ["admin", *map(str, arguments)], input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert PASSWORD not in done.output
    return done


def test_a_practice_moves_with_all_that_it_has(
    file: Path, address: ServerAddress, keyring: MemoryKeyring, caplog: pytest.LogCaptureFixture
) -> None:
    done = run("move-to-postgresql", address, typed=f"{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert load_configuration(find_paths().config).database == address
    assert PASSWORD not in (find_paths().config / "opportal.ini").read_text()
    assert PASSWORD in keyring.values()
    assert PASSWORD not in caplog.text
    assert get_secret(address, SMTP_PASSWORD) == "the mail's"

    with pytest.raises(OpeningError) as refused:
        open_records(file, find_key(file))
    assert refused.value.state is OpeningState.MOVED
    (backup,) = (file.parent / "backups").iterdir()
    old = open_records(backup, find_key(file))
    there = {model: list(model.select().order_by(*model._meta.get_primary_keys()).dicts()) for model in MODELS}
    found = find_patients(old, "g", today=TODAY)
    link_key = old.link_key
    old.close()
    new = open_records(address, find_key(address))
    for model, rows in there.items():
        found_rows = list(model.select().order_by(*model._meta.get_primary_keys()).dicts())
        assert found_rows[: len(rows)] == rows
        assert [row["action"] for row in found_rows[len(rows) :]] == (
            ["practice moved to a server"] if model is AuditEntry else []
        )
    assert there[Patient]
    assert there[Message]
    assert find_patients(new, "g", today=TODAY) == found
    assert new.link_key == link_key, "setup links on their way would be dead"
    # New rows are numbered behind the old ones.
    draft = PatientDraft(first_name="Zoë", last_name="Zúñiga", birth_date=dt.date(2020, 1, 2))
    staff = staff_member(new, "mira", "Mira Chen")
    assert save_patient(new, draft, staff).patient_id == max(row["id"] for row in there[Patient]) + 1
    new.close()
    assert "rows, the same on both sides" in done.output
    assert run("check").exit_code == 0


def test_who_has_the_file_open_still_writes_nothing_after_the_move(file: Path, address: ServerAddress) -> None:
    open_still = open_records(file, find_key(file))
    assert run("move-to-postgresql", address, typed=f"{PASSWORD}\n").exit_code == 0
    with pytest.raises(RecordsMovedError) as refused, open_still.transaction():
        raise AssertionError("it is not begun")
    assert "moved to a database server. Nothing was saved." in not_written(refused.value, "Nothing was saved.")
    # No mail twice, from here and from the server.
    with pytest.raises(OutboxUnavailableError):
        claim_next(open_still, dt.timedelta(minutes=5))
    assert not open_still.db.in_transaction()
    open_still.close()


def test_a_file_that_cannot_note_the_move_goes_on(
    file: Path, address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(db: CipherDatabase) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(CipherDatabase, "note_moved", full)
    done = run("move-to-postgresql", address, typed=f"{PASSWORD}\n")
    assert done.exit_code == 1
    assert "Empty the database before you try again" in done.output
    assert load_configuration(find_paths().config).database is None
    records = open_records(file, find_key(file))
    with records.transaction():
        assert Patient.select().count()
    records.close()


def test_a_copy_that_differs_is_undone_and_this_pc_goes_on(
    file: Path, address: ServerAddress, postgresql: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, copied = moving._rows, []

    def one_letter_lost(db, model):
        """On the way from the file, not when both sides are compared."""
        if model is Setting and not copied:
            copied.append(model)
            return ((*row[:1], row[1][:-1]) for row in honest(db, model))
        return honest(db, model)

    monkeypatch.setattr(moving, "_rows", one_letter_lost)
    done = run("move-to-postgresql", address, typed=f"{PASSWORD}\n")
    assert done.exit_code == 1
    assert "setting" in done.output
    assert load_configuration(find_paths().config).database is None
    assert postgresql.sql(address.database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"


def test_nothing_moves_while_somebody_writes(file: Path, address: ServerAddress) -> None:
    records = open_records(file, find_key(file))
    other = open_records(file, find_key(file))
    with records.db.writing():
        done = run("move-to-postgresql", address, typed=f"{PASSWORD}\n")
    assert done.exit_code == 1
    assert "close it" in done.output
    records.db.close()
    other.close()


def test_another_pc_joins_with_the_recovery_code(
    pc: Path, postgresql: PostgresServer, address: ServerAddress, keyring: MemoryKeyring
) -> None:
    done = run("create-postgresql", address, typed=f"{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    key = find_key(address)
    code = recovery_code(key)
    assert str(code) in done.output
    (find_paths().config / "opportal.ini").unlink()
    keyring.entries.clear()

    wrong = run("join-postgresql", address, typed=f"{recovery_code(secrets.token_bytes(32))}\n{PASSWORD}\n")
    assert wrong.exit_code == 1
    assert "belongs to other records" in wrong.output
    assert not keyring.entries
    assert load_configuration(find_paths().config).database is None

    done = run("join-postgresql", address, typed=f"{code}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert load_configuration(find_paths().config).database == address
    open_records(address, find_key(address)).close()


def test_a_new_password_is_tried_before_it_is_kept(
    pc: Path, postgresql: PostgresServer, address: ServerAddress, keyring: MemoryKeyring
) -> None:
    run("create-postgresql", address, typed=f"{PASSWORD}\n")
    assert run("database-password", typed="not this one\n").exit_code == 1
    assert PASSWORD in keyring.values()
    assert run("database-password", typed=f"{PASSWORD}\n").exit_code == 0


def test_a_full_database_is_refused(file: Path, postgresql: PostgresServer, address: ServerAddress) -> None:
    postgresql.sql(address.database, "CREATE TABLE theirs (x int)")
    done = run("move-to-postgresql", address, typed=f"{PASSWORD}\n")
    assert done.exit_code == 1
    assert "There are tables in this database already" in done.output
    assert load_configuration(find_paths().config).database is None


def test_an_address_without_tls_is_refused_before_anything(pc: Path) -> None:
    done = run("join-postgresql", "postgresql://desk:secret@db.example.org/practice?sslmode=disable")
    assert done.exit_code == 2
    assert "secret" not in done.output
    assert "verify-full" in done.output


def test_an_unusable_address_in_the_configuration_is_said(pc: Path) -> None:
    find_paths().config.mkdir(parents=True, exist_ok=True)
    (find_paths().config / "opportal.ini").write_text("[practice]\ndatabase = postgresql://nobody\n")
    done = run("check")
    assert done.exit_code == 1
    assert "cannot be used" in done.output
