# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign in and out, and the way back in for who forgot the password."""

from __future__ import annotations

from flask import Blueprint, Response, request

from opportal_desktop.portal.pages import go, show, sign_in_browser, sign_out_browser
from opportal_desktop.portal.visit import is_signed_in, session_token, visit
from opportal_desktop.registration.account_changes import forgot_password
from opportal_desktop.registration.portal_errors import AccountLocked, SignInRefused
from opportal_desktop.registration.portal_sessions import sign_out
from opportal_desktop.registration.sign_in import sign_in

pages = Blueprint("sign_in", __name__)

_LONGEST_EMAIL = 320
NOTICES = frozenset({"maybe-set", "password-saved", "over", "signed-out", "email-confirmed"})


@pages.get("/")
def start() -> Response:
    """The family's page for who is signed in, the sign-in for everybody else."""
    return go("account.family" if is_signed_in() else "sign_in.ask")


@pages.get("/sign-in")
def ask() -> Response:
    """Ask for email and password."""
    if is_signed_in():
        return go("account.family")
    notice = request.args.get("notice", "")
    return show("sign_in", email="", problem="", notice=notice if notice in NOTICES else "", wait_minutes=0)


@pages.post("/sign-in")
def answer() -> Response:
    """Check email and password."""
    now = visit()
    email = request.form.get("email", "")[:_LONGEST_EMAIL]
    password = request.form.get("password", "")
    if not email.strip() or not password:
        return show("sign_in", 422, email=email, problem="empty", notice="", wait_minutes=0)
    try:
        token = sign_in(now.records, email, password, now.client)
    except SignInRefused:
        return show("sign_in", 422, email=email, problem="refused", notice="", wait_minutes=0)
    except AccountLocked as locked:
        return show("sign_in", 429, email=email, problem="locked", notice="", wait_minutes=minutes_until(locked))
    return sign_in_browser(go("account.family"), token)


@pages.post("/sign-out")
def leave() -> Response:
    """End the session."""
    sign_out(visit().records, session_token())
    return sign_out_browser(go("sign_in.ask", notice="signed-out"))


@pages.get("/forgot-password")
def forgot() -> Response:
    """Ask for the email of a forgotten password."""
    return show("forgot_password", email="", problem="")


@pages.post("/forgot-password")
def send_link() -> Response:
    """Send a link if the address has an account; the same answer if not."""
    now = visit()
    email = request.form.get("email", "")[:_LONGEST_EMAIL]
    if "@" not in email:
        return show("forgot_password", 422, email=email, problem="empty")
    forgot_password(now.records, email, now.client)
    return go("sign_in.link_sent")


@pages.get("/link-sent")
def link_sent() -> Response:
    """What to do now that a link may be on its way."""
    return show("link_sent")


def minutes_until(locked: AccountLocked) -> int:
    """Whole minutes to wait, at least one."""
    seconds = (locked.until - visit().records.clock()).total_seconds()
    return max(1, -int(-seconds // 60))
