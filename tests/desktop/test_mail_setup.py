# SPDX-License-Identifier: GPL-3.0-or-later
"""Set up mail, as a manager clicks and types: with real name and mail servers, a stand-in of Microsoft and Google."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.mail_setup import CHECK, SENDER, SIGN_IN, MailPlaces, MailSetup
from opportal_desktop.records import keys
from opportal_desktop.records.mail_sign_in import StoredSignIn, load_sign_in
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings
from opportal_desktop.registration.mail_setup import save_mail_setup
from opportal_desktop.registration.practice import set_staff_role
from opportal_desktop.terms import MailSignIn, SmtpSecurity, StaffMember, StaffRole
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.memory_keyring import LockedKeyring, MemoryKeyring, keyring_in_use
from tests.mail.conftest import Certificates, certificates
from tests.mail.dns_server import DnsServer
from tests.mail.identity_server import CLIENT, GOOGLE_CLIENT, GOOGLE_SECRET, MAILBOX, TENANT, IdentityServer
from tests.mail.mail_servers import AiosmtpdServer
from tests.mail.sign_in_fixtures import token_settings
from tests.mail.xoauth2_server import Xoauth2Server

__all__ = ["certificates"]

ZONE = {
    ("maple.example", "MX"): ["0 maple-example.mail.protection.outlook.com."],
    ("maple.example", "TXT"): ['"v=spf1 include:spf.protection.outlook.com -all"'],
    ("selector1._domainkey.maple.example", "TXT"): ['"v=DKIM1; p=MIGf"'],
    ("_dmarc.maple.example", "TXT"): ['"v=DMARC1; p=reject"'],
    ("oak.example", "MX"): ["1 smtp.google.com."],
    ("elm.example", "MX"): ["1 in.elm.example."],
    ("smtp.elm.example", "A"): ["192.0.2.1"],
}
SQUEEZED = "abcdefghijklmnop"
popups = pytest.mark.qt_log_ignore("This plugin does not support")


class Wizard:
    """The window in the hands of a manager."""

    def __init__(self, qtbot: QtBot, dialog: MailSetup) -> None:
        self.qtbot, self.dialog, self.ui = qtbot, dialog, dialog.ui

    def type(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(field, text)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def page(self) -> int:
        return self.ui.pageStack.currentIndex()

    def next(self) -> None:
        self.click(self.ui.nextButton)

    def address(self, address: str, words: str) -> None:
        """Type the address, and wait until what was looked up says `words`."""
        self.type(self.ui.mailFromLineEdit, address)
        self.qtbot.keyClick(self.ui.mailFromLineEdit, Qt.Key.Key_Tab)
        self.qtbot.waitUntil(lambda: words in self.ui.whyLabel.text(), timeout=15_000)

    def microsoft_ids(self) -> None:
        self.type(self.ui.microsoftClientLineEdit, CLIENT)
        self.type(self.ui.microsoftTenantLineEdit, TENANT)

    def server(self, port: int) -> None:
        self.type(self.ui.smtpHostLineEdit, "localhost")
        self.ui.smtpPortSpinBox.setValue(port)

    def wait_for(self, label: QLabel, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in label.text(), timeout=20_000)

    def steps(self) -> list[str]:
        return self._names(self.ui.testStepsWidget)

    def _names(self, place: QWidget) -> list[str]:
        """What a screen reader says of each line; the lines of before are hidden until they are deleted."""
        labels = [label for label in place.findChildren(QLabel) if label.isVisibleTo(place)]
        return [label.accessibleName() for label in labels if label.accessibleName()]

    def test(self) -> None:
        self.click(self.ui.testButton)
        self.qtbot.waitUntil(lambda: self.ui.testButton.isEnabled(), timeout=20_000)

    def save(self) -> None:
        self.next()
        self.qtbot.waitUntil(lambda: not self.dialog.isVisible() or self.ui.nextButton.isEnabled(), timeout=15_000)

    def findings(self) -> list[str]:
        return self._names(self.ui.findingsWidget)


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    backend = MemoryKeyring()
    with keyring_in_use(backend):
        yield backend


@pytest.fixture
def dns() -> Iterator[DnsServer]:
    with DnsServer(ZONE) as server:
        yield server


@pytest.fixture
def identity(certificates: Certificates) -> Iterator[IdentityServer]:
    with IdentityServer(certificates.context(), certificates.ca_file) as server:
        yield server


@pytest.fixture
def browsed() -> list[str]:
    """What the browser was opened with."""
    return []


@pytest.fixture
def practice_file(tmp_path: Path) -> Path:
    return tmp_path / "practice.opportal"


@pytest.fixture
def open_wizard(
    qtbot: QtBot,
    records: Records,
    prompts: RecordingPrompts,
    practice_file: Path,
    memory: MemoryKeyring,
    manager: StaffMember,
    dns: DnsServer,
    identity: IdentityServer,
    certificates: Certificates,
    browsed: list[str],
) -> Callable[..., Wizard]:
    with records.transaction():
        store_settings(records, replace(load_settings(records), practice_name="Maple", practice_phone="+14135550123"))

    def browse(url: str) -> bool:
        """The person's browser, which answers while the window waits."""
        browsed.append(url)
        if url.startswith(identity.base):
            threading.Thread(target=identity.browse, args=(url,)).start()
        return True

    def make(**options: bool) -> Wizard:
        places = MailPlaces(dns.questions(), identity.addresses, browse, certificates.ca_file)
        dialog = MailSetup(records, prompts, manager, practice_file, places=places, **options)
        qtbot.addWidget(dialog, before_close_func=QWidget.hide)
        dialog.show()
        qtbot.waitUntil(lambda: "Looking" not in dialog.ui.smtpPasswordHintLabel.text(), timeout=10_000)
        return Wizard(qtbot, dialog)

    return make


