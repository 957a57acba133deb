# SPDX-License-Identifier: GPL-3.0-or-later
"""A real PostgreSQL server of the tests' own: a throw-away cluster with TLS, on a socket and a port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
import trustme

from opportal_desktop.records.server_address import ServerAddress

ADMIN = "opportal"
PASSWORD = "correct horse battery"
KEY = bytes(range(32))
TLS_NAME = "db.practice.example"
_SETTINGS = {
    # Nothing here must survive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
    "ssl": "on",
    "password_encryption": "scram-sha-256",
    "log_min_messages": "fatal",
}
_ACCESS = """
local all all trust
hostssl all all 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
"""


def binaries() -> Path:
    """The folder of the newest PostgreSQL that is installed; skips the test (never in CI) where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    assert not os.environ.get("CI"), "CI must have PostgreSQL: tools/install_debian_packages"
    pytest.skip("needs PostgreSQL")


class PostgresServer:
    """One cluster; each database in it is another practice."""

    def __init__(self) -> None:
        self.binaries = binaries()
        # Not below pytest's folder, which only the one who runs the tests may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="opportal-pg-"))
        self.data = self.folder / "data"
        self.ca_file = self.folder / "ca.pem"
        self.port = _free_port()
        self._number = 0
        self._practice: str | None = None
        self._own(self.folder)
        self._run(
            "initdb", "--pgdata", self.data, "--username", ADMIN, "--auth", "trust", "--encoding", "UTF8", "--no-sync",
            # As far from SQLite's order of texts as it gets: only what says COLLATE "C" has that.
            "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en-US",
        )  # fmt: skip
        self._write_certificates()
        (self.data / "pg_hba.conf").write_text(_ACCESS)
        settings = _SETTINGS | {"unix_socket_directories": str(self.folder), "port": str(self.port)}
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        self.start()
        self.sql("postgres", f"ALTER ROLE {ADMIN} PASSWORD '{PASSWORD}'")

    def start(self) -> None:
        self._run("pg_ctl", "start", "--pgdata", self.data, "--wait", "--log", self.folder / "log", "--silent")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "stop", "--pgdata", self.data, "--mode", mode, "--wait", "--silent")

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def address(self, database: str) -> ServerAddress:
        """By the socket, without TLS and password."""
        return ServerAddress(str(self.folder), self.port, database, ADMIN)

    def tls_address(self, database: str, user: str = ADMIN, name: str = TLS_NAME, **parameters: str) -> ServerAddress:
        """As another PC would reach it: by a name that its certificate proves, with a password."""
        given = {"hostaddr": "127.0.0.1", "sslrootcert": str(self.ca_file), **parameters}
        return ServerAddress(name, self.port, database, user, tuple(sorted(given.items())))

    def new_database(self, template: str = "template0") -> str:
        self._number += 1
        name = f"practice_{os.getpid()}_{self._number}"
        self.sql("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def new_practice(self) -> ServerAddress:
        """A database of its own with an empty practice, whose key is KEY; copied, which is quicker than made."""
        # Not at the top: the driver is for tests on a server only.
        from opportal_desktop.records.server_opening import create_on_server

        if self._practice is None:
            self._practice = self.new_database()
            create_on_server(self.address(self._practice), KEY).close()
        return self.address(self.new_database(self._practice))

    def drop_database(self, name: str) -> None:
        self.sql("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def sql(self, database: str, statement: str) -> str:
        done = self._run(
            "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1",
            "--host", self.folder, "--port", str(self.port), "--username", ADMIN, "--dbname", database,
            "--command", statement,
        )  # fmt: skip
        return done.stdout.strip()

    def _write_certificates(self) -> None:
        ca = trustme.CA()
        ca.cert_pem.write_to_path(str(self.ca_file))
        server = ca.issue_cert(TLS_NAME)
        key, certificate = self.data / "server.key", self.data / "server.crt"
        server.private_key_pem.write_to_path(str(key))
        for number, part in enumerate(server.cert_chain_pems):
            part.write_to_path(str(certificate), append=number > 0)
        key.chmod(0o600)
        for file in (key, certificate, self.ca_file):
            self._own(file)

    def _own(self, path: Path) -> None:
        if os.geteuid() == 0:
            user = _unprivileged()
            os.chown(path, user.pw_uid, user.pw_gid)

    def _run(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [str(self.binaries / program), *map(str, arguments)]
        if os.geteuid() == 0:
            # The server refuses to run as root.
            user = _unprivileged()
            command = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", *command]
        # Into a file: the server keeps what pg_ctl gave it open.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(command, stdout=output, stderr=output, text=True, check=False, cwd=self.folder)
            output.seek(0)
            done.stdout = output.read()
        assert done.returncode == 0, f"{program}: {done.stdout}"
        return done


def _unprivileged() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
