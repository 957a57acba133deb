# SPDX-License-Identifier: GPL-3.0-or-later
"""Real servers on loopback: one that follows a script word by word, and aiosmtpd with TLS and sign-in."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Drop:
    """Close the connection instead of answering."""


class Reset:
    """Break the connection off hard (RST)."""


class Silence:
    """Say nothing until the client goes away."""


class Drip:
    """Answer one byte at a time, for ever."""


class CutBody:
    """To DATA: 354, and in the middle of the message break the connection off."""


Answer = bytes | type[Drop] | type[Reset] | type[Silence] | type[Drip] | type[CutBody]

DEFAULT: dict[str, Answer] = {
    "GREETING": b"220 test ready",
    "EHLO": b"250-test\r\n250-STARTTLS\r\n250-SIZE 1000000\r\n250 AUTH PLAIN LOGIN",
    "STARTTLS": b"220 go ahead",
    "AUTH": b"235 2.7.0 welcome",
    "CHALLENGE": b"235 2.7.0 welcome",
    "MAIL": b"250 2.1.0 OK",
    "RCPT": b"250 2.1.5 OK",
    "DATA": b"354 go on",
    "BODY": b"250 2.0.0 queued as 1",
    "RSET": b"250 OK",
    "QUIT": b"221 bye",
}


class _HungUp(Exception):
    pass


class ScriptedServer:
    """Answers as told. A list gives one answer after the other, the last one again and again.

    Attributes:
        lines: every command line received, over all connections.
        messages: every message whose final dot was received, accepted or not.
        connections: how many were made.
    """

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        **answers: Answer | list[Answer],
    ) -> None:
        self.lines: list[str] = []
        self.messages: list[bytes] = []
        self.connections = 0
        self.body_received = threading.Event()
        self.silent = threading.Event()
        self._answers: dict[str, list[Answer]] = {
            key: list(value) if isinstance(value, list) else [value] for key, value in (DEFAULT | answers).items()
        }
        self._tls, self._starttls = tls, starttls
        self._stopping = threading.Event()
        self._sock = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._sock.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> ScriptedServer:
        self._threads[0].start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                conn, _ = self._sock.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(conn,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, conn: socket.socket) -> None:
        conn.settimeout(20)
        try:
            if self._tls:
                with self._tls.wrap_socket(conn, server_side=True) as wrapped:
                    self._talk(wrapped)
            else:
                self._talk(conn)
        except (OSError, _HungUp):
            pass
        finally:
            conn.close()

    def _talk(self, conn: socket.socket) -> None:
        with ExitStack() as closing:
            self._dialogue(conn, closing)

    def _dialogue(self, conn: socket.socket, closing: ExitStack) -> None:
        self._answer(conn, "GREETING")
        reader = closing.enter_context(conn.makefile("rb"))
        while line := reader.readline():
            text = line.decode(errors="replace").rstrip("\r\n")
            self.lines.append(text)
            verb = text.split(" ")[0].upper()
            if verb not in self._answers:
                # The answer to a challenge: AUTH LOGIN asks twice.
                self._answer(conn, "CHALLENGE")
                continue
            answered = self._answer(conn, verb)
            if verb == "STARTTLS" and self._starttls and answered.startswith(b"220"):
                reader.close()
                conn = closing.enter_context(self._starttls.wrap_socket(conn, server_side=True))
                reader = closing.enter_context(conn.makefile("rb"))
            elif verb == "DATA" and answered.startswith(b"354"):
                self.messages.append(self._content(reader))
                self.body_received.set()
                self._answer(conn, "BODY")
            elif verb == "QUIT":
                return

    def _content(self, reader: Any) -> bytes:
        lines = []
        while (line := reader.readline()) != b".\r\n":
            if not line:
                raise _HungUp
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _answer(self, conn: socket.socket, verb: str) -> bytes:
        answers = self._answers[verb]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer is Drop:
            raise _HungUp
        if answer is Reset:
            conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            raise _HungUp
        if answer is Silence:
            self.silent.set()
            while conn.recv(4096):
                pass
            raise _HungUp
        if answer is CutBody:
            conn.sendall(b"354 go on\r\n")
            conn.recv(64)
            raise _HungUp
        if answer is Drip:
            while not self._stopping.wait(0.02):
                conn.sendall(b"2")
            raise _HungUp
        assert isinstance(answer, bytes)
        conn.sendall(answer + b"\r\n")
        return answer


class AiosmtpdServer:
    """aiosmtpd on loopback, with STARTTLS or TLS, and sign-in as `user` with `secret`."""

    def __init__(self, context: ssl.SSLContext, *, starttls: bool, user: str = "", secret: str = "") -> None:
        self.messages: list[tuple[tuple[str, ...], bytes]] = []
        self._context, self._starttls = context, starttls
        self._user, self._secret = user, secret
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self.port = 0
        self.signed_in = False
        # It warns of its own deprecated attribute at each sign-in.
        logging.getLogger("mail.log").setLevel(logging.ERROR)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.messages.append((tuple(envelope.rcpt_tos), envelope.original_content))
        self.signed_in = bool(session.authenticated)
        return "250 2.0.0 accepted"

    def _authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        wanted = LoginPassword(self._user.encode(), self._secret.encode())
        return AuthResult(success=data == wanted, handled=False)

    def _protocol(self) -> SMTP:
        return SMTP(
            self,
            hostname="test",
            loop=self._loop,
            tls_context=self._context if self._starttls else None,
            require_starttls=self._starttls,
            authenticator=self._authenticate if self._user else None,
            auth_required=bool(self._user) and self._starttls,
            auth_require_tls=self._starttls,
            enable_SMTPUTF8=True,
        )

    async def _listen(self) -> asyncio.Server:
        context = None if self._starttls else self._context
        return await self._loop.create_server(self._protocol, "127.0.0.1", 0, ssl=context)

    def __enter__(self) -> AiosmtpdServer:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *exc: object) -> None:
        async def close() -> None:
            self._server.close()
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


ServerFactory = Callable[..., ScriptedServer]