@pytest.fixture
def xoauth2(certificates: Certificates, identity: IdentityServer) -> Iterator[Xoauth2Server]:
    with Xoauth2Server(certificates.context(), identity.good_tokens, {MAILBOX}) as server:
        yield server


# --- Microsoft


@popups
def test_microsoft_from_the_address_to_a_message_that_was_handed_over(
    open_wizard: Callable[..., Wizard],
    records: Records,
    identity: IdentityServer,
    xoauth2: Xoauth2Server,
    browsed: list[str],
) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    assert ui.microsoftRadioButton.isChecked()
    assert ui.smtpHostLineEdit.text() == "smtp.office365.com"
    wizard.next()
    assert wizard.page() == SIGN_IN
    assert ui.tokenRadioButton.isChecked()
    assert not ui.passwordCard.isVisible()
    assert ui.tokenUserLineEdit.text() == MAILBOX
    wizard.microsoft_ids()
    wizard.server(xoauth2.port)
    wizard.click(ui.signInButton)
    wizard.wait_for(ui.signInStateLabel, f"Signed in as {MAILBOX}")
    assert len(browsed) == 1
    assert "login_hint=portal%40maple.example" in browsed[0]
    wizard.next()
    assert wizard.page() == CHECK
    wizard.qtbot.waitUntil(lambda: len(wizard.findings()) == 3, timeout=15_000)
    assert all(name.startswith("Good: ") for name in wizard.findings())
    wizard.test()
    assert [step.split(":")[0] for step in wizard.steps()] == ["Done"] * 7
    assert len(xoauth2.messages) == 1
    saved = QSignalSpy(wizard.dialog.saved)
    wizard.save()
    assert saved.count() == 1
    stored = load_settings(records)
    assert (stored.smtp_user, stored.mail_from, stored.mail_sign_in) == (MAILBOX, MAILBOX, MailSignIn.MICROSOFT)
    assert (stored.microsoft_client, stored.microsoft_tenant) == (CLIENT, TENANT)
    kept = load_sign_in(records)
    assert kept is not None
    assert kept.access_token in identity.good_tokens
    assert xoauth2.passwords_offered == 0


@popups
def test_no_way_on_without_a_sign_in_and_its_ids(open_wizard: Callable[..., Wizard], browsed: list[str]) -> None:
    wizard = open_wizard()
    wizard.address(MAILBOX, "kept by Microsoft 365")
    wizard.next()
    wizard.click(wizard.ui.signInButton)
    assert "application (client) ID" in wizard.ui.microsoftClientErrorLabel.text()
    assert wizard.ui.microsoftClientLineEdit.hasFocus()
    assert browsed == []
    wizard.microsoft_ids()
    wizard.next()
    assert wizard.page() == SIGN_IN
    assert "Sign in with Microsoft first" in wizard.ui.signInErrorLabel.text()


