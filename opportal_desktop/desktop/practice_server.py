# SPDX-License-Identifier: GPL-3.0-or-later
"""From a server's address, tried live, to the practice's move there, or to working with the practice that is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.small_screens import open_with, scroll_when_small
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.forms.ui_practice_server import Ui_PracticeServer
from opportal_desktop.records.opening_states import OpeningError, OpeningState
from opportal_desktop.records.recovery_code import RecoveryCodeError, parse_recovery_code
from opportal_desktop.records.server_address import AddressError, Place, ServerAddress, parse_address
from opportal_desktop.registration.practice_place import PlaceLook, join_practice, look_at_place, try_server

_WIDTH_CHARACTERS = 104
_HEIGHT_LINES = 42
_HEIGHT_LINES_SHOWN = 24
"""Where nothing can be typed."""
_CODE_LINES = 3

_LOGIN_REFUSED = "The server did not accept the user name in the address, or this password."
_DATABASE_MISSING = "The server answers, but it has no database of this name."
_NOT_EMPTY = "There are tables in this database, but no practice’s records. Use an empty database."
_OTHER_CODE = (
    "The code is complete and without a mistake, but it is not of the practice in this database. Check that address "
    "and printout belong together."
)
_CANNOT_MOVE_TWICE = (
    "The database is empty. A practice that is on a server already is moved with the server’s own tools: ask whoever "
    "looks after it."
)
_NOTHING_HERE = "The database is empty: there is no practice to join. Check its name."


@dataclass(frozen=True, slots=True)
class ServerChoice:
    """What somebody decided.

    Attributes:
        key: of the practice that is there, 32 bytes; None: this PC's practice is to move there.
    """

    address: ServerAddress
    key: bytes | None = field(default=None, repr=False)


class PracticeServer(QDialog):
    """Modal. Accepted means: the connection works, and the password is in the keyring; a joined practice's key, too.

    Attributes:
        choice: None until accepted.
    """

    def __init__(self, place: Place | None, parent: QWidget | None = None, *, fixed: str = "") -> None:
        """Show the place, and a server's address to type.

        Args:
            place: where this PC's practice is now; None where there is none yet.
            fixed: why it can't be changed here; then it is only shown.
        """
        super().__init__(parent)
        self.choice: ServerChoice | None = None
        self._place = place
        self._tried: tuple[ServerAddress, str | None] | None = None
        self._working: BackgroundCall | None = None
        self.ui = Ui_PracticeServer()
        self.ui.setupUi(self)
        ui = self.ui
        load_icons(self)
        self._errors = FieldErrors(
            {
                "address": FormField(ui.addressLineEdit, ui.addressErrorLabel),
                "password": FormField(ui.passwordLineEdit, ui.passwordErrorLabel),
                "code": FormField(ui.codeEdit, ui.codeErrorLabel),
            }
        )
        ui.nowCard.setHidden(place is None)
        ui.placeLabel.setText(_place_words(place))
        ui.stateLabel.hide()
        if place is None:
            ui.titleLabel.setText("Join a practice on a server")
            ui.introLabel.setText(
                "Whoever looks after the server gives you the database’s address, and the practice’s manager has the "
                "printed recovery code."
            )
        ui.moveLabel.setText(_move_words(place))
        ui.codeEdit.setFixedHeight(ui.codeEdit.fontMetrics().lineSpacing() * _CODE_LINES + 24)
        ui.addressLineEdit.textEdited.connect(self._on_edited)
        ui.passwordLineEdit.textEdited.connect(self._on_edited)
        ui.codeEdit.textChanged.connect(partial(self._errors.set, "code", ""))
        ui.tryButton.clicked.connect(self._try)
        ui.applyButton.clicked.connect(self._apply)
        ui.cancelButton.clicked.connect(self.reject)
        self._set_busy("")
        self._forget()
        scroll_when_small(ui.contentWidget)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES_SHOWN if fixed else _HEIGHT_LINES)
        ui.addressLineEdit.setFocus()
        if fixed:
            self._only_show(fixed)
        if place is not None:
            self._look(place)

    # -- where it is now

    def _only_show(self, why: str) -> None:
        ui = self.ui
        ui.messageBar.show_message(Tone.INFO, why)
        for part in (
            *(ui.addressLabel, ui.addressLineEdit, ui.addressErrorLabel, ui.addressHintLabel),
            *(ui.passwordLabel, ui.passwordLineEdit, ui.passwordErrorLabel, ui.passwordHintLabel),
            *(ui.tryButton, ui.introLabel),
        ):
            part.hide()
        ui.cancelButton.setFocus()

    def _look(self, place: Place) -> None:
        if isinstance(place, ServerAddress):
            self._show_state("Asking the server…")
        self._looking = BackgroundCall(partial(look_at_place, place))
        self._looking.done.connect(self._on_looked)
        self._looking.failed.connect(self._on_not_looked)
        self._looking.start()

    @Slot(object)
    def _on_looked(self, look: PlaceLook) -> None:
        if isinstance(self._place, ServerAddress):
            self._show_state(_server_words(self._place, look.refusal))
        elif look.size is not None:
            size = self.locale().formattedDataSize(look.size)
            self._show_state(f"{size}. One PC can work with it at a time.")

    @Slot(object)
    def _on_not_looked(self, error: Exception) -> None:
        self._show_state("How it is there could not be seen just now.")
        raise error

    def _show_state(self, words: str) -> None:
        self.ui.stateLabel.setText(words)
        self.ui.stateLabel.show()

    # -- the connection

    @Slot()
    def _on_edited(self) -> None:
        """What was tried was another address."""
        self._errors.set("address", "")
        self._errors.set("password", "")
        if self._tried is not None:
            self._forget()

    def _forget(self) -> None:
        ui = self.ui
        self._tried = None
        ui.messageBar.clear()
        for part in (ui.moveCard, ui.joinCard, ui.applyButton):
            part.hide()
        ui.applyButton.setDefault(False)
        ui.tryButton.setDefault(True)

    @Slot()
    def _try(self) -> None:
        ui = self.ui
        self._forget()
        try:
            address, in_address = parse_address(ui.addressLineEdit.text())
        except AddressError as error:
            self._errors.show({"address": str(error)})
            return
        self._errors.show({})
        if in_address:
            # It must not stay readable on the screen.
            ui.passwordLineEdit.setText(in_address)
            ui.addressLineEdit.setText(str(address))
        password = ui.passwordLineEdit.text() or None
        self._tried = address, password
        call = BackgroundCall(partial(try_server, address, password))
        call.done.connect(self._on_tried)
        self._start("Trying the connection…", call)

    def _start(self, words: str, call: BackgroundCall) -> None:
        self._set_busy(words)
        self._working = call
        call.failed.connect(self._on_refused)
        call.start()

    @Slot(object)
    def _on_tried(self, practice_there: bool) -> None:
        self._set_busy("")
        ui = self.ui
        if self._tried is None:
            return
        if self._tried[0] == self._place:
            ui.messageBar.show_message(Tone.GOOD, "The connection works. This PC works with this database already.")
        elif practice_there:
            ui.messageBar.show_message(Tone.GOOD, "The connection works, and it is private.")
            self._offer(ui.joinCard, "&Open this practice on this PC")
            ui.codeEdit.setFocus()
        elif isinstance(self._place, Path):
            ui.messageBar.show_message(Tone.GOOD, "The connection works, and the database is empty.")
            self._offer(ui.moveCard, "&Move the practice there")
            ui.applyButton.setFocus()
        else:
            ui.messageBar.show_message(Tone.WARNING, _CANNOT_MOVE_TWICE if self._place else _NOTHING_HERE)

    def _offer(self, card: QWidget, words: str) -> None:
        ui = self.ui
        card.show()
        ui.applyButton.setText(words)
        ui.applyButton.show()
        ui.tryButton.setDefault(False)
        ui.applyButton.setDefault(True)

    # -- what is done with it

    @Slot()
    def _apply(self) -> None:
        if self._tried is None:
            return
        address, password = self._tried
        if self.ui.joinCard.isHidden():
            self.choice = ServerChoice(address)
            self.accept()
            return
        typed = self.ui.codeEdit.toPlainText()
        try:
            parse_recovery_code(typed)
        except RecoveryCodeError as error:
            self._errors.show({"code": str(error)})
            return
        call = BackgroundCall(partial(join_practice, address, typed, password))
        call.done.connect(self._on_joined)
        self._start("Opening the practice…", call)

    @Slot(object)
    def _on_joined(self, key: bytes) -> None:
        self._set_busy("")
        if self._tried is not None:
            self.choice = ServerChoice(self._tried[0], key)
            self.accept()

    # -- refusals

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._set_busy("")
        if not isinstance(error, OpeningError):
            self._warn("The server could not be tried; nothing was changed. The log says more; ask IT.", Tone.DANGER)
            raise error
        if error.state is OpeningState.LOGIN_REFUSED:
            self._errors.show({"password": _LOGIN_REFUSED})
        elif error.state is OpeningState.DATABASE_MISSING:
            self._errors.show({"address": _DATABASE_MISSING})
        elif error.state is OpeningState.DATABASE_NOT_EMPTY:
            self._errors.show({"address": _NOT_EMPTY})
        elif error.state is OpeningState.WRONG_KEY:
            self._errors.show({"code": _OTHER_CODE})
        elif error.state is OpeningState.SERVER_UNREACHABLE:
            self._errors.show({"address": _unreachable_words(error.place)})
        else:
            self._warn(f"{error.happened} Nothing was changed. {error.next_step}", Tone.WARNING)

    def _warn(self, words: str, tone: Tone) -> None:
        self.ui.messageBar.show_message(tone, words)

    def _set_busy(self, words: str) -> None:
        ui = self.ui
        ui.busyLabel.setText(words)
        ui.busyWidget.setVisible(bool(words))
        for part in (ui.tryButton, ui.applyButton, ui.addressLineEdit, ui.passwordLineEdit):
            part.setEnabled(not words)


def _place_words(place: Place | None) -> str:
    if isinstance(place, Path):
        return f"In an encrypted file on this PC: {place}"
    return f"On a server: {place.name}" if place else ""


def _server_words(address: ServerAddress, refusal: OpeningError | None) -> str:
    if refusal is not None:
        return f"{refusal.happened} {refusal.next_step}"
    mode = address.tls.get("sslmode")
    if mode == "verify-full":
        return "The server answers. The connection is private (TLS), and the server proved its name."
    if mode == "verify-ca":
        return "The server answers. The connection is private (TLS), and the server’s certificate is checked."
    return "The server answers. The connection does not leave this PC."


def _move_words(place: Place | None) -> str:
    return (
        "OP Portal closes, copies the whole practice, compares every row, and opens again with the server. Until all "
        "of it is there and the same, this PC stays with the file; from then on nothing is written into the file. "
        "Before you go on: stop the parents’ portal if it runs on this PC, and have nobody work with this file "
        "meanwhile.\n\n"
        "The recovery code stays the same. Other PCs join with it, in their own Settings or at their first start."
        if isinstance(place, Path)
        else ""
    )


def _unreachable_words(place: Place) -> str:
    port = f" (port {place.port})" if isinstance(place, ServerAddress) else ""
    return f"This server does not answer{port}. Check its name and this PC’s network, and ask IT whether it runs."
