# SPDX-License-Identifier: GPL-3.0-or-later
"""Run by `unshare` in a network and with a resolver of its own: says as JSON what a transport's `open` meets there."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from opportal_desktop.mail.faults import MailFaultError
from opportal_desktop.mail.smtp import Limits, MailServer, SmtpTransport
from opportal_desktop.terms import SmtpSecurity

_HEADER_BYTES = 12
_CODES = {"SERVFAIL": 2, "NXDOMAIN": 3}


def _answer_all_names(code: int) -> None:
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))

    def answer() -> None:
        while True:
            question, asker = server.recvfrom(512)
            flags = (0x8180 | code).to_bytes(2, "big")
            counts = question[4:6] + bytes(6)
            server.sendto(question[:2] + flags + counts + question[_HEADER_BYTES:], asker)

    threading.Thread(target=answer, daemon=True).start()


def main(host: str, names: str) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    resolver = Path(tempfile.mkdtemp()) / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", str(resolver), "/etc/resolv.conf"], check=True)
    if names in _CODES:
        _answer_all_names(_CODES[names])
    transport = SmtpTransport(MailServer(host, 587, SmtpSecurity.STARTTLS), lambda: None, Limits(opening=10))
    try:
        transport.open()
    except MailFaultError as error:
        fault = error.fault
        print(json.dumps([fault.kind.value, fault.hold.value, fault.explanation]))


if __name__ == "__main__":
    main(*sys.argv[1:])
