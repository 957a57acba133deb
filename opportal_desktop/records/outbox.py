# SPDX-License-Identifier: GPL-3.0-or-later
"""The outbox: claiming a message with a lease, recording what became of it, and the hold of a whole channel's queue.

Emails and texts are two channels: what holds one leaves the other alone.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from peewee import PeeweeException, Value, fn

from opportal_desktop.records import message_texts
from opportal_desktop.records.claimed_messages import ClaimedMessage, ClaimedRow, facts_of, links_expire_at, utc
from opportal_desktop.records.models import Message, MessageEvent, Setting
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.records.rows import Prepared, put_setting, slot
from opportal_desktop.terms import PROGRAM, Changed, Language, MessageKind, MessageState

LONGEST_PAUSE = dt.timedelta(hours=8)
"""Nothing waits longer for its next try: what seems to was put off by a clock that has been put back since."""
PUT_BACK = "Put back untried: the mail server or this program stopped just before its turn."
EXPIRED = "It was of no use any more: its time had run out before it could be sent."


class Channel(StrEnum):
    """How a message goes out. Each channel has a sender and a hold of its own."""

    MAIL = "mail"
    TEXT = "text"

    @property
    def kinds(self) -> tuple[MessageKind, ...]:
        return tuple(kind for kind in MessageKind if kind.is_text is (self is Channel.TEXT))

    @property
    def handed_over(self) -> str:
        return "Handed to the mail server." if self is Channel.MAIL else "Handed to the text service."


def channel_of(kind: MessageKind) -> Channel:
    """The channel that a kind of message goes out by."""
    return Channel.TEXT if kind.is_text else Channel.MAIL


class OutboxUnavailableError(Exception):
    """The records could not be read or written just now (busy, disk full, gone); nothing was changed."""


class HoldReason(StrEnum):
    """What holds a channel's queue: it decides how soon the program tries again by itself."""

    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    SIGN_IN = "sign_in"
    SETTINGS = "settings"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class QueueHold:
    """Nothing is sent until somebody acts or `next_try_at` comes.

    Attributes:
        since: when sending first stopped; kept while one try after another fails.
        explanation: what is wrong and what to do, for the person at the desk.
        tries: failed tries since then.
    """

    since: dt.datetime
    explanation: str
    reason: HoldReason
    next_try_at: dt.datetime
    tries: int = 1
    server_reply: str = ""


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many messages wait, go out now, and have failed."""

    queued: int
    sending: int
    failed: int


def claim_next(records: Records, lease: dt.timedelta, channel: Channel = Channel.MAIL) -> ClaimedMessage | None:
    """Take the channel's message that has been due longest; None when nothing is due. See `claim`."""
    claimed = claim(records, lease, channel, 1)
    return claimed[0] if claimed else None


def claim(
    records: Records, lease: dt.timedelta, channel: Channel = Channel.MAIL, most: int = 1
) -> tuple[ClaimedMessage, ...]:
    """Take up to `most` of the channel's messages, each for `lease`, those first that have been due longest.

    A message whose sender vanished (its lease has ended) is taken over.

    Raises:
        OutboxUnavailableError: nothing was claimed.
    """
    with _writing(records):
        now = records.clock()
        ours = Message.kind.in_(channel.kinds)
        # Two questions: with one, every message that waits would be put in order again each time.
        ids: list[int] = []
        for ready in (_abandoned(now), _waiting(now)):
            found = Message.select(Message.id).where(ready, ours)
            found = found.order_by(Message.priority, Message.due_at, Message.id).limit(most - len(ids))
            ids += [row.id for row in found]
            if len(ids) == most:
                break
        if not ids:
            return ()
        token = secrets.token_urlsafe(12)
        taken = Message.update(
            state=MessageState.SENDING, tries=Message.tries + 1, lease_token=token, lease_until=now + lease
        ).where(Message.id.in_(ids), _abandoned(now) | _waiting(now))
        found = taken.returning(*(getattr(Message, field.name) for field in fields(ClaimedRow))).tuples().execute()
        rows = sorted((ClaimedRow(*values) for values in found), key=lambda row: ids.index(row.id))
        _pin_words(records, rows)
        _note_all(records, [row.id for row in rows], MessageState.SENDING)
        records.announce(Changed(contact_ids=frozenset(row.contact_id for row in rows), outbox=True))
        return facts_of(rows, now)


def renew(records: Records, claimed: ClaimedMessage, lease: dt.timedelta) -> bool:
    """Begin the lease anew from now; False when somebody else has taken the message over: then it must not be sent.

    Raises:
        OutboxUnavailableError: nothing is known; it must not be sent either.
    """
    with _writing(records):
        renewed = Message.update(lease_until=records.clock() + lease).where(_mine(claimed))
        return bool(renewed.execute())


