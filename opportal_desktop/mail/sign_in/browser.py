# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in with the system's browser, which comes back to a server on this computer alone (RFC 8252, 7.3)."""

from __future__ import annotations

import contextlib
import html
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from opportal_desktop.mail.sign_in.provider import Provider
from opportal_desktop.mail.sign_in.troubles import stopped
from opportal_desktop.records.mail_sign_in import StoredSignIn

PATIENCE_SECONDS = 600.0
"""A second factor and an administrator's consent take their time."""
_LOOK_SECONDS = 0.2
_FORM_LIMIT = 65536

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>OP Portal</title>
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem;color:#1d2b33;
background:#f4f6f7}}@media(prefers-color-scheme:dark){{body{{color:#e6edf0;background:#171d21}}}}</style>
<h1>{heading}</h1><p>{text}</p></html>"""
_DONE = ("Back to OP Portal", "You can close this page. OP Portal goes on by itself.")
_REFUSED = ("Not signed in", "You can close this page. OP Portal says what happened and what to do.")
_OTHER = ("Nothing to see here", "This page is part of a sign-in of OP Portal.")


class BrowserSignIn:
    """One sign-in; `run` is called on a thread of its own."""

    def __init__(
        self,
        provider: Provider,
        account: str,
        open_browser: Callable[[str], None],
        patience: float = PATIENCE_SECONDS,
        cancelled: threading.Event | None = None,
    ) -> None:
        """`open_browser` is called on the thread that runs; `account` is proposed there; `cancelled` ends the wait."""
        self._provider = provider
        self._account = account
        self._open_browser = open_browser
        self._patience = patience
        self._cancelled = cancelled or threading.Event()

    def run(self) -> StoredSignIn:
        """Wait for a person to sign in.

        Raises:
            SignInError: refused, offline, cancelled, or nobody came back in time.
        """
        with _listening() as desk:
            # By name: Microsoft lets the port differ for "localhost" only.
            visit = self._provider.begin(self._account, f"http://localhost:{desk.port}")
            desk.state = visit.state
            self._open_browser(visit.url)
            return self._provider.finish(visit, self._answer(desk))

    def _answer(self, desk: _Desk) -> Mapping[str, str]:
        end = time.monotonic() + self._patience
        while not desk.answered.wait(_LOOK_SECONDS):
            if self._cancelled.is_set():
                raise stopped("The sign-in was stopped.")
            if time.monotonic() > end:
                raise stopped("Nobody finished the sign-in in the browser.")
        return desk.answer


class _Desk:
    """Where the browser's answer is laid down."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.state = ""
        self.answered = threading.Event()
        self.answer: dict[str, str] = {}


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    # A connection that a browser opens in advance and never uses must not hold the others.
    timeout = 5.0

    def do_GET(self) -> None:
        """Google sends the browser home with a query."""
        self._take(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Microsoft has it post a form."""
        length = self.headers.get("Content-Length", "")
        self._take(
            self.rfile.read(min(int(length), _FORM_LIMIT)).decode("utf-8", "replace") if length.isdigit() else ""
        )

    def _take(self, answer: str) -> None:
        query = {name: values[0] for name, values in parse_qs(answer).items()}
        desk = self.server.desk
        # Anybody on this computer can knock; only the browser that we sent knows the state.
        if not desk.state or query.get("state") != desk.state or desk.answered.is_set():
            self._say(404, _OTHER)
            return
        self._say(200, _REFUSED if "error" in query else _DONE)
        desk.answer = query
        desk.answered.set()

    def _say(self, status: int, words: tuple[str, str]) -> None:
        body = _PAGE.format(heading=html.escape(words[0]), text=html.escape(words[1])).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Nothing: the address holds the code."""


class _Server(HTTPServer):
    def __init__(self, sock: socket.socket, desk: _Desk) -> None:
        super().__init__(sock.getsockname()[:2], _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = sock
        self.desk = desk

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a browser that hangs up early is no fault of ours, and a trace would hold the code."""


@contextmanager
def _listening() -> Iterator[_Desk]:
    first = socket.create_server(("127.0.0.1", 0))
    desk = _Desk(first.getsockname()[1])
    sockets = [first]
    # "localhost" is ::1 for some browsers; where there is no IPv6, or the port is taken there, they try the other.
    with contextlib.suppress(OSError):
        sockets.append(socket.create_server(("::1", desk.port), family=socket.AF_INET6))
    servers = [_Server(sock, desk) for sock in sockets]
    threads = [
        threading.Thread(target=server.serve_forever, args=(0.1,), name="sign-in page", daemon=True)
        for server in servers
    ]
    for thread in threads:
        thread.start()
    try:
        yield desk
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()
