# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster comes in whole or not at all, matches who is there, and mails nobody."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from opportal_desktop.exchange import importing
from opportal_desktop.exchange.column_guesses import guess_columns
from opportal_desktop.exchange.csv_reading import look_at
from opportal_desktop.exchange.importing import ImportCancelled, Outcome, Phase, run_import
from opportal_desktop.exchange.sources import CsvSource
from opportal_desktop.records import staging
from opportal_desktop.records.models import (
    MODELS,
    AuditEntry,
    Contact,
    FamilyContact,
    ImportedAuthority,
    Message,
    Patient,
    SearchKey,
)
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.records.search import find_patients
from opportal_desktop.records.search_keys import index_patient
from opportal_desktop.records.server_opening import create_on_server
from opportal_desktop.registration.errors import NotManager
from opportal_desktop.registration.practice import staff_member
from opportal_desktop.registration.save_contact import SavedContact
from opportal_desktop.terms import Authority, RoleReason, Sex, StaffMember
from tests.postgresql_server import PostgresServer
from tests.registration.conftest import Desk

HEADER = (
    "MRN,Last Name,First Name,DOB,Sex,Address,City,State,Zip,Insurance,Member ID,"
    "Guardian 1 Name,Guardian 1 Relationship,Guardian 1 Authority,Guardian 1 Email,Guardian 1 Cell Phone,"
    "Guardian 2 Name,Guardian 2 Relationship,Guardian 2 Authority,Guardian 2 Email,Guardian 2 Cell Phone"
)
ANA = "Ana García López,Mother,Joint,ana@example.com,413-555-0123"
LUIS = "Luis Pérez,Father,Joint,luis@example.com,413-555-0124"
HOME = "12 Elm Street,Holyoke,MA,01040,Plan A,A-123"
MATEO = f"A1,García López,Mateo,03/05/2019,M,{HOME},{ANA},{LUIS}"
LUCIA = f"A2,García López,Lucía,2021-07-09,Female,{HOME},{ANA},,,,,"


@pytest.fixture
def bring_in(records: Records, manager: StaffMember, tmp_path: Path) -> Callable[..., Outcome]:
    def bring(*lines: str, header: str = HEADER, dry_run: bool = False, **more) -> Outcome:
        path = tmp_path / "roster.csv"
        path.write_text("\r\n".join((header, *lines)) + "\r\n", encoding="utf-8")
        table = look_at(path)
        mapping = guess_columns(table.headers, table.sample)
        assert not mapping.problems
        return run_import(records, CsvSource(path, mapping, table), manager, dry_run=dry_run, **more)

    return bring


def contents() -> dict[str, list[tuple]]:
    return {model._meta.table_name: sorted(model.select().tuples(), key=repr) for model in MODELS}


def index_is_right() -> None:
    """The search keys are those that Save would write."""
    before = set(SearchKey.select().tuples())
    for patient in Patient.select():
        index_patient(patient.id)
    assert set(SearchKey.select().tuples()) == before


def test_patients_contacts_and_links_come_in_once_each(bring_in: Callable[..., Outcome], records: Records) -> None:
    outcome = bring_in(MATEO, LUCIA)
    assert not outcome.reports
    counts = outcome.counts
    assert (counts.new_patients, counts.new_contacts, counts.new_links, counts.waiting) == (2, 2, 3, 3)
    mateo = Patient.get(Patient.chart_number == "A1")
    assert (mateo.last_name, mateo.birth_date, mateo.sex) == ("García López", dt.date(2019, 3, 5), Sex.MALE)
    assert [(row.payer, row.number) for row in mateo.insurance_ids] == [("Plan A", "A-123")]
    ana = Contact.get(Contact.first_name == "Ana")
    assert (ana.home_email, ana.cell_phone, ana.email_key) == ("ana@example.com", "+14135550123", "ana@example.com")
    assert ana.family_contacts.count() == 2
    assert {row.role_reason for row in ana.family_contacts} == {RoleReason.MOTHER}
    assert [row.matched for row in find_patients(records, "#0124", today=dt.date(2026, 11, 23)).rows] == [
        "Contact: Luis Pérez"
    ]
    index_is_right()


