# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of the practice: managers change them, the front desk reads them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QButtonGroup,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.mail_sign_in_state import show_mail_sign_in
from opportal_desktop.desktop.mail_test_steps import MailTestSteps
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.searched_combos import choose_value, chosen_value, fill_phone_regions, fill_time_zones
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.text_settings import TextSettings, text_fields
from opportal_desktop.desktop.theme import Space, Tone
from opportal_desktop.forms.ui_settings import Ui_SettingsWindow
from opportal_desktop.mail.senders import MakeTextTransport, twilio
from opportal_desktop.mail.sign_in.tokens import StoredTokens
from opportal_desktop.mail.trial import TestReport, send_test
from opportal_desktop.records import keys, staff
from opportal_desktop.records.keys import SMTP_PASSWORD, TEXT_TOKEN, SecretError
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.records.server_address import Place
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration.errors import DraftInvalid, NotManager
from opportal_desktop.registration.practice import save_settings, set_staff_role, settings_errors
from opportal_desktop.registration.validators import check_email, shown_phone
from opportal_desktop.terms import Changed, LoginMode, SmtpSecurity, StaffMember, StaffRole

log = logging.getLogger(__name__)

PRACTICE, PORTAL, MAIL, STAFF = range(4)
_USUAL_PORTS = {SmtpSecurity.STARTTLS: 587, SmtpSecurity.TLS: 465, SmtpSecurity.PLAIN: 25}
_WIDTH_CHARACTERS = 138
_HEIGHT_LINES = 46


class _NotKeptError(Exception):
    """A secret did not get into (or out of) the keyring."""

    def __init__(self, field: str, error: SecretError) -> None:
        super().__init__(field)
        self.field = field
        self.error = error


