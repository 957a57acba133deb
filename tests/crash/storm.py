# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m tests.crash.storm`: kill the desk and the mail process at random, then count what became of each promise.

A desk saves families through the use cases while the mail thread works the outbox off to a server that misbehaves.
Both are processes of their own and are killed (SIGKILL) at random moments and in each phase of the dialogue. A second
part does the same to the whole program. In the end each promised message must have arrived; a copy too many is
explained only where a kill fell between the server's decision and our record, or where the server did not answer.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import os
import random
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from opportal_desktop.mail.drain import LEASE
from opportal_desktop.records.models import Contact, Message, MessageEvent, SetupLink
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.server_opening import create_on_server
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.practice import staff_member
from opportal_desktop.registration.setup_links import token_hash
from opportal_desktop.terms import MessageState, SmtpSecurity
from tests.crash.hostile_server import PHASES, HostileServer
from tests.crash.processes import (
    FastClock,
    Practice,
    save_families,
    save_family,
    work_mail_off,
    work_mail_off_with_others,
)
from tests.postgresql_server import PostgresServer

SPEED = 120.0
MOST_WAITING = 40
_ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"https://\S+/welcome/(\S+)")
# A process that has loaded the program and forks the others: what is killed is real, and starts in milliseconds.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.crash.processes"])


