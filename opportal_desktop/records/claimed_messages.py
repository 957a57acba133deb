# SPDX-License-Identifier: GPL-3.0-or-later
"""A message that is claimed, with all that its text needs, and how that is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from opportal_desktop.records import message_texts
from opportal_desktop.records.message_texts import TextVersion
from opportal_desktop.records.models import Contact, EmailChange, Message, MessageEvent, SetupLink
from opportal_desktop.terms import Language, MessageKind

OUTCOME_UNKNOWN = (
    "The connection broke after the message was handed over and before the mail server answered, "
    "so it is not known whether it arrived. It is sent once more; a copy is recognised by its number."
)
TEXT_OUTCOME_UNKNOWN = (
    "The connection broke before the text service answered, so it is not known whether the text arrived. "
    "It is sent once more, with the same code."
)


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message that this thread may send until its lease ends, with all that its text needs.

    Attributes:
        link_seed: None when the message carries no setup link.
        tries: this one included.
        unknown_outcomes: earlier tries of which nobody knows whether the server took the message.
        put_off_since: when a try was put off for the first time; None before that.
        expires_at: when it is cancelled instead of sent; None for never.
        text_version: the words it is written with, the same at every try; None: the program's own.
    """

    id: int
    contact_id: int
    kind: MessageKind
    language: Language
    to_address: str
    cell_phone: str
    rfc_message_id: str
    queued_at: dt.datetime
    claimed_at: dt.datetime
    link_seed: str | None
    link_expires_at: dt.datetime | None
    tries: int
    unknown_outcomes: int
    lease_token: str
    lease_until: dt.datetime | None = None
    put_off_since: dt.datetime | None = None
    expires_at: dt.datetime | None = None
    text_version: TextVersion | None = None


@dataclass(slots=True)
class ClaimedRow:
    """What is needed of a message's row to send it: whole rows take half as long again to claim."""

    id: int
    contact_id: int
    kind: MessageKind
    language: Language
    to_address: str
    rfc_message_id: str
    queued_at: dt.datetime
    link_seed: str | None
    expires_at: dt.datetime | None
    tries: int
    lease_token: str | None
    lease_until: dt.datetime | None
    put_off_since: dt.datetime | None
    text_version_id: int | None


def facts_of(rows: Sequence[ClaimedRow | Message], claimed_at: dt.datetime) -> tuple[ClaimedMessage, ...]:
    """What is needed to write these messages, a few queries however many there are."""
    contacts: Any = Contact.select(Contact.id, Contact.cell_phone)
    phones = dict(contacts.where(Contact.id.in_([row.contact_id for row in rows])).tuples())
    ends = links_expire_at([(row.id, row.kind) for row in rows])
    versions = {number: message_texts.version(number) for number in {row.text_version_id for row in rows} if number}
    return tuple(
        ClaimedMessage(
            id=row.id,
            contact_id=row.contact_id,
            kind=row.kind,
            language=row.language,
            to_address=row.to_address,
            cell_phone=phones[row.contact_id],
            rfc_message_id=row.rfc_message_id,
            queued_at=row.queued_at,
            claimed_at=claimed_at,
            link_seed=row.link_seed,
            link_expires_at=ends.get(row.id),
            expires_at=row.expires_at,
            tries=row.tries,
            unknown_outcomes=unknown_outcomes(row.id) if row.tries > 1 else 0,
            lease_token=row.lease_token or "",
            lease_until=row.lease_until,
            put_off_since=row.put_off_since,
            text_version=versions.get(row.text_version_id or 0),
        )
        for row in rows
    )


def links_expire_at(messages: Sequence[tuple[int, MessageKind]]) -> dict[int, dt.datetime]:
    """{message id: end of the link it carries}, for those that carry one."""
    ends: dict[int, dt.datetime | None] = {}
    for message_id, kind in messages:
        if kind is MessageKind.CONFIRM_EMAIL:
            change: Any = EmailChange.select(fn.MAX(EmailChange.expires_at)).join(
                Message, on=(Message.account == EmailChange.account)
            )
            ends[message_id] = utc(change.where(Message.id == message_id, EmailChange.void_at.is_null()).scalar())
    others = [message_id for message_id, kind in messages if kind is not MessageKind.CONFIRM_EMAIL]
    links: Any = Message.select(Message.id, SetupLink.expires_at).join(SetupLink).where(Message.id.in_(others))
    ends |= {message_id: utc(end) for message_id, end in links.tuples()}
    return {message_id: end for message_id, end in ends.items() if end is not None}


def utc(value: dt.datetime | str | None) -> dt.datetime | None:
    """A time as an aggregate gives it, without its field's conversion."""
    if value is None:
        return None
    time = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


def unknown_outcomes(message_id: int) -> int:
    """How many tries of a message ended with nobody knowing whether the server took it."""
    unknown = (OUTCOME_UNKNOWN, TEXT_OUTCOME_UNKNOWN)
    events = MessageEvent.select().where(MessageEvent.message == message_id, MessageEvent.explanation.in_(unknown))
    return int(events.count())
