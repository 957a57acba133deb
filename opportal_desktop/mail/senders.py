# SPDX-License-Identifier: GPL-3.0-or-later
"""The two threads that work the outbox off, one for emails and one for texts, with the secrets from the keyring."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from opportal_desktop.mail.compose import compose, compose_text
from opportal_desktop.mail.drain import Transport
from opportal_desktop.mail.mail_thread import MailThread
from opportal_desktop.mail.sign_in.tokens import StoredTokens
from opportal_desktop.mail.smtp import SmtpTransport, mail_server
from opportal_desktop.mail.texts import TwilioTransport
from opportal_desktop.records.keys import SMTP_PASSWORD, TEXT_TOKEN, SecretError, get_secret
from opportal_desktop.records.outbox import Channel
from opportal_desktop.records.records import Records
from opportal_desktop.records.server_address import Place
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.still_wanted import still_wanted

MakeTextTransport = Callable[[PracticeSettings, Callable[[], str | None]], Transport[str]]
"""From the settings and what gives the token; `twilio` or the demo's inbox."""


def twilio(settings: PracticeSettings, token: Callable[[], str | None]) -> TwilioTransport:
    """Texts go out by Twilio."""
    return TwilioTransport(settings.text_account, token)


def channels_with_secrets(settings: PracticeSettings, practice_file: Place) -> frozenset[Channel]:
    """What this process can send: a hold is everybody's, so who lacks a secret must not try. May take its time."""
    found = set()
    # A sign-in with Microsoft or Google is in the records, so everybody has it.
    if not settings.smtp_user or settings.mail_sign_in.by_token or _has_secret(practice_file, SMTP_PASSWORD):
        found.add(Channel.MAIL)
    if _has_secret(practice_file, TEXT_TOKEN):
        found.add(Channel.TEXT)
    return frozenset(found)


def _has_secret(practice_file: Place, name: str) -> bool:
    try:
        return bool(get_secret(practice_file, name))
    except SecretError:
        return False


class Senders:
    """The threads, started and stopped together.

    Args:
        practice_file: its entries in the keyring are asked for.
        sole_sender: see MailThread.
        channels: which threads are started.
    """

    def __init__(
        self,
        records: Records,
        practice_file: Place,
        *,
        sole_sender: bool = False,
        make_text_transport: MakeTextTransport = twilio,
        channels: Collection[Channel] = tuple(Channel),
    ) -> None:
        mail = MailThread(
            records,
            make_transport=lambda settings: SmtpTransport(
                mail_server(settings),
                lambda: get_secret(practice_file, SMTP_PASSWORD),
                tokens=StoredTokens(records, settings) if settings.mail_sign_in.by_token else None,
            ),
            compose=compose,
            still_wanted=still_wanted,
            sole_sender=sole_sender,
        )
        texts = MailThread(
            records,
            make_transport=lambda settings: make_text_transport(
                settings, lambda: get_secret(practice_file, TEXT_TOKEN)
            ),
            compose=compose_text,
            still_wanted=still_wanted,
            sole_sender=sole_sender,
            channel=Channel.TEXT,
        )
        # Texts first: somebody waits for them.
        self._resting: dict[Channel, MailThread[Any]] = {Channel.TEXT: texts, Channel.MAIL: mail}
        self._threads: list[MailThread[Any]] = []
        self._channels = channels

    def start(self) -> None:
        self.start_also(self._channels)

    def start_also(self, channels: Collection[Channel]) -> None:
        """Start what does not run yet of these: their secrets are there now."""
        for channel in [channel for channel in self._resting if channel in channels]:
            thread = self._resting.pop(channel)
            thread.start()
            self._threads.append(thread)

    def wake(self) -> None:
        """Something was queued; to be called on the thread that did it.

        What the senders write themselves wakes none of them: one would ask the records once more for each message
        that another hands over, and the window would wait for both.
        """
        if not any(thread.is_current for thread in self._threads):
            for thread in self._threads:
                thread.wake()

    def retry_now(self) -> None:
        """Settings or a secret were changed: end what holds the queues."""
        for thread in self._threads:
            thread.retry_now()

    def stop(self, grace: float = 5.0) -> bool:
        """Let running exchanges end within `grace` seconds for each thread; True when all have ended."""
        ended = [thread.stop(grace) for thread in self._threads]
        return all(ended)
