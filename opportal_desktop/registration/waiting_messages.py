# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk does with a message in the outbox: send it now, or cancel it while it waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from opportal_desktop.records import accounts, claimed_messages, codes, families, outbox, portal
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import Message, PortalAccount
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.records.records import Records
from opportal_desktop.registration.errors import RecordGone, TooLate
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.terms import Changed, MessageKind, MessageState, StaffMember

SEND_NOW = "Send now was clicked."
CANCELLED = "Cancelled at the desk before it was sent. Its link is void."
CANCELLED_AFTER_TRY = (
    "Cancelled at the desk. An earlier try may have reached the mail server all the same; its link is void."
)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to a message.

    Attributes:
        at: UTC.
        by: a person's name, or the program's.
        explanation: what happened and what to do, in plain words; may be empty.
        server_reply: the mail server's own words; empty where it said nothing.
    """

    at: dt.datetime
    by: str
    state: MessageState
    explanation: str
    server_reply: str


@dataclass(frozen=True, slots=True)
class SendNow:
    """What Send now did. `held`: why nothing goes out at present all the same, and what to do; None if it goes."""

    held: str | None


@dataclass(frozen=True, slots=True)
class Undone:
    """What Undo took back, and what had gone out before it could.

    Attributes:
        cancelled: ids of messages that will not be sent.
        too_late: ids of the others.
        words: what to tell the desk about the others; empty if there are none.
    """

    cancelled: tuple[int, ...]
    too_late: tuple[int, ...]
    words: str


def message_history(records: Records, message_id: int) -> tuple[HistoryEntry, ...]:
    """Who asked for a message, each try of it and what became of it, oldest first."""
    return tuple(
        HistoryEntry(row.at, row.by, row.state, row.explanation, row.server_reply)
        for row in accounts.history(message_id)
    )


def send_now(records: Records, message_id: int, by: StaffMember) -> SendNow:
    """Make a message that waits due now.

    A hold for want of a connection ends with it. Every other hold stays: it says what somebody has to put right, and
    trying a wrong password again and again locks the mailbox.

    Raises:
        TooLate: it waits no more.
        RecordGone: there is no such message.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        row = _message(message_id)
        if not accounts.hasten(row.id, by.name, SEND_NOW, records.clock()):
            raise TooLate(row.state)
        channel = outbox.channel_of(row.kind)
        hold = outbox.queue_hold(records, channel)
        if hold and hold.reason is HoldReason.CONNECTION:
            outbox.end_queue_hold(records, channel)
            hold = None
        write_audit(records, f"{row.kind.label}: Send now", by, contact_id=row.contact_id)
        records.announce(Changed(contact_ids=frozenset({row.contact_id}), outbox=True))
        return SendNow(hold.explanation if hold else None)


def cancel_message(records: Records, message_id: int, by: StaffMember) -> None:
    """Cancel a message that waits. Its link is void; a contact whose only invitation it was is Not registered again.

    Raises:
        TooLate: it is going out or has gone; nothing was changed.
        RecordGone: there is no such message.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        _cancel(records, _message(message_id), by)


def undo_welcome(records: Records, message_ids: Iterable[int], by: StaffMember) -> Undone:
    """Take back the Welcome Emails that one Save or Register has queued, as far as they still wait.

    What was saved stays saved.

    Raises:
        RecordsBusyError: somebody else is writing; try again.
    """
    cancelled, too_late, words = [], [], ""
    with records.transaction():
        for message_id in message_ids:
            try:
                _cancel(records, _message(message_id), by)
                cancelled.append(message_id)
            except TooLate as error:
                too_late.append(message_id)
                words = error.words
    return Undone(tuple(cancelled), tuple(too_late), words)


def _message(message_id: int) -> Message:
    row = accounts.message_row(message_id)
    if row is None:
        raise RecordGone
    return row


def _cancel(records: Records, row: Message, by: StaffMember) -> None:
    because = CANCELLED_AFTER_TRY if claimed_messages.unknown_outcomes(row.id) else CANCELLED
    if not accounts.cancel_waiting(row.id, by.name, because, records.clock()):
        # What is read once more is what the claim before this transaction wrote.
        raise TooLate(_message(row.id).state)
    _void_what_it_carried(records, row)
    people, patients = _take_back_registration(records, row)
    write_audit(
        records,
        f"{row.kind.label} cancelled",
        by,
        contact_id=row.contact_id,
        changes={"to_address": (row.to_address, None)},
        reason="cancelled at the desk",
    )
    records.announce(Changed(patient_ids=patients, contact_ids=people | {row.contact_id}, outbox=True))


def _void_what_it_carried(records: Records, row: Message) -> None:
    if row.setup_link_id is not None:
        accounts.void_link(records, row.setup_link_id, "cancelled at the desk")
    elif row.kind is MessageKind.CONFIRM_EMAIL:
        portal.void_email_changes(row.account_id, records.clock())
    elif row.kind is MessageKind.SIGN_IN_CODE:
        codes.void_codes(records, row.account_id)


def _take_back_registration(records: Records, row: Message) -> tuple[frozenset[int], frozenset[int]]:
    """Contacts and patients whose status may differ; what was never sent to anybody is no invitation any more."""
    account: PortalAccount = row.account
    picture = family_picture([row.contact_id], [account.email_key])
    people = frozenset(contact.id for contact in picture.contacts_by_email.get(account.email_key, ()))
    patients = frozenset(link.patient_id for link in picture.links if link.contact_id in people)
    rows = accounts.accounts_by_email([account.email_key])[account.email_key]
    never = rows.invitation is None and account.first_sign_in_at is None and not accounts.has_printed_link(account.id)
    if row.kind.is_welcome and never:
        families.forget_registered(people, account.created_at)
    return people, patients
