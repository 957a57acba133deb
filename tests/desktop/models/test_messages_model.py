# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of messages page by page, and what a change of the records does to what is shown."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models.messages_model import COL_OUTCOME, HEADERS, PAGE, MessagesModel
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.registration.messages import MessageRow
from opportal_desktop.terms import MessageKind, MessageState

QUEUED = MessageRow(
    message_id=1,
    kind=MessageKind.WELCOME,
    state=MessageState.QUEUED,
    contact_id=7,
    contact_name="Ana Torres",
    to="ana@example.com",
    by="Rosa Delgado",
    when="11/23/2026 10:00 AM",
    outcome="Waiting, goes out in a moment",
    unknown=False,
)


class StoredRows:
    """Stands for the records; counts what is read."""

    def __init__(self, count: int) -> None:
        self.rows = {number: replace(QUEUED, message_id=number) for number in range(1, count + 1)}
        self.read = 0
        self.is_quick = True

    def newest_beside(self, limit: int, below: int | None) -> Callable[[], Sequence[MessageRow]]:
        return partial(self.newest, limit, below)

    def newest(self, limit: int, below: int | None) -> Sequence[MessageRow]:
        return self._some(lambda number: below is None or number < below)[:limit]

    def above(self, newest: int, limit: int) -> Sequence[MessageRow]:
        return self._some(lambda number: number > newest)[:limit]

    def between(self, first: int, last: int) -> Sequence[MessageRow]:
        rows = self._some(lambda number: last <= number <= first)
        self.read += len(rows)
        return rows

    def _some(self, wanted) -> list[MessageRow]:
        return [self.rows[number] for number in sorted(self.rows, reverse=True) if wanted(number)]

    def sent(self, number: int) -> None:
        self.rows[number] = replace(self.rows[number], state=MessageState.SENT, outcome="Handed to the mail server")


def outcome(model: MessagesModel, row: int) -> str:
    return model.index(row, COL_OUTCOME).data()


def read_again(qtbot: QtBot, model: MessagesModel, rows: Sequence[int]) -> None:
    """What a view does after a change: it asks for what it shows."""
    for row in rows:
        outcome(model, row)
    qtbot.waitUntil(lambda: not model._again_timer.isActive())


def test_as_qt_wants_it(qtmodeltester: ModelTester) -> None:
    model = MessagesModel(StoredRows(PAGE + 5))
    model.start_anew()
    qtmodeltester.check(model)
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(len(HEADERS))] == list(HEADERS)


def test_twenty_thousand_come_a_page_at_a_time() -> None:
    model = MessagesModel(StoredRows(20_000))
    model.start_anew()
    assert model.rowCount() == PAGE
    pages = 1
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
        pages += 1
        if pages == 5:
            break
    assert model.rowCount() == 5 * PAGE
    assert [model.row(n).message_id for n in (0, 499)] == [20_000, 19_501]


def test_the_last_page_ends_it() -> None:
    model = MessagesModel(StoredRows(PAGE + 1))
    model.start_anew()
    model.fetchMore(model.index(-1, -1))
    assert model.rowCount() == PAGE + 1
    assert not model.canFetchMore(model.index(-1, -1))


def test_what_is_new_comes_on_top_and_what_is_seen_is_read_again(qtbot: QtBot) -> None:
    stored = StoredRows(50)
    model = MessagesModel(stored)
    model.start_anew()
    stored.rows[51] = replace(QUEUED, message_id=51)
    stored.sent(49)
    model.records_changed()
    assert model.row(0).message_id == 51
    assert outcome(model, 2) == "Waiting, goes out in a moment"
    read_again(qtbot, model, range(10))
    assert outcome(model, 2) == "Handed to the mail server"
    assert model.index(2, COL_OUTCOME).data(TONE_ROLE) == Tone.GOOD


def test_only_the_page_that_is_seen_is_read_again(qtbot: QtBot) -> None:
    stored = StoredRows(2000)
    model = MessagesModel(stored)
    model.start_anew()
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    model.records_changed()
    read_again(qtbot, model, range(1000, 1030))
    assert stored.read == PAGE
    read_again(qtbot, model, range(1000, 1030))
    assert stored.read == PAGE


def test_rows_that_no_longer_fit_leave_and_others_come_between(qtbot: QtBot) -> None:
    """The filter shows what waits: some went out, and one was put back between them."""
    stored = StoredRows(10)
    fifth = stored.rows.pop(5)
    model = MessagesModel(stored)
    model.start_anew()
    left: list[int] = []
    model.rowsAboutToBeRemoved.connect(lambda parent, first, last: left.append(model.row(first).message_id))
    del stored.rows[8]
    del stored.rows[7]
    stored.rows[5] = fifth
    model.records_changed()
    read_again(qtbot, model, range(model.rowCount()))
    assert [model.row(n).message_id for n in range(model.rowCount())] == [10, 9, 6, 5, 4, 3, 2, 1]
    assert sorted(left) == [7, 8]


