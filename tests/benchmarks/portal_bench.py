# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal under load: sign-in pages beside a bare Flask page, and pages while many wrong passwords are checked."""

from __future__ import annotations

import http.client
import secrets
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import count

from tests.benchmarks.portal_browser import WAY_IN, BenchBrowser, client, serving
from tests.benchmarks.results import Result, percentile

PAGE_LIMIT = 2.0
"""Times a bare page's time: at least half as many a second."""
FLOODED_LIMIT_MS = 1000.0
CONNECTIONS = 4
SECONDS = 5.0

Request = Callable[[http.client.HTTPConnection], None]


def run(seconds: float = SECONDS) -> list[Result]:
    """Pages a second of both, then the portal's pages under a flood of sign-ins."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("bare_page") as bare,
        serving("portal_process", folder) as portal,
    ):
        for port, page in ((bare, _bare_page), (portal, _sign_in_page)):
            _load(port, page, 1, 0.5)
        # In turns, so that whatever else this computer does meets both.
        bare_times: list[float] = []
        times: list[float] = []
        for _ in range(4):
            bare_times += _load(bare, _bare_page, CONNECTIONS, seconds / 4)
            times += _load(portal, _sign_in_page, CONNECTIONS, seconds / 4)
        per_page, bare_per_page = (1000 * seconds / len(found) for found in (times, bare_times))
        flooded, refused = _under_flood(portal, seconds)
    return [
        Result("portal: sign-in page, bare page (4 at once)", per_page, "ms", PAGE_LIMIT, bare_per_page),
        Result("portal: sign-in page, p95", percentile(times, 0.95), "ms"),
        Result("portal: sign-in pages a second", 1000 / per_page, "/s"),
        Result("portal: wrong passwords a second, flooded", refused / seconds, "/s"),
        Result("portal: sign-in page under that flood, p50", percentile(flooded, 0.50), "ms"),
        Result("portal: sign-in page under that flood, p95", percentile(flooded, 0.95), "ms", FLOODED_LIMIT_MS),
    ]


def _bare_page(connection: http.client.HTTPConnection) -> None:
    _page(connection, "/", {})


def _sign_in_page(connection: http.client.HTTPConnection) -> None:
    _page(connection, "/sign-in", {**WAY_IN, "X-Forwarded-For": "203.0.113.7"})


def _page(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> None:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")


def _load(port: int, request: Request, connections: int, seconds: float) -> list[float]:
    """The times (ms) of what so many connections got, each sending its next request when it has an answer."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (start := time.perf_counter()) < end:
            request(connection)
            times.append((time.perf_counter() - start) * 1000)
        connection.close()

    _together(ask, connections)
    return times


def _under_flood(port: int, seconds: float) -> tuple[list[float], int]:
    """The times (ms) of pages for one parent while others send wrong passwords as fast as they can; how many."""
    numbers = count(1)
    refused = [0]
    end = time.perf_counter() + seconds

    def flood() -> None:
        browser = BenchBrowser(port)
        while time.perf_counter() < end:
            number = next(numbers)
            # Each from a network of its own, or the limit for a client would end the flood.
            status, _ = browser.post(
                "/sign-in", client(number), email=f"p{number}@example.org", password=secrets.token_hex(8)
            )
            if status not in (422, 429, 503):
                raise RuntimeError(f"a wrong password was answered {status}")
            refused[0] += status == 422
        browser.close()

    flooding = [threading.Thread(target=flood) for _ in range(CONNECTIONS)]
    for thread in flooding:
        thread.start()
    times = _load(port, _sign_in_page, 1, seconds)
    for thread in flooding:
        thread.join()
    return times, refused[0]


def _together(work: Callable[[], None], threads: int) -> None:
    working = [threading.Thread(target=work) for _ in range(threads)]
    for thread in working:
        thread.start()
    for thread in working:
        thread.join()
