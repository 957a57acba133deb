# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether messages in the outbox still have their reason, asked by their sender before each try."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from opportal_desktop.records import accounts, portal
from opportal_desktop.records.accounts import LinkState, MessageAndLink
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import with_dependents
from opportal_desktop.registration.setup_links import setup_token, token_hash
from opportal_desktop.registration.sign_in_codes import text_is_wanted
from opportal_desktop.terms import LinkPurpose, MessageKind

_NOTICES = (MessageKind.PASSWORD_CHANGED, MessageKind.EMAIL_CHANGED)
_RESET = LinkPurpose.RESET


def still_wanted(records: Records, message_ids: Collection[int]) -> frozenset[int]:
    """Those of some claimed messages that still have their reason; a few queries however many they are.

    Access may have ended with no Save: a birthday, a setting. A wanted Welcome Email's link gets its full life from
    this try on, since it may have waited for its server; the parent who asked for another link is waiting, so that
    one's life stays. A notice is always wanted: it tells of what was done.
    """
    rows = accounts.messages_with_account_and_link(message_ids)
    keys = {row.email_key for row in rows if row.kind not in _NOTICES}
    open_accounts = with_dependents(family_picture([], keys), practice_rules(records)) if keys else frozenset()
    wanted = [row for row in rows if row.kind in _NOTICES or _has_reason(records, row, open_accounts)]
    restarted = [row.setup_link.id for row in wanted if row.setup_link and row.setup_link.purpose is not _RESET]
    if restarted:
        accounts.restart_links(records, restarted, dt.timedelta(hours=load_settings(records).link_hours))
    return frozenset(row.id for row in wanted)


def _has_reason(records: Records, row: MessageAndLink, open_accounts: Collection[str]) -> bool:
    if row.email_key not in open_accounts:
        return False
    if row.kind is MessageKind.SIGN_IN_CODE:
        return text_is_wanted(records, row.account_id, row.link_seed)
    if row.kind is MessageKind.CONFIRM_EMAIL:
        return _change_is_open(records, row)
    return row.setup_link is None or _link_is_open(records, row.setup_link)


def _link_is_open(records: Records, link: LinkState) -> bool:
    if link.used_at is not None or link.void_at is not None:
        return False
    return link.purpose is not _RESET or link.expires_at > records.clock()


def _change_is_open(records: Records, row: MessageAndLink) -> bool:
    if row.link_seed is None:
        return False
    change = portal.email_change_by_hash(token_hash(setup_token(records.link_key, row.link_seed)))
    return (
        change is not None
        and change.confirmed_at is None
        and change.void_at is None
        and change.expires_at > records.clock()
    )
