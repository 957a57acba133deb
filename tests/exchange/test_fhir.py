# SPDX-License-Identifier: GPL-3.0-or-later
"""FHIR R4 comes in as it is found in the wild, and goes out so that nothing is lost on the way back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.exchange.csv_reading import UnreadableFileError
from opportal_desktop.exchange.fhir_export import export_patient, patient_bundle
from opportal_desktop.exchange.fhir_files import FhirSource, is_fhir
from opportal_desktop.exchange.fhir_roster import patient_row
from opportal_desktop.exchange.importing import run_import
from opportal_desktop.exchange.roster import Reading, RosterRow
from opportal_desktop.records.models import Contact, FamilyContact, ImportedAuthority, Message, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.terms import Authority, Language, ResidesWith, RoleReason, Sex, StaffMember
from tests.registration.conftest import Desk

HOW = Reading(dt.date(2026, 11, 23))
MR = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}
MATEO: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "extension": [{"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex", "valueCode": "M"}],
    "identifier": [
        {"system": "https://example.org", "value": "not a chart"},
        {"type": MR, "value": "A-1"},
        {"type": {"coding": [{"code": "MB"}]}, "value": "M-77", "assigner": {"display": "Plan A"}},
    ],
    "name": [
        {"use": "maiden", "family": "Otro"},
        {"use": "official", "family": "García López", "given": ["Mateo", "José"], "prefix": ["Mr."]},
        {"use": "nickname", "given": ["Teo"]},
    ],
    "telecom": [
        {"system": "phone", "value": "413-555-0100", "use": "home"},
        {"system": "phone", "value": "413-555-0101", "use": "mobile"},
        {"system": "fax", "value": "413-555-0102"},
    ],
    "gender": "male",
    "birthDate": "2019-03-05",
    "address": [
        {"use": "old", "line": ["1 Past Road"]},
        {"line": ["12 Elm Street", "Apt 4"], "city": "Holyoke", "state": "MA", "postalCode": "01040", "country": "US"},
    ],
    "communication": [{"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "es-US"}]}}],
    "multipleBirthBoolean": False,
}
ANA: dict[str, Any] = {
    "resourceType": "RelatedPerson",
    "id": "r1",
    "patient": {"reference": "Patient/p1"},
    "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "NMTH"}]}],
    "name": [{"family": "García López", "given": ["Ana"]}],
    "telecom": [{"system": "email", "value": "ana@example.com"}, {"system": "phone", "value": "(413) 555-0123"}],
}


def ndjson(path: Path, *resources: dict[str, Any] | str) -> Path:
    path.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in resources), "utf-8")
    return path


def rows_of(path: Path) -> list[RosterRow]:
    return [row for _, row in FhirSource(path).rows(HOW, lambda read: None)]


@pytest.mark.parametrize(("code", "kept", "told"), [("es-US", Language.SPANISH, 0), ("xx-YY", Language.OTHER, 1)])
def test_a_language_without_a_word_is_told(code: str, kept: Language, told: int) -> None:
    row = patient_row(1, MATEO | {"communication": [{"language": {"coding": [{"code": code}]}}]}, [], HOW)
    assert row.patient["language"] is kept
    assert sum("kept as Other" in notice for notice in row.notices) == told


def test_what_no_database_takes_is_left_out(records: Records, manager: StaffMember, tmp_path: Path) -> None:
    odd = MATEO | {"name": [{"family": "Garc\x00\ud800ía", "given": ["Ma\x1bteo"]}]}
    source = FhirSource(ndjson(tmp_path / "Patient.ndjson", odd))
    assert run_import(records, source, manager, dry_run=False).counts.new_patients == 1
    assert (Patient.get().last_name, Patient.get().first_name) == ("García", "Mateo")


def test_everything_that_is_shown_of_a_patient_is_taken() -> None:
    row = patient_row(1, MATEO, [ANA], HOW)
    assert not row.problems
    assert row.patient == {
        "chart_number": "A-1",
        "first_name": "Mateo",
        "middle_name": "José",
        "last_name": "García López",
        "nickname": "Teo",
        "birth_date": dt.date(2019, 3, 5),
        "sex": Sex.MALE,
        "language": Language.SPANISH,
        "home_phone": "+14135550100",
        "cell_phone": "+14135550101",
        "address_line": "12 Elm Street",
        "address_line2": "Apt 4",
        "city": "Holyoke",
        "state": "MA",
        "postal_code": "01040",
        "insurance": (("Plan A", "M-77"),),
    }
    assert row.contacts == [
        {
            "first_name": "Ana",
            "last_name": "García López",
            "home_email": "ana@example.com",
            "home_phone": "+14135550123",
            "role_reason": RoleReason.MOTHER,
        }
    ]


@pytest.mark.parametrize(
    ("relationship", "gender", "role"),
    [
        ("PRN", "female", RoleReason.MOTHER),
        ("PRN", "male", RoleReason.FATHER),
        ("PRN", "", RoleReason.OTHER),
        ("PGRMTH", "female", RoleReason.GRANDPARENT),
        ("GUARD", "", RoleReason.LEGAL_GUARDIAN),
        ("AUNT", "", RoleReason.OTHER_RELATIVE),
        ("C", "", RoleReason.EMERGENCY_CONTACT),
        ("FRND", "", RoleReason.OTHER),
    ],
)
def test_relationships_are_known_by_their_codes(relationship: str, gender: str, role: RoleReason) -> None:
    person = ANA | {"relationship": {"coding": [{"code": relationship}]}, "gender": gender}
    (contact,) = patient_row(1, MATEO, [person], HOW).contacts
    assert contact["role_reason"] is role


def test_contacts_within_a_patient_and_words_without_codes() -> None:
    within = {"relationship": [{"text": "Godmother"}], "name": {"text": "Rosa Delgado"}}
    grandmother = within | {"relationship": [{"coding": [{"display": "Grandmother"}]}]}
    first, second = patient_row(1, MATEO | {"contact": [within, grandmother]}, [], HOW).contacts
    assert (first["first_name"], first["last_name"], first["role_reason"]) == ("Rosa", "Delgado", RoleReason.OTHER)
    assert first["notes"] == "Role/Reason in the imported list: Godmother"
    assert second["role_reason"] is RoleReason.GRANDPARENT


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"birthDate": "2019-03"}, "not a whole date"),
        ({"birthDate": "2031-03-05"}, "in the future"),
        ({"name": [{"family": "x" * 101, "given": ["A"]}]}, "At most 100"),
    ],
)
def test_what_cant_be_taken_is_told(change: dict[str, Any], problem: str) -> None:
    assert problem in patient_row(1, MATEO | change, [], HOW).problems[0]


def test_who_died_is_inactive_and_who_is_related_no_more_is_left_out() -> None:
    row = patient_row(1, MATEO | {"deceasedDateTime": "2024-01-02T03:04:05Z"}, [ANA | {"active": False}], HOW)
    assert (row.patient["active"], row.patient["alert"]) == (False, "Deceased 2024-01-02")
    assert not row.contacts
    assert row.notices


def test_bulk_data_is_read_with_the_files_beside_it(tmp_path: Path) -> None:
    path = ndjson(tmp_path / "Patient.000.ndjson", MATEO, "{broken", MATEO | {"id": "p2"})
    ndjson(tmp_path / "RelatedPerson.000.ndjson", ANA, ANA | {"id": "r2", "patient": {"reference": "Patient/gone"}})
    assert is_fhir(path)
    first, broken, second, orphan = rows_of(path)
    assert (first.number, len(first.contacts), len(second.contacts)) == (1, 1, 0)
    assert (broken.number, broken.problems) == (2, ["The line is no JSON."])
    assert "not in this file" in orphan.problems[0]


def test_a_bundle_is_read_with_references_by_its_own_urls(tmp_path: Path) -> None:
    path = tmp_path / "bundle.json"
    bundle = {
        "resourceType": "Bundle",
        "entry": [
            {"fullUrl": "urn:uuid:1-2-3", "resource": {name: value for name, value in MATEO.items() if name != "id"}},
            {"resource": ANA | {"patient": {"reference": "urn:uuid:1-2-3"}}},
            {"resource": {"resourceType": "Observation"}},
        ],
    }
    path.write_text(json.dumps(bundle, indent=2), "utf-8")
    (row,) = rows_of(path)
    assert row.contacts[0]["first_name"] == "Ana"


def test_a_file_without_patients_is_told(tmp_path: Path) -> None:
    for content in ('{"resourceType": "Observation"}\n', '{"some": "thing"}\n', "{nothing"):
        path = tmp_path / "file.json"
        path.write_text(content)
        with pytest.raises(UnreadableFileError):
            FhirSource(path)


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["coding", "code", "value", "system", "use", "given", "family", "line", "text", "reference",
                         "end", "language", "type", "period", "valueCode", "url"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@given(st.sampled_from(sorted(MATEO)), st.sampled_from([*sorted(ANA), "period", "active", "extension"]), SHAPES)
def test_no_shape_of_an_element_breaks_the_reading(element: str, other: str, shape: Any) -> None:
    patient_row(1, MATEO | {element: shape, "contact": [{other: shape}]}, [ANA | {other: shape}], HOW)


# ----------------------------------------------------------------------------------------------------- there and back


def test_an_export_comes_back_whole_and_changes_nothing(
    records: Records, desk: Desk, manager: StaffMember, tmp_path: Path
) -> None:
    mateo = desk.patient(
        "Mateo", "García López", "2019-03-05", middle_name="José", nickname="Teo", sex=Sex.MALE, city="Holyoke",
        address_line="12 Elm Street", home_phone="413-555-0100", insurance=(("Plan A", "M-77"),),
        language=Language.SPANISH,
    )  # fmt: skip
    desk.joint(mateo, cell_phone="413-555-0123", resides_with=ResidesWith.YES, emergency=True, notes="Calls at noon")
    sam = desk.add(mateo, "Sam", "Case").draft.contact_id
    desk.edit(mateo, sam, role_reason=RoleReason.SOCIAL_WORKER)
    path = tmp_path / "patient.json"
    export_patient(records, mateo, path)
    before = [list(model.select().tuples()) for model in (Patient, Contact, FamilyContact, ImportedAuthority)]
    mails = Message.select().count()
    outcome = run_import(records, FhirSource(path), manager, dry_run=False)
    assert not outcome.reports
    assert [list(model.select().tuples()) for model in (Patient, Contact, FamilyContact, ImportedAuthority)] == before
    assert Message.select().count() == mails


def test_an_export_says_in_fhirs_words_what_it_has_words_for(records: Records, desk: Desk, tmp_path: Path) -> None:
    mateo = desk.patient("Mateo", "García López", "2019-03-05", sex=Sex.MALE)
    desk.joint(mateo)
    bundle = patient_bundle(records, mateo)
    patient, mother = (entry["resource"] for entry in bundle["entry"])
    assert patient["birthDate"] == "2019-03-05"
    assert patient["identifier"][0]["value"] == "10001"
    assert mother["relationship"][0]["coding"][0]["code"] == "MTH"
    assert mother["patient"]["reference"] == f"Patient/{patient['id']}"
    assert {"url": "urn:opportal:fhir:authority", "valueCode": Authority.JOINT.value} in mother["extension"]
    assert '""' not in json.dumps(bundle)


def test_an_import_of_fhir_lists_its_authority_for_review(
    records: Records, manager: StaffMember, tmp_path: Path
) -> None:
    mother = ANA | {"extension": [{"url": "urn:opportal:fhir:authority", "valueCode": "joint"}]}
    path = ndjson(tmp_path / "all.ndjson", MATEO, mother)
    outcome = run_import(records, FhirSource(path), manager, dry_run=False)
    assert (outcome.counts.new_patients, outcome.counts.new_contacts, outcome.counts.waiting) == (1, 1, 1)
    assert ImportedAuthority.get().authority is Authority.JOINT
    assert FamilyContact.get().authority is Authority.NONE
    again = run_import(records, FhirSource(path), manager, dry_run=False).counts
    assert (again.matched_patients, again.new_contacts, again.waiting) == (1, 0, 0)
