# SPDX-License-Identifier: GPL-3.0-or-later
"""The move of the practice from its file to a server, before the records are opened: progress, and Cancel."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.forms.ui_practice_move import Ui_PracticeMove
from opportal_desktop.records.backup import BackupError
from opportal_desktop.records.moving import CopyLeftError, MovedTable, MoveError
from opportal_desktop.records.opening_states import OpeningError
from opportal_desktop.records.records import RecordsBusyError
from opportal_desktop.records.server_address import ServerAddress
from opportal_desktop.registration.practice_place import move_practice

_WIDTH_CHARACTERS = 88
_STEPS = 1000
"""The bar's; a practice may have more rows than the bar can count."""
_NOT_MOVED = "The practice was not moved"
_STAYS = "This PC goes on with the file, which was not changed."


class _StoppedError(Exception):
    """Somebody said Cancel."""


class PracticeMove(QDialog):
    """Modal. Accepted means: all of the practice is on the server, row for row; else all is as it was.

    No records may be open in this process meanwhile.
    """

    _copied = Signal(object, object)
    _comparing = Signal()

    def __init__(self, prompts: Prompts, source: Path, address: ServerAddress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._source = source
        self._address = address
        self._stop = threading.Event()
        self.ui = Ui_PracticeMove()
        self.ui.setupUi(self)
        self.ui.serverLabel.setText(f"To {address.name}")
        self.ui.cancelButton.clicked.connect(self.reject)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH_CHARACTERS)
        # Told on the thread that copies: Qt brings them over.
        self._copied.connect(self._on_copied)
        self._comparing.connect(self._on_comparing)
        self._moving = BackgroundCall(
            partial(move_practice, source, address, progress=self._tell, on_copied=self._comparing.emit)
        )
        self._moving.done.connect(self._on_moved)
        self._moving.failed.connect(self._on_not_moved)
        self._moving.start()

    def reject(self) -> None:
        """Cancel, Escape, closing: the move ends at its next step, and the dialog with it."""
        if self.ui.cancelButton.isEnabled():
            self._stop.set()
            self.ui.cancelButton.setEnabled(False)
            self.ui.stepLabel.setText("Stopping…")

    def _tell(self, rows: int, of: int) -> None:
        if self._stop.is_set():
            raise _StoppedError
        self._copied.emit(rows, of)

    @Slot(object, object)
    def _on_copied(self, rows: int, of: int) -> None:
        ui = self.ui
        ui.progressBar.setMaximum(_STEPS)
        ui.progressBar.setValue(rows * _STEPS // max(of, 1))
        if not self._stop.is_set():
            ui.stepLabel.setText(f"{rows:,} of {of:,} rows copied")

    @Slot()
    def _on_comparing(self) -> None:
        ui = self.ui
        # From here on it is there, and only looked at once more.
        ui.cancelButton.setEnabled(False)
        ui.progressBar.setMaximum(0)
        ui.stepLabel.setText("All rows are there. They are read once more, and compared…")

    @Slot(object)
    def _on_moved(self, tables: tuple[MovedTable, ...]) -> None:
        rows = sum(table.rows for table in tables)
        self._prompts.tell(
            self,
            "The practice is on the server now",
            f"{rows:,} rows in {len(tables)} tables were copied to {self._address.name}, and every one is the same as "
            "in the file. This PC works with the server from now on.\n\n"
            "Let the other PCs join in Settings, Where the records are…, with the recovery code; and have IT back the "
            "server up.\n\n"
            f"The file is kept as it was, and nothing is written into it any more. Keep it until the server’s backups "
            f"are proven: {self._source}",
            tone=Tone.GOOD,
        )
        self.accept()

    @Slot(object)
    def _on_not_moved(self, error: Exception) -> None:
        known = isinstance(error, _KNOWN)
        self._prompts.tell(self, _NOT_MOVED, f"{_words(error)}\n\n{_STAYS}")
        self.done(QDialog.DialogCode.Rejected)
        if not known:
            raise error


_KNOWN = (_StoppedError, OpeningError, BackupError, RecordsBusyError, MoveError, CopyLeftError)


def _words(error: Exception) -> str:
    if isinstance(error, _StoppedError):
        return "You stopped it, and nothing is left of it in the database."
    if isinstance(error, OpeningError | BackupError):
        return f"{error.happened} {error.next_step}"
    if isinstance(error, RecordsBusyError):
        return "Another program is writing into the file: close OP Portal for all who work on this PC, then try again."
    if isinstance(error, MoveError):
        return (
            f"The copy of the table {error.table} was not the same as the file’s. Nothing is left of it. Send the "
            "log file to support."
        )
    if isinstance(error, CopyLeftError):
        return (
            "All was copied, but the server could not be asked once more whether it is all there. Have the database "
            "emptied before you try again, and let nobody open the copy in it: it does not get what is saved from now "
            "on."
        )
    return "Something unexpected went wrong. The log says more; ask IT."
