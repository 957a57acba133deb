# SPDX-License-Identifier: GPL-3.0-or-later
"""Passkeys at the portal: add, remove, sign in. The one thing here that needs JavaScript, and nobody needs it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, make_response, request

from opportal_desktop.portal import cookies
from opportal_desktop.portal.pages import go, show, sign_in_browser
from opportal_desktop.portal.refusals import because
from opportal_desktop.portal.visit import session_at, session_token, visit
from opportal_desktop.registration import passkeys
from opportal_desktop.registration.dependents import dependents_of
from opportal_desktop.registration.portal_errors import PasskeyRefused, SignInTooOld
from opportal_desktop.registration.portal_sessions import is_fresh
from opportal_desktop.terms import SessionStage

pages = Blueprint("passkeys", __name__)

NOTICES = frozenset({"added", "removed"})


@pages.app_context_processor
def _possible() -> dict[str, Any]:
    # Where not even the settings can be read there is no visit.
    return {"passkeys_are_possible": "visit" in g and passkeys.are_possible(visit().settings)}


@pages.get("/account/passkeys")
def overview() -> Response:
    """The parent's passkeys, and how to add one."""
    notice = request.args.get("notice", "")
    return _page(notice=notice if notice in NOTICES else "")


@pages.post("/account/passkeys/options")
def ask_new() -> Response:
    """For the script: what a new passkey has to answer."""
    try:
        return _json(passkeys.begin_registration(visit().records, session_token()))
    except (PasskeyRefused, SignInTooOld):
        return _refused()


@pages.post("/account/passkeys")
def add() -> Response:
    """Keep the passkey that the script brought."""
    now = visit()
    try:
        passkeys.finish_registration(now.records, session_token(), request.form.get("credential", ""), now.client)
    except SignInTooOld:
        because("sign-in too old")
        return _page(status=403)
    except PasskeyRefused:
        return _page(problem="refused", status=422)
    return go("passkeys.overview", notice="added")


@pages.post("/account/passkeys/remove")
def remove() -> Response:
    """Remove one of the parent's own passkeys, by its number in their list."""
    number = request.form.get("number", "")
    try:
        passkeys.remove_passkey(
            visit().records, session_token(), int(number) if number.isascii() and number.isdigit() else 0
        )
    except SignInTooOld:
        because("sign-in too old")
        return _page(status=403)
    except (PasskeyRefused, ValueError):
        because("not theirs")
        return _page(problem="gone", status=422)
    return go("passkeys.overview", notice="removed")


@pages.post("/sign-in/passkey/options")
def ask_known() -> Response:
    """For the script: what a passkey has to answer to sign in."""
    try:
        return _json(passkeys.begin_sign_in(visit().records, _browser()))
    except PasskeyRefused:
        return _refused()


@pages.post("/sign-in/passkey")
def sign_in() -> Response:
    """Sign in by the passkey's answer that the script brought."""
    now = visit()
    try:
        token = passkeys.finish_sign_in(now.records, _browser(), request.form.get("credential", ""), now.client)
    except PasskeyRefused:
        return show("sign_in", 422, email="", problem="passkey", notice="", wait_minutes=0)
    return sign_in_browser(go("account.family"), token)


def _page(notice: str = "", problem: str = "", status: int = 200) -> Response:
    now = visit()
    session = session_at(SessionStage.SIGNED_IN)
    dependents_of(now.records, session)
    return show(
        "passkeys",
        status,
        passkeys=passkeys.passkeys_of(now.records, session_token()),
        fresh=is_fresh(now.records, session),
        maximum=passkeys.MAXIMUM,
        notice=notice,
        problem=problem,
    )


def _refused() -> Response:
    because("passkey")
    return _json("{}", 403)


def _browser() -> str:
    return cookies.read(request, cookies.BROWSER) or ""


def _json(text: str, status: int = 200) -> Response:
    return make_response(text, status, {"Content-Type": "application/json"})
