# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/security.md is complete, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "security.md").read_text("utf-8")
_ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.*?) \| (.*?) \| (.*?) ?\|$", re.MULTILINE)
_TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")

# Items of levels 1 and 2 of ASVS 5.0 (github.com/OWASP/ASVS, 5.0/en), each section's numbers.
ITEMS = {
    "2.1": [1, 2, 3],
    "2.2": [1, 2, 3],
    "2.3": [1, 2, 3, 4],
    "2.4": [1],
    "3.2": [1, 2],
    "3.3": [1, 2, 3, 4],
    "3.4": [1, 2, 3, 4, 5, 6],
    "3.5": [1, 2, 3, 4, 5],
    "3.7": [1, 2],
    "6.1": [1, 2, 3],
    "6.2": list(range(1, 13)),
    "6.3": [1, 2, 3, 4],
    "6.4": [1, 2, 3, 4],
    "6.5": [1, 2, 3, 4, 5],
    "6.6": [1, 2, 3],
    "6.8": [1, 2, 3, 4],
    "7.1": [1, 2, 3],
    "7.2": [1, 2, 3, 4],
    "7.3": [1, 2],
    "7.4": [1, 2, 3, 4, 5],
    "7.5": [1, 2],
    "7.6": [1, 2],
    "8.1": [1, 2],
    "8.2": [1, 2, 3],
    "8.3": [1],
    "8.4": [1],
    "14.1": [1, 2],
    "14.2": [1, 2, 3, 4],
    "14.3": [1, 2, 3],
    "16.1": [1],
    "16.2": [1, 2, 3, 4, 5],
    "16.3": [1, 2, 3, 4],
    "16.4": [1, 2, 3],
    "16.5": [1, 2, 3],
}
STATES = {"held", "partly", "open", "—"}


@cache
def _tests_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_item_has_one_row() -> None:
    expected = [f"{section}.{number}" for section, numbers in ITEMS.items() for number in numbers]
    assert [row[0] for row in _ROW.findall(TABLE)] == expected


@pytest.mark.parametrize(("file", "name"), sorted(set(_TEST.findall(TABLE))))
def test_every_named_test_exists(file: str, name: str) -> None:
    assert name in _tests_in(file)


def test_every_row_has_a_state_and_what_is_held_names_a_test() -> None:
    for item, _, state, what, tests in _ROW.findall(TABLE):
        assert state in STATES, item
        assert len(what) > 3, item
        if state in ("held", "partly"):
            assert _TEST.search(tests), f"{item} says that it is {state} and names no test"


def test_most_rows_that_apply_are_shown_by_a_test() -> None:
    apply = [row for row in _ROW.findall(TABLE) if row[2] != "—"]
    held = [row for row in apply if row[2] == "held" and _TEST.search(row[4])]
    assert len(held) >= 0.8 * len(apply), f"{len(held)} of {len(apply)}"
