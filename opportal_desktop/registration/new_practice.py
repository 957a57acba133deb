# SPDX-License-Identifier: GPL-3.0-or-later
"""Setting up a new practice, all of it or nothing, and opening a practice's file from elsewhere by its recovery code.

Both wait for disk and keyring: not for the GUI thread. No other records may be open in this process.
"""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from opportal_desktop.records import keys
from opportal_desktop.records.backup import place_without_overwriting
from opportal_desktop.records.network_paths import on_network
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.opening_states import OpeningError, OpeningState, Words
from opportal_desktop.records.recovery_code import parse_recovery_code, recovery_code
from opportal_desktop.records.server_address import Place
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.practice import save_settings, staff_member

_BESIDE = ("", "-wal", "-shm", "-journal")

_KEY_WAS_HERE = Words(
    "This computer already keeps a key for records in this place, so a practice was set up here before.",
    "Nothing was created or changed; that key is kept.",
    "If the practice’s file was moved, put it back. For a new practice, choose another folder.",
)

_KEY_FILE_EXISTS = Words(
    "There is already a file where the key would go.",
    "It was not changed, and nothing was created.",
    "Choose another name for the key file.",
)

_KEY_FILE_NOT_WRITTEN = Words(
    "The key file could not be written.",
    "Nothing was created.",
    "Choose a folder in which you may write, on a disk with room.",
)


@dataclass(frozen=True, slots=True)
class NewPractice:
    """What set-up needs to know.

    Attributes:
        path: where the file goes; nothing may stand there.
        key: 32 bytes; the recovery code shows them.
        login, staff_name: of the first manager.
        key_file: where to keep the key on a computer without a keyring; None for the keyring.
    """

    path: Path
    key: bytes = field(repr=False)
    settings: PracticeSettings
    login: str
    staff_name: str
    key_file: Path | None = None


def check_new_place(path: Path) -> None:
    """Look whether a new practice's file may go there; changes nothing, and takes no time worth a thread.

    Raises:
        OpeningError: NETWORK_PATH or FILE_EXISTS.
    """
    if on_network(path):
        raise OpeningError(OpeningState.NETWORK_PATH, path)
    if any(path.with_name(path.name + end).exists() for end in _BESIDE):
        raise OpeningError(OpeningState.FILE_EXISTS, path)


def key_for_new_practice(path: Path) -> bytes:
    """A new random key, or the one that IT gave in the environment.

    Raises:
        OpeningError: KEY_UNREADABLE: one was given, but it can't be used.
    """
    return keys.given_key(path) or keys.new_key()


def set_up_practice(new: NewPractice) -> None:
    """Keep the key, then create the file with settings and first manager in it, closed and ready to be opened.

    Raises:
        OpeningError: neither file nor key was left behind.
        DraftInvalid: the settings can't be stored; likewise.
    """
    check_new_place(new.path)
    _refuse_used_place(new)
    keep_key(new.path, new.key, new.key_file)
    try:
        _create(new)
    except BaseException:
        _forget_key(new)
        raise


def open_with_recovery_code(path: Place, typed: str, key_file: Path | None = None) -> bytes:
    """Open an existing file with its printed code, and keep the key on this computer; returns the key.

    Raises:
        RecoveryCodeError: what was typed is no recovery code; it names the groups.
        OpeningError: WRONG_KEY when the code is of other records, or any other state; KEYRING_* when the file opens
            but the key can't be kept here.
    """
    key = parse_recovery_code(typed)
    open_records(path, key).close()
    keep_key(path, key, key_file)
    return key


def keep_key(path: Place, key: bytes, key_file: Path | None) -> None:
    """Keep the key in the key file if one is named, else in the keyring; nowhere if the environment gives this key.

    Raises:
        OpeningError: it was not kept.
    """
    if keys.given_key(path) == key:
        return
    if key_file is None:
        keys.store_key(path, key)
    else:
        _write_key_file(key_file, key, path)


def _refuse_used_place(new: NewPractice) -> None:
    if new.key_file is None and keys.given_key(new.path) is None and keys.key_is_stored(new.path):
        raise OpeningError(OpeningState.FILE_EXISTS, new.path, _KEY_WAS_HERE)


def _create(new: NewPractice) -> None:
    """Build the file under a name of its own, so that one with half of its contents never has the practice's name."""
    building = new.path.with_name(f".{new.path.name}.{secrets.token_hex(4)}.setup")
    try:
        records = create_records(building, new.key, busy_timeout_ms=2000)
        try:
            manager = staff_member(records, new.login, new.staff_name)
            save_settings(records, new.settings, manager)
        finally:
            records.close()
        place_without_overwriting(building, new.path)
    except FileExistsError as error:
        raise OpeningError(OpeningState.FILE_EXISTS, new.path) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise OpeningError(OpeningState.DISK_FULL if full else OpeningState.READ_ONLY, new.path) from error
    finally:
        for end in _BESIDE:
            with suppress(OSError):
                building.with_name(building.name + end).unlink(missing_ok=True)


def _forget_key(new: NewPractice) -> None:
    """Take back what `keep_key` kept; what went wrong before is what the person is told."""
    if keys.given_key(new.path) == new.key:
        return
    if new.key_file is not None:
        with suppress(OSError):
            new.key_file.unlink(missing_ok=True)
        return
    with suppress(OpeningError):
        keys.forget_key(new.path)


def _write_key_file(file: Path, key: bytes, path: Place) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as error:
        raise OpeningError(OpeningState.FILE_EXISTS, path, _KEY_FILE_EXISTS) from error
    except OSError as error:
        raise OpeningError(OpeningState.READ_ONLY, path, _KEY_FILE_NOT_WRITTEN) from error
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(recovery_code(key) + "\n")
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        with suppress(OSError):
            file.unlink()
        raise OpeningError(OpeningState.READ_ONLY, path, _KEY_FILE_NOT_WRITTEN) from error
