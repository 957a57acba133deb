# SPDX-License-Identifier: GPL-3.0-or-later
"""Each fault that a mail server or network can have, made for real, and what the desk sees of it.

For each: the message's state, the tries it has cost, the words, and when it is tried again; how many copies the server
took, and that no password was sent where none must be. The numbers are those of the 30 faults of docs/mail.md.
"""

from __future__ import annotations

import datetime as dt
import json
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
import trustme

from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.drain import Drain
from opportal_desktop.mail.smtp import Limits, MailServer, SmtpTransport
from opportal_desktop.records import outbox
from opportal_desktop.records.models import Message
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.records.records import Records
from opportal_desktop.registration.family_contacts import inactivate
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.terms import Authority, MessageState, SmtpSecurity, StaffMember
from tests.conftest import Clock
from tests.mail.conftest import Certificates
from tests.mail.mail_servers import Answer, CutBody, Drip, Drop, Reset, ScriptedServer, ServerFactory, Silence
from tests.mail.test_drain import run_dry, set_up, settings_for
from tests.records.outbox_rows import queue_message, reread
from tests.registration.conftest import Desk

ROOT = Path(__file__).parents[2]
QUEUED, FAILED, SENT = MessageState.QUEUED, MessageState.FAILED, MessageState.SENT
MINUTE = dt.timedelta(minutes=1)
PAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Seen:
    """What the desk must see.

    Attributes:
        words: part of the sentence at the message, or at the queue if that is held.
        again: until the next try; None for never.
        hold: why the queue waits; None if it flows.
        tries: that the message has been charged with.
        copies: final dots that the server has read.
    """

    state: MessageState
    words: str
    again: dt.timedelta | None = None
    hold: HoldReason | None = None
    tries: int = 1
    copies: int = 0


def held(reason: HoldReason, words: str, minutes: int) -> Seen:
    return Seen(QUEUED, words, minutes * MINUTE, reason, tries=0)


def later(words: str, minutes: float, copies: int = 0) -> Seen:
    return Seen(QUEUED, words, minutes * MINUTE, copies=copies)


def failed(words: str, copies: int = 0) -> Seen:
    return Seen(FAILED, words, copies=copies)


OFFLINE, TLS, SIGN_IN, SETTINGS, POLICY = (
    HoldReason.CONNECTION,
    HoldReason.CERTIFICATE,
    HoldReason.SIGN_IN,
    HoldReason.SETTINGS,
    HoldReason.POLICY,
)

