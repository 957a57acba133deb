# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal at rates that others set: 20 sign-ins a second, and 500 wrong passwords a second beside parents.

Each request has its moment, whether the ones before were answered or not; its time runs from that moment, so a
portal that falls behind is not measured by the few that it answers (reliability goal S9).
"""

from __future__ import annotations

import secrets
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from itertools import count

from tests.benchmarks.portal_browser import BenchBrowser, client, serving
from tests.benchmarks.portal_process import PASSWORD, family_email
from tests.benchmarks.results import Result, percentile

SIGN_INS_A_SECOND = 20
WRONG_A_SECOND = 500
SECONDS = 15.0
FAMILIES = 200
SIGN_IN_P95_MS = 400.0
OTHERS_P95_MS = 1000.0
_FLOODERS = 64

Ask = Callable[[BenchBrowser], tuple[int, float]]


def run(seconds: float = SECONDS, families: int = FAMILIES, wrong_a_second: int = WRONG_A_SECOND) -> list[Result]:
    """Right sign-ins at their rate; then pages and sign-ins of parents beside floods from one and from many clients.

    Parents sign in with a browser that did so before; others, as right, with one that never did.
    """
    numbers = count(1)

    def sign_in(browser: BenchBrowser) -> tuple[int, float]:
        number = next(numbers)
        email = family_email(number % families)
        return browser.post("/sign-in", client(number), email=email, password=PASSWORD)

    def page(browser: BenchBrowser) -> tuple[int, float]:
        return browser.get("/sign-in", client(next(numbers)))

    def wrong(from_many: bool) -> Ask:
        def ask(browser: BenchBrowser) -> tuple[int, float]:
            number = next(numbers)
            return browser.post(
                "/sign-in",
                client(number) if from_many else "198.51.100.66",
                email=f"stranger{number}@example.org",
                password=secrets.token_hex(8),
            )

        return ask

    results = []
    with tempfile.TemporaryDirectory() as folder, serving("portal_process", folder, str(families)) as port:
        alone = _Driven(port, sign_in, SIGN_INS_A_SECOND, 16).drive(seconds)
        results += [
            Result("rates: 20 sign-ins a second, p95", percentile(alone.times, 0.95), "ms", SIGN_IN_P95_MS),
            Result("rates: of them let in", 100 * alone.statuses[303] / len(alone.times), "%"),
        ]
        for words, from_many in (("from one client", False), ("from many clients", True)):
            flood = _Driven(port, wrong(from_many), wrong_a_second, _FLOODERS)
            pages = _Driven(port, page, SIGN_INS_A_SECOND, 16)
            parents = _Driven(port, sign_in, SIGN_INS_A_SECOND / 4, 16, known=True)
            strangers = _Driven(port, sign_in, SIGN_INS_A_SECOND / 4, 16)
            for each in (flood, pages, parents, strangers):
                each.start(seconds)
            for each in (flood, pages, parents, strangers):
                each.wait()
            results += [
                Result(f"rates: flood {words}, answered a second", len(flood.times) / flood.took, "/s"),
                Result(f"rates: flood {words}, refused at once", 100 * flood.statuses[503] / len(flood.times), "%"),
                Result(f"rates: pages beside it, p95 ({words})", percentile(pages.times, 0.95), "ms", OTHERS_P95_MS),
                Result(
                    f"rates: sign-ins beside it, p95 ({words})", percentile(parents.times, 0.95), "ms", OTHERS_P95_MS
                ),
                Result(f"rates: of them let in ({words})", 100 * parents.statuses[303] / len(parents.times), "%"),
                Result(
                    f"rates: let in from browsers never seen before ({words})",
                    100 * strangers.statuses[303] / len(strangers.times),
                    "%",
                ),
            ]
    return results


class _Driven:
    """Requests at a rate, from some connections; late ones are asked as soon as a connection is free."""

    def __init__(self, port: int, ask: Ask, rate: float, connections: int, *, known: bool = False) -> None:
        self.times: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.took = 0.0
        self._ask = ask
        self._rate = rate
        self._browsers = [BenchBrowser(port) for _ in range(connections)]
        for number, browser in enumerate(self._browsers if known else []):
            browser.become_known(client(number), email=family_email(0), password=PASSWORD)
        self._threads: list[threading.Thread] = []

    def drive(self, seconds: float) -> _Driven:
        self.start(seconds)
        self.wait()
        return self

    def start(self, seconds: float) -> None:
        self._moments = iter(range(int(seconds * self._rate)))
        self._lock = threading.Lock()
        self._began = time.perf_counter()
        self._threads = [threading.Thread(target=self._work, args=(browser,)) for browser in self._browsers]
        for thread in self._threads:
            thread.start()

    def wait(self) -> None:
        for thread in self._threads:
            thread.join()
        self.took = time.perf_counter() - self._began

    def _work(self, browser: BenchBrowser) -> None:
        while True:
            with self._lock:
                number = next(self._moments, None)
            if number is None:
                browser.close()
                return
            moment = self._began + number / self._rate
            time.sleep(max(0.0, moment - time.perf_counter()))
            status, _ = self._ask(browser)
            if status not in (200, 303, 422, 429, 503):
                raise RuntimeError(f"answered {status}")
            with self._lock:
                self.times.append((time.perf_counter() - moment) * 1000)
                self.statuses[status] += 1
