# SPDX-License-Identifier: GPL-3.0-or-later
"""Merging and undoing from the list of contacts: the two dialogs, and what is said afterwards."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.merge_contacts import Merged
from opportal_desktop.registration.undo_merge import CanNotUndo, Unmerged, undo_merge
from opportal_desktop.terms import StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.merge_contacts import MergeContacts
    from opportal_desktop.desktop.recent_merges import RecentMerges

log = logging.getLogger(__name__)

_UNDO = "Undo the mer&ge"


class Say(Protocol):
    """Says something in a window's message bar, with a button that does something, or none."""

    def __call__(
        self, tone: Tone, text: str, action: str = "", on_action: Callable[[], object] | None = None
    ) -> None: ...


class ContactMerging(QObject):
    """Opens the dialogs over the list's window; says there what was done, with Undo for the last merge."""

    changed = Signal(list)
    """Ids of the contacts to be selected, once the list is read again."""

    def __init__(
        self, records: Records, prompts: Prompts, staff: Callable[[], StaffMember], say: Say, window: QWidget
    ) -> None:
        super().__init__(window)
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._say = say
        self._window = window

    def open(self, one_id: int, other_id: int) -> MergeContacts | None:
        """Open the dialog; None if one of the two is gone."""
        from opportal_desktop.desktop.merge_contacts import MergeContacts

        try:
            dialog = MergeContacts(self._records, self._prompts, self._staff(), one_id, other_id, self._window)
        except RecordGone:
            self._say(Tone.WARNING, "One of the two was merged or removed meanwhile.")
            self.changed.emit([])
            return None
        dialog.merged.connect(self._on_merged)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @Slot(object)
    def _on_merged(self, merged: Merged) -> None:
        self.changed.emit([merged.contact_id])
        mail = f" Mail goes to {', '.join(merged.sent_to)}." if merged.sent_to else " No email is sent."
        self._say(Tone.GOOD, f"The two contacts are one now.{mail}", _UNDO, partial(self._undo, merged.merge_id))

    def _undo(self, merge_id: int) -> None:
        done = undone(self._records, merge_id, self._staff(), self._say, _UNDO, partial(self._undo, merge_id))
        if done is not None:
            self._on_undone(done)

    @Slot()
    def show_merges(self) -> RecentMerges:
        """The merges of the last days, to be undone."""
        from opportal_desktop.desktop.recent_merges import RecentMerges

        dialog = RecentMerges(self._records, self._staff(), self._window)
        dialog.undone.connect(self._on_undone)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @Slot(object)
    def _on_undone(self, done: Unmerged) -> None:
        self.changed.emit([done.kept_id, done.folded_id])
        self._say(Tone.GOOD, "The merge was undone: both contacts are as they were.")


def undone(
    records: Records,
    merge_id: int,
    staff: StaffMember,
    say: Say,
    action: str = "",
    on_action: Callable[[], object] | None = None,
) -> Unmerged | None:
    """Undo a merge; None, and it is said why, where it could not be done. `action`: to try again."""
    try:
        return undo_merge(records, merge_id, staff)
    except CanNotUndo as refused:
        say(Tone.WARNING, "Nothing was undone. " + " ".join(refused.reasons))
    except RecordsBusyError:
        words = "Another program is saving right now. Nothing was undone yet; press Undo again."
        say(Tone.WARNING, words, action, on_action)
    except StorageError as error:
        # The type only: a database's message may quote what was to be stored.
        log.error("undoing a merge failed: %s", type(error).__name__)
        say(
            Tone.DANGER,
            not_written(error, "Nothing was undone.", "press Undo again"),
            action,
            on_action,
        )
    return None
