# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's cyclic garbage, collected on the GUI thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MILLISECONDS = 1000


class GuiThreadGarbage(QObject):
    """Takes the collection over from Python, which runs it on whatever thread allocates next.

    A closed dialog that is in a cycle would then be destroyed on the mail thread, and Qt aborts the program when a
    widget dies on another thread than its own.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the generations that Python would: the older, the rarer."""
        for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count > threshold:
                gc.collect(generation)

    def stop(self) -> None:
        """Give the collection back to Python."""
        self._timer.stop()
        gc.enable()
