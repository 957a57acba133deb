# SPDX-License-Identifier: GPL-3.0-or-later
"""Many browsers with one link, at the same moment, through the real server: exactly one gets in.

One round here; `make race` does 200 of them over SQLite and over PostgreSQL (OPPORTAL_RACE_ROUNDS).
"""

from __future__ import annotations

import http.client
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.models import AuditEntry, Message, PortalAccount, PortalSession, SetupLink
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.setup_links import setup_token
from opportal_desktop.terms import MessageKind, SessionStage
from tests.registration.conftest import Desk

ROUNDS = int(os.environ.get("OPPORTAL_RACE_ROUNDS", "1"))
BROWSERS = 64
PASSWORD = "violet tractor humming quietly"
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_COOKIE = re.compile(r"(__Host-\w+)=([^;]*)")


class Parent:
    """One browser at an address of its own, behind the proxy."""

    def __init__(self, port: int, number: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.head = {
            "Host": "portal.example.org",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": f"10.{number // 250}.{number % 250}.1",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.cookies: dict[str, str] = {}
        self.form_token = ""
        self.location = ""

    def ask(self, method: str, path: str, **fields: str) -> int:
        """The answer's status; who is told that too many wait tries again, as a person does."""
        while (status := self._ask(method, path, **fields)) == 503:
            time.sleep(0.2)
        return status

    def _ask(self, method: str, path: str, **fields: str) -> int:
        body = urlencode({"form_token": self.form_token, **fields}) if method == "POST" else None
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {**self.head, "Cookie": cookies})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = _COOKIE.match(line).groups()
            self.cookies[name] = value
        self.location = answer.headers.get("Location", "")
        if found := _TOKEN.search(text):
            self.form_token = found[1]
        return answer.status


def at_once(calls: list[Callable[[], int]]) -> list[int]:
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], int]) -> int:
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


@pytest.fixture
def served(open_again, front_desk, clock) -> Iterator[tuple[Desk, int]]:
    """The desk of a practice, and the port of its portal."""
    records: Records = open_again(busy_timeout_ms=60_000)
    with records.transaction():
        store_settings(
            records,
            replace(load_settings(records), practice_name="Sunny Hill", portal_url="https://portal.example.org"),
        )
    server = PortalServer(trusted_proxy="127.0.0.1")
    server.start(records)
    yield Desk(records, front_desk, clock), server.port
    server.close()


@pytest.mark.timeout(60 + 30 * ROUNDS)
def test_of_64_posts_with_one_link_exactly_one_parent_gets_in(served: tuple[Desk, int]) -> None:
    desk, port = served
    for number in range(ROUNDS):
        email = f"parent{number}@example.com"
        patient = desk.patient(f"Child{number}")
        desk.joint(patient, email, first=f"Parent{number}")
        _race(desk, port, email, number)


def _race(desk: Desk, port: int, email: str, number: int) -> None:
    account = PortalAccount.get(PortalAccount.email_key == email)
    mail = Message.get(Message.account == account, Message.kind == MessageKind.WELCOME)
    path = f"/welcome/{setup_token(desk.records.link_key, mail.link_seed)}"
    parents = [Parent(port, number * BROWSERS + each) for each in range(BROWSERS)]
    assert {parent.ask("GET", path) for parent in parents} == {200}

    answered = at_once([lambda p=p: p.ask("POST", path, month="3", day="5", year="2019") for p in parents])
    # An account takes 15 dates a day, right ones too: goal S3.
    assert sorted(answered) == [303] * 15 + [429] * (BROWSERS - 15)
    inside = [parent for parent, status in zip(parents, answered, strict=True) if status == 303]
    assert {parent.ask("GET", "/password") for parent in inside} == {200}

    saved = at_once(
        [lambda p=p: p.ask("POST", "/password", password=PASSWORD, again=PASSWORD, button="save") for p in inside]
    )
    winners = [parent for parent in inside if parent.location == "/family?notice=ready"]
    assert len(winners) == 1, saved
    assert {parent.location for parent in inside} <= {"/family?notice=ready", "/sign-in?notice=maybe-set", ""}
    assert [parent.ask("GET", "/family") for parent in parents].count(200) == 1
    for parent in parents:
        parent.connection.close()

    with desk.records.connection():
        actions = [row.action for row in AuditEntry.select().where(AuditEntry.contact == mail.contact_id)]
        assert actions.count("portal password set") == 1
        assert actions.count("first sign-in to the portal") == 1
        assert PortalAccount.select().where(PortalAccount.email_key == email).count() == 1
        assert SetupLink.select().where(SetupLink.account == account, SetupLink.used_at.is_null(False)).count() == 1
        live = PortalSession.select().where(PortalSession.account == account, PortalSession.ended_at.is_null())
        assert [row.stage for row in live] == [SessionStage.SIGNED_IN]
