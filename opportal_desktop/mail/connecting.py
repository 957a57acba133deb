# SPDX-License-Identifier: GPL-3.0-or-later
"""From a server's name to a connection, and what to say when there is none."""

from __future__ import annotations

import socket

from opportal_desktop.mail.dialogue import Deadline
from opportal_desktop.mail.faults import held
from opportal_desktop.records.outbox import HoldReason


def look_up(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[object, ...]]]:
    """The server's (family, address) pairs; raises MailFaultError, which holds the queue. May take its time."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            raise held(
                HoldReason.CONNECTION,
                "The mail server's name cannot be looked up: this computer seems to be offline. "
                "The program tries again by itself.",
            ) from error
        raise held(
            HoldReason.SETTINGS,
            f"There is no server named “{host}”. Check the mail server's name in Settings, and the internet "
            "connection.",
        ) from error
    return [(family, address) for family, _, _, _, address in found]


def first_connection(
    addresses: list[tuple[socket.AddressFamily, tuple[object, ...]]], deadline: Deadline, host: str, port: int
) -> socket.socket:
    """A connection to the first address that answers; raises MailFaultError, which holds the queue."""
    failure: OSError | None = None
    for count, (family, address) in enumerate(addresses):
        sock = socket.socket(family, socket.SOCK_STREAM)
        # A black hole at the first address must leave time for the others.
        sock.settimeout(deadline.remaining() / (len(addresses) - count))
        try:
            sock.connect(address)
        except OSError as error:
            sock.close()
            failure = error
            continue
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock
    if isinstance(failure, ConnectionRefusedError):
        words = f"The computer “{host}” is there, but nothing answers at port {port}."
    elif isinstance(failure, TimeoutError):
        words = f"“{host}” does not answer at port {port}; a firewall may be in the way."
    else:
        words = f"There is no way through the network to “{host}”."
    raise held(
        HoldReason.CONNECTION,
        f"{words} Check server and port in Settings and the internet connection. The program tries again by itself.",
    ) from failure
