# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice itself: its settings, and its staff as the program knows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import available_timezones

from opportal_desktop.records import staff
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings
from opportal_desktop.registration.errors import DraftInvalid, NotManager
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.validators import check_email, check_phone
from opportal_desktop.terms import Changed, LoginMode, MailSignIn, SmtpSecurity, StaffMember, StaffRole

LINK_HOURS_LIMIT = 24 * 14
"""A setup link lives two weeks at most, whatever the practice's own number."""

UNDO_SECONDS_LIMIT = 600
"""A Welcome Email waits ten minutes at most for somebody to take it back."""

AGE_NOTICE_LIMIT = 365
"""The list of patients coming of age looks a year ahead at most."""

ASK_AGAIN_MONTHS_LIMIT = 60
"""Who declined the portal is asked again after five years at the latest, or never."""

TEXT_ACCOUNT = re.compile(r"AC[0-9a-f]{32}")

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
SHARED_TENANTS = frozenset({"organizations", "consumers"})
GOOGLE_CLIENT = re.compile(r"[A-Za-z0-9-]+\.apps\.googleusercontent\.com")

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def practice_rules(records: Records, settings: PracticeSettings | None = None) -> PracticeRules:
    """The rules' view of the practice, now."""
    settings = settings or load_settings(records)
    return PracticeRules(
        now=records.clock(),
        time_zone=settings.time_zone,
        login_mode=settings.login_mode,
        age_limit=settings.age_limit,
        age_notice_days=settings.age_notice_days,
        phone_region=settings.phone_region,
        ask_again_months=settings.ask_again_months,
    )


def settings_errors(settings: PracticeSettings) -> dict[str, str]:
    """What can't be stored as typed: {setting: what to do}. Empty settings that are needed later are not errors."""
    errors: dict[str, str] = {}
    if not settings.practice_name.strip():
        errors["practice_name"] = "Enter the practice’s name: parents read it in every email."
    if problem := check_phone(settings.practice_phone, settings.phone_region).problem:
        errors["practice_phone"] = problem
    if settings.time_zone not in available_timezones():
        errors["time_zone"] = "Choose a time zone from the list."
    url = settings.portal_url
    if url and not url.startswith("https://") and not _is_loopback_url(url):
        errors["portal_url"] = "The portal’s address must start with https://"
    if settings.login_mode is LoginMode.PASSWORDLESS and not settings.text_tested_at:
        errors["login_mode"] = (
            "Parents could not sign in: no test text has arrived yet. Send one below, and enter the code that arrives."
        )
    if settings.text_account and not TEXT_ACCOUNT.fullmatch(settings.text_account):
        errors["text_account"] = "An Account SID is AC and 32 digits or letters a to f: copy it from Twilio’s console."
    if problem := check_phone(settings.text_from, settings.phone_region).problem:
        errors["text_from"] = problem
    if not 1 <= settings.link_hours <= LINK_HOURS_LIMIT:
        errors["link_hours"] = f"Enter 1 to {LINK_HOURS_LIMIT} hours."
    if not 0 <= settings.undo_seconds <= UNDO_SECONDS_LIMIT:
        errors["undo_seconds"] = f"Enter 0 (send at once) to {UNDO_SECONDS_LIMIT} seconds."
    if not 0 <= settings.ask_again_months <= ASK_AGAIN_MONTHS_LIMIT:
        errors["ask_again_months"] = f"Enter 0 (never) to {ASK_AGAIN_MONTHS_LIMIT} months."
    if not 12 <= settings.age_limit <= 26:
        errors["age_limit"] = "Enter an age from 12 to 26."
    if not 1 <= settings.age_notice_days <= AGE_NOTICE_LIMIT:
        errors["age_notice_days"] = f"Enter 1 to {AGE_NOTICE_LIMIT} days."
    if not 1 <= settings.smtp_port <= 65535:
        errors["smtp_port"] = "Enter a port from 1 to 65535."
    if settings.smtp_security is SmtpSecurity.PLAIN and settings.smtp_host not in {"", *LOOPBACK}:
        errors["smtp_security"] = "Unencrypted mail is allowed only to a server on this computer."
    errors |= _sign_in_errors(settings)
    for name in ("mail_from", "mail_reply_to"):
        if problem := _own_address_problem(getattr(settings, name)):
            errors[name] = problem
    return errors


