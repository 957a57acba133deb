# SPDX-License-Identifier: GPL-3.0-or-later
"""A field that narrows a list to one person: names are offered as one types, and one of them is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

SEARCH_MILLISECONDS = 120
_LEAST_CHARACTERS = 2

FindPeople = Callable[[str], Sequence[tuple[int, str]]]
"""What was typed -> (id, what is shown) of people that it may mean."""


class PersonFilter(QObject):
    """Completes a QLineEdit; what is typed and means nobody is put back when the field is left."""

    changed = Signal()
    """`person_id` is another one, or None now."""

    def __init__(self, field: QLineEdit, find: FindPeople) -> None:
        super().__init__(field)
        self.person_id: int | None = None
        self._field = field
        self._find = find
        self._people: list[tuple[int, str]] = []
        self._chosen = ""
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        # The names are found already; some contain what was typed in another form.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setAccessibleName("Names found")
        completer.setPopup(self._popup)
        field.setCompleter(completer)
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_MILLISECONDS)
        self._timer.timeout.connect(self._search)
        field.textEdited.connect(self._on_edited)
        field.textChanged.connect(self._on_text_changed)
        field.editingFinished.connect(self._on_left)
        # Queued: the completer writes its words into the field after this signal.
        activated = completer.activated[QModelIndex]  # type: ignore[index]
        activated.connect(self._on_activated, Qt.ConnectionType.QueuedConnection)

    def choose(self, person_id: int | None, shown: str = "") -> None:
        """Narrow to this person without typing, or to nobody."""
        self._timer.stop()
        was, self.person_id, self._chosen = self.person_id, person_id, shown
        self._field.setText(shown)
        self._field.setCursorPosition(0)
        if was != person_id:
            self.changed.emit()

    @Slot()
    def _on_edited(self) -> None:
        self._timer.start()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        # The clear button and the Delete key say: everybody.
        if not text and self.person_id is not None:
            self.choose(None)

    @Slot()
    def _search(self) -> None:
        text = self._field.text().strip()
        self._people = list(self._find(text)) if len(text) >= _LEAST_CHARACTERS else []
        self._names.setStringList([shown for _, shown in self._people])
        if self._people and self._field.hasFocus():
            self._field.completer().complete()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._people):
            self.choose(*self._people[index.row()])

    @Slot()
    def _on_left(self) -> None:
        """Enter or Tab: the only person found is meant; else the one before stays."""
        if self._field.text() == self._chosen or self._popup.isVisible():
            return
        if self._timer.isActive():
            self._timer.stop()
            text = self._field.text().strip()
            self._people = list(self._find(text)) if len(text) >= _LEAST_CHARACTERS else []
        if len(self._people) == 1:
            self.choose(*self._people[0])
        else:
            self._field.setText(self._chosen)
