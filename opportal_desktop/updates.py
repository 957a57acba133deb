# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a newer version exists, by a signed manifest; off unless IT names its address. Nothing is ever updated by it.

The request says nothing about the practice, the person or the PC: no name, no version, no cookie.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from opportal_desktop import __version__

TIMEOUT_S = 10.0
_MANIFEST_BYTES = 16 * 1024
_SECTION = "updates"
_TOLD_FILE = "told-version.txt"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class UpdateNoticeError(Exception):
    """The manifest could not be had, or is not the maker's; its text holds no address."""


@dataclass(frozen=True, slots=True)
class UpdateSource:
    """Where the manifest is, and whose it must be.

    Attributes:
        address: https://…; http on this computer only.
        public_key: the maker's Ed25519 key, 32 bytes.
    """

    address: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class NewerVersion:
    """What the manifest says: the version, and where a person reads about it."""

    version: str
    page: str


def update_source(*files: Path | None) -> UpdateSource | None:
    """The source that the first of these configuration files names in [updates] (address, key); None: no notice."""
    for file in files:
        if file is None or not file.exists():
            continue
        import configparser

        parser = configparser.ConfigParser(interpolation=None)
        try:
            parser.read(file, encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError, configparser.Error):
            continue
        address = parser.get(_SECTION, "address", fallback="").strip()
        if not address:
            continue
        try:
            key = base64.b64decode(parser.get(_SECTION, "key", fallback="").strip(), validate=True)
        except binascii.Error:
            return None
        return UpdateSource(address, key) if len(key) == 32 and _is_safe(address) else None
    return None


def find_newer(source: UpdateSource, *, current: str = __version__) -> NewerVersion | None:
    """Ask for the manifest, off the GUI thread; None when this version is the newest.

    The manifest is the signature in Base64 on the first line, then the signed JSON: {"version": …, "page": …}.

    Raises:
        UpdateNoticeError: there is no answer, or the signature is not the maker's: nothing of it is believed.
    """
    signature, _, body = _fetch(source.address).partition(b"\n")
    _verify(source.public_key, signature.strip(), body)
    try:
        manifest = json.loads(body)
        found = NewerVersion(str(manifest["version"]), str(manifest["page"]))
    except (ValueError, KeyError, TypeError) as error:
        raise UpdateNoticeError("the manifest says something else than a version") from error
    if not re.fullmatch(r"\d+(\.\d+){0,3}", found.version) or not _is_safe(found.page):
        raise UpdateNoticeError("the manifest's version or page is not usable")
    return found if _numbers(found.version) > _numbers(current) else None


def was_told(folder: Path, newer: NewerVersion) -> bool:
    """Whether this user was told of this version already."""
    try:
        return (folder / _TOLD_FILE).read_text(encoding="utf-8").strip() == newer.version
    except OSError:
        return False


def note_told(folder: Path, newer: NewerVersion) -> None:
    """Remember that this user was told: once is enough."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _TOLD_FILE).write_text(newer.version + "\n", encoding="utf-8")


def _fetch(address: str) -> bytes:
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    class NoRedirects(HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    request = Request(address, headers={"User-Agent": "OP Portal Desktop"})  # noqa: S310 - its scheme was checked
    try:
        with build_opener(NoRedirects()).open(request, timeout=TIMEOUT_S) as answer:
            found: bytes = answer.read(_MANIFEST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UpdateNoticeError(f"no answer ({type(error).__name__})") from None
    if len(found) > _MANIFEST_BYTES:
        raise UpdateNoticeError("the answer is too long for a manifest")
    return found


def _verify(public_key: bytes, signature: bytes, body: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(base64.b64decode(signature, validate=True), body)
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise UpdateNoticeError("the manifest is not signed by the maker") from error


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", version)[:4]]
    return tuple(numbers + [0] * (4 - len(numbers)))
