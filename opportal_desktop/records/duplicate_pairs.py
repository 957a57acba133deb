# SPDX-License-Identifier: GPL-3.0-or-later
"""Pairs of contacts that have something in common which few others have: to be judged, not yet duplicates."""

from __future__ import annotations

from opportal_desktop.records.look_alikes import LookAlike
from opportal_desktop.records.models import Contact, database

_SAME_NAME_AND = "b.birth_date = a.birth_date OR (b.postal_code = a.postal_code AND a.postal_code <> '')"
# Each a join along an index of its own. Nearly every family shares a home phone: there the initial must be the same.
_WAYS = (
    "b.email_key = a.email_key AND a.email_key IS NOT NULL",
    "b.cell_phone = a.cell_phone AND a.cell_phone <> ''",
    "b.home_phone = a.home_phone AND a.home_phone <> '' AND substr(b.sort_first, 1, 1) = substr(a.sort_first, 1, 1)",
    f"b.sort_last = a.sort_last AND b.sort_first = a.sort_first AND ({_SAME_NAME_AND})",
)


def highest_id() -> int:
    """Of all contacts; 0 where there is none."""
    return int(database.execute_sql("SELECT coalesce(max(id), 0) FROM contact").fetchone()[0])


def pairs_of(after_id: int, count: int) -> tuple[tuple[int, int], ...]:
    """(id, higher id) of contacts that share an email, a phone, or the name and more; the first from the `count` ids
    behind `after_id`."""
    ranged = "a.id > ? AND a.id <= ? AND a.merged_into IS NULL AND b.merged_into IS NULL AND b.id > a.id"
    ways = (f"SELECT a.id AS one, b.id AS other FROM contact a JOIN contact b ON {way} WHERE {ranged}" for way in _WAYS)
    sql = f"SELECT one, other FROM ({' UNION '.join(ways)}) AS pairs ORDER BY one, other"
    parameters = (after_id, after_id + count) * len(_WAYS)
    return tuple(tuple(row) for row in database.execute_sql(database.native(sql), parameters).fetchall())


def to_compare(ids: set[int]) -> dict[int, LookAlike]:
    """What these contacts are compared by."""
    if not ids:
        return {}
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT {', '.join(LookAlike._fields)} FROM contact WHERE id IN ({marks}) AND merged_into IS NULL"
    read_date = Contact.birth_date.python_value
    born = LookAlike._fields.index("birth_date")
    found = database.execute_sql(database.native(sql), tuple(sorted(ids))).fetchall()
    return {row[0]: LookAlike(*row)._replace(birth_date=read_date(row[born])) for row in found}
