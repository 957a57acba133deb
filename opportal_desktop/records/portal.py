# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parents' portal reads and writes: single steps of a use case's transaction."""

from __future__ import annotations

import datetime as dt

from peewee import fn

from opportal_desktop.records.models import (
    Contact,
    EmailChange,
    PasswordBefore,
    PortalAccount,
    PortalSession,
    RateCount,
    SetupLink,
)
from opportal_desktop.records.rows import row_by, rows_by
from opportal_desktop.terms import LinkPurpose, SessionStage

# ------------------------------------------------------------------------------------------------------------ accounts


def account_by_id(account_id: int) -> PortalAccount | None:
    """The account, or None."""
    return row_by(PortalAccount, id=account_id)


def account_by_email(email_key: str) -> PortalAccount | None:
    """The account of a Home Email, or None."""
    return row_by(PortalAccount, email_key=email_key)


def store_password(account_id: int, password_hash: str, now: dt.datetime) -> None:
    """Set an account's password; the one before is kept among those never to be used again."""
    row = PortalAccount.get_by_id(account_id)
    if row.password_hash:
        PasswordBefore.create(account=account_id, password_hash=row.password_hash, replaced_at=now)
    PortalAccount.update(password_hash=password_hash, password_set_at=now).where(
        PortalAccount.id == account_id
    ).execute()


def passwords_before(account_id: int) -> tuple[str, ...]:
    """The hashes of all passwords that the account ever had before its present one."""
    return tuple(row.password_hash for row in rows_by(PasswordBefore, account=account_id))


def stamp_sign_in(account_id: int, now: dt.datetime) -> bool:
    """Note a sign-in; returns whether it was the first."""
    PortalAccount.update(last_sign_in_at=now).where(PortalAccount.id == account_id).execute()
    first = PortalAccount.update(first_sign_in_at=now).where(
        PortalAccount.id == account_id, PortalAccount.first_sign_in_at.is_null()
    )
    return bool(first.execute())


def note_wrong_sign_ins(
    email_key: str, wrong: int, rounds: int, locked_at: dt.datetime | None, locked_until: dt.datetime | None
) -> None:
    """Show on the address's account, if it has one, what the lock of the address is: the desk reads it there."""
    PortalAccount.update(wrong_answers=wrong, lock_rounds=rounds, locked_at=locked_at, locked_until=locked_until).where(
        PortalAccount.email_key == email_key
    ).execute()


def rename_account(account_id: int, email_key: str) -> None:
    """Give the account another key."""
    PortalAccount.update(email_key=email_key).where(PortalAccount.id == account_id).execute()


# --------------------------------------------------------------------------------------------------------------- links


def link_by_hash(token_hash: str) -> SetupLink | None:
    """The setup link with this token's hash, or None."""
    return row_by(SetupLink, token_hash=token_hash)


def link_by_id(link_id: int) -> SetupLink | None:
    """The setup link, or None."""
    return row_by(SetupLink, id=link_id)


def newest_link(account_id: int) -> SetupLink | None:
    """The account's newest setup link, whatever became of it."""
    rows = SetupLink.select().where(SetupLink.account == account_id).order_by(SetupLink.id.desc()).limit(1)
    found: SetupLink | None = rows.first()
    return found


def new_link(
    account_id: int, purpose: LinkPurpose, token_hash: str, now: dt.datetime, expires_at: dt.datetime
) -> SetupLink:
    """Add a setup link."""
    return SetupLink.create(
        account=account_id, purpose=purpose, token_hash=token_hash, created_at=now, expires_at=expires_at
    )


def count_wrong_birth_date(link_id: int, limit: int, now: dt.datetime) -> int:
    """Count a wrong answer and lock the link at the limit; returns how many there are."""
    SetupLink.update(wrong_answers=SetupLink.wrong_answers + 1).where(SetupLink.id == link_id).execute()
    wrong = int(SetupLink.get_by_id(link_id).wrong_answers)
    if wrong >= limit:
        SetupLink.update(locked_at=now).where(SetupLink.id == link_id, SetupLink.locked_at.is_null()).execute()
    return wrong


def use_link(link_id: int, now: dt.datetime) -> bool:
    """Use a link up; False when it was used, void or locked already: of any number of calls one wins."""
    used = SetupLink.update(used_at=now).where(
        SetupLink.id == link_id,
        SetupLink.used_at.is_null(),
        SetupLink.void_at.is_null(),
        SetupLink.locked_at.is_null(),
    )
    return bool(used.execute())


def unlock_links(account_id: int) -> int:
    """Let the account's locked links be answered again; returns how many."""
    return int(
        SetupLink.update(locked_at=None, wrong_answers=0)
        .where(SetupLink.account == account_id, SetupLink.locked_at.is_null(False), SetupLink.void_at.is_null())
        .execute()
    )


# ------------------------------------------------------------------------------------------------------------ sessions


