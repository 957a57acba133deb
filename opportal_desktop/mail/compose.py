# SPDX-License-Identifier: GPL-3.0-or-later
"""What a parent reads: emails as text and HTML, and the text with a code, in English or Spanish, without any PHI.

Only the practice's own words, the sign-in name, the link and its end, and the code go into a template.
"""

from __future__ import annotations

import binascii
import datetime as dt
import unicodedata
from email.headerregistry import BaseHeader
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from opportal_desktop.mail.addresses import AddressNotValidError, from_header, header_address, header_words, single_line
from opportal_desktop.mail.faults import held
from opportal_desktop.mail.headers import new_header, ready_header, shared_header
from opportal_desktop.mail.templates import CompiledWords, MailText, compiled, sandbox, standard_words
from opportal_desktop.records.claimed_messages import ClaimedMessage
from opportal_desktop.records.message_texts import built_in_words
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.message_markup import has_link
from opportal_desktop.registration.setup_links import email_change_url, setup_token, setup_url, sign_in_code
from opportal_desktop.registration.validators import check_phone
from opportal_desktop.terms import Language, LoginMode, MessageKind

_NAME_LENGTH = 120
_SUBJECT_LENGTH = 320
_WITH_LINK = (MessageKind.WELCOME, MessageKind.RESET_PASSWORD, MessageKind.CONFIRM_EMAIL)
# Longer names would make two or three texts of one.
_TEXT_NAME_LENGTH = 50
_BOUNDARY = "=_opportal"
"""Never in a part: quoted-printable writes "=" followed by "_" nowhere."""
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
        *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}


def compose(message: ClaimedMessage, settings: PracticeSettings, link_key: bytes) -> EmailMessage:
    """The message as it goes out; every try of it has the same Message-ID, Date and link.

    Raises:
        AddressNotValidError: nothing can be sent to this address.
        ValueError: the message's kind needs a link and it has none.
    """
    words = message.text_version.words if message.text_version else built_in_words(message.kind, _language(message))
    text = mail_text(message, settings, words.button, _link(message, settings, link_key))
    return written(message, settings, text, compiled(message.kind, _language(message), words))


def written(message: ClaimedMessage, settings: PracticeSettings, text: MailText, words: CompiledWords) -> EmailMessage:
    """The message of these words, filled in with `text`; raises AddressNotValidError."""
    to = header_address(message.to_address)
    mail = EmailMessage(policy=SMTP if to.addr_spec.isascii() else SMTPUTF8)
    subject = header_words(words.subject.render(text.values), _SUBJECT_LENGTH)
    mail["From"] = _sender(settings)
    mail["To"] = ready_header("To", to.addr_spec) if to.addr_spec.isascii() else to
    if settings.mail_reply_to.strip():
        mail["Reply-To"] = _reply_to(settings)
    mail["Subject"] = shared_header("Subject", subject)
    mail["Date"] = ready_header("Date", format_datetime(message.queued_at))
    mail["Message-ID"] = ready_header("Message-ID", message.rfc_message_id)
    # RFC 3834, and what Exchange knows in its place: no out-of-office answers to the practice.
    mail["Auto-Submitted"] = shared_header("Auto-Submitted", "auto-generated")
    mail["X-Auto-Response-Suppress"] = shared_header("X-Auto-Response-Suppress", "OOF, AutoReply")
    mail["Content-Language"] = shared_header("Content-Language", text.language)
    mail["MIME-Version"] = shared_header("MIME-Version", "1.0")
    mail["Content-Type"] = shared_header("Content-Type", f'multipart/alternative; boundary="{_BOUNDARY}"')
    mail.attach(_part("plain", words.text.render(text.values)))
    mail.attach(_part("html", words.html.render(text.values | {"subject": subject})))
    return mail


def _part(subtype: str, body: str) -> EmailMessage:
    """One form. Quoted-printable keeps lines short and ASCII, whatever relays lie between."""
    part = EmailMessage(policy=SMTP)
    part["Content-Type"] = shared_header("Content-Type", f'text/{subtype}; charset="utf-8"')
    part["Content-Transfer-Encoding"] = shared_header("Content-Transfer-Encoding", "quoted-printable")
    # EmailMessage.set_content does the same in Python, one character after the other.
    part.set_payload(binascii.b2a_qp(body.encode(), istext=True).decode("ascii"))
    return part


@lru_cache(maxsize=8)
def _sender(settings: PracticeSettings) -> BaseHeader:
    return new_header("From", from_header(settings))


@lru_cache(maxsize=8)
def _reply_to(settings: PracticeSettings) -> BaseHeader:
    return new_header("Reply-To", header_address(settings.mail_reply_to))


def check_letterhead(settings: PracticeSettings) -> None:
    """Raise MailFaultError (it holds the queue) while no message can be written with these settings."""
    if not settings.portal_url.strip():
        raise held(
            HoldReason.SETTINGS,
            "Mail is not set up yet: without the portal's address no link can be made. A manager can enter it in "
            "Settings. Messages wait until then; none is lost.",
        )
    try:
        if settings.mail_reply_to.strip() and not header_address(settings.mail_reply_to).addr_spec.isascii():
            raise AddressNotValidError("needs SMTPUTF8")
    except AddressNotValidError:
        raise held(HoldReason.SETTINGS, "The Reply-To address is not valid. Correct it in Settings.") from None
    try:
        ZoneInfo(settings.time_zone)
    except (KeyError, ValueError, OSError):
        raise held(HoldReason.SETTINGS, "The practice's time zone is not known. Choose it in Settings.") from None


