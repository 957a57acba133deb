# SPDX-License-Identifier: GPL-3.0-or-later
"""Section "Basic Information" of a chart: the patient's own fields, with Save and Cancel."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from opportal_desktop.desktop.dates import DateNotUnderstoodError, parse_birth_date, shown_date
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.desktop.welcome_words import queued_words
from opportal_desktop.forms.ui_basic_information import Ui_BasicInformation
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration.charts import PatientChart, PatientDraft, load_chart, patient_errors, save_patient
from opportal_desktop.registration.errors import DraftInvalid, EditConflict, LosesAccess, RecordGone
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import LinkKey
from opportal_desktop.registration.validators import check_email, check_phone, shown_phone
from opportal_desktop.terms import Language, Sex, StaffMember

log = logging.getLogger(__name__)

_TEXT_FIELDS = (
    "first_name",
    "middle_name",
    "last_name",
    "nickname",
    "chart_number",
    "email",
    "address_line",
    "address_line2",
    "city",
    "state",
    "postal_code",
)
_PHONE_FIELDS = ("home_phone", "cell_phone")
_ALERT_LINES = 3

Word = TypeVar("Word", Sex, Language)


class BasicInformation(QWidget):
    """Edits one patient, or a new one (`chart` None).

    Nothing typed is ever lost to a refusal: errors stand beside their fields, conflicts are asked about.
    """

    saved = Signal(object)
    """The patient's id (int), after the commit."""
    cancelled = Signal()

    def __init__(
        self,
        records: Records,
        prompts: Prompts,
        staff: StaffMember,
        chart: PatientChart | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_BasicInformation()
        self.ui.setupUi(self)
        load_icons(self)
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._line_edits = self._find_line_edits()
        self._errors = self._make_errors()
        self._prepare_fields()
        self._chart = chart
        self._draft_read = PatientDraft() if chart is None else chart.draft
        self._as_shown: tuple[object, ...] = ()
        self._show_draft(self._draft_read)
        self._connect()

    # -- what the chart asks

    def focus_section(self) -> None:
        self.ui.firstNameLineEdit.setFocus()

    def has_unsaved_edits(self) -> bool:
        return self._typed() != self._as_shown

    def ask_to_leave(self) -> bool:
        """True if nothing would be lost, or the person agreed to lose it; False to stay."""
        if not self.has_unsaved_edits():
            return True
        answer = self._prompts.ask(
            self,
            "Save the changes in Basic Information?",
            "What you typed is not saved yet.",
            [
                Choice("save", "&Save changes", ChoiceRole.PRIMARY),
                Choice("discard", "&Discard changes", ChoiceRole.DANGER),
                Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
            ],
        )
        if answer == "save":
            return self.save()
        if answer == "discard":
            self._show_draft(self._draft_read)
            return True
        return False

    def show_chart(self, chart: PatientChart) -> None:
        """The chart was read again; what the person has typed stays, and Save will tell of the conflict."""
        if self.has_unsaved_edits():
            if self._chart is not None and chart.draft.revision != self._chart.draft.revision:
                self.ui.formMessageBar.show_message(
                    Tone.WARNING,
                    f"{chart.changed_by} saved this chart meanwhile. What you typed is still here; "
                    "when you save, you see what differs and choose.",
                )
            return
        self._chart = chart
        self._draft_read = chart.draft
        self._show_draft(chart.draft)

    # -- saving

    def save(self) -> bool:
        """Save what was typed; True when it is saved. Otherwise the reason stands in the form."""
        draft = self._read_draft()
        return draft is not None and self._save_draft(draft)

    def _save_draft(self, draft: PatientDraft, reason: str = "", agreed: frozenset[LinkKey] = frozenset()) -> bool:
        self.ui.formMessageBar.clear()
        try:
            saved = save_patient(self._records, draft, self._staff, base=self._draft_read, reason=reason, agreed=agreed)
        except LosesAccess as loss:
            return self._end_access(draft, loss)
        except DraftInvalid as invalid:
            self._errors.show(invalid.errors)
            return False
        except EditConflict as conflict:
            return self._resolve(draft, conflict)
        except RecordGone:
            self._say("This patient was removed meanwhile. Nothing was saved; what you typed is still here.")
            return False
        except RecordsBusyError:
            self._say("Another program is writing to the records. Nothing was saved yet; try again.", "Try again")
            return False
        except StorageError as error:
            # The type only: a database's message may quote what was to be stored.
            log.error("saving a patient failed: %s", type(error).__name__)
            self._say(not_written(error, "Nothing was saved; what you typed is still here."), "Try again")
            return False
        self._chart = load_chart(self._records, saved.patient_id)
        self._draft_read = self._chart.draft
        self._show_draft(self._draft_read)
        if saved.sent_to:
            mails = queued_words(self._records, saved.sent_to, "Save")
            self.ui.formMessageBar.show_message(Tone.INFO, f"Saved. {mails}")
        self.saved.emit(saved.patient_id)
        return True

    def _end_access(self, draft: PatientDraft, loss: LosesAccess) -> bool:
        """Ask before parents lose this patient, and for the reason."""
        answer, reason = self._prompts.ask_reason(
            self,
            "Save, and end access to the portal?",
            "It ends with Save: from their next click on, the portal shows this patient no more.",
            loss.shifts,
            [
                Choice("save", "&Save and end access", ChoiceRole.DANGER),
                Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
            ],
        )
        return answer == "save" and self._save_draft(draft, reason, loss.keys)

    def _say(self, text: str, action: str = "") -> None:
        self.ui.formMessageBar.show_message(Tone.DANGER, text, action=action)
        self.ui.scrollArea.ensureWidgetVisible(self.ui.formMessageBar)

    def _resolve(self, draft: PatientDraft, conflict: EditConflict) -> bool:
        lines = "\n".join(
            f"{difference.label}: {_words(difference.theirs)}"
            + (f"   (you typed: {_words(difference.yours)})" if difference.collides else "")
            for difference in conflict.differences
        )
        answer = self._prompts.ask(
            self,
            f"{conflict.by} saved this chart meanwhile",
            f"Nothing of yours was saved yet. {conflict.by} changed ({self._rules.moment(conflict.at)}):\n\n{lines}",
            [
                Choice("mine", "Save with &my changes", ChoiceRole.PRIMARY),
                Choice("theirs", "&Discard my changes", ChoiceRole.DANGER),
                Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
            ],
        )
        if answer == "mine":
            return self._save_draft(_merged(self._draft_read, draft, conflict.current))
        if answer == "theirs":
            self._draft_read = conflict.current
            self._show_draft(conflict.current)
        return False

    # -- the form

    @property
    def _rules(self) -> PracticeRules:
        """Asked each time: a chart stays open over midnight, and settings change."""
        return practice_rules(self._records)

    def _find_line_edits(self) -> dict[str, QLineEdit]:
        names = (*_TEXT_FIELDS, *_PHONE_FIELDS, "birth_date")
        return {name: getattr(self.ui, f"{_camel(name)}LineEdit") for name in names}

    def _make_errors(self) -> FieldErrors:
        # In visual order: the focus goes to the first.
        order = (
            "first_name", "middle_name", "last_name", "nickname", "birth_date", "sex", "language", "chart_number",
            "home_phone", "cell_phone", "email", "address_line", "address_line2", "city", "state", "postal_code",
            "insurance", "alert",
        )  # fmt: skip
        editors: dict[str, QWidget] = {
            **self._line_edits,
            "sex": self.ui.sexComboBox,
            "language": self.ui.languageComboBox,
            "insurance": self.ui.insuranceRows,
            "alert": self.ui.alertPlainTextEdit,
        }
        labels: dict[str, QLabel] = {name: getattr(self.ui, f"{_camel(name)}ErrorLabel") for name in order}
        return FieldErrors({name: FormField(editors[name], labels[name]) for name in order})

    def _prepare_fields(self) -> None:
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)
        self.setFocusProxy(self.ui.firstNameLineEdit)
        for member in Sex:
            self.ui.sexComboBox.addItem(member.label, member.value)
        for language in Language:
            self.ui.languageComboBox.addItem(language.label, language.value)
        alert = self.ui.alertPlainTextEdit
        margins = alert.document().documentMargin() * 2 + alert.frameWidth() * 2
        alert.setMinimumHeight(round(alert.fontMetrics().lineSpacing() * _ALERT_LINES + margins))

    def _connect(self) -> None:
        self._line_edits["birth_date"].editingFinished.connect(self._on_birth_date_left)
        self._line_edits["home_phone"].editingFinished.connect(self._on_home_phone_left)
        self._line_edits["cell_phone"].editingFinished.connect(self._on_cell_phone_left)
        self._line_edits["email"].editingFinished.connect(self._on_email_left)
        for editor in self._line_edits.values():
            editor.textChanged.connect(self._on_edited)
        self.ui.sexComboBox.currentIndexChanged.connect(self._on_edited)
        self.ui.languageComboBox.currentIndexChanged.connect(self._on_edited)
        self.ui.alertPlainTextEdit.textChanged.connect(self._on_edited)
        self.ui.activeCheckBox.toggled.connect(self._on_edited)
        self.ui.insuranceRows.edited.connect(self._on_edited)
        self.ui.saveButton.clicked.connect(self.save)
        self.ui.cancelButton.clicked.connect(self._on_cancel_clicked)
        self.ui.formMessageBar.action_triggered.connect(self.save)

    def _show_draft(self, draft: PatientDraft) -> None:
        for name in _TEXT_FIELDS:
            self._line_edits[name].setText(getattr(draft, name))
        for name in _PHONE_FIELDS:
            self._line_edits[name].setText(shown_phone(getattr(draft, name), self._rules.phone_region))
        self._line_edits["birth_date"].setText(shown_date(draft.birth_date))
        _choose(self.ui.sexComboBox, draft.sex)
        _choose(self.ui.languageComboBox, draft.language)
        self.ui.insuranceRows.set_insurance(draft.insurance)
        self.ui.alertPlainTextEdit.setPlainText(draft.alert)
        self.ui.activeCheckBox.setChecked(draft.active)
        for editor in self._line_edits.values():
            editor.setCursorPosition(0)
        self._errors.show({}, focus=False)
        self._check_phone("home_phone")
        self._check_phone("cell_phone")
        self._on_email_left()
        self.ui.formMessageBar.clear()
        self._as_shown = self._typed()
        self._show_changed()
        self._on_edited()

    def _show_changed(self) -> None:
        if self._chart is None:
            self.ui.changedLabel.setText("Not saved yet")
            self._line_edits["chart_number"].setPlaceholderText("Next free number")
            return
        when = self._rules.moment(self._chart.changed_at)
        self.ui.changedLabel.setText(f"Last saved {when} by {self._chart.changed_by or 'the program'}")

    def _typed(self) -> tuple[object, ...]:
        """Everything in the form as it stands, to notice edits by."""
        return (
            *(editor.text() for editor in self._line_edits.values()),
            self.ui.sexComboBox.currentIndex(),
            self.ui.languageComboBox.currentIndex(),
            self.ui.insuranceRows.insurance(),
            self.ui.alertPlainTextEdit.toPlainText(),
            self.ui.activeCheckBox.isChecked(),
        )

    def _read_draft(self) -> PatientDraft | None:
        """The form as a draft; None if a field can't be read as what it is (said beside it)."""
        readable = self._check_birth_date() & self._check_insurance()
        texts: dict[str, Any] = {name: self._line_edits[name].text().strip() for name in _TEXT_FIELDS}
        # In their stored form: else an untouched phone would look like an edit to the comparison with others' edits.
        texts["email"] = check_email(texts["email"]).text
        for name in _PHONE_FIELDS:
            texts[name] = check_phone(self._line_edits[name].text(), self._rules.phone_region).text
        draft = dataclasses.replace(
            self._draft_read,
            **texts,
            birth_date=self._typed_birth_date(),
            sex=_chosen(self.ui.sexComboBox, Sex),
            language=_chosen(self.ui.languageComboBox, Language),
            insurance=self.ui.insuranceRows.insurance(),
            alert=self.ui.alertPlainTextEdit.toPlainText().strip(),
            active=self.ui.activeCheckBox.isChecked(),
        )
        if readable:
            return draft
        # Everything at once: an error that comes only after the first one is mended costs another try.
        unreadable = {name: text for name, text in self._errors.texts().items() if name in ("birth_date", "insurance")}
        self._errors.show(patient_errors(self._records, draft) | unreadable)
        return None

    def _typed_birth_date(self) -> dt.date | None:
        try:
            return parse_birth_date(self._line_edits["birth_date"].text(), self._rules.today)
        except DateNotUnderstoodError:
            return None

    # -- what the person does

    def _on_edited(self) -> None:
        unsaved = self.has_unsaved_edits()
        self.ui.saveButton.setEnabled(unsaved)
        self.ui.cancelButton.setEnabled(unsaved or self._chart is None)

    def _on_cancel_clicked(self) -> None:
        self._show_draft(self._draft_read)
        self.cancelled.emit()

    def _on_birth_date_left(self) -> None:
        self._check_birth_date()

    def _check_birth_date(self) -> bool:
        editor = self._line_edits["birth_date"]
        try:
            day = parse_birth_date(editor.text(), self._rules.today)
        except DateNotUnderstoodError as error:
            self._errors.set("birth_date", str(error))
            return False
        self._errors.set("birth_date", "")
        _set_text(editor, shown_date(day))
        return True

    def _check_insurance(self) -> bool:
        complete = all(number for _, number in self.ui.insuranceRows.insurance())
        self._errors.set("insurance", "" if complete else "Enter the insurance number, or remove the row.")
        return complete

    def _on_home_phone_left(self) -> None:
        self._check_phone("home_phone")

    def _on_cell_phone_left(self) -> None:
        self._check_phone("cell_phone")

    def _check_phone(self, name: str) -> None:
        check = check_phone(self._line_edits[name].text(), self._rules.phone_region)
        self._errors.set(name, check.problem)
        _set_text(self._line_edits[name], check.shown)

    def _on_email_left(self) -> None:
        check = check_email(self._line_edits["email"].text())
        self._errors.set("email", check.problem)
        _set_text(self._line_edits["email"], check.text)


def _merged(read: PatientDraft, mine: PatientDraft, current: PatientDraft) -> PatientDraft:
    """The record as it stands now, with what the person changed since it was read."""
    names = [field.name for field in dataclasses.fields(PatientDraft) if field.name not in ("patient_id", "revision")]
    changed = {name: getattr(mine, name) for name in names if getattr(mine, name) != getattr(read, name)}
    return dataclasses.replace(current, **changed)


def _words(value: object) -> str:
    if isinstance(value, (Sex, Language)):
        return value.label
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(" ".join(part for part in pair if part) for pair in value) or "—"
    if isinstance(value, dt.date):
        return shown_date(value)
    return str(value) if value not in ("", None) else "—"


def _chosen(box: QComboBox, kind: type[Word]) -> Word:
    value = box.currentData()
    # Qt hands a member of a str enum back as a plain str.
    return next(member for member in kind if member.value == value)


def _choose(box: QComboBox, value: Enum) -> None:
    box.setCurrentIndex(box.findData(value.value))


def _set_text(editor: QLineEdit, text: str) -> None:
    if editor.text() != text:
        editor.setText(text)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)
