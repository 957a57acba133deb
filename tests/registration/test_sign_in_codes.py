# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwordless login: the code's life, tries and limits; who may enter it; what a stranger learns."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from opportal_desktop.records.models import AuditEntry, Message, PortalAccount, SetupLink, SignInCode
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, store_settings
from opportal_desktop.registration.first_login import answer_birth_date
from opportal_desktop.registration.portal_errors import (
    CodeRefused,
    LinkClosed,
    NoDependents,
    PhoneNotValid,
    SessionOver,
    TooManyTries,
)
from opportal_desktop.registration.portal_sessions import session_of, sign_out
from opportal_desktop.registration.register import register
from opportal_desktop.registration.setup_links import sign_in_code
from opportal_desktop.registration.sign_in_codes import (
    GAP,
    LIFE,
    TRIES,
    ask_code,
    ask_code_by_phone,
    enter_code,
    phone_ending,
)
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.terms import Authority, Language, LoginMode, MessageKind, MessageState, SessionStage
from tests.registration.conftest import Desk
from tests.registration.portal_family import CLIENT, MATEO_BORN, mailed_token

CELL = "+14135550123"
OTHER_CELL = "+14135550124"
UNKNOWN = "+14135550199"


@pytest.fixture(autouse=True)
def passwordless(records: Records) -> None:
    with records.transaction():
        store_settings(
            records,
            PracticeSettings(
                practice_name="Maple",
                practice_phone="(413) 555-0100",
                portal_url="https://portal.maple.example",
                login_mode=LoginMode.PASSWORDLESS,
                text_tested_at="2026-11-01T00:00:00+00:00",
            ),
        )


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers need not be even here."""
    monkeypatch.setattr("opportal_desktop.registration.answer_time.STEP_S", 0.0001)


@pytest.fixture
def family(desk: Desk) -> int:
    """Ana with her cell phone, invited; returns her contact id."""
    return desk.joint(desk.patient(), cell_phone=CELL).draft.contact_id


def texts() -> list[Message]:
    return list(Message.select().where(Message.kind == MessageKind.SIGN_IN_CODE).order_by(Message.id))


def texted_code(records: Records) -> str:
    seed = texts()[-1].link_seed
    assert seed is not None
    return sign_in_code(records.link_key, seed)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08}"


def set_up(records: Records) -> str:
    """A browser that has answered the date of birth."""
    return answer_birth_date(records, mailed_token(records), MATEO_BORN, CLIENT)


def first_login(records: Records) -> str:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    return enter_code(records, setup, texted_code(records), CLIENT)


def asked(records: Records, clock: Any, phone: str = CELL) -> tuple[str, str]:
    """A later sign-in up to the code: the browser's token, and the code."""
    clock.advance(minutes=2)
    token = ask_code_by_phone(records, phone, "", CLIENT)
    return token, texted_code(records)


def refused(call: Callable[[], object]) -> int:
    with pytest.raises(CodeRefused) as caught:
        call()
    return caught.value.tries_left


# --- the first login


def test_the_code_signs_in_and_uses_the_link_up(records: Records, desk: Desk, family: int) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    assert phone_ending(records, setup) == "23"
    (text,) = texts()
    assert (text.to_address, text.contact_id, text.priority) == (CELL, family, 0)
    assert text.expires_at == records.clock() + LIFE
    token = enter_code(records, setup, texted_code(records), CLIENT)
    session = session_of(records, token)
    assert session is not None
    assert (session.stage, session.signed_in_by) == (SessionStage.SIGNED_IN, "code")
    assert SetupLink.get().used_at == records.clock()
    assert PortalAccount.get().first_sign_in_at == records.clock()
    assert desk.status(1, family) == "Active"
    assert session_of(records, setup) is None
    assert token != setup


def test_the_code_is_eight_digits_and_only_its_keyed_hash_is_kept(
    records: Records, family: int, tmp_path: Path
) -> None:
    ask_code(records, set_up(records), CLIENT)
    code = texted_code(records)
    assert len(code) == 8
    assert code.isdigit()
    row = SignInCode.get()
    assert code not in row.code_hash
    assert code not in str([entry.changes + entry.action + entry.reason for entry in AuditEntry.select()])
    assert all(code not in stored.code_hash for stored in SignInCode.select())


def test_a_code_may_be_typed_with_blanks(records: Records, family: int) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    code = texted_code(records)
    assert enter_code(records, setup, f" {code[:4]} {code[4:]}\n", CLIENT)


