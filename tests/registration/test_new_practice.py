# SPDX-License-Identifier: GPL-3.0-or-later
"""Setting up a practice leaves all of it or nothing; the recovery code opens a file on another computer."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest

from opportal_desktop.records import keys
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.opening_states import OpeningError, OpeningState
from opportal_desktop.records.recovery_code import RecoveryCodeError, recovery_code
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.records.staff import all_staff
from opportal_desktop.registration.errors import DraftInvalid
from opportal_desktop.registration.new_practice import (
    NewPractice,
    check_new_place,
    key_for_new_practice,
    open_with_recovery_code,
    set_up_practice,
)
from tests.desktop.memory_keyring import AbsentKeyring, LockedKeyring, MemoryKeyring, keyring_in_use


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(keys.KEY_VARIABLE, raising=False)
    monkeypatch.delenv(keys.KEY_FILE_VARIABLE, raising=False)
    backend = MemoryKeyring()
    with keyring_in_use(backend):
        yield backend


@pytest.fixture
def new(tmp_path: Path) -> NewPractice:
    return NewPractice(
        path=tmp_path / "records" / "practice.opportal",
        key=secrets.token_bytes(32),
        settings=PracticeSettings(practice_name="Maple Street Pediatrics", time_zone="America/Chicago"),
        login="mira",
        staff_name="Mira Chen",
    )


def files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_the_file_opens_with_the_kept_key_and_holds_settings_and_manager(
    new: NewPractice, memory: MemoryKeyring, tmp_path: Path
) -> None:
    set_up_practice(new)
    assert files(tmp_path) == ["records/practice.opportal"]
    records = open_records(new.path, keys.find_key(new.path))
    assert load_settings(records) == new.settings
    assert [(member.name, member.is_manager) for member in all_staff()] == [("Mira Chen", True)]
    records.close()


def test_a_place_in_use_is_refused_and_left_alone(new: NewPractice, memory: MemoryKeyring, tmp_path: Path) -> None:
    new.path.parent.mkdir()
    new.path.write_bytes(b"somebody's file")
    with pytest.raises(OpeningError) as refused:
        set_up_practice(new)
    assert refused.value.state is OpeningState.FILE_EXISTS
    assert new.path.read_bytes() == b"somebody's file"
    assert memory.values() == []


def test_what_is_left_of_a_practice_counts_as_in_use(new: NewPractice) -> None:
    new.path.parent.mkdir()
    new.path.with_name("practice.opportal-wal").write_bytes(b"latest changes")
    with pytest.raises(OpeningError) as refused:
        check_new_place(new.path)
    assert refused.value.state is OpeningState.FILE_EXISTS


def test_the_key_of_a_practice_that_was_here_is_not_replaced(new: NewPractice, memory: MemoryKeyring) -> None:
    set_up_practice(new)
    kept = memory.values()
    new.path.rename(new.path.with_name("moved.opportal"))
    with pytest.raises(OpeningError) as refused:
        set_up_practice(replace(new, key=secrets.token_bytes(32)))
    assert "already keeps a key" in refused.value.happened
    assert memory.values() == kept
    assert not new.path.exists()


@pytest.mark.parametrize(
    ("backend", "state"),
    [(AbsentKeyring(), OpeningState.KEYRING_ABSENT), (LockedKeyring(), OpeningState.KEYRING_LOCKED)],
)
def test_without_a_usable_keyring_nothing_is_created(
    new: NewPractice, tmp_path: Path, backend: MemoryKeyring, state: OpeningState
) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(OpeningError) as refused:
        set_up_practice(new)
    assert refused.value.state is state
    assert files(tmp_path) == []


def test_a_file_that_cannot_be_created_leaves_no_key(new: NewPractice, memory: MemoryKeyring, tmp_path: Path) -> None:
    new.path.parent.write_bytes(b"a file where the folder should be")
    with pytest.raises(OpeningError):
        set_up_practice(new)
    assert memory.values() == []
    assert files(tmp_path) == ["records"]


def test_settings_that_cannot_be_stored_leave_neither_file_nor_key(
    new: NewPractice, memory: MemoryKeyring, tmp_path: Path
) -> None:
    with pytest.raises(DraftInvalid):
        set_up_practice(replace(new, settings=PracticeSettings()))
    assert memory.values() == []
    assert files(tmp_path) == []


def test_a_failure_leaves_no_key_file_either(new: NewPractice, tmp_path: Path) -> None:
    with pytest.raises(DraftInvalid):
        set_up_practice(replace(new, settings=PracticeSettings(), key_file=tmp_path / "key.txt"))
    assert files(tmp_path) == []


def test_a_key_file_is_private_and_opens_the_records(
    new: NewPractice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(AbsentKeyring())
    key_file = tmp_path / "safe" / "key.txt"
    set_up_practice(replace(new, key_file=key_file))
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600 or os.name == "nt"
    monkeypatch.setenv(keys.KEY_FILE_VARIABLE, str(key_file))
    open_records(new.path, keys.find_key(new.path)).close()


def test_a_key_file_never_overwrites(new: NewPractice, tmp_path: Path) -> None:
    key_file = tmp_path / "key.txt"
    key_file.write_text("letter to a friend")
    with pytest.raises(OpeningError) as refused:
        set_up_practice(replace(new, key_file=key_file))
    assert "already a file where the key would go" in refused.value.happened
    assert key_file.read_text() == "letter to a friend"
    assert not new.path.exists()


def test_a_given_key_is_used_and_not_stored(
    new: NewPractice, memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = secrets.token_bytes(32)
    monkeypatch.setenv(keys.KEY_VARIABLE, given.hex())
    assert key_for_new_practice(new.path) == given
    set_up_practice(replace(new, key=given))
    assert memory.values() == []
    open_records(new.path, keys.find_key(new.path)).close()


def test_new_keys_differ(new: NewPractice) -> None:
    assert key_for_new_practice(new.path) != key_for_new_practice(new.path)


def test_the_key_is_in_no_repr(new: NewPractice) -> None:
    assert str(new.key) not in repr(new)
    assert new.key.hex() not in repr(new)


def test_the_printed_code_opens_the_file_on_another_computer(
    new: NewPractice, tmp_path: Path, memory: MemoryKeyring
) -> None:
    set_up_practice(new)
    memory.entries.clear()
    elsewhere = new.path.rename(tmp_path / "copy.opportal")
    assert open_with_recovery_code(elsewhere, recovery_code(new.key).lower()) == new.key
    assert keys.find_key(elsewhere) == new.key


def test_a_mistyped_code_a_foreign_code_and_damage_are_told_apart(
    new: NewPractice, tmp_path: Path, memory: MemoryKeyring
) -> None:
    create_records(new.path, new.key).close()
    code = recovery_code(new.key)
    with pytest.raises(RecoveryCodeError) as mistyped:
        open_with_recovery_code(new.path, code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert mistyped.value.groups == (13,)
    with pytest.raises(OpeningError) as foreign:
        open_with_recovery_code(new.path, recovery_code(secrets.token_bytes(32)))
    assert foreign.value.state is OpeningState.WRONG_KEY
    content = bytearray(new.path.read_bytes())
    content[100] ^= 255
    new.path.write_bytes(content)
    with pytest.raises(OpeningError) as damaged:
        open_with_recovery_code(new.path, code)
    assert damaged.value.state is OpeningState.DAMAGED
    assert memory.values() == []