def _sign_in_errors(settings: PracticeSettings) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not settings.mail_sign_in.by_token:
        return errors
    if settings.smtp_security is SmtpSecurity.PLAIN:
        errors["smtp_security"] = "A sign-in needs an encrypted connection: choose STARTTLS or TLS."
    if not settings.smtp_user:
        errors["smtp_user"] = "Enter the mailbox that signs in."
    if settings.mail_sign_in is MailSignIn.MICROSOFT:
        if not GUID.fullmatch(settings.microsoft_client):
            errors["microsoft_client"] = (
                "Enter the application (client) ID from the app registration in Microsoft Entra."
            )
        tenant = settings.microsoft_tenant
        if not GUID.fullmatch(tenant) and not DOMAIN.fullmatch(tenant) and tenant not in SHARED_TENANTS:
            errors["microsoft_tenant"] = "Enter the directory (tenant) ID, or the practice’s domain in Microsoft 365."
    elif not GOOGLE_CLIENT.fullmatch(settings.google_client):
        errors["google_client"] = "Enter the client ID from Google Cloud; it ends in .apps.googleusercontent.com."
    return errors


def _own_address_problem(address: str) -> str:
    checked = check_email(address)
    if not checked.problem and not checked.text.rpartition("@")[0].isascii():
        # In a header it would need SMTPUTF8 of every server on the way to every parent.
        return "Use an address with English letters only before the @: many mail servers can’t answer to others."
    return checked.problem


def _is_loopback_url(url: str) -> bool:
    host = url.removeprefix("http://").split("/")[0].rsplit(":", 1)[0].strip("[]")
    return url.startswith("http://") and host in LOOPBACK


def save_settings(records: Records, settings: PracticeSettings, by: StaffMember) -> Mapping[str, object]:
    """Store the practice's settings; returns what changed. No mail is sent by a change of settings.

    Texts from another account or number need a test text of their own.

    Raises:
        NotManager: the front desk can't change settings.
        DraftInvalid: settings that can't be stored.
        RecordsBusyError: somebody else is writing; try again.
    """
    if not by.is_manager:
        raise NotManager
    with records.transaction():
        settings = _with_own_test(settings, load_settings(records))
        if errors := settings_errors(settings):
            raise DraftInvalid(errors)
        changes = store_settings(records, settings)
        if changes:
            write_audit(records, "settings saved", by, changes={key: (old, new) for key, (old, new) in changes.items()})
        return changes


def _with_own_test(settings: PracticeSettings, stored: PracticeSettings) -> PracticeSettings:
    same_sender = (settings.text_account, settings.text_from) == (stored.text_account, stored.text_from)
    if same_sender or settings.text_tested_at != stored.text_tested_at:
        return settings
    return replace(settings, text_tested_at="")


def staff_member(records: Records, login: str, name: str) -> StaffMember:
    """Who sits at this PC, known by the operating system's login; the first one is the manager.

    Raises:
        RecordsBusyError: somebody else is writing; try again.
    """
    known = staff.by_login(login)
    if known is not None:
        return known
    with records.transaction():
        role = StaffRole.FRONT_DESK if staff.any_manager() else StaffRole.MANAGER
        member = staff.add(login, name or login, role, records.clock())
        write_audit(records, f"staff member added as {role.label}", member)
        return member


def set_staff_role(records: Records, staff_id: int, role: StaffRole, by: StaffMember) -> None:
    """Change a staff member's role; at least one manager stays.

    Raises:
        NotManager: only managers may.
        DraftInvalid: this would leave no manager.
        RecordsBusyError: somebody else is writing; try again.
    """
    if not by.is_manager:
        raise NotManager
    with records.transaction():
        if role is not StaffRole.MANAGER and not staff.any_manager(other_than=staff_id):
            raise DraftInvalid({"role": "At least one manager is needed."})
        before = staff.set_role(staff_id, role)
        write_audit(records, "staff role changed", by, changes={"role": (before, role)})
        records.announce(Changed(settings=True))