def test_without_the_date_of_birth_no_code_is_sent(records: Records, family: int) -> None:
    for token in (None, "", "made-up"):
        with pytest.raises(SessionOver):
            ask_code(records, token, CLIENT)
    assert texts() == []


def test_a_practice_with_passwords_sends_no_codes(records: Records, desk: Desk, family: int, clock: Any) -> None:
    first_login(records)
    with records.transaction():
        store_settings(records, PracticeSettings(practice_name="Maple"))
    register(records, family, desk.staff)
    clock.advance(minutes=2)
    ask_code_by_phone(records, CELL, "", CLIENT)
    assert len(texts()) == 1


def test_a_link_that_was_voided_meanwhile_is_closed(records: Records, desk: Desk, family: int) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    code = texted_code(records)
    register(records, family, desk.staff)
    with pytest.raises(LinkClosed):
        enter_code(records, setup, code, CLIENT)
    assert PortalAccount.get().first_sign_in_at is None


def test_of_two_browsers_with_one_link_the_one_with_the_newest_code_wins(
    records: Records, family: int, clock: Any
) -> None:
    one = set_up(records)
    ask_code(records, one, CLIENT)
    first = texted_code(records)
    clock.advance(minutes=2)
    two = set_up(records)
    ask_code(records, two, CLIENT)
    second = texted_code(records)
    assert refused(lambda: enter_code(records, one, first, CLIENT)) == 4
    assert refused(lambda: enter_code(records, one, second, CLIENT)) == 3
    assert enter_code(records, two, second, CLIENT)
    with pytest.raises(SessionOver):
        ask_code(records, one, CLIENT)


def test_access_that_ended_meanwhile_is_told(records: Records, desk: Desk, family: int) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    code = texted_code(records)
    desk.edit(1, family, authority=Authority.NONE)
    with pytest.raises((NoDependents, LinkClosed)):
        enter_code(records, setup, code, CLIENT)
    assert PortalAccount.get().first_sign_in_at is None


# --- one code: ten minutes, five tries, once, one live, one browser


def test_after_ten_minutes_the_code_is_refused(records: Records, family: int, clock: Any) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    code = texted_code(records)
    clock.advance(seconds=LIFE.total_seconds())
    assert refused(lambda: enter_code(records, setup, code, CLIENT)) == 4


def test_just_before_ten_minutes_it_works(records: Records, family: int, clock: Any) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    clock.advance(seconds=LIFE.total_seconds() - 1)
    assert enter_code(records, setup, texted_code(records), CLIENT)


def test_five_wrong_codes_void_it(records: Records, family: int) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    code = texted_code(records)
    left = [refused(lambda: enter_code(records, setup, wrong(code), CLIENT)) for _ in range(TRIES)]
    assert left == [4, 3, 2, 1, 0]
    assert refused(lambda: enter_code(records, setup, code, CLIENT)) == 0
    assert SignInCode.get().void_at == records.clock()


def test_the_fifth_try_may_be_right(records: Records, family: int) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    code = texted_code(records)
    for _ in range(TRIES - 1):
        refused(lambda: enter_code(records, setup, wrong(code), CLIENT))
    assert enter_code(records, setup, code, CLIENT)


def test_a_new_code_gives_new_tries_and_voids_the_old_one(records: Records, family: int, clock: Any) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    old = texted_code(records)
    for _ in range(TRIES):
        refused(lambda: enter_code(records, setup, wrong(old), CLIENT))
    clock.advance(seconds=GAP.total_seconds())
    ask_code(records, setup, CLIENT)
    assert refused(lambda: enter_code(records, setup, old, CLIENT)) == 4
    assert enter_code(records, setup, texted_code(records), CLIENT)


def test_a_used_code_is_refused(records: Records, family: int, clock: Any) -> None:
    first_login(records)
    token, code = asked(records, clock)
    assert enter_code(records, token, code, CLIENT)
    assert refused(lambda: enter_code(records, token, code, CLIENT)) == 3


def test_no_other_browser_can_use_it(records: Records, desk: Desk, family: int, clock: Any) -> None:
    """One that asked for itself before, one with no session, one that is signed in, one of another account."""
    signed_in = first_login(records)
    desk.joint(desk.patient("Lia"), "bo@example.com", first="Bo", cell_phone=OTHER_CELL)
    bo_setup = answer_birth_date(records, mailed_token(records), MATEO_BORN, CLIENT)
    earlier, _ = asked(records, clock)
    token, code = asked(records, clock)
    for other in (earlier, signed_in, bo_setup, None, "", "made-up"):
        refused(lambda other=other: enter_code(records, other, code, CLIENT))
    assert enter_code(records, token, code, CLIENT)


