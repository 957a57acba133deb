# SPDX-License-Identifier: GPL-3.0-or-later
"""How often it is looked for what needs attention."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import attention_watch
from opportal_desktop.desktop.attention_watch import AttentionWatch
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.records import Records
from opportal_desktop.terms import Changed


def test_it_looks_soon_after_a_change_and_seldom_in_a_steady_stream(
    qtbot: QtBot, records: Records, signals: RecordsSignals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a long queue goes out there is news all the time, and each look takes time from the window."""
    looks: list[float] = []
    monkeypatch.setattr(attention_watch, "GATHER_MILLISECONDS", 5)
    monkeypatch.setattr(attention_watch, "STEADY_MILLISECONDS", 400)
    clock = QElapsedTimer()
    clock.start()
    find = attention_watch.attention.possible_trouble
    monkeypatch.setattr(
        attention_watch.attention,
        "possible_trouble",
        lambda records: looks.append(clock.elapsed()) or find(records),  # type: ignore[func-returns-value]
    )
    watch = AttentionWatch(records, signals)
    stream = QTimer(watch, interval=10)
    stream.timeout.connect(lambda: signals.changed.emit(Changed(outbox=True)))
    stream.start()
    qtbot.waitUntil(lambda: len(looks) == 3, timeout=20_000)
    watch.stop()
    # From begin to begin; the thread that notes the time may be late by itself, never early.
    assert looks[2] - looks[0] >= 600
