# SPDX-License-Identifier: GPL-3.0-or-later
"""Where PostgreSQL's client finds the authorities that this computer trusts (`sslrootcert=system`).

Its OpenSSL is not Python's, and looks where its builder kept certificates, or where SSL_CERT_FILE and SSL_CERT_DIR say.
"""

from __future__ import annotations

import atexit
import os
import ssl
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_FILE, _FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"


def show_to_client() -> None:
    """Name them to the client, unless somebody named others; before it connects."""
    if _FILE in os.environ or _FOLDER in os.environ:
        return
    if sys.platform == "win32":
        os.environ[_FILE] = _windows_file()
        return
    places = ssl.get_default_verify_paths()
    for name, place in ((_FILE, places.cafile), (_FOLDER, places.capath)):
        if place:
            os.environ[name] = place


def pem_of(certificates: list[tuple[bytes, str, object]]) -> str:
    """Those of `ssl.enum_certificates` that may prove a server, as PEM."""
    proves_servers = ssl.Purpose.SERVER_AUTH.oid
    return "".join(
        ssl.DER_cert_to_PEM_cert(raw)
        for raw, encoding, purposes in certificates
        if encoding == "x509_asn" and (purposes is True or proves_servers in purposes)  # type: ignore[operator]
    )


def _windows_file() -> str:
    """The certificates of Windows' store, the company's own among them, in a file for as long as this runs."""
    certificates = [*ssl.enum_certificates("ROOT"), *ssl.enum_certificates("CA")]  # type: ignore[attr-defined]
    descriptor, name = tempfile.mkstemp(prefix="opportal-authorities-", suffix=".pem")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(pem_of(certificates))
    atexit.register(_delete, Path(name))
    return name


def _delete(file: Path) -> None:
    with suppress(OSError):
        file.unlink()
