# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's inbox, fed by its real server over SMTP."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opportal_desktop.demo.inbox_server import InboxServer, parse_mail
from opportal_desktop.desktop.demo_inbox import DemoInbox
from opportal_desktop.registration.practice_rules import PracticeRules
from tests.desktop.accessibility import assert_accessible

LINK = "https://portal.maple.example/welcome/abc123"
# As far from this computer's time zone, and from UTC, as there is one.
MOMENT = PracticeRules(now=dt.datetime.now(dt.UTC), time_zone="Pacific/Kiritimati").moment


@pytest.fixture
def followed() -> list[str]:
    return []


@pytest.fixture
def inbox(qtbot: QtBot, followed: list[str]) -> DemoInbox:
    window = DemoInbox(moment=MOMENT, open_link=lambda url: followed.append(url.toString()))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def server(inbox: DemoInbox) -> Iterator[InboxServer]:
    running = InboxServer(inbox.catch)
    running.start()
    yield running
    running.stop()


def mail(to: str, *, link: str = LINK, html: bool = True) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Maple Street Pediatrics <portal@maple.example>"
    message["To"] = to
    message["Subject"] = "Set up your account"
    message.set_content(f"Hello!\n\nSet up your account here:\n{link}\n")
    if html:
        message.add_alternative(f'<p>Hello!</p><p><a href="{link}">Set up my account</a></p>', subtype="html")
    return message


def caught(to: str, **kinds: object) -> object:
    return parse_mail(mail(to, **kinds).as_bytes(), (to,))  # type: ignore[arg-type]


def send(server: InboxServer, *messages: EmailMessage) -> None:
    with smtplib.SMTP(server.host, server.port, timeout=10) as client:
        for message in messages:
            client.send_message(message)


def test_shows_a_mail_as_soon_as_the_server_has_caught_it(qtbot: QtBot, inbox: DemoInbox, server: InboxServer) -> None:
    assert inbox.ui.inboxStack.currentWidget() is inbox.ui.emptyPage
    send(server, mail("ana@example.com"))
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 1)
    assert inbox.ui.subjectLabel.text() == "Set up your account"
    assert "ana@example.com" in inbox.ui.addressLabel.text()
    assert "Set up my account" in inbox.ui.bodyBrowser.toPlainText()
    assert inbox.ui.linkLineEdit.text() == LINK
    assert_accessible(inbox)


def test_newest_first_and_reading_an_older_one_is_not_disturbed(
    qtbot: QtBot, inbox: DemoInbox, server: InboxServer
) -> None:
    send(server, mail("first@example.com"), mail("second@example.com"))
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 2)
    assert inbox.model.index(0).data().startswith("second@example.com")
    assert "second@example.com" in inbox.ui.addressLabel.text()
    inbox.ui.mailListView.setFocus()
    qtbot.keyClick(inbox.ui.mailListView, Qt.Key.Key_Down)
    assert "first@example.com" in inbox.ui.addressLabel.text()
    send(server, mail("third@example.com"))
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 3)
    assert "first@example.com" in inbox.ui.addressLabel.text()


def test_the_time_is_the_practices_as_everywhere_on_the_desk(inbox: DemoInbox) -> None:
    one = parse_mail(mail("ana@example.com").as_bytes(), ("ana@example.com",))
    one = replace(one, received_at=dt.datetime(2026, 11, 23, 15, 5, tzinfo=dt.UTC))
    inbox.catch(one)
    assert "11/24/2026 5:05 AM" in inbox.ui.addressLabel.text()
    assert inbox.model.index(0).data().endswith("\n11/24/2026 5:05 AM")


def test_switches_between_html_and_plain_text(qtbot: QtBot, inbox: DemoInbox) -> None:
    inbox.catch(caught("ana@example.com"))  # type: ignore[arg-type]
    qtbot.mouseClick(inbox.ui.textButton, Qt.MouseButton.LeftButton)
    assert LINK in inbox.ui.bodyBrowser.toPlainText()
    qtbot.mouseClick(inbox.ui.htmlButton, Qt.MouseButton.LeftButton)
    assert LINK not in inbox.ui.bodyBrowser.toPlainText()


def test_a_mail_without_html_is_shown_as_text(inbox: DemoInbox) -> None:
    inbox.catch(caught("ana@example.com", html=False))  # type: ignore[arg-type]
    assert LINK in inbox.ui.bodyBrowser.toPlainText()
    assert not inbox.ui.htmlButton.isEnabled()


def test_the_link_is_opened_and_copied(qtbot: QtBot, inbox: DemoInbox, followed: list[str]) -> None:
    inbox.catch(caught("ana@example.com"))  # type: ignore[arg-type]
    qtbot.mouseClick(inbox.ui.openButton, Qt.MouseButton.LeftButton)
    inbox.ui.bodyBrowser.anchorClicked.emit(QUrl(LINK))
    assert followed == [LINK, LINK]
    spy = QSignalSpy(QGuiApplication.clipboard().dataChanged)
    qtbot.mouseClick(inbox.ui.copyButton, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == LINK
    assert spy.count() >= 1


def test_only_the_web_is_opened(inbox: DemoInbox, followed: list[str]) -> None:
    inbox.catch(caught("ana@example.com"))  # type: ignore[arg-type]
    inbox.ui.bodyBrowser.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert followed == []


def test_mails_caught_before_the_window_are_there(qtbot: QtBot) -> None:
    window = DemoInbox([caught("early@example.com")], moment=MOMENT)  # type: ignore[list-item]
    qtbot.addWidget(window)
    assert window.ui.subjectLabel.text() == "Set up your account"


def test_model_keeps_qts_contract(inbox: DemoInbox, qtmodeltester: ModelTester) -> None:
    inbox.catch(caught("ana@example.com"))  # type: ignore[arg-type]
    qtmodeltester.check(inbox.model)
