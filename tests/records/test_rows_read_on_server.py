# SPDX-License-Identifier: GPL-3.0-or-later
"""What windows read on a server reads no large table through: the server counts the rows itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from opportal_desktop.records import families
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.records import Records
from opportal_desktop.registration.contact_list import contact_page, contact_states
from opportal_desktop.registration.family_contacts import list_family_contacts
from opportal_desktop.terms import ContactShow
from tests.postgresql_server import KEY, PostgresServer

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
ANALYZE
"""
MOST = 500
"""Rows that a sequential scan may read: of the settings, of the staff."""


@pytest.fixture(scope="module")
def practice(postgresql: PostgresServer) -> Iterator[Records]:
    address = postgresql.new_practice()
    opened = open_records(address, KEY)
    for statement in _ROWS.split(";"):
        opened.db.execute_sql(statement.replace("%", "%%"))
    yield opened
    opened.close()
    postgresql.drop_database(address.database)


def _scanned(records: Records, read: Callable[[], object]) -> dict[str, int]:
    """{table: rows that sequential scans of it read}, where they are many."""
    with records.db.atomic():
        before = _counts(records)
        read()
        after = _counts(records)
    return {table: count - before[table] for table, count in after.items() if count - before[table] > MOST}


def _counts(records: Records) -> dict[str, int]:
    # What this connection counted and has not handed in yet, which it does between transactions only.
    sql = "SELECT relname, coalesce(seq_tup_read, 0) FROM pg_stat_xact_user_tables"
    return dict(records.db.execute_sql(sql).fetchall())


READINGS: dict[str, Callable[[Records], object]] = {
    "a family by contacts": lambda _: families.family_rows([7, 8], []),
    "a family by contacts and emails": lambda _: families.family_rows([7, 8], ["9@example.com"]),
    "a family by emails": lambda _: families.family_rows([], ["9@example.com"]),
    "the contacts of a chart": lambda records: list_family_contacts(records, 7),
    "the states of three contacts": lambda records: contact_states(records, [7, 8, 9]),
    "a page of all contacts": lambda records: contact_page(records, ContactShow.ALL),
    "contacts by name": lambda records: contact_page(records, ContactShow.ALL, "m7 pat"),
}


@pytest.mark.parametrize("reading", READINGS)
def test_a_window_reads_no_table_through(practice: Records, reading: str) -> None:
    assert not _scanned(practice, lambda: READINGS[reading](practice))
