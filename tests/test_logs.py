# SPDX-License-Identifier: GPL-3.0-or-later
"""The log file tells what happened where, and holds no word of what was typed."""

from __future__ import annotations

import logging
import stat
import subprocess
import sys
from pathlib import Path

from opportal_desktop.logs import PlacesOnlyFormatter, places

PROGRAM = """
import logging, sys, threading
from pathlib import Path
from opportal_desktop.logs import set_up_logs

print(set_up_logs(Path(sys.argv[1]), "trial", logging.DEBUG))
plain = logging.StreamHandler(open("/dev/null", "w"))
logging.getLogger().handlers.insert(0, plain)
log = logging.getLogger("opportal_desktop.trial")

def save(name):
    try:
        int(name)
    except ValueError as error:
        raise RuntimeError("while saving " + name) from error

log.info("started")
try:
    save("Zebulon Quimby")
except RuntimeError:
    log.exception("could not save")
thread = threading.Thread(target=save, args=("Zebulon Quimby",))
thread.start()
thread.join()
logging.getLogger("peewee").debug("SELECT ... %s", ["Zebulon Quimby"])
{last}
"""


def run(folder: Path, last: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("{last}", last), str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == str(folder / "trial.log"), done.stderr
    return (folder / "trial.log").read_text("utf-8")


def test_types_and_places_are_written_and_no_name(tmp_path: Path) -> None:
    text = run(tmp_path / "logs", 'save("Zebulon Quimby")')
    assert "started" in text
    assert text.count("builtins.RuntimeError") == 3, "caught, uncaught in a thread, uncaught at the end"
    assert text.count("because of builtins.ValueError") == 3
    assert "in save" in text
    assert "Zebulon" not in text


def test_files_are_for_this_user_only_after_rotation_too(tmp_path: Path) -> None:
    run(tmp_path / "logs", 'for _ in range(8000): log.info("x" * 100)')
    files = sorted((tmp_path / "logs").iterdir())
    assert [file.name for file in files] == ["trial.log", "trial.log.1"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700


def test_a_system_error_keeps_its_number_only() -> None:
    assert places(FileNotFoundError(2, "No such file", "/home/rosa/Zebulon.csv")) == "builtins.FileNotFoundError (2)"
    assert places(OSError(28, "No space left on device")) == "builtins.OSError (28)"


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert places(first) == "builtins.ValueError\n because of builtins.KeyError"


def test_a_record_without_exception_is_one_line() -> None:
    record = logging.LogRecord("n", logging.INFO, "f", 1, "said %s", ("so",), None)
    assert PlacesOnlyFormatter("%(message)s").format(record) == "said so"
