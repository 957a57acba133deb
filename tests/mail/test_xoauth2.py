# SPDX-License-Identifier: GPL-3.0-or-later
"""Sending by token: a real server that speaks XOAUTH2, and the stand-in that issues and withdraws the tokens."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from opportal_desktop.mail import senders
from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.drain import Drain
from opportal_desktop.mail.faults import MailFaultError
from opportal_desktop.mail.sign_in.tokens import StoredTokens
from opportal_desktop.mail.smtp import MailServer, SmtpTransport, mail_server
from opportal_desktop.records import outbox
from opportal_desktop.records.keys import SMTP_PASSWORD
from opportal_desktop.records.mail_sign_in import StoredSignIn, load_sign_in, store_sign_in
from opportal_desktop.records.outbox import Channel, HoldReason
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, store_settings
from opportal_desktop.terms import MailSignIn, MessageState, SmtpSecurity
from tests.conftest import Clock
from tests.mail.conftest import Certificates
from tests.mail.identity_server import MAILBOX, IdentityServer
from tests.mail.mail_servers import ScriptedServer, ServerFactory
from tests.mail.sign_in_fixtures import sign_in, token_settings
from tests.mail.xoauth2_server import Xoauth2Server
from tests.records.outbox_rows import queue_message, reread

PROVIDERS = [MailSignIn.MICROSOFT, MailSignIn.GOOGLE]
both = pytest.mark.parametrize("provider", PROVIDERS)
_EHLO = b"250-test\r\n250-STARTTLS\r\n250-SIZE 1000000\r\n250 AUTH LOGIN XOAUTH2"
CHALLENGE = b"334 " + base64.b64encode(b'{"status":"401","schemes":"Bearer","scope":"https://mail.google.com/"}')


class _Tokens:
    """Gives what it was told, in order; counts how often a renewal was asked for."""

    def __init__(self, *tokens: str) -> None:
        self.left = list(tokens)
        self.renewals = 0

    def token(self, *, renewed: bool = False) -> str:
        self.renewals += renewed
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def _no_password() -> str:
    raise AssertionError("a password was asked for")


@pytest.fixture
def identity(certificates: Certificates) -> Iterator[IdentityServer]:
    with IdentityServer(certificates.context(), certificates.ca_file) as server:
        yield server


@pytest.fixture
def smtp(certificates: Certificates, identity: IdentityServer) -> Iterator[Callable[..., Xoauth2Server]]:
    with ExitStack() as stack:

        def start(**how: Any) -> Xoauth2Server:
            return stack.enter_context(Xoauth2Server(certificates.context(), identity.good_tokens, {MAILBOX}, **how))

        yield start


def _transport(server: ScriptedServer, certificates: Certificates, tokens: _Tokens) -> SmtpTransport:
    place = MailServer("localhost", server.port, SmtpSecurity.STARTTLS, MAILBOX, certificates.ca_file)
    return SmtpTransport(place, _no_password, tokens=tokens)


# --- the wire, word by word


def test_the_initial_response_is_as_google_and_microsoft_write_it(
    scripted: ServerFactory, certificates: Certificates
) -> None:
    server = scripted(EHLO=_EHLO, starttls=certificates.context())
    transport = _transport(server, certificates, _Tokens("ya29.token"))
    transport.open()
    transport.close()
    verb, mechanism, response = server.lines[3].split(" ")
    assert (verb, mechanism) == ("AUTH", "XOAUTH2")
    assert base64.b64decode(response) == b"user=portal@maple.example\x01auth=Bearer ya29.token\x01\x01"


def test_a_token_longer_than_a_command_waits_for_the_server_to_ask(
    scripted: ServerFactory, certificates: Certificates
) -> None:
    server = scripted(EHLO=_EHLO, AUTH=b"334 ", starttls=certificates.context())
    transport = _transport(server, certificates, _Tokens("x" * 12000))
    transport.open()
    transport.close()
    assert server.lines[3] == "AUTH XOAUTH2"
    assert b"x" * 12000 in base64.b64decode(server.lines[4])


@pytest.mark.parametrize("answers", [[b"334 " + b"x", b"235 ok"], [CHALLENGE, b"235 ok"]])
def test_after_the_challenge_with_the_error_comes_an_empty_line_and_a_renewed_token(
    scripted: ServerFactory, certificates: Certificates, answers: list[bytes]
) -> None:
    server = scripted(EHLO=_EHLO, AUTH=answers, CHALLENGE=b"535 5.7.8 no", starttls=certificates.context())
    tokens = _Tokens("old", "new")
    transport = _transport(server, certificates, tokens)
    transport.open()
    transport.close()
    assert tokens.renewals == 1
    first = next(number for number, line in enumerate(server.lines) if line.startswith("AUTH"))
    assert server.lines[first + 1] == ""
    assert server.connections == 2


def test_a_refused_token_is_renewed_once_and_no_more(scripted: ServerFactory, certificates: Certificates) -> None:
    server = scripted(EHLO=_EHLO, AUTH=CHALLENGE, CHALLENGE=b"535 5.7.3 no", starttls=certificates.context())
    tokens = _Tokens("old", "new")
    with pytest.raises(MailFaultError) as refused:
        _transport(server, certificates, tokens).open()
    assert tokens.renewals == 1
    assert sum(line.startswith("AUTH") for line in server.lines) == 2
    fault = refused.value.fault
    assert fault.hold is HoldReason.SIGN_IN
    assert "sign in again" in fault.explanation
    assert fault.server_reply == "535 5.7.3 no [401]"


@pytest.mark.parametrize(
    ("ehlo", "answer", "reason", "words"),
    [
        (_EHLO.replace(b" XOAUTH2", b""), b"235 ok", HoldReason.SIGN_IN, "does not take a sign-in"),
        (_EHLO, b"454 4.7.0 later", HoldReason.CONNECTION, "tries again by itself"),
        (
            _EHLO,
            b"535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
            HoldReason.SIGN_IN,
            "Authenticated SMTP",
        ),
    ],
)
def test_what_a_new_token_would_not_help_is_tried_once(
    scripted: ServerFactory, certificates: Certificates, ehlo: bytes, answer: bytes, reason: HoldReason, words: str
) -> None:
    server = scripted(EHLO=ehlo, AUTH=answer, starttls=certificates.context())
    tokens = _Tokens("token")
    with pytest.raises(MailFaultError) as refused:
        _transport(server, certificates, tokens).open()
    assert tokens.renewals == 0
    assert server.connections == 1
    assert refused.value.fault.hold is reason
    assert words in refused.value.fault.explanation


def test_no_token_crosses_a_connection_without_encryption(scripted: ServerFactory) -> None:
    server = scripted(EHLO=_EHLO)
    place = MailServer("localhost", server.port, SmtpSecurity.PLAIN, MAILBOX)
    tokens = _Tokens("token")
    with pytest.raises(MailFaultError):
        SmtpTransport(place, _no_password, tokens=tokens).open()
    assert not any(line.startswith("AUTH") for line in server.lines)


def test_a_server_that_has_forgotten_who_we_are_is_told_again(
    scripted: ServerFactory, certificates: Certificates, letter: EmailMessage
) -> None:
    server = scripted(
        EHLO=_EHLO,
        MAIL=[b"250 OK", b"530 5.7.57 Client not authenticated to send mail", b"250 OK"],
        starttls=certificates.context(),
    )
    tokens = _Tokens("token")
    transport = _transport(server, certificates, tokens)
    for _ in range(2):
        transport.send(letter, MAILBOX, "ana@example.com")
    transport.close()
    assert len(server.messages) == 2
    assert server.connections == 2
    assert tokens.renewals == 1


# --- the whole queue, with a server that checks the tokens


@pytest.fixture
def drain(records: Records, identity: IdentityServer, certificates: Certificates) -> Iterator[Callable[[], Drain[Any]]]:
    made: list[Drain[Any]] = []

    def make() -> Drain[Any]:
        def transport(settings: PracticeSettings) -> SmtpTransport:
            tokens = StoredTokens(records, settings, identity.addresses)
            return SmtpTransport(mail_server(settings, certificates.ca_file), _no_password, tokens=tokens)

        made.append(
            Drain(
                records,
                make_transport=transport,
                compose=compose,
                still_wanted=lambda records, ids: ids,
                wait=lambda seconds: False,
            )
        )
        return made[-1]

    yield make
    for each in made:
        each.close()


def _set_up(records: Records, identity: IdentityServer, provider: MailSignIn, server: Xoauth2Server) -> StoredSignIn:
    settings = token_settings(provider, server.port)
    kept = sign_in(identity, settings)
    with records.transaction():
        store_settings(records, settings)
        store_sign_in(records, kept)
    return kept


def _work_off(drain: Drain[Any]) -> None:
    while drain.turn() == 0.0:
        pass


@both
@pytest.mark.parametrize("google_way", [False, True])
def test_a_token_that_ends_mid_queue_is_renewed_and_nothing_waits(
    records: Records,
    clock: Clock,
    identity: IdentityServer,
    smtp: Callable[..., Xoauth2Server],
    drain: Callable[[], Drain[Any]],
    provider: MailSignIn,
    google_way: bool,
) -> None:
    server = smtp(google_way=google_way)
    first = _set_up(records, identity, provider, server)
    ids = [queue_message(records) for _ in range(3)]
    worker = drain()
    assert worker.turn() == 0.0
    worker.close()
    identity.expire()
    _work_off(worker)
    assert [reread(id_).state for id_ in ids] == [MessageState.SENT] * 3
    assert identity.refreshes() == 1
    assert server.passwords_offered == 0
    assert len(server.messages) == 3
    stored = load_sign_in(records)
    assert stored is not None
    assert stored.access_token != first.access_token
    assert stored.access_token in identity.good_tokens


@both
def test_a_token_near_its_end_is_renewed_before_it_is_refused(
    records: Records,
    clock: Clock,
    identity: IdentityServer,
    smtp: Callable[..., Xoauth2Server],
    drain: Callable[[], Drain[Any]],
    provider: MailSignIn,
) -> None:
    server = smtp()
    kept = _set_up(records, identity, provider, server)
    message = queue_message(records)
    clock.now = clock.now.fromtimestamp(kept.expires_at - 60, clock.now.tzinfo)
    _work_off(drain())
    assert reread(message).state is MessageState.SENT
    assert identity.refreshes() == 1
    assert len(server.tries) == 1


@both
def test_a_revoked_sign_in_holds_the_queue_until_somebody_signs_in_again(
    records: Records,
    clock: Clock,
    identity: IdentityServer,
    smtp: Callable[..., Xoauth2Server],
    drain: Callable[[], Drain[Any]],
    provider: MailSignIn,
) -> None:
    server = smtp()
    _set_up(records, identity, provider, server)
    ids = [queue_message(records) for _ in range(3)]
    identity.expire()
    identity.refuse_refresh = ("invalid_grant", "AADSTS50173: revoked")
    worker = drain()
    for _ in range(5):
        worker.turn()
    hold = outbox.queue_hold(records)
    assert hold is not None
    assert hold.reason is HoldReason.SIGN_IN
    assert "sign in again" in hold.explanation
    assert "none is lost" in hold.explanation
    # One try, not one for each message.
    assert len(server.tries) == 1
    assert [reread(id_).state for id_ in ids] == [MessageState.QUEUED] * 3
    identity.refuse_refresh = ("", "")
    _set_up(records, identity, provider, server)
    outbox.clear_queue_hold(records, outbox.Channel.MAIL)
    _work_off(worker)
    assert [reread(id_).state for id_ in ids] == [MessageState.SENT] * 3


def test_without_a_sign_in_the_queue_is_held_and_no_password_asked(
    records: Records, clock: Clock, smtp: Callable[..., Xoauth2Server], drain: Callable[[], Drain[Any]]
) -> None:
    server = smtp()
    with records.transaction():
        store_settings(records, token_settings(MailSignIn.MICROSOFT, server.port))
    queue_message(records)
    drain().turn()
    hold = outbox.queue_hold(records)
    assert hold is not None
    assert "Nobody is signed in with Microsoft" in hold.explanation


def test_another_sign_in_made_meanwhile_is_not_overwritten(records: Records, identity: IdentityServer) -> None:
    settings = token_settings(MailSignIn.MICROSOFT)
    old, new = sign_in(identity, settings), sign_in(identity, settings)
    with records.transaction():
        store_sign_in(records, old)
    tokens = StoredTokens(records, settings, identity.addresses)
    with records.transaction():
        store_sign_in(records, new)
    tokens._keep(old, old)
    assert load_sign_in(records) == new


def test_a_busy_database_does_not_stop_the_mail(
    records: Records, identity: IdentityServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from opportal_desktop.records.records import RecordsBusyError

    settings = token_settings(MailSignIn.MICROSOFT)
    with records.transaction():
        store_sign_in(records, sign_in(identity, settings))

    def busy() -> None:
        raise RecordsBusyError

    monkeypatch.setattr(records, "transaction", busy)
    with caplog.at_level(logging.INFO):
        token = StoredTokens(records, settings, identity.addresses).token(renewed=True)
    assert token in identity.good_tokens
    assert "was not stored this time" in caplog.text


def test_the_senders_of_the_program_use_the_stored_sign_in(
    records: Records,
    tmp_path: Path,
    identity: IdentityServer,
    smtp: Callable[..., Xoauth2Server],
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What the computer trusts.
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.ca_file))
    monkeypatch.setattr(senders, "still_wanted", lambda records, ids: ids)
    asked: list[str] = []
    monkeypatch.setattr(senders, "get_secret", lambda file, name: asked.append(name))
    server = smtp()
    _set_up(records, identity, MailSignIn.MICROSOFT, server)
    assert Channel.MAIL in senders.channels_with_secrets(token_settings(MailSignIn.MICROSOFT), tmp_path / "p")
    queue_message(records)
    threads = senders.Senders(records, tmp_path / "practice.opportal", channels=(Channel.MAIL,))
    threads.start()
    try:
        assert server.received.wait(20)
    finally:
        threads.stop()
    assert SMTP_PASSWORD not in asked
    assert server.passwords_offered == 0
    assert len(server.messages) == 1
