# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as you type: the time of a keystroke, from the typed text to the rows in the table's model."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Iterator

from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.registration.ages import age_text
from opportal_desktop.registration.validators import shown_phone
from tests.benchmarks.census_families import TODAY
from tests.benchmarks.population import PATIENTS, population
from tests.benchmarks.results import Result, spread

LIMIT_MS = 16.0
SHOWN_ROWS = 30
SAMPLES = 25
"""People of each kind of query; each gives as many keystrokes as it has characters."""


def run(patients: int = PATIENTS, samples: int = SAMPLES, name: str = "search") -> list[Result]:
    """The times of each kind of query, and of all together, on which the limit is."""
    with population(patients) as records:
        return measure(records, samples, name)


def measure(records: Records, samples: int, name: str, limit: float = LIMIT_MS) -> list[Result]:
    """The same of any opened records."""
    kinds = _typed_texts(records, random.Random(7), samples)
    model = _Model()
    for texts in kinds.values():
        for text in _keystrokes(texts[0]):
            model.type(records, text)
    results, everything, shown = [], [], []
    for kind, texts in kinds.items():
        times = []
        for typed in (typed for text in texts for typed in _keystrokes(text)):
            times.append(model.type(records, typed))
            shown.append(times[-1] + model.show())
        everything += times
        results += [row for row in spread(f"{name}: {kind}", times) if row.name.endswith(("p95", "max"))]
    results += spread(f"{name}: a keystroke of any kind", everything, limit)
    return results + spread(f"{name}: the same with the texts of {SHOWN_ROWS} rows", shown, limit)


class _Model:
    """The search page's model, as the page fills it."""

    def __init__(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self._app = QGuiApplication.instance() or QGuiApplication([])
        from opportal_desktop.desktop.models.patient_results import PatientResults

        self._model = PatientResults(age_text, shown_phone)

    def type(self, records: Records, text: str) -> float:
        """Milliseconds for this text in the search field."""
        start = time.perf_counter()
        found = find_patients(records, text, include_inactive=text.endswith("e"), today=TODAY)
        self._model.show_found(found.rows, TODAY)
        return (time.perf_counter() - start) * 1000

    def show(self) -> float:
        """Milliseconds for the texts of the rows that a window shows at once."""
        start = time.perf_counter()
        for row in range(min(self._model.rowCount(), SHOWN_ROWS)):
            for column in range(self._model.columnCount()):
                self._model.index(row, column).data()
        return (time.perf_counter() - start) * 1000


def _keystrokes(text: str) -> Iterator[str]:
    return (text[:length] for length in range(1, len(text) + 1))


def _typed_texts(records: Records, rng: random.Random, samples: int) -> dict[str, list[str]]:
    """What a desk types, of people who are there (and some who are not)."""
    (highest,) = records.db.execute_sql("SELECT max(id) FROM patient").fetchone()

    def some(sql: str) -> list[tuple[str, ...]]:
        ids = rng.sample(range(1, highest + 1), samples)
        return [records.db.execute_sql(records.db.native(sql), (number,)).fetchone() for number in ids]

    people = some("SELECT first_name, last_name, birth_date, chart_number FROM patient WHERE id = ?")
    parents = some(
        "SELECT c.first_name, c.last_name, c.home_email, c.cell_phone FROM family_contact f "
        "JOIN contact c ON c.id = f.contact_id WHERE f.patient_id = ? LIMIT 1"
    )
    insurance = [number for (number,) in some("SELECT number FROM insurance_id WHERE patient_id = ?")]
    births = [dt.date.fromisoformat(str(born)) for _, _, born, _ in people]
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {
        "one letter": list(letters),
        "two letters each of first and last": [f"{first[:2]} {last[:2]}" for first, last, *_ in people],
        "two frequent prefixes": [f"{one} {other}" for one in "smbjc" for other in "maj"]
        + [f"{one} {other}" for one in ("ma", "jo", "sm", "wi") for other in ("ja", "mi", "ma")],
        "a frequent and a rare prefix": [f"{one} {other}" for one in "smj" for other in "zxq"],
        "first last": [f"{first} {last}" for first, last, *_ in people],
        "last first": [f"{last} {first}" for first, last, *_ in people],
        "last, first": [f"{last}, {first}" for first, last, *_ in people],
        "name with DOB": [f"{p[1]} {born:%m/%d/%Y}" for p, born in zip(people, births, strict=True)],
        "DOB": [f"{born:{form}}" for born, form in zip(births, ["%m/%d/%Y", "%m-%d-%y", "%Y-%m-%d", "%m%d%Y",
                                                                "%b %d %Y"] * samples, strict=False)],
        "chart number": [chart for *_, chart in people],
        "# phone": [f"#{phone[2:]}" for *_, phone in parents],
        "# last four digits": [f"#{phone[-4:]}" for *_, phone in parents],
        "@ insurance id": [f"@{number}" for number in insurance],
        "parent's name": [f"{first} {last}" for first, last, *_ in parents],
        "parent's email": [email for _, _, email, _ in parents],
        "nobody": ["zzyzx", "smith zzyzx", "a b c d e", "qqq qqq", "#0000000000", "@nobody@example.com"],
    }  # fmt: skip
