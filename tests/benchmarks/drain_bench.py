# SPDX-License-Identifier: GPL-3.0-or-later
"""The window while a queue of 10,000 drains: its stalls, and the program's memory."""

from __future__ import annotations

from tests.benchmarks import stall_bench
from tests.benchmarks.population import PATIENTS
from tests.benchmarks.results import Result

MAILS = 10_000


def run(patients: int = PATIENTS, mails: int = MAILS) -> list[Result]:
    """As `stall`, with a queue twenty times as long."""
    return stall_bench.run(patients, mails)
