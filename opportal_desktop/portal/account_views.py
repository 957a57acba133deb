# SPDX-License-Identifier: GPL-3.0-or-later
"""What a signed-in parent sees and changes: the family, the password, the sign-in email."""

from __future__ import annotations

from flask import Blueprint, Response, request

from opportal_desktop.portal.first_login_views import NewPassword
from opportal_desktop.portal.pages import go, show, sign_in_browser
from opportal_desktop.portal.sign_in_views import minutes_until
from opportal_desktop.portal.visit import is_signed_in, page_terms, session_at, session_token, speak, visit
from opportal_desktop.registration.account_changes import (
    ask_email_change,
    change_password,
    confirm_email_change,
    open_email_change,
)
from opportal_desktop.registration.dependents import Dependent, dependents_of
from opportal_desktop.registration.first_login import new_passphrase
from opportal_desktop.registration.portal_errors import (
    AccountLocked,
    EmailRefused,
    PasswordRefused,
    SignInRefused,
)
from opportal_desktop.registration.portal_sessions import PortalSessionView
from opportal_desktop.terms import SessionStage

pages = Blueprint("account", __name__)

_LONGEST_EMAIL = 320
NOTICES = frozenset({"ready", "password-changed", "email-asked", "email-confirmed"})


@pages.get("/family")
def family() -> Response:
    """The dependents, as the rules say at this moment."""
    session, dependents = _parent()
    return show("family", session=session, dependents=dependents, notice=_notice())


@pages.get("/account")
def overview() -> Response:
    """What one can change."""
    session, _ = _parent()
    return show("account", session=session, notice=_notice())


@pages.get("/account/password")
def ask_password() -> Response:
    """Ask for the old and a new password."""
    return _password_page(NewPassword())


@pages.post("/account/password")
def save_password() -> Response:
    """Change the password, or help with choosing one."""
    now = visit()
    _parent()
    typed = NewPassword.typed()
    old = request.form.get("old", "")
    if typed.wants_help:
        return _password_page(typed)
    if typed.problem or not old:
        return _password_page(typed, problem=typed.problem or "old-empty", status=422)
    try:
        token = change_password(now.records, session_token(), old, typed.password, now.client)
    except PasswordRefused as refused:
        return _password_page(typed, refused=refused, status=422)
    except SignInRefused:
        return _password_page(typed, problem="old-wrong", status=422)
    except AccountLocked as locked:
        return _password_page(typed, problem="locked", wait_minutes=minutes_until(locked), status=429)
    return sign_in_browser(go("account.overview", notice="password-changed"), token)


@pages.get("/account/email")
def ask_email() -> Response:
    """Ask for the new sign-in email."""
    _parent()
    return _email_page()


@pages.post("/account/email")
def send_confirmation() -> Response:
    """Mail a link to the new address; nothing changes before it is confirmed."""
    now = visit()
    _parent()
    email = request.form.get("email", "")[:_LONGEST_EMAIL]
    password = request.form.get("password", "")
    if not email.strip():
        return _email_page(email, "NOT_VALID", status=422)
    try:
        ask_email_change(now.records, session_token(), email, password, now.client)
    except EmailRefused as refused:
        return _email_page(email, refused.problem.name, status=422)
    except SignInRefused:
        return _email_page(email, "password", status=422)
    except AccountLocked as locked:
        return _email_page(email, "locked", wait_minutes=minutes_until(locked), status=429)
    return go("account.overview", notice="email-asked")


@pages.get("/email/<token>")
def new_email(token: str) -> Response:
    """Show the new address to who got its link. Mail scanners come here first: reads only."""
    change = open_email_change(visit().records, token)
    speak(change.language)
    return show("confirm_email", change=change)


@pages.post("/email/<token>")
def confirm_email(token: str) -> Response:
    """Make the new address the sign-in email."""
    now = visit()
    confirm_email_change(now.records, token, now.client, session_token())
    if is_signed_in():
        return go("account.overview", notice="email-confirmed")
    return go("sign_in.ask", notice="email-confirmed")


def _parent() -> tuple[PortalSessionView, tuple[Dependent, ...]]:
    """The signed-in session and whom it may see now.

    Raises:
        SessionOver: not signed in.
        NoDependents: access ended.
    """
    session = session_at(SessionStage.SIGNED_IN)
    return session, dependents_of(visit().records, session)


def _password_page(
    typed: NewPassword,
    refused: PasswordRefused | None = None,
    problem: str = "",
    wait_minutes: int = 0,
    status: int = 200,
) -> Response:
    session, _ = _parent()
    now = visit()
    return show(
        "change_password",
        status,
        email=session.email_key,
        typed=typed,
        problem=problem,
        wait_minutes=wait_minutes,
        reasons=[reason.name for reason in refused.reasons] if refused else [],
        minimum=now.settings.password_length,
        offer=typed.offered or new_passphrase(now.records, session_token(), page_terms()),
    )


def _email_page(email: str = "", problem: str = "", wait_minutes: int = 0, status: int = 200) -> Response:
    return show("change_email", status, email=email, problem=problem, wait_minutes=wait_minutes)


def _notice() -> str:
    notice = request.args.get("notice", "")
    return notice if notice in NOTICES else ""
