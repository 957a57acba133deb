# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a practice's records on a PostgreSQL server, and setting them up in an empty database.

Like opening a file: nothing is created by opening, and every way it can end has a state and plain words.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from peewee import DatabaseError, OperationalError, PeeweeException
from playhouse.migrations import Runner

from opportal_desktop.records import opening_states
from opportal_desktop.records.keys import DATABASE_PASSWORD, SecretError, get_secret
from opportal_desktop.records.models import MODELS
from opportal_desktop.records.opening import (
    HISTORY_TABLE,
    MIGRATIONS,
    known_migrations,
    link_key_of,
    logged,
    pending_of,
)
from opportal_desktop.records.opening_states import OpeningError, OpeningState, Words
from opportal_desktop.records.postgresql import PostgresDatabase
from opportal_desktop.records.records import Clock, Records, utc_now
from opportal_desktop.records.server_address import ServerAddress

log = logging.getLogger(__name__)

OLDEST_SERVER = 130000
_KEY_PROOF_PURPOSE = b"opportal key proof v1"
_SCHEMA_LOCK = 0x4F50506F7274616C  # "OPPortal"
_NO_RIGHTS = "42501"
_NO_TABLE = "42P01"
_DISK_FULL = "53100"

# The models know neither: a file has its own way to tell that something changed, and proves its key by itself.
_SERVER_TABLES = """
CREATE TABLE change_count (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), count bigint NOT NULL,
    recent bigint[] NOT NULL DEFAULT '{}') WITH (fillfactor = 10);
INSERT INTO change_count (count) VALUES (0);
CREATE TABLE practice_key (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), proof text NOT NULL)
"""

_MAY_CREATE = "SELECT has_schema_privilege(current_schema(), 'CREATE')"

# Names are sorted and compared by code point, as in the file, whatever language the server was set up in; and no
# text is cut off or refused for its length.
_TEXTS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND data_type IN ('character varying', 'text')
    AND (data_type != 'text' OR collation_name IS DISTINCT FROM 'C')
ORDER BY table_name, ordinal_position
"""


def open_on_server(
    address: ServerAddress,
    key: bytes,
    *,
    password: str | None = None,
    clock: Clock = utc_now,
    busy_timeout_ms: int = 250,
) -> Records:
    """Open existing records, migrating them first where this version needs it, by one program at a time.

    Args:
        password: instead of the one in the environment, the keyring or libpq's password file.

    Raises:
        OpeningError: the records are not open, and the database is as it was.
    """
    db = PostgresDatabase(address, password, busy_timeout_ms=busy_timeout_ms, key=key)
    with _closed_on_error(db), _refusals(address):
        _connect(db)
        _require_fit(db)
        if HISTORY_TABLE not in db.get_tables():
            raise OpeningError(OpeningState.NO_PRACTICE, address)
        (proof,) = db.execute_sql("SELECT proof FROM practice_key").fetchone()
        if not hmac.compare_digest(proof, _key_proof(key)):
            raise OpeningError(OpeningState.WRONG_KEY, address, opening_states.SERVER_WRONG_KEY)
        if pending_of(db, address):
            _migrate(db)
        # Whoever may not write finds out now, not with the first Save.
        with db.writing():
            pass
    db.proven = True
    return Records(db, link_key=link_key_of(key), clock=clock)


def create_on_server(
    address: ServerAddress,
    key: bytes,
    *,
    password: str | None = None,
    clock: Clock = utc_now,
    busy_timeout_ms: int = 250,
) -> Records:
    """Set up empty records in an empty database, and open them; all of it or nothing.

    Raises:
        OpeningError: nothing was created.
    """
    with logged(address):
        with create_in_transaction(address, key, password=password, busy_timeout_ms=busy_timeout_ms) as db:
            pass
        return Records(db, link_key=link_key_of(key), clock=clock)


@contextmanager
def create_in_transaction(
    address: ServerAddress, key: bytes, *, password: str | None = None, busy_timeout_ms: int = 250
) -> Iterator[PostgresDatabase]:
    """The tables of a new practice in an empty database; what is done within is committed with them, or undone.

    Raises:
        OpeningError: nothing was created.
    """
    db = PostgresDatabase(address, password, busy_timeout_ms=busy_timeout_ms, key=key)
    with _closed_on_error(db), _refusals(address):
        _connect(db)
        _require_fit(db)
        with db.atomic():
            _one_at_a_time(db)
            if db.get_tables():
                raise OpeningError(OpeningState.DATABASE_NOT_EMPTY, address)
            known_migrations(address)
            _run_migrations(db, OpeningState.INCOMPLETE_PROGRAM)
            for statement in _SERVER_TABLES.split(";"):
                db.execute_sql(statement)
            db.execute_sql("INSERT INTO practice_key (proof) VALUES (%s)", (_key_proof(key),))
            db.execute_sql('ALTER TABLE practice_key ALTER COLUMN proof TYPE text COLLATE "C"')
            yield db
    db.proven = True


def practice_is_there(address: ServerAddress, *, password: str | None = None) -> bool:
    """Whether a practice is in the database; False when it is empty, and one may be set up in it. Changes nothing.

    Whose practice it is shows with its key.

    Raises:
        OpeningError: neither can be: not reached, no right to create tables, something else is in it, a newer version.
    """
    db = PostgresDatabase(address, password, busy_timeout_ms=250, key=b"")
    with logged(address), _closed_on_error(db), _refusals(address):
        _connect(db)
        _require_fit(db)
        tables = db.get_tables()
        if HISTORY_TABLE in tables:
            pending_of(db, address)
        elif tables:
            raise OpeningError(OpeningState.DATABASE_NOT_EMPTY, address)
        elif db.execute_sql(_MAY_CREATE).fetchone() != (True,):
            raise OpeningError(OpeningState.NO_RIGHTS, address)
        db.manual_close()
        db.close_idle()
        return HISTORY_TABLE in tables


def count_rows(records: Records) -> int:
    """Rows in all tables; of a million patients it takes seconds."""
    return sum(model.select().count() for model in MODELS)


def _connect(db: PostgresDatabase) -> None:
    """Connect; the keyring is asked only by a server that wants a password and got none."""
    try:
        db.connect()
    except OperationalError as error:
        wanted = getattr(getattr(error, "orig", None), "pgconn", None)
        if not (wanted and wanted.needs_password) or db.connect_params.get("password"):
            raise
        try:
            password = get_secret(db.address, DATABASE_PASSWORD)
        except SecretError as refused:
            words = Words(refused.happened, refused.safe, refused.next_step)
            raise OpeningError(OpeningState.KEYRING_LOCKED, db.address, words) from refused
        if not password:
            raise
        db.connect_params["password"] = password
        db.connect()


def _require_fit(db: PostgresDatabase) -> None:
    (encoding,) = db.execute_sql("SHOW server_encoding").fetchone()
    if encoding != "UTF8" or db.server_version < OLDEST_SERVER:
        raise OpeningError(OpeningState.SERVER_UNFIT, db.address)


def _key_proof(key: bytes) -> str:
    return hmac.new(key, _KEY_PROOF_PURPOSE, hashlib.sha256).hexdigest()


def _one_at_a_time(db: PostgresDatabase) -> None:
    """Wait for other programs that change the schema; to the end of the transaction."""
    db.execute_sql("SET LOCAL lock_timeout = '60s'")
    db.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_SCHEMA_LOCK,))


def _migrate(db: PostgresDatabase) -> None:
    """Bring an existing database up to date: all of it or nothing, for a server's schema changes can be rolled back."""
    with db.atomic():
        _one_at_a_time(db)
        # Nobody writes with the old form meanwhile.
        db.execute_sql("UPDATE change_count SET count = count + 1")
        pending = pending_of(db, db.address)
        if pending:
            log.info("migrating to %s", pending[-1])
            _run_migrations(db, OpeningState.MIGRATION_FAILED)


