# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a practice on a real PostgreSQL server: every way it can end has its state, and nothing is created by it."""

from __future__ import annotations

import logging
import secrets
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from opportal_desktop.records import server_opening
from opportal_desktop.records.models import MODELS, Staff
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.opening_states import OpeningError, OpeningState
from opportal_desktop.records.server_address import ServerAddress
from opportal_desktop.records.server_opening import create_on_server
from opportal_desktop.terms import StaffRole
from tests.postgresql_server import KEY, PASSWORD, PostgresServer

S = OpeningState


@pytest.fixture
def database(postgresql: PostgresServer) -> Iterator[str]:
    """A fresh, empty database."""
    name = postgresql.new_database()
    yield name
    postgresql.drop_database(name)


@pytest.fixture
def practice(postgresql: PostgresServer) -> Iterator[ServerAddress]:
    """A practice that is set up and closed."""
    address = postgresql.new_practice()
    yield address
    postgresql.drop_database(address.database)


@pytest.fixture
def with_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPPORTAL_DATABASE_PASSWORD", PASSWORD)


def refusal(address: ServerAddress, key: bytes = KEY) -> OpeningState:
    with pytest.raises(OpeningError) as caught:
        open_records(address, key).close()
    assert caught.value.place == address
    assert PASSWORD not in repr(caught.value) + str(caught.value.__cause__)
    return caught.value.state


def tables(postgresql: PostgresServer, database: str) -> int:
    return int(postgresql.sql(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))


def test_a_new_practice_is_empty_and_opens_again(practice: ServerAddress) -> None:
    records = open_records(practice, KEY)
    assert [model.select().count() for model in MODELS] == [0] * len(MODELS)
    with records.transaction():
        Staff.create(login="mira", name="Mira Chen", role=StaffRole.MANAGER, added_at=records.clock())
    records.close()
    again = open_records(practice, KEY)
    assert Staff.get().name == "Mira Chen"
    assert again.link_key == records.link_key
    again.close()


def test_an_empty_database_is_no_practice_and_stays_empty(postgresql: PostgresServer, database: str) -> None:
    assert refusal(postgresql.address(database)) is S.NO_PRACTICE
    assert tables(postgresql, database) == 0


def test_a_missing_database_is_not_created(postgresql: PostgresServer) -> None:
    assert refusal(postgresql.address("nowhere")) is S.DATABASE_MISSING


def test_a_server_that_is_not_there(postgresql: PostgresServer) -> None:
    assert refusal(replace(postgresql.address("practice"), port=1)) is S.SERVER_UNREACHABLE


def test_the_key_of_another_practice(practice: ServerAddress) -> None:
    assert refusal(practice, secrets.token_bytes(32)) is S.WRONG_KEY


def test_a_database_with_other_tables_is_left_alone(postgresql: PostgresServer, database: str) -> None:
    postgresql.sql(database, "CREATE TABLE patient (name text)")
    with pytest.raises(OpeningError) as caught:
        create_on_server(postgresql.address(database), KEY)
    assert caught.value.state is S.DATABASE_NOT_EMPTY
    assert tables(postgresql, database) == 1
    assert refusal(postgresql.address(database)) is S.NO_PRACTICE


def test_a_newer_program_was_here(postgresql: PostgresServer, practice: ServerAddress) -> None:
    postgresql.sql(
        practice.database, "INSERT INTO schema_migration (name, applied) VALUES ('9999_from_the_future', now())"
    )
    assert refusal(practice) is S.NEWER_SCHEMA


