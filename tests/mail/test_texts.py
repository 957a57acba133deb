# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts by Twilio's own library against a server that answers like Twilio, and their way through the outbox."""

from __future__ import annotations

import datetime as dt
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from opportal_desktop.mail.compose import compose, compose_text
from opportal_desktop.mail.drain import Drain
from opportal_desktop.mail.faults import MailFaultError
from opportal_desktop.mail.mail_thread import MailThread
from opportal_desktop.mail.senders import Senders, channels_with_secrets
from opportal_desktop.mail.texts import TextLimits, TwilioTransport, send_test_text
from opportal_desktop.records import outbox
from opportal_desktop.records.models import Message
from opportal_desktop.records.outbox import Channel, HoldReason
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.setup_links import new_seed, sign_in_code
from opportal_desktop.terms import Changed, FaultKind, MessageKind, MessageState
from tests.conftest import Clock
from tests.mail.mail_servers import ServerFactory, Silence
from tests.mail.test_drain import run_dry, set_up, settings_for, transport
from tests.mail.twilio_server import ACCOUNT, TOKEN, TwilioServer
from tests.records.outbox_rows import queue_message, reread, states

PHONE = "+14135550123"
FROM = "+14135550100"
QUICK = TextLimits(connect=2, answer=2, looks=(0.01, 0.01))


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with TwilioServer().running() as server:
        yield server


def sender(server: TwilioServer, token: str | None = TOKEN, limits: TextLimits = QUICK) -> TwilioTransport:
    return TwilioTransport(ACCOUNT, lambda: token, limits, server.url)


def text_settings(**fields: Any) -> PracticeSettings:
    return settings_for(None, text_account=ACCOUNT, text_from=FROM, **fields)


def queue_text(records: Records, **fields: Any) -> Message:
    values: dict[str, Any] = {
        "kind": MessageKind.SIGN_IN_CODE,
        "setup_link": None,
        "link_seed": new_seed(),
        "to_address": PHONE,
        "priority": 0,
        "expires_at": records.clock() + dt.timedelta(minutes=10),
    }
    if "to_address" not in fields:
        # Each row has a contact and account of its own, keyed by this.
        values["to_address"] = f"+1413555{secrets.randbelow(10000):04}"
    return queue_message(records, **{**values, **fields})


def text_drain(records: Records, server: TwilioServer, **parts: Any) -> Drain[str]:
    values: dict[str, Any] = {
        "make_transport": lambda settings: sender(server),
        "compose": compose_text,
        "still_wanted": lambda records, ids: ids,
        "wait": lambda seconds: True,
        "jitter": lambda: 0.0,
        "channel": Channel.TEXT,
    }
    return Drain(records, **{**values, **parts})


# --- the library against the server


def test_a_text_is_handed_over(twilio: TwilioServer) -> None:
    reply = sender(twilio).send("Hello #1234", FROM, PHONE)
    assert twilio.texts == [{"Body": "Hello #1234", "From": FROM, "To": PHONE}]
    assert reply == f"SM{'1' * 32} delivered"


def test_a_text_that_the_carrier_is_slow_with_counts_as_handed_over(twilio: TwilioServer) -> None:
    twilio.states = [("queued", None)]
    assert sender(twilio).send("Hello", FROM, PHONE).endswith(" queued")
    assert twilio.fetched == 2


