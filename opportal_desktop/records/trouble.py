# SPDX-License-Identifier: GPL-3.0-or-later
"""What may have gone wrong with messages, accounts and links: candidates, which the rules then judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any

from peewee import fn

from opportal_desktop.records.models import Contact, Message, PortalAccount, SetupLink
from opportal_desktop.records.outbox import Channel
from opportal_desktop.terms import MessageKind, MessageState

_FOLLOWED_UP = tuple(
    kind
    for kind in MessageKind
    # Of the parent's own change of address: one goes to an address that the desk never sees, one to the old one.
    if kind not in (MessageKind.CONFIRM_EMAIL, MessageKind.EMAIL_CHANGED)
)
_MOST_FAILED = 500


class TroubleKind(Enum):
    """What was found."""

    MAIL_FAILED = "mail failed"
    TEXT_FAILED = "text failed"
    LOCKED = "locked"
    LINK_EXPIRED = "link expired"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One candidate. `since` is UTC; `explanation` is the message's, empty for accounts and links."""

    kind: TroubleKind
    email_key: str
    since: dt.datetime
    contact_id: int | None = None
    message_id: int | None = None
    explanation: str = ""


def found(now: dt.datetime, *, most_expired: int) -> tuple[Trouble, ...]:
    """All candidates: failed messages, locked accounts and links, and the newest expired links."""
    return (*failed(), *_locked(now), *_expired(now, most_expired))


def failed(contact_ids: Collection[int] | None = None) -> tuple[Trouble, ...]:
    """Failed messages to an address that the contact still has, with nothing sent or queued by that way since."""
    if contact_ids is not None and not _any_failed(contact_ids):
        return ()
    return (*_failed(Channel.MAIL, contact_ids), *_failed(Channel.TEXT, contact_ids))


def _any_failed(contact_ids: Collection[int]) -> bool:
    """Almost always not: then one short query does, when a chart is opened."""
    if not contact_ids:
        return False
    theirs = Message.select(Message.id).where(Message.contact.in_(list(contact_ids)))
    return bool(theirs.where(Message.state == MessageState.FAILED).exists())


def waiting(channel: Channel) -> bool:
    """Whether anything waits to go out by this channel."""
    states = (MessageState.QUEUED, MessageState.SENDING)
    return bool(Message.select(Message.id).where(Message.state.in_(states), Message.kind.in_(channel.kinds)).exists())


def _failed(channel: Channel, contact_ids: Collection[int] | None) -> tuple[Trouble, ...]:
    later = Message.alias()
    put_right = later.select(later.id).where(
        later.account == Message.account,
        later.id > Message.id,
        later.state != MessageState.CANCELLED,
        later.kind.in_(channel.kinds),
    )
    mail = channel is Channel.MAIL
    same_address = Contact.email_key == PortalAccount.email_key if mail else Contact.cell_phone == Message.to_address
    query: Any = (
        Message.select(
            Message.id, Message.contact, PortalAccount.email_key, Message.finished_at, Message.queued_at,
            Message.explanation,
        )
        .join(PortalAccount)
        .switch(Message)
        .join(Contact)
        .where(
            Message.state == MessageState.FAILED,
            Message.kind.in_([kind for kind in channel.kinds if kind in _FOLLOWED_UP]),
            same_address,
            ~fn.EXISTS(put_right),
        )
        .order_by(Message.id.desc())
        .limit(_MOST_FAILED)
    )  # fmt: skip
    if contact_ids is not None:
        query = query.where(Message.contact.in_(list(contact_ids)))
    kind = TroubleKind.MAIL_FAILED if mail else TroubleKind.TEXT_FAILED
    return tuple(
        Trouble(kind, email_key, finished_at or queued_at, contact_id, message_id, explanation)
        for message_id, contact_id, email_key, finished_at, queued_at, explanation in query.tuples()
    )


def _locked(now: dt.datetime) -> tuple[Trouble, ...]:
    still = PortalAccount.locked_until.is_null() | (PortalAccount.locked_until > now)
    accounts: Any = PortalAccount.select(PortalAccount.email_key, PortalAccount.locked_at).where(
        PortalAccount.locked_at.is_null(False), still
    )
    links: Any = (
        SetupLink.select(PortalAccount.email_key, SetupLink.locked_at)
        .join(PortalAccount)
        .where(SetupLink.locked_at.is_null(False), SetupLink.used_at.is_null(), SetupLink.void_at.is_null())
    )
    rows = {key: at for query in (links, accounts) for key, at in query.tuples()}
    return tuple(Trouble(TroubleKind.LOCKED, key, at) for key, at in rows.items())


def _expired(now: dt.datetime, most: int) -> tuple[Trouble, ...]:
    """Newest links of accounts that nobody ever signed in to."""
    newer = SetupLink.alias()
    replaced = newer.select(newer.id).where(newer.account == SetupLink.account, newer.id > SetupLink.id)
    query: Any = (
        SetupLink.select(PortalAccount.email_key, SetupLink.expires_at)
        .join(PortalAccount)
        .where(
            SetupLink.expires_at <= now,
            SetupLink.used_at.is_null(),
            SetupLink.void_at.is_null(),
            SetupLink.locked_at.is_null(),
            PortalAccount.first_sign_in_at.is_null(),
            ~fn.EXISTS(replaced),
        )
        .order_by(SetupLink.id.desc())
        .limit(most)
    )
    return tuple(Trouble(TroubleKind.LINK_EXPIRED, key, at) for key, at in query.tuples())
