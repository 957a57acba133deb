# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the list of contacts page by page: what is quick at once, what may take a while beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.records.contact_list import Place
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.registration.contact_list import ContactPage, contact_page, is_quick
from opportal_desktop.terms import ContactShow


class ContactPages(QObject):
    """One list at a time; what was asked for an earlier one is dropped when it comes."""

    waiting = Signal()
    """Another list begins, and its first page takes a while."""
    read_some = Signal(object, bool)
    """A `ContactPage`, and whether it is the first one."""
    failed = Signal(object)
    """The error; nothing was read."""

    def __init__(self, records: Records, parent: QObject) -> None:
        super().__init__(parent)
        self._records = records
        self._show = ContactShow.ALL
        self._text = ""
        self._after: Place | None = None
        self._turn = 0
        self.is_reading = False

    @property
    def has_more(self) -> bool:
        return self._after is not None

    def drop(self) -> None:
        """Nobody waits any more for what is being read."""
        self._turn += 1
        self._after = None
        self.is_reading = False

    def read(self, show: ContactShow, text: str) -> None:
        """Begin another list."""
        self.drop()
        self._show, self._text = show, text
        if is_quick(show):
            self._read_now(anew=True)
            return
        self.is_reading = True
        self.waiting.emit()
        self._ask(anew=True)

    @Slot()
    def read_more(self) -> None:
        """The next page, if there is one and none is being read."""
        if self.is_reading or self._after is None:
            return
        if is_quick(self._show):
            self._read_now(anew=False)
            return
        self.is_reading = True
        self._ask(anew=False)

    def _read_now(self, *, anew: bool) -> None:
        try:
            page = contact_page(self._records, self._show, self._text, self._after)
        except StorageError as error:
            self._after = None
            self.failed.emit(error)
            return
        self._after = page.after
        self.read_some.emit(page, anew)

    def _ask(self, *, anew: bool) -> None:
        call = BackgroundCall(partial(_read_beside, self._records, self._show, self._text, self._after))
        _Answer(call, self._turn, anew, self)
        call.start()

    def take(self, turn: int, anew: bool, page: ContactPage) -> None:
        """A page that was read beside the window."""
        if turn == self._turn:
            self.is_reading = False
            self._after = page.after
            self.read_some.emit(page, anew)

    def take_error(self, turn: int, error: Exception) -> None:
        """It could not be read."""
        if turn == self._turn:
            self.drop()
            self.failed.emit(error)


class _Answer(QObject):
    """Brings back what one background call read, with the turn it was asked in."""

    def __init__(self, call: BackgroundCall, turn: int, anew: bool, pages: ContactPages) -> None:
        super().__init__(pages)
        self._pages = pages
        self._turn = turn
        self._anew = anew
        call.done.connect(self._on_done)
        call.failed.connect(self._on_failed)

    @Slot(object)
    def _on_done(self, page: ContactPage) -> None:
        self._pages.take(self._turn, self._anew, page)
        self.deleteLater()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._pages.take_error(self._turn, error)
        self.deleteLater()


def _read_beside(records: Records, show: ContactShow, text: str, after: Place | None) -> ContactPage:
    with records.connection():
        return contact_page(records, show, text, after)
