# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's inbox: every caught mail as the parent sees it, with its link to follow or copy."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QWidget

from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.forms.ui_demo_inbox import Ui_DemoInbox

_URL = re.compile(r"https?://[^\s<>\"]+")
_WIDTH_CHARACTERS = 150
_HEIGHT_LINES = 44
_LIST_CHARACTERS = 46

Index = QModelIndex | QPersistentModelIndex
Moment = Callable[[dt.datetime], str]
_ROOT = QModelIndex()


class CaughtMail(Protocol):
    """What the window needs of `demo.inbox_server.CaughtMail`."""

    @property
    def to(self) -> tuple[str, ...]: ...
    @property
    def sender(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def received_at(self) -> dt.datetime: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...


class CaughtMails(QAbstractListModel):
    """Newest first; a row is recipient, subject and time (in the words of `moment`) in three lines."""

    def __init__(self, moment: Moment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moment = moment
        self._mails: list[CaughtMail] = []

    def add(self, mail: CaughtMail) -> None:
        self.beginInsertRows(_ROOT, 0, 0)
        self._mails.insert(0, mail)
        self.endInsertRows()

    def mail(self, number: int) -> CaughtMail:
        return self._mails[number]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._mails)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        mail = self._mails[index.row()]
        return f"{', '.join(mail.to)}\n{mail.subject}\n{self._moment(mail.received_at)}"


class DemoInbox(QWidget):
    """A window of its own. `catch` is the inbox server's listener: it may be called from any thread.

    Args:
        moment: writes a point in time as the desk does, in the practice's time zone.
    """

    _caught = Signal(object)

    def __init__(
        self,
        mails: Sequence[CaughtMail] = (),
        *,
        moment: Moment,
        open_link: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_link = open_link
        self._moment = moment
        self.ui = Ui_DemoInbox()
        self.ui.setupUi(self)
        load_icons(self)
        self.model = CaughtMails(moment, self)
        self._switch = QButtonGroup(self)
        self._switch.addButton(self.ui.htmlButton)
        self._switch.addButton(self.ui.textButton)
        self.ui.emptyState.set_content(
            "inbox", "No mail yet", "Register a parent: the Welcome Email appears here a moment later."
        )
        self.ui.mailListView.setModel(self.model)
        self.ui.mailListView.selectionModel().currentRowChanged.connect(self._show_mail)
        # Not buttonClicked: a screen reader toggles a button without a click.
        self._switch.buttonToggled.connect(self._show_body)
        self.ui.bodyBrowser.anchorClicked.connect(self._follow)
        self.ui.copyButton.clicked.connect(self._copy_link)
        self.ui.openButton.clicked.connect(self._follow_field)
        self._caught.connect(self._on_caught)
        for mail in mails:
            self.model.add(mail)
        characters = self.fontMetrics().averageCharWidth()
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self.ui.splitter.setSizes([characters * _LIST_CHARACTERS, characters * (_WIDTH_CHARACTERS - _LIST_CHARACTERS)])
        self._show_page()

    def catch(self, mail: CaughtMail) -> None:
        """Show one more mail; from any thread."""
        self._caught.emit(mail)

    @Slot(object)
    def _on_caught(self, mail: CaughtMail) -> None:
        # Somebody who reads the newest mail wants to see the next one; who reads an older one does not.
        at_top = self.ui.mailListView.currentIndex().row() <= 0
        self.model.add(mail)
        if at_top:
            self.ui.mailListView.setCurrentIndex(self.model.index(0))
        self._show_page()

    def _show_page(self) -> None:
        has_mail = self.model.rowCount() > 0
        self.ui.inboxStack.setCurrentWidget(self.ui.mailsPage if has_mail else self.ui.emptyPage)
        if has_mail and not self.ui.mailListView.currentIndex().isValid():
            self.ui.mailListView.setCurrentIndex(self.model.index(0))

    def _current(self) -> CaughtMail | None:
        index = self.ui.mailListView.currentIndex()
        return self.model.mail(index.row()) if index.isValid() else None

    @Slot()
    def _show_mail(self) -> None:
        mail = self._current()
        if mail is None:
            return
        ui = self.ui
        ui.subjectLabel.setText(mail.subject)
        ui.addressLabel.setText(f"From {mail.sender}\nTo {', '.join(mail.to)}   ·   {self._moment(mail.received_at)}")
        ui.htmlButton.setEnabled(bool(mail.html))
        if not mail.html:
            ui.textButton.setChecked(True)
        link = _URL.search(mail.text)
        ui.linkLineEdit.setText(link[0] if link else "")
        ui.linkLineEdit.setCursorPosition(0)
        for widget in (ui.linkLabel, ui.linkLineEdit, ui.copyButton, ui.openButton):
            widget.setVisible(link is not None)
        self._show_body()

    @Slot()
    def _show_body(self) -> None:
        mail = self._current()
        if mail is None:
            return
        if self.ui.htmlButton.isChecked():
            self.ui.bodyBrowser.setHtml(mail.html)
        else:
            self.ui.bodyBrowser.setPlainText(mail.text)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        # A mail may name anything as a link; only the web is opened.
        if url.scheme() in ("http", "https"):
            self._open_link(url)

    @Slot()
    def _follow_field(self) -> None:
        self._follow(QUrl(self.ui.linkLineEdit.text()))

    @Slot()
    def _copy_link(self) -> None:
        QGuiApplication.clipboard().setText(self.ui.linkLineEdit.text())
