# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the list of what needs attention up to date, a few milliseconds at a time, while the desk works."""

from __future__ import annotations

import logging
import threading

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.records.trouble import Trouble
from opportal_desktop.registration import attention
from opportal_desktop.registration.attention import AttentionItem
from opportal_desktop.registration.reminders import due_reminders
from opportal_desktop.terms import Changed

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Candidates that are judged in one turn of the event loop: a few milliseconds."""
GATHER_MILLISECONDS = 400
STEADY_MILLISECONDS = 2_000
"""The mail thread may have news many times a second, for minutes: a look takes the window's time, too."""
CLOCK_MILLISECONDS = 60_000
"""A link expires and a lock ends without anybody changing the records."""
_PATIENCE_SECONDS = 5.0


class AttentionWatch(QObject):
    """`items` is what there was at the last look; `changed` says when it is another."""

    changed = Signal()

    def __init__(self, records: Records, signals: RecordsSignals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self.items: tuple[AttentionItem, ...] = ()
        self._left: list[Trouble] = []
        self._looking: BackgroundCall | None = None
        self._again = False
        self._stopped = False
        self._done = threading.Event()
        self._done.set()
        self._found: list[AttentionItem] = []
        self._gather_timer = QTimer(self, singleShot=True, interval=GATHER_MILLISECONDS)
        self._gather_timer.timeout.connect(self.look)
        self._since_look = QElapsedTimer()
        self._step_timer = QTimer(self, singleShot=True, interval=0)
        self._step_timer.timeout.connect(self._step)
        self._clock_timer = QTimer(self, interval=CLOCK_MILLISECONDS)
        self._clock_timer.timeout.connect(self.look)
        self._clock_timer.start()
        signals.changed.connect(self._on_changed)

    @property
    def is_looking(self) -> bool:
        """Whether `items` may soon be others."""
        return self._looking is not None or self._step_timer.isActive() or self._gather_timer.isActive()

    @Slot()
    def look(self) -> None:
        """Look at everything anew; `items` stays as it was until that is done."""
        if self._stopped or self._looking is not None:
            self._again = not self._stopped
            return
        self._again = False
        self._since_look.start()
        self._done.clear()
        # In a large practice the candidates take longer than the GUI thread may be away.
        self._looking = BackgroundCall(self._find)
        self._looking.done.connect(self._on_found)
        self._looking.failed.connect(self._on_not_found)
        self._looking.start()

    def stop(self) -> None:
        """Look no more; to be called before the records are closed."""
        self._stopped = True
        for timer in (self._gather_timer, self._step_timer, self._clock_timer):
            timer.stop()
        self._done.wait(_PATIENCE_SECONDS)

    def _find(self) -> tuple[tuple[AttentionItem, ...], tuple[Trouble, ...]]:
        """On a thread of its own."""
        try:
            with self._records.connection():
                self._records.db.keep_few_pages()
                standing = (
                    *attention.paused_channels(self._records),
                    *attention.families_to_tell(self._records),
                    *due_reminders(self._records),
                )
                return standing, attention.possible_trouble(self._records)
        finally:
            self._done.set()

    @Slot(object)
    def _on_found(self, found: tuple[tuple[AttentionItem, ...], tuple[Trouble, ...]]) -> None:
        self._looking = None
        if self._stopped:
            return
        self._found, self._left = list(found[0]), list(found[1])
        self._step_timer.start()

    @Slot(object)
    def _on_not_found(self, error: Exception) -> None:
        # The next change or the clock looks again.
        self._looking = None
        log.info("what needs attention could not be read: %s", type(error).__name__)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        news = changed.everything or changed.settings or changed.outbox or changed.patient_ids or changed.contact_ids
        # Not started anew by each change: else a steady stream of them would put it off for ever.
        if news and not self._gather_timer.isActive():
            has_rested = not self._since_look.isValid() or self._since_look.hasExpired(STEADY_MILLISECONDS)
            self._gather_timer.start(GATHER_MILLISECONDS if has_rested else STEADY_MILLISECONDS)

    @Slot()
    def _step(self) -> None:
        part, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        try:
            if part:
                # Here and not above: a practice without trouble does without the rules until a chart is opened.
                from opportal_desktop.registration.judged_trouble import judge

                self._found += judge(self._records, part)
        except StorageError:
            return
        if self._left:
            self._step_timer.start()
            return
        items = attention.in_order(self._found)
        if items != self.items:
            self.items = items
            self.changed.emit()
        if self._again:
            self.look()
