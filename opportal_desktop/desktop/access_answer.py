# SPDX-License-Identifier: GPL-3.0-or-later
"""Why can't they see…? The dialog: a contact's conditions for each patient, each failing one with its way to fix it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.models import access_history_model as history
from opportal_desktop.desktop.models.access_history_model import AccessHistoryModel
from opportal_desktop.desktop.portal_conditions import ConditionRow
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import open_with, scroll_when_small
from opportal_desktop.desktop.tables import prepare_table
from opportal_desktop.desktop.theme import Space, Tone
from opportal_desktop.forms.ui_access_answer import Ui_AccessAnswer
from opportal_desktop.records.records import Records
from opportal_desktop.registration.access_answer import AccessAnswer, PatientAnswer, access_answer
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.terms import Changed

ALL = 0
"""In place of a patient's id: all of them."""

_WIDTH_CHARACTERS = 150
_HEIGHT_LINES = 42
_LEAST_ROWS = 4
_COLUMN_CHARACTERS = {history.COL_WHEN: 22, history.COL_WHO: 20}


class AccessAnswerDialog(QDialog):
    """About one contact; follows the records while it is open. A fix closes it and leads to the field."""

    fix_wanted = Signal(int, object)
    """A patient's id, and the `ConditionId` that is to be met."""
    chart_wanted = Signal(int)
    """The id of a patient in whose chart the contact is not."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        contact_id: int,
        patient_id: int = ALL,
        parent: QWidget | None = None,
    ) -> None:
        """`patient_id`: whom the answer is about at first."""
        super().__init__(parent)
        self._records = records
        self._contact_id = contact_id
        self._chosen = patient_id
        self._answer: AccessAnswer | None = None
        self.ui = Ui_AccessAnswer()
        self.ui.setupUi(self)
        # A scroll area has its page paint the window's ground, here within a card.
        self.ui.conditionsPage.setAutoFillBackground(False)
        self.history = AccessHistoryModel(self)
        self._prepare_history()
        load_icons(self)
        scroll_when_small(self.ui.contentWidget)
        self.ui.patientComboBox.activated.connect(self._on_patient_chosen)
        self.ui.closeButton.clicked.connect(self.reject)
        signals.changed.connect(self._on_changed)
        self.ui.patientComboBox.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self.refresh()
        self.ui.patientComboBox.setFocus()

    def _prepare_history(self) -> None:
        table = self.ui.historyTableView
        table.setModel(self.history)
        prepare_table(table)
        row = table.verticalHeader().defaultSectionSize()
        table.setMinimumHeight(table.horizontalHeader().sizeHint().height() + row * _LEAST_ROWS)
        width = table.fontMetrics().averageCharWidth()
        for column, characters in _COLUMN_CHARACTERS.items():
            table.horizontalHeader().resizeSection(column, width * characters)

    @Slot()
    def refresh(self) -> None:
        """Read everything again; the chosen patient stays."""
        try:
            answer = access_answer(self._records, self._contact_id)
        except RecordGone:
            self.ui.messageBar.show_message(
                Tone.WARNING, "This contact was removed meanwhile. What is shown is how it was before."
            )
            self.ui.patientComboBox.setEnabled(False)
            self.ui.conditionsPage.setEnabled(False)
            return
        if answer == self._answer:
            return
        self._answer = answer
        self.ui.titleLabel.setText(f"What {answer.name} can see on the portal, and why not")
        self._fill_patients(answer)
        self.ui.portalNowLabel.setText(_breakable(answer.portal_now))
        self.ui.emailsLabel.setText(_breakable("\n\n".join(answer.emails) or "The Welcome Email did its work."))
        self.history.set_rows(answer.history)
        self.ui.historyTableView.setVisible(bool(answer.history))
        self.ui.noHistoryLabel.setVisible(not answer.history)
        self._show_answers()

    def _fill_patients(self, answer: AccessAnswer) -> None:
        box = self.ui.patientComboBox
        box.clear()
        box.addItem("All patients", ALL)
        for row in answer.patients:
            box.addItem(row.name if row.in_chart else f"{row.name} (not in their chart)", row.patient_id)
        box.setCurrentIndex(max(0, box.findData(self._chosen)))

    @Slot()
    def _on_patient_chosen(self) -> None:
        self._chosen = self.ui.patientComboBox.currentData()
        self._show_answers()

    def _show_answers(self) -> None:
        if self._answer is None:
            return
        layout = self.ui.answersLayout
        while (item := layout.takeAt(0)) is not None:
            if group := item.widget():
                group.hide()
                group.deleteLater()
        for row in self._answer.patients:
            if self._chosen in (ALL, row.patient_id):
                layout.addWidget(self._group(row))
        if not self._answer.patients:
            layout.addWidget(_label("They are in no patient’s chart."))
        layout.addStretch(1)

    def _group(self, row: PatientAnswer) -> QWidget:
        group = QWidget()
        layout = QVBoxLayout(group)
        layout.setContentsMargins(0, 0, Space.S, 0)
        layout.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(_label(row.name, "heading"), 1)
        chip = _label("Can see" if row.sees else "Can’t see", "chip")
        chip.setProperty("tone", (Tone.GOOD if row.sees else Tone.WARNING).value)
        head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        if not row.in_chart:
            layout.addWidget(_label(f"{self._name} is not in this chart: add them there as a family contact."))
            layout.addWidget(self._chart_button(row), 0, Qt.AlignmentFlag.AlignLeft)
        if row.status is not None and row.sees:
            layout.addWidget(_label(f"{row.status.cell}. {row.status.detail}"))
        if row.ended:
            layout.addWidget(_label(row.ended))
        for condition in row.conditions:
            line = ConditionRow(condition.id)
            line.show_condition(condition)
            line.button.clicked.connect(partial(self._fix, row.patient_id, condition.id))
            layout.addWidget(line)
        return group

    def _chart_button(self, row: PatientAnswer) -> QPushButton:
        button = QPushButton(f"Open {row.name}’s chart")
        button.setProperty("role", "link")
        button.clicked.connect(partial(self._open_chart, row.patient_id))
        return button

    @property
    def _name(self) -> str:
        return self._answer.name if self._answer else ""

    def _fix(self, patient_id: int, condition: object) -> None:
        self.accept()
        self.fix_wanted.emit(patient_id, condition)

    def _open_chart(self, patient_id: int) -> None:
        self.accept()
        self.chart_wanted.emit(patient_id)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if self.isVisible() and changed != Changed():
            self.refresh()


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(_breakable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role != "chip")
    if role:
        label.setProperty("role", role)
    return label


def _breakable(text: str) -> str:
    """Addresses have no blanks to wrap at: long ones may break behind the @ sign."""
    return text.replace("@", "@\u200b")
