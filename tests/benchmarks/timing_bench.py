# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the portal's answers take the same time for addresses and numbers that it knows and that it does not.

Through the real server, known and unknown in turns; the medians may differ by 2 ms, and by Kolmogorov and Smirnov the
two must look like one (p > 0.01): reliability goal S4.
"""

from __future__ import annotations

import math
import random
import statistics
import tempfile
import threading
from collections.abc import Sequence
from itertools import count

from tests.benchmarks.portal_browser import BenchBrowser, client, serving
from tests.benchmarks.portal_process import family_email, family_phone
from tests.benchmarks.results import Result

SAMPLES = 2000
MEDIAN_MS = 2.0
LEAST_P = 0.01
_CONNECTIONS = 8
_FORMS = {
    "wrong password": "/sign-in",
    "forgotten password": "/forgot-password",
    "code by text": "/sign-in/phone",
}


def run(samples: int = SAMPLES) -> list[Result]:
    """For each form: how far the medians are apart, and p (as 0.01 / p, so that a limit of 1 is p > 0.01)."""
    results = []
    with tempfile.TemporaryDirectory() as folder, serving("portal_process", folder, str(samples)) as port:
        for words, path in _FORMS.items():
            known, unknown = _times(port, path, samples)
            apart = abs(statistics.median(known) - statistics.median(unknown))
            p = same_p(known, unknown)
            results += [
                Result(f"timing: {words}, medians apart (n = {min(len(known), len(unknown))})", apart, "ms", MEDIAN_MS),
                Result(f"timing: {words}, p that both are one", p, ""),
                Result(f"timing: {words}, 0.01 / p", LEAST_P / max(p, 1e-9), "", 1.0),
            ]
    return results


def _times(port: int, path: str, samples: int) -> tuple[list[float], list[float]]:
    turns = [(number, known) for number in range(samples) for known in (True, False)]
    random.Random(4).shuffle(turns)
    found: dict[bool, list[float]] = {True: [], False: []}
    clients = count(1)
    lock = threading.Lock()

    def ask() -> None:
        browser = BenchBrowser(port)
        while True:
            with lock:
                if not turns:
                    break
                number, known = turns.pop()
                from_client = client(next(clients))
            status, took = browser.post(path, from_client, **_fields(path, number, known))
            if status == 503:
                # Somebody else wrote for too long: no answer to the question, so no sample.
                continue
            if status not in (303, 422):
                raise RuntimeError(f"{path} answered {status}")
            with lock:
                found[known].append(took)
        browser.close()

    threads = [threading.Thread(target=ask) for _ in range(_CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found[True], found[False]


def _fields(path: str, number: int, known: bool) -> dict[str, str]:
    if path == "/sign-in/phone":
        return {"phone": family_phone(number) if known else f"+1413535{number:04}", "email": ""}
    email = family_email(number) if known else f"parenx{number}@example.com"
    return {"email": email, "password": "wrong but long enough"}


def same_p(one: Sequence[float], other: Sequence[float]) -> float:
    """The probability that two samples of one distribution differ as much: Kolmogorov-Smirnov, for large samples."""
    values = sorted([(value, 1) for value in one] + [(value, 0) for value in other])
    seen = [0, 0]
    distance = 0.0
    for place, (value, which) in enumerate(values):
        seen[which] += 1
        if place + 1 == len(values) or values[place + 1][0] != value:
            distance = max(distance, abs(seen[1] / len(one) - seen[0] / len(other)))
    size = math.sqrt(len(one) * len(other) / (len(one) + len(other)))
    reach = (size + 0.12 + 0.11 / size) * distance
    if reach < 0.2:
        return 1.0
    return min(1.0, 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * reach * reach) for k in range(1, 101)))