PLAIN: list[tuple[str, dict[str, Answer | list[Answer]], Seen]] = [
    # before a message is offered: about the server, so the queue waits and no message is charged
    ("4 silent banner", {"GREETING": Silence}, held(OFFLINE, "does not greet in time", 1)),
    ("5 554 banner", {"GREETING": b"554 5.7.1 blocked"}, held(POLICY, "refuses to talk to this computer", 10)),
    ("5 421 banner", {"GREETING": b"421 4.3.2 too busy"}, held(OFFLINE, "busy and takes no mail just now", 1)),
    ("5 421 banner with its wait", {"GREETING": b"421 try again in 300 seconds"}, held(OFFLINE, "busy", 5)),
    ("6 another service", {"GREETING": b"HTTP/1.1 400 Bad Request"}, held(SETTINGS, "not a mail server", 5)),
    ("6 oversized reply", {"EHLO": b"\r\n".join([b"250-" + b"x" * 900] * 99)}, held(SETTINGS, "not a mail server", 5)),
    ("7 drip at the banner", {"GREETING": Drip}, held(OFFLINE, "does not greet in time", 1)),
    ("7 drip at EHLO", {"EHLO": Drip}, held(OFFLINE, "does not greet in time", 1)),
    ("EHLO refused", {"EHLO": b"502 5.5.1 no"}, held(POLICY, "refuses to talk to this computer", 10)),
    ("dropped at the banner", {"GREETING": Drop}, held(OFFLINE, "broke the connection off", 1)),
    # MAIL
    ("MAIL 451", {"MAIL": b"451 4.3.0 later"}, later("cannot take the message just now", 1)),
    ("MAIL 452", {"MAIL": b"452 4.3.1 no room"}, later("cannot take the message just now", 1)),
    ("MAIL 530", {"MAIL": b"530 5.7.0 authenticate"}, held(SIGN_IN, "sign in first", 30)),
    ("MAIL 550", {"MAIL": b"550 5.1.0 who are you"}, held(SETTINGS, "refuses the practice's sender address", 5)),
    ("16 MAIL 421 with its wait", {"MAIL": b"421 4.7.0 try again in 20 minutes"}, later("just now", 20)),
    ("20 5.7.30", {"MAIL": b"550 5.7.30 Basic authentication is not supported"}, held(SETTINGS, "switched off", 5)),
    # RCPT
    ("16 RCPT 421", {"RCPT": b"421 4.3.2 shutting down"}, later("come back later", 1)),
    ("16 RCPT 421 with its wait", {"RCPT": b"421 4.7.0 wait for 600 seconds"}, later("come back later", 10)),
    ("17 450 greylist", {"RCPT": b"450 4.2.0 Greylisted"}, later("come back later", 15)),
    ("17 451 4.7.1 greylist", {"RCPT": b"451 4.7.1 Please try again later"}, later("come back later", 15)),
    ("450 busy mailbox", {"RCPT": b"450 4.2.1 mailbox busy"}, later("come back later", 1)),
    ("451 at RCPT", {"RCPT": b"451 4.3.0 local error"}, later("come back later", 1)),
    ("18 452 full", {"RCPT": b"452 4.2.2 mailbox full"}, later("mailbox is full", 1)),
    ("18 452 too many", {"RCPT": b"452 4.5.3 too many recipients"}, later("too much to do", 1)),
    ("19 550 no such user", {"RCPT": b"550 5.1.1 no such user"}, failed("does not exist. Correct the Home Email")),
    ("550 without more", {"RCPT": b"550 no"}, failed("does not exist. Correct the Home Email")),
    ("551 moved", {"RCPT": b"551 5.1.6 moved"}, failed("Ask the parent for the new Home Email")),
    ("552 at RCPT", {"RCPT": b"552 5.2.2 over quota"}, failed("takes no more mail")),
    ("22 553", {"RCPT": b"553 5.1.3 bad address"}, failed("not a valid address. Correct the Home Email")),
    ("22 501", {"RCPT": b"501 5.1.3 bad syntax"}, failed("not a valid address. Correct the Home Email")),
    ("554 at RCPT", {"RCPT": b"554 5.0.0 no"}, failed("refuses this address")),
    ("no relaying", {"RCPT": b"554 5.7.1 Relay access denied"}, held(POLICY, "does not send mail to the outside", 10)),
    ("7 drip at RCPT", {"RCPT": Drip}, later("broke before it took the message", 1)),
    ("silence at RCPT", {"RCPT": Silence}, later("broke before it took the message", 1)),
    # the message itself
    ("16 DATA 421", {"DATA": b"421 4.3.2 shutting down"}, later("just now", 1)),
    ("DATA 554", {"DATA": b"554 5.5.1 no"}, failed("refused this message and did not take it")),
    # All of it has left here, so nobody can tell this from the next ones; the server has taken nothing.
    ("23 354, then cut in the body", {"DATA": CutBody}, later("not known whether it arrived", 1)),
    ("24 dropped after the dot", {"BODY": Drop}, later("not known whether it arrived", 1, copies=1)),
    ("24 reset after the dot", {"BODY": Reset}, later("not known whether it arrived", 1, copies=1)),
    ("24 silence after the dot", {"BODY": Silence}, later("not known whether it arrived", 1, copies=1)),
    ("7 drip after the dot", {"BODY": Drip}, later("not known whether it arrived", 1, copies=1)),
    ("26 451 after the dot", {"BODY": b"451 4.3.0 later"}, later("just now", 1, copies=1)),
    ("26 554 after the dot", {"BODY": b"554 5.6.0 no"}, failed("refused this message", copies=1)),
    ("21 552 after the dot", {"BODY": b"552 5.3.4 too big"}, failed("not a message of this size", copies=1)),
    ("20 5.7.515", {"BODY": b"550 5.7.515 Access denied"}, held(SETTINGS, "does not prove itself", 5)),
    ("20 5.7.26", {"BODY": b"550 5.7.26 unauthenticated"}, held(SETTINGS, "does not prove itself", 5)),
    ("5.7.1 by its rules", {"BODY": b"550 5.7.1 looks like spam"}, held(POLICY, "by its rules", 10)),
    # after the 250 nothing can go wrong any more
    ("25 QUIT 421", {"QUIT": b"421 4.3.2 closing"}, Seen(SENT, "Handed to the mail server.", copies=1)),
    ("25 QUIT reset", {"QUIT": Reset}, Seen(SENT, "Handed to the mail server.", copies=1)),
    ("25 QUIT silence", {"QUIT": Silence}, Seen(SENT, "Handed to the mail server.", copies=1)),
]


