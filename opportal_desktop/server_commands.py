# SPDX-License-Identifier: GPL-3.0-or-later
"""Admin commands for a practice on a PostgreSQL server: set up, move there, let another PC join, keep the password."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from opportal_desktop.records.server_address import AddressError, Place, ServerAddress, parse_address

if TYPE_CHECKING:
    from opportal_desktop.records.opening_states import OpeningError

_PASSWORD_VARIABLES = ("OPPORTAL_DATABASE_PASSWORD", "OPPORTAL_DATABASE_PASSWORD_FILE", "PGPASSWORD", "PGPASSFILE")

_T = TypeVar("_T")


class _AddressType(click.ParamType):  # type: ignore[type-arg]
    """postgresql://USER@SERVER/DATABASE, perhaps with a password."""

    name = "url"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[ServerAddress, str | None]:
        try:
            return parse_address(str(value))
        except AddressError as error:
            self.fail(str(error), param, ctx)


_URL = _AddressType()
_Url = tuple[ServerAddress, str | None]


@click.command("create-postgresql")
@click.argument("url", type=_URL)
def create_postgresql(url: _Url) -> None:
    """Set up a new practice in the empty database at URL, and open it on this PC from now on.

    Prints the recovery code: the other PCs need it to join, and it is the way back if this PC is lost.
    """
    from opportal_desktop.records.keys import given_key, new_key
    from opportal_desktop.records.recovery_code import recovery_code
    from opportal_desktop.records.server_opening import create_on_server

    address, password = url
    key = given_key(address) or new_key()
    password = _with_password(address, password, lambda given: create_on_server(address, key, password=given).close())
    _keep(address, key, password)
    _configure(address)
    click.echo(f"The practice is set up in {address.name}.")
    click.echo("Print this recovery code and keep it in a safe place. Without it, no other PC can join:")
    click.echo(recovery_code(key))


@click.command("join-postgresql")
@click.argument("url", type=_URL)
def join_postgresql(url: _Url) -> None:
    """Open the practice in the database at URL on this PC from now on; asks for the recovery code.

    The recovery code is asked for unless OPPORTAL_KEY or OPPORTAL_KEY_FILE gives the key.
    """
    from opportal_desktop.records.keys import given_key
    from opportal_desktop.records.recovery_code import RecoveryCodeError, parse_recovery_code

    address, password = url
    key = given_key(address)
    if key is None:
        try:
            key = parse_recovery_code(click.prompt("Recovery code"))
        except RecoveryCodeError as error:
            _fail(str(error))
    password = _with_password(address, password, lambda given: _open(address, key, given))
    _keep(address, key, password)
    _configure(address)
    click.echo(f"This PC works with {address.name} now.")


@click.command("database-password")
@click.option("--database", "url", type=_URL, help="The practice's database, if not the configured one.")
def database_password(url: _Url | None) -> None:
    """Try a new password for the database server, and keep it in this user's keyring."""
    from opportal_desktop.records.keys import find_key

    place = url[0] if url else _configured()
    if not isinstance(place, ServerAddress):
        _fail("The practice of this PC is in a file; it has no server's password.")
    password = (url[1] if url else None) or click.prompt("Password", hide_input=True)
    key = _told(lambda: find_key(place))
    _told(lambda: _open(place, key, password))
    _keep_password(place, password)
    click.echo("The password is right, and is kept in the keyring.")


