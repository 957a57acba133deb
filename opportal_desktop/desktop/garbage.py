# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's cyclic garbage, collected on the GUI thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot

INTERVAL_MILLISECONDS = 1000
BUSY_MILLISECONDS = 200
"""While much is allocated (mail goes out): a little often, or the window stands still for a while each second."""
MUCH = 2000
"""Objects that became more in a second."""


class GuiThreadGarbage(QObject):
    """Takes the collection over from Python, which runs it on whatever thread allocates next.

    A closed dialog that is in a cycle would then be destroyed on the mail thread, and Qt aborts the program when a
    widget dies on another thread than its own.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._frozen = False
        # Precise: Qt lets the others run out together with the look for others' changes, at whole seconds.
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the generations that Python would: the older, the rarer."""
        if not self._frozen:
            # What the start has made stays for good. Looking through it takes 25 to 40 ms, now and every few minutes.
            self._frozen = True
            gc.collect(0)
            gc.freeze()
        grown = gc.get_count()[0] * 1000 / self._timer.interval()
        for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count > threshold:
                gc.collect(generation)
        self._timer.setInterval(BUSY_MILLISECONDS if grown > MUCH else INTERVAL_MILLISECONDS)

    def stop(self) -> None:
        """Give the collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
