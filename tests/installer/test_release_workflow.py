# SPDX-License-Identifier: GPL-3.0-or-later
"""What the release workflow may do; its commands are run by `make release-tryout`."""

from __future__ import annotations

import re
from pathlib import Path

WORKFLOW = (Path(__file__).parents[2] / ".github" / "workflows" / "release.yml").read_text()


def test_each_action_is_named_by_the_commit_that_was_read() -> None:
    actions = re.findall(r"uses: (\S+)(.*)", WORKFLOW)

    assert actions
    for action, comment in actions:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), comment


def test_no_job_may_write_more_than_it_has_to() -> None:
    jobs = dict(re.findall(r"^  (\w+):\n((?:    .*\n|\n)+)", WORKFLOW.partition("\njobs:\n")[2], re.MULTILINE))

    assert "\npermissions: {}\n" in WORKFLOW
    assert {name: set(re.findall(r"([\w-]+): write", job)) for name, job in jobs.items()} == {
        "linux": {"id-token", "attestations"},
        "windows": {"id-token", "attestations"},
        "draft": {"contents"},
    }
    assert WORKFLOW.count("actions/checkout@") == WORKFLOW.count("persist-credentials: false")
