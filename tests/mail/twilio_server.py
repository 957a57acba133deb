# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on loopback that answers like Twilio's Messages API, as a test tells it to."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

ACCOUNT = "AC" + "0" * 32
TOKEN = "planted-token"


class TwilioServer:
    """What it is asked is in `texts` (form fields) and `fetched`; what it answers in `refusal`, `states`, `silent`.

    Attributes:
        refusal: (HTTP status, Twilio's code, message) for every new text; None takes it.
        states: (state, error code) of a text at each look, the last one for good.
        broken: what is written instead of an answer, before the connection is closed.
    """

    def __init__(self) -> None:
        self.texts: list[dict[str, str]] = []
        self.fetched = 0
        self.refusal: tuple[int, int, str] | None = None
        self.states: list[tuple[str, int | None]] = [("queued", None), ("delivered", None)]
        self.broken: bytes | None = None
        self.hold = threading.Event()
        self.hold.set()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                owner.texts.append({name: values[0] for name, values in parse_qs(body).items()})
                owner.hold.wait(20)
                if owner.broken is not None:
                    self.wfile.write(owner.broken)
                    self.close_connection = True
                elif not self._signed_in():
                    self._answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
                elif owner.refusal:
                    status, code, message = owner.refusal
                    self._answer(status, {"code": code or None, "message": message, "status": status})
                else:
                    self._answer(201, owner.message(0))

            def do_GET(self) -> None:
                owner.fetched += 1
                self._answer(200, owner.message(owner.fetched))

            def _signed_in(self) -> bool:
                wanted = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
                path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
                return self.headers["Authorization"] == f"Basic {wanted}" and self.path == path

            def _answer(self, status: int, body: dict[str, Any]) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def message(self, look: int) -> dict[str, Any]:
        state, error = self.states[min(look, len(self.states) - 1)]
        return {"sid": "SM" + "1" * 32, "status": state, "error_code": error, "account_sid": ACCOUNT}

    @contextmanager
    def running(self) -> Iterator[TwilioServer]:
        self._thread.start()
        try:
            yield self
        finally:
            self.hold.set()
            self._server.shutdown()
            self._server.server_close()
            self._thread.join(10)
