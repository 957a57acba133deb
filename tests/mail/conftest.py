# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates and servers for the mail tests."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.mail.mail_servers import ScriptedServer, ServerFactory


@dataclass(frozen=True)
class Certificates:
    """An authority that the client trusts by `ca_file`, and server contexts with good and bad certificates."""

    ca: trustme.CA
    ca_file: Path

    def context(self, *names: str, ca: trustme.CA | None = None, **how: Any) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        (ca or self.ca).issue_cert(*(names or ("localhost", "127.0.0.1")), **how).configure_cert(context)
        return context


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    ca = trustme.CA()
    ca_file = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(str(ca_file))
    return Certificates(ca, ca_file)


@pytest.fixture
def scripted() -> Iterator[ServerFactory]:
    """Starts scripted servers and stops them after the test."""
    with ExitStack() as stack:
        yield lambda **script: stack.enter_context(ScriptedServer(**script))


@pytest.fixture
def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "desk@practice.example"
    message["To"] = "ana@example.com"
    message["Subject"] = "Hello"
    message["Message-ID"] = "<1@practice.example>"
    message.set_content("Hello\n.\n..two dots\n")
    return message
