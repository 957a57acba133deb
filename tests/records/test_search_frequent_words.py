# SPDX-License-Identifier: GPL-3.0-or-later
"""Words and digits that very many patients have: found in order, and told that there are more."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from opportal_desktop.records import name_search
from opportal_desktop.records.models import Patient
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import RoleReason, StaffMember

TODAY = dt.date(2026, 11, 23)
LAST_NAMES = ("Adams", "Jones", "Marsh", "Mills Jay", "Stone")
FIRST_NAMES = ("Jack", "Mary", "Mia Jo", "Sam")


@pytest.fixture(autouse=True)
def everything_is_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_search, "RARE", 2)
    monkeypatch.setattr(name_search, "CAP", 2)
    monkeypatch.setattr(name_search, "SHORT_WALK", 2)


@pytest.fixture
def charts(records: Records, front_desk: StaffMember) -> Records:
    for number, (last, first) in enumerate(product(LAST_NAMES, FIRST_NAMES)):
        draft = PatientDraft(
            first_name=first,
            middle_name="Zoe" if first == "Sam" else "",
            last_name=last,
            birth_date=dt.date(2018, 4, 1),
            cell_phone=f"(413) 555-01{number:02d}",
            active=last != "Stone",
        )
        save_patient(records, draft, front_desk)
    return records


def _names(records: Records, typed: str, limit: int = 50, *, include_inactive: bool = False) -> list[tuple[str, str]]:
    found = find_patients(records, typed, today=TODAY, limit=limit, include_inactive=include_inactive)
    return [(row.last_name, row.first_name) for row in found.rows]


@pytest.mark.parametrize("typed", ["m j", "j m", "ma ja", "m jo", "s z", "z a s", "q m"])
def test_two_frequent_words_find_whom_a_plain_reading_finds(charts: Records, typed: str) -> None:
    words = typed.split()
    expected = [
        (last, first)
        for last, first in sorted(product(LAST_NAMES, FIRST_NAMES))
        if last != "Stone"
        and all(
            any(part.lower().startswith(word) for part in f"{last} {first} {'Zoe' if first == 'Sam' else ''}".split())
            for word in words
        )
    ]
    assert _names(charts, typed) == expected


def test_more_than_fit_begin_with_those_whose_last_name_matches(charts: Records) -> None:
    assert _names(charts, "m j", limit=3) == [("Jones", "Mary"), ("Jones", "Mia Jo"), ("Marsh", "Jack")]
    assert find_patients(charts, "m j", today=TODAY, limit=3).more


def test_inactive_patients_are_walked_past(charts: Records) -> None:
    assert _names(charts, "s m", limit=1) == [("Marsh", "Sam")]
    assert ("Stone", "Mary") in _names(charts, "s m", include_inactive=True)


def test_the_start_of_many_phones_says_that_there_are_more(charts: Records) -> None:
    found = find_patients(charts, "#413", today=TODAY, limit=4)
    assert (len(found.rows), found.more) == (4, True)
    assert len(_names(charts, "#413")) == 16


@pytest.fixture
def two_parents_each(charts: Records, front_desk: StaffMember) -> Records:
    """Twenty children, each with two parents of one name that no child has."""
    for patient in Patient.select(Patient.id):
        for first in ("Ana", "Luis"):
            draft = ContactDraft(
                patient_id=patient.id, first_name=first, last_name="Quiroga", role_reason=RoleReason.OTHER
            )
            save_contact(charts, draft, front_desk)
    return charts


@pytest.mark.parametrize("typed", ["quiroga", "qui", "q"])
@pytest.mark.parametrize("limit", [4, 11, 50])
def test_two_parents_of_the_same_name_take_no_others_place(
    two_parents_each: Records, monkeypatch: pytest.MonkeyPatch, typed: str, limit: int
) -> None:
    monkeypatch.setattr(name_search, "CAP", 100)
    found = find_patients(two_parents_each, typed, today=TODAY, limit=limit)
    assert [(row.last_name, row.first_name) for row in found.rows] == _active()[:limit]
    assert found.more == (limit < len(_active()))


def _active() -> list[tuple[str, str]]:
    return [name for name in sorted(product(LAST_NAMES, FIRST_NAMES)) if name[0] != "Stone"]
