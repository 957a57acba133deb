# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that turns a `Drain` until it is stopped."""

from __future__ import annotations

import logging
import threading
from typing import Generic

from opportal_desktop.mail.drain import IDLE_SECONDS, Compose, Drain, M, MakeTransport, StillWanted
from opportal_desktop.records import outbox
from opportal_desktop.records.outbox import Channel, OutboxUnavailableError
from opportal_desktop.records.records import Records

log = logging.getLogger(__name__)


class MailThread(Generic[M]):
    """Turns a `Drain` on a thread of its own, with a connection of its own.

    Args:
        sole_sender: True when no other program can be sending for these records (the one instance on an SQLite
            file): then what was in flight at the last end is sent at once, not when its lease has ended.
        channel: what this thread sends.
    """

    def __init__(
        self,
        records: Records,
        *,
        make_transport: MakeTransport[M],
        compose: Compose[M],
        still_wanted: StillWanted,
        sole_sender: bool = False,
        channel: Channel = Channel.MAIL,
    ) -> None:
        self._records = records
        self._sole_sender = sole_sender
        self._changed = threading.Condition()
        self._stopping = False
        self._woken = False
        self._retry_now = False
        self._drain = Drain(
            records,
            make_transport=make_transport,
            compose=compose,
            still_wanted=still_wanted,
            wait=self._wait_to_record,
            channel=channel,
        )
        # A daemon, because a look-up of a name cannot be broken off and must not keep the program alive.
        self._thread = threading.Thread(target=self._run, name=channel.value, daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def is_current(self) -> bool:
        """Whether this is the thread that asks."""
        return threading.current_thread() is self._thread

    def wake(self) -> None:
        """Something was queued: look now instead of within two seconds."""
        with self._changed:
            self._woken = True
            self._changed.notify()

    def retry_now(self) -> None:
        """Settings or password were changed, or somebody asks: end the hold of the queue and try at once."""
        with self._changed:
            self._retry_now = True
            self._woken = True
            self._changed.notify()

    def stop(self, grace: float = 5.0) -> bool:
        """Let a running exchange end within `grace` seconds, then break it off; True when the thread has ended.

        What was broken off stays marked as going out and is sent at the next start, with the same Message-ID.
        """
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._drain.finish()
        self._thread.join(grace)
        if self._thread.is_alive():
            self._drain.interrupt()
            self._thread.join(1.0)
        return not self._thread.is_alive()

    def _run(self) -> None:
        with self._records.connection():
            self._take_over()
            while not self._stopping:
                self._sleep(self._one_turn())
            self._drain.close()

    def _take_over(self) -> None:
        if not self._sole_sender:
            return
        try:
            outbox.end_all_leases(self._records, self._drain.channel)
        except OutboxUnavailableError:
            log.info("messages in flight at the last end wait for their leases to end")

    def _one_turn(self) -> float:
        with self._changed:
            retry_now, self._retry_now = self._retry_now, False
            self._woken = False
        try:
            if retry_now:
                outbox.clear_queue_hold(self._records, self._drain.channel)
            return self._drain.turn()
        except OutboxUnavailableError as error:
            log.info("the outbox cannot be used now: %s", error)
        except Exception as error:  # noqa: BLE001  the thread must outlive any fault of the program
            # The text may hold an address; where it happened is enough.
            log.error("a mail turn failed: %s at %s", type(error).__name__, _place(error))
        with self._changed:
            self._retry_now |= retry_now
        return IDLE_SECONDS

    def _sleep(self, seconds: float) -> None:
        if seconds <= 0:
            return
        with self._changed:
            self._changed.wait_for(lambda: self._woken or self._stopping, seconds)

    def _wait_to_record(self, seconds: float) -> bool:
        with self._changed:
            return not self._changed.wait_for(lambda: self._stopping, seconds)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
