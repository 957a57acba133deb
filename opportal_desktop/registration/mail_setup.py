# SPDX-License-Identifier: GPL-3.0-or-later
"""Storing how the practice sends its mail: the settings and the sign-in together, or neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.mail_sign_in import StoredSignIn, forget_sign_in, load_sign_in, store_sign_in
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings
from opportal_desktop.registration.errors import DraftInvalid, NotManager
from opportal_desktop.registration.practice import settings_errors
from opportal_desktop.terms import Changed, StaffMember

MAIL_SETTINGS = (
    "smtp_host",
    "smtp_port",
    "smtp_security",
    "smtp_user",
    "mail_sign_in",
    "microsoft_tenant",
    "microsoft_client",
    "google_client",
    "mail_from",
)
"""What the set-up of mail decides; every other setting stays as it is."""


def mail_setup_errors(settings: PracticeSettings) -> dict[str, str]:
    """What of the mail can't be stored as typed: {setting: what to do}."""
    errors = {name: words for name, words in settings_errors(settings).items() if name in MAIL_SETTINGS}
    if not settings.mail_from:
        errors["mail_from"] = "Enter the address that parents see as the sender."
    if not settings.smtp_host:
        errors["smtp_host"] = "Enter the mail server’s name; your mail provider’s help pages have it."
    return errors


def save_mail_setup(
    records: Records, settings: PracticeSettings, sign_in: StoredSignIn | None, by: StaffMember
) -> Mapping[str, object]:
    """Store the mail settings of `settings`, and the sign-in; returns what changed of the settings.

    Args:
        sign_in: a new one; None keeps the one that is stored, or needs none (a password, which is in the keyring).

    Raises:
        NotManager: the front desk can't set up mail.
        DraftInvalid: settings that can't be stored, or ("sign_in") nobody is signed in.
        RecordsBusyError: somebody else is writing; try again.
    """
    if not by.is_manager:
        raise NotManager
    with records.transaction():
        merged = replace(load_settings(records), **{name: getattr(settings, name) for name in MAIL_SETTINGS})
        if errors := mail_setup_errors(merged):
            raise DraftInvalid(errors)
        kept = sign_in or load_sign_in(records)
        if not merged.mail_sign_in.by_token:
            forget_sign_in(records)
        elif kept is None or kept.provider is not merged.mail_sign_in:
            raise DraftInvalid({"sign_in": f"Sign in with {merged.mail_sign_in.provider} first."})
        else:
            store_sign_in(records, kept)
        changes = store_settings(records, merged)
        noted = {key: (old, new) for key, (old, new) in changes.items()}
        write_audit(records, "signed in to send mail" if sign_in else "mail set up", by, changes=noted)
        # The sign-in may be all that is new: what holds the queue is worth another try.
        records.announce(Changed(settings=True))
        return changes
