# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop remembers between starts: geometry, appearance, recently opened charts (ids only, never names)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.theme import Scheme, TextSize

RECENT_LIMIT = 8


class WindowState:
    """A file in the user's configuration folder; unreadable values count as never set."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def restore_geometry(self, window: QWidget, name: str) -> bool:
        """Put the window where it was; False if it was never kept."""
        stored = self._settings.value(f"geometry/{name}")
        return isinstance(stored, QByteArray) and window.restoreGeometry(stored)

    def keep_geometry(self, window: QWidget, name: str) -> None:
        self._settings.setValue(f"geometry/{name}", window.saveGeometry())

    @property
    def scheme(self) -> Scheme:
        try:
            return Scheme(self._settings.value("appearance/scheme"))
        except ValueError:
            return Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._settings.setValue("appearance/scheme", scheme.value)

    @property
    def text_size(self) -> TextSize:
        name = str(self._settings.value("appearance/text_size"))
        return TextSize[name] if name in TextSize.__members__ else TextSize.NORMAL

    @text_size.setter
    def text_size(self, text_size: TextSize) -> None:
        self._settings.setValue("appearance/text_size", text_size.name)

    @property
    def recent_patient_ids(self) -> tuple[int, ...]:
        """Latest first."""
        stored = str(self._settings.value("recent/patients") or "")
        return tuple(int(part) for part in stored.split(" ") if part.isdigit())

    def remember_patient(self, patient_id: int) -> None:
        others = [other for other in self.recent_patient_ids if other != patient_id]
        kept = [patient_id, *others][:RECENT_LIMIT]
        self._settings.setValue("recent/patients", " ".join(str(one) for one in kept))

    def store(self) -> None:
        """Write what is not in the file yet; else Qt does it when the program is all but gone."""
        self._settings.sync()
