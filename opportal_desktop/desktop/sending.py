# SPDX-License-Identifier: GPL-3.0-or-later
"""When the desktop sends: from the first message that waits, unless another program on this PC does it already."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Slot

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records import outbox
from opportal_desktop.records.records import Records
from opportal_desktop.records.server_address import Place
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.terms import Changed

if TYPE_CHECKING:
    from opportal_desktop.mail.senders import MakeTextTransport, Senders

log = logging.getLogger(__name__)

SENDER_RETRY_MILLISECONDS = 5000


class Sending(QObject):
    """Starts the threads that send, and hands them what the desk does. `stop` it before the records are closed.

    What composes and sends is loaded with the first message, in the background: an idle desk does without it.

    Args:
        server_lock_file: which program of this user sends, where the practice is on a server.
        make_text_transport: what sends texts, instead of Twilio.
    """

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        database: Place,
        server_lock_file: Path,
        make_text_transport: MakeTextTransport | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._database = database
        self._make_text_transport = make_text_transport
        on_server = not isinstance(database, Path)
        self._lock = QLockFile(str(server_lock_file) if on_server else f"{database}.sender")
        self._lock.setStaleLockTime(0)
        self._retry = QTimer(self, interval=SENDER_RETRY_MILLISECONDS)
        self._retry.timeout.connect(self.start)
        self._loading: BackgroundCall | None = None
        self._senders: Senders | None = None
        self._stopped = False
        signals.changed.connect(self._on_changed)

    @Slot()
    def start(self) -> None:
        """Send what waits, unless nothing does or another program on this PC does so for the same records."""
        if self._stopped or self._loading is not None:
            return
        counts = outbox.counts(self._records)
        if not counts.queued and not counts.sending:
            return
        if not self._lock.tryLock(0):
            self._retry.start()
            return
        self._retry.stop()
        self._loading = BackgroundCall(partial(_channels, load_settings(self._records), self._database))
        self._loading.done.connect(self._on_loaded)
        self._loading.start()

    @Slot()
    def retry(self) -> None:
        """Somebody asks for it, or the mail password is another: of the keyring's changes the records say nothing."""
        if self._senders is None:
            _end_pauses(self._records)
            return
        self._senders.retry_now()
        if not isinstance(self._database, Path):
            looking = BackgroundCall(partial(_channels, load_settings(self._records), self._database))
            looking.done.connect(self._on_channels)
            looking.start()

    def stop(self) -> None:
        """Let the message on its way go out, and stop."""
        self._stopped = True
        self._retry.stop()
        if self._senders is not None:
            self._senders.stop()
        self._lock.unlock()

    @Slot(object)
    def _on_loaded(self, channels: frozenset[outbox.Channel]) -> None:
        from opportal_desktop.mail.senders import Senders, twilio

        if self._stopped:
            return
        self._senders = Senders(
            self._records,
            self._database,
            # On a server, others may be sending from other computers: a lease tells who has which message.
            sole_sender=isinstance(self._database, Path),
            channels=channels,
            make_text_transport=self._make_text_transport or twilio,
        )
        self._records.subscribe(self._wake)
        self._senders.start()

    @Slot(object)
    def _on_channels(self, channels: frozenset[outbox.Channel]) -> None:
        if self._senders is not None:
            self._senders.start_also(channels)

    def _wake(self, changed: Changed) -> None:
        """Called on whatever thread committed."""
        if self._senders is None:
            return
        if changed.settings:
            self._senders.retry_now()
        elif changed.outbox:
            self._senders.wake()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if changed.outbox or changed.everything:
            self.start()
        if changed.everything and self._senders is not None:
            # Perhaps somebody else's message, which is not to wait until the thread looks by itself.
            self._senders.wake()


def _channels(settings: PracticeSettings, database: Place) -> frozenset[outbox.Channel]:
    """What this PC can send. On a server another PC may have the secrets, and a hold would be everybody's."""
    from opportal_desktop.mail.senders import channels_with_secrets

    return frozenset(outbox.Channel) if isinstance(database, Path) else channels_with_secrets(settings, database)


def _end_pauses(records: Records) -> None:
    """Nothing waits here, or another program sends: let whatever comes next be tried without a pause."""
    try:
        for channel in outbox.Channel:
            outbox.clear_queue_hold(records, channel)
    except outbox.OutboxUnavailableError as error:
        log.info("a pause could not be ended: %s", error)
