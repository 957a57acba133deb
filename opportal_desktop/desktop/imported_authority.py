# SPDX-License-Identifier: GPL-3.0-or-later
"""Imported Authority: what an import brought and nobody has released yet; released by managers, in batches."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget

from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.list_export import export_list
from opportal_desktop.desktop.models import imported_authority_model as columns
from opportal_desktop.desktop.models.imported_authority_model import HEADERS, ImportedAuthorityModel, cells
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.tables import prepare_table
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.forms.ui_imported_authority import Ui_ImportedAuthority
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration.access_shifts import AccessShift
from opportal_desktop.registration.errors import ReasonRequired
from opportal_desktop.registration.exports import note_export
from opportal_desktop.registration.imported_authority import (
    ReleaseForecast,
    dismiss,
    forecast_release,
    release,
    waiting,
    waiting_contacts,
    waiting_count,
)
from opportal_desktop.registration.rules import LinkKey
from opportal_desktop.terms import Changed, StaffMember

log = logging.getLogger(__name__)

_WIDTHS = {
    columns.COL_PATIENT: 26, columns.COL_DOB: 13, columns.COL_CONTACT: 22, columns.COL_ROLE: 16, columns.COL_NOW: 15,
    columns.COL_FILE: 15, columns.COL_EMAIL: 32,
}  # fmt: skip
_WIDTH_CHARACTERS = 165
_HEIGHT_LINES = 38
_SELECTION_MILLISECONDS = 120
_MOST_FORESEEN = 12
"""Contacts whose release is foreseen in words; a few milliseconds each."""


class ImportedAuthority(QDialog):
    """For managers. Releases one contact in each turn of the event loop, so that the window stays alive."""

    released = Signal()

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: StaffMember,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        """`folder`: where an export is suggested to go."""
        super().__init__(parent)
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._folder = folder
        self._left: list[tuple[int, list[int] | None]] = []
        self._total = self._mails = self._done = self._skipped = 0
        self._reason = ""
        self._asked_about: frozenset[int] = frozenset()
        self._agreed: frozenset[LinkKey] = frozenset()
        self.ui = Ui_ImportedAuthority()
        self.ui.setupUi(self)
        self.model = ImportedAuthorityModel(partial(waiting, records), self)
        self._work = QTimer(self)
        self._work.timeout.connect(self._release_next)
        self._foresee = QTimer(self, singleShot=True, interval=_SELECTION_MILLISECONDS)
        self._foresee.timeout.connect(self._show_effect)
        self._prepare_table()
        ui = self.ui
        ui.emptyState.set_content(
            "shield-check", "Nothing waits", "What an import brings is listed here until a manager has released it."
        )
        ui.releaseButton.clicked.connect(self._on_release)
        ui.releaseAllButton.clicked.connect(self._on_release_all)
        ui.dismissButton.clicked.connect(self._on_dismiss)
        ui.exportButton.clicked.connect(self._on_export)
        ui.closeButton.clicked.connect(self.reject)
        signals.changed.connect(self._on_changed)
        load_icons(self)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self._show()
        ui.waitingTableView.setFocus()

    def _prepare_table(self) -> None:
        view = self.ui.waitingTableView
        prepare_table(view)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setModel(self.model)
        character = self.fontMetrics().averageCharWidth()
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, character * width)
        view.selectionModel().selectionChanged.connect(self._foresee.start)

    # -- what is shown

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not self._work.isActive() and (changed.everything or changed.contact_ids):
            self._follow()

    def _follow(self) -> None:
        """Read what others have changed: the same rows stay selected, wherever they stand now, and no others."""
        chosen = {row_id for rows in self._selected().values() for row_id in rows}
        table = self.ui.waitingTableView
        top = table.verticalScrollBar().value()
        self.model.read_again()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number, row in enumerate(self.model.rows):
            if row.id in chosen:
                table.selectionModel().setCurrentIndex(self.model.index(number, 0), flags)
        table.verticalScrollBar().setValue(top)
        self._show()

    def _read_again(self, at: int) -> None:
        """After what was done here: the row that stands now where the current one stood is selected."""
        self.model.start_anew()
        if at >= 0 and self.model.rowCount():
            self.ui.waitingTableView.selectRow(min(at, self.model.rowCount() - 1))
        self._show()

    def _show(self) -> None:
        ui = self.ui
        count = waiting_count(self._records)
        ui.listStack.setCurrentWidget(ui.listPage if count else ui.emptyPage)
        ui.titleLabel.setText(f"Imported Authority: {count} to review" if count else "Imported Authority")
        for button in (ui.releaseAllButton, ui.exportButton):
            button.setEnabled(bool(count))
        self._show_effect()

    def _selected(self) -> dict[int, list[int]]:
        """{contact: rows} of what is selected."""
        rows = self.ui.waitingTableView.selectionModel().selectedRows()
        chosen: dict[int, list[int]] = {}
        for index in rows:
            row = self.model.row(index.row())
            chosen.setdefault(row.contact_id, []).append(row.id)
        return chosen

    @Slot()
    def _show_effect(self) -> None:
        ui = self.ui
        chosen = self._selected()
        for button in (ui.releaseButton, ui.dismissButton):
            button.setEnabled(bool(chosen) and not self._work.isActive())
        foreseen = self._foreseen(chosen)
        texts = [one.summary for one in foreseen]
        if len(chosen) > _MOST_FORESEEN:
            texts = [f"{len(chosen)} contacts are selected; each who gets access will get one Welcome Email."]
        delicate = [words for one in foreseen for words in (*_statements(one.losses), *one.conflicts)]
        ui.effectLabel.setText(" ".join(dict.fromkeys((*delicate, *texts))))
        ui.effectLabel.setVisible(bool(chosen))

    def _foreseen(self, chosen: dict[int, list[int]]) -> list[ReleaseForecast]:
        some = list(chosen.items())[:_MOST_FORESEEN]
        return [forecast_release(self._records, contact_id, ids) for contact_id, ids in some]

    # -- what the person does

    @Slot()
    def _on_release(self) -> None:
        """Release what is selected; what takes access away, or stands against another parent, is asked about before."""
        chosen = self._selected()
        foreseen = self._foreseen(chosen)
        answer, self._reason = "release", ""
        # The reason is for what was shown, not for others that are selected, too.
        self._asked_about = frozenset(list(chosen)[:_MOST_FORESEEN])
        self._agreed = frozenset(key for one in foreseen for shift in one.losses for key in shift.keys)
        if any(one.needs_reason for one in foreseen):
            answer, self._reason = self._ask(foreseen)
        if answer == "release":
            self._start([(contact_id, ids) for contact_id, ids in chosen.items()])

    def _ask(self, foreseen: list[ReleaseForecast]) -> tuple[str, str]:
        told = dict.fromkeys(words for one in foreseen for words in (*one.conflicts, one.summary))
        shifts = tuple(dict.fromkeys(shift for one in foreseen for shift in one.shifts))
        loses = any(shift.loses for shift in shifts)
        return self._prompts.ask_reason(
            self,
            "Release, and end access to the portal?" if loses else "Release against another parent’s Authority?",
            "\n\n".join(told),
            shifts,
            [
                Choice("release", "&Release", ChoiceRole.DANGER if loses else ChoiceRole.PRIMARY),
                Choice("cancel", "&Leave it waiting", ChoiceRole.CANCEL),
            ],
        )

    @Slot()
    def _on_release_all(self) -> None:
        count = waiting_count(self._records)
        answer = self._prompts.ask(
            self,
            f"Release all {count}?",
            "Everybody who gets access by it gets one Welcome Email. What stands against another parent’s Authority, "
            "or takes access away from somebody, stays in the list, to be released with a reason.",
            [Choice("release", "&Release all", ChoiceRole.PRIMARY), Choice("cancel", "&Cancel", ChoiceRole.CANCEL)],
        )
        if answer != "release":
            return
        contacts: list[tuple[int, list[int] | None]] = []
        while page := waiting_contacts(self._records, contacts[-1][0] if contacts else 0):
            contacts += [(contact_id, None) for contact_id in page]
        self._reason, self._asked_about, self._agreed = "", frozenset(), frozenset()
        self._start(contacts)

    def _start(self, contacts: list[tuple[int, list[int] | None]]) -> None:
        self._left = contacts[::-1]
        self._total = len(contacts)
        self._mails = self._done = self._skipped = 0
        self._set_working(True)
        self._work.start(0)

    def _set_working(self, working: bool) -> None:
        ui = self.ui
        for widget in (ui.releaseButton, ui.releaseAllButton, ui.dismissButton, ui.exportButton, ui.waitingTableView):
            widget.setEnabled(not working)
        ui.closeButton.setText("&Stop" if working else "&Close")

    @Slot()
    def _release_next(self) -> None:
        if not self._left:
            self._finish()
            return
        contact_id, ids = self._left[-1]
        reason = self._reason if contact_id in self._asked_about else ""
        try:
            effects = release(self._records, contact_id, self._staff, ids, reason=reason, agreed=self._agreed)
        except RecordsBusyError:
            # Somebody else is saving: the same one again in the next turn.
            return
        except ReasonRequired:
            self._skipped += 1
        except StorageError as error:
            # The type only: a database's message may quote what was to be stored.
            log.error("imported authority could not be released: %s", type(error).__name__)
            self._left.clear()
            self._finish()
            words = not_written(error, "What was released before is; the rest waits.")
            self.ui.messageBar.show_message(Tone.DANGER, words)
            return
        else:
            self._done += 1
            self._mails += len(effects.queued) if effects else 0
        self._left.pop()
        if self._total > 1:
            done = self._total - len(self._left)
            self.ui.messageBar.show_message(Tone.INFO, f"{done} of {self._total} contacts…")

    def _finish(self) -> None:
        self._work.stop()
        self._left.clear()
        self._set_working(False)
        self._read_again(self.ui.waitingTableView.currentIndex().row())
        parts = [
            f"Released for {self._done} {'contact' if self._done == 1 else 'contacts'}; "
            f"{self._mails} Welcome {'Email' if self._mails == 1 else 'Emails'} will go out."
        ]
        if self._skipped:
            parts.append(
                f"{self._skipped} {'stays' if self._skipped == 1 else 'stay'} here: another parent’s Authority stands "
                "against theirs, or somebody would lose access. Select one to release it with a reason."
            )
        self.ui.messageBar.show_message(Tone.WARNING if self._skipped else Tone.GOOD, " ".join(parts))
        self.released.emit()

    @Slot()
    def _on_dismiss(self) -> None:
        ids = [row_id for rows in self._selected().values() for row_id in rows]
        at = self.ui.waitingTableView.currentIndex().row()
        try:
            count = dismiss(self._records, ids, self._staff)
        except RecordsBusyError:
            self.ui.messageBar.show_message(Tone.WARNING, "Somebody else is saving just now. Try again.")
            return
        self._read_again(at)
        self.ui.messageBar.show_message(
            Tone.INFO, f"{count} dismissed: their Authority stays as it is, and the same import won’t list them again."
        )

    @Slot()
    def _on_export(self) -> None:
        def rows() -> Iterator[tuple[str, ...]]:
            last = 0
            while page := waiting(self._records, last):
                yield from map(cells, page)
                last = page[-1].id

        note = partial(note_export, self._records, "Imported Authority", self._staff)
        suggested = self._folder / "Imported Authority.csv"
        export_list(self, self._prompts, self.ui.messageBar, suggested, HEADERS, rows(), note)

    def reject(self) -> None:
        if self._work.isActive():
            self._finish()
            return
        super().reject()


def _statements(shifts: Iterable[AccessShift]) -> tuple[str, ...]:
    return tuple(shift.statement for shift in shifts)
