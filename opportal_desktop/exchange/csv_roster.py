# SPDX-License-Identifier: GPL-3.0-or-later
"""From a table's rows and the mapping of its columns to roster rows: cells read, problems in words with the column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from opportal_desktop.exchange.column_guesses import Mapping
from opportal_desktop.exchange.csv_reading import CsvRow
from opportal_desktop.exchange.fields import Target
from opportal_desktop.exchange.roster import CellError, Reading, RosterRow, Values, read_cell, split_name
from opportal_desktop.terms import RoleReason

_OF_LINK_ALONE = frozenset({"role_reason", "authority", "resides_with", "emergency", "preferred", "language"})
_ROLE_NOTE = "Role/Reason in the imported list: "


def roster_rows(
    rows: Iterable[CsvRow], headers: Sequence[str], mapping: Mapping, how: Reading
) -> Iterator[tuple[CsvRow, RosterRow]]:
    """Each row as it stood in the file, and as it is understood."""
    columns = [(number, target, target.field.kind) for number, target in enumerate(mapping.columns) if target]
    groups = sorted({target.group for _, target, _ in columns} - {0})
    for row in rows:
        read = RosterRow(row.number)
        if row.problem:
            read.problems.append(row.problem)
            yield row, read
            continue
        values: dict[int, Values] = {group: {} for group in (0, *groups)}
        for number, target, kind in columns:
            text = row.cells[number]
            if text:
                _read(text, headers[number], target, kind, values[target.group], how, read)
        read.patient = _patient(values[0])
        for group in groups:
            role, family = mapping.roles.get(group), read.patient.get("last_name", "")
            if contact := _contact(values[group], role, family, f"Contact {group}", read):
                read.contacts.append(contact)
        yield row, read


def _read(text: str, header: str, target: Target, kind: Any, values: Values, how: Reading, row: RosterRow) -> None:
    notices: list[str] = []
    try:
        values[target.name] = read_cell(kind, text, how, notices.append)
    except CellError as error:
        row.problems.append(f"{header} {error}")
    for notice in notices:
        row.notices.append(f"{header} {notice}")


def _patient(values: Values) -> Values:
    _split(values)
    pairs = ((values.pop("payer", ""), values.pop("insurance_number", "")),
             (values.pop("payer2", ""), values.pop("insurance_number2", "")))  # fmt: skip
    insurance = tuple((payer, number) for payer, number in pairs if number)
    if insurance:
        values["insurance"] = insurance
    return values


def _contact(values: Values, role: RoleReason | None, family: str, where: str, row: RosterRow) -> Values | None:
    _split(values, family)
    if not values.keys() - _OF_LINK_ALONE:
        return None
    if not values.get("first_name") and not values.get("last_name"):
        row.problems.append(f"{where} has no name. Enter a first or last name, or empty its other cells.")
    given = values.get("role_reason") or role
    if given is not None and not isinstance(given, RoleReason):
        # Not lost: what the practice called them is worth reading.
        values["notes"] = "\n".join(note for note in (values.get("notes", ""), f"{_ROLE_NOTE}{given}") if note)
        row.notices.append(f"{where}: “{given}” is no Role/Reason: they are listed as Other, with a note.")
        given = RoleReason.OTHER
    values["role_reason"] = given or RoleReason.OTHER
    return values


def _split(values: Values, family: str = "") -> None:
    whole = values.pop("full_name", "")
    if whole:
        for name, value in split_name(whole, family).items():
            values.setdefault(name, value)
