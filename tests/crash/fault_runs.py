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
import ssl
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import trustme

from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.drain import Drain
from opportal_desktop.mail.sign_in.tokens import StoredTokens
from opportal_desktop.mail.smtp import Limits, SmtpTransport, mail_server
from opportal_desktop.records import outbox
from opportal_desktop.records.mail_sign_in import store_sign_in
from opportal_desktop.records.models import Message
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.server_opening import create_on_server
from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings
from opportal_desktop.terms import MailSignIn, MessageState, SmtpSecurity
from tests.crash.hostile_server import HostileServer
from tests.mail.identity_server import IdentityServer
from tests.mail.sign_in_fixtures import sign_in, token_settings
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


@dataclass(frozen=True)
class SignIn:
    """Sending by token: who issues them, and whom to trust for it."""

    identity: IdentityServer
    context: ssl.SSLContext
    ca_file: Path


@contextmanager
def token_sign_in() -> Iterator[SignIn]:
    """A stand-in for Google on loopback, with an authority of its own."""
    ca = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    with tempfile.TemporaryDirectory(prefix="opportal-ca-") as folder:
        ca_file = Path(folder) / "ca.pem"
        ca.cert_pem.write_to_path(str(ca_file))
        with IdentityServer(context, ca_file) as identity:
            yield SignIn(identity, context, ca_file)


def _no_password() -> str:
    raise AssertionError("a password was asked for")


def run(
    records: Records, clock: Clock, seed: int, messages: int, faults: float = 0.33, by: SignIn | None = None
) -> Counter[str]:
    """Queue some messages and work them off, however long it takes; returns how many ended how.

    With `by` the server wants a token, which ends now and then, and so does the sign-in itself.

    Raises:
        AssertionError: something was lost, doubled or left without a word.
    """
    server = HostileServer(
        seed,
        faults,
        permanent=True,
        context=by.context if by else None,
        good_tokens=by.identity.good_tokens if by else None,
    )
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
        if by:
            # As the run before has left it, nobody could sign in.
            by.identity.broken, by.identity.refuse_refresh = False, ("", "")
            settings = replace(
                token_settings(MailSignIn.GOOGLE, server.port), smtp_host="127.0.0.1", smtp_security=SmtpSecurity.TLS
            )
            store_sign_in(records, sign_in(by.identity, settings))
        store_settings(records, settings)

    def transport(settings: PracticeSettings) -> SmtpTransport:
        tokens = StoredTokens(records, settings, by.identity.addresses) if by else None
        place = mail_server(settings, by.ca_file if by else None)
        return SmtpTransport(place, _no_password, LIMITS, tokens)

    def between() -> None:
        """Whoever issues the tokens is away now and then, or has withdrawn the sign-in."""
        if by:
            by.identity.broken = rng.random() < faults / 3
            withdrawn = rng.random() < faults / 3
            by.identity.refuse_refresh = (
                ("invalid_grant", "Token has been expired or revoked.") if withdrawn else ("", "")
            )

    promised = [queue_message(records).id for _ in range(messages)]
    drain = Drain(
        records,
        make_transport=transport,
        compose=compose,
        still_wanted=lambda records, ids: ids,
        wait=lambda seconds: True,
        jitter=rng.random,
    )
    try:
        _work_off(records, clock, drain, between)
    finally:
        drain.close()
        server.close()
    assert not server.other_sign_ins, "signed in by something else than a token"
    return _judge(promised, server)


def _work_off(records: Records, clock: Clock, drain: Drain[EmailMessage], between: Callable[[], None]) -> None:
    turns = 0
    while (due := outbox.next_due_at(records)) is not None:
        turns += 1
        assert turns < 100_000, "it does not come to an end"
        if drain.turn() > 0:
            hold = outbox.queue_hold(records)
            clock.now = max(clock.now, hold.next_try_at if hold else due)
            between()


def _judge(promised: list[int], server: HostileServer) -> Counter[str]:
    ended: Counter[str] = Counter()
    for row in Message.select().where(Message.id.in_(promised)):
        ended[row.state.value] += 1
        copies = len(server.taken.get(row.rfc_message_id, []))
        unanswered = server.unanswered[row.rfc_message_id]
        assert row.state in (MessageState.SENT, MessageState.FAILED), row.state
        assert row.explanation.endswith("."), "no sentence"
        assert row.link_seed is None, "a secret is left"
        if row.state is MessageState.SENT:
            assert copies >= 1, "said to be sent, and never arrived"
        # What failed has arrived only if the server took it and did not say so.
        assert copies <= unanswered + (row.state is MessageState.SENT), "doubled, or refused and yet arrived"
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
    with tempfile.TemporaryDirectory(prefix="opportal-faults-") as folder, token_sign_in() as by:
        for number in range(chosen.messages // 50):
            clock, key = Clock(), secrets.token_bytes(32)
            if number % 2:
                place = postgresql.address(postgresql.new_database())
                records = create_on_server(place, key, clock=clock, busy_timeout_ms=5000)
            else:
                file = Path(folder) / f"{number}.opportal"
                records = create_records(file, key, clock=clock, busy_timeout_ms=5000)
            # Both databases with both ways to sign in.
            ended += run(records, clock, chosen.seed + number, 50, by=by if number // 2 % 2 else None)
            records.close()
    postgresql.remove()
    print(f"{time.monotonic() - start:.0f} s; " + ", ".join(f"{how} {count}" for how, count in sorted(ended.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