@pytest.mark.parametrize(
    ("status", "code", "kind", "hold", "words"),
    [
        (400, 21211, FaultKind.PERMANENT, None, "Correct the Cell Phone"),
        (400, 21610, FaultKind.PERMANENT, None, "answered STOP"),
        (400, 21614, FaultKind.PERMANENT, None, "not a number that gets texts"),
        (400, 21606, FaultKind.QUEUE, HoldReason.SETTINGS, "not a Twilio number of this account"),
        (400, 30450, FaultKind.PERMANENT, None, "suspects fraud"),
        (403, 30034, FaultKind.QUEUE, HoldReason.POLICY, "10DLC"),
        (401, 20003, FaultKind.QUEUE, HoldReason.SIGN_IN, "does not accept the Account SID"),
        (401, 0, FaultKind.QUEUE, HoldReason.SIGN_IN, "does not accept the Account SID"),
        (429, 20429, FaultKind.TRANSIENT, None, "too busy"),
        (503, 20503, FaultKind.TRANSIENT, None, "too busy"),
        (400, 99999, FaultKind.PERMANENT, None, "refused this text"),
    ],
)
def test_what_twilio_refuses_is_said_in_words(
    twilio: TwilioServer, status: int, code: int, kind: FaultKind, hold: HoldReason | None, words: str
) -> None:
    twilio.refusal = (status, code, f"The number {PHONE} is bad")
    with pytest.raises(MailFaultError) as caught:
        sender(twilio).send("Hello", FROM, PHONE)
    fault = caught.value.fault
    assert fault.kind is kind
    assert words in fault.explanation
    assert PHONE not in str(caught.value)
    assert PHONE not in fault.explanation
    if hold:
        assert fault.hold is hold


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (30034, FaultKind.QUEUE, "not registered with them (10DLC)"),
        (30032, FaultKind.QUEUE, "toll-free number because it is not verified"),
        (30450, FaultKind.PERMANENT, "up to 30 minutes"),
        (30006, FaultKind.PERMANENT, "landline"),
        (None, FaultKind.PERMANENT, "refused this text"),
    ],
)
@pytest.mark.parametrize("state", ["undelivered", "failed"])
def test_what_the_carrier_refuses_afterwards_is_seen_too(
    twilio: TwilioServer, state: str, code: int | None, kind: FaultKind, words: str
) -> None:
    twilio.states = [("queued", None), ("sending", None), (state, code)]
    with pytest.raises(MailFaultError) as caught:
        sender(twilio).send("Hello", FROM, PHONE)
    assert caught.value.fault.kind is kind
    assert words in caught.value.fault.explanation


def test_a_wrong_token_holds_the_queue(twilio: TwilioServer) -> None:
    with pytest.raises(MailFaultError) as caught:
        sender(twilio, "wrong").send("Hello", FROM, PHONE)
    assert caught.value.fault.hold is HoldReason.SIGN_IN


def test_no_token_holds_the_queue(twilio: TwilioServer) -> None:
    with pytest.raises(MailFaultError) as caught:
        sender(twilio, None).open()
    assert caught.value.fault.hold is HoldReason.SIGN_IN
    assert "Settings" in caught.value.fault.explanation


def test_nobody_at_the_other_end_holds_the_queue() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(MailFaultError) as caught:
            TwilioTransport(ACCOUNT, lambda: TOKEN, QUICK, url).send("Hello", FROM, PHONE)
    assert (caught.value.fault.kind, caught.value.fault.hold) == (FaultKind.QUEUE, HoldReason.CONNECTION)


def test_a_name_that_is_not_known_holds_the_queue() -> None:
    with pytest.raises(MailFaultError) as caught:
        TwilioTransport(ACCOUNT, lambda: TOKEN, QUICK, "http://twilio.invalid").send("Hello", FROM, PHONE)
    assert (caught.value.fault.kind, caught.value.fault.hold) == (FaultKind.QUEUE, HoldReason.CONNECTION)


def test_no_answer_after_the_text_was_handed_over_is_not_known(twilio: TwilioServer) -> None:
    twilio.hold.clear()
    with pytest.raises(MailFaultError) as caught:
        sender(twilio, limits=TextLimits(connect=2, answer=0.2, looks=())).send("Hello", FROM, PHONE)
    assert caught.value.fault.outcome_unknown


