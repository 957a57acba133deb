# SPDX-License-Identifier: GPL-3.0-or-later
"""What a browser sees when something can't be done: one calm page each, in the portal's look."""

from __future__ import annotations

import logging

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from opportal_desktop.portal.forgery import ForgedRequestError
from opportal_desktop.portal.pages import go, show, sign_out_browser
from opportal_desktop.portal.refusals import because
from opportal_desktop.portal.visit import is_signed_in
from opportal_desktop.records.records import RecordsBusyError, RecordsMovedError, ServerLostError
from opportal_desktop.registration.portal_errors import (
    LinkClosed,
    LinkLocked,
    NoDependents,
    SessionOver,
    TooManyTries,
)

log = logging.getLogger(__name__)

GONE = 410
BUSY_SECONDS = 5


def add_error_pages(app: Flask) -> None:
    """Have `app` answer errors with our pages."""

    @app.errorhandler(LinkClosed)
    def closed(error: LinkClosed) -> Response:
        because("link closed")
        # Only a link that went out by mail can be sent again; a new address can only be asked for again.
        token = (request.view_args or {}).get("token") if request.blueprint == "first_login" else None
        return show("link_closed", GONE, token=token)

    @app.errorhandler(LinkLocked)
    def locked(error: LinkLocked) -> Response:
        because("link locked")
        return show("link_locked", 403)

    @app.errorhandler(NoDependents)
    def no_dependents(error: NoDependents) -> Response:
        because("access ended")
        return show("no_dependents", 403)

    @app.errorhandler(SessionOver)
    def session_over(error: SessionOver) -> Response:
        because("not signed in")
        if is_signed_in():
            # A step of the first login, opened again by the back button.
            return go("account.family")
        return sign_out_browser(go("sign_in.ask", notice="over"))

    @app.errorhandler(TooManyTries)
    def too_many(error: TooManyTries) -> Response:
        because("too many tries")
        response = show("too_many_tries", 429, minutes=max(1, -(-error.retry_after_s // 60)))
        response.headers["Retry-After"] = str(error.retry_after_s)
        return response

    @app.errorhandler(RecordsBusyError)
    @app.errorhandler(RecordsMovedError)
    @app.errorhandler(ServerLostError)
    def busy(error: RecordsBusyError | RecordsMovedError | ServerLostError) -> Response:
        response = show("busy", 503)
        response.headers["Retry-After"] = str(BUSY_SECONDS)
        return response

    @app.errorhandler(ForgedRequestError)
    def out_of_date(error: ForgedRequestError) -> Response:
        because("forged or outdated form")
        return show("out_of_date", 400)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        status = error.code or 500
        kept = {"Allow": error.get_response().headers["Allow"]} if status == 405 else {}
        response = show("error", status, kind={404: "not-found", 405: "not-found", 413: "too-large"}.get(status, ""))
        response.headers.update(kept)
        return response

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        # By endpoint: the path may carry a token.
        log.error("a request failed at %s", request.endpoint, exc_info=error)
        return show("error", 500, kind="failed")
