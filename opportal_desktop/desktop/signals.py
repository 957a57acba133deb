# SPDX-License-Identifier: GPL-3.0-or-later
"""The one object whose signal says what changed in the records, whoever changed it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from opportal_desktop.terms import Changed

POLL_MILLISECONDS = 1000
GATHER_MILLISECONDS = 150
"""News of other threads is gathered for so long: the mail thread may have some hundred times a second."""


class Watch(Protocol):
    """A thread that looks at a server."""

    def stop(self) -> None: ...

    def look_now(self) -> None: ...


class VersionedRecords(Protocol):
    """What the polling needs of `records.Records`."""

    def data_version(self) -> int: ...

    def watch(self, on_count: Callable[[int], None], on_reachable: Callable[[bool], None]) -> Watch | None: ...

    def version_at(self, count: int) -> int: ...

    def has_moved(self) -> bool: ...


class RecordsSignals(QObject):
    """`changed` is always emitted on this object's thread, so that any slot may touch widgets.

    Commits of this program are announced through `publish` (`records.subscribe(signals.publish)`), on whatever
    thread they happen. Commits of other connections are noticed by polling the records' data version; the mail
    thread's are among them, so they may be told twice: once precisely, and within a second as `everything`. (To
    tell them apart would risk to lose another program's change.)
    """

    changed = Signal(object)
    reachable = Signal(bool)
    """False when the server that keeps the records does not answer, True when it is back; never for a file."""
    moved = Signal()
    """The practice has left the file that is open here: whatever is written into it is refused from now on."""
    _counted = Signal(object)
    _announced = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: VersionedRecords | None = None
        self._version = 0
        self._watch: Watch | None = None
        # A bound method of a QObject: what the watch's thread emits is told on this one.
        self._counted.connect(self._on_count)
        self.reachable.connect(self._on_reachable)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.timeout.connect(self.poll)
        self._gathered = Changed()
        self._gather_timer = QTimer(self, singleShot=True, interval=GATHER_MILLISECONDS)
        self._gather_timer.timeout.connect(self._tell_gathered)
        # A bound method of a QObject: Qt queues it over from other threads.
        self._announced.connect(self._gather)

    def publish(self, changed: Changed) -> None:
        """Announce what a commit changed; callable from any thread. On this object's own it is told at once."""
        if QThread.currentThread() is self.thread():
            self.changed.emit(changed)
        else:
            self._announced.emit(changed)

    def watch(self, records: VersionedRecords) -> None:
        """Start to notice commits of other connections; `records` has a connection on this thread."""
        self._records = records
        self._version = records.data_version()
        self._watch = records.watch(self._counted.emit, self.reachable.emit)
        if self._watch is None:
            self._timer.start()

    def stop(self) -> None:
        """Stop the polling; to be called before the records are closed."""
        self._timer.stop()
        self._records = None
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    @Slot()
    def look_at_server(self) -> None:
        """Somebody has just found that the server does not answer: look whether it does, without waiting."""
        if self._watch is not None:
            self._watch.look_now()

    @Slot(object)
    def _on_count(self, count: int) -> None:
        if self._records is None:
            return
        version = self._records.version_at(count)
        # Less: counted before a commit of this thread.
        if version > self._version:
            self._version = version
            self.changed.emit(Changed(everything=True))

    @Slot(bool)
    def _on_reachable(self, reachable: bool) -> None:
        if reachable:
            self.changed.emit(Changed(everything=True))

    @Slot()
    def poll(self) -> None:
        """Look for other connections' commits now."""
        if self._records is None:
            return
        version = self._records.data_version()
        if version != self._version:
            self._version = version
            if self._records.has_moved():
                self.moved.emit()
            self.changed.emit(Changed(everything=True))

    @Slot(object)
    def _gather(self, changed: Changed) -> None:
        self._gathered |= changed
        if not self._gather_timer.isActive():
            self._gather_timer.start()

    @Slot()
    def _tell_gathered(self) -> None:
        gathered, self._gathered = self._gathered, Changed()
        self.changed.emit(gathered)