def test_authority_waits_and_nobody_gets_mail(bring_in: Callable[..., Outcome]) -> None:
    bring_in(MATEO, LUCIA)
    assert {row.authority for row in FamilyContact.select()} == {Authority.NONE}
    assert ImportedAuthority.select().where(ImportedAuthority.authority == Authority.JOINT).count() == 3
    assert not Message.select().count()


def test_the_same_file_again_changes_nothing(bring_in: Callable[..., Outcome]) -> None:
    bring_in(MATEO, LUCIA)
    before = contents()
    outcome = bring_in(MATEO, LUCIA)
    counts = outcome.counts
    assert (counts.matched_patients, counts.matched_contacts, counts.new_contacts, counts.waiting) == (2, 2, 0, 0)
    after = contents()
    assert after.pop("audit_entry")[: len(before["audit_entry"])] != []
    before.pop("audit_entry")
    assert after == before


def test_a_dry_run_tells_the_same_and_leaves_nothing(bring_in: Callable[..., Outcome]) -> None:
    before = contents()
    dry = bring_in(MATEO, LUCIA, MATEO.replace("A1", "A9"), dry_run=True)
    assert contents() == before
    wet = bring_in(MATEO, LUCIA, MATEO.replace("A1", "A9"))
    assert wet.counts == dry.counts
    assert wet.reports == dry.reports


def test_a_dry_run_waits_for_nobody_and_keeps_nobody_from_saving(
    bring_in: Callable[..., Outcome], records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BUSY_SECONDS", 0.0)
    holding, let_go = threading.Event(), threading.Event()

    def another_desk() -> None:
        with records.connection(), records.transaction():
            holding.set()
            let_go.wait(30)

    other = threading.Thread(target=another_desk)
    other.start()
    try:
        assert holding.wait(30)
        assert bring_in(MATEO, dry_run=True).counts.new_patients == 1
        with pytest.raises(RecordsBusyError):
            bring_in(MATEO)
    finally:
        let_go.set()
        other.join()
    assert not Patient.select().count()


def test_a_cancelled_import_leaves_nothing_at_whatever_moment(bring_in: Callable[..., Outcome]) -> None:
    before = contents()
    for at in Phase:
        reached: list[Phase] = []
        with pytest.raises(ImportCancelled):
            bring_in(
                MATEO,
                LUCIA,
                told=lambda phase, done, reached=reached: reached.append(phase),
                cancelled=lambda at=at, reached=reached: at in reached,
            )
        assert contents() == before


def test_only_managers_import(bring_in: Callable[..., Outcome], records: Records, front_desk, tmp_path: Path) -> None:
    bring_in(MATEO)
    path = tmp_path / "roster.csv"
    source = CsvSource(path, guess_columns(look_at(path).headers))
    with pytest.raises(NotManager):
        run_import(records, source, front_desk, dry_run=True)


def test_what_is_there_is_completed_and_never_overwritten(
    bring_in: Callable[..., Outcome], desk: Desk, records: Records
) -> None:
    mateo = desk.patient("Mateo", "García López", "2019-03-05", sex=Sex.MALE, city="Boston")
    saved = desk.add(mateo, "Ana", "García López", cell_phone="413-555-0123")
    outcome = bring_in(MATEO)
    assert (outcome.counts.matched_patients, outcome.counts.new_patients) == (1, 0)
    patient = Patient.get_by_id(mateo)
    assert (patient.city, patient.address_line, patient.chart_number) == ("Boston", "12 Elm Street", "10001")
    ana = Contact.get_by_id(saved.draft.contact_id)
    assert ana.home_email == "ana@example.com"
    assert "The patient’s City is another one in the records, and was kept." in outcome.reports[0].notices
    assert AuditEntry.select().where(AuditEntry.action == "contact completed by import").count() == 1
    index_is_right()


def test_an_email_that_would_open_the_portal_waits(bring_in: Callable[..., Outcome], desk: Desk) -> None:
    mateo = desk.patient("Mateo", "García López", "2019-03-05", sex=Sex.MALE, chart_number="A1")
    saved = desk.add(mateo, "Ana", "García López", authority=Authority.JOINT)
    outcome = bring_in(MATEO)
    assert Contact.get_by_id(saved.draft.contact_id).home_email == ""
    waiting = ImportedAuthority.get(ImportedAuthority.contact == saved.draft.contact_id)
    assert (waiting.home_email, waiting.authority) == ("ana@example.com", Authority.JOINT)
    assert not Message.select().count()
    assert outcome.counts.waiting == 2


def test_an_email_that_would_end_a_parents_access_waits(bring_in: Callable[..., Outcome], desk: Desk) -> None:
    zoe = desk.patient("Zoë", "Okafor", "2018-01-02")
    rosa = desk.joint(zoe, "luis@example.com", first="Rosa", last="Okafor")
    assert desk.status(zoe, rosa.draft.contact_id) == "Sending"
    bring_in(MATEO)
    assert desk.status(zoe, rosa.draft.contact_id) == "Sending"
    luis = Contact.get(Contact.first_name == "Luis")
    assert luis.home_email == ""
    assert ImportedAuthority.get(ImportedAuthority.contact == luis).home_email == "luis@example.com"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (MATEO.replace("03/05/2019", "13/45/2019"), "DOB is not a date up to today. Write it like 03/05/2019 or"),
        (MATEO.replace("03/05/2019", ""), "The patient’s date of birth is missing."),
        (MATEO.replace(",Mateo,", ",,"), "The patient’s first name is missing."),
        (MATEO.replace(",M,", ",Q,"), "Sex is not understood. Write Female, Male, Other or Unknown."),
        (MATEO.replace("Joint", "Maybe"), "Guardian 1 Authority is not understood."),
        (MATEO.replace("Ana García López", ""), "Contact 1 has no name."),
        (MATEO + ",one,two", "The row has 23 cells, but the table has 21 columns."),
    ],
)
def test_a_row_with_a_problem_is_left_out_as_a_whole_and_told(
    bring_in: Callable[..., Outcome], line: str, problem: str
) -> None:
    outcome = bring_in(line, LUCIA)
    assert outcome.counts.errors == 1
    (report,) = outcome.reports
    assert report.number == 2
    assert report.problems[0].startswith(problem)
    assert [row.first_name for row in Patient.select()] == ["Lucía"]