@popups
def test_a_sign_in_that_is_refused_says_why_and_can_be_tried_again(
    open_wizard: Callable[..., Wizard], identity: IdentityServer
) -> None:
    identity.refuse_visit = "access_denied"
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    wizard.next()
    wizard.microsoft_ids()
    wizard.click(ui.signInButton)
    wizard.wait_for(ui.signInErrorLabel, "not given")
    assert "Nothing was changed." in ui.signInErrorLabel.text()
    identity.refuse_visit = ""
    wizard.click(ui.signInButton)
    wizard.wait_for(ui.signInStateLabel, "Signed in as")
    assert not ui.signInErrorLabel.isVisible()


@popups
def test_a_code_for_another_screen(
    open_wizard: Callable[..., Wizard], identity: IdentityServer, browsed: list[str]
) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    wizard.next()
    wizard.microsoft_ids()
    identity.device_pending = 2
    wizard.click(ui.codeButton)
    wizard.wait_for(ui.codeLabel, "AB12CD34")
    assert ui.codeWidget.isVisible()
    assert "directories block" in ui.codeWarningLabel.text()
    assert "microsoft.com/devicelogin" in ui.codeIntroLabel.text()
    wizard.click(ui.copyCodeButton)
    assert QGuiApplication.clipboard().text() == "AB12CD34"
    wizard.click(ui.openCodeButton)
    assert browsed == ["https://microsoft.com/devicelogin"]
    wizard.wait_for(ui.signInStateLabel, "Signed in as")
    assert not ui.codeWidget.isVisible()


@popups
def test_a_blocked_code_and_a_stopped_one(open_wizard: Callable[..., Wizard], identity: IdentityServer) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    wizard.next()
    wizard.microsoft_ids()
    identity.device_pending, identity.device_refusal = 0, ("access_denied", "AADSTS53003: blocked")
    wizard.click(ui.codeButton)
    wizard.wait_for(ui.signInErrorLabel, "use the sign-in in the browser")
    identity.device_pending = 1000
    wizard.click(ui.codeButton)
    wizard.wait_for(ui.codeLabel, "AB12CD34")
    wizard.click(ui.stopButton)
    wizard.wait_for(ui.signInStateLabel, "Nobody is signed in")
    assert not ui.signInErrorLabel.isVisible()


@popups
def test_signing_in_again_begins_where_one_signs_in(
    open_wizard: Callable[..., Wizard],
    records: Records,
    manager: StaffMember,
    xoauth2: Xoauth2Server,
    identity: IdentityServer,
) -> None:
    old = StoredSignIn(MailSignIn.MICROSOFT, MAILBOX, "revoked", 0.0, "{}")
    settings = replace(token_settings(MailSignIn.MICROSOFT, xoauth2.port), practice_name="Maple")
    save_mail_setup(records, settings, old, manager)
    wizard = open_wizard(sign_in_again=True)
    ui = wizard.ui
    assert wizard.page() == SIGN_IN
    assert (ui.smtpHostLineEdit.text(), ui.microsoftClientLineEdit.text()) == ("localhost", CLIENT)
    wizard.wait_for(ui.signInStateLabel, f"Signed in as {MAILBOX}")
    wizard.click(ui.signInButton)
    wizard.qtbot.waitUntil(lambda: ui.signInButton.isEnabled() and bool(identity.good_tokens), timeout=15_000)
    wizard.next()
    wizard.test()
    wizard.save()
    kept = load_sign_in(records)
    assert kept is not None
    assert kept.access_token in identity.good_tokens


@popups
def test_a_token_that_ended_is_renewed_by_the_test_and_stored(
    open_wizard: Callable[..., Wizard],
    records: Records,
    manager: StaffMember,
    xoauth2: Xoauth2Server,
    identity: IdentityServer,
) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    wizard.next()
    wizard.microsoft_ids()
    wizard.server(xoauth2.port)
    wizard.click(ui.signInButton)
    wizard.wait_for(ui.signInStateLabel, "Signed in as")
    identity.expire()
    wizard.next()
    wizard.test()
    assert [step for step in wizard.steps() if not step.startswith("Done")] == []
    wizard.save()
    kept = load_sign_in(records)
    assert kept is not None
    assert kept.access_token in identity.good_tokens
    assert identity.refreshes() == 1


