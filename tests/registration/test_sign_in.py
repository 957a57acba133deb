# SPDX-License-Identifier: GPL-3.0-or-later
"""Later sign-in: what a stranger learns (nothing), and a lock that grows but always ends."""

from __future__ import annotations

import datetime as dt
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.records.models import AuditEntry, PortalAccount, RateCount
from opportal_desktop.registration import answer_time
from opportal_desktop.registration import sign_in as sign_in_module
from opportal_desktop.registration.account_changes import forgot_password
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.portal_errors import AccountLocked, NoDependents, SignInRefused, TooManyTries
from opportal_desktop.registration.portal_sessions import session_of
from opportal_desktop.registration.register import register
from opportal_desktop.registration.sign_in import sign_in, unlock
from opportal_desktop.registration.wrong_passwords import (
    FIRST_LOCK,
    FREE_TRIES,
    LONGEST_LOCK,
    SignInLock,
    prove_password,
)
from opportal_desktop.terms import Authority, SessionStage

from .portal_family import CLIENT, EMAIL, OTHER_PASSWORD, PASSWORD, account, first_login

UNKNOWN = "nobody@example.org"


@pytest.fixture(autouse=True)
def quick_answers(monkeypatch) -> None:
    monkeypatch.setattr(answer_time, "STEP_S", 0.001)


@pytest.fixture
def family(desk) -> tuple[int, int]:
    """(patient, contact) whose account is Active."""
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    first_login(desk.records)
    return patient, ana


def _wrong(records, email: str = EMAIL, times: int = 1) -> None:
    for number in range(times):
        with pytest.raises(SignInRefused):
            sign_in(records, email, OTHER_PASSWORD, f"198.51.100.{number}")


@pytest.mark.parametrize("typed", [EMAIL, "ANA@EXAMPLE.COM", "  Ana@Example.com "])
def test_the_address_is_taken_in_any_case_and_the_password_exactly(desk, family, typed) -> None:
    session = session_of(desk.records, sign_in(desk.records, typed, PASSWORD, CLIENT))
    assert session.stage is SessionStage.SIGNED_IN
    for wrong in (PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1]):
        with pytest.raises(SignInRefused):
            sign_in(desk.records, typed, wrong, CLIENT)


def test_a_sign_in_is_in_the_audit_trail_and_at_the_desk(desk, family) -> None:
    desk.clock.advance(days=1)
    sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    assert desk.audit()[-1] == ("signed in to the portal", "by password")
    assert account().last_sign_in_at == desk.clock()
    assert account().first_sign_in_at == desk.clock() - dt.timedelta(days=1)


@pytest.mark.parametrize(
    "email", [UNKNOWN, EMAIL, "", "no address", "a@b@c", "x" * 10_000, "ana@exämple.com\r\nBcc: x"]
)
def test_wrong_and_unknown_are_refused_alike(desk, family, email) -> None:
    with pytest.raises(SignInRefused) as raised:
        sign_in(desk.records, email, OTHER_PASSWORD, CLIENT)
    assert (raised.value.args, vars(raised.value)) == ((), {})


def test_an_account_without_a_password_is_refused_like_an_unknown_one(desk) -> None:
    desk.joint(desk.patient())
    for password in ("", "None", PASSWORD):
        with pytest.raises(SignInRefused):
            sign_in(desk.records, EMAIL, password, CLIENT)


def test_access_that_ended_is_told_only_to_who_knows_the_password(desk, family) -> None:
    desk.edit(*family, authority=Authority.NONE)
    _wrong(desk.records)
    with pytest.raises(NoDependents):
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


@pytest.mark.parametrize("email", [EMAIL, UNKNOWN])
def test_five_wrong_passwords_lock_a_known_and_an_unknown_address_alike(desk, family, email) -> None:
    _wrong(desk.records, email, FREE_TRIES)
    for password in (OTHER_PASSWORD, PASSWORD):
        with pytest.raises(AccountLocked) as raised:
            sign_in(desk.records, email, password, CLIENT)
        assert raised.value.until == desk.clock() + FIRST_LOCK
    desk.clock.advance(minutes=14, seconds=59)
    with pytest.raises(AccountLocked):
        sign_in(desk.records, email, PASSWORD, CLIENT)
    desk.clock.advance(seconds=1)
    _wrong(desk.records, email)


