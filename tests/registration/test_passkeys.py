# SPDX-License-Identifier: GPL-3.0-or-later
"""Passkeys: added by who has just signed in, good for one answer to one question of one browser."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webauthn.helpers import base64url_to_bytes

from opportal_desktop.records.models import AuditEntry, FamilyContact, Passkey, PortalAccount, PortalSession, Setting
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration import passkeys
from opportal_desktop.registration.portal_errors import (
    NoDependents,
    PasskeyRefused,
    SessionOver,
    SignInTooOld,
    TooManyTries,
)
from opportal_desktop.registration.portal_sessions import session_of, sign_out
from opportal_desktop.registration.practice import save_settings
from opportal_desktop.registration.sign_in import sign_in
from opportal_desktop.terms import Authority, SessionStage
from tests.registration.authenticator import Authenticator, flipped, with_part
from tests.registration.portal_family import CLIENT, PASSWORD, first_login

BROWSER = "b" * 43


@pytest.fixture(autouse=True)
def practice(records, manager) -> None:
    portal = replace(load_settings(records), practice_name="Maple", portal_url="https://portal.maple.example")
    save_settings(records, portal, manager)


@pytest.fixture
def ana(desk) -> str:
    """Ana's browser, signed in for the first time."""
    desk.joint(desk.patient())
    return first_login(desk.records)


@pytest.fixture
def phone(records, ana) -> Authenticator:
    """Ana's phone with a passkey."""
    made = Authenticator()
    passkeys.finish_registration(records, ana, made.create(passkeys.begin_registration(records, ana)), CLIENT)
    return made


def sign_in_with(records, device: Authenticator, browser: str = BROWSER) -> str:
    return passkeys.finish_sign_in(records, browser, device.get(passkeys.begin_sign_in(records, browser)), CLIENT)


def test_a_passkey_signs_in_and_the_desk_sees_it(desk, ana, phone) -> None:
    sign_out(desk.records, ana)
    desk.clock.advance(hours=1)
    token = sign_in_with(desk.records, phone)
    session = session_of(desk.records, token)
    assert (session.stage, session.signed_in_by, session.name) == (SessionStage.SIGNED_IN, "passkey", "Ana")
    assert desk.audit()[-1] == ("signed in to the portal", "by passkey")
    assert PortalAccount.get().last_sign_in_at == desk.clock()
    assert Passkey.get().last_used_at == desk.clock()


def test_what_is_asked_of_the_authenticator(records, ana) -> None:
    asked = json.loads(passkeys.begin_registration(records, ana))
    assert asked["rp"] == {"name": "Maple", "id": "portal.maple.example"}
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["user"]["name"] == "ana@example.com"
    known = json.loads(passkeys.begin_sign_in(records, BROWSER))
    assert (known["rpId"], known["userVerification"]) == ("portal.maple.example", "required")
    assert not known.get("allowCredentials"), "it would tell a stranger which passkeys there are"


def test_asking_to_sign_in_writes_nothing(records, ana) -> None:
    before = records.db.own_changes()
    passkeys.begin_sign_in(records, BROWSER)
    assert records.db.own_changes() == before


def test_an_answer_is_good_once(desk, phone) -> None:
    answer = phone.get(passkeys.begin_sign_in(desk.records, BROWSER))
    desk.clock.advance(seconds=2)
    passkeys.finish_sign_in(desk.records, BROWSER, answer, CLIENT)
    desk.clock.advance(seconds=2)
    with pytest.raises(PasskeyRefused):
        passkeys.finish_sign_in(desk.records, BROWSER, answer, CLIENT)


def test_an_answer_of_a_passkey_that_counts_nothing_is_good_once_too(desk, ana) -> None:
    synced = Authenticator(counts=False)
    made = synced.create(passkeys.begin_registration(desk.records, ana))
    passkeys.finish_registration(desk.records, ana, made, CLIENT)
    answer = synced.get(passkeys.begin_sign_in(desk.records, BROWSER))
    passkeys.finish_sign_in(desk.records, BROWSER, answer, CLIENT)
    with pytest.raises(PasskeyRefused):
        passkeys.finish_sign_in(desk.records, BROWSER, answer, CLIENT)
    desk.clock.advance(seconds=1)
    assert sign_in_with(desk.records, synced)


def test_an_answer_is_good_in_its_browser_only(desk, phone) -> None:
    answer = phone.get(passkeys.begin_sign_in(desk.records, BROWSER))
    with pytest.raises(PasskeyRefused):
        passkeys.finish_sign_in(desk.records, "x" * 43, answer, CLIENT)


def test_an_answer_is_good_for_five_minutes(desk, phone) -> None:
    answer = phone.get(passkeys.begin_sign_in(desk.records, BROWSER))
    desk.clock.advance(minutes=5, seconds=1)
    with pytest.raises(PasskeyRefused):
        passkeys.finish_sign_in(desk.records, BROWSER, answer, CLIENT)


