# SPDX-License-Identifier: GPL-3.0-or-later
"""Set up mail: from the sender's address to a mail server that works, in three pages; stored with the last button."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.mail_check_page import MailCheckPage, TestRun
from opportal_desktop.desktop.mail_provider_page import MailProviderPage
from opportal_desktop.desktop.mail_sign_in_card import MailSignInCard, OpenBrowser, open_in_browser
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.searched_combos import choose_value
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.theme import Space, Tone
from opportal_desktop.forms.ui_mail_setup import Ui_MailSetup
from opportal_desktop.mail.setup.dns_questions import DnsQuestions
from opportal_desktop.mail.setup.proposal import domain_of
from opportal_desktop.mail.setup.providers import FACTS_AS_OF, OTHER, MailProvider
from opportal_desktop.mail.sign_in.provider import REAL_ADDRESSES, IdentityAddresses
from opportal_desktop.records.keys import SMTP_PASSWORD, SecretError, get_secret, set_secret
from opportal_desktop.records.mail_sign_in import StoredSignIn, load_sign_in
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.records.server_address import Place
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration.errors import DraftInvalid, NotManager
from opportal_desktop.registration.mail_setup import mail_setup_errors, save_mail_setup
from opportal_desktop.registration.validators import check_email
from opportal_desktop.terms import MailSignIn, SmtpSecurity, StaffMember

log = logging.getLogger(__name__)

SENDER, SIGN_IN, CHECK = range(3)
_STEPS = (
    "Step 1 of 3: the sender and the provider",
    "Step 2 of 3: signing in",
    "Step 3 of 3: trying it",
)
_USUAL_PORTS = {SmtpSecurity.STARTTLS: 587, SmtpSecurity.TLS: 465, SmtpSecurity.PLAIN: 25}
_APP_PASSWORD = re.compile(r"[a-z]{4}( [a-z]{4}){3}")
_WIDTH_CHARACTERS = 112
_HEIGHT_LINES = 42


@dataclass(frozen=True, slots=True)
class MailPlaces:
    """What is outside of the program: name servers, the providers' sign-in, the browser, certificates to trust."""

    dns: DnsQuestions = field(default_factory=DnsQuestions)
    addresses: IdentityAddresses = REAL_ADDRESSES
    open_browser: OpenBrowser = open_in_browser
    ca_file: Path | None = None


