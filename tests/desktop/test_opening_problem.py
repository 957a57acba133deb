# SPDX-License-Identifier: GPL-3.0-or-later
"""Every state of the opening machine as a dialog: its words, and only the ways on that fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.opening_problem import OFFERS, OpeningAction, OpeningProblem
from opportal_desktop.records.opening_states import WORDS, OpeningError, OpeningState
from tests.desktop.accessibility import assert_accessible

FILE = Path("/somewhere/practice.opportal")


def opened(qtbot: QtBot, state: OpeningState) -> OpeningProblem:
    dialog = OpeningProblem(OpeningError(state, FILE))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize("state", WORDS)
def test_says_what_happened_what_is_safe_and_what_to_do(qtbot: QtBot, state: OpeningState) -> None:
    dialog = opened(qtbot, state)
    words = WORDS[state]
    assert dialog.ui.happenedLabel.text() == words.happened
    assert dialog.ui.safeLabel.text() == words.safe
    assert dialog.ui.nextStepLabel.text() == words.next_step
    assert str(FILE) in dialog.ui.pathLabel.text()
    shown = {action for action, button in dialog._buttons().items() if button.isVisible()}
    assert shown == {*OFFERS[state], OpeningAction.QUIT}
    assert_accessible(dialog)


def test_a_new_practice_is_offered_only_where_there_is_no_file() -> None:
    assert [state for state, offers in OFFERS.items() if OpeningAction.SET_UP in offers] == [OpeningState.NO_FILE]


def test_every_state_has_its_offers() -> None:
    assert set(OFFERS) == set(OpeningState)


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (OpeningState.NO_FILE, OpeningAction.SET_UP),
        (OpeningState.NO_KEY, OpeningAction.RECOVERY_CODE),
        (OpeningState.KEYRING_LOCKED, OpeningAction.TRY_AGAIN),
        (OpeningState.NETWORK_PATH, OpeningAction.CHOOSE_FILE),
    ],
)
def test_enter_takes_the_first_way(qtbot: QtBot, state: OpeningState, action: OpeningAction) -> None:
    dialog = opened(qtbot, state)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.action is action
    assert not dialog.isVisible()


def test_tab_walks_the_buttons_from_left_to_right(qtbot: QtBot) -> None:
    dialog = opened(qtbot, OpeningState.NO_FILE)
    dialog.ui.quitButton.setFocus()
    walked = []
    for _ in range(4):
        walked.append(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [
        dialog.ui.quitButton,
        dialog.ui.chooseFileButton,
        dialog.ui.tryAgainButton,
        dialog.ui.setUpButton,
    ]
    places = [button.x() for button in walked if button is not None]
    assert places == sorted(places)


def test_a_click_takes_another_way(qtbot: QtBot) -> None:
    dialog = opened(qtbot, OpeningState.WRONG_KEY)
    qtbot.mouseClick(dialog.ui.chooseFileButton, Qt.MouseButton.LeftButton)
    assert dialog.action is OpeningAction.CHOOSE_FILE


def test_escape_quits(qtbot: QtBot) -> None:
    dialog = opened(qtbot, OpeningState.NO_FILE)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.action is OpeningAction.QUIT