def put_back(records: Records, claimed: Sequence[ClaimedMessage]) -> None:
    """Let go of messages that were claimed and not tried; no try is burnt, and they are due as before.

    Raises:
        OutboxUnavailableError: they stay claimed until their leases end.
    """
    with _writing(records):
        for message in claimed:
            untried = Message.update(
                state=MessageState.QUEUED, tries=Message.tries - 1, lease_token=None, lease_until=None
            )
            if untried.where(_mine(message)).execute():
                _note(records, message.id, MessageState.QUEUED, PUT_BACK)
                records.announce(_change(message.contact_id))


def message_facts(records: Records, message_id: int) -> ClaimedMessage | None:
    """What a message's text needs, of a message in any state, for looking at it; None when there is none.

    `text_version` is what it was written with, or would be now. Nothing is claimed; there is no `link_seed`.

    Raises:
        OutboxUnavailableError: the records cannot be read now.
    """
    with reading():
        message = Message.get_or_none(Message.id == message_id)
        if message is None:
            return None
        (found,) = facts_of([message], message.finished_at or records.clock())
        facts = replace(found, link_seed=None)
        if facts.text_version is None and not facts.kind.is_text:
            facts = replace(facts, text_version=message_texts.now_used(facts.kind, facts.language))
        return facts


def with_links_read_again(claimed: Sequence[ClaimedMessage]) -> tuple[ClaimedMessage, ...]:
    """The messages with their links' present ends, which may have been put off since the claim.

    Raises:
        OutboxUnavailableError: the records cannot be read now.
    """
    with reading():
        ends = links_expire_at([(message.id, message.kind) for message in claimed])
    return tuple(replace(message, link_expires_at=ends.get(message.id)) for message in claimed)


def is_due(records: Records, channel: Channel = Channel.MAIL) -> bool:
    """Whether there is anything to claim now; cheap however much waits.

    Raises:
        OutboxUnavailableError: the records cannot be read now.
    """
    now, ours = records.clock(), Message.kind.in_(channel.kinds)
    with reading():
        return any(
            Message.select(Message.id).where(ready, ours).order_by(Message.priority, Message.due_at).limit(1).exists()
            for ready in (_waiting(now), _abandoned(now))
        )


def next_due_at(records: Records, channel: Channel = Channel.MAIL) -> dt.datetime | None:
    """When the channel's next message is due (or a vanished sender's lease ends); None when none waits.

    Raises:
        OutboxUnavailableError: the records cannot be read now.
    """
    with reading():
        ours = Message.kind.in_(channel.kinds)
        due = Message.select(fn.MIN(Message.due_at)).where(Message.state == MessageState.QUEUED, ours)
        lease = Message.select(fn.MIN(Message.lease_until)).where(Message.state == MessageState.SENDING, ours)
        times = [utc(query.scalar()) for query in (due, lease)]
    return min((time for time in times if time is not None), default=None)


def cancel_expired(records: Records, channel: Channel) -> int:
    """Cancel what waits and is of no use any more, held or not; returns how many.

    Raises:
        OutboxUnavailableError: nothing was cancelled.
    """
    now = records.clock()
    expired = (Message.state == MessageState.QUEUED) & (Message.expires_at <= now) & Message.kind.in_(channel.kinds)
    with reading():
        # Almost always nothing: then no write lock is taken.
        if not Message.select(Message.id).where(expired).exists():
            return 0
    with _writing(records):
        # In one statement: on a server, another PC may claim one between a look and the change.
        cancelled = Message.update(
            state=MessageState.CANCELLED, link_seed=None, finished_at=now, explanation=EXPIRED
        ).where(expired)
        rows = list(cancelled.returning(Message.id, Message.contact).tuples().execute())
        for message_id, contact_id in rows:
            _note(records, message_id, MessageState.CANCELLED, EXPIRED)
            records.announce(_change(contact_id))
        return len(rows)


def end_all_leases(records: Records, channel: Channel = Channel.MAIL) -> int:
    """Make every message of the channel that is marked as going out claimable at once; returns how many there were.

    Only for a program that is the sole sender of these records and has just started: nobody else can be sending.
    """
    with _writing(records):
        going_out = (Message.state == MessageState.SENDING) & Message.kind.in_(channel.kinds)
        updated: int = Message.update(lease_until=records.clock()).where(going_out).execute()
        return updated


