# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten families from the desk's Save through a real SMTP conversation to the portal and back to Portal Status.

Reliability goal P2. What a browser adds to this is in tests/e2e/test_portal_story.py.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from opportal_desktop.demo.inbox_server import CaughtMail, InboxServer
from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.drain import Drain
from opportal_desktop.mail.smtp import SmtpTransport, mail_server
from opportal_desktop.portal.app import create_app
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.practice import staff_member
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.terms import Authority, SmtpSecurity
from tests.conftest import Clock
from tests.portal.conftest import PASSWORD, PORTAL_URL, Browser
from tests.registration.conftest import Desk

ANA = "ana.lopez@example.com"
LUIS = "luis.garcia@example.com"
CLOSED = "This link does not work any more"
_LINK = re.compile(r"https://portal\.example\.org/welcome/([\w-]+)")


class Post:
    """The practice's mail, handed over by the program's own sender to a server that keeps it."""

    def __init__(self, records: Records, clock: Clock, inbox: InboxServer) -> None:
        self.inbox = inbox
        self._records = records
        self._clock = clock
        self._seen = 0
        with records.transaction():
            settings = replace(
                load_settings(records),
                practice_name="Sunny Hill Pediatrics",
                practice_phone="+14135550100",
                portal_url=PORTAL_URL,
                time_zone="America/New_York",
                mail_from="portal@sunny-hill.example",
                smtp_host=inbox.host,
                smtp_port=inbox.port,
                smtp_security=SmtpSecurity.PLAIN,
            )
            store_settings(records, settings)

    def deliver(self) -> list[CaughtMail]:
        """Send all that is due; what was caught since the last time."""
        self._clock.advance(seconds=30)
        drain = Drain(
            self._records,
            make_transport=lambda settings: SmtpTransport(mail_server(settings), lambda: None),
            compose=compose,
            still_wanted=still_wanted,
            wait=lambda _: True,
            jitter=lambda: 0.0,
        )
        while drain.turn() <= 0:
            pass
        drain.close()
        caught = list(self.inbox.caught()[self._seen :])
        self._seen += len(caught)
        return caught

    def link(self, to: str) -> str:
        """The token of the one mail that was sent, to this address."""
        (mail,) = self.deliver()
        assert mail.to == (to,)
        return _LINK.search(mail.text)[1]


@pytest.fixture
def inbox() -> Iterator[InboxServer]:
    server = InboxServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def post(desk: Desk, records: Records, clock: Clock, inbox: InboxServer) -> Post:
    return Post(records, clock, inbox)


@pytest.fixture
def parent(post: Post, records: Records) -> Callable[[], Browser]:
    app: Flask = create_app(records)
    return lambda: Browser(app)


def test_1_the_email_was_mistyped_and_corrected_after_the_invitation(desk: Desk, post: Post, parent) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo, "ana.lopes@example.com").draft.contact_id
    older = post.link("ana.lopes@example.com")
    desk.edit(mateo, ana, home_email=ANA)
    newer = post.link(ANA)
    stranger, browser = parent(), parent()
    stranger.get(f"/welcome/{older}")
    assert stranger.heading == CLOSED
    browser.answer_birth_date(newer)
    assert f'value="{ANA}"' in browser.page.text, "what one signs in with from now on"
    browser.set_up(newer)
    assert browser.heading == "Hello, Ana"
    assert desk.status(mateo, ana) == "Active"


def test_2_the_first_password_is_refused_and_the_next_one_works(desk: Desk, post: Post, parent) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo, ANA).draft.contact_id
    browser = parent()
    browser.set_up(post.link(ANA), "mateo2019")
    assert "Please choose another password:" in browser.text
    assert desk.status(mateo, ana) == "Invited"
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    assert browser.heading == "Hello, Ana"
    browser.submit("/sign-out")
    browser.sign_in(ANA)
    assert browser.heading == "Hello, Ana"
    assert desk.status(mateo, ana) == "Active"


def test_3_the_mail_is_sent_again(desk: Desk, post: Post, parent) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo, ANA).draft.contact_id
    older = post.link(ANA)
    desk.edit(mateo, ana, authority=Authority.EXCLUSIVE)
    newer = post.link(ANA)
    browser = parent()
    browser.get(f"/welcome/{older}")
    assert browser.heading == CLOSED
    browser.set_up(newer)
    assert desk.status(mateo, ana) == "Active"


def test_4_the_link_expired_and_the_parent_helps_herself(desk: Desk, post: Post, parent) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo, ANA).draft.contact_id
    older = post.link(ANA)
    desk.clock.advance(days=3)
    assert desk.status(mateo, ana) == "Link expired"
    browser = parent()
    browser.get(f"/welcome/{older}")
    assert browser.heading == CLOSED
    browser.submit(f"/welcome/{older}/new-link")
    assert desk.status(mateo, ana) == "Sending"
    browser.set_up(post.link(ANA))
    assert desk.status(mateo, ana) == "Active"


