# SPDX-License-Identifier: GPL-3.0-or-later
"""For the try-out: signs with a certificate that is thrown away, by the hook that a release signs by, and verifies."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from package import SIGN_VARIABLE

SUBJECT = "OP Portal try-out, to be thrown away"


class Signer:
    """A self-signed certificate in a folder, and the command that signs with it."""

    def __init__(self, folder: Path) -> None:
        self._certificate, self._key, self._script = (folder / name for name in ("cert.pem", "key.pem", "sign"))
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "2", "-subj", f"/CN={SUBJECT}",
             "-addext", "extendedKeyUsage=codeSigning", "-keyout", self._key, "-out", self._certificate],
            check=True, capture_output=True,
        )  # fmt: skip
        self._script.write_text(
            "#!/bin/sh\nset -e\n"
            f'osslsigncode sign -certs "{self._certificate}" -key "{self._key}" -h sha256 -in "$1" -out "$1.signed"\n'
            'mv "$1.signed" "$1"\n'
        )
        self._script.chmod(0o700)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """What is packed meanwhile is signed."""
        os.environ[SIGN_VARIABLE] = f"{self._script} {{file}}"
        try:
            yield
        finally:
            del os.environ[SIGN_VARIABLE]

    def signed(self, file: Path) -> bool:
        """Whether the file holds a signature by this certificate, and is as it was when it was signed."""
        done = subprocess.run(
            ["osslsigncode", "verify", "-CAfile", self._certificate, "-in", file],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode == 0 and SUBJECT in done.stdout
