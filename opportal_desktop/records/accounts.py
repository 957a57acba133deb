# SPDX-License-Identifier: GPL-3.0-or-later
"""Portal accounts, their setup links and their Welcome Emails: reading and single steps of a transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from opportal_desktop.records.models import Message, MessageEvent, PortalAccount, SetupLink
from opportal_desktop.records.records import Records
from opportal_desktop.records.rows import PreparedRows, row_by, rows_by, rows_in
from opportal_desktop.terms import Language, LinkPurpose, MessageKind, MessageState

WELCOME_KINDS = frozenset(kind for kind in MessageKind if kind.is_welcome)
NEED_ACCESS = WELCOME_KINDS | {MessageKind.RESET_PASSWORD, MessageKind.CONFIRM_EMAIL}
"""Emails that are of no use once access has ended; a notice of what was changed goes out all the same."""


@dataclass(frozen=True, slots=True)
class AccountRows:
    """An account with its newest setup link and its latest Welcome Email that was not cancelled."""

    account: PortalAccount
    setup_link: SetupLink | None
    invitation: Message | None


@dataclass(frozen=True, slots=True)
class LinkState:
    """What decides whether a setup link still opens anything."""

    id: int
    purpose: LinkPurpose
    expires_at: dt.datetime
    used_at: dt.datetime | None
    void_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class MessageAndLink:
    """What decides whether a message still has its reason."""

    id: int
    kind: MessageKind
    account_id: int
    link_seed: str | None
    email_key: str
    setup_link: LinkState | None


@dataclass(frozen=True, slots=True)
class WelcomeMail:
    """A Welcome Email to put into the outbox."""

    contact_id: int
    to_address: str
    language: Language
    queued_by: str
    mail_domain: str
    token_hash: str | None = None
    """Of the new setup link; None for the variant that names no link."""
    link_seed: str | None = None
    link_life: dt.timedelta = dt.timedelta(hours=48)
    delay: dt.timedelta = dt.timedelta(0)
    """How long it waits before its first try, so that it can be taken back."""


def accounts_by_email(email_keys: Collection[str]) -> dict[str, AccountRows]:
    """The accounts of these Home Emails, three queries however many there are."""
    accounts = {row.id: row for row in rows_in(PortalAccount, "email_key", email_keys)}
    if not accounts:
        return {}
    links = {row.account_id: row for row in _NEWEST_LINKS.rows(accounts=accounts.keys())}
    mails = {row.account_id: row for row in _LATEST_INVITATIONS.rows(accounts=accounts.keys())}
    return {row.email_key: AccountRows(row, links.get(row.id), mails.get(row.id)) for row in accounts.values()}


def _newest_links(accounts: list[Any]) -> Any:
    newest = fn.MAX(SetupLink.id)
    ids = SetupLink.select(newest).where(SetupLink.account.in_(accounts)).group_by(SetupLink.account)
    return SetupLink.select().where(SetupLink.id.in_(ids))


def _latest_invitations(accounts: list[Any]) -> Any:
    latest = (
        Message.select(fn.MAX(Message.id))
        .where(
            Message.account.in_(accounts),
            Message.state != MessageState.CANCELLED,
            Message.kind.in_([MessageKind.WELCOME, MessageKind.WELCOME_ACTIVE]),
        )
        .group_by(Message.account)
    )
    return Message.select().where(Message.id.in_(latest))


_NEWEST_LINKS = PreparedRows(SetupLink, _newest_links)
_LATEST_INVITATIONS = PreparedRows(Message, _latest_invitations)


def account_for(records: Records, email_key: str) -> PortalAccount:
    """The account of a Home Email, made if there is none yet."""
    known = row_by(PortalAccount, email_key=email_key)
    return known or PortalAccount.create(email_key=email_key, created_at=records.clock())


def queue_welcome(records: Records, account: PortalAccount, mail: WelcomeMail) -> Message:
    """Put a Welcome Email into the outbox; the account's older link is void, an older queued mail is replaced."""
    now = records.clock()
    link = None
    replaced = WELCOME_KINDS
    if mail.token_hash is not None:
        # The link voids every older one, that of a mail for a new password too.
        replaced |= {MessageKind.RESET_PASSWORD}
        void_links(records, account.id, "replaced by a newer link")
        link = SetupLink.create(
            account=account, token_hash=mail.token_hash, created_at=now, expires_at=now + mail.link_life
        )
    cancel_queued(records, account.id, mail.queued_by, "Replaced by a newer Welcome Email.", replaced)
    return queue_message(
        records,
        MessageKind.WELCOME if link else MessageKind.WELCOME_ACTIVE,
        account.id,
        mail.contact_id,
        to_address=mail.to_address,
        language=mail.language,
        queued_by=mail.queued_by,
        mail_domain=mail.mail_domain,
        link_id=link.id if link else None,
        link_seed=mail.link_seed,
        delay=mail.delay,
    )


def queue_message(
    records: Records,
    kind: MessageKind,
    account_id: int,
    contact_id: int,
    *,
    to_address: str,
    language: Language,
    queued_by: str,
    mail_domain: str,
    link_id: int | None = None,
    link_seed: str | None = None,
    delay: dt.timedelta = dt.timedelta(0),
) -> Message:
    """Put one email into the outbox, within the caller's transaction; it goes out after `delay`."""
    now = records.clock()
    row = Message.create(
        kind=kind,
        account=account_id,
        contact=contact_id,
        setup_link=link_id,
        link_seed=link_seed,
        to_address=to_address,
        language=language,
        queued_at=now,
        queued_by=queued_by,
        rfc_message_id="pending",
        due_at=now + delay,
    )
    row.rfc_message_id = f"<{row.public_id}@{mail_domain}>"
    row.save(only=[Message.rfc_message_id])
    MessageEvent.create(message=row, at=now, by=queued_by, state=MessageState.QUEUED)
    return row


