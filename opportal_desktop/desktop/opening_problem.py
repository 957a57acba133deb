# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands between the start and the records: what happened, what is safe, and the ways on that fit.

Nothing here deletes or overwrites anything.
"""

from __future__ import annotations

from enum import Enum, auto
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.theme import restyle
from opportal_desktop.forms.ui_opening_problem import Ui_OpeningProblem
from opportal_desktop.records.opening_states import OpeningError, OpeningState


class OpeningAction(Enum):
    """What the person chose; closing the window is QUIT."""

    TRY_AGAIN = auto()
    RECOVERY_CODE = auto()
    CHOOSE_FILE = auto()
    SET_UP = auto()
    JOIN = auto()
    QUIT = auto()


_A = OpeningAction
_S = OpeningState

# The first one is Enter's. Every state has QUIT besides.
OFFERS: dict[OpeningState, tuple[OpeningAction, ...]] = {
    _S.READY: (),
    _S.NO_FILE: (_A.SET_UP, _A.CHOOSE_FILE, _A.TRY_AGAIN),
    _S.NO_KEY: (_A.RECOVERY_CODE, _A.CHOOSE_FILE, _A.TRY_AGAIN),
    _S.KEY_UNREADABLE: (_A.TRY_AGAIN, _A.RECOVERY_CODE),
    _S.KEYRING_ABSENT: (_A.TRY_AGAIN, _A.RECOVERY_CODE),
    _S.KEYRING_LOCKED: (_A.TRY_AGAIN, _A.RECOVERY_CODE),
    _S.WRONG_KEY: (_A.RECOVERY_CODE, _A.CHOOSE_FILE, _A.TRY_AGAIN),
    _S.NOT_ENCRYPTED: (_A.CHOOSE_FILE, _A.TRY_AGAIN),
    _S.DAMAGED: (_A.TRY_AGAIN, _A.CHOOSE_FILE),
    _S.NEWER_SCHEMA: (_A.TRY_AGAIN, _A.CHOOSE_FILE),
    _S.READ_ONLY: (_A.TRY_AGAIN, _A.CHOOSE_FILE),
    _S.DISK_FULL: (_A.TRY_AGAIN,),
    _S.NETWORK_PATH: (_A.CHOOSE_FILE, _A.TRY_AGAIN),
    _S.DRIVER_NOT_ENCRYPTING: (_A.TRY_AGAIN,),
    _S.BUSY: (_A.TRY_AGAIN,),
    _S.MIGRATION_FAILED: (_A.TRY_AGAIN,),
    _S.INCOMPLETE_PROGRAM: (_A.TRY_AGAIN,),
    _S.FILE_EXISTS: (_A.CHOOSE_FILE, _A.TRY_AGAIN),
    _S.MOVED: (_A.JOIN, _A.CHOOSE_FILE, _A.TRY_AGAIN),
    _S.SERVER_UNREACHABLE: (_A.TRY_AGAIN,),
    _S.LOGIN_REFUSED: (_A.TRY_AGAIN,),
    _S.DATABASE_MISSING: (_A.TRY_AGAIN,),
    _S.TLS_REFUSED: (_A.TRY_AGAIN,),
    _S.NO_RIGHTS: (_A.TRY_AGAIN,),
    _S.NO_PRACTICE: (_A.TRY_AGAIN,),
    _S.SERVER_UNFIT: (_A.TRY_AGAIN,),
    _S.DATABASE_NOT_EMPTY: (_A.TRY_AGAIN,),
    _S.DRIVER_MISSING: (_A.TRY_AGAIN,),
}

_WIDTH_CHARACTERS = 104


class OpeningProblem(QDialog):
    """Modal; after `exec`, `action` is what to do."""

    def __init__(self, error: OpeningError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = OpeningAction.QUIT
        self.ui = Ui_OpeningProblem()
        self.ui.setupUi(self)
        self.ui.happenedLabel.setText(error.happened)
        self.ui.safeLabel.setText(error.safe)
        self.ui.nextStepLabel.setText(error.next_step)
        kind = "File" if isinstance(error.place, Path) else "Database"
        self.ui.pathLabel.setText(f"{kind}: {error.place}\nCase: {error.state.name}")
        self.setAccessibleDescription(f"{error.happened} {error.safe} {error.next_step}")
        offers = OFFERS[error.state]
        for action, button in self._buttons().items():
            button.setVisible(action in offers or action is OpeningAction.QUIT)
            button.clicked.connect(lambda _=False, chosen=action: self._choose(chosen))
        first = self._buttons()[offers[0] if offers else OpeningAction.QUIT]
        restyle(first, role="primary")
        first.setProperty("iconTint", "on_accent")
        first.setDefault(True)
        # The one that Enter presses stands at the right end, like everywhere.
        self.ui.footerLayout.addWidget(first)
        others = [button for button in self._buttons().values() if button is not first]
        for before, after in pairwise([*sorted(others, key=self.ui.footerLayout.indexOf), first]):
            QWidget.setTabOrder(before, after)
        load_icons(self)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH_CHARACTERS)
        first.setFocus()

    def _buttons(self) -> dict[OpeningAction, QPushButton]:
        ui = self.ui
        return {
            OpeningAction.TRY_AGAIN: ui.tryAgainButton,
            OpeningAction.RECOVERY_CODE: ui.recoveryCodeButton,
            OpeningAction.CHOOSE_FILE: ui.chooseFileButton,
            OpeningAction.SET_UP: ui.setUpButton,
            OpeningAction.JOIN: ui.joinButton,
            OpeningAction.QUIT: ui.quitButton,
        }

    def _choose(self, action: OpeningAction) -> None:
        self.action = action
        self.done(QDialog.DialogCode.Rejected if action is OpeningAction.QUIT else QDialog.DialogCode.Accepted)
