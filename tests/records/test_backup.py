# SPDX-License-Identifier: GPL-3.0-or-later
"""A backup copy opens with the same key, agrees with the records, and is whole or not there."""

from __future__ import annotations

import secrets
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from opportal_desktop.records import backup
from opportal_desktop.records.backup import BackupError, backup_records
from opportal_desktop.records.cipher import PAGE_BYTES, CipherDatabase, any_page_authentic
from opportal_desktop.records.models import Patient
from opportal_desktop.records.opening import check_records, create_records, open_records
from opportal_desktop.records.records import Records

pytestmark = pytest.mark.file_only

if TYPE_CHECKING:
    from conftest import Practice


@pytest.fixture
def opened(practice: Practice) -> Iterator[Records]:
    records = open_records(practice.path, practice.key)
    yield records
    records.close()


def test_the_copy_opens_with_the_key_and_agrees(opened: Records, practice: Practice, tmp_path: Path) -> None:
    target = tmp_path / "bäckup" / "monday.opportal"
    target.parent.mkdir()
    backup_records(opened, target)
    assert [file.name for file in target.parent.iterdir()] == [target.name]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert any_page_authentic(target, practice.key)
    assert check_records(target, practice.key).rows == 31
    restored = open_records(target, practice.key)
    assert Patient.select().count() == 30
    restored.close()


def test_saves_not_yet_in_the_main_file_are_in_the_copy(opened: Records, practice: Practice, tmp_path: Path) -> None:
    Patient.update(first_name="changed").execute()
    backup_records(opened, tmp_path / "copy")
    restored = open_records(tmp_path / "copy", practice.key)
    assert Patient.select().where(Patient.first_name == "changed").count() == 30
    restored.close()


def test_a_copy_is_made_while_others_save(practice: Practice, tmp_path: Path) -> None:
    """Other programs commit all the time; each copy is one moment's state."""
    program = (
        "import sys, time; from pathlib import Path; from opportal_desktop.records.opening import *\n"
        "records = open_records(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), busy_timeout_ms=20000)\n"
        "print('saving', flush=True)\n"
        "for number in range(100000):\n"
        "    with records.transaction():\n"
        "        records.db.execute_sql(\"INSERT INTO setting VALUES (?, '')\", (f'a{number}',))\n"
        "        records.db.execute_sql(\"INSERT INTO setting VALUES (?, '')\", (f'b{number}',))\n"
        # A very busy desk; without any pause the write lock would hardly ever be free.
        "    time.sleep(0.002)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program, practice.path, practice.key.hex()], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout
    writer.stdout.readline()
    opened = open_records(practice.path, practice.key)
    try:
        for number in range(2):
            target = tmp_path / f"copy{number}"
            backup_records(opened, target)
            copy = CipherDatabase(target, practice.key, busy_timeout_ms=0)
            with copy.connection_context():
                counts = copy.execute_sql("SELECT substr(key, 1, 1), count(*) FROM setting GROUP BY 1").fetchall()
            assert len({count for _, count in counts}) <= 1, "a and b are saved together"
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
        opened.close()


@pytest.mark.parametrize("saves", [1, 2])
def test_a_save_between_counting_and_copying_is_no_disagreement(
    opened: Records, practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saves: int
) -> None:
    counted = backup.row_counts
    left = saves

    def then_somebody_saves(db: CipherDatabase) -> dict[str, int]:
        nonlocal left
        counts = counted(db)
        if left:
            left -= 1
            opened.db.execute_sql("INSERT INTO setting VALUES (?, '')", (str(left),))
        return counts

    monkeypatch.setattr(backup, "row_counts", then_somebody_saves)
    backup_records(opened, tmp_path / "copy")
    assert left == 0
    assert check_records(tmp_path / "copy", practice.key).rows == 31 + saves


def test_from_a_thread_that_has_no_connection(opened: Records, tmp_path: Path) -> None:
    thread = threading.Thread(target=backup_records, args=(opened, tmp_path / "copy"))
    thread.start()
    thread.join()
    assert (tmp_path / "copy").exists()


def test_what_stands_there_is_kept(opened: Records, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    target.write_text("mine")
    with pytest.raises(BackupError) as caught:
        backup_records(opened, target)
    assert "already" in caught.value.happened
    assert target.read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy", "práctice"]


@pytest.mark.parametrize("size", ["4k", "32k", "400k"])
def test_a_full_disk_leaves_no_half_copy(opened: Records, small_disk: Callable[[str], Path], size: str) -> None:
    disk = small_disk(size)
    with pytest.raises(BackupError) as caught:
        backup_records(opened, disk / "copy")
    assert caught.value.disk_full
    assert "room" in caught.value.happened
    assert list(disk.iterdir()) == []


def test_a_missing_folder_is_told(opened: Records, tmp_path: Path) -> None:
    with pytest.raises(BackupError) as caught:
        backup_records(opened, tmp_path / "usb" / "copy")
    assert "does not exist" in caught.value.happened


def test_a_folder_that_cannot_be_written_is_told(opened: Records, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("1m")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(BackupError) as caught:
        backup_records(opened, disk / "copy")
    assert "may not write" in caught.value.happened


def test_damaged_records_give_no_copy(practice: Practice, tmp_path: Path) -> None:
    page = practice.path.stat().st_size // PAGE_BYTES // 2
    with practice.path.open("r+b") as file:
        file.seek(page * PAGE_BYTES)
        file.write(secrets.token_bytes(PAGE_BYTES))
    opened = open_records(practice.path, practice.key)
    with pytest.raises(BackupError) as caught:
        backup_records(opened, tmp_path / "copy")
    opened.close()
    assert "damaged" in caught.value.happened
    assert not (tmp_path / "copy").exists()


def test_a_copy_that_does_not_agree_is_thrown_away(
    opened: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that lies: what was written is not what is read back."""
    made = backup._vacuum_into

    def onto_a_bad_disk(source: CipherDatabase, partial: Path) -> dict[str, int]:
        expected = made(source, partial)
        whole = bytearray(partial.read_bytes())
        whole[-2000] ^= 1
        partial.write_bytes(whole)
        return expected

    monkeypatch.setattr(backup, "_vacuum_into", onto_a_bad_disk)
    with pytest.raises(BackupError) as caught:
        backup_records(opened, tmp_path / "copy")
    assert "did not agree" in caught.value.happened
    assert [file.name for file in tmp_path.iterdir()] == ["práctice"]


def test_a_copy_with_rows_missing_is_thrown_away(
    opened: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup._vacuum_into

    def losing_a_row(source: CipherDatabase, partial: Path) -> dict[str, int]:
        expected = made(source, partial)
        copy = CipherDatabase(partial, source.key, busy_timeout_ms=0)
        with copy.connection_context():
            copy.execute_sql("DELETE FROM patient WHERE id = 7")
        return expected

    monkeypatch.setattr(backup, "_vacuum_into", losing_a_row)
    with pytest.raises(BackupError):
        backup_records(opened, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a USB stick: still never over a file that is there."""

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(backup.os, "link", no_links)
    records = create_records(tmp_path / "practice.opportal", secrets.token_bytes(32))
    backup_records(records, tmp_path / "copy")
    with pytest.raises(BackupError):
        backup_records(records, tmp_path / "copy")
    records.close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy", "practice.opportal"]
