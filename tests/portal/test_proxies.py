# SPDX-License-Identifier: GPL-3.0-or-later
"""The Caddy and nginx files of docs/deployment.md, run as they stand there, on loopback ports."""

from __future__ import annotations

import datetime as dt
import http.client
import re
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.models import RateCount
from tests.e2e.real_desktop import need, until
from tests.portal.conftest import Family

PAGE = Path(__file__).parents[2] / "docs" / "deployment.md"
HOST = "portal.example.org"
SECRET = "S" * 43


def example(language: str) -> str:
    """The page's file in this language."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(), re.DOTALL)
    return block


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


Proxy = tuple[int, PortalServer, Path]


@pytest.fixture(params=["caddy", "nginx"])
def proxy(request: pytest.FixtureRequest, tmp_path: Path, family: Family) -> Iterator[Proxy]:
    """The proxy's port, the portal behind it, and the folder with the proxy's logs."""
    need(request.param)
    portal = PortalServer(trusted_proxy="127.0.0.1")
    port = free_port()
    start: Callable[[Path, int, PortalServer], list[str]] = {"caddy": caddy, "nginx": nginx}[request.param]
    command = start(tmp_path, port, portal)
    portal.start(family.records)
    with (tmp_path / "output.log").open("wb") as output:
        environment = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    until(lambda: answers(port) or process.poll() is not None, request.param)
    assert process.poll() is None, (tmp_path / "output.log").read_text()
    yield port, portal, tmp_path
    process.terminate()
    process.wait(20)
    portal.close()


def caddy(folder: Path, port: int, portal: PortalServer) -> list[str]:
    text = example("caddyfile").replace("127.0.0.1:8750", f"127.0.0.1:{portal.port}")
    # Only what a test can't have: the well-known ports, and a certificate from outside.
    ports = f"\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\thttp_port {free_port()}\n\thttps_port {port}\n"
    (folder / "Caddyfile").write_text(text.replace("{\n", "{\n" + ports, 1))
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def nginx(folder: Path, port: int, portal: PortalServer) -> list[str]:
    certificate = trustme.CA().issue_cert(HOST, not_after=dt.datetime.now(dt.UTC) + dt.timedelta(days=1))
    certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / "both.pem"))
    server = example("nginx").replace("127.0.0.1:8750", f"127.0.0.1:{portal.port}")
    server = server.replace("listen 443", f"listen 127.0.0.1:{port}").replace("/var/log/nginx", str(folder))
    server = re.sub(r"/etc/letsencrypt/\S+\.pem", str(folder / "both.pem"), server)
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/main.log crit;\n"
        f"events {{}}\nhttp {{ {places}\n{server}\n}}\n"
    )
    return ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "early.log")]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def ask(port: int, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str, str]:
    """Status, first cookie and body of an answer through the proxy."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), timeout=20) as plain:
        connection = http.client.HTTPConnection(HOST)
        connection.sock = context.wrap_socket(plain, server_hostname=HOST)
        given = {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.request(method, path, body=body, headers=given)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
    return answer.status, (answer.getheader("Set-Cookie") or "").split(";")[0], text


def test_parents_get_through_as_themselves(proxy: Proxy, family: Family):
    port, _, _ = proxy
    for claimed in ("203.0.113.5", "203.0.113.6"):
        status, cookie, page = ask(port, "GET", "/sign-in", X_Forwarded_For=claimed, X_Forwarded_Proto="http")
        assert status == 200
        assert cookie.startswith("__Host-browser=")
        token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
        status, _, page = ask(
            port,
            "POST",
            "/sign-in",
            f"form_token={token}&email=nobody%40example.com&password=wrong",
            Cookie=cookie,
            Content_Type="application/x-www-form-urlencoded",
            X_Forwarded_For=claimed,
        )
        assert status == 422
        assert "The email or the password is not right." in page
    # Both came from this computer, whatever they claimed.
    subjects = {row.subject for row in RateCount.select().where(RateCount.scope.contains("client"))}
    assert len(subjects) == 1


def test_no_log_of_the_proxy_has_a_links_secret(proxy: Proxy):
    port, portal, folder = proxy
    assert ask(port, "GET", f"/welcome/{SECRET}")[0] == 410
    portal.close()
    assert ask(port, "GET", f"/welcome/{SECRET}")[0] == 502
    for log in folder.glob("*.log"):
        assert SECRET not in log.read_text(), log.name