def add_session(
    account_id: int,
    stage: SessionStage,
    token_hash: str,
    now: dt.datetime,
    ends_at: dt.datetime,
    setup_link_id: int | None,
    signed_in_by: str,
) -> PortalSession:
    """Add a session."""
    return PortalSession.create(
        account=account_id,
        stage=stage,
        token_hash=token_hash,
        setup_link=setup_link_id,
        signed_in_by=signed_in_by,
        created_at=now,
        last_seen_at=now,
        ends_at=ends_at,
    )


def session_by_hash(token_hash: str) -> PortalSession | None:
    """The session with this token's hash, ended ones too, or None."""
    return row_by(PortalSession, token_hash=token_hash)


def name_browser(token_hash: str, browser: str, device: str) -> None:
    """Note which browser has the session of this token's hash."""
    PortalSession.update(browser=browser, device=device).where(PortalSession.token_hash == token_hash).execute()


def sessions_of(account_id: int, stage: SessionStage) -> tuple[PortalSession, ...]:
    """The account's sessions at this stage that nobody ended, the one seen last first."""
    rows = (
        PortalSession.select()
        .where(PortalSession.account == account_id, PortalSession.stage == stage, PortalSession.ended_at.is_null())
        .order_by(PortalSession.last_seen_at.desc(), PortalSession.id.desc())
    )
    return tuple(rows)


def touch_session(session_id: int, now: dt.datetime) -> None:
    """Note that a session was seen."""
    PortalSession.update(last_seen_at=now).where(
        PortalSession.id == session_id, PortalSession.ended_at.is_null()
    ).execute()


def end_session(session_id: int, because: str, now: dt.datetime) -> bool:
    """End one session; False if it had ended already."""
    ended = PortalSession.update(ended_at=now, ended_because=because).where(
        PortalSession.id == session_id, PortalSession.ended_at.is_null()
    )
    return bool(ended.execute())


def end_sessions(account_id: int, because: str, now: dt.datetime, but: int | None) -> int:
    """End the account's sessions, but the one with id `but`; returns how many."""
    ended = PortalSession.update(ended_at=now, ended_because=because).where(
        PortalSession.account == account_id, PortalSession.ended_at.is_null()
    )
    if but is not None:
        ended = ended.where(PortalSession.id != but)
    return int(ended.execute())


def forget_sessions(before: dt.datetime) -> int:
    """Delete sessions whose time was over before this moment; returns how many."""
    return int(PortalSession.delete().where(PortalSession.ends_at < before).execute())


# --------------------------------------------------------------------------------------------------------- rate counts


def counts(scope: str, subject: str, since: dt.datetime) -> tuple[tuple[dt.datetime, int], ...]:
    """(start of the window, count) of one subject, oldest first, for windows that start at `since` or later."""
    rows = (
        RateCount.select()
        .where(RateCount.scope == scope, RateCount.subject == subject, RateCount.window_start >= since)
        .order_by(RateCount.window_start)
    )
    return tuple((row.window_start, row.count) for row in rows)


def add_count(scope: str, subject: str, window_start: dt.datetime) -> None:
    """Count one more in this window."""
    RateCount.insert(scope=scope, subject=subject, window_start=window_start, count=1).on_conflict(
        conflict_target=[RateCount.scope, RateCount.subject, RateCount.window_start],
        update={RateCount.count: RateCount.count + 1},
    ).execute()


def forget_counts(scope: str, subject: str) -> None:
    """Start at zero for one subject."""
    RateCount.delete().where(RateCount.scope == scope, RateCount.subject == subject).execute()


def forget_counts_before(moment: dt.datetime) -> None:
    """Delete the windows that no limit looks at any more."""
    RateCount.delete().where(RateCount.window_start < moment).execute()


# ------------------------------------------------------------------------------------------------------- email changes


def add_email_change(
    account_id: int, contact_id: int, new_email: str, token_hash: str, now: dt.datetime, expires_at: dt.datetime
) -> EmailChange:
    """Add a wish for another sign-in email; the account's earlier ones are void."""
    void_email_changes(account_id, now)
    return EmailChange.create(
        account=account_id,
        contact=contact_id,
        new_email=new_email,
        token_hash=token_hash,
        requested_at=now,
        expires_at=expires_at,
    )


def void_email_changes(account_id: int, now: dt.datetime) -> None:
    """Void the account's wishes that are still open."""
    EmailChange.update(void_at=now).where(
        EmailChange.account == account_id, EmailChange.confirmed_at.is_null(), EmailChange.void_at.is_null()
    ).execute()


def email_change_by_hash(token_hash: str) -> EmailChange | None:
    """The wish with this token's hash, or None."""
    return row_by(EmailChange, token_hash=token_hash)


def confirm_email_change(change_id: int, now: dt.datetime) -> bool:
    """Mark a wish as confirmed; False when it was confirmed or void already."""
    confirmed = EmailChange.update(confirmed_at=now).where(
        EmailChange.id == change_id, EmailChange.confirmed_at.is_null(), EmailChange.void_at.is_null()
    )
    return bool(confirmed.execute())


def email_is_taken(email_key: str) -> bool:
    """Whether any contact has this Home Email."""
    return bool(Contact.select(fn.COUNT(Contact.id)).where(Contact.email_key == email_key).scalar())
