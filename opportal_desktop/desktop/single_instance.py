# SPDX-License-Identifier: GPL-3.0-or-later
"""One window per user and database: a second start raises the first."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCryptographicHash,
    QDeadlineTimer,
    QFileSystemWatcher,
    QLockFile,
    QObject,
    QThread,
    Signal,
    Slot,
)

if TYPE_CHECKING:
    from opportal_desktop.records.server_address import Place

_ANSWER_MILLISECONDS = 5000
_PAUSE_MILLISECONDS = 20


class SingleInstance(QObject):
    """The claim of being the one program that has this user's practice open.

    The lock file is taken first and costs next to nothing. A later start asks by making a file that the first program
    watches for and takes away: a local socket would do the same, with 3 MiB of Qt's network library.
    """

    raise_requested = Signal()

    def __init__(self, database: Place, folder: Path, parent: QObject | None = None) -> None:
        """`folder`: this user's data folder; made if it is not there."""
        super().__init__(parent)
        place = database.expanduser().absolute() if isinstance(database, Path) else database
        identity = f"{getpass.getuser()}\n{place}"
        digest = QCryptographicHash.hash(identity.encode(), QCryptographicHash.Algorithm.Sha256)
        # A folder of its own for each practice: the watching is told of other files in it, too.
        self._folder = folder / "running" / digest.toHex().toStdString()[:24]
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.request_file = self._folder / "show"
        self.sender_lock_file = self._folder / "sender"
        """Taken by who sends the mail of a practice on a server, so that one program of this PC and user does."""
        self._lock = QLockFile(str(self._folder / "lock"))
        # A lock is stale only when its process is gone, however long ago it was taken.
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None

    def claim(self) -> bool:
        """True if this is the only one; else another one runs."""
        return self._lock.tryLock(0)

    def raise_first(self) -> bool:
        """Ask the program that runs already to show its window; False if it does not answer."""
        patience = QDeadlineTimer(_ANSWER_MILLISECONDS)
        self.request_file.touch(mode=0o600)
        # It may just be starting, and looks when its window is there.
        while self.request_file.exists():
            if patience.hasExpired():
                self.request_file.unlink(missing_ok=True)
                return False
            QThread.msleep(_PAUSE_MILLISECONDS)
        return True

    @Slot()
    def listen(self) -> None:
        """Answer later starts from now on, and one that asked already."""
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._on_folder_changed)
        self._on_folder_changed()

    @Slot()
    def _on_folder_changed(self) -> None:
        try:
            self.request_file.unlink()
        except OSError:
            # None was made, or (on Windows) its maker still holds it: the folder changes once more, or it gives up.
            return
        self.raise_requested.emit()

    def release(self) -> None:
        """Let the next start be the first."""
        if self._watcher is not None:
            self._watcher.removePath(str(self._folder))
        self._lock.unlock()
