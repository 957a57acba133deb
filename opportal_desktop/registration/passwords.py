# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords by NIST SP 800-63B-4: what is refused, how they are kept, and passphrases to offer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.registration.portal_errors import PasswordProblem
from opportal_desktop.terms import Language


@dataclass(frozen=True, slots=True)
class FamilyWords:
    """What a password must not contain: the sign-in email, names, the practice's name; and dates of birth."""

    email: str = ""
    names: tuple[str, ...] = ()
    birth_dates: tuple[dt.date, ...] = ()
    practice: str = ""


def check_password(password: str, words: FamilyWords, minimum: int) -> tuple[PasswordProblem, ...]:
    """All reasons to refuse a new password; empty when it is good. `minimum`: characters (code points)."""
    raise NotImplementedError


def hash_password(password: str) -> str:
    """Its argon2id hash with parameters and salt.

    Raises:
        TooManyTries: too many passwords are hashed just now.
    """
    raise NotImplementedError


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is this one; None takes as long and is never right.

    Raises:
        TooManyTries: too many passwords are hashed just now.
    """
    raise NotImplementedError


def new_passphrase(language: Language, minimum: int = 15) -> str:
    """Four words or more, with hyphens, at least `minimum` characters."""
    raise NotImplementedError
