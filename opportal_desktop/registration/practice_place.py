# SPDX-License-Identifier: GPL-3.0-or-later
"""Where this PC's practice is kept: moving it from its file to a PostgreSQL server, and joining one that is there.

All of it waits for network, disk and keyring: not for the GUI thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from opportal_desktop.records import keys
from opportal_desktop.records.keys import DATABASE_PASSWORD, SMTP_PASSWORD, TEXT_TOKEN, SecretError
from opportal_desktop.records.moving import MovedTable, move_to_server
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.opening_states import OpeningError, OpeningState, Words
from opportal_desktop.records.recovery_code import parse_recovery_code
from opportal_desktop.records.server_address import Place, ServerAddress
from opportal_desktop.records.server_opening import count_rows, open_on_server, practice_is_there
from opportal_desktop.registration.new_practice import keep_key


@dataclass(frozen=True, slots=True)
class PlaceLook:
    """How the place of the records looks just now.

    Attributes:
        size: of the file and what belongs to it, in bytes; None on a server, or when it can't be seen.
        refusal: why the server can't be used just now; None when it can.
    """

    size: int | None = None
    refusal: OpeningError | None = None


def look_at_place(place: Place) -> PlaceLook:
    """Ask the server with what this PC has for it, or the disk for the file."""
    if isinstance(place, Path):
        parts = [place.with_name(place.name + end) for end in ("", "-wal")]
        try:
            return PlaceLook(sum(part.stat().st_size for part in parts if part.exists()))
        except OSError:
            return PlaceLook()
    try:
        if not practice_is_there(place):
            return PlaceLook(refusal=OpeningError(OpeningState.NO_PRACTICE, place))
    except OpeningError as error:
        return PlaceLook(refusal=error)
    return PlaceLook()


def try_server(address: ServerAddress, password: str | None) -> bool:
    """Whether a practice is in the database at `address`; False when it is empty. A password that works is kept.

    Raises:
        OpeningError: it can be used for neither; or the password can't be kept.
    """
    there = practice_is_there(address, password=password)
    if password:
        keep_password(address, password)
    return there


def join_practice(address: ServerAddress, typed: str, password: str | None = None) -> bytes:
    """Open the practice on the server by its recovery code, and keep its key on this PC; returns the key.

    Raises:
        RecoveryCodeError: what was typed is no recovery code; it names the groups.
        OpeningError: the practice doesn't open with it, or its key can't be kept.
    """
    key = parse_recovery_code(typed)
    open_on_server(address, key, password=password).close()
    keep_key(address, key, None)
    return key


def keep_secrets_for_move(source: Path, address: ServerAddress, key: bytes) -> None:
    """What the keyring keeps for the file, it keeps for the database too. Before the move: then none can be missing.

    Raises:
        OpeningError: a secret can't be kept.
    """
    keep_key(address, key, None)
    for name in (SMTP_PASSWORD, TEXT_TOKEN):
        # Given by the environment, whatever the place.
        if os.environ.get(f"OPPORTAL_{name.upper().replace('-', '_')}"):
            continue
        try:
            value = keys.get_secret(source, name)
        except SecretError:
            value = None
        if value:
            _keep(address, name, value)


def move_practice(
    source: Path, address: ServerAddress, *, progress: Callable[[int, int], None], on_copied: Callable[[], None]
) -> tuple[MovedTable, ...]:
    """Copy the practice from its file into the empty database, and compare every row; returns the tables.

    Args:
        progress: told how many rows are copied, of how many; what it raises ends the move with nothing left of it.
        on_copied: called when all is there and stays, before it is read once more.

    Raises:
        OpeningError, BackupError, RecordsBusyError, MoveError, CopyLeftError: see `move_to_server`; the file is as it
            was.
    """
    key = keys.find_key(source)
    keep_secrets_for_move(source, address, key)
    records = open_records(source, key)
    try:
        rows = count_rows(records)
    finally:
        records.close()
    copied: dict[str, int] = {}

    def add_up(table: str, done: int) -> None:
        copied[table] = done
        progress(sum(copied.values()), rows)

    return move_to_server(source, key, address, progress=add_up, on_copied=on_copied)


def keep_password(address: ServerAddress, password: str) -> None:
    """Keep the password of the database's user in this person's keyring.

    Raises:
        OpeningError: it can't be kept.
    """
    _keep(address, DATABASE_PASSWORD, password)


def _keep(address: ServerAddress, name: str, value: str) -> None:
    try:
        keys.set_secret(address, name, value)
    except SecretError as error:
        words = Words(error.happened, error.safe, error.next_step)
        raise OpeningError(OpeningState.KEYRING_LOCKED, address, words) from error
