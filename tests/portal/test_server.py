# SPDX-License-Identifier: GPL-3.0-or-later
"""The real server: who may stand before it, what it believes, how it ends, and `opportal admin portal`."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from opportal_desktop.portal.app import create_app
from opportal_desktop.portal.server import PortalServer, PortalSettingError, check_way_in
from opportal_desktop.records.keys import KEY_FILE_VARIABLE, new_key
from opportal_desktop.records.models import RateCount, SetupLink
from opportal_desktop.records.opening import create_records, open_records
from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings
from tests.portal.conftest import Browser, Family
from tests.portal.test_protection import rows

AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 SafeLinks",
    "Mozilla/5.0 (compatible; Microsoft Office Existence Discovery)",
    "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0) ms-office",
    "Mimecast URL Protect",
    "Barracuda Sentinel (EE)",
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Proofpoint URL Defense",
    "Cisco-IronPort",
    "TrendMicro Web Reputation",
    "facebookexternalhit/1.1",
    "WhatsApp/2.23.20.0",
    "Slackbot-LinkExpanding 1.0",
    "TelegramBot (like TwitterBot)",
    "Twitterbot/1.0",
    "SkypeUriPreview Preview/0.5",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mail",
    "curl/8.5.0",
    "python-requests/2.31",
    "",
)


@pytest.fixture
def served(family: Family) -> Iterator[PortalServer]:
    """The family's portal on loopback, without a proxy."""
    server = PortalServer()
    with family.records.transaction():
        store_settings(family.records, replace(load_settings(family.records), portal_url=server.url))
    server.start(family.records)
    yield server
    server.close()