def test_an_empty_list_fills() -> None:
    stored = StoredRows(0)
    model = MessagesModel(stored)
    model.start_anew()
    assert model.rowCount() == 0
    stored.rows[1] = QUEUED
    model.records_changed()
    assert model.rowCount() == 1


def test_nobody_knows_is_a_warning() -> None:
    stored = StoredRows(1)
    stored.rows[1] = replace(QUEUED, state=MessageState.FAILED, unknown=True)
    model = MessagesModel(stored)
    model.start_anew()
    assert model.index(0, COL_OUTCOME).data(TONE_ROLE) == Tone.WARNING


class SlowRows(StoredRows):
    """Gives nothing until it may; tells the thread that asked."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.is_quick = False
        self.may = threading.Event()
        self.asked_on: list[int] = []

    def newest(self, limit: int, below: int | None) -> Sequence[MessageRow]:
        self.asked_on.append(threading.get_ident())
        self.may.wait(10)
        return super().newest(limit, below)


def message_ids(model: MessagesModel) -> list[int]:
    return [model.row(n).message_id for n in range(model.rowCount())]


def test_a_slow_list_is_read_beside_the_window_and_what_is_shown_stays_until_it_comes(qtbot: QtBot) -> None:
    stored = SlowRows(PAGE + 5)
    stored.is_quick = True
    stored.may.set()
    model = MessagesModel(stored)
    model.start_anew()
    stored.is_quick = False
    stored.may.clear()
    stored.asked_on.clear()
    for number in range(1, 50):
        del stored.rows[number]
    model.start_anew()
    assert model.is_reading
    assert model.rowCount() == PAGE
    with qtbot.waitSignal(model.arrived):
        stored.may.set()
    assert not model.is_reading
    assert model.rowCount() == PAGE + 5 - 49
    assert threading.get_ident() not in stored.asked_on


def test_of_two_slow_lists_the_one_asked_for_last_is_shown(qtbot: QtBot) -> None:
    stored = SlowRows(3)
    model = MessagesModel(stored)
    model.start_anew()
    stored.is_quick = True
    stored.may.set()
    model.start_anew()
    arrived: list[bool] = []
    model.arrived.connect(lambda: arrived.append(True))
    qtbot.waitUntil(lambda: len(stored.asked_on) == 2)
    qtbot.wait(20)
    assert message_ids(model) == [3, 2, 1]
    assert arrived == []


def test_a_steady_stream_of_changes_does_not_put_a_slow_list_off(qtbot: QtBot) -> None:
    stored = SlowRows(3)
    model = MessagesModel(stored)
    model.start_anew()
    for _ in range(5):
        model.records_changed()
    qtbot.waitUntil(lambda: len(stored.asked_on) == 1)
    with qtbot.waitSignal(model.arrived):
        stored.may.set()
    assert message_ids(model) == [3, 2, 1]
    # And once more, for what changed while it was read.
    stored.rows[4] = replace(QUEUED, message_id=4)
    qtbot.waitUntil(lambda: not model.is_reading)
    assert len(stored.asked_on) == 2


def test_after_a_change_rows_of_a_slow_list_that_stay_keep_their_place(qtbot: QtBot) -> None:
    stored = SlowRows(5)
    stored.may.set()
    model = MessagesModel(stored)
    with qtbot.waitSignal(model.arrived):
        model.start_anew()
    kept = QPersistentModelIndex(model.index(2, 0))
    stored.rows[6] = replace(QUEUED, message_id=6)
    del stored.rows[4]
    stored.sent(3)
    with qtbot.waitSignal(model.arrived):
        model.records_changed()
    assert message_ids(model) == [6, 5, 3, 2, 1]
    assert kept.row() == 2
    assert outcome(model, 2) == "Handed to the mail server"


def test_a_slow_list_goes_on_when_it_is_scrolled(qtbot: QtBot) -> None:
    stored = SlowRows(PAGE + 5)
    stored.may.set()
    model = MessagesModel(stored)
    with qtbot.waitSignal(model.arrived):
        model.start_anew()
    with qtbot.waitSignal(model.arrived):
        model.fetchMore(model.index(-1, -1))
        model.fetchMore(model.index(-1, -1))
    assert message_ids(model) == list(range(PAGE + 5, 0, -1))
    assert not model.canFetchMore(model.index(-1, -1))


class FailingRows(SlowRows):
    def newest(self, limit: int, below: int | None) -> Sequence[MessageRow]:
        raise OSError("no disk")


def test_a_slow_list_that_cannot_be_read_is_told_like_any_other(qtbot: QtBot) -> None:
    model = MessagesModel(FailingRows(3))
    with qtbot.captureExceptions() as raised:
        model.start_anew()
        qtbot.waitUntil(lambda: not model.is_reading)
    assert [kind for kind, _, _ in raised] == [OSError]
