# SPDX-License-Identifier: GPL-3.0-or-later
"""An outcome is recorded while the server thinks about the next message's sender, and always before its last dot."""

from __future__ import annotations

from typing import Any

import pytest

from opportal_desktop.mail.dialogue import Dialogue
from opportal_desktop.mail.drain import Drain
from opportal_desktop.records import outbox
from opportal_desktop.records.outbox import OutboxUnavailableError
from opportal_desktop.records.records import Records
from opportal_desktop.terms import MessageState
from tests.mail.conftest import ServerFactory
from tests.mail.mail_servers import Drop
from tests.mail.test_drain import DrainFactory, make_drain, run_dry
from tests.records.outbox_rows import queue_message, reread

__all__ = ["make_drain"]


def run_all_at_once(drain: Drain) -> None:
    drain._at_once = 8
    run_dry(drain)


def test_each_outcome_is_recorded_before_the_next_message_goes_out(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = [queue_message(records) for _ in range(4)]
    sent_before: list[int] = []
    hand_over = Dialogue.content

    def content(self: Dialogue, data: bytes) -> None:
        sent_before.append(sum(reread(message).state is MessageState.SENT for message in messages))
        hand_over(self, data)

    monkeypatch.setattr(Dialogue, "content", content)
    run_all_at_once(make_drain(scripted()))
    assert sent_before == [0, 1, 2, 3]
    assert all(reread(message).state is MessageState.SENT for message in messages)


@pytest.mark.parametrize(
    "answers",
    [
        {"MAIL": [b"250 OK", Drop]},
        {"MAIL": [b"250 OK", b"421 closing"]},
        {"MAIL": [b"250 OK", b"451 later"]},
        {"RCPT": [b"250 OK", b"550 5.1.1 nobody"]},
        {"DATA": [b"354 go on", Drop]},
        {"BODY": [b"250 OK", Drop]},
    ],
)
def test_an_outcome_survives_whatever_befalls_the_next_message(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, answers: dict[str, Any]
) -> None:
    first, second = queue_message(records), queue_message(records)
    server = scripted(**answers)
    drain = make_drain(server)
    drain._at_once = 8
    drain.turn()
    assert reread(first).state is MessageState.SENT
    assert reread(second).state in (MessageState.QUEUED, MessageState.FAILED, MessageState.SENT)


def test_a_program_that_ends_while_nothing_can_be_recorded_sends_no_second_message(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = queue_message(records), queue_message(records)
    server = scripted()

    def unavailable(*args: Any, **more: Any) -> bool:
        raise OutboxUnavailableError("busy")

    monkeypatch.setattr(outbox, "record_sent", unavailable)
    drain = make_drain(server, wait=lambda seconds: False)
    drain._at_once = 8
    drain.turn()
    assert len(server.messages) == 1
    # Its lease stands: who comes next sends it once more, as the same message.
    assert reread(first).state is MessageState.SENDING
    assert reread(second).state is MessageState.QUEUED


def test_the_wait_for_a_busy_database_is_not_the_next_messages_time(
    records: Records, scripted: ServerFactory, make_drain: DrainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = queue_message(records), queue_message(records)
    real, busy = outbox.record_sent, [True]
    ahead = [0.0]
    monkeypatch.setattr("opportal_desktop.mail.dialogue.awake_seconds", lambda: ahead[0])

    def at_times(*args: Any, **more: Any) -> bool:
        if busy.pop():
            busy.append(False)
            raise OutboxUnavailableError("busy")
        busy.append(False)
        return real(*args, **more)

    def wait(seconds: float) -> bool:
        ahead[0] += 60
        return True

    monkeypatch.setattr(outbox, "record_sent", at_times)
    run_all_at_once(make_drain(scripted(), wait=wait))
    assert [reread(message).state for message in (first, second)] == [MessageState.SENT] * 2
