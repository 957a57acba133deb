# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line with its options: the desktop, and the admin commands."""

from __future__ import annotations

import os
from pathlib import Path

import click

from opportal_desktop import __version__
from opportal_desktop.paths import DATA_DIR_VARIABLE
from opportal_desktop.records.server_address import AddressError, Place, ServerAddress, read_place
from opportal_desktop.server_commands import (
    check_server,
    create_postgresql,
    database_password,
    join_postgresql,
    move_to_postgresql,
)

_FILE = click.Path(path_type=Path, dir_okay=False)


class _PlaceType(click.ParamType):  # type: ignore[type-arg]
    """A practice's file, or the URL of its database on a server."""

    name = "file or url"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        if not isinstance(value, str):
            return value  # type: ignore[return-value] # converted already
        try:
            return read_place(value)
        except AddressError as error:
            self.fail(str(error), param, ctx)


_PLACE = _PlaceType()
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="OP Portal Desktop")
@click.option("--database", type=_PLACE, help="Open this practice's file or database instead of the configured one.")
@click.option("--development", type=_FOLDER, metavar="DIR", help="Keep data, logs and configuration below DIR.")
@click.option("--scheme", type=click.Choice(["light", "dark"]), help="Light or dark, instead of what the system says.")
# What the window starts itself with, after Settings, Where the records are…
@click.option("--move-to", type=_PLACE, hidden=True)
@click.option("--self-check", is_flag=True, help="Check that this installation is whole and works here, then exit.")
@click.pass_context
def main(
    context: click.Context,
    database: Place | None,
    development: Path | None,
    scheme: str | None,
    move_to: Place | None,
    self_check: bool,
) -> None:
    """OP Portal Desktop: register parents for the practice's portal.

    Without a command it opens the window. The first start guides through the set-up of the practice; later starts
    open it again. A second start raises the window that is already open.

    \b
    Environment:
      OPPORTAL_DATA_DIR   keep data, logs and configuration below this folder
      OPPORTAL_KEY_FILE   read the practice's key from this file (mode 0600) instead of the keyring
    """
    if context.invoked_subcommand is not None:
        _before_a_command(database, development)
        return
    if self_check:
        from opportal_desktop.self_check.run import run_self_check

        context.exit(run_self_check(click.echo))
    from opportal_desktop.app import StartOptions, run_desktop
    from opportal_desktop.desktop.theme import Scheme

    options = StartOptions(
        database,
        development,
        Scheme(scheme) if scheme else None,
        move_to=move_to if isinstance(move_to, ServerAddress) else None,
    )
    context.exit(run_desktop(options))


def _before_a_command(database: Place | None, development: Path | None) -> None:
    """What stands before a command must not be passed over: the command would work on another practice than was named.

    Raises:
        click.UsageError: `--database`, which each command has of its own.
    """
    if database is not None:
        raise click.UsageError("--database before a command is the window's: write it behind the command.")
    if development is not None:
        # For this process and those that it starts.
        os.environ[DATA_DIR_VARIABLE] = str(development.absolute())


@main.group()
def admin() -> None:
    """Commands for the person who looks after the practice's PCs."""


@admin.command()
@click.argument("database", type=_PLACE, required=False)
def check(database: Place | None) -> None:
    """Check every page of the practice's file, without changing it; of a database on a server, that it opens.

    Needs the key: from this user's keyring, or OPPORTAL_KEY_FILE; a backup copy opens with its practice's. Exit code 1
    if something is wrong.
    """
    from opportal_desktop.records.opening import check_records

    path = _practice_file(database)
    if isinstance(path, ServerAddress):
        with _opening_in_words():
            check_server(path)
        return
    with _opening_in_words():
        report = check_records(path, _key_of(path))
    click.echo(f"Nothing is wrong: {report.pages} pages and {report.rows} rows were read.")


admin.add_command(create_postgresql)
admin.add_command(database_password)
admin.add_command(join_postgresql)
admin.add_command(move_to_postgresql)


@admin.command()
@click.argument("target", type=_FILE)
@click.option("--database", type=_PLACE, help="The practice's file or database, if not the configured one.")
def backup(target: Path, database: Place | None) -> None:
    """Write an encrypted, verified copy of the practice's records to TARGET, while the program may be running.

    The copy opens with the same key or recovery code.
    """
    from opportal_desktop.records.backup import BackupError, backup_records
    from opportal_desktop.records.keys import find_key
    from opportal_desktop.records.opening import open_records

    path = _practice_file(database)
    with _opening_in_words():
        records = open_records(path, find_key(path))
        try:
            backup_records(records, target)
        except BackupError as error:
            click.echo(f"{error.happened}\n{error.safe}\n{error.next_step}", err=True)
            raise SystemExit(1) from error
        finally:
            records.close()
    click.echo(f"Written and verified: {target}")


