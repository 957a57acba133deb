# SPDX-License-Identifier: GPL-3.0-or-later
"""The test message, which tells exactly how far it comes and what is wrong there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from pathlib import Path

from opportal_desktop.mail.addresses import AddressNotValidError, from_header, header_address
from opportal_desktop.mail.faults import MailFaultError, Step
from opportal_desktop.mail.smtp import Limits, Password, SmtpTransport, check_configured, mail_server
from opportal_desktop.mail.xoauth2 import AccessTokens
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.terms import SmtpSecurity


@dataclass(frozen=True, slots=True)
class TestStep:
    """One station of the test and how it went; `words` say what happened and, if it failed, what to do."""

    step: Step
    ok: bool
    words: str


@dataclass(frozen=True, slots=True)
class TestReport:
    """The stations in order, up to the first that failed."""

    steps: tuple[TestStep, ...]
    server_reply: str = ""

    @property
    def ok(self) -> bool:
        return all(step.ok for step in self.steps)


def send_test(
    settings: PracticeSettings,
    password: Password,
    to: str,
    ca_file: Path | None = None,
    limits: Limits | None = None,
    *,
    tokens: AccessTokens | None = None,
    on_step: Callable[[Step], None] | None = None,
) -> TestReport:
    """Send a test message with these settings (saved or not); takes up to three minutes, so never on the GUI thread.

    `limits` are shorter in tests; `tokens` and `on_step` are those of SmtpTransport.
    """
    limits = limits or Limits(opening=30.0, message=60.0)
    transport = SmtpTransport(mail_server(settings, ca_file), password, limits, tokens, on_step)
    expected = expected_steps(settings)
    try:
        check_configured(settings)
        message = _test_message(settings, to)
        transport.open()
        reply = transport.send(message, settings.mail_from, to)
    except AddressNotValidError:
        return TestReport((TestStep(Step.HAND_OVER, False, "Enter a valid address to send the test to."),))
    except MailFaultError as error:
        passed = expected[: expected.index(transport.step)] if transport.step in expected else []
        steps = [TestStep(step, True, _passed_words(step, settings, to)) for step in passed]
        steps.append(TestStep(transport.step, False, error.fault.explanation))
        return TestReport(tuple(steps), error.fault.server_reply)
    finally:
        transport.close()
    return TestReport(tuple(TestStep(step, True, _passed_words(step, settings, to)) for step in expected), reply)


def expected_steps(settings: PracticeSettings) -> list[Step]:
    """The stations in the order in which these settings pass them."""
    encrypt = [Step.ENCRYPT] if settings.smtp_security is not SmtpSecurity.PLAIN else []
    middle = [*encrypt, Step.GREETING] if settings.smtp_security is SmtpSecurity.TLS else [Step.GREETING, *encrypt]
    sign_in = [Step.SIGN_IN] if settings.smtp_user else []
    return [Step.LOOK_UP, Step.CONNECT, *middle, *sign_in, Step.SENDER, Step.HAND_OVER]


def _passed_words(step: Step, settings: PracticeSettings, to: str) -> str:
    return {
        Step.LOOK_UP: f"{settings.smtp_host} is known.",
        Step.CONNECT: f"Port {settings.smtp_port} answers.",
        Step.GREETING: "It is a mail server.",
        Step.ENCRYPT: "The connection is encrypted and the certificate is valid.",
        Step.SIGN_IN: f"Signed in as {settings.smtp_user}.",
        Step.SENDER: f"It takes mail from {settings.mail_from}.",
        Step.HAND_OVER: f"The test message to {to} was handed to the mail server. Look whether it arrives.",
    }[step]


def _test_message(settings: PracticeSettings, to: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = from_header(settings)
    message["To"] = header_address(to)
    message["Subject"] = "Test message from OP Portal"
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=settings.mail_from.rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("This is a test. The practice's mail settings work.\n")
    return message
