# SPDX-License-Identifier: GPL-3.0-or-later
"""The serving threads' connections: kept between requests, renewed, and all closed in the end."""

from __future__ import annotations

import threading
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from opportal_desktop.portal import connections
from opportal_desktop.portal.connections import Connections
from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.cipher import in_use
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings


@pytest.fixture
def elsewhere(records: Records) -> Records:
    """The records, as a thread without a connection of its own finds them."""
    records.close()
    return records


def test_a_connection_is_kept_between_requests_and_renewed(elsewhere: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(connections.time, "monotonic", lambda: now[0])
    kept = Connections(elsewhere, kept_s=5)
    kept.open()
    first = elsewhere.db.connection()
    kept.release(failed=False)
    now[0] += 4
    kept.open()
    assert elsewhere.db.connection() is first
    kept.release(failed=False)
    now[0] += 2
    kept.open()
    assert elsewhere.db.connection() is not first
    kept.release(failed=True)
    assert elsewhere.db.is_closed()


def test_without_keeping_each_request_closes_what_it_opened(elsewhere: Records) -> None:
    each = Connections(elsewhere)
    each.open()
    each.release(failed=False)
    assert elsewhere.db.is_closed()


def test_somebody_elses_connection_stays_open(records: Records) -> None:
    shared = Connections(records, kept_s=5)
    shared.open()
    shared.release(failed=True)
    assert not records.db.is_closed()


@pytest.mark.file_only
def test_a_server_that_was_closed_has_no_connection_left(elsewhere: Records, tmp_path: Path) -> None:
    server = PortalServer()
    with elsewhere.connection(), elsewhere.transaction():
        store_settings(elsewhere, replace(load_settings(elsewhere), portal_url=server.url))
    server.start(elsewhere)

    def look() -> None:
        with urllib.request.urlopen(f"{server.url}/sign-in") as answer:
            assert answer.status == 200

    looking = [threading.Thread(target=look) for _ in range(12)]
    for thread in looking:
        thread.start()
    for thread in looking:
        thread.join()
    assert in_use(tmp_path / "practice.opportal")
    server.close()
    assert not in_use(tmp_path / "practice.opportal")
