# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk is to look at on a day: who may be asked about the portal again, and court orders to review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import fn

from opportal_desktop.records.models import Contact, FamilyContact, Patient

_MOST = 200


@dataclass(frozen=True, slots=True)
class Declined:
    """Somebody who declined the portal, with one of their active patients."""

    contact_id: int
    patient_id: int
    first_name: str
    last_name: str
    declined_on: dt.date
    declined_by: str
    ask_again_on: dt.date | None


@dataclass(frozen=True, slots=True)
class CourtOrder:
    """A court order that is to be looked at again; its words stay in the chart."""

    contact_id: int
    patient_id: int
    first_name: str
    last_name: str
    review_on: dt.date


def to_ask_again(today: dt.date, declined_by_then: dt.date | None, now: dt.datetime) -> tuple[Declined, ...]:
    """Who declined up to `declined_by_then` (None: nobody) or named a day that has come, longest ago first."""
    due: Any = Contact.ask_again_on <= today
    if declined_by_then is not None:
        due |= Contact.ask_again_on.is_null() & (Contact.declined_on <= declined_by_then)
    rows: Any = (
        Contact.select(
            Contact.id, fn.MIN(FamilyContact.patient), Contact.first_name, Contact.last_name, Contact.declined_on,
            Contact.declined_by, Contact.ask_again_on,
        )
        .join(FamilyContact)
        .join(Patient)
        .where(Contact.declined_on.is_null(False), due, _open(now), Patient.active)
        .group_by(Contact.id)
        .order_by(Contact.declined_on, Contact.id)
        .limit(_MOST)
    )  # fmt: skip
    return tuple(Declined(*row) for row in rows.tuples())


def to_review(today: dt.date, now: dt.datetime) -> tuple[CourtOrder, ...]:
    """The court orders of active family contacts whose day has come."""
    rows: Any = (
        FamilyContact.select(
            FamilyContact.contact, FamilyContact.patient, Contact.first_name, Contact.last_name,
            FamilyContact.court_order_review_on,
        )
        .join(Contact)
        .switch(FamilyContact)
        .join(Patient)
        .where(
            FamilyContact.court_order_review_on.is_null(False), FamilyContact.court_order_review_on <= today,
            _open(now), Patient.active,
        )
        .order_by(FamilyContact.court_order_review_on, FamilyContact.id)
        .limit(_MOST)
    )  # fmt: skip
    return tuple(CourtOrder(*row) for row in rows.tuples())


def _open(now: dt.datetime) -> Any:
    return FamilyContact.ended_at.is_null() | (FamilyContact.ended_at > now)
