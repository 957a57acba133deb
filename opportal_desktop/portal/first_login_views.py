# SPDX-License-Identifier: GPL-3.0-or-later
"""The way in from a setup link: date of birth, then a new password. Only a form that is sent changes anything."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from opportal_desktop.portal.birth_date_entry import BirthDateEntry, EntryProblem
from opportal_desktop.portal.code_views import text_first_code
from opportal_desktop.portal.known_browsers import mark_browser
from opportal_desktop.portal.pages import go, show, sign_in_browser, sign_out_browser
from opportal_desktop.portal.refusals import because
from opportal_desktop.portal.visit import page_terms, session_at, session_token, speak, visit
from opportal_desktop.registration.account_changes import send_new_link
from opportal_desktop.registration.first_login import (
    OpenLink,
    answer_birth_date,
    new_passphrase,
    open_link,
    set_password,
)
from opportal_desktop.registration.portal_errors import (
    LinkClosed,
    PasswordRefused,
    SessionOver,
    WrongBirthDate,
)
from opportal_desktop.terms import SessionStage

pages = Blueprint("first_login", __name__)


@pages.get("/welcome/<token>")
def birth_date(token: str) -> Response:
    """Ask for the date of birth. Mail scanners come here first: reads only."""
    link = open_link(visit().records, token)
    speak(link.language)
    response = _birth_date_page(link, BirthDateEntry())
    mark_browser(visit().records, request, response, link_token=token)
    return response


@pages.post("/welcome/<token>")
def answer(token: str) -> Response:
    """Check the date of birth."""
    now = visit()
    link = open_link(now.records, token)
    speak(link.language)
    entry = BirthDateEntry(*(request.form.get(part, "")[:40] for part in ("month", "day", "year")))
    today = now.records.clock().astimezone(ZoneInfo(now.settings.time_zone)).date()
    born = entry.read(today)
    if isinstance(born, EntryProblem):
        return _birth_date_page(link, entry, problem=born)
    try:
        session = answer_birth_date(now.records, token, born, now.client)
    except WrongBirthDate as wrong:
        because("wrong date of birth")
        if not wrong.tries_left:
            return show("link_locked", 403)
        return _birth_date_page(link, entry, tries_left=wrong.tries_left)
    if link.passwordless:
        return sign_in_browser(text_first_code(session), session)
    return sign_in_browser(go("first_login.choose_password"), session)


@pages.post("/welcome/<token>/new-link")
def new_link(token: str) -> Response:
    """From the page of a closed link: send a new one to the address it went to; never says whether."""
    send_new_link(visit().records, token, visit().client)
    return go("first_login.new_link_sent")


@pages.get("/new-link-sent")
def new_link_sent() -> Response:
    """What to do now that a link may be on its way."""
    return show("new_link_sent")


@pages.get("/password")
def choose_password() -> Response:
    """Ask for a new password."""
    return _password_page(NewPassword())


@pages.post("/password")
def save_password() -> Response:
    """Set the password, or help with choosing one."""
    now = visit()
    typed = NewPassword.typed()
    if typed.wants_help:
        return _password_page(typed)
    if typed.problem:
        return _password_page(typed, status=422)
    try:
        token = set_password(now.records, session_token(), typed.password, now.client)
    except PasswordRefused as refused:
        return _password_page(typed, refused=refused, status=422)
    except (SessionOver, LinkClosed):
        # Sent twice, or another browser was faster. The cookie stays: it may be the one that the first answer gave.
        return go("sign_in.ask", notice="maybe-set")
    if not token:
        return sign_out_browser(go("sign_in.ask", notice="password-saved"))
    return sign_in_browser(go("account.family", notice="ready"), token)


@dataclass(frozen=True, slots=True)
class NewPassword:
    """What stands in the two fields of a new password, and which button was pressed.

    Attributes:
        shown: whether the fields show what stands in them.
        taken: the offered passphrase was taken: both fields hold it.
    """

    password: str = ""
    again: str = ""
    shown: bool = False
    taken: bool = False
    offered: str = ""

    @classmethod
    def typed(cls) -> NewPassword:
        """From the request's form."""
        form = request.form
        if form.get("button") == "take":
            offered = form.get("offered", "")[:200]
            return cls(offered, offered, shown=True, taken=True, offered=offered)
        return cls(
            form.get("password", ""),
            form.get("again", ""),
            shown=form.get("button") == "show",
            offered=form.get("offered", "")[:200],
        )

    @property
    def wants_help(self) -> bool:
        """Whether nothing is to be saved yet."""
        return self.shown

    @property
    def problem(self) -> str:
        """What is wrong before any rule is asked: "empty", "differ"; empty if nothing is."""
        if not self.password:
            return "empty"
        return "differ" if self.password != self.again else ""


def _birth_date_page(
    link: OpenLink, entry: BirthDateEntry, *, problem: EntryProblem | None = None, tries_left: int | None = None
) -> Response:
    wrong = problem is not None or tries_left is not None
    return show(
        "birth_date",
        422 if wrong else 200,
        link=link,
        entry=entry,
        problem=problem.value if problem else "",
        at_fault=entry.at_fault(problem) if wrong else (),
        tries_left=tries_left,
    )


def _password_page(typed: NewPassword, refused: PasswordRefused | None = None, status: int = 200) -> Response:
    now = visit()
    session = session_at(SessionStage.SETUP)
    return show(
        "choose_password",
        status,
        email=session.email_key,
        typed=typed,
        reasons=[reason.name for reason in refused.reasons] if refused else [],
        minimum=now.settings.password_length,
        offer=typed.offered or new_passphrase(now.records, session_token(), page_terms()),
    )
