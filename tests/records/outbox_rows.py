# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows for tests of the outbox, as a Save leaves them behind."""

from __future__ import annotations

import datetime as dt
import secrets
from itertools import count
from typing import Any

from opportal_desktop.records.models import Contact, Message, MessageEvent, PortalAccount, SetupLink
from opportal_desktop.records.records import Records
from opportal_desktop.registration.setup_links import new_seed, setup_token, token_hash
from opportal_desktop.terms import Language, MessageKind, MessageState

_number = count(1)


def queue_message(records: Records, **fields: Any) -> Message:
    """One queued Welcome Email with contact, account and link; `fields` replace those of the message."""
    now = records.clock()
    number = next(_number)
    address = fields.get("to_address", f"parent{number}@example.com")
    contact = Contact.create(
        first_name="Ana",
        last_name="Planted-Lastname",
        birth_date=dt.date(1988, 2, 3),
        home_email=address,
        email_key=address.casefold(),
        cell_phone="+12125550123",
        changed_at=now,
        sort_last="planted-lastname",
        sort_first="ana",
    )
    account = PortalAccount.create(email_key=address.casefold(), created_at=now)
    seed = new_seed()
    link = SetupLink.create(
        account=account,
        token_hash=token_hash(setup_token(records.link_key, seed)),
        created_at=now,
        expires_at=now + dt.timedelta(hours=fields.pop("link_hours", 48)),
    )
    values: dict[str, Any] = {
        "kind": MessageKind.WELCOME,
        "account": account,
        "contact": contact,
        "setup_link": link,
        "link_seed": seed,
        "to_address": address,
        "language": Language.ENGLISH,
        "queued_at": now,
        "queued_by": "Rosa Delgado",
        "rfc_message_id": f"<{secrets.token_hex(8)}@practice.example>",
        "due_at": now,
    }
    return Message.create(**{**values, **fields})


def states(message: Message) -> list[MessageState]:
    """The message's history, oldest first."""
    events = MessageEvent.select().where(MessageEvent.message == message.id).order_by(MessageEvent.id)
    return [event.state for event in events]


def reread(message: Message) -> Message:
    """The row as it is now."""
    return Message.get_by_id(message.id)
