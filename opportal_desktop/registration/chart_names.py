# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts by name, without what is in them: the start shows the recent ones before anything else is loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from opportal_desktop.records import families
from opportal_desktop.records.records import Records


@dataclass(frozen=True, slots=True)
class ChartName:
    """What tells a chart from others in a list."""

    patient_id: int
    name: str
    birth_date: dt.date
    chart_number: str


def full_name(first: str, last: str) -> str:
    """A person's name as it is said: first and last, whichever there are."""
    return f"{first} {last}".strip()


def listed_name(first: str, middle: str, last: str) -> str:
    """A patient's name as lists have it: "García López, Mateo"."""
    return f"{last}, {first}{f' {middle}' if middle else ''}".strip(", ")


def chart_names(records: Records, patient_ids: Iterable[int]) -> tuple[ChartName, ...]:
    """The charts of these patients, in this order, without those that are gone."""
    with records.connection():
        rows = [families.patient_row(patient_id) for patient_id in patient_ids]
    return tuple(
        ChartName(row.id, listed_name(row.first_name, row.middle_name, row.last_name), row.birth_date, row.chart_number)
        for row in rows
        if row is not None
    )
