# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire under SMTP: commands out, replies in, and one deadline for the whole exchange.

smtplib's time-out is per read, so a server that drips one byte at a time holds it for ever; it starts TLS without
looking at bytes that came too early, and signs in with every mechanism in turn, which locks mailboxes.
"""

from __future__ import annotations

import re
import socket
import ssl
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

_LINE_LIMIT = 4096
_REPLY_LIMIT = 65536
_REPLY_LINE = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?", re.DOTALL)
_LEADING_DOT = re.compile(rb"(?m)^\.")


class NotSmtpError(Exception):
    """What came is no SMTP reply: another service, or one that misbehaves."""


class EarlyBytesError(Exception):
    """Unencrypted bytes came after the answer to STARTTLS: somebody sits in between (CVE-2011-0411)."""


class DroppedError(Exception):
    """The connection broke."""


class TooSlowError(Exception):
    """The deadline passed."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer; several lines are joined by line feeds."""

    code: int
    text: bytes


def awake_seconds() -> float:
    """Seconds on a clock that nobody corrects and that goes on while the computer sleeps, where there is one."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Deadline:
    """A point in time that a corrected wall clock does not move, and that passes while the computer sleeps."""

    def __init__(self, seconds: float, latest: float | None = None) -> None:
        """In so many seconds, and at `latest` (by `awake_seconds`) in any case."""
        end = awake_seconds() + seconds
        self._end = end if latest is None else min(end, latest)

    def remaining(self) -> float:
        """Seconds left, more than 0.

        Raises:
            TooSlowError: none are left.
        """
        left = self._end - awake_seconds()
        if left <= 0:
            raise TooSlowError
        return left


class Dialogue:
    """One connection to a mail server. Every call keeps to `deadline`, which the owner sets anew for each exchange.

    Every call raises DroppedError, TooSlowError or NotSmtpError; the connection is of no use afterwards.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self.deadline = deadline
        self._sock = sock
        self._received = bytearray()
        self._late: Deadline | None = None

    def command(self, line: str, meanwhile: Callable[[], None] | None = None) -> Reply:
        """Send one line, read its answer; `meanwhile` is called while the server thinks."""
        self._send(line.encode("utf-8") + b"\r\n")
        if meanwhile:
            meanwhile()
        return self.reply()

    def content(self, data: bytes) -> None:
        """Send a message's bytes (CRLF line ends) and the final dot."""
        end = b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n"
        self._send(_LEADING_DOT.sub(b"..", data) + end)

    def reply(self) -> Reply:
        lines: list[bytes] = []
        size = 0
        while True:
            line = self._line()
            size += len(line)
            found = _REPLY_LINE.fullmatch(line)
            if not found or size > _REPLY_LIMIT:
                raise NotSmtpError
            lines.append((found[3] or b"").strip())
            if found[2] != b"-":
                return Reply(int(found[1]), b"\n".join(lines))

    def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """Go on encrypted.

        Raises:
            ssl.SSLError: the certificate does not verify, or the other side speaks no TLS.
            EarlyBytesError: more came than the answer to STARTTLS.
        """
        if self._received:
            raise EarlyBytesError
        self._sock.settimeout(self.deadline.remaining())
        try:
            self._sock = context.wrap_socket(self._sock, server_hostname=host)
        except TimeoutError:
            raise TooSlowError from None
        except ssl.SSLEOFError:
            raise DroppedError from None
        except ssl.SSLError:
            raise
        except OSError:
            raise DroppedError from None

    def peer_address(self) -> str:
        return str(self._sock.getpeername()[0])

    def own_address(self) -> str:
        return str(self._sock.getsockname()[0])

    def close(self) -> None:
        self._sock.close()

    def interrupt(self) -> None:
        """Make a running call fail at once; may be called from another thread."""
        try:
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def _line(self) -> bytes:
        while (end := self._received.find(b"\n")) < 0:
            if len(self._received) > _LINE_LIMIT:
                raise NotSmtpError
            self._receive()
        if end > _LINE_LIMIT:
            raise NotSmtpError
        line = bytes(self._received[:end]).removesuffix(b"\r")
        del self._received[: end + 1]
        return line

    def _receive(self) -> None:
        self._sock.settimeout(self._time_to_receive())
        try:
            chunk = self._sock.recv(_LINE_LIMIT)
        except (TimeoutError, BlockingIOError, ssl.SSLWantReadError):
            raise TooSlowError from None
        except OSError:
            raise DroppedError from None
        if not chunk:
            raise DroppedError
        self._received += chunk

    def _time_to_receive(self) -> float:
        """What came while this computer slept, or was too busy to look, is no later than its sender made it.

        Once for each deadline only: whoever drips on gets no more time.
        """
        try:
            return self.deadline.remaining()
        except TooSlowError:
            if self._late is self.deadline:
                raise
            self._late = self.deadline
            return 0.0

    def _send(self, data: bytes) -> None:
        self._sock.settimeout(self.deadline.remaining())
        try:
            self._sock.sendall(data)
        except TimeoutError:
            raise TooSlowError from None
        except OSError:
            raise DroppedError from None
