# SPDX-License-Identifier: GPL-3.0-or-later
"""Working off the outbox: messages claimed a few at a time with a lease each, sent outside any transaction, recorded.

`Drain` does one turn and says how long to wait; a `MailThread` turns it until it is stopped. Emails and texts have a
drain and a thread each: a parent waits for a code, so a text never waits for an email or for a mail server.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from typing import Generic, Protocol, TypeVar

from opportal_desktop.mail.addresses import AddressNotValidError
from opportal_desktop.mail.dialogue import awake_seconds as _awake_seconds
from opportal_desktop.mail.faults import Fault, MailFaultError
from opportal_desktop.mail.habits import HABITS
from opportal_desktop.mail.smtp import SmtpTransport
from opportal_desktop.records import outbox
from opportal_desktop.records.claimed_messages import ClaimedMessage
from opportal_desktop.records.outbox import Channel, HoldReason, OutboxUnavailableError, QueueHold
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.terms import FaultKind

log = logging.getLogger(__name__)

IDLE_SECONDS = 4.0
"""How often an idle outbox is looked at: another PC may have queued something. There are two threads that do."""
LEASE = dt.timedelta(minutes=10)
LONGEST_EXCHANGE = dt.timedelta(minutes=5)
"""A lease that is shorter than this begins anew before a message goes out: whoever is frozen or asleep past its lease
sends nothing more. Longer than an opening and two hand-overs may take (smtp.Limits)."""
CHECK_HOLDS_SECONDS = 1.0
"""How long the answer that messages are still wanted is good for."""
BATCH_SECONDS = 1.0
"""When sending what was claimed together takes longer than this, fewer are claimed: what is claimed can't be cancelled
any more, and an urgent message waits for it."""
GIVE_UP_AFTER = dt.timedelta(days=1)
"""Since the first try that was put off. What holds the queue is no try: that may last as long as it likes."""
POLICY_STEP_BACK = dt.timedelta(seconds=30)
_SPREAD = random.SystemRandom().random

NOT_WANTED = "No longer wanted: the reason for this message was gone before it was sent."
NOT_CHECKED = "The program could not check just now whether this message is still wanted. It is tried again by itself."
GAVE_UP = "The mail server kept putting this message off for a day. Check the Home Email, then Register again."
NOT_WRITTEN = (
    "The program could not write this message; this is a fault of the program. Nothing was sent. "
    "Please report it, and Register again after an update."
)


M = TypeVar("M")
"""What a transport takes: an EmailMessage, or a text's words."""
M_contra = TypeVar("M_contra", contravariant=True)


class Transport(Protocol[M_contra]):
    """A way to hand messages over: `smtp.SmtpTransport`, `texts.TwilioTransport`. `open` and `send` raise
    MailFaultError; `interrupt` is called from another thread.
    """

    @property
    def is_open(self) -> bool: ...
    def open(self) -> None: ...
    def send(self, message: M_contra, sender: str, recipient: str, /) -> str: ...
    def close(self) -> None: ...
    def interrupt(self) -> None: ...


MakeTransport = Callable[[PracticeSettings], Transport[M]]
Compose = Callable[[ClaimedMessage, PracticeSettings, bytes], M]
StillWanted = Callable[[Records, Sequence[int]], Collection[int]]
"""The ids of those messages that still have their reason; may put off their links' ends."""
Wait = Callable[[float], bool]
"""Waits so many seconds; False when the program is closing."""