class MailSetup(QDialog):
    """For managers. Nothing is stored before Save, neither settings nor password nor sign-in.

    Args:
        practice_file: the password's entry in the keyring is kept for this file.
        sign_in_again: open where one signs in.
    """

    saved = Signal()
    """Everything was stored: a held mail queue is worth another try."""

    def __init__(
        self,
        records: Records,
        prompts: Prompts,
        by: StaffMember,
        practice_file: Place,
        parent: QWidget | None = None,
        *,
        places: MailPlaces | None = None,
        sign_in_again: bool = False,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._prompts = prompts
        self._by = by
        self._file = practice_file
        self._places = places or MailPlaces()
        self._stored = load_settings(records)
        self._sender = self._stored.mail_from
        self._securities: tuple[SmtpSecurity, ...] = (SmtpSecurity.STARTTLS, SmtpSecurity.TLS)
        self._loading: BackgroundCall | None = None
        self._saving: BackgroundCall | None = None
        self._tested: PracticeSettings | None = None
        self._waits_for_provider = False
        self.ui = Ui_MailSetup()
        self.ui.setupUi(self)
        self._group_choices()
        self._providers = MailProviderPage(self.ui, self._places.dns, self)
        self._errors = FieldErrors(self._form_fields())
        self._card = MailSignInCard(
            self.ui, self._places.addresses, self._places.open_browser, self.settings, self._ready_to_sign_in, self
        )
        self._check = MailCheckPage(self.ui, self._errors, self._places.dns, self)
        self._connect()
        load_icons(self)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self._show_stored()
        self._load_secrets()
        self._go_to(SIGN_IN if sign_in_again else SENDER)
        if not sign_in_again:
            self._providers.look_up()

    # -- building

    def _group_choices(self) -> None:
        ui = self.ui
        self._ways = QButtonGroup(self)
        self._ways.addButton(ui.tokenRadioButton)
        self._ways.addButton(ui.passwordRadioButton)
        if self._stored.smtp_security is SmtpSecurity.PLAIN:
            # Offered only where a server on this computer is set up so.
            self._securities = (*self._securities, SmtpSecurity.PLAIN)
        for security in self._securities:
            ui.smtpSecurityComboBox.addItem(security.label, security.value)
        # Qt leaves out the style sheet's left padding inside spin boxes.
        if (inner := ui.smtpPortSpinBox.findChild(QLineEdit)) is not None:
            inner.setTextMargins(Space.S, 0, 0, 0)

    def _form_fields(self) -> dict[str, FormField]:
        ui = self.ui
        return {
            "mail_from": FormField(ui.mailFromLineEdit, ui.mailFromErrorLabel),
            "microsoft_client": FormField(ui.microsoftClientLineEdit, ui.microsoftClientErrorLabel),
            "microsoft_tenant": FormField(ui.microsoftTenantLineEdit, ui.microsoftTenantErrorLabel),
            "google_client": FormField(ui.googleClientLineEdit, ui.googleClientErrorLabel),
            "google_secret": FormField(ui.googleSecretLineEdit, ui.googleSecretErrorLabel),
            "token_user": FormField(ui.tokenUserLineEdit, ui.tokenUserErrorLabel),
            "sign_in": FormField(ui.signInButton, ui.signInErrorLabel),
            "smtp_user": FormField(ui.smtpUserLineEdit, ui.smtpUserErrorLabel),
            "smtp_password": FormField(ui.smtpPasswordLineEdit, ui.smtpPasswordErrorLabel),
            "smtp_host": FormField(ui.smtpHostLineEdit, ui.smtpHostErrorLabel),
            "smtp_security": FormField(ui.smtpSecurityComboBox, ui.smtpSecurityErrorLabel),
            "smtp_port": FormField(ui.smtpPortSpinBox, ui.smtpPortErrorLabel),
            "test_to": FormField(ui.testToLineEdit, ui.testToErrorLabel),
        }

    def _connect(self) -> None:
        ui = self.ui
        ui.nextButton.clicked.connect(self._next)
        ui.backButton.clicked.connect(self._back)
        ui.cancelButton.clicked.connect(self.reject)
        ui.testButton.clicked.connect(self._test)
        ui.mailFromLineEdit.textEdited.connect(self._on_address_typed)
        self._providers.provider_changed.connect(self._on_provider)
        self._providers.settled.connect(self._on_provider_settled)
        self._ways.buttonToggled.connect(self._on_way_toggled)
        ui.smtpSecurityComboBox.activated.connect(self._on_security_chosen)
        self._card.signed_in.connect(self._on_signed_in)

    def _show_stored(self) -> None:
        ui, stored = self.ui, self._stored
        ui.mailFromLineEdit.setText(stored.mail_from)
        ui.microsoftClientLineEdit.setText(stored.microsoft_client)
        ui.microsoftTenantLineEdit.setText(stored.microsoft_tenant)
        ui.googleClientLineEdit.setText(stored.google_client)
        if not stored.smtp_host:
            self._on_provider()
            return
        self._providers.keep(stored)
        ui.smtpHostLineEdit.setText(stored.smtp_host)
        choose_value(ui.smtpSecurityComboBox, stored.smtp_security.value)
        ui.smtpPortSpinBox.setValue(stored.smtp_port)
        ui.smtpUserLineEdit.setText(stored.smtp_user)
        ui.tokenUserLineEdit.setText(stored.smtp_user)
        (ui.tokenRadioButton if stored.mail_sign_in.by_token else ui.passwordRadioButton).setChecked(True)
        self._show_way()

    def _load_secrets(self) -> None:
        self.ui.smtpPasswordHintLabel.setText("Looking for a stored password…")
        self._loading = BackgroundCall(partial(_load, self._records, self._file))
        self._loading.done.connect(self._on_loaded)
        self._loading.failed.connect(self._on_not_loaded)
        self._loading.start()

    @Slot(object)
    def _on_loaded(self, found: tuple[bool, StoredSignIn | None]) -> None:
        has_password, sign_in = found
        self._show_password_state("Stored. Type a new one to replace it." if has_password else "")
        if sign_in is not None and sign_in.provider is self._stored.mail_sign_in and self._card.sign_in is None:
            self._card.use(sign_in)

    @Slot(object)
    def _on_not_loaded(self, error: Exception) -> None:
        if not isinstance(error, SecretError):
            raise error
        self._show_password_state(f"{error.happened} {error.next_step}")

    def _show_password_state(self, words: str) -> None:
        words = words or "It is kept in this computer’s keyring."
        self.ui.smtpPasswordHintLabel.setText(words)
        self.ui.smtpPasswordLineEdit.setAccessibleDescription(words)

    # -- what the form says

    def settings(self) -> PracticeSettings:
        """The stored settings with the mail's as they stand in the form."""
        ui = self.ui
        way = self._way()
        user = ui.tokenUserLineEdit if way.by_token else ui.smtpUserLineEdit
        return replace(
            self._stored,
            mail_from=ui.mailFromLineEdit.text().strip(),
            smtp_host=ui.smtpHostLineEdit.text().strip(),
            smtp_port=ui.smtpPortSpinBox.value(),
            smtp_security=self._securities[max(ui.smtpSecurityComboBox.currentIndex(), 0)],
            smtp_user=user.text().strip(),
            mail_sign_in=way,
            microsoft_client=ui.microsoftClientLineEdit.text().strip(),
            microsoft_tenant=ui.microsoftTenantLineEdit.text().strip(),
            google_client=ui.googleClientLineEdit.text().strip(),
        )

    def _password(self) -> str:
        """As typed; Google shows an app password in four groups, which are none of it."""
        typed = self.ui.smtpPasswordLineEdit.text()
        is_google = self._providers.provider.token_sign_in is MailSignIn.GOOGLE
        return "".join(typed.split()) if is_google and _APP_PASSWORD.fullmatch(typed.strip()) else typed

    def _way(self) -> MailSignIn:
        if self.ui.tokenRadioButton.isChecked():
            return self._providers.provider.token_sign_in or MailSignIn.PASSWORD
        return MailSignIn.PASSWORD

    @Slot()
    def _on_address_typed(self) -> None:
        self._errors.set("mail_from", "")
        self._wait_for_provider(False)

    # -- page 2: signing in

    @Slot()
    def _on_provider(self) -> None:
        """Fill in what is known of the provider."""
        ui, provider = self.ui, self._providers.provider
        ui.smtpHostLineEdit.setText(provider.host)
        choose_value(ui.smtpSecurityComboBox, provider.security.value)
        ui.smtpPortSpinBox.setValue(provider.port)
        self._show_ways()

    def _show_ways(self) -> None:
        ui, provider = self.ui, self._providers.provider
        token = provider.token_sign_in
        ui.wayCard.setVisible(len(provider.sign_ins) > 1)
        best_by_token = provider.sign_ins[0].by_token
        (ui.tokenRadioButton if best_by_token else ui.passwordRadioButton).setChecked(True)
        if token is not None:
            ui.tokenRadioButton.setText(f"Sign in with {token.provider} in the &browser")
            ui.tokenHintLabel.setText(
                f"{'Recommended: no password is kept, and it keeps working. ' if best_by_token else ''}"
                f"Your IT person registers OP Portal once with {token.provider}."
            )
            self._card.show_provider(token)
        google = token is MailSignIn.GOOGLE
        ui.passwordRadioButton.setText("App pass&word" if google else "User name and pass&word")
        ui.passwordHeadingLabel.setText("App password" if google else "User name and password")
        ui.smtpPasswordLabel.setText("App &password" if google else "&Password")
        ui.passwordHintLabel.setText(_short_password_words(provider))
        ui.passwordWordsLabel.setText(provider.password_words)
        ui.passwordWordsLabel.setVisible(bool(provider.password_words))
        known = bool(provider.host)
        ui.serverWordsLabel.setText(
            f"{provider.name}’s own, as of {FACTS_AS_OF}. Change it only if your provider says so."
            if known and provider.name != OTHER.name
            else "Your mail provider’s help pages say what belongs here (“SMTP”, “outgoing mail”)."
        )
        self._show_way()

    @Slot()
    def _on_way_toggled(self) -> None:
        self._show_way()

    def _show_way(self) -> None:
        by_token = self._way().by_token
        self.ui.tokenCard.setVisible(by_token)
        self.ui.passwordCard.setVisible(not by_token)

    @Slot(int)
    def _on_security_chosen(self, index: int) -> None:
        port = self.ui.smtpPortSpinBox
        if port.value() in _USUAL_PORTS.values():
            port.setValue(_USUAL_PORTS[self._securities[index]])

    def _ready_to_sign_in(self) -> bool:
        """Whether the IDs that the provider asks for are there; says what is missing."""
        wanted = {"microsoft_client", "microsoft_tenant", "google_client"}
        errors = {name: words for name, words in mail_setup_errors(self.settings()).items() if name in wanted}
        if self._way() is MailSignIn.GOOGLE and not self.ui.googleSecretLineEdit.text().strip():
            errors["google_secret"] = "Enter the client secret from Google Cloud; it begins with GOCSPX-."  # noqa: S105
        self._errors.show(errors)
        return not errors

    @Slot()
    def _on_signed_in(self) -> None:
        self._errors.set("sign_in", "")
        account = self._card.sign_in.account if self._card.sign_in else ""
        if account and not self.ui.tokenUserLineEdit.text().strip():
            self.ui.tokenUserLineEdit.setText(account)
        self.ui.nextButton.setFocus()

    def _fill_users(self) -> None:
        """The mailbox is usually the sender; but a server that asks for no sign-in now is not given one."""
        ui = self.ui
        address = ui.mailFromLineEdit.text().strip()
        unsigned = bool(self._stored.smtp_host) and ui.smtpHostLineEdit.text().strip() == self._stored.smtp_host
        before, self._sender = domain_of(self._sender), address
        for user, keep in ((ui.tokenUserLineEdit, False), (ui.smtpUserLineEdit, unsigned)):
            typed = user.text().strip()
            is_of_another = "@" in typed and domain_of(typed) == before != domain_of(address)
            if is_of_another or (not typed and not keep):
                user.setText(address)

    # -- page 3: trying it

    @Slot()
    def _test(self) -> None:
        if self._check.is_testing:
            return
        self._tested = self.settings()
        run = TestRun(
            self._tested,
            self._password(),
            self._newest_sign_in(),
            self._file,
            self._places.addresses,
            self._places.ca_file,
            self._records.clock,
        )
        self._check.test(run)

    def _newest_sign_in(self) -> StoredSignIn | None:
        """What signed in, or what the test made of it when its token had ended."""
        renewed, kept = self._check.renewed, self._card.current()
        if renewed and kept and renewed.provider is kept.provider and renewed.expires_at > kept.expires_at:
            return renewed
        return kept

    # -- going through the pages

    def _page(self) -> int:
        return self.ui.pageStack.currentIndex()

    def _go_to(self, page: int) -> None:
        ui = self.ui
        ui.pageStack.setCurrentIndex(page)
        ui.stepLabel.setText(_STEPS[page])
        ui.backButton.setVisible(page != SENDER)
        ui.nextButton.setText("&Save" if page == CHECK else "Ne&xt")
        ui.messageBar.clear()
        if page == SENDER:
            ui.mailFromLineEdit.setFocus()
        elif page == SIGN_IN:
            self._fill_users()
            self._focus_sign_in()
        else:
            self._begin_check()

    def _focus_sign_in(self) -> None:
        ui = self.ui
        if not ui.wayCard.isHidden():
            (ui.tokenRadioButton if self._way().by_token else ui.passwordRadioButton).setFocus()
        elif self._way().by_token:
            ui.microsoftClientLineEdit.setFocus()
        else:
            ui.smtpUserLineEdit.setFocus()

    def _begin_check(self) -> None:
        ui = self.ui
        if not ui.testToLineEdit.text():
            ui.testToLineEdit.setText(ui.mailFromLineEdit.text().strip())
        if self.settings() != self._tested:
            self._check.forget()
        mailbox = domain_of(self.settings().smtp_user)
        self._check.prove(domain_of(ui.mailFromLineEdit.text()), self._providers.provider, mailbox)
        ui.testButton.setFocus()

    @Slot()
    def _next(self) -> None:
        if self._saving is not None:
            return
        (self._leave_sender, self._leave_sign_in, self._save)[self._page()]()

    @Slot()
    def _back(self) -> None:
        if self._saving is None:
            self._go_to(self._page() - 1)

    def _leave_sender(self) -> None:
        address = self.ui.mailFromLineEdit.text().strip()
        problem = check_email(address).problem if address else "Enter the address that parents see as the sender."
        self._errors.show({"mail_from": problem} if problem else {})
        if problem:
            return
        self._providers.look_up()
        # Who presses Next a second time does not want to wait for the name servers.
        if self._providers.is_looking and not self._waits_for_provider:
            self._wait_for_provider(True)
        else:
            self._wait_for_provider(False)
            self._go_to(SIGN_IN)

    def _wait_for_provider(self, waits: bool) -> None:
        self._waits_for_provider = waits
        self.ui.busyLabel.setText("Looking up the provider…" if waits else "")

    @Slot()
    def _on_provider_settled(self) -> None:
        if self._waits_for_provider:
            self._leave_sender()

    def _leave_sign_in(self) -> None:
        errors = mail_setup_errors(self.settings())
        if self._way().by_token:
            if "smtp_user" in errors:
                errors["token_user"] = errors.pop("smtp_user")
            if not errors and self._card.current() is None:
                errors["sign_in"] = f"Sign in with {self._way().provider} first: no password is asked for here."
        self._errors.show(errors)
        if not errors:
            self._go_to(CHECK)

    # -- saving

    def _save(self) -> None:
        if self._check.is_testing or self._card.is_running:
            return
        settings = self.settings()
        if not (self._check.passed and settings == self._tested) and not self._agrees_to_save_untested():
            return
        sign_in = self._newest_sign_in() if settings.mail_sign_in.by_token else None
        typed = "" if settings.mail_sign_in.by_token else self._password()
        self._set_saving(True)
        call = partial(_store, self._records, self._file, settings, sign_in, typed, self._by)
        self._saving = BackgroundCall(call)
        self._saving.done.connect(self._on_saved)
        self._saving.failed.connect(self._on_not_saved)
        self._saving.start()

    def _agrees_to_save_untested(self) -> bool:
        answer = self._prompts.ask(
            self,
            "Save without a test that went well?",
            "Nothing shows yet that these settings work. If they do not, messages wait and none is lost; the main "
            "window says what is wrong.",
            [Choice("save", "&Save anyway", ChoiceRole.NORMAL), Choice("back", "&Go back", ChoiceRole.CANCEL)],
        )
        return answer == "save"

    @Slot(object)
    def _on_saved(self, _: object) -> None:
        self._set_saving(False)
        self.saved.emit()
        self.accept()

    @Slot(object)
    def _on_not_saved(self, error: Exception) -> None:
        self._set_saving(False)
        bar = self.ui.messageBar
        if isinstance(error, SecretError):
            bar.show_message(Tone.WARNING, f"{error.happened} {error.safe} {error.next_step}")
        elif isinstance(error, DraftInvalid):
            bar.show_message(Tone.WARNING, f"Nothing was stored. {next(iter(error.errors.values()))}")
        elif isinstance(error, NotManager):
            bar.show_message(Tone.WARNING, "You are no manager any more, so nothing was stored.")
        elif isinstance(error, RecordsBusyError):
            bar.show_message(Tone.WARNING, "Another program is writing to the records. Nothing is lost; save again.")
        elif isinstance(error, StorageError):
            log.error("the mail settings were not written: %s", type(error).__name__)
            words = not_written(error, "Nothing was saved; what you set up is still here.", "save again")
            bar.show_message(Tone.DANGER, words)
        else:
            raise error

    def _set_saving(self, saving: bool) -> None:
        if not saving:
            self._saving = None
        self.ui.busyLabel.setText("Saving…" if saving else "")
        for button in (self.ui.nextButton, self.ui.backButton, self.ui.cancelButton):
            button.setEnabled(not saving)

    # -- leaving

    def reject(self) -> None:
        """Escape, Cancel and closing; a sign-in that is not stored is asked about."""
        if self._saving is not None or not self._may_leave():
            return
        self._card.stop()
        super().reject()

    def _may_leave(self) -> bool:
        if self._page() == SENDER and self._card.sign_in is None and not self._card.is_running:
            return True
        if self.settings() == self._stored and not self.ui.smtpPasswordLineEdit.text() and not self._card.is_running:
            return True
        answer = self._prompts.ask(
            self,
            "Stop setting up mail?",
            "What you entered here is not stored. Mail goes on as it was set up before.",
            [Choice("stop", "&Stop", ChoiceRole.DANGER), Choice("go on", "&Go on", ChoiceRole.CANCEL)],
        )
        return answer == "stop"


def _short_password_words(provider: MailProvider) -> str:
    if provider.token_sign_in is MailSignIn.MICROSOFT:
        return "Off by default from the end of December 2026: it may stop working then."
    if provider.token_sign_in is MailSignIn.GOOGLE:
        return "Quick: made in the mailbox’s Google Account in two minutes."
    return ""


def _load(records: Records, practice_file: Place) -> tuple[bool, StoredSignIn | None]:
    """Runs off the GUI thread: the keyring may ask, and opening the seal loads a library."""
    with records.connection():
        sign_in = load_sign_in(records)
    return bool(get_secret(practice_file, SMTP_PASSWORD)), sign_in


def _store(
    records: Records,
    practice_file: Place,
    settings: PracticeSettings,
    sign_in: StoredSignIn | None,
    password: str,
    by: StaffMember,
) -> None:
    """Runs off the GUI thread. The password first: if the keyring refuses, nothing else was changed."""
    if password:
        set_secret(practice_file, SMTP_PASSWORD, password)
    with records.connection():
        save_mail_setup(records, settings, sign_in, by)
