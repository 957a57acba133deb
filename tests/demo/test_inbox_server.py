# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's inbox catches what the product's own transport hands over."""

from __future__ import annotations

import datetime as dt
import smtplib
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from opportal_desktop.demo.inbox_server import CaughtMail, InboxServer
from opportal_desktop.demo.inbox_texts import InboxTexts
from opportal_desktop.mail.compose import compose
from opportal_desktop.mail.smtp import MailServer, SmtpTransport
from opportal_desktop.mail.trial import send_test
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.terms import Language, SmtpSecurity
from tests.mail.test_compose import KEY, SETTINGS, URL, WELCOME


class Heard:
    def __init__(self) -> None:
        self.mail: list[CaughtMail] = []
        self.threads: set[int] = set()
        self.came = threading.Event()

    def __call__(self, mail: CaughtMail) -> None:
        self.mail.append(mail)
        self.threads.add(threading.get_ident())
        self.came.set()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def inbox(heard: Heard) -> Iterator[InboxServer]:
    server = InboxServer(heard)
    server.start()
    yield server
    server.stop()


def test_a_welcome_email_is_caught_and_parsed(inbox: InboxServer, heard: Heard) -> None:
    transport = SmtpTransport(MailServer(inbox.host, inbox.port, SmtpSecurity.PLAIN), lambda: None)
    spanish = replace(WELCOME, language=Language.SPANISH)
    transport.send(compose(spanish, SETTINGS, KEY), SETTINGS.mail_from, WELCOME.to_address)
    transport.close()
    (mail,) = inbox.caught()
    assert heard.mail == [mail]
    assert threading.get_ident() not in heard.threads
    assert mail.to == (WELCOME.to_address,)
    assert mail.message_id == WELCOME.rfc_message_id
    assert mail.date == WELCOME.queued_at
    assert mail.subject.startswith("Active su cuenta")
    assert URL in mail.text
    assert "Activar mi cuenta" in mail.html
    assert mail.raw.startswith(b"From:")
    assert dt.datetime.now(dt.UTC) - mail.received_at < dt.timedelta(minutes=1)


def test_the_settings_test_message_arrives(inbox: InboxServer) -> None:
    settings = PracticeSettings(
        smtp_host=inbox.host, smtp_port=inbox.port, smtp_security=SmtpSecurity.PLAIN, mail_from="desk@willow.example"
    )
    assert send_test(settings, lambda: None, "mira@willow.example").ok
    (mail,) = inbox.caught()
    assert (mail.subject, mail.html) == ("Test message from OP Portal", "")


def test_only_loopback_is_listened_on(inbox: InboxServer) -> None:
    assert inbox.host == "127.0.0.1"
    with smtplib.SMTP(inbox.host, inbox.port, timeout=10) as client:
        assert client.noop()[0] == 250


def test_stop_with_a_client_still_connected(heard: Heard) -> None:
    server = InboxServer(heard)
    server.start()
    client = smtplib.SMTP(server.host, server.port, timeout=10)
    server.stop()
    client.close()


def test_texts_lie_beside_the_mails() -> None:
    heard: list[CaughtMail] = []
    inbox = InboxServer(heard.append)
    inbox.start()
    inbox.stop()
    transport = InboxTexts(inbox)
    transport.open()
    transport.send("Maple: 12345678 is your sign-in code.", "+14135550100", "+14135550123")
    transport.close()
    (text,) = inbox.caught()
    assert heard == [text]
    assert (text.to, text.sender, text.subject) == (("+14135550123",), "+14135550100", "Text message")
    assert "12345678" in text.text
    assert text.html == ""