def test_a_chart_number_of_somebody_else_is_refused(bring_in: Callable[..., Outcome]) -> None:
    bring_in(MATEO)
    outcome = bring_in(LUCIA.replace("A2", "A1"), "A3,Kim,Ji-ho,2020-02-02,M,,,,,,,,,,,,,,,,", "A3,Lee,Ji-ho,2020-02-02"
                       ",M,,,,,,,,,,,,,,,,")  # fmt: skip
    assert outcome.counts.errors == 2
    assert "in the records" in outcome.reports[0].problems[0]
    assert "in line 3" in outcome.reports[1].problems[0]


def test_the_same_name_and_birth_date_under_another_chart_number_needs_more_in_common(
    bring_in: Callable[..., Outcome], desk: Desk
) -> None:
    desk.patient("Mateo", "García López", "2019-03-05", sex=Sex.MALE)
    assert "with nothing else in common" in bring_in(MATEO).reports[0].problems[0]
    desk.add(1, "Ana", "García López")
    assert bring_in(MATEO).counts.matched_patients == 1


def test_two_of_a_name_in_one_file_are_told_each_time(bring_in: Callable[..., Outcome]) -> None:
    namesake = MATEO.replace("A1", "B1").replace("Ana", "Rosa").replace("ana@", "rosa@").replace("0123", "0199")
    for _ in range(2):
        (report,) = bring_in(MATEO, namesake).reports
        assert "under chart number A1" in report.problems[0]
    assert Contact.select().count() == 2


def test_one_row_for_each_parent_is_one_patient(bring_in: Callable[..., Outcome]) -> None:
    header = "Patient Last,Patient First,Patient DOB,Contact First Name,Contact Last Name,Relationship,Email"
    bring_in(
        "Kim,Ji-ho,2020-02-02,Min,Kim,Mom,min@example.com",
        "Kim,Ji-ho,2020-02-02,Sun,Kim,Dad,sun@example.com",
        "Kim,Ara,2022-02-02,Min,Kim,Mom,min@example.com",
        header=header,
    )
    assert Patient.select().count() == 2
    assert Contact.select().count() == 2
    assert sorted(row.chart_number for row in Patient.select()) == ["10001", "10002"]
    assert FamilyContact.select().count() == 3