def cancel_queued(
    records: Records, account_id: int, by: str, because: str, kinds: Collection[MessageKind] = WELCOME_KINDS
) -> int:
    """Cancel what waits of these kinds for this account and is not going out this moment; returns how many."""
    now = records.clock()
    waiting = rows_by(Message, account=account_id, state=MessageState.QUEUED.value)
    wanted = [row for row in waiting if row.kind in kinds]
    for row in wanted:
        cancel_waiting(row.id, by, because, now)
    return len(wanted)


def cancel_waiting(message_id: int, by: str, because: str, now: dt.datetime) -> bool:
    """Cancel a message that waits, within the caller's transaction; False if it was claimed or finished before.

    One statement decides between this and a claim: of the two, one wins.
    """
    cancelled = Message.update(
        state=MessageState.CANCELLED, link_seed=None, finished_at=now, explanation=because, lease_token=None
    ).where(Message.id == message_id, Message.state == MessageState.QUEUED)
    if not cancelled.execute():
        return False
    MessageEvent.create(message=message_id, at=now, by=by, state=MessageState.CANCELLED, explanation=because)
    return True


def note_waiting(message_id: int, by: str, because: str, now: dt.datetime) -> None:
    """Note in a message's history that it waits again."""
    MessageEvent.create(message=message_id, at=now, by=by, state=MessageState.QUEUED, explanation=because)


def hasten(message_id: int, by: str, because: str, now: dt.datetime) -> bool:
    """Make a message that waits due now, within the caller's transaction; False if it does not wait."""
    hastened = Message.update(due_at=now).where(Message.id == message_id, Message.state == MessageState.QUEUED)
    if not hastened.execute():
        return False
    MessageEvent.create(message=message_id, at=now, by=by, state=MessageState.QUEUED, explanation=because)
    return True


def history(message_id: int) -> tuple[MessageEvent, ...]:
    """All that happened to a message, oldest first."""
    return tuple(MessageEvent.select().where(MessageEvent.message == message_id).order_by(MessageEvent.id))


def has_printed_link(account_id: int) -> bool:
    """Whether a welcome sheet with a link was ever printed for this account."""
    return bool(rows_by(SetupLink, account=account_id, purpose=LinkPurpose.SHEET.value))


def void_link(records: Records, link_id: int, because: str) -> None:
    """Make one unused link void."""
    SetupLink.update(void_at=records.clock(), void_because=because).where(
        SetupLink.id == link_id, SetupLink.used_at.is_null(), SetupLink.void_at.is_null()
    ).execute()


def void_links(records: Records, account_id: int, because: str) -> int:
    """Make the account's unused links void; returns how many."""
    return int(
        SetupLink.update(void_at=records.clock(), void_because=because)
        .where(SetupLink.account == account_id, SetupLink.used_at.is_null(), SetupLink.void_at.is_null())
        .execute()
    )


def replace_link(
    records: Records, account_id: int, purpose: LinkPurpose, token_hash: str, life: dt.timedelta
) -> SetupLink:
    """A new setup link for the account; the one before is void."""
    void_links(records, account_id, "replaced by a newer link")
    now = records.clock()
    return SetupLink.create(
        account=account_id, purpose=purpose, token_hash=token_hash, created_at=now, expires_at=now + life
    )


def message_row(message_id: int) -> Message | None:
    """One message of the outbox."""
    return row_by(Message, id=message_id)


def messages_with_account_and_link(message_ids: Collection[int]) -> tuple[MessageAndLink, ...]:
    """These messages with their accounts and, where they have one, setup links, in one query."""
    query: Any = Message.select(
        Message.id,
        Message.kind,
        Message.account,
        Message.link_seed,
        PortalAccount.email_key,
        SetupLink.id,
        SetupLink.purpose,
        SetupLink.expires_at,
        SetupLink.used_at,
        SetupLink.void_at,
    )
    query = query.join(PortalAccount).switch(Message).join(SetupLink, JOIN.LEFT_OUTER)
    rows: Iterable[Any] = query.where(Message.id.in_(list(message_ids))).tuples()
    return tuple(
        MessageAndLink(number, kind, account, seed, email, _link_state(link))
        for number, kind, account, seed, email, *link in rows
    )


def _link_state(values: Sequence[Any]) -> LinkState | None:
    return None if values[0] is None else LinkState(*values)


def messages_to(contact_id: int, limit: int = 200) -> tuple[Message, ...]:
    """What was ever sent to a contact, newest first."""
    return tuple(Message.select().where(Message.contact == contact_id).order_by(Message.id.desc()).limit(limit))


def contacts_written_to(account_id: int) -> frozenset[int]:
    """The contacts that anything was ever written to for this account."""
    rows: Any = Message.select(Message.contact).where(Message.account == account_id).distinct().tuples()
    return frozenset(contact_id for (contact_id,) in rows)


def restart_links(records: Records, link_ids: Collection[int], life: dt.timedelta) -> None:
    """Let unused links' lives begin now: a mail that waited for its server must not arrive with an old link."""
    SetupLink.update(expires_at=records.clock() + life).where(
        SetupLink.id.in_(list(link_ids)), SetupLink.used_at.is_null(), SetupLink.void_at.is_null()
    ).execute()
