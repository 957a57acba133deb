# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.records import Records
from opportal_desktop.records.rows import put_setting
from opportal_desktop.terms import Changed


@pytest.fixture
def heard(signals: RecordsSignals) -> list[Changed]:
    news: list[Changed] = []
    signals.changed.connect(news.append)
    return news


def write_on_another_thread(records: Records, *, announce: Changed | None = None) -> None:
    def write() -> None:
        with records.connection(), records.transaction():
            put_setting("elsewhere", '"1"')
            if announce:
                records.announce(announce)

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()


def test_a_commit_here_is_told_at_once(records: Records, signals: RecordsSignals, heard: list[Changed]) -> None:
    changed = Changed(patient_ids=frozenset({7}))
    with records.transaction():
        records.announce(changed)
        assert heard == []
    assert heard == [changed]


def test_a_commit_on_another_thread_is_told_on_the_windows_thread(
    qtbot: QtBot, records: Records, signals: RecordsSignals
) -> None:
    threads: list[bool] = []
    # A plain function would run on the thread that emits, if the object did not bring the news over first.
    signals.changed.connect(
        lambda changed: threads.append(QThread.currentThread() is QCoreApplication.instance().thread())  # type: ignore[union-attr]
    )
    write_on_another_thread(records, announce=Changed(outbox=True))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [True]


def test_news_of_another_thread_is_gathered_into_one(
    qtbot: QtBot, records: Records, signals: RecordsSignals, heard: list[Changed]
) -> None:
    for contact_id in range(20):
        write_on_another_thread(records, announce=Changed(contact_ids=frozenset({contact_id}), outbox=True))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [Changed(contact_ids=frozenset(range(20)), outbox=True)]
    write_on_another_thread(records, announce=Changed(outbox=True))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == Changed(outbox=True)


def test_another_connections_commit_is_noticed(
    qtbot: QtBot, records: Records, signals: RecordsSignals, heard: list[Changed]
) -> None:
    signals.watch(records)
    write_on_another_thread(records)
    qtbot.waitUntil(lambda: bool(heard), timeout=3000)
    assert heard == [Changed(everything=True)]
    signals.poll()
    assert heard == [Changed(everything=True)]


def test_own_commits_are_not_told_twice(records: Records, signals: RecordsSignals, heard: list[Changed]) -> None:
    signals.watch(records)
    with records.transaction():
        put_setting("here", '"1"')
        records.announce(Changed(settings=True))
    signals.poll()
    assert heard == [Changed(settings=True)]


def test_nothing_is_polled_after_the_stop(
    records: Records, signals: RecordsSignals, heard: list[Changed], tmp_path: Path
) -> None:
    signals.watch(records)
    signals.stop()
    write_on_another_thread(records)
    signals.poll()
    assert heard == []
