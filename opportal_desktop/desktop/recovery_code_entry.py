# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a practice's file with the printed recovery code, and keeping the key on this computer from then on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.forms.ui_recovery_code_entry import Ui_RecoveryCodeEntry
from opportal_desktop.records.keys import KEY_FILE_VARIABLE
from opportal_desktop.records.opening_states import OpeningError, OpeningState
from opportal_desktop.records.recovery_code import RecoveryCodeError, parse_recovery_code
from opportal_desktop.records.server_address import Place
from opportal_desktop.registration.new_practice import keep_key, open_with_recovery_code

_WIDTH_CHARACTERS = 104
_CODE_LINES = 3
_KEYRING_STATES = (OpeningState.KEYRING_ABSENT, OpeningState.KEYRING_LOCKED)
_FILE_TYPES = "Practice files (*.opportal);;All files (*)"

_NOT_THIS_PRACTICES = (
    "The code is complete and without a mistake, but it does not open this file: it belongs to other records. "
    "Check that file and printout are of the same practice. If they are, the beginning of the file is destroyed: "
    "restore the latest backup."
)


def key_file_words(file: Path) -> str:
    """What somebody with a key file has to know for the next start."""
    return (
        f"The key is in {file}, which only you can read. From now on OP Portal needs to be told of it: "
        f"have {KEY_FILE_VARIABLE} set to this file, or ask IT to."
    )


class RecoveryCodeEntry(QDialog):
    """Modal. Accepted means: the file opens with the code (and was closed again).

    No other records may be open in this process meanwhile.

    Attributes:
        path: the practice's file.
        key: its key, 32 bytes; None until accepted.
        key_file: where the key was put on a computer without a keyring; else None.
    """

    def __init__(
        self, prompts: Prompts, path: Place | None, *, folder: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """`path`: the file, if it is known; `folder`: where to look for it."""
        super().__init__(parent)
        self.path = path
        # The code can be of a practice on a server too; then there is no file to look for.
        on_server = path is not None and not isinstance(path, Path)
        self.key: bytes | None = None
        self.key_file: Path | None = None
        self._prompts = prompts
        self._folder = path.parent if isinstance(path, Path) else folder or Path.home()
        self._working: BackgroundCall | None = None
        self.ui = Ui_RecoveryCodeEntry()
        self.ui.setupUi(self)
        ui = self.ui
        load_icons(self)
        self._errors = FieldErrors(
            {
                "file": FormField(ui.fileLineEdit, ui.fileErrorLabel),
                "code": FormField(ui.codeEdit, ui.codeErrorLabel),
            }
        )
        ui.fileLineEdit.setText(str(path) if path else "")
        ui.codeEdit.setFixedHeight(ui.codeEdit.fontMetrics().lineSpacing() * _CODE_LINES + 24)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH_CHARACTERS)
        ui.fileLabel.setText("Database" if on_server else ui.fileLabel.text())
        ui.fileLineEdit.setReadOnly(on_server)
        ui.browseButton.setHidden(on_server)
        ui.browseButton.clicked.connect(self._browse)
        ui.openButton.clicked.connect(self._open)
        ui.cancelButton.clicked.connect(self.reject)
        ui.codeEdit.textChanged.connect(self._on_code_edited)
        self._set_busy(False)
        (ui.codeEdit if path else ui.browseButton).setFocus()

    def reject(self) -> None:
        if self._working is None:
            super().reject()

    @Slot()
    def _browse(self) -> None:
        chosen = self._prompts.choose_open_file(self, "The practice’s file", self._folder, _FILE_TYPES)
        if chosen is not None:
            self.ui.fileLineEdit.setText(str(chosen))
            self._errors.set("file", "")
            self.ui.codeEdit.setFocus()

    @Slot()
    def _on_code_edited(self) -> None:
        self._errors.set("code", "")

    @Slot()
    def _open(self) -> None:
        ui = self.ui
        ui.messageBar.clear()
        errors = {}
        typed_path = ui.fileLineEdit.text().strip()
        if not typed_path:
            errors["file"] = "Choose the practice’s file."
        typed = ui.codeEdit.toPlainText()
        try:
            parse_recovery_code(typed)
        except RecoveryCodeError as error:
            errors["code"] = str(error)
        self._errors.show(errors)
        if not errors:
            if self.path is None or isinstance(self.path, Path):
                self.path = Path(typed_path)
            self._start(BackgroundCall(partial(open_with_recovery_code, self.path, typed)))

    def _start(self, call: BackgroundCall) -> None:
        self._set_busy(True)
        self._working = call
        call.done.connect(self._on_opened)
        call.failed.connect(self._on_refused)
        call.start()

    @Slot(object)
    def _on_opened(self, key: bytes) -> None:
        self._set_busy(False)
        self.key = key
        if self.key_file is not None:
            self._prompts.tell(self, "The records open", key_file_words(self.key_file), tone=Tone.GOOD)
        self.accept()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, OpeningError):
            self.ui.messageBar.show_message(
                Tone.DANGER, "The records could not be opened; they were not changed. The log says more; ask IT."
            )
            raise error
        self.key_file = None
        if error.state in _KEYRING_STATES:
            self._ask_where_to_keep_the_key(error)
        elif error.state is OpeningState.WRONG_KEY:
            self._errors.show({"code": _NOT_THIS_PRACTICES})
        elif error.state is OpeningState.NO_FILE:
            self._errors.show({"file": "There is no such file. Choose the practice’s file."})
        else:
            self.ui.messageBar.show_message(Tone.WARNING, f"{error.happened} {error.safe} {error.next_step}")

    def _ask_where_to_keep_the_key(self, error: OpeningError) -> None:
        """The code opens the file, but this computer's keyring can't take the key."""
        answer = self._prompts.ask(
            self,
            "The code is right, but the key cannot be kept here",
            f"{error.happened}\n\nTry again when the keyring is there; or open the records just this once, and type "
            "the code again next time; or keep the key in a file that only you can read.",
            [
                Choice("cancel", "&Cancel", ChoiceRole.CANCEL),
                Choice("file", "&Keep it in a file…"),
                Choice("once", "&Open this once", ChoiceRole.PRIMARY),
            ],
        )
        key = parse_recovery_code(self.ui.codeEdit.toPlainText())
        if answer == "once":
            self._on_opened(key)
        elif answer == "file" and self.path is not None:
            suggested = self._folder.parent / "opportal-key.txt"
            chosen = self._prompts.choose_save_file(self, "File for the key", suggested, "Text files (*.txt)")
            if chosen is not None:
                self.key_file = chosen
                self._start(BackgroundCall(partial(_keep_in_file, self.path, key, chosen)))

    def _set_busy(self, busy: bool) -> None:
        if not busy:
            self._working = None
        self.ui.busyWidget.setVisible(busy)
        for button in (self.ui.openButton, self.ui.cancelButton, self.ui.browseButton):
            button.setEnabled(not busy)


def _keep_in_file(path: Place, key: bytes, key_file: Path) -> bytes:
    keep_key(path, key, key_file)
    return key
