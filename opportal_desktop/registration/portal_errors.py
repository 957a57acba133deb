# SPDX-License-Identifier: GPL-3.0-or-later
"""Why the portal did not do what a parent's browser asked; their texts carry no PHI and no secret.

Unlike a `RegistrationError`, one of these may come after something was counted (a wrong answer, a try).
"""

from __future__ import annotations

import datetime as dt
from enum import Enum


class PortalError(Exception):
    """Base of all refusals of the portal."""


class LinkClosed(PortalError):  # noqa: N818 - these say what is, not that something broke
    """The link is expired, used, void or was never made; a stranger is not told which."""


class LinkLocked(PortalError):  # noqa: N818
    """Too many wrong dates of birth. `call` is the practice's phone as people read it; empty if it has none."""

    def __init__(self, call: str) -> None:
        super().__init__("the link is locked")
        self.call = call


class WrongBirthDate(PortalError):  # noqa: N818
    """No date of birth that this link accepts. `tries_left` until it locks."""

    def __init__(self, tries_left: int) -> None:
        super().__init__("the date of birth does not fit the link")
        self.tries_left = tries_left


class TooManyTries(PortalError):  # noqa: N818
    """More tries than a limit allows. `retry_after_s`: whole seconds until one is allowed again."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("too many tries")
        self.retry_after_s = retry_after_s


class PasswordProblem(Enum):
    """Why a password is refused; the portal has the words."""

    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    COMMON = "on the list of common passwords, or a pattern of one"
    EMAIL = "contains the sign-in email"
    NAME = "contains a name of the family"
    BIRTH_DATE = "contains a date of birth of the family"
    PRACTICE = "contains the practice's name"
    USED_BEFORE = "was this account's password before"


class PasswordRefused(PortalError):  # noqa: N818
    """The new password is not accepted. `reasons` are all that apply."""

    def __init__(self, reasons: tuple[PasswordProblem, ...]) -> None:
        super().__init__("the password is refused: " + ", ".join(reason.name for reason in reasons))
        self.reasons = reasons


class SignInRefused(PortalError):  # noqa: N818
    """Wrong: the same for an unknown address and a wrong password."""


class AccountLocked(PortalError):  # noqa: N818
    """Too many wrong passwords for this address, until `until` (UTC).

    It comes for unknown addresses exactly as for known ones, before any password is looked at: so it tells a
    stranger neither that the address is known nor that a password is right.
    """

    def __init__(self, until: dt.datetime) -> None:
        super().__init__("locked for a while after wrong passwords")
        self.until = until


class SessionOver(PortalError):  # noqa: N818
    """The browser is not signed in (any more), or not at the step that it asks for."""


class NotYours(PortalError):  # noqa: N818
    """What a form names is not there, or not this account's: not told apart."""


class NoDependents(PortalError):  # noqa: N818
    """The account may see nobody any more. `call` is the practice's phone as people read it."""

    def __init__(self, call: str) -> None:
        super().__init__("the account has no dependents")
        self.call = call


class EmailProblem(Enum):
    """Why a new sign-in email is refused; the portal has the words."""

    NOT_VALID = "not an email address"
    SAME = "the address that the account has already"


class EmailRefused(PortalError):  # noqa: N818
    """The new sign-in email is not accepted."""

    def __init__(self, problem: EmailProblem) -> None:
        super().__init__(f"the new address is refused: {problem.name}")
        self.problem = problem


class CodeRefused(PortalError):  # noqa: N818
    """A wrong, old or used code. `tries_left` until a new one is needed."""

    def __init__(self, tries_left: int) -> None:
        super().__init__("the code is refused")
        self.tries_left = tries_left


class PasskeyRefused(PortalError):  # noqa: N818
    """What the browser sent is not accepted as a passkey; a stranger is not told why."""


class SignInTooOld(PortalError):  # noqa: N818
    """Signed in, but too long ago for this: sign in again first."""


class PhoneNotValid(PortalError):  # noqa: N818
    """No number that gets text messages, as far as its numbering plan tells."""