@pytest.fixture
def drains(records: Records) -> Iterator[Any]:
    with ExitStack() as stack:

        def make(server: MailServer, **parts: Any) -> Drain:
            limits = Limits(opening=0.5, message=0.5)
            values: dict[str, Any] = {
                "make_transport": lambda settings: SmtpTransport(server, lambda: "secret", limits),
                "compose": compose,
                "still_wanted": lambda records, ids: ids,
                "wait": lambda seconds: True,
                "jitter": lambda: 0.0,
            }
            drain = Drain(records, **{**values, **parts})
            stack.callback(drain.close)
            return drain

        yield make


@pytest.fixture
def desk(records: Records, front_desk: StaffMember, clock: Clock) -> Desk:
    return Desk(records, front_desk, clock)


@pytest.fixture(autouse=True)
def quick_farewell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opportal_desktop.mail.smtp._QUIT_SECONDS", 0.2)


def check(records: Records, clock: Clock, message: Message, seen: Seen) -> None:
    """What `seen` says, by the same rows that the windows read."""
    row = reread(message)
    assert (row.state, row.tries) == (seen.state, seen.tries)
    hold = outbox.queue_hold(records)
    assert (hold.reason if hold else None) is seen.hold
    words = hold.explanation if hold else row.explanation
    assert seen.words in words
    # A sentence, and nothing that only a program's author reads.
    assert words[0].isupper() or words[0] == "“"
    assert words.endswith(".")
    assert "delivered" not in words.lower()
    if hold:
        assert hold.next_try_at - clock() == seen.again
    elif seen.again is not None:
        assert row.due_at - clock() == seen.again
    else:
        assert row.link_seed is None
        assert row.finished_at == clock()


def plain_server(server: ScriptedServer) -> MailServer:
    return MailServer("127.0.0.1", server.port, SmtpSecurity.PLAIN)


@pytest.mark.parametrize(("script", "seen"), [row[1:] for row in PLAIN], ids=[row[0] for row in PLAIN])
def test_what_the_desk_sees(
    records: Records, clock: Clock, scripted: ServerFactory, drains: Any, script: dict[str, Answer], seen: Seen
) -> None:
    server = scripted(**script)
    set_up(records, settings_for(server))
    message = queue_message(records)
    drain = drains(plain_server(server))
    drain.turn()
    drain.close()
    check(records, clock, message, seen)
    if seen.hold is None:
        assert len(server.messages) == seen.copies


# --- the network


