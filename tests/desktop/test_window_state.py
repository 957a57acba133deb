# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.theme import Scheme, TextSize
from opportal_desktop.desktop.window_state import RECENT_LIMIT, WindowState


def test_what_is_kept_is_there_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(640, 480)
    state = WindowState(tmp_path / "window.ini")
    assert not state.restore_geometry(window, "main")
    state.keep_geometry(window, "main")
    state.scheme = Scheme.DARK
    state.text_size = TextSize.LARGER
    del state
    again = WindowState(tmp_path / "window.ini")
    window.resize(300, 200)
    assert again.restore_geometry(window, "main")
    assert (window.width(), window.height()) == (640, 480)
    assert (again.scheme, again.text_size) == (Scheme.DARK, TextSize.LARGER)


def test_nonsense_in_the_file_counts_as_never_set(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text("[appearance]\nscheme=purple\ntext_size=7\n[recent]\npatients=3 x 5\n[geometry]\nmain=1\n")
    state = WindowState(file)
    window = QWidget()
    qtbot.addWidget(window)
    assert (state.scheme, state.text_size) == (Scheme.SYSTEM, TextSize.NORMAL)
    assert state.recent_patient_ids == (3, 5)
    assert not state.restore_geometry(window, "main")


def test_recent_charts_are_few_and_latest_first(qapp: object, tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.ini")
    for patient_id in [*range(1, RECENT_LIMIT + 3), 5]:
        state.remember_patient(patient_id)
    assert len(state.recent_patient_ids) == RECENT_LIMIT
    assert state.recent_patient_ids[:3] == (5, RECENT_LIMIT + 2, RECENT_LIMIT + 1)