def test_the_desk_sees_the_lock_and_it_ends_by_itself(desk, family) -> None:
    news = []
    desk.records.subscribe(news.append)
    _wrong(desk.records, times=FREE_TRIES - 1)
    assert desk.status(*family) == "Active"
    _wrong(desk.records)
    assert desk.status(*family) == "Locked"
    assert ("portal account locked", "wrong passwords") in desk.audit()
    assert any(family[1] in changed.contact_ids for changed in news)
    desk.clock.advance(minutes=15)
    assert desk.status(*family) == "Active"
    assert sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    assert (account().wrong_answers, account().lock_rounds, account().locked_until) == (0, 0, None)


def test_the_front_desk_unlocks(desk, family) -> None:
    _wrong(desk.records, times=FREE_TRIES)
    unlock(desk.records, family[1], desk.staff)
    assert desk.status(*family) == "Active"
    row = AuditEntry.select().order_by(AuditEntry.id.desc()).first()
    assert (row.action, row.by, row.contact_id) == ("portal account unlocked", desk.staff.name, family[1])
    assert sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


def test_register_unlocks_a_locked_account(desk, family) -> None:
    _wrong(desk.records, times=FREE_TRIES)
    register(desk.records, family[1], desk.staff)
    assert desk.status(*family) == "Active"
    assert sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


def test_unlocking_nobody_is_refused(desk) -> None:
    stranger = desk.add(desk.patient()).draft.contact_id
    for contact_id in (stranger, 4711):
        with pytest.raises(RecordGone):
            unlock(desk.records, contact_id, desk.staff)


def test_a_right_password_starts_the_count_anew(desk, family) -> None:
    for _ in range(3):
        _wrong(desk.records, times=FREE_TRIES - 1)
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


def test_the_lock_outlives_a_restart(desk, family, open_again) -> None:
    _wrong(desk.records, times=FREE_TRIES)
    with pytest.raises(AccountLocked):
        sign_in(open_again(), EMAIL, PASSWORD, CLIENT)


@given(st.lists(st.integers(0, 20_000), max_size=60))
def test_a_lock_grows_but_never_beyond_four_hours_and_always_ends(seconds) -> None:
    lock, now = SignInLock(), dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    for pause in seconds:
        now += dt.timedelta(seconds=pause)
        before = lock
        lock = lock.after(now)
        assert lock.wrong < FREE_TRIES
        if lock.rounds > before.rounds:
            assert lock.locked_until - now == min(FIRST_LOCK * 2 ** (lock.rounds - 1), LONGEST_LOCK)
        if lock.locked_until is not None:
            assert not lock.is_locked(lock.locked_until)


def test_wrong_ones_of_yesterday_are_forgotten(desk, family) -> None:
    for _ in range(3):
        _wrong(desk.records, times=FREE_TRIES)
        desk.clock.advance(hours=4)
    desk.clock.advance(days=1, seconds=1)
    _wrong(desk.records, times=FREE_TRIES)
    with pytest.raises(AccountLocked) as raised:
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    assert raised.value.until == desk.clock() + FIRST_LOCK


def test_a_client_that_tries_many_addresses_is_slowed_down(desk) -> None:
    for number in range(60):
        with pytest.raises(SignInRefused):
            sign_in(desk.records, f"guess{number}@example.org", PASSWORD, CLIENT)
    with pytest.raises(TooManyTries) as raised:
        sign_in(desk.records, UNKNOWN, PASSWORD, CLIENT)
    assert 0 < raised.value.retry_after_s <= 1200
    desk.clock.advance(seconds=raised.value.retry_after_s)
    _wrong(desk.records, UNKNOWN)


def test_no_address_is_readable_in_the_counts(desk, family) -> None:
    _wrong(desk.records, times=2)
    _wrong(desk.records, UNKNOWN)
    dump = repr(list(RateCount.select().dicts()))
    for word in (EMAIL, "ana", UNKNOWN, "nobody", CLIENT):
        assert word not in dump


