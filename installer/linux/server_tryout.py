# SPDX-License-Identifier: GPL-3.0-or-later
"""Part of `make deb-tryout`: two users of the clean Debian share a practice on a PostgreSQL server with TLS.

The server is the tests' own. Its certificate is signed by a company's authority, which the clean Debian is told to
trust as any is: the installed program finds the system's certificates, and no setting names a file.
"""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.postgresql_server import ADMIN, PASSWORD, TLS_NAME, PostgresServer

ROWS = re.compile(r"The records open: \d+ rows")


class NotAsItShouldBeError(Exception):
    """What was tried did not do what it should."""


def inside(root: Path, user: str, *command: str) -> str:
    """Run a command in the clean Debian, with the user's private files of key and password; returns what it printed."""
    home = "/root" if user == "root" else f"/home/{user}"
    done = subprocess.run(
        ["chroot", f"--userspec={user}:{user}", str(root), "env", "-i", f"HOME={home}", f"USER={user}",
         f"LOGNAME={user}", "PATH=/usr/sbin:/usr/bin:/bin", "LANG=C.UTF-8", f"OPPORTAL_KEY_FILE={home}/practice.key",
         f"OPPORTAL_DATABASE_PASSWORD_FILE={home}/database.password", *command],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode != 0:
        raise NotAsItShouldBeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout


def give(root: Path, user: str, key: str) -> None:
    """Put the user's files of key and password in place, readable by nobody else."""
    for name, content in (("practice.key", key), ("database.password", PASSWORD)):
        file = root / "home" / user / name
        file.touch(mode=0o600)
        file.write_text(content)
        inside(root, "root", "chown", f"{user}:{user}", f"/home/{user}/{name}")


def try_out(root: Path, server: PostgresServer) -> None:
    """Set up by one user, joined by the other."""
    authority = root / "usr/local/share/ca-certificates/company.crt"
    authority.write_bytes(server.ca_file.read_bytes())
    inside(root, "root", "update-ca-certificates")
    with (root / "etc/hosts").open("a") as hosts:
        hosts.write(f"127.0.0.1 {TLS_NAME}\n")
    url = f"postgresql://{ADMIN}@{TLS_NAME}:{server.port}/{server.new_database()}"
    key = secrets.token_hex(32)
    inside(root, "root", "useradd", "--create-home", "desk2")
    for user in ("desk", "desk2"):
        give(root, user, key)
    inside(root, "desk", "opportal", "admin", "create-postgresql", url)
    inside(root, "desk2", "opportal", "admin", "join-postgresql", url)
    for user in ("desk", "desk2"):
        said = inside(root, user, "opportal", "admin", "check")
        if not ROWS.search(said):
            raise NotAsItShouldBeError(f"admin check of {user}: {said}")
    # What removing the package leaves is looked at later.
    authority.unlink()
    inside(root, "root", "update-ca-certificates", "--fresh")


def main() -> int:
    """Start the server, try, take everything away."""
    server = PostgresServer()
    try:
        try_out(Path(sys.argv[1]), server)
    except NotAsItShouldBeError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        server.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main())
