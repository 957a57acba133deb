# SPDX-License-Identifier: GPL-3.0-or-later
"""A real name server on loopback (UDP and TCP), which answers from a table of records."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Mapping, Sequence

import dns.flags
import dns.message
import dns.name
import dns.query
import dns.rcode
import dns.rdatatype
import dns.rrset

from opportal_desktop.mail.setup.dns_questions import DnsQuestions

Zone = Mapping[tuple[str, str], Sequence[str]]
"""{(name, type): [record in its text form, …]}; a name that is in no key does not exist."""


class DnsServer:
    """Attributes: `asked`, (name, type) of every question; `silent`, answer nothing; `failing`, answer SERVFAIL."""

    def __init__(self, zone: Zone) -> None:
        self.zone = {(name.lower(), kind): list(records) for (name, kind), records in zone.items()}
        self.asked: list[tuple[str, str]] = []
        self.silent = False
        self.failing = False
        self._udp, self._tcp = _pair()
        self.port: int = self._udp.getsockname()[1]
        self._threads = [threading.Thread(target=self._serve_udp), threading.Thread(target=self._serve_tcp)]
        self._stopping = False

    def questions(self, seconds: float = 5.0) -> DnsQuestions:
        return DnsQuestions(["127.0.0.1"], self.port, seconds)

    def __enter__(self) -> DnsServer:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stopping = True
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", ("127.0.0.1", self.port))
        with contextlib.suppress(OSError):
            self._tcp.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        self._udp.close()
        self._tcp.close()

    def _serve_udp(self) -> None:
        while not self._stopping:
            data, client = self._udp.recvfrom(4096)
            if data and not self.silent:
                answer = self._answer(data)
                wire = answer.to_wire()
                if len(wire) > 512:
                    # Too long for a datagram of old: the client comes back by TCP.
                    short = dns.message.make_response(dns.message.from_wire(data))
                    short.flags |= dns.flags.TC
                    wire = short.to_wire()
                self._udp.sendto(wire, client)

    def _serve_tcp(self) -> None:
        while not self._stopping:
            try:
                conn, _ = self._tcp.accept()
            except OSError:
                return
            with conn:
                conn.settimeout(10)
                (length,) = struct.unpack("!H", conn.recv(2))
                wire = self._answer(conn.recv(length)).to_wire()
                conn.sendall(struct.pack("!H", len(wire)) + wire)

    def _answer(self, data: bytes) -> dns.message.Message:
        query = dns.message.from_wire(data)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        response = dns.message.make_response(query)
        if self.failing:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif records := self._followed(response, name, kind):
            response.answer.append(dns.rrset.from_text(*records[0], 60, "IN", kind, *records[1]))
        elif not any(known == name or known.endswith(f".{name}") for known, _ in self.zone):
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response

    def _followed(self, response: dns.message.Message, name: str, kind: str) -> tuple[tuple[str], list[str]] | None:
        """The records at the end of a chain of aliases, which stand in the answer too, as a resolver gives them."""
        while kind != "CNAME" and (alias := self.zone.get((name, "CNAME"))):
            response.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", *alias))
            name = alias[0].rstrip(".").lower()
        records = self.zone.get((name, kind))
        return ((f"{name}.",), records) if records else None


def _pair() -> tuple[socket.socket, socket.socket]:
    """A UDP and a TCP socket of the same port."""
    while True:
        tcp = socket.create_server(("127.0.0.1", 0))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            udp.bind(tcp.getsockname())
        except OSError:
            tcp.close()
            udp.close()
            continue
        return udp, tcp
