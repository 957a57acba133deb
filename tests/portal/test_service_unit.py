# SPDX-License-Identifier: GPL-3.0-or-later
"""The systemd unit of docs/deployment.md, looked at by systemd itself; its options are those of the program."""

from __future__ import annotations

import re
import secrets
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from opportal_desktop.command_line import admin
from opportal_desktop.records.keys import SMTP_PASSWORD, TEXT_TOKEN, find_key, get_secret
from tests.e2e.real_desktop import need

PAGE = (Path(__file__).parents[2] / "docs" / "deployment.md").read_text("utf-8")
UNIT = re.search(r"```ini\n(.*?)```", PAGE, re.DOTALL)[1]
COMMAND = re.search(r"^ExecStart=(.*)$", UNIT, re.MULTILINE)[1]


def test_systemd_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    need("/usr/bin/systemd-analyze")
    unit = tmp_path / "opportal-portal.service"
    unit.write_text(UNIT.replace("/opt/opportal/opportal", str(Path(sys.executable).with_name("opportal"))))
    done = subprocess.run(
        ["/usr/bin/systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_program_knows_its_options() -> None:
    _, *arguments = shlex.split(COMMAND)
    assert arguments[:2] == ["admin", "portal"]
    portal = admin.commands["portal"]
    portal.make_parser(click.Context(portal)).parse_args(arguments[2:])


def test_the_program_reads_the_files_that_it_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = re.findall(r"^Environment=(\w+)=", UNIT, re.MULTILINE)
    for number, variable in enumerate(named):
        file = tmp_path / variable
        file.write_text(f"{number:064x}\n")
        file.chmod(0o600)
        monkeypatch.setenv(variable, str(file))
    practice = tmp_path / "practice.opportal"
    practice.write_bytes(secrets.token_bytes(8192))
    read = [find_key(practice).hex(), get_secret(practice, SMTP_PASSWORD), get_secret(practice, TEXT_TOKEN)]
    assert read == [f"{number:064x}" for number in range(len(named))]
