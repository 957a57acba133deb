# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages from templates: in the visit's language, with the practice's name and phone on each."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import jinja2
from flask import Flask, Response, g, make_response, redirect, render_template, request, url_for

from opportal_desktop.portal import cookies
from opportal_desktop.portal.browser_words import browser_words
from opportal_desktop.portal.forgery import FIELD, form_token, remember_browser
from opportal_desktop.portal.known_browsers import mark_browser
from opportal_desktop.portal.language import SOURCE, catalog, languages, page_language
from opportal_desktop.portal.refusals import because
from opportal_desktop.portal.visit import chosen_language, is_signed_in, visit
from opportal_desktop.registration.own_sessions import name_browser
from opportal_desktop.registration.validators import check_phone
from opportal_desktop.resource_files import resource_path


def set_up_pages(app: Flask) -> None:
    """Teach the app's templates the catalogs and what every page shows."""
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.undefined = jinja2.StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: catalog(_language()).gettext(text),
        lambda one, many, number: catalog(_language()).ngettext(one, many, number),
        newstyle=True,
        pgettext=lambda context, text: catalog(_language()).pgettext(context, text),
    )
    app.context_processor(_on_every_page)
    environment.globals["static_url"] = lambda name: url_for("static", filename=name, v=_content_mark(name))


def show(template: str, status: int = 200, **values: Any) -> Response:
    """The page `pages/<template>.html.jinja`; a `problem` that it shows is one of our own words."""
    if status >= 400 and (values.get("problem") or values.get("reasons")):
        because(str(values["problem"]) if values.get("problem") else "the rules of passwords")
    response = make_response(render_template(f"{template}.html.jinja", **values), status)
    response.headers["Content-Language"] = _language()
    remember_browser(request, response)
    if request.args.get("lang") and chosen_language():
        cookies.give(request, response, cookies.LANGUAGE, str(chosen_language()))
    return response


def go(endpoint: str, **values: Any) -> Response:
    """After a form: on to another page of ours (303), so that a refresh sends nothing twice."""
    return make_response(redirect(url_for(endpoint, **values), 303))


def sign_in_browser(response: Response, token: str) -> Response:
    """Give the browser its new session."""
    name_browser(visit().records, token, *browser_words(request.headers.get("User-Agent", "")))
    cookies.give(request, response, cookies.SESSION, token)
    mark_browser(visit().records, request, response)
    return response


def sign_out_browser(response: Response) -> Response:
    """Take the browser's session away."""
    cookies.take_away(request, response, cookies.SESSION)
    # Nothing of ours is in its cache: every page is `no-store`.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _language() -> str:
    return visit().language if "visit" in g else SOURCE


def _on_every_page() -> dict[str, Any]:
    now = visit() if "visit" in g else None
    phone = check_phone(now.settings.practice_phone, now.settings.phone_region) if now else None
    return {
        "page_language": page_language(_language()),
        "languages": languages(),
        "practice": now.settings.practice_name if now else "",
        "phone": phone.shown if phone else "",
        "phone_link": phone.text if phone else "",
        "signed_in": now is not None and is_signed_in(),
        "leave_after": 60 * now.settings.session_idle_minutes if now is not None and is_signed_in() else 0,
        # Made from the route and not from the request's path: "//evil.example/…" would lead elsewhere.
        "here": url_for(request.endpoint, **(request.view_args or {})) if request.endpoint else "/",
        "form_field": FIELD,
        "form_token": form_token(now.records, request) if now else "",
    }


@cache
def _content_mark(name: str) -> str:
    content = resource_path("portal", "static", name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]
