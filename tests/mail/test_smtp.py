# SPDX-License-Identifier: GPL-3.0-or-later
"""Handing over to real servers that behave, misbehave and attack."""

from __future__ import annotations

import datetime as dt
import socket
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from opportal_desktop.mail.dialogue import Dialogue
from opportal_desktop.mail.faults import Fault, MailFaultError, Step
from opportal_desktop.mail.smtp import Limits, MailServer, SmtpTransport, mail_server
from opportal_desktop.mail.trial import send_test
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.terms import FaultKind, SmtpSecurity
from tests.mail.conftest import Certificates
from tests.mail.mail_servers import AiosmtpdServer, Answer, Drip, Drop, Reset, ScriptedServer, ServerFactory, Silence

SHORT = Limits(opening=0.6, message=0.6)
SENDER, ANA = "desk@practice.example", "ana@example.com"


def plain(server: ScriptedServer, limits: Limits | None = None, **fields: Any) -> SmtpTransport:
    target = MailServer("127.0.0.1", server.port, SmtpSecurity.PLAIN, **fields)
    return SmtpTransport(target, lambda: "secret", limits)


def encrypted(
    server: Any, certificates: Certificates, security: SmtpSecurity = SmtpSecurity.STARTTLS, **fields: Any
) -> SmtpTransport:
    password = fields.pop("password", "secret")
    host = fields.pop("host", "localhost")
    target = MailServer(host, server.port, security, ca_file=fields.pop("ca_file", certificates.ca_file), **fields)
    return SmtpTransport(target, lambda: password, Limits(opening=5, message=5))


def fault_of(transport: SmtpTransport, letter: EmailMessage, recipient: str = ANA) -> Fault:
    with pytest.raises(MailFaultError) as caught:
        transport.send(letter, SENDER, recipient)
    transport.close()
    return caught.value.fault


# --- what works


def test_a_message_arrives_as_it_was_written(scripted: ServerFactory, letter: EmailMessage) -> None:
    server = scripted()
    transport = plain(server)
    assert transport.send(letter, SENDER, ANA) == "250 2.0.0 queued as 1"
    transport.close()
    received = message_from_bytes(server.messages[0], policy=policy.default)
    assert received.get_content().replace("\r\n", "\n") == "Hello\n.\n..two dots\n"
    assert "\n" not in server.messages[0].decode().replace("\r\n", "")
    assert "QUIT" in server.lines


def test_one_connection_carries_several_messages(scripted: ServerFactory, letter: EmailMessage) -> None:
    server = scripted()
    transport = plain(server)
    for _ in range(3):
        transport.send(letter, SENDER, ANA)
    transport.close()
    assert (server.connections, len(server.messages)) == (1, 3)


def test_the_computers_name_is_not_told(scripted: ServerFactory) -> None:
    server = scripted()
    transport = plain(server)
    transport.open()
    transport.close()
    assert server.lines == ["EHLO [127.0.0.1]"]


@pytest.mark.parametrize("starttls", [True, False])
def test_encrypted_and_signed_in_at_aiosmtpd(certificates: Certificates, letter: EmailMessage, starttls: bool) -> None:
    security = SmtpSecurity.STARTTLS if starttls else SmtpSecurity.TLS
    secret = "pässword with ñ"
    with AiosmtpdServer(certificates.context(), starttls=starttls, user="desk", secret=secret) as server:
        transport = encrypted(server, certificates, security, user="desk", password=secret)
        assert transport.send(letter, SENDER, ANA) == "250 2.0.0 accepted"
        transport.close()
        assert server.messages[0][0] == (ANA,)
        assert server.signed_in


def test_login_mechanism_when_plain_is_not_offered(
    scripted: ServerFactory, certificates: Certificates, letter: EmailMessage
) -> None:
    server = scripted(
        starttls=certificates.context(),
        EHLO=b"250-test\r\n250-STARTTLS\r\n250 AUTH=LOGIN",
        AUTH=b"334 VXNlcm5hbWU6",
        CHALLENGE=[b"334 UGFzc3dvcmQ6", b"235 2.7.0 welcome"],
    )
    transport = encrypted(server, certificates, user="desk")
    transport.send(letter, SENDER, ANA)
    transport.close()
    assert server.lines[3:6] == ["AUTH LOGIN", "ZGVzaw==", "c2VjcmV0"]


