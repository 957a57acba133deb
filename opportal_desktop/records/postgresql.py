# SPDX-License-Identifier: GPL-3.0-or-later
"""PostgreSQL by psycopg 3: pooled connections that come back after the server was away, and one writer at a time.

Imported only for a practice on a server; it lets the driver in that `opportal_desktop.records` keeps peewee from.
"""

from __future__ import annotations

import heapq
import logging
import secrets
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from peewee import OperationalError, PeeweeException, PostgresqlDatabase, Psycopg3Adapter
from peewee import __exception_wrapper__ as driver_errors  # type: ignore[attr-defined]
from playhouse.pool import PoolConnection, PooledDatabase

from opportal_desktop.records import trusted_authorities
from opportal_desktop.records.records import ServerLostError
from opportal_desktop.records.server_address import ServerAddress

if sys.modules.get("psycopg", sys) is None:
    del sys.modules["psycopg"]

import psycopg
from psycopg.pq import TransactionStatus

log = logging.getLogger(__name__)

STALE_SECONDS = 300
DOUBT_SECONDS = 3
CONNECT_SECONDS = 5
LOST_AFTER_MS = 8000
"""A connection whose data are not acknowledged for so long is given up, where the system can tell."""
WINDOW_SECONDS = 1.5
"""A window waits no longer for any answer, though packets that vanish are noticed only after `LOST_AFTER_MS`."""
WATCH_SECONDS = 2.0
"""The watch, so that the window knows before somebody clicks."""
STATISTICS_MS = 60_000
"""The server's own vacuum, which gives way after a second, is waited for."""
IDLE_IN_TRANSACTION_MS = 15_000
"""A PC that falls asleep in the middle of a Save must not hold the others up: the server ends its transaction."""
PAGE_COST = 1.1
"""Of a page anywhere, against the next one: a solid-state disk's. By the server's own 4, meant for turning disks, it
sorts all that begins with some letters rather than to walk along the index to the fifty that are shown."""

_WRITE, _MUCH = "WRITE", "MUCH"
_ROWS_AT_ONCE = 2000
# The count's row is the lock, and knows the last commits by random numbers: a server's own transaction numbers are
# given out again after a crash.
_COUNT_UP = "UPDATE change_count SET count = count + 1, recent = ({number}::bigint || recent)[1:32] RETURNING count"
# In one round trip.
_BEGIN_WRITING = f"BEGIN; {{patience}}{_COUNT_UP}"
_BEGIN_MUCH = "BEGIN; SELECT count FROM change_count"
ALONE_MS = 60_000
"""How long many rows wait for the others' Saves, rather than being sent again."""
_READS = ("SELECT", "WITH", "SHOW")
_HELD_UP = ("55P03", "40P01")
"""lock_not_available, deadlock_detected"""


class _Psycopg(Psycopg3Adapter):
    """The driver, though peewee was imported without it."""

    txn_idle = TransactionStatus.IDLE
    txn_inerror = TransactionStatus.INERROR
    txn_unknown = TransactionStatus.UNKNOWN

    def check_driver(self) -> None:
        """It is there: this module imports it."""

    def connect(self, db: PostgresDatabase, **parameters: Any) -> psycopg.Connection[Any]:
        if db.answer_seconds() is None:
            return _connected(db, parameters)
        # Elsewhere: to find the server's name alone may take longer than a window may wait.
        connecting: Future[psycopg.Connection[Any]] = Future()
        threading.Thread(target=_connect_for, args=(connecting, db, parameters), daemon=True).start()
        try:
            return connecting.result(db.answer_seconds())
        except TimeoutError as error:
            connecting.add_done_callback(_close_unused)
            db.note_silence()
            raise psycopg.OperationalError("no connection in time") from error


class _Connection(psycopg.Connection[Any]):
    """A connection on which a window does not wait until the network gives up; then it is closed."""

    db: PostgresDatabase

    def wait(self, gen: Any, *args: Any, **options: Any) -> Any:
        seconds = self.db.answer_seconds()
        if seconds is None:
            return super().wait(gen, *args, **options)
        began = time.monotonic()
        try:
            return super().wait(gen, timeout=seconds)
        except psycopg.OperationalError as error:
            if error.sqlstate is None and time.monotonic() - began >= seconds:
                # In the middle of an answer, it is good for nothing more.
                self.close()
                self.db.note_silence()
            raise


