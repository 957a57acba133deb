# SPDX-License-Identifier: GPL-3.0-or-later
"""However many forms come, pages are shown; what can't be done soon is told so at once."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Request

from opportal_desktop.portal.known_browsers import new_mark
from opportal_desktop.portal.server import PortalServer
from opportal_desktop.portal.workers import FORMS_AT_ONCE, FORMS_OF_A_BROWSER, FORMS_OF_A_CLIENT, FORMS_WAITING
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from tests.e2e.real_desktop import until


class Doors:
    """The portal, whose forms are answered only when they are let."""

    def __init__(self, server: PortalServer) -> None:
        self.port = server.port
        self._server = server
        self.open = threading.Event()
        self.inside = threading.Semaphore(0)
        self.let_in: list[str] = []
        self.threads = ThreadPoolExecutor(FORMS_AT_ONCE + FORMS_WAITING + 10)

    def waiting(self) -> int:
        """How many forms stand in the lines."""
        workers = self._server._server.task_dispatcher
        return len(workers._known) + len(workers._strangers)

    def ask(self, method: str, path: str, client: str = "203.0.113.1", cookie: str = "") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        head = {"Host": "portal.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": client}
        if cookie:
            head["Cookie"] = cookie
        if method == "POST":
            head["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, "x=1" if method == "POST" else None, head)
        answer = connection.getresponse()
        answer.body = answer.read().decode()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def send_forms(
        self, number: int, client: Callable[[int], str], cookie: str = ""
    ) -> list[Future[http.client.HTTPResponse]]:
        return [self.threads.submit(self.ask, "POST", "/sign-in", client(each), cookie) for each in range(number)]


@pytest.fixture
def doors(records: Records, monkeypatch: pytest.MonkeyPatch) -> Iterator[Doors]:
    with records.transaction():
        settings = replace(load_settings(records), practice_name="Sunny Hill", portal_url="https://portal.example.org")
        store_settings(records, settings)
    server = PortalServer(trusted_proxy="127.0.0.1")
    doors = Doors(server)

    def check_form(_: Records, request: Request) -> None:
        doors.let_in.append(request.remote_addr or "")
        doors.inside.release()
        assert doors.open.wait(60)

    monkeypatch.setattr("opportal_desktop.portal.app.check_form", check_form)
    server.start(records)
    yield doors
    doors.open.set()
    doors.threads.shutdown()
    server.close()


def filled(doors: Doors) -> list[Future[http.client.HTTPResponse]]:
    """As many forms as are answered at once, all stuck."""
    sent = doors.send_forms(FORMS_AT_ONCE, lambda each: f"198.51.100.{each}")
    for _ in sent:
        assert doors.inside.acquire(timeout=30)
    return sent


def refused_in(answers: list[Future[http.client.HTTPResponse]], number: int) -> list[http.client.HTTPResponse]:
    """So many refusals, each at once, while the others still wait."""
    found: list[http.client.HTTPResponse] = []
    done = threading.Semaphore(0)
    for each in answers:
        each.add_done_callback(lambda _: done.release())
    for _ in range(number):
        assert done.acquire(timeout=30)
    found = [each.result() for each in answers if each.done()]
    assert [each.status for each in found] == [503] * number
    return found


def test_pages_are_shown_while_all_forms_are_stuck(doors: Doors) -> None:
    stuck = filled(doors)
    waiting = doors.send_forms(FORMS_WAITING, lambda each: f"192.0.2.{each}")
    for _ in range(20):
        assert doors.ask("GET", "/sign-in").status == 200
    assert not any(each.done() for each in stuck + waiting)
    doors.open.set()
    assert {each.result(60).status for each in stuck + waiting} == {422}


def test_who_comes_when_too_many_wait_is_told_so_at_once(doors: Doors) -> None:
    filled(doors)
    waiting = doors.send_forms(FORMS_WAITING + 5, lambda each: f"192.0.2.{each}")
    answer = refused_in(waiting, 5)[0]
    assert answer.headers["Retry-After"] == "5"
    assert "Nothing was changed" in answer.body  # type: ignore[attr-defined]
    assert "Nada ha cambiado" in answer.body  # type: ignore[attr-defined]
    for name in ("Content-Security-Policy", "Strict-Transport-Security", "Referrer-Policy"):
        assert answer.headers[name], name
    assert answer.headers["Cache-Control"] == "no-store"
    doors.open.set()
    assert sorted({each.result(60).status for each in waiting}) == [422, 503]


def test_one_client_does_not_fill_the_line_for_all_others(doors: Doors) -> None:
    filled(doors)
    flood = doors.send_forms(FORMS_OF_A_CLIENT + 10, lambda _: "192.0.2.66")
    refused_in(flood, 10)
    others = doors.send_forms(5, lambda each: f"192.0.2.{each}")
    doors.open.set()
    assert {each.result(60).status for each in others} == {422}


def test_a_browser_that_was_here_before_passes_a_flood_from_ever_so_many_clients(
    doors: Doors, records: Records
) -> None:
    filled(doors)
    flood = doors.send_forms(FORMS_WAITING + 5, lambda each: f"192.0.2.{each}")
    refused_in(flood, 5)
    marks = [new_mark(records), new_mark(records), new_mark(records, "the token of a live link")]
    parents = [doors.send_forms(1, lambda _: "203.0.113.50", f"__Host-known={mark}")[0] for mark in marks]
    until(lambda: doors.waiting() == FORMS_WAITING + len(parents), "the parents wait")
    doors.open.set()
    assert {each.result(60).status for each in parents} == {422}
    # They came last; threads may overtake each other a little.
    assert doors.let_in[: FORMS_AT_ONCE + FORMS_WAITING // 2].count("203.0.113.50") == len(parents)


def test_one_known_browser_has_few_places_and_a_made_up_mark_none(doors: Doors, records: Records) -> None:
    filled(doors)
    known = f"__Host-known={new_mark(records)}"
    one = doors.send_forms(FORMS_OF_A_BROWSER + 3, lambda each: f"192.0.2.{each}", known)
    refused_in(one, 3)
    doors.send_forms(FORMS_WAITING, lambda each: f"192.0.2.{each}")
    until(lambda: doors.waiting() == FORMS_WAITING + FORMS_OF_A_BROWSER, "both lines are full")
    name, _, signature = new_mark(records).partition(".")
    for made_up in (f"{name}.{'0' * 64}", f"{'x' * 22}.{signature}", name, "é", ""):
        assert doors.ask("POST", "/sign-in", "192.0.2.77", f"__Host-known={made_up}").status == 503
    doors.open.set()


def test_after_the_rush_everything_is_as_before(doors: Doors) -> None:
    filled(doors)
    rush = doors.send_forms(FORMS_WAITING + 5, lambda each: f"192.0.2.{each}")
    refused_in(rush, 5)
    doors.open.set()
    for each in rush:
        each.result(60)
    again = doors.send_forms(FORMS_AT_ONCE + FORMS_WAITING, lambda each: f"192.0.2.{each}")
    assert {each.result(60).status for each in again} == {422}