def _run_migrations(db: PostgresDatabase, failure: OpeningState) -> None:
    try:
        Runner(db, str(MIGRATIONS), table_name=HISTORY_TABLE).up()
        _compare_texts_by_code_point(db)
    except Exception as error:
        words = opening_states.SERVER_MIGRATION_FAILED
        if _sqlstate(error) == _NO_RIGHTS:
            words = opening_states.SERVER_MIGRATION_NO_RIGHTS
        raise OpeningError(failure, db.address, words) from error


def _compare_texts_by_code_point(db: PostgresDatabase) -> None:
    tables: dict[str, list[str]] = {}
    for table, column in db.execute_sql(_TEXTS).fetchall():
        tables.setdefault(table, []).append(f'ALTER COLUMN "{column}" TYPE text COLLATE "C"')
    for table, changes in tables.items():
        db.execute_sql(f'ALTER TABLE "{table}" {", ".join(changes)}')


@contextmanager
def _closed_on_error(db: PostgresDatabase) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if not db.is_closed():
            db.manual_close()
        db.close_idle()
        raise


@contextmanager
def _refusals(address: ServerAddress) -> Iterator[None]:
    """Turn what the driver and the server say into a state."""
    try:
        yield
    except PeeweeException as error:
        raise OpeningError(_state_of(error, address), address) from error


def _sqlstate(error: BaseException) -> str | None:
    found = getattr(getattr(error, "orig", None), "sqlstate", None)
    return found if isinstance(found, str) else None


def _state_of(error: PeeweeException, address: ServerAddress) -> OpeningState:
    sqlstate = _sqlstate(error)
    if sqlstate == _NO_RIGHTS:
        return OpeningState.NO_RIGHTS
    if sqlstate == _NO_TABLE:
        return OpeningState.NO_PRACTICE
    if sqlstate == _DISK_FULL:
        return OpeningState.DISK_FULL
    if isinstance(error, OperationalError):
        if PostgresDatabase.is_busy(error):
            return OpeningState.BUSY
        return _state_of_connecting(getattr(error, "orig", error), address)
    if isinstance(error, DatabaseError):
        return OpeningState.DAMAGED
    return OpeningState.SERVER_UNREACHABLE


def _state_of_connecting(error: Any, address: ServerAddress) -> OpeningState:
    """While connecting there is no error code, only text: libpq's own is English, the server's in its language."""
    said = str(error).casefold()
    if "ssl" in said or "certificate" in said or "tls" in said.split():
        return OpeningState.TLS_REFUSED
    if "password" in said or "role" in said or getattr(getattr(error, "pgconn", None), "needs_password", False):
        return OpeningState.LOGIN_REFUSED
    if "does not exist" in said or f'"{address.database.casefold()}"' in said.partition("failed:")[2]:
        return OpeningState.DATABASE_MISSING
    if "pg_hba" in said or getattr(getattr(error, "pgconn", None), "used_password", False):
        return OpeningState.LOGIN_REFUSED
    return OpeningState.SERVER_UNREACHABLE
