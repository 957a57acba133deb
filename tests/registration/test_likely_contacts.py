# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import datetime as dt

import pytest

from opportal_desktop.records.models import Contact
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft
from opportal_desktop.registration.likely_contacts import LikelyContact, likely_contacts, typed_otherwise
from opportal_desktop.terms import RoleReason


@pytest.fixture
def family(desk):
    """Ana in Mateo's chart; Zoë's chart has nobody yet."""
    mateo, zoe = desk.patient(), desk.patient("Zoë", "García", "2021-01-30")
    ana = desk.add(
        mateo,
        "Ana",
        "Torres",
        birth_date=dt.date(1988, 2, 3),
        home_email="ana@example.com",
        cell_phone="(413) 555-0123",
        work_phone="(413) 555-0188",
        address_line="12 Maple Street",
        postal_code="01002",
    ).draft.contact_id
    return mateo, zoe, ana


def look(records, patient: int, **typed) -> tuple[LikelyContact, ...]:
    return likely_contacts(records, ContactDraft(patient_id=patient, **typed))


@pytest.mark.parametrize(
    "typed",
    [
        {"first_name": "Ana", "last_name": "Torres", "cell_phone": "413 555 0123"},
        {"first_name": "Anita", "last_name": "Torres", "work_phone": "413 555 0188"},
        {"first_name": "Ana", "last_name": "Tores", "birth_date": dt.date(1988, 3, 2)},
        {"first_name": "Ana", "last_name": "Garcia", "home_email": "ANA@example.com"},
        {"first_name": "Torres", "last_name": "Ana", "birth_date": dt.date(1988, 2, 3)},
        {"first_name": "Ana", "last_name": "Torres-Vega", "address_line": "12 Maple St", "postal_code": "01002"},
    ],
)
def test_who_is_there_already_is_found_by_any_of_what_is_typed(records, family, typed) -> None:
    _, zoe, ana = family
    (best,) = look(records, zoe, **typed)
    assert (best.contact_id, best.likely, best.here) == (ana, True, False)
    assert best.in_charts == ("Mateo García",)
    assert best.words


def test_the_name_alone_is_only_perhaps(records, family) -> None:
    mateo, zoe, ana = family
    (best,) = look(records, zoe, first_name="Ana", last_name="Torres")
    assert (best.contact_id, best.likely, best.words) == (ana, False, ("Same name",))
    assert look(records, mateo, first_name="Ana", last_name="Torres")[0].here


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"last_name": "Torres"},
        {"first_name": "A", "last_name": "Torres"},
        {"first_name": "Luis", "last_name": "Torres", "cell_phone": "(413) 555-0123"},
        {"first_name": "Ana", "last_name": "Torres", "birth_date": dt.date(1955, 9, 9)},
        {"first_name": "%", "last_name": "_'\""},
    ],
)
def test_too_little_or_somebody_else_suggests_nobody(records, family, typed) -> None:
    _, zoe, _ = family
    assert not look(records, zoe, **typed)


def test_a_parent_of_another_last_name_is_found_through_the_brothers_last_name(records, family) -> None:
    _, zoe, ana = family
    (best,) = look(
        records, zoe, first_name="Anita", last_name="Miller", address_line="12 Maple Street", postal_code="01002"
    )
    assert best.contact_id == ana
    assert "Another last name" in best.words


def test_nothing_is_written_and_at_most_four_are_shown(records, desk, family) -> None:
    _, zoe, _ = family
    for number in range(8):
        desk.add(desk.patient("Kid", f"Nr{number}"), "Ana", "Torres", cell_phone=f"(413) 555-01{number}0")
    before = [(row.id, row.revision) for row in Contact.select()]
    assert len(look(records, zoe, first_name="Ana", last_name="Torres")) == 4
    assert [(row.id, row.revision) for row in Contact.select()] == before


def test_what_was_typed_fills_what_is_empty_and_never_replaces_anything(records, family) -> None:
    mateo, _, ana = family
    existing = load_contact_draft(records, mateo, ana)
    typed = ContactDraft(
        patient_id=mateo,
        first_name="ana",
        last_name="Torres Vega",
        home_phone="(413) 555-0111",
        cell_phone="(413) 555-0177",
        home_email="ana@example.com",
        nickname="Anita",
        role_reason=RoleReason.OTHER,
    )
    together, otherwise = typed_otherwise(typed, existing, "US")
    assert (together.home_phone, together.nickname) == ("+14135550111", "Anita")
    assert (together.cell_phone, together.last_name) == ("+14135550123", "Torres")
    assert otherwise == ["last_name", "cell_phone"]
    assert together.role_reason is existing.role_reason