@popups
def test_other_ids_need_a_sign_in_of_their_own(open_wizard: Callable[..., Wizard]) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    wizard.next()
    wizard.microsoft_ids()
    wizard.click(ui.signInButton)
    wizard.wait_for(ui.signInStateLabel, "Signed in as")
    wizard.type(ui.microsoftTenantLineEdit, "maple.example")
    assert ui.signInStateLabel.text() == "Nobody is signed in with these IDs yet."
    wizard.next()
    assert wizard.page() == SIGN_IN
    wizard.type(ui.microsoftTenantLineEdit, TENANT)
    assert "Signed in as" in ui.signInStateLabel.text()
    wizard.next()
    assert wizard.page() == CHECK


# --- Google


@popups
def test_google_takes_an_app_password(
    open_wizard: Callable[..., Wizard], records: Records, practice_file: Path, certificates: Certificates
) -> None:
    with AiosmtpdServer(certificates.context(), starttls=True, user="portal@oak.example", secret=SQUEEZED) as server:
        wizard = open_wizard()
        ui = wizard.ui
        wizard.address("portal@oak.example", "kept by Google Workspace")
        wizard.next()
        assert ui.passwordRadioButton.isChecked()
        assert "myaccount.google.com/apppasswords" in ui.passwordWordsLabel.text()
        assert ui.smtpUserLineEdit.text() == "portal@oak.example"
        wizard.server(server.port)
        # As Google shows it.
        wizard.type(ui.smtpPasswordLineEdit, "abcd efgh ijkl mnop")
        wizard.next()
        wizard.test()
        wizard.save()
        assert len(server.messages) == 1
    stored = load_settings(records)
    assert (stored.mail_sign_in, stored.smtp_user) == (MailSignIn.PASSWORD, "portal@oak.example")
    assert keys.get_secret(practice_file, keys.SMTP_PASSWORD) == SQUEEZED
    assert load_sign_in(records) is None


@popups
def test_google_signs_in_in_the_browser(
    open_wizard: Callable[..., Wizard], records: Records, identity: IdentityServer, xoauth2: Xoauth2Server
) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address("portal@oak.example", "kept by Google Workspace")
    wizard.next()
    ui.tokenRadioButton.click()
    assert ui.tokenCard.isVisible()
    assert not ui.codeButton.isVisible()
    wizard.click(ui.signInButton)
    assert "client ID" in ui.googleClientErrorLabel.text()
    assert "client secret" in ui.googleSecretErrorLabel.text()
    wizard.type(ui.googleClientLineEdit, GOOGLE_CLIENT)
    wizard.type(ui.googleSecretLineEdit, GOOGLE_SECRET)
    wizard.type(ui.tokenUserLineEdit, MAILBOX)
    wizard.server(xoauth2.port)
    wizard.click(ui.signInButton)
    wizard.wait_for(ui.signInStateLabel, f"Signed in as {MAILBOX}")
    wizard.next()
    wizard.test()
    wizard.save()
    kept = load_sign_in(records)
    assert kept is not None
    assert kept.provider is MailSignIn.GOOGLE
    assert load_settings(records).google_client == GOOGLE_CLIENT


# --- other servers, and what a person overrides


@popups
def test_another_server_is_guessed_and_its_failure_explained(
    open_wizard: Callable[..., Wizard], prompts: RecordingPrompts, records: Records, certificates: Certificates
) -> None:
    with AiosmtpdServer(certificates.context(), starttls=True, user="desk", secret="right") as server:
        wizard = open_wizard()
        ui = wizard.ui
        wizard.address("portal@elm.example", "smtp.elm.example exists")
        assert ui.otherRadioButton.isChecked()
        wizard.next()
        assert ui.smtpHostLineEdit.text() == "smtp.elm.example"
        assert not ui.wayCard.isVisible()
        wizard.server(server.port)
        wizard.type(ui.smtpUserLineEdit, "desk")
        wizard.type(ui.smtpPasswordLineEdit, "wrong")
        wizard.next()
        wizard.test()
        assert "does not accept the user name and password. Enter them again on an earlier page." in wizard.steps()[-1]
        assert ui.testButton.hasFocus()
        prompts.answer("back")
        wizard.next()
        assert wizard.page() == CHECK
        wizard.click(ui.backButton)
        wizard.type(ui.smtpPasswordLineEdit, "right")
        wizard.next()
        wizard.test()
        assert all(step.startswith("Done") for step in wizard.steps())
        wizard.save()
        assert len(server.messages) == 1
    assert load_settings(records).smtp_user == "desk"


