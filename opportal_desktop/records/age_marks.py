# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients by the day they come of age, what the desk noted about it, and which consents end soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
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


def born_between(first: dt.date, last: dt.date, limit: int) -> tuple[Patient, ...]:
    """Active patients born from `first` to `last`, eldest first, at most `limit`: a range of the index."""
    query = Patient.select().where(Patient.birth_date >= first, Patient.birth_date <= last, Patient.active)
    return tuple(query.order_by(Patient.birth_date, Patient.sort_last, Patient.sort_first, Patient.id).limit(limit))


def with_consent_ending(first: dt.date, last: dt.date, limit: int) -> tuple[Patient, ...]:
    """Active patients with a contact whose consent's last day is in this range, the first to end first."""
    ends: Any = (
        FamilyContact.select(FamilyContact.patient, fn.MIN(FamilyContact.proxy_consent_until).alias("ends"))
        .where(
            FamilyContact.proxy_consent_until.is_null(False),
            FamilyContact.proxy_consent_until >= first,
            FamilyContact.proxy_consent_until <= last,
        )
        .group_by(FamilyContact.patient)
    )
    query = Patient.select().join(ends, on=(ends.c.patient_id == Patient.id)).where(Patient.active)
    return tuple(query.order_by(ends.c.ends, Patient.sort_last, Patient.sort_first, Patient.id).limit(limit))


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
