# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody caught: a person is told, and the log has the rest."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal


class FaultReporter(QObject):
    """Brings uncaught exceptions of any thread to the GUI thread, by type and place only."""

    happened = Signal(str)
    """Type and place of the exception."""
    server_lost = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = sys.excepthook
        self._telling = False
        sys.excepthook = self._on_exception

    def remove(self) -> None:
        sys.excepthook = self._before

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        # Not imported here: another thread may be loading the package just now, and its drivers come first.
        records = sys.modules.get("opportal_desktop.records.records")
        if records is not None and issubclass(kind, records.ServerLostError):
            # No fault of the program: the window says so, and carries on by itself.
            self.server_lost.emit()
            return
        self._before(kind, error, trace)
        if issubclass(kind, Exception) and not self._telling:
            self._telling = True
            try:
                self.happened.emit(_place(kind, trace))
            finally:
                self._telling = False


def _place(kind: type[BaseException], trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{kind.__name__}{where}"