def _connected(db: PostgresDatabase, parameters: dict[str, Any]) -> psycopg.Connection[Any]:
    connection = _Connection.connect(**parameters)
    connection.db = db
    return connection


def _connect_for(connecting: Future[psycopg.Connection[Any]], db: PostgresDatabase, parameters: dict[str, Any]) -> None:
    try:
        connecting.set_result(_connected(db, parameters))
    except Exception as error:  # noqa: BLE001 - raised where it is waited for
        connecting.set_exception(error)


def _close_unused(connecting: Future[psycopg.Connection[Any]]) -> None:
    if connecting.exception() is None:
        connecting.result().close()


class PostgresDatabase(PooledDatabase, PostgresqlDatabase):  # type: ignore[misc]
    """A practice's database on a server.

    Whatever writes holds the one row of `change_count` from the first statement of its transaction to the last, so
    that what it reads stays true, as with SQLite's BEGIN IMMEDIATE; the count tells all others that something changed.

    Attributes:
        lost: set while a `ServerWatch` finds that nobody answers; then every call fails at once.
        silent: set when the window's thread waited in vain; until the watch has looked, its calls fail at once.
        watcher: the ident of the watch's thread.
        window: the ident of the thread that must not wait long.
        proven: it has opened once, so that what fails later is the server's or the network's doing.
    """

    psycopg2_adapter = psycopg3_adapter = _Psycopg
    # As wide as SQLite's.
    field_types = PostgresqlDatabase.field_types | {"INT": "BIGINT", "AUTO": "BIGSERIAL"}

    def __init__(self, address: ServerAddress, password: str | None, *, busy_timeout_ms: int, key: bytes = b"") -> None:
        self.place = self.address = address
        self.key = key
        self._own = threading.local()
        self.lost = threading.Event()
        self.silent = threading.Event()
        self.watcher = self.window = 0
        self.proven = False
        if address.tls.get("sslrootcert") == "system":
            trusted_authorities.show_to_client()
        super().__init__(
            address.database,
            stale_timeout=STALE_SECONDS,
            autoconnect=False,
            **_parameters(address, password, busy_timeout_ms),
        )
        # What it would guard belongs to a thread each; and nobody is to wait while another one connects.
        self._lock = nullcontext()

    # -- what the records need of a database

    def writing(self) -> Any:
        """A transaction that is the only one to write."""
        return self.atomic(_WRITE)

    @staticmethod
    def is_busy(error: OperationalError) -> bool:
        """Whether another program wrote for longer than the busy time-out."""
        return getattr(getattr(error, "orig", None), "sqlstate", None) in _HELD_UP

    def others_version(self) -> int:
        """A number that differs when any other thread or program has committed since; one round trip."""
        (count,) = self.execute_sql("SELECT count FROM change_count").fetchone()
        return self.others_version_at(count)

    def others_version_at(self, count: int) -> int:
        """The same at a count of changes that was read elsewhere."""
        return count - self._own_number("commits")

    def own_changes(self) -> int:
        """A number that differs after this thread has written."""
        return self._own_number("writes")

    @staticmethod
    def has_moved() -> bool:
        """Only a file's practice moves away."""
        return False

    def serve_window(self) -> None:
        """This thread is a window's: from now on it waits only for a moment, and then says that the server is lost."""
        self.window = threading.get_ident()

    def answer_seconds(self) -> float | None:
        """Seconds that this thread waits for an answer; None for as long as the network does."""
        return {self.window: WINDOW_SECONDS, self.watcher: WATCH_SECONDS}.get(threading.get_ident())

    def note_silence(self) -> None:
        """This thread waited in vain."""
        if threading.get_ident() == self.window:
            self.silent.set()

    def keep_few_pages(self) -> None:
        """Its pages are the server's to keep."""

    @staticmethod
    def native(sql: str) -> str:
        """SQL as this server has it, from what is written for both."""
        return sql.replace("?", "%s").replace("instr(", "strpos(")

    @staticmethod
    def whole_number(column: str) -> str:
        """SQL for a text column's value where it is digits only, else NULL."""
        return f"CASE WHEN {column} ~ '^[0-9]{{1,18}}$' THEN CAST({column} AS BIGINT) END"

    def insert_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert many rows, as the columns keep them, within the caller's transaction; given ids are reserved."""
        self._own.writes = self._own_number("writes") + 1
        names = ", ".join(columns)
        with (
            driver_errors,
            self.connection().cursor() as cursor,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def execute_rows(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Run one statement for many rows, within the caller's transaction; returns how many rows it changed."""
        self._own.writes = self._own_number("writes") + 1
        with driver_errors, self.connection().cursor() as cursor:
            cursor.executemany(self.native(sql), rows)
            return int(cursor.rowcount)

    @contextmanager
    def waiting(self, milliseconds: int) -> Iterator[None]:
        """Have this thread wait so long for another writer when it begins to write; no round trip more."""
        self._own.patience = milliseconds
        try:
            yield
        finally:
            self._own.patience = None

    # -- very many rows at once

    def writing_much(self) -> Any:
        """A transaction that others write beside until it is told to `write_alone`: nobody sees its new rows before."""
        return self.atomic(_MUCH)

    def write_alone(self) -> bool:
        """From here on this transaction is the only one to write; tells whether others wrote since it began."""
        number = secrets.randbits(63)
        self._run(f"SET LOCAL lock_timeout = {ALONE_MS}")
        (count,) = self._run(_COUNT_UP.format(number=number)).fetchone()
        self._own.transaction = count, number
        return bool(count != self._own.count_before + 1)

    def reserve_ids(self, counts: dict[str, int]) -> dict[str, int]:
        """{table: the id before so many that nobody else gets}, within a transaction that is alone."""
        bases: dict[str, int] = {}
        for table, count in counts.items():
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            (highest,) = self._run(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 - of ours
            (following,) = self._run(f"SELECT nextval({sequence})").fetchone()
            bases[table] = max(highest, following)
            self._run(f"SELECT setval({sequence}, {bases[table] + max(1, count)})")
        return bases

    alone_from_start = False
    """Whether a transaction of `writing_much` keeps others from writing from its first statement on."""

    @contextmanager
    def reading_beside(self, path: Path, key: bytes) -> Iterator[None]:
        """A server reads no file from here."""
        yield None

    def read_rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a SELECT, however many, within the caller's transaction; only some are in memory at a time."""
        with driver_errors, self.connection().cursor(name="read_rows") as cursor:
            cursor.itersize = _ROWS_AT_ONCE
            yield from cursor.execute(sql)

    def may_idle(self) -> None:
        """Let the running transaction rest, for work on this side between its statements."""
        self.execute_sql("SET LOCAL idle_in_transaction_session_timeout = 0")

    def gather_statistics(self) -> None:
        """Have the server look at tables that were just filled: until then it plans as if they were empty.

        It does so by itself sooner or later, and perhaps just now: nothing is lost where it can't be done.
        """
        try:
            self.execute_sql(f"SET lock_timeout = {STATISTICS_MS}")
            try:
                self.execute_sql("VACUUM (ANALYZE)")
            finally:
                self.execute_sql("RESET lock_timeout")
        except PeeweeException as error:
            log.warning("no statistics were gathered: %s", type(error).__name__)

    # -- connections that break

    def connect(self, reuse_if_open: bool = False) -> bool:
        # What broke was this thread's, and so is what takes its place: who only borrows must not close it.
        broke = getattr(self._own, "broke", False)
        try:
            opened = bool(super().connect(reuse_if_open))
        except OperationalError as error:
            # Opening tells the cases apart by what the driver says; later on they are one.
            if self.proven:
                raise _lost(error) from error
            raise
        self._own.broke = False
        return opened and not broke

    def _connect(self) -> Any:
        """Like the pool's, but no other thread waits for its lock while the network is asked for a new one."""
        conn, since = self._take_idle()
        if conn is None:
            conn, since = PostgresqlDatabase._connect(self), time.time()  # type: ignore[attr-defined]
        with self._pool_lock:
            self._in_use[self.conn_key(conn)] = PoolConnection(since, conn, time.time())
        return conn

    def _take_idle(self) -> tuple[Any, float]:
        with self._pool_lock:
            while self._connections:
                since, _, conn = heapq.heappop(self._connections)
                if not (conn.closed or self._is_stale(since)):
                    return conn, since
                self._close_raw(conn)
        return None, 0.0

    def close(self) -> bool:
        self._own.broke = False
        return bool(super().close())

    def begin(self, how: str | None = None) -> None:
        self._mend()
        number = secrets.randbits(63)
        waits = getattr(self._own, "patience", None)
        patience = f"SET LOCAL lock_timeout = {waits}; " if waits else ""
        writing = _BEGIN_WRITING.format(number=number, patience=patience)
        sql = {_WRITE: writing, _MUCH: _BEGIN_MUCH}.get(how or "", "BEGIN")
        try:
            cursor = self._run(sql)
        except PeeweeException:
            if not self._drop_if_broken():
                self._run("ROLLBACK")
                raise
            # Nothing was begun, so it can be tried on a new connection.
            self._connect_again()
            cursor = self._run(sql)
        while cursor.nextset():
            pass
        count = cursor.fetchone()[0] if how in (_WRITE, _MUCH) else 0
        self._own.count_before = count
        self._own.transaction = (count, number) if how == _WRITE else None

    def commit(self) -> None:
        transaction = getattr(self._own, "transaction", None)
        try:
            super().commit()
        except PeeweeException as error:
            if not self._broken():
                raise
            if not self._was_committed(transaction):
                raise _lost(error) from error
        if transaction:
            self._own.commits = self._own_number("commits") + 1

    def _was_committed(self, transaction: tuple[int, int] | None) -> bool:
        """What the server says of a transaction whose commit was not answered, asked on a new connection.

        Raises:
            ServerLostError: it could not be asked (`in_doubt`).
        """
        callbacks = list(self._state.commit_callbacks)
        self._drop_if_broken()
        deadline = time.monotonic() + DOUBT_SECONDS
        while transaction is not None:
            if (committed := self._ask_whether_committed(*transaction)) is not None:
                self._state.commit_callbacks[:] = callbacks
                return committed
            if self._known_lost() or time.monotonic() > deadline:
                break
            time.sleep(0.1)
        lost = ServerLostError("the outcome of the commit is not known")
        lost.in_doubt = transaction is not None
        raise lost

    def _ask_whether_committed(self, count: int, number: int) -> bool | None:
        """None while it can't be told."""
        try:
            self.connect(reuse_if_open=True)
            # Locked: until the server has noticed that the connection is gone, it may go on with what it was told.
            now, recent = self._run("SELECT count, recent FROM change_count FOR UPDATE").fetchone()
        except PeeweeException:
            self._drop_if_broken()
            return None
        later = now - count
        if later < 0:
            return False
        return recent[later] == number if later < len(recent) else None

    def rollback(self) -> None:
        # What was lost with its connection the server has rolled back.
        if not self.is_closed() and not self._drop_if_broken():
            super().rollback()

    def _execute_cursor(self, sql: str, params: Any, **options: Any) -> Any:
        self._mend()
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

    def _run(self, sql: str) -> Any:
        return super()._execute_cursor(sql, None)

    def _broken(self) -> bool:
        return bool(self._state.conn.closed)

    def _mend(self) -> None:
        """Connect again where this thread's connection broke.

        Raises:
            ServerLostError: it can't be done now.
        """
        # Whoever asks while it is known that nobody answers would wait for each time-out anew: the window's thread too.
        if self._known_lost():
            self._drop_if_broken()
            raise ServerLostError("the server does not answer")
        if self.is_closed() and getattr(self._own, "broke", False):
            self._connect_again()

    def _known_lost(self) -> bool:
        thread = threading.get_ident()
        return thread != self.watcher and (self.lost.is_set() or (thread == self.window and self.silent.is_set()))

    def _drop_if_broken(self) -> bool:
        """Forget this thread's connection if it is dead, and all that wait in the pool: they are as old."""
        if self.is_closed() or self.in_transaction() or not self._broken():
            return False
        self.manual_close()
        self._own.broke = True
        self.close_idle()
        return True

    def _connect_again(self) -> None:
        if self._known_lost():
            raise ServerLostError("the server does not answer")
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
    # Before what the address says: who knows the server's disks knows better.
    given_options = f"-c random_page_cost={PAGE_COST} {given.get('options', '')}"
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
        "options": f"{given_options} {options}",
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
    }
    if address.user:
        parameters["user"] = address.user
    if password is not None:
        parameters["password"] = password
    return parameters
