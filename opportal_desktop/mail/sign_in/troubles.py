# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a sign-in with Microsoft or Google fails, in words; told apart by the provider's error codes."""

from __future__ import annotations

import re
from enum import Enum

from opportal_desktop.mail.faults import MailFaultError, held
from opportal_desktop.records.outbox import HoldReason
from opportal_desktop.terms import MailSignIn

_CODE = re.compile(r"AADSTS\d+")


class Trouble(Enum):
    """What kind of thing is in the way: it decides who has to act."""

    SIGN_IN_AGAIN = "sign in again"
    DECLINED = "declined"
    BLOCKED = "blocked"
    REGISTRATION = "registration"
    OFFLINE = "offline"
    STOPPED = "stopped"


class SignInError(Exception):
    """No token was got. Its text is the kind and the provider's code, fit for a log.

    Attributes:
        happened, safe, next_step: for the person, one or two sentences each.
        code: the provider's own name for it, for IT.
    """

    def __init__(self, trouble: Trouble, happened: str, safe: str, next_step: str, code: str = "") -> None:
        super().__init__(f"{trouble.value} {code}".strip())
        self.trouble = trouble
        self.happened = happened
        self.safe = safe
        self.next_step = next_step
        self.code = code

    @property
    def words(self) -> str:
        code = f" ({self.code})" if self.code else ""
        return f"{self.happened}{code} {self.safe} {self.next_step}"

    def as_fault(self) -> MailFaultError:
        """What it means for the queue: held, no try burnt."""
        reason = HoldReason.CONNECTION if self.trouble is Trouble.OFFLINE else HoldReason.SIGN_IN
        return held(reason, f"{self.happened} Messages wait; none is lost. {self.next_step}", self.code)


_NOTHING_CHANGED = "Nothing was changed."
_AGAIN = "A manager can sign in again: Settings, Mail, Set up mail…"
_REGISTERED = "Ask whoever registered the program for the practice (docs/mail-providers.md says how it should be)."

# Microsoft's codes: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
_MICROSOFT: dict[str, tuple[Trouble, str, str]] = {
    "AADSTS65001": (Trouble.SIGN_IN_AGAIN, "The permission to send the practice’s mail was withdrawn.", _AGAIN),
    "AADSTS50173": (Trouble.SIGN_IN_AGAIN, "The sign-in ended: the mailbox’s password was changed or reset.", _AGAIN),
    "AADSTS700082": (Trouble.SIGN_IN_AGAIN, "The sign-in ended: it was not used for a long time.", _AGAIN),
    "AADSTS70008": (Trouble.SIGN_IN_AGAIN, "The sign-in has expired.", _AGAIN),
    "AADSTS70043": (Trouble.SIGN_IN_AGAIN, "The sign-in ended: the practice’s rules ask for a new one now.", _AGAIN),
    "AADSTS50076": (Trouble.SIGN_IN_AGAIN, "Microsoft wants a second proof of who signs in.", _AGAIN),
    "AADSTS50079": (Trouble.SIGN_IN_AGAIN, "Microsoft wants a second proof of who signs in.", _AGAIN),
    "AADSTS50078": (Trouble.SIGN_IN_AGAIN, "Microsoft wants the second proof again.", _AGAIN),
    "AADSTS50057": (Trouble.BLOCKED, "The account that signs in is disabled.", "Ask your Microsoft 365 administrator."),
    "AADSTS50034": (
        Trouble.SIGN_IN_AGAIN,
        "This account does not exist in the practice’s directory.",
        "Sign in with the practice’s mailbox.",
    ),
    "AADSTS50020": (
        Trouble.SIGN_IN_AGAIN,
        "This account belongs to another directory than the practice’s.",
        "Sign in with the practice’s own mailbox, or correct the directory (tenant) ID.",
    ),
    "AADSTS50105": (
        Trouble.BLOCKED,
        "This account was not given the program.",
        "Ask your Microsoft 365 administrator to assign the account to it (Enterprise applications, Users and groups).",
    ),
    "AADSTS53003": (
        Trouble.BLOCKED,
        "A rule of the practice’s directory (Conditional Access) blocks this sign-in.",
        "If this was the sign-in with a code: many directories block it, so use the sign-in in the browser. Else ask "
        "your Microsoft 365 administrator.",
    ),
    "AADSTS53000": (
        Trouble.BLOCKED,
        "The practice’s directory allows sign-ins only from computers that it manages.",
        "Sign in on such a computer, or ask your Microsoft 365 administrator.",
    ),
    "AADSTS90094": (
        Trouble.BLOCKED,
        "An administrator has to allow the program before anybody can sign in with it.",
        "Ask your Microsoft 365 administrator to grant consent (App registrations, API permissions, Grant admin "
        "consent).",
    ),
    "AADSTS65004": (Trouble.DECLINED, "The permission to send mail was not given.", "Sign in again and accept."),
    "AADSTS90002": (
        Trouble.REGISTRATION,
        "Microsoft knows no directory of this ID.",
        "Correct the directory (tenant) ID: it is on the overview page of the app registration.",
    ),
    "AADSTS900023": (
        Trouble.REGISTRATION,
        "Microsoft knows no directory of this ID.",
        "Correct the directory (tenant) ID: it is on the overview page of the app registration.",
    ),
    "AADSTS700016": (
        Trouble.REGISTRATION,
        "The practice’s directory has no application of this ID.",
        "Correct the application (client) ID and the directory (tenant) ID: both are on the overview page of the app "
        "registration.",
    ),
    "AADSTS7000218": (
        Trouble.REGISTRATION,
        "The program is registered as one that keeps a secret, which a desktop program can’t.",
        "In the app registration, under Authentication, set “Allow public client flows” to Yes.",
    ),
    "AADSTS50011": (
        Trouble.REGISTRATION,
        "The app registration does not name the address that the browser comes back to.",
        "In the app registration, under Authentication, add the platform “Mobile and desktop applications” with "
        "http://localhost.",
    ),
    "AADSTS70011": (
        Trouble.REGISTRATION,
        "The app registration does not have the permission to send mail by SMTP.",
        "Add the delegated permission SMTP.Send (Office 365 Exchange Online) to it.",
    ),
    "AADSTS650053": (
        Trouble.REGISTRATION,
        "The app registration does not have the permission to send mail by SMTP.",
        "Add the delegated permission SMTP.Send (Office 365 Exchange Online) to it.",
    ),
}