def test_a_code_of_an_earlier_text_never_fits_a_later_session(records: Records, family: int, clock: Any) -> None:
    first_login(records)
    codes = [asked(records, clock) for _ in range(3)]
    newest, _ = codes[-1]
    for _, code in codes[:-1]:
        refused(lambda code=code: enter_code(records, newest, code, CLIENT))


def test_of_many_parallel_entries_one_wins(records: Records, family: int) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    code = texted_code(records)
    won: list[str] = []
    errors: list[BaseException] = []
    start = threading.Barrier(5)

    def browser() -> None:
        with records.connection():
            start.wait()
            try:
                won.append(enter_code(records, setup, code, CLIENT))
            except (CodeRefused, LinkClosed, SessionOver) as error:
                errors.append(error)

    threads = [threading.Thread(target=browser) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(won), len(errors)) == (1, 4)
    firsts = AuditEntry.select().where(AuditEntry.action == "first sign-in to the portal").count()
    assert firsts == 1


# --- limits of sending


@pytest.mark.parametrize("phone", [CELL, UNKNOWN])
def test_a_minute_between_two_texts_known_or_not(records: Records, family: int, clock: Any, phone: str) -> None:
    ask_code_by_phone(records, phone, "", CLIENT)
    clock.advance(seconds=20)
    with pytest.raises(TooManyTries) as caught:
        ask_code_by_phone(records, phone, "", CLIENT)
    assert caught.value.retry_after_s == 40
    clock.advance(seconds=40)
    assert ask_code_by_phone(records, phone, "", CLIENT)


@pytest.mark.parametrize("phone", [CELL, UNKNOWN])
def test_five_texts_a_day_known_or_not(records: Records, family: int, clock: Any, phone: str) -> None:
    for _ in range(5):
        ask_code_by_phone(records, phone, "", CLIENT)
        clock.advance(minutes=2)
    with pytest.raises(TooManyTries) as caught:
        ask_code_by_phone(records, phone, "", CLIENT)
    assert caught.value.retry_after_s > 600
    clock.advance(days=2)
    assert ask_code_by_phone(records, phone, "", CLIENT)


def test_first_login_and_later_sign_in_share_the_limit(records: Records, family: int, clock: Any) -> None:
    first_login(records)
    with pytest.raises(TooManyTries):
        ask_code_by_phone(records, CELL, "", CLIENT)
    assert len(texts()) == 1


def test_a_client_that_tries_many_numbers_is_stopped(records: Records, family: int) -> None:
    for number in range(30):
        ask_code_by_phone(records, f"+1413555{number:04}", "", CLIENT)
    with pytest.raises(TooManyTries):
        ask_code_by_phone(records, UNKNOWN, "", CLIENT)
    assert ask_code_by_phone(records, "+14135550198", "", "198.51.100.4")


def test_a_client_that_enters_many_codes_is_stopped(records: Records, family: int) -> None:
    for number in range(60):
        refused(lambda number=number: enter_code(records, f"token {number}", "12345678", CLIENT))
    with pytest.raises(TooManyTries):
        enter_code(records, "another token", "12345678", CLIENT)


# --- later sign-in by Cell Phone


def test_later_sign_in_by_cell_phone(records: Records, family: int, clock: Any) -> None:
    sign_out(records, first_login(records))
    clock.advance(minutes=2)
    token = ask_code_by_phone(records, "(413) 555-0123", "", CLIENT)
    session = session_of(records, token)
    assert session is not None
    assert session.stage is SessionStage.CODE
    after = session_of(records, enter_code(records, token, texted_code(records), CLIENT))
    assert after is not None
    assert after.stage is SessionStage.SIGNED_IN
    assert session_of(records, token) is None


def test_who_never_answered_the_date_of_birth_gets_no_code(records: Records, family: int) -> None:
    assert ask_code_by_phone(records, CELL, "", CLIENT)
    assert texts() == []


def test_access_that_ended_gets_no_code(records: Records, desk: Desk, family: int, clock: Any) -> None:
    first_login(records)
    desk.edit(1, family, authority=Authority.NONE)
    clock.advance(minutes=2)
    assert ask_code_by_phone(records, CELL, "", CLIENT)
    assert len(texts()) == 1