@click.command("move-to-postgresql")
@click.argument("url", type=_URL)
@click.option(
    "--database",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The practice's file, if not the configured one.",
)
def move_to_postgresql(url: _Url, file: Path | None) -> None:
    """Copy the practice from its encrypted file into the empty database at URL, compare every row, and work there.

    Close OP Portal on this PC first. The file is kept as it is, and no program writes into it any more: delete it once
    the server's backups are proven. The key and the recovery code stay the same; other PCs join with: opportal admin
    join-postgresql URL.
    """
    from opportal_desktop.records.backup import BackupError
    from opportal_desktop.records.keys import find_key
    from opportal_desktop.records.moving import CopyLeftError, MovedTable, MoveError, move_to_server
    from opportal_desktop.records.records import RecordsBusyError
    from opportal_desktop.registration.practice_place import keep_secrets_for_move

    source = file or _configured()
    if not isinstance(source, Path):
        _fail("The practice of this PC is on a server already.")
    key = _told(lambda: find_key(source))
    address, password = url
    moved: list[MovedTable] = []

    def move(given: str | None) -> None:
        moved.extend(move_to_server(source, key, address, password=given, progress=_tell_progress))

    _told(partial(keep_secrets_for_move, source, address, key))
    try:
        password = _with_password(address, password, move)
    except RecordsBusyError:
        _fail("OP Portal is still writing into the file: close it on this PC, then try again. Nothing was moved.")
    except MoveError as error:
        _fail(
            f"The copy of the table {error.table} was not the same as the file's. This PC goes on with the file, which "
            "was not changed. Nothing is left of the copy. Send the log file to support."
        )
    except CopyLeftError:
        _fail(
            "All was copied, but the copy could not be checked once more. This PC goes on with the file, which was not "
            "changed. Empty the database before you try again: the copy in it does not get what is saved from now on."
        )
    except BackupError as error:
        _fail(f"{error.happened}\n{error.safe}\n{error.next_step}")
    _keep_password(address, password)
    _configure(address)
    for table in moved:
        click.echo(f"{table.name:20} {table.rows:>9} rows, the same on both sides (SHA-256 {table.digest[:16]}…)")
    click.echo(
        f"This PC works with {address.name} now. The file is kept, and nothing is written into it any more: {source}"
    )


def check_server(address: ServerAddress) -> None:
    """Open the records, bringing them up to date, and say how much is in them.

    Raises:
        OpeningError: they do not open.
    """
    from opportal_desktop.records.keys import find_key
    from opportal_desktop.records.opening import open_records
    from opportal_desktop.records.server_opening import count_rows

    records = open_records(address, find_key(address))
    rows = count_rows(records)
    records.close()
    click.echo(f"The records open: {rows} rows are in them. That they are whole is the server's to check.")


def _tell_progress(table: str, rows: int) -> None:
    click.echo(f"\r{table:20} {rows:>9}", nl=False, err=True)


def _open(address: ServerAddress, key: bytes, password: str | None) -> None:
    from opportal_desktop.records.server_opening import open_on_server

    open_on_server(address, key, password=password).close()


def _with_password(address: ServerAddress, password: str | None, call: Callable[[str | None], None]) -> str | None:
    """Call with the password of the URL; where there is none and the server wants one, ask for it. Returns it."""
    from opportal_desktop.records.opening_states import OpeningError, OpeningState

    try:
        call(password)
    except OpeningError as error:
        given = password is not None or any(os.environ.get(name) for name in _PASSWORD_VARIABLES)
        if error.state is not OpeningState.LOGIN_REFUSED or given:
            _say(error)
        password = click.prompt(f"Password of {address.user or 'the database user'}", hide_input=True)
        _told(lambda: call(password))
    return password


def _told(call: Callable[[], _T]) -> _T:
    from opportal_desktop.records.opening_states import OpeningError

    try:
        return call()
    except OpeningError as error:
        _say(error)


def _keep(address: ServerAddress, key: bytes, password: str | None) -> None:
    from opportal_desktop.registration.new_practice import keep_key

    _told(lambda: keep_key(address, key, None))
    _keep_password(address, password)


def _keep_password(address: ServerAddress, password: str | None) -> None:
    from opportal_desktop.registration.practice_place import keep_password

    if password is not None:
        _told(lambda: keep_password(address, password))


def _configured() -> Place:
    from opportal_desktop.configuration import load_configuration
    from opportal_desktop.paths import find_paths

    paths = find_paths()
    try:
        return load_configuration(paths.config, paths.preset).database or paths.practice_file
    except AddressError as error:
        _fail(f"The address of the database in the configuration cannot be used: {error}")


def _configure(address: ServerAddress) -> None:
    from opportal_desktop.configuration import Configuration, store_configuration
    from opportal_desktop.paths import find_paths

    store_configuration(find_paths().config, Configuration(address))


def _say(error: OpeningError) -> NoReturn:
    _fail(f"{error.happened}\n{error.safe}\n{error.next_step}")


def _fail(text: str) -> NoReturn:
    click.echo(text, err=True)
    raise SystemExit(1)