@pytest.mark.parametrize(
    "broken",
    [
        {"origin": "https://portal.maple.example.evil.test"},
        {"origin": "http://portal.maple.example"},
        {"verified": False},
        {"handle": "c29tZWJvZHkgZWxzZQ"},
        {"handle": ""},
        {"credential_id": b"another" * 4},
        {"key": Authenticator().key},
    ],
    ids=["another site", "without TLS", "nobody recognized", "another account", "no account", "unknown", "another key"],
)
def test_what_does_not_fit_is_refused(records, phone, broken) -> None:
    with pytest.raises(PasskeyRefused):
        sign_in_with(records, replace(phone, **broken))
    assert sign_in_with(records, phone)


@pytest.mark.parametrize("part", ["signature", "authenticatorData", "clientDataJSON"])
def test_a_flipped_bit_is_refused(records, phone, part: str) -> None:
    answer = phone.get(passkeys.begin_sign_in(records, BROWSER))
    with pytest.raises(PasskeyRefused):
        passkeys.finish_sign_in(
            records, BROWSER, with_part(answer, part, flipped(json.loads(answer)["response"][part])), CLIENT
        )


def test_a_counter_that_runs_backwards_is_a_copied_passkey(desk, phone) -> None:
    copy = replace(phone)
    for _ in range(3):
        desk.clock.advance(seconds=1)
        sign_in_with(desk.records, phone)
    desk.clock.advance(seconds=1)
    with pytest.raises(PasskeyRefused):
        sign_in_with(desk.records, copy)


def test_access_that_ended_signs_nobody_in(desk, phone) -> None:
    link = FamilyContact.get()
    desk.edit(link.patient_id, link.contact_id, authority=Authority.NONE)
    with pytest.raises(NoDependents):
        sign_in_with(desk.records, phone)
    assert Passkey.get().last_used_at is None


def test_a_password_lock_does_not_keep_a_passkey_out(desk, phone) -> None:
    PortalAccount.update(locked_at=desk.clock(), wrong_answers=9).execute()
    assert sign_in_with(desk.records, phone)


# ------------------------------------------------------------------------------------------------------- add and remove


def test_only_who_is_signed_in_adds(desk, ana) -> None:
    for token in (None, "", "never given"):
        with pytest.raises(SessionOver):
            passkeys.begin_registration(desk.records, token)
    made = Authenticator().create(passkeys.begin_registration(desk.records, ana))
    sign_out(desk.records, ana)
    with pytest.raises(SessionOver):
        passkeys.finish_registration(desk.records, ana, made, CLIENT)
    assert Passkey.select().count() == 0


def test_a_setup_link_alone_adds_none(desk, ana) -> None:
    PortalSession.update(stage=SessionStage.SETUP).execute()
    with pytest.raises(SessionOver):
        passkeys.begin_registration(desk.records, ana)


def test_a_sign_in_of_long_ago_adds_and_removes_none(desk, ana, phone) -> None:
    device = Authenticator()
    made = device.create(passkeys.begin_registration(desk.records, ana))
    desk.clock.advance(minutes=10, seconds=1)
    with pytest.raises(SignInTooOld):
        passkeys.begin_registration(desk.records, ana)
    with pytest.raises(SignInTooOld):
        passkeys.finish_registration(desk.records, ana, made, CLIENT)
    with pytest.raises(SignInTooOld):
        passkeys.remove_passkey(desk.records, ana, 1)
    assert Passkey.select().count() == 1


def test_a_question_is_answered_once_and_in_its_session_only(desk, ana) -> None:
    device = Authenticator()
    made = device.create(passkeys.begin_registration(desk.records, ana))
    other = sign_in(desk.records, "ana@example.com", PASSWORD, CLIENT)
    with pytest.raises(PasskeyRefused):
        passkeys.finish_registration(desk.records, other, made, CLIENT)
    passkeys.finish_registration(desk.records, ana, made, CLIENT)
    with pytest.raises(PasskeyRefused):
        passkeys.finish_registration(desk.records, ana, made, CLIENT)
    assert Passkey.select().count() == 1


@pytest.mark.parametrize("broken", [{"origin": "https://evil.test"}, {"verified": False}])
def test_a_new_passkey_that_does_not_fit_is_refused(records, ana, broken) -> None:
    device = Authenticator(**broken)
    with pytest.raises(PasskeyRefused):
        passkeys.finish_registration(records, ana, device.create(passkeys.begin_registration(records, ana)), CLIENT)
    assert Passkey.select().count() == 0


def test_ten_are_enough(records, ana, monkeypatch) -> None:
    monkeypatch.setattr(passkeys, "MAXIMUM", 2)
    for _ in range(2):
        made = Authenticator().create(passkeys.begin_registration(records, ana))
        passkeys.finish_registration(records, ana, made, CLIENT)
    with pytest.raises(PasskeyRefused):
        passkeys.begin_registration(records, ana)


