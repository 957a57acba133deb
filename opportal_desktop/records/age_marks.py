# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients by the day they come of age, what the desk noted about it, and which consents end soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from peewee import fn

from opportal_desktop.records.models import AgeMark, FamilyContact, Patient
from opportal_desktop.terms import AgeStep, Authority


@dataclass(frozen=True, slots=True)
class Mark:
    """One step that was done, or is not wanted."""

    step: AgeStep
    on: dt.date
    by: str


def of_patients(patient_ids: Collection[int]) -> dict[int, dict[AgeStep, Mark]]:
    """What was noted for these patients; an entry for each of them."""
    found: dict[int, dict[AgeStep, Mark]] = {patient_id: {} for patient_id in patient_ids}
    for row in AgeMark.select().where(AgeMark.patient.in_(list(patient_ids))):
        found[row.patient_id][row.step] = Mark(row.step, row.done_on, row.done_by)
    return found


def put(patient_id: int, step: AgeStep, on: dt.date, by: str) -> None:
    """Note a step, within the caller's transaction; what was noted before is replaced."""
    row = AgeMark.insert(patient=patient_id, step=step, done_on=on, done_by=by)
    row.on_conflict(
        conflict_target=[AgeMark.patient, AgeMark.step], preserve=[AgeMark.done_on, AgeMark.done_by]
    ).execute()


def remove(patient_id: int, step: AgeStep) -> bool:
    """Take a step's mark back, within the caller's transaction; whether there was one."""
    return bool(AgeMark.delete().where(AgeMark.patient == patient_id, AgeMark.step == step).execute())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A patient for one of the lists; `ends` is the first last day of a consent, where that is what is listed."""

    patient_id: int
    first_name: str
    middle_name: str
    last_name: str
    birth_date: dt.date
    cell_phone: str
    ends: dt.date | None = None


_LISTED = (
    Patient.id, Patient.first_name, Patient.middle_name, Patient.last_name, Patient.birth_date, Patient.cell_phone,
)  # fmt: skip
_BY_NAME = (Patient.sort_last, Patient.sort_first, Patient.id)


def born_between(first: dt.date, last: dt.date, limit: int, *, youngest_first: bool = False) -> tuple[Candidate, ...]:
    """Active patients born from `first` to `last`, eldest first, at most `limit`: a range of the index."""
    query: Any = Patient.select(*_LISTED).where(Patient.birth_date >= first, Patient.birth_date <= last, Patient.active)
    born = Patient.birth_date.desc() if youngest_first else Patient.birth_date
    return tuple(Candidate(*row) for row in query.order_by(born, *_BY_NAME).limit(limit).tuples())


def one(patient_id: int) -> Candidate | None:
    """This patient, active or not; None if there is no such row any more."""
    query: Any = Patient.select(*_LISTED).where(Patient.id == patient_id)
    return next((Candidate(*row) for row in query.tuples()), None)


def with_consent_ending(first: dt.date, last: dt.date, limit: int) -> tuple[Candidate, ...]:
    """Active patients with an active contact whose consent's last day is in this range, the first to end first."""
    ends = fn.MIN(FamilyContact.proxy_consent_until)
    query: Any = (
        Patient.select(*_LISTED, ends.alias("ends"))
        .join(FamilyContact)
        .where(
            FamilyContact.proxy_consent_until.is_null(False),
            FamilyContact.proxy_consent_until >= first,
            FamilyContact.proxy_consent_until <= last,
            FamilyContact.ended_at.is_null(),
            Patient.active,
        )
        .group_by(*_LISTED, Patient.sort_last, Patient.sort_first)
        .order_by(ends, *_BY_NAME)
        .limit(limit)
    )
    return tuple(replace(Candidate(*row[:-1]), ends=_date(row[-1])) for row in query.tuples())


def _date(value: dt.date | str) -> dt.date:
    # A file's minimum of dates is a text.
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def nobody_told(first: dt.date, last: dt.date, limit: int) -> tuple[dt.date, ...]:
    """Birth dates, eldest first, of active patients in this range whose family was not told, with somebody to tell."""
    told = AgeMark.select(AgeMark.id).where(AgeMark.patient == Patient.id, AgeMark.step == AgeStep.TOLD)
    losing = FamilyContact.select(FamilyContact.id).where(
        FamilyContact.patient == Patient.id,
        FamilyContact.authority != Authority.NONE,
        FamilyContact.ended_at.is_null(),
        FamilyContact.registered_at.is_null(False),
        FamilyContact.proxy_consent_on.is_null(),
    )
    query: Any = (
        Patient.select(Patient.birth_date)
        .where(
            Patient.birth_date >= first,
            Patient.birth_date <= last,
            Patient.active,
            ~fn.EXISTS(told),
            fn.EXISTS(losing),
        )
        .order_by(Patient.birth_date)
        .limit(limit)
    )
    return tuple(born for (born,) in query.tuples())
