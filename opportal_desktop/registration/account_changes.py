# SPDX-License-Identifier: GPL-3.0-or-later
"""What parents change themselves: password, forgotten password, sign-in email."""

from __future__ import annotations

from dataclasses import dataclass

from opportal_desktop.records.records import Records
from opportal_desktop.terms import Language


@dataclass(frozen=True, slots=True)
class OpenEmailChange:
    """What the page behind the link to a new address may say. `new_email` is only ever seen by who has the link."""

    language: Language
    practice: str
    call: str
    new_email: str


def change_password(records: Records, session_token: str | None, old: str, new: str, client: str) -> str:
    """Change the password, sign out all other browsers, tell the parent by mail; returns this browser's new token.

    Raises:
        SessionOver, NoDependents, PasswordRefused, TooManyTries
        SignInRefused: the old password is wrong (counts as a wrong sign-in). AccountLocked: too many of them.
    """
    raise NotImplementedError


def forgot_password(records: Records, email: str, client: str) -> None:
    """Mail a link if the address has an account with access; the same answer in the same time if not.

    Raises:
        TooManyTries: this client asked too often.
    """
    raise NotImplementedError


def send_new_link(records: Records, token: str, client: str) -> None:
    """From the page of a closed link: mail a new one to the account's address if access holds; never tells.

    Raises:
        TooManyTries: this client asked too often.
    """
    raise NotImplementedError


def ask_email_change(records: Records, session_token: str | None, new_email: str, password: str, client: str) -> None:
    """Mail a link to the new address; nothing changes before it is confirmed. Never tells whether somebody has it.

    Raises:
        SessionOver, NoDependents, TooManyTries
        EmailRefused: not valid, or the same as now.
        SignInRefused: the password is wrong. Where the account has none: the sign-in is not fresh, sign in again.
        AccountLocked: too many wrong passwords.
    """
    raise NotImplementedError


def open_email_change(records: Records, token: str) -> OpenEmailChange:
    """Look at the link sent to a new address; reads only.

    Raises:
        LinkClosed: expired, used, void or unknown.
    """
    raise NotImplementedError


def confirm_email_change(records: Records, token: str, client: str, session_token: str | None = None) -> None:
    """Make the new address the Home Email and sign-in name; password and Active stay. The old address is told.

    All other browsers than `session_token`'s are signed out.

    Raises:
        LinkClosed: expired, used, void, unknown, or somebody else has the address by now.
        TooManyTries: this client tried too often.
    """
    raise NotImplementedError
