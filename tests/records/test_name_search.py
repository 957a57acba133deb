# SPDX-License-Identifier: GPL-3.0-or-later
"""Several words of a name find whom a plain reading of all names finds, by every way there is to look them up."""

from __future__ import annotations

import datetime as dt
import random
import secrets
from collections.abc import Iterator
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportal_desktop.folding import fold_words
from opportal_desktop.records import name_search
from opportal_desktop.records.models import Contact, FamilyContact, Patient
from opportal_desktop.records.name_search import Hit, NameSearch
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.records.search_keys import CONTACT_NAME, OWN_NAME, pair_key
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.practice import staff_member
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import RoleReason

TODAY = dt.date(2026, 11, 23)
LAST_NAMES = ("Mar", "Martinez", "Marsh Jay", "Mills", "Ng", "Zapata", "Øst", "王", "王小明", "J")
FIRST_NAMES = ("Maria", "Mar", "Mary Jo", "Jo", "J", "Zoë", "Martin", "小明")
MIDDLE_NAMES = ("", "", "J", "M", "Mae")


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """Ninety children, each with a parent."""
    records = create_records(tmp_path_factory.mktemp("names") / "practice.opportal", secrets.token_bytes(32))
    desk, rng = staff_member(records, "mira", "Mira Chen"), random.Random(5)
    for number in range(90):
        child = PatientDraft(
            first_name=rng.choice(FIRST_NAMES),
            middle_name=rng.choice(MIDDLE_NAMES),
            last_name=rng.choice(LAST_NAMES),
            birth_date=dt.date(2018, 4, 1),
            active=number % 7 > 0,
        )
        parent = ContactDraft(
            patient_id=save_patient(records, child, desk).patient_id,
            first_name=rng.choice(FIRST_NAMES),
            last_name=rng.choice(LAST_NAMES),
            role_reason=RoleReason.OTHER,
        )
        save_contact(records, parent, desk)
    yield records
    records.close()


def _begins_others(typed: list[str], words: list[str]) -> bool:
    """Whether each typed word begins another one of these."""
    return any(
        all(word.startswith(start) for word, start in zip(some, typed, strict=True))
        for some in permutations(words, len(typed))
    )


def _own(typed: list[str], everybody: bool) -> list[int]:
    found = [
        (patient.sort_last, patient.sort_first, patient.id)
        for patient in Patient.select()
        if (everybody or patient.active)
        and _begins_others(typed, fold_words(patient.last_name, patient.first_name, patient.middle_name))
    ]
    return [patient_id for *_, patient_id in sorted(found)]


def _parents(typed: list[str], everybody: bool) -> list[Hit]:
    found = [
        (link.patient.sort_last, link.patient.sort_first, (link.patient.id, link.contact.id, _shown(link.contact)))
        for link in FamilyContact.select(FamilyContact, Patient, Contact).join(Patient).switch().join(Contact)
        if (everybody or link.patient.active)
        and _begins_others(typed, fold_words(link.contact.last_name, link.contact.first_name))
    ]
    return [hit for *_, hit in sorted(found)]


def _shown(contact: Contact) -> str:
    return f"{contact.first_name} {contact.last_name}"


_starts = st.sampled_from([word for name in (*LAST_NAMES, *FIRST_NAMES) for word in fold_words(name)]).flatmap(
    lambda word: st.integers(1, len(word)).map(lambda letters: word[:letters])
)


@given(
    typed=st.lists(_starts, min_size=2, max_size=4, unique=True),
    everybody=st.booleans(),
    rare=st.sampled_from([1, 5, 200]),
    few_keys=st.sampled_from([0, 2, 40]),
    walk=st.sampled_from([3, 2000]),
    most=st.sampled_from([1, 3, 500]),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_word_begins_another_word_of_the_name(
    people: Records, typed: list[str], everybody: bool, rare: int, few_keys: int, walk: int, most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_search, "RARE", rare)
        patch.setattr(name_search, "FEW_KEYS", few_keys)
        patch.setattr(name_search, "SHORT_WALK", walk)
        search = NameSearch(people.db, include_inactive=everybody)
        own = search.people(OWN_NAME, typed, most)
        parents = search.people(CONTACT_NAME, typed, most)
    expected = _own(typed, everybody)
    if max(map(len, typed)) == 1 and len(expected) > most:
        # Of letters that very many have, those come first whose last name begins with one.
        assert {patient for patient, *_ in own} <= set(expected)
        assert len(own) == most
    else:
        assert own == [(patient, 0, "") for patient in expected[:most]]
    assert parents == _parents(typed, everybody)[:most]


@pytest.mark.parametrize(
    ("typed", "also_others"),
    [("maria mar", False), ("mar maria", False), ("maria", True)],
)
def test_the_start_of_a_last_name_behind_the_same_first_name_is_asked_for(
    people: Records, typed: str, also_others: bool
) -> None:
    marias = {row.last_name for row in find_patients(people, typed, today=TODAY).rows if row.first_name == "Maria"}
    assert marias & {"Mar", "Martinez", "Marsh Jay"}
    assert bool(marias - {"Mar", "Martinez", "Marsh Jay"}) == also_others


def test_the_same_holds_beside_a_date_of_birth_and_behind_a_comma(people: Records) -> None:
    for typed in ("maria mar 4/1/2018", "mar, maria mar"):
        assert all(
            _begins_others(["maria", "mar"], fold_words(row.last_name, row.first_name))
            for row in find_patients(people, typed, today=TODAY).rows
        )
    assert find_patients(people, "mary jo 4/1/2018", today=TODAY).rows


def test_two_words_have_one_key_in_whichever_order() -> None:
    assert pair_key("smith", "james") == pair_key("james", "smith") == "ja sm"
    assert pair_key("smith", "j") == "j sm"
