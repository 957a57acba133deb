# SPDX-License-Identifier: GPL-3.0-or-later
"""The loop from the outbox to a real server and back, turn by turn on a clock that stands, and as a thread."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.drain import GIVE_UP_AFTER, IDLE_SECONDS, LEASE, Drain
from opportal_desktop.mail.habits import PAUSES
from opportal_desktop.mail.mail_thread import MailThread
from opportal_desktop.mail.smtp import Limits, SmtpTransport, mail_server
from opportal_desktop.records import claimed_messages, outbox
from opportal_desktop.records.models import FamilyContact, Message, Patient
from opportal_desktop.records.outbox import HoldReason, OutboxUnavailableError
from opportal_desktop.records.records import Records, RecordsBusyError, ServerLostError
from opportal_desktop.records.settings import PracticeSettings, store_settings
from opportal_desktop.registration.setup_links import setup_token, setup_url
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.terms import Authority, Changed, MessageState, RoleReason, SmtpSecurity
from tests.conftest import Clock
from tests.mail.mail_servers import Drop, ScriptedServer, ServerFactory, Silence
from tests.records.outbox_rows import queue_message, reread, states

PORTAL = "https://portal.practice.example"


def settings_for(server: ScriptedServer | None, **fields: Any) -> PracticeSettings:
    values: dict[str, Any] = {
        "practice_name": "Willow Pediatrics",
        "practice_phone": "(212) 555-0199",
        "portal_url": PORTAL,
        "smtp_host": "127.0.0.1",
        "smtp_port": server.port if server else 1,
        "smtp_security": SmtpSecurity.PLAIN,
        "mail_from": "desk@practice.example",
    }
    return PracticeSettings(**{**values, **fields})


def set_up(records: Records, settings: PracticeSettings) -> None:
    with records.transaction():
        store_settings(records, settings)


def give_access(message: Message) -> None:
    """Put the message's contact into a child's chart, with authority."""
    now = message.queued_at
    patient = Patient.create(
        chart_number="C-1",
        first_name="Mia",
        last_name="Lopez",
        birth_date=dt.date(2019, 4, 17),
        changed_at=now,
        sort_last="lopez",
        sort_first="mia",
    )
    FamilyContact.create(
        patient=patient,
        contact=message.contact_id,
        role_reason=RoleReason.MOTHER,
        authority=Authority.JOINT,
        started_at=now,
        changed_at=now,
    )


def transport(settings: PracticeSettings) -> SmtpTransport:
    return SmtpTransport(mail_server(settings), lambda: "secret", Limits(opening=2, message=2))


DrainFactory = Callable[..., Drain]


@pytest.fixture
def make_drain(records: Records) -> Iterator[DrainFactory]:
    with ExitStack() as stack:

        def make(server: ScriptedServer | None = None, **parts: Any) -> Drain:
            if server:
                set_up(records, settings_for(server))
            values: dict[str, Any] = {
                "make_transport": transport,
                "compose": compose,
                "still_wanted": lambda records, ids: ids,
                "wait": lambda seconds: True,
                "jitter": lambda: 0.0,
            }
            drain = Drain(records, **{**values, **parts})
            stack.callback(drain.close)
            return drain

        yield make


def run_dry(drain: Drain, turns: int = 50) -> None:
    """Turn until there is nothing to do at once."""
    for _ in range(turns):
        if drain.turn() > 0:
            return
    raise AssertionError("the drain does not come to rest")


# --- the good way


def test_a_queued_message_is_handed_over_with_its_link(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    message = queue_message(records)
    seed = message.link_seed
    run_dry(make_drain(server))
    row = reread(message)
    assert (row.state, row.tries, row.link_seed) == (MessageState.SENT, 1, None)
    assert row.explanation == "Handed to the mail server."
    assert row.server_reply == "250 2.0.0 queued as 1"
    assert states(message) == [MessageState.SENDING, MessageState.SENT]
    received = message_from_bytes(server.messages[0], policy=policy.default)
    assert received["Message-ID"] == message.rfc_message_id
    assert f"RCPT TO:<{message.to_address}>" in server.lines
    text = received.get_body(("plain",))
    assert text is not None
    assert setup_url(PORTAL, setup_token(records.link_key, seed)) in text.get_content()


def test_ten_messages_go_out_over_one_connection_that_is_closed_afterwards(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    for _ in range(10):
        queue_message(records)
    drain = make_drain(server)
    run_dry(drain)
    assert (server.connections, len(server.messages)) == (1, 10)
    assert server.lines[-1] == "QUIT"


def test_an_empty_outbox_opens_no_connection(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    assert make_drain(server).turn() == IDLE_SECONDS
    assert server.connections == 0


def test_the_pause_ends_when_the_next_message_is_due(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    queue_message(records, due_at=clock() + dt.timedelta(seconds=0.5))
    assert make_drain(scripted()).turn() == 0.5


def test_no_transaction_is_open_while_the_server_is_talked_to(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    seen: list[bool] = []

    class Watching(SmtpTransport):
        def send(self, message: EmailMessage, sender: str, recipient: str) -> str:
            seen.append(records.db.in_transaction())
            return super().send(message, sender, recipient)

    queue_message(records)
    run_dry(
        make_drain(
            scripted(), make_transport=lambda s: Watching(mail_server(s), lambda: None, Limits(opening=2, message=2))
        )
    )
    assert seen == [False]


# --- what is not sent


def test_a_message_no_longer_wanted_is_cancelled(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    gone, kept = queue_message(records), queue_message(records)
    run_dry(make_drain(server, still_wanted=lambda records, ids: [kept.id]))
    assert (reread(gone).state, reread(kept).state) == (MessageState.CANCELLED, MessageState.SENT)
    assert len(server.messages) == 1


def test_access_that_ended_without_a_save_cancels_the_message(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    message = queue_message(records)
    run_dry(make_drain(server, still_wanted=still_wanted))
    assert reread(message).state is MessageState.CANCELLED
    assert server.messages == []


def test_a_message_that_waited_for_its_server_tells_its_links_new_end(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    message = queue_message(records)
    give_access(message)
    clock.advance(hours=50)
    run_dry(make_drain(server, still_wanted=still_wanted))
    assert reread(message).state is MessageState.SENT
    received = message_from_bytes(server.messages[0], policy=policy.default)
    text = received.get_body(("plain",)).get_content().replace("\u00a0", " ")
    assert "The link works for 48 hours, until Friday, November 27, 12:00 PM (EST)" in text


def test_a_message_that_cannot_be_checked_is_not_sent_and_comes_again(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    message = queue_message(records)
    refusals = [RecordsBusyError()]

    def check(records: Records, ids: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return ids

    drain = make_drain(server, still_wanted=check)
    run_dry(drain)
    assert server.messages == []
    assert reread(message).state is MessageState.QUEUED
    clock.advance(minutes=1)
    run_dry(drain)
    assert reread(message).state is MessageState.SENT


def test_a_message_that_cannot_be_written_does_not_stop_the_others(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, caplog: pytest.LogCaptureFixture
) -> None:
    server = scripted()
    bad, good = queue_message(records), queue_message(records)

    def write(message: Any, settings: PracticeSettings, key: bytes) -> EmailMessage:
        if message.id == bad.id:
            raise ValueError(f"about {message.to_address}")
        return compose(message, settings, key)

    run_dry(make_drain(server, compose=write))
    assert (reread(bad).state, reread(good).state) == (MessageState.FAILED, MessageState.SENT)
    assert "ValueError" in caplog.text
    assert bad.to_address not in caplog.text
    for record in caplog.records:
        record.expected = True


# --- trouble with one message


def test_a_refused_address_fails_for_good(records: Records, scripted: ServerFactory, make_drain: DrainFactory) -> None:
    server = scripted(RCPT=[b"550 5.1.1 no such user", b"250 OK"])
    dead, alive = queue_message(records), queue_message(records)
    run_dry(make_drain(server))
    row = reread(dead)
    assert (row.state, row.link_seed, row.server_reply) == (MessageState.FAILED, None, "550 5.1.1 no such user")
    assert "does not exist" in row.explanation
    assert reread(alive).state is MessageState.SENT
    assert outbox.queue_hold(records) is None


@pytest.mark.parametrize(("spread", "tries"), [(0.0, 16), (0.5, 11), (0.999, 9)])
def test_the_ladder_of_pauses_up_to_a_day(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory, spread: float, tries: int
) -> None:
    server = scripted(RCPT=b"451 4.3.0 later")
    message = queue_message(records, link_hours=200)
    drain = make_drain(server, jitter=lambda: spread)
    start, pauses = clock(), []
    while True:
        run_dry(drain)
        row = reread(message)
        if row.state is MessageState.FAILED:
            break
        assert row.state is MessageState.QUEUED
        pauses.append(row.due_at - clock())
        clock.now = row.due_at
    assert pauses[: len(PAUSES)] == [pause * (1 + spread / 5) for pause in PAUSES]
    for pause in pauses[len(PAUSES) :]:
        assert dt.timedelta(hours=2) <= pause <= dt.timedelta(hours=6)
    assert len(pauses) == tries
    assert clock() - start <= GIVE_UP_AFTER < clock() - start + dt.timedelta(hours=6)
    assert "for a day" in reread(message).explanation
    assert server.messages == []


def test_a_day_is_counted_from_the_first_try_not_from_the_days_that_the_queue_was_held(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(RCPT=[b"451 4.3.0 later", b"250 OK"])
    message = queue_message(records, link_hours=200)
    clock.advance(days=3)
    drain = make_drain(server)
    run_dry(drain)
    assert reread(message).state is MessageState.QUEUED
    clock.advance(minutes=1)
    run_dry(drain)
    assert reread(message).state is MessageState.SENT


def test_pauses_are_spread_and_longer_when_the_server_asks(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    message = queue_message(records)
    run_dry(make_drain(scripted(RCPT=b"450 4.7.1 Greylisted, try again in 300 seconds"), jitter=lambda: 1.0))
    assert reread(message).due_at - clock() == dt.timedelta(seconds=360)


def test_a_retry_is_the_same_message(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(BODY=[b"451 later", b"250 OK"])
    message = queue_message(records)
    drain = make_drain(server)
    run_dry(drain)
    clock.advance(minutes=1)
    run_dry(drain)
    assert reread(message).state is MessageState.SENT
    first, second = (message_from_bytes(raw, policy=policy.default) for raw in server.messages)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    bodies = [mail.get_body(("plain",)) for mail in (first, second)]
    assert bodies[0].get_content() == bodies[1].get_content()


def test_an_unknown_outcome_is_sent_once_more_and_no_more(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(BODY=Drop)
    message = queue_message(records)
    drain = make_drain(server)
    run_dry(drain)
    assert reread(message).state is MessageState.QUEUED
    assert reread(message).explanation == claimed_messages.OUTCOME_UNKNOWN
    clock.advance(minutes=1)
    run_dry(drain)
    assert reread(message).state is MessageState.FAILED
    assert "not known" in reread(message).explanation
    assert len(server.messages) == 2


def test_an_unknown_outcome_is_a_success_at_the_second_try(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(BODY=[Drop, b"250 OK"])
    message = queue_message(records)
    drain = make_drain(server)
    run_dry(drain)
    clock.advance(minutes=1)
    run_dry(drain)
    assert reread(message).state is MessageState.SENT
    ids = {message_from_bytes(raw)["Message-ID"] for raw in server.messages}
    assert ids == {message.rfc_message_id}


# --- trouble with the server holds the queue


def test_an_unreachable_server_holds_the_queue_and_touches_no_message(
    records: Records, clock: Clock, make_drain: DrainFactory
) -> None:
    messages = [queue_message(records) for _ in range(5)]
    set_up(records, settings_for(None))
    drain = make_drain()
    assert drain.turn() == IDLE_SECONDS
    hold = outbox.queue_hold(records)
    assert hold is not None
    assert (hold.reason, hold.since, hold.tries) == (HoldReason.CONNECTION, clock(), 1)
    assert hold.next_try_at == clock() + dt.timedelta(minutes=1)
    for message in messages:
        assert (reread(message).tries, states(message)) == (0, [])


def test_a_held_queue_is_left_alone_until_the_next_try(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(GREETING=[b"421 busy", b"421 busy", b"220 ready"])
    start = clock()
    message = queue_message(records)
    drain = make_drain(server)
    drain.turn()
    assert drain.turn() == IDLE_SECONDS
    assert server.connections == 1
    clock.advance(minutes=1)
    drain.turn()
    hold = outbox.queue_hold(records)
    assert hold is not None
    assert (hold.since, hold.tries, hold.next_try_at) == (start, 2, clock() + dt.timedelta(minutes=2))
    clock.advance(minutes=2)
    run_dry(drain)
    assert reread(message).state is MessageState.SENT
    assert outbox.queue_hold(records) is None


def test_a_clock_put_back_does_not_starve_a_held_queue(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(GREETING=[b"421 busy", b"220 ready"])
    message = queue_message(records, due_at=clock() - dt.timedelta(days=3))
    drain = make_drain(server)
    drain.turn()
    clock.advance(days=-2)
    run_dry(drain)
    assert reread(message).state is MessageState.SENT


def test_many_messages_and_a_refused_sign_in_are_one_try(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    for _ in range(20):
        queue_message(records)
    server = scripted(MAIL=b"530 5.7.0 authentication required")
    drain = make_drain(server)
    run_dry(drain)
    for _ in range(5):
        drain.turn()
    hold = outbox.queue_hold(records)
    assert hold is not None
    assert hold.reason is HoldReason.SIGN_IN
    assert len([line for line in server.lines if line.startswith("MAIL")]) == 1
    assert {row.tries for row in Message.select()} == {0}
    assert {row.state for row in Message.select()} == {MessageState.QUEUED}


def test_one_offending_message_does_not_starve_the_others(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(RCPT=[b"550 5.7.1 not this one", b"250 OK"])
    offending, other = queue_message(records), queue_message(records)
    drain = make_drain(server)
    run_dry(drain)
    assert reread(other).state is MessageState.QUEUED
    clock.advance(minutes=10)
    drain.turn()
    assert reread(other).state is MessageState.SENT
    assert reread(offending).state is MessageState.QUEUED


def test_a_message_that_no_server_was_asked_about_ends_no_pause(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(MAIL=b"530 5.7.0 authentication required")
    queue_message(records)
    drain = make_drain(server)
    run_dry(drain)
    before = outbox.queue_hold(records)
    assert before is not None
    queue_message(records, to_address="not an address", due_at=clock() - dt.timedelta(minutes=1))
    clock.advance(minutes=30)
    drain.turn()
    assert Message.select().where(Message.state == MessageState.FAILED).count() == 1
    assert outbox.queue_hold(records) == before
    drain.turn()
    after = outbox.queue_hold(records)
    assert after is not None
    # Up the ladder, not from its foot: wrong passwords lock mailboxes.
    assert (after.since, after.tries) == (before.since, 2)


@pytest.mark.parametrize("missing", ["smtp_host", "mail_from", "portal_url"])
def test_mail_that_is_not_set_up_holds_the_queue(records: Records, make_drain: DrainFactory, missing: str) -> None:
    message = queue_message(records)
    set_up(records, settings_for(None, **{missing: ""}))
    make_drain().turn()
    hold = outbox.queue_hold(records)
    assert hold is not None
    assert hold.reason is HoldReason.SETTINGS
    assert "not set up" in hold.explanation
    assert reread(message).tries == 0


def test_changed_settings_open_a_new_connection(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    first, second = scripted(), scripted()
    queue_message(records)
    queue_message(records)
    drain = make_drain(first)
    drain.turn()
    set_up(records, settings_for(second))
    run_dry(drain)
    assert (len(first.messages), len(second.messages)) == (1, 1)


# --- recording


def test_an_outcome_is_recorded_when_the_disk_has_room_again(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = queue_message(records)
    server = scripted()
    waited: list[float] = []
    real, fail = outbox.record_sent, [True, True, False]

    def record_sent(*args: Any, **more: Any) -> bool:
        if fail.pop(0):
            raise OutboxUnavailableError("OperationalError")
        return real(*args, **more)

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return True

    monkeypatch.setattr(outbox, "record_sent", record_sent)
    run_dry(make_drain(server, wait=wait))
    assert waited == [0.5, 1.0]
    assert reread(message).state is MessageState.SENT
    assert len(server.messages) == 1


def test_a_sender_that_was_overtaken_writes_nothing(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    message = queue_message(records)
    set_up(records, settings_for(scripted()))

    class Frozen(SmtpTransport):
        def send(self, mail: EmailMessage, sender: str, recipient: str) -> str:
            clock.advance(seconds=LEASE.total_seconds())
            taken = outbox.claim_next(records, LEASE)
            assert taken is not None
            outbox.record_failed(records, taken, "Refused to the other one.", "")
            return "250 too late"

    run_dry(make_drain(make_transport=lambda s: Frozen(mail_server(s), lambda: None)))
    assert reread(message).explanation == "Refused to the other one."


def test_the_log_names_nobody(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    address = "planted.parent@example.com"
    queue_message(records, to_address=address)
    server = scripted(RCPT=b"550 5.1.1 <planted.parent@example.com>: no such user")
    run_dry(make_drain(server))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("opportal")]
    assert ours
    assert not any("planted" in text.lower() for text in ours)


# --- several at once


def test_a_batch_grows_with_success_and_shrinks_with_trouble(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = scripted(RCPT=[b"250 OK"] * 10 + [b"450 4.2.0 later"] + [b"250 OK"] * 100)
    for _ in range(30):
        queue_message(records)
    sizes: list[int] = []
    real = outbox.claim

    def claim(*args: Any) -> Any:
        claimed = real(*args)
        sizes.append(len(claimed))
        return claimed

    monkeypatch.setattr(outbox, "claim", claim)
    run_dry(make_drain(server))
    assert sizes == [1, 2, 4, 8, 1, 2, 4, 8]


def test_what_a_held_queue_leaves_untried_is_put_back_without_a_try_burnt(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted(MAIL=[b"250 OK"] * 4 + [b"530 5.7.0 sign in first"])
    messages = [queue_message(records) for _ in range(8)]
    run_dry(make_drain(server))
    rows = [reread(message) for message in messages]
    assert [row.state for row in rows] == [MessageState.SENT] * 4 + [MessageState.QUEUED] * 4
    assert [row.tries for row in rows] == [1] * 4 + [0] * 4
    assert len([line for line in server.lines if line.startswith("MAIL")]) == 5
    assert all(row.lease_token is None for row in rows)
    assert outbox.claim(records, LEASE, most=8)


def test_the_next_message_is_written_while_the_server_thinks(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    messages = [queue_message(records) for _ in range(7)]
    written: list[int] = []

    def write(message: Any, settings: PracticeSettings, key: bytes) -> EmailMessage:
        # The last but one of the last batch has its body at the server when the last is written.
        written.append(len(server.messages))
        return compose(message, settings, key)

    run_dry(make_drain(server, compose=write))
    received = [message_from_bytes(raw)["Message-ID"] for raw in server.messages]
    assert received == [message.rfc_message_id for message in messages]
    assert len(written) == 7


def test_what_is_written_ahead_in_vain_is_told_at_its_own_turn(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, caplog: pytest.LogCaptureFixture
) -> None:
    server = scripted()
    messages = [queue_message(records) for _ in range(3)]

    def write(message: Any, settings: PracticeSettings, key: bytes) -> EmailMessage:
        if message.id == messages[2].id:
            raise ValueError("unwritable")
        return compose(message, settings, key)

    run_dry(make_drain(server, compose=write))
    assert [reread(message).state for message in messages] == [
        MessageState.SENT,
        MessageState.SENT,
        MessageState.FAILED,
    ]
    for record in caplog.records:
        record.expected = True


def test_a_message_is_checked_again_when_its_turn_comes_late(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opportal_desktop.mail.drain.CHECK_HOLDS_SECONDS", 0.0)
    server = scripted()
    messages = [queue_message(records) for _ in range(3)]
    asked: list[tuple[int, ...]] = []

    def check(records: Records, ids: Any) -> Any:
        asked.append(tuple(ids))
        # Of the second batch, the last one loses its reason after the first question.
        return [number for number in ids if not (number == messages[2].id and len(ids) == 1)]

    run_dry(make_drain(server, still_wanted=check))
    first, *others = (message.id for message in messages)
    # Each batch when it is claimed, and what is left of it before each further message.
    assert list(dict.fromkeys(asked)) == [(first,), tuple(others), (others[1],)]
    assert reread(messages[2]).state is MessageState.CANCELLED
    assert len(server.messages) == 2


def test_a_sender_that_slept_past_its_lease_sends_nothing(
    records: Records, clock: Clock, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    messages = [queue_message(records) for _ in range(3)]
    others: list[int] = []

    def slow(records: Records, ids: Any) -> Any:
        if len(ids) == 2:
            # Frozen here for as long as the lease is, while another one takes one of the two over.
            clock.advance(seconds=LEASE.total_seconds())
            taken = outbox.claim_next(records, LEASE)
            assert taken is not None
            others.append(taken.id)
        return ids

    drain = make_drain(server, still_wanted=slow)
    drain.turn()
    drain.turn()
    assert others == [messages[1].id]
    sent = [message_from_bytes(raw)["Message-ID"] for raw in server.messages]
    assert sent == [messages[0].rfc_message_id, messages[2].rfc_message_id]
    assert reread(messages[1]).state is MessageState.SENDING


def test_a_program_that_ends_begins_no_further_message(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory
) -> None:
    server = scripted()
    messages = [queue_message(records) for _ in range(7)]
    drain = make_drain(server)
    for _ in range(2):
        drain.turn()
    drain.finish()
    drain.turn()
    rows = [reread(message) for message in messages]
    assert [row.state for row in rows] == [MessageState.SENT] * 3 + [MessageState.QUEUED] * 4
    assert {row.tries for row in rows[3:]} == {0}


# --- the thread


ThreadFactory = Callable[..., MailThread]


@pytest.fixture
def start_thread(records: Records) -> Iterator[ThreadFactory]:
    threads: list[MailThread] = []

    def start(**parts: Any) -> MailThread:
        values: dict[str, Any] = {
            "make_transport": transport,
            "compose": compose,
            "still_wanted": lambda records, ids: ids,
        }
        thread = MailThread(records, **{**values, **parts})
        threads.append(thread)
        thread.start()
        return thread

    yield start
    for thread in threads:
        assert thread.stop()


class News:
    """Waits for what the mail thread announces."""

    def __init__(self, records: Records) -> None:
        self._changed = threading.Condition()
        self._outcomes = 0
        records.subscribe(self._hear)

    def _hear(self, changed: Changed) -> None:
        with self._changed:
            self._outcomes += changed.outbox
            self._changed.notify_all()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(holds, 20)


def test_the_thread_sends_what_is_queued_when_woken(
    records: Records, scripted: ServerFactory, start_thread: ThreadFactory
) -> None:
    server, news = scripted(), News(records)
    set_up(records, settings_for(server))
    thread = start_thread()
    with records.transaction():
        message = queue_message(records)
    thread.wake()
    news.wait_until(lambda: reread(message).state is MessageState.SENT)
    assert thread.stop()
    assert server.lines[-1] == "QUIT"


def test_retry_now_ends_the_hold(records: Records, scripted: ServerFactory, start_thread: ThreadFactory) -> None:
    server, news = scripted(MAIL=[b"530 5.7.0 sign in", b"250 OK"]), News(records)
    set_up(records, settings_for(server))
    message = queue_message(records)
    thread = start_thread()
    news.wait_until(lambda: outbox.queue_hold(records) is not None)
    assert reread(message).state is MessageState.QUEUED
    thread.retry_now()
    news.wait_until(lambda: reread(message).state is MessageState.SENT)
    assert outbox.queue_hold(records) is None


def test_stop_breaks_off_a_silent_server_and_the_next_start_sends(
    records: Records, scripted: ServerFactory, start_thread: ThreadFactory
) -> None:
    server, news = scripted(BODY=[Silence, b"250 OK"]), News(records)
    set_up(records, settings_for(server))
    message = queue_message(records)

    def patient(settings: PracticeSettings) -> SmtpTransport:
        return SmtpTransport(mail_server(settings), lambda: None)

    first = start_thread(make_transport=patient)
    assert server.body_received.wait(20)
    assert first.stop(grace=0.05)
    # Interrupted after the final dot: nobody knows, so it goes out once more, as the same message.
    if reread(message).state is MessageState.QUEUED:
        with records.transaction():
            Message.update(due_at=records.clock()).where(Message.id == message.id).execute()
    start_thread(sole_sender=True)
    news.wait_until(lambda: reread(message).state is MessageState.SENT)
    ids = [message_from_bytes(raw)["Message-ID"] for raw in server.messages]
    assert ids == [message.rfc_message_id] * 2


def test_a_sole_sender_takes_up_at_once_what_a_crash_left(
    records: Records, scripted: ServerFactory, start_thread: ThreadFactory
) -> None:
    server, news = scripted(), News(records)
    set_up(records, settings_for(server))
    message = queue_message(records)
    assert outbox.claim_next(records, LEASE) is not None
    start_thread(sole_sender=True)
    news.wait_until(lambda: reread(message).state is MessageState.SENT)


def test_a_fault_of_the_program_does_not_end_the_thread(
    records: Records, scripted: ServerFactory, start_thread: ThreadFactory, caplog: pytest.LogCaptureFixture
) -> None:
    news = News(records)
    set_up(records, settings_for(scripted()))
    failed = threading.Event()

    def make(settings: PracticeSettings) -> SmtpTransport:
        if not failed.is_set():
            failed.set()
            raise RuntimeError("planted.parent@example.com")
        return transport(settings)

    message = queue_message(records)
    thread = start_thread(make_transport=make)
    assert failed.wait(20)
    thread.wake()
    news.wait_until(lambda: reread(message).state is MessageState.SENT)
    assert "a mail turn failed: RuntimeError at make:" in caplog.text
    assert "planted" not in caplog.text
    for record in caplog.records:
        record.expected = True


def test_stop_of_an_idle_thread_is_quick(records: Records, start_thread: ThreadFactory) -> None:
    assert start_thread().stop(grace=1.0)


def test_settings_that_cannot_be_read_now_are_no_fault_of_the_program(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = queue_message(records)
    drain = make_drain(scripted())

    def lost(records: Records) -> PracticeSettings:
        raise ServerLostError("the server does not answer")

    with monkeypatch.context() as patch:
        patch.setattr("opportal_desktop.mail.drain.load_settings", lost)
        with pytest.raises(OutboxUnavailableError):
            drain.turn()
    assert reread(message).state is MessageState.QUEUED
    run_dry(drain)
    assert reread(message).state is MessageState.SENT
