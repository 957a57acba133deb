# SPDX-License-Identifier: GPL-3.0-or-later
"""Setting up a new practice, page by page; nothing is created before the last button."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QButtonGroup, QDialog, QLabel, QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.recovery_code_entry import RecoveryCodeEntry, key_file_words
from opportal_desktop.desktop.recovery_code_sheet import print_with_dialog, recovery_code_sheet
from opportal_desktop.desktop.searched_combos import choose_value, chosen_value, fill_time_zones
from opportal_desktop.desktop.small_screens import open_with, scroll_when_small
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.forms.ui_practice_setup import Ui_PracticeSetup
from opportal_desktop.records.opening_states import OpeningError, OpeningState
from opportal_desktop.records.recovery_code import GROUPS, recovery_code, recovery_code_groups, same_group
from opportal_desktop.records.server_address import Place
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.new_practice import (
    NewPractice,
    check_new_place,
    key_for_new_practice,
    set_up_practice,
)
from opportal_desktop.registration.practice import settings_errors

FILE_NAME = "practice.opportal"
_START, _PRACTICE, _CODE, _CONFIRM = range(4)
_STEPS = (
    "",
    "Step 1 of 3: the practice",
    "Step 2 of 3: the recovery code",
    "Step 3 of 3: is the recovery code on paper?",
)
_TYPED_HERE = ("practice_name", "practice_phone", "time_zone")
_WIDTH_CHARACTERS = 112
_HEIGHT_LINES = 38

PrintDocument = Callable[[QTextDocument, QWidget], bool]


class PracticeSetup(QDialog):
    """Modal. Accepted means: the practice is there and closed, its key is kept; open it with these.

    No other records may be open in this process meanwhile.

    Attributes:
        path: where a new practice's file goes.
        place: the practice's file, or its database on a server; None until accepted.
        key: its key, 32 bytes; None until accepted.
        key_file: where the key was put on a computer without a keyring; else None.
    """

    def __init__(
        self,
        prompts: Prompts,
        suggested: Path,
        *,
        login: str,
        staff_name: str,
        print_document: PrintDocument = print_with_dialog,
        parent: QWidget | None = None,
    ) -> None:
        """`suggested`: where the file goes unless another folder is chosen."""
        super().__init__(parent)
        self.path = suggested
        self.place: Place | None = None
        self.key: bytes | None = None
        self.key_file: Path | None = None
        self._prompts = prompts
        self._login = login
        self._print_document = print_document
        self._new_key = b""
        self._groups: tuple[str, ...] = ()
        self._asked = (0, 0)
        self._working: BackgroundCall | None = None
        self.ui = Ui_PracticeSetup()
        self.ui.setupUi(self)
        load_icons(self)
        fill_time_zones(self.ui.timeZoneComboBox)
        choose_value(self.ui.timeZoneComboBox, PracticeSettings().time_zone)
        self.ui.staffNameLineEdit.setText(staff_name)
        self._errors = self._field_errors()
        self._ways = QButtonGroup(self)
        self._ways.addButton(self.ui.newPracticeRadioButton)
        self._ways.addButton(self.ui.existingPracticeRadioButton)
        self._ways.addButton(self.ui.serverPracticeRadioButton)
        self._connect()
        self._show_place()
        self.ui.keyFileCard.hide()
        self.ui.codeNoteLabel.hide()
        self._set_busy(False)
        scroll_when_small(self.ui.pageStack)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self._go_to(_START)

    # -- building

    def _field_errors(self) -> FieldErrors:
        ui = self.ui
        return FieldErrors(
            {
                "place": FormField(ui.placeLineEdit, ui.placeErrorLabel),
                "practice_name": FormField(ui.practiceNameLineEdit, ui.practiceNameErrorLabel),
                "practice_phone": FormField(ui.practicePhoneLineEdit, ui.practicePhoneErrorLabel),
                "time_zone": FormField(ui.timeZoneComboBox, ui.timeZoneErrorLabel),
                "staff_name": FormField(ui.staffNameLineEdit, ui.staffNameErrorLabel),
                "first": FormField(ui.firstGroupLineEdit, ui.firstGroupErrorLabel),
                "second": FormField(ui.secondGroupLineEdit, ui.secondGroupErrorLabel),
                "key_file": FormField(ui.keyFileCheckBox, ui.keyFileErrorLabel),
            }
        )

    def _connect(self) -> None:
        ui = self.ui
        ui.nextButton.clicked.connect(self._next)
        ui.backButton.clicked.connect(self._back)
        ui.cancelButton.clicked.connect(self.reject)
        ui.changePlaceButton.clicked.connect(self._change_place)
        ui.newPracticeRadioButton.toggled.connect(ui.placeWidget.setVisible)
        ui.printButton.clicked.connect(self._print)
        ui.copyButton.clicked.connect(self._copy)
        ui.keyFileButton.clicked.connect(self._choose_key_file)

    # -- going through the pages

    def _page(self) -> int:
        return self.ui.pageStack.currentIndex()

    def _go_to(self, page: int) -> None:
        ui = self.ui
        ui.pageStack.setCurrentIndex(page)
        ui.stepLabel.setText(_STEPS[page])
        ui.stepLabel.setVisible(bool(_STEPS[page]))
        ui.backButton.setVisible(page != _START)
        ui.nextButton.setText("Set &up practice" if page == _CONFIRM else "Ne&xt")
        ui.messageBar.clear()
        (ui.newPracticeRadioButton, ui.practiceNameLineEdit, ui.printButton, ui.firstGroupLineEdit)[page].setFocus()

    @Slot()
    def _next(self) -> None:
        if self._working is not None:
            return
        (self._leave_start, self._leave_practice, self._leave_code, self._leave_confirm)[self._page()]()

    @Slot()
    def _back(self) -> None:
        if self._working is None:
            self._go_to(self._page() - 1)

    def _leave_start(self) -> None:
        if self.ui.existingPracticeRadioButton.isChecked():
            self._open_existing()
        elif self.ui.serverPracticeRadioButton.isChecked():
            self._join_on_server()
        elif self._place_is_free():
            self._go_to(_PRACTICE)

    def _leave_practice(self) -> None:
        errors = {name: words for name, words in settings_errors(self._settings()).items() if name in _TYPED_HERE}
        if not self.ui.staffNameLineEdit.text().strip():
            errors["staff_name"] = "Enter your name: it stands beside what you save."
        self._errors.show(errors)
        if not errors and self._make_key():
            self._go_to(_CODE)

    def _leave_code(self) -> None:
        self._ask_for_groups()
        self._go_to(_CONFIRM)

    def _leave_confirm(self) -> None:
        ui = self.ui
        errors = {}
        for name, number, field in (
            ("first", self._asked[0], ui.firstGroupLineEdit),
            ("second", self._asked[1], ui.secondGroupLineEdit),
        ):
            if not same_group(self._groups[number - 1], field.text()):
                errors[name] = f"This is not group {number} of the code. Compare it with the printout."
        if ui.keyFileCard.isVisible() and ui.keyFileCheckBox.isChecked() and self.key_file is None:
            errors["key_file"] = "Choose where the key file goes."
        self._errors.show(errors)
        if not errors:
            self._set_up()

    # -- page 0: where

    def _show_place(self) -> None:
        self.ui.placeLineEdit.setText(str(self.path))
        self._place_is_free()

    def _place_is_free(self) -> bool:
        words = ""
        try:
            check_new_place(self.path)
        except OpeningError as error:
            words = f"{error.happened} {error.next_step}"
        self._errors.set("place", words)
        return not words

    @Slot()
    def _change_place(self) -> None:
        folder = self._prompts.choose_folder(self, "Folder for the practice’s records", self.path.parent)
        if folder is not None:
            self.path = folder / FILE_NAME
            self._show_place()

    def _open_existing(self) -> None:
        entry = RecoveryCodeEntry(self._prompts, None, folder=self.path.parent, parent=self)
        if entry.exec() == QDialog.DialogCode.Accepted and isinstance(entry.path, Path):
            self.place, self.key, self.key_file = entry.path, entry.key, entry.key_file
            self.accept()

    def _join_on_server(self) -> None:
        # Not at the top: most practices begin with a file.
        from opportal_desktop.desktop.practice_server import PracticeServer

        dialog = PracticeServer(None, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.choice is not None:
            self.place, self.key = dialog.choice.address, dialog.choice.key
            self.accept()

    # -- page 1: the practice

    def _settings(self) -> PracticeSettings:
        ui = self.ui
        return PracticeSettings(
            practice_name=ui.practiceNameLineEdit.text().strip(),
            practice_phone=ui.practicePhoneLineEdit.text().strip(),
            time_zone=chosen_value(ui.timeZoneComboBox),
        )

    # -- page 2: the recovery code

    def _make_key(self) -> bool:
        """The key is made once: going back and forth does not make a printed code worthless."""
        if not self._new_key:
            try:
                self._new_key = key_for_new_practice(self.path)
            except OpeningError as error:
                self._show_refusal(error)
                return False
            self._groups = recovery_code_groups(self._new_key)
            for label, group in zip(self._group_labels(), self._groups, strict=True):
                label.setText(group)
        self.ui.codeCard.setAccessibleDescription(" ".join(self._groups))
        return True

    def _group_labels(self) -> tuple[QLabel, ...]:
        return tuple(getattr(self.ui, f"group{number}Label") for number in range(1, GROUPS + 1))

    @Slot()
    def _print(self) -> None:
        sheet = recovery_code_sheet(self._groups, self._settings().practice_name, self.path)
        if self._print_document(sheet, self):
            self._show_note("Sent to the printer. Check the page before you go on.")

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(recovery_code(self._new_key))
        self._show_note(
            "Copied. Paste it where only you can find it, not on this computer, and copy something else afterwards."
        )

    def _show_note(self, words: str) -> None:
        self.ui.codeNoteLabel.setText(words)
        self.ui.codeNoteLabel.show()

    # -- page 3: typed back

    def _ask_for_groups(self) -> None:
        if self._asked == (0, 0):
            first, second = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), 2))
            self._asked = (first, second)
        ui = self.ui
        ui.firstGroupLabel.setText(f"&Group {self._asked[0]}")
        ui.secondGroupLabel.setText(f"G&roup {self._asked[1]}")

    def _set_up(self) -> None:
        ui = self.ui
        wants_file = not ui.keyFileCard.isHidden() and ui.keyFileCheckBox.isChecked()
        new = NewPractice(
            path=self.path,
            key=self._new_key,
            settings=self._settings(),
            login=self._login,
            staff_name=ui.staffNameLineEdit.text().strip(),
            key_file=self.key_file if wants_file else None,
        )
        ui.messageBar.clear()
        self._set_busy(True)
        self._working = BackgroundCall(partial(set_up_practice, new))
        self._working.done.connect(self._on_set_up)
        self._working.failed.connect(self._on_refused)
        self._working.start()

    @Slot(object)
    def _on_set_up(self, _: object) -> None:
        self._set_busy(False)
        self.place, self.key = self.path, self._new_key
        if self.ui.keyFileCard.isHidden() or not self.ui.keyFileCheckBox.isChecked():
            self.key_file = None
        if self.key_file is not None:
            self._prompts.tell(self, "The practice is set up", key_file_words(self.key_file), tone=Tone.GOOD)
        self.accept()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, OpeningError):
            self._show_refusal(error)
            if error.state is OpeningState.KEYRING_ABSENT:
                self._show_key_file()
            return
        self.ui.messageBar.show_message(
            Tone.DANGER, "The practice could not be set up, and nothing was left behind. The log says more; ask IT."
        )
        raise error

    def _show_refusal(self, error: OpeningError) -> None:
        # Its own words on what is safe speak of records that are there already.
        self.ui.messageBar.show_message(Tone.WARNING, f"{error.happened} Nothing was created. {error.next_step}")

    def _show_key_file(self) -> None:
        self.ui.messageBar.clear()
        self.ui.keyFileCard.show()
        self.ui.keyFileCheckBox.setFocus()

    @Slot()
    def _choose_key_file(self) -> None:
        suggested = self.path.parent.parent / "opportal-key.txt"
        chosen = self._prompts.choose_save_file(self, "File for the key", suggested, "Text files (*.txt)")
        if chosen is not None:
            self.key_file = chosen
            self.ui.keyFileLineEdit.setText(str(chosen))
            self.ui.keyFileCheckBox.setChecked(True)
            self._errors.set("key_file", "")

    def _set_busy(self, busy: bool) -> None:
        if not busy:
            self._working = None
        self.ui.busyWidget.setVisible(busy)
        for button in (self.ui.nextButton, self.ui.backButton, self.ui.cancelButton):
            button.setEnabled(not busy)

    # -- leaving

    def reject(self) -> None:
        """Escape, Cancel and closing: asked about once there is a code that may have been printed."""
        if self._working is None and (self._page() < _CODE or self._agrees_to_stop()):
            super().reject()

    def _agrees_to_stop(self) -> bool:
        answer = self._prompts.ask(
            self,
            "Stop setting up the practice?",
            "Nothing was created. A code that you printed or copied already will open nothing: destroy it.",
            [Choice("stop", "&Stop", ChoiceRole.DANGER), Choice("go on", "&Go on", ChoiceRole.CANCEL)],
        )
        return answer == "stop"
