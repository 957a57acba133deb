# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwordless login: the page for a code that came as a text, at the first login and at later ones by Cell Phone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, request

from opportal_desktop.portal import cookies
from opportal_desktop.portal.pages import go, show, sign_in_browser
from opportal_desktop.portal.refusals import because
from opportal_desktop.portal.visit import is_signed_in, session_token, visit
from opportal_desktop.registration.portal_errors import CodeRefused, PhoneNotValid, TooManyTries
from opportal_desktop.registration.sign_in_codes import ask_code, ask_code_by_phone, enter_code, phone_ending
from opportal_desktop.terms import LoginMode

pages = Blueprint("codes", __name__)

NOTICES = frozenset({"sent-again", "wait"})
_LONGEST_PHONE = 40
_LONGEST_EMAIL = 320
_LONGEST_CODE = 40


@pages.app_context_processor
def _passwordless() -> dict[str, Any]:
    return {"passwordless": "visit" in g and visit().settings.login_mode is LoginMode.PASSWORDLESS}


def text_first_code(token: str) -> Response:
    """After the right date of birth: text a code, and go on to where it is entered."""
    try:
        ask_code(visit().records, token, visit().client)
    except TooManyTries:
        return go("codes.ask", notice="wait")
    return go("codes.ask")


@pages.get("/code")
def ask() -> Response:
    """Ask for the code of the first login."""
    notice = request.args.get("notice", "")
    return _code_page(notice=notice if notice in NOTICES else "")


@pages.post("/code")
def check() -> Response:
    """Check the code of the first login."""
    now = visit()
    try:
        token = enter_code(now.records, session_token(), _typed_code(), now.client)
    except CodeRefused as refused:
        because("wrong code")
        if now.session is None:
            # Sent twice, perhaps. The cookie stays: it may be the one that the first answer gave.
            return go("sign_in.start")
        return _code_page(422, tries_left=refused.tries_left)
    return sign_in_browser(go("account.family"), token)


@pages.post("/code/again")
def send_again() -> Response:
    """Text a new code."""
    try:
        ask_code(visit().records, session_token(), visit().client)
    except TooManyTries:
        return _code_page(429, notice="wait")
    return go("codes.ask", notice="sent-again")


@pages.get("/sign-in/phone")
def ask_phone() -> Response:
    """Ask for the Cell Phone."""
    if is_signed_in():
        return go("account.family")
    if visit().settings.login_mode is not LoginMode.PASSWORDLESS:
        return go("sign_in.ask")
    return _phone_page()


@pages.post("/sign-in/phone")
def text_code() -> Response:
    """Text a code if the number is a parent's; the same answer if not."""
    now = visit()
    phone = request.form.get("phone", "")[:_LONGEST_PHONE]
    email = request.form.get("email", "")[:_LONGEST_EMAIL]
    try:
        token = ask_code_by_phone(now.records, phone, email, now.client)
    except PhoneNotValid:
        return _phone_page(422, phone=phone, email=email, problem="phone")
    except TooManyTries as many:
        return _phone_page(429, phone=phone, email=email, problem="wait", wait_minutes=-(-many.retry_after_s // 60))
    response = go("codes.ask_texted")
    # A cookie of its own: the session's would tell by the page's language whether the number is known.
    cookies.give(request, response, cookies.CODE, token)
    return response


@pages.get("/sign-in/code")
def ask_texted() -> Response:
    """Ask for the code of a later login; of a stranger too."""
    return go("account.family") if is_signed_in() else _texted_page()


@pages.post("/sign-in/code")
def check_texted() -> Response:
    """Check the code of a later login."""
    now = visit()
    try:
        token = enter_code(now.records, cookies.read(request, cookies.CODE), _typed_code(), now.client)
    except CodeRefused as refused:
        because("wrong code")
        return go("account.family") if is_signed_in() else _texted_page(422, tries_left=refused.tries_left)
    response = sign_in_browser(go("account.family"), token)
    cookies.take_away(request, response, cookies.CODE)
    return response


def _typed_code() -> str:
    return request.form.get("code", "")[:_LONGEST_CODE]


def _code_page(status: int = 200, *, tries_left: int | None = None, notice: str = "") -> Response:
    ending = phone_ending(visit().records, session_token())
    return show("code", status, ending=ending, tries_left=tries_left, notice=notice)


def _phone_page(
    status: int = 200, *, phone: str = "", email: str = "", problem: str = "", wait_minutes: int = 0
) -> Response:
    return show("phone_sign_in", status, typed_phone=phone, email=email, problem=problem, wait_minutes=wait_minutes)


def _texted_page(status: int = 200, *, tries_left: int | None = None) -> Response:
    return show("phone_code", status, tries_left=tries_left)
