# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole rows by the values of some fields, without the price of having peewee write the same SELECT each time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from peewee import Value

from opportal_desktop.records.models import Record, Setting, database
from opportal_desktop.records.records import Records

AnyRecord = TypeVar("AnyRecord", bound=Record)


def rows_by(model: type[AnyRecord], **values: int | str) -> tuple[AnyRecord, ...]:
    """The rows whose fields have these values (as they are stored), in the order they were entered."""
    rows = tuple(model.raw(_select_sql(model, database.param, *values), *values.values()))
    return tuple(sorted(rows, key=attrgetter("id"))) if len(rows) > 1 else rows


def row_by(model: type[AnyRecord], **values: int | str) -> AnyRecord | None:
    """The one row whose fields have these values, or None."""
    rows = rows_by(model, **values)
    return rows[0] if rows else None


def put_setting(key: str, value: str) -> None:
    """Store a row of the settings' table, whether there is one of this key or not."""
    row = Setting.insert(key=key, value=value)
    row.on_conflict(conflict_target=[Setting.key], preserve=[Setting.value]).execute()


class Prepared:
    """A statement that is written once for each kind of database and run with other values each time.

    Args:
        write: makes the statement, with `slot(name, field)` wherever a value goes.
    """

    def __init__(self, write: Callable[[], Any]) -> None:
        self._write = write
        self._written: dict[type, tuple[str, list[Any]]] = {}

    def run(self, records: Records, **values: Any) -> int:
        """Run it; returns how many rows it changed."""
        kind = type(records.db)
        if kind not in self._written:
            self._written[kind] = self._write().sql()
        sql, parameters = self._written[kind]
        found = [part.field.db_value(values[part.name]) if isinstance(part, _Slot) else part for part in parameters]
        return int(records.db.execute_sql(sql, found).rowcount)


class _Slot:
    def __init__(self, name: str, field: Any) -> None:
        self.name = name
        self.field = field


def slot(name: str, field: Any) -> Value:
    """Where a value of this field goes in a Prepared statement."""
    return Value(_Slot(name, field), converter=False)


@cache
def _select_sql(model: type[Record], mark: str, *names: str) -> str:
    # `mark`: the databases differ in how a parameter is written, and so the statements that are kept.
    # Peewee takes several times longer to write a SELECT of thirty columns than SQLite to run it.
    wanted = (getattr(model, name) == Value("", converter=False) for name in names)
    return str(model.select().where(*wanted).sql()[0])