def test_2_nothing_listens(records: Records, clock: Clock, drains: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    set_up(records, settings_for(None))
    message = queue_message(records)
    drains(MailServer("127.0.0.1", port, SmtpSecurity.PLAIN)).turn()
    check(records, clock, message, held(OFFLINE, f"nothing answers at port {port}", 1))


def test_3_a_black_hole_is_left_at_the_deadline(records: Records, clock: Clock, drains: Any) -> None:
    with socket.socket() as deaf, ExitStack() as callers:
        # A full queue of callers that nobody answers: the kernel drops whoever calls next.
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        for _ in range(4):
            caller = callers.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(deaf.getsockname())
        set_up(records, settings_for(None))
        message = queue_message(records)
        drains(MailServer("127.0.0.1", deaf.getsockname()[1], SmtpSecurity.PLAIN)).turn()
    check(records, clock, message, held(OFFLINE, "a firewall may be in the way", 1))


@pytest.mark.parametrize(
    ("host", "names", "reason", "words"),
    [
        ("mail.practice.example", "nobody", "connection", "seems to be offline"),
        ("mail.practice.example", "SERVFAIL", "connection", "seems to be offline"),
        ("mail.practice.example", "NXDOMAIN", "settings", "There is no server named “mail.practice.example”"),
        ("192.0.2.1", "nobody", "connection", "no way through the network to “192.0.2.1”"),
    ],
    ids=["1 no name server", "1 DNS trouble", "1 no such host", "no route"],
)
def test_1_names_and_routes_in_a_network_of_its_own(host: str, names: str, reason: str, words: str) -> None:
    command = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system gives nobody a network of their own")
    script = [sys.executable, "-m", "tests.mail.network_of_its_own", host, names]
    said = subprocess.run([*command, *script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    kind, hold, explanation = json.loads(said.stdout)
    assert (kind, hold) == ("queue", reason)
    assert words in explanation


# --- encryption and sign-in: never a password to whoever is not proved


@dataclass(frozen=True)
class Guarded:
    """A server that should encrypt: its script, and the certificate it shows."""

    name: str
    seen: Seen
    script: dict[str, Answer] = field(default_factory=dict)
    certificate: str = "good"
    verbs: tuple[str, ...] = ("EHLO", "STARTTLS")


NO_AUTH = b"250-test\r\n250 STARTTLS"
GUARDED = [
    Guarded("8 STARTTLS missing", held(TLS, "offers no encryption", 10), {"EHLO": b"250 test"}, verbs=("EHLO",)),
    Guarded("STARTTLS refused", held(TLS, "refused to encrypt", 10), {"STARTTLS": b"502 no"}),
    Guarded("STARTTLS not now", held(OFFLINE, "refused to encrypt", 1), {"STARTTLS": b"454 4.7.0 later"}),
    Guarded("STARTTLS broken", held(OFFLINE, "broke the connection off", 1), {"STARTTLS": Drop}),
    Guarded("STARTTLS, then no TLS", held(TLS, "does not speak TLS", 10), {"STARTTLS": b"220 go"}, "none"),
    Guarded("9 expired", held(TLS, "has expired", 10), certificate="expired"),
    Guarded("9 wrong name", held(TLS, "is for another name than localhost", 10), certificate="other name"),
    Guarded("9 self-signed", held(TLS, "made by the server itself", 10), certificate="self-signed"),
    Guarded("9 unknown issuer", held(TLS, "does not trust", 10), certificate="unknown"),
    Guarded("10 bytes slipped in", held(TLS, "tampers with the connection", 10), {"STARTTLS": b"220 go\r\n235 in"}),
    Guarded(
        "AUTH not offered",
        held(SIGN_IN, "offers no sign-in", 30),
        {"EHLO": NO_AUTH},
        verbs=("EHLO", "STARTTLS", "EHLO"),
    ),
    Guarded(
        "11 wrong password",
        held(SIGN_IN, "does not accept the user name and password", 30),
        {"AUTH": b"535 5.7.8 bad credentials"},
        verbs=("EHLO", "STARTTLS", "EHLO", "AUTH"),
    ),
    Guarded(
        "12 sign-in not now",
        held(OFFLINE, "cannot check the password just now", 1),
        {"AUTH": b"454 4.7.0 temporary"},
        verbs=("EHLO", "STARTTLS", "EHLO", "AUTH"),
    ),
    Guarded(
        "mechanism disabled",
        held(SIGN_IN, "switched off sign-in with a password", 30),
        {"AUTH": b"535 5.7.139 basic authentication is disabled"},
        verbs=("EHLO", "STARTTLS", "EHLO", "AUTH"),
    ),
]


def self_signed() -> ssl.SSLContext:
    own = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with own.cert_pem.tempfile() as certificate, own.private_key_pem.tempfile() as key:
        context.load_cert_chain(certificate, key)
    return context


def context_of(kind: str, certificates: Certificates) -> ssl.SSLContext | None:
    if kind == "none":
        return None
    return {
        "good": certificates.context,
        "expired": lambda: certificates.context(not_before=PAST, not_after=PAST + dt.timedelta(days=90)),
        "other name": lambda: certificates.context("mail.elsewhere.example"),
        "self-signed": self_signed,
        "unknown": lambda: certificates.context(ca=trustme.CA()),
    }[kind]()


@pytest.mark.parametrize("case", GUARDED, ids=[case.name for case in GUARDED])
def test_nothing_secret_goes_to_whoever_is_not_proved(
    records: Records, clock: Clock, scripted: ServerFactory, certificates: Certificates, drains: Any, case: Guarded
) -> None:
    server = scripted(starttls=context_of(case.certificate, certificates), **case.script)
    set_up(records, settings_for(None))
    messages = [queue_message(records) for _ in range(3)]
    place = MailServer("localhost", server.port, SmtpSecurity.STARTTLS, "desk", certificates.ca_file)
    limits = Limits(opening=5, message=5)
    drain = drains(place, make_transport=lambda settings: SmtpTransport(place, lambda: "secret", limits))
    for _ in range(4):
        # However often it is looked at: one try for the whole queue.
        drain.turn()
    for message in messages:
        check(records, clock, message, case.seen)
    assert tuple(line.split(" ")[0] for line in server.lines if line.isprintable())[: len(case.verbs)] == case.verbs
    assert sum(line.startswith("AUTH") for line in server.lines) == case.verbs.count("AUTH")
    assert server.connections == 1


# --- addresses, recipients, features


UTF8 = b"250-test\r\n250-8BITMIME\r\n250 SMTPUTF8"


@pytest.mark.parametrize(
    ("ehlo", "seen"),
    [
        (b"250 test", failed("letters outside the English alphabet")),
        (UTF8, Seen(SENT, "Handed to the mail server.", copies=1)),
    ],
    ids=["15 without SMTPUTF8", "15 with SMTPUTF8"],
)
def test_15_an_address_outside_ascii(
    records: Records, clock: Clock, scripted: ServerFactory, drains: Any, ehlo: bytes, seen: Seen
) -> None:
    server = scripted(EHLO=ehlo)
    set_up(records, settings_for(server))
    message = queue_message(records, to_address="josé@example.com")
    drain = drains(plain_server(server))
    drain.turn()
    drain.close()
    check(records, clock, message, seen)
    assert len(server.messages) == seen.copies


def test_15_without_8bitmime_every_byte_is_ascii(records: Records, scripted: ServerFactory, drains: Any) -> None:
    server = scripted(EHLO=b"250 test")
    set_up(records, settings_for(server, practice_name="Pediatría Niño Jesús"))
    message = queue_message(records)
    run_dry(drains(plain_server(server)))
    assert reread(message).state is SENT
    assert server.messages[0].isascii()


def test_several_recipients_are_several_messages_with_outcomes_of_their_own(
    records: Records, clock: Clock, scripted: ServerFactory, drains: Any
) -> None:
    server = scripted(RCPT=[b"250 OK", b"550 5.1.1 no such user", b"450 4.2.1 mailbox busy", b"250 OK"])
    set_up(records, settings_for(server))
    messages = [queue_message(records) for _ in range(4)]
    run_dry(drains(plain_server(server)))
    assert [reread(message).state for message in messages] == [SENT, FAILED, QUEUED, SENT]
    # One recipient in each envelope: nobody reads another parent's address, and no outcome is shared.
    verbs = [line.split(" ")[0] for line in server.lines if line[:4] in ("MAIL", "RCPT")]
    assert verbs == ["MAIL", "RCPT"] * 4
    assert server.connections == 1


@pytest.mark.parametrize("farewell", [Drop, Reset, b"421 4.4.2 idle too long"])
def test_a_kept_connection_that_the_server_closed_costs_no_try(
    records: Records, scripted: ServerFactory, drains: Any, farewell: Answer
) -> None:
    server = scripted(MAIL=[b"250 OK", farewell, b"250 OK"])
    set_up(records, settings_for(server))
    messages = [queue_message(records) for _ in range(2)]
    run_dry(drains(plain_server(server)))
    assert [(reread(message).state, reread(message).tries) for message in messages] == [(SENT, 1)] * 2
    assert (server.connections, len(server.messages)) == (2, 2)


def test_24_what_may_have_arrived_is_sent_once_more_as_the_same_message(
    records: Records, clock: Clock, scripted: ServerFactory, drains: Any
) -> None:
    server = scripted(BODY=[Drop, b"250 OK"])
    set_up(records, settings_for(server))
    message = queue_message(records)
    drain = drains(plain_server(server))
    drain.turn()
    clock.advance(minutes=1)
    drain.turn()
    assert reread(message).state is SENT
    first, second = (message_from_bytes(raw) for raw in server.messages)
    assert first["Message-ID"] == second["Message-ID"] == message.rfc_message_id
    assert first["Date"] == second["Date"]
    assert first.get_payload(0).get_payload() == second.get_payload(0).get_payload()


# --- 29: clocks


@contextmanager
def running(records: Records, scripted: ServerFactory, drains: Any, **script: Any) -> Iterator[tuple[Any, Any]]:
    server = scripted(**script)
    set_up(records, settings_for(server))
    yield server, drains(plain_server(server))


def test_29_a_clock_put_back_starves_no_message(
    records: Records, clock: Clock, scripted: ServerFactory, drains: Any
) -> None:
    with running(records, scripted, drains, RCPT=[b"451 later", b"250 OK"]) as (_, drain):
        message = queue_message(records)
        drain.turn()
        clock.advance(days=-1)
        drain.turn()
        assert reread(message).state is SENT


def test_29_a_clock_put_forward_is_no_storm_and_gives_nothing_up(
    records: Records, clock: Clock, scripted: ServerFactory, drains: Any
) -> None:
    with running(records, scripted, drains, RCPT=[b"451 later", b"451 later", b"250 OK"]) as (server, drain):
        message = queue_message(records)
        drain.turn()
        # Also what a computer does that is switched off on Friday.
        clock.advance(days=3)
        drain.turn()
        assert reread(message).state is QUEUED
        assert sum(line.startswith("RCPT") for line in server.lines) == 2
        clock.advance(minutes=5)
        drain.turn()
        assert reread(message).state is SENT


def test_29_the_end_of_daylight_saving_time_changes_nothing(
    records: Records, clock: Clock, scripted: ServerFactory, drains: Any
) -> None:
    clock.now = dt.datetime(2026, 11, 1, 5, 59, 30, tzinfo=dt.UTC)
    with running(records, scripted, drains, RCPT=[b"451 later", b"250 OK"]) as (_, drain):
        message = queue_message(records)
        drain.turn()
        assert reread(message).due_at == clock() + MINUTE
        clock.advance(minutes=1)
        drain.turn()
        assert reread(message).state is SENT


# --- 30: the contact changes while the message waits


@pytest.mark.parametrize("change", ["email", "authority", "inactive", "declined"])
def test_30_what_was_withdrawn_is_sent_to_nobody_and_its_link_is_dead(
    desk: Desk, clock: Clock, scripted: ServerFactory, drains: Any, change: str
) -> None:
    with running(desk.records, scripted, drains, RCPT=[b"451 later", b"250 OK"]) as (server, drain):
        patient = desk.patient()
        contact = desk.joint(patient).draft.contact_id
        first = Message.get()
        clock.advance(seconds=10)
        drain.turn()
        assert reread(first).tries == 1
        before = len(server.lines)
        match change:
            case "email":
                desk.edit(patient, contact, home_email="ana.new@example.com")
            case "authority":
                desk.edit(patient, contact, authority=Authority.NONE)
            case "inactive":
                inactivate(desk.records, patient, contact, desk.staff, reason="test")
            case "declined":
                desk.edit(patient, contact, declined_on=clock().date())
        clock.advance(minutes=30)
        for _ in range(3):
            drain.turn()
        assert reread(first).state is MessageState.CANCELLED
        assert first.setup_link.get_by_id(first.setup_link_id).void_at is not None
        recipients = {line for line in server.lines[before:] if line.startswith("RCPT")}
        assert recipients == ({"RCPT TO:<ana.new@example.com>"} if change == "email" else set())
        assert len(server.messages) == (change == "email")


def test_30_a_birthday_withdraws_with_no_save(desk: Desk, clock: Clock, scripted: ServerFactory, drains: Any) -> None:
    server = scripted()
    set_up(desk.records, settings_for(server))
    desk.joint(desk.patient("Mia", born="2008-11-24"))
    clock.advance(days=1)
    drains(plain_server(server), still_wanted=still_wanted).turn()
    assert Message.get().state is MessageState.CANCELLED
    assert server.messages == []
