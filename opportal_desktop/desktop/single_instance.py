# SPDX-License-Identifier: GPL-3.0-or-later
"""One window per user and database: a second start raises the first."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QLockFile, QObject, QThread, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_ANSWER_MILLISECONDS = 3000
_PAUSE_MILLISECONDS = 50


class SingleInstance(QObject):
    """The claim of being the one program that has this user's practice open.

    The lock file is taken first and costs next to nothing; the local server that later starts talk to is made by
    `listen`, after the window is painted.
    """

    raise_requested = Signal()

    def __init__(self, database: Path, folder: Path, parent: QObject | None = None) -> None:
        """`folder`: this user's data folder; made if it is not there."""
        super().__init__(parent)
        identity = f"{getpass.getuser()}\n{database.expanduser().absolute()}"
        digest = QCryptographicHash.hash(identity.encode(), QCryptographicHash.Algorithm.Sha256)
        self._name = "opportal-" + digest.toHex().toStdString()[:24]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / f"{self._name}.lock"))
        # A lock is stale only when its process is gone, however long ago it was taken.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """True if this is the only one; else another one runs."""
        return self._lock.tryLock(0)

    def raise_first(self) -> bool:
        """Ask the program that runs already to show its window; False if it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        patience = QDeadlineTimer(_ANSWER_MILLISECONDS)
        socket.connectToServer(self._name)
        while not socket.waitForConnected(_ANSWER_MILLISECONDS):
            # It may just be starting, and listens when its window is there.
            if patience.hasExpired():
                return False
            QThread.msleep(_PAUSE_MILLISECONDS)
            socket.connectToServer(self._name)
        socket.write(b"raise\n")
        socket.waitForBytesWritten(_ANSWER_MILLISECONDS)
        socket.disconnectFromServer()
        return True

    @Slot()
    def listen(self) -> None:
        """Answer later starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    @Slot()
    def _on_connection(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raise_requested.emit()

    def release(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
