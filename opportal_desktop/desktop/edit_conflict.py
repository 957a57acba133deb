# SPDX-License-Identifier: GPL-3.0-or-later
"""Two edits of one contact: what somebody else changed meanwhile, and whose value is to stand, field by field."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection
from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QLabel, QRadioButton, QWidget

from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.small_screens import open_at
from opportal_desktop.desktop.theme import restyle
from opportal_desktop.forms.ui_edit_conflict import Ui_EditConflictDialog
from opportal_desktop.registration.contact_draft import FIELD_LABELS, ContactDraft
from opportal_desktop.registration.errors import FieldDifference
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import Labelled, RoleReason

_WIDTH_CHARACTERS = 104
_VALUE_CHARACTERS = 60
_MOST_LINES = 18
_PHONES = ("cell_phone", "home_phone", "work_phone")


class ConflictOutcome(Enum):
    """What the person wants done."""

    ACCEPT = "accept"
    DISCARD = "discard"
    KEEP_EDITING = "keep editing"


class EditConflictDialog(QDialog):
    """Nothing is written here. `outcome` and `theirs` say what was decided; closing it means to keep editing."""

    def __init__(
        self,
        differences: tuple[FieldDifference, ...],
        by: str,
        when: str,
        phone_region: str,
        *,
        accept: str = "&Save with these choices",
        parent: QWidget | None = None,
    ) -> None:
        """Show it for these differences.

        Args:
            when: the moment of their save, as the desk reads it.
            accept: the button that goes on with the choices.
        """
        super().__init__(parent)
        self.ui = Ui_EditConflictDialog()
        self.ui.setupUi(self)
        load_icons(self)
        self._region = phone_region
        self._groups: dict[str, QButtonGroup] = {}
        self.outcome = ConflictOutcome.KEEP_EDITING
        for label in (self.ui.titleLabel, self.ui.explanationLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.ui.titleLabel.setText(f"{by or 'Another program'} saved this contact while you were editing")
        self.ui.explanationLabel.setText(_explanation(differences, when))
        self.ui.acceptButton.setText(accept)
        self._fill(differences)
        self.ui.acceptButton.clicked.connect(self._on_accept_clicked)
        self.ui.discardButton.clicked.connect(self._on_discard_clicked)
        self.ui.keepButton.clicked.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        # The layout counts no widget before it is shown.
        self._fit()
        super().showEvent(event)

    @property
    def theirs(self) -> frozenset[str]:
        """The fields that both changed and where theirs was chosen."""
        return frozenset(name for name, group in self._groups.items() if group.checkedId() == 0)

    def _fill(self, differences: tuple[FieldDifference, ...]) -> None:
        grid = self.ui.differencesGrid
        for column, text in enumerate(("Field", "Was", "Now (theirs)", "Yours")):
            header = QLabel(text)
            restyle(header, role="label")
            grid.addWidget(header, 0, column)
        # What needs a choice comes first.
        ordered = sorted(differences, key=lambda difference: not difference.collides)
        for row, difference in enumerate(ordered, start=1):
            name = QLabel(difference.label)
            restyle(name, role="strong")
            grid.addWidget(name, row, 0)
            grid.addWidget(self._value(difference, difference.was), row, 1)
            if difference.collides:
                self._add_choice(difference, row)
            else:
                grid.addWidget(self._value(difference, difference.theirs), row, 2)
                same = difference.yours == difference.theirs
                kept = QLabel("The same as theirs" if same else "Not changed by you: theirs is kept")
                restyle(kept, role="caption")
                kept.setWordWrap(True)
                grid.addWidget(kept, row, 3)
        self.ui.scrollArea.setVisible(bool(differences))

    def _fit(self) -> None:
        """As wide as lines are read well, as high as all differences need, within bounds."""
        metrics = self.fontMetrics()
        width = metrics.averageCharWidth() * _WIDTH_CHARACTERS
        margins = self.ui.contentLayout.contentsMargins()
        needed = max(0, self.ui.pageLayout.totalHeightForWidth(width - margins.left() - margins.right()))
        self.ui.scrollArea.setMinimumHeight(min(needed, metrics.lineSpacing() * _MOST_LINES))
        open_at(self, QSize(width, self.sizeHint().height()))

    def _value(self, difference: FieldDifference, value: object) -> QLabel:
        label = QLabel(self._words(difference, value))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        restyle(label, role="subtle")
        return label

    def _add_choice(self, difference: FieldDifference, row: int) -> None:
        group = QButtonGroup(self)
        for number, (whose, value) in enumerate((("theirs", difference.theirs), ("yours", difference.yours))):
            words = self._words(difference, value)
            button = QRadioButton(_shortened(words).replace("&", "&&"))
            button.setObjectName(f"{difference.field}_{whose}")
            button.setAccessibleName(f"{difference.label}, {whose}: {words}")
            button.setToolTip(words)
            group.addButton(button, number)
            self.ui.differencesGrid.addWidget(button, row, 2 + number)
        group.button(1).setChecked(True)
        self._groups[difference.field] = group

    def _words(self, difference: FieldDifference, value: object) -> str:
        if difference.field in _PHONES:
            return shown_phone(str(value), self._region) or "—"
        if difference.field == "own_patient_id":
            return "No" if value is None else "Yes"
        if isinstance(value, Labelled | RoleReason):
            return value.label
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, dt.date):
            return shown_date(value)
        return str(value) if value not in ("", None) else "—"

    def _on_accept_clicked(self) -> None:
        self.outcome = ConflictOutcome.ACCEPT
        self.accept()

    def _on_discard_clicked(self) -> None:
        self.outcome = ConflictOutcome.DISCARD
        self.accept()


def merged(base: ContactDraft, mine: ContactDraft, current: ContactDraft, theirs: Collection[str]) -> ContactDraft:
    """The record as it stands now with what was changed here since `base`, except in the fields `theirs`."""
    changed = {
        name: getattr(mine, name)
        for name in FIELD_LABELS
        if getattr(mine, name) != getattr(base, name) and name not in theirs
    }
    return dataclasses.replace(current, **changed)


def _explanation(differences: tuple[FieldDifference, ...], when: str) -> str:
    saved = f"Saved {when}. Nothing of yours is saved yet, and nothing of it is lost."
    if any(difference.collides for difference in differences):
        return f"{saved} Where both of you changed a field, choose whose value is to stand."
    if differences:
        return f"{saved} You changed other fields, so both edits can be kept."
    return f"{saved} The fields shown here are the same; the contact may have been made inactive or active."


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _VALUE_CHARACTERS else f"{line[: _VALUE_CHARACTERS - 1]}…"