def test_the_owner_sees_and_removes_their_own(desk, ana, phone) -> None:
    (shown,) = passkeys.passkeys_of(desk.records, ana)
    assert (shown.number, shown.added_at, shown.last_used_at) == (1, desk.clock(), None)
    passkeys.remove_passkey(desk.records, ana, 1)
    assert passkeys.passkeys_of(desk.records, ana) == ()
    assert [row.action for row in AuditEntry.select() if "passkey" in row.action] == [
        "passkey added",
        "passkey removed",
    ]
    with pytest.raises(PasskeyRefused):
        sign_in_with(desk.records, phone)


def test_nobody_sees_or_removes_anothers(desk, ana, phone) -> None:
    other = desk.patient("Noah", "Silva", "2020-02-02")
    desk.joint(other, "rui@example.com", first="Rui", last="Silva")
    rui = first_login(desk.records, dt.date(2020, 2, 2), "copper bridge under slow rain")
    assert passkeys.passkeys_of(desk.records, rui) == ()
    for number in (-1, 0, 1, Passkey.get().id, 2**63):
        with pytest.raises(PasskeyRefused):
            passkeys.remove_passkey(desk.records, rui, number)
    own = Authenticator()
    passkeys.finish_registration(desk.records, rui, own.create(passkeys.begin_registration(desk.records, rui)), CLIENT)
    stolen = replace(phone, handle=own.handle)
    with pytest.raises(PasskeyRefused):
        sign_in_with(desk.records, stolen)
    passkeys.remove_passkey(desk.records, rui, 1)
    assert session_of(desk.records, sign_in_with(desk.records, phone)).name == "Ana"


def test_a_credential_belongs_to_one_account(desk, ana, phone) -> None:
    other = desk.patient("Noah", "Silva", "2020-02-02")
    desk.joint(other, "rui@example.com", first="Rui", last="Silva")
    rui = first_login(desk.records, dt.date(2020, 2, 2), "copper bridge under slow rain")
    made = replace(phone).create(passkeys.begin_registration(desk.records, rui))
    with pytest.raises(PasskeyRefused):
        passkeys.finish_registration(desk.records, rui, made, CLIENT)


# ---------------------------------------------------------------------------------------------------------- the address


@pytest.mark.parametrize(
    ("url", "possible"),
    [
        ("https://portal.maple.example", True),
        ("https://portal.maple.example:8443", True),
        ("http://localhost:8090", True),
        ("http://portal.maple.example", False),
        ("http://127.0.0.1:8090", False),
        ("https://192.0.2.1", False),
        ("https://[2001:db8::1]", False),
        ("https://portal.maple.example:notaport", False),
        ("", False),
    ],
)
def test_where_browsers_allow_passkeys(url: str, possible: bool) -> None:
    assert passkeys.are_possible(PracticeSettings(portal_url=url)) is possible


def test_where_they_do_not_nothing_is_asked(records, ana, manager) -> None:
    Setting.update(value='"http://127.0.0.1:8090"').where(Setting.key == "portal_url").execute()
    for call in (
        lambda: passkeys.begin_registration(records, ana),
        lambda: passkeys.begin_sign_in(records, BROWSER),
        lambda: passkeys.finish_registration(records, ana, "{}", CLIENT),
        lambda: passkeys.finish_sign_in(records, BROWSER, "{}", CLIENT),
    ):
        with pytest.raises(PasskeyRefused):
            call()


# -------------------------------------------------------------------------------------------------------------- attacks

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
_SHAPED = st.fixed_dictionaries(
    {"id": _JSON, "rawId": _JSON, "type": _JSON},
    optional={
        "response": _JSON
        | st.fixed_dictionaries({"clientDataJSON": _JSON, "attestationObject": _JSON, "userHandle": _JSON})
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.text(max_size=200) | st.builds(json.dumps, _JSON) | st.builds(json.dumps, _SHAPED))
def test_whatever_is_sent_is_refused_and_nothing_worse(records, ana, sent: str) -> None:
    passkeys.begin_registration(records, ana)
    with pytest.raises(PasskeyRefused):
        passkeys.finish_registration(records, ana, sent, "")
    with pytest.raises(PasskeyRefused):
        passkeys.finish_sign_in(records, BROWSER, sent, "")


def test_a_client_that_guesses_is_slowed_down(records, ana) -> None:
    def guess() -> type[Exception]:
        with pytest.raises((PasskeyRefused, TooManyTries)) as raised:
            passkeys.finish_sign_in(records, BROWSER, "{}", CLIENT)
        return raised.type

    assert [guess() for _ in range(61)] == [PasskeyRefused] * 60 + [TooManyTries]


def test_nothing_is_kept_that_signs_in(records, ana, phone) -> None:
    row = Passkey.get()
    private = phone.key.private_numbers().private_value.to_bytes(32)
    assert private not in base64url_to_bytes(row.public_key)
