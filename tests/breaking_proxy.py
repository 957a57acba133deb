# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP relay before a real server that breaks connections at the moment a test wants."""

from __future__ import annotations

import contextlib
import socket
import threading


class BreakingProxy:
    """Relays to 127.0.0.1:`port`; as context manager."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self.break_before: bytes | None = None
        """Break, without passing it on, when the client sends this; once."""
        self.break_after: bytes | None = None
        """Pass on what holds this, but not the answer to it: break instead; once."""
        self.silent = threading.Event()
        """While set, nothing gets through and nobody is told: as when a cable is pulled out of a switch."""
        self.accepted = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> BreakingProxy:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self.break_all()

    def break_all(self) -> None:
        for pair in self._pairs:
            _close(*pair)
        self._pairs.clear()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.accepted += 1
                server = socket.create_connection(("127.0.0.1", self._target))
                self._pairs.append((client, server))
                threading.Thread(target=self._to_server, args=(client, server), daemon=True).start()
                threading.Thread(target=self._to_client, args=(server, client), daemon=True).start()

    def _to_server(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                if self.break_before and self.break_before in data:
                    self.break_before = None
                    break
                if self.break_after and self.break_after in data:
                    self.break_after = None
                    # The client hears no more, and the server's work is done.
                    client.shutdown(socket.SHUT_RDWR)
                    server.sendall(data)
                    return
                if not self.silent.is_set():
                    server.sendall(data)
        _close(client, server)

    def _to_client(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                if not self.silent.is_set():
                    client.sendall(data)
        _close(client)


def _close(*sockets: socket.socket) -> None:
    for each in sockets:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