def test_parallel_guesses_cannot_pass_the_lock_together(desk, family, open_again) -> None:
    records = open_again(busy_timeout_ms=60_000)
    gate = threading.Barrier(32)

    def guess(number: int) -> type:
        with records.connection():
            gate.wait()
            with pytest.raises((SignInRefused, AccountLocked)) as raised:
                sign_in(records, EMAIL, f"{OTHER_PASSWORD} {number}", f"198.51.100.{number}")
            return raised.type

    with ThreadPoolExecutor(32) as threads:
        told = list(threads.map(guess, range(32)))
    assert told.count(SignInRefused) == FREE_TRIES
    assert PortalAccount.get().lock_rounds == 1


def test_a_password_changed_while_it_was_checked_does_not_sign_in(desk, family, monkeypatch) -> None:
    def proven_then_changed(records, email_key, password):
        proven = prove_password(records, email_key, password)
        PortalAccount.update(password_hash="changed meanwhile").execute()
        return proven

    monkeypatch.setattr(sign_in_module, "prove_password", proven_then_changed)
    with pytest.raises(SignInRefused):
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


# ---------------------------------------------------------------------------------------------------------------- time


def _ks_distance(one: list[float], other: list[float]) -> float:
    """The two-sample Kolmogorov-Smirnov statistic."""
    both = sorted({*one, *other})
    return max(abs(sum(x <= v for x in one) / len(one) - sum(x <= v for x in other) / len(other)) for v in both)


def _compare(known, unknown, samples: int) -> tuple[float, float]:
    """(difference of the medians in seconds, KS distance) of two calls, measured in turns."""
    taken: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(samples):
        pair = [("known", known), ("unknown", unknown)]
        for name, call in pair if number % 2 else reversed(pair):
            began = time.perf_counter()
            call(number)
            taken[name].append(time.perf_counter() - began)
    difference = abs(statistics.median(taken["known"]) - statistics.median(taken["unknown"]))
    return difference, _ks_distance(taken["known"], taken["unknown"])


def _ks_limit(samples: int) -> float:
    """What a KS distance exceeds once in 100,000 runs if both are the same."""
    return 2.47 * (2 / samples) ** 0.5


# The steps are the same code on a server; there a busy machine's round trips would blur them.
@pytest.mark.file_only
def test_refusing_takes_the_same_time_for_known_and_unknown_addresses(desk, family, monkeypatch) -> None:
    monkeypatch.setattr(answer_time, "STEP_S", 0.05)
    samples = 60

    def refused(email: str, number: int) -> None:
        if number % (FREE_TRIES - 1) == 0:
            desk.clock.advance(days=2)
        with pytest.raises(SignInRefused):
            sign_in(desk.records, email, OTHER_PASSWORD, "")

    # What another program takes from this one can tell them apart in a round, what is in the code in every one.
    rounds = []
    for _ in range(4):
        difference, distance = _compare(lambda n: refused(EMAIL, n), lambda n: refused(UNKNOWN, n), samples)
        if difference < 0.002 and distance < _ks_limit(samples):
            return
        rounds.append((difference, distance))
    pytest.fail(f"told apart in each round: {rounds}")


# The steps are the same code on a server; there a busy machine's round trips would blur them.
@pytest.mark.file_only
def test_forgetting_takes_the_same_time_for_known_and_unknown_addresses(desk, family, monkeypatch) -> None:
    monkeypatch.setattr(answer_time, "STEP_S", 0.05)
    samples = 60

    def forgotten(email: str, number: int) -> None:
        desk.clock.advance(hours=3)
        forgot_password(desk.records, email, "")

    # What another program takes from this one can tell them apart in a round, what is in the code in every one.
    rounds = []
    for _ in range(4):
        difference, distance = _compare(lambda n: forgotten(EMAIL, n), lambda n: forgotten(UNKNOWN, n), samples)
        if difference < 0.002 and distance < _ks_limit(samples):
            return
        rounds.append((difference, distance))
    pytest.fail(f"told apart in each round: {rounds}")
