# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients coming of age, as a table. Free of SQL: what is not judged yet shows its name and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.records.age_marks import Candidate
from opportal_desktop.registration.age_steps import done_so_far, steps
from opportal_desktop.registration.chart_names import listed_name
from opportal_desktop.registration.coming_of_age import AgeList, ComingOfAge

COL_NAME, COL_DAY, COL_LEFT, COL_STATE, COL_ACCESS, COL_DONE = range(6)
HEADERS = {
    AgeList.AHEAD: ("Patient", "Turns {age} on", "Days left", "Steps", "Has access now", "Done so far"),
    AgeList.LATELY: ("Patient", "Turned {age} on", "Days ago", "Steps", "Has access now", "Done so far"),
    AgeList.CONSENTS: ("Patient", "Consent ends", "Days left", "Steps", "Has access now", "Done so far"),
}
URGENT_DAYS = 14
_NOT_YET = "…"

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def state_words(row: ComingOfAge) -> tuple[str, Tone]:
    """How far the checklist is, as the chip says it."""
    all_steps = steps(row)
    done = sum(step.done for step in all_steps)
    if done == len(all_steps):
        return "All done", Tone.GOOD
    if not done:
        return "Nothing done", Tone.WARNING if row.days_left <= URGENT_DAYS else Tone.NEUTRAL
    return f"{done} of {len(all_steps)} done", Tone.INFO


class ComingOfAgeModel(QAbstractTableModel):
    """Rows in the order in which they are given; `judge` fills them in as they are judged."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._which = AgeList.AHEAD
        self._age = 18
        self._rows: tuple[Candidate, ...] = ()
        self._judged: dict[int, ComingOfAge] = {}

    def set_rows(self, which: AgeList, age: int, rows: Sequence[Candidate]) -> None:
        """Another list, or the same anew; what was judged of who stays is shown until it is judged again."""
        same = which is self._which and [row.patient_id for row in rows] == [row.patient_id for row in self._rows]
        if same and age == self._age:
            self._rows = tuple(rows)
            self._tell(range(len(rows)))
            return
        self.beginResetModel()
        self._which, self._age, self._rows = which, age, tuple(rows)
        listed = {row.patient_id for row in rows}
        self._judged = {key: value for key, value in self._judged.items() if key in listed}
        self.endResetModel()

    def judge(self, rows: Iterable[ComingOfAge]) -> None:
        """What the rules say of some of the listed patients."""
        changed = {row.patient_id: row for row in rows}
        self._judged |= changed
        self._tell([number for number, row in enumerate(self._rows) if row.patient_id in changed])

    def _tell(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(HEADERS[self._which]) - 1))

    @property
    def rows(self) -> tuple[Candidate, ...]:
        return self._rows

    def number_of(self, patient_id: int) -> int | None:
        """Where this patient is listed."""
        return next((number for number, row in enumerate(self._rows) if row.patient_id == patient_id), None)

    def known(self, patient_id: int) -> ComingOfAge | None:
        """What was judged of a listed patient."""
        return self._judged.get(patient_id)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADERS[self._which])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[self._which][section].format(age=self._age)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        candidate, column = self._rows[index.row()], index.column()
        row = self._judged.get(candidate.patient_id)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(candidate, row, column)
        if role == Qt.ItemDataRole.ToolTipRole and row is not None and column == COL_ACCESS:
            return "\n".join(f"{contact.name} ({contact.role_reason.label})" for contact in row.seeing)
        if role == Qt.ItemDataRole.ToolTipRole and column in (COL_NAME, COL_DONE):
            return self._words(candidate, row, column)
        if role == TONE_ROLE and column == COL_STATE and row is not None:
            return state_words(row)[1]
        return None

    def _words(self, candidate: Candidate, row: ComingOfAge | None, column: int) -> str:
        if column == COL_NAME:
            return listed_name(candidate.first_name, candidate.middle_name, candidate.last_name)
        if row is None:
            return shown_date(candidate.ends) if column == COL_DAY and candidate.ends else _NOT_YET
        day = candidate.ends or row.day
        if column == COL_DAY:
            return shown_date(day)
        if column == COL_LEFT:
            left = row.days_left + (day - row.day).days
            return str(abs(left)) if left else "today"
        if column == COL_ACCESS:
            return ", ".join(contact.name for contact in row.seeing) or "nobody"
        return state_words(row)[0] if column == COL_STATE else done_so_far(row)
