# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice of a million patients: keystrokes, charts, suggestions and the opening, against a small one."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from opportal_desktop.records.opening import open_records
from opportal_desktop.records.records import Records
from tests.benchmarks import chart_bench, contacts_bench, duplicates_bench, search_bench
from tests.benchmarks.population import KEY, population, population_file
from tests.benchmarks.results import Result, spread

FEW, MANY = 10_000, 1_000_000
KEYSTROKE_LIMIT_MS, WORST_LIMIT_MS, GROWTH_LIMIT = 8.0, 50.0, 2.0
CHART_LIMIT_MS = SUGGESTIONS_LIMIT_MS = 50.0
OPENING_LIMIT = 1.5
OPENINGS = 9


def run(few: int = FEW, many: int = MANY, samples: int = search_bench.SAMPLES) -> list[Result]:
    """The p95 of a keystroke there and how much it grew; chart, suggestions and opening.

    With the file in the system's cache, if it has room for it: what the disk takes is not what is compared.
    """
    for patients in (few, many):
        _read_once(population_file(patients))
    small, large = _search(few, samples, "scale: few"), _search(many, samples, f"scale: {many:,}")
    before, after = (value_of(rows, "a keystroke of any kind, p95") for rows in (small, large))
    worst = value_of(large, "a keystroke of any kind, max")
    return [
        *large,
        Result(f"scale: a keystroke, p95 at {many:,}", after, "ms", KEYSTROKE_LIMIT_MS),
        Result(f"scale: a keystroke, worst at {many:,}", worst, "ms", WORST_LIMIT_MS),
        Result(f"scale: p95 at {many:,} against {few:,}", after, "ms", GROWTH_LIMIT, before),
        *_windows(many, samples),
        Result("scale: opening", _opening(many), "ms", OPENING_LIMIT, _opening(few)),
    ]


def _read_once(path: Path) -> None:
    with path.open("rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


def _search(patients: int, samples: int, name: str) -> list[Result]:
    return [row for row in search_bench.run(patients, samples, name) if not row.limit or "keystroke" in row.name]


def _windows(patients: int, samples: int) -> list[Result]:
    with population(patients) as records:
        return windows(records, patients, samples, "scale")


def windows(records: Records, patients: int, samples: int, name: str) -> list[Result]:
    """What the chart, the suggestions for a new contact and the window of all contacts read."""
    suggestions = duplicates_bench.measure(records, samples * 40, name, SUGGESTIONS_LIMIT_MS)
    return [
        *spread(f"{name}: a chart, read", chart_bench.readings(records, patients, samples * 8), CHART_LIMIT_MS),
        *(row for row in suggestions if "suggestions" in row.name),
        *contacts_bench.measure(records, samples, f"{name}, contacts"),
    ]


def _opening(patients: int) -> float:
    """Median milliseconds from the key to open records."""
    path, times = population_file(patients), []
    for _ in range(OPENINGS):
        begin = time.perf_counter()
        open_records(path, KEY).close()
        times.append((time.perf_counter() - begin) * 1000)
    return median(times)


def value_of(rows: list[Result], ending: str) -> float:
    """Of the row whose name ends so."""
    return next(row.value for row in rows if row.name.endswith(ending))
