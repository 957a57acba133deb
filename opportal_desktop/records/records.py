# SPDX-License-Identifier: GPL-3.0-or-later
"""The opened records of one practice: connections, transactions and the news of what a commit changed."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from peewee import DatabaseError, IntegrityError, OperationalError

from opportal_desktop.records.models import database
from opportal_desktop.records.server_address import Place
from opportal_desktop.terms import Changed

if TYPE_CHECKING:
    from opportal_desktop.records.server_watch import ServerWatch

log = logging.getLogger(__name__)

_T = TypeVar("_T")

Clock = Callable[[], dt.datetime]
Subscriber = Callable[[Changed], None]


IMPATIENT_MS = 10


def utc_now() -> dt.datetime:
    """Now, in UTC and aware."""
    return dt.datetime.now(dt.UTC)


StorageError = DatabaseError
"""What the database itself raises when it can't read or write (disk full, damaged); what callers above know it by."""


RowConflict = IntegrityError
"""What it raises for a row that contradicts another one, such as a chart number that is taken."""


class RecordsBusyError(Exception):
    """Another program holds the records' write lock; nothing was changed, the same call can be made again."""


class ServerLostError(OperationalError):
    """The server that keeps the records can't be reached just now; a `StorageError` too.

    Attributes:
        in_doubt: it went away during a commit, and nobody could be asked whether that was done.
    """

    in_doubt = False


class RecordsMovedError(OperationalError):
    """The practice has moved from this file to a server meanwhile; nothing was written. A `StorageError` too."""


class Records:
    """What use cases and queries are called with.

    The models are bound to `db` for the whole process: one practice is open at a time. Connections are per
    thread and explicit: `connection()` around a thread's or a request's work.

    Attributes:
        link_key: 32 bytes that are not in the database; with a message's seed they give its setup link's token.
        clock: tells the time, UTC and aware; tests replace it.
    """

    def __init__(self, db: Any, *, link_key: bytes, clock: Clock = utc_now) -> None:
        self.db = db
        self.link_key = link_key
        self.clock = clock
        self._subscribers: list[Subscriber] = []
        # Per thread, as the connections are, and so their versions.
        self._remembered = threading.local()
        database.initialize(db)

    @property
    def place(self) -> Place:
        """Where they are; `opening.open_records` opens them there."""
        place: Place = self.db.place
        return place

    def subscribe(self, subscriber: Subscriber) -> None:
        """Have `subscriber` called after each commit that announced a change, on the thread that committed."""
        self._subscribers.append(subscriber)

    def announce(self, changed: Changed) -> None:
        """Tell the subscribers once the running transaction is committed; never if it is rolled back."""

        def tell() -> None:
            # peewee would break its transaction state if a callback raised, with the data already committed.
            for subscriber in self._subscribers:
                try:
                    subscriber(changed)
                except Exception:
                    log.exception("a subscriber failed")

        self.db.after_commit(tell)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction that writes; takes the write lock at its start, so that what it reads stays true.

        Raises:
            RecordsBusyError: somebody else wrote for longer than the busy time-out.
            RecordsMovedError: what is written into this file now nobody would see.
        """
        with self._within(self.db.writing()):
            yield

    @contextmanager
    def impatient(self) -> Iterator[None]:
        """Within this, a transaction of this thread does not wait for another writer longer than a window may.

        For who tries again by itself: an import of many patients keeps a file's lock for seconds.
        """
        with self.db.waiting(IMPATIENT_MS):
            yield

    @contextmanager
    def bulk_transaction(self, new_ids: dict[str, int]) -> Iterator[dict[str, int]]:
        """One transaction for very many new rows, which keeps others from writing as shortly as the database can.

        On a server they go on writing until `db.write_alone` is called: nobody sees new rows before the commit. Only
        behind that call what it reads stays true. A file has one writer from the start.

        Args:
            new_ids: {table: how many ids are needed}; gives {table: the id before them}.

        Raises:
            RecordsBusyError: somebody else wrote for longer than the busy time-out.
        """
        bases: dict[str, int] | None = None
        if not self.db.alone_from_start:
            with self.transaction():
                bases = self.db.reserve_ids(new_ids)
        with self._within(self.db.writing_much()):
            yield self.db.reserve_ids(new_ids) if bases is None else bases

    @contextmanager
    def _within(self, atomic: Any) -> Iterator[None]:
        try:
            atomic.__enter__()
        except OperationalError as error:
            if self.db.is_busy(error):
                raise RecordsBusyError from error
            raise
        try:
            self.require_unmoved()
            yield
        except BaseException as error:
            if not atomic.__exit__(type(error), error, error.__traceback__):
                # A server's row or unique value can be held up by a transaction that is not alone.
                if isinstance(error, OperationalError) and self.db.is_busy(error):
                    raise RecordsBusyError from error
                raise
        else:
            atomic.__exit__(None, None, None)

    def has_moved(self) -> bool:
        """Whether the practice has left this file for a server; costs microseconds."""
        return bool(self.db.has_moved())

    def require_unmoved(self) -> None:
        """Raise RecordsMovedError if it has."""
        if self.has_moved():
            raise RecordsMovedError("the practice has moved to a server")

    @contextmanager
    def connection(self) -> Iterator[None]:
        """A connection for this thread, closed at the end unless it was open before."""
        opened = self.db.connect(reuse_if_open=True)
        try:
            yield
        finally:
            if opened:
                self.db.close()

    def unless_changed(self, name: str, read: Callable[[], _T]) -> _T:
        """What `read` returns, from memory as long as nobody (this connection included) has written anything since.

        Within a transaction it is always read: what is seen there may still be rolled back. While the server is away,
        what was last read is good enough for a window's form: nothing can be written by it. The portal has no forms to
        keep, and says that it is away.
        """
        if self.db.in_transaction():
            return read()
        known: dict[str, tuple[tuple[int, int], Any]] = self._remembered.__dict__
        try:
            version = self.data_version(), self.db.own_changes()
        except ServerLostError:
            if name not in known or self.db.answer_seconds() is None:
                raise
            remembered: _T = known[name][1]
            return remembered
        if name not in known or known[name][0] != version:
            known[name] = version, read()
        value: _T = known[name][1]
        return value

    def data_version(self) -> int:
        """A number that differs when any other connection has committed since."""
        version: int = self.db.others_version()
        return version

    def watch(self, on_count: Callable[[int], None], on_reachable: Callable[[bool], None]) -> ServerWatch | None:
        """Start to watch a server from a thread of its own (see there); None for a file, which is quicker looked at."""
        if isinstance(self.place, Path):
            return None
        from opportal_desktop.records.server_watch import ServerWatch

        watch = ServerWatch(self.db, on_count, on_reachable)
        watch.start()
        return watch

    def version_at(self, count: int) -> int:
        """What `data_version` is for this thread at the watched `count`."""
        version: int = self.db.others_version_at(count)
        return version

    def close(self) -> None:
        """Close this thread's connection, and what a pool keeps ready; other threads close theirs."""
        if not self.db.is_closed():
            self.db.close()
        self.db.close_idle()
