# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is ever written in clear: with a plain SQLite in the way, in no file, and after a crash."""

from __future__ import annotations

import ctypes.util
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from opportal_desktop.records.cipher import PLAIN_HEADER, CipherDatabase
from opportal_desktop.records.models import Patient
from opportal_desktop.records.opening import OpeningError, OpeningState, check_records, open_records

pytestmark = pytest.mark.file_only

if TYPE_CHECKING:
    from conftest import Practice

PLAIN_SQLITE = ctypes.util.find_library("sqlite3")

SET_UP = """
import os, sys
from pathlib import Path
if sys.argv[3] == "without the cure":
    del os.RTLD_DEEPBIND
from opportal_desktop.records.opening import *
try:
    start = create_records if sys.argv[4] == "create" else open_records
    opened = start(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    opened.db.execute_sql("REPLACE INTO setting VALUES ('k', 'v')")
    print("open", opened.db.execute_sql("PRAGMA cipher_version").fetchone()[0])
except OpeningError as error:
    print(error.state.name)
"""


def with_plain_sqlite_first(path: Path, key: bytes, cure: str, what: str) -> str:
    assert PLAIN_SQLITE, "these trials need Debian's libsqlite3-0"
    done = subprocess.run(
        [sys.executable, "-c", SET_UP, path, key.hex(), cure, what],
        env={**os.environ, "LD_PRELOAD": PLAIN_SQLITE},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_without_the_cure_the_guard_refuses_before_the_first_write(tmp_path: Path) -> None:
    """Also proves that the preloaded library really is in the way, or the next tests would show nothing."""
    path = tmp_path / "practice.opportal"
    assert (
        with_plain_sqlite_first(path, secrets.token_bytes(32), "without the cure", "create") == "DRIVER_NOT_ENCRYPTING"
    )
    assert list(tmp_path.iterdir()) == []


def test_without_the_cure_an_existing_file_is_left_alone(practice: Practice) -> None:
    before = practice.snapshot()
    told = with_plain_sqlite_first(practice.path, practice.key, "without the cure", "open")
    assert told == "DRIVER_NOT_ENCRYPTING"
    assert practice.snapshot() == before


def test_bound_deeply_the_driver_encrypts_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "practice.opportal"
    key = secrets.token_bytes(32)
    assert with_plain_sqlite_first(path, key, "with the cure", "create").startswith("open 4.")
    assert not path.read_bytes().startswith(PLAIN_HEADER)
    assert with_plain_sqlite_first(path, key, "with the cure", "open").startswith("open 4.")


@pytest.mark.parametrize(
    ("cure", "told"), [("without the cure", "DRIVER_NOT_ENCRYPTING"), ("with the cure", "open 4.")]
)
def test_a_plain_sqlite_that_some_library_made_global(tmp_path: Path, cure: str, told: str) -> None:
    program = f"import ctypes; ctypes.CDLL({PLAIN_SQLITE!r}, ctypes.RTLD_GLOBAL)\n{SET_UP}"
    path = tmp_path / "practice.opportal"
    done = subprocess.run(
        [sys.executable, "-c", program, path, secrets.token_hex(32), cure, "create"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(told)
    assert path.exists() == (told != "DRIVER_NOT_ENCRYPTING")


def test_the_flags_for_other_libraries_are_put_back() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; before = sys.getdlopenflags(); import opportal_desktop.records.cipher; "
            "print(before == sys.getdlopenflags())",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"


@pytest.fixture
def private_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


WORK = """
import os, sys
from pathlib import Path
from opportal_desktop.logs import set_up_logs
from opportal_desktop.records.backup import backup_records
from opportal_desktop.records.models import Patient
from opportal_desktop.records.opening import open_records

names = sys.argv[4].split(",")
set_up_logs(Path(sys.argv[3]))
records = open_records(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), cache_kib=100)
with records.transaction():
    for name in names:
        Patient.update(alert=f"{name} changed " * 3000).where(Patient.first_name == name).execute()
# Sorting more than the cache holds, grouping, and an index: what SQLite takes temporary files for.
records.db.execute_sql("SELECT alert || random() FROM patient, (SELECT 1 UNION SELECT 2) ORDER BY 1").fetchall()
records.db.execute_sql("CREATE INDEX trial ON patient (alert)")
backup_records(records, Path(sys.argv[3]) / "copy")
try:
    with records.transaction():
        Patient.create(chart_number="C0", first_name=names[0], last_name=names[0], birth_date="2019-03-05",
                       sort_last=names[0], sort_first=names[0], changed_at=records.clock())
except Exception:
    import logging
    logging.exception("not saved")
print("done", flush=True)
sys.stdin.readline()
"""


def test_no_planted_name_lies_in_any_file(practice: Practice, tmp_path: Path, private_tmp: Path) -> None:
    logs = tmp_path / "logs"
    working = subprocess.Popen(
        [sys.executable, "-c", WORK, practice.path, practice.key.hex(), logs, ",".join(practice.names)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert working.stdout
    searched = {}
    try:
        assert working.stdout.readline() == "done\n"
        open_files = list(Path(f"/proc/{working.pid}/fd").iterdir())
        temporary = [file for file in open_files if "(deleted)" in str(file.readlink())]
        searched |= {file.name: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    finally:
        working.kill()
        searched["stderr"] = working.communicate()[1].encode()
    assert {"practice.opportal", "practice.opportal-wal", "practice.opportal-shm", "copy", "opportal.log"} <= set(
        searched
    )
    assert len(searched["practice.opportal-wal"]) > 100_000, "the log was looked at while it was full"
    assert b"not saved" in searched["opportal.log"]
    assert temporary == []
    for name, content in searched.items():
        for planted in practice.names:
            for encoding in ("utf-8", "utf-16-le"):
                assert planted.encode(encoding) not in content, name


def test_the_search_would_find_them_in_a_plain_file(practice: Practice, tmp_path: Path) -> None:
    records = open_records(practice.path, practice.key)
    records.db.execute_sql("ATTACH ? AS plain KEY ''", (str(tmp_path / "plain"),))
    records.db.execute_sql("CREATE TABLE plain.patient AS SELECT first_name FROM patient")
    records.close()
    content = (tmp_path / "plain").read_bytes()
    assert all(name.encode() in content for name in practice.names)


SAVE_PAIRS = """
import sys
from pathlib import Path
from opportal_desktop.records.opening import open_records
records = open_records(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
(start,) = records.db.execute_sql("SELECT count(*) FROM setting").fetchone()
for number in range(start, start + 100000):
    with records.transaction():
        records.db.execute_sql("INSERT INTO setting VALUES (?, '')", (f"k{number}",))
        records.db.execute_sql("UPDATE patient SET revision = ? WHERE id = 1", (number + 1,))
    print(number + 1, flush=True)
"""


def killed_while_saving(practice: Practice, saves: int) -> int:
    """Save, kill after `saves` at least; returns how many were acknowledged."""
    saving = subprocess.Popen(
        [sys.executable, "-c", SAVE_PAIRS, practice.path, practice.key.hex()], stdout=subprocess.PIPE, text=True
    )
    assert saving.stdout
    for _ in range(saves):
        last = saving.stdout.readline()
    saving.send_signal(signal.SIGKILL)
    return int([last, *saving.communicate()[0].splitlines()][-1])


def test_kill_9_loses_no_acknowledged_save_and_leaves_no_half_one(practice: Practice) -> None:
    for round_number in range(12):
        acknowledged = killed_while_saving(practice, 3 + 5 * round_number)
        records = open_records(practice.path, practice.key)
        (pairs,) = records.db.execute_sql("SELECT count(*) FROM setting").fetchone()
        assert pairs >= acknowledged
        assert Patient.get_by_id(1).revision == pairs
        records.close()
    check_records(practice.path, practice.key)


def log_is_full(practice: Practice) -> bool:
    return practice.path.with_name(practice.path.name + "-wal").stat().st_size > 10_000


def test_a_wrong_key_after_a_crash_costs_nothing(practice: Practice) -> None:
    """The last saves are in the log beside the file; a refused opening must not lose them."""
    acknowledged = killed_while_saving(practice, 20)
    assert log_is_full(practice)
    with pytest.raises(OpeningError) as caught:
        open_records(practice.path, secrets.token_bytes(32))
    assert caught.value.state is OpeningState.WRONG_KEY
    records = open_records(practice.path, practice.key)
    assert records.db.execute_sql("SELECT count(*) FROM setting").fetchone()[0] >= acknowledged
    records.close()


def test_a_plain_sqlite_after_a_crash_costs_nothing(practice: Practice) -> None:
    acknowledged = killed_while_saving(practice, 20)
    assert log_is_full(practice)
    before = practice.snapshot()
    told = with_plain_sqlite_first(practice.path, practice.key, "without the cure", "open")
    assert told == "DRIVER_NOT_ENCRYPTING"
    assert practice.snapshot() == before
    records = open_records(practice.path, practice.key)
    assert records.db.execute_sql("SELECT count(*) FROM setting").fetchone()[0] >= acknowledged
    records.close()


def test_a_connection_by_any_way_needs_a_key(practice: Practice) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        CipherDatabase(practice.path, b"", busy_timeout_ms=0)