@popups
def test_a_proposal_can_be_overridden_and_what_was_chosen_stays(open_wizard: Callable[..., Wizard]) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    ui.otherRadioButton.click()
    wizard.address("portal@oak.example", "kept by Google Workspace")
    assert ui.otherRadioButton.isChecked()
    ui.googleRadioButton.click()
    assert ui.smtpHostLineEdit.text() == "smtp.gmail.com"
    ui.microsoftRadioButton.click()
    assert ui.smtpHostLineEdit.text() == "smtp.office365.com"


@popups
def test_without_name_servers_one_chooses_oneself(open_wizard: Callable[..., Wizard], dns: DnsServer) -> None:
    dns.failing = True
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "could not be looked up")
    ui.microsoftRadioButton.click()
    wizard.next()
    assert ui.smtpHostLineEdit.text() == "smtp.office365.com"


@popups
def test_who_types_fast_waits_for_the_answer_but_not_twice(open_wizard: Callable[..., Wizard], dns: DnsServer) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.type(ui.mailFromLineEdit, MAILBOX)
    wizard.qtbot.keyClick(ui.mailFromLineEdit, Qt.Key.Key_Return)
    wizard.qtbot.waitUntil(lambda: wizard.page() == SIGN_IN, timeout=15_000)
    assert ui.tokenCard.isVisible()
    assert ui.busyLabel.text() == ""
    wizard.click(ui.backButton)
    dns.silent = True
    wizard.type(ui.mailFromLineEdit, "portal@oak.example")
    wizard.next()
    assert wizard.page() == SENDER
    assert ui.busyLabel.text() == "Looking up the provider…"
    wizard.next()
    assert wizard.page() == SIGN_IN


@popups
def test_advice_for_a_domain_that_proves_nothing(open_wizard: Callable[..., Wizard], dns: DnsServer) -> None:
    for key in (("maple.example", "TXT"), ("_dmarc.maple.example", "TXT")):
        del dns.zone[key]
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    wizard.next()
    ui.passwordRadioButton.click()
    wizard.next()
    assert wizard.page() == CHECK
    wizard.qtbot.waitUntil(lambda: len(wizard.findings()) == 3, timeout=15_000)
    assert [name.split(":")[0] for name in wizard.findings()] == ["To do", "Good", "To do"]
    record, copy = ui.findingsWidget.findChild(QLineEdit), ui.findingsWidget.findChild(QPushButton)
    assert record.text() == "v=spf1 include:spf.protection.outlook.com ~all"
    wizard.click(copy)
    assert QGuiApplication.clipboard().text() == record.text()


@popups
def test_an_address_that_is_none_goes_no_further(open_wizard: Callable[..., Wizard]) -> None:
    wizard = open_wizard()
    wizard.next()
    assert "Enter the address" in wizard.ui.mailFromErrorLabel.text()
    wizard.type(wizard.ui.mailFromLineEdit, "portal")
    wizard.next()
    assert wizard.page() == SENDER
    assert wizard.ui.mailFromErrorLabel.text()


# --- storing


@popups
def test_untested_settings_are_saved_after_asking_and_a_locked_keyring_changes_nothing(
    open_wizard: Callable[..., Wizard], prompts: RecordingPrompts, records: Records
) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address("portal@elm.example", "smtp.elm.example")
    wizard.next()
    wizard.type(ui.smtpPasswordLineEdit, "secret")
    wizard.next()
    prompts.answer("save")
    with keyring_in_use(LockedKeyring()):
        wizard.save()
        wizard.qtbot.waitUntil(lambda: "locked" in ui.messageBar.text, timeout=10_000)
    assert load_settings(records).smtp_host == ""
    prompts.answer("save")
    wizard.save()
    assert not wizard.dialog.isVisible()
    stored = load_settings(records)
    assert (stored.smtp_host, stored.smtp_security) == ("smtp.elm.example", SmtpSecurity.STARTTLS)


