# SPDX-License-Identifier: GPL-3.0-or-later
"""The emails that tell a parent what was changed on their account, and those with a link to change it."""

from __future__ import annotations

import datetime as dt

from opportal_desktop.records import accounts, portal
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.account_holder import PORTAL, Holder
from opportal_desktop.registration.portal_effects import mail_domain
from opportal_desktop.registration.setup_links import new_seed, setup_token, token_hash
from opportal_desktop.terms import LinkPurpose, MessageKind

EMAIL_CHANGE_LIFE = dt.timedelta(hours=24)
RESET_LIFE = dt.timedelta(hours=1)
"""Of the link for a new password: the parent who asked for it is waiting (OWASP's Forgot Password sheet)."""


def queue_notice(
    records: Records,
    settings: PracticeSettings,
    account_id: int,
    holder: Holder,
    kind: MessageKind,
    to_address: str = "",
) -> None:
    """Tell the holder that something was changed, within the caller's transaction; `to_address` if not Home Email."""
    accounts.queue_message(
        records,
        kind,
        account_id,
        holder.contact_id,
        to_address=to_address or holder.home_email,
        language=holder.language,
        queued_by=PORTAL.name,
        mail_domain=mail_domain(settings),
    )


def queue_reset(records: Records, settings: PracticeSettings, account_id: int, holder: Holder) -> None:
    """Mail a link for a new password, within the caller's transaction; the account's older link is void."""
    now = records.clock()
    seed = new_seed()
    accounts.void_links(records, account_id, "replaced by a newer link")
    accounts.cancel_queued(records, account_id, PORTAL.name, "Replaced by a newer link.", {MessageKind.RESET_PASSWORD})
    link = portal.new_link(
        account_id,
        LinkPurpose.RESET,
        token_hash(setup_token(records.link_key, seed)),
        now,
        now + RESET_LIFE,
    )
    accounts.queue_message(
        records,
        MessageKind.RESET_PASSWORD,
        account_id,
        holder.contact_id,
        to_address=holder.home_email,
        language=holder.language,
        queued_by=PORTAL.name,
        mail_domain=mail_domain(settings),
        link_id=link.id,
        link_seed=seed,
    )
    write_audit(
        records, f"{MessageKind.RESET_PASSWORD.label} queued", PORTAL, contact_id=holder.contact_id, reason="asked for"
    )


def queue_email_change(
    records: Records, settings: PracticeSettings, account_id: int, holder: Holder, new_email: str
) -> None:
    """Mail a link to a new address, within the caller's transaction; earlier wishes are void."""
    now = records.clock()
    seed = new_seed()
    accounts.cancel_queued(records, account_id, PORTAL.name, "Replaced by a newer link.", {MessageKind.CONFIRM_EMAIL})
    portal.add_email_change(
        account_id,
        holder.contact_id,
        new_email,
        token_hash(setup_token(records.link_key, seed)),
        now,
        now + EMAIL_CHANGE_LIFE,
    )
    accounts.queue_message(
        records,
        MessageKind.CONFIRM_EMAIL,
        account_id,
        holder.contact_id,
        to_address=new_email,
        language=holder.language,
        queued_by=PORTAL.name,
        mail_domain=mail_domain(settings),
        link_seed=seed,
    )
