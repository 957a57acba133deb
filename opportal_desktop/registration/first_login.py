# SPDX-License-Identifier: GPL-3.0-or-later
"""The first login: a setup link, a date of birth, a new password. Opening the link changes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.records.records import Records
from opportal_desktop.terms import Language, LinkPurpose


@dataclass(frozen=True, slots=True)
class OpenLink:
    """What the link's page may say.

    Attributes:
        practice: its name.
        call: its phone as people read it; empty if it has none.
        passwordless: a code to the Cell Phone follows instead of a new password.
        minimum: characters that a password needs at least.
    """

    language: Language
    practice: str
    call: str
    purpose: LinkPurpose
    passwordless: bool
    minimum: int


def open_link(records: Records, token: str) -> OpenLink:
    """Look at a link; reads only.

    Raises:
        LinkClosed: expired, used, void or unknown.
        LinkLocked: after wrong dates of birth.
    """
    raise NotImplementedError


def answer_birth_date(records: Records, token: str, born: dt.date | None, client: str) -> str:
    """Check the date of birth of a dependent, or of the parent if they are a patient here.

    Returns the token of a new session at stage SETUP. None is no date at all: wrong, but not counted.

    Raises:
        LinkClosed, LinkLocked: the link can't be answered (any more).
        WrongBirthDate: counted; the fifth locks the link.
        TooManyTries: this client or account guessed too often.
    """
    raise NotImplementedError


def set_password(records: Records, session_token: str | None, password: str, client: str) -> str:
    """Set the password and use the link up: of any number of parallel calls exactly one wins.

    Returns the token of a new signed-in session; "" for a link of purpose RESET: sign in afresh.

    Raises:
        SessionOver: no session at stage SETUP.
        PasswordRefused: nothing was changed.
        LinkClosed, LinkLocked: somebody else was faster, or the link was voided or locked meanwhile.
        NoDependents: access ended meanwhile.
        TooManyTries: too many tries, or too many passwords are checked just now.
    """
    raise NotImplementedError


def new_passphrase(records: Records, session_token: str | None) -> str:
    """A fresh passphrase to offer, in the contact's language, long enough for the practice's setting.

    Raises:
        SessionOver: no session at stage SETUP or SIGNED_IN.
    """
    raise NotImplementedError