class Drain(Generic[M]):
    """One turn after the other on one thread, with that thread's connection open.

    Attributes:
        records: the outbox is in them; `records.clock` tells when messages are due.
        channel: the messages that this one sends; all others are left alone.
    """

    def __init__(
        self,
        records: Records,
        *,
        make_transport: MakeTransport[M],
        compose: Compose[M],
        still_wanted: StillWanted,
        wait: Wait,
        jitter: Callable[[], float] = _SPREAD,
        channel: Channel = Channel.MAIL,
    ) -> None:
        self.records = records
        self.channel = channel
        self._habits = HABITS[channel]
        self._make_transport = make_transport
        self._compose = compose
        self._still_wanted = still_wanted
        self._wait = wait
        self._jitter = jitter
        self._interrupted = False
        self._finishing = False
        self._at_once = 1
        self._ahead: tuple[ClaimedMessage, M] | None = None
        self._transport: Transport[M] | None = None
        self._transport_settings: PracticeSettings | None = None

    def turn(self) -> float:
        """Send a few messages at most; returns the seconds after which the next turn is worth while (0: at once).

        Raises:
            OutboxUnavailableError: the records could not be used; nothing was sent.
        """
        outbox.cancel_expired(self.records, self.channel)
        if not outbox.is_due(self.records, self.channel):
            self.close()
            return self._pause_before_next()
        with outbox.reading():
            settings = load_settings(self.records)
            hold = outbox.queue_hold(self.records, self.channel)
        if hold and self._holds(hold):
            self.close()
            return IDLE_SECONDS
        try:
            self._habits.check(settings)
            transport = self._opened(settings)
        except MailFaultError as error:
            self.close()
            outbox.set_queue_hold(self.records, self._next_hold(error.fault, hold), self.channel)
            return IDLE_SECONDS
        at_once = 1 if hold else min(self._at_once, self._habits.most_at_once)
        claimed_at, start = _awake_seconds(), time.monotonic()
        batch = outbox.claim(self.records, LEASE, self.channel, at_once)
        if self._work_all_off(_Batch(batch, claimed_at), transport, settings, hold):
            slow = time.monotonic() - start > BATCH_SECONDS
            self._at_once = max(1, at_once // 2) if slow else min(2 * at_once, self._habits.most_at_once)
        else:
            self._at_once = 1
        return 0.0

    def close(self) -> None:
        """Say goodbye to the server."""
        if self._transport:
            self._transport.close()
        self._transport = None

    def finish(self) -> None:
        """Begin no further message, because the program ends; from another thread."""
        self._finishing = True

    def interrupt(self) -> None:
        """Break a running exchange because the program ends; from another thread."""
        self._interrupted = True
        if transport := self._transport:
            transport.interrupt()

    def _pause_before_next(self) -> float:
        due_at = outbox.next_due_at(self.records, self.channel)
        if due_at is None:
            return IDLE_SECONDS
        left = (due_at - self.records.clock()).total_seconds()
        return min(max(left, 0.0), IDLE_SECONDS)

    def _holds(self, hold: QueueHold) -> bool:
        left = hold.next_try_at - self.records.clock()
        # A wait longer than any pause means that the clock was put back.
        return dt.timedelta(0) < left <= self._habits.longest_hold

    def _opened(self, settings: PracticeSettings) -> Transport[M]:
        if self._transport is None or self._transport_settings != settings:
            self.close()
            self._transport = self._make_transport(settings)
            self._transport_settings = settings
        self._transport.open()
        return self._transport

    def _work_all_off(
        self, batch: _Batch, transport: Transport[M], settings: PracticeSettings, hold: QueueHold | None
    ) -> bool:
        """Send what was claimed, as far as it may be; False after any trouble. What is not tried is put back."""
        good = True
        left, checked = self._check(batch.messages, hold)
        try:
            while left:
                if self._finishing or (not good and self._is_held()):
                    self._settle(transport)
                    self._record(partial(outbox.put_back, self.records, left))
                    return False
                if time.monotonic() - checked > CHECK_HOLDS_SECONDS:
                    self._settle(transport)
                    left, checked = self._check(left, hold)
                    if not left:
                        break
                claimed, left = left[0], left[1:]
                stop_at = self._ours_until(claimed, batch)
                if stop_at is None:
                    log.info("message %d was taken over by another sender while this one slept", claimed.id)
                    continue
                if isinstance(transport, SmtpTransport):
                    transport.stop_at = stop_at
                    transport.meanwhile = partial(self._write_ahead, left[0], settings, transport) if left else None
                good = self._work_off(claimed, transport, settings, hold) and good
        finally:
            self._settle(transport)
            if isinstance(transport, SmtpTransport):
                transport.stop_at = transport.meanwhile = None
        return good

    def _settle(self, transport: Transport[M]) -> None:
        """Record the last outcome, if it waits for the next message to be announced to the server."""
        if isinstance(transport, SmtpTransport) and transport.owed:
            owed, transport.owed = transport.owed, None
            owed()

    def _ours_until(self, claimed: ClaimedMessage, batch: _Batch) -> float | None:
        """Until when (by `awake_seconds`) the message may be sent by this sender; None if it may not."""
        # Read before all else: whatever stands still from here on counts against it.
        asked = _awake_seconds()
        left = batch.left(claimed, asked, self.records.clock())
        if left < LONGEST_EXCHANGE:
            if not outbox.renew(self.records, claimed, LEASE):
                return None
            left = LEASE
        return asked + left.total_seconds()

    def _is_held(self) -> bool:
        with outbox.reading():
            return outbox.queue_hold(self.records, self.channel) is not None

    def _check(
        self, messages: Sequence[ClaimedMessage], hold: QueueHold | None
    ) -> tuple[tuple[ClaimedMessage, ...], float]:
        """Those that may go out, with their links' present ends, and when that was asked; the others are recorded."""
        checked, now = time.monotonic(), self.records.clock()
        alive = []
        for claimed in messages:
            if claimed.expires_at and claimed.expires_at <= now:
                self._record(partial(outbox.record_cancelled, self.records, claimed, outbox.EXPIRED))
            else:
                alive.append(claimed)
        if not alive:
            return (), checked
        try:
            wanted = self._still_wanted(self.records, [claimed.id for claimed in alive])
            alive = list(outbox.with_links_read_again(alive))
        except Exception as error:  # noqa: BLE001  unchecked, nothing is sent, and nothing is left claimed
            log.info("%d messages could not be checked: %s", len(alive), type(error).__name__)
            unchecked = Fault(FaultKind.TRANSIENT, NOT_CHECKED)
            for claimed in alive:
                self._record(partial(self._record_fault, claimed, unchecked, hold))
            return (), checked
        for claimed in alive:
            if claimed.id not in wanted:
                self._record(partial(outbox.record_cancelled, self.records, claimed, NOT_WANTED))
        return tuple(claimed for claimed in alive if claimed.id in wanted), checked

    def _work_off(
        self, claimed: ClaimedMessage, transport: Transport[M], settings: PracticeSettings, hold: QueueHold | None
    ) -> bool:
        """One message, and what became of it; False if it was not handed over."""
        try:
            ahead, self._ahead = self._ahead, None
            if ahead and ahead[0] == claimed:
                message = ahead[1]
            else:
                message = self._compose(claimed, settings, self.records.link_key)
        except AddressNotValidError:
            return self._not_written(claimed, self._habits.recipient_not_valid)
        except Exception as error:  # noqa: BLE001  one unwritable message must not stop the others
            log.error("message %d could not be composed: %s", claimed.id, type(error).__name__)
            return self._not_written(claimed, NOT_WRITTEN)
        try:
            reply = transport.send(message, self._habits.sender(settings), claimed.to_address)
        except MailFaultError as error:
            fault = error.fault
            log.info("message %d was not handed over: %s", claimed.id, fault.kind.value)
            self._record(lambda: self._record_fault(claimed, fault, hold))
            return False
        log.info("message %d was handed over (%s)", claimed.id, self.channel.value)
        record = partial(self._record, partial(outbox.record_sent, self.records, claimed, reply, held=hold is not None))
        if isinstance(transport, SmtpTransport):
            # While the server thinks about the next one's sender; in any case before its last dot.
            transport.owed = record
        else:
            record()
        return True

    def _not_written(self, claimed: ClaimedMessage, why: str) -> bool:
        """A message that no server was asked about: a pause goes on as it was."""
        self._record(partial(outbox.record_failed, self.records, claimed, why, "", held=False))
        return False

    def _write_ahead(self, claimed: ClaimedMessage, settings: PracticeSettings, transport: SmtpTransport) -> None:
        """Write the next message while the server is busy with this one; what fails is told at its own turn."""
        with suppress(Exception):
            message = self._compose(claimed, settings, self.records.link_key)
            if isinstance(message, EmailMessage):
                transport.flatten(message)
            self._ahead = claimed, message

    def _record_fault(self, claimed: ClaimedMessage, fault: Fault, hold: QueueHold | None) -> bool:
        now = self.records.clock()
        if fault.kind is FaultKind.QUEUE:
            # A step back lets another message go first, in case this one alone offends.
            due_at = now + POLICY_STEP_BACK if fault.hold is HoldReason.POLICY else now
            return outbox.record_held(self.records, claimed, self._next_hold(fault, hold), due_at)
        if fault.kind is FaultKind.PERMANENT:
            return outbox.record_failed(self.records, claimed, fault.explanation, fault.server_reply)
        if fault.outcome_unknown and claimed.unknown_outcomes:
            return outbox.record_failed(self.records, claimed, self._habits.still_unknown, fault.server_reply)
        # What the end of the program broke off is sent at the next start, not after a pause.
        due_at = now if self._interrupted else now + self._pause_after(claimed.tries, fault.wait)
        if claimed.expires_at and due_at >= claimed.expires_at:
            return outbox.record_failed(self.records, claimed, fault.explanation, fault.server_reply)
        too_long = due_at > (claimed.put_off_since or now) + GIVE_UP_AFTER
        # A computer that was switched off over a weekend has not tried for three days.
        if too_long and claimed.tries > len(self._habits.pauses):
            return outbox.record_failed(self.records, claimed, GAVE_UP, fault.server_reply)
        return outbox.record_retry(self.records, claimed, due_at, fault.explanation, fault.server_reply)

    def _pause_after(self, tries: int, asked: dt.timedelta | None) -> dt.timedelta:
        pauses = self._habits.pauses
        if tries > len(pauses):
            shortest, longest = self._habits.long_pauses
            return max(shortest + (longest - shortest) * self._jitter(), asked or shortest)
        # Spread by a fifth, later only: many messages put off together do not come back together.
        return max(pauses[tries - 1], asked or pauses[0]) * (1 + self._jitter() / 5)

    def _next_hold(self, fault: Fault, before: QueueHold | None) -> QueueHold:
        now = self.records.clock()
        tries = before.tries + 1 if before and before.reason is fault.hold else 1
        pauses = self._habits.hold_pauses[fault.hold]
        pause = max(pauses[min(tries, len(pauses)) - 1], fault.wait or dt.timedelta(0))
        pause = min(pause, self._habits.longest_hold)
        log.info("the queue is held (%s): %s", self.channel.value, fault.hold.value)
        return QueueHold(
            since=before.since if before else now,
            explanation=fault.explanation,
            reason=fault.hold,
            next_try_at=now + pause,
            tries=tries,
            server_reply=fault.server_reply,
        )

    def _record(self, write: Callable[[], bool | None]) -> bool:
        """Write an outcome, again and again while the records are busy or full; only closing the program ends it.

        False: unrecorded, the message stays marked as going out and is taken up when its lease has ended.
        """
        pause = 0.5
        while True:
            try:
                if write() is False:
                    log.info("another sender has taken a message over; its outcome is not ours to write")
                return True
            except OutboxUnavailableError as error:
                log.info("an outcome cannot be recorded yet: %s", error)
            if not self._wait(pause):
                return False
            pause = min(pause * 2, 30.0)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What was claimed together, and when: by a clock that nobody corrects and that goes on during sleep."""

    messages: tuple[ClaimedMessage, ...]
    claimed_at: float

    def left(self, claimed: ClaimedMessage, awake: float, now: dt.datetime) -> dt.timedelta:
        """How long the lease still lasts: the shorter of what both clocks say."""
        by_clock = claimed.lease_until - now if claimed.lease_until else LEASE
        return min(by_clock, LEASE - dt.timedelta(seconds=awake - self.claimed_at))
