# SPDX-License-Identifier: GPL-3.0-or-later
"""One slow call (network, keyring, disk) off the GUI thread; its result or its error comes back on it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

_running: set[BackgroundCall] = set()


class BackgroundCall(QObject):
    """Runs `call` once on a thread of its own and emits `done` or `failed` on the thread that made this object.

    The window that waits may be closed meanwhile: Qt drops the connection, the call ends by itself. `call` must touch
    neither widgets nor a database connection of another thread.
    """

    done = Signal(object)
    """What `call` returned."""
    failed = Signal(object)
    """The exception that it raised."""
    _ended = Signal(object, object)

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__()
        self._call = call
        # Bound methods of a QObject: Qt brings them over to this object's thread.
        self._ended.connect(self._deliver)

    def start(self) -> None:
        _running.add(self)
        threading.Thread(target=self._run, name="background call", daemon=True).start()

    def _run(self) -> None:
        try:
            result = self._call()
        except Exception as error:  # noqa: BLE001 - handed to the waiting window, which tells the cases apart
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    @Slot(object, object)
    def _deliver(self, result: object, error: Exception | None) -> None:
        _running.discard(self)
        if error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)
