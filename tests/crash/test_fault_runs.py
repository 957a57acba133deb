# SPDX-License-Identifier: GPL-3.0-or-later
"""A few messages through many faults; `make fault-test` takes thousands."""

from __future__ import annotations

import pytest

from opportal_desktop.records.records import Records
from tests.crash.fault_runs import Clock, run, token_sign_in


@pytest.mark.parametrize("seed", [1, 2])
def test_every_message_ends_in_a_named_state_and_none_is_lost_or_doubled(records: Records, seed: int) -> None:
    clock = Clock()
    records.clock = clock
    ended = run(records, clock, seed, messages=8)
    assert ended["sent"] + ended["failed"] == 8


def test_the_same_by_token(records: Records) -> None:
    clock = Clock()
    records.clock = clock
    with token_sign_in() as by:
        ended = run(records, clock, 3, messages=8, by=by)
    assert ended["sent"] + ended["failed"] == 8
