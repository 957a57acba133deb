# SPDX-License-Identifier: GPL-3.0-or-later
"""Has every window read again when a day begins at the practice: on a birthday access ends, and nobody clicks."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer, Slot

from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.terms import Changed

LOOK_MILLISECONDS = 60_000
"""A computer sleeps over midnight, its clock is set, the practice moves to another time zone: so it is asked again."""


class DayTurn(QObject):
    """Announces `everything` to this program's own windows, within a moment of the practice's midnight."""

    def __init__(self, records: Records, signals: RecordsSignals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self._signals = signals
        self._day: dt.date | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self.look()

    def stop(self) -> None:
        """To be called before the records are closed."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Compare the day with the one seen last, and wait for the next midnight."""
        wait = LOOK_MILLISECONDS
        try:
            practice = practice_rules(self._records)
        except StorageError:
            # The server is away; when it is back, everything is read again anyhow.
            self._timer.start(wait)
            return
        midnight = practice.midnight(practice.today + dt.timedelta(days=1))
        self._timer.start(min(wait, int((midnight - practice.now).total_seconds() * 1000) + 1))
        before, self._day = self._day, practice.today
        if before not in (None, self._day):
            self._signals.publish(Changed(everything=True))