def test_the_servers_disk_is_full(postgresql: PostgresServer, database: str) -> None:
    address = postgresql.address(database)
    full = "DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
    with (
        pytest.raises(OpeningError) as caught,
        server_opening.create_in_transaction(address, KEY) as db,
    ):
        db.execute_sql(full)
    assert caught.value.state is S.DISK_FULL
    assert postgresql.sql(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"


def test_a_database_in_another_encoding(postgresql: PostgresServer) -> None:
    postgresql.sql(
        "postgres",
        "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0",
    )
    assert refusal(postgresql.address("latin")) is S.SERVER_UNFIT
    postgresql.drop_database("latin")


def test_a_user_without_rights(postgresql: PostgresServer, practice: ServerAddress) -> None:
    postgresql.sql(practice.database, "CREATE ROLE guest LOGIN")
    assert refusal(replace(practice, user="guest")) is S.NO_RIGHTS
    postgresql.sql(practice.database, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    assert refusal(replace(practice, user="guest")) is S.NO_RIGHTS
    postgresql.sql(practice.database, "DROP OWNED BY guest; DROP ROLE guest")


def test_somebody_writes_for_longer_than_one_waits(practice: ServerAddress) -> None:
    records = open_records(practice, KEY)
    with records.transaction(), pytest.raises(OpeningError) as caught:
        server_opening.open_on_server(practice, KEY, busy_timeout_ms=10)
    assert caught.value.state is S.BUSY
    records.close()


# ---------------------------------------------------------------------------------------------------- TLS and passwords


def test_by_tls_with_the_password_from_the_environment(
    postgresql: PostgresServer, practice: ServerAddress, with_password: None
) -> None:
    records = open_records(postgresql.tls_address(practice.database), KEY)
    (used,) = records.db.execute_sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()
    assert used
    records.close()


def test_a_wrong_password(
    postgresql: PostgresServer,
    practice: ServerAddress,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("OPPORTAL_DATABASE_PASSWORD", "not the right one")
    caplog.set_level(logging.DEBUG)
    assert refusal(postgresql.tls_address(practice.database)) is S.LOGIN_REFUSED
    assert "not the right one" not in caplog.text


def test_no_password(postgresql: PostgresServer, practice: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_opening, "get_secret", lambda *_: None)
    assert refusal(postgresql.tls_address(practice.database)) is S.LOGIN_REFUSED


def test_a_server_that_proves_another_name(
    postgresql: PostgresServer, practice: ServerAddress, with_password: None
) -> None:
    assert refusal(postgresql.tls_address(practice.database, name="other.example")) is S.TLS_REFUSED


def test_an_authority_that_this_computer_does_not_know(
    postgresql: PostgresServer, practice: ServerAddress, with_password: None
) -> None:
    address = postgresql.tls_address(practice.database)
    unknown = tuple(pair for pair in address.parameters if pair[0] != "sslrootcert")
    assert refusal(replace(address, parameters=unknown)) is S.TLS_REFUSED


def test_an_authority_that_this_computer_trusts(
    postgresql: PostgresServer, practice: ServerAddress, with_password: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        # Set first, so that what is set meanwhile is taken back.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    trusted = ssl.get_default_verify_paths()._replace(cafile=str(postgresql.ca_file), capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: trusted)
    address = postgresql.tls_address(practice.database)
    unnamed = tuple(pair for pair in address.parameters if pair[0] != "sslrootcert")

    open_records(replace(address, parameters=unnamed), KEY).close()


# ----------------------------------------------------------------------------------------------------------- the driver


def _run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.strip()


def test_a_practice_in_a_file_never_loads_the_driver(tmp_path: Path) -> None:
    said = _run(
        "import sys, pathlib, secrets\n"
        "from opportal_desktop.records.opening import create_records\n"
        f"create_records(pathlib.Path({str(tmp_path / 'p.opportal')!r}), secrets.token_bytes(32)).close()\n"
        "print([name for name in sys.modules if name.startswith('psycopg') and sys.modules[name]])"
    )
    assert said == "[]"


def test_a_practice_on_a_server_loads_it(practice: ServerAddress) -> None:
    said = _run(
        "from opportal_desktop.records.opening import open_records\n"
        "from opportal_desktop.records.server_address import read_place\n"
        "from opportal_desktop.records.models import Patient\n"
        f"records = open_records(read_place({str(practice)!r}), bytes.fromhex({KEY.hex()!r}))\n"
        "print(Patient.select().count()); records.close()"
    )
    assert said == "0"


def test_without_the_driver_it_is_said(practice: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("opportal_desktop.records.server_opening", "opportal_desktop.records.postgresql"):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "psycopg")
    monkeypatch.setattr(sys, "meta_path", [_NoPsycopg(), *sys.meta_path])
    assert refusal(practice) is S.DRIVER_MISSING


class _NoPsycopg:
    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "psycopg":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


# ----------------------------------------------------------------------------------------------------------- the schema


def test_all_texts_are_compared_by_code_point(postgresql: PostgresServer, practice: ServerAddress) -> None:
    wrong = postgresql.sql(practice.database, server_opening._TEXTS)
    assert wrong == ""
    ordered = postgresql.sql("postgres", "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['a', 'B', 'é', 'f']) x")
    assert ordered == "aBéf", "the test's server must have another order of its own"


def test_a_migration_is_run_once_by_one_program(
    practice: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add_migration(monkeypatch, tmp_path, "db.execute_sql('ALTER TABLE staff ADD COLUMN badge VARCHAR(9)')")
    for _ in range(2):
        records = open_records(practice, KEY)
        assert "badge" in [column.name for column in records.db.get_columns("staff")]
        assert not records.db.execute_sql(server_opening._TEXTS).fetchall()
        records.close()


def test_a_migration_that_fails_leaves_everything(
    postgresql: PostgresServer, practice: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add_migration(monkeypatch, tmp_path, "db.execute_sql('DROP TABLE passkey'); db.execute_sql('SELECT 1/0')")
    before = tables(postgresql, practice.database)
    assert refusal(practice) is S.MIGRATION_FAILED
    assert tables(postgresql, practice.database) == before


def _add_migration(monkeypatch: pytest.MonkeyPatch, folder: Path, statement: str) -> None:
    from opportal_desktop.records import opening

    for file in opening.MIGRATIONS.glob("[0-9]*.py"):
        (folder / file.name).write_text(file.read_text())
    (folder / "0099_test.py").write_text(f"def up(migrator, db):\n    {statement}\n")
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    monkeypatch.setattr(server_opening, "MIGRATIONS", folder)
