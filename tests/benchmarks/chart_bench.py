# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a chart: everything that its window reads, up to the family contacts with their Portal Status."""

from __future__ import annotations

import random
import time

from opportal_desktop.records.records import Records
from opportal_desktop.registration.charts import load_chart
from opportal_desktop.registration.family_contacts import list_family_contacts
from tests.benchmarks.population import PATIENTS, population
from tests.benchmarks.results import Result, spread

LIMIT_MS = 50.0


def run(patients: int = PATIENTS, samples: int = 300) -> list[Result]:
    """Charts in random order, most of them for the first time."""
    with population(patients) as records:
        chosen = random.Random(11).sample(range(1, patients + 1), samples)
        _open(records, 1)
        return spread("chart: open", [_open(records, patient_id) for patient_id in chosen], LIMIT_MS)


def _open(records: Records, patient_id: int) -> float:
    start = time.perf_counter()
    load_chart(records, patient_id)
    list_family_contacts(records, patient_id)
    return (time.perf_counter() - start) * 1000