_GENERAL: dict[str, tuple[Trouble, str, str]] = {
    "invalid_grant": (Trouble.SIGN_IN_AGAIN, "{provider} no longer accepts the practice’s sign-in.", _AGAIN),
    "interaction_required": (Trouble.SIGN_IN_AGAIN, "{provider} wants somebody to sign in in person.", _AGAIN),
    "login_required": (Trouble.SIGN_IN_AGAIN, "{provider} wants somebody to sign in in person.", _AGAIN),
    "consent_required": (Trouble.SIGN_IN_AGAIN, "The permission to send the practice’s mail was withdrawn.", _AGAIN),
    "access_denied": (Trouble.DECLINED, "The permission to send mail was not given.", "Sign in again and accept."),
    "authorization_declined": (
        Trouble.DECLINED,
        "The permission to send mail was not given.",
        "Sign in again and accept.",
    ),
    "invalid_client": (Trouble.REGISTRATION, "{provider} does not know the program by this client ID.", _REGISTERED),
    "unauthorized_client": (
        Trouble.REGISTRATION,
        "{provider} does not let the program sign in in this way.",
        _REGISTERED,
    ),
    "deleted_client": (Trouble.REGISTRATION, "The program’s registration at {provider} was deleted.", _REGISTERED),
    "invalid_scope": (
        Trouble.REGISTRATION,
        "The program’s registration lacks the permission to send mail.",
        _REGISTERED,
    ),
    "redirect_uri_mismatch": (
        Trouble.REGISTRATION,
        "The program’s registration is of another kind than “Desktop app”.",
        _REGISTERED,
    ),
    "admin_policy_enforced": (
        Trouble.BLOCKED,
        "The practice’s Google Workspace blocks programs that it does not know.",
        "Ask your Google Workspace administrator to trust the program’s client ID (Security, API controls).",
    ),
    "org_internal": (
        Trouble.SIGN_IN_AGAIN,
        "The program is registered for the practice’s own accounts only, and this is another one.",
        "Sign in with the practice’s mailbox.",
    ),
    "expired_token": (Trouble.STOPPED, "The code was not used in time.", "Start the sign-in again."),
    "code_expired": (Trouble.STOPPED, "The code was not used in time.", "Start the sign-in again."),
}


def sign_in_error(provider: MailSignIn, error: str, description: str = "") -> SignInError:
    """From what the provider answered: OAuth's `error` and the sentence beside it, which is not shown."""
    found = _CODE.search(description)
    code = found[0] if found else error
    known = _MICROSOFT.get(code) or _GENERAL.get(error)
    if error in ("temporarily_unavailable", "server_error", "internal_failure"):
        return offline(provider)
    if known is None:
        return SignInError(
            Trouble.REGISTRATION,
            f"{provider.provider} refuses the sign-in.",
            _NOTHING_CHANGED,
            f"Show this code to IT: {code}.",
            code,
        )
    trouble, happened, next_step = known
    return SignInError(trouble, happened.format(provider=provider.provider), _NOTHING_CHANGED, next_step, code)


def offline(provider: MailSignIn) -> SignInError:
    """The provider's sign-in pages can't be reached."""
    return SignInError(
        Trouble.OFFLINE,
        f"{provider.provider}’s sign-in does not answer.",
        _NOTHING_CHANGED,
        "Check the internet connection; the program tries again by itself.",
    )


def not_signed_in(provider: MailSignIn) -> SignInError:
    """The settings want a sign-in, and there is none that can be used."""
    return SignInError(
        Trouble.SIGN_IN_AGAIN,
        f"Nobody is signed in with {provider.provider} to send the practice’s mail.",
        _NOTHING_CHANGED,
        _AGAIN,
    )


def stopped(happened: str) -> SignInError:
    """Somebody cancelled, or nobody answered."""
    return SignInError(Trouble.STOPPED, happened, _NOTHING_CHANGED, "Start the sign-in again when you are ready.")
