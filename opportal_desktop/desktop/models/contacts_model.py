# SPDX-License-Identifier: GPL-3.0-or-later
"""Every contact as a table that grows as one scrolls. Free of SQL: rows come in whole, states when they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models.rows_model import Index, RowsModel
from opportal_desktop.desktop.status_tones import STATUS_TONES
from opportal_desktop.registration.contact_list import ContactRow, ContactState

COL_NAME, COL_EMAIL, COL_CELL, COL_CHILDREN, COL_STATUS, COL_ACTIVITY, COL_WHY = range(7)
HEADERS = ("Name", "Home Email", "Cell Phone", "Children", "Portal Status", "Last activity", "Why")

CONTACT_ID_ROLE = Qt.ItemDataRole.UserRole + 1

_OF_STATE = frozenset({COL_CHILDREN, COL_STATUS, COL_ACTIVITY})


class ContactsModel(RowsModel[ContactRow]):
    """Rows as they come; `more_wanted` asks for the next ones, `states_wanted` for the states of rows that are seen.

    Whoever answers calls `add_rows` and `set_states`.
    """

    headers = HEADERS
    more_wanted = Signal()
    states_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states: dict[int, ContactState] = {}
        # Whose states were read since the rows were.
        self._fresh: set[int] = set()
        self._asked: dict[int, None] = {}
        self._complete = True

    def start_anew(self, rows: Sequence[ContactRow], *, complete: bool) -> None:
        """Another list; `complete`: there are no more rows."""
        self._states.clear()
        self._fresh.clear()
        self._asked.clear()
        self._complete = complete
        self.replace_rows(rows)

    def read_again(self, rows: Sequence[ContactRow], *, complete: bool) -> None:
        """The same list as it is now; what is known of states stays until it is read again, as it is seen."""
        self._fresh.clear()
        self._asked.clear()
        self._complete = complete
        self.set_rows(rows)

    @staticmethod
    def key_of(row: ContactRow) -> tuple[int, int]:
        return row.contact_id, row.other_id

    def add_rows(self, rows: Sequence[ContactRow], *, complete: bool) -> None:
        """The next rows."""
        self._complete = complete
        self.append_rows(rows)

    @property
    def is_complete(self) -> bool:
        return self._complete

    def numbers_of(self, contact_ids: Iterable[int]) -> list[int]:
        """The first row of each of these contacts that is listed."""
        wanted = set(contact_ids)
        found: dict[int, int] = {}
        for number, row in enumerate(self._rows):
            if row.contact_id in wanted:
                found.setdefault(row.contact_id, number)
        return sorted(found.values())

    def state(self, contact_id: int) -> ContactState | None:
        """What is known of a contact's state by now."""
        return self._states.get(contact_id)

    def take_asked(self, count: int) -> list[int]:
        """Contacts whose states were asked for last, the `count` latest; they are what is seen now."""
        asked = list(self._asked)[-count:]
        for contact_id in asked:
            del self._asked[contact_id]
        return asked

    def set_states(self, states: Mapping[int, ContactState]) -> None:
        """What `take_asked` asked for."""
        self._states.update(states)
        self._fresh.update(states)
        for number, row in enumerate(self._rows):
            if row.contact_id in states:
                self.dataChanged.emit(self.index(number, COL_CHILDREN), self.index(number, COL_ACTIVITY))

    # -- what views ask

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # Two rows each are one pair: said once, one sees where the next begins. The tool tip says it for both.
        in_second_row = index.isValid() and index.column() == COL_WHY and index.row() % 2
        if in_second_row and role == Qt.ItemDataRole.DisplayRole and self.row(index.row()).other_id:
            return ""
        return super().data(index, role)

    def cell(self, row: ContactRow, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(row, column)
        if role == TONE_ROLE and column == COL_STATUS:
            state = self._states.get(row.contact_id)
            return STATUS_TONES[state.status] if state and state.status else None
        if role == CONTACT_ID_ROLE:
            return row.contact_id
        return None

    def _text(self, row: ContactRow, column: int) -> str:
        if column in _OF_STATE:
            if row.contact_id not in self._fresh:
                self._ask(row.contact_id)
            state = self._states.get(row.contact_id)
            return _state_text(state, column) if state else ""
        return (row.name, row.home_email or "—", row.cell_phone or "—", "", "", "", row.why)[column]

    def _tool_tip(self, row: ContactRow, column: int) -> str:
        state = self._states.get(row.contact_id)
        if state is not None and column == COL_STATUS:
            return state.detail
        if state is not None and column == COL_ACTIVITY:
            return state.activity_detail
        return self._text(row, column)

    def _ask(self, contact_id: int) -> None:
        if not self._asked:
            self.states_wanted.emit()
        self._asked.pop(contact_id, None)
        self._asked[contact_id] = None


def _state_text(state: ContactState, column: int) -> str:
    if column == COL_CHILDREN:
        return ", ".join(state.children) or "—"
    if column == COL_STATUS:
        return state.status.value if state.status else "—"
    return state.activity
