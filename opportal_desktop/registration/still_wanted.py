# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a message in the outbox still has its reason, asked by its sender before each try."""

from __future__ import annotations

import datetime as dt

from opportal_desktop.records import accounts, portal
from opportal_desktop.records.models import Message
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import dependents
from opportal_desktop.registration.setup_links import setup_token, token_hash
from opportal_desktop.registration.sign_in_codes import text_is_wanted
from opportal_desktop.terms import LinkPurpose, MessageKind

_NOTICES = (
    MessageKind.PASSWORD_CHANGED,
    MessageKind.EMAIL_CHANGED,
    MessageKind.PASSKEY_ADDED,
    MessageKind.PASSKEY_REMOVED,
)


def still_wanted(records: Records, message_id: int) -> bool:
    """Whether a queued message still has its reason.

    Access may have ended with no Save: a birthday, a setting. A wanted Welcome Email's link gets its full life from
    this try on, since it may have waited for its server; the parent who asked for another link is waiting, so that
    one's life stays. A notice is always wanted: it tells of what was done.
    """
    row = accounts.message_row(message_id)
    if row is None:
        return False
    if row.kind in _NOTICES:
        return True
    email_key = row.account.email_key
    if not dependents(email_key, family_picture([], [email_key]), practice_rules(records)):
        return False
    if row.kind is MessageKind.SIGN_IN_CODE:
        return text_is_wanted(records, row.account_id, row.link_seed)
    if row.kind is MessageKind.CONFIRM_EMAIL:
        return _change_is_open(records, row)
    return row.setup_link is None or _link_is_open(records, row)


def _link_is_open(records: Records, row: Message) -> bool:
    link = row.setup_link
    if link is None or link.used_at is not None or link.void_at is not None:
        return False
    if link.purpose is LinkPurpose.RESET:
        return bool(link.expires_at > records.clock())
    accounts.restart_link(records, link.id, dt.timedelta(hours=load_settings(records).link_hours))
    return True


def _change_is_open(records: Records, row: Message) -> bool:
    if row.link_seed is None:
        return False
    change = portal.email_change_by_hash(token_hash(setup_token(records.link_key, row.link_seed)))
    return (
        change is not None
        and change.confirmed_at is None
        and change.void_at is None
        and change.expires_at > records.clock()
    )
