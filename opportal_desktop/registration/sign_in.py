# SPDX-License-Identifier: GPL-3.0-or-later
"""Later sign-in by Home Email and password; the lock after wrong ones; unlocking at the desk."""

from __future__ import annotations

from opportal_desktop.records.records import Records
from opportal_desktop.terms import StaffMember


def sign_in(records: Records, email: str, password: str, client: str) -> str:
    """Sign in; returns the token of a new session.

    Raises:
        SignInRefused: after the same time for an unknown address and a wrong password.
        AccountLocked: too many wrong ones for this address, known or not.
        TooManyTries: this client tried too often, or too many passwords are checked just now.
        NoDependents: the right password, but access ended.
    """
    raise NotImplementedError


def complete_sign_in(records: Records, account_id: int, signed_in_by: str) -> str:
    """Within the caller's transaction, after a proof was accepted: stamp, audit, announce; returns a new token.

    Args:
        signed_in_by: "password", "code" or "passkey".
    """
    raise NotImplementedError


def unlock(records: Records, contact_id: int, by: StaffMember) -> None:
    """At the desk: end the lock of the contact's account and of its setup link, which is then as good as before.

    Raises:
        RecordGone: there is no such contact or no account (any more).
        RecordsBusyError: somebody else is writing; try again.
    """
    raise NotImplementedError
