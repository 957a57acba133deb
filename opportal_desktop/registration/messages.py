# SPDX-License-Identifier: GPL-3.0-or-later
"""Every message as the desk reads it: the list with its filters, one message's history, what can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from opportal_desktop.folding import typed_words
from opportal_desktop.records import families, message_list, outbox
from opportal_desktop.records.message_list import ListedMessage, MessageFilter
from opportal_desktop.records.outbox import Channel, QueueHold, channel_of
from opportal_desktop.records.records import Records
from opportal_desktop.registration import waiting_messages
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.pauses import pause_words
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import Language, MessageKind, MessageState

UNKNOWN = "not known whether"
"""What every explanation says of a message that may have arrived or not (mail/habits.py)."""


_SPEAKERS = ("The mail server says that ", "Twilio says that ", "The carrier says that ")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One row of the Messages window.

    Attributes:
        when: when it was asked for, in the practice's time zone.
        to: the address, or the phone as people read it.
        outcome: the state in plain words, one line.
        unknown: nobody knows whether it arrived.
    """

    message_id: int
    kind: MessageKind
    state: MessageState
    contact_id: int
    contact_name: str
    to: str
    by: str
    when: str
    outcome: str
    unknown: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a message, in words. `server_reply`: the server's own words, empty if it said none."""

    when: str
    by: str
    what: str
    explanation: str
    server_reply: str
    state: MessageState


@dataclass(frozen=True, slots=True)
class MessageDetail:
    """Everything beside the list about one message.

    Attributes:
        patients: (patient id, name) of the contact's charts, youngest first.
        explanation: what became of it and what to do.
        can_send_now, can_cancel: it waits.
        can_register: Register would send another Welcome Email now.
        why_not: what is missing for that.
        language: what it is written in.
        contact_address: the Home Email (of a text: the Cell Phone) that the contact has today.
    """

    row: MessageRow
    patients: tuple[tuple[int, str], ...]
    explanation: str
    history: tuple[HistoryLine, ...]
    can_send_now: bool
    can_cancel: bool
    can_register: bool
    why_not: tuple[str, ...]
    language: Language
    contact_address: str


def newest_messages(
    records: Records, chosen: MessageFilter, limit: int, *, below: int | None = None
) -> tuple[MessageRow, ...]:
    """One page of the list, newest first; the page that follows message `below`, if it is given."""
    return _rows(records, message_list.page(chosen, below=below, limit=limit))


def messages_above(records: Records, chosen: MessageFilter, newest: int, limit: int) -> tuple[MessageRow, ...]:
    """What has come since message `newest`, newest first."""
    return _rows(records, message_list.above(chosen, newest, limit=limit))


def messages_between(records: Records, chosen: MessageFilter, first: int, last: int) -> tuple[MessageRow, ...]:
    """What the list has now from message `first` down to message `last`, both included."""
    return _rows(records, message_list.between(chosen, first=first, last=last))


def message_detail(records: Records, message_id: int) -> MessageDetail:
    """All about one message.

    Raises:
        RecordGone: there is no such message.
    """
    listed = message_list.one(message_id)
    if listed is None:
        raise RecordGone
    practice = practice_rules(records)
    (row,) = _rows(records, [listed])
    # Here and not above: the count of what needs attention is there from the start and does without.
    from opportal_desktop.registration.register import caregiver_authority

    authority = caregiver_authority(records, listed.contact_id)
    waits = listed.state is MessageState.QUEUED
    contact = families.contact_row(listed.contact_id)
    cell_phone = shown_phone(contact.cell_phone, practice.phone_region) if contact else ""
    return MessageDetail(
        row=row,
        patients=tuple((patient.patient_id, patient.name) for patient in authority.patients),
        explanation=_explanation(listed, practice, outbox.queue_hold(records, channel_of(listed.kind))),
        history=tuple(_history(records, listed, practice)),
        can_send_now=waits,
        can_cancel=waits,
        can_register=authority.can_register and not listed.kind.is_text,
        why_not=authority.why_not,
        language=listed.language.of_mails,
        contact_address=cell_phone if listed.kind.is_text else authority.home_email,
    )


# ---------------------------------------------------------------------------------------------------------------- words


