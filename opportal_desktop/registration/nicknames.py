# SPDX-License-Identifier: GPL-3.0-or-later
"""What people of one first name are also called, in English and Spanish (resources/names/)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from opportal_desktop.resource_files import resource_path

_FILES = ("nicknames.en.txt", "nicknames.es.txt")


@cache
def _formal_by_nickname() -> Mapping[str, frozenset[str]]:
    """{nickname: the names that it is short for}"""
    formal: dict[str, set[str]] = defaultdict(set)
    for name, nicknames in _nicknames_by_formal().items():
        for nickname in nicknames:
            formal[nickname].add(name)
    return {nickname: frozenset(names) for nickname, names in formal.items()}


@cache
def _nicknames_by_formal() -> Mapping[str, frozenset[str]]:
    nicknames: dict[str, set[str]] = defaultdict(set)
    for file in _FILES:
        for line in resource_path("names", file).read_text(encoding="utf-8").splitlines():
            name, _, others = line.partition(":")
            nicknames[name].update(others.split())
    return {name: frozenset(others) for name, others in nicknames.items()}


def is_known_name(name: str) -> bool:
    """Whether the lists know this folded first name: two different known names are hardly a slip of the keyboard."""
    return name in _nicknames_by_formal() or name in _formal_by_nickname()


def are_nicknames(one: str, other: str) -> bool:
    """Whether two folded first names may be one: Bob and Robert, or Beth and Liz, who are both Elizabeth."""
    by_formal, by_nickname = _nicknames_by_formal(), _formal_by_nickname()
    if other in by_formal.get(one, ()) or one in by_formal.get(other, ()):
        return True
    return bool(by_nickname.get(one, frozenset()) & by_nickname.get(other, frozenset()))


def variants(name: str, limit: int = 40) -> tuple[str, ...]:
    """The folded first name, and what else its bearer may be called: nicknames first, then longer forms."""
    nicknames = sorted(_nicknames_by_formal().get(name, ()))
    formal = sorted(_formal_by_nickname().get(name, ()))
    return tuple(dict.fromkeys((name, *nicknames, *formal)))[:limit]