def ask(server: PortalServer, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


def test_a_storm_of_scanners_leaves_the_link_as_good_as_new(served: PortalServer, family: Family):
    token = family.token
    before = rows(family)
    family.records.close()

    def scan(number: int) -> int:
        method = "HEAD" if number % 3 == 0 else "GET"
        path = f"/welcome/{token}" + ("?lang=es" if number % 7 == 0 else "")
        return ask(served, method, path, User_Agent=AGENTS[number % len(AGENTS)]).status

    with ThreadPoolExecutor(8) as scanners:
        assert set(scanners.map(scan, range(1000))) == {200}
    family.records.db.connect(reuse_if_open=True)
    assert rows(family) == before
    assert SetupLink.get().used_at is None
    parent = Browser(create_app(family.records), base_url=served.url)
    parent.set_up(token)
    assert parent.heading == "Hello, Ana"


def test_no_wordy_header_and_no_server_name(served: PortalServer):
    answer = ask(served, "GET", "/sign-in")
    assert answer.status == 200
    assert answer.getheader("Server") in (None, "")
    assert answer.getheader("X-Powered-By") is None


def test_forwarded_headers_of_a_stranger_are_not_believed(served: PortalServer, family: Family):
    for headers in (
        {"X_Forwarded_Proto": "https"},
        {"X_Forwarded_Host": "evil.example"},
        {"X_Forwarded_For": "198.51.100.1"},
        {"Forwarded": "for=198.51.100.1;proto=https;host=evil.example"},
    ):
        answer = ask(served, "GET", "/sign-in", **headers)
        assert answer.status == 200, headers
        assert answer.getheader("Strict-Transport-Security") is None


def test_the_trusted_proxy_tells_scheme_and_client(family: Family):
    server = PortalServer(trusted_proxy="127.0.0.1")
    server.start(family.records)
    try:
        through = {"Host": "portal.example.org", "X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.5"}
        answer = ask(server, "GET", "/sign-in", **through)
        assert answer.status == 200
        assert answer.getheader("Strict-Transport-Security")
        assert "__Host-browser" in answer.getheader("Set-Cookie")
        # One that is set up by halves is refused, instead of making all parents one client.
        for missing in ("X_Forwarded_Proto", "X_Forwarded_For"):
            rest = {name: value for name, value in through.items() if name != missing}
            assert ask(server, "GET", "/sign-in", **rest).status == 400, missing
    finally:
        server.close()


def test_two_clients_behind_the_proxy_have_limits_of_their_own(family: Family):
    """What a client adds to X-Forwarded-For itself stands before the proxy's word, and counts for nothing."""
    server = PortalServer(trusted_proxy="127.0.0.1")
    server.start(family.records)
    try:
        for forwarded in ("203.0.113.5", "198.51.100.9, 203.0.113.5", "203.0.113.6"):
            head = {"Host": "portal.example.org", "X_Forwarded_Proto": "https", "X_Forwarded_For": forwarded}
            page = http.client.HTTPConnection(server.host, server.port, timeout=30)
            named = {name.replace("_", "-"): value for name, value in head.items()}
            page.request("GET", "/sign-in", headers=named)
            answer = page.getresponse()
            token = re.search(r'name="form_token" value="([^"]+)"', answer.read().decode())[1]
            cookie = answer.getheader("Set-Cookie").split(";")[0]
            page.request(
                "POST",
                "/sign-in",
                body=f"form_token={token}&email=nobody%40example.com&password=wrong",
                headers={**named, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
            )
            assert page.getresponse().status == 422
            page.close()
    finally:
        server.close()
    family.records.db.connect(reuse_if_open=True)
    subjects = [row.subject for row in RateCount.select().where(RateCount.scope.contains("client"))]
    assert len(set(subjects)) == 2


def test_broken_requests_are_refused_and_the_server_goes_on(served: PortalServer):
    for raw in (
        b"\x16\x03\x01\x02\x00\x01",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nabcd",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n",
    ):
        with socket.create_connection((served.host, served.port), timeout=10) as connection:
            answer = b""
            # It may hang up before it has read everything.
            with suppress(OSError):
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
                answer = connection.recv(65536)
        assert not answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 5", b"HTTP/1.0 2")), raw[:40]
    assert ask(served, "GET", "/ready").status == 200


def test_closing_frees_the_port(family: Family):
    server = PortalServer()
    server.start(family.records)
    with urllib.request.urlopen(f"{server.url}/ready", timeout=30) as answer:
        assert answer.read() == b"ready\n"
    server.close()
    PortalServer(port=server.port).close()


# -- how it may be served

TLS = PracticeSettings(portal_url="https://portal.example.org")
PLAIN = PracticeSettings(portal_url="http://127.0.0.1:8750")


@pytest.mark.parametrize(
    ("settings", "host", "proxy", "says"),
    [
        (PracticeSettings(), "127.0.0.1", None, "has not set the portal's address"),
        (TLS, "127.0.0.1", None, "All parents would count as one client"),
        (TLS, "0.0.0.0", None, "All parents would count as one client"),
        (TLS, "127.0.0.1", "*", "takes one network address"),
        (TLS, "127.0.0.1", "proxy.example.org", "takes one network address"),
        (TLS, "127.0.0.1", "10.0.0.0/8", "takes one network address"),
        (PLAIN, "0.0.0.0", None, "is not encrypted"),
        (PLAIN, "192.0.2.1", None, "is not encrypted"),
    ],
)
def test_a_way_that_would_harm_parents_is_refused_at_the_start(settings, host, proxy, says):
    with pytest.raises(PortalSettingError) as refused:
        check_way_in(settings, host, proxy)
    assert says in refused.value.happened
    assert refused.value.next_step


@pytest.mark.parametrize(
    ("settings", "host", "proxy"),
    [(TLS, "127.0.0.1", "127.0.0.1"), (TLS, "::1", "::1"), (TLS, "0.0.0.0", "192.0.2.9"), (PLAIN, "127.0.0.1", None)],
)
def test_ways_that_are_fine(settings, host, proxy):
    check_way_in(settings, host, proxy)


@pytest.fixture
def practice_file(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A practice of its own for a process of its own, and that process's environment."""
    key, path, key_file = new_key(), tmp_path / "own" / "practice.opportal", tmp_path / "practice.key"
    path.parent.mkdir()
    key_file.write_text(key.hex())
    key_file.chmod(0o600)
    records = create_records(path, key)
    with records.transaction():
        store_settings(
            records,
            replace(load_settings(records), practice_name="Sunny Hill", portal_url="https://portal.example.org"),
        )
    records.close()
    environment = {**os.environ, KEY_FILE_VARIABLE: str(key_file), "OPPORTAL_DATA_DIR": str(tmp_path / "data")}
    return path, environment


def command(path: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "opportal_desktop", "admin", "portal", "--database", str(path), *more]


def test_the_command_refuses_to_start_without_the_proxys_name(practice_file):
    path, environment = practice_file
    done = subprocess.run(command(path), env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "--trusted-proxy" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_serves_until_it_is_told_to_stop(practice_file, tmp_path: Path):
    path, environment = practice_file
    free = PortalServer()
    free.close()
    arguments = command(path, "--port", str(free.port), "--trusted-proxy", "127.0.0.1")
    systems_log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    systems_log.bind(str(tmp_path / "syslog"))
    systems_log.settimeout(30)
    arguments += ["--syslog", str(tmp_path / "syslog")]
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        line = process.stdout.readline()
        assert line.startswith("Parents reach the portal at https://portal.example.org"), line + process.stdout.read()
        with urllib.request.urlopen(f"http://127.0.0.1:{free.port}/ready", timeout=30) as answer:
            assert answer.read() == b"ready\n"
        secret = "F" * 43
        connection = http.client.HTTPConnection("127.0.0.1", free.port, timeout=30)
        head = {"Host": "portal.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.5"}
        connection.request("GET", f"/welcome/{secret}", headers=head)
        assert connection.getresponse().status == 410
        connection.close()
        process.send_signal(signal.SIGTERM)
        code = process.wait(20)
        logged = "".join(file.read_text() for file in (tmp_path / "data").rglob("*.log*"))
        assert code == 0, logged
        copied = ""
        while "refused with 410 at first_login." not in copied:
            copied += systems_log.recv(8192).decode()
        assert ">opportal-portal: INFO opportal_desktop.portal.refusals: " in copied
        assert secret not in logged + copied + process.stdout.read()
        assert "203.0.113.5" not in logged + copied
    finally:
        systems_log.close()
        process.kill()
        process.wait()
        process.stdout.close()


def test_the_command_ends_when_the_practice_has_left_its_file(practice_file):
    path, environment = practice_file
    free = PortalServer()
    free.close()
    arguments = command(path, "--port", str(free.port), "--trusted-proxy", "127.0.0.1")
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout.readline().startswith("Parents reach the portal")
        records = open_records(path, bytes.fromhex(Path(environment[KEY_FILE_VARIABLE]).read_text()))
        with records.transaction():
            records.db.note_moved()
        records.close()
        assert process.wait(20) == 1
        assert "has moved from this file to a database server" in process.stdout.read()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_system_log_that_is_not_there_is_told_in_words(practice_file, tmp_path: Path):
    path, environment = practice_file
    arguments = command(path, "--syslog", str(tmp_path / "nothing"))
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "Nobody listens at" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_told_in_words(practice_file):
    path, environment = practice_file
    taken = PortalServer()
    try:
        arguments = command(path, "--port", str(taken.port), "--trusted-proxy", "127.0.0.1")
        done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60, check=False)
    finally:
        taken.close()
    assert done.returncode == 1
    assert "can't be had" in done.stderr
