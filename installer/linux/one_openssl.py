# SPDX-License-Identifier: GPL-3.0-or-later
"""One OpenSSL for Python and for PostgreSQL's client, where PyInstaller would bring two.

psycopg's wheel has an OpenSSL of its own, 7 MB, that looks for trusted certificates where its builder kept them. The
one that Python is linked to is the build system's, gets its security updates, and knows the system's certificates
(tls_roots.py). OpenSSL 3 keeps its interface; each function says by a version in which release it came, and if the
client needs one that the other OpenSSL does not have, both stay.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

from bundle_contents import Entry

_WHEELS = re.compile(r"psycopg_binary\.libs/(libssl|libcrypto)-[0-9a-f]+(\.so\.\d+)")


def with_one_openssl(entries: Iterable[Entry], versions_in: Callable[[Sequence[str]], set[str]]) -> list[Entry]:
    """The entries, the wheel's OpenSSL replaced by links to Python's.

    Args:
        versions_in: the versions of OpenSSL's functions that files have or need.
    """
    kept = list(entries)
    wheels = {entry[0]: match for entry in kept if (match := _WHEELS.fullmatch(entry[0]))}
    own = {PurePosixPath(place).name: source for place, source, kind in kept if kind != "SYMLINK" and "/" not in place}
    names = {f"{match[1]}{match[2]}" for match in wheels.values()}
    if not wheels or not names <= own.keys():
        return kept
    clients = [source for place, source, _ in kept if place.startswith("psycopg_binary") and place not in wheels]
    if versions_in(clients) - versions_in([own[name] for name in sorted(names)]):
        return kept
    return [
        (place, f"../{wheels[place][1]}{wheels[place][2]}", "SYMLINK") if place in wheels else (place, source, kind)
        for place, source, kind in kept
    ]


def openssl_versions(files: Sequence[str]) -> set[str]:
    """By readelf: OPENSSL_3.0.0, and so on."""
    found: set[str] = set()
    for file in files:
        if Path(file).is_file():
            said = subprocess.run(["readelf", "-VW", file], capture_output=True, text=True, check=False).stdout
            found |= set(re.findall(r"OPENSSL_\d+\.\d+\.\d+", said))
    return found
