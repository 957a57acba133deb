# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts by words of their names in any order: who is in a chart by the search keys, anybody by the name itself."""

from __future__ import annotations

from collections.abc import Sequence

from opportal_desktop.records.models import database
from opportal_desktop.records.name_search import NameSearch, has_words
from opportal_desktop.records.search_keys import CONTACT_NAME, LAST

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
    found = NameSearch(database, include_inactive=True).people(CONTACT_NAME, words, most)
    return {contact_id for _, contact_id, _ in found}


def _by_last_name(last: str, most: int) -> set[int]:
    sql = (
        f"SELECT id FROM contact WHERE sort_last >= ? AND sort_last < ? ORDER BY sort_last, sort_first, id LIMIT {most}"
    )
    return _ids(sql, (last, last + LAST))


def _by_both_names(last: str, rest: Sequence[str], most: int) -> set[int]:
    """Whose last name is this word, or begins so, and has the rest: the first is one range however many there are."""
    lead = max(rest, key=len)
    match, values = has_words("' ' || sort_last || ' ' || sort_first", (last, *rest))
    called = (
        f"SELECT id FROM contact WHERE sort_last = ? AND sort_first >= ? AND sort_first < ? {match} "
        f"ORDER BY sort_last, sort_first, id LIMIT {most}"
    )
    # Names first: a server reads them from the index alone.
    walk = (
        "SELECT sort_last, sort_first FROM contact WHERE sort_last >= ? AND sort_last < ? "
        f"ORDER BY sort_last, sort_first LIMIT {WALKED}"
    )
    named = (
        f"SELECT DISTINCT sort_last, sort_first FROM ({walk}) AS walked WHERE TRUE {match} "
        f"ORDER BY sort_last, sort_first LIMIT {most}"
    )
    begins = (
        f"SELECT c.id FROM ({named}) AS n JOIN contact c ON c.sort_last = n.sort_last AND c.sort_first = n.sort_first "
        f"ORDER BY c.sort_last, c.sort_first, c.id LIMIT {most}"
    )
    exact = _ids(called, (last, lead, lead + LAST, *values))
    return exact | _ids(begins, (last, last + LAST, *values))


def _ids(sql: str, parameters: tuple[str, ...]) -> set[int]:
    return {row[0] for row in database.execute_sql(database.native(sql), parameters).fetchall()}
