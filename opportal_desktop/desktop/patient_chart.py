# SPDX-License-Identifier: GPL-3.0-or-later
"""A patient's chart: the banner, and the sections below it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.basic_information import BasicInformation
from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.patient_banner import END_DISPUTE_KEY, BannerFacts
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.forms.ui_patient_chart import Ui_PatientChart
from opportal_desktop.records.records import Records
from opportal_desktop.registration import charts
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.terms import Changed, Sex, StaffMember

DISPUTE_KEY = "F2"


class Section(Protocol):
    """What a chart asks of each of its sections, which is a QWidget too."""

    def has_unsaved_edits(self) -> bool: ...
    def ask_to_leave(self) -> bool: ...


class SectionId(Enum):
    """The sections of a chart."""

    BASIC_INFORMATION = "basic_information"
    FAMILY_CONTACTS = "family_contacts"


MakeFamilyContacts = Callable[[QWidget], Any]
"""parent -> the panel Family Contacts: a `Section` with `show_patient` and the signal `basic_information_wanted`."""


class PatientChart(QWidget):
    """Reads the chart again whenever somebody changed it.

    Made without a patient, since making all its widgets takes longer than showing one: `show_patient` follows.
    """

    title_changed = Signal()

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: StaffMember,
        make_family_contacts: MakeFamilyContacts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.patient_id = 0
        self._records = records
        self._signals = signals
        self._prompts = prompts
        self._staff = staff
        self._chart: charts.PatientChart
        self._sections: dict[SectionId, QWidget] = {}
        self._current: SectionId | None = None
        self.ui = Ui_PatientChart()
        self.ui.setupUi(self)
        load_icons(self)
        self._buttons = {
            SectionId.BASIC_INFORMATION: self.ui.basicInformationButton,
            SectionId.FAMILY_CONTACTS: self.ui.familyContactsButton,
        }
        for button in self._buttons.values():
            # Not clicked: a screen reader toggles the button without a click.
            button.toggled.connect(self._on_section_toggled)
        self.ui.noticePage.hide()
        self.ui.disputeButton.clicked.connect(self.set_dispute_note)
        self.ui.banner.end_dispute_wanted.connect(self.end_dispute_note)
        for keys, slot in ((DISPUTE_KEY, self.set_dispute_note), (END_DISPUTE_KEY, self._on_end_dispute_key)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        # With its parent from the start: Qt would style all of it again when it gets one.
        self._family_contacts: Any = make_family_contacts(self.ui.sectionStack)
        self._family_contacts.basic_information_wanted.connect(self._on_basic_information_wanted)

    def show_patient(self, patient_id: int) -> None:
        """Show this patient's chart, and follow what happens to it; to be called once.

        Raises:
            RecordGone: there is no such patient any more.
        """
        self._chart = charts.load_chart(self._records, patient_id)
        self.patient_id = patient_id
        self._family_contacts.show_patient(patient_id)
        self._show_banner()
        self.show_section(SectionId.FAMILY_CONTACTS)
        self._signals.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        """For the chart's tab: "García López, Mateo"."""
        return self._chart.name

    @property
    def facts(self) -> str:
        """What tells two patients of one name apart: DOB and chart number."""
        return f"DOB {shown_date(self._chart.draft.birth_date)}   ·   Chart {self._chart.draft.chart_number}"

    def show_section(self, section: SectionId) -> bool:
        """Go to a section; False if the person chose to stay in the one with unsaved edits."""
        if section is not self._current and self._current is not None and not self._ask(self._current):
            self._buttons[self._current].setChecked(True)
            return False
        if section not in self._sections:
            widget = self._make(section)
            self._sections[section] = widget
            self.ui.sectionStack.addWidget(widget)
        self._current = section
        self._buttons[section].setChecked(True)
        self.ui.sectionStack.setCurrentWidget(self._sections[section])
        return True

    def focus_section(self) -> None:
        """Put the focus into the section that is shown."""
        if self._current is not None:
            self._sections[self._current].setFocus()

    def section(self, section: SectionId) -> QWidget | None:
        """The section's widget, None if it was never shown."""
        return self._sections.get(section)

    def has_unsaved_edits(self) -> bool:
        return any(_section(widget).has_unsaved_edits() for widget in self._sections.values())

    def ask_to_leave(self) -> bool:
        """True if the chart can be closed without losing what the person wants to keep."""
        return all(self._ask(section) for section in self._sections)

    def _ask(self, section: SectionId) -> bool:
        return _section(self._sections[section]).ask_to_leave()

    def _make(self, section: SectionId) -> QWidget:
        if section is SectionId.FAMILY_CONTACTS:
            contacts: QWidget = self._family_contacts
            return contacts
        return BasicInformation(self._records, self._prompts, self._staff, self._chart, self.ui.sectionStack)

    @Slot()
    def _on_basic_information_wanted(self) -> None:
        """The fix of a condition is there, for example "patient inactive"."""
        if self.show_section(SectionId.BASIC_INFORMATION):
            self.focus_section()

    @Slot(bool)
    def _on_section_toggled(self, checked: bool) -> None:
        section = next(section for section, button in self._buttons.items() if button is self.sender())
        if checked and section is not self._current:
            self.show_section(section)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not (changed.everything or changed.settings or self.patient_id in changed.patient_ids):
            return
        try:
            self._chart = charts.load_chart(self._records, self.patient_id)
        except RecordGone:
            self.ui.noticePage.show()
            self.ui.noticeMessageBar.show_message(
                Tone.WARNING, "This chart was removed meanwhile. You can still read what is shown, then close the tab."
            )
            return
        self._show_banner()
        basic = self._sections.get(SectionId.BASIC_INFORMATION)
        if isinstance(basic, BasicInformation):
            basic.show_chart(self._chart)
        self.title_changed.emit()

    def _show_banner(self) -> None:
        patient = self._chart.draft
        name = " ".join(part for part in (patient.first_name, patient.middle_name, patient.last_name) if part)
        nickname = f" “{patient.nickname}”" if patient.nickname else ""
        self.ui.banner.show_facts(
            BannerFacts(
                name=name + nickname,
                facts=(
                    self._chart.age,
                    f"DOB {shown_date(patient.birth_date)}",
                    "Sex unknown" if patient.sex is Sex.UNKNOWN else patient.sex.label,
                    f"Chart {patient.chart_number}",
                    patient.language.label,
                ),
                active=patient.active,
                alert=patient.alert,
                dispute=_dispute_words(self._chart),
            )
        )

    @Slot()
    def set_dispute_note(self) -> None:
        """Ask what is disputed; the note stands above the chart then."""
        from opportal_desktop.desktop.dispute_note import ask_and_set

        ask_and_set(self._records, self._prompts, self._staff, self.patient_id, self._chart.dispute_note, self)

    @Slot()
    @Slot()
    def _on_end_dispute_key(self) -> None:
        if self._chart.dispute_note:
            self.end_dispute_note()

    def end_dispute_note(self) -> None:
        """Ask why the note that stands ends."""
        from opportal_desktop.desktop.dispute_note import ask_and_end

        ask_and_end(self._records, self._prompts, self._staff, self.patient_id, self._chart.dispute_note, self)


def _dispute_words(chart: charts.PatientChart) -> str:
    return f"Dispute: {chart.dispute_note}\nSet by {chart.dispute_set}" if chart.dispute_note else ""


def _section(widget: QWidget) -> Section:
    # The protocol's two methods; QWidget's stubs know nothing of them.
    return widget  # type: ignore[return-value]
