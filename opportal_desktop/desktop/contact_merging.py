# SPDX-License-Identifier: GPL-3.0-or-later
"""Merging and undoing from the list of contacts: the two dialogs, and what the bar says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.records.records import Records, RecordsBusyError
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.merge_contacts import Merged
from opportal_desktop.registration.undo_merge import CanNotUndo, undo_merge
from opportal_desktop.terms import StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.merge_contacts import MergeContacts
    from opportal_desktop.desktop.recent_merges import RecentMerges


class ContactMerging(QObject):
    """Opens the dialogs over the list's window; says in its bar what was done, with Undo for the last merge."""

    changed = Signal(list)
    """Ids of the contacts to be selected, once the list is read again."""

    def __init__(
        self, records: Records, prompts: Prompts, staff: Callable[[], StaffMember], bar: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._bar = bar
        self._window = window
        self._undoable = 0
        bar.action_triggered.connect(self._undo_last)

    def forget_last(self) -> None:
        """The bar says something else now."""
        self._undoable = 0

    def open(self, one_id: int, other_id: int) -> MergeContacts | None:
        """Open the dialog; None if one of the two is gone."""
        from opportal_desktop.desktop.merge_contacts import MergeContacts

        try:
            dialog = MergeContacts(self._records, self._prompts, self._staff(), one_id, other_id, self._window)
        except RecordGone:
            self._bar.show_message(Tone.WARNING, "One of the two was merged or removed meanwhile.")
            self.changed.emit([])
            return None
        dialog.merged.connect(self._on_merged)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @Slot(object)
    def _on_merged(self, merged: Merged) -> None:
        self._undoable = merged.merge_id
        self.changed.emit([merged.contact_id])
        mail = f" Mail goes to {', '.join(merged.sent_to)}." if merged.sent_to else " No email is sent."
        self._bar.show_message(Tone.GOOD, f"The two contacts are one now.{mail}", action="Undo the mer&ge")

    @Slot()
    def _undo_last(self) -> None:
        if not self._undoable:
            return
        merge_id, self._undoable = self._undoable, 0
        try:
            done = undo_merge(self._records, merge_id, self._staff())
        except CanNotUndo as refused:
            self._bar.show_message(Tone.WARNING, "Nothing was undone. " + " ".join(refused.reasons))
            return
        except RecordsBusyError:
            self._undoable = merge_id
            words = "Another program is saving right now. Nothing was undone yet; press Undo again."
            self._bar.show_message(Tone.WARNING, words, action="Undo the mer&ge")
            return
        self._on_undone(done.kept_id, done.folded_id)

    def _on_undone(self, kept_id: int, folded_id: int) -> None:
        self.changed.emit([kept_id, folded_id])
        self._bar.show_message(Tone.GOOD, "The merge was undone: both contacts are as they were.")

    @Slot()
    def show_merges(self) -> RecentMerges:
        """The merges of the last days, to be undone."""
        from opportal_desktop.desktop.recent_merges import RecentMerges

        dialog = RecentMerges(self._records, self._staff(), self._window)
        dialog.undone.connect(self._on_unmerged)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @Slot(object)
    def _on_unmerged(self, pair: tuple[int, int]) -> None:
        self._undoable = 0
        self._on_undone(*pair)
