# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as IT uses it: a process of its own, on a real encrypted file."""

from __future__ import annotations

import hashlib
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from opportal_desktop import __version__
from opportal_desktop.command_line import main
from opportal_desktop.records.keys import store_key
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.opening_states import WORDS, OpeningState
from tests.desktop.memory_keyring import MemoryKeyring, keyring_in_use


@dataclass(frozen=True)
class CommandLine:
    """Runs the program with this user's folders and key below `folder`."""

    folder: Path
    key: bytes

    @property
    def database(self) -> Path:
        return self.folder / "practice.opportal"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OPPORTAL_")}
        environment |= {
            "OPPORTAL_DATA_DIR": str(self.folder),
            "OPPORTAL_KEY_FILE": str(self.folder / "key"),
            "QT_QPA_PLATFORM": "none of the admin commands opens a window",
        }
        return subprocess.run(
            [sys.executable, "-m", "opportal_desktop", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def command_line(tmp_path: Path) -> CommandLine:
    made = CommandLine(tmp_path / "practice", secrets.token_bytes(32))
    create_records(made.database, made.key).close()
    key_file = made.folder / "key"
    key_file.touch(mode=0o600)
    key_file.write_text(made.key.hex())
    return made


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_help_explains_the_program_and_each_command(command_line: CommandLine) -> None:
    told = command_line.run("--help")
    assert told.returncode == 0
    for words in ("register parents", "A second start raises the window", "OPPORTAL_KEY_FILE", "--database", "admin"):
        assert words in " ".join(told.stdout.split())
    told = command_line.run("admin", "--help")
    for command in ("check", "backup", "demo"):
        assert f"  {command} " in told.stdout
        assert command_line.run("admin", command, "--help").returncode == 0


def test_version(command_line: CommandLine) -> None:
    assert __version__ in command_line.run("--version").stdout


def test_check_reads_every_page_and_changes_nothing(command_line: CommandLine) -> None:
    before = fingerprint(command_line.database)
    told = command_line.run("admin", "check")
    assert told.returncode == 0, told.stderr
    assert "Nothing is wrong" in told.stdout
    assert fingerprint(command_line.database) == before


def test_a_copy_is_checked_with_the_practices_key_from_the_keyring(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = command_line.folder / "monday.opportal"
    assert command_line.run("admin", "backup", str(copy)).returncode == 0
    monkeypatch.setenv("OPPORTAL_DATA_DIR", str(command_line.folder))
    monkeypatch.delenv("OPPORTAL_KEY_FILE", raising=False)
    with keyring_in_use(MemoryKeyring()):
        told = CliRunner().invoke(main, ["admin", "check", str(copy)])
        assert told.exit_code == 1
        assert WORDS[OpeningState.NO_KEY].happened in told.stderr
        store_key(command_line.database, command_line.key)
        told = CliRunner().invoke(main, ["admin", "check", str(copy)])
    assert told.exit_code == 0, told.stderr
    assert "Nothing is wrong" in told.stdout


def test_check_says_in_words_that_the_key_does_not_fit(command_line: CommandLine) -> None:
    before = fingerprint(command_line.database)
    (command_line.folder / "key").write_text(secrets.token_hex(32))
    told = command_line.run("admin", "check", str(command_line.database))
    words = WORDS[OpeningState.WRONG_KEY]
    assert told.returncode == 1
    assert told.stderr == f"{words.happened}\n{words.safe}\n{words.next_step}\n"
    assert fingerprint(command_line.database) == before


def test_what_stands_before_a_command_counts_for_it(command_line: CommandLine, tmp_path: Path) -> None:
    told = command_line.run("--development", str(tmp_path / "other"), "admin", "check")
    assert told.returncode == 1
    assert WORDS[OpeningState.NO_FILE].happened in told.stderr, "it looked at the configured practice"
    told = command_line.run("--database", str(tmp_path / "other.opportal"), "admin", "check")
    assert told.returncode == 2
    assert "behind the command" in told.stderr


def test_a_missing_file_is_not_made(command_line: CommandLine) -> None:
    missing = command_line.folder / "elsewhere.opportal"
    for arguments in (("check", str(missing)), ("backup", "copy", "--database", str(missing))):
        told = command_line.run("admin", *arguments)
        assert told.returncode == 1
        assert WORDS[OpeningState.NO_FILE].happened in told.stderr
        assert not missing.exists()


def test_a_backup_is_encrypted_and_opens_with_the_same_key(command_line: CommandLine) -> None:
    copy = command_line.folder / "copies" / "monday.opportal"
    copy.parent.mkdir()
    told = command_line.run("admin", "backup", str(copy))
    assert told.returncode == 0, told.stderr
    assert str(copy) in told.stdout
    assert not copy.read_bytes().startswith(b"SQLite format 3")
    open_records(copy, command_line.key).close()


def test_a_backup_never_replaces_a_file(command_line: CommandLine) -> None:
    there = command_line.folder / "precious.txt"
    there.write_text("precious")
    told = command_line.run("admin", "backup", str(there))
    assert told.returncode == 1
    assert told.stderr.strip()
    assert there.read_text() == "precious"
