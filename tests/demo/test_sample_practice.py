# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample practice as the desk would see it: real use cases read what was written."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from opportal_desktop.demo import sample_practice as sample
from opportal_desktop.records import outbox
from opportal_desktop.records.models import Contact, InsuranceId, Message, Patient
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.family_contacts import list_family_contacts
from opportal_desktop.registration.practice import settings_errors
from opportal_desktop.registration.rules import PortalStatus
from opportal_desktop.registration.save_contact import forecast
from opportal_desktop.registration.validators import check_phone
from opportal_desktop.terms import Authority, Language, RoleReason, StaffMember, StaffRole

TODAY = dt.date(2026, 11, 23)


KEY = secrets.token_bytes(32)
NOW = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
MANAGER = StaffMember(1, "Mira Chen", StaffRole.MANAGER)


@pytest.fixture(scope="module")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "practice.opportal"
    records = create_records(path, KEY, clock=lambda: NOW)
    sample.fill_sample_practice(records, MANAGER, TODAY)
    records.close()
    return path


@pytest.fixture
def filled(filled_file: Path) -> Iterator[Records]:
    """Only to be read."""
    records = open_records(filled_file, KEY, clock=lambda: NOW)
    yield records
    records.close()


def _statuses(records: Records) -> Counter[PortalStatus]:
    return Counter(
        row.status.status for patient in Patient.select() for row in list_family_contacts(records, patient.id)
    )


def _all_texts(records: Records) -> list[tuple[object, ...]]:
    patients = Patient.select(
        Patient.chart_number, Patient.first_name, Patient.last_name, Patient.birth_date, Patient.address_line
    )
    contacts = Contact.select(Contact.first_name, Contact.last_name, Contact.home_email, Contact.cell_phone)
    mails = Message.select(Message.to_address, Message.queued_at, Message.state, Message.finished_at)
    return [*patients.tuples(), *contacts.tuples(), *mails.tuples()]


def test_every_portal_status_but_sending_is_there_in_a_believable_mix(filled: Records) -> None:
    found = _statuses(filled)
    assert set(found) == set(PortalStatus) - {PortalStatus.SENDING}
    assert found[PortalStatus.NONE] + found[PortalStatus.NOT_REGISTERED] > found.total() / 2
    assert found[PortalStatus.ACTIVE] > found[PortalStatus.LINK_EXPIRED] > found[PortalStatus.LOCKED]


def test_nothing_of_the_past_waits_to_be_sent(filled: Records) -> None:
    assert outbox.next_due_at(filled) is None
    counted = outbox.counts(filled)
    assert (counted.queued, counted.sending) == (0, 0)
    assert counted.failed > 0
    assert all(row.finished_at < NOW for row in Message.select())


def test_who_is_reachable_is_fictional(filled: Records) -> None:
    phones = [
        phone
        for row in [*Contact.select(), *Patient.select()]
        for phone in (row.cell_phone, row.home_phone, getattr(row, "work_phone", ""))
        if phone
    ]
    assert all(re.fullmatch(r"\+1\d{3}55501\d\d", phone) for phone in phones)
    assert all(check_phone(phone).problem == "" for phone in phones)
    assert len(phones) > 200
    emails = [row.home_email for row in Contact.select() if row.email_key]
    assert all(re.search(r"@example\.(com|org|net)$", email) for email in emails)


def test_patients_are_children_with_their_own_numbers(filled: Records) -> None:
    rows = list(Patient.select())
    assert len(rows) == 200
    assert all(dt.timedelta(0) <= TODAY - row.birth_date < dt.timedelta(days=21 * 366) for row in rows)
    assert len({row.chart_number for row in rows}) == 200
    spanish = sum(row.language is Language.SPANISH for row in rows)
    assert 0.25 < spanish / len(rows) < 0.45
    assert InsuranceId.select().count() > 150
    assert any(not row.active for row in rows)
    assert sum(bool(row.alert) for row in rows) >= 5