@admin.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address to listen at.")
@click.option("--port", default=8750, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--trusted-proxy",
    metavar="ADDRESS",
    help="The proxy before this server: only its word on scheme and client counts.",
)
@click.option("--database", type=_PLACE, help="The practice's file or database, if not the configured one.")
@click.option("--syslog", type=_FILE, metavar="SOCKET", help="Log there as well, such as /dev/log.")
def portal(host: str, port: int, trusted_proxy: str | None, database: Place | None, syslog: Path | None) -> None:
    """Serve the parents' portal, until Ctrl+C or SIGTERM.

    It works over the same records as the windows at the desk. A proxy with the practice's certificate stands before
    it: docs/deployment.md has complete examples for Caddy and nginx. Needs the key: from this user's keyring, or
    OPPORTAL_KEY_FILE. It sends emails and texts itself, if it is given their secrets the same way:
    OPPORTAL_SMTP_PASSWORD_FILE, OPPORTAL_TEXT_TOKEN_FILE.
    """
    import signal

    from opportal_desktop.core_dumps import close_memory
    from opportal_desktop.logs import set_up_logs
    from opportal_desktop.mail.senders import Senders, channels_with_secrets
    from opportal_desktop.paths import find_paths
    from opportal_desktop.portal.server import PortalServer, PortalSettingError, check_way_in
    from opportal_desktop.records.keys import find_key
    from opportal_desktop.records.opening import open_records
    from opportal_desktop.records.opening_states import OpeningError, OpeningState
    from opportal_desktop.records.settings import load_settings

    path = _practice_file(database)
    set_up_logs(find_paths().logs, program="opportal-portal")
    close_memory()
    if syslog is not None:
        try:
            from opportal_desktop.system_log import copy_to_syslog

            copy_to_syslog(syslog, "opportal-portal")
        except OSError as error:
            click.echo(f"Nobody listens at {syslog}: {error.strerror}.\nGive the system's log with --syslog.", err=True)
            raise SystemExit(1) from error
    with _opening_in_words():
        records = open_records(path, find_key(path))
    try:
        settings = load_settings(records)
        check_way_in(settings, host, trusted_proxy)
        server = PortalServer(host, port, trusted_proxy)
    except PortalSettingError as error:
        click.echo(f"{error.happened}\n{error.next_step}", err=True)
        raise SystemExit(1) from error
    except OSError as error:
        click.echo(f"Port {port} at {host} can't be had: {error.strerror}.\nGive another one with --port.", err=True)
        raise SystemExit(1) from error
    finally:
        # Each request has a connection of its own.
        records.close()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.stop())
    click.echo(f"Parents reach the portal at {settings.portal_url}; this server listens at {server.url}.")
    # A parent asks for a code or a new password when the desk has gone home.
    senders = Senders(records, path, channels=channels_with_secrets(settings, path))
    records.subscribe(lambda changed: senders.wake() if changed.outbox else None)
    senders.start()
    server.run(records)
    senders.stop()
    server.close()
    if server.has_moved:
        with _opening_in_words():
            raise OpeningError(OpeningState.MOVED, path)


@admin.command("import")
@click.argument("file", type=_FILE, required=False)
@click.option("--check", "dry_run", is_flag=True, help="Do everything and take it back: tells what an import would do.")
@click.option("--columns", is_flag=True, help="Show what the columns are taken for, as a mapping to correct.")
@click.option("--mapping", type=_FILE, help="What the columns are, as --columns printed it.")
@click.option("--problems", type=_FILE, help="Write the rows that are left out to this file, to correct and import.")
@click.option("--job", is_flag=True, hidden=True, help="A window's import: the job comes on stdin.")
@click.option("--database", type=_PLACE, help="The practice's file or database, if not the configured one.")
def import_(
    file: Path | None,
    dry_run: bool,
    columns: bool,
    mapping: Path | None,
    problems: Path | None,
    job: bool,
    database: Place | None,
) -> None:
    """Import the practice's roster from FILE (CSV or FHIR R4), while the desk works on; for managers.

    All rows but those with problems, or none: Ctrl+C leaves nothing half-done. What is in the records is completed and
    never overwritten, the same file again changes nothing, and no mail is sent: Authority waits for a manager.
    Rows with problems hold patients' data, and so does a file of them: keep it where the roster is kept.
    """
    from opportal_desktop.import_commands import import_roster

    if (file is None) != job:
        raise click.UsageError("Which FILE is to be imported?")
    import_roster(file, _practice_file(database), mapping, dry_run, problems, columns)


@admin.command()
@click.option("--journey", is_flag=True, help="Do the main job by itself, print each step, take screenshots, quit.")
@click.option("--screenshots", type=_FOLDER, default=Path("build/demo"), show_default=True, help="Where they go.")
@click.option("--scheme", type=click.Choice(["light", "dark"]), help="Light or dark.")
def demo(journey: bool, screenshots: Path, scheme: str | None) -> None:
    """Try the program: a throw-away sample practice and an inbox that catches its mail, on this computer only."""
    from opportal_desktop.demo.run import run_demo

    raise SystemExit(run_demo(journey_screenshots=screenshots if journey else None, scheme=scheme))


def _key_of(file: Path) -> bytes:
    """The key kept for this file; for a copy, of which the keyring knows nothing, the practice's own."""
    from opportal_desktop.records.keys import find_key
    from opportal_desktop.records.opening_states import OpeningError, OpeningState

    try:
        return find_key(file)
    except OpeningError as missing:
        if missing.state is not OpeningState.NO_KEY:
            raise
        try:
            return find_key(_practice_file(None))
        except OpeningError:
            raise missing from None


def _practice_file(database: Place | None) -> Place:
    from opportal_desktop.configuration import load_configuration
    from opportal_desktop.paths import find_paths

    paths = find_paths()
    try:
        return database or load_configuration(paths.config, paths.preset).database or paths.practice_file
    except AddressError as error:
        click.echo(f"The address of the database in the configuration cannot be used: {error}", err=True)
        raise SystemExit(1) from error


class _opening_in_words:  # noqa: N801 - reads as a sentence where it is used
    """Says why the records can't be opened, in the words of the desktop's dialog, and exits with 1."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from opportal_desktop.records.opening_states import OpeningError

        if isinstance(error, OpeningError):
            click.echo(f"{error.happened}\n{error.safe}\n{error.next_step}", err=True)
            raise SystemExit(1)
