# SPDX-License-Identifier: GPL-3.0-or-later
"""A short storm; `make crash-test` runs the long one."""

from __future__ import annotations

from pathlib import Path

from tests.crash.storm import storm, storm_on_a_server
from tests.postgresql_server import PostgresServer


def test_what_was_promised_arrives_whenever_the_processes_are_killed(tmp_path: Path) -> None:
    tally = storm(kills=16, seed=4711, folder=tmp_path)
    assert tally.trouble == []
    assert (tally.lost, tally.unexplained) == (0, 0)
    assert tally.arrived == tally.promised > 0


def test_of_several_senders_on_one_server_none_sends_what_another_sends(
    tmp_path: Path, postgresql: PostgresServer
) -> None:
    tally = storm_on_a_server(3, 4711, tmp_path, postgresql)
    assert tally.trouble == []
    assert (tally.lost, tally.unexplained) == (0, 0)
    assert any(where.startswith("frozen") for where in tally.at)
