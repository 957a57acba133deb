# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that notices other programs' changes on a server, and that the server goes away and comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable

from peewee import PeeweeException

from opportal_desktop.records.postgresql import PostgresDatabase

INTERVAL_SECONDS = 1.0


class ServerWatch:
    """Looks at the count of changes once a second, on a connection of its own.

    Not on the window's thread: when the network is gone, each look lasts as long as its time-out.

    Args:
        on_count: called on the watch's thread with the count whenever it is another.
        on_reachable: called on the watch's thread with False when nobody answers, with True when the server is back.
    """

    def __init__(
        self, db: PostgresDatabase, on_count: Callable[[int], None], on_reachable: Callable[[bool], None]
    ) -> None:
        self._db = db
        self._on_count = on_count
        self._on_reachable = on_reachable
        self._stop = threading.Event()
        self._look_now = threading.Event()
        self._thread = threading.Thread(target=self._run, name="server-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread; returns when it has ended, or is left to a time-out of the network."""
        self._stop.set()
        self._look_now.set()
        self._thread.join(2)

    def look_now(self) -> None:
        """Do not wait for the next second: somebody has just found that the server is gone."""
        self._look_now.set()

    def _run(self) -> None:
        db = self._db
        db.watcher = threading.get_ident()
        known: int | None = None
        while not self._stop.is_set():
            try:
                db.connect(reuse_if_open=True)
                (count,) = db.execute_sql("SELECT count FROM change_count").fetchone()
            except PeeweeException:
                if not db.lost.is_set() and not self._stop.is_set():
                    db.lost.set()
                    self._on_reachable(False)
            else:
                # A window that waited in vain reads again, too.
                if db.lost.is_set() or db.silent.is_set():
                    db.lost.clear()
                    db.silent.clear()
                    self._on_reachable(True)
                if count != known:
                    known = count
                    self._on_count(count)
            self._look_now.wait(INTERVAL_SECONDS)
            self._look_now.clear()
        if not db.is_closed():
            db.close()
