# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page of "Set up mail": the From address, who keeps its mail by the name servers, and a person's choice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.forms.ui_mail_setup import Ui_MailSetup
from opportal_desktop.mail.setup.dns_questions import DnsQuestions
from opportal_desktop.mail.setup.proposal import Proposal, domain_of, propose
from opportal_desktop.mail.setup.providers import GOOGLE, MICROSOFT, OTHER, OUTLOOK_COM, MailProvider
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.terms import MailSignIn

_TYPING_MILLISECONDS = 500


class MailProviderPage(QObject):
    """`provider` is the one that is proposed or chosen. What a person has chosen, no proposal changes."""

    provider_changed = Signal()
    """Fill in what is known of it."""
    settled = Signal()
    """What was asked for is answered."""

    def __init__(self, ui: Ui_MailSetup, dns: DnsQuestions, parent: QWidget) -> None:
        super().__init__(parent)
        self.provider: MailProvider = OTHER
        self._ui = ui
        self._dns = dns
        self._proposal: Proposal | None = None
        self._chosen_by_hand = False
        self._kept_domain = ""
        self._looked_up = ""
        self._looking: BackgroundCall | None = None
        self._group = QButtonGroup(self)
        for button in (ui.microsoftRadioButton, ui.googleRadioButton, ui.otherRadioButton):
            self._group.addButton(button)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.look_up)
        ui.mailFromLineEdit.textEdited.connect(self._typing.start)
        ui.mailFromLineEdit.editingFinished.connect(self.look_up)
        # Not toggled: what the program proposes is no choice of a person.
        self._group.buttonClicked.connect(self._on_chosen)

    def keep(self, stored: PracticeSettings) -> None:
        """Take over what is set up now: it stays until somebody chooses otherwise or types another domain."""
        self._kept_domain = domain_of(stored.mail_from)
        by_host = {provider.host: provider for provider in (MICROSOFT, OUTLOOK_COM, GOOGLE)}
        by_sign_in = {MailSignIn.MICROSOFT: MICROSOFT, MailSignIn.GOOGLE: GOOGLE}
        self._use(by_host.get(stored.smtp_host) or by_sign_in.get(stored.mail_sign_in, OTHER))

    @property
    def is_looking(self) -> bool:
        return self._looking is not None

    @Slot()
    def look_up(self) -> None:
        """Look the domain up in the background; the newest address counts."""
        address = self._ui.mailFromLineEdit.text()
        domain = domain_of(address)
        if not domain or domain == self._looked_up or self._looking is not None:
            return
        self._looked_up = domain
        self._say_why("hourglass", "info", f"Looking up who keeps the mail of {domain}…")
        self._looking = BackgroundCall(partial(propose, address, self._dns))
        self._looking.done.connect(self._on_proposal)
        self._looking.start()

    @Slot(object)
    def _on_proposal(self, proposal: Proposal) -> None:
        self._looking = None
        if domain_of(self._ui.mailFromLineEdit.text()) != proposal.domain:
            # Typed on meanwhile.
            self.look_up()
            return
        self._proposal = proposal
        icon, tint = ("circle-check", "good") if proposal.sure else ("info", "warning")
        self._say_why(icon, tint, proposal.why)
        if not self._chosen_by_hand and proposal.domain != self._kept_domain:
            self._kept_domain = proposal.domain
            self._use(proposal.provider)
        self.settled.emit()

    def _say_why(self, icon: str, tint: str, words: str) -> None:
        set_icon(self._ui.whyIconLabel, icon, tint)
        self._ui.whyLabel.setText(words)

    @Slot(object)
    def _on_chosen(self, button: QRadioButton) -> None:
        self._chosen_by_hand = True
        ui = self._ui
        proposed = self._proposal.provider if self._proposal else OTHER
        chosen = {ui.microsoftRadioButton: MICROSOFT, ui.googleRadioButton: GOOGLE}.get(button, OTHER)
        # Back to what was proposed brings its server back too.
        self._use(proposed if proposed.token_sign_in is chosen.token_sign_in else chosen)

    def _use(self, provider: MailProvider) -> None:
        ui = self._ui
        radios = {MailSignIn.MICROSOFT: ui.microsoftRadioButton, MailSignIn.GOOGLE: ui.googleRadioButton}
        radio = radios[provider.token_sign_in] if provider.token_sign_in else ui.otherRadioButton
        radio.setChecked(True)
        self.provider = provider
        self.provider_changed.emit()
