# SPDX-License-Identifier: GPL-3.0-or-later
"""The strip at the foot of a window that offers, for some seconds, to take back a Welcome Email just asked for.

Made with its window, before the database is loaded, so what needs that is imported in its methods.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.theme import Space, Tone
from opportal_desktop.terms import Changed, StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.signals import RecordsSignals
    from opportal_desktop.records.records import Records
    from opportal_desktop.registration.undoable_welcomes import Undoable

log = logging.getLogger(__name__)

TICK_MILLISECONDS = 500
OUTCOME_MILLISECONDS = 8_000
"""How long it is said what Undo did."""
UNDO_KEY = "F9"
UNDO_ALL_KEY = "Shift+F9"
"""Ctrl+Z belongs to the text field one is in."""


class UndoBar(QFrame):
    """Hidden until `attach`ed and while nothing can be taken back. It never takes the focus by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: Records | None = None
        self._staff: StaffMember | None = None
        self._offered: tuple[Undoable, ...] = ()
        self._announced: frozenset[int] = frozenset()
        self._in_trouble = False
        self.setProperty("role", "undo")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        layout.setSpacing(Space.S)
        self._icon = QLabel()
        layout.addWidget(self._icon)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.label.setWordWrap(True)
        layout.addWidget(self.label, 1)
        self.undo_button = self._button(f"Undo ({UNDO_KEY})", UNDO_KEY, self.undo)
        self.undo_all_button = self._button("Undo all", UNDO_ALL_KEY, self.undo_all)
        layout.addWidget(self.undo_button)
        layout.addWidget(self.undo_all_button)
        self._tick_timer = QTimer(self, interval=TICK_MILLISECONDS)
        self._tick_timer.timeout.connect(self.look)
        self._outcome_timer = QTimer(self, singleShot=True, interval=OUTCOME_MILLISECONDS)
        self._outcome_timer.timeout.connect(self.look)
        self.hide()

    def _button(self, text: str, keys: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        # For the whole window, whatever has the focus; a hidden button has none.
        shortcut = QShortcut(QKeySequence(keys), button)
        shortcut.activated.connect(button.click)
        return button

    def attach(self, records: Records, signals: RecordsSignals, staff: StaffMember) -> None:
        """From now on offer what `staff` asks for; what waits already at the next `look`."""
        self._records = records
        self._staff = staff
        signals.changed.connect(self._on_changed)

    @property
    def text(self) -> str:
        """What stands there; empty while it is hidden."""
        return self.label.text() if not self.isHidden() else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick_timer.stop()

    # -- what is offered

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if changed.outbox or changed.everything:
            self.look()

    @Slot()
    def look(self) -> None:
        """Show what can be taken back now, and for how long."""
        if self._records is None or self._staff is None:
            return
        from opportal_desktop.records.records import StorageError
        from opportal_desktop.registration.undoable_welcomes import undoable_welcomes

        try:
            self._offered = undoable_welcomes(self._records, self._staff)
        except StorageError:
            self._offered = ()
        if self._in_trouble and self._outcome_timer.isActive():
            return
        self._in_trouble = False
        if self._offered:
            self._outcome_timer.stop()
            self._offer(self._records)
        elif not self._outcome_timer.isActive():
            self.hide()

    def _offer(self, records: Records) -> None:
        last = self._offered[-1]
        left = max(1, math.ceil((last.due_at - records.clock()).total_seconds()))
        words = f"The Welcome Email to {last.to_address} goes out in {left} s."
        others = len(self._offered) - 1
        if others:
            words += f" {others} more {'waits' if others == 1 else 'wait'} before it."
        self.label.setText(words)
        set_icon(self._icon, "hourglass", Tone.INFO.value)
        self.undo_button.show()
        self.undo_button.setAccessibleName(f"Undo: take back the Welcome Email to {last.to_address}")
        self.undo_all_button.setVisible(bool(others))
        self.undo_all_button.setText(f"Undo all {others + 1}")
        self.undo_all_button.setToolTip(UNDO_ALL_KEY)
        self.show()
        new = frozenset(one.message_id for one in self._offered)
        # Once for each message, not with each second.
        if not new <= self._announced:
            self._announce(f"{words} {UNDO_KEY} takes it back.")
        self._announced = new

    # -- taking back

    @Slot()
    def undo(self) -> None:
        """Take back what was asked for last."""
        self._in_trouble = False
        self._take_back(self._offered[-1:])

    @Slot()
    def undo_all(self) -> None:
        """Take back everything that is offered."""
        self._in_trouble = False
        self._take_back(self._offered)

    def _take_back(self, wanted: Sequence[Undoable]) -> None:
        if not wanted or self._records is None or self._staff is None:
            return
        from opportal_desktop.records.records import RecordsBusyError, StorageError
        from opportal_desktop.registration.waiting_messages import undo_welcome

        try:
            undone = undo_welcome(self._records, [one.message_id for one in wanted], self._staff)
        except RecordsBusyError:
            self._tell(Tone.WARNING, f"Another program is writing to the records just now: press {UNDO_KEY} again.")
            return
        except StorageError as error:
            # The type only: a database's message may quote what was to be stored.
            log.error("a message was not taken back: %s", type(error).__name__)
            self._tell(Tone.DANGER, not_written(error, "It was not taken back.", f"press {UNDO_KEY} again"))
            return
        self.look()
        self._clear_promises({one.to_address for one in wanted if one.message_id in undone.cancelled})
        if undone.too_late:
            self._tell(Tone.WARNING, undone.words)
        elif len(wanted) == 1:
            self._tell(Tone.GOOD, f"Taken back: nothing is sent to {wanted[0].to_address}. What was saved stays saved.")
        else:
            self._tell(Tone.GOOD, f"Taken back: {len(wanted)} Welcome Emails are not sent. What was saved stays saved.")

    def _clear_promises(self, addresses: set[str]) -> None:
        """Nothing in this window goes on saying that a mail is on its way to them."""
        for bar in self.window().findChildren(MessageBar):
            if any(address in bar.text for address in addresses):
                bar.clear()

    def _tell(self, tone: Tone, words: str) -> None:
        """Say it for some seconds; that all went well not if something else can be taken back: then aloud only."""
        self._announce(words)
        self._in_trouble = tone is not Tone.GOOD
        if self._offered and not self._in_trouble:
            return
        self.label.setText(words)
        icons = {Tone.GOOD: "circle-check", Tone.WARNING: "triangle-alert", Tone.DANGER: "circle-alert"}
        set_icon(self._icon, icons[tone], tone.value)
        self.undo_button.setVisible(bool(self._offered))
        self.undo_all_button.setVisible(len(self._offered) > 1)
        self.show()
        self._outcome_timer.start()

    def _announce(self, words: str) -> None:
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