def test_a_number_that_gets_no_texts_is_told(records: Records, family: int) -> None:
    for phone in ("", "12", "ana@example.com", "+442079460000"):
        with pytest.raises(PhoneNotValid):
            ask_code_by_phone(records, phone, "", CLIENT)


def test_a_shared_phone_needs_the_home_email(records: Records, desk: Desk, family: int, clock: Any) -> None:
    first_login(records)
    desk.joint(1, "bo@example.com", first="Bo", cell_phone=CELL)
    bo = answer_birth_date(records, mailed_token(records), MATEO_BORN, CLIENT)
    clock.advance(minutes=2)
    ask_code(records, bo, CLIENT)
    enter_code(records, bo, texted_code(records), CLIENT)
    clock.advance(minutes=2)
    ask_code_by_phone(records, CELL, "", CLIENT)
    assert len(texts()) == 2
    clock.advance(minutes=2)
    token = ask_code_by_phone(records, CELL, " BO@example.com ", CLIENT)
    assert len(texts()) == 3
    session = session_of(records, enter_code(records, token, texted_code(records), CLIENT))
    assert session is not None
    assert session.name == "Bo"


def test_a_stranger_learns_nothing_of_a_number(records: Records, family: int, clock: Any) -> None:
    """A known and an unknown number: same answers to asking and to each wrong code, in the same form."""
    first_login(records)
    clock.advance(minutes=2)
    tokens = [ask_code_by_phone(records, phone, "", "198.51.100.4") for phone in (CELL, UNKNOWN)]
    assert len({len(token) for token in tokens}) == 1
    guess = wrong(texted_code(records))
    answers = [
        [refused(lambda token=token: enter_code(records, token, guess, "198.51.100.4")) for _ in range(7)]
        for token in tokens
    ]
    assert answers[0] == answers[1] == [4, 3, 2, 1, 0, 0, 0]


def test_known_and_unknown_numbers_take_the_same_time(
    records: Records, family: int, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every answer ends at a whole step: what is looked at is that the work fits into the first one."""
    import time

    first_login(records)
    monkeypatch.setattr("opportal_desktop.registration.answer_time.STEP_S", 0.25)
    rounds = []
    # A busy machine can put one answer off by a step, code that takes longer puts off every one.
    for _ in range(4):
        steps = []
        for phone in (CELL, UNKNOWN):
            clock.advance(minutes=2)
            began = time.monotonic()
            ask_code_by_phone(records, phone, "", "198.51.100.4")
            steps.append(round((time.monotonic() - began) / 0.25))
        assert min(steps) >= 1
        if steps[0] == steps[1]:
            return
        rounds.append(steps)
    pytest.fail(f"told apart in each round: {rounds}")


# --- the text on its way


def test_a_newer_code_cancels_the_text_of_the_older_one(records: Records, family: int, clock: Any) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    clock.advance(minutes=2)
    ask_code(records, setup, CLIENT)
    old, new = texts()
    assert (old.state, new.state) == (MessageState.CANCELLED, MessageState.QUEUED)
    assert old.link_seed is None
    welcome = Message.get(Message.kind == MessageKind.WELCOME)
    assert welcome.state is MessageState.QUEUED


def test_a_text_is_wanted_while_its_code_lives(records: Records, desk: Desk, family: int, clock: Any) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    (text,) = texts()
    assert still_wanted(records, [text.id])
    clock.advance(minutes=11)
    assert not still_wanted(records, [text.id])
    ask_code(records, setup, CLIENT)
    newer = texts()[-1]
    assert not still_wanted(records, [text.id])
    assert still_wanted(records, [newer.id])
    desk.edit(1, family, authority=Authority.NONE)
    assert not still_wanted(records, [newer.id])


def test_the_text_is_in_the_contacts_language(records: Records, desk: Desk) -> None:
    desk.joint(desk.patient(), cell_phone=CELL, language=Language.SPANISH)
    ask_code(records, set_up(records), CLIENT)
    assert texts()[0].language is Language.SPANISH


def test_nothing_secret_is_logged(records: Records, family: int, caplog: pytest.LogCaptureFixture) -> None:
    setup = set_up(records)
    ask_code(records, setup, CLIENT)
    code = texted_code(records)
    refused(lambda: enter_code(records, setup, wrong(code), CLIENT))
    enter_code(records, setup, code, CLIENT)
    for secret in (code, wrong(code), CELL, CELL[-10:], setup, "ana@example.com"):
        assert secret not in caplog.text