@popups
def test_who_is_no_manager_any_more_stores_nothing(
    open_wizard: Callable[..., Wizard],
    prompts: RecordingPrompts,
    records: Records,
    manager: StaffMember,
    front_desk: StaffMember,
) -> None:
    set_staff_role(records, front_desk.id, StaffRole.MANAGER, manager)
    wizard = open_wizard()
    wizard.address("portal@elm.example", "smtp.elm.example")
    wizard.next()
    wizard.next()
    wizard.dialog._by = replace(manager, role=StaffRole.FRONT_DESK)
    prompts.answer("save")
    wizard.save()
    wizard.qtbot.waitUntil(lambda: "no manager" in wizard.ui.messageBar.text, timeout=10_000)
    assert load_settings(records).smtp_host == ""


@popups
def test_leaving_asks_once_something_is_there(open_wizard: Callable[..., Wizard], prompts: RecordingPrompts) -> None:
    wizard = open_wizard()
    wizard.address("portal@elm.example", "smtp.elm.example")
    wizard.next()
    prompts.answer("go on")
    wizard.qtbot.keyClick(wizard.dialog, Qt.Key.Key_Escape)
    assert wizard.dialog.isVisible()
    prompts.answer("stop")
    wizard.click(wizard.ui.cancelButton)
    assert not wizard.dialog.isVisible()


@popups
def test_leaving_at_once_asks_nothing(open_wizard: Callable[..., Wizard]) -> None:
    wizard = open_wizard()
    wizard.qtbot.keyClick(wizard.dialog, Qt.Key.Key_Escape)
    assert not wizard.dialog.isVisible()


@popups
def test_what_is_set_up_is_shown_and_kept_until_another_domain_is_typed(
    open_wizard: Callable[..., Wizard], records: Records, manager: StaffMember
) -> None:
    custom = PracticeSettings(
        practice_name="Maple",
        mail_from=MAILBOX,
        smtp_host="relay.maple.example",
        smtp_port=465,
        smtp_security=SmtpSecurity.TLS,
        smtp_user="relay",
    )
    save_mail_setup(records, custom, None, manager)
    wizard = open_wizard()
    ui = wizard.ui
    wizard.wait_for(ui.whyLabel, "kept by Microsoft 365")
    assert ui.otherRadioButton.isChecked()
    assert (ui.smtpHostLineEdit.text(), ui.smtpPortSpinBox.value()) == ("relay.maple.example", 465)
    wizard.address("portal@oak.example", "kept by Google Workspace")
    assert ui.googleRadioButton.isChecked()


@popups
@pytest.mark.parametrize(
    ("address", "words", "mailbox"),
    [
        ("portal@oak.example", "kept by Google Workspace", "portal@oak.example"),
        # An alias of the same practice: its mailbox is still the one that signs in.
        ("desk@maple.example", "kept by Microsoft 365", MAILBOX),
    ],
)
def test_the_mailbox_follows_the_sender_to_another_domain(
    open_wizard: Callable[..., Wizard], records: Records, manager: StaffMember, address: str, words: str, mailbox: str
) -> None:
    by_password = replace(token_settings(MailSignIn.PASSWORD), smtp_host="smtp.office365.com")
    save_mail_setup(records, by_password, None, manager)
    wizard = open_wizard()
    wizard.wait_for(wizard.ui.whyLabel, "kept by Microsoft 365")
    wizard.address(address, words)
    wizard.next()
    assert wizard.page() == SIGN_IN
    assert wizard.ui.tokenUserLineEdit.text() == mailbox
    assert wizard.ui.smtpUserLineEdit.text() == mailbox


