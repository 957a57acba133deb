# SPDX-License-Identifier: GPL-3.0-or-later
"""A patient's consent to one contact's proxy access: the dialog that records, changes or withdraws it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from opportal_desktop.desktop.dates import DateNotUnderstoodError, parse_birth_date, shown_date
from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.small_screens import open_at
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.forms.ui_proxy_consent import Ui_ProxyConsent
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration.errors import DraftInvalid, LosesAccess, RecordGone
from opportal_desktop.registration.portal_effects import Effects
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.proxy_consent import (
    ConsentChanged,
    ConsentDraft,
    forecast_consent,
    load_consent,
    record_consent,
    shifts_of_withdrawing,
    withdraw_consent,
)
from opportal_desktop.terms import StaffMember

log = logging.getLogger(__name__)

_WIDTH_CHARACTERS = 90
_HORIZON_YEARS = 100


class ProxyConsentDialog(QDialog):
    """Says, while one types, what the consent does; nothing is stored before Record."""

    saved = Signal(object)
    """`Effects`, after the commit."""

    def __init__(
        self,
        records: Records,
        prompts: Prompts,
        staff: StaffMember,
        patient: tuple[int, str],
        contact: tuple[int, str],
        parent: QWidget | None = None,
    ) -> None:
        """`patient`, `contact`: id and name each.

        Raises:
            RecordGone: the contact is not in this chart any more.
        """
        super().__init__(parent)
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._patient_id, self._patient = patient
        self._contact_id, self._contact = contact
        self._base = load_consent(self._patient_id, self._contact_id)
        self.ui = ui = Ui_ProxyConsent()
        ui.setupUi(self)
        load_icons(self)
        self._errors = FieldErrors(
            {
                "on": FormField(ui.onLineEdit, ui.onErrorLabel),
                "until": FormField(ui.untilLineEdit, ui.untilErrorLabel),
                "agreed": FormField(ui.agreedCheckBox, ui.agreedErrorLabel),
            }
        )
        self._forecast_timer = QTimer(self, singleShot=True, interval=0)
        self._forecast_timer.timeout.connect(self._show_forecast)
        ui.titleLabel.setText(f"May {self._contact} see {self._patient}’s chart?")
        ui.introLabel.setText(
            f"From the age limit on that is {self._patient}’s own decision. With consent on file access goes on "
            "until the last day you enter, and then ends by itself."
        )
        for line in (ui.onLineEdit, ui.untilLineEdit):
            line.textEdited.connect(self._on_edited)
        ui.agreedCheckBox.toggled.connect(self._on_edited)
        ui.recordButton.clicked.connect(self.record)
        ui.cancelButton.clicked.connect(self.reject)
        ui.withdrawButton.clicked.connect(self.withdraw)
        self._fill()
        open_at(self, QSize(self.fontMetrics().averageCharWidth() * _WIDTH_CHARACTERS, self.sizeHint().height()))
        ui.onLineEdit.setFocus()

    def _fill(self) -> None:
        ui, base = self.ui, self._base
        ui.onLineEdit.setText(shown_date(base.on or self._today()))
        ui.untilLineEdit.setText(shown_date(base.until))
        ui.agreedCheckBox.setChecked(False)
        ui.withdrawButton.setVisible(base.on is not None)
        ui.recordButton.setText("&Record consent" if base.on is None else "&Record the change")
        self._show_forecast()

    def _today(self) -> dt.date:
        return practice_rules(self._records).today

    # -- what it would do

    @Slot()
    def _on_edited(self) -> None:
        self.ui.messageBar.clear()
        self._forecast_timer.start()

    def _read(self) -> tuple[ConsentDraft, dict[str, str]]:
        """What is typed, and which dates are none."""
        days: dict[str, dt.date | None] = {}
        errors: dict[str, str] = {}
        today = self._today()
        for name, line in (("on", self.ui.onLineEdit), ("until", self.ui.untilLineEdit)):
            try:
                days[name] = parse_birth_date(line.text(), dt.date(today.year + _HORIZON_YEARS, 12, 31))
            except DateNotUnderstoodError:
                errors[name] = f"Enter a day as MM/DD/YYYY, for example 06/30/{today.year + (name == 'until')}."
        draft = ConsentDraft(
            self._patient_id,
            self._contact_id,
            days.get("on"),
            days.get("until"),
            self.ui.agreedCheckBox.isChecked(),
            self._base,
        )
        return draft, errors

    @Slot()
    def _show_forecast(self) -> None:
        draft, errors = self._read()
        if errors or draft.on is None:
            self.ui.forecastBar.clear()
            return
        try:
            words = forecast_consent(self._records, draft)
        except (RecordGone, StorageError):
            # Record says it in words.
            return
        nothing = "nothing" in words or "no access" in words
        self.ui.forecastBar.show_message(Tone.WARNING if nothing else Tone.INFO, words)
        self.ui.recordButton.setAccessibleDescription(words)

    # -- storing

    @Slot()
    def record(self) -> None:
        """Put it on file and close; a refusal is said beside its field."""
        draft, errors = self._read()
        if errors:
            self._errors.show(errors)
            return
        effects = self._store(lambda: record_consent(self._records, draft, self._staff))
        if effects is not None:
            self.accept()
            self.saved.emit(effects)

    @Slot()
    def withdraw(self) -> None:
        """Take it off the file, after asking, and asking why; what it ends was seen."""
        try:
            shifts = shifts_of_withdrawing(self._records, self._patient_id, self._contact_id)
        except RecordGone:
            self._say_gone()
            return
        answer, reason = self._prompts.ask_reason(
            self,
            f"Withdraw the consent to {self._contact}’s access?",
            f"Once {self._patient} has reached the age limit, {self._contact} can no longer see the chart. That it "
            "was on file stays in the history.",
            shifts,
            [
                Choice("withdraw", "&Withdraw", ChoiceRole.DANGER),
                Choice("keep", "&Keep it", ChoiceRole.CANCEL),
            ],
        )
        if answer == "keep":
            return
        write = partial(
            withdraw_consent,
            self._records,
            self._patient_id,
            self._contact_id,
            self._base,
            self._staff,
            reason=reason,
            agreed=frozenset(key for shift in shifts if shift.loses for key in shift.keys),
        )
        effects = self._store(write)
        if effects is not None:
            self.accept()
            self.saved.emit(effects)

    def _store(self, write: Callable[[], Effects]) -> Effects | None:
        bar = self.ui.messageBar
        bar.clear()
        try:
            effects = write()
        except DraftInvalid as invalid:
            self._errors.show(invalid.errors)
        except LosesAccess as loss:
            words = " ".join(loss.statements)
            bar.show_message(Tone.WARNING, f"Nothing was saved: somebody else changed the family meanwhile. {words}")
        except ConsentChanged:
            self._base = load_consent(self._patient_id, self._contact_id)
            self._fill()
            bar.show_message(
                Tone.WARNING,
                "Somebody else changed this consent meanwhile. Nothing was saved; the form shows what is on file now.",
            )
        except RecordGone:
            self._say_gone()
        except RecordsBusyError:
            bar.show_message(Tone.WARNING, "Another program is saving right now. Nothing was saved; try again.")
        except StorageError as error:
            # The type only: a database's message may quote what was to be stored.
            log.error("recording a consent failed: %s", type(error).__name__)
            bar.show_message(Tone.DANGER, not_written(error, "Nothing was saved."))
        else:
            return effects
        return None

    def _say_gone(self) -> None:
        words = f"{self._contact} was taken off this chart meanwhile. Nothing was saved."
        self.ui.messageBar.show_message(Tone.WARNING, words)
