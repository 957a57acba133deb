# SPDX-License-Identifier: GPL-3.0-or-later
"""The process in which an import runs, so that no window waits for it: started, followed line by line, cancelled."""

from __future__ import annotations

import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from opportal_desktop.records.server_address import Place

log = logging.getLogger(__name__)

_LEAST_SHARE = 0.04
"""Before that much is done, nobody can say how long the rest takes."""
_ENDED = {
    "happened": "The import ended without an answer.",
    "safe": "An import is whole or not at all: check the file again to see which.",
    "next_step": "If it happens again, send the log file to support.",
}


def import_command(database: Place) -> tuple[str, list[str]]:
    """The program and its arguments: this one's own, installed or from its source."""
    arguments = ["admin", "import", "--job", "--database", str(database)]
    if getattr(sys, "frozen", False):
        folder = Path(sys.executable).parent
        # On Windows the desk's own program has no console to talk through.
        return str(folder / ("opportal.exe" if sys.platform == "win32" else "opportal")), arguments
    return sys.executable, ["-m", "opportal_desktop", *arguments]


class ImportProcess(QObject):
    """One import at a time."""

    progressed = Signal(str, float, object)
    """The phase, how much is done from 0 to 1, and the seconds that are left (None while unknown)."""
    done = Signal(object)
    """The outcome as `import_commands` writes it."""
    failed = Signal(object)
    """What happened, what is safe, what to do next: a dictionary."""
    cancelled = Signal()

    def __init__(self, database: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = import_command(database)
        self._process: QProcess | None = None
        self._answer: dict[str, Any] = {}
        self._started_at = 0.0

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def start(self, job: dict[str, Any]) -> None:
        """Start with a job as `import_commands.Job` has it."""
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process, self._answer = process, {}
        self._started_at = time.monotonic()
        process.start(*self._command)
        process.write(json.dumps(job).encode() + b"\n")

    @Slot()
    def cancel(self) -> None:
        """Have it stop; `cancelled` comes when it has, with nothing left of it."""
        if self._process is not None:
            self._process.write(b"cancel\n")

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self._take(json.loads(bytes(self._process.readLine().data())))

    def _take(self, line: dict[str, Any]) -> None:
        if "phase" in line:
            share = float(line["done"])
            elapsed = time.monotonic() - self._started_at
            left = elapsed * (1 - share) / share if share > _LEAST_SHARE else None
            self.progressed.emit(line["phase"], share, left)
            return
        self._answer = line
        if self._process is not None:
            # It ends by itself; what it said is told when it has, so that nobody ends before it.
            self._process.closeWriteChannel()

    @Slot()
    def _on_finished(self) -> None:
        self._read()
        self._end()

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if self._process is not None and self._process.state() is QProcess.ProcessState.NotRunning:
            log.error("the import's process is gone: %s", error.name)
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        if "outcome" in self._answer:
            self.done.emit(self._answer["outcome"])
        elif "cancelled" in self._answer:
            self.cancelled.emit()
        else:
            self.failed.emit(self._answer.get("failed", _ENDED))
