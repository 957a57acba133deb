# SPDX-License-Identifier: GPL-3.0-or-later
"""Suggestions while a new contact is typed: how often they are right, and how long they take."""

from __future__ import annotations

import random
import time
from collections import Counter

from opportal_desktop.records.models import Contact, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.registration.likely_contacts import LikelyContact, get_ready, likely_contacts
from tests.benchmarks.duplicate_pairs import Pair, pairs
from tests.benchmarks.population import PATIENTS, population
from tests.benchmarks.results import Result, spread

PAIRS = 3_000
LIMIT_MS = 16.0
"""On the GUI thread; with a million patients, too."""


def run(patients: int = PATIENTS, count: int = PAIRS) -> list[Result]:
    """Precision and recall of "probably the same person", how often the top one is right, and the times."""
    with population(patients) as records:
        return measure(records, count, "duplicates")


def measure(records: Records, count: int, name: str, limit: float = LIMIT_MS) -> list[Result]:
    """The same of any opened records."""
    get_ready()
    times, answers = [], []
    for pair in _pairs(records, random.Random(2_026), count):
        begin = time.perf_counter()
        found = likely_contacts(records, pair.draft)
        times.append((time.perf_counter() - begin) * 1000)
        answers.append((pair, found))
    return quality(answers) + spread(f"{name}: suggestions for a new contact", times, limit)


def quality(answers: list[tuple[Pair, tuple[LikelyContact, ...]]]) -> list[Result]:
    """What the suggestions are worth. An answer of "other" people counts when it claims to be probably the same."""
    true = [(pair, found) for pair, found in answers if pair.true_id is not None]
    top = sum(bool(found) and found[0].contact_id == pair.true_id for pair, found in true)
    recalled = sum(any(row.likely and row.contact_id == pair.true_id for row in found) for pair, found in true)
    claims = [(pair.true_id == row.contact_id) for pair, found in answers for row in found if row.likely]
    return [
        Result("duplicates: top suggestion wrong or missing", 100 - 100 * top / len(true), "%", 5.0),
        Result("duplicates: top suggestion right", 100 * top / len(true), "%"),
        Result("duplicates: recall", 100 * recalled / len(true), "%"),
        Result("duplicates: precision", 100 * sum(claims) / len(claims), "%"),
    ]


def misses(answers: list[tuple[Pair, tuple[LikelyContact, ...]]]) -> Counter[str]:
    """{kind of pair: how often the answer was wrong}"""
    wrong: Counter[str] = Counter()
    for pair, found in answers:
        if pair.true_id is None:
            wrong[pair.kind] += any(row.likely for row in found)
        else:
            wrong[pair.kind] += not found or found[0].contact_id != pair.true_id
    return wrong


def _pairs(records: Records, rng: random.Random, count: int) -> list[Pair]:
    last = Contact.select(Contact.id).order_by(Contact.id.desc()).limit(1).scalar()
    ids = rng.sample(range(1, last + 1), count)
    by_id = {row.id: row for row in Contact.select().where(Contact.id.in_(ids))}
    some = rng.sample(range(1, last + 1), min(500, last))
    names = [(row.first_name, row.last_name) for row in Contact.select().where(Contact.id.in_(some))]
    patient = Patient.select(Patient.id).order_by(Patient.id).limit(1).scalar()
    return list(pairs([by_id[number] for number in ids], names, rng, patient))
