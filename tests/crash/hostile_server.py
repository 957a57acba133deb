# SPDX-License-Identifier: GPL-3.0-or-later
"""A real mail server on loopback that remembers what it took, misbehaves now and then, and tells its phase."""

from __future__ import annotations

import base64
import contextlib
import random
import re
import socket
import ssl
import threading
from collections import Counter
from typing import Any

PHASES = ("GREETING", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "REPLIED")
"""BODY: the final dot is here and not answered. REPLIED: the 250 has just left."""

_GOOD = {
    "GREETING": b"220 storm ready",
    "EHLO": b"250-storm\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 1000000",
    "MAIL": b"250 2.1.0 OK",
    "RCPT": b"250 2.1.5 OK",
    "DATA": b"354 go on",
    "RSET": b"250 2.0.0 OK",
    "QUIT": b"221 2.0.0 bye",
}
_FAULTS: dict[str, tuple[bytes | None, ...]] = {
    # None: break the connection off.
    "GREETING": (b"421 4.3.2 too busy", None),
    "MAIL": (b"451 4.3.0 later", b"452 4.3.1 no room", b"421 4.4.2 closing", None),
    "RCPT": (b"450 4.2.0 try again in 20 seconds", b"451 4.7.1 greylisted", b"452 4.2.2 full", None),
    "DATA": (b"451 4.3.0 later", None),
    "BODY": (b"451 4.3.0 later", None),
}
_REFUSALS: dict[str, tuple[bytes | None, ...]] = {
    "MAIL": (b"552 5.3.4 too big", b"550 5.7.26 unauthenticated", b"530 5.7.0 sign in first"),
    "RCPT": (b"550 5.1.1 no such user", b"553 5.1.3 bad address", b"551 5.1.6 moved", b"554 5.7.1 no relaying"),
    "DATA": (b"554 5.5.1 no",),
    "BODY": (b"552 5.2.2 over quota", b"554 5.6.0 no", b"550 5.7.515 Access denied"),
}
_TOKEN_FAULTS: dict[str, tuple[bytes | None, ...]] = {
    "AUTH": (b"454 4.7.0 later", b"535 5.7.3 Authentication unsuccessful", None),
    "MAIL": (b"530 5.7.57 Client not authenticated to send mail", b"451 4.3.0 later", None),
}
"""Of a server that takes tokens; at 535 and 530 every token given so far has ended."""
_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(<[^>]+>)")


class _Gone(Exception):
    pass


