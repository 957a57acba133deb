# SPDX-License-Identifier: GPL-3.0-or-later
"""Claiming, recording, fencing and holding, on a real encrypted database."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest

from opportal_desktop.records import claimed_messages, outbox
from opportal_desktop.records.models import Message, Setting
from opportal_desktop.records.outbox import HoldReason, OutboxUnavailableError, QueueHold
from opportal_desktop.records.records import Records, ServerLostError
from opportal_desktop.terms import Changed, MessageState
from tests.conftest import Clock, hurry
from tests.records.outbox_rows import queue_message, reread, states

LEASE = dt.timedelta(minutes=4)


def a_hold(clock: Clock, reason: HoldReason = HoldReason.SIGN_IN) -> QueueHold:
    return QueueHold(clock(), "Enter the password again in Settings.", reason, clock() + dt.timedelta(minutes=5))


def test_claim_takes_the_message_due_longest(records: Records, clock: Clock) -> None:
    late = queue_message(records, due_at=clock() - dt.timedelta(minutes=1))
    early = queue_message(records, due_at=clock() - dt.timedelta(minutes=2))
    first, second = outbox.claim_next(records, LEASE), outbox.claim_next(records, LEASE)
    assert first is not None
    assert second is not None
    assert [first.id, second.id] == [early.id, late.id]
    assert outbox.claim_next(records, LEASE) is None


def test_claim_marks_counts_and_announces(records: Records, clock: Clock) -> None:
    message = queue_message(records)
    heard: list[Changed] = []
    records.subscribe(heard.append)
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    row = reread(message)
    assert (row.state, row.tries, row.lease_until) == (MessageState.SENDING, 1, clock() + LEASE)
    assert row.lease_token == claimed.lease_token
    assert claimed.link_seed == message.link_seed
    assert claimed.link_expires_at == clock() + dt.timedelta(hours=48)
    assert states(message) == [MessageState.SENDING]
    assert heard == [Changed(contact_ids=frozenset({message.contact_id}), outbox=True)]


def test_not_due_is_not_claimed(records: Records, clock: Clock) -> None:
    message = queue_message(records, due_at=clock() + dt.timedelta(seconds=10))
    assert outbox.claim_next(records, LEASE) is None
    assert outbox.next_due_at(records) == message.due_at
    clock.advance(seconds=10)
    assert outbox.claim_next(records, LEASE) is not None


def test_next_due_of_an_empty_outbox(records: Records) -> None:
    assert outbox.next_due_at(records) is None


def test_next_due_of_a_message_going_out_is_the_end_of_its_lease(records: Records, clock: Clock) -> None:
    queue_message(records)
    outbox.claim_next(records, LEASE)
    assert outbox.next_due_at(records) == clock() + LEASE


def test_an_ended_lease_is_taken_over_and_the_first_sender_is_fenced_off(records: Records, clock: Clock) -> None:
    message = queue_message(records)
    frozen = outbox.claim_next(records, LEASE)
    assert outbox.claim_next(records, LEASE) is None
    clock.advance(minutes=4)
    successor = outbox.claim_next(records, LEASE)
    assert frozen is not None
    assert successor is not None
    assert (successor.id, successor.tries) == (frozen.id, 2)
    assert successor.rfc_message_id == frozen.rfc_message_id
    # A hold of the others is not ended by what comes too late, nor is their queue held.
    hold = a_hold(clock, HoldReason.POLICY)
    outbox.set_queue_hold(records, hold)
    for write in (
        lambda: outbox.record_sent(records, frozen, "250 OK"),
        lambda: outbox.record_failed(records, frozen, "no", ""),
        lambda: outbox.record_cancelled(records, frozen, "no"),
        lambda: outbox.record_retry(records, frozen, clock(), "later", ""),
        lambda: outbox.record_held(records, frozen, a_hold(clock), clock()),
    ):
        assert write() is False
        assert outbox.queue_hold(records) == hold
    assert reread(message).state is MessageState.SENDING
    assert outbox.record_sent(records, successor, "250 OK") is True
    assert outbox.record_sent(records, successor, "250 OK") is False
    assert states(message) == [MessageState.SENDING, MessageState.SENDING, MessageState.SENT]


def test_end_all_leases_frees_what_was_in_flight(records: Records) -> None:
    message = queue_message(records)
    outbox.claim_next(records, LEASE)
    assert outbox.end_all_leases(records) == 1
    again = outbox.claim_next(records, LEASE)
    assert again is not None
    assert again.id == message.id


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.FAILED, MessageState.CANCELLED])
def test_last_outcomes_wipe_the_seed_and_the_lease(records: Records, clock: Clock, state: MessageState) -> None:
    message = queue_message(records)
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    record: dict[MessageState, Callable[[], bool]] = {
        MessageState.SENT: lambda: outbox.record_sent(records, claimed, "250 OK"),
        MessageState.FAILED: lambda: outbox.record_failed(records, claimed, "Refused.", "550 no"),
        MessageState.CANCELLED: lambda: outbox.record_cancelled(records, claimed, "Not wanted."),
    }
    assert record[state]()
    row = reread(message)
    assert (row.state, row.link_seed, row.lease_token, row.lease_until) == (state, None, None, None)
    assert row.finished_at == clock()
    assert row.explanation
    assert states(message)[-1] is state


def test_retry_keeps_seed_and_counts_the_try(records: Records, clock: Clock) -> None:
    message = queue_message(records)
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    due_at = clock() + dt.timedelta(minutes=1)
    assert outbox.record_retry(records, claimed, due_at, "Busy.", "451 busy")
    row = reread(message)
    assert (row.state, row.tries, row.due_at, row.lease_token) == (MessageState.QUEUED, 1, due_at, None)
    assert row.link_seed == message.link_seed
    assert (row.explanation, row.server_reply) == ("Busy.", "451 busy")


def test_held_burns_no_try_and_holds_the_queue(records: Records, clock: Clock) -> None:
    message = queue_message(records)
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    hold = a_hold(clock)
    assert outbox.record_held(records, claimed, hold, clock())
    assert reread(message).tries == 0
    assert outbox.queue_hold(records) == hold


def test_hold_ends_with_the_next_message_handed_over(records: Records, clock: Clock) -> None:
    queue_message(records)
    outbox.set_queue_hold(records, a_hold(clock))
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    outbox.record_sent(records, claimed, "250 OK")
    assert outbox.queue_hold(records) is None


def test_clear_queue_hold_announces_only_a_change(records: Records, clock: Clock) -> None:
    heard: list[Changed] = []
    records.subscribe(heard.append)
    outbox.clear_queue_hold(records)
    assert heard == []
    outbox.set_queue_hold(records, a_hold(clock))
    outbox.clear_queue_hold(records)
    assert heard == [Changed(outbox=True)] * 2
    assert outbox.queue_hold(records) is None


def test_counts(records: Records, clock: Clock) -> None:
    for _ in range(3):
        queue_message(records)
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    outbox.record_failed(records, claimed, "No such address.", "550")
    outbox.claim_next(records, LEASE)
    assert outbox.counts(records) == outbox.OutboxCounts(queued=1, sending=1, failed=1)


def test_unknown_outcomes_are_counted_over_the_tries(records: Records, clock: Clock) -> None:
    queue_message(records)
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    assert claimed.unknown_outcomes == 0
    outbox.record_retry(records, claimed, clock(), claimed_messages.OUTCOME_UNKNOWN, "")
    again = outbox.claim_next(records, LEASE)
    assert again is not None
    assert again.unknown_outcomes == 1


def test_ten_threads_never_claim_the_same_message(records: Records) -> None:
    for _ in range(40):
        queue_message(records)
    claimed: list[int] = []

    def claim_all() -> None:
        with records.connection():
            while message := outbox.claim_next(records, LEASE):
                claimed.append(message.id)

    threads = [threading.Thread(target=claim_all) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(row.id for row in Message.select())


def test_busy_records_say_so_and_change_nothing(records: Records) -> None:
    message = queue_message(records)
    holding, done = threading.Event(), threading.Event()

    def hold_the_lock() -> None:
        with records.connection(), records.transaction():
            holding.set()
            done.wait(20)

    other = threading.Thread(target=hold_the_lock)
    other.start()
    holding.wait(20)
    hurry(records)
    try:
        with pytest.raises(OutboxUnavailableError):
            outbox.claim_next(records, LEASE)
    finally:
        done.set()
        other.join()
    assert reread(message).state is MessageState.QUEUED


@pytest.mark.file_only
def test_a_full_disk_says_so_and_can_be_repeated(records: Records) -> None:
    message = queue_message(records)
    claimed = outbox.claim_next(records, LEASE)
    assert claimed is not None
    (pages,) = records.db.execute_sql("PRAGMA page_count").fetchone()
    records.db.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OutboxUnavailableError, match="OperationalError"):
        outbox.record_failed(records, claimed, "long " * 20_000, "")
    assert reread(message).state is MessageState.SENDING
    records.db.execute_sql(f"PRAGMA max_page_count = {pages + 1000}")
    assert outbox.record_failed(records, claimed, "long " * 20_000, "")


def test_that_the_server_is_lost_is_told_the_desk_as_it_is_and_a_sender_as_its_records_away(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*args: object) -> None:
        raise ServerLostError("the server does not answer")

    monkeypatch.setattr(Setting, "get_or_none", lost)
    with pytest.raises(ServerLostError):
        outbox.queue_hold(records)
    with pytest.raises(OutboxUnavailableError), outbox.reading():
        outbox.queue_hold(records)
