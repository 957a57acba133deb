# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser for the portal's benchmarks: one connection, its cookies, and the token of its forms."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

WAY_IN = {"Host": "portal.example.org", "X-Forwarded-Proto": "https"}
_FORM_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


def client(number: int) -> str:
    """A network address of its own."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


class BenchBrowser:
    """Sends forms from any client's address, as the proxy would tell it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.status, text, cookies = self._send("GET", "/sign-in", None, {"X-Forwarded-For": "198.51.100.1"})
        found = _FORM_TOKEN.search(text)
        assert found is not None
        self._token, self._cookie = found[1], "; ".join(cookies)

    def become_known(self, from_client: str, **fields: str) -> None:
        """Sign in once, and keep what tells that this browser did; the session is forgotten."""
        status, _ = self.post("/sign-in", from_client, **fields)
        assert status == 303, status
        self._cookie += "".join(f"; {cookie}" for cookie in self._given if cookie.startswith("__Host-known="))

    def post(self, path: str, from_client: str, **fields: str) -> tuple[int, float]:
        """The answer's status, and how long it took in ms."""
        body = urlencode({"form_token": self._token, **fields})
        head = {
            "X-Forwarded-For": from_client,
            "Cookie": self._cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.perf_counter()
        status, _, self._given = self._send("POST", path, body, head)
        return status, (time.perf_counter() - began) * 1000

    def get(self, path: str, from_client: str) -> tuple[int, float]:
        """The answer's status, and how long it took in ms."""
        began = time.perf_counter()
        status, _, _ = self._send("GET", path, None, {"X-Forwarded-For": from_client})
        return status, (time.perf_counter() - began) * 1000

    def close(self) -> None:
        self.connection.close()

    def _send(self, method: str, path: str, body: str | None, head: dict[str, str]) -> tuple[int, str, list[str]]:
        self.connection.request(method, path, body, {**WAY_IN, **head})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        given = answer.headers.get_all("Set-Cookie") or []
        return answer.status, text, [cookie.partition(";")[0] for cookie in given]


@contextmanager
def serving(module: str, *arguments: str) -> Iterator[int]:
    """The port of `tests.benchmarks.<module>`, which says it and answers until the end."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()
