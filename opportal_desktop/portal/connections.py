# SPDX-License-Identifier: GPL-3.0-or-later
"""The serving threads' connections to the records: kept for a while, since opening one takes as long as a page."""

from __future__ import annotations

import threading
import time

from opportal_desktop.records.records import Records

KEPT_SECONDS = 5.0
"""Then a thread opens a new one: if the practice's file was put back from a backup, it is soon the new file's."""


class Connections:
    """One connection for each serving thread.

    Args:
        kept_s: how long a thread keeps its connection; 0 to close it after each request. A thread that ends must
            close it (`Records.close`).
    """

    def __init__(self, records: Records, kept_s: float = 0.0) -> None:
        self._records = records
        self._kept_s = kept_s
        self._threads = threading.local()

    def open(self) -> None:
        """Have this thread's connection open; one that was open before is not ours to close."""
        now = time.monotonic()
        since: float | None = getattr(self._threads, "since", None)
        if since is not None and now - since > self._kept_s:
            self.close()
        if self._records.db.connect(reuse_if_open=True):
            self._threads.since = now

    def release(self, *, failed: bool) -> None:
        """The request is done; after a failure the next one gets a new connection."""
        if failed or not self._kept_s:
            self.close()

    def close(self) -> None:
        """Close this thread's connection if it is ours."""
        if getattr(self._threads, "since", None) is not None:
            self._threads.since = None
            self._records.close()
