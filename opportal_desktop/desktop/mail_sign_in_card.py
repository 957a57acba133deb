# SPDX-License-Identifier: GPL-3.0-or-later
"""The card of "Set up mail" that signs in with Microsoft or Google: in the browser, or with a code elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.forms.ui_mail_setup import Ui_MailSetup
from opportal_desktop.mail.setup.registration_steps import GOOGLE_STEPS, MICROSOFT_STEPS
from opportal_desktop.mail.sign_in.browser import BrowserSignIn
from opportal_desktop.mail.sign_in.provider import DeviceCode, IdentityAddresses, provider_for
from opportal_desktop.mail.sign_in.troubles import SignInError, Trouble
from opportal_desktop.records.mail_sign_in import StoredSignIn
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.terms import MailSignIn

OpenBrowser = Callable[[str], bool]


def open_in_browser(url: str) -> bool:
    """The system's own browser; False when there is none."""
    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


class _News(QObject):
    """Carries what the sign-in's thread has to say to the GUI thread; outlives the window if that is closed."""

    url = Signal(str)
    code = Signal(object)


class MailSignInCard(QObject):
    """Runs sign-ins; `sign_in` is the newest one, `current()` says whether it counts.

    Args:
        settings: what the form says now.
        ready: whether enough is typed to sign in; says what is missing.
    """

    signed_in = Signal()
    """Somebody has signed in."""

    def __init__(
        self,
        ui: Ui_MailSetup,
        addresses: IdentityAddresses,
        open_browser: OpenBrowser,
        settings: Callable[[], PracticeSettings],
        ready: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.sign_in: StoredSignIn | None = None
        self._made_for: tuple[str, ...] = ()
        self._ui = ui
        self._addresses = addresses
        self._open = open_browser
        self._settings = settings
        self._ready = ready
        self._running: BackgroundCall | None = None
        self._starting_for: tuple[str, ...] = ()
        self._stop: Callable[[], None] | None = None
        self._news: _News | None = None
        for field in (ui.microsoftClientLineEdit, ui.microsoftTenantLineEdit, ui.googleClientLineEdit):
            field.textEdited.connect(self._show_idle)
        ui.signInButton.clicked.connect(self.start_in_browser)
        ui.codeButton.clicked.connect(self.start_with_code)
        ui.stopButton.clicked.connect(self.stop)
        ui.copyCodeButton.clicked.connect(self._copy_code)
        ui.stepsButton.clicked.connect(self._copy_steps)
        ui.openCodeButton.clicked.connect(self._open_code_page)
        self._show_idle()

    @property
    def is_running(self) -> bool:
        return self._running is not None

    def show_provider(self, provider: MailSignIn) -> None:
        """Word the card for Microsoft or Google; a sign-in with the other one does not count."""
        ui = self._ui
        microsoft = provider is MailSignIn.MICROSOFT
        ui.tokenHeadingLabel.setText(f"Sign in with {provider.provider}")
        ui.registrationLabel.setText(
            "Your IT person registers OP Portal once in Microsoft Entra, and gets these two IDs there."
            if microsoft
            else "Your IT person registers OP Portal once in Google Cloud, and gets these two there."
        )
        ui.microsoftWidget.setVisible(microsoft)
        ui.googleWidget.setVisible(not microsoft)
        ui.signInButton.setText(f"S&ign in with {provider.provider}…")
        ui.stepsButton.setText("Copy t&he steps for IT")
        self._show_idle()

    def use(self, sign_in: StoredSignIn | None) -> None:
        """Take over a sign-in from before, made with the IDs that the form shows now."""
        self.sign_in = sign_in
        self._made_for = self._ids()
        self._show_idle()

    def current(self) -> StoredSignIn | None:
        """The sign-in, if it was made for what the form says now: another registration could not renew it."""
        if self.sign_in is None or self.sign_in.provider is not self._settings().mail_sign_in:
            return None
        return self.sign_in if self._made_for == self._ids() else None

    def _ids(self) -> tuple[str, ...]:
        settings = self._settings()
        if settings.mail_sign_in is MailSignIn.MICROSOFT:
            return settings.microsoft_client, settings.microsoft_tenant
        return (settings.google_client,)

    # -- in the browser

    @Slot()
    def start_in_browser(self) -> None:
        """Open the browser and wait for it, in the background."""
        if self._running is not None or not self._ready():
            return
        news = self._new_news()
        settings = self._settings()
        secret = self._ui.googleSecretLineEdit.text().strip()
        waiting = _BrowserWait(settings, self._addresses, secret, news.url.emit)
        self._begin(waiting.run, waiting.cancel, f"Asking {settings.mail_sign_in.provider}…")

    @Slot(str)
    def _on_url(self, url: str) -> None:
        if self._open(url):
            self._say("hourglass", "info", "Go on in the browser. This window waits until you have signed in there.")
        else:
            self.stop()
            self._show_error("This computer has no browser that could be opened. Use a code instead.")

    # -- with a code

    @Slot()
    def start_with_code(self) -> None:
        """Show a code that is typed in a browser anywhere, and wait for it."""
        if self._running is not None or not self._ready():
            return
        news = self._new_news()
        cancelled = threading.Event()
        call = partial(_sign_in_with_code, self._settings(), self._addresses, news.code.emit, cancelled)
        self._begin(call, cancelled.set, "Asking Microsoft…")

    @Slot(object)
    def _on_code(self, code: DeviceCode) -> None:
        ui = self._ui
        ui.codeIntroLabel.setText(f"On any computer or phone, open {code.address} and type this code:")
        ui.codeLabel.setText(code.code)
        ui.codeLabel.setAccessibleName(f"Code: {' '.join(code.code)}")
        ui.openCodeButton.setProperty("address", code.address)
        ui.codeWidget.show()
        ui.signInPage.ensureWidgetVisible(ui.codeWidget)
        self._say("hourglass", "info", "Waiting until the code is typed and the mailbox has signed in.")

    @Slot()
    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self._ui.codeLabel.text())

    @Slot()
    def _open_code_page(self) -> None:
        self._open(str(self._ui.openCodeButton.property("address")))

    @Slot()
    def _copy_steps(self) -> None:
        """What the manager mails to IT."""
        microsoft = self._settings().mail_sign_in is MailSignIn.MICROSOFT
        QGuiApplication.clipboard().setText(MICROSOFT_STEPS if microsoft else GOOGLE_STEPS)
        self._ui.stepsButton.setText("Copied: paste t&hem into a mail")

    # -- both

    @Slot()
    def stop(self) -> None:
        """Give a running sign-in up."""
        if self._stop is not None:
            self._stop()

    def _new_news(self) -> _News:
        self._news = _News()
        self._news.url.connect(self._on_url)
        self._news.code.connect(self._on_code)
        return self._news

    def _begin(self, call: Callable[[], StoredSignIn], stop: Callable[[], None], words: str) -> None:
        self._stop = stop
        self._starting_for = self._ids()
        self._running = BackgroundCall(call)
        self._running.done.connect(self._on_signed_in)
        self._running.failed.connect(self._on_failed)
        self._show_error("")
        self._set_running(True)
        self._say("hourglass", "info", words)
        self._running.start()

    @Slot(object)
    def _on_signed_in(self, sign_in: StoredSignIn) -> None:
        self._end()
        self.sign_in = sign_in
        self._made_for = self._starting_for
        self._show_idle()
        self.signed_in.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._show_idle()
        if not isinstance(error, SignInError):
            raise error
        if error.trouble is not Trouble.STOPPED or "stopped" not in error.happened:
            self._show_error(error.words)

    def _end(self) -> None:
        self._running = self._stop = None
        self._set_running(False)

    # -- showing

    @Slot()
    def _show_idle(self) -> None:
        if self._running is not None:
            return
        self._set_running(False)
        kept = self.current()
        if kept is None:
            words = "Nobody is signed in yet." if self.sign_in is None else "Nobody is signed in with these IDs yet."
            self._say("circle", "text_disabled", words)
        else:
            name = kept.account or "the mailbox"
            self._say("circle-check", "good", f"Signed in as {name}. The program renews it by itself.")

    def _set_running(self, running: bool) -> None:
        ui = self._ui
        microsoft = self._settings().mail_sign_in is MailSignIn.MICROSOFT
        ui.signInButton.setEnabled(not running)
        ui.codeButton.setVisible(microsoft and not running)
        ui.stopButton.setVisible(running)
        if not running:
            ui.codeWidget.hide()

    def _say(self, icon: str, tint: str, words: str) -> None:
        ui = self._ui
        set_icon(ui.signInIconLabel, icon, tint)
        ui.signInStateLabel.setText(words)
        QAccessible.updateAccessibility(QAccessibleEvent(ui.signInStateLabel, QAccessible.Event.Alert))

    def _show_error(self, words: str) -> None:
        self._ui.signInErrorLabel.setText(words)
        self._ui.signInErrorLabel.setVisible(bool(words))
        self._ui.signInButton.setAccessibleDescription(words)


class _BrowserWait:
    """One sign-in in the browser. The provider's library, which takes half a second to load, is met on its thread."""

    def __init__(
        self, settings: PracticeSettings, addresses: IdentityAddresses, secret: str, open_browser: Callable[[str], None]
    ) -> None:
        self._settings, self._addresses, self._secret = settings, addresses, secret
        self._open_browser = open_browser
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    def run(self) -> StoredSignIn:
        provider = provider_for(self._settings, self._addresses, google_secret=self._secret)
        return BrowserSignIn(provider, self._settings.smtp_user, self._open_browser, cancelled=self._cancelled).run()


def _sign_in_with_code(
    settings: PracticeSettings,
    addresses: IdentityAddresses,
    show: Callable[[DeviceCode], None],
    cancelled: threading.Event,
) -> StoredSignIn:
    from opportal_desktop.mail.sign_in.microsoft import MicrosoftSignIn

    provider = MicrosoftSignIn(settings.microsoft_client, settings.microsoft_tenant, addresses)
    code = provider.begin_with_code()
    show(code)
    return provider.finish_with_code(code, cancelled.is_set)