def _child_of(number: int, parent: str, contact: str) -> str:
    last = parent.rpartition(" ")[2]
    child = f"K{number},{last},Kim,{2010 + number % 10}-03-05,F,{number} Elm Street,Holyoke,MA,01040"
    return f"{child},,,{parent},Mother,Joint,{contact},,,,,"


@pytest.mark.parametrize("contact", ["none@none.com,", ",413-555-0123"])
def test_one_first_name_and_what_stands_in_for_an_email_or_phone_make_nobody_one(
    bring_in: Callable[..., Outcome], contact: str
) -> None:
    """Mothers of other last names: as one contact they would be offered each other's children."""
    bring_in(*(_child_of(number, f"Maria {last}", contact) for number, last in enumerate(("Chen", "Okafor", "Silva"))))
    assert sorted(row.last_name for row in Contact.select()) == ["Chen", "Okafor", "Silva"]
    assert FamilyContact.select().count() == 3


def test_what_a_crowd_shares_tells_nobody_apart(bring_in: Callable[..., Outcome]) -> None:
    """A mailbox that a practice writes for everyone, and two people of one name behind many others who have it."""
    # No two of them are a slip of each other.
    names = [letter * 3 + "mn" + letter * 4 for letter in "abcdefghijklopqrstuvwxyz"]
    crowd = [_child_of(number, f"Maria {name.title()}", "none@none.com,") for number, name in enumerate(names)]
    two = [_child_of(number, "Maria Silva", "none@none.com,") for number in (100, 101)]
    bring_in(*crowd, *two)
    assert Contact.select().where(Contact.last_name == "Silva").count() == 2
    counts = bring_in(*crowd, *two).counts
    assert (counts.new_contacts, counts.new_links) == (0, 0), "in their own charts they are known"


def test_a_changed_last_name_is_known_by_two_more_things(bring_in: Callable[..., Outcome]) -> None:
    bring_in(_child_of(1, "Maria Silva", "maria@example.com,413-555-0123"))
    bring_in(_child_of(2, "Maria Okafor", "maria@example.com,413-555-0123"))
    assert Contact.select().count() == 1


def test_what_changed_meanwhile_is_prepared_again(bring_in: Callable[..., Outcome], desk: Desk) -> None:
    added: list[int] = []

    def told(phase: Phase, done: float) -> None:
        if phase is Phase.PREPARING and not added:
            added.append(desk.patient("Mateo", "García López", "2019-03-05", chart_number="A1"))

    outcome = bring_in(MATEO, told=told)
    assert (outcome.counts.matched_patients, outcome.counts.new_patients) == (1, 0)
    assert Patient.select().count() == 1


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda desk, zoe, rosa: desk.joint(zoe, "luis@example.com", first="Vera", last="Okafor"),
        lambda desk, zoe, rosa: desk.edit(zoe, rosa, home_email="luis@example.com"),
        lambda desk, zoe, rosa: desk.edit(zoe, rosa, home_email="luis@example.com", authority=Authority.JOINT),
    ],
    ids=["a new parent", "a parent's new email", "email and Authority"],
)
def test_who_got_access_meanwhile_does_not_lose_it(
    bring_in: Callable[..., Outcome], desk: Desk, meanwhile: Callable[[Desk, int, int], SavedContact]
) -> None:
    zoe = desk.patient("Zoë", "Okafor", "2018-01-02")
    rosa = desk.add(zoe, "Rosa", "Okafor", authority=Authority.JOINT).draft.contact_id
    saved: list[SavedContact] = []

    def told(phase: Phase, done: float) -> None:
        if phase is Phase.PREPARING and not saved:
            saved.append(meanwhile(desk, zoe, rosa))

    bring_in(MATEO, told=told)
    assert desk.status(zoe, saved[0].draft.contact_id) == "Sending"
    assert Contact.get(Contact.first_name == "Luis").home_email == ""


