# SPDX-License-Identifier: GPL-3.0-or-later
"""The Contact Manager: a keystroke to the rows in the model, a page further down, states, filters, duplicates."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from opportal_desktop.records.contact_list import Place
from opportal_desktop.records.records import Records
from opportal_desktop.registration.contact_list import contact_page, contact_states
from opportal_desktop.registration.likely_contacts import get_ready
from opportal_desktop.terms import ContactShow
from tests.benchmarks.population import PATIENTS, population
from tests.benchmarks.results import Result, spread

LIMIT_MS = 16.0
SHOWN_ROWS = 30
STATES_AT_ONCE = 3


def run(patients: int = PATIENTS, samples: int = 25) -> list[Result]:
    """What the GUI thread does, with limits; and what runs beside it, without."""
    with population(patients) as records:
        return measure(records, samples, "contacts")


def measure(records: Records, samples: int, name: str) -> list[Result]:
    """The same of any opened records."""
    get_ready()
    texts = _typed_texts(records, random.Random(13), samples)
    typing = [_ms(lambda text=text: contact_page(records, ContactShow.ALL, text)) for text in texts]
    walk = list(_pages(records, ContactShow.ALL, samples))
    return [
        Result(f"{name}: in the practice", _count(records), ""),
        *spread(f"{name}: a keystroke, text to rows", typing, LIMIT_MS),
        *spread(f"{name}: the next page", walk, LIMIT_MS),
        *spread(f"{name}: the states of {STATES_AT_ONCE} rows", _states(records, samples), LIMIT_MS),
        # Not on the GUI thread.
        *(
            row
            for show in ContactShow
            if show is not ContactShow.ALL
            for row in spread(f"{name}: a page of “{show.label}”", list(_pages(records, show, 5)))
        ),
    ]


def _count(records: Records) -> int:
    return int(records.db.execute_sql("SELECT count(*) FROM contact").fetchone()[0])


def _typed_texts(records: Records, rng: random.Random, samples: int) -> list[str]:
    """Every keystroke of names both ways round, emails and phones of people who are there, and some of nobody."""
    highest = _count(records)
    whole = ["zzyzx", "maria garcia", "john smith", "j s", "ma jo"]
    for number in rng.sample(range(1, highest + 1), samples):
        first, last, email, cell = records.db.execute_sql(
            records.db.native("SELECT first_name, last_name, home_email, cell_phone FROM contact WHERE id = ?"),
            (number,),
        ).fetchone()
        whole += [f"{first} {last}", f"{last} {first}", email, cell[2:], cell[-4:]]
    return [text[:length] for text in whole for length in range(1, len(text) + 1)]


def _pages(records: Records, show: ContactShow, count: int) -> Iterator[float]:
    after: Place | None = None
    for _ in range(count):
        start = time.perf_counter()
        after = contact_page(records, show, "", after).after
        yield (time.perf_counter() - start) * 1000
        if after is None:
            return


def _states(records: Records, samples: int) -> list[float]:
    rng = random.Random(5)
    some = [rng.sample(range(1, _count(records) + 1), STATES_AT_ONCE) for _ in range(samples)]
    return [_ms(lambda ids=ids: contact_states(records, ids)) for ids in some]


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000
