# SPDX-License-Identifier: GPL-3.0-or-later
"""What a parent reads: emails as text and HTML, and the text with a code, in English or Spanish, without any PHI.

Only the practice's own words, the sign-in name, the link and its end, and the code go into a template.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from opportal_desktop.mail.addresses import AddressNotValidError, from_header, header_address, single_line
from opportal_desktop.mail.faults import held
from opportal_desktop.records.outbox import ClaimedMessage, HoldReason
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.setup_links import email_change_url, setup_token, setup_url, sign_in_code
from opportal_desktop.resource_files import resource_path
from opportal_desktop.terms import Language, LoginMode, MessageKind

if TYPE_CHECKING:
    from jinja2 import Environment

_NAME_LENGTH = 120
_SUBJECTS = {
    (MessageKind.WELCOME, "en"): "Set up your parent portal account at {practice}",
    (MessageKind.WELCOME, "es"): "Active su cuenta del portal para padres de {practice}",
    (MessageKind.WELCOME_ACTIVE, "en"): "Your parent portal at {practice} has been updated",
    (MessageKind.WELCOME_ACTIVE, "es"): "Su portal para padres de {practice} se ha actualizado",
    (MessageKind.RESET_PASSWORD, "en"): "Choose a new password for your parent portal at {practice}",
    (MessageKind.RESET_PASSWORD, "es"): "Elija una contraseña nueva para su portal para padres de {practice}",
    (MessageKind.PASSWORD_CHANGED, "en"): "Your parent portal password was changed at {practice}",
    (MessageKind.PASSWORD_CHANGED, "es"): "Se cambió la contraseña de su portal para padres de {practice}",
    (MessageKind.CONFIRM_EMAIL, "en"): "Confirm your new email address for the parent portal at {practice}",
    (MessageKind.CONFIRM_EMAIL, "es"): "Confirme su correo nuevo para el portal para padres de {practice}",
    (MessageKind.EMAIL_CHANGED, "en"): "Your parent portal email address was changed at {practice}",
    (MessageKind.EMAIL_CHANGED, "es"): "Se cambió el correo de su portal para padres de {practice}",
    (MessageKind.PASSKEY_ADDED, "en"): "A passkey was added to your parent portal at {practice}",
    (MessageKind.PASSKEY_ADDED, "es"): "Se agregó una llave de acceso a su portal para padres de {practice}",
    (MessageKind.PASSKEY_REMOVED, "en"): "A passkey was removed from your parent portal at {practice}",
    (MessageKind.PASSKEY_REMOVED, "es"): "Se quitó una llave de acceso de su portal para padres de {practice}",
}
_WITH_LINK = (MessageKind.WELCOME, MessageKind.RESET_PASSWORD, MessageKind.CONFIRM_EMAIL)
# Longer names would make two or three texts of one.
_TEXT_NAME_LENGTH = 50
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


@dataclass(frozen=True, slots=True)
class MailText:
    """All that a template may say. `happened_at`: when what the mail tells of was done."""

    language: str
    subject: str
    practice: str
    phone: str
    phone_link: str
    portal_url: str
    link_url: str
    sign_in_name: str
    passwordless: bool
    valid_for: str
    valid_until: str
    happened_at: str


def compose(message: ClaimedMessage, settings: PracticeSettings, link_key: bytes) -> EmailMessage:
    """The message as it goes out; every try of it has the same Message-ID, Date and link.

    Raises:
        AddressNotValidError: nothing can be sent to this address.
        ValueError: the message's kind needs a link and it has none.
    """
    text = _mail_text(message, settings, link_key)
    to = header_address(message.to_address)
    mail = EmailMessage(policy=SMTP if to.addr_spec.isascii() else SMTPUTF8)
    mail["From"] = from_header(settings)
    mail["To"] = to
    if settings.mail_reply_to.strip():
        mail["Reply-To"] = header_address(settings.mail_reply_to)
    mail["Subject"] = text.subject
    mail["Date"] = message.queued_at
    mail["Message-ID"] = message.rfc_message_id
    mail["Auto-Submitted"] = "auto-generated"
    for form in ("txt", "html"):
        name = f"{message.kind.value}.{text.language}.{form}.jinja"
        body = _environment().get_template(name).render(t=text)
        # Quoted-printable keeps lines short and ASCII, whatever relays lie between.
        if form == "txt":
            mail.set_content(body, cte="quoted-printable")
        else:
            mail.add_alternative(body, subtype="html", cte="quoted-printable")
    # Last, because all that begins with Content- moves into the first part when the second is added.
    mail["Content-Language"] = text.language
    return mail


def check_letterhead(settings: PracticeSettings) -> None:
    """Raise MailFaultError (it holds the queue) while no message can be written with these settings."""
    if not settings.portal_url.strip():
        raise held(
            HoldReason.SETTINGS,
            "Mail is not set up yet: without the portal's address no link can be made. A manager can enter it in "
            "Settings. Messages wait until then; none is lost.",
        )
    try:
        if settings.mail_reply_to.strip():
            header_address(settings.mail_reply_to)
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
    language = _language(message)
    return (
        _environment()
        .get_template(f"{message.kind.value}.{language}.txt.jinja")
        .render(
            practice=single_line(settings.practice_name, _TEXT_NAME_LENGTH),
            code=sign_in_code(link_key, message.link_seed),
            host=urlsplit(settings.portal_url).hostname or "",
        )
        .strip()
    )


def _language(message: ClaimedMessage) -> str:
    return "es" if message.language is Language.SPANISH else "en"


def _mail_text(message: ClaimedMessage, settings: PracticeSettings, link_key: bytes) -> MailText:
    language = _language(message)
    practice = single_line(settings.practice_name, _NAME_LENGTH) or single_line(settings.mail_from)
    passwordless = settings.login_mode is LoginMode.PASSWORDLESS
    url = valid_for = valid_until = ""
    if message.kind in _WITH_LINK:
        ends_at = message.link_expires_at or message.expires_at
        if not message.link_seed or not ends_at:
            raise ValueError("this kind of mail needs its link")
        make_url = email_change_url if message.kind is MessageKind.CONFIRM_EMAIL else setup_url
        url = make_url(settings.portal_url, setup_token(link_key, message.link_seed))
        valid_for = _duration(ends_at - message.claimed_at, language)
        valid_until = shown_time(ends_at, settings.time_zone, language)
    return MailText(
        language=language,
        subject=_SUBJECTS[message.kind, language].format(practice=practice),
        practice=practice,
        phone=single_line(settings.practice_phone),
        phone_link="".join(char for char in settings.practice_phone if char in "+0123456789"),
        portal_url=settings.portal_url.rstrip("/"),
        link_url=url,
        # The last digits tell the parent which phone is meant, and a stranger next to nothing.
        sign_in_name=message.cell_phone.partition(";")[0][-4:] if passwordless else single_line(message.to_address),
        passwordless=passwordless,
        valid_for=valid_for,
        valid_until=valid_until,
        happened_at=shown_time(message.queued_at, settings.time_zone, language),
    )


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


@cache
def _environment() -> Environment:
    # Imported late: jinja2 must not slow the program's start.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(resource_path("mail")),
        autoescape=select_autoescape(("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
