# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import theme
from opportal_desktop.desktop.chip_delegate import TONE_ROLE
from opportal_desktop.desktop.models.family_contacts_model import (
    COL_CELL_PHONE,
    COL_HOME_EMAIL,
    COL_NAME,
    COL_PORTAL_STATUS,
    COL_ROLE_REASON,
    CONTACT_ID_ROLE,
    HEADERS,
    FamilyContactsModel,
)
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.registration.family_contacts import FamilyContactRow
from opportal_desktop.registration.rules import PortalStatus, StatusView
from opportal_desktop.terms import Authority, ResidesWith, RoleReason

ANA = FamilyContactRow(
    patient_id=1,
    contact_id=7,
    name="Ana Torres",
    role_reason=RoleReason.MOTHER,
    authority=Authority.JOINT,
    resides_with=ResidesWith.YES,
    home_email="ana@example.com",
    cell_phone="(413) 555-0123",
    status=StatusView(PortalStatus.SENDING, "Sending", "Waiting to be sent to ana@example.com."),
    active=True,
    ended_on="",
    emergency=True,
    preferred=True,
)
SITTER = replace(
    ANA,
    contact_id=8,
    name="Dana Wu",
    role_reason=RoleReason.CAREGIVER,
    authority=Authority.NONE,
    home_email="",
    cell_phone="",
    status=StatusView(PortalStatus.NONE, "—", "Authority is None: no access to the portal."),
    active=False,
    ended_on="11/02/2026",
    emergency=False,
    preferred=False,
)


@pytest.fixture
def model() -> FamilyContactsModel:
    made = FamilyContactsModel()
    made.set_rows([ANA, SITTER])
    return made


def test_qt_finds_it_a_proper_model(model: FamilyContactsModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_cells_read_as_the_desk_writes_them(model: FamilyContactsModel) -> None:
    def row(number: int) -> list[object]:
        return [model.index(number, column).data() for column in range(model.columnCount())]

    assert row(0) == [
        "Ana Torres", "Mother · emergency · preferred", "Joint", "Yes", "ana@example.com", "(413) 555-0123", "Sending",
    ]  # fmt: skip
    assert row(1) == ["Dana Wu  (inactive since 11/02/2026)", "Caregiver", "None", "Yes", "—", "—", "—"]
    shown = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert shown == list(HEADERS)


def test_status_is_a_chip_with_its_detail_as_tooltip(model: FamilyContactsModel) -> None:
    status = model.index(0, COL_PORTAL_STATUS)
    assert status.data(TONE_ROLE) == Tone.INFO
    assert status.data(Qt.ItemDataRole.ToolTipRole) == "Waiting to be sent to ana@example.com."
    assert model.index(1, COL_PORTAL_STATUS).data(TONE_ROLE) is None
    assert model.index(0, COL_HOME_EMAIL).data(TONE_ROLE) is None


def test_inactive_contacts_are_greyed(model: FamilyContactsModel) -> None:
    grey = model.index(1, COL_CELL_PHONE).data(Qt.ItemDataRole.ForegroundRole)
    assert isinstance(grey, QBrush)
    assert grey.color() == theme.color("text_subtle")
    assert model.index(0, COL_NAME).data(Qt.ItemDataRole.ForegroundRole) is None


def test_the_same_contacts_read_again_change_in_place(model: FamilyContactsModel, qtbot: QtBot) -> None:
    invited = replace(ANA, status=StatusView(PortalStatus.INVITED, "Invited", "Sent."))
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([invited, SITTER])
    assert model.index(0, COL_PORTAL_STATUS).data() == "Invited"
    with qtbot.waitSignal(model.modelReset):
        model.set_rows([SITTER])
    assert model.index(0, COL_ROLE_REASON).data(CONTACT_ID_ROLE) == 8
    assert model.number_of(8) == 0
    assert model.number_of(7) is None