def test_the_journeys_family_is_ready_to_be_registered(filled: Records) -> None:
    found = find_patients(filled, "gar mat", today=TODAY)
    (mateo,) = [row for row in found.rows if row.birth_date == sample.JOURNEY_PATIENT_BIRTH_DATE]
    assert (mateo.first_name, mateo.last_name) == (
        sample.JOURNEY_PATIENT_FIRST_NAME,
        sample.JOURNEY_PATIENT_LAST_NAME,
    )
    (ana,) = list_family_contacts(filled, mateo.patient_id)
    assert ana.name == f"{sample.JOURNEY_CONTACT_FIRST_NAME} {sample.JOURNEY_CONTACT_LAST_NAME}"
    assert (ana.home_email, ana.authority) == (sample.JOURNEY_HOME_EMAIL, Authority.NONE)
    assert ana.status.status is PortalStatus.NONE
    by_parent = find_patients(filled, sample.JOURNEY_HOME_EMAIL, today=TODAY)
    assert {row.first_name for row in by_parent.rows} == {
        sample.JOURNEY_PATIENT_FIRST_NAME,
        sample.JOURNEY_SIBLING_FIRST_NAME,
    }
    draft = load_contact_draft(filled, mateo.patient_id, ana.contact_id)
    assert draft.language is Language.SPANISH
    assert draft.cell_phone == sample.JOURNEY_CELL_PHONE
    assert forecast(filled, draft).conflicts == ()


@pytest.mark.parametrize(
    ("typed", "role", "contact", "said"),
    [
        ("Okafor, Desmond", RoleReason.SELF, "Desmond Okafor", "listed as Self"),
        ("Kaminski", RoleReason.MOTHER, "Dorota Kaminski", "shared with Piotr Kaminski"),
        ("Ashworth", RoleReason.FATHER, "Nigel Ashworth", "Home Email missing"),
        ("Ashworth", RoleReason.MOTHER, "Beatrice Ashworth", "Home Email not valid"),
        ("O'Sullivan, Brendan", RoleReason.MOTHER, "Maureen O'Sullivan", "Active"),
        ("O'Sullivan, Brendan", RoleReason.FATHER, "Colm O'Sullivan", "of age since"),
        ("Brennan, Kayla", RoleReason.OTHER_RELATIVE, "Kayla Brennan", "Active"),
        ("Hargrove", RoleReason.FATHER, "Clifford Hargrove", "Declined"),
        ("Pruitt", RoleReason.FATHER, "Dwayne Pruitt", "Access ended"),
        ("obrien nunez max", RoleReason.MOTHER, "María de los Dolores Núñez de Villavicencio y Castañeda", "Active"),
        ("Holloway", RoleReason.FOSTER_PARENT, "Yolanda Price", "Invited"),
        ("Holloway", RoleReason.SOCIAL_WORKER, "Lena Abramowitz", "—"),
    ],
)
def test_the_families_that_every_desk_knows(
    filled: Records, typed: str, role: RoleReason, contact: str, said: str
) -> None:
    patient = find_patients(filled, typed, today=TODAY).rows[0]
    (row,) = [row for row in list_family_contacts(filled, patient.patient_id) if row.name == contact]
    assert row.role_reason is role
    assert said in row.status.cell


def test_the_same_seed_gives_the_same_people(filled: Records, tmp_path: Path) -> None:
    first = _all_texts(filled)
    filled.close()
    again = create_records(tmp_path / "again.opportal", KEY, clock=lambda: NOW)
    try:
        sample.fill_sample_practice(again, MANAGER, TODAY)
        assert _all_texts(again) == first
    finally:
        again.close()


@pytest.mark.parametrize("today", [dt.date(2028, 2, 29), dt.date(2026, 11, 29), dt.date(2027, 1, 1)])
def test_any_day_will_do(records: Records, manager: StaffMember, today: dt.date) -> None:
    now = dt.datetime.combine(today, dt.time(14), dt.UTC)
    records.clock = lambda: now
    written = sample.fill_sample_practice(records, manager, today)
    assert written.patients == 200
    assert records.clock() == now
    assert outbox.next_due_at(records) is None
    assert PortalStatus.INVITED in _statuses(records)


def test_the_practice_has_settings_that_hold(filled: Records) -> None:
    settings = load_settings(filled)
    assert settings.practice_name == "Riverbend Pediatrics"
    assert settings_errors(settings) == {}
