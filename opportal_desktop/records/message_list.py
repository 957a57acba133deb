# SPDX-License-Identifier: GPL-3.0-or-later
"""The outbox as a list: filtered, newest first, read page by page from an id on, however many messages there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import SQL

from opportal_desktop.folding import typed_words
from opportal_desktop.records.models import Contact, FamilyContact, Message, PortalAccount, SearchKey
from opportal_desktop.records.search_keys import CONTACT_NAME, LAST, OWN_NAME, PHONE
from opportal_desktop.terms import Language, MessageKind, MessageState

_LEAST_DIGITS = 3
_LEAST_KIND_LETTERS = 3


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Which messages are listed; what is not set lets all through.

    Attributes:
        patient_id: messages to this patient's contacts.
        text: words of a contact's or patient's name, the start of an email address, digits of a phone, or what the
            message is.
    """

    states: tuple[MessageState, ...] = ()
    contact_id: int | None = None
    patient_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ListedMessage:
    """One message with its contact's name. Times are UTC."""

    id: int
    kind: MessageKind
    state: MessageState
    language: Language
    contact_id: int
    first_name: str
    last_name: str
    to_address: str
    queued_at: dt.datetime
    queued_by: str
    due_at: dt.datetime
    finished_at: dt.datetime | None
    tries: int
    explanation: str
    server_reply: str


def page(chosen: MessageFilter, *, below: int | None = None, limit: int) -> tuple[ListedMessage, ...]:
    """The `limit` newest messages that pass the filter; of those with smaller ids than `below`, if it is given."""
    return _read(chosen, _Range(highest=None if below is None else below - 1), limit)


def between(chosen: MessageFilter, *, first: int, last: int) -> tuple[ListedMessage, ...]:
    """All messages from id `first` down to id `last` (both included) that pass the filter now."""
    return _read(chosen, _Range(last, first), first - last + 1)


def above(chosen: MessageFilter, newest: int, *, limit: int) -> tuple[ListedMessage, ...]:
    """The newest messages that pass the filter and have larger ids than `newest`, `limit` at most."""
    return _read(chosen, _Range(lowest=newest + 1), limit)


def one(message_id: int) -> ListedMessage | None:
    """One message as it stands now; None if there is none."""
    rows = _rows(_listed().where(Message.id == message_id))
    return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class _Range:
    """Ids from `lowest` to `highest`, both included; None for no end."""

    lowest: int | None = None
    highest: int | None = None

    def of(self, field: Any) -> list[Any]:
        ends = []
        if self.lowest is not None:
            ends.append(field >= self.lowest)
        if self.highest is not None:
            ends.append(field <= self.highest)
        return ends


def _read(chosen: MessageFilter, ids: _Range, limit: int) -> tuple[ListedMessage, ...]:
    """The newest of these ids that pass the filter.

    What lets only some through is looked up in indexes alone, and then just one page of rows is read: the rows lie
    scattered over the file, and every page of it must be decrypted.
    """
    is_rare = bool(chosen.states) and MessageState.SENT not in chosen.states
    if not is_rare and not chosen.text.strip():
        query = _where(_listed(), *_by_person(chosen), *ids.of(Message.id))
        if chosen.states:
            # Nearly all messages are sent ones: by the index of states they would all be sorted for one page.
            query = query.where(Message.state.not_in(_others(chosen.states)))
        return _rows(query.limit(limit))
    found = _found(chosen, ids, limit, is_rare)
    return _rows(_listed().where(Message.id.in_(found))) if found else ()


def _found(chosen: MessageFilter, ids: _Range, limit: int, is_rare: bool) -> list[int]:
    # Not the bare id: SQLite would rather walk through all messages in their order.
    bare = Message.id + 0
    passes = [*_by_person(chosen), *ids.of(bare)]
    if not chosen.text.strip():
        alone: Any = Message.select(Message.id).where(Message.state.in_(chosen.states), *passes)
        return [number for (number,) in alone.order_by(bare.desc()).limit(limit).tuples()]
    if chosen.states:
        states = chosen.states if is_rare else _others(chosen.states)
        of_states = Message.select(Message.id).where(Message.state.in_(states))
        passes.append(Message.id.in_(of_states) if is_rare else Message.id.not_in(of_states))
    either: Any = None
    for meaning in _meanings(chosen.text.strip(), limit, passes):
        arm = Message.select(Message.id).where(meaning, *passes)
        either = arm if either is None else either | arm
    return [number for (number,) in either.order_by(SQL("1 DESC")).limit(limit).tuples()]


