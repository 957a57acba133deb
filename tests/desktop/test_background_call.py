# SPDX-License-Identifier: GPL-3.0-or-later
"""Slow calls run on another thread, and come back on this one."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import background_call
from opportal_desktop.desktop.background_call import BackgroundCall


class Waiting(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[object, bool]] = []

    @Slot(object)
    def hear(self, what: object) -> None:
        self.heard.append((what, threading.current_thread() is threading.main_thread()))


def test_runs_elsewhere_and_answers_here(qtbot: QtBot) -> None:
    waiting = Waiting()
    call = BackgroundCall(lambda: threading.current_thread() is threading.main_thread())
    call.done.connect(waiting.hear)
    call.start()
    qtbot.waitUntil(lambda: bool(waiting.heard))
    assert waiting.heard == [(False, True)]
    assert call not in background_call._running


def test_an_error_comes_back_as_it_was(qtbot: QtBot) -> None:
    waiting = Waiting()
    error = OSError("no such thing")

    def fail() -> None:
        raise error

    call = BackgroundCall(fail)
    call.done.connect(lambda _: pytest.fail("it failed"))
    call.failed.connect(waiting.hear)
    call.start()
    qtbot.waitUntil(lambda: bool(waiting.heard))
    assert waiting.heard == [(error, True)]


def test_the_waiting_one_may_go_away(qtbot: QtBot) -> None:
    release = threading.Event()
    waiting = Waiting()
    call = BackgroundCall(lambda: release.wait(10))
    call.done.connect(waiting.hear)
    call.start()
    del waiting
    release.set()
    qtbot.waitUntil(lambda: call not in background_call._running)
