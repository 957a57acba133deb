# SPDX-License-Identifier: GPL-3.0-or-later
"""What a batch of a roster's rows may be among the records: a few statements for some hundred rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from opportal_desktop.records.models import (
    Contact,
    FamilyContact,
    ImportedAuthority,
    InsuranceId,
    Patient,
    Record,
    database,
)

Row = dict[str, Any]
_AT_ONCE = 500


@dataclass(slots=True)
class Wanted:
    """What to look for. Names are folded, phones E.164, emails keys."""

    chart_numbers: set[str] = field(default_factory=set)
    patients: set[tuple[str, dt.date]] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    births: set[tuple[str, dt.date]] = field(default_factory=set)
    addresses: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class Found:
    """Rows as dictionaries of the models' fields (foreign keys as ids), each once.

    Attributes:
        granting: contacts that have Joint or Exclusive in an active link.
    """

    patients: dict[int, Row] = field(default_factory=dict)
    contacts: dict[int, Row] = field(default_factory=dict)
    links: list[Row] = field(default_factory=list)
    insurance: dict[int, set[str]] = field(default_factory=dict)
    waiting: list[Row] = field(default_factory=list)
    granting: set[int] = field(default_factory=set)


def look_up(wanted: Wanted, now: dt.datetime, known_contacts: Collection[int] = ()) -> Found:
    """The patients and contacts that may be meant, with those patients' links, and the contacts of those.

    Args:
        known_contacts: contacts that the caller has already; they are not read again.
    """
    found = Found()
    ways = (
        ("chart_number IN ({0})", (wanted.chart_numbers,)),
        (
            "birth_date IN ({1}) AND sort_last IN ({0})",
            ({last for last, _ in wanted.patients}, {day.isoformat() for _, day in wanted.patients}),
        ),
    )
    for where, values in ways:
        for row in _rows(Patient, where, *values):
            found.patients[row["id"]] = row
    if found.patients:
        found.links = list(_rows(FamilyContact, "patient_id IN ({0})", set(found.patients)))
        found.waiting = list(_rows(ImportedAuthority, "patient_id IN ({0})", set(found.patients)))
        for row in _rows(InsuranceId, "patient_id IN ({0})", set(found.patients)):
            found.insurance.setdefault(row["patient"], set()).add(row["number_key"])
    _find_contacts(wanted, found, set(known_contacts))
    if found.contacts:
        found.granting = granting(set(found.contacts), now)
    return found


def _find_contacts(wanted: Wanted, found: Found, known: set[int]) -> None:
    ways: tuple[tuple[str, tuple[Collection[Any], ...]], ...] = (
        ("id IN ({0})", ({link["contact"] for link in found.links} - known,)),
        ("email_key IN ({0})", (wanted.emails,)),
        ("cell_phone IN ({0})", (wanted.phones,)),
        ("home_phone IN ({0})", (wanted.phones,)),
        (
            "birth_date IN ({1}) AND sort_last IN ({0})",
            ({last for last, _ in wanted.births}, {day.isoformat() for _, day in wanted.births}),
        ),
        (
            "sort_last IN ({0}) AND address_line IN ({1})",
            ({last for last, _ in wanted.addresses}, {line for _, line in wanted.addresses}),
        ),
    )
    for where, values in ways:
        for row in _rows(Contact, where, *values):
            # Nothing but the bare row is left of one that was merged into another.
            if row["id"] not in known and row["merged_into"] is None:
                found.contacts[row["id"]] = row


def patients_of(contact_ids: Collection[int]) -> Iterable[tuple[int, Row]]:
    """(contact id, patient) of each active link of these contacts."""
    links = [row for row in _rows(FamilyContact, "contact_id IN ({0})", contact_ids) if row["ended_at"] is None]
    patients = {row["id"]: row for row in _rows(Patient, "id IN ({0})", {link["patient"] for link in links})}
    return [(link["contact"], patients[link["patient"]]) for link in links]


def highest_ids() -> dict[str, int]:
    """{table: the newest id} of patients and contacts: what has a higher one is new to whoever asks again."""
    return {model._meta.table_name: _highest(model) for model in (Patient, Contact)}


def _highest(model: type[Record]) -> int:
    sql = f"SELECT coalesce(max(id), 0) FROM {model._meta.table_name}"  # noqa: S608 - a table of ours
    return int(database.execute_sql(sql).fetchone()[0])


def added_since(model: type[Record], highest: dict[str, int], own: dict[str, range]) -> list[Row]:
    """Rows of higher ids than these, without one's own."""
    table = model._meta.table_name
    mine = own.get(table, range(0))
    where = f"id > {database.param} AND NOT (id >= {database.param} AND id < {database.param})"
    return list(_read(model, where, (highest[table], mine.start, mine.stop)))


def contacts_with_emails(keys: Collection[str]) -> dict[int, int]:
    """{id: revision} of the contacts that have one of these emails."""
    rows = _rows(Contact, "email_key IN ({0}) AND merged_into IS NULL", keys)
    return {row["id"]: row["revision"] for row in rows}


def granting(contact_ids: Collection[int], now: dt.datetime) -> set[int]:
    """Which of these contacts have Joint or Exclusive in an active link."""
    rows = _rows(FamilyContact, "contact_id IN ({0}) AND authority IN ('joint', 'exclusive')", contact_ids)
    return {row["contact"] for row in rows if row["ended_at"] is None or row["ended_at"] > now}


def revisions(model: type[Record], ids: Sequence[int]) -> dict[int, int]:
    """{id: revision} of these rows, without those that are gone."""
    found: dict[int, int] = {}
    for chunk in _chunks(ids):
        marks = ", ".join([database.param] * len(chunk))
        sql = f"SELECT id, revision FROM {model._meta.table_name} WHERE id IN ({marks})"  # noqa: S608 - marks only
        found.update(database.execute_sql(sql, tuple(chunk)).fetchall())
    return found


def _rows(model: type[Record], where: str, first: Collection[Any], second: Collection[Any] = ()) -> Iterable[Row]:
    """Rows by values of one column, or of two; nothing for no values."""
    if not first or ("{1}" in where and not second):
        return
    seconds = ", ".join([database.param] * len(second))
    for chunk in _chunks(sorted(first)):
        firsts = ", ".join([database.param] * len(chunk))
        in_order = where.index("{0}") < where.index("{1}") if "{1}" in where else True
        values = (*chunk, *second) if in_order else (*second, *chunk)
        yield from _read(model, where.format(firsts, seconds), values)


def _read(model: type[Record], where: str, values: Sequence[Any]) -> Iterable[Row]:
    fields = model._meta.sorted_fields
    columns = ", ".join(field.column_name for field in fields)
    sql = f"SELECT {columns} FROM {model._meta.table_name} WHERE {where}"  # noqa: S608 - columns and marks only
    names = [field.name for field in fields]
    # Text columns are as they are, and most columns are text.
    convert = [(place, field.python_value) for place, field in enumerate(fields) if field.field_type in _CONVERTED
               or hasattr(field, "enum_class")]  # fmt: skip
    for row in database.execute_sql(sql, tuple(values)).fetchall():
        cells = list(row)
        for place, to_python in convert:
            cells[place] = to_python(cells[place])
        yield dict(zip(names, cells, strict=True))


_CONVERTED = ("DATE", "DATETIME", "BOOL")


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