def test_a_non_ascii_mailbox_needs_smtputf8(scripted: ServerFactory, letter: EmailMessage) -> None:
    fault = fault_of(plain(scripted()), letter, "josé@example.com")
    assert fault.kind is FaultKind.PERMANENT
    assert "English alphabet" in fault.explanation
    server = scripted(EHLO=b"250-test\r\n250-8BITMIME\r\n250 SMTPUTF8")
    transport = plain(server)
    transport.send(letter, SENDER, "josé@example.com")
    transport.close()
    assert "RCPT TO:<josé@example.com>" in server.lines
    assert f"MAIL FROM:<{SENDER}> BODY=8BITMIME SMTPUTF8" in server.lines


# --- after the 250 nothing can go wrong any more


@pytest.mark.parametrize("farewell", [b"421 closing", Drop, Reset, Silence])
def test_trouble_at_quit_is_a_success(
    scripted: ServerFactory, letter: EmailMessage, farewell: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opportal_desktop.mail.smtp._QUIT_SECONDS", 0.2)
    server = scripted(QUIT=farewell)
    transport = plain(server)
    assert transport.send(letter, SENDER, ANA).startswith("250")
    transport.close()
    assert len(server.messages) == 1


def test_a_kept_connection_that_the_server_closed_is_opened_again(
    scripted: ServerFactory, letter: EmailMessage
) -> None:
    for farewell in (Drop, Reset, b"421 4.4.2 idle too long"):
        server = scripted(MAIL=[b"250 OK", farewell, b"250 OK"])
        transport = plain(server)
        transport.send(letter, SENDER, ANA)
        transport.send(letter, SENDER, ANA)
        transport.close()
        assert (server.connections, len(server.messages)) == (2, 2)


def test_after_a_fault_of_the_program_no_answer_is_taken_for_anothers(
    scripted: ServerFactory, letter: EmailMessage
) -> None:
    server = scripted(MAIL=[b"250 OK", b"552 5.3.4 too large", b"250 OK"])
    transport = plain(server)
    transport.send(letter, SENDER, ANA)

    def broken() -> bool:
        raise RuntimeError

    transport.owed = broken
    with pytest.raises(RuntimeError):
        transport.send(letter, SENDER, ANA)
    # Its answer, which nobody read, is a refusal for good.
    assert transport.send(letter, SENDER, ANA).startswith("250 ")
    transport.close()
    assert (server.connections, len(server.messages)) == (2, 2)


def test_a_fresh_connection_that_breaks_is_not_tried_twice(scripted: ServerFactory, letter: EmailMessage) -> None:
    server = scripted(MAIL=Drop)
    assert fault_of(plain(server), letter).kind is FaultKind.TRANSIENT
    assert server.connections == 1


def test_a_refused_recipient_leaves_the_connection_usable(scripted: ServerFactory, letter: EmailMessage) -> None:
    server = scripted(RCPT=[b"550 5.1.1 no such user", b"250 OK"])
    transport = plain(server)
    with pytest.raises(MailFaultError):
        transport.send(letter, SENDER, ANA)
    transport.send(letter, SENDER, ANA)
    transport.close()
    assert (server.connections, len(server.messages)) == (1, 1)
    assert "RSET" in server.lines


# --- the server's answers, for real

TRANSIENT, PERMANENT, QUEUE = FaultKind.TRANSIENT, FaultKind.PERMANENT, FaultKind.QUEUE


@pytest.mark.parametrize(
    ("script", "kind", "words"),
    [
        ({"GREETING": b"421 too busy"}, QUEUE, "busy"),
        ({"GREETING": b"554 no SMTP service here"}, QUEUE, "refuses to talk"),
        ({"GREETING": b"HTTP/1.1 400 Bad Request"}, QUEUE, "not a mail server"),
        ({"GREETING": b"2" * 10_000}, QUEUE, "not a mail server"),
        ({"GREETING": Drop}, QUEUE, "broke the connection off"),
        ({"EHLO": b"502 unknown"}, QUEUE, "refuses to talk"),
        ({"EHLO": b"\r\n".join([b"250-" + b"x" * 1000] * 100)}, QUEUE, "not a mail server"),
        ({"MAIL": b"451 later"}, TRANSIENT, "just now"),
        ({"MAIL": b"452 4.3.1 no room"}, TRANSIENT, "just now"),
        ({"MAIL": b"530 5.7.0 authentication required"}, QUEUE, "sign in first"),
        ({"MAIL": b"550 unknown sender"}, QUEUE, "sender address"),
        ({"MAIL": b"553 5.1.8 bad sender"}, QUEUE, "sender address"),
        ({"RCPT": b"421 too many"}, TRANSIENT, "later"),
        ({"RCPT": b"450 4.2.0 greylisted"}, TRANSIENT, "later"),
        ({"RCPT": b"451 try again"}, TRANSIENT, "later"),
        ({"RCPT": b"452 4.2.2 mailbox full"}, TRANSIENT, "full"),
        ({"RCPT": b"550 5.1.1 no such user"}, PERMANENT, "does not exist"),
        ({"RCPT": b"550 no such user here"}, PERMANENT, "does not exist"),
        ({"RCPT": b"550 5.2.1 disabled"}, PERMANENT, "switched off"),
        ({"RCPT": b"550 5.1.2 bad domain"}, PERMANENT, "after the @"),
        ({"RCPT": b"551 user not local"}, PERMANENT, "moved"),
        ({"RCPT": b"552 5.2.2 over quota"}, PERMANENT, "no more mail"),
        ({"RCPT": b"553 bad mailbox name"}, PERMANENT, "not a valid address"),
        ({"RCPT": b"501 5.1.3 bad syntax"}, PERMANENT, "not a valid address"),
        ({"RCPT": b"554 refused"}, PERMANENT, "refuses this address"),
        ({"RCPT": b"554 5.7.1 Relay access denied"}, QUEUE, "to the outside"),
        ({"RCPT": b"550 relay not permitted"}, QUEUE, "to the outside"),
        ({"RCPT": b"550 5.7.30 Basic authentication is not supported"}, QUEUE, "switched off sign-in"),
        ({"DATA": b"451 later"}, TRANSIENT, "just now"),
        ({"DATA": b"554 no"}, PERMANENT, "did not take it"),
        ({"BODY": b"451 4.3.0 later"}, TRANSIENT, "just now"),
        ({"BODY": b"552 5.3.4 too big"}, PERMANENT, "of this size"),
        ({"BODY": b"554 5.2.252 SendAsDenied; not allowed to send as"}, QUEUE, "may not send with"),
        ({"BODY": b"554 5.6.0 refused"}, PERMANENT, "did not take it"),
        ({"BODY": b"550 5.7.515 Access denied, domain does not meet"}, QUEUE, "SPF"),
        ({"BODY": b"550 5.7.1 rejected as spam"}, QUEUE, "by its rules"),
        ({"MAIL": Drop}, TRANSIENT, "broke before it took"),
        ({"RCPT": Reset}, TRANSIENT, "broke before it took"),
        ({"DATA": Drop}, TRANSIENT, "broke before it took"),
    ],
    ids=str,
)
def test_answers(scripted: ServerFactory, letter: EmailMessage, script: Any, kind: FaultKind, words: str) -> None:
    fault = fault_of(plain(scripted(**script)), letter)
    assert fault.kind is kind
    assert words in fault.explanation
    assert not fault.outcome_unknown
    (answer,) = script.values()
    # The server's own words are kept where it gave some that fit.
    if isinstance(answer, bytes) and answer[:3].isdigit() and answer[:1] in b"45":
        assert fault.server_reply == answer.decode()


@pytest.mark.parametrize("answer", [Drop, Reset, Silence, Drip, b"garbage"])
def test_no_answer_after_the_final_dot_is_an_unknown_outcome(
    scripted: ServerFactory, letter: EmailMessage, answer: Answer
) -> None:
    server = scripted(BODY=answer)
    fault = fault_of(plain(server, SHORT), letter)
    assert (fault.kind, fault.outcome_unknown) == (TRANSIENT, True)
    assert "not known" in fault.explanation
    assert server.connections == 1


@pytest.mark.parametrize(
    ("reply", "seconds"),
    [
        (b"450 4.7.1 Greylisted, please try again in 300 seconds", 300),
        (b"451 4.7.1 come back in 2 minutes", 120),
        (b"450 4.2.0 Recipient address rejected: Greylisted", 900),
        (b"450 4.2.0 busy", None),
    ],
)
def test_the_wait_that_a_server_asks_for(
    scripted: ServerFactory, letter: EmailMessage, reply: bytes, seconds: int | None
) -> None:
    expected = None if seconds is None else dt.timedelta(seconds=seconds)
    assert fault_of(plain(scripted(RCPT=reply)), letter).wait == expected


def test_control_characters_in_a_reply_are_not_kept(scripted: ServerFactory, letter: EmailMessage) -> None:
    fault = fault_of(
        plain(scripted(RCPT=b"550-5.1.1 no\x1b[31m\x00\r\n550 5.1.1 \xe2\x80\xaesuch " + b"x" * 900)), letter
    )
    assert fault.server_reply.startswith("550 5.1.1 no [31m 5.1.1 such xxx")
    assert len(fault.server_reply) <= 500


# --- deadlines


@pytest.mark.parametrize("where", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("how", [Silence, Drip])
def test_silent_and_dripping_servers_are_cut_off_in_time(
    scripted: ServerFactory, letter: EmailMessage, where: str, how: Answer
) -> None:
    server = scripted(**{where: how})
    start = time.monotonic()
    fault = fault_of(plain(server, SHORT), letter)
    assert time.monotonic() - start < 3
    assert fault.kind is (QUEUE if where in ("GREETING", "EHLO") else TRANSIENT)


def test_a_server_that_accepts_no_tls_handshake_is_cut_off(scripted: ServerFactory, certificates: Certificates) -> None:
    server = scripted(GREETING=Silence)
    target = MailServer("localhost", server.port, SmtpSecurity.TLS, ca_file=certificates.ca_file)
    transport = SmtpTransport(target, lambda: None, SHORT)
    with pytest.raises(MailFaultError) as caught:
        transport.open()
    assert caught.value.fault.hold is HoldReason.CONNECTION
    assert transport.step is Step.ENCRYPT


# --- the network


def test_nothing_listens(letter: EmailMessage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    fault = fault_of(SmtpTransport(MailServer("127.0.0.1", port, SmtpSecurity.PLAIN), lambda: None), letter)
    assert (fault.kind, fault.hold) == (QUEUE, HoldReason.CONNECTION)
    assert f"nothing answers at port {port}" in fault.explanation


@pytest.mark.parametrize(
    ("error", "hold", "words"),
    [
        (socket.EAI_AGAIN, HoldReason.CONNECTION, "offline"),
        (socket.EAI_NONAME, HoldReason.SETTINGS, "no server named"),
    ],
)
def test_names_that_cannot_be_looked_up(
    letter: EmailMessage, monkeypatch: pytest.MonkeyPatch, error: int, hold: HoldReason, words: str
) -> None:
    # The resolver is the machine's; only it can be imitated.
    def fail(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(error, "")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    fault = fault_of(SmtpTransport(MailServer("mail.example", 587, SmtpSecurity.STARTTLS), lambda: None), letter)
    assert (fault.kind, fault.hold) == (QUEUE, hold)
    assert words in fault.explanation


def test_the_second_address_is_tried_when_the_first_is_dead(
    scripted: ServerFactory, monkeypatch: pytest.MonkeyPatch, letter: EmailMessage
) -> None:
    server = scripted()
    family, kind = socket.AF_INET, socket.SOCK_STREAM
    with socket.create_server(("127.0.0.1", 0)) as taken:
        dead = taken.getsockname()
    found = [(family, kind, 6, "", dead), (family, kind, 6, "", ("127.0.0.1", server.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    transport = plain(server)
    transport.send(letter, SENDER, ANA)
    transport.close()


# --- encryption and sign-in


def test_no_encryption_only_on_this_computer(
    scripted: ServerFactory, letter: EmailMessage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A test machine may have no address but loopback, so only the other end's is imitated.
    monkeypatch.setattr(Dialogue, "peer_address", lambda self: "203.0.113.5")
    server = scripted()
    fault = fault_of(plain(server), letter)
    assert (fault.kind, fault.hold) == (QUEUE, HoldReason.SETTINGS)
    assert "this computer" in fault.explanation
    assert server.lines == []


def test_no_password_without_encryption_even_here(scripted: ServerFactory, letter: EmailMessage) -> None:
    server = scripted()
    fault = fault_of(plain(server, user="desk"), letter)
    assert fault.hold is HoldReason.SETTINGS
    assert server.lines == []


def test_missing_starttls_sends_nothing(
    scripted: ServerFactory, certificates: Certificates, letter: EmailMessage
) -> None:
    server = scripted(EHLO=b"250-test\r\n250 AUTH PLAIN")
    fault = fault_of(encrypted(server, certificates, user="desk"), letter)
    assert (fault.kind, fault.hold) == (QUEUE, HoldReason.CERTIFICATE)
    assert [line.split()[0] for line in server.lines] == ["EHLO"]


@pytest.mark.parametrize("answer", [b"454 4.7.0 not now", b"501 no"])
def test_refused_starttls_sends_nothing(
    scripted: ServerFactory, certificates: Certificates, letter: EmailMessage, answer: bytes
) -> None:
    server = scripted(STARTTLS=answer)
    fault = fault_of(encrypted(server, certificates, user="desk"), letter)
    assert fault.kind is QUEUE
    assert [line.split()[0] for line in server.lines] == ["EHLO", "STARTTLS"]


def test_bytes_slipped_in_before_encryption_are_noticed(
    scripted: ServerFactory, certificates: Certificates, letter: EmailMessage
) -> None:
    server = scripted(starttls=certificates.context(), STARTTLS=b"220 go\r\n235 come in")
    fault = fault_of(encrypted(server, certificates, user="desk"), letter)
    assert (fault.kind, fault.hold) == (QUEUE, HoldReason.CERTIFICATE)
    assert "tampers" in fault.explanation


PAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("security", [SmtpSecurity.STARTTLS, SmtpSecurity.TLS])
@pytest.mark.parametrize(
    ("bad", "words"), [("expired", "expired"), ("other name", "another name than localhost"), ("unknown", "not trust")]
)
def test_bad_certificates_send_nothing(
    scripted: ServerFactory,
    certificates: Certificates,
    letter: EmailMessage,
    bad: str,
    words: str,
    security: SmtpSecurity,
) -> None:
    import trustme

    context = {
        "expired": lambda: certificates.context(not_before=PAST, not_after=PAST + dt.timedelta(days=90)),
        "other name": lambda: certificates.context("mail.elsewhere.example"),
        "unknown": lambda: certificates.context(ca=trustme.CA()),
    }[bad]()
    server = scripted(**({"starttls": context} if security is SmtpSecurity.STARTTLS else {"tls": context}))
    fault = fault_of(encrypted(server, certificates, security, user="desk"), letter)
    assert (fault.kind, fault.hold) == (QUEUE, HoldReason.CERTIFICATE)
    assert words in fault.explanation
    assert not [line for line in server.lines if line.startswith(("AUTH", "MAIL"))]


def test_the_systems_certificates_are_the_default(
    scripted: ServerFactory, certificates: Certificates, letter: EmailMessage
) -> None:
    server = scripted(starttls=certificates.context())
    fault = fault_of(encrypted(server, certificates, ca_file=None), letter)
    assert "not trust" in fault.explanation


def test_tls_to_a_port_without_it(scripted: ServerFactory, certificates: Certificates, letter: EmailMessage) -> None:
    fault = fault_of(encrypted(scripted(), certificates, SmtpSecurity.TLS), letter)
    assert (fault.kind, fault.hold) == (QUEUE, HoldReason.CERTIFICATE)
    assert "465" in fault.explanation


@pytest.mark.parametrize(
    ("answer", "hold", "words"),
    [
        (b"535 5.7.8 bad credentials", HoldReason.SIGN_IN, "does not accept"),
        (b"534 5.7.9 Application-specific password required", HoldReason.SIGN_IN, "app password"),
        (b"535 5.7.139 Authentication unsuccessful, basic authentication is disabled", HoldReason.SIGN_IN, "Microsoft"),
        (b"454 4.7.0 Temporary authentication failure", HoldReason.CONNECTION, "just now"),
    ],
)
def test_refused_sign_in_is_tried_once(
    scripted: ServerFactory,
    certificates: Certificates,
    letter: EmailMessage,
    answer: bytes,
    hold: HoldReason,
    words: str,
) -> None:
    server = scripted(starttls=certificates.context(), AUTH=answer)
    fault = fault_of(encrypted(server, certificates, user="desk"), letter)
    assert (fault.kind, fault.hold) == (QUEUE, hold)
    assert words in fault.explanation
    assert len([line for line in server.lines if line.startswith("AUTH")]) == 1


def test_no_known_mechanism(scripted: ServerFactory, certificates: Certificates, letter: EmailMessage) -> None:
    server = scripted(starttls=certificates.context(), EHLO=b"250-test\r\n250-STARTTLS\r\n250 AUTH XOAUTH2")
    fault = fault_of(encrypted(server, certificates, user="desk"), letter)
    assert fault.hold is HoldReason.SIGN_IN
    assert "offers no sign-in" in fault.explanation


def test_no_password_stored(scripted: ServerFactory, certificates: Certificates, letter: EmailMessage) -> None:
    server = scripted(starttls=certificates.context())
    fault = fault_of(encrypted(server, certificates, user="desk", password=None), letter)
    assert "No password" in fault.explanation


@pytest.mark.parametrize("address", ["a@b\r\nRCPT TO:<evil@example.com>", "a@b>\x00", "a b@c", "", "a@b> <c@d"])
def test_no_address_can_slip_in_a_command(scripted: ServerFactory, letter: EmailMessage, address: str) -> None:
    server = scripted()
    assert fault_of(plain(server), letter, address).kind is PERMANENT
    transport = plain(server)
    with pytest.raises(MailFaultError) as caught:
        transport.send(letter, address, ANA)
    transport.close()
    assert caught.value.fault.hold is HoldReason.SETTINGS
    assert not any("MAIL" in line or "RCPT" in line for line in server.lines)


# --- the test that Settings offers


def practice(server: Any, **fields: Any) -> PracticeSettings:
    values: dict[str, Any] = {
        "practice_name": "Willow Pediatrics",
        "smtp_host": "localhost",
        "smtp_port": server.port,
        "smtp_user": "desk",
        "mail_from": SENDER,
    }
    return PracticeSettings(**{**values, **fields})


def test_send_test_tells_every_step(certificates: Certificates) -> None:
    with AiosmtpdServer(certificates.context(), starttls=True, user="desk", secret="secret") as server:
        report = send_test(practice(server), lambda: "secret", ANA, certificates.ca_file)
        assert report.ok
        assert [step.step for step in report.steps] == [
            Step.LOOK_UP,
            Step.CONNECT,
            Step.GREETING,
            Step.ENCRYPT,
            Step.SIGN_IN,
            Step.SENDER,
            Step.HAND_OVER,
        ]
        assert report.server_reply == "250 2.0.0 accepted"
        assert b"From: Willow Pediatrics <desk@practice.example>" in server.messages[0][1]


def test_send_test_stops_at_what_is_wrong(certificates: Certificates) -> None:
    with AiosmtpdServer(certificates.context(), starttls=True, user="desk", secret="secret") as server:
        report = send_test(practice(server), lambda: "wrong", ANA, certificates.ca_file)
    assert not report.ok
    assert [step.ok for step in report.steps] == [True, True, True, True, False]
    assert report.steps[-1].step is Step.SIGN_IN
    assert "user name and password" in report.steps[-1].words
    assert report.server_reply.startswith("535")


def test_send_test_with_tls_from_the_start(certificates: Certificates) -> None:
    with AiosmtpdServer(certificates.context(), starttls=False) as server:
        settings = practice(server, smtp_security=SmtpSecurity.TLS, smtp_user="")
        report = send_test(settings, lambda: None, ANA, certificates.ca_file)
    assert report.ok
    assert [step.step for step in report.steps][2:4] == [Step.ENCRYPT, Step.GREETING]


def test_send_test_before_anything_is_entered() -> None:
    report = send_test(PracticeSettings(), lambda: None, ANA)
    assert not report.ok
    assert [step.ok for step in report.steps] == [False]
    assert "not set up" in report.steps[0].words


def test_mail_server_is_what_the_settings_say() -> None:
    settings = PracticeSettings(smtp_host="h", smtp_port=1, smtp_security=SmtpSecurity.TLS, smtp_user="u")
    assert mail_server(settings) == MailServer("h", 1, SmtpSecurity.TLS, "u")


def test_send_test_tells_each_station_as_it_comes_and_where_it_ends(
    scripted: ServerFactory, certificates: Certificates
) -> None:
    seen: list[Step] = []
    server = scripted(MAIL=b"550 5.1.8 not yours", starttls=certificates.context())
    settings = PracticeSettings(
        practice_name="Maple Street Pediatrics",
        smtp_host="localhost",
        smtp_port=server.port,
        smtp_user="desk",
        mail_from="other@practice.example",
    )
    report = send_test(settings, lambda: "secret", ANA, certificates.ca_file, on_step=seen.append)
    assert seen == [Step.LOOK_UP, Step.CONNECT, Step.GREETING, Step.ENCRYPT, Step.SIGN_IN, Step.SENDER]
    assert [step.ok for step in report.steps] == [True] * 5 + [False]
    assert "refuses the practice's sender address" in report.steps[-1].words
