# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice of a million patients: keystrokes, charts, suggestions and the opening, against a small one."""

from __future__ import annotations

import time
from statistics import median

from opportal_desktop.records.opening import open_records
from tests.benchmarks import chart_bench, duplicates_bench, search_bench
from tests.benchmarks.population import KEY, population, population_file
from tests.benchmarks.results import Result, spread

FEW, MANY = 10_000, 1_000_000
KEYSTROKE_LIMIT_MS, WORST_LIMIT_MS, GROWTH_LIMIT = 8.0, 50.0, 2.0
CHART_LIMIT_MS = SUGGESTIONS_LIMIT_MS = 50.0
OPENING_LIMIT = 1.5
OPENINGS = 9


def run(few: int = FEW, many: int = MANY, samples: int = search_bench.SAMPLES) -> list[Result]:
    """The p95 of a keystroke there and how much it grew; chart, suggestions and opening."""
    small, large = _search(few, samples, "scale: few"), _search(many, samples, f"scale: {many:,}")
    before, after = (_value(rows, "a keystroke of any kind, p95") for rows in (small, large))
    worst = _value(large, "a keystroke of any kind, max")
    return [
        *large,
        Result(f"scale: a keystroke, p95 at {many:,}", after, "ms", KEYSTROKE_LIMIT_MS),
        Result(f"scale: a keystroke, worst at {many:,}", worst, "ms", WORST_LIMIT_MS),
        Result(f"scale: p95 at {many:,} against {few:,}", after, "ms", GROWTH_LIMIT, before),
        *_charts(many, samples * 8),
        *(row for row in duplicates_bench.run(many, samples * 40) if "suggestions" in row.name),
        Result("scale: opening", _opening(many), "ms", OPENING_LIMIT, _opening(few)),
    ]


def _search(patients: int, samples: int, name: str) -> list[Result]:
    return [row for row in search_bench.run(patients, samples, name) if not row.limit or "keystroke" in row.name]


def _charts(patients: int, samples: int) -> list[Result]:
    with population(patients) as records:
        return spread("scale: a chart, read", chart_bench.readings(records, patients, samples), CHART_LIMIT_MS)


def _opening(patients: int) -> float:
    """Median milliseconds from the key to open records."""
    path, times = population_file(patients), []
    for _ in range(OPENINGS):
        begin = time.perf_counter()
        open_records(path, KEY).close()
        times.append((time.perf_counter() - begin) * 1000)
    return median(times)


def _value(rows: list[Result], ending: str) -> float:
    return next(row.value for row in rows if row.name.endswith(ending))