def test_who_got_authority_meanwhile_gets_no_email_unasked(bring_in: Callable[..., Outcome], desk: Desk) -> None:
    mateo = desk.patient("Mateo", "García López", "2019-03-05", sex=Sex.MALE, chart_number="A1")
    ana = desk.add(mateo, "Ana", "García López").draft.contact_id
    edited: list[SavedContact] = []

    def told(phase: Phase, done: float) -> None:
        if phase is Phase.PREPARING and not edited:
            edited.append(desk.edit(mateo, ana, authority=Authority.JOINT))

    bring_in(MATEO, told=told)
    assert desk.status(mateo, ana) == "Not registered"
    assert Contact.get_by_id(ana).home_email == ""
    assert ImportedAuthority.get(ImportedAuthority.contact == ana).home_email == "ana@example.com"


def test_an_import_of_many_is_searched_as_any_other(
    bring_in: Callable[..., Outcome], records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexes = records.db.get_indexes("search_key")
    monkeypatch.setattr(staging, "_MANY", 1)
    bring_in(MATEO, LUCIA)
    assert records.db.get_indexes("search_key") == indexes
    index_is_right()


def test_what_a_roster_does_not_say_is_as_the_models_have_it(bring_in: Callable[..., Outcome]) -> None:
    bring_in(MATEO)
    for model in (Patient, Contact, FamilyContact, ImportedAuthority):
        row = model.select().dicts().get()
        # An empty text in a column of dates: SQLite keeps it, a server does not.
        assert [field.name for field in model._meta.sorted_fields if row[field.name] == "" != field.default] == []


def test_others_save_while_an_import_writes_or_hear_that_it_does(
    bring_in: Callable[..., Outcome], records: Records, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [("Zoë", "Z1"), ("Kofi", "A1")][: 1 if records.db.alone_from_start else 2]
    outcomes: list[object] = []

    def save(first: str, chart: str) -> None:
        with records.connection():
            try:
                outcomes.append(desk.patient(first, "Okafor", "2018-01-02", chart_number=chart))
            except RecordsBusyError:
                outcomes.append("busy")

    take_in = staging.Stage.take_in

    def and_two_saves(stage: staging.Stage, *arguments) -> None:
        take_in(stage, *arguments)
        if not outcomes:
            for given in others:
                other = threading.Thread(target=save, args=given)
                other.start()
                other.join()

    monkeypatch.setattr(staging.Stage, "take_in", and_two_saves)
    assert bring_in(MATEO, LUCIA).counts.new_patients == 2
    if records.db.alone_from_start:
        assert outcomes == ["busy"], "a file has one writer"
        assert sorted(row.first_name for row in Patient.select()) == ["Lucía", "Mateo"]
        return
    # The second one's chart number is that of a row which nobody sees yet.
    assert outcomes == [Patient.get(Patient.first_name == "Zoë").id, "busy"]
    assert sorted(row.first_name for row in Patient.select()) == ["Lucía", "Mateo", "Zoë"]
    assert desk.patient("Kofi", "Okafor") > Patient.get(Patient.chart_number == "A2").id


def test_after_an_import_of_many_a_server_knows_how_many_there_are(
    postgresql: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it plans every search as if the tables were empty, until it looks by itself."""
    monkeypatch.setattr(importing, "MANY_ROWS", 50)
    address = postgresql.address(postgresql.new_database())
    with closing(create_on_server(address, secrets.token_bytes(32))) as records:
        manager = staff_member(records, "dana", "Dana Whitfield")
        path = tmp_path / "roster.csv"
        lines = [f"N{n},Nr{n},Kim,2020-01-{n % 28 + 1:02},,,,,,,{',' * 10}" for n in range(60)]
        path.write_text("\r\n".join((HEADER, *lines)) + "\r\n", encoding="utf-8")
        table = look_at(path)
        before = records.db.execute_sql("SHOW lock_timeout").fetchone()
        run_import(records, CsvSource(path, guess_columns(table.headers, table.sample), table), manager, dry_run=False)
        (known,) = records.db.execute_sql("SELECT reltuples FROM pg_class WHERE relname = 'patient'").fetchone()
        assert known == 60
        assert records.db.execute_sql("SHOW lock_timeout").fetchone() == before
