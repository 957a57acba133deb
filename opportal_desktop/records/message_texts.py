# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the mails: the program's own from resources/mail, and every version that the practice made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from opportal_desktop.records.models import Message, MessageText
from opportal_desktop.records.records import Records
from opportal_desktop.records.rows import rows_by
from opportal_desktop.resource_files import resource_path
from opportal_desktop.terms import PROGRAM, Language, MessageKind

BUILT_IN_BY = PROGRAM.name
_FOOT_MARK = "\n----\n"


@dataclass(frozen=True, slots=True)
class MailWords:
    """What a mail says, in the markup of `registration.message_markup`. `button` is empty where there is none."""

    subject: str
    button: str
    body: str


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of a mail's words.

    Attributes:
        number: 1 for the first that was used or saved, for each kind and language.
        built_in: the program's own words.
    """

    id: int
    kind: MessageKind
    language: Language
    number: int
    words: MailWords
    built_in: bool
    saved_at: dt.datetime
    saved_by: str


@cache
def built_in_words(kind: MessageKind, language: Language) -> MailWords:
    """The program's own words of a kind of mail, in a language that mails are written in."""
    return _built_in(kind, language)[0]


@cache
def foot(kind: MessageKind, language: Language) -> str:
    """What stands below every version: it warns of fraud, so nobody can take it out."""
    return _built_in(kind, language)[1]


@cache
def _built_in(kind: MessageKind, language: Language) -> tuple[MailWords, str]:
    text = resource_path("mail", f"{kind.value}.{language.value}.txt").read_text(encoding="utf-8")
    head, _, rest = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    body, _, below = rest.partition(_FOOT_MARK)
    return MailWords(fields["Subject"], fields.get("Button", ""), body.strip()), below.strip()


def newest(kind: MessageKind, language: Language) -> TextVersion | None:
    """The version with the highest number; None before anything was saved or sent."""
    rows = versions(kind, language, limit=1)
    return rows[0] if rows else None


def versions(kind: MessageKind, language: Language, limit: int | None = None) -> tuple[TextVersion, ...]:
    """All versions, the newest first."""
    query = (
        MessageText.select()
        .where(MessageText.kind == kind, MessageText.language == language)
        .order_by(MessageText.number.desc())
        .limit(limit)
    )
    return tuple(_version(row) for row in query)


def version(version_id: int) -> TextVersion:
    """The version of this id; there is one, for none is ever deleted."""
    (row,) = rows_by(MessageText, id=version_id)
    return _version(row)


def now_used(kind: MessageKind, language: Language) -> TextVersion | None:
    """The version that a mail written now gets; None: the program's own, which has no row yet."""
    language = language.of_mails
    last = newest(kind, language)
    if last is None or not last.built_in:
        return last
    words = built_in_words(kind, language)
    if last.words == words:
        return last
    # After an update; or an older program and a newer one take turns on one database.
    same = MessageText.select().where(
        MessageText.kind == kind,
        MessageText.language == language,
        MessageText.built_in,
        MessageText.subject == words.subject,
        MessageText.button == words.button,
        MessageText.body == words.body,
    )
    row = same.order_by(MessageText.number.desc()).first()
    return _version(row) if row else None


def pin(records: Records, message_ids: Sequence[int], kind: MessageKind, language: Language) -> int:
    """Note in messages which version they are written with, inside the caller's transaction; returns its id."""
    language = language.of_mails
    used = now_used(kind, language)
    if used is None:
        used = add_version(records, kind, language, built_in_words(kind, language), BUILT_IN_BY, built_in=True)
    Message.update(text_version=used.id).where(Message.id.in_(message_ids)).execute()
    return used.id


def add_version(
    records: Records, kind: MessageKind, language: Language, words: MailWords, by: str, *, built_in: bool
) -> TextVersion:
    """Add a version with the next number, inside the caller's transaction."""
    last = newest(kind, language)
    row = MessageText.create(
        kind=kind,
        language=language,
        number=last.number + 1 if last else 1,
        subject=words.subject,
        button=words.button,
        body=words.body,
        built_in=built_in,
        saved_at=records.clock(),
        saved_by=by,
    )
    return _version(row)


def _version(row: MessageText) -> TextVersion:
    return TextVersion(
        id=row.id,
        kind=row.kind,
        language=row.language,
        number=row.number,
        words=MailWords(row.subject, row.button, row.body),
        built_in=row.built_in,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )
