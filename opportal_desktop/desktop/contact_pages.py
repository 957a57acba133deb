# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the list of contacts page by page: what is quick at once, what may take a while beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.records.contact_list import Place
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.registration.contact_list import PAGE, ContactPage, contact_page, is_quick
from opportal_desktop.terms import ContactShow

MOST_AGAIN = 400
"""Rows that are read again in one go; who had scrolled further scrolls once more."""


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
        self._call: BackgroundCall | None = None
        self._anew = True

    @property
    def has_more(self) -> bool:
        return self._after is not None

    @property
    def is_reading(self) -> bool:
        """Whether a page is being read beside the window."""
        return self._call is not None

    def drop(self) -> None:
        """Nobody waits any more for what is being read."""
        self._call = None
        self._after = None

    def read(self, show: ContactShow, text: str) -> None:
        """Begin another list."""
        self.drop()
        self._show, self._text = show, text
        if not is_quick(show):
            self.waiting.emit()
        self._read(anew=True)

    def read_again(self, count: int) -> None:
        """Read the list again that is shown, `count` rows long; what is shown stays until they come."""
        self.drop()
        self._read(anew=True, limit=max(PAGE, min(count, MOST_AGAIN)))

    @Slot()
    def read_more(self) -> None:
        """The next page, if there is one and none is being read."""
        if not self.is_reading and self._after is not None:
            self._read(anew=False)

    def _read(self, *, anew: bool, limit: int = 0) -> None:
        self._anew = anew
        read = partial(contact_page, self._records, self._show, self._text, self._after, limit or PAGE)
        if is_quick(self._show):
            try:
                page = read()
            except StorageError as error:
                self._take_error(error)
            else:
                self._take(page)
            return
        self._call = BackgroundCall(partial(_read_beside, self._records, read))
        self._call.done.connect(self._on_done)
        self._call.failed.connect(self._on_failed)
        self._call.start()

    @Slot(object)
    def _on_done(self, page: ContactPage) -> None:
        if self.sender() is self._call:
            self._take(page)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is self._call:
            self._take_error(error)

    def _take(self, page: ContactPage) -> None:
        self._call = None
        self._after = page.after
        self.read_some.emit(page, self._anew)

    def _take_error(self, error: Exception) -> None:
        self.drop()
        self.failed.emit(error)


def _read_beside(records: Records, read: partial[ContactPage]) -> ContactPage:
    with records.connection():
        return read()