def test_5_a_second_child_of_who_is_in_already(desk: Desk, post: Post, parent) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-09-14")
    ana = desk.joint(mateo, ANA).draft.contact_id
    browser = parent()
    browser.set_up(post.link(ANA))
    desk.link(lucia, ana, authority=Authority.JOINT)
    browser.get("/family")
    assert "Lucía" in browser.text
    (mail,) = post.deliver()
    assert not _LINK.search(mail.text), "nothing to set up: sign in as before"
    assert "Lucía" not in mail.text + mail.html
    assert desk.status(lucia, ana) == "Active"


def test_6_two_parents_of_one_child(desk: Desk, post: Post, parent) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo, ANA).draft.contact_id
    anas = post.link(ANA)
    luis = desk.joint(mateo, LUIS, first="Luis", last="García").draft.contact_id
    luiss = post.link(LUIS)
    her, him = parent(), parent()
    her.set_up(anas)
    him.set_up(luiss, "copper bridge under slow rain")
    assert (her.heading, him.heading) == ("Hello, Ana", "Hello, Luis")
    desk.edit(mateo, luis, authority=Authority.NONE, reason="court order")
    assert him.get("/family").status_code == 403
    assert her.get("/family").status_code == 200
    assert (desk.status(mateo, ana), desk.status(mateo, luis)) == ("Active", "Access ended")


@pytest.mark.file_only
def test_7_one_parent_at_two_practices(
    desk: Desk, post: Post, parent, records: Records, clock: Clock, inbox: InboxServer, tmp_path: Path
) -> None:
    """Two files that know nothing of each other, whatever the parent has in common."""
    desk.joint(desk.patient(), ANA)
    here = post.link(ANA)
    parent().set_up(here)
    records.close()
    elsewhere = create_records(tmp_path / "elsewhere.opportal", secrets.token_bytes(32))
    elsewhere.clock = clock
    try:
        other_desk = Desk(elsewhere, staff_member(elsewhere, "nora", "Nora Park"), clock)
        other_post = Post(elsewhere, clock, inbox)
        other_post.deliver()
        mateo = other_desk.patient()
        ana = other_desk.joint(mateo, ANA).draft.contact_id
        there = other_post.link(ANA)
        browser = Browser(create_app(elsewhere))
        browser.get(f"/welcome/{here}")
        assert browser.heading == CLOSED
        browser.sign_in(ANA)
        assert browser.page.status_code == 422, "the other practice's password is nothing here"
        browser.set_up(there)
        assert browser.heading == "Hello, Ana"
        assert other_desk.status(mateo, ana) == "Active"
    finally:
        elsewhere.close()


def test_8_the_parent_is_a_patient_too(desk: Desk, post: Post, parent) -> None:
    mateo, own = desk.patient(), desk.patient("Ana", "López", "1990-05-01")
    ana = desk.joint(mateo, ANA).draft.contact_id
    desk.link(own, ana, authority=Authority.JOINT, own_patient_id=own)
    browser = parent()
    token = post.link(ANA)
    browser.answer_birth_date(token, month="5", day="1", year="1990")
    assert browser.heading == "Choose your password"
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    assert re.findall(r'class="name">(\w+)<', browser.page.text) == ["Ana", "Mateo"]
    assert desk.status(mateo, ana) == desk.status(own, ana) == "Active"


def test_9_a_court_withdraws_authority_while_the_parent_is_signed_in(desk: Desk, post: Post, parent) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo, ANA).draft.contact_id
    browser = parent()
    browser.set_up(post.link(ANA))
    desk.edit(mateo, ana, authority=Authority.NONE, reason="court order of 11/20/2026")
    assert browser.get("/family").status_code == 403
    assert "Mateo" not in browser.text
    assert "(413) 555-0100" in browser.text
    assert desk.status(mateo, ana) == "Access ended"
    assert post.deliver() == []
    browser.get("/forgot-password")
    browser.submit("/forgot-password", email=ANA)
    assert post.deliver() == [], "and no way back in by mail"


@pytest.mark.parametrize(("age", "stays"), [(12, True), (13, True), (18, False)])
def test_10_a_teen_has_a_birthday_tonight(desk: Desk, post: Post, parent, age: int, stays: bool) -> None:
    """It is November 23 in New York; only the practice's age limit counts, no other age hidden in the code."""
    teen = desk.patient("Mateo", "García", f"{2026 - age}-11-24")
    ana = desk.joint(teen, ANA).draft.contact_id
    browser = parent()
    token = post.link(ANA)
    browser.get(f"/welcome/{token}")
    browser.submit(f"/welcome/{token}", month="11", day="24", year=str(2026 - age))
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    assert "Mateo" in browser.text
    desk.clock.advance(hours=24)
    browser.sign_in(ANA)
    assert (browser.page.status_code == 200) is stays
    assert ("Mateo" in browser.text) is stays
    assert desk.status(teen, ana) == ("Active" if stays else "Access ended")