@popups
def test_a_server_on_this_computer_stays_as_it_is(
    open_wizard: Callable[..., Wizard], records: Records, manager: StaffMember
) -> None:
    local = PracticeSettings(
        practice_name="Maple",
        mail_from=MAILBOX,
        smtp_host="127.0.0.1",
        smtp_port=2525,
        smtp_security=SmtpSecurity.PLAIN,
    )
    save_mail_setup(records, local, None, manager)
    wizard = open_wizard()
    wizard.next()
    assert wizard.page() == SIGN_IN
    assert wizard.dialog.settings() == load_settings(records)
    wizard.click(wizard.ui.cancelButton)
    assert not wizard.dialog.isVisible()


# --- for everybody


@popups
def test_by_keyboard_alone(open_wizard: Callable[..., Wizard], qtbot: QtBot) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    assert ui.mailFromLineEdit.hasFocus()
    qtbot.keyClicks(ui.mailFromLineEdit, MAILBOX)
    qtbot.waitUntil(ui.microsoftRadioButton.isChecked, timeout=15_000)
    qtbot.keyClick(ui.mailFromLineEdit, Qt.Key.Key_Return)
    assert wizard.page() == SIGN_IN
    assert ui.tokenRadioButton.hasFocus()
    qtbot.keyClick(ui.tokenRadioButton, Qt.Key.Key_Down)
    assert ui.passwordRadioButton.isChecked()
    seen = []
    for _ in range(9):
        qtbot.keyClick(wizard.dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(wizard.dialog.focusWidget().objectName())
    assert seen == [
        "smtpUserLineEdit",
        "smtpPasswordLineEdit",
        "smtpHostLineEdit",
        "smtpSecurityComboBox",
        "smtpPortSpinBox",
        "cancelButton",
        "backButton",
        "nextButton",
        "passwordRadioButton",
    ]
    qtbot.keyClick(ui.smtpUserLineEdit, Qt.Key.Key_Return)
    assert wizard.page() == CHECK
    assert ui.testButton.hasFocus()


@popups
def test_every_page_and_state_is_accessible(open_wizard: Callable[..., Wizard]) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    assert_accessible(wizard.dialog)
    wizard.address("portal@oak.example", "kept by Google Workspace")
    wizard.next()
    assert_accessible(wizard.dialog)
    ui.tokenRadioButton.click()
    assert_accessible(wizard.dialog)
    wizard.click(ui.backButton)
    ui.microsoftRadioButton.click()
    wizard.next()
    assert_accessible(wizard.dialog)
    wizard.microsoft_ids()
    wizard.click(ui.codeButton)
    wizard.wait_for(ui.codeLabel, "AB12CD34")
    assert_accessible(wizard.dialog)
    wizard.wait_for(ui.signInStateLabel, "Signed in")
    wizard.next()
    wizard.qtbot.waitUntil(lambda: len(wizard.findings()) == 3, timeout=15_000)
    assert_accessible(wizard.dialog)


@popups
def test_a_window_that_is_closed_while_the_browser_waits_stops_the_wait(
    open_wizard: Callable[..., Wizard], prompts: RecordingPrompts, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    wizard.address(MAILBOX, "kept by Microsoft 365")
    wizard.next()
    wizard.microsoft_ids()
    opened: list[str] = []
    monkeypatch.setattr(wizard.dialog._card, "_open", lambda url: opened.append(url) is None)
    wizard.click(ui.signInButton)
    wizard.qtbot.waitUntil(lambda: bool(opened), timeout=15_000)
    assert "Go on in the browser" in ui.signInStateLabel.text()
    running = wizard.dialog._card._running
    assert running is not None
    ended = QSignalSpy(running.failed)
    prompts.answer("stop")
    wizard.click(ui.cancelButton)
    wizard.qtbot.waitUntil(lambda: ended.count() == 1, timeout=10_000)


@popups
def test_the_steps_for_it_are_copied(open_wizard: Callable[..., Wizard]) -> None:
    wizard = open_wizard()
    ui = wizard.ui
    for address, provider, words in (
        (MAILBOX, "Microsoft 365", "entra.microsoft.com"),
        ("portal@oak.example", "Google Workspace", "console.cloud.google.com"),
    ):
        wizard.address(address, f"kept by {provider}")
        wizard.next()
        ui.tokenRadioButton.click()
        wizard.click(ui.stepsButton)
        assert words in QGuiApplication.clipboard().text()
        assert "Copied" in ui.stepsButton.text()
        wizard.click(ui.backButton)
