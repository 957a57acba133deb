# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows a mail and nothing else: no picture, style or page is fetched, from the network or from the disk."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget


class MailBrowser(QTextBrowser):
    """Its links are words: a click on one goes nowhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None

    def doSetSource(self, name: QUrl | str, kind: Any = None) -> None:
        return
