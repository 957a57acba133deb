# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice of a million patients on a PostgreSQL server of this computer: the move, then what windows read."""

from __future__ import annotations

from opportal_desktop.records.opening import open_records
from tests.benchmarks import scale_bench, search_bench
from tests.benchmarks.census_families import NOW
from tests.benchmarks.population import KEY
from tests.benchmarks.results import Result
from tests.benchmarks.server_bench import moved_practice

KEYSTROKE_LIMIT_MS = 16.0


def run(patients: int = scale_bench.MANY, samples: int = search_bench.SAMPLES) -> list[Result]:
    """How long the move takes; keystrokes, charts, suggestions and contacts there."""
    name = "server, scale"
    with moved_practice(patients) as (address, moved):
        records = open_records(address, KEY, clock=lambda: NOW)
        try:
            return [
                moved,
                *search_bench.measure(records, samples, name, KEYSTROKE_LIMIT_MS),
                *scale_bench.windows(records, patients, samples, name),
            ]
        finally:
            records.close()
