# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages for looking at: as a parent got or will get them, and words not yet saved, filled in with sample data.

A link that works, or a code, is never in a preview: both are the parent's alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage

from opportal_desktop.mail.addresses import AddressNotValidError
from opportal_desktop.mail.compose import hidden_code_text, mail_text, written
from opportal_desktop.mail.templates import compile_words, compiled
from opportal_desktop.records.claimed_messages import ClaimedMessage
from opportal_desktop.records.message_texts import MailWords, TextVersion, built_in_words
from opportal_desktop.records.outbox import message_facts
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.terms import Language, MessageKind

HIDDEN = "…"
"""Stands in place of a link's secret."""
SAMPLE_ADDRESS = "ana.garcia@example.com"
SAMPLE_PHONE = "+12125550123"
_SAMPLE_PORTAL = "https://portal.example.com"


@dataclass(frozen=True, slots=True)
class Preview:
    """A message as people see it.

    Attributes:
        text: the plain form, or all of a text message.
        html: the formatted form; empty for a text message.
        version: the version of its words; None for a text message, and for words that have no row yet.
        problem: why it can't be written, in words; the rest is empty then.
    """

    sender: str = ""
    to: str = ""
    reply_to: str = ""
    subject: str = ""
    text: str = ""
    html: str = ""
    version: TextVersion | None = None
    problem: str = ""


def preview(records: Records, message_id: int) -> Preview | None:
    """A message in any state, in the words that it was (or would now be) written with; None when there is none.

    What its placeholders stand for (the practice's name and phone, the portal's address) is as it is now.

    Raises:
        OutboxUnavailableError: the records cannot be read now.
    """
    facts = message_facts(records, message_id)
    if facts is None:
        return None
    settings = load_settings(records)
    if facts.kind.is_text:
        return Preview(sender=settings.text_from, to=facts.cell_phone, text=hidden_code_text(facts, settings))
    version = facts.text_version
    words = version.words if version else built_in_words(facts.kind, facts.language.of_mails)
    try:
        text = mail_text(facts, settings, words.button, _hidden_link(facts.kind, settings))
        mail = written(facts, settings, text, compiled(facts.kind, facts.language.of_mails, words))
    except AddressNotValidError:
        return Preview(problem="It can’t be shown: the address it goes to, or the practice’s own, is not valid.")
    return _shown(mail, version)


def preview_words(
    kind: MessageKind, language: Language, words: MailWords, settings: PracticeSettings, now: dt.datetime
) -> Preview:
    """Words as a parent would get them from this practice; the parent and the link are made up."""
    sample = ClaimedMessage(
        id=0,
        contact_id=0,
        kind=kind,
        language=language,
        to_address=SAMPLE_ADDRESS,
        cell_phone=SAMPLE_PHONE,
        rfc_message_id="<sample@example.com>",
        queued_at=now,
        claimed_at=now,
        link_seed=None,
        link_expires_at=now + dt.timedelta(hours=settings.link_hours),
        tries=1,
        unknown_outcomes=0,
        lease_token="",
    )
    text = mail_text(sample, settings, words.button, _hidden_link(kind, settings))
    try:
        mail = written(sample, settings, text, compile_words(kind, language, words))
    except AddressNotValidError:
        # No sender yet: the words can be seen all the same.
        stand_in = PracticeSettings(practice_name=settings.practice_name, mail_from="practice@example.com")
        mail = written(sample, stand_in, text, compile_words(kind, language, words))
    return _shown(mail, None)


def _hidden_link(kind: MessageKind, settings: PracticeSettings) -> str:
    portal = settings.portal_url.rstrip("/") or _SAMPLE_PORTAL
    if kind is MessageKind.WELCOME_ACTIVE:
        return portal
    return f"{portal}/{'email' if kind is MessageKind.CONFIRM_EMAIL else 'welcome'}/{HIDDEN}"


def _shown(mail: EmailMessage, version: TextVersion | None) -> Preview:
    plain, formatted = mail.iter_parts()
    return Preview(
        sender=str(mail["From"]),
        to=str(mail["To"]),
        reply_to=str(mail["Reply-To"] or ""),
        subject=str(mail["Subject"]),
        text=str(plain.get_content()),
        html=str(formatted.get_content()),
        version=version,
    )
