# SPDX-License-Identifier: GPL-3.0-or-later
"""The notice of a newer version, as a manager sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import update_notice
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.update_notice import UpdateNotice
from opportal_desktop.updates import NewerVersion, UpdateNoticeError, UpdateSource, was_told

SOURCE = UpdateSource("https://example.org/manifest", bytes(32))
NEWER = NewerVersion("9.0.0", "https://example.org/releases")


class ToldPrompts(Prompts):
    """Keeps what was told instead of a box that waits."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, parent: QWidget | None, title: str, text: str, *_: object, **__: object) -> None:
        self.told.append(f"{title}\n{text}")


Answer = Callable[[NewerVersion | Exception | None], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    def give(found: NewerVersion | Exception | None) -> None:
        def find(source: UpdateSource) -> NewerVersion | None:
            if isinstance(found, Exception):
                raise found
            return found

        monkeypatch.setattr(update_notice, "find_newer", find)

    return give


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def look(qtbot: QtBot, window: QWidget, folder: Path, prompts: Prompts) -> UpdateNotice:
    notice = UpdateNotice(SOURCE, folder, prompts, window)
    ended: list[bool] = []
    notice._call.done.connect(lambda _: ended.append(True))
    notice._call.failed.connect(lambda _: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))
    return notice


def test_it_says_what_exists_and_that_nothing_happens_by_itself(
    qtbot: QtBot, window: QWidget, tmp_path: Path, answer: Answer
) -> None:
    answer(NEWER)
    prompts = ToldPrompts()

    look(qtbot, window, tmp_path, prompts)

    (told,) = prompts.told
    assert "9.0.0" in told
    assert "nothing is installed by itself" in told
    assert NEWER.page in told


def test_it_is_told_once(qtbot: QtBot, window: QWidget, tmp_path: Path, answer: Answer) -> None:
    answer(NEWER)
    prompts = ToldPrompts()

    look(qtbot, window, tmp_path, prompts)
    look(qtbot, window, tmp_path, prompts)

    assert len(prompts.told) == 1


@pytest.mark.parametrize("found", [None, UpdateNoticeError("no answer")])
def test_no_news_is_not_told(
    qtbot: QtBot, window: QWidget, tmp_path: Path, answer: Answer, found: Exception | None
) -> None:
    answer(found)
    prompts = ToldPrompts()

    look(qtbot, window, tmp_path, prompts)

    assert prompts.told == []


def test_an_open_dialog_is_not_covered(
    qtbot: QtBot, window: QWidget, tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update_notice, "WAIT_MILLISECONDS", 10)
    answer(NEWER)
    prompts = ToldPrompts()
    dialog = QDialog(window)
    dialog.open()

    look(qtbot, window, tmp_path, prompts)
    assert prompts.told == []
    assert not was_told(tmp_path, NEWER)

    dialog.done(0)
    qtbot.waitUntil(lambda: len(prompts.told) == 1)