def _where(query: Any, *conditions: Any) -> Any:
    """With all of them; peewee wants at least one."""
    return query.where(*conditions) if conditions else query


def _others(states: Collection[MessageState]) -> list[MessageState]:
    return [state for state in MessageState if state not in states]


def _listed() -> Any:
    return (
        Message.select(
            Message.id,
            Message.kind,
            Message.state,
            Message.language,
            Message.contact,
            Contact.first_name,
            Contact.last_name,
            Message.to_address,
            Message.queued_at,
            Message.queued_by,
            Message.due_at,
            Message.finished_at,
            Message.tries,
            Message.explanation,
            Message.server_reply,
        )
        .join(Contact)
        .order_by(Message.id.desc())
    )


def _by_person(chosen: MessageFilter) -> list[Any]:
    wanted = []
    if chosen.contact_id is not None:
        wanted.append(Message.contact == chosen.contact_id)
    if chosen.patient_id is not None:
        wanted.append(Message.contact.in_(_contacts_of((chosen.patient_id,))))
    return wanted


def _rows(query: Any) -> tuple[ListedMessage, ...]:
    return tuple(ListedMessage(*row) for row in query.tuples())


def _contacts_of(patients: Any) -> Any:
    return FamilyContact.select(FamilyContact.contact).where(FamilyContact.patient.in_(patients))


def _meanings(text: str, limit: int, passes: Sequence[Any]) -> list[Any]:
    """What the typed text may mean, each by an index of its own."""
    key = text.casefold()
    accounts = PortalAccount.select(PortalAccount.id).where(_starts(PortalAccount.email_key, key))
    by_email = Message.account.in_(accounts)
    digits = "".join(ch for ch in text if ch.isdigit())
    if "@" in text:
        return [by_email]
    if digits and not any(ch.isalpha() for ch in text):
        if len(digits) < _LEAST_DIGITS:
            return [Message.id.is_null()]
        phones = SearchKey.select(SearchKey.contact_id).where(
            SearchKey.kind == PHONE, _starts(SearchKey.key, digits), SearchKey.contact_id > 0
        )
        return [Message.contact.in_(phones), by_email]
    words = typed_words(text)
    if not words:
        return [by_email]
    contacts = _named(CONTACT_NAME, words).select(SearchKey.contact_id)
    families = _contacts_of(_named(OWN_NAME, words).select(SearchKey.patient))
    # Who is active in no chart has no search keys, but a last name.
    nobodys = Contact.select(Contact.id).where(_starts(Contact.sort_last, words[0]))
    for word in words[1:]:
        nobodys = nobodys.where(_starts(Contact.sort_first, word))
    meanings = [Message.contact.in_(contacts), Message.contact.in_(families), Message.contact.in_(nobodys), by_email]
    if kinds := _kinds(key):
        # A kind is frequent: its newest are soon found in the order of the ids.
        newest = _where(Message.select(Message.id), Message.kind.in_(kinds), *passes)
        meanings.append(Message.id.in_(newest.order_by(Message.id.desc()).limit(limit)))
    return meanings


def _named(kind: str, words: Sequence[str]) -> Any:
    lead = max(words, key=len)
    keys = SearchKey.select().where(SearchKey.kind == kind, _starts(SearchKey.key, lead))
    for word in words:
        if word is not lead:
            keys = keys.where(SearchKey.words.contains(f" {word}"))
    return keys


def _kinds(key: str) -> Collection[MessageKind]:
    return [kind for kind in MessageKind if len(key) >= _LEAST_KIND_LETTERS and key in kind.label.casefold()]


def _starts(field: Any, prefix: str) -> Any:
    return (field >= prefix) & (field < prefix + LAST)


def take_back_candidates(by: str, now: dt.datetime) -> tuple[ListedMessage, ...]:
    """Welcome Emails that this person asked for and that still wait for their first try, oldest first."""
    waiting = _listed().where(
        Message.state == MessageState.QUEUED,
        Message.due_at > now,
        Message.tries == 0,
        Message.queued_by == by,
        Message.kind.in_([kind for kind in MessageKind if kind.is_welcome]),
    )
    return tuple(reversed(_rows(waiting)))
