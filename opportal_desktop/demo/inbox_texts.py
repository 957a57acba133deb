# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's text service: every text lies in the demo's inbox, and none leaves this computer."""

from __future__ import annotations

from opportal_desktop.demo.inbox_server import InboxServer


class InboxTexts:
    """A transport for texts (see mail.drain.Transport) that needs no account."""

    is_open = True

    def __init__(self, inbox: InboxServer) -> None:
        self._inbox = inbox

    def open(self) -> None:
        """Nothing to open."""

    def send(self, message: str, sender: str, recipient: str, /) -> str:
        """Put the text into the inbox."""
        self._inbox.catch_text(message, sender, recipient)
        return "Kept in the demo inbox"

    def close(self) -> None:
        """Nothing to close."""

    def interrupt(self) -> None:
        """Nothing takes its time."""
