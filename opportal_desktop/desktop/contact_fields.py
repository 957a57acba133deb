# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of the Contact Information panel: a `ContactDraft` into the form and back, checked as a field is left."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from opportal_desktop.desktop.dates import DateNotUnderstoodError, parse_birth_date, shown_date
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.seldom_fields import AskAgainFields, CourtOrderFields
from opportal_desktop.forms.ui_contact_information import Ui_ContactInformation
from opportal_desktop.registration.contact_draft import ContactDraft, draft_warnings
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.validators import check_email, check_phone, shown_phone
from opportal_desktop.terms import Authority, Language, PreferredContact, ResidesWith, RoleReason

_ADDRESS = ("address_line", "address_line2", "city", "state", "postal_code")
_TEXTS = ("first_name", "middle_name", "last_name", "nickname", "home_email", *_ADDRESS)
_PHONES = ("cell_phone", "home_phone", "work_phone")
_DATES = ("birth_date", "declined_on", "proxy_consent_on", "proxy_consent_until")
# Looked up by index: as item data, Qt would turn these into plain strings.
_CHOICES: Mapping[str, tuple[Any, ...]] = {
    "language": tuple(Language),
    "preferred_contact": tuple(PreferredContact),
    "role_reason": tuple(RoleReason),
    "authority": tuple(Authority),
    "resides_with": tuple(ResidesWith),
}
_CUSTODY_REASON = "custody_reason"
# Made when they are needed (seldom_fields.py).
_SELDOM_DATES = ("ask_again_on", "court_order_review_on")
_AHEAD = frozenset({"proxy_consent_until", *_SELDOM_DATES})
"""Dates that may be in the future."""
# In visual order: the focus goes to the first that has an error.
_ORDER = (
    "first_name", "last_name", "middle_name", "nickname", "birth_date", "language", "declined_on",
    "role_reason", "authority", _CUSTODY_REASON, "resides_with", "proxy_consent_on", "proxy_consent_until",
    "home_email", "cell_phone", "home_phone", "work_phone", "preferred_contact",
    "address_line", "address_line2", "city", "state", "postal_code", "notes",
)  # fmt: skip
_CHOICE_CHARACTERS = 8
_BELOW_GRID = 2
_NOTES_LINES = 3
_CONSENT_HORIZON_YEARS = 50
_KEPT = "It is kept as typed."


