#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""For the maker of a release: a key of one's own, and the signed manifest that tells managers of a newer version."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from opportal_desktop import __version__

KEY_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def main() -> None:
    """The update notice's key and manifest; what practices put into opportal.ini is in docs/install.md."""


@main.command("new-key")
@click.argument("key_file", type=KEY_FILE)
def new_key(key_file: Path) -> None:
    """Write a new private key to KEY_FILE (keep it off-line) and print the public one for opportal.ini."""
    key = Ed25519PrivateKey.generate()
    descriptor = os.open(key_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    click.echo(base64.b64encode(key.public_key().public_bytes_raw()).decode())


@main.command()
@click.argument("key_file", type=KEY_FILE)
@click.option("--page", required=True, help="Where a person reads what is new (https).")
@click.option("--version", default=__version__, show_default=True)
def sign(key_file: Path, page: str, version: str) -> None:
    """Print the manifest, signed: to be put where the address of [updates] leads."""
    key = load_pem_private_key(key_file.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey), "not a key of this tool"
    body = json.dumps({"version": version, "page": page})
    click.echo(f"{base64.b64encode(key.sign(body.encode())).decode()}\n{body}", nl=False)


if __name__ == "__main__":
    main()
