# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a parent is signed in, as they see it, and signing out the other phones and computers (ASVS 7.5.2)."""

from __future__ import annotations

import datetime as dt
import hmac
from contextlib import suppress
from dataclasses import dataclass

from opportal_desktop.records import families, portal
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import PortalSession
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.account_holder import PORTAL, contact_of
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.portal_errors import NotYours
from opportal_desktop.registration.portal_sessions import end_sessions, ends_at, require, require_fresh
from opportal_desktop.registration.setup_links import token_hash
from opportal_desktop.terms import SessionStage, StaffMember


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One browser that is signed in to the parent's account.

    Attributes:
        mark: names it in a form; good for this account only, and no id.
        browser, device: "Chrome", "Android"; empty where the browser does not say.
        began_at, last_seen_at: UTC; seen to within a minute.
        is_this: the browser that asks.
    """

    mark: str
    browser: str
    device: str
    signed_in_by: str
    began_at: dt.datetime
    last_seen_at: dt.datetime
    is_this: bool


def name_browser(records: Records, token: str, browser: str, device: str) -> None:
    """Note which browser was given this session, in words that its owner knows."""
    # Not worth a refusal: the list then says "a browser".
    with suppress(RecordsBusyError), records.transaction():
        portal.name_browser(token_hash(token), browser, device)


def own_sessions(records: Records, token: str | None) -> tuple[OwnSession, ...]:
    """Every browser that is signed in to the parent's account now: this one first, then by when it was seen.

    Raises:
        SessionOver: the token's session is not signed in.
    """
    session = require(records, token, SessionStage.SIGNED_IN)
    rows = sorted(_live(records, session.account_id), key=lambda row: row.id != session.session_id)
    return tuple(
        OwnSession(
            mark=_mark(records, row),
            browser=row.browser,
            device=row.device,
            signed_in_by=row.signed_in_by,
            began_at=row.created_at,
            last_seen_at=row.last_seen_at,
            is_this=row.id == session.session_id,
        )
        for row in rows
    )


def end_other_sessions(records: Records, token: str | None) -> int:
    """Sign out every other browser of this account, one on its way in too; returns how many were signed in.

    Raises:
        SessionOver: the token's session is not signed in.
        SignInTooOld: sign in again first.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        session = require_fresh(records, token)
        signed_in = sum(1 for row in _live(records, session.account_id) if row.id != session.session_id)
        end_sessions(records, session.account_id, "signed out from another browser", but=session.session_id)
        _audit(records, session.email_key, f"all others: {signed_in}")
        return signed_in


def end_own_session(records: Records, token: str | None, mark: str) -> None:
    """Sign out one other browser of this account, by the mark that `own_sessions` gave it.

    Raises:
        SessionOver: the token's session is not signed in.
        SignInTooOld: sign in again first.
        NotYours: no other browser of this account has this mark (any more).
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        session = require_fresh(records, token)
        for row in _live(records, session.account_id):
            if row.id != session.session_id and hmac.compare_digest(
                _mark(records, row).encode(), mark.encode(errors="replace")
            ):
                portal.end_session(row.id, "signed out from another browser", records.clock())
                _audit(records, session.email_key, "one")
                return
    raise NotYours


def signed_in_browsers(records: Records, email_key: str | None) -> int:
    """On how many phones and computers the account of this Home Email is signed in now."""
    account = portal.account_by_email(email_key) if email_key else None
    return len(_live(records, account.id)) if account else 0


def end_sessions_at_desk(records: Records, contact_id: int, by: StaffMember) -> int:
    """At the desk: sign out every phone and computer of the contact, such as a lost one; returns how many.

    Raises:
        RecordGone: there is no such contact or no account (any more).
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        contact = families.contact_row(contact_id)
        account = portal.account_by_email(contact.email_key) if contact and contact.email_key else None
        if account is None:
            raise RecordGone
        signed_in = len(_live(records, account.id))
        end_sessions(records, account.id, "signed out at the desk")
        write_audit(
            records, "signed out of the portal at the desk", by, contact_id=contact_id, reason=f"browsers: {signed_in}"
        )
        return signed_in


def _live(records: Records, account_id: int) -> list[PortalSession]:
    settings, now = load_settings(records), records.clock()
    return [row for row in portal.sessions_of(account_id, SessionStage.SIGNED_IN) if now < ends_at(row, settings)]


def _mark(records: Records, row: PortalSession) -> str:
    """A keyed hash: a page must not tell ids, and what it tells must be of no use elsewhere."""
    return hmac.digest(records.link_key, f"session mark\0{row.token_hash}".encode(), "sha256").hex()[:32]


def _audit(records: Records, email_key: str, which: str) -> None:
    write_audit(
        records, "signed out other browsers of the portal", PORTAL, contact_id=contact_of(email_key), reason=which
    )
