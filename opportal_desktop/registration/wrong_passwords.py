# SPDX-License-Identifier: GPL-3.0-or-later
"""The proof of a password, and the lock of an address after wrong ones: a while, longer each time, never for good.

The lock belongs to the typed address, whether anybody has it or not, and is derived from when wrong ones were
counted. So a locked address tells a stranger nothing, and no two processes can disagree about it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.records import portal
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.registration.account_holder import PORTAL, announce_account, contact_of
from opportal_desktop.registration.passwords import verify_password
from opportal_desktop.registration.portal_errors import AccountLocked, SignInRefused
from opportal_desktop.registration.rate_limits import subject_key

FREE_TRIES = 5
FIRST_LOCK = dt.timedelta(minutes=15)
LONGEST_LOCK = dt.timedelta(hours=4)
MEMORY = dt.timedelta(days=1)
"""Wrong ones older than this are forgotten, and with them how often they locked."""
_SCOPE = "wrong password"


@dataclass(frozen=True, slots=True)
class SignInLock:
    """What wrong passwords have come to for one address.

    Attributes:
        wrong: since the last lock.
        rounds: how often they locked.
    """

    wrong: int = 0
    rounds: int = 0
    locked_at: dt.datetime | None = None
    locked_until: dt.datetime | None = None

    def is_locked(self, now: dt.datetime) -> bool:
        return self.locked_until is not None and now < self.locked_until

    def after(self, at: dt.datetime) -> SignInLock:
        """With one more wrong password; what comes during a lock does not count."""
        if self.is_locked(at):
            return self
        if self.wrong + 1 < FREE_TRIES:
            return SignInLock(self.wrong + 1, self.rounds, self.locked_at, self.locked_until)
        length = min(FIRST_LOCK * 2**self.rounds, LONGEST_LOCK)
        return SignInLock(0, self.rounds + 1, at, at + length)


def lock_of(records: Records, email_key: str) -> SignInLock:
    """The lock of an address as it stands now."""
    lock = SignInLock()
    for at, count in portal.counts(_SCOPE, _subject(records, email_key), records.clock() - MEMORY):
        for _ in range(count):
            lock = lock.after(at)
    return lock


def prove_password(records: Records, email_key: str, password: str) -> PortalAccount:
    """The account of this address, if the password is right; the same work for an address that nobody has.

    A try is counted before its password is looked at, so that parallel guesses can't pass the lock together.

    Raises:
        SignInRefused: unknown address, no password, or a wrong one.
        AccountLocked: too many wrong ones.
        TooManyTries: too many passwords are checked just now.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        now = records.clock()
        lock = lock_of(records, email_key)
        if lock.is_locked(now) and lock.locked_until:
            raise AccountLocked(lock.locked_until)
        portal.add_count(_SCOPE, _subject(records, email_key), now)
    account = portal.account_by_email(email_key)
    if not verify_password(account.password_hash if account else None, password) or account is None:
        _show_at_desk(records, email_key)
        raise SignInRefused
    with records.transaction():
        forget_wrong(records, email_key)
    return account


def forget_wrong(records: Records, email_key: str) -> None:
    """End the lock of an address, within the caller's transaction."""
    portal.forget_counts(_SCOPE, _subject(records, email_key))
    portal.note_wrong_sign_ins(email_key, 0, 0, None, None)


def _show_at_desk(records: Records, email_key: str) -> None:
    with records.transaction():
        lock = lock_of(records, email_key)
        portal.note_wrong_sign_ins(email_key, lock.wrong, lock.rounds, lock.locked_at, lock.locked_until)
        account = portal.account_by_email(email_key)
        if account is not None and lock.locked_at == records.clock():
            write_audit(
                records, "portal account locked", PORTAL, contact_id=contact_of(email_key), reason="wrong passwords"
            )
            announce_account(records, email_key)


def _subject(records: Records, email_key: str) -> str:
    return subject_key(records, _SCOPE, email_key)
