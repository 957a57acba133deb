# SPDX-License-Identifier: GPL-3.0-or-later
"""From a plan to the rows that will be written: staged with their search keys and their audit trail."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from enum import Enum
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from opportal_desktop.exchange.drafted_people import (
    DraftedContact,
    DraftedLink,
    DraftedPatient,
    email_key_of,
)
from opportal_desktop.exchange.planning import Plan, waits
from opportal_desktop.exchange.quick_checks import quick_email
from opportal_desktop.exchange.roster import Values
from opportal_desktop.records import families, search_keys
from opportal_desktop.records.models import (
    AuditEntry,
    Contact,
    FamilyContact,
    ImportedAuthority,
    InsuranceId,
    Patient,
    Record,
    opaque_id,
)
from opportal_desktop.records.roster_lookup import patients_of
from opportal_desktop.records.staging import KEYS, UPDATED_KEYS, Stage, columns_of, defaults_of, special_columns_of
from opportal_desktop.terms import Authority, ImportedState, StaffMember

_PATIENT_SEARCHED = frozenset(
    {"first_name", "middle_name", "last_name", "nickname", "cell_phone", "home_phone", "email"}
)


class PlanStager:
    """Stages one plan."""

    def __init__(self, plan: Plan, stage: Stage, now: dt.datetime, by: StaffMember) -> None:
        self._plan = plan
        self._stage = stage
        self._at = now.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ")
        self._by = by
        self._tables: dict[type[Record], tuple[str, Callable[[Values], tuple[Any, ...]], Values, list[int]]] = {
            model: (
                model._meta.table_name,
                itemgetter(*columns_of(model)),
                defaults_of(model),
                [place for place, name in enumerate(columns_of(model)) if name in special_columns_of(model)],
            )
            for model in (Patient, Contact, InsuranceId, FamilyContact, ImportedAuthority, AuditEntry)
        }

    def stage(self) -> Iterator[int]:
        """Stage everything; yields now and then how many patients are done."""
        self._number_charts()
        for contact in self._plan.contacts.values():
            self._stage_contact(contact)
        self._stage_keys_of_completed_contacts()
        for number, patient in enumerate(self._plan.patients.values()):
            self._stage_patient(patient)
            if number % 500 == 0:
                yield number
        self._stage.seal()

    def _number_charts(self) -> None:
        """New patients without a chart number get the next ones, behind those of the records and of the file."""
        unnumbered = [patient for patient in self._plan.patients.values() if not patient.values["chart_number"]]
        if not unnumbered:
            return
        taken = [int(families.next_chart_number())]
        for patient in self._plan.patients.values():
            chart = patient.values["chart_number"]
            if chart.isascii() and chart.isdigit() and len(chart) < 19:
                taken.append(int(chart) + 1)
        for number, patient in enumerate(unnumbered, start=max(taken)):
            patient.values["chart_number"] = str(number)

    # -- people

    def _stage_patient(self, patient: DraftedPatient) -> None:
        last, first, _ = patient.key
        values = patient.values | {"id": patient.ref, "sort_last": last, "sort_first": first}
        values["email_key"] = quick_email(patient.values["email"]).key
        is_new = patient.row is None
        if is_new:
            self._add(Patient, values | self._stamps())
            self._audit("patient imported", patient.ref, None)
        elif patient.filled:
            assert patient.row is not None  # noqa: S101 - for the type checker
            self._complete(Patient, patient.ref, patient.row, values, patient.filled - {"insurance"})
            changes = {name: [patient.row.get(name), patient.values.get(name)] for name in patient.filled}
            changes.pop("insurance", None)
            if patient.insurance:
                changes["insurance"] = [None, patient.insurance]
            self._audit("patient completed by import", patient.ref, None, changes)
        if patient.row is not None and patient.named:
            self._stage.relies_on(Patient, patient.ref, patient.row["revision"])
        for payer, number in patient.insurance:
            row = {"patient_id": patient.ref, "payer": payer, "number": number}
            self._add(InsuranceId, row | {"number_key": families.insurance_key(number)})
        record: Any = SimpleNamespace(**values)
        fresh = [link for link in patient.links.values() if link.row is None]
        for link in patient.links.values():
            self._stage_link(patient, link)
        if is_new:
            contacts = [SimpleNamespace(**_whole(link.contact)) for link in fresh]
            self._add_keys(KEYS, search_keys.search_keys(record, contacts))  # type: ignore[arg-type]
            return
        if patient.filled & _PATIENT_SEARCHED:
            self._add_keys(UPDATED_KEYS, search_keys.search_keys(record, []))
        for link in fresh:
            contact: Any = SimpleNamespace(**_whole(link.contact))
            self._add_keys(KEYS, search_keys.contact_keys(record, contact))

    def _stage_contact(self, contact: DraftedContact) -> None:
        values = _whole(contact) | {"email_key": email_key_of(contact.values)}
        if contact.row is None:
            own = {"own_patient_id": contact.values.get("own_patient")}
            self._add(Contact, values | self._stamps() | own)
        elif contact.named:
            if contact.filled:
                self._complete(Contact, contact.ref, contact.row, values, contact.filled)
                changes = {name: [contact.row[name], contact.values[name]] for name in contact.filled}
                self._audit("contact completed by import", None, contact.ref, changes)
            self._stage.relies_on(Contact, contact.ref, contact.row["revision"])

    def _stage_link(self, patient: DraftedPatient, link: DraftedLink) -> None:
        if link.row is None:
            row = {name: link.values[name] for name in ("role_reason", "resides_with", "emergency", "preferred")}
            row |= {"patient_id": patient.ref, "contact_id": link.contact.ref, "authority": Authority.NONE}
            self._add(FamilyContact, row | {"started_at": self._at} | self._stamps())
            self._audit("contact imported", patient.ref, link.contact.ref)
        if not waits(link):
            return
        values = {
            "patient_id": patient.ref,
            "contact_id": link.contact.ref,
            "authority": link.authority or link.values.get("authority") or Authority.NONE,
            "home_email": link.contact.held.get("home_email", ""),
            "cell_phone": link.contact.held.get("cell_phone", ""),
            "state": ImportedState.WAITING,
            "imported_at": self._at,
            "imported_by": self._by.name,
            "decided_at": None,
            "decided_by": "",
        }
        if link.waiting is None:
            self._add(ImportedAuthority, values)
        else:
            columns = [column for column in values if column not in ("patient_id", "contact_id")]
            encoded = [_encoded(values[column]) for column in columns]
            self._stage.update(ImportedAuthority, columns, encoded, link.waiting["id"])

    # -- search keys

    def _stage_keys_of_completed_contacts(self) -> None:
        """Patients are found by a contact's new phone or email in every chart, in those outside of the file too."""
        completed = {
            contact.ref: contact
            for contact in self._plan.contacts.values()
            if contact.row is not None and contact.filled & search_keys.CONTACT_FIELDS
        }
        for contact_id, row in patients_of(completed.keys()) if completed else ():
            contact: Any = SimpleNamespace(**_whole(completed[contact_id]))
            patient: Any = SimpleNamespace(**row)
            self._add_keys(UPDATED_KEYS, search_keys.contact_keys(patient, contact))

    def _add_keys(self, table: str, keys: Iterator[search_keys.Key]) -> None:
        for key in keys:
            self._stage.add(table, key)

    # -- rows

    def _add(self, model: type[Record], values: Values) -> None:
        table, row_of, defaults, special = self._tables[model]
        row = list(row_of(defaults | values))
        for place in special:
            row[place] = _encoded(row[place])
        self._stage.add(table, row)

    def _complete(self, model: type[Record], id_: int, row: Values, values: Values, filled: set[str]) -> None:
        columns = sorted(filled)
        columns += [name for name in ("email_key", "sort_last", "sort_first") if row[name] != values[name]]
        stamps = {"changed_at": self._at, "changed_by": self._by.name}
        encoded = [*(_encoded(values[column]) for column in columns), *stamps.values()]
        self._stage.update(model, (*columns, *stamps), encoded, id_)

    def _audit(
        self, action: str, patient_id: int | None, contact_id: int | None, changes: dict[str, list[Any]] | None = None
    ) -> None:
        self._add(
            AuditEntry,
            {
                "at": self._at,
                "by": self._by.name,
                "staff_id": self._by.id,
                "action": action,
                "patient_id": patient_id,
                "contact_id": contact_id,
                "changes": json.dumps(changes, default=str, ensure_ascii=False) if changes else "{}",
                "reason": "",
            },
        )

    def _stamps(self) -> Values:
        return {"public_id": opaque_id(), "revision": 1, "changed_at": self._at, "changed_by": self._by.name}


def _whole(contact: DraftedContact) -> Values:
    """With the id and the folded names."""
    person = contact.person
    return contact.values | {"id": contact.ref, "sort_last": person.last, "sort_first": person.first}


def _encoded(value: Any) -> Any:
    """As the columns keep it."""
    if value is None or type(value) in (str, int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, dt.date) else value
