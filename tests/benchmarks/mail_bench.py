# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail: messages a second through the worker, each recorded durably, beside a plain smtplib loop to the same server."""

from __future__ import annotations

import resource
import secrets
import smtplib
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.policy import SMTP
from pathlib import Path

from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.mail_thread import MailThread
from opportal_desktop.mail.smtp import SmtpTransport, mail_server
from opportal_desktop.records import claimed_messages, outbox
from opportal_desktop.records.models import Message
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.terms import Changed, MessageState
from tests.benchmarks.results import Result
from tests.benchmarks.save_bench import disk_write_ms
from tests.benchmarks.waiting_mail import queue_welcomes, set_up_mail

_ROOT = Path(__file__).parents[2]
LONGEST_RATIO = 1 / 0.8
"""At least 0.8 x as many messages a second as the plain loop: at most 1.25 x its time for each."""
IDLE_SECONDS = 20.0
_MEMORY = Path("/dev/shm")
"""What the worker costs beside the disk: the same where a durable write takes no time."""


def run(messages: int = 1_000, rounds: int = 5, drained: int = 10_000, idle: float = IDLE_SECONDS) -> list[Result]:
    """Plain loop and worker take turns; then a large queue drains, and the worker idles."""
    with _sink() as port:
        results = []
        if _MEMORY.is_dir():
            with _practice(port, _MEMORY) as records:
                results += [
                    replace(row, limit=None) for row in _speed(records, port, messages, rounds, ", disk in memory")
                ]
        with _practice(port) as records:
            results += _speed(records, port, messages, rounds)
            return [*results, *_large_queue(records, drained), *_idle(records, idle)]


@contextmanager
def _practice(port: int, place: Path | None = None) -> Iterator[Records]:
    with tempfile.TemporaryDirectory(prefix="opportal-mail-bench-", dir=place) as folder:
        records = create_records(Path(folder) / "bench.opportal", secrets.token_bytes(32), busy_timeout_ms=5000)
        try:
            assert records.db.execute_sql("PRAGMA synchronous").fetchone() == (2,), "not durable"
            set_up_mail(records, port)
            yield records
        finally:
            records.close()


def _speed(records: Records, port: int, messages: int, rounds: int, where: str = "") -> list[Result]:
    plain, worker, cpu = [], [], []
    for _ in range(rounds):
        queue_welcomes(records, messages)
        begin = time.process_time()
        plain.append(_plain_loop(records, port, messages))
        middle = time.process_time()
        worker.append(_through_the_worker(records))
        cpu.append((middle - begin) / (time.process_time() - middle))
    each, baseline = (statistics.median(times) / messages * 1000 for times in (worker, plain))
    ratio = statistics.median(a / b for a, b in zip(plain, worker, strict=True))
    return [
        Result(
            f"mail: one write to this disk (fdatasync of 16 KiB), p50{where}",
            disk_write_ms(records.db.path.parent),
            "ms",
        ),
        Result(f"mail: a plain smtplib loop, messages a second{where}", 1000 / baseline, "/s"),
        Result(f"mail: through the worker, messages a second{where}", 1000 / each, "/s"),
        Result(f"mail: worker’s rate by the plain loop’s, median of rounds{where}", ratio, "x"),
        Result(f"mail: the same by CPU time, which others’ work disturbs less{where}", statistics.median(cpu), "x"),
        Result(f"mail: one message through the worker, durable{where}", each, "ms", LONGEST_RATIO, baseline),
    ]


def _plain_loop(records: Records, port: int, messages: int) -> float:
    """Seconds for as many messages, built alike, over one kept connection, with nothing recorded."""
    settings = load_settings(records)
    waiting = Message.select().where(Message.state == MessageState.QUEUED).order_by(Message.id).limit(messages)
    facts = [outbox.message_facts(records, row.id) for row in waiting]
    seeded = [_with_seed(found, row.link_seed) for found, row in zip(facts, waiting, strict=True)]
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as server:
        for message in seeded:
            mail = compose(message, settings, records.link_key)
            server.sendmail(settings.mail_from, message.to_address, mail.as_bytes(policy=SMTP))
    return time.perf_counter() - start


def _with_seed(facts: claimed_messages.ClaimedMessage | None, seed: str | None) -> claimed_messages.ClaimedMessage:
    assert facts is not None
    return replace(facts, link_seed=seed)


def _thread(records: Records) -> MailThread:
    return MailThread(
        records,
        make_transport=lambda settings: SmtpTransport(mail_server(settings), lambda: None),
        compose=compose,
        still_wanted=still_wanted,
        sole_sender=True,
    )


def _through_the_worker(records: Records) -> float:
    """Seconds until the outbox is empty."""
    left = Message.select().where(Message.state == MessageState.QUEUED).count()
    done = threading.Event()
    seen = [0]

    def hear(changed: Changed) -> None:
        seen[0] += 1
        if seen[0] >= left and not outbox.counts(records).queued + outbox.counts(records).sending:
            done.set()

    records.subscribe(hear)
    thread = _thread(records)
    start = time.perf_counter()
    thread.start()
    if not done.wait(600):
        raise AssertionError("the outbox is not worked off")
    taken = time.perf_counter() - start
    records._subscribers.remove(hear)
    assert thread.stop()
    return taken


def _large_queue(records: Records, drained: int) -> list[Result]:
    queue_welcomes(records, drained // 5)
    _through_the_worker(records)
    before = _peak_mib()
    queue_welcomes(records, drained)
    after_queueing = _peak_mib()
    taken = _through_the_worker(records)
    growth = _peak_mib() - max(before, after_queueing)
    return [
        Result(f"mail: {drained} messages drained, messages a second", drained / taken, "/s"),
        Result(f"mail: memory’s peak grew while {drained} drained", growth, "MiB", 8.0),
    ]


def _idle(records: Records, seconds: float) -> list[Result]:
    thread = _thread(records)
    thread.start()
    time.sleep(1.0)
    before = _switches(thread)
    time.sleep(seconds)
    wakes = _switches(thread) - before
    assert thread.stop()
    return [Result("mail: wakes of an idle worker in 2 s", wakes * 2 / seconds, "", 1.0)]


def _switches(thread: MailThread) -> int:
    """How often the thread has gone to sleep by itself (voluntary context switches)."""
    status = Path(f"/proc/self/task/{thread._thread.native_id}/status").read_text()
    return int(status.split("voluntary_ctxt_switches:")[1].split()[0])


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _sink() -> Iterator[int]:
    command = [sys.executable, "-m", "tests.benchmarks.counting_sink"]
    with subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sink:
        assert sink.stdout is not None
        yield int(sink.stdout.readline())
        sink.communicate("")
