# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells a manager, once for each version, that a newer one exists; asks nobody anything unless IT turned it on."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from opportal_desktop import __version__
from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.updates import NewerVersion, UpdateNoticeError, UpdateSource, find_newer, note_told, was_told

log = logging.getLogger(__name__)

WAIT_MILLISECONDS = 60_000
"""Until somebody has no other dialog open."""


class UpdateNotice(QObject):
    """Looks once, in the background; `folder` remembers what was told."""

    def __init__(self, source: UpdateSource, folder: Path, prompts: Prompts, window: QWidget) -> None:
        super().__init__(window)
        self._folder = folder
        self._prompts = prompts
        self._window = window
        self._newer: NewerVersion | None = None
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MILLISECONDS)
        self._wait.timeout.connect(self._tell)
        self._call = BackgroundCall(partial(find_newer, source))
        self._call.done.connect(self._on_found)
        self._call.failed.connect(self._on_not_found)
        self._call.start()

    @Slot(object)
    def _on_found(self, newer: NewerVersion | None) -> None:
        if newer is not None and not was_told(self._folder, newer):
            self._newer = newer
            self._tell()

    @Slot(object)
    def _on_not_found(self, error: Exception) -> None:
        if not isinstance(error, UpdateNoticeError):
            raise error
        # Nothing that the desk could do about it, and nothing that can't wait.
        log.info("no news of newer versions: %s", error)

    @Slot()
    def _tell(self) -> None:
        newer = self._newer
        if newer is None:
            return
        if QApplication.activeModalWidget() is not None:
            self._wait.start()
            return
        self._newer = None
        note_told(self._folder, newer)
        self._prompts.tell(
            self._window,
            f"OP Portal {newer.version} is there",
            f"This PC has version {__version__}. Nothing was changed, and nothing is installed by itself: ask your IT "
            f"person to install it when it suits the practice. What is new: {newer.page}",
        )
