# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server for the demo: it takes every message on loopback, keeps it (texts too), and sends nothing anywhere."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session


TEXT_SUBJECT = "Text message"
"""What stands where an email has its subject."""


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One caught email, or text message.

    Attributes:
        raw: as it came over the wire.
        to: the envelope's recipients.
        text: the plain part; empty if there is none. `html` likewise.
    """

    raw: bytes
    to: tuple[str, ...]
    sender: str
    subject: str
    message_id: str
    date: dt.datetime | None
    received_at: dt.datetime
    text: str
    html: str


Listener = Callable[[CaughtMail], None]


def parse_mail(raw: bytes, to: tuple[str, ...] = ()) -> CaughtMail:
    """Read a message's bytes."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  what policy.default makes
    date = message["Date"]
    return CaughtMail(
        raw=raw,
        to=to,
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        message_id=str(message["Message-ID"] or ""),
        date=date.datetime if date else None,
        received_at=dt.datetime.now(dt.UTC),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


class InboxServer:
    """Listens on 127.0.0.1 at a free port, on a thread of its own.

    Args:
        listener: called with each message, on the server's thread.
    """

    host = "127.0.0.1"

    def __init__(self, listener: Listener | None = None) -> None:
        self.port = 0
        self._listener = listener
        self._caught: list[CaughtMail] = []
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="demo inbox", daemon=True)

    def start(self) -> None:
        """Listen; `port` is known afterwards.

        Raises:
            OSError: no port can be had.
        """
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(timeout=10)
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        """Close all connections and end the thread."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def caught(self) -> tuple[CaughtMail, ...]:
        """All messages since the start, oldest first; from any thread."""
        with self._lock:
            return tuple(self._caught)

    def catch_text(self, text: str, sender: str, to: str) -> None:
        """Keep a text message; from any thread."""
        self._catch(
            CaughtMail(
                raw=text.encode(),
                to=(to,),
                sender=sender,
                subject=TEXT_SUBJECT,
                message_id="",
                date=None,
                received_at=dt.datetime.now(dt.UTC),
                text=text,
                html="",
            )
        )

    def _catch(self, mail: CaughtMail) -> None:
        with self._lock:
            self._caught.append(mail)
        if self._listener:
            self._listener(mail)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a message; called by aiosmtpd."""
        raw = envelope.original_content or b""
        self._catch(parse_mail(raw, tuple(envelope.rcpt_tos)))
        return "250 2.0.0 Kept in the demo inbox"

    async def _listen(self) -> asyncio.Server:
        # Imported here: only the demo has it installed.
        from aiosmtpd.smtp import SMTP

        def protocol() -> Any:
            return SMTP(self, hostname="demo.inbox", ident="demo inbox", enable_SMTPUTF8=True, loop=self._loop)

        return await self._loop.create_server(protocol, self.host, 0)

    async def _close(self) -> None:
        if self._server:
            self._server.close()
        running = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""
