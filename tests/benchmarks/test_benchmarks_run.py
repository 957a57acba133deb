# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmarks still run: each group that needs no display, over a small practice. No limit is checked here."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks import (
    age_bench,
    chart_bench,
    contacts_bench,
    duplicates_bench,
    import_bench,
    mail_bench,
    messages_bench,
    rates_bench,
    save_bench,
    scale_bench,
    search_bench,
    server_bench,
    server_scale_bench,
    timing_bench,
)
from tests.benchmarks import population as population_module
from tests.benchmarks.results import Result, store


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("BUILD", "KEPT"):
        monkeypatch.setattr(population_module, folder, tmp_path / folder)
    population_module.population_file.cache_clear()


def test_search_chart_save_messages_and_contacts_are_measured_over_a_small_practice(qapp: QApplication) -> None:
    results = [
        *search_bench.run(400, 2),
        *chart_bench.run(400, 5),
        *save_bench.run(400, 2),
        *messages_bench.run(400, 2),
        *contacts_bench.run(400, 2),
        *age_bench.run(400, 2, times=2),
    ]
    limited = [row for row in results if row.limit is not None]
    assert {row.name.split(":")[0] for row in limited} == {
        "search",
        "chart",
        "save",
        "messages",
        "attention",
        "contacts",
        "coming of age",
    }
    assert all(row.value > 0 for row in results)


def test_a_large_practice_is_measured_against_a_small_one(qapp: QApplication) -> None:
    limited = [row.name for row in scale_bench.run(100, 300, 1) if row.limit is not None]
    assert len(limited) >= 6


def test_mail_is_measured_over_a_small_queue() -> None:
    limited = [row for row in mail_bench.run(messages=8, rounds=1, drained=40, idle=0.5) if row.limit is not None]
    assert len(limited) == 3


def test_rates_and_timing_are_measured_over_a_few_families() -> None:
    limited = [row for row in rates_bench.run(1.0, 10, 60) if row.limit is not None]
    assert len(limited) == 5
    limited = [row for row in timing_bench.run(8) if row.limit is not None]
    assert len(limited) == 6


def test_samples_of_one_distribution_look_like_one_and_of_two_do_not() -> None:
    chance = random.Random(1)

    def drawn(mean: float) -> list[float]:
        return [chance.gauss(mean, 5) for _ in range(500)]

    alike = [timing_bench.same_p(drawn(100), drawn(100)) for _ in range(40)]
    apart = [timing_bench.same_p(drawn(100), drawn(103)) for _ in range(40)]
    assert sum(p < 0.05 for p in alike) <= 6
    assert max(apart) < 0.01
    assert timing_bench.same_p([1.0, 2.0], [1.0, 2.0]) == 1.0


@pytest.mark.parametrize(
    ("result", "holds"),
    [
        (Result("told", 900, "ms"), True),
        (Result("absolute", 16, "ms", 16), True),
        (Result("absolute", 16.1, "ms", 16), False),
        (Result("ratio", 300, "ms", 1.6, 200), True),
        (Result("ratio", 330, "ms", 1.6, 200), False),
    ],
)
def test_a_limit_is_absolute_or_a_multiple_of_the_baseline(result: Result, holds: bool, tmp_path: Path) -> None:
    assert result.holds is holds
    store([result], tmp_path / "bench.json")
    (row,) = json.loads((tmp_path / "bench.json").read_text())
    assert set(row) == {"name", "value", "unit", "baseline", "limit", "holds"}
    assert row["holds"] is holds


def test_the_labelled_pairs_are_answered_well_over_a_small_practice() -> None:
    results = {row.name: row for row in duplicates_bench.run(400, 300)}
    assert results["duplicates: top suggestion wrong or missing"].holds
    assert results["duplicates: recall"].value > 90
    assert results["duplicates: precision"].value > 95


def test_an_import_is_measured_over_a_small_roster() -> None:
    results = {row.name: row for row in import_bench.run(300)}
    assert results["import: the same from CSV, read, checked, matched, written"].limit == import_bench.LIMIT
    assert all(row.value > 0 for row in results.values())


def test_a_practice_on_a_server_is_moved_and_searched(qapp: QApplication) -> None:
    moved, *searches = server_bench.run(300, 2)
    assert moved.unit == "s"
    assert {row.name.split(":")[0] for row in searches} == {"search on a server"}
    scale = server_scale_bench.run(200, 300, 2)
    (growth,) = (row for row in scale if "against" in row.name)
    assert growth.baseline
