# SPDX-License-Identifier: GPL-3.0-or-later
"""Why can't they see…? as the desk asks and reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.access_answer import ALL, AccessAnswerDialog
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.models import FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.registration import family_contacts
from opportal_desktop.registration.rules import ConditionId
from opportal_desktop.terms import RoleReason, StaffMember
from tests.desktop.accessibility import assert_accessible
from tests.desktop.garcia_family import Family, add_family, link_contact

Ask = Callable[..., AccessAnswerDialog]


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


@pytest.fixture
def ask(qtbot: QtBot, records: Records, signals: RecordsSignals) -> Iterator[Ask]:
    opened: list[AccessAnswerDialog] = []

    def ask_one(contact_id: int, patient_id: int = ALL) -> AccessAnswerDialog:
        dialog = AccessAnswerDialog(records, signals, contact_id, patient_id)
        qtbot.addWidget(dialog)
        dialog.show()
        opened.append(dialog)
        return dialog

    yield ask_one
    for dialog in opened:
        dialog.close()


def words(dialog: AccessAnswerDialog) -> list[str]:
    labels = dialog.ui.conditionsPage.findChildren(QLabel)
    return [label.text().replace("\u200b", "") for label in labels if label.isVisible() and label.text()]


def buttons(dialog: AccessAnswerDialog) -> list[QPushButton]:
    return [row for row in dialog.ui.conditionsPage.findChildren(QPushButton) if row.isVisible()]


def test_failing_conditions_stand_on_top_each_with_its_fix(qtbot: QtBot, ask: Ask, family: Family) -> None:
    dialog = ask(family.luis, family.mateo)
    assert dialog.ui.patientComboBox.currentText() == "Mateo García López"
    assert words(dialog)[:3] == ["Mateo García López", "Can’t see", "Authority is None"]
    assert [button.text() for button in buttons(dialog)] == ["Go to Authority"]
    assert "No Welcome Email is due while access fails: Authority is None." in dialog.ui.emailsLabel.text()
    assert_accessible(dialog)
    with qtbot.waitSignal(dialog.fix_wanted) as fix:
        qtbot.mouseClick(buttons(dialog)[0], Qt.MouseButton.LeftButton)
    assert fix.args == [family.mateo, ConditionId.AUTHORITY]
    assert dialog.isHidden()


def test_all_patients_or_one_by_keyboard(
    qtbot: QtBot, ask: Ask, family: Family, records: Records, front_desk: StaffMember
) -> None:
    link_contact(records, front_desk, family.zoe, family.luis, RoleReason.OTHER)
    dialog = ask(family.ana)
    assert [row for row in words(dialog) if row in ("Can see", "Can’t see")] == ["Can see", "Can see", "Can’t see"]
    assert "Ana García López is not in this chart: add them there as a family contact." in words(dialog)
    box = dialog.ui.patientComboBox
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert box.currentText() == "Zoë Okafor (not in their chart)"
    qtbot.waitUntil(lambda: [button.text() for button in buttons(dialog)] == ["Open Zoë Okafor’s chart"])
    assert "Mateo García López" not in words(dialog)
    with qtbot.waitSignal(dialog.chart_wanted) as chart:
        qtbot.mouseClick(buttons(dialog)[0], Qt.MouseButton.LeftButton)
    assert chart.args == [family.zoe]


def test_follows_the_records_and_keeps_the_chosen_patient(
    qtbot: QtBot, ask: Ask, family: Family, records: Records, signals: RecordsSignals, front_desk: StaffMember
) -> None:
    records.subscribe(signals.publish)
    dialog = ask(family.ana, family.lucia)
    ModelTester(None).check(dialog.history)
    assert "Can see" in words(dialog)
    assert "Mateo" in dialog.ui.portalNowLabel.text()
    rows = dialog.history.rowCount()
    family_contacts.inactivate(records, family.lucia, family.ana, front_desk, reason="test")
    qtbot.waitUntil(lambda: "Can’t see" in words(dialog))
    assert dialog.ui.patientComboBox.currentText() == "Lucía García López"
    assert "Lucía" not in dialog.ui.portalNowLabel.text()
    assert dialog.history.rowCount() > rows
    told = [dialog.history.index(row, 2).data() for row in range(2)]
    assert told == [
        "Portal access ended (Lucía García López). Reason: Inactive since 11/23/2026. test",
        "Contact inactivated (Lucía García López): Inactive since 11/23/2026. Reason: test",
    ]


def test_a_contact_of_nobody_and_one_that_is_gone(
    qtbot: QtBot, ask: Ask, family: Family, records: Records, signals: RecordsSignals, front_desk: StaffMember
) -> None:
    records.subscribe(signals.publish)
    dialog = ask(family.ines)
    family_contacts.remove(records, family.lucia, family.ines, front_desk, reason="test")
    qtbot.waitUntil(lambda: "They are in no patient’s chart." in words(dialog))
    assert not FamilyContact.select().where(FamilyContact.contact == family.ines).exists()
