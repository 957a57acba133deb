# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts that may be the person who is being typed: candidates from the indexes, not yet matches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from opportal_desktop.folding import typed_words
from opportal_desktop.records.models import Contact, database
from opportal_desktop.records.search_keys import CONTACT_NAME, LAST, PHONE

EACH = 150
"""Contacts that one index gives at most; who shares more than one thing is found by another."""
_SAME_START = 3
"""Letters of a last name that a slip of the keyboard leaves alone, at least most often."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What candidates are looked up by; empty parts find nobody.

    Attributes:
        email_key: finds the same mailbox at other domains, too.
        phones: E.164.
        sort_last, sort_first: folded names; `sort_first_variants`: nicknames and longer forms, with the name itself.
        patient_sort_last: of the patient in whose chart they are typed; finds parents of another or changed last name.
        postal_code: those of the same code come first where a name is frequent.
    """

    email_key: str | None = None
    phones: Collection[str] = ()
    birth_dates: Collection[dt.date] = ()
    sort_last: str = ""
    sort_first: str = ""
    sort_first_variants: Collection[str] = ()
    patient_sort_last: str = ""
    postal_code: str = ""


class LookAlike(NamedTuple):
    """What a candidate is compared by."""

    id: int
    first_name: str
    middle_name: str
    last_name: str
    nickname: str
    birth_date: dt.date | None
    email_key: str | None
    cell_phone: str
    home_phone: str
    work_phone: str
    address_line: str
    postal_code: str


def look_alikes(sought: Sought, not_contact: int | None) -> tuple[LookAlike, ...]:
    """The candidates, in no order; each way to find some is one range of an index, cut off at EACH."""
    ways = tuple(_ways(sought))
    if not ways:
        return ()
    # One statement, written here: peewee takes several times longer to write it than the database to run it.
    ids = " UNION ".join(f"SELECT id FROM ({sql} LIMIT {EACH}) AS way{n}" for n, (sql, _) in enumerate(ways))
    sql = f"SELECT {', '.join(LookAlike._fields)} FROM contact WHERE id IN ({ids})"
    parameters = [value for _, values in ways for value in values]
    found = database.execute_sql(sql.replace("?", database.param), parameters).fetchall()
    read_date = Contact.birth_date.python_value
    rows = (LookAlike(*row)._replace(birth_date=read_date(row[_BIRTH_DATE])) for row in found)
    return tuple(row for row in rows if row.id != not_contact)


_BIRTH_DATE = LookAlike._fields.index("birth_date")

Way = tuple[str, Sequence[str]]
"""A SELECT of contacts' ids, and its parameters."""


def _ways(sought: Sought) -> Iterator[Way]:
    if sought.email_key:
        mailbox = sought.email_key.partition("@")[0] + "@"
        yield _of_contacts("email_key >= ? AND email_key < ?"), (mailbox, mailbox + LAST)
    if phones := tuple(sought.phones):
        yield _of_contacts(f"cell_phone IN {_marks(phones)}"), phones
        yield _of_contacts(f"home_phone IN {_marks(phones)}"), phones
        # Work phones have no index of their own.
        digits = tuple(phone.removeprefix("+1").lstrip("+") for phone in phones)
        yield _of_keys(f"kind = ? AND key IN {_marks(digits)} AND contact_id > 0"), (PHONE, *digits)
    for day in sought.birth_dates:
        yield _of_contacts("birth_date = ?"), (day.isoformat(),)
    variants = tuple(sought.sort_first_variants)
    if sought.sort_last and sought.sort_first:
        yield from _by_name(sought, variants)
    if sought.patient_sort_last and variants:
        keys = f"kind = ? AND key IN {_marks(variants)} AND sort_last = ?"
        yield _of_keys(keys), (CONTACT_NAME, *variants, sought.patient_sort_last)


def _by_name(sought: Sought, variants: tuple[str, ...]) -> Iterator[Way]:
    last, first = sought.sort_last, sought.sort_first
    near = " ORDER BY CASE WHEN postal_code = ? THEN 0 ELSE 1 END"
    called = f"sort_first IN {_marks(variants)}"
    yield _of_contacts(f"sort_last = ? AND {called}") + near, (last, *variants, sought.postal_code)
    yield _of_contacts("sort_last = ? AND sort_first = ?"), (first, last)
    # A slip in the first name, or a middle name with it.
    start = first[:2]
    values = (last, start, start + LAST, sought.postal_code)
    yield _of_contacts("sort_last = ? AND sort_first >= ? AND sort_first < ?") + near, values
    # A slip in the last name, or one of two of them: only the index is read.
    names = typed_words(last)
    for part in {last[:_SAME_START], *(word for word in names if len(word) >= _SAME_START)}:
        yield _of_contacts(f"sort_last >= ? AND sort_last < ? AND {called}"), (part, part + LAST, *variants)


def _of_contacts(where: str) -> str:
    return f"SELECT id FROM contact WHERE {where}"


def _of_keys(where: str) -> str:
    return f"SELECT contact_id AS id FROM search_key WHERE {where}"


def _marks(values: Sequence[str]) -> str:
    return f"({', '.join('?' * len(values))})"
