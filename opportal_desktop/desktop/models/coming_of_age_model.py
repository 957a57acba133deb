# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients coming of age, as a table. Free of SQL: what is not judged yet shows its name and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.models.rows_model import RowsModel
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


def state_words(row: ComingOfAge) -> tuple[str, Tone]:
    """How far the checklist is, as the chip says it."""
    all_steps = steps(row)
    done = sum(step.done for step in all_steps)
    if done == len(all_steps):
        return "All done", Tone.GOOD
    if not done:
        return "Nothing done", Tone.WARNING if row.days_left <= URGENT_DAYS else Tone.NEUTRAL
    return f"{done} of {len(all_steps)} done", Tone.INFO


class ComingOfAgeModel(RowsModel[Candidate]):
    """Rows in the order in which they are given; `judge` fills them in as they are judged."""

    headers = HEADERS[AgeList.AHEAD]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._which = AgeList.AHEAD
        self._age = 18
        self._judged: dict[int, ComingOfAge] = {}

    @staticmethod
    def key_of(row: Candidate) -> int:
        return row.patient_id

    def heading(self, column: int) -> str:
        return HEADERS[self._which][column].format(age=self._age)

    def show_list(self, which: AgeList, age: int, rows: Sequence[Candidate]) -> None:
        """Another list, or the same anew; what was judged of who stays is shown until it is judged again."""
        is_same = (which, age) == (self._which, self._age)
        self._which, self._age = which, age
        listed = {row.patient_id for row in rows}
        self._judged = {key: value for key, value in self._judged.items() if key in listed}
        if is_same:
            self.set_rows(rows)
        else:
            self.replace_rows(rows)

    def judge(self, rows: Iterable[ComingOfAge]) -> None:
        """What the rules say of some of the listed patients."""
        changed = {row.patient_id: row for row in rows}
        self._judged |= changed
        for number, row in enumerate(self._rows):
            if row.patient_id in changed:
                self.rows_changed(number, number)

    def known(self, patient_id: int) -> ComingOfAge | None:
        """What was judged of a listed patient."""
        return self._judged.get(patient_id)

    def cell(self, row: Candidate, column: int, role: int) -> object:
        judged = self._judged.get(row.patient_id)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, judged, column)
        if role == Qt.ItemDataRole.ToolTipRole and judged is not None and column == COL_ACCESS:
            return "\n".join(f"{contact.name} ({contact.role_reason.label})" for contact in judged.seeing)
        if role == Qt.ItemDataRole.ToolTipRole and column in (COL_NAME, COL_DONE):
            return self._words(row, judged, column)
        if role == TONE_ROLE and column == COL_STATE and judged is not None:
            return state_words(judged)[1]
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
