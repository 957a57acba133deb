# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal over a database server that goes away: parents are asked to come back, and a minute later all is well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from opportal_desktop.portal.app import create_app
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from tests.portal.conftest import PORTAL_URL, Browser
from tests.postgresql_server import KEY, PostgresServer


@pytest.fixture
def on_server(postgresql: PostgresServer) -> Iterator[Records]:
    address = postgresql.new_practice()
    records = open_records(address, KEY)
    with records.transaction():
        store_settings(records, replace(load_settings(records), practice_name="Sunny Hill", portal_url=PORTAL_URL))
    records.close()
    yield records
    postgresql.drop_database(address.database)


@pytest.mark.parametrize("kept_s", [0.0, 60.0])
def test_nothing_is_shown_or_taken_in_a_file_that_the_practice_has_left(tmp_path: Path, kept_s: float) -> None:
    records = create_records(tmp_path / "practice.opportal", KEY)
    with records.transaction():
        store_settings(records, replace(load_settings(records), practice_name="Sunny Hill", portal_url=PORTAL_URL))
    browser = Browser(create_app(records, keep_connections_s=kept_s))
    assert browser.get("/sign-in").status_code == 200
    with records.transaction():
        records.db.note_moved()
    for page in ("/sign-in", "/ready"):
        assert browser.get(page).status_code == 503
    records.close()


@pytest.mark.parametrize("kept_s", [0.0, 60.0])
def test_parents_are_asked_to_come_back(postgresql: PostgresServer, on_server: Records, kept_s: float) -> None:
    browser = Browser(create_app(on_server, keep_connections_s=kept_s))
    assert browser.get("/sign-in").status_code == 200
    postgresql.stop()
    try:
        answer = browser.get("/sign-in")
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert browser.get("/ready").status_code == 503
    finally:
        postgresql.start()
    assert browser.get("/sign-in").status_code == 200
    assert browser.get("/ready").status_code == 200
    on_server.close()
