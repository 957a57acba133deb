# SPDX-License-Identifier: GPL-3.0-or-later
"""A parent sees where they are signed in, and signs out the other phones and computers."""

from __future__ import annotations

import pytest

from opportal_desktop.records.models import PortalSession
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.first_login import answer_birth_date
from opportal_desktop.registration.own_sessions import (
    end_other_sessions,
    end_own_session,
    end_sessions_at_desk,
    name_browser,
    own_sessions,
)
from opportal_desktop.registration.portal_errors import NotYours, SessionOver, SignInTooOld
from opportal_desktop.registration.portal_sessions import session_of, sign_out
from opportal_desktop.registration.register import caregiver_authority
from opportal_desktop.registration.sign_in import sign_in

from .portal_family import CLIENT, EMAIL, MATEO_BORN, PASSWORD, first_login, mailed_token

LUIS = "luis@example.com"


@pytest.fixture
def token(desk) -> str:
    desk.joint(desk.patient())
    return first_login(desk.records)


def another(desk) -> str:
    return sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


def test_each_browser_that_is_signed_in_is_told_this_one_first(desk, token) -> None:
    desk.clock.advance(minutes=1)
    phone = another(desk)
    name_browser(desk.records, phone, "Chrome", "Android")
    here, other = own_sessions(desk.records, token)
    assert here.is_this
    assert not other.is_this
    assert (other.browser, other.device, other.signed_in_by) == ("Chrome", "Android", "password")
    assert other.began_at == other.last_seen_at == desk.clock()
    there, _ = own_sessions(desk.records, phone)
    assert there.is_this
    assert there.mark == other.mark


def test_what_ended_in_one_way_or_another_is_not_told(desk, token) -> None:
    gone = another(desk)
    sign_out(desk.records, gone)
    another(desk)
    desk.clock.advance(minutes=14)
    session_of(desk.records, token)
    desk.clock.advance(minutes=2)
    assert [each.is_this for each in own_sessions(desk.records, token)] == [True]


def test_a_browser_that_is_not_signed_in_yet_is_told_nothing(desk) -> None:
    desk.joint(desk.patient())
    setup = answer_birth_date(desk.records, mailed_token(desk.records), MATEO_BORN, CLIENT)
    for asked in (own_sessions, end_other_sessions, lambda records, token: end_own_session(records, token, "x")):
        with pytest.raises(SessionOver):
            asked(desk.records, setup)


def test_all_other_browsers_can_be_signed_out(desk, token) -> None:
    others = [another(desk) for _ in range(3)]
    assert end_other_sessions(desk.records, token) == 3
    assert [session_of(desk.records, other) for other in others] == [None, None, None]
    assert session_of(desk.records, token) is not None
    assert ("signed out other browsers of the portal", "all others: 3") in desk.audit()


def test_one_other_browser_can_be_signed_out(desk, token) -> None:
    lost, kept = another(desk), another(desk)
    mark = next(each.mark for each in own_sessions(desk.records, lost) if each.is_this)
    end_own_session(desk.records, token, mark)
    assert session_of(desk.records, lost) is None
    assert session_of(desk.records, kept) is not None
    assert ("signed out other browsers of the portal", "one") in desk.audit()
    with pytest.raises(NotYours):
        end_own_session(desk.records, token, mark)


def test_no_mark_reaches_another_account_nor_this_browser(desk, token) -> None:
    desk.joint(desk.patient("Nora"), LUIS, first="Luis")
    luis = first_login(desk.records)
    foreign = [each.mark for each in own_sessions(desk.records, luis)]
    ids = [str(row.id) for row in PortalSession.select()] + [row.token_hash for row in PortalSession.select()]
    own = [each.mark for each in own_sessions(desk.records, token)]
    for mark in (*foreign, *ids, *own, "", "ü\udcff"):
        with pytest.raises(NotYours):
            end_own_session(desk.records, token, mark)
    assert session_of(desk.records, luis) is not None
    assert not {each.mark for each in own_sessions(desk.records, token)} & {*foreign, *ids}


def test_who_signed_in_long_ago_signs_in_again_first(desk, token) -> None:
    other = another(desk)
    mark = next(each.mark for each in own_sessions(desk.records, other) if each.is_this)
    desk.clock.advance(minutes=11)
    with pytest.raises(SignInTooOld):
        end_other_sessions(desk.records, token)
    with pytest.raises(SignInTooOld):
        end_own_session(desk.records, token, mark)
    assert session_of(desk.records, other) is not None


def test_the_desk_signs_out_every_browser_of_one_parent(desk, token) -> None:
    desk.joint(desk.patient("Nora"), LUIS, first="Luis")
    luis = first_login(desk.records)
    other = another(desk)
    assert caregiver_authority(desk.records, 1).signed_in == 2
    assert end_sessions_at_desk(desk.records, 1, desk.staff) == 2
    assert [session_of(desk.records, each) for each in (token, other)] == [None, None]
    assert session_of(desk.records, luis) is not None
    assert ("signed out of the portal at the desk", "browsers: 2") in desk.audit()
    assert caregiver_authority(desk.records, 1).signed_in == 0
    assert session_of(desk.records, another(desk)) is not None, "the parent can sign in again"


def test_who_has_no_account_can_not_be_signed_out(desk) -> None:
    ana = desk.add(desk.patient(), home_email="ana@example.com").draft.contact_id
    for contact in (ana, 999):
        with pytest.raises(RecordGone):
            end_sessions_at_desk(desk.records, contact, desk.staff)
