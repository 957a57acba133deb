# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal as a Flask app over the practice's records."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, make_response, request

from opportal_desktop.portal import (
    account_views,
    code_views,
    first_login_views,
    passkey_views,
    session_views,
    sign_in_views,
)
from opportal_desktop.portal.connections import Connections
from opportal_desktop.portal.error_pages import add_error_pages
from opportal_desktop.portal.forgery import check_form
from opportal_desktop.portal.headers import add_headers
from opportal_desktop.portal.pages import set_up_pages
from opportal_desktop.portal.refusals import because, note_refusals
from opportal_desktop.portal.visit import begin_visit
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.resource_files import resource_path

FORM_BYTES = 16 * 1024
"""The longest form is a new password twice and the old one: 200 characters each, percent-encoded."""

FORM_FIELDS = 20

VIEWS = (first_login_views, sign_in_views, account_views, session_views, passkey_views, code_views)
"""Each holds a blueprint `pages`."""

READY = "ready"


def create_app(records: Records, *, behind_proxy: bool = False, keep_connections_s: float = 0.0) -> Flask:
    """The portal over `records`.

    Args:
        behind_proxy: requests come from a proxy that names scheme and client; one that does not name the client is
            refused, since all parents would share one rate limit.
        keep_connections_s: how long a serving thread keeps its connection to the records; then the thread closes it
            when it ends.
    """
    connections = Connections(records, keep_connections_s)
    app = Flask(
        __name__, template_folder=resource_path("portal", "pages"), static_folder=resource_path("portal", "static")
    )
    app.jinja_options = {"autoescape": True}
    app.config.update(
        MAX_CONTENT_LENGTH=FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=FORM_FIELDS,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        PROPAGATE_EXCEPTIONS=False,
    )
    # Its redirects would be made from what was asked for.
    app.url_map.merge_slashes = False
    set_up_pages(app)
    add_headers(app)
    add_error_pages(app)
    note_refusals(app, records)

    @app.get("/ready", endpoint=READY)
    def ready() -> Response:
        """For who watches over the server: the records can be read."""
        with records.connection():
            records.require_unmoved()
            load_settings(records)
        return make_response("ready\n", 200, {"Content-Type": "text/plain; charset=utf-8"})

    @app.before_request
    def begin() -> None:
        if request.endpoint in ("static", READY):
            return
        connections.open()
        # Nobody is shown, or promised, what is elsewhere by now.
        records.require_unmoved()
        settings = load_settings(records)
        begin_visit(records, settings)
        _check_address(settings, behind_proxy)
        if request.method == "POST" and request.routing_exception is None:
            check_form(records, request)

    @app.after_request
    def note_failure(response: Response) -> Response:
        g.failed = response.status_code >= 500
        return response

    @app.teardown_request
    def end(error: BaseException | None) -> None:
        connections.release(failed=error is not None or g.get("failed", True))

    for views in VIEWS:
        app.register_blueprint(views.pages)
    return app


def _check_address(settings: PracticeSettings, behind_proxy: bool) -> None:
    """Refuse what did not come the way parents do: by the portal's own address, through the one trusted proxy."""
    portal = urlsplit(settings.portal_url)
    try:
        host = urlsplit(f"//{request.host}").hostname
    except ValueError:
        host = None
    if request.scheme != portal.scheme or host != portal.hostname:
        because("another host or scheme")
        abort(400)
    if behind_proxy and "X-Forwarded-For" not in request.headers:
        because("past the proxy")
        abort(400)