def compose_text(message: ClaimedMessage, settings: PracticeSettings, link_key: bytes) -> str:
    """The text with a sign-in code; every try of it has the same code.

    Its last line binds the code to the portal's host, so that phones offer it there and nowhere else.

    Raises:
        ValueError: the message has no seed for its code.
    """
    if message.kind is not MessageKind.SIGN_IN_CODE or not message.link_seed:
        raise ValueError("a text needs its code")
    return _code_text(message, settings, sign_in_code(link_key, message.link_seed))


def hidden_code_text(message: ClaimedMessage, settings: PracticeSettings) -> str:
    """The same text for looking at: its code is nobody's but the parent's."""
    return _code_text(message, settings, "••••••••")


def _code_text(message: ClaimedMessage, settings: PracticeSettings, code: str) -> str:
    return (
        sandbox()
        .get_template(f"{message.kind.value}.{_language(message).value}.txt.jinja")
        .render(
            practice=single_line(settings.practice_name, _TEXT_NAME_LENGTH),
            code=code,
            host=urlsplit(settings.portal_url).hostname or "",
        )
        .strip()
    )


def _language(message: ClaimedMessage) -> Language:
    return message.language.of_mails


def _link(message: ClaimedMessage, settings: PracticeSettings, link_key: bytes) -> str:
    if message.kind not in _WITH_LINK:
        return settings.portal_url.rstrip("/")
    if not message.link_seed or not (message.link_expires_at or message.expires_at):
        raise ValueError("this kind of mail needs its link")
    make_url = email_change_url if message.kind is MessageKind.CONFIRM_EMAIL else setup_url
    return make_url(settings.portal_url, setup_token(link_key, message.link_seed))


def mail_text(message: ClaimedMessage, settings: PracticeSettings, button: str, link: str) -> MailText:
    """What a message's placeholders stand for."""
    language = _language(message)
    say = standard_words(language)
    passwordless = settings.login_mode is LoginMode.PASSWORDLESS
    username = isolated(single_line(message.to_address))
    label = "username_label_active" if message.kind is MessageKind.WELCOME_ACTIVE else "username_label"
    if passwordless:
        # The last digits tell the parent which phone is meant, and a stranger next to nothing.
        username = say["cell_phone"].format(digits=message.cell_phone.partition(";")[0][-4:])
        label = "cell_phone_label"
    ends_at = message.link_expires_at or message.expires_at
    phone, phone_link = _phone(settings)
    return MailText(
        language=language.value,
        practice=isolated(single_line(settings.practice_name, _NAME_LENGTH) or single_line(settings.mail_from)),
        phone=isolated(phone) if phone_link else say["office"],
        phone_link=phone_link,
        link_url=link if has_link(message.kind) else "",
        username=username,
        username_label=say[label],
        needed=say["needed_passwordless" if passwordless else "needed"],
        valid_for=_duration(ends_at - message.claimed_at, language.value) if ends_at else "",
        valid_until=shown_time(ends_at, settings.time_zone, language.value) if ends_at else "",
        happened_at=shown_time(message.queued_at, settings.time_zone, language.value),
        when_label=say["when_label"],
        button=button,
        button_fallback=say["button_fallback"],
    )


def _phone(settings: PracticeSettings) -> tuple[str, str]:
    """The practice's number as people read it, and as a phone dials it; both empty without a digit."""
    checked = check_phone(settings.practice_phone, settings.phone_region)
    if checked.text and not checked.problem:
        return checked.shown, checked.text.partition(";")[0]
    digits = "".join(char for char in settings.practice_phone if char in "+0123456789")
    return single_line(settings.practice_phone), digits


def isolated(text: str) -> str:
    """Words that are read from right to left, held together: they must not draw what stands beside them along."""
    if not any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return text
    return f"\u2068{text}\u2069"


def shown_time(time: dt.datetime, time_zone: str, language: str) -> str:
    """A point in time as people in the practice's time zone read it, in "en" or "es"."""
    local = time.astimezone(ZoneInfo(time_zone))
    day, month = _DAYS[language][local.weekday()], _MONTHS[language][local.month - 1]
    clock = f"{local.hour % 12 or 12}:{local.minute:02}"
    zone = local.tzname() or ""
    if language == "es":
        half = "a.{0}m." if local.hour < 12 else "p.{0}m."
        shown = f"{day} {local.day}{{0}}de{{0}}{month}, {clock}{{0}}{half}{{0}}({zone})"
    else:
        shown = f"{day}, {month}{{0}}{local.day}, {clock}{{0}}{'AM' if local.hour < 12 else 'PM'}{{0}}({zone})"
    # A time torn apart at a line's end is hard to read.
    return shown.format("\u00a0")


def _duration(life: dt.timedelta, language: str) -> str:
    hours = max(1, round(life.total_seconds() / 3600))
    # Two days are easier to grasp as hours, two weeks are not.
    if hours > 72 and hours % 24 == 0:
        return f"{hours // 24} {'días' if language == 'es' else 'days'}"
    if language == "es":
        return f"{hours} {'hora' if hours == 1 else 'horas'}"
    return f"{hours} {'hour' if hours == 1 else 'hours'}"
