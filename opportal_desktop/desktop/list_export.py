# SPDX-License-Identifier: GPL-3.0-or-later
"""Export of a list to CSV, the same from every window: warned, to where the person chooses, told how it went."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.exchange.csv_writing import writing_csv
from opportal_desktop.records.records import RecordsBusyError, StorageError

_TURN_SECONDS = 0.008
_SHOWN_AFTER_MS = 600


def export_list(
    parent: QWidget,
    prompts: Prompts,
    told: MessageBar | None,
    suggested: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    note: Callable[[int], object],
    most: int | None = None,
) -> None:
    """Ask where to, then write the rows, some in each turn of the event loop: give a generator that reads by pages.

    Args:
        told: where the outcome is said; in a box if there is none.
        suggested: folder and name, such as "Family Contacts.csv"; no patient's name in it.
        note: told the number of rows before the file is put in its place; writes the audit trail.
        most: where `rows` end, however many there are; the person is told when they do.
    """
    path = ask_where(parent, prompts, "Export list", suggested, "CSV files (*.csv)")
    if path is not None:
        _ListExport(parent, prompts, told, path, header, iter(rows), note, most)


def ask_where(parent: QWidget, prompts: Prompts, title: str, suggested: Path, file_types: str) -> Path | None:
    """Warn that the file is readable by whoever gets it, and ask for its place; None if the person thinks better."""
    answer = prompts.ask(
        parent,
        "The file will hold patients’ and parents’ data",
        "It is not encrypted. Choose a place that only people who may see it can open, and delete it when it is not "
        "needed any more.",
        [Choice("export", "&Choose a place…", ChoiceRole.PRIMARY), Choice("cancel", "&Cancel", ChoiceRole.CANCEL)],
    )
    return prompts.choose_save_file(parent, title, suggested, file_types) if answer == "export" else None


class _ListExport(QObject):
    """Writes until there are no more rows; its window shows how far it is only if it takes long."""

    def __init__(
        self,
        parent: QWidget,
        prompts: Prompts,
        told: MessageBar | None,
        path: Path,
        header: Sequence[str],
        rows: Iterator[Sequence[str]],
        note: Callable[[int], object],
        most: int | None,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._prompts = prompts
        self._told = told
        self._path = path
        self._rows = rows
        self._note = note
        self._most = most
        self._count = 0
        self._open = ExitStack()
        self._progress = QProgressDialog("Exporting…", "&Cancel", 0, 0, parent)
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(_SHOWN_AFTER_MS)
        self._progress.setAutoClose(False)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._write_some)
        try:
            self._write = self._open.enter_context(writing_csv(path, header))
        except OSError as error:
            self._end(Tone.DANGER, f"The file could not be written: {error.strerror}. Choose another place.")
            return
        self._timer.start(0)

    @Slot()
    def _write_some(self) -> None:
        until = time.monotonic() + _TURN_SECONDS
        try:
            if self._progress.wasCanceled():
                raise _CancelledError
            while time.monotonic() < until:
                row = next(self._rows, None)
                if row is None:
                    self._note(self._count)
                    self._open.close()
                    self._tell_whole()
                    return
                self._write(row)
                self._count += 1
        except (OSError, StorageError, RecordsBusyError, _CancelledError) as error:
            # What was there before stays.
            self._open.__exit__(type(error), error, error.__traceback__)
            if isinstance(error, _CancelledError):
                self._end(Tone.INFO, "Cancelled: no file was written.")
            elif isinstance(error, OSError):
                self._end(Tone.DANGER, f"The file could not be written: {error.strerror}. Choose another place.")
            else:
                self._end(Tone.DANGER, "The records could not be used; no file was written. Try again.")
            return
        self._progress.setLabelText(f"Exporting… {self._count} rows")
        self._progress.setValue(0)

    def _tell_whole(self) -> None:
        words = f"{self._count} {'row is' if self._count == 1 else 'rows are'} in {self._path}."
        if self._count == self._most:
            words += " No more than that go into one file. If there are more: search for less, and export again."
        self._end(Tone.WARNING if self._count == self._most else Tone.GOOD, words)

    def _end(self, tone: Tone, words: str) -> None:
        self._timer.stop()
        self._progress.reset()
        self._progress.deleteLater()
        if self._told is not None:
            self._told.show_message(tone, words)
        else:
            self._prompts.tell(self._window, "Export", words, tone=tone)
        self.deleteLater()


class _CancelledError(Exception):
    """The person cancelled."""
