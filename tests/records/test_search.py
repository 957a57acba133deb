# SPDX-License-Identifier: GPL-3.0-or-later
"""One search field: every way in which a desk types a patient."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.records import message_list
from opportal_desktop.records.message_list import MessageFilter
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients, read_birth_date
from opportal_desktop.registration.charts import PatientDraft, load_chart, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.contact_list import contact_page
from opportal_desktop.registration.family_contacts import find_contacts
from opportal_desktop.registration.messages import contacts_like
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import ContactShow, RoleReason, StaffMember

TODAY = dt.date(2026, 11, 23)
BORN = dt.date(2019, 3, 5)


@pytest.fixture
def practice(records: Records, front_desk: StaffMember) -> Records:
    def add(first: str, last: str, born: str, **more: object) -> int:
        draft = PatientDraft(first_name=first, last_name=last, birth_date=dt.date.fromisoformat(born))
        return save_patient(records, replace(draft, **more), front_desk).patient_id  # type: ignore[arg-type]

    mateo = add(
        "Mateo",
        "García López",
        "2019-03-05",
        chart_number="10017",
        cell_phone="413 555 0123",
        insurance=(("Aetna", "W-123 45"), ("Medicaid", "MA9")),
        nickname="Teo",
        email="mateo@example.org",
    )
    add("José María", "García", "2015-06-01", chart_number="10018")
    add("Siobhán", "O’Brien-Núñez", "2012-12-24", chart_number="20001", home_phone="617 555 0100")
    add("Mary", "Gardner", "2020-02-29", chart_number="20002")
    add("Martin", "Gone", "2010-01-01", chart_number="20003", active=False)
    add("Gary", "Zimmer", "2011-01-01", chart_number="20004")
    save_contact(
        records,
        ContactDraft(
            patient_id=mateo,
            first_name="Ana",
            last_name="Torres Gil",
            home_email="Ana.Torres@example.com",
            cell_phone="(212) 555-0198",
            role_reason=RoleReason.MOTHER,
        ),
        front_desk,
    )
    return records


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gar", ["José María", "Mateo", "Mary", "Gary"]),
        ("g", ["José María", "Mateo", "Mary", "Gary"]),
        ("GARCIA", ["José María", "Mateo"]),
        ("garcía", ["José María", "Mateo"]),
        ("mat gar", ["Mateo"]),
        ("gar mat", ["Mateo"]),
        ("m g", ["José María", "Mateo", "Mary"]),
        ("lop mat", ["Mateo"]),
        ("garcía, ma", ["José María", "Mateo"]),
        ("garcia lopez, m", ["Mateo"]),
        ("garcía,", ["José María", "Mateo"]),
        (", mary", ["Mary"]),
        ("jose", ["José María"]),
        ("maria garcia", ["José María"]),
        ("teo", ["Mateo"]),
        ("obrien", ["Siobhán"]),
        ("o'brien", ["Siobhán"]),
        ("O’Brien-Nunez", ["Siobhán"]),
        ("nuñez sio", ["Siobhán"]),
        ("3/5/2019", ["Mateo"]),
        ("03/05/19", ["Mateo"]),
        ("2019-03-05", ["Mateo"]),
        ("garcia 3/5/2019", ["Mateo"]),
        ("gardner 3/5/2019", []),
        ("#4135550123", ["Mateo"]),
        ("#(413) 555", ["Mateo"]),
        ("#5550123", ["Mateo"]),
        ("#0123", ["Mateo"]),
        ("#2125550198", ["Mateo"]),
        ("#0100", ["Siobhán"]),
        ("#12", []),
        ("@w12345", ["Mateo"]),
        ("@W-123", ["Mateo"]),
        ("@ma9", ["Mateo"]),
        ("@", []),
        ("10017", ["Mateo"]),
        ("1001", ["Mateo", "José María"]),
        ("torres", ["Mateo"]),
        ("ana tor", ["Mateo"]),
        ("gil ana", ["Mateo"]),
        ("ana.torres@example.com", ["Mateo"]),
        ("ANA.TOR@", []),
        ("ana.torres@", ["Mateo"]),
        ("mateo@ex", ["Mateo"]),
        ("gone", []),
        ("xyz", []),
        ("", []),
        ("   ", []),
        ("!!!", []),
    ],
)
def test_what_is_typed_finds_who_is_meant(practice: Records, typed: str, found: list[str]) -> None:
    assert [row.first_name for row in find_patients(practice, typed, today=TODAY).rows] == found


def test_inactive_patients_only_on_request(practice: Records) -> None:
    assert find_patients(practice, "gone", today=TODAY).rows == ()
    (row,) = find_patients(practice, "gone", include_inactive=True, today=TODAY).rows
    assert (row.first_name, row.active) == ("Martin", False)
    assert [r.first_name for r in find_patients(practice, "#", include_inactive=True, today=TODAY).rows] == []


def test_a_row_says_by_whom_it_was_found(practice: Records) -> None:
    (row,) = find_patients(practice, "torres", today=TODAY).rows
    assert (row.last_name, row.birth_date, row.phone, row.matched) == (
        "García López",
        BORN,
        "+14135550123",
        "Contact: Ana Torres Gil",
    )
    (own,) = find_patients(practice, "mateo", today=TODAY).rows
    assert own.matched == ""


def test_says_when_there_are_more(practice: Records) -> None:
    found = find_patients(practice, "g", today=TODAY, limit=2)
    assert ([row.first_name for row in found.rows], found.more) == (["José María", "Mateo"], True)


def test_the_search_follows_every_save(practice: Records, front_desk: StaffMember) -> None:
    (row,) = find_patients(practice, "gardner", today=TODAY).rows
    base = load_chart(practice, row.patient_id).draft
    save_patient(practice, replace(base, last_name="Baker", active=False), front_desk, base=base)
    assert find_patients(practice, "gardner", include_inactive=True, today=TODAY).rows == ()
    assert find_patients(practice, "baker", today=TODAY).rows == ()
    assert find_patients(practice, "baker mary", include_inactive=True, today=TODAY).rows


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_fails(practice_once: Records, typed: str) -> None:
    find_patients(practice_once, typed, today=TODAY)
    find_patients(practice_once, f"#{typed}", today=TODAY)
    find_patients(practice_once, f"{typed}, {typed}", today=TODAY, include_inactive=True)


@pytest.mark.parametrize("words", ["w{}x ", "{} ", "a{} "])
@pytest.mark.parametrize("before", ["", "4/1/2018 ", "smith, "])
def test_a_page_pasted_by_mistake_fails_in_no_field(practice: Records, words: str, before: str) -> None:
    typed = before + "".join(words.format(chr(0x4E00 + number)) for number in range(1500))
    assert find_patients(practice, typed, today=TODAY).rows == ()
    assert contact_page(practice, ContactShow.ALL, typed).rows == ()
    assert find_contacts(practice, 1, typed) == ()
    assert contacts_like(practice, typed) == ()
    assert message_list.page(MessageFilter(text=typed), limit=50) == ()


@pytest.fixture(scope="module")
def practice_once(tmp_path_factory: pytest.TempPathFactory) -> Records:
    import secrets

    from opportal_desktop.records.opening import create_records

    return create_records(tmp_path_factory.mktemp("search") / "p.opportal", secrets.token_bytes(32))


@pytest.mark.parametrize(
    "typed",
    [
        "3/5/2019", "03/05/2019", "3-5-2019", "3.5.2019", "3/5/19", "03/05/19", "03052019", "20190305", "2019-03-05",
        "2019/3/5", "5 Mar 2019", "5 march 2019", "Mar 5 2019", "Mar 5, 2019", "March 5, 2019", "5mar2019",
        "5-mar-2019", "5 marzo 2019", "mar. 5 19", " 3/5/2019 ",
    ],
)  # fmt: skip
def test_reads_a_date_of_birth_in_the_usual_ways_of_writing_it(typed: str) -> None:
    assert read_birth_date(typed, TODAY) == BORN


@pytest.mark.parametrize(
    "typed",
    ["", "garcia", "13/13/2019", "2/30/2019", "3/5", "2019", "3/5/201", "12345678", "11/24/2026", "1/1/1899", "0305"],
)
def test_what_is_no_date_of_birth(typed: str) -> None:
    assert read_birth_date(typed, TODAY) is None


def test_a_two_digit_year_is_the_last_one_that_is_not_in_the_future() -> None:
    assert read_birth_date("1/2/26", TODAY) == dt.date(2026, 1, 2)
    assert read_birth_date("1/2/27", TODAY) == dt.date(1927, 1, 2)
