# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage in cycles dies on the GUI thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.garbage import GuiThreadGarbage


class Cycle:
    died_on: list[threading.Thread]

    def __init__(self, died_on: list[threading.Thread]) -> None:
        self.died_on = died_on
        self.itself = self

    def __del__(self) -> None:
        self.died_on.append(threading.current_thread())


@pytest.fixture
def garbage(qtbot: QtBot) -> Iterator[GuiThreadGarbage]:
    was_enabled = gc.isenabled()
    made = GuiThreadGarbage()
    yield made
    made.stop()
    assert gc.isenabled()
    if not was_enabled:
        gc.disable()


def test_another_thread_collects_nothing(qtbot: QtBot, garbage: GuiThreadGarbage) -> None:
    died_on: list[threading.Thread] = []
    Cycle(died_on)
    kept: list[list[int]] = []
    other = threading.Thread(target=lambda: kept.extend([] for _ in range(50_000)))
    other.start()
    other.join()
    assert died_on == []
    qtbot.waitUntil(lambda: bool(died_on), timeout=10_000)
    assert died_on == [threading.main_thread()]


def test_what_the_start_made_is_not_looked_through_again(qtbot: QtBot, garbage: GuiThreadGarbage) -> None:
    kept = [[] for _ in range(1000)]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: gc.get_freeze_count() > len(kept), timeout=10_000)
    died_on: list[threading.Thread] = []
    Cycle(died_on)
    gc.collect()
    assert died_on == [threading.main_thread()]
