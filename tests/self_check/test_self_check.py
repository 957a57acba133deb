# SPDX-License-Identifier: GPL-3.0-or-later
"""`--self-check`: from source, in a process of its own as IT runs it; and that it fails when something is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opportal_desktop import resource_files
from opportal_desktop.desktop import icons
from opportal_desktop.self_check import parts, program, windows
from opportal_desktop.self_check.run import Bench, Check, NotHereError, all_checks, run_self_check


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def lines_of(checks: list[Check]) -> tuple[list[str], int]:
    told: list[str] = []
    code = run_self_check(told.append, checks)
    return told, code


def test_everything_is_well_from_source(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPPORTAL_")}
    environment |= {
        "OPPORTAL_DATA_DIR": str(tmp_path / "data"),
        "TMPDIR": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "tests.desktop.memory_keyring.MemoryKeyring",
    }

    done = subprocess.run(
        [sys.executable, "-m", "opportal_desktop", "--self-check"],
        env=environment, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip

    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split(":")[0] for line in lines[1:-1]] == [f"ok      {name}" for name, _ in all_checks()]
    assert f"All {len(all_checks())} checks passed" in lines[-1]
    assert list(tmp_path.iterdir()) == [], "nothing is left behind, and this user's folders are not touched"


def test_each_check_has_one_line_and_a_failure_does_not_hide_the_next() -> None:
    def broken(_bench: Bench) -> str:
        raise OSError("no room")

    def absent(_bench: Bench) -> str:
        raise NotHereError("no keyring runs here")

    told, code = lines_of(
        [("first", lambda _: "fine"), ("second", broken), ("third", absent), ("fourth", lambda _: "x")]
    )

    assert told[1:5] == ["ok      first: fine", "FAILED  second: OSError: no room",
                         "note    third: no keyring runs here", "ok      fourth: x"]  # fmt: skip
    assert told[5] == "1 of 4 failed"
    assert code == 1


def test_what_this_computer_lacks_is_no_failure() -> None:
    def absent(_bench: Bench) -> str:
        raise NotHereError("no keyring runs here")

    assert lines_of([("keyring", absent)])[1] == 0


def test_a_library_that_is_imported_only_when_it_is_used_is_missed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("segno", "twilio.rest"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(program.MissingPartsError, match=r"^segno, .*twilio\.rest\.Client$"):
        program.modules(bench)


def test_a_module_of_the_program_that_is_not_there_is_missed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opportal_desktop.mail.smtp", None)

    with pytest.raises(program.MissingPartsError, match=r"opportal_desktop\.mail\.smtp"):
        program.modules(bench)


def test_a_blank_icon_is_noticed(qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "icons").mkdir()
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"/>'
    (tmp_path / "icons" / "self-check-blank.svg").write_text(blank)
    monkeypatch.setattr(resource_files, "_ROOT", tmp_path)

    with pytest.raises(parts.CheckFailedError, match="self-check-blank"):
        windows.icons(bench)
    assert icons.pixmap  # the very function that the windows draw with


def test_mails_without_a_template_fail(bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resource_files, "_ROOT", tmp_path)

    # The words of each kind are read once; the text message's template is looked up each time.
    with pytest.raises(FileNotFoundError, match="resources/mail/"):
        parts.mails(bench)


def test_no_trusted_certificates_is_a_failure(bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))

    with pytest.raises(parts.CheckFailedError, match="ca-certificates"):
        parts.tls_roots(bench)
