# SPDX-License-Identifier: GPL-3.0-or-later
"""A patient with their contacts as a FHIR R4 Bundle: one Patient, a RelatedPerson for each contact in the chart.

What FHIR has no element for (Authority, Resides With, our Role/Reason) is in extensions of our own, so that an import
of the file loses nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from opportal_desktop.exchange import fhir_roster as fhir
from opportal_desktop.exchange.csv_writing import replacing
from opportal_desktop.records import families
from opportal_desktop.records.models import Contact, FamilyContact, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.terms import Authority, Language, RoleReason

_ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
_ROLE_CLASS = "http://terminology.hl7.org/CodeSystem/v3-RoleClass"
_IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203"
_LANGUAGES = "urn:ietf:bcp:47"
_OF_CLASS = frozenset({"ECON", "CGV"})

Resource = dict[str, Any]


def patient_bundle(records: Records, patient_id: int) -> Resource:
    """The Bundle (type "collection"); contacts that are inactive in this chart have the end of their period.

    Raises:
        RecordGone: there is no such patient (any more).
    """
    patient = families.patient_row(patient_id)
    if patient is None:
        raise RecordGone
    links = families.links_of_patient(patient_id)
    contacts = families.contacts_by_id([link.contact_id for link in links])
    related = [_related(patient, contacts[link.contact_id], link) for link in links]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": records.clock().isoformat(timespec="seconds"),
        "entry": [{"fullUrl": _url(one), "resource": one} for one in (_patient(patient), *related)],
    }


def export_patient(records: Records, patient_id: int, path: Path) -> None:
    """Write the Bundle in place of whatever is at `path`, for this user only.

    Raises:
        RecordGone: there is no such patient (any more).
        OSError: it can't be written there.
    """
    bundle = patient_bundle(records, patient_id)
    with replacing(path, encoding="utf-8") as file:
        json.dump(bundle, file, ensure_ascii=False, indent=1)
        file.write("\n")


def _patient(row: Patient) -> Resource:
    identifiers = [{"type": _type("MR"), "value": row.chart_number}]
    for payer, number in families.insurance_of(row.id):
        identifiers.append(
            {"type": _type("MB"), "value": number, **({"assigner": {"display": payer}} if payer else {})}
        )
    return _without_empty(
        {
            "resourceType": "Patient",
            "id": row.public_id,
            "identifier": identifiers,
            "active": row.active,
            "name": _names(row),
            "telecom": _telecom((("phone", "home", row.home_phone), ("phone", "mobile", row.cell_phone),
                                 ("email", "home", row.email))),
            "gender": row.sex.value,
            "birthDate": row.birth_date.isoformat(),
            "address": _address(row),
            "communication": _spoken(row.language),
        }
    )  # fmt: skip


def _related(patient: Patient, row: Contact, link: FamilyContact) -> Resource:
    period: Resource = {"start": link.started_at.isoformat(timespec="seconds")}
    if link.ended_at is not None:
        period["end"] = link.ended_at.isoformat(timespec="seconds")
    return _without_empty(
        {
            "resourceType": "RelatedPerson",
            # One contact may be in several charts, and a RelatedPerson belongs to one Patient.
            "id": f"{row.public_id}-{patient.public_id}"[:64],
            "extension": _extensions(row, link),
            "active": link.ended_at is None,
            "patient": {"reference": f"Patient/{patient.public_id}"},
            "relationship": [_relationship(link.role_reason)],
            "name": _names(row),
            "telecom": _telecom((("email", "home", row.home_email), ("phone", "mobile", row.cell_phone),
                                 ("phone", "home", row.home_phone), ("phone", "work", row.work_phone))),
            "birthDate": row.birth_date.isoformat() if row.birth_date else "",
            "address": _address(row),
            "period": period,
            "communication": _spoken(row.language),
        }
    )  # fmt: skip


def _extensions(row: Contact, link: FamilyContact) -> list[Resource]:
    found: list[Resource] = [
        {"url": fhir.AUTHORITY, "valueCode": link.authority.value},
        {"url": fhir.ROLE, "valueCode": link.role_reason.value},
        {"url": fhir.RESIDES, "valueCode": link.resides_with.value},
    ]
    if link.authority is Authority.NONE:
        found.pop(0)
    said = ((fhir.EMERGENCY, link.emergency), (fhir.PREFERRED, link.preferred))
    found += [{"url": url, "valueBoolean": True} for url, yes in said if yes]
    if row.notes:
        found.append({"url": fhir.NOTE, "valueString": row.notes})
    return found


def _relationship(role: RoleReason) -> Resource:
    system = _ROLE_CLASS if role.fhir_code in _OF_CLASS else _ROLE_CODE
    coded = {} if role.fhir_code in ("ROLE", "O") else {"coding": [{"system": system, "code": role.fhir_code}]}
    return {**coded, "text": role.label}


def _names(row: Patient | Contact) -> list[Resource]:
    given = [name for name in (row.first_name, *row.middle_name.split()) if name]
    names = [_without_empty({"use": "official", "family": row.last_name, "given": given})]
    if row.nickname:
        names.append({"use": "nickname", "given": [row.nickname]})
    return names


def _telecom(points: tuple[tuple[str, str, str], ...]) -> list[Resource]:
    return [{"system": system, "value": value, "use": use} for system, use, value in points if value]


def _address(row: Patient | Contact) -> list[Resource]:
    lines = [line for line in (row.address_line, row.address_line2) if line]
    address = _without_empty(
        {"use": "home", "line": lines, "city": row.city, "state": row.state, "postalCode": row.postal_code}
    )
    return [address] if len(address) > 1 else []


def _spoken(language: Language) -> list[Resource]:
    code = {"system": _LANGUAGES, "code": language.value, "display": language.label}
    return [{"language": {"coding": [code]}, "preferred": True}]


def _type(code: str) -> Resource:
    return {"coding": [{"system": _IDENTIFIER_TYPE, "code": code}]}


def _url(resource: Resource) -> str:
    return f"urn:opportal:{resource['resourceType']}:{resource['id']}"


def _without_empty(resource: Resource) -> Resource:
    """FHIR has no empty strings and lists."""
    return {name: value for name, value in resource.items() if value not in ("", [], None)}
