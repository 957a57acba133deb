# SPDX-License-Identifier: GPL-3.0-or-later
"""The last page of "Set up mail": the live test, station by station, and whether the From domain proves itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.form_fields import FieldErrors
from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.mail_test_steps import MailTestSteps
from opportal_desktop.desktop.theme import Space, restyle
from opportal_desktop.forms.ui_mail_setup import Ui_MailSetup
from opportal_desktop.mail.faults import Step
from opportal_desktop.mail.setup.dns_questions import DnsQuestions
from opportal_desktop.mail.setup.domain_proof import Finding, Mark, prove_domain
from opportal_desktop.mail.setup.providers import MailProvider
from opportal_desktop.mail.sign_in.provider import IdentityAddresses
from opportal_desktop.mail.sign_in.tokens import HeldTokens
from opportal_desktop.mail.trial import TestReport, expected_steps, send_test
from opportal_desktop.records.keys import SMTP_PASSWORD, SecretError, get_secret
from opportal_desktop.records.mail_sign_in import StoredSignIn
from opportal_desktop.records.records import Clock
from opportal_desktop.records.server_address import Place
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.validators import check_email

_MARKS = {
    Mark.GOOD: ("circle-check", "good", "Good"),
    Mark.ADVICE: ("info", "info", "Advice"),
    Mark.BAD: ("triangle-alert", "warning", "To do"),
    Mark.UNKNOWN: ("circle", "text_disabled", "Not known"),
}


@dataclass(frozen=True, slots=True)
class TestRun:
    """What a test is made with.

    Attributes:
        password: as typed; empty for the stored one.
        sign_in: takes the password's place.
        ca_file: certificates to trust at the mail server instead of the system's.
    """

    settings: PracticeSettings
    password: str
    sign_in: StoredSignIn | None
    practice_file: Place
    addresses: IdentityAddresses
    ca_file: Path | None
    clock: Clock


class _News(QObject):
    """Carries the stations from the test's thread to the GUI thread."""

    reached = Signal(object)


