# SPDX-License-Identifier: GPL-3.0-or-later
"""Two contacts side by side: whose value stands in each field, what merging does, and the merge itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from itertools import pairwise
from textwrap import wrap

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QGridLayout, QRadioButton, QWidget

from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.labels import clear_grid, plain_label
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.theme import Space, Tone
from opportal_desktop.forms.ui_merge_contacts import Ui_MergeContacts
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration.errors import DraftInvalid, ReasonRequired, RecordGone
from opportal_desktop.registration.merge_contacts import merge_contacts
from opportal_desktop.registration.merge_plan import ContactsChanged, MergeChoices, Side
from opportal_desktop.registration.merge_preview import (
    ComparedChart,
    ComparedField,
    Comparison,
    MergePreview,
    compare,
    preview_merge,
)
from opportal_desktop.registration.rules import LinkKey
from opportal_desktop.terms import StaffMember

log = logging.getLogger(__name__)

_WIDTH_CHARACTERS = 170
_HEIGHT_LINES = 44
_VALUE_CHARACTERS = range(14, 37)
"""In a line of a value, as many as there is room for."""
_VALUE_LINES = 5
"""A longer value is cut off beside its button; the tool tip has all of it."""
_BUTTON_CHARACTERS = 6
"""What a radio button takes beside its words."""
_COL_LABEL, _COL_KEPT, _COL_FOLDED, _COL_BOTH = range(4)


class MergeContacts(QDialog):
    """Nothing is stored before Merge; what it will do stands beside the choices and follows them."""

    merged = Signal(object)
    """`Merged`, after the commit."""

    def __init__(
        self,
        records: Records,
        prompts: Prompts,
        staff: StaffMember,
        one_id: int,
        other_id: int,
        parent: QWidget | None = None,
    ) -> None:
        """Raises:
        RecordGone: one of the two was removed or merged meanwhile.
        """
        super().__init__(parent)
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._pair = one_id, other_id
        self._fields: dict[str, _Row] = {}
        self._charts: dict[int, _Row] = {}
        self._preview: MergePreview | None = None
        self._compared = compare(records, one_id, other_id)
        self.ui = Ui_MergeContacts()
        self.ui.setupUi(self)
        for page in (self.ui.fieldsPage, self.ui.previewPage):
            # A scroll area has its page paint the window's ground, here within a card.
            page.setAutoFillBackground(False)
        load_icons(self)
        self._preview_timer = QTimer(self, singleShot=True, interval=0)
        self._preview_timer.timeout.connect(self._show_preview)
        self.ui.cancelButton.clicked.connect(self.reject)
        self.ui.mergeButton.clicked.connect(self.merge)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_values()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_values()

    # -- side by side

    def _fit_values(self) -> None:
        """Wrap the values so that both columns are seen whole."""
        labels = [row.label.sizeHint().width() for row in self._rows]
        room = self.ui.fieldsScrollArea.viewport().width() - max(labels, default=0) - _COL_BOTH * Space.L
        characters = room // 2 // self.fontMetrics().averageCharWidth() - _BUTTON_CHARACTERS
        for row in self._rows:
            row.wrap(max(_VALUE_CHARACTERS[0], min(_VALUE_CHARACTERS[-1], characters)))

    @property
    def _rows(self) -> tuple[_Row, ...]:
        return *self._fields.values(), *self._charts.values()

    def _fill(self) -> None:
        compared = self._compared
        ui = self.ui
        ui.titleLabel.setText(self._title)
        ui.introLabel.setText(
            "One contact is left, in all charts of both. Choose what stands where the two differ; nothing is stored "
            "before Merge."
        )
        grid = ui.fieldsGrid
        clear_grid(grid)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(_COL_FOLDED, 1)
        self._add_head(grid, compared)
        self._fields = {
            field.name: self._add_row(grid, field.label, field, can_join=field.can_join)
            for field in compared.fields
            if field.differs
        }
        if compared.charts:
            both = plain_label("Both are in these charts: whose entry stands?", "strong")
            grid.addWidget(both, grid.rowCount(), _COL_LABEL, 1, _COL_BOTH + 1)
        self._charts = {
            chart.patient_id: self._add_row(grid, chart.name, chart, can_join=False) for chart in compared.charts
        }
        same = [field.label for field in compared.fields if not field.differs and field.kept]
        ui.sameLabel.setText(f"The same in both: {', '.join(same)}." if same else "")
        ui.sameLabel.setVisible(bool(same))
        self._fit_values()
        self._chain(ui.mergeButton)
        self._show_preview()

    @property
    def _title(self) -> str:
        compared = self._compared
        if compared.folded_name == compared.kept_name:
            return f"Make the two records of {compared.kept_name} one"
        return f"Merge {compared.folded_name} into {compared.kept_name}"

    def _add_head(self, grid: QGridLayout, compared: Comparison) -> None:
        for column, name, about in (
            (_COL_KEPT, compared.kept_name, compared.kept_about),
            (_COL_FOLDED, compared.folded_name, compared.folded_about),
        ):
            grid.addWidget(plain_label(name, "strong"), 0, column)
            grid.addWidget(plain_label(about, "caption"), 1, column)

    def _add_row(
        self, grid: QGridLayout, label: str, compared: ComparedField | ComparedChart, *, can_join: bool
    ) -> _Row:
        return _Row(grid, grid.rowCount(), label, compared, can_join, self._on_chosen)

    def _chain(self, last: QWidget) -> None:
        """Tab goes down the rows, as they are seen."""
        buttons = [button for row in self._rows for button in row.buttons]
        for before, after in pairwise(buttons):
            QWidget.setTabOrder(before, after)
        for row in self._rows:
            row.checked.setFocus()
            break
        if buttons:
            QWidget.setTabOrder(buttons[-1], self.ui.previewScrollArea)
            QWidget.setTabOrder(self.ui.previewScrollArea, self.ui.cancelButton)
            QWidget.setTabOrder(self.ui.cancelButton, last)

    @property
    def choices(self) -> MergeChoices:
        """What the desk has chosen."""
        compared = self._compared
        alike = {field.name: field.chosen for field in compared.fields if not field.differs}
        return MergeChoices(
            kept_id=compared.kept_id,
            folded_id=compared.folded_id,
            fields=alike | {name: row.side for name, row in self._fields.items()},
            links={patient_id: row.side for patient_id, row in self._charts.items()},
            seen=compared.seen,
        )

    def row(self, name: str | int) -> _Row:
        """The row of a field (by its name), or of a chart that both are in (by the patient)."""
        return self._charts[name] if isinstance(name, int) else self._fields[name]

    # -- what merging does

    @Slot()
    def _on_chosen(self) -> None:
        self.ui.messageBar.clear()
        self._preview_timer.start()

    @Slot()
    def _show_preview(self) -> None:
        ui = self.ui
        try:
            said = preview_merge(self._records, self.choices)
        except (ContactsChanged, RecordGone, StorageError):
            # Merge says it in words.
            return
        self._preview = said
        ui.mailLabel.setText("\n".join(said.mails))
        ui.chartsLabel.setText(_listed(said.charts) or "Neither is in a chart.")
        ui.accountsLabel.setText(_listed(said.accounts) or "Neither has a portal account.")
        ui.movesLabel.setText(said.moves or "Nothing was written to the one that is folded in.")
        delicate = (*(shift.statement for shift in said.losses), *said.conflicts)
        ui.delicateLabel.setText("\n".join(delicate))
        ui.delicateLabel.setVisible(bool(delicate))
        ui.mergeButton.setEnabled(not said.error)
        if said.error:
            ui.messageBar.show_message(Tone.WARNING, said.error)
        spoken = " ".join((*said.mails, *said.charts, *said.accounts))
        ui.previewScrollArea.setAccessibleDescription(spoken)
        ui.mergeButton.setAccessibleDescription(" ".join((*delicate, *said.mails)))

    # -- merging

    @Slot()
    def merge(self) -> None:
        """Say which mail goes out, ask why where that is delicate, and merge; a refusal is said."""
        self._show_preview()
        said = self._preview
        if said is None:
            self._compare_again("Nothing was merged.")
            return
        answer, reason = self._ask(said)
        if answer == "merge":
            self._merge(reason, frozenset(key for shift in said.losses for key in shift.keys))

    def _ask(self, said: MergePreview) -> tuple[str, str]:
        told = (*said.mails, *said.conflicts, "It can be undone for 30 days, under Contacts.")
        question, explanation = f"{self._title}?", "\n\n".join(told)
        merge = Choice("merge", "&Merge the two", ChoiceRole.DANGER if said.losses else ChoiceRole.PRIMARY)
        choices = [merge, Choice("cancel", "&Keep both", ChoiceRole.CANCEL)]
        if said.needs_reason:
            return self._prompts.ask_reason(self, question, explanation, said.shifts, choices)
        return self._prompts.ask(self, question, explanation, choices), ""

    def _merge(self, reason: str, agreed: frozenset[LinkKey]) -> None:
        bar = self.ui.messageBar
        try:
            done = merge_contacts(self._records, self.choices, self._staff, reason=reason, agreed=agreed)
        except (ContactsChanged, ReasonRequired):
            self._compare_again("Nothing was merged: somebody else changed one of the two, or the family, meanwhile.")
        except RecordGone:
            bar.show_message(Tone.WARNING, "One of the two was merged or removed meanwhile. Nothing was merged.")
        except DraftInvalid:
            self._show_preview()
        except RecordsBusyError:
            words = "Another program is saving right now. Nothing was merged yet; press Merge again."
            bar.show_message(Tone.WARNING, words)
        except StorageError as error:
            # The type only: a database's message may quote what was to be stored.
            log.error("merging failed: %s", type(error).__name__)
            bar.show_message(Tone.DANGER, not_written(error, "Nothing was merged.", "press Merge again"))
        else:
            self.accept()
            self.merged.emit(done)

    def _compare_again(self, happened: str) -> None:
        try:
            self._compared = compare(self._records, *self._pair)
        except RecordGone:
            words = "One of the two was merged or removed meanwhile. Nothing was merged."
            self.ui.messageBar.show_message(Tone.WARNING, words)
            return
        self._fill()
        words = f"{happened} Here is how they stand now; please choose again."
        self.ui.messageBar.show_message(Tone.WARNING, words)


class _Row:
    """A field in which the two differ: its label and a button for each value."""

    def __init__(
        self,
        grid: QGridLayout,
        number: int,
        label: str,
        compared: ComparedField | ComparedChart,
        can_join: bool,
        on_chosen: Callable[[], None],
    ) -> None:
        self.label = plain_label(label, "label")
        grid.addWidget(self.label, number, _COL_LABEL, Qt.AlignmentFlag.AlignVCenter)
        self._group = QButtonGroup(grid.parentWidget())
        self._sides: list[Side] = []
        self._values: list[str] = []
        self.buttons: list[QRadioButton] = []
        values = [(Side.KEPT, compared.kept or "—"), (Side.FOLDED, compared.folded or "—")]
        values += [(Side.BOTH, "Both, one behind the other")] if can_join else []
        for side, value in values:
            button = QRadioButton()
            button.setAccessibleName(f"{label}: {value}")
            button.setToolTip(value)
            self._values.append(value)
            button.setChecked(side is compared.chosen)
            button.toggled.connect(on_chosen)
            self._group.addButton(button, len(self._sides))
            self._sides.append(side)
            self.buttons.append(button)
            if side is Side.BOTH:
                grid.addWidget(button, number + 1, _COL_KEPT, 1, 2)
            else:
                grid.addWidget(button, number, _COL_KEPT if side is Side.KEPT else _COL_FOLDED)

    def wrap(self, characters: int) -> None:
        """Show each value in lines of so many characters."""
        for button, value in zip(self.buttons, self._values, strict=True):
            button.setText(_in_lines(value, characters).replace("&", "&&"))

    @property
    def side(self) -> Side:
        return self._sides[self._group.checkedId()]

    @property
    def checked(self) -> QRadioButton:
        return self.buttons[self._group.checkedId()]

    def choose(self, side: Side) -> None:
        """As a click on that value."""
        self.buttons[self._sides.index(side)].click()


def _in_lines(value: str, characters: int) -> str:
    # An address breaks behind its @ first.
    words = " ".join(value.split()).replace("@", "@ ")
    return "\n".join(wrap(words, characters, max_lines=_VALUE_LINES, placeholder="…")).replace("@ ", "@")


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)
