# SPDX-License-Identifier: GPL-3.0-or-later
"""What a browser may do at the portal: sessions that end by themselves, each stage with a token of its own.

The cookie carries a random token of 256 bits; the database holds its SHA-256. A token is never carried over from one
stage to the next, so one that was planted in a browser beforehand never becomes a signed-in one.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass

from opportal_desktop.records import portal
from opportal_desktop.records.models import PortalSession
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration.account_holder import holder_of
from opportal_desktop.registration.portal_errors import SessionOver, SignInTooOld
from opportal_desktop.registration.setup_links import token_hash
from opportal_desktop.terms import Language, SessionStage

STEP_MINUTES = 30
"""How long a browser has for one step before it is signed in."""
TOUCH_SECONDS = 60
FRESH_SIGN_IN = dt.timedelta(minutes=10)
"""Where there is no password to ask for again, the sign-in itself must be no older than this (ASVS 7.5.1, 7.5.2)."""
_KEPT = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PortalSessionView:
    """A live session.

    Attributes:
        session_id, account_id: for use cases; never in a page.
        account_public_id: opaque, for the log.
        email_key: what one signs in with; in the pages of the parent's own account only.
        language: of the contact.
        name: the parent's first name.
        signed_in_by: "password", "code" or "passkey"; empty before SIGNED_IN.
        began_at: when this stage began (UTC).
        ends_at: when it ends without another request (UTC).
        last_minute: the latest that it can end, however busy the browser is (UTC).
    """

    session_id: int
    stage: SessionStage
    account_id: int
    account_public_id: str
    email_key: str
    setup_link_id: int | None
    language: Language
    name: str
    signed_in_by: str
    began_at: dt.datetime
    ends_at: dt.datetime
    last_minute: dt.datetime


def session_of(records: Records, token: str | None) -> PortalSessionView | None:
    """The live session of a cookie's token; None if there is none (any more).

    Notes at most once a minute that it was seen. An account without dependents still has its session: what it asks
    for raises NoDependents, so that the parent is told whom to call.
    """
    row = live_row(records, token)
    if row is None:
        return None
    settings = load_settings(records)
    account = portal.account_by_id(row.account_id)
    holder = holder_of(records, account.email_key, settings) if account else None
    if account is None or holder is None:
        return None
    now = records.clock()
    if row.stage is SessionStage.SIGNED_IN and (now - row.last_seen_at).total_seconds() >= TOUCH_SECONDS:
        _touch(records, row, now)
    return PortalSessionView(
        session_id=row.id,
        stage=row.stage,
        account_id=row.account_id,
        account_public_id=account.public_id,
        email_key=account.email_key,
        setup_link_id=row.setup_link_id,
        language=holder.language,
        name=holder.first_name,
        signed_in_by=row.signed_in_by,
        began_at=row.created_at,
        ends_at=ends_at(row, settings),
        last_minute=row.ends_at,
    )


def live_row(records: Records, token: str | None) -> PortalSession | None:
    """The row of a token's session, unless it has ended in one way or another. Reads only."""
    row = portal.session_by_hash(token_hash(token)) if token else None
    if row is None or not hmac.compare_digest(row.token_hash, token_hash(token or "")):
        return None
    if row.ended_at is not None or records.clock() >= ends_at(row, load_settings(records)):
        return None
    return row


def require(records: Records, token: str | None, *stages: SessionStage) -> PortalSessionView:
    """The live session, which is at one of these stages.

    Raises:
        SessionOver: it is not.
    """
    session = session_of(records, token)
    if session is None or session.stage not in stages:
        raise SessionOver
    return session


def is_fresh(records: Records, session: PortalSessionView) -> bool:
    """Whether the session's sign-in is recent enough for what an account is kept safe with."""
    return records.clock() - session.began_at <= FRESH_SIGN_IN


def require_fresh(records: Records, token: str | None) -> PortalSessionView:
    """The live session of who signed in a short while ago.

    Raises:
        SessionOver: the token's session is not signed in.
        SignInTooOld: sign in again first.
    """
    session = require(records, token, SessionStage.SIGNED_IN)
    if not is_fresh(records, session):
        raise SignInTooOld
    return session


def open_session(
    records: Records,
    account_id: int,
    stage: SessionStage,
    *,
    setup_link_id: int | None = None,
    signed_in_by: str = "",
) -> str:
    """Begin a session within the caller's transaction; returns the new token (256 bits) for the cookie."""
    now = records.clock()
    token = secrets.token_urlsafe(32)
    if stage is SessionStage.SIGNED_IN:
        life = dt.timedelta(hours=load_settings(records).session_hours)
    else:
        life = dt.timedelta(minutes=STEP_MINUTES)
    portal.forget_sessions(now - _KEPT)
    portal.add_session(account_id, stage, token_hash(token), now, now + life, setup_link_id, signed_in_by)
    return token


def sign_out(records: Records, token: str | None) -> None:
    """End the session of this token; nothing happens when there is none.

    Raises:
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        row = live_row(records, token)
        if row is not None:
            portal.end_session(row.id, "signed out", records.clock())


def end_sessions(records: Records, account_id: int, because: str, *, but: int | None = None) -> int:
    """End the account's sessions (but the one with id `but`) within the caller's transaction; returns how many."""
    return portal.end_sessions(account_id, because, records.clock(), but)


def ends_at(row: PortalSession, settings: PracticeSettings) -> dt.datetime:
    """When the session of this row ends without another request (UTC), unless somebody ended it before."""
    latest: dt.datetime = row.ends_at
    if row.stage is not SessionStage.SIGNED_IN:
        return latest
    idle: dt.datetime = row.last_seen_at + dt.timedelta(minutes=settings.session_idle_minutes)
    return min(latest, idle)


def _touch(records: Records, row: PortalSession, now: dt.datetime) -> None:
    # Not worth a refusal: the next request notes it.
    with suppress(RecordsBusyError), records.transaction():
        portal.touch_session(row.id, now)
        row.last_seen_at = now
