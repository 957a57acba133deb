# SPDX-License-Identifier: GPL-3.0-or-later
"""The card Text messages of Settings: the Twilio account, and the test text without which nobody signs in by text."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Slot

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.forms.ui_settings import Ui_SettingsWindow
from opportal_desktop.mail.senders import MakeTextTransport
from opportal_desktop.mail.texts import send_test_text, text_recipient
from opportal_desktop.records import keys
from opportal_desktop.records.keys import TEXT_TOKEN, SecretError
from opportal_desktop.records.server_address import Place
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.validators import check_phone, shown_phone

_CODE_DIGITS = 6


def text_fields(ui: Ui_SettingsWindow) -> dict[str, FormField]:
    """The card's fields with their error labels."""
    return {
        "text_account": FormField(ui.textAccountLineEdit, ui.textAccountErrorLabel),
        "text_token": FormField(ui.textTokenLineEdit, ui.textTokenErrorLabel),
        "text_from": FormField(ui.textFromLineEdit, ui.textFromErrorLabel),
        "text_to": FormField(ui.textToLineEdit, ui.textToErrorLabel),
        "text_code": FormField(ui.textCodeLineEdit, ui.textCodeErrorLabel),
    }


class TextSettings(QObject):
    """Works the card of one Settings window.

    Args:
        practice_file: the token's entry in the keyring is kept for this file.
    """

    def __init__(
        self,
        ui: Ui_SettingsWindow,
        errors: FieldErrors,
        practice_file: Place,
        clock: Callable[[], dt.datetime],
        make_transport: MakeTextTransport,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ui = ui
        self._errors = errors
        self._file = practice_file
        self._clock = clock
        self._make_transport = make_transport
        self._tested_sender = ("", "")
        self._tested_at = ""
        self._code = ""
        self._remove = False
        self._coded_sender = ("", "")
        self._time_zone = "UTC"
        self._looking: BackgroundCall | None = None
        self._testing: BackgroundCall | None = None
        ui.textCodeButton.clicked.connect(self._check_code)
        ui.textCodeLineEdit.returnPressed.connect(self._check_code)
        ui.textTokenLineEdit.textEdited.connect(self._on_token_typed)
        ui.removeTokenButton.setEnabled(False)
        ui.removeTokenButton.clicked.connect(self._on_remove)
        for field in (ui.textAccountLineEdit, ui.textFromLineEdit):
            field.textChanged.connect(self._show_state)
        ui.textCodeWidget.hide()
        self._set_testing(False)
        self._look_for_token()

    def show(self, settings: PracticeSettings) -> None:
        """Fill the card."""
        self._tested_sender = (settings.text_account, settings.text_from)
        self._tested_at = settings.text_tested_at
        self._time_zone = settings.time_zone
        self._ui.textAccountLineEdit.setText(settings.text_account)
        self._ui.textFromLineEdit.setText(shown_phone(settings.text_from, settings.phone_region))
        self._show_state()

    def onto(self, settings: PracticeSettings) -> PracticeSettings:
        """These settings with what stands in the card."""
        account = self._ui.textAccountLineEdit.text().strip()
        sender = check_phone(self._ui.textFromLineEdit.text(), settings.phone_region).text
        still = (account, sender) == self._tested_sender and not self._remove
        tested = self._tested_at if still else ""
        return replace(settings, text_account=account, text_from=sender, text_tested_at=tested)

    def typed_token(self) -> str:
        """A token that is to be stored; empty when the stored one stays."""
        return self._ui.textTokenLineEdit.text().strip()

    @property
    def removes_token(self) -> bool:
        """Whether the stored token is to be deleted."""
        return self._remove

    def on_token_kept(self) -> None:
        """The typed token is in the keyring, or the stored one is deleted."""
        stored = not self._remove
        self._remove = False
        self._ui.textTokenLineEdit.clear()
        self._show_token_state(
            "Stored in this computer’s keyring. It is never shown." if stored else "None stored.", stored=stored
        )

    # -- the token

    def _look_for_token(self) -> None:
        self._looking = BackgroundCall(partial(keys.get_secret, self._file, TEXT_TOKEN))
        self._looking.done.connect(self._on_token_found)
        self._looking.failed.connect(self._on_token_unknown)
        self._looking.start()

    @Slot(object)
    def _on_token_found(self, token: str | None) -> None:
        words = "Stored: in this computer’s keyring, or given by IT. It is never shown." if token else "None stored."
        self._show_token_state(words, stored=bool(token))

    @Slot(object)
    def _on_token_unknown(self, error: Exception) -> None:
        words = f"{error.happened} {error.next_step}" if isinstance(error, SecretError) else "Not known just now."
        self._show_token_state(words, stored=False)

    def _show_token_state(self, words: str, *, stored: bool) -> None:
        self._ui.textTokenStateLabel.setText(words)
        self._ui.textTokenLineEdit.setPlaceholderText("Type a new one to replace it" if stored else "")
        self._ui.textTokenLineEdit.setAccessibleDescription(words)
        self._ui.removeTokenButton.setEnabled(stored)

    @Slot()
    def _on_remove(self) -> None:
        self._remove = True
        self._errors.set("text_token", "")
        self._ui.textTokenLineEdit.clear()
        self._show_token_state("Will be removed when you save.", stored=False)
        self._show_state()

    @Slot()
    def _on_token_typed(self) -> None:
        self._errors.set("text_token", "")
        if self.typed_token():
            self._remove = False
            self._show_state()
            self._ui.textTokenStateLabel.setText("Will be stored in this computer’s keyring when you save.")

    # -- the test text

    def send_test(self, settings: PracticeSettings) -> None:
        """Send a test text with these settings, saved or not."""
        if self._testing is not None:
            return
        to = text_recipient(self._ui.textToLineEdit.text(), settings.phone_region)
        self._errors.set("text_to", "" if to else "Enter your own cell phone, with its area code.")
        if not to:
            self._ui.textToLineEdit.setFocus()
            return
        self._ui.textCodeWidget.hide()
        self._ui.textCodeLineEdit.clear()
        self._errors.set("text_code", "")
        self._code = f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}}"
        self._coded_sender = (settings.text_account, settings.text_from)
        self._set_testing(True)
        typed = self.typed_token()
        transport = self._make_transport(settings, lambda: typed or keys.get_secret(self._file, TEXT_TOKEN))
        self._testing = BackgroundCall(partial(send_test_text, transport, settings, self._code, to))
        self._testing.done.connect(self._on_sent)
        self._testing.failed.connect(self._on_not_sent)
        self._testing.start()

    @Slot(object)
    def _on_sent(self, problem: str) -> None:
        self._set_testing(False)
        self._errors.set("text_to", problem)
        if problem:
            return
        self._ui.textCodeWidget.show()
        self._ui.textCodeLineEdit.setFocus()
        self._ui.portalPage.ensureWidgetVisible(self._ui.textCodeWidget)

    @Slot(object)
    def _on_not_sent(self, error: Exception) -> None:
        self._set_testing(False)
        if not isinstance(error, SecretError):
            raise error
        self._errors.set("text_to", f"{error.happened} {error.next_step}")

    @Slot()
    def _check_code(self) -> None:
        typed = "".join(self._ui.textCodeLineEdit.text().split())
        if not self._code or not hmac.compare_digest(typed.encode(), self._code.encode()):
            self._errors.set("text_code", "This is not the code of the last test text. Look at the phone again.")
            self._ui.textCodeLineEdit.setFocus()
            return
        self._errors.set("text_code", "")
        self._tested_sender, self._tested_at = self._coded_sender, self._clock().isoformat(timespec="seconds")
        self._code = ""
        self._ui.textCodeWidget.hide()
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        tested = self.onto(self._region_only()).text_tested_at
        if not tested:
            words = "No test text has arrived yet, so passwordless sign-in can’t be chosen."
        else:
            day = dt.datetime.fromisoformat(tested).astimezone(ZoneInfo(self._time_zone))
            words = f"A test text arrived on {day:%m/%d/%Y}: passwordless sign-in can be chosen."
        self._ui.textStateLabel.setText(words)

    def _region_only(self) -> PracticeSettings:
        return PracticeSettings(phone_region=str(self._ui.phoneRegionComboBox.currentData() or "US"))

    def _set_testing(self, running: bool) -> None:
        if not running:
            self._testing = None
        self._ui.textBusyWidget.setVisible(running)
        self._ui.textTestButton.setEnabled(not running)
