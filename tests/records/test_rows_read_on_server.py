# SPDX-License-Identifier: GPL-3.0-or-later
"""What windows read on a server reads no large table through: the server counts the rows itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from opportal_desktop.records import families
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.registration.access_answer import access_answer
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.contact_list import contact_page, contact_states
from opportal_desktop.registration.family_contacts import find_contacts, list_family_contacts
from opportal_desktop.registration.likely_contacts import likely_contacts
from opportal_desktop.terms import ContactShow
from tests.postgresql_server import KEY, PostgresServer

TODAY = dt.date(2026, 11, 24)
FAMILIES = 20_000
"""One patient with two parents each: enough for the server's planner to choose as it would among a million."""
_ROWS = f"""
INSERT INTO patient (public_id, chart_number, first_name, middle_name, last_name, nickname, birth_date, sex, language,
 home_phone, cell_phone, email, address_line, address_line2, city, state, postal_code, active, alert, dispute_note,
 dispute_set_by, revision, changed_at, changed_by, sort_last, sort_first)
SELECT 'p' || n, n, 'Child', '', 'M' || n, '', '2019-03-05', 'unknown', 'en', '', '', '', '', '', '', '', '', TRUE, '',
 '', '', 1, now(), '', 'm' || n, 'child' FROM generate_series(1, {FAMILIES}) AS n;
INSERT INTO contact (public_id, first_name, middle_name, last_name, nickname, language, home_email, email_key,
 cell_phone, home_phone, work_phone, address_line, address_line2, city, state, postal_code, preferred_contact, notes,
 declined_by, revision, changed_at, changed_by, sort_last, sort_first)
SELECT 'c' || n, 'Pat' || n, '', 'M' || n % {FAMILIES}, '', 'en', n || '@example.com', n || '@example.com',
 '+1617' || 2000000 + n, '', '', '', '', '', '', '', 'unset', '', '', 1, now(), '', 'm' || n % {FAMILIES}, 'pat' || n
 FROM generate_series(1, {2 * FAMILIES}) AS n;
INSERT INTO family_contact (patient_id, contact_id, role_reason, authority, resides_with, emergency, preferred,
 started_at, proxy_consent_by, court_order_note, revision, changed_at, changed_by)
SELECT 1 + n % {FAMILIES}, n, 'mother', 'joint', 'yes', FALSE, FALSE, now(), '', '', 1, now(), ''
 FROM generate_series(1, {2 * FAMILIES}) AS n;
INSERT INTO portal_account (public_id, email_key, created_at, wrong_answers, lock_rounds)
SELECT 'a' || n, n || '@example.com', now(), 0, 0 FROM generate_series(1, {2 * FAMILIES}) AS n;
INSERT INTO insurance_id (patient_id, payer, number, number_key)
SELECT n, '', CASE n % 2 WHEN 0 THEN 'A' ELSE 'X' END || n, CASE n % 2 WHEN 0 THEN 'A' ELSE 'X' END || n
 FROM generate_series(1, {FAMILIES}) AS n;
VACUUM (ANALYZE) patient;
VACUUM (ANALYZE) contact;
VACUUM (ANALYZE) family_contact;
VACUUM (ANALYZE) portal_account;
VACUUM (ANALYZE) insurance_id;
ALTER TABLE patient SET (autovacuum_enabled = FALSE);
ALTER TABLE insurance_id SET (autovacuum_enabled = FALSE);
UPDATE patient SET sort_last = 'q' || sort_last WHERE id <= 60;
ANALYZE patient;
UPDATE patient SET sort_last = 'q' || sort_last WHERE id BETWEEN 61 AND 5000;
UPDATE insurance_id SET number_key = 'K' || number_key WHERE id <= 5000
"""
"""At the end: many that the server's statistics know as few, as they do of a million's names between frequent ones."""
MOST = 500
"""Rows that a sequential scan may read: of the settings, of the staff."""
MOST_BY_INDEX = 10_000
MOST_FOR_FIFTY = 1_200
"""To show fifty: with what an UPDATE has left behind, which the first reader tidies."""


@pytest.fixture(scope="module")
def practice(postgresql: PostgresServer) -> Iterator[Records]:
    address = postgresql.new_practice()
    opened = open_records(address, KEY)
    for statement in _ROWS.split(";"):
        opened.db.execute_sql(statement.replace("%", "%%"))
    yield opened
    opened.close()
    postgresql.drop_database(address.database)


def _read(records: Records, how: str, read: Callable[[], object]) -> dict[str, int]:
    """{table: rows of it that `read` had the server read}; `how`: seq_tup_read or idx_tup_fetch."""
    with records.db.atomic():
        before = _counts(records, how)
        read()
        return {table: count - before.get(table, 0) for table, count in _counts(records, how).items()}


def _counts(records: Records, how: str) -> dict[str, int]:
    # What this connection counted and has not handed in yet, which it does between transactions only.
    sql = f"SELECT relname, coalesce({how}, 0) FROM pg_stat_xact_user_tables"
    return dict(records.db.execute_sql(sql).fetchall())


READINGS: dict[str, Callable[[Records], object]] = {
    "a family by contacts": lambda _: families.family_rows([7, 8], []),
    "a family by contacts and emails": lambda _: families.family_rows([7, 8], ["9@example.com"]),
    "a family by emails": lambda _: families.family_rows([], ["9@example.com"]),
    "the contacts of a chart": lambda records: list_family_contacts(records, 7),
    "the states of three contacts": lambda records: contact_states(records, [7, 8, 9]),
    "a page of all contacts": lambda records: contact_page(records, ContactShow.ALL),
    "contacts by name": lambda records: contact_page(records, ContactShow.ALL, "m7 pat"),
    "contacts by a letter and a rare name": lambda records: contact_page(records, ContactShow.ALL, "m pat39999"),
    "the Contact Finder": lambda records: find_contacts(records, 7, "m pat39999"),
    "Why can't they see": lambda records: access_answer(records, 7),
    "who it may be": lambda records: likely_contacts(
        records,
        ContactDraft(patient_id=7, first_name="Pat", last_name="M8", home_email="8@example.com"),
    ),
}
FIFTIES = {"patients by a last name": "q", "patients by an insurance id": "@K"}


@pytest.mark.parametrize("reading", READINGS)
def test_a_window_reads_no_table_through(practice: Records, reading: str) -> None:
    scanned = _read(practice, "seq_tup_read", lambda: READINGS[reading](practice))
    assert not {table: count for table, count in scanned.items() if count > MOST}
    fetched = _read(practice, "idx_tup_fetch", lambda: READINGS[reading](practice))
    assert not {table: count for table, count in fetched.items() if count > MOST_BY_INDEX}


@pytest.mark.parametrize("what", FIFTIES)
def test_for_the_rows_that_are_shown_not_all_that_begin_so_are_read(practice: Records, what: str) -> None:
    def read() -> object:
        return find_patients(practice, FIFTIES[what], today=TODAY)

    read()
    fetched = _read(practice, "idx_tup_fetch", read)
    assert max(fetched.values()) < MOST_FOR_FIFTY, fetched
