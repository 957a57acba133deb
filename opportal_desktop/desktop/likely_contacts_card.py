# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside a new contact that is being typed: who it may be among those that the records have already, best first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from opportal_desktop.desktop.portal_conditions import WIDTH_CHARACTERS
from opportal_desktop.desktop.theme import Space
from opportal_desktop.registration.likely_contacts import LikelyContact
from opportal_desktop.registration.same_person import in_one_line

TAKE_BEST_KEY = "F4"
_LIST_LINES = 13


class LikelyContactsCard(QFrame):
    """Hidden while nobody is like the one who is typed. `taken` carries the id of the contact to be used instead."""

    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * WIDTH_CHARACTERS)
        self._contacts: tuple[LikelyContact, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        layout.setSpacing(Space.XS)
        self._heading = QLabel()
        self._heading.setObjectName("likelyHeadingLabel")
        self._heading.setProperty("role", "heading")
        self._heading.setWordWrap(True)
        layout.addWidget(self._heading)
        page = QWidget()
        page.setProperty("role", "page")
        self._rows = QVBoxLayout(page)
        self._rows.setContentsMargins(0, 0, Space.XS, 0)
        self._rows.setSpacing(Space.S)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        layout.addWidget(area)
        # What the rows need is known only once they have their fonts.
        page.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def contacts(self) -> tuple[LikelyContact, ...]:
        """Those that are shown, best first."""
        return self._contacts

    def show_contacts(self, contacts: tuple[LikelyContact, ...]) -> None:
        """Show exactly these; a screen reader hears of them when the best one is another than before."""
        if contacts == self._contacts:
            return
        best_before = next(iter(self._contacts), None)
        self._contacts = contacts
        while (item := self._rows.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        for number, contact in enumerate(contacts):
            row = _Row(contact, is_best=number == 0)
            row.button.clicked.connect(partial(self.taken.emit, contact.contact_id))
            self._rows.addWidget(row)
        likely = any(contact.likely for contact in contacts)
        self._heading.setText("Probably in the records already" if likely else "Perhaps in the records already")
        self.setVisible(bool(contacts))
        self._fit()
        best = next(iter(contacts), None)
        if best is not None and best != best_before:
            self.setAccessibleName(f"{self._heading.text()}: {best.name}. {in_one_line(best.words)}. {_how(best)}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As high as the rows are at this width, up to a limit; then they scroll."""
        width = self._area.width() - self._area.verticalScrollBar().sizeHint().width()
        most = self.fontMetrics().lineSpacing() * _LIST_LINES
        height = max(0, min(self._rows.heightForWidth(width), most))
        if height != self._area.height():
            self._area.setFixedHeight(height)

    def take_best(self) -> None:
        """Use the first one instead; nothing if nobody is shown."""
        if self._contacts:
            self.taken.emit(self._contacts[0].contact_id)


class _Row(QWidget):
    def __init__(self, contact: LikelyContact, *, is_best: bool) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for text, role in (
            (contact.name, "strong"),
            (in_one_line(contact.words), ""),
            (_charts(contact), "caption"),
        ):
            if text:
                layout.addWidget(_label(text, role))
        self.button = QPushButton(_action(contact) + (f"   {TAKE_BEST_KEY}" if is_best else ""))
        self.button.setProperty("role", "link")
        self.button.setAccessibleDescription(f"{contact.name}. {in_one_line(contact.words)}. {_charts(contact)}")
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def _charts(contact: LikelyContact) -> str:
    if contact.here:
        return "Already in this chart"
    return f"In the chart{'' if len(contact.in_charts) == 1 else 's'} of {', '.join(contact.in_charts) or 'nobody'}"


def _action(contact: LikelyContact) -> str:
    return "Go to this contact" if contact.here else "Use this contact"


def _how(contact: LikelyContact) -> str:
    does = "goes to this contact" if contact.here else "uses this contact instead"
    return f"{TAKE_BEST_KEY} {does}."
