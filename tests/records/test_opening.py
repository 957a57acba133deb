# SPDX-License-Identifier: GPL-3.0-or-later
"""Every state of the opening machine, brought about for real; the file is left as it was in each."""

from __future__ import annotations

import dataclasses
import errno
import logging
import os
import secrets
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from peewee import OperationalError

from opportal_desktop.records import network_paths, opening, opening_states
from opportal_desktop.records.cipher import PAGE_BYTES, CipherDatabase
from opportal_desktop.records.models import Patient
from opportal_desktop.records.opening import (
    OpeningError,
    OpeningState,
    check_records,
    create_records,
    open_records,
    require_file,
)
from opportal_desktop.terms import Changed

pytestmark = pytest.mark.file_only

if TYPE_CHECKING:
    from conftest import Practice


def refused(practice: Practice, *, key: bytes | None = None) -> OpeningError:
    """Open, expect a refusal that leaves every file of the folder as it was, and return it."""
    before = practice.snapshot()
    with pytest.raises(OpeningError) as caught:
        open_records(practice.path, key or practice.key)
    assert practice.snapshot() == before
    assert caught.value.place == practice.path
    return caught.value


def overwrite(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


def flip(path: Path, offset: int) -> None:
    with path.open("rb") as file:
        file.seek(offset)
        byte = file.read(1)[0]
    overwrite(path, offset, bytes([byte ^ 0x10]))


def test_opens_what_was_set_up(practice: Practice) -> None:
    records = open_records(practice.path, practice.key)
    assert Patient.select().count() == 30
    pragmas = {
        name: records.db.execute_sql(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout", "temp_store")
    }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 250, "temp_store": 2}
    records.close()


def test_set_up_leaves_one_private_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "practice.opportal"
    create_records(path, secrets.token_bytes(32)).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_link_key_hangs_on_the_key_alone(tmp_path: Path) -> None:
    key = secrets.token_bytes(32)
    link_keys = []
    for name in ("a", "b"):
        records = create_records(tmp_path / name, key)
        link_keys.append(records.link_key)
        records.close()
    other = create_records(tmp_path / "c", secrets.token_bytes(32))
    other.close()
    assert link_keys[0] == link_keys[1] != other.link_key
    assert len(other.link_key) == 32
    assert link_keys[0] != key


def test_each_thread_gets_the_same_guards(practice: Practice) -> None:
    records = open_records(practice.path, practice.key)
    seen: list[int] = []

    def work() -> None:
        with records.connection():
            seen.append(records.db.execute_sql("PRAGMA foreign_keys").fetchone()[0])
            seen.append(Patient.select().count())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [1, 30]
    records.close()


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(OpeningError) as caught:
        open_records(tmp_path / "practice.opportal", bytes(32))
    assert caught.value.state is OpeningState.NO_FILE
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_goes_while_open_is_not_made_anew(practice: Practice) -> None:
    records = open_records(practice.path, practice.key)
    records.close()
    practice.path.unlink()
    with pytest.raises(OperationalError, match="unable to open"):
        records.db.connect()
    assert list(practice.path.parent.iterdir()) == []


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_set_up_refuses_any_file_in_the_place(tmp_path: Path, end: str) -> None:
    (tmp_path / f"practice.opportal{end}").write_bytes(b"")
    with pytest.raises(OpeningError) as caught:
        create_records(tmp_path / "practice.opportal", bytes(32))
    assert caught.value.state is OpeningState.FILE_EXISTS
    assert [file.name for file in tmp_path.iterdir()] == [f"practice.opportal{end}"]


def test_two_set_ups_at_once_make_one_practice(tmp_path: Path) -> None:
    program = (
        "import sys, secrets; from pathlib import Path; from opportal_desktop.records.opening import *\n"
        "sys.stdin.readline()\n"
        "try: create_records(Path(sys.argv[1]), secrets.token_bytes(32)).close(); print('made')\n"
        "except OpeningError as error: print(error.state.name)"
    )
    path = tmp_path / "practice.opportal"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    told = sorted(process.communicate(timeout=60)[0].strip() for process in started)
    assert told == ["FILE_EXISTS", "FILE_EXISTS", "made"]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_kill_in_the_middle_of_setting_up_leaves_the_place_free(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from opportal_desktop.records import backup, opening\n"
        "backup.place_without_overwriting = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "opening.create_records(Path(sys.argv[1]), bytes(32))"
    )
    path = tmp_path / "practice.opportal"
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == -9
    assert not path.exists()
    create_records(path, secrets.token_bytes(32)).close()


def test_wrong_key(practice: Practice) -> None:
    assert refused(practice, key=bytes(32)).state is OpeningState.WRONG_KEY


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_never_reaches_the_file(practice: Practice, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_records(practice.path, key)
    with pytest.raises(ValueError, match="32 bytes"):
        create_records(practice.path.with_name("new"), key)
    assert list(practice.snapshot()) == [practice.path.name]


def test_some_other_file_is_no_practice_file(practice: Practice) -> None:
    practice.path.write_bytes(secrets.token_bytes(3 * PAGE_BYTES))
    error = refused(practice)
    assert error.state is OpeningState.WRONG_KEY
    assert "no practice file" in error.happened


def test_not_encrypted(practice: Practice) -> None:
    practice.path.unlink()
    plain = sqlite3.connect(practice.path)
    plain.execute("CREATE TABLE patient (name)")
    plain.close()
    assert refused(practice).state is OpeningState.NOT_ENCRYPTED


def test_an_empty_file_is_damaged_not_new(practice: Practice) -> None:
    practice.path.write_bytes(b"")
    error = refused(practice)
    assert error.state is OpeningState.DAMAGED
    assert "empty" in error.happened


def test_less_than_a_page_is_damaged(practice: Practice) -> None:
    practice.path.write_bytes(practice.path.read_bytes()[: PAGE_BYTES - 1])
    assert refused(practice).state is OpeningState.DAMAGED


@pytest.mark.parametrize("kept", [PAGE_BYTES, 5 * PAGE_BYTES, 5 * PAGE_BYTES + 77])
def test_a_truncated_file_is_damaged(practice: Practice, kept: int) -> None:
    practice.path.write_bytes(practice.path.read_bytes()[:kept])
    assert refused(practice).state is OpeningState.DAMAGED


def test_a_destroyed_first_page_is_damaged_not_a_wrong_key(practice: Practice) -> None:
    # The salt, of which the checks of all other pages are made, stands.
    overwrite(practice.path, 16, secrets.token_bytes(PAGE_BYTES - 16))
    assert refused(practice).state is OpeningState.DAMAGED


def test_a_damaged_page_of_the_schema_is_damaged(practice: Practice) -> None:
    flip(practice.path, PAGE_BYTES + 100)
    with pytest.raises(OpeningError) as caught:
        check_records(practice.path, practice.key)
    assert caught.value.state is OpeningState.DAMAGED


def test_a_destroyed_salt_is_told_as_one_of_two(practice: Practice) -> None:
    overwrite(practice.path, 0, secrets.token_bytes(16))
    error = refused(practice)
    assert error.state is OpeningState.WRONG_KEY
    assert "beginning of the file is destroyed" in error.happened


def test_only_the_log_is_left(practice: Practice) -> None:
    practice.path.rename(practice.path.with_name(practice.path.name + "-wal"))
    error = refused(practice)
    assert error.state is OpeningState.DAMAGED
    assert "-wal" in error.happened


def test_a_folder_in_the_files_place_is_no_file(practice: Practice) -> None:
    practice.path.unlink()
    practice.path.mkdir()
    assert refused(practice).state is OpeningState.NO_FILE
    with pytest.raises(OpeningError) as caught:
        create_records(practice.path, practice.key)
    assert caught.value.state is OpeningState.FILE_EXISTS


def test_a_foreign_encrypted_database_is_not_taken_over(practice: Practice) -> None:
    practice.path.write_bytes(b"")
    foreign = CipherDatabase(practice.path, practice.key, busy_timeout_ms=0)
    foreign.connect()
    foreign.execute_sql("CREATE TABLE notes (text)")
    foreign.close()
    error = refused(practice)
    assert error.state is OpeningState.DAMAGED
    assert "no practice records" in error.happened


def test_newer_schema(practice: Practice) -> None:
    db = CipherDatabase(practice.path, practice.key, busy_timeout_ms=0)
    db.connect()
    db.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_from_the_future', '2030-01-01')")
    db.close()
    assert refused(practice).state is OpeningState.NEWER_SCHEMA


@pytest.mark.parametrize("missing", [True, False])
def test_a_program_without_its_migrations_never_opens(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    folder = tmp_path / "none"
    if not missing:
        folder.mkdir()
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    assert refused(practice).state is OpeningState.INCOMPLETE_PROGRAM
    with pytest.raises(OpeningError) as caught:
        create_records(tmp_path / "new.opportal", practice.key)
    assert caught.value.state is OpeningState.INCOMPLETE_PROGRAM
    assert not (tmp_path / "new.opportal").exists()


def test_read_only_disk(practice: Practice, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("4m")
    moved = dataclasses.replace(practice, path=disk / "practice.opportal")
    moved.path.write_bytes(practice.path.read_bytes())
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert refused(moved).state is OpeningState.READ_ONLY
    with pytest.raises(OpeningError) as caught:
        create_records(disk / "new.opportal", practice.key)
    assert caught.value.state is OpeningState.READ_ONLY


@pytest.mark.parametrize("mode", [0o000, 0o400])
def test_a_file_of_somebody_else(practice: Practice, mode: int) -> None:
    """In a process without root's right to ignore permissions."""
    practice.path.chmod(mode)
    for folder in (practice.path.parent, *practice.path.parent.parents[:-2]):
        folder.chmod(0o755)
    practice.path.parent.chmod(0o777)
    before = practice.snapshot()
    program = (
        "import os, sys; from pathlib import Path; from opportal_desktop.records.opening import *\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: open_records(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "except OpeningError as error: print(error.state.name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, practice.path, practice.key.hex()], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "READ_ONLY", done.stderr
    assert practice.snapshot() == before


def fill(disk: Path) -> Path:
    """Leave not one page of room."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return filler


def test_disk_full_when_opening(practice: Practice, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("4m")
    moved = dataclasses.replace(practice, path=disk / "practice.opportal")
    moved.path.write_bytes(practice.path.read_bytes())
    filler = fill(disk)
    assert refused(moved).state is OpeningState.DISK_FULL
    filler.unlink()
    records = open_records(moved.path, moved.key)
    assert Patient.select().count() == 30
    records.close()


@pytest.mark.parametrize("size", ["4k", "64k", "200k"])
def test_disk_full_when_setting_up(small_disk: Callable[[str], Path], size: str) -> None:
    disk = small_disk(size)
    with pytest.raises(OpeningError) as caught:
        create_records(disk / "practice.opportal", secrets.token_bytes(32))
    assert caught.value.state is OpeningState.DISK_FULL
    assert list(disk.iterdir()) == []


def test_disk_full_while_working_keeps_every_saved_row(practice: Practice, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("4m")
    path = disk / "practice.opportal"
    path.write_bytes(practice.path.read_bytes())
    records = open_records(path, practice.key)
    saved = 0

    def save_on() -> None:
        nonlocal saved
        while True:
            with records.transaction():
                records.announce(Changed(everything=True))
                Patient.create(
                    chart_number=f"N{saved}",
                    first_name="x",
                    last_name="x",
                    birth_date="2019-03-05",
                    alert="x" * 20000,
                    sort_last="x",
                    sort_first="x",
                    changed_at=records.clock(),
                )
            saved += 1

    announced: list[Changed] = []
    records.subscribe(announced.append)
    with pytest.raises(OperationalError, match="full"):
        save_on()
    assert len(announced) == saved, "the failed save must not be announced"
    with records.transaction():
        pass
    assert len(announced) == saved, "nor with the next one"
    records.close()
    assert saved > 10
    moved = practice.path.with_name("moved.opportal")
    for end in ("", "-wal"):
        if (part := path.with_name(path.name + end)).exists():
            moved.with_name(moved.name + end).write_bytes(part.read_bytes())
    check_records(moved, practice.key)
    records = open_records(moved, practice.key)
    assert Patient.select().count() == 30 + saved
    records.close()


def test_busy(practice: Practice) -> None:
    other = CipherDatabase(practice.path, practice.key, busy_timeout_ms=0)
    other.connect()
    other.execute_sql("PRAGMA locking_mode = EXCLUSIVE")
    other.execute_sql("BEGIN EXCLUSIVE")
    program = (
        "import sys; from pathlib import Path; from opportal_desktop.records.opening import *\n"
        "try: open_records(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "except OpeningError as error: print(error.state.name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, practice.path, practice.key.hex()], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "BUSY", done.stderr
    other.close()


MOUNTS = (
    "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "30 22 0:40 / /mnt/office\\040share rw,relatime shared:1 - cifs //server/share rw\n"
    "31 22 0:41 / /mnt/office\\040share/local rw - ext4 /dev/sdb1 rw\n"
    "32 22 0:42 / /home rw - nfs4 server:/home rw\n"
    "33 22 0:43 / /media/usb rw - nfs server:/x rw\n"
    "34 22 0:44 / /media/usb rw - vfat /dev/sdc1 rw\n"
)


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/var/lib/practice.opportal", False),
        ("/mnt/office share/practice.opportal", True),
        ("/mnt/office share/local/practice.opportal", False),
        ("/mnt/office shared/practice.opportal", False),
        ("/home/rosa/.local/practice.opportal", True),
        ("/media/usb/practice.opportal", False),
    ],
)
def test_network_drives_are_told_from_the_mounts(tmp_path: Path, path: str, network: bool) -> None:
    mountinfo = tmp_path / "mountinfo"
    mountinfo.write_text(MOUNTS)
    assert network_paths.on_network(Path(path), mountinfo) is network


def test_an_unknown_mount_table_counts_as_local(tmp_path: Path) -> None:
    assert network_paths.on_network(tmp_path, tmp_path / "missing") is False


def test_network_path(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_paths, "_NETWORK_FILE_SYSTEMS", {network_type_of(practice.path)})
    assert refused(practice).state is OpeningState.NETWORK_PATH
    with pytest.raises(OpeningError) as caught:
        create_records(practice.path.with_name("new"), practice.key)
    assert caught.value.state is OpeningState.NETWORK_PATH
    assert list(practice.snapshot()) == [practice.path.name]


def network_type_of(path: Path) -> str:
    """The file system that the tests' folder really has, as if it were a network's."""
    return network_paths._file_system(path.resolve(), Path("/proc/self/mountinfo").read_text())


def test_a_second_opening_in_one_process_keeps_the_first_ones_locks(practice: Practice) -> None:
    """On POSIX, closing any descriptor of a file drops the process's locks on it: then others could remove the log."""
    first = open_records(practice.path, practice.key)
    second = open_records(practice.path, practice.key)
    require_file(practice.path)
    check_records(practice.path, practice.key)
    locks = Path("/proc/locks").read_text()
    inode = practice.path.stat().st_ino
    assert any(f":{inode} " in line and f" {os.getpid()} " in line for line in locks.splitlines())
    second.close()
    first.close()


def test_check_counts_what_it_went_through(practice: Practice) -> None:
    before = practice.snapshot()
    report = check_records(practice.path, practice.key)
    assert report.pages == practice.path.stat().st_size // PAGE_BYTES
    assert report.rows == 31, "30 patients and the name of a migration"
    assert practice.snapshot() == before


def test_check_finds_a_flipped_bit_wherever_it_is(practice: Practice) -> None:
    whole = practice.path.read_bytes()
    pages = len(whole) // PAGE_BYTES
    spots = [(page, offset) for page in range(1, pages, 5) for offset in (0, 2000, 4016, 4032, 4095)]
    assert len(spots) > 50
    for page, offset in [(0, 16), (0, 100), (0, 4016), (0, 4095), *spots]:
        flip(practice.path, page * PAGE_BYTES + offset)
        with pytest.raises(OpeningError) as caught:
            check_records(practice.path, practice.key)
        assert caught.value.state is OpeningState.DAMAGED, (page, offset)
        practice.path.write_bytes(whole)


def test_refusals_are_one_line_in_the_log_without_the_path(
    practice: Practice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    refused(practice, key=bytes(32))
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO] == [
        "opening: WRONG_KEY"
    ]


def test_every_state_has_its_words() -> None:
    assert set(opening_states.WORDS) == set(OpeningState) - {OpeningState.READY}
    for words in opening_states.WORDS.values():
        for sentence in dataclasses.astuple(words):
            assert sentence
            assert sentence.endswith(".")
            # A product that IT knows by its name.
            assert "SQL" not in sentence.replace("computer's SQLite library", "").replace("PostgreSQL", "")


@pytest.mark.parametrize(
    ("number", "state"),
    [
        (errno.EIO, OpeningState.DAMAGED),
        (errno.ENOENT, OpeningState.NO_FILE),
        (errno.EACCES, OpeningState.READ_ONLY),
        (errno.ENOSPC, OpeningState.DISK_FULL),
    ],
)
def test_an_error_of_the_disk_itself_has_words_too(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, number: int, state: OpeningState
) -> None:
    def fails(*_: object) -> bool:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(opening, "is_plain", fails)
    assert refused(practice).state is state


def test_looking_needs_no_key(practice: Practice) -> None:
    before = practice.snapshot()
    require_file(practice.path)
    assert practice.snapshot() == before
