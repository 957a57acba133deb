# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom a signed-in parent sees: what the rules say at this moment, first name and age and nothing more."""

from __future__ import annotations

from dataclasses import dataclass

from opportal_desktop.records import families
from opportal_desktop.records.records import Records
from opportal_desktop.registration.account_holder import settings_and_holder
from opportal_desktop.registration.ages import age_parts
from opportal_desktop.registration.portal_errors import SessionOver
from opportal_desktop.registration.portal_sessions import PortalSessionView
from opportal_desktop.terms import SessionStage


@dataclass(frozen=True, slots=True)
class Dependent:
    """What the portal shows of a patient.

    Attributes:
        age, age_unit: 7, "year"; the unit is one of "day", "week", "month", "year".
    """

    first_name: str
    age: int
    age_unit: str

    @property
    def age_text(self) -> str:
        """In English: "7 years"."""
        return f"{self.age} {self.age_unit}{'' if self.age == 1 else 's'}"


def dependents_of(records: Records, session: PortalSessionView) -> tuple[Dependent, ...]:
    """The session's dependents, eldest first; a parent who is a patient here is among them.

    Raises:
        SessionOver: the session is not signed in.
        NoDependents: access ended; whom to call.
    """
    if session.stage is not SessionStage.SIGNED_IN:
        raise SessionOver
    _, holder = settings_and_holder(records, session.email_key)
    rows = [row for row in map(families.patient_row, holder.dependent_ids) if row]
    rows.sort(key=lambda row: (row.birth_date, row.id))
    return tuple(Dependent(row.first_name, *age_parts(row.birth_date, holder.practice.today)) for row in rows)
