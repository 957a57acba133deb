# SPDX-License-Identifier: GPL-3.0-or-later
"""What a parent reads: the Welcome Email as text and HTML, in English or Spanish, without any patient's data.

Only the practice's own words, the sign-in name, the link and its end go into a template.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from opportal_desktop.mail.addresses import AddressNotValidError, from_header, header_address, single_line
from opportal_desktop.mail.faults import held
from opportal_desktop.records.outbox import ClaimedMessage, HoldReason
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.setup_links import setup_token, setup_url
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
}
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
class WelcomeText:
    """All that a template may say."""

    language: str
    subject: str
    practice: str
    phone: str
    phone_link: str
    portal_url: str
    setup_url: str
    sign_in_name: str
    passwordless: bool
    valid_for: str
    valid_until: str


def compose(message: ClaimedMessage, settings: PracticeSettings, link_key: bytes) -> EmailMessage:
    """The message as it goes out; every try of it has the same Message-ID, Date and link.

    Raises:
        AddressNotValidError: nothing can be sent to this address.
        ValueError: the message's kind needs a link and it has none.
    """
    text = _welcome_text(message, settings, link_key)
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


def _welcome_text(message: ClaimedMessage, settings: PracticeSettings, link_key: bytes) -> WelcomeText:
    language = "es" if message.language is Language.SPANISH else "en"
    practice = single_line(settings.practice_name, _NAME_LENGTH) or single_line(settings.mail_from)
    passwordless = settings.login_mode is LoginMode.PASSWORDLESS
    url = valid_for = valid_until = ""
    if message.kind is MessageKind.WELCOME:
        if not message.link_seed or not message.link_expires_at:
            raise ValueError("a Welcome Email needs its link")
        url = setup_url(settings.portal_url, setup_token(link_key, message.link_seed))
        valid_for = _duration(message.link_expires_at - message.claimed_at, language)
        valid_until = shown_time(message.link_expires_at, settings.time_zone, language)
    return WelcomeText(
        language=language,
        subject=_SUBJECTS[message.kind, language].format(practice=practice),
        practice=practice,
        phone=single_line(settings.practice_phone),
        phone_link="".join(char for char in settings.practice_phone if char in "+0123456789"),
        portal_url=settings.portal_url.rstrip("/"),
        setup_url=url,
        # The last digits tell the parent which phone is meant, and a stranger next to nothing.
        sign_in_name=message.cell_phone.partition(";")[0][-4:] if passwordless else single_line(message.to_address),
        passwordless=passwordless,
        valid_for=valid_for,
        valid_until=valid_until,
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
