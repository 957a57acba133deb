# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the parent is signed in, and signing out the other phones and computers."""

from __future__ import annotations

from flask import Blueprint, Response, request

from opportal_desktop.portal.pages import go, show
from opportal_desktop.portal.refusals import because
from opportal_desktop.portal.shown_times import shown_day, shown_moment
from opportal_desktop.portal.visit import session_at, session_token, visit
from opportal_desktop.registration.dependents import dependents_of
from opportal_desktop.registration.own_sessions import end_other_sessions, end_own_session, own_sessions
from opportal_desktop.registration.portal_errors import NotYours, SignInTooOld
from opportal_desktop.registration.portal_sessions import is_fresh
from opportal_desktop.terms import SessionStage

pages = Blueprint("sessions", __name__)

NOTICES = frozenset({"ended", "one-ended"})

pages.add_app_template_filter(shown_day, "day")
pages.add_app_template_filter(shown_moment, "moment")


@pages.get("/account/sessions")
def overview() -> Response:
    """Every phone and computer that is signed in now."""
    notice = request.args.get("notice", "")
    return _page(notice=notice if notice in NOTICES else "")


@pages.post("/account/sessions/end-others")
def end_others() -> Response:
    """Sign out everywhere else."""
    try:
        end_other_sessions(visit().records, session_token())
    except SignInTooOld:
        because("sign-in too old")
        return _page(status=403)
    return go("sessions.overview", notice="ended")


@pages.post("/account/sessions/end")
def end_one() -> Response:
    """Sign out one other phone or computer."""
    try:
        end_own_session(visit().records, session_token(), request.form.get("which", ""))
    except SignInTooOld:
        because("sign-in too old")
        return _page(status=403)
    except NotYours:
        because("not theirs")
        return _page(problem="gone", status=422)
    return go("sessions.overview", notice="one-ended")


def _page(notice: str = "", problem: str = "", status: int = 200) -> Response:
    now = visit()
    session = session_at(SessionStage.SIGNED_IN)
    dependents_of(now.records, session)
    return show(
        "sessions",
        status,
        sessions=own_sessions(now.records, session_token()),
        fresh=is_fresh(now.records, session),
        notice=notice,
        problem=problem,
    )
