# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the import on which one says what the columns are: each with its first cells and a guess."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy

from opportal_desktop.desktop.elided_label import ElidedLabel
from opportal_desktop.desktop.theme import Space
from opportal_desktop.exchange.column_guesses import Mapping, guess_columns, is_day_first
from opportal_desktop.exchange.csv_reading import CsvTable
from opportal_desktop.exchange.fields import MAX_CONTACTS, Target, all_targets
from opportal_desktop.forms.ui_import_roster import Ui_ImportRoster
from opportal_desktop.terms import RoleReason

HEADINGS = ("Column in the file", "First cells", "What it is")
LEFT_OUT = "(leave out)"
_SAMPLE_CELLS = 3
_SAMPLE_CHARACTERS = 24
_HEADING_CHARACTERS = 36
_ROLES = tuple(role for role in RoleReason if role is not RoleReason.SELF)


class ImportColumns(QObject):
    """Fills the page's grid, and tells the mapping that is chosen there."""

    def __init__(self, ui: Ui_ImportRoster, table: CsvTable, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._changed = changed
        self._sample = table.sample
        self._order_chosen = False
        self._guess = guess_columns(table.headers, table.sample)
        groups = max((target.group for target in self._guess.columns if target), default=0)
        last = min(MAX_CONTACTS, groups + 1)
        self._targets: tuple[Target | None, ...] = (None, *(one for one in all_targets() if one.group <= last))
        self.boxes: list[QComboBox] = []
        self.roles: dict[int, QComboBox] = {}
        self._role_labels: dict[int, QLabel] = {}
        self._fill(table)
        self._fill_roles(last)
        ui.datesComboBox.addItems(["Month first: March 5", "Day first: May 3"])
        ui.datesComboBox.activated.connect(self._on_order_chosen)
        self._on_changed()

    @property
    def mapping(self) -> Mapping:
        columns = tuple(self._targets[box.currentIndex()] for box in self.boxes)
        said = {target.group for target in columns if target and target.name == "role_reason"}
        used = {target.group for target in columns if target} - {0}
        roles: dict[int, RoleReason] = {group: _ROLES[self.roles[group].currentIndex()] for group in used - said}
        return Mapping(columns, roles, self._ui.datesComboBox.currentIndex() == 1)

    def _fill(self, table: CsvTable) -> None:
        grid = self._ui.columnsGrid
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for place, heading in enumerate(HEADINGS):
            grid.addWidget(_label(heading, "label"), 0, place)
        words = [LEFT_OUT, *(target.label for target in self._targets if target)]
        for number, (header, guess) in enumerate(zip(table.headers, self._guess.columns, strict=True)):
            shown = header or f"Column {number + 1}"
            cells = [row[number] for row in table.sample if number < len(row) and row[number]]
            sample = "  ·  ".join(_shortened(cell) for cell in cells[:_SAMPLE_CELLS])
            box = QComboBox()
            box.addItems(words)
            box.setMaxVisibleItems(25)
            box.setAccessibleName(f"What {shown} is")
            box.setCurrentIndex(self._targets.index(guess) if guess in self._targets else 0)
            box.currentIndexChanged.connect(self._on_changed)
            name, cell = ElidedLabel(), ElidedLabel()
            for label, text, role in ((name, shown, "strong"), (cell, sample or "—", "subtle")):
                label.setProperty("role", role)
                label.setText(text)
            name.setMaximumWidth(name.fontMetrics().averageCharWidth() * _HEADING_CHARACTERS)
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            for place, widget in enumerate((name, cell, box)):
                grid.addWidget(widget, number + 1, place)
            self.boxes.append(box)

    def _fill_roles(self, last: int) -> None:
        grid = self._ui.rolesGrid
        grid.setHorizontalSpacing(Space.L)
        for group in range(1, last + 1):
            label = _label(f"Contact {group}, where the file says no Role/Reason, is", "label")
            box = QComboBox()
            box.addItems([role.label for role in _ROLES])
            box.setCurrentIndex(_ROLES.index(self._guess.roles.get(group, RoleReason.OTHER)))
            box.setAccessibleName(label.text())
            grid.addWidget(label, group, 0)
            grid.addWidget(box, group, 1)
            grid.setColumnStretch(2, 1)
            self.roles[group], self._role_labels[group] = box, label

    @Slot()
    def _on_order_chosen(self) -> None:
        self._order_chosen = True

    @Slot()
    def _on_changed(self) -> None:
        mapping = self.mapping
        if not self._order_chosen:
            # Which column the dates are in may have been said just now.
            self._ui.datesComboBox.setCurrentIndex(int(is_day_first(mapping.columns, self._sample)))
        shown = mapping.roles
        for group, box in self.roles.items():
            box.setVisible(group in shown)
            self._role_labels[group].setVisible(group in shown)
        self._ui.rolesWidget.setVisible(bool(shown))
        self._changed()


def _shortened(cell: str) -> str:
    cell = " ".join(cell.split())
    return cell if len(cell) <= _SAMPLE_CHARACTERS else f"{cell[: _SAMPLE_CHARACTERS - 1]}…"


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