class HostileServer:
    """Threads and sockets; every fault is a real one on the wire.

    Attributes:
        taken: what was taken for delivery, {Message-ID: copies}. A copy counts once the final dot was read and the
            server has decided to keep it, whether or not the client heard so.
        silent: {Message-ID: how often its last dot was not answered, by the server's own fault}, taken or not.
        unanswered: {Message-ID: copies that were taken and then not answered}, of this server alone.
        faults: share of commands that go wrong.
        other_sign_ins: how often somebody tried to sign in by anything but a token.
    """

    def __init__(
        self,
        seed: int,
        faults: float,
        together_with: HostileServer | None = None,
        *,
        permanent: bool = False,
        context: ssl.SSLContext | None = None,
        good_tokens: set[str] | None = None,
    ) -> None:
        """With `permanent` some faults are refusals for good; with `good_tokens` (shared with who issues them) and a
        TLS context only a sign-in by XOAUTH2 lets anybody send.

        `together_with`: a server whose `silent` this one shares, for several senders with a server each.
        """
        self.taken: dict[str, list[bytes]] = {}
        self.silent: Counter[str] = together_with.silent if together_with else Counter()
        self.unanswered: Counter[str] = Counter()
        self.faults = faults
        self._faults = {
            verb: faults + (_REFUSALS.get(verb, ()) if permanent else ()) for verb, faults in _FAULTS.items()
        }
        self._context, self._good_tokens = context, good_tokens
        self.other_sign_ins = 0
        if good_tokens is not None:
            self._faults |= {
                verb: faults + (self._faults[verb] if verb == "MAIL" else ()) for verb, faults in _TOKEN_FAULTS.items()
            }
        self._rng = random.Random(seed)
        self._lock = threading.Condition()
        self._active = 0
        self._read = 0
        self._trap = ""
        self._sprung = threading.Event()
        self._release = threading.Event()
        self._sock = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._sock.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()

    def arm(self, phase: str) -> None:
        """Stop the next dialogue that comes to this phase, until `disarm`."""
        self._sprung.clear()
        self._release.clear()
        self._trap = phase

    def wait_for_trap(self, seconds: float) -> bool:
        return self._sprung.wait(seconds)

    def disarm(self) -> None:
        self._trap = ""
        self._release.set()

    def wait_until_idle(self, seconds: float = 20.0) -> None:
        """Until no connection is left: what a dead client sent is all read and decided on."""
        with self._lock:
            if not self._lock.wait_for(lambda: self._active == 0, seconds):
                raise AssertionError("a connection of a killed client does not end")

    def wait_until_quiet(self, seconds: float = 0.2) -> None:
        """Until all that a frozen client has sent is read and decided on."""
        with self._lock:
            before = -1
            while before != self._read:
                before = self._read
                self._lock.wait(seconds)

    def copies(self) -> dict[str, int]:
        with self._lock:
            return {message_id: len(copies) for message_id, copies in self.taken.items()}

    def _accept(self) -> None:
        while True:
            try:
                conn, _ = self._sock.accept()
            except OSError:
                return
            with self._lock:
                self._active += 1
            threading.Thread(target=self._serve, args=(conn,), daemon=True).start()

    def _serve(self, conn: socket.socket) -> None:
        conn.settimeout(30)
        conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            with self._encrypted(conn) as conn, conn.makefile("rb") as reader:
                self._talk(conn, reader)
        except (OSError, _Gone):
            pass
        finally:
            with self._lock:
                self._active -= 1
                self._lock.notify_all()

    def _encrypted(self, conn: socket.socket) -> socket.socket:
        return self._context.wrap_socket(conn, server_side=True) if self._context else conn

    def _talk(self, conn: socket.socket, reader: Any) -> None:
        self._answer(conn, "GREETING")
        while line := reader.readline():
            self._read += 1
            verb = line[:4].decode("latin-1").upper().strip()
            if verb == "AUTH":
                self._sign_in(conn, line)
                continue
            if not self._answer(conn, verb):
                continue
            if verb == "QUIT":
                return
            if verb == "DATA":
                self._take(conn, self._body(reader))

    def _sign_in(self, conn: socket.socket, line: bytes) -> None:
        _, mechanism, *response = line.decode("latin-1").split()
        if mechanism != "XOAUTH2":
            self.other_sign_ins += 1
        fault = self._fault("AUTH")
        if fault is not None:
            self._misbehave(conn, fault[0])
            return
        said = base64.b64decode(response[0]).decode() if response else ""
        token = said.partition("auth=Bearer ")[2].rstrip("\x01")
        good = token in (self._good_tokens or ())
        conn.sendall(b"235 2.7.0 welcome\r\n" if good else b"535 5.7.3 Authentication unsuccessful\r\n")

    def _answer(self, conn: socket.socket, verb: str) -> bool:
        self._pass(verb)
        fault = self._fault(verb)
        if fault is not None:
            self._misbehave(conn, fault[0])
            return False
        answer = _GOOD.get(verb, b"502 what?")
        if verb == "EHLO" and self._good_tokens is not None:
            answer = answer.replace(b"250-storm", b"250-storm\r\n250-AUTH XOAUTH2", 1)
        conn.sendall(answer + b"\r\n")
        return True

    def _misbehave(self, conn: socket.socket, answer: bytes | None) -> None:
        if answer is None:
            raise _Gone
        if answer.startswith((b"535", b"530 5.7.57")) and self._good_tokens is not None:
            self._good_tokens.clear()
        conn.sendall(answer + b"\r\n")
        if answer.startswith(b"421"):
            raise _Gone

    def _fault(self, verb: str) -> tuple[bytes | None] | None:
        with self._lock:
            if verb not in self._faults or self._rng.random() >= self.faults:
                return None
            return (self._rng.choice(self._faults[verb]),)

    def _body(self, reader: Any) -> bytes:
        lines = []
        while (line := reader.readline()) != b".\r\n":
            if not line:
                raise _Gone
            lines.append(line)
        return b"".join(lines)

    def _take(self, conn: socket.socket, body: bytes) -> None:
        found = _MESSAGE_ID.search(body)
        assert found
        message_id = found[1].decode()
        self._pass("BODY")
        fault = self._fault("BODY")
        with self._lock:
            # Twice unanswered and the program says that it does not know: that is another test's.
            if fault == (None,) and self.silent[message_id]:
                fault = None
            if fault == (None,):
                self.silent[message_id] += 1
                if self._rng.random() < 0.5:
                    self.taken.setdefault(message_id, []).append(body)
                    self.unanswered[message_id] += 1
                raise _Gone
            if fault is None:
                self.taken.setdefault(message_id, []).append(body)
        conn.sendall((fault[0] or b"" if fault else b"250 2.0.0 taken") + b"\r\n")
        if fault is None:
            self._pass("REPLIED")

    def _pass(self, phase: str) -> None:
        if self._trap != phase:
            return
        self._trap = ""
        self._sprung.set()
        # What comes after the 250 is the client's own affair.
        if phase != "REPLIED":
            self._release.wait(20)
