# SPDX-License-Identifier: GPL-3.0-or-later
"""The notice of a newer version: a real server on this computer, real signatures, and what must not be believed."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from opportal_desktop.updates import (
    NewerVersion,
    UpdateNoticeError,
    UpdateSource,
    find_newer,
    note_told,
    update_source,
    was_told,
)

MAKER = Ed25519PrivateKey.generate()
PUBLIC = MAKER.public_key().public_bytes_raw()
PAGE = "https://example.org/releases"


class Maker:
    """Serves one manifest and keeps what it was asked."""

    def __init__(self) -> None:
        self.manifest = b""
        self.status = 200
        self.asked: list[tuple[str, dict[str, str]]] = []
        maker = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                maker.asked.append((self.path, dict(self.headers)))
                self.send_response(maker.status)
                if maker.status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(maker.manifest)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.source = UpdateSource(f"http://127.0.0.1:{self.server.server_port}/manifest", PUBLIC)

    def publish(self, version: str, *, by: Ed25519PrivateKey = MAKER, page: str = PAGE) -> None:
        body = json.dumps({"version": version, "page": page}).encode()
        self.manifest = base64.b64encode(by.sign(body)) + b"\n" + body


@pytest.fixture
def maker() -> Iterator[Maker]:
    maker = Maker()
    thread = threading.Thread(target=maker.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield maker
    maker.server.shutdown()
    maker.server.server_close()
    thread.join()


@pytest.mark.parametrize("version", ["0.2.0", "0.1.1", "1.0", "0.10.0"])
def test_a_newer_version_is_told(maker: Maker, version: str) -> None:
    maker.publish(version)

    assert find_newer(maker.source, current="0.1.0") == NewerVersion(version, PAGE)


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "0.1"])
def test_the_same_or_an_older_version_is_no_news(maker: Maker, version: str) -> None:
    maker.publish(version)

    assert find_newer(maker.source, current="0.1.0") is None


def test_the_request_says_nothing_about_who_asks(maker: Maker) -> None:
    maker.publish("9.0.0")
    find_newer(maker.source)

    ((path, headers),) = maker.asked
    assert path == "/manifest"
    assert set(headers) <= {"Host", "User-Agent", "Accept-Encoding", "Connection"}
    assert headers["User-Agent"] == "OP Portal Desktop"


def test_a_manifest_signed_by_somebody_else_is_not_believed(maker: Maker) -> None:
    maker.publish("9.0.0", by=Ed25519PrivateKey.generate())

    with pytest.raises(UpdateNoticeError, match="not signed by the maker"):
        find_newer(maker.source)


@pytest.mark.parametrize("place", [-3, 4, 100])
def test_a_manifest_changed_on_its_way_is_not_believed(maker: Maker, place: int) -> None:
    maker.publish("9.0.0")
    changed = bytearray(maker.manifest)
    changed[place] ^= 1
    maker.manifest = bytes(changed)

    with pytest.raises(UpdateNoticeError):
        find_newer(maker.source)


@pytest.mark.parametrize(("version", "page"), [("9.0.0; rm", PAGE), ("9.0.0", "javascript:alert(1)"), ("", PAGE)])
def test_a_signed_manifest_that_makes_no_sense_is_refused(maker: Maker, version: str, page: str) -> None:
    maker.publish(version, page=page)

    with pytest.raises(UpdateNoticeError):
        find_newer(maker.source)


def test_a_redirect_is_not_followed(maker: Maker) -> None:
    maker.publish("9.0.0")
    maker.status = 302

    with pytest.raises(UpdateNoticeError, match="no answer"):
        find_newer(maker.source)
    assert len(maker.asked) == 1


def test_an_endless_answer_is_cut_off(maker: Maker) -> None:
    maker.manifest = b"x" * 100_000

    with pytest.raises(UpdateNoticeError, match="too long"):
        find_newer(maker.source)


def test_no_server_is_no_more_than_no_news() -> None:
    with pytest.raises(UpdateNoticeError, match="no answer"):
        find_newer(UpdateSource("http://127.0.0.1:9/manifest", PUBLIC))


def configuration(folder: Path, address: str, key: str) -> Path:
    file = folder / "opportal.ini"
    file.write_text(f"[updates]\naddress = {address}\nkey = {key}\n")
    return file


def test_off_unless_somebody_names_an_address(tmp_path: Path) -> None:
    (tmp_path / "opportal.ini").write_text("[practice]\ndatabase = /srv/practice.opportal\n")

    assert update_source(tmp_path / "opportal.ini", tmp_path / "none.ini", None) is None


def test_the_address_and_the_key_come_from_the_configuration(tmp_path: Path) -> None:
    file = configuration(tmp_path, "https://example.org/manifest", base64.b64encode(PUBLIC).decode())

    assert update_source(None, file) == UpdateSource("https://example.org/manifest", PUBLIC)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://example.org/manifest", base64.b64encode(PUBLIC).decode()),
        ("file:///etc/passwd", base64.b64encode(PUBLIC).decode()),
        ("https://example.org/manifest", ""),
        ("https://example.org/manifest", "no key"),
        ("https://example.org/manifest", base64.b64encode(PUBLIC[:16]).decode()),
    ],
    # The key is another one in each process.
    ids=["not encrypted", "a file", "no key", "not a key", "half a key"],
)
def test_an_unsafe_address_or_a_broken_key_leaves_it_off(tmp_path: Path, address: str, key: str) -> None:
    assert update_source(configuration(tmp_path, address, key)) is None


def test_told_once_for_each_version(tmp_path: Path) -> None:
    newer = NewerVersion("9.0.0", PAGE)
    assert not was_told(tmp_path / "config", newer)

    note_told(tmp_path / "config", newer)

    assert was_told(tmp_path / "config", newer)
    assert not was_told(tmp_path / "config", NewerVersion("9.0.1", PAGE))


def test_what_the_makers_tool_signs_is_believed(maker: Maker, tmp_path: Path) -> None:
    key = tmp_path / "maker.pem"
    public = base64.b64decode(signing_tool("new-key", key))
    maker.manifest = signing_tool("sign", key, "--page", PAGE, "--version", "99.1")
    assert find_newer(UpdateSource(maker.source.address, public)) == NewerVersion("99.1", PAGE)
    assert key.stat().st_mode & 0o077 == 0


def signing_tool(*arguments: object) -> bytes:
    tool = Path(__file__).parents[1] / "tools" / "sign_update_manifest.py"
    return subprocess.run([sys.executable, tool, *map(str, arguments)], capture_output=True, check=True).stdout
