# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice of a million patients on a PostgreSQL server of this computer: the move, then what windows read."""

from __future__ import annotations

from opportal_desktop.records.opening import open_records
from opportal_desktop.records.server_address import ServerAddress
from tests.benchmarks import scale_bench, search_bench
from tests.benchmarks.census_families import NOW
from tests.benchmarks.population import KEY
from tests.benchmarks.results import Result
from tests.benchmarks.server_bench import moved_practice

KEYSTROKE, KEYSTROKE_LIMIT_MS = "a keystroke of any kind, p95", 16.0


def run(few: int = scale_bench.FEW, many: int = scale_bench.MANY, samples: int = search_bench.SAMPLES) -> list[Result]:
    """How long the move takes; keystrokes and how much they grew, charts, suggestions and contacts there."""
    name = "server, scale"
    with moved_practice(few) as (address, _):
        before = scale_bench.value_of(_keystrokes(address, samples, name), KEYSTROKE)
    with moved_practice(many) as (address, moved):
        rows = _keystrokes(address, samples, name)
        growth = f"{name}: p95 at {many:,} against {few:,}"
        records = open_records(address, KEY, clock=lambda: NOW)
        try:
            return [
                moved,
                *rows,
                Result(growth, scale_bench.value_of(rows, KEYSTROKE), "ms", scale_bench.GROWTH_LIMIT, before),
                *scale_bench.windows(records, many, samples, name),
            ]
        finally:
            records.close()


def _keystrokes(address: ServerAddress, samples: int, name: str) -> list[Result]:
    records = open_records(address, KEY, clock=lambda: NOW)
    try:
        return search_bench.measure(records, samples, name, KEYSTROKE_LIMIT_MS)
    finally:
        records.close()
