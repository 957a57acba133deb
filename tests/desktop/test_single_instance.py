# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import single_instance
from opportal_desktop.desktop.single_instance import SingleInstance

Make = Callable[..., SingleInstance]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    """A program's claim; all are released at the end."""
    made: list[SingleInstance] = []

    def make_one(practice: str = "practice.opportal") -> SingleInstance:
        made.append(SingleInstance(tmp_path / practice, tmp_path / "data"))
        return made[-1]

    yield make_one
    for instance in made:
        instance.release()


def asked_elsewhere(later: SingleInstance) -> tuple[threading.Thread, list[bool]]:
    """`raise_first` blocks, as in a process of its own."""
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(later.raise_first()))
    thread.start()
    return thread, answers


def test_only_the_first_has_the_claim(make: Make) -> None:
    first, second = make(), make()
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()


def test_each_practice_has_its_own(make: Make) -> None:
    assert make("willow.opportal").claim()
    assert make("river.opportal").claim()


def test_a_later_start_raises_the_first(qtbot: QtBot, make: Make) -> None:
    first, second = make(), make()
    first.claim()
    first.listen()
    for _ in range(2):
        with qtbot.waitSignal(first.raise_requested):
            thread, answers = asked_elsewhere(second)
        thread.join()
        assert answers == [True]


def test_a_start_that_came_before_the_window_is_answered_too(qtbot: QtBot, make: Make) -> None:
    first, second = make(), make()
    first.claim()
    raised: list[bool] = []
    first.raise_requested.connect(lambda: raised.append(True))
    thread, answers = asked_elsewhere(second)
    qtbot.waitUntil(lambda: any(second.request_file.parent.glob("show")))
    first.listen()
    thread.join()
    assert (raised, answers) == ([True], [True])


def test_one_that_does_not_answer_is_told_apart(qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_instance, "_ANSWER_MILLISECONDS", 60)
    first, second = make(), make()
    first.claim()
    assert not second.raise_first()
    assert not second.request_file.exists(), "a request that nobody waits for would raise a later window"
    assert not second.claim()
