# SPDX-License-Identifier: GPL-3.0-or-later
"""What a browser may do at the portal: sessions that end by themselves, each stage with a token of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.records.records import Records
from opportal_desktop.terms import Language, SessionStage


@dataclass(frozen=True, slots=True)
class PortalSessionView:
    """A live session.

    Attributes:
        session_id, account_id: for use cases; never in a page.
        language: of the contact.
        name: the parent's first name.
        signed_in_by: "password", "code" or "passkey"; empty before SIGNED_IN.
        ends_at: when it ends without another request (UTC).
        last_minute: the latest that it can end, however busy the browser is (UTC).
    """

    session_id: int
    stage: SessionStage
    account_id: int
    setup_link_id: int | None
    language: Language
    name: str
    signed_in_by: str
    ends_at: dt.datetime
    last_minute: dt.datetime


def session_of(records: Records, token: str | None) -> PortalSessionView | None:
    """The live session of a cookie's token; None if there is none (any more). Notes at most once a minute that it was seen."""
    raise NotImplementedError


def require(records: Records, token: str | None, *stages: SessionStage) -> PortalSessionView:
    """The live session, which is at one of these stages.

    Raises:
        SessionOver: it is not.
    """
    raise NotImplementedError


def open_session(
    records: Records, account_id: int, stage: SessionStage, *, setup_link_id: int | None = None, signed_in_by: str = ""
) -> str:
    """Begin a session within the caller's transaction; returns the new token (256 bits) for the cookie."""
    raise NotImplementedError


def sign_out(records: Records, token: str | None) -> None:
    """End the session of this token."""
    raise NotImplementedError


def end_sessions(records: Records, account_id: int, because: str, *, but: int | None = None) -> int:
    """End the account's sessions (but the one with id `but`) within the caller's transaction; returns how many."""
    raise NotImplementedError


def end_other_sessions(records: Records, token: str) -> int:
    """Sign out every other browser of this account; returns how many.

    Raises:
        SessionOver: the token's session is not signed in.
    """
    raise NotImplementedError
