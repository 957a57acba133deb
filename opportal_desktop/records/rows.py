# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole rows by the values of some fields, without the price of having peewee write the same SELECT each time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from peewee import Value

from opportal_desktop.records.models import Record, Setting, database
from opportal_desktop.records.records import Records

AnyRecord = TypeVar("AnyRecord", bound=Record)

_KEPT_VALUES = 60
"""Statements with more values are seldom, and each number of them would be kept."""


def rows_by(model: type[AnyRecord], **values: int | str) -> tuple[AnyRecord, ...]:
    """The rows whose fields have these values (as they are stored), in the order they were entered."""
    rows = tuple(model.raw(_select_sql(model, database.param, *values), *values.values()))
    return tuple(sorted(rows, key=attrgetter("id"))) if len(rows) > 1 else rows


def row_by(model: type[AnyRecord], **values: int | str) -> AnyRecord | None:
    """The one row whose fields have these values, or None."""
    rows = rows_by(model, **values)
    return rows[0] if rows else None


def rows_in(model: type[AnyRecord], name: str, values: Iterable[int | str]) -> tuple[AnyRecord, ...]:
    """The rows where this field has one of these values (as they are stored), in the order they were entered."""
    wanted = tuple(values)
    if not wanted:
        return ()
    return tuple(sorted(_rows_in(model, name).rows(wanted=wanted), key=attrgetter("id")))


class PreparedRows(Generic[AnyRecord]):
    """A SELECT of whole rows that is written once for each kind of database and number of values.

    Args:
        write: makes the SELECT; each argument takes a list of values.
    """

    def __init__(self, model: type[AnyRecord], write: Callable[..., Any]) -> None:
        self._model = model
        self._write = write
        self._written: dict[tuple[str, tuple[int, ...]], tuple[str, list[Any]]] = {}

    def rows(self, **values: Collection[int | str]) -> tuple[AnyRecord, ...]:
        """Run it with these values (as they are stored), none of them empty."""
        if sum(map(len, values.values())) > _KEPT_VALUES:
            return tuple(self._write(**{name: list(some) for name, some in values.items()}))
        key = database.param, tuple(map(len, values.values()))
        if key not in self._written:
            places = {
                name: [Value(_Place(name, at), converter=False) for at in range(len(values[name]))] for name in values
            }
            self._written[key] = self._write(**places).sql()
        sql, parameters = self._written[key]
        lists = {name: list(some) for name, some in values.items()}
        found = (lists[part.name][part.at] if isinstance(part, _Place) else part for part in parameters)
        return tuple(self._model.raw(sql, *found))


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    at: int


@cache
def _rows_in(model: type[AnyRecord], name: str) -> PreparedRows[AnyRecord]:
    return PreparedRows(model, lambda wanted: model.select().where(getattr(model, name).in_(wanted)))


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
