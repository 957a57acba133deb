# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits that slide, survive a restart, hold across processes, and always end."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportal_desktop.records.models import RateCount
from opportal_desktop.registration.portal_errors import TooManyTries
from opportal_desktop.registration.rate_limits import LIMITS, Scope, check, client_network, forget

SCOPE = Scope.FORGOT_PASSWORD
PER_SUBJECT, PER_CLIENT = (limit.tries for limit in LIMITS[SCOPE])


def _until_refused(records, subject: str, client: str, most: int = 200) -> int:
    for number in range(most):
        try:
            check(records, SCOPE, subject, client)
        except TooManyTries:
            return number
    return most


def test_a_subject_and_a_client_each_have_their_limit(records) -> None:
    assert _until_refused(records, "ana", "") == PER_SUBJECT
    assert _until_refused(records, "", "192.0.2.1") == PER_CLIENT
    check(records, SCOPE, "luis", "192.0.2.2")


def test_scopes_do_not_mix(records) -> None:
    _until_refused(records, "ana", "192.0.2.1")
    check(records, Scope.NEW_LINK, "ana", "192.0.2.1")


@pytest.mark.parametrize("scope", Scope)
def test_every_scope_limits_a_client(records, scope) -> None:
    for _ in range(LIMITS[scope][1].tries):
        check(records, scope, "", "192.0.2.1")
    with pytest.raises(TooManyTries):
        check(records, scope, "", "192.0.2.1")


def test_a_refused_try_counts_for_nobody(records) -> None:
    _until_refused(records, "ana", "")
    before = list(RateCount.select().dicts())
    with pytest.raises(TooManyTries):
        check(records, SCOPE, "ana", "192.0.2.1")
    assert list(RateCount.select().dicts()) == before


@pytest.mark.parametrize("minutes", [0, 1, 29, 59])
def test_who_waits_as_long_as_told_gets_in(records, clock, minutes) -> None:
    clock.advance(minutes=minutes)
    _until_refused(records, "ana", "")
    with pytest.raises(TooManyTries) as raised:
        check(records, SCOPE, "ana", "")
    assert 0 < raised.value.retry_after_s <= 7200
    clock.advance(seconds=raised.value.retry_after_s - 120)
    if raised.value.retry_after_s > 120:
        with pytest.raises(TooManyTries):
            check(records, SCOPE, "ana", "")
    clock.advance(seconds=120)
    check(records, SCOPE, "ana", "")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=st.uuids(), pauses=st.lists(st.integers(0, 3600), min_size=1, max_size=30))
def test_no_hour_sees_more_than_twice_the_limit_and_waiting_always_helps(records, clock, subject, pauses) -> None:
    admitted = []
    for pause in pauses:
        clock.advance(seconds=pause)
        try:
            check(records, SCOPE, str(subject), "")
        except TooManyTries as refusal:
            clock.advance(seconds=refusal.retry_after_s)
            check(records, SCOPE, str(subject), "")
        admitted.append(clock())
    window = LIMITS[SCOPE][0].window
    for first in admitted:
        assert sum(first <= at < first + window for at in admitted) <= 2 * PER_SUBJECT


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:0db8:0001:0002:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", "no address"),
    ],
)
def test_one_subscriber_is_one_client(client, network) -> None:
    assert client_network(client) == network


def test_counts_outlive_a_restart(records, open_again) -> None:
    _until_refused(records, "ana", "")
    with pytest.raises(TooManyTries):
        check(open_again(), SCOPE, "ana", "")


def test_counts_hold_across_processes(records, clock) -> None:
    program = f"""
import datetime as dt
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.server_address import read_place
from opportal_desktop.registration.rate_limits import Scope, check
now = dt.datetime.fromisoformat({clock.now.isoformat()!r})
key = bytes.fromhex({records.db.key.hex()!r})
records = open_records(read_place({str(records.place)!r}), key, clock=lambda: now)
for _ in range({PER_SUBJECT}):
    check(records, Scope.FORGOT_PASSWORD, "ana", "")
records.close()
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
    with pytest.raises(TooManyTries):
        check(records, SCOPE, "ana", "")


def test_parallel_tries_are_all_counted(open_again) -> None:
    opened = open_again(busy_timeout_ms=60_000)
    gate = threading.Barrier(32)

    def attempt(_: int) -> bool:
        with opened.connection():
            gate.wait()
            try:
                check(opened, SCOPE, "ana", "")
            except TooManyTries:
                return False
            return True

    with ThreadPoolExecutor(32) as threads:
        assert sum(threads.map(attempt, range(32))) == PER_SUBJECT


def test_a_subject_can_be_forgotten(records) -> None:
    _until_refused(records, "ana", "")
    with records.transaction():
        forget(records, SCOPE, "ana")
    check(records, SCOPE, "ana", "")


def test_old_windows_are_deleted(records, clock) -> None:
    for _ in range(5):
        check(records, SCOPE, "ana", "192.0.2.1")
        clock.advance(days=4)
    assert RateCount.select().count() == 2


def test_subjects_are_kept_as_keyed_hashes(records) -> None:
    check(records, SCOPE, "ana@example.com", "192.0.2.1")
    dump = repr(list(RateCount.select().dicts()))
    assert "ana" not in dump
    assert "192.0.2.1" not in dump