class MailCheckPage(QObject):
    """Runs tests and look-ups; `passed` says whether the last test of these settings went well."""

    def __init__(self, ui: Ui_MailSetup, errors: FieldErrors, dns: DnsQuestions, parent: QWidget) -> None:
        super().__init__(parent)
        self.passed = False
        self.renewed: StoredSignIn | None = None
        self._ui = ui
        self._errors = errors
        self._dns = dns
        self._testing: BackgroundCall | None = None
        self._focus_passed_to: QWidget | None = None
        self._proving: BackgroundCall | None = None
        self._proved = ""
        self._news: _News | None = None
        self._steps = MailTestSteps(ui.testStepsWidget, ui.testStepsLayout)

    @property
    def is_testing(self) -> bool:
        return self._testing is not None

    def forget(self) -> None:
        """Other settings: what was seen says nothing of them."""
        self.passed = False
        self._steps.clear()

    # -- the test

    def test(self, run: TestRun) -> None:
        """Send a test message in the background; the stations are shown as they are reached."""
        to = self._ui.testToLineEdit.text().strip()
        problem = check_email(to).problem if to else "Enter the address that the test message goes to."
        self._errors.set("test_to", problem)
        if problem:
            self._ui.testToLineEdit.setFocus()
            return
        self.passed = False
        self._news = _News()
        self._news.reached.connect(self._on_reached)
        self._steps.begin(expected_steps(run.settings))
        had_focus = self._ui.testButton.hasFocus()
        self._ui.testButton.setEnabled(False)
        self._focus_passed_to = self._ui.testButton.window().focusWidget() if had_focus else None
        self._testing = BackgroundCall(partial(_run_test, run, to, self._news.reached.emit))
        self._testing.done.connect(self._on_tested)
        self._testing.failed.connect(self._on_failed)
        self._testing.start()

    @Slot(object)
    def _on_reached(self, step: Step) -> None:
        self._steps.reach(step)

    @Slot(object)
    def _on_tested(self, result: tuple[TestReport, StoredSignIn | None]) -> None:
        report, self.renewed = result
        self._end_test()
        self.passed = report.ok
        self._steps.show(_as_read_here(report))
        self._ui.checkPage.ensureWidgetVisible(self._ui.testStepsWidget)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end_test()
        self._steps.clear()
        if not isinstance(error, SecretError):
            raise error
        self._errors.set("test_to", f"{error.happened} {error.next_step}")

    def _end_test(self) -> None:
        self._testing = None
        self._ui.testButton.setEnabled(True)
        # Qt handed the focus on when the button was disabled: back, unless somebody has gone elsewhere since.
        if self._focus_passed_to is not None and self._focus_passed_to.hasFocus():
            self._ui.testButton.setFocus()

    # -- the domain

    def prove(self, domain: str, provider: MailProvider, mailbox: str) -> None:
        """Look SPF, DKIM and DMARC up in the background; nothing when that was done for these.

        `mailbox` is the domain of the mailbox that signs in, if it is an address.
        """
        wanted = f"{domain} {provider.host} {mailbox}"
        if wanted == self._proved or self._proving is not None:
            return
        self._proved = wanted
        self._show_findings(())
        self._ui.domainIntroLabel.setText(f"Looking up what {domain} says of its mail…")
        self._proving = BackgroundCall(partial(_prove, domain, provider, self._dns, mailbox))
        self._proving.done.connect(self._on_proved)
        self._proving.start()

    @Slot(object)
    def _on_proved(self, result: tuple[str, tuple[Finding, ...]]) -> None:
        self._proving = None
        domain, findings = result
        todo = sum(finding.mark is Mark.BAD for finding in findings)
        if any(finding.mark is Mark.UNKNOWN for finding in findings):
            self._proved = ""
            words = "This could not be looked up just now; sending does not depend on it."
        elif todo:
            words = (
                f"Mail from {domain} will be sent, but may land among the junk. Show this to whoever runs the "
                "practice’s domain; the mail provider helps with it too."
            )
        else:
            words = f"{domain} tells receivers which mail is really the practice’s."
        self._ui.domainIntroLabel.setText(words)
        self._show_findings(findings)

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        layout = self._ui.findingsLayout
        while (item := layout.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        for finding in findings:
            layout.addWidget(_finding_row(finding))


def _as_read_here(report: TestReport) -> TestReport:
    """What is corrected in Settings elsewhere is corrected in this assistant, a page or two before."""
    steps = (replace(step, words=step.words.replace(" in Settings", " on an earlier page")) for step in report.steps)
    return replace(report, steps=tuple(steps))


def _run_test(run: TestRun, to: str, reached: Callable[[Step], None]) -> tuple[TestReport, StoredSignIn | None]:
    """Runs off the GUI thread: network and keyring may take their time."""

    def password() -> str | None:
        return run.password or get_secret(run.practice_file, SMTP_PASSWORD)

    tokens = None
    if run.settings.mail_sign_in.by_token and run.sign_in is not None:
        tokens = HeldTokens(run.sign_in, run.settings, lambda: run.clock().timestamp(), run.addresses)
    report = send_test(run.settings, password, to, run.ca_file, tokens=tokens, on_step=reached)
    return report, tokens.sign_in if tokens else None


def _prove(domain: str, provider: MailProvider, dns: DnsQuestions, mailbox: str) -> tuple[str, tuple[Finding, ...]]:
    return domain, prove_domain(domain, provider, dns, mailbox)


def _finding_row(finding: Finding) -> QWidget:
    icon, tint, state = _MARKS[finding.mark]
    row = QWidget()
    row.setObjectName(f"finding{finding.name}")
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.S)
    mark = QLabel()
    set_icon(mark, icon, tint)
    layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(Space.XS)
    words = QLabel(f"{finding.name}: {finding.words}")
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setAccessibleName(f"{state}: {words.text()}")
    column.addWidget(words)
    if finding.record:
        column.addLayout(_record_row(finding))
    layout.addLayout(column, 1)
    return row


def _record_row(finding: Finding) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(Space.S)
    record = QLineEdit(finding.record)
    record.setReadOnly(True)
    record.setAccessibleName(f"{finding.name} record")
    record.setCursorPosition(0)
    layout.addWidget(record, 1)
    button = QPushButton("Copy")
    button.setAutoDefault(False)
    button.setAccessibleName(f"Copy the {finding.name} record")
    restyle(button, role="quiet")
    set_icon(button, "copy")
    button.clicked.connect(partial(_copy, finding.record))
    layout.addWidget(button)
    return layout


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
