# SPDX-License-Identifier: GPL-3.0-or-later
"""One request of a browser: the records, the practice's settings, who asks, and in which language to answer.

Views take everything from here. Ids come from the session, never from the request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import g, request

from opportal_desktop.portal import cookies
from opportal_desktop.portal.language import SOURCE, languages, spoken
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.portal_errors import SessionOver
from opportal_desktop.registration.portal_sessions import PortalSessionView, session_of
from opportal_desktop.terms import Language, SessionStage


@dataclass(slots=True)
class Visit:
    """What the views of one request work with.

    Attributes:
        client: the network address that asks, as told by the server or by the one trusted proxy.
        language: the tag of the page's language.
        session: the live session, None if there is none.
    """

    records: Records
    settings: PracticeSettings
    client: str
    language: str
    session: PortalSessionView | None = None


def begin_visit(records: Records, settings: PracticeSettings) -> None:
    """Make the request's visit; its connection is open."""
    visit = Visit(records, settings, request.remote_addr or "", _browsers_language())
    g.visit = visit
    visit.session = session_of(records, session_token())
    if visit.session is not None:
        speak(visit.session.language)


def visit() -> Visit:
    """The visit of this request."""
    return cast(Visit, g.visit)


def session_token() -> str | None:
    """The random value of the browser's session cookie."""
    return cookies.read(request, cookies.SESSION)


def session_at(*stages: SessionStage) -> PortalSessionView:
    """The live session, which is at one of these stages.

    Raises:
        SessionOver: it is not.
    """
    session = visit().session
    if session is None or session.stage not in stages:
        raise SessionOver
    return session


def is_signed_in() -> bool:
    """Whether the browser is signed in."""
    session = visit().session
    return session is not None and session.stage is SessionStage.SIGNED_IN


def speak(contacts: Language) -> None:
    """Answer in the contact's language, unless the parent chose another one in this browser."""
    if chosen_language() is None:
        visit().language = spoken(contacts.value) or visit().language


def page_terms() -> Language:
    """The page's language as the records name it; English where they have no name for it."""
    return next((each for each in Language if each.value == visit().language), Language.ENGLISH)


def chosen_language() -> str | None:
    """What was clicked on this page or an earlier one."""
    return spoken(request.args.get("lang")) or spoken(cookies.read(request, cookies.LANGUAGE))


def _browsers_language() -> str:
    chosen = chosen_language()
    if chosen is not None:
        return chosen
    tags = [language.tag for language in languages()]
    return request.accept_languages.best_match(tags) or SOURCE
