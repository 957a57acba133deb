# SPDX-License-Identifier: GPL-3.0-or-later
"""Later sign-in by Home Email and password, what every kind of sign-in ends with, and unlocking at the desk."""

from __future__ import annotations

from opportal_desktop.records import families, portal
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records
from opportal_desktop.registration.account_holder import PORTAL, announce_account, settings_and_holder
from opportal_desktop.registration.answer_time import even_answer
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.portal_errors import SessionOver, SignInRefused
from opportal_desktop.registration.portal_sessions import open_session
from opportal_desktop.registration.rate_limits import Scope, check, forget
from opportal_desktop.registration.validators import check_email
from opportal_desktop.registration.wrong_passwords import forget_wrong, prove_password
from opportal_desktop.terms import SessionStage, StaffMember


def sign_in(records: Records, email: str, password: str, client: str) -> str:
    """Sign in; returns the token of a new session.

    Raises:
        SignInRefused: after the same time for an unknown address and a wrong password.
        AccountLocked: too many wrong ones for this address, known or not.
        TooManyTries: this client tried too often, or too many passwords are checked just now.
        NoDependents: the right password, but access ended.
        RecordsBusyError: somebody else is writing; try again.
    """
    check(records, Scope.SIGN_IN, "", client)
    with even_answer(SignInRefused):
        proven = prove_password(records, address_key(email), password)
        with records.transaction():
            account = portal.account_by_id(proven.id)
            if account is None or account.password_hash != proven.password_hash:
                # It was changed after it was looked at.
                raise SignInRefused
            return complete_sign_in(records, account.id, "password")


def address_key(email: str) -> str:
    """What a typed address is looked up by: an account's key if it is an address at all."""
    return check_email(email[:320]).key or email[:320].strip().casefold()


def complete_sign_in(records: Records, account_id: int, signed_in_by: str) -> str:
    """Within the caller's transaction, after a proof was accepted: stamp, audit, announce; returns a new token.

    Args:
        signed_in_by: "password", "code" or "passkey".

    Raises:
        NoDependents: access ended.
        SessionOver: there is no such account any more.
    """
    account = portal.account_by_id(account_id)
    if account is None:
        raise SessionOver
    _, holder = settings_and_holder(records, account.email_key)
    first = portal.stamp_sign_in(account_id, records.clock())
    write_audit(
        records,
        "first sign-in to the portal" if first else "signed in to the portal",
        PORTAL,
        contact_id=holder.contact_id,
        reason=f"by {signed_in_by}",
    )
    announce_account(records, account.email_key)
    return open_session(records, account_id, SessionStage.SIGNED_IN, signed_in_by=signed_in_by)


def unlock(records: Records, contact_id: int, by: StaffMember) -> None:
    """At the desk: end the lock of the contact's account and of its setup link, which is then as good as before.

    Raises:
        RecordGone: there is no such contact or no account (any more).
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        contact = families.contact_row(contact_id)
        account = portal.account_by_email(contact.email_key) if contact and contact.email_key else None
        if account is None:
            raise RecordGone
        forget_wrong(records, account.email_key)
        forget(records, Scope.BIRTH_DATE, str(account.id))
        portal.unlock_links(account.id)
        write_audit(records, "portal account unlocked", by, contact_id=contact_id)
        announce_account(records, account.email_key)
