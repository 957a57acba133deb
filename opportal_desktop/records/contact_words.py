# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts by words of their names in any order: who is in a chart by the search keys, anybody by the name itself."""

from __future__ import annotations

from collections.abc import Sequence

from opportal_desktop.records.models import database
from opportal_desktop.records.search import CAP, CONTACT_NAME, LAST, rarest

WALKED = 8000
"""Entries that are read behind one word for those that have the others, too: more begin only with a letter or two."""


def contacts_named(words: Sequence[str], most: int) -> set[int]:
    """Ids of contacts with a word of the name that begins so for each of these (folded): `most` of each way to find
    them, the first in the order of the names."""
    found = _by_keys(words, most)
    # Who is active in no chart has no search keys, but a name.
    for last in words:
        rest = [word for word in words if word is not last]
        found |= _by_both_names(last, rest, most) if rest else _by_last_name(last, most)
    return found


def _by_keys(words: Sequence[str], most: int) -> set[int]:
    lead = rarest(database, CONTACT_NAME, words, CAP)[0] if len(words) > 1 else words[0]
    others = [word for word in words if word is not lead]
    order = "ORDER BY key, sort_last, sort_first, patient_id, contact_id"
    letters = f"LIMIT {WALKED}" if max(map(len, words)) <= 2 else ""
    keys = f"SELECT * FROM search_key WHERE kind = ? AND key >= ? AND key < ? {order} {letters}"
    sql = f"SELECT contact_id FROM ({keys}) AS keys WHERE TRUE {_match('words', others)} {order} LIMIT {most}"
    return _ids(sql, (CONTACT_NAME, lead, lead + LAST, *_spaced(others)))


def _by_last_name(last: str, most: int) -> set[int]:
    sql = (
        f"SELECT id FROM contact WHERE sort_last >= ? AND sort_last < ? ORDER BY sort_last, sort_first, id LIMIT {most}"
    )
    return _ids(sql, (last, last + LAST))


def _by_both_names(last: str, rest: Sequence[str], most: int) -> set[int]:
    """Whose last name is this word, or begins so, and has the rest: the first is one range however many there are."""
    lead = max(rest, key=len)
    more = [word for word in rest if word is not lead]
    names = "' ' || sort_last || ' ' || sort_first"
    called = (
        f"SELECT id FROM contact WHERE sort_last = ? AND sort_first >= ? AND sort_first < ? {_match(names, more)} "
        f"ORDER BY sort_last, sort_first, id LIMIT {most}"
    )
    # Names first: a server reads them from the index alone.
    walk = (
        "SELECT sort_last, sort_first FROM contact WHERE sort_last >= ? AND sort_last < ? "
        f"ORDER BY sort_last, sort_first LIMIT {WALKED}"
    )
    named = (
        f"SELECT DISTINCT sort_last, sort_first FROM ({walk}) AS walked WHERE TRUE {_match(names, rest)} "
        f"ORDER BY sort_last, sort_first LIMIT {most}"
    )
    begins = (
        f"SELECT c.id FROM ({named}) AS n JOIN contact c ON c.sort_last = n.sort_last AND c.sort_first = n.sort_first "
        f"ORDER BY c.sort_last, c.sort_first, c.id LIMIT {most}"
    )
    exact = _ids(called, (last, lead, lead + LAST, *_spaced(more)))
    return exact | _ids(begins, (last, last + LAST, *_spaced(rest)))


def _match(text: str, words: Sequence[str]) -> str:
    return "".join(f" AND instr({text}, ?) > 0" for _ in words)


def _spaced(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(f" {word}" for word in words)


def _ids(sql: str, parameters: tuple[str, ...]) -> set[int]:
    return {row[0] for row in database.execute_sql(database.native(sql), parameters).fetchall()}
