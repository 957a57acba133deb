# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients coming of age: finding them (in the background), judging the next few and one with its checklist."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from opportal_desktop.desktop.coming_of_age import AT_ONCE, PAGE
from opportal_desktop.records import age_marks
from opportal_desktop.records.records import Records
from opportal_desktop.registration.age_steps import steps, what_will_happen
from opportal_desktop.registration.coming_of_age import AgeList, candidates, coming_of_age, judged
from tests.benchmarks.census_families import TODAY
from tests.benchmarks.population import PATIENTS, population_copy
from tests.benchmarks.results import Result, spread

LIMIT_MS = 16.0
TIMES = 10
"""How many times the usual practice: 1,000,000 patients."""
SCROLLED = 2_000
_TABLES = ("patient", "contact", "family_contact")
_POINTS_TO = {"patient_id": "patient", "own_patient_id": "patient", "contact_id": "contact"}
_UNIQUE = ("public_id", "chart_number")


def run(patients: int = PATIENTS, samples: int = 25, times: int = TIMES) -> list[Result]:
    """Times on a practice with so many times its patients, one in 97 family contacts with a consent that ends."""
    rng = random.Random(11)
    with population_copy(patients) as records:
        _multiply(records, times)
        (count,) = records.db.execute_sql("SELECT count(*) FROM patient").fetchone()
        found = [row for which in (AgeList.AHEAD, AgeList.LATELY) for row in candidates(records, which, SCROLLED)]
        finding = [
            _ms(lambda which=which: candidates(records, which, PAGE)) for which in AgeList for _ in range(samples)
        ]
        deep = [_ms(lambda: candidates(records, AgeList.AHEAD, SCROLLED)) for _ in range(samples)]
        starts = [rng.randrange(max(1, len(found) - AT_ONCE)) for _ in range(samples * 4)]
        parts = [_ms(lambda start=start: judged(records, found[start : start + AT_ONCE])) for start in starts]
        ones = [_ms(lambda start=start: _detail(records, found[start].patient_id)) for start in starts]
        untold = [_ms(lambda: age_marks.nobody_told(TODAY.replace(year=2008), TODAY, 1_000)) for _ in range(samples)]
        return [
            Result("coming of age: patients in the practice", count, ""),
            Result("coming of age: ahead and lately, at most 2,000 each", len(found), ""),
            *spread("coming of age: finding a page, in the background", finding),
            *spread("coming of age: finding 2,000, in the background", deep),
            *spread(f"coming of age: judging {AT_ONCE}", parts, LIMIT_MS),
            *spread("coming of age: one with its checklist", ones, LIMIT_MS),
            *spread("coming of age: whom nobody told, in the background", untold),
        ]


def _detail(records: Records, patient_id: int) -> object:
    row = coming_of_age(records, patient_id)
    return steps(row), what_will_happen(row)


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _multiply(records: Records, times: int) -> None:
    """Every family so many times, with ids of its own; what no query of this list reads is left out."""
    with records.transaction():
        tops = {table: records.db.execute_sql(f"SELECT max(id) FROM {table}").fetchone()[0] for table in _TABLES}
        for table in _TABLES:
            names = [row[1] for row in records.db.execute_sql(f"PRAGMA table_info({table})").fetchall()]
            for copy in range(1, times):
                shift = {"id": tops[table]} | {name: tops[of] for name, of in _POINTS_TO.items()}
                values = [
                    f"{name} || '-{copy}'" if name in _UNIQUE else f'"{name}" + {copy * shift[name]}'
                    if name in shift else f'"{name}"'
                    for name in names
                ]  # fmt: skip
                quoted = ", ".join(f'"{name}"' for name in names)
                records.db.execute_sql(
                    f"INSERT INTO {table} ({quoted}) SELECT {', '.join(values)} FROM {table} WHERE id <= {tops[table]}"
                )
        records.db.execute_sql(
            "UPDATE family_contact SET proxy_consent_on = '2026-11-01', proxy_consent_until = "
            "date('2026-11-01', '+' || (id % 300) || ' days') WHERE id % 97 = 0"
        )
    records.db.execute_sql("PRAGMA optimize")
