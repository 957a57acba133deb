# SPDX-License-Identifier: GPL-3.0-or-later
"""What the portal refused goes into the log: where, why, and who asked by marks that tell no person (ASVS 16.3).

Never a path, an address, a name or anything typed. A flood may not wash the log away: the same refusal of the same
client is written once a minute, the rest is counted.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, g, request

from opportal_desktop.records.records import Records
from opportal_desktop.registration.rate_limits import client_network, subject_key

log = logging.getLogger(__name__)

WINDOW_S = 60.0
MOST_LINES = 200
"""In one window, whoever asks."""
_MARK_LENGTH = 12


class Refusals:
    """The log of what was refused.

    Args:
        seconds: a clock that never goes back.
    """

    def __init__(self, records: Records, seconds: Callable[[], float] = time.monotonic) -> None:
        self._records = records
        self._seconds = seconds
        self._lock = threading.Lock()
        self._began = seconds()
        self._written: set[tuple[str, ...]] = set()
        self._left_out = 0

    def note(self, status: int, where: str, why: str, client: str, account: str) -> None:
        """Write one refusal, unless the same one was written a moment ago.

        Args:
            where: the endpoint; empty for a page that there is not.
            why: one of our own words.
            client: the network address.
            account: the signed-in account's opaque id, empty if nobody is signed in.
        """
        network = client_network(client)
        mark = subject_key(self._records, "log", network)[:_MARK_LENGTH]
        if self._is_new((str(status), where, why, mark, account)):
            log.info(
                "refused with %s at %s: %s; client %s, account %s", status, where or "-", why, mark, account or "-"
            )

    def _is_new(self, key: tuple[str, ...]) -> bool:
        with self._lock:
            if self._seconds() - self._began >= WINDOW_S:
                if self._left_out:
                    log.info("refused %s times more in that minute", self._left_out)
                self._began, self._left_out = self._seconds(), 0
                self._written.clear()
            if key in self._written or len(self._written) >= MOST_LINES:
                self._left_out += 1
                return False
            self._written.add(key)
            return True


def because(why: str) -> None:
    """Say why this request is refused; the first word counts, since it comes from nearest."""
    g.setdefault("refused", why)


def note_refusals(app: Flask, records: Records) -> None:
    """Have `app` log each request that it refuses."""
    refusals = Refusals(records)

    @app.after_request
    def note(response: Response) -> Response:
        why = g.get("refused", "")
        if why or 400 <= response.status_code < 500:
            now = g.get("visit")
            session = now.session if now is not None else None
            refusals.note(
                response.status_code,
                request.endpoint or "",
                why or HTTPStatus(response.status_code).phrase.lower(),
                request.remote_addr or "",
                session.account_public_id if session else "",
            )
        return response