class SettingsWindow(QDialog):
    """One window with the pages Practice, Portal, Mail and Staff; nothing is stored before Save.

    Args:
        practice_file: the secrets' entries in the keyring are kept for this file.
        make_text_transport: what sends the test text.
    """

    mail_set_up_requested = Signal()
    """"Set up mail…" was clicked."""
    saved = Signal()
    """Settings or password were stored: a held mail queue is worth another try."""

    message_texts_requested = Signal()
    practice_server_requested = Signal()
    """"Where the records are…" was clicked."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        by: StaffMember,
        practice_file: Place,
        parent: QWidget | None = None,
        *,
        make_text_transport: MakeTextTransport = twilio,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._prompts = prompts
        self._by = by
        self._file = practice_file
        self._loaded = PracticeSettings()
        self._roles: dict[int, QComboBox] = {}
        self._loaded_roles: dict[int, StaffRole] = {}
        self._remove_password = False
        self._saving: BackgroundCall | None = None
        self._looking: BackgroundCall | None = None
        self._testing: BackgroundCall | None = None
        self.ui = Ui_SettingsWindow()
        self.ui.setupUi(self)
        self._fill_choices()
        self._fields = self._form_fields()
        self._errors = FieldErrors(self._fields)
        self._texts = TextSettings(self.ui, self._errors, practice_file, records.clock, make_text_transport, self)
        self._steps = MailTestSteps(self.ui.testStepsWidget, self.ui.testStepsLayout)
        self._connect(signals)
        load_icons(self)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self._show(load_settings(records))
        self._show_staff()
        self._set_read_only(not by.is_manager)
        show_mail_sign_in(self.ui, self._loaded, may_change=by.is_manager)
        self._set_password_busy(False)
        self._set_testing(False)
        self._look_for_password()
        self.show_page(PRACTICE)
        (self.ui.practiceNameLineEdit if by.is_manager else self.ui.practiceRailButton).setFocus()

    def show_page(self, number: int) -> None:
        """One of PRACTICE, PORTAL, MAIL, STAFF; the focus goes to its name in the rail."""
        self.ui.pageStack.setCurrentIndex(number)
        self._rail()[number].setChecked(True)
        self._rail()[number].setFocus()

    def has_unsaved_edits(self) -> bool:
        """Whether Save would store anything."""
        if not self._by.is_manager:
            return False
        return (
            self._edited() != self._loaded
            or self._edited_roles() != self._loaded_roles
            or self._remove_password
            or bool(self.ui.smtpPasswordLineEdit.text())
            or bool(self._texts.typed_token())
            or self._texts.removes_token
        )

    # -- building

    def _rail(self) -> tuple[QPushButton, ...]:
        ui = self.ui
        return (ui.practiceRailButton, ui.portalRailButton, ui.mailRailButton, ui.staffRailButton)

    def _fill_choices(self) -> None:
        ui = self.ui
        fill_time_zones(ui.timeZoneComboBox)
        fill_phone_regions(ui.phoneRegionComboBox)
        for security in SmtpSecurity:
            ui.smtpSecurityComboBox.addItem(security.label, security.value)
        for spin in (
            ui.linkHoursSpinBox,
            ui.undoSecondsSpinBox,
            ui.ageLimitSpinBox,
            ui.askAgainSpinBox,
            ui.smtpPortSpinBox,
        ):
            # Qt leaves out the style sheet's left padding inside spin boxes.
            if (inner := spin.findChild(QLineEdit)) is not None:
                inner.setTextMargins(Space.S, 0, 0, 0)
        self._rail_group = QButtonGroup(self)
        for number, button in enumerate(self._rail()):
            self._rail_group.addButton(button, number)
        self._login_group = QButtonGroup(self)
        self._login_group.addButton(ui.passwordRadioButton)
        self._login_group.addButton(ui.passwordlessRadioButton)
        self._life_group = QButtonGroup(self)
        for radio in (ui.link24RadioButton, ui.link48RadioButton, ui.linkOtherRadioButton):
            self._life_group.addButton(radio)

    def _form_fields(self) -> dict[str, FormField]:
        ui = self.ui
        return {
            "practice_name": FormField(ui.practiceNameLineEdit, ui.practiceNameErrorLabel),
            "practice_phone": FormField(ui.practicePhoneLineEdit, ui.practicePhoneErrorLabel),
            "phone_region": FormField(ui.phoneRegionComboBox, ui.phoneRegionErrorLabel),
            "time_zone": FormField(ui.timeZoneComboBox, ui.timeZoneErrorLabel),
            "portal_url": FormField(ui.portalUrlLineEdit, ui.portalUrlErrorLabel),
            "login_mode": FormField(ui.passwordlessRadioButton, ui.loginErrorLabel),
            **text_fields(ui),
            "link_hours": FormField(ui.linkHoursSpinBox, ui.linkHoursErrorLabel),
            "undo_seconds": FormField(ui.undoSecondsSpinBox, ui.undoSecondsErrorLabel),
            "age_limit": FormField(ui.ageLimitSpinBox, ui.ageLimitErrorLabel),
            "ask_again_months": FormField(ui.askAgainSpinBox, ui.askAgainErrorLabel),
            "age_notice_days": FormField(ui.ageNoticeSpinBox, ui.ageNoticeErrorLabel),
            "smtp_host": FormField(ui.smtpHostLineEdit, ui.smtpHostErrorLabel),
            "smtp_security": FormField(ui.smtpSecurityComboBox, ui.smtpSecurityErrorLabel),
            "smtp_port": FormField(ui.smtpPortSpinBox, ui.smtpPortErrorLabel),
            "smtp_user": FormField(ui.smtpUserLineEdit, ui.smtpUserErrorLabel),
            "smtp_password": FormField(ui.smtpPasswordLineEdit, ui.smtpPasswordErrorLabel),
            "mail_from": FormField(ui.mailFromLineEdit, ui.mailFromErrorLabel),
            "mail_reply_to": FormField(ui.mailReplyToLineEdit, ui.mailReplyToErrorLabel),
            "test_to": FormField(ui.testToLineEdit, ui.testToErrorLabel),
            "role": FormField(ui.staffRowsWidget, ui.staffErrorLabel),
        }

    def _connect(self, signals: RecordsSignals) -> None:
        ui = self.ui
        # Not idClicked: a screen reader toggles a button without a click.
        self._rail_group.idToggled.connect(self._on_page_toggled)
        self._life_group.buttonToggled.connect(self._on_life_toggled)
        ui.smtpSecurityComboBox.activated.connect(self._on_security_chosen)
        ui.removePasswordButton.clicked.connect(self._on_remove_password)
        ui.smtpPasswordLineEdit.textEdited.connect(self._on_password_typed)
        ui.mailSetUpButton.clicked.connect(self.mail_set_up_requested)
        ui.testButton.clicked.connect(self._test)
        ui.textTestButton.clicked.connect(self._test_text)
        ui.saveButton.clicked.connect(self._save)
        ui.cancelButton.clicked.connect(self.reject)
        ui.messageTextsButton.clicked.connect(self.message_texts_requested)
        ui.practiceServerButton.clicked.connect(self.practice_server_requested)
        signals.changed.connect(self._on_changed)

    def _set_read_only(self, read_only: bool) -> None:
        """The front desk reads and copies, but changes nothing."""
        for widget in self.ui.pageStack.findChildren(QWidget):
            if isinstance(widget, QLineEdit | QAbstractSpinBox):
                widget.setReadOnly(read_only)
            elif isinstance(widget, QComboBox | QRadioButton):
                widget.setEnabled(not read_only)
        ui = self.ui
        for part in (
            *(ui.smtpPasswordLineEdit, ui.removePasswordButton, ui.testCard, ui.saveButton),
            *(ui.textTokenLineEdit, ui.removeTokenButton, ui.textTestWidget, ui.practiceServerButton),
        ):
            part.setVisible(not read_only)
        if read_only:
            managers = ", ".join(member.name for member in staff.all_staff() if member.is_manager)
            self.ui.messageBar.show_message(
                Tone.INFO, f"Only managers change settings. Ask a manager: {managers}." if managers else "Read only."
            )
            self.ui.cancelButton.setText("&Close")
            self.ui.smtpPasswordLabel.setBuddy(self.ui.smtpUserLineEdit)
            self.ui.smtpPasswordLabel.setText("Password")
            self.ui.textTokenLabel.setBuddy(self.ui.textAccountLineEdit)
            self.ui.textTokenLabel.setText("Auth token")

    # -- settings to form and back

    def _show(self, settings: PracticeSettings) -> None:
        ui = self.ui
        self._loaded = settings
        region = settings.phone_region
        ui.practiceNameLineEdit.setText(settings.practice_name)
        ui.practicePhoneLineEdit.setText(shown_phone(settings.practice_phone, region))
        choose_value(ui.phoneRegionComboBox, region)
        choose_value(ui.timeZoneComboBox, settings.time_zone)
        ui.portalUrlLineEdit.setText(settings.portal_url)
        passwordless = settings.login_mode is LoginMode.PASSWORDLESS
        (ui.passwordlessRadioButton if passwordless else ui.passwordRadioButton).setChecked(True)
        life = {24: ui.link24RadioButton, 48: ui.link48RadioButton}.get(settings.link_hours, ui.linkOtherRadioButton)
        ui.linkHoursSpinBox.setValue(settings.link_hours)
        life.setChecked(True)
        ui.linkHoursSpinBox.setEnabled(life is ui.linkOtherRadioButton)
        ui.undoSecondsSpinBox.setValue(settings.undo_seconds)
        ui.ageLimitSpinBox.setValue(settings.age_limit)
        ui.askAgainSpinBox.setValue(settings.ask_again_months)
        ui.ageNoticeSpinBox.setValue(settings.age_notice_days)
        ui.smtpHostLineEdit.setText(settings.smtp_host)
        choose_value(ui.smtpSecurityComboBox, settings.smtp_security.value)
        ui.smtpPortSpinBox.setValue(settings.smtp_port)
        ui.smtpUserLineEdit.setText(settings.smtp_user)
        ui.mailFromLineEdit.setText(settings.mail_from)
        ui.mailReplyToLineEdit.setText(settings.mail_reply_to)
        self._texts.show(settings)
        # What is shown is what is compared: a stored value may be written differently.
        self._loaded = self._edited()

    def _edited(self) -> PracticeSettings:
        """The settings as they stand in the form."""
        ui = self.ui
        passwordless = ui.passwordlessRadioButton.isChecked()
        typed = replace(
            self._loaded,
            practice_name=ui.practiceNameLineEdit.text().strip(),
            practice_phone=ui.practicePhoneLineEdit.text().strip(),
            time_zone=chosen_value(ui.timeZoneComboBox),
            portal_url=ui.portalUrlLineEdit.text().strip().rstrip("/"),
            login_mode=LoginMode.PASSWORDLESS if passwordless else LoginMode.PASSWORD,
            link_hours=self._link_hours(),
            undo_seconds=ui.undoSecondsSpinBox.value(),
            age_limit=ui.ageLimitSpinBox.value(),
            ask_again_months=ui.askAgainSpinBox.value(),
            age_notice_days=ui.ageNoticeSpinBox.value(),
            phone_region=str(ui.phoneRegionComboBox.currentData() or self._loaded.phone_region),
            smtp_host=ui.smtpHostLineEdit.text().strip(),
            smtp_port=ui.smtpPortSpinBox.value(),
            smtp_security=self._security(),
            smtp_user=ui.smtpUserLineEdit.text().strip(),
            mail_from=ui.mailFromLineEdit.text().strip(),
            mail_reply_to=ui.mailReplyToLineEdit.text().strip(),
        )
        return self._texts.onto(typed)

    def _security(self) -> SmtpSecurity:
        return tuple(SmtpSecurity)[self.ui.smtpSecurityComboBox.currentIndex()]

    def _link_hours(self) -> int:
        if self.ui.link24RadioButton.isChecked():
            return 24
        return 48 if self.ui.link48RadioButton.isChecked() else self.ui.linkHoursSpinBox.value()

    @Slot(int, bool)
    def _on_page_toggled(self, page: int, checked: bool) -> None:
        if checked:
            self.ui.pageStack.setCurrentIndex(page)

    @Slot()
    def _on_life_toggled(self) -> None:
        other = self.ui.linkOtherRadioButton.isChecked()
        self.ui.linkHoursSpinBox.setEnabled(other)

    @Slot(int)
    def _on_security_chosen(self, _: int) -> None:
        port = self.ui.smtpPortSpinBox
        if port.value() in _USUAL_PORTS.values():
            port.setValue(_USUAL_PORTS[self._security()])

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if (changed.settings or changed.everything) and self._saving is None and not self.has_unsaved_edits():
            self._show(load_settings(self._records))
            show_mail_sign_in(self.ui, self._loaded, may_change=self._by.is_manager)
            self._show_staff()

    # -- staff

    def _show_staff(self) -> None:
        grid = self.ui.staffGrid
        while (item := grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._roles = {}
        self._loaded_roles = {}
        for number, member in enumerate(staff.all_staff()):
            name = f"{member.name} (you)" if member.id == self._by.id else member.name
            label = QLabel(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            combo = QComboBox()
            for role in StaffRole:
                combo.addItem(role.label, role.value)
            choose_value(combo, member.role.value)
            combo.setAccessibleName(f"Role of {member.name}")
            combo.setEnabled(self._by.is_manager)
            grid.addWidget(label, number, 0)
            grid.addWidget(combo, number, 1)
            self._roles[member.id] = combo
            self._loaded_roles[member.id] = member.role

    def _edited_roles(self) -> dict[int, StaffRole]:
        return {staff_id: tuple(StaffRole)[combo.currentIndex()] for staff_id, combo in self._roles.items()}

    def _save_roles(self) -> None:
        changed = [(i, role) for i, role in self._edited_roles().items() if role is not self._loaded_roles[i]]
        # New managers first: so two people can swap, with one manager at every moment.
        for staff_id, role in sorted(changed, key=lambda change: change[1] is not StaffRole.MANAGER):
            set_staff_role(self._records, staff_id, role, self._by)
            self._loaded_roles[staff_id] = role

    # -- the mail password

    def _look_for_password(self) -> None:
        self._looking = BackgroundCall(partial(keys.get_secret, self._file, SMTP_PASSWORD))
        self._looking.done.connect(self._on_password_found)
        self._looking.failed.connect(self._on_password_unknown)
        self._looking.start()

    @Slot(object)
    def _on_password_found(self, password: str | None) -> None:
        self._show_password_state(
            "Stored: in this computer’s keyring, or given by IT. It is never shown." if password else "None stored.",
            stored=bool(password),
        )

    @Slot(object)
    def _on_password_unknown(self, error: Exception) -> None:
        words = f"{error.happened} {error.next_step}" if isinstance(error, SecretError) else "Not known just now."
        self._show_password_state(words, stored=False)

    def _show_password_state(self, words: str, *, stored: bool) -> None:
        ui = self.ui
        ui.smtpPasswordStateLabel.setText(words)
        ui.smtpPasswordLineEdit.setPlaceholderText("Type a new one to replace it" if stored else "")
        ui.removePasswordButton.setEnabled(stored)
        ui.smtpPasswordLineEdit.setAccessibleDescription(words)

    @Slot()
    def _on_remove_password(self) -> None:
        self._remove_password = True
        self.ui.smtpPasswordLineEdit.clear()
        self._show_password_state("Will be removed when you save.", stored=False)

    @Slot()
    def _on_password_typed(self) -> None:
        self._errors.set("smtp_password", "")
        if self.ui.smtpPasswordLineEdit.text():
            self._remove_password = False
            self.ui.smtpPasswordStateLabel.setText("Will be stored in this computer’s keyring when you save.")

    # -- saving

    @Slot()
    def _save(self) -> None:
        ui = self.ui
        ui.messageBar.clear()
        edited = self._edited()
        if errors := settings_errors(edited):
            self._show_errors(errors)
            return
        try:
            self._save_roles()
            save_settings(self._records, self._onto_current(edited), self._by)
        except DraftInvalid as refusal:
            self._show_errors(refusal.errors)
            return
        except NotManager:
            ui.messageBar.show_message(Tone.WARNING, "You are no manager any more, so nothing was saved.")
            return
        except RecordsBusyError:
            ui.messageBar.show_message(
                Tone.WARNING, "Another program is writing to the records. Your changes are still here; save again."
            )
            return
        except StorageError as error:
            # The type only: a database's message may quote what was to be stored.
            log.error("settings were not written: %s", type(error).__name__)
            words = not_written(error, "Nothing was saved; your changes are still here.", "save again")
            ui.messageBar.show_message(Tone.DANGER, words)
            return
        self._errors.show({}, focus=False)
        self._loaded = edited
        self._save_secrets()

    def _onto_current(self, edited: PracticeSettings) -> PracticeSettings:
        """What was changed here, over what is stored now: another manager's change of another setting stays."""
        names = [field.name for field in fields(PracticeSettings)]
        changes: dict[str, Any] = {
            name: getattr(edited, name) for name in names if getattr(edited, name) != getattr(self._loaded, name)
        }
        return replace(load_settings(self._records), **changes)

    def _save_secrets(self) -> None:
        typed, token = self.ui.smtpPasswordLineEdit.text(), self._texts.typed_token()
        changes: list[tuple[str, Callable[[], None]]] = []
        if typed:
            changes.append(("smtp_password", partial(keys.set_secret, self._file, SMTP_PASSWORD, typed)))
        elif self._remove_password:
            changes.append(("smtp_password", partial(keys.delete_secret, self._file, SMTP_PASSWORD)))
        if token:
            changes.append(("text_token", partial(keys.set_secret, self._file, TEXT_TOKEN, token)))
        elif self._texts.removes_token:
            changes.append(("text_token", partial(keys.delete_secret, self._file, TEXT_TOKEN)))
        if not changes:
            self._finish()
            return
        self._saving = BackgroundCall(partial(_keep_all, changes))
        self._set_password_busy(True)
        self._saving.done.connect(self._on_secrets_kept)
        self._saving.failed.connect(self._on_secret_refused)
        self._saving.start()

    @Slot(object)
    def _on_secrets_kept(self, _: object) -> None:
        self._saving = None
        self._set_password_busy(False)
        self.ui.smtpPasswordLineEdit.clear()
        self._texts.on_token_kept()
        self._remove_password = False
        self._finish()

    @Slot(object)
    def _on_secret_refused(self, refusal: Exception) -> None:
        self._saving = None
        self._set_password_busy(False)
        if not isinstance(refusal, _NotKeptError):
            raise refusal
        error = refusal.error
        self._show_errors({refusal.field: f"{error.happened} {error.safe} {error.next_step}"})
        what = "mail password" if refusal.field == "smtp_password" else "text service’s token"
        self.ui.messageBar.show_message(Tone.WARNING, f"Everything else was saved, but not the {what}.")
        self.saved.emit()

    def _set_password_busy(self, busy: bool) -> None:
        self.ui.saveButton.setEnabled(not busy)
        self.ui.readOnlyLabel.setText("Waiting for this computer’s keyring…" if busy else "")

    def _finish(self) -> None:
        self.saved.emit()
        self.accept()

    def _show_errors(self, errors: Mapping[str, str]) -> None:
        self._errors.show(errors, focus=False)
        first = next(iter(self._errors.texts()))
        self.show_page(self._page_of(self._fields[first].editor))
        self._errors.focus_first()

    def _page_of(self, editor: QWidget) -> int:
        ui = self.ui
        pages: tuple[QWidget, ...] = (ui.practicePage, ui.portalPage, ui.mailPage, ui.staffPage)
        return next(number for number, page in enumerate(pages) if page.isAncestorOf(editor))

    # -- leaving

    def reject(self) -> None:
        """Escape, Cancel and closing; unsaved edits are asked about."""
        if self._saving is None and self._may_leave():
            super().reject()

    def _may_leave(self) -> bool:
        if not self.has_unsaved_edits():
            return True
        answer = self._prompts.ask(
            self,
            "Discard the changed settings?",
            "What you changed in this window is not saved yet.",
            [
                Choice("discard", "&Discard changes", ChoiceRole.DANGER),
                Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
            ],
        )
        return answer == "discard"

    # -- the test message and the test text

    @Slot()
    def _test_text(self) -> None:
        self._texts.send_test(self._edited())

    @Slot()
    def _test(self) -> None:
        if self._testing is not None:
            return
        to = self.ui.testToLineEdit.text().strip()
        checked = check_email(to)
        problem = checked.problem if to else "Enter the address that the test message goes to."
        self._errors.set("test_to", problem)
        if problem:
            self.ui.testToLineEdit.setFocus()
            return
        self._steps.clear()
        self._set_testing(True)
        typed = self.ui.smtpPasswordLineEdit.text()
        self._testing = BackgroundCall(partial(_try_mail, self._records, self._edited(), typed, self._file, to))
        self._testing.done.connect(self._on_tested)
        self._testing.failed.connect(self._on_test_failed)
        self._testing.start()

    @Slot(object)
    def _on_tested(self, report: TestReport) -> None:
        self._set_testing(False)
        self._steps.show(report)
        self.ui.mailPage.ensureWidgetVisible(self.ui.testStepsWidget)

    @Slot(object)
    def _on_test_failed(self, error: Exception) -> None:
        self._set_testing(False)
        if not isinstance(error, SecretError):
            raise error
        self._errors.set("test_to", f"{error.happened} {error.next_step}")

    def _set_testing(self, running: bool) -> None:
        if not running:
            self._testing = None
        self.ui.testBusyWidget.setVisible(running)
        self.ui.testButton.setEnabled(not running)


def _try_mail(records: Records, settings: PracticeSettings, typed: str, practice_file: Place, to: str) -> TestReport:
    """Runs off the GUI thread: network and keyring may take their time."""
    with records.connection():
        tokens = StoredTokens(records, settings) if settings.mail_sign_in.by_token else None
        return send_test(settings, lambda: typed or keys.get_secret(practice_file, SMTP_PASSWORD), to, tokens=tokens)


def _keep_all(changes: Sequence[tuple[str, Callable[[], None]]]) -> None:
    """Runs off the GUI thread: the keyring may ask."""
    for field, change in changes:
        try:
            change()
        except SecretError as error:
            raise _NotKeptError(field, error) from error
