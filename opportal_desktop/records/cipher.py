# SPDX-License-Identifier: GPL-3.0-or-later
"""The SQLCipher driver, guarded, and page checks of our own that tell a wrong key from a damaged file.

SQLCipher 4 with a raw key: a file is pages of 4096 bytes, the last 80 of each being an IV and an HMAC-SHA512; the
first 16 bytes of the file are a random salt, of which only the HMAC's key is made.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import OperationalError
from peewee import __exception_wrapper__ as driver_errors  # type: ignore[attr-defined]
from playhouse.sqlcipher_ext import SqlCipherDatabase

KEY_BYTES = 32
PAGE_BYTES = 4096
PLAIN_HEADER = b"SQLite format 3\0"
_SALT_BYTES = 16
_HMAC_BYTES = 64
_SAMPLED_PAGES = 64

_MOVED = 1
_connections: Counter[Path] = Counter()
_connections_lock = threading.Lock()


class DriverNotEncryptingError(Exception):
    """A plain SQLite was loaded in SQLCipher's place; nothing has been read or written."""


class CipherDatabase(SqlCipherDatabase):  # type: ignore[misc]
    """An existing encrypted file; never creates one, and proves on each connection that the driver encrypts.

    Connections raise DriverNotEncryptingError, or peewee's errors.
    """

    def __init__(self, path: Path, key: bytes, *, busy_timeout_ms: int, cache_kib: int = 4096) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        self.place = self.path = path.absolute()
        self.key = key
        super().__init__(
            f"{self.path.as_uri()}?mode=rw",
            uri=True,
            autoconnect=False,
            # An empty passphrase would silently mean no encryption; this one can't be empty.
            passphrase=f"x'{key.hex()}'",
            timeout=busy_timeout_ms / 1000,
            pragmas={
                "busy_timeout": busy_timeout_ms,
                "foreign_keys": 1,
                "synchronous": "full",
                "cache_size": -cache_kib,
                "temp_store": "memory",
            },
        )

    # -- what the records need of a database

    def writing(self) -> Any:
        """A transaction that is the only one to write."""
        return self.atomic("IMMEDIATE")

    def has_moved(self) -> bool:
        """Whether the practice is on a server now, and this file only kept; costs microseconds."""
        return bool(self.execute_sql("PRAGMA user_version").fetchone()[0] == _MOVED)

    def note_moved(self) -> None:
        """Have `has_moved` say so to every program from the commit of the running transaction on."""
        self.execute_sql(f"PRAGMA user_version = {_MOVED}")

    def keep_few_pages(self) -> None:
        """For a connection that reads a little here and there, once: less memory, and no page is asked for twice."""
        self.execute_sql("PRAGMA cache_size = -256")

    @staticmethod
    def is_busy(error: OperationalError) -> bool:
        """Whether another program wrote for longer than the busy time-out."""
        return "locked" in str(error) or "busy" in str(error)

    def others_version(self) -> int:
        """A number that differs when any other connection has committed since; costs microseconds."""
        return int(self.execute_sql("PRAGMA data_version").fetchone()[0])

    def own_changes(self) -> int:
        """A number that differs after this thread has written."""
        return int(self.connection().total_changes)

    def close_idle(self) -> None:
        """There is no pool: each thread closes its own."""

    def serve_window(self) -> None:
        """No network is in between."""

    @staticmethod
    def native(sql: str) -> str:
        """SQL as this database has it, from what is written for both."""
        return sql

    @staticmethod
    def whole_number(column: str) -> str:
        """SQL for a text column's value where it is digits only, else NULL."""
        return f"CASE WHEN {column} NOT GLOB '*[^0-9]*' AND length({column}) < 19 THEN CAST({column} AS INTEGER) END"

    def execute_rows(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Run one statement for many rows, within the caller's transaction; returns how many rows it changed."""
        with driver_errors:
            return int(self.connection().executemany(sql, rows).rowcount)

    @contextmanager
    def waiting(self, milliseconds: int) -> Iterator[None]:
        """Have this thread's connection wait so long for another writer, instead of as it was opened."""
        (usual,) = self.execute_sql("PRAGMA busy_timeout").fetchone()
        self.execute_sql(f"PRAGMA busy_timeout = {milliseconds}")
        try:
            yield
        finally:
            self.execute_sql(f"PRAGMA busy_timeout = {usual}")

    # -- very many rows at once

    def writing_much(self) -> Any:
        """As `writing`: a file has one writer."""
        return self.writing()

    def reserve_ids(self, counts: dict[str, int]) -> dict[str, int]:
        """{table: the highest id}, within a transaction that writes: nobody else takes the next ones."""
        return {
            table: int(self.execute_sql(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])  # noqa: S608
            for table in counts
        }

    alone_from_start = True
    """Whether a transaction of `writing_much` keeps others from writing from its first statement on."""

    def gather_statistics(self) -> None:
        """A file is asked by its indexes, however many rows there are: nothing is to be gathered."""

    @contextmanager
    def reading_beside(self, path: Path, key: bytes) -> Iterator[str]:
        """Another encrypted file as a schema of this thread's connection, around a transaction; gives its name."""
        with driver_errors:
            self.connection().execute("ATTACH DATABASE ? AS beside KEY ?", (str(path), f"x'{key.hex()}'"))
        try:
            yield "beside"
        finally:
            with driver_errors:
                self.connection().execute("DETACH DATABASE beside")

    @contextmanager
    def filling(self, table: str) -> Iterator[None]:
        """Around more new rows than the table has, in a transaction: its indexes are built anew behind them.

        That takes half the time of putting in entry by entry; what must be unique is still checked at each row.
        """
        indexes = self.execute_sql(
            "SELECT name, sql FROM main.sqlite_master "
            "WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX %'",
            (table,),
        ).fetchall()
        for name, _ in indexes:
            self.execute_sql(f'DROP INDEX main."{name}"')
        yield
        for _, sql in indexes:
            self.execute_sql(sql)

    def read_rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a SELECT, however many; only some are in memory at a time."""
        yield from self.execute_sql(sql)

    # -- connections

    def _connect(self) -> Any:
        conn = super()._connect()
        with _connections_lock:
            _connections[self.path] += 1
        return conn

    def _close(self, conn: Any) -> None:
        super()._close(conn)
        with _connections_lock:
            _connections[self.path] -= 1

    def rollback(self) -> None:
        # On a full disk SQLite has rolled back by itself; a second ROLLBACK would hide that error behind its own, and
        # leave the callbacks of the lost transaction to run with the next one.
        if self.is_closed() or self.connection().in_transaction:
            super().rollback()

    def _add_conn_hooks(self, conn: Any) -> None:
        # It would write to stderr, which a windowed program on Windows does not have.
        conn.execute("PRAGMA cipher_log_level = NONE")
        if not conn.execute("PRAGMA cipher_version").fetchone():
            raise DriverNotEncryptingError
        super()._add_conn_hooks(conn)


def in_use(path: Path) -> bool:
    """Whether this process has connections to the file.

    Then it must not be opened in any other way: on POSIX, closing a file drops the locks that SQLite holds on it.
    """
    with _connections_lock:
        return _connections[path.absolute()] > 0


def is_plain(start: bytes) -> bool:
    """Whether a file that starts so is an unencrypted SQLite database."""
    return start.startswith(PLAIN_HEADER)


def any_page_authentic(path: Path, key: bytes) -> bool:
    """Whether at least one of the pages looked at (the first, and others spread over the file) was written with `key`.

    Not to be called while the file is `in_use`.
    """
    size = path.stat().st_size
    pages = size // PAGE_BYTES
    with path.open("rb") as file:
        salt = file.read(_SALT_BYTES)
        hmac_key = _hmac_key(key, salt)
        for number in range(1, pages + 1, max(1, pages // _SAMPLED_PAGES)):
            file.seek((number - 1) * PAGE_BYTES)
            if _page_authentic(file.read(PAGE_BYTES), number, hmac_key):
                return True
    return False


def _hmac_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, KEY_BYTES)


def _page_authentic(page: bytes, number: int, hmac_key: bytes) -> bool:
    content = page[_SALT_BYTES if number == 1 else 0 : -_HMAC_BYTES]
    # 80 bytes are reserved: the IV of 16, which is authenticated too, then the HMAC of 64.
    mac = hmac.new(hmac_key, content + number.to_bytes(4, "little"), hashlib.sha512).digest()
    return hmac.compare_digest(mac, page[-_HMAC_BYTES:])