class ContactFields(QObject):
    """Knows every widget of the form by the draft's field name.

    `edited` is emitted on each change, by the person or by `show`.
    """

    edited = Signal()

    def __init__(self, ui: Ui_ContactInformation, rules: Callable[[], PracticeRules], parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = ui
        self._rules = rules
        self._draft = ContactDraft(patient_id=0)
        self._lines: dict[str, QLineEdit] = {
            name: getattr(ui, f"{_camel(name)}LineEdit") for name in (*_TEXTS, *_PHONES, *_DATES, _CUSTODY_REASON)
        }
        self._boxes: dict[str, QComboBox] = {name: getattr(ui, f"{_camel(name)}ComboBox") for name in _CHOICES}
        self._checks: dict[str, QCheckBox] = {"emergency": ui.emergencyCheckBox, "preferred": ui.preferredCheckBox}
        self._ask_again: AskAgainFields | None = None
        self._court_order: CourtOrderFields | None = None
        self._errors = self._make_errors()
        self._court_order_button = QPushButton("Court order…", ui.chartCard)
        self._court_order_button.setObjectName("courtOrderButton")
        self._court_order_button.setProperty("role", "link")
        # Below the grid, above what fills the card.
        ui.chartCardLayout.insertWidget(_BELOW_GRID, self._court_order_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._prepare()
        self._connect()

    # -- a draft into the form and back

    def show(self, draft: ContactDraft, *, consent: bool) -> None:
        """Fill the form. `consent`: show the fields of the consent to proxy access, used or not."""
        self._draft = draft
        region = self._rules().phone_region
        self._fill(draft)
        self.show_consent(asked_for=consent)
        self._lines[_CUSTODY_REASON].clear()
        self.ask_reason(False)
        warnings = draft_warnings(draft, region)
        self._errors.show({name: _kept(problem) for name, problem in warnings.items()}, focus=False)

    def show_consent(self, *, asked_for: bool) -> None:
        """Show the consent's fields where it is asked for, or where something stands in them."""
        filled = any(self._lines[name].text() for name in ("proxy_consent_on", "proxy_consent_until"))
        self._ui.consentFields.setVisible(asked_for or filled)

    def apply(self, draft: ContactDraft) -> None:
        """Put another draft's values into the fields as if they had been typed; `show`'s draft stays the one edited."""
        self._fill(draft)

    def apply_address(self, draft: ContactDraft) -> None:
        """Put a draft's address, and nothing else of it, into the fields."""
        for name in _ADDRESS:
            self._lines[name].setText(getattr(draft, name))

    def draft(self) -> ContactDraft:
        """What the form says; a date that can't be read counts as empty here (`date_errors` says so)."""
        values: dict[str, Any] = {name: self._lines[name].text().strip() for name in (*_TEXTS, *_PHONES)}
        values |= {name: self._choice(name) for name in _CHOICES}
        values |= {name: check.isChecked() for name, check in self._checks.items()}
        values |= {name: self._date_or_none(name) for name in _DATES}
        if not self._ui.declinedCheckBox.isChecked():
            values["declined_on"] = None
        values["ask_again_on"] = self._date_or_none("ask_again_on") if values["declined_on"] else None
        if self._court_order is not None:
            values["court_order_note"] = self._court_order.text
            values["court_order_review_on"] = self._date_or_none("court_order_review_on")
        return dataclasses.replace(
            self._draft,
            **values,
            notes=self._ui.notesPlainTextEdit.toPlainText().strip(),
            own_patient_id=self._own_patient_id(),
        )

    def snapshot(self) -> tuple[object, ...]:
        """Everything as it stands in the widgets, to notice edits by."""
        return (
            *(line.text().strip() for line in self._lines.values()),
            *(box.currentIndex() for box in self._boxes.values()),
            *(check.isChecked() for check in self._checks.values()),
            self._ui.ownPatientCheckBox.isChecked(),
            self._ui.declinedCheckBox.isChecked(),
            self._ui.notesPlainTextEdit.toPlainText().strip(),
            self._ask_again is not None and (self._ask_again.check.isChecked(), self._ask_again.line.text().strip()),
            ("", "") if self._court_order is None else (self._court_order.text, self._court_order.line.text().strip()),
        )

    def date_errors(self) -> dict[str, str]:
        """Dates that can't be read; what was typed stays in the field."""
        errors = {}
        for name in (*_DATES, *_SELDOM_DATES):
            try:
                self._date(name)
            except DateNotUnderstoodError as error:
                errors[name] = str(error)
        declined = self._ui.declinedCheckBox.isChecked()
        if not declined:
            errors.pop("declined_on", None)
            errors.pop("ask_again_on", None)
        elif self._ask_again is not None and self._ask_again.check.isChecked() and not self._ask_again.line.text():
            errors["ask_again_on"] = "Enter the day on which to ask again, or clear the tick."
        if declined and not self._lines["declined_on"].text().strip():
            errors["declined_on"] = "Enter the day on which they declined, or clear the tick."
        return errors

    @property
    def reason(self) -> str:
        """Why to save against a custody conflict."""
        return self._lines[_CUSTODY_REASON].text().strip() if self._asks_reason else ""

    @property
    def _asks_reason(self) -> bool:
        return not self._ui.custodyReasonField.isHidden()

    # -- errors and warnings

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show these errors besides the warnings that stand, and focus the first of them."""
        for name in errors:
            self._make_seldom(name)
        warnings = draft_warnings(self.draft(), self._rules().phone_region)
        self._errors.show({name: _kept(problem) for name, problem in warnings.items()} | dict(errors), focus=False)
        first = next((name for name in (*_ORDER, *errors) if name in errors), None)
        if first is not None:
            self.focus(first)

    def drop_solved(self, standing: Mapping[str, str]) -> None:
        """Take away what is shown beside a field that has no problem any more. `standing`: {field: problem}."""
        standing = {**standing, **self.date_errors()}
        for name in self._errors.texts():
            needs_reason = name == _CUSTODY_REASON and self._asks_reason and not self.reason
            if name not in standing and not needs_reason:
                self._errors.set(name, "")

    def shows(self, name: str) -> bool:
        """Whether the form has a place beside this field for what is wrong with it."""
        return name in _ORDER or name in ("ask_again_on", "court_order_note", "court_order_review_on")

    def ask_reason(self, needed: bool) -> None:
        """Show or hide the field for the reason against a custody conflict."""
        self._ui.custodyReasonField.setVisible(needed)

    def focus(self, name: str) -> None:
        """Put the focus into a field and scroll to it."""
        if name.startswith("proxy_consent"):
            self._ui.consentFields.show()
        self._make_seldom(name)
        editor = self._editor(name)
        editor.setFocus()
        if isinstance(editor, QLineEdit):
            editor.selectAll()
        self._ui.scrollArea.ensureWidgetVisible(editor)

    def set_own_patient(self) -> None:
        """Tick "Is this patient"."""
        self._ui.ownPatientCheckBox.setChecked(True)

    # -- parts

    def _make_errors(self) -> FieldErrors:
        labels: dict[str, QLabel] = {name: getattr(self._ui, f"{_camel(name)}ErrorLabel") for name in _ORDER}
        return FieldErrors({name: FormField(self._editor(name), labels[name]) for name in _ORDER})

    def _editor(self, name: str) -> QWidget:
        others: dict[str, QWidget] = {
            "notes": self._ui.notesPlainTextEdit,
            "own_patient_id": self._ui.ownPatientCheckBox,
            "declined": self._ui.declinedCheckBox,
        }
        if self._ask_again is not None:
            others["ask_again_on"] = self._ask_again.line
        if self._court_order is not None:
            others |= {
                "court_order_note": self._court_order.note,
                "court_order_review_on": self._court_order.line,
            }
        return {**self._lines, **self._boxes, **self._checks, **others}[name]

    # -- what few contacts have

    def _make_seldom(self, name: str) -> None:
        """Make the fields that this one belongs to, unless they are there."""
        if name == "ask_again_on" and self._ask_again is None:
            self._ask_again = AskAgainFields(self._ui.declinedOnField)
            self._ui.declinedOnFieldLayout.addWidget(self._ask_again)
            self._errors.add(self._ask_again.fields)
            self._ask_again.check.clicked.connect(self._on_later_clicked)
            self._ask_again.edited.connect(self._on_ask_again_edited)
            self._ask_again.declined_again.connect(self._on_declined_again)
            self._ask_again.line.editingFinished.connect(partial(self._on_date_left, name))
        elif name.startswith("court_order") and self._court_order is None:
            self._court_order = CourtOrderFields(self._ui.chartCard)
            self._ui.chartCardLayout.insertWidget(_BELOW_GRID, self._court_order)
            self._errors.add(self._court_order.fields)
            self._court_order.show_order(self._draft.court_order_note, self._draft.court_order_review_on)
            self._court_order.edited.connect(self.edited)
            self._court_order.line.editingFinished.connect(partial(self._on_date_left, "court_order_review_on"))
            QWidget.setTabOrder(self._court_order_button, self._court_order.note)
            QWidget.setTabOrder(self._court_order.note, self._court_order.line)
        if name.startswith("court_order") and self._court_order is not None:
            self._court_order.show()
            self._court_order_button.hide()

    def _fill_seldom(self, draft: ContactDraft) -> None:
        if draft.declined_on is not None:
            self._make_seldom("ask_again_on")
        if self._ask_again is not None:
            self._ask_again.show_day(draft.ask_again_on)
            self._ask_again.tell(draft.declined_on, draft.ask_again_on, self._rules())
        has_order = bool(draft.court_order_note or draft.court_order_review_on)
        if has_order:
            self._make_seldom("court_order_note")
        if self._court_order is not None:
            self._court_order.show_order(draft.court_order_note, draft.court_order_review_on)
            self._court_order.setVisible(has_order)
        self._court_order_button.setVisible(not has_order)

    @Slot()
    def _on_later_clicked(self) -> None:
        if self._ask_again is not None:
            self._ask_again.propose(self._rules())

    @Slot()
    def _on_ask_again_edited(self) -> None:
        if self._ask_again is not None:
            self._ask_again.tell(self._date_or_none("declined_on"), self._date_or_none("ask_again_on"), self._rules())
        self.edited.emit()

    @Slot()
    def _on_declined_again(self) -> None:
        if self._ask_again is not None:
            self._ask_again.show_day(None)
        self._lines["declined_on"].setText(shown_date(self._rules().today))
        self._on_ask_again_edited()

    @Slot()
    def _on_court_order_wanted(self) -> None:
        self.focus("court_order_note")

    def _prepare(self) -> None:
        guard = _WheelGuard(self)
        for name, members in _CHOICES.items():
            box = self._boxes[name]
            box.addItems([member.label for member in members])
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_CHOICE_CHARACTERS)
            box.installEventFilter(guard)
        notes = self._ui.notesPlainTextEdit
        margins = notes.document().documentMargin() * 2 + notes.frameWidth() * 2
        notes.setFixedHeight(round(notes.fontMetrics().lineSpacing() * _NOTES_LINES + margins))

    def _connect(self) -> None:
        for line in self._lines.values():
            line.textChanged.connect(self.edited)
        for box in self._boxes.values():
            box.currentIndexChanged.connect(self.edited)
        for check in (*self._checks.values(), self._ui.ownPatientCheckBox, self._ui.declinedCheckBox):
            check.toggled.connect(self.edited)
        self._ui.notesPlainTextEdit.textChanged.connect(self.edited)
        for name in _PHONES:
            self._lines[name].editingFinished.connect(partial(self._on_phone_left, name))
        for name in _DATES:
            self._lines[name].editingFinished.connect(partial(self._on_date_left, name))
        self._court_order_button.clicked.connect(self._on_court_order_wanted)
        self._lines["home_email"].editingFinished.connect(self._on_email_left)
        self._ui.declinedCheckBox.toggled.connect(self._on_declined_toggled)
        self._boxes["role_reason"].currentIndexChanged.connect(self._on_role_reason_changed)

    def _fill(self, draft: ContactDraft) -> None:
        region = self._rules().phone_region
        for name in _TEXTS:
            self._lines[name].setText(getattr(draft, name))
        for name in _PHONES:
            self._lines[name].setText(shown_phone(getattr(draft, name), region))
        for name, members in _CHOICES.items():
            value = getattr(draft, name)
            self._boxes[name].setCurrentIndex(-1 if value is None else members.index(value))
        for name, check in self._checks.items():
            check.setChecked(getattr(draft, name))
        self._ui.ownPatientCheckBox.setChecked(draft.own_patient_id == draft.patient_id)
        self._ui.declinedCheckBox.setChecked(draft.declined_on is not None)
        self._ui.declinedOnField.setVisible(draft.declined_on is not None)
        for name in _DATES:
            self._lines[name].setText(shown_date(getattr(draft, name)))
        self._ui.notesPlainTextEdit.setPlainText(draft.notes)
        self._fill_seldom(draft)
        for line in self._lines.values():
            line.setCursorPosition(0)

    def _choice(self, name: str) -> Any:
        """The chosen member; None where nothing is chosen yet."""
        index = self._boxes[name].currentIndex()
        return None if index < 0 else _CHOICES[name][index]

    def _own_patient_id(self) -> int | None:
        if self._ui.ownPatientCheckBox.isChecked():
            return self._draft.patient_id
        # The tick is about this chart's patient only: that they are another patient stays as it is.
        other = self._draft.own_patient_id
        return None if other == self._draft.patient_id else other

    def _date_or_none(self, name: str) -> dt.date | None:
        try:
            return self._date(name)
        except DateNotUnderstoodError:
            return None

    def _date(self, name: str) -> dt.date | None:
        today = self._rules().today
        text = self._text_of_date(name)
        if name not in _AHEAD:
            return parse_birth_date(text, today)
        horizon = dt.date(today.year + _CONSENT_HORIZON_YEARS, 12, 31)
        try:
            return parse_birth_date(text, horizon)
        except DateNotUnderstoodError:
            raise DateNotUnderstoodError(
                f"Enter a day as MM/DD/YYYY, for example 06/30/{today.year + 1}, or leave it empty."
            ) from None

    def _text_of_date(self, name: str) -> str:
        if name == "ask_again_on":
            return "" if self._ask_again is None else self._ask_again.line.text()
        if name == "court_order_review_on":
            return "" if self._court_order is None else self._court_order.line.text()
        return self._lines[name].text()

    # -- leaving a field, and what one field does to another

    def _on_phone_left(self, name: str) -> None:
        check = check_phone(self._lines[name].text(), self._rules().phone_region)
        _set_text(self._lines[name], check.shown)
        self._errors.set(name, _kept(check.problem))

    def _on_email_left(self) -> None:
        check = check_email(self._lines["home_email"].text())
        _set_text(self._lines["home_email"], check.text)
        self._errors.set("home_email", _kept(check.problem))

    def _on_date_left(self, name: str) -> None:
        self._errors.set(name, self.date_errors().get(name, ""))
        day = self._date_or_none(name)
        editor = self._editor(name)
        if day is not None and isinstance(editor, QLineEdit):
            _set_text(editor, shown_date(day))

    def _on_declined_toggled(self, declined: bool) -> None:
        self._ui.declinedOnField.setVisible(declined)
        if declined:
            self._make_seldom("ask_again_on")
        if declined and not self._lines["declined_on"].text():
            self._lines["declined_on"].setText(shown_date(self._rules().today))
        if not declined:
            self._lines["declined_on"].clear()
            self._errors.set("declined_on", "")
        if self._ask_again is not None and not declined:
            self._ask_again.show_day(None)
        if self._ask_again is not None and declined:
            self._on_ask_again_edited()

    def _on_role_reason_changed(self) -> None:
        # Self says that the contact is this patient; the tick stays when Self is changed to Other Relative (rule A3).
        is_self = self._choice("role_reason") is RoleReason.SELF
        if is_self:
            self._ui.ownPatientCheckBox.setChecked(True)
        self._ui.ownPatientCheckBox.setEnabled(not is_self)


class _WheelGuard(QObject):
    """Lets the wheel scroll the form instead of changing, unnoticed, the choice that is under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _kept(problem: str) -> str:
    return f"{problem} {_KEPT}" if problem else ""


def _set_text(editor: QLineEdit, text: str) -> None:
    if editor.text() != text:
        editor.setText(text)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)
