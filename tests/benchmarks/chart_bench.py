# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a chart: what its window reads, and the window itself, from the call until it is painted."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from opportal_desktop.records.records import Records
from opportal_desktop.registration.charts import load_chart
from opportal_desktop.registration.family_contacts import list_family_contacts
from tests.benchmarks.population import PATIENTS, population
from tests.benchmarks.results import Result, spread
from tests.benchmarks.start_bench import program_environment

LIMIT_MS = 50.0
CHARTS = 40
PATIENCE_SECONDS = 120
HERE = Path(__file__).parent


def run(patients: int = PATIENTS, samples: int = 300) -> list[Result]:
    """Charts in random order, most of them for the first time."""
    with population(patients) as records:
        read = spread("chart: read", readings(records, patients, samples), LIMIT_MS)
        environment = program_environment(Path(records.db.path)) | {
            "QT_QPA_PLATFORM": "offscreen",
            "OPPORTAL_BENCH_PATIENTS": str(patients),
            "OPPORTAL_BENCH_CHARTS": str(min(CHARTS, samples)),
        }
    probe = subprocess.run(
        [sys.executable, str(HERE / "program_probe.py"), "charts"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        timeout=PATIENCE_SECONDS,
    )
    return [*read, *spread("chart: open in the window", json.loads(probe.stdout), LIMIT_MS)]


def readings(records: Records, patients: int, samples: int) -> list[float]:
    """Milliseconds each, for charts in random order."""
    chosen = random.Random(11).sample(range(1, patients + 1), samples)
    _open(records, 1)
    return [_open(records, patient_id) for patient_id in chosen]


def _open(records: Records, patient_id: int) -> float:
    start = time.perf_counter()
    load_chart(records, patient_id)
    list_family_contacts(records, patient_id)
    return (time.perf_counter() - start) * 1000
