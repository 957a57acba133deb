# SPDX-License-Identifier: GPL-3.0-or-later
"""PostgreSQL by psycopg 3: pooled connections that come back after the server was away, and one writer at a time.

Imported only for a practice on a server; it lets the driver in that `opportal_desktop.records` keeps peewee from.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

from peewee import OperationalError, PeeweeException, PostgresqlDatabase, Psycopg3Adapter
from playhouse.pool import PooledDatabase

from opportal_desktop.records.server_address import ServerAddress

if sys.modules.get("psycopg", sys) is None:
    del sys.modules["psycopg"]

import psycopg
from psycopg.pq import TransactionStatus

MAX_CONNECTIONS = 200
STALE_SECONDS = 300
CONNECT_SECONDS = 5
LOST_AFTER_MS = 8000
"""A connection whose data are not acknowledged for so long is given up, where the system can tell."""
IDLE_IN_TRANSACTION_MS = 15_000
"""A PC that falls asleep in the middle of a Save must not hold the others up: the server ends its transaction."""

_WRITE = "WRITE"
_READS = ("SELECT", "WITH", "SHOW")
_LOCK_NOT_AVAILABLE = "55P03"


class ServerLostError(OperationalError):
    """The connection to the server broke and can't be made again just now.

    Attributes:
        in_doubt: the break came with a commit: nobody knows whether it was done.
    """

    in_doubt = False


class _Psycopg(Psycopg3Adapter):
    """The driver, though peewee was imported without it."""

    txn_idle = TransactionStatus.IDLE
    txn_inerror = TransactionStatus.INERROR
    txn_unknown = TransactionStatus.UNKNOWN

    def check_driver(self) -> None:
        """It is there: this module imports it."""

    def connect(self, db: PostgresDatabase, **parameters: Any) -> psycopg.Connection[Any]:
        return psycopg.connect(**parameters)


class PostgresDatabase(PooledDatabase, PostgresqlDatabase):  # type: ignore[misc]
    """A practice's database on a server.

    Whatever writes holds the one row of `change_count` from the first statement of its transaction to the last, so
    that what it reads stays true, as with SQLite's BEGIN IMMEDIATE; the count tells all others that something changed.
    """

    psycopg2_adapter = psycopg3_adapter = _Psycopg
    # As wide as SQLite's.
    field_types = PostgresqlDatabase.field_types | {"INT": "BIGINT", "AUTO": "BIGSERIAL"}

    def __init__(self, address: ServerAddress, password: str | None, *, busy_timeout_ms: int, key: bytes = b"") -> None:
        self.place = self.address = address
        self.key = key
        self._own = threading.local()
        super().__init__(
            address.database,
            max_connections=MAX_CONNECTIONS,
            stale_timeout=STALE_SECONDS,
            autoconnect=False,
            **_parameters(address, password, busy_timeout_ms),
        )

    # -- what the records need of a database

    def writing(self) -> Any:
        """A transaction that is the only one to write."""
        return self.atomic(_WRITE)

    @staticmethod
    def is_busy(error: OperationalError) -> bool:
        """Whether another program wrote for longer than the busy time-out."""
        return getattr(getattr(error, "orig", None), "sqlstate", None) == _LOCK_NOT_AVAILABLE

    def others_version(self) -> int:
        """A number that differs when any other thread or program has committed since; one round trip."""
        (count,) = self.execute_sql("SELECT count FROM change_count").fetchone()
        return int(count) - self._own_number("commits")

    def own_changes(self) -> int:
        """A number that differs after this thread has written."""
        return self._own_number("writes")

    position = "STRPOS"
    """The function that finds a text within another."""

    @staticmethod
    def native(sql: str) -> str:
        """SQL as this server has it, from what is written for both."""
        return sql.replace("?", "%s").replace("instr(", "strpos(")

    @staticmethod
    def whole_number(column: str) -> str:
        """SQL for a text column's value where it is digits only, else NULL."""
        return f"CASE WHEN {column} ~ '^[0-9]{{1,18}}$' THEN CAST({column} AS BIGINT) END"

    # -- connections that break

    def begin(self, how: str | None = None) -> None:
        # The count's row is the lock. In one round trip with BEGIN.
        sql = "BEGIN; UPDATE change_count SET count = count + 1" if how == _WRITE else "BEGIN"
        try:
            self._run(sql)
        except PeeweeException:
            if not self._drop_if_broken():
                self._run("ROLLBACK")
                raise
            # Nothing was begun, so it can be tried on a new connection.
            self._connect_again()
            self._run(sql)
        self._own.writing = how == _WRITE

    def commit(self) -> None:
        try:
            super().commit()
        except PeeweeException as error:
            if self.is_closed() or self._broken():
                lost = _lost(error)
                lost.in_doubt = True
                raise lost from error
            raise
        if self._own_number("writing"):
            self._own.commits = self._own_number("commits") + 1

    def rollback(self) -> None:
        # What was lost with its connection the server has rolled back.
        if not self._drop_if_broken():
            super().rollback()

    def _execute_cursor(self, sql: str, params: Any, **options: Any) -> Any:
        reads = sql.lstrip().startswith(_READS)
        if not reads:
            self._own.writes = self._own_number("writes") + 1
        try:
            return super()._execute_cursor(sql, params, **options)
        except PeeweeException as error:
            if self.is_closed() or not self._broken():
                raise
            if self.in_transaction():
                raise _lost(error) from error
            self._drop_if_broken()
            if not reads:
                raise _lost(error) from error
            self._connect_again()
            return super()._execute_cursor(sql, params, **options)

    def _run(self, sql: str) -> None:
        super()._execute_cursor(sql, None)

    def _broken(self) -> bool:
        return bool(self._state.conn.closed)

    def _drop_if_broken(self) -> bool:
        """Forget this thread's connection if it is dead, and all that wait in the pool: they are as old."""
        if self.is_closed() or not self._broken():
            return False
        self.manual_close()
        self.close_idle()
        return True

    def _connect_again(self) -> None:
        try:
            self.connect()
        except OperationalError as error:
            raise _lost(error) from error

    def _own_number(self, name: str) -> int:
        return int(getattr(self._own, name, 0))


def _lost(error: Exception) -> ServerLostError:
    # Without the driver's text, which can name hosts and quote values.
    return ServerLostError(type(getattr(error, "orig", error)).__name__)


def _parameters(address: ServerAddress, password: str | None, busy_timeout_ms: int) -> dict[str, Any]:
    settings = {
        "timezone": "UTC",
        "lock_timeout": max(1, busy_timeout_ms),
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_MS,
    }
    given = dict(address.parameters)
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    parameters: dict[str, Any] = {
        "application_name": "OP Portal Desktop",
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": LOST_AFTER_MS,
        "client_encoding": "UTF8",
        **given,
        **address.tls,
        "options": f"{given.get('options', '')} {options}".strip(),
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
    }
    if address.user:
        parameters["user"] = address.user
    if password is not None:
        parameters["password"] = password
    return parameters
