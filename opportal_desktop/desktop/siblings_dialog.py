# SPDX-License-Identifier: GPL-3.0-or-later
"""Siblings in one go: a grid of brothers and sisters, and what one contact is to each of them; one Save for all."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QVBoxLayout, QWidget

from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.labels import clear_grid, plain_label
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.theme import Space, Tone
from opportal_desktop.forms.ui_siblings import Ui_Siblings
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.registration.ages import age_text
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.errors import LosesAccess, ReasonRequired, RecordGone
from opportal_desktop.registration.portal_effects import Effects
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import LinkKey
from opportal_desktop.registration.siblings import (
    SiblingChoice,
    SiblingLink,
    SiblingsChanged,
    forecast_siblings,
    save_siblings,
    sibling_links,
)
from opportal_desktop.terms import Authority, ResidesWith, RoleReason, StaffMember

log = logging.getLogger(__name__)

HEADINGS = ("Brother or sister", "Role/Reason", "Authority", "Resides With", "What Save will do")
_WIDTH_CHARACTERS = 165
_HEIGHT_LINES = 30
_AUTHORITIES, _RESIDES = tuple(Authority), tuple(ResidesWith)
_COL_CHILD, _COL_ROLE, _COL_AUTHORITY, _COL_RESIDES, _COL_EFFECT = range(5)


@dataclass(frozen=True, slots=True)
class SavedSiblings:
    """What one Save in the grid did: with whom, in how many charts, and what it brought about."""

    name: str
    charts: int
    effects: Effects


class SiblingsDialog(QDialog):
    """About one contact as they stand in one patient's chart; nothing is ticked or changed before the desk does it."""

    saved = Signal(object)
    """`SavedSiblings`, after the commit."""

    def __init__(
        self,
        records: Records,
        prompts: Prompts,
        staff: StaffMember,
        draft: ContactDraft,
        parent: QWidget | None = None,
    ) -> None:
        """`draft`: the contact in the chart that they were saved in; its values are offered for those that are ticked.

        Raises:
            RecordGone: the contact or the patient was removed meanwhile.
        """
        super().__init__(parent)
        if draft.contact_id is None:
            raise RecordGone
        self._records = records
        self._prompts = prompts
        self._staff = staff
        self._draft = draft
        self._contact_id = draft.contact_id
        self._rows: list[_Row] = []
        self.ui = Ui_Siblings()
        self.ui.setupUi(self)
        # A scroll area has its page paint the window's ground, here within a card.
        self.ui.gridPage.setAutoFillBackground(False)
        load_icons(self)
        self._forecast_timer = QTimer(self)
        self._forecast_timer.setSingleShot(True)
        self._forecast_timer.timeout.connect(self._show_forecast)
        self.ui.titleLabel.setText(f"{draft.name}: brothers and sisters")
        self.ui.introLabel.setText(
            "Tick the charts to add this contact to; each may differ. Nothing is stored before Save, and whoever has "
            "access gets one email for all of them."
        )
        self.ui.cancelButton.clicked.connect(self.reject)
        self.ui.saveButton.clicked.connect(self.save)
        self.ui.reasonLineEdit.textEdited.connect(self.ui.reasonErrorLabel.hide)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self._fill()

    @property
    def rows(self) -> tuple[_Row, ...]:
        return tuple(self._rows)

    def _fill(self) -> None:
        """Read the brothers and sisters and make the grid anew."""
        grid = self.ui.siblingsGrid
        clear_grid(grid)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.M)
        grid.setColumnStretch(_COL_EFFECT, 1)
        for column, heading in enumerate(HEADINGS):
            grid.addWidget(plain_label(heading, "label"), 0, column)
        links = [
            link
            for link in sibling_links(self._records, self._draft.patient_id, self._contact_id)
            if link.active and not link.ended
        ]
        today = practice_rules(self._records).today
        self._rows = [
            _Row(link, self._draft, today, grid, number, self._on_edited) for number, link in enumerate(links, 1)
        ]
        for before, row in zip(self._rows, self._rows[1:], strict=False):
            QWidget.setTabOrder(before.resides, row.first_widget)
        if self._rows:
            self._rows[0].first_widget.setFocus()
        self._show_forecast()

    # -- what Save would do

    @property
    def choices(self) -> tuple[SiblingChoice, ...]:
        """What differs from how it is stored."""
        return tuple(choice for row in self._rows if (choice := row.choice) is not None)

    @Slot()
    def _on_edited(self) -> None:
        self.ui.messageBar.clear()
        self.ui.saveButton.setEnabled(bool(self.choices))
        self._forecast_timer.start(0)

    @Slot()
    def _show_forecast(self) -> None:
        choices = self.choices
        self.ui.saveButton.setEnabled(bool(choices))
        try:
            outlook = forecast_siblings(self._records, self._contact_id, choices)
        except (RecordGone, StorageError):
            # Save says it in words.
            return
        for row in self._rows:
            row.show_effect(outlook.by_patient.get(row.link.patient_id, ""))
        summary = outlook.summary if choices else "Nothing is chosen yet."
        self.ui.forecastBar.show_message(Tone.INFO if "send" in summary and choices else Tone.NEUTRAL, summary)
        self.ui.saveButton.setAccessibleDescription(summary)
        self.ui.reasonField.setVisible(bool(outlook.conflicts))
        self.ui.conflictsLabel.setText("\n".join(conflict.statement for conflict in outlook.conflicts))
        if not outlook.conflicts:
            self.ui.reasonErrorLabel.hide()

    # -- saving

    @Slot()
    def save(self) -> None:
        """Write all that was chosen in one transaction, and close; a refusal is said, and nothing was written."""
        if self.choices:
            self._save(self.choices, self.ui.reasonLineEdit.text(), frozenset())

    def _save(self, choices: tuple[SiblingChoice, ...], reason: str, agreed: frozenset[LinkKey]) -> None:
        bar = self.ui.messageBar
        try:
            effects = save_siblings(self._records, self._contact_id, choices, self._staff, reason=reason, agreed=agreed)
        except LosesAccess as loss:
            answer, reason = self._prompts.ask_reason(
                self,
                "Save, and end access to the portal?",
                "It ends with Save: from their next click on, the portal shows these patients no more.",
                loss.shifts,
                [
                    Choice("save", "&Save and end access", ChoiceRole.DANGER),
                    Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
                ],
                reason=reason,
            )
            if answer == "save":
                self._save(choices, reason, loss.keys)
        except ReasonRequired:
            self._show_forecast()
            self.ui.reasonErrorLabel.setText("Say why, for example which court order you have seen.")
            self.ui.reasonErrorLabel.show()
            self.ui.reasonLineEdit.setFocus()
        except SiblingsChanged:
            self._fill()
            bar.show_message(
                Tone.WARNING,
                "Somebody else changed one of these charts meanwhile. Nothing was saved; the list shows how it is now. "
                "Please choose again.",
            )
        except RecordGone:
            bar.show_message(
                Tone.WARNING, "This contact or one of the patients was removed meanwhile. Nothing was saved."
            )
        except RecordsBusyError:
            bar.show_message(
                Tone.WARNING, "Another program is saving right now. Nothing was saved yet; press Save again."
            )
        except StorageError as error:
            # The type only: a database's message may quote what was to be stored.
            log.error("saving siblings failed: %s", type(error).__name__)
            bar.show_message(Tone.DANGER, not_written(error, "Nothing was saved.", "press Save again"))
        else:
            self.accept()
            self.saved.emit(SavedSiblings(self._draft.name, len(choices), effects))


