# SPDX-License-Identifier: GPL-3.0-or-later
"""Save while the database server is away: it is said where one saves, what was typed stays, and Save works later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.basic_information import BasicInformation
from opportal_desktop.desktop.contact_information import ContactInformation
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.records.models import Staff
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.records import Records, ServerLostError, StorageError
from opportal_desktop.registration.charts import load_chart
from opportal_desktop.terms import StaffMember, StaffRole
from tests.conftest import Clock
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_family
from tests.desktop.typing_keys import type_over
from tests.postgresql_server import KEY, PostgresServer


@pytest.fixture
def records(postgresql: PostgresServer, clock: Clock) -> Iterator[Records]:
    address = postgresql.new_practice()
    opened = open_records(address, KEY, clock=clock)
    # As the program does when it has opened them.
    opened.db.serve_window()
    yield opened
    opened.close()
    postgresql.drop_database(address.database)


@pytest.fixture
def desk(records: Records, clock: Clock) -> StaffMember:
    row = Staff.create(login="rosa", name="Rosa Delgado", role=StaffRole.FRONT_DESK, added_at=clock())
    return StaffMember(row.id, row.name, row.role)


@pytest.fixture
def family(records: Records, desk: StaffMember) -> Family:
    return add_family(records, desk)


def test_a_contact(
    qtbot: QtBot,
    records: Records,
    prompts: RecordingPrompts,
    desk: StaffMember,
    family: Family,
    caplog: pytest.LogCaptureFixture,
) -> None:
    panel = ContactInformation(records, prompts, desk)
    qtbot.addWidget(panel)
    panel.show_patient(family.mateo)
    panel.show_contact(family.luis)
    panel.show()
    QApplication.processEvents()
    type_over(qtbot, panel.ui.nicknameLineEdit, "Lucho")
    records.db.lost.set()
    assert not panel.save()
    text = panel.ui.formMessageBar.text
    assert "server does not answer" in text
    assert "Nothing was saved" in text
    assert "disk" not in text
    assert panel.ui.nicknameLineEdit.text() == "Lucho"
    records.db.lost.clear()
    assert panel.save()
    caplog.clear()
    panel.close()


def test_basic_information(
    qtbot: QtBot,
    records: Records,
    prompts: RecordingPrompts,
    desk: StaffMember,
    family: Family,
    caplog: pytest.LogCaptureFixture,
) -> None:
    form = BasicInformation(records, prompts, desk, load_chart(records, family.mateo))
    qtbot.addWidget(form)
    form.show()
    type_over(qtbot, form.ui.nicknameLineEdit, "Teo")
    records.db.lost.set()
    assert not form.save()
    assert "server does not answer" in form.ui.formMessageBar.text
    assert form.ui.nicknameLineEdit.text() == "Teo"
    records.db.lost.clear()
    assert form.save()
    caplog.clear()
    form.close()


def test_nobody_is_told_that_nothing_was_saved_where_that_is_not_known() -> None:
    lost = ServerLostError("in the middle of a commit")
    lost.in_doubt = True
    assert "Nothing was saved" not in not_written(lost, "Nothing was saved.")
    assert "disk may be full" in not_written(StorageError(), "Nothing was saved.")