@dataclass
class Tally:
    """What was counted. `at`: how many kills fell where."""

    kills: int = 0
    promised: int = 0
    arrived: int = 0
    lost: int = 0
    doubled: int = 0
    unexplained: int = 0
    at: Counter[str] = field(default_factory=Counter)
    trouble: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for name in ("kills", "promised", "arrived", "lost", "doubled", "unexplained"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.at += other.at
        self.trouble += other.trouble
        return self

    @property
    def holds(self) -> bool:
        return not (self.lost or self.unexplained or self.trouble)

    def __str__(self) -> str:
        return (
            f"kills {self.kills} promised {self.promised} arrived {self.arrived} lost {self.lost} "
            f"doubled {self.doubled} (unexplained {self.unexplained})"
        )


class Witness:
    """Compares what the servers (one for each sender) took with what is recorded, at each kill and in the end."""

    def __init__(self, *servers: HostileServer) -> None:
        self._servers = servers
        self._explained: dict[HostileServer, Counter[str]] = {server: Counter() for server in servers}

    def look_at(self, server: HostileServer) -> None:
        """While this server's sender is dead: what was taken and is not recorded as sent may come once more."""
        copies, explained = server.copies(), self._explained[server]
        open_rows = Message.select(Message.rfc_message_id).where(
            Message.state.in_((MessageState.QUEUED, MessageState.SENDING))
        )
        for row in open_rows:
            message_id = row.rfc_message_id
            # What the server took and never answered is explained by that, in `count`.
            if copies.get(message_id, 0) - server.unanswered[message_id] > explained[message_id]:
                explained[message_id] += 1

    def count(self, tally: Tally, journal: set[str]) -> None:
        """The end: every promise against what arrived."""
        rows = list(Message.select(Message, SetupLink).join(SetupLink))
        saved = {contact.home_email for contact in Contact.select(Contact.home_email)}
        if missing := journal - saved:
            tally.trouble.append(f"{len(missing)} Saves that had returned are not in the records")
        if len(rows) != len(saved):
            tally.trouble.append(f"{len(saved)} Saves but {len(rows)} rows in the outbox")
        tally.promised += len(rows)
        for row in rows:
            self._count_one(row, tally)
        arrived = {message_id for server in self._servers for message_id in server.taken}
        strangers = arrived - {row.rfc_message_id for row in rows}
        if strangers:
            tally.trouble.append(f"{len(strangers)} messages arrived that no row promised")

    def _count_one(self, row: Message, tally: Tally) -> None:
        message_id = row.rfc_message_id
        copies = [copy for server in self._servers for copy in server.taken.get(message_id, [])]
        if not copies:
            tally.lost += 1
            tally.trouble.append(f"lost: {row.state.value} after {row.tries} tries: {row.explanation}")
            return
        tally.arrived += 1
        if row.state is not MessageState.SENT:
            tally.trouble.append(f"arrived, but recorded as {row.state.value}: {row.explanation}")
        if {_link_hash(copy) for copy in copies} != {row.setup_link.token_hash}:
            tally.trouble.append("a copy carries another link than the one promised")
        extra = len(copies) - 1
        tally.doubled += extra > 0
        explained = sum(self._explained[server][message_id] for server in self._servers)
        explained += sum(server.unanswered[message_id] for server in self._servers)
        if extra > explained:
            tally.unexplained += extra - explained
            tally.trouble.append(f"{extra - explained} copies too many of {message_id}: {self._history(row)}")

    def _history(self, row: Message) -> str:
        """What was recorded of a message, and what each server knows of it."""
        events = MessageEvent.select().where(MessageEvent.message == row).order_by(MessageEvent.id)
        told = [f"{event.at:%H:%M:%S.%f} {event.state.value} {event.explanation}".strip() for event in events]
        for number, server in enumerate(self._servers):
            message_id = row.rfc_message_id
            if copies := server.copies().get(message_id):
                explained, unanswered = self._explained[server][message_id], server.unanswered[message_id]
                told.append(f"server {number}: {copies} taken, {explained} explained, {unanswered} unanswered")
        return "; ".join(told)


def _link_hash(raw: bytes) -> str:
    mail: Any = message_from_bytes(raw, policy=policy.default)
    found = _LINK.search(mail.get_body(("plain",)).get_content())
    return token_hash(found[1]) if found else ""


def storm(kills: int, seed: int, folder: Path, faults: float = 0.03, promises: int = 0) -> Tally:
    """Kill the desk's and the mail's processes this many times, in their own records and on a fast clock.

    The kills are spread over at least so many `promises`.
    """
    rng = random.Random(seed)
    server = HostileServer(seed, faults)
    clock = FastClock(time.time(), dt.datetime(2026, 11, 2, 15, 0, tzinfo=dt.UTC), SPEED)
    practice = Practice(folder / "storm.opportal", secrets.token_bytes(32), clock)
    records = _new_practice(practice.place, practice.key, server, clock)
    journal = folder / "promises"
    journal.touch()
    witness, tally = Witness(server), Tally()

    def start(target: Callable[..., None], *arguments: object) -> Any:
        process = _processes.Process(target=target, args=(practice, *arguments), daemon=True)
        process.start()
        return process

    desk = start(save_families, journal, MOST_WAITING)
    mail = start(work_mail_off)
    try:
        while tally.kills < kills:
            _wait_for_promises(journal, promises * (tally.kills + 1) // kills)
            tally.at[_wait_for_the_moment(rng, server)] += 1
            if rng.random() < 0.2:
                _kill(desk)
                tally.kills += 1
                desk = start(save_families, journal, MOST_WAITING)
            _kill(mail)
            tally.kills += 1
            server.disarm()
            server.wait_until_idle()
            witness.look_at(server)
            mail = start(work_mail_off)
        _kill(desk)
        server.faults = 0.0
        _wait_until_worked_off()
    finally:
        _kill(mail)
        server.disarm()
        server.close()
    witness.count(tally, set(journal.read_text().split()))
    records.close()
    return tally


def _wait_for_the_moment(rng: random.Random, server: HostileServer) -> str:
    """Wait for a phase of the dialogue, or for a random moment; returns which it was."""
    if rng.random() < 0.4:
        time.sleep(rng.uniform(0.0, 0.4))
        return "random"
    phase = rng.choice(PHASES)
    if phase not in ("GREETING", "EHLO"):
        # Some work is done before; those two come once in a process's life.
        time.sleep(rng.uniform(0.0, 0.25))
    server.arm(phase)
    if not server.wait_for_trap(1.5):
        return "random"
    if phase == "REPLIED":
        # Before, while and after the outcome is recorded.
        time.sleep(rng.uniform(0.0, 0.004))
    return phase


def _wait_for_promises(journal: Path, wanted: int) -> None:
    while journal.read_bytes().count(b"\n") < wanted:
        time.sleep(0.02)


def storm_on_a_server(
    kills: int, seed: int, folder: Path, postgresql: PostgresServer, senders: int = 3, waiting: int = 0
) -> Tally:
    """Several senders on one PostgreSQL: each is killed, or frozen past its lease and woken, at random moments.

    So many messages are `waiting` before the first one begins.
    """
    rng = random.Random(seed)
    servers = [HostileServer(seed, 0.02)]
    servers += [HostileServer(seed + number, 0.02, servers[0]) for number in range(1, senders)]
    clock = FastClock(time.time(), dt.datetime(2026, 11, 2, 15, 0, tzinfo=dt.UTC), SPEED)
    practice = Practice(postgresql.address(postgresql.new_database()), secrets.token_bytes(32), clock)
    records = create_on_server(practice.place, practice.key, clock=clock, busy_timeout_ms=10_000)
    _set_up(records, servers[0])
    journal = folder / "promises on a server"
    journal.touch()
    witness, tally = Witness(*servers), Tally()

    def start(number: int) -> Any:
        arguments = (practice, servers[number].port)
        process = _processes.Process(target=work_mail_off_with_others, args=arguments, daemon=True)
        process.start()
        return process

    def save_up_to(most: int) -> Any:
        process = _processes.Process(target=save_families, args=(practice, journal, most), daemon=True)
        process.start()
        return process

    if waiting:
        before = save_up_to(waiting)
        _wait_for_promises(journal, waiting)
        _kill(before)
    desk = save_up_to(MOST_WAITING)
    mail = [start(number) for number in range(senders)]
    try:
        while tally.kills < kills:
            number = rng.randrange(senders)
            where = _wait_for_the_moment(rng, servers[number])
            tally.kills += 1
            if tally.kills % 4 == 2:
                tally.at[f"frozen {where}"] += 1
                os.kill(mail[number].pid, signal.SIGSTOP)
                servers[number].disarm()
                # What the frozen one has sent is read and answered; then the others take its messages over.
                servers[number].wait_until_quiet()
                witness.look_at(servers[number])
                time.sleep(LEASE.total_seconds() / SPEED + rng.uniform(0.2, 1.0))
                os.kill(mail[number].pid, signal.SIGCONT)
                continue
            tally.at[where] += 1
            _kill(mail[number])
            servers[number].disarm()
            servers[number].wait_until_idle()
            witness.look_at(servers[number])
            mail[number] = start(number)
        _kill(desk)
        for server in servers:
            server.faults = 0.0
        _wait_until_worked_off(180.0 + waiting / 10)
    finally:
        for process in (desk, *mail):
            _kill(process)
        for server in servers:
            server.disarm()
            server.close()
    witness.count(tally, set(journal.read_text().split()))
    records.close()
    return tally


def storm_on_the_program(kills: int, seed: int, folder: Path) -> Tally:
    """The same to the whole program, offscreen, on the real clock, with a server that takes all."""
    rng = random.Random(seed)
    server = HostileServer(seed, 0.0)
    key = secrets.token_bytes(32)
    file, key_file = folder / "program.opportal", folder / "key"
    descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(descriptor, key.hex().encode())
    os.close(descriptor)
    records = _new_practice(file, key, server, None)
    staff = staff_member(records, "rosa", "Rosa Delgado")
    journal: set[str] = set()
    witness, tally = Witness(server), Tally()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OPPORTAL_KEY_FILE": str(key_file)}
    command = [sys.executable, "-m", "opportal_desktop", "--database", str(file), "--development", str(folder / "user")]

    def start() -> subprocess.Popen[bytes]:
        with (folder / "program.log").open("ab") as log:
            return subprocess.Popen(command, env=environment, cwd=_ROOT, stdout=log, stderr=log)

    program = start()
    try:
        for _ in range(kills):
            journal |= {save_family(records, staff) for _ in range(rng.randint(1, 6))}
            phase = rng.choice(PHASES)
            server.arm(phase)
            server.wait_for_trap(30.0)
            program.kill()
            program.wait()
            server.disarm()
            tally.kills += 1
            tally.at[f"program {phase}"] += 1
            server.wait_until_idle()
            witness.look_at(server)
            program = start()
        _wait_until_worked_off()
    finally:
        program.kill()
        program.wait()
        server.close()
    witness.count(tally, journal)
    records.close()
    return tally


def _new_practice(file: Path, key: bytes, server: HostileServer, clock: FastClock | None) -> Records:
    options = {"clock": clock} if clock else {}
    records = create_records(file, key, busy_timeout_ms=10_000, **options)
    _set_up(records, server)
    return records


def _set_up(records: Records, server: HostileServer) -> None:
    with records.transaction():
        store_settings(
            records,
            replace(
                load_settings(records),
                practice_name="Storm Pediatrics",
                portal_url="https://portal.example.com",
                mail_from="portal@storm.example",
                smtp_host="127.0.0.1",
                smtp_port=server.port,
                smtp_security=SmtpSecurity.PLAIN,
                undo_seconds=1,
            ),
        )


def _kill(process: Any) -> None:
    process.kill()
    process.join()


def _wait_until_worked_off(seconds: float = 180.0) -> None:
    end = time.monotonic() + seconds
    waiting = Message.select().where(Message.state.in_((MessageState.QUEUED, MessageState.SENDING)))
    while waiting.exists():
        if time.monotonic() > end:
            raise AssertionError(f"{waiting.count()} messages still wait after {seconds:.0f} s")
        time.sleep(0.05)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash.storm", description=__doc__)
    parser.add_argument("--kills", type=int, default=400, help="all of them")
    parser.add_argument("--program-kills", type=int, default=14, help="of these, of the whole program")
    parser.add_argument("--server-kills", type=int, default=60, help="of these, of several senders on one PostgreSQL")
    parser.add_argument("--faults", type=float, default=0.03, help="share of the mail server's answers that go wrong")
    parser.add_argument("--promises", type=int, default=0, help="families that are saved at least, over the kills")
    parser.add_argument("--waiting", type=int, default=0, help="messages that wait for the several senders beforehand")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="opportal-storm-") as folder:
        kills = chosen.kills - chosen.program_kills - chosen.server_kills
        tally = Tally()
        if kills:
            tally += storm(kills, chosen.seed, Path(folder), chosen.faults, chosen.promises)
        if chosen.server_kills:
            postgresql = PostgresServer()
            try:
                tally += storm_on_a_server(
                    chosen.server_kills, chosen.seed, Path(folder), postgresql, waiting=chosen.waiting
                )
            finally:
                postgresql.remove()
        if chosen.program_kills:
            tally += storm_on_the_program(chosen.program_kills, chosen.seed, Path(folder))
    print(f"{time.monotonic() - start:.0f} s; " + ", ".join(f"{where} {n}" for where, n in sorted(tally.at.items())))
    for line in tally.trouble[:20]:
        print(line)
    print(tally)
    return 0 if tally.holds else 1


if __name__ == "__main__":
    sys.exit(main())