class _Row:
    """One brother or sister: a tick (or that they have the contact already), three choices, and what Save will do."""

    def __init__(
        self,
        link: SiblingLink,
        draft: ContactDraft,
        today: dt.date,
        grid: QGridLayout,
        number: int,
        on_edited: Callable[[], None],
    ) -> None:
        self.link = link
        self._draft = draft
        self.check = QCheckBox(link.name.replace("&", "&&"))
        self.check.setChecked(link.in_chart)
        # Taking a contact off a chart has consequences of its own: it is done there.
        self.check.setEnabled(not link.in_chart)
        # Nobody is their own brother's Self.
        self._roles = [role for role in RoleReason if role is not RoleReason.SELF or link.role_reason is role]
        self.role = _box([role.label for role in self._roles], f"Role/Reason for {link.name}")
        self.authority = _box([authority.label for authority in _AUTHORITIES], f"Authority for {link.name}")
        self.resides = _box([resides.label for resides in _RESIDES], f"Resides With for {link.name}")
        self.effect = plain_label("", "")
        child = QWidget()
        column = QVBoxLayout(child)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.check)
        already = ", in the chart already" if link.in_chart else ""
        column.addWidget(plain_label(f"{age_text(link.birth_date, today)}. {link.why}{already}", "caption"))
        for place, widget in enumerate((child, self.role, self.authority, self.resides, self.effect)):
            grid.addWidget(widget, number, place)
            if place < _COL_EFFECT:
                grid.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self._set(link.role_reason, link.authority, link.resides_with)
        self._enable()
        self.check.toggled.connect(self._on_ticked)
        self.check.toggled.connect(on_edited)
        for box in self._boxes:
            box.currentIndexChanged.connect(on_edited)

    @property
    def _boxes(self) -> tuple[QComboBox, QComboBox, QComboBox]:
        return self.role, self.authority, self.resides

    @property
    def first_widget(self) -> QWidget:
        return self.role if self.link.in_chart else self.check

    @property
    def choice(self) -> SiblingChoice | None:
        """What the desk chose; None where that is how it is stored, or nothing."""
        if not self.check.isChecked() or self.role.currentIndex() < 0:
            return None
        chosen = SiblingChoice(
            patient_id=self.link.patient_id,
            revision=self.link.revision,
            role_reason=self._roles[self.role.currentIndex()],
            authority=_AUTHORITIES[self.authority.currentIndex()],
            resides_with=_RESIDES[self.resides.currentIndex()],
        )
        stored = self.link.role_reason, self.link.authority, self.link.resides_with
        if self.link.in_chart and stored == (chosen.role_reason, chosen.authority, chosen.resides_with):
            return None
        return chosen

    def show_effect(self, text: str) -> None:
        self.effect.setText(text)
        self.role.setAccessibleDescription(text)

    def _on_ticked(self, ticked: bool) -> None:
        """Offer what holds in the chart that one comes from, where it is seen and can be changed before Save."""
        if ticked:
            self._set(self._draft.role_reason, self._draft.authority, self._draft.resides_with)
        else:
            self._set(None, Authority.NONE, ResidesWith.UNKNOWN)
        self._enable()

    def _enable(self) -> None:
        for box in self._boxes:
            box.setEnabled(self.check.isChecked())

    def _set(self, role: RoleReason | None, authority: Authority, resides: ResidesWith) -> None:
        self.role.setCurrentIndex(self._roles.index(role) if role in self._roles else -1)
        self.authority.setCurrentIndex(_AUTHORITIES.index(authority))
        self.resides.setCurrentIndex(_RESIDES.index(resides))


def _box(labels: list[str], name: str) -> QComboBox:
    box = QComboBox()
    box.addItems(labels)
    box.setAccessibleName(name)
    box.setPlaceholderText("—")
    return box