def record_sent(records: Records, claimed: ClaimedMessage, server_reply: str, *, held: bool = True) -> bool:
    """The server took it. False when somebody else took the message over: then nothing is written.

    The hold of the queue ends with it; `held` is False where there was none. Like all `record_*`: raises
    OutboxUnavailableError with nothing written.
    """
    with _writing(records):
        channel = channel_of(claimed.kind)
        ours = _finish(records, claimed, MessageState.SENT, channel.handed_over, server_reply)
        # Whoever comes too late does not know how it stands with the queue now; the same below.
        if ours and held:
            end_queue_hold(records, channel)
        return ours


def record_failed(
    records: Records, claimed: ClaimedMessage, explanation: str, server_reply: str, *, held: bool = True
) -> bool:
    """Refused for good; `explanation` says why and what to do. `held`: False, too, where no server was asked."""
    with _writing(records):
        ours = _finish(records, claimed, MessageState.FAILED, explanation, server_reply)
        if ours and held:
            end_queue_hold(records, channel_of(claimed.kind))
        return ours


def record_cancelled(records: Records, claimed: ClaimedMessage, explanation: str) -> bool:
    """The message has lost its reason before it went out."""
    with _writing(records):
        return _finish(records, claimed, MessageState.CANCELLED, explanation, "")


def record_retry(
    records: Records, claimed: ClaimedMessage, due_at: dt.datetime, explanation: str, server_reply: str
) -> bool:
    """Back into the queue until `due_at`."""
    with _writing(records):
        since = claimed.put_off_since or records.clock()
        ours = _requeue(records, claimed, due_at, claimed.tries, explanation, server_reply, put_off_since=since)
        if ours:
            end_queue_hold(records, channel_of(claimed.kind))
        return ours


def record_held(records: Records, claimed: ClaimedMessage, hold: QueueHold, due_at: dt.datetime) -> bool:
    """Back into the queue without a try burnt, and the channel's queue held: the trouble is not this message's."""
    with _writing(records):
        ours = _requeue(records, claimed, due_at, claimed.tries - 1, hold.explanation, hold.server_reply)
        if ours:
            _store_hold(records, channel_of(claimed.kind), hold)
        return ours


def counts(records: Records) -> OutboxCounts:
    """What the status bar shows."""
    # Not over all states: what was sent in years would be counted at each change.
    told = (MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED)
    query: Any = Message.select(Message.state, fn.COUNT(Message.id)).where(Message.state.in_(told))
    by_state = dict(query.group_by(Message.state).tuples())
    return OutboxCounts(
        queued=by_state.get(MessageState.QUEUED, 0),
        sending=by_state.get(MessageState.SENDING, 0),
        failed=by_state.get(MessageState.FAILED, 0),
    )


def queue_hold(records: Records, channel: Channel = Channel.MAIL) -> QueueHold | None:
    """Why nothing is sent by this channel at present; None while its queue flows."""
    row = Setting.get_or_none(Setting.key == hold_key(channel))
    if row is None:
        return None
    stored = json.loads(row.value)
    return QueueHold(
        since=dt.datetime.fromisoformat(stored["since"]),
        explanation=stored["explanation"],
        reason=HoldReason(stored["kind"]),
        next_try_at=dt.datetime.fromisoformat(stored["next_try_at"]),
        tries=stored["tries"],
        server_reply=stored["server_reply"],
    )


def set_queue_hold(records: Records, hold: QueueHold, channel: Channel = Channel.MAIL) -> None:
    """Hold a channel's whole queue, in a transaction of its own."""
    with _writing(records):
        _store_hold(records, channel, hold)


def clear_queue_hold(records: Records, channel: Channel = Channel.MAIL) -> None:
    """Let a channel's queue flow again, in a transaction of its own; nothing happens when it does."""
    with _writing(records):
        end_queue_hold(records, channel)


def end_queue_hold(records: Records, channel: Channel) -> None:
    """Let a channel's queue flow again, within the caller's transaction."""
    if Setting.delete().where(Setting.key == hold_key(channel)).execute():
        records.announce(Changed(outbox=True))


def hold_key(channel: Channel) -> str:
    """The row of the settings' table that a channel's hold is kept in."""
    return f"{channel.value}_hold"


@contextmanager
def reading() -> Iterator[None]:
    """For a sender, who goes on whatever befalls the records; the desk reads as it reads everything else.

    Raises:
        OutboxUnavailableError: the records cannot be read now.
    """
    try:
        yield
    except PeeweeException as error:
        # From None: the driver's text may quote what was written.
        raise OutboxUnavailableError(type(error).__name__) from None


@contextmanager
def _writing(records: Records) -> Iterator[None]:
    try:
        with records.transaction():
            yield
    except RecordsBusyError as error:
        raise OutboxUnavailableError("busy") from error
    except PeeweeException as error:
        raise OutboxUnavailableError(type(error).__name__) from None


