# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the list of what needs attention up to date, a few milliseconds at a time, while the desk works."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.records.trouble import Trouble
from opportal_desktop.registration import attention
from opportal_desktop.registration.attention import AttentionItem
from opportal_desktop.terms import Changed

AT_ONCE = 8
"""Candidates that are judged in one turn of the event loop: a few milliseconds."""
GATHER_MILLISECONDS = 400
"""The mail thread may have news many times a second."""
CLOCK_MILLISECONDS = 60_000
"""A link expires and a lock ends without anybody changing the records."""


class AttentionWatch(QObject):
    """`items` is what there was at the last look; `changed` says when it is another."""

    changed = Signal()

    def __init__(self, records: Records, signals: RecordsSignals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self.items: tuple[AttentionItem, ...] = ()
        self._left: list[Trouble] = []
        self._found: list[AttentionItem] = []
        self._gather_timer = QTimer(self, singleShot=True, interval=GATHER_MILLISECONDS)
        self._gather_timer.timeout.connect(self.look)
        self._step_timer = QTimer(self, singleShot=True, interval=0)
        self._step_timer.timeout.connect(self._step)
        self._clock_timer = QTimer(self, interval=CLOCK_MILLISECONDS)
        self._clock_timer.timeout.connect(self.look)
        self._clock_timer.start()
        signals.changed.connect(self._on_changed)

    @Slot()
    def look(self) -> None:
        """Look at everything anew; `items` stays as it was until that is done."""
        try:
            self._found = list(attention.paused_channels(self._records))
            self._left = list(attention.possible_trouble(self._records))
        except StorageError:
            # The next change or the clock looks again.
            return
        self._step_timer.start()

    def stop(self) -> None:
        """Look no more; to be called before the records are closed."""
        for timer in (self._gather_timer, self._step_timer, self._clock_timer):
            timer.stop()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        news = changed.everything or changed.settings or changed.outbox or changed.patient_ids or changed.contact_ids
        # Not started anew by each change: else a steady stream of them would put it off for ever.
        if news and not self._gather_timer.isActive():
            self._gather_timer.start()

    @Slot()
    def _step(self) -> None:
        part, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        try:
            self._found += attention.judge(self._records, part)
        except StorageError:
            return
        if self._left:
            self._step_timer.start()
            return
        items = attention.in_order(self._found)
        if items != self.items:
            self.items = items
            self.changed.emit()
