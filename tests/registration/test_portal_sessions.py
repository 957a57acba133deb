# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions end by themselves, belong to one browser, and never grow out of a planted token."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from opportal_desktop.records.models import Contact, PortalSession
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.account_changes import change_password
from opportal_desktop.registration.dependents import dependents_of
from opportal_desktop.registration.first_login import answer_birth_date, set_password
from opportal_desktop.registration.own_sessions import end_other_sessions
from opportal_desktop.registration.portal_errors import SessionOver
from opportal_desktop.registration.portal_sessions import (
    open_session,
    require,
    session_of,
    sign_out,
)
from opportal_desktop.registration.setup_links import token_hash
from opportal_desktop.registration.sign_in import sign_in
from opportal_desktop.terms import SessionStage

from .portal_family import CLIENT, EMAIL, MATEO_BORN, OTHER_PASSWORD, PASSWORD, account, first_login, mailed_token


@pytest.fixture
def token(desk) -> str:
    desk.joint(desk.patient())
    return first_login(desk.records)


def test_a_token_has_256_bits_and_only_its_hash_is_kept(desk, token) -> None:
    assert re.fullmatch(r"[\w-]{43}", token)
    dump = repr(list(PortalSession.select().dicts()))
    assert token not in dump
    assert token_hash(token) in dump


@pytest.mark.parametrize("wrong", [None, "", "x", "ü" * 100, "A" * 43])
def test_an_unknown_token_is_nobody(desk, token, wrong) -> None:
    assert session_of(desk.records, wrong) is None
    with pytest.raises(SessionOver):
        require(desk.records, wrong, *SessionStage)


def test_the_hash_is_no_token(desk, token) -> None:
    assert session_of(desk.records, token_hash(token)) is None


def test_an_idle_session_ends(desk, token) -> None:
    desk.clock.advance(minutes=14, seconds=59)
    assert session_of(desk.records, token) is not None
    desk.clock.advance(minutes=15)
    assert session_of(desk.records, token) is None


def test_a_busy_session_ends_at_last(desk, token) -> None:
    began = desk.clock()
    while session := session_of(desk.records, token):
        assert session.last_minute == began + dt.timedelta(hours=8)
        assert session.ends_at <= session.last_minute
        desk.clock.advance(minutes=10)
    assert desk.clock() == began + dt.timedelta(hours=8)


def test_the_practice_says_how_long(desk) -> None:
    with desk.records.transaction():
        store_settings(desk.records, replace(load_settings(desk.records), session_idle_minutes=5, session_hours=1))
    desk.joint(desk.patient())
    token = first_login(desk.records)
    session = session_of(desk.records, token)
    assert session.ends_at == desk.clock() + dt.timedelta(minutes=5)
    assert session.last_minute == desk.clock() + dt.timedelta(hours=1)
    desk.clock.advance(minutes=5)
    assert session_of(desk.records, token) is None


def test_being_seen_is_written_once_a_minute_at_most(desk, token) -> None:
    def changes() -> int:
        return desk.records.db.own_changes()

    before = changes()
    for _ in range(5):
        desk.clock.advance(seconds=11)
        session_of(desk.records, token)
    assert changes() == before
    desk.clock.advance(seconds=11)
    assert session_of(desk.records, token).ends_at == desk.clock() + dt.timedelta(minutes=15)
    assert changes() == before + 1


def test_a_new_token_at_each_step_and_the_old_ones_are_dead(desk) -> None:
    desk.joint(desk.patient())
    setup = answer_birth_date(desk.records, mailed_token(desk.records), MATEO_BORN, CLIENT)
    first = set_password(desk.records, setup, PASSWORD, CLIENT)
    changed = change_password(desk.records, first, PASSWORD, OTHER_PASSWORD, CLIENT)
    again = sign_in(desk.records, EMAIL, OTHER_PASSWORD, CLIENT)
    assert len({setup, first, changed, again}) == 4
    assert session_of(desk.records, setup) is None
    assert session_of(desk.records, first) is None
    assert session_of(desk.records, changed) is not None


def test_a_session_before_signing_in_shows_nothing_of_a_family(desk) -> None:
    desk.joint(desk.patient())
    setup = answer_birth_date(desk.records, mailed_token(desk.records), MATEO_BORN, CLIENT)
    session = session_of(desk.records, setup)
    assert session.stage is SessionStage.SETUP
    with pytest.raises(SessionOver):
        dependents_of(desk.records, session)
    for stage in (SessionStage.CODE, SessionStage.PASSKEY):
        with desk.records.transaction():
            other = session_of(desk.records, open_session(desk.records, account().id, stage))
        with pytest.raises(SessionOver):
            dependents_of(desk.records, other)
    with pytest.raises(SessionOver):
        end_other_sessions(desk.records, setup)
    with pytest.raises(SessionOver):
        change_password(desk.records, setup, PASSWORD, OTHER_PASSWORD, CLIENT)


def test_signing_out_ends_this_browser_only_and_for_good(desk, token) -> None:
    other = sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    sign_out(desk.records, token)
    sign_out(desk.records, token)
    sign_out(desk.records, None)
    assert session_of(desk.records, token) is None
    assert session_of(desk.records, other) is not None


def test_a_browser_ends_no_session_of_another_account(desk, token) -> None:
    desk.joint(desk.patient("Nora"), "luis@example.com", first="Luis")
    luis = first_login(desk.records)
    assert end_other_sessions(desk.records, token) == 0
    change_password(desk.records, token, PASSWORD, OTHER_PASSWORD, CLIENT)
    assert session_of(desk.records, luis).name == "Luis"


def test_a_contact_that_is_no_more_ends_the_session(desk, token) -> None:
    Contact.update(home_email="", email_key=None).execute()
    assert session_of(desk.records, token) is None


def test_sessions_of_last_month_are_deleted(desk, token) -> None:
    desk.clock.advance(days=31)
    sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    assert PortalSession.select().count() == 1