def _waiting(now: dt.datetime) -> Any:
    due = (Message.due_at <= now) | (Message.due_at > now + LONGEST_PAUSE)
    return (Message.state == MessageState.QUEUED) & due


def _abandoned(now: dt.datetime) -> Any:
    return (Message.state == MessageState.SENDING) & (Message.lease_until <= now)


def _mine(claimed: ClaimedMessage) -> Any:
    return (
        (Message.id == claimed.id)
        & (Message.lease_token == claimed.lease_token)
        & (Message.state == MessageState.SENDING)
    )


def _pin_words(records: Records, rows: Sequence[ClaimedRow]) -> None:
    unpinned: dict[tuple[MessageKind, Language], list[ClaimedRow]] = {}
    for row in rows:
        if row.text_version_id is None and not row.kind.is_text:
            unpinned.setdefault((row.kind, row.language.of_mails), []).append(row)
    for (kind, language), group in unpinned.items():
        version_id = message_texts.pin(records, [row.id for row in group], kind, language)
        for row in group:
            row.text_version_id = version_id


def _finish(
    records: Records, claimed: ClaimedMessage, state: MessageState, explanation: str, server_reply: str
) -> bool:
    finished = _FINISH.run(
        records,
        id=claimed.id,
        lease_token=claimed.lease_token,
        sending=MessageState.SENDING,
        state=state,
        finished_at=records.clock(),
        explanation=explanation,
        server_reply=server_reply,
    )
    return bool(finished) and _tell(records, claimed, state, explanation, server_reply)


def _finish_if_mine() -> Any:
    return Message.update(
        state=slot("state", Message.state),
        link_seed=None,
        lease_token=None,
        lease_until=None,
        finished_at=slot("finished_at", Message.finished_at),
        explanation=slot("explanation", Message.explanation),
        server_reply=slot("server_reply", Message.server_reply),
    ).where(
        Message.id == slot("id", Message.id),
        Message.lease_token == slot("lease_token", Message.lease_token),
        Message.state == slot("sending", Message.state),
    )


_FINISH = Prepared(_finish_if_mine)


def _requeue(
    records: Records,
    claimed: ClaimedMessage,
    due_at: dt.datetime,
    tries: int,
    explanation: str,
    server_reply: str,
    **more: dt.datetime,
) -> bool:
    requeued = Message.update(
        state=MessageState.QUEUED,
        due_at=due_at,
        tries=tries,
        explanation=explanation,
        server_reply=server_reply,
        lease_token=None,
        lease_until=None,
        **more,
    ).where(_mine(claimed))
    return bool(requeued.execute()) and _tell(records, claimed, MessageState.QUEUED, explanation, server_reply)


def _tell(records: Records, claimed: ClaimedMessage, state: MessageState, explanation: str, server_reply: str) -> bool:
    """Write the outcome into the history and announce it."""
    _note(records, claimed.id, state, explanation, server_reply)
    records.announce(_change(claimed.contact_id))
    return True


def _note(
    records: Records, message_id: int, state: MessageState, explanation: str = "", server_reply: str = ""
) -> None:
    _NOTE.run(
        records,
        message=message_id,
        at=records.clock(),
        by=PROGRAM.name,
        state=state,
        explanation=explanation,
        server_reply=server_reply,
    )


_NOTE = Prepared(
    lambda: MessageEvent.insert(
        **{
            name: slot(name, getattr(MessageEvent, name))
            for name in ("message", "at", "by", "state", "explanation", "server_reply")
        }
    )
)


def _note_all(records: Records, message_ids: Sequence[int], state: MessageState) -> None:
    # The ids are integers of ours, and at is one value: written once, not for each row.
    told = Message.select(
        Message.id,
        Value(records.clock(), converter=MessageEvent.at.db_value),
        Value(PROGRAM.name),
        Value(state.value),
        Value(""),
        Value(""),
    ).where(Message.id.in_(message_ids))
    columns = ("message", "at", "by", "state", "explanation", "server_reply")
    MessageEvent.insert_from(told, [getattr(MessageEvent, name) for name in columns]).execute()


def _change(contact_id: int) -> Changed:
    return Changed(contact_ids=frozenset({contact_id}), outbox=True)


def _store_hold(records: Records, channel: Channel, hold: QueueHold) -> None:
    stored = {
        "since": hold.since.isoformat(),
        "explanation": hold.explanation,
        "kind": hold.reason.value,
        "next_try_at": hold.next_try_at.isoformat(),
        "tries": hold.tries,
        "server_reply": hold.server_reply,
    }
    put_setting(hold_key(channel), json.dumps(stored))
    records.announce(Changed(outbox=True))
