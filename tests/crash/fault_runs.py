# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m tests.crash.fault_runs`: thousands of messages through a server where every third command goes wrong.

On a clock that stands, so that a day of pauses takes no time. Every message must end in a named state with a sentence;
what was sent has arrived, at most once more than the server itself left unanswered; what failed says why.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import secrets
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.drain import Drain
from opportal_desktop.mail.smtp import Limits, SmtpTransport, mail_server
from opportal_desktop.records import outbox
from opportal_desktop.records.models import Message
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.server_opening import create_on_server
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.terms import MessageState, SmtpSecurity
from tests.crash.hostile_server import HostileServer
from tests.postgresql_server import PostgresServer
from tests.records.outbox_rows import queue_message

START = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
LIMITS = Limits(opening=5.0, message=5.0)


@dataclass
class Clock:
    """Goes on only when nothing is left to do."""

    now: dt.datetime = START

    def __call__(self) -> dt.datetime:
        return self.now


def run(records: Records, clock: Clock, seed: int, messages: int, faults: float = 0.33) -> Counter[str]:
    """Queue some messages and work them off, however long it takes; returns how many ended how.

    Raises:
        AssertionError: something was lost, doubled or left without a word.
    """
    server = HostileServer(seed, faults, permanent=True)
    rng = random.Random(seed)
    with records.transaction():
        settings = replace(
            load_settings(records),
            practice_name="Fault Pediatrics",
            portal_url="https://portal.example.com",
            mail_from="portal@fault.example",
            smtp_host="127.0.0.1",
            smtp_port=server.port,
            smtp_security=SmtpSecurity.PLAIN,
        )
        store_settings(records, settings)
    promised = [queue_message(records).id for _ in range(messages)]
    drain = Drain(
        records,
        make_transport=lambda settings: SmtpTransport(mail_server(settings), lambda: None, LIMITS),
        compose=compose,
        still_wanted=lambda records, ids: ids,
        wait=lambda seconds: True,
        jitter=rng.random,
    )
    try:
        _work_off(records, clock, drain)
    finally:
        drain.close()
        server.close()
    return _judge(promised, server)


def _work_off(records: Records, clock: Clock, drain: Drain[object]) -> None:
    turns = 0
    while (due := outbox.next_due_at(records)) is not None:
        turns += 1
        assert turns < 100_000, "it does not come to an end"
        if drain.turn() > 0:
            hold = outbox.queue_hold(records)
            clock.now = max(clock.now, hold.next_try_at if hold else due)


def _judge(promised: list[int], server: HostileServer) -> Counter[str]:
    ended: Counter[str] = Counter()
    for row in Message.select().where(Message.id.in_(promised)):
        ended[row.state.value] += 1
        copies = len(server.taken.get(row.rfc_message_id, []))
        unanswered = server.silent[row.rfc_message_id]
        assert row.state in (MessageState.SENT, MessageState.FAILED), row.state
        assert row.explanation.endswith("."), "no sentence"
        assert row.link_seed is None, "a secret is left"
        if row.state is MessageState.SENT:
            assert copies >= 1, "said to be sent, and never arrived"
        assert copies <= 1 + unanswered, "doubled"
        ended["copies too many"] += max(0, copies - 1)
    assert ended["sent"] + ended["failed"] == len(promised), "lost"
    return ended


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash.fault_runs", description=__doc__)
    parser.add_argument("--messages", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    start = time.monotonic()
    ended: Counter[str] = Counter()
    postgresql = PostgresServer()
    with tempfile.TemporaryDirectory(prefix="opportal-faults-") as folder:
        for number in range(chosen.messages // 50):
            clock, key = Clock(), secrets.token_bytes(32)
            if number % 2:
                place = postgresql.address(postgresql.new_database())
                records = create_on_server(place, key, clock=clock, busy_timeout_ms=5000)
            else:
                file = Path(folder) / f"{number}.opportal"
                records = create_records(file, key, clock=clock, busy_timeout_ms=5000)
            ended += run(records, clock, chosen.seed + number, 50)
            records.close()
    postgresql.remove()
    print(f"{time.monotonic() - start:.0f} s; " + ", ".join(f"{how} {count}" for how, count in sorted(ended.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