@pytest.mark.parametrize("broken", [b"", b"HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\n{]}"])
def test_a_broken_answer_is_tried_again(twilio: TwilioServer, broken: bytes) -> None:
    twilio.broken = broken
    with pytest.raises(MailFaultError) as caught:
        sender(twilio).send("Hello", FROM, PHONE)
    assert caught.value.fault.kind is FaultKind.TRANSIENT


def test_nothing_secret_is_logged(twilio: TwilioServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    sender(twilio).send("Your code is 12345678", FROM, PHONE)
    twilio.refusal = (400, 21211, f"The number {PHONE} is bad")
    with pytest.raises(MailFaultError):
        sender(twilio).send("Your code is 12345678", FROM, PHONE)
    for secret in ("12345678", PHONE, PHONE[1:], TOKEN):
        assert secret not in caplog.text


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, opportal_desktop.mail.senders; print('twilio' in sys.modules, 'requests' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_without_the_library_the_queue_is_held_and_words_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "twilio.rest", None)
    with pytest.raises(MailFaultError) as caught:
        TwilioTransport(ACCOUNT, lambda: TOKEN).open()
    assert "not installed" in caught.value.fault.explanation


# --- the test text


def test_the_test_text_carries_its_code(twilio: TwilioServer) -> None:
    assert send_test_text(sender(twilio), text_settings(), "4711", PHONE) == ""
    assert "4711" in twilio.texts[0]["Body"]


def test_what_is_wrong_with_the_test_text_is_said(twilio: TwilioServer) -> None:
    twilio.states = [("queued", None), ("undelivered", 30034)]
    assert "10DLC" in send_test_text(sender(twilio), text_settings(), "4711", PHONE)
    assert "Missing: the number that texts come from" in send_test_text(
        sender(twilio), settings_for(None, text_account=ACCOUNT), "4711", PHONE
    )


# --- through the outbox


def test_a_code_goes_out_of_the_outbox(records: Records, twilio: TwilioServer) -> None:
    set_up(records, text_settings())
    text = queue_text(records)
    seed = text.link_seed
    drain = text_drain(records, twilio)
    run_dry(drain)
    drain.close()
    row = reread(text)
    assert (row.state, row.link_seed) == (MessageState.SENT, None)
    assert row.explanation == "Handed to the text service."
    (sent,) = twilio.texts
    assert sent["To"] == text.to_address
    assert sent["Body"].endswith(f"\n@portal.practice.example #{sign_in_code(records.link_key, seed)}")


def test_the_two_channels_leave_each_others_messages_alone(
    records: Records, twilio: TwilioServer, scripted: ServerFactory
) -> None:
    server = scripted()
    set_up(records, text_settings(smtp_port=server.port))
    mail, text = queue_message(records), queue_text(records)
    texts = text_drain(records, twilio)
    run_dry(texts)
    texts.close()
    assert [reread(row).state for row in (mail, text)] == [MessageState.QUEUED, MessageState.SENT]
    mails = Drain(
        records,
        make_transport=transport,
        compose=compose,
        still_wanted=lambda records, ids: ids,
        wait=lambda seconds: True,
    )
    run_dry(mails)
    mails.close()
    assert reread(mail).state is MessageState.SENT
    assert len(server.messages) == len(twilio.texts) == 1


def test_a_held_mail_queue_holds_no_text_and_the_other_way_round(
    records: Records, twilio: TwilioServer, scripted: ServerFactory
) -> None:
    # Nothing listens at the mail server's port.
    set_up(records, text_settings(smtp_host="127.0.0.1", smtp_port=1))
    mail, text = queue_message(records), queue_text(records)
    mails = Drain(
        records,
        make_transport=transport,
        compose=compose,
        still_wanted=lambda records, ids: ids,
        wait=lambda seconds: True,
    )
    run_dry(mails)
    assert outbox.queue_hold(records) is not None
    assert outbox.queue_hold(records, Channel.TEXT) is None
    texts = text_drain(records, twilio)
    run_dry(texts)
    assert reread(text).state is MessageState.SENT
    assert reread(mail).state is MessageState.QUEUED
    assert outbox.queue_hold(records) is not None

    server = scripted()
    set_up(records, text_settings(smtp_port=server.port))
    outbox.clear_queue_hold(records)
    twilio.refusal = (401, 20003, "Authenticate")
    second = queue_text(records)
    run_dry(texts)
    run_dry(mails)
    texts.close()
    mails.close()
    assert reread(mail).state is MessageState.SENT
    hold = outbox.queue_hold(records, Channel.TEXT)
    assert hold is not None
    assert hold.reason is HoldReason.SIGN_IN
    row = reread(second)
    assert (row.state, row.tries) == (MessageState.QUEUED, 0)


def test_texts_that_are_not_set_up_hold_their_queue_in_words(records: Records, twilio: TwilioServer) -> None:
    set_up(records, settings_for(None))
    queue_text(records)
    run_dry(text_drain(records, twilio))
    hold = outbox.queue_hold(records, Channel.TEXT)
    assert hold is not None
    assert "Texts are not set up yet. Missing: the text service’s Account SID" in hold.explanation


@pytest.mark.parametrize("held", [False, True])
def test_an_expired_code_is_never_sent(records: Records, twilio: TwilioServer, clock: Clock, held: bool) -> None:
    set_up(records, text_settings())
    text = queue_text(records)
    drain = text_drain(records, twilio)
    if held:
        twilio.refusal = (401, 20003, "Authenticate")
        run_dry(drain)
        twilio.refusal = None
        twilio.texts.clear()
    clock.advance(minutes=10)
    run_dry(drain)
    drain.close()
    row = reread(text)
    assert (row.state, row.link_seed, row.explanation) == (MessageState.CANCELLED, None, outbox.EXPIRED)
    assert states(text)[-1] is MessageState.CANCELLED
    assert twilio.texts == []


def test_a_code_whose_sender_vanished_is_not_sent_late(records: Records, twilio: TwilioServer, clock: Clock) -> None:
    set_up(records, text_settings())
    text = queue_text(records)
    assert outbox.claim_next(records, dt.timedelta(minutes=4), Channel.TEXT)
    clock.advance(minutes=11)
    run_dry(text_drain(records, twilio))
    assert reread(text).state is MessageState.CANCELLED
    assert twilio.texts == []


def test_a_code_that_cannot_be_tried_again_in_time_fails_at_once(
    records: Records, twilio: TwilioServer, clock: Clock
) -> None:
    set_up(records, text_settings())
    text = queue_text(records)
    twilio.refusal = (503, 20503, "busy")
    drain = text_drain(records, twilio)
    for _ in range(60):
        drain.turn()
        clock.advance(seconds=15)
        if reread(text).state is MessageState.FAILED:
            break
    drain.close()
    row = reread(text)
    assert row.state is MessageState.FAILED
    assert "too busy" in row.explanation
    assert row.tries >= 5


def test_an_unknown_outcome_is_sent_once_more_with_the_same_code(
    records: Records, twilio: TwilioServer, clock: Clock
) -> None:
    set_up(records, text_settings())
    text = queue_text(records)
    twilio.broken = b""
    drain = text_drain(records, twilio)
    for _ in range(3):
        drain.turn()
        clock.advance(seconds=30)
    drain.close()
    assert len({sent["Body"] for sent in twilio.texts}) == 1
    assert len(twilio.texts) == 2
    assert reread(text).state is MessageState.FAILED


def test_texts_go_in_the_order_they_were_asked_for(records: Records, twilio: TwilioServer, clock: Clock) -> None:
    set_up(records, text_settings())
    wanted = []
    for _ in range(4):
        wanted.append(queue_text(records).to_address)
        clock.advance(seconds=1)
    drain = text_drain(records, twilio)
    run_dry(drain)
    drain.close()
    assert [sent["To"] for sent in twilio.texts] == wanted


def test_a_text_goes_out_while_the_mail_server_keeps_an_email_waiting(
    records: Records, twilio: TwilioServer, scripted: ServerFactory, tmp_path: Any
) -> None:
    """The real threads: the email was there first, and its server greets nobody."""
    server = scripted(greeting=Silence())
    set_up(records, text_settings(smtp_port=server.port))
    queue_message(records)
    handed_over = threading.Event()
    records.subscribe(lambda changed: handed_over.set() if twilio.texts else None)
    mails: MailThread[Any] = MailThread(
        records, make_transport=transport, compose=compose, still_wanted=lambda records, ids: ids
    )
    texts: MailThread[Any] = MailThread(
        records,
        make_transport=lambda settings: sender(twilio),
        compose=compose_text,
        still_wanted=lambda records, ids: ids,
        channel=Channel.TEXT,
    )
    mails.start()
    texts.start()
    try:
        text = queue_text(records)
        texts.wake()
        assert handed_over.wait(20)
    finally:
        assert texts.stop()
        mails.stop(0.1)
    assert reread(text).state is MessageState.SENT


def test_both_threads_start_and_stop_together(records: Records, twilio: TwilioServer, tmp_path: Any) -> None:
    set_up(records, text_settings())
    asked: list[str | None] = []

    def make(settings: PracticeSettings, token: Any) -> TwilioTransport:
        asked.append(settings.text_account)
        return sender(twilio)

    # The secret's text would need `still_wanted`: with no live code behind it the text is cancelled, never sent.
    text = queue_text(records)
    cancelled = threading.Event()
    records.subscribe(lambda changed: cancelled.set() if asked else None)
    senders = Senders(records, tmp_path / "practice.opportal", sole_sender=True, make_text_transport=make)
    senders.start()
    try:
        assert cancelled.wait(20)
    finally:
        assert senders.stop()
    assert asked == [ACCOUNT]
    assert reread(text).state is MessageState.CANCELLED
    assert twilio.texts == []


def test_what_the_senders_write_wakes_none_of_them(
    records: Records, twilio: TwilioServer, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each message handed over would make the other thread ask the records once more, and the window wait for both."""
    set_up(records, text_settings())
    woken_by: list[str] = []
    monkeypatch.setattr(MailThread, "wake", lambda self: woken_by.append(threading.current_thread().name))
    text = queue_text(records)
    senders = Senders(
        records, tmp_path / "practice.opportal", sole_sender=True, make_text_transport=lambda *_: sender(twilio)
    )
    cancelled = threading.Event()

    def tell(changed: Changed) -> None:
        senders.wake()
        if reread(text).state is MessageState.CANCELLED:
            cancelled.set()

    records.subscribe(tell)
    senders.start()
    try:
        assert cancelled.wait(20)
        assert woken_by == []
        queue_text(records)
        senders.wake()
        assert woken_by == ["MainThread", "MainThread"]
    finally:
        assert senders.stop()


def test_a_program_without_a_secret_leaves_its_channel_to_others(
    records: Records, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hold is everybody's: the portal without the mail password must not hold the desk's mail."""
    file = tmp_path / "practice.opportal"
    monkeypatch.setattr("opportal_desktop.mail.senders.get_secret", lambda path, name: None)
    assert channels_with_secrets(text_settings(smtp_user="desk"), file) == frozenset()
    assert channels_with_secrets(text_settings(smtp_user=""), file) == {Channel.MAIL}
    monkeypatch.setattr("opportal_desktop.mail.senders.get_secret", lambda path, name: "secret")
    assert channels_with_secrets(text_settings(smtp_user="desk"), file) == frozenset(Channel)
    set_up(records, settings_for(None))
    mail, text = queue_message(records), queue_text(records)
    senders = Senders(records, file, channels=())
    senders.start()
    assert senders.stop()
    assert outbox.queue_hold(records) is None
    assert [reread(row).state for row in (mail, text)] == [MessageState.QUEUED, MessageState.QUEUED]
