# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking access away asks before, with names, and for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.basic_information import BasicInformation
from opportal_desktop.desktop.contact_information import ContactInformation
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.reason_prompt import REASONS, ReasonPrompt
from opportal_desktop.records.models import AuditEntry, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.registration.access_shifts import AccessShift
from opportal_desktop.registration.charts import load_chart
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.terms import Authority, StaffMember
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_family
from tests.desktop.typing_keys import choose

COURT_ORDER = "Court order seen: "
SHIFT = AccessShift(1, "Luis Pérez", True, ("Mateo", "Lucía"), ((1, 1), (2, 1)), "Authority is None")
CHOICES = (Choice("save", "&Save and end access", ChoiceRole.DANGER), Choice("keep", "&Keep", ChoiceRole.CANCEL))


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


@pytest.fixture
def open_panel(
    qtbot: QtBot, records: Records, prompts: RecordingPrompts, front_desk: StaffMember
) -> Iterator[Callable[[int, int], ContactInformation]]:
    opened = []

    def open_one(patient_id: int, contact_id: int) -> ContactInformation:
        panel = ContactInformation(records, prompts, front_desk)
        panel.show_patient(patient_id)
        qtbot.addWidget(panel)
        panel.resize(1300, 900)
        panel.show()
        panel.show_contact(contact_id)
        opened.append(panel)
        return panel

    yield open_one
    for panel in opened:
        panel.close()


def meet(act: Callable[[ReasonPrompt], None]) -> None:
    """Do this with the box as soon as it is open."""

    def now() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, ReasonPrompt)
        try:
            act(box)
        finally:
            # A failed act must not leave the box open for ever.
            box.reject() if box.isVisible() else None

    QTimer.singleShot(0, now)


def button(box: QDialog, key: str) -> QPushButton:
    found = box.findChild(QPushButton, f"{key}Button")
    assert isinstance(found, QPushButton)
    return found


def test_names_who_loses_what_and_lets_nobody_by_without_a_reason(qtbot: QtBot, theme: object) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[str] = []

    def act(box: ReasonPrompt) -> None:
        assert_accessible(box)
        seen.extend(label.text() for label in box.ui.shiftsCard.findChildren(QLabel) if label.text())
        qtbot.keyClick(box.ui.reasonComboBox, Qt.Key.Key_Return)
        assert box.isVisible(), "Enter destroys nothing"
        qtbot.mouseClick(button(box, "save"), Qt.MouseButton.LeftButton)
        assert box.ui.reasonErrorLabel.isVisible()
        box.ui.reasonComboBox.setCurrentIndex(REASONS.index(COURT_ORDER))
        assert box.ui.reasonErrorLabel.isHidden()
        qtbot.mouseClick(button(box, "save"), Qt.MouseButton.LeftButton)
        assert box.ui.reasonErrorLabel.isVisible(), "which court order is still to be said"
        qtbot.keyClicks(box.ui.reasonComboBox.lineEdit(), "of 11/02/2026")
        qtbot.mouseClick(button(box, "save"), Qt.MouseButton.LeftButton)

    meet(act)
    answer = Prompts().ask_reason(parent, "End access?", "It ends now.", [SHIFT], CHOICES)
    assert seen == ["Luis Pérez loses access to Mateo and Lucía: Authority is None."]
    assert answer == ("save", f"{COURT_ORDER}of 11/02/2026")


def test_escape_keeps_everything(qtbot: QtBot, theme: object) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    meet(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert Prompts().ask_reason(parent, "End access?", "", [SHIFT], CHOICES, reason="typed before") == (
        "keep",
        "typed before",
    )


def test_the_panel_says_before_save_who_loses_what_and_asks(
    qtbot: QtBot,
    records: Records,
    family: Family,
    prompts: RecordingPrompts,
    open_panel: Callable[[int, int], ContactInformation],
) -> None:
    panel = open_panel(family.mateo, family.ana)
    choose(qtbot, panel.ui.authorityComboBox, "None")
    loses = "Ana García López loses access to Mateo García López: Authority is None."
    conditions = panel.ui.portalConditions

    def told() -> list[str]:
        return [row.text() for row in conditions.findChildren(QLabel, "shiftLabel") if row.isVisible()]

    qtbot.waitUntil(lambda: told() == [loses])
    prompts.answer("keep")
    assert not panel.save()
    assert loses in prompts.shown[-1].text
    assert load_contact_draft(records, family.mateo, family.ana).authority is Authority.JOINT
    assert panel.has_unsaved_edits()
    prompts.answer(("save", "Court order of 11/02/2026"))
    assert panel.save()
    assert load_contact_draft(records, family.mateo, family.ana).authority is Authority.NONE
    assert "access to this patient has ended" in panel.ui.formMessageBar.text
    entry = AuditEntry.get(AuditEntry.action == "portal access ended")
    assert entry.reason == "Authority is None. Court order of 11/02/2026"
    qtbot.waitUntil(lambda: told() == [])


def test_an_inactive_patient_is_asked_about_with_all_who_lose_them(
    qtbot: QtBot, records: Records, family: Family, prompts: RecordingPrompts, front_desk: StaffMember
) -> None:
    form = BasicInformation(records, prompts, front_desk, load_chart(records, family.mateo))
    qtbot.addWidget(form)
    form.show()
    form.ui.activeCheckBox.setChecked(False)
    prompts.answer("keep")
    assert not form.save()
    assert "Ana García López loses access to Mateo García López: Patient inactive." in prompts.shown[-1].text
    assert Patient.get_by_id(family.mateo).active
    prompts.answer(("save", "Moved away"))
    assert form.save()
    assert not Patient.get_by_id(family.mateo).active
