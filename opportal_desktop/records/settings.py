# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice's settings: each declared once, with its type and default. Passwords are not here but in the keyring."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_type_hints

from opportal_desktop.records.models import Setting
from opportal_desktop.records.records import Records
from opportal_desktop.records.rows import put_setting
from opportal_desktop.terms import Changed, LoginMode, MailSignIn, SmtpSecurity


@dataclass(frozen=True, slots=True)
class PracticeSettings:
    """Every setting of a practice.

    Attributes:
        time_zone: IANA name; dates and times on screen and in mails are in it.
        portal_url: where parents reach the portal, with scheme, no slash at the end. Links are made from it only.
        link_hours: a setup link's life, in hours (24, 48 or the practice's own number).
        undo_seconds: how long a Welcome Email waits before its first try, so that the desk can take it back; 0: not at
            all.
        age_limit: years; from this birthday on a parent's access needs the patient's consent (rule A8).
        age_notice_days: how many days ahead a patient who will reach it is listed as coming of age.
        ask_again_months: after which who declined the portal is to be asked again, unless they named a day; 0: never.
        phone_region: ISO 3166 code that phone numbers without a country code belong to.
        password_length: characters that a parent's password needs at least (NIST SP 800-63B-4: 15 where it is the
            only factor).
        session_idle_minutes, session_hours: when a parent is signed out: without a click, and at the latest.
        text_account, text_from: the Twilio account and the number that texts come from.
        text_tested_at: when a test text arrived (ISO 8601); passwordless login needs it.
        smtp_user: empty for a server that asks for no sign-in.
        mail_sign_in: with anything but a password, `smtp_user` is the mailbox that signed in, and no password is used.
        microsoft_tenant, microsoft_client: the directory (GUID or domain) and the application (GUID) by IT.
        google_client: the client id that IT registered; its "secret", which is none, lies with the sign-in.
    """

    practice_name: str = ""
    practice_phone: str = ""
    time_zone: str = "America/New_York"
    portal_url: str = ""
    login_mode: LoginMode = LoginMode.PASSWORD
    link_hours: int = 48
    undo_seconds: int = 10
    age_limit: int = 18
    ask_again_months: int = 6
    age_notice_days: int = 60
    phone_region: str = "US"
    password_length: int = 15
    session_idle_minutes: int = 15
    session_hours: int = 8
    text_account: str = ""
    text_from: str = ""
    text_tested_at: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: SmtpSecurity = SmtpSecurity.STARTTLS
    smtp_user: str = ""
    mail_sign_in: MailSignIn = MailSignIn.PASSWORD
    microsoft_tenant: str = ""
    microsoft_client: str = ""
    google_client: str = ""
    mail_from: str = ""
    mail_reply_to: str = ""


_TYPES = get_type_hints(PracticeSettings)


def load_settings(records: Records) -> PracticeSettings:
    """The stored settings, defaults for what was never set. A row of an unknown key is left alone and not read.

    Asked for many times in one click, so that they are read again only after somebody committed something.
    """
    return records.unless_changed("settings", _read_settings)


def _read_settings() -> PracticeSettings:
    stored = {row.key: json.loads(row.value) for row in Setting.select()}
    known: dict[str, Any] = {}
    for field in dataclasses.fields(PracticeSettings):
        if field.name in stored:
            known[field.name] = _TYPES[field.name](stored[field.name])
    return PracticeSettings(**known)


def store_settings(records: Records, settings: PracticeSettings) -> dict[str, list[Any]]:
    """Write what differs, inside the caller's transaction; returns {key: [before, after]}."""
    before = load_settings(records)
    changes: dict[str, list[Any]] = {}
    for field in dataclasses.fields(PracticeSettings):
        old, new = getattr(before, field.name), getattr(settings, field.name)
        if old == new:
            continue
        plain = new.value if isinstance(new, Enum) else new
        changes[field.name] = [old.value if isinstance(old, Enum) else old, plain]
        put_setting(field.name, json.dumps(plain))
    if changes:
        records.announce(Changed(settings=True))
    return changes