def _rows(records: Records, listed: Iterable[ListedMessage]) -> tuple[MessageRow, ...]:
    practice = practice_rules(records)
    paused = {channel for channel in Channel if outbox.queue_hold(records, channel) is not None}
    return tuple(
        MessageRow(
            message_id=message.id,
            kind=message.kind,
            state=message.state,
            contact_id=message.contact_id,
            contact_name=full_name(message.first_name, message.last_name),
            to=shown_phone(message.to_address, practice.phone_region) if message.kind.is_text else message.to_address,
            by=message.queued_by,
            when=practice.moment(message.queued_at),
            outcome=_outcome(message, practice, channel_of(message.kind) in paused),
            unknown=_is_unknown(message),
        )
        for message in listed
    )


def _is_unknown(message: ListedMessage) -> bool:
    return message.state is MessageState.FAILED and UNKNOWN in message.explanation


def _outcome(message: ListedMessage, practice: PracticeRules, paused: bool) -> str:
    if message.state is MessageState.SENT:
        return channel_of(message.kind).handed_over.rstrip(".")
    if message.state is MessageState.SENDING:
        return "Going out now"
    if message.state is MessageState.QUEUED:
        return _waiting(message, practice, paused)
    if _is_unknown(message):
        return "Not known whether it arrived"
    word = "Failed" if message.state is MessageState.FAILED else "Cancelled"
    why = short_reason(message.explanation)
    if not why or why.startswith(word):
        return why or word
    return f"{word}: {why[0].lower()}{why[1:]}"


def _waiting(message: ListedMessage, practice: PracticeRules, paused: bool) -> str:
    if paused:
        return "Waiting: sending is paused"
    if message.due_at <= practice.now:
        return "Waiting, goes out in a moment"
    if message.tries == 0:
        return "Waiting a few seconds for Undo"
    return f"Waiting, next try {practice.soon(message.due_at)}"


def short_reason(explanation: str) -> str:
    """An explanation's first sentence for a narrow column, without its full stop and without who says it."""
    sentence = explanation.partition(". ")[0].rstrip(".")
    for speaker in _SPEAKERS:
        if sentence.startswith(speaker):
            short = sentence.removeprefix(speaker)
            return short[:1].upper() + short[1:]
    return sentence


def _explanation(message: ListedMessage, practice: PracticeRules, hold: QueueHold | None) -> str:
    if message.state is MessageState.SENT:
        server = "text service" if message.kind.is_text else "mail server"
        when = f" on {practice.moment(message.finished_at)}" if message.finished_at else ""
        return f"The {server} took it{when}. Whether it reached the inbox, only the parent can say."
    if message.state is MessageState.SENDING:
        return "It is going out at this moment."
    if message.state is MessageState.QUEUED and hold is not None:
        return f"It waits: sending is paused. {pause_words(hold, practice)}"
    if message.state is MessageState.QUEUED and not message.explanation:
        return "It waits to be sent."
    if message.state is MessageState.QUEUED and message.due_at > practice.now:
        return f"{message.explanation} Next try {practice.soon(message.due_at)}."
    return message.explanation


def _history(records: Records, message: ListedMessage, practice: PracticeRules) -> Iterable[HistoryLine]:
    tries = 0
    asked = False
    for entry in waiting_messages.message_history(records, message.id):
        if entry.state is MessageState.SENDING:
            tries += 1
            what = f"Try {tries}"
        elif entry.state is MessageState.QUEUED and not asked:
            asked, what = True, f"{message.kind.label} asked for"
        else:
            what = {
                MessageState.QUEUED: "Waiting",
                MessageState.SENT: channel_of(message.kind).handed_over.rstrip("."),
                MessageState.FAILED: "Failed",
                MessageState.CANCELLED: "Cancelled",
            }[entry.state]
        explanation = "" if entry.state is MessageState.SENT else entry.explanation
        yield HistoryLine(practice.moment(entry.at), entry.by, what, explanation, entry.server_reply, entry.state)


def contacts_like(records: Records, text: str) -> tuple[tuple[int, str], ...]:
    """(contact id, name and address) of contacts whose name or Home Email starts so: to filter by one of them."""
    typed = text.strip()
    if "@" in typed:
        found = families.contacts_by_email_prefix(typed.casefold())
    else:
        words = typed_words(typed)
        found = families.contacts_by_name(words) if words else ()
    return tuple((row.id, _named(full_name(row.first_name, row.last_name), row.home_email)) for row in found)


def _named(name: str, address: str) -> str:
    return f"{name}   ·   {address}" if address else name
