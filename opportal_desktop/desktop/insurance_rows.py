# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits a patient's insurance ids: a row of payer and number each, with a button to add one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from opportal_desktop.desktop.icons import set_icon
from opportal_desktop.desktop.theme import Space, restyle

_MAX_LENGTH = 100


@dataclass(frozen=True, slots=True)
class _Row:
    payer: QLineEdit
    number: QLineEdit
    remove: QToolButton


class InsuranceRows(QWidget):
    """`edited` is emitted on each change by the person. Rows without a number are kept as typed until `insurance()`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._headers = (QLabel("Payer"), QLabel("Insurance number"))
        for column, header in enumerate(self._headers):
            restyle(header, role="label")
            self._grid.addWidget(header, 0, column)
        layout.addLayout(self._grid)
        self._add = QPushButton("Add insurance")
        self._add.setObjectName("addInsuranceButton")
        restyle(self._add, role="link")
        set_icon(self._add, "plus", "accent_text")
        self._add.clicked.connect(self._on_add_clicked)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout_rows()

    def set_insurance(self, insurance: tuple[tuple[str, str], ...]) -> None:
        """Show (payer, number) pairs."""
        while self._rows:
            self._take(self._rows[-1])
        for payer, number in insurance:
            self._append(payer, number)
        self._layout_rows()

    def insurance(self) -> tuple[tuple[str, str], ...]:
        """(payer, number) as typed, without rows that are wholly empty."""
        pairs = ((row.payer.text().strip(), row.number.text().strip()) for row in self._rows)
        return tuple(pair for pair in pairs if any(pair))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self._rows[0].payer if self._rows else self._add).setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._add.setEnabled(self.isEnabled())

    def _append(self, payer: str, number: str) -> _Row:
        row = _Row(QLineEdit(payer), QLineEdit(number), QToolButton())
        for editor in (row.payer, row.number):
            editor.setMaxLength(_MAX_LENGTH)
            editor.textEdited.connect(self.edited)
        restyle(row.remove, role="quiet")
        set_icon(row.remove, "x")
        row.remove.clicked.connect(self._on_remove_clicked)
        self._rows.append(row)
        return row

    def _take(self, row: _Row) -> None:
        self._rows.remove(row)
        for widget in (row.payer, row.number, row.remove):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _layout_rows(self) -> None:
        before: QWidget | None = None
        for place, row in enumerate(self._rows, start=1):
            which = f" {place}" if len(self._rows) > 1 else ""
            row.payer.setAccessibleName(f"Payer{which}")
            row.number.setAccessibleName(f"Insurance number{which}")
            row.remove.setAccessibleName(f"Remove insurance{which}")
            row.remove.setToolTip(f"Remove insurance{which}")
            for column, widget in enumerate((row.payer, row.number, row.remove)):
                self._grid.addWidget(widget, place, column)
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self._add)
        for header in self._headers:
            header.setVisible(bool(self._rows))

    def _on_add_clicked(self) -> None:
        row = self._append("", "")
        self._layout_rows()
        row.payer.setFocus()
        self.edited.emit()

    def _on_remove_clicked(self) -> None:
        row = next(row for row in self._rows if row.remove is self.sender())
        self._take(row)
        self._layout_rows()
        self._add.setFocus()
        self.edited.emit()
