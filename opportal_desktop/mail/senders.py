# SPDX-License-Identifier: GPL-3.0-or-later
"""The two threads that work the outbox off, one for emails and one for texts, with the secrets from the keyring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from opportal_desktop.mail.compose import compose, compose_text
from opportal_desktop.mail.drain import MailThread, Transport
from opportal_desktop.mail.smtp import SmtpTransport, mail_server
from opportal_desktop.mail.texts import TwilioTransport
from opportal_desktop.records.keys import SMTP_PASSWORD, TEXT_TOKEN, get_secret
from opportal_desktop.records.outbox import Channel
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.still_wanted import still_wanted

MakeTextTransport = Callable[[PracticeSettings, Callable[[], str | None]], Transport[str]]
"""From the settings and what gives the token; `twilio` or the demo's inbox."""


def twilio(settings: PracticeSettings, token: Callable[[], str | None]) -> TwilioTransport:
    """Texts go out by Twilio."""
    return TwilioTransport(settings.text_account, token)


class Senders:
    """Both threads, started and stopped together.

    Args:
        practice_file: its entries in the keyring are asked for.
        sole_sender: see MailThread.
    """

    def __init__(
        self,
        records: Records,
        practice_file: Path,
        *,
        sole_sender: bool = False,
        make_text_transport: MakeTextTransport = twilio,
    ) -> None:
        self._mail = MailThread(
            records,
            make_transport=lambda settings: SmtpTransport(
                mail_server(settings), lambda: get_secret(practice_file, SMTP_PASSWORD)
            ),
            compose=compose,
            still_wanted=still_wanted,
            sole_sender=sole_sender,
        )
        self._texts = MailThread(
            records,
            make_transport=lambda settings: make_text_transport(
                settings, lambda: get_secret(practice_file, TEXT_TOKEN)
            ),
            compose=compose_text,
            still_wanted=still_wanted,
            sole_sender=sole_sender,
            channel=Channel.TEXT,
        )

    def start(self) -> None:
        self._texts.start()
        self._mail.start()

    def wake(self) -> None:
        """Something was queued."""
        self._texts.wake()
        self._mail.wake()

    def retry_now(self) -> None:
        """Settings or a secret were changed: end what holds the queues."""
        self._texts.retry_now()
        self._mail.retry_now()

    def stop(self, grace: float = 5.0) -> bool:
        """Let running exchanges end within `grace` seconds for each thread; True when both have ended."""
        ended = self._texts.stop(grace)
        return self._mail.stop(grace) and ended
