# SPDX-License-Identifier: GPL-3.0-or-later
"""The window "Patients coming of age", by mouse and by keyboard: list, what will happen, checklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.age_buttons import AgeWays
from opportal_desktop.desktop.coming_of_age import ComingOfAgeWindow
from opportal_desktop.desktop.models import coming_of_age_model as columns
from opportal_desktop.desktop.proxy_consent import ProxyConsentDialog
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration import age_actions
from opportal_desktop.registration.age_actions import own_contact_draft
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft
from opportal_desktop.registration.family_contacts import remove
from opportal_desktop.registration.practice import save_settings
from opportal_desktop.registration.proxy_consent import ConsentDraft, load_consent, record_consent
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, RoleReason, StaffMember
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import add_contact, add_patient, link_contact, set_up_practice

TODAY = dt.date(2026, 11, 23)


@dataclass
class Doubles:
    """The windows of others that this one opens."""

    charts: list[int] = field(default_factory=list)
    contacts: list[tuple[int, int, str]] = field(default_factory=list)
    registrations: list[int] = field(default_factory=list)
    new: list[ContactDraft] = field(default_factory=list)

    def ways(self) -> AgeWays:
        return AgeWays(
            self.charts.append,
            lambda patient, contact, name: self.contacts.append((patient, contact, name)),
            lambda contact, _: self.registrations.append(contact),
            self.new.append,
        )


@dataclass(frozen=True)
class Family:
    """Abigail turns 18 in 12 days, Brendan did so 43 days ago; Maureen has both and little Finn."""

    abigail: int
    brendan: int
    finn: int
    maureen: int
    colm: int


@pytest.fixture
def family(records: Records, manager: StaffMember) -> Family:
    set_up_practice(records, manager, undo_seconds=0)
    last = "O'Sullivan"
    abigail = add_patient(records, manager, "Abigail", last, dt.date(2008, 12, 5), cell_phone="(413) 555-0144")
    brendan = add_patient(records, manager, "Brendan", last, dt.date(2008, 10, 11))
    finn = add_patient(records, manager, "Finn", last, dt.date(2019, 1, 1))
    maureen = add_contact(
        records, manager, abigail, "Maureen", last, home_email="maureen@example.com",
        role_reason=RoleReason.MOTHER, authority=Authority.JOINT, preferred=True,
    )  # fmt: skip
    colm = add_contact(
        records, manager, abigail, "Colm", last, home_email="colm@example.com",
        role_reason=RoleReason.FATHER, authority=Authority.JOINT,
    )  # fmt: skip
    link_contact(records, manager, finn, maureen, RoleReason.MOTHER)
    link_contact(records, manager, brendan, maureen, RoleReason.MOTHER)
    return Family(abigail, brendan, finn, maureen, colm)


@pytest.fixture
def doubles() -> Doubles:
    return Doubles()


Open = Callable[[], ComingOfAgeWindow]


@pytest.fixture
def open_window(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    manager: StaffMember,
    doubles: Doubles,
) -> Iterator[Open]:
    opened: list[ComingOfAgeWindow] = []

    def open_() -> ComingOfAgeWindow:
        window = ComingOfAgeWindow(records, signals, prompts, manager, doubles.ways())
        opened.append(window)
        qtbot.addWidget(window)
        window.to_front()
        settle(qtbot, window)
        return window

    yield open_
    for window in opened:
        window.stop()
        window.close()


def settle(qtbot: QtBot, window: ComingOfAgeWindow) -> None:
    qtbot.waitUntil(lambda: not window.is_reading)


def cells(window: ComingOfAgeWindow, row: int = 0) -> list[str]:
    model: QAbstractItemModel = window.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def buttons(window: ComingOfAgeWindow) -> dict[str, QPushButton]:
    return {button.text(): button for card in window.ui.ageDetail.cards for button in card.buttons}


def press(qtbot: QtBot, window: ComingOfAgeWindow, text: str) -> None:
    qtbot.mouseClick(buttons(window)[text], Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def dialog_of(qtbot: QtBot, window: ComingOfAgeWindow) -> ProxyConsentDialog:
    qtbot.waitUntil(lambda: window.findChild(ProxyConsentDialog) is not None)
    dialog = window.findChild(ProxyConsentDialog)
    assert isinstance(dialog, ProxyConsentDialog)
    return dialog


def test_who_turns_18_and_what_will_happen(qtbot: QtBot, open_window: Open, family: Family) -> None:
    window = open_window()
    tester = QAbstractItemModelTester(window.model)
    assert cells(window) == [
        "O'Sullivan, Abigail", "12/05/2026", "12", "Nothing done", "Colm O'Sullivan, Maureen O'Sullivan", "—",
    ]  # fmt: skip
    assert window.model.rowCount() == 1
    detail = window.ui.ageDetail.ui
    assert detail.headingLabel.text() == "O'Sullivan, Abigail"
    assert detail.factsLabel.text().endswith("turns 18 on Saturday, 12/05/2026, in 12 days")
    assert "Maureen O'Sullivan (Mother) loses access to Abigail on 12/05/2026" in detail.fateLabel.text()
    assert_accessible(window)
    del tester


def test_who_leaves_the_list_gives_way_to_nobody(
    qtbot: QtBot, open_window: Open, records: Records, manager: StaffMember, family: Family
) -> None:
    """One is about to press a button when another PC corrects the date of birth."""
    carl = add_patient(records, manager, "Carl", "Zimmer", dt.date(2008, 12, 20))
    window = open_window()
    assert [row.patient_id for row in window.model.rows] == [family.abigail, carl]
    draft = load_chart(records, family.abigail).draft
    save_patient(records, replace(draft, birth_date=dt.date(2018, 12, 5)), manager)
    qtbot.waitUntil(lambda: [row.patient_id for row in window.model.rows] == [carl])
    settle(qtbot, window)
    assert window.ui.detailStack.currentWidget() is window.ui.nothingPage
    window.refresh()
    settle(qtbot, window)
    assert window.ui.detailStack.currentWidget() is window.ui.nothingPage
    qtbot.keyClick(window.ui.ageTableView, Qt.Key.Key_Down)
    assert window.ui.detailStack.currentWidget() is window.ui.ageDetail
    assert "Carl" in cells(window, window.ui.ageTableView.currentIndex().row())[0]


def test_the_other_lists(
    qtbot: QtBot, open_window: Open, family: Family, records: Records, manager: StaffMember, clock: Clock
) -> None:
    window = open_window()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.ui.latelyButton.isChecked())
    settle(qtbot, window)
    assert cells(window)[:4] == ["O'Sullivan, Brendan", "10/11/2026", "43", "Nothing done"]
    assert "Brendan" in window.ui.ageDetail.ui.headingLabel.text()
    window.ui.consentsButton.setChecked(True)
    settle(qtbot, window)
    assert window.ui.listStack.currentWidget() is window.ui.emptyPage
    assert window.ui.detailStack.currentWidget() is window.ui.nothingPage
    ends = dt.date(2026, 12, 20)
    record_consent(records, ConsentDraft(family.brendan, family.maureen, TODAY, ends, agreed=True), manager)
    settle(qtbot, window)
    assert cells(window)[:3] == ["O'Sullivan, Brendan", "12/20/2026", "27"]
    assert_accessible(window)


def test_telling_is_ticked_by_keyboard_and_taken_back(qtbot: QtBot, open_window: Open, family: Family) -> None:
    window = open_window()
    button = buttons(window)["Told today"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert window.ui.ageDetail.cards[0].step.summary == "Told on 11/23/2026, noted by Mira Chen"
    assert cells(window)[3] == "1 of 4 done"
    assert cells(window)[-1] == "Told"
    # The focus stays where the next key is expected.
    again = QApplication.focusWidget()
    assert isinstance(again, QPushButton)
    assert again.text() == "Take back"
    qtbot.keyClick(again, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert cells(window)[3] == "Nothing done"


def test_a_consent_is_recorded_changed_and_withdrawn(
    qtbot: QtBot, open_window: Open, family: Family, prompts: RecordingPrompts
) -> None:
    window = open_window()
    press(qtbot, window, "Record consent…")
    dialog = dialog_of(qtbot, window)
    ui = dialog.ui
    assert ui.titleLabel.text() == "May Maureen O'Sullivan see Abigail’s chart?"
    assert_accessible(dialog)
    assert ui.onLineEdit.text() == "11/23/2026"
    ui.untilLineEdit.setFocus()
    qtbot.keyClicks(ui.untilLineEdit, "06/30/2027")
    qtbot.waitUntil(lambda: "keeps access to Abigail O'Sullivan until 06/30/2027" in ui.forecastBar.text)
    qtbot.keyClick(ui.untilLineEdit, Qt.Key.Key_Return)
    assert ui.agreedErrorLabel.text().startswith("Tick this once the patient has agreed")
    qtbot.keyClick(ui.agreedCheckBox, Qt.Key.Key_Space)
    qtbot.keyClick(ui.agreedCheckBox, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert load_consent(family.abigail, family.maureen).until == dt.date(2027, 6, 30)
    assert cells(window)[-1] == "Consent"
    QApplication.processEvents()
    qtbot.waitUntil(lambda: window.findChild(ProxyConsentDialog) is None)
    press(qtbot, window, "Change…")
    dialog = dialog_of(qtbot, window)
    prompts.answer("keep")
    qtbot.mouseClick(dialog.ui.withdrawButton, Qt.MouseButton.LeftButton)
    assert load_consent(family.abigail, family.maureen).on == TODAY
    prompts.answer(("withdraw", "The patient asked for it"))
    qtbot.mouseClick(dialog.ui.withdrawButton, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert load_consent(family.abigail, family.maureen).on is None
    assert cells(window)[-1] == "—"


def test_what_a_consent_of_a_patient_of_age_brings_about_is_said(
    qtbot: QtBot, open_window: Open, family: Family
) -> None:
    window = open_window()
    window.ui.latelyButton.setChecked(True)
    settle(qtbot, window)
    press(qtbot, window, "Record consent…")
    dialog = dialog_of(qtbot, window)
    qtbot.waitUntil(lambda: "A Welcome Email goes to maureen@example.com." in dialog.ui.forecastBar.text)
    dialog.ui.agreedCheckBox.setChecked(True)
    dialog.record()
    assert window.ui.messageBar.text == "Saved. A Welcome Email to maureen@example.com is on its way."
    settle(qtbot, window)
    assert cells(window)[4] == "Maureen O'Sullivan"


def consent_dialog(window: ComingOfAgeWindow, qtbot: QtBot) -> ProxyConsentDialog:
    press(qtbot, window, "Record consent…")
    dialog = dialog_of(qtbot, window)
    dialog.ui.agreedCheckBox.setChecked(True)
    return dialog


def test_a_date_that_is_none_is_said_at_its_field(qtbot: QtBot, open_window: Open, family: Family) -> None:
    dialog = consent_dialog(open_window(), qtbot)
    dialog.ui.untilLineEdit.setText("soon")
    dialog.record()
    assert dialog.ui.untilErrorLabel.text() == "Enter a day as MM/DD/YYYY, for example 06/30/2027."
    assert dialog.isVisible()


def test_a_consent_that_somebody_else_changed_meanwhile(
    qtbot: QtBot, open_window: Open, family: Family, records: Records, front_desk: StaffMember
) -> None:
    dialog = consent_dialog(open_window(), qtbot)
    until = dt.date(2027, 1, 1)
    record_consent(records, ConsentDraft(family.abigail, family.maureen, TODAY, until, agreed=True), front_desk)
    record_consent(records, ConsentDraft(family.abigail, family.colm, TODAY, until, agreed=True), front_desk)
    dialog.record()
    assert "Somebody else changed this consent meanwhile" in dialog.ui.messageBar.text
    assert dialog.ui.untilLineEdit.text() == "01/01/2027"
    assert dialog.ui.withdrawButton.isVisible()


@pytest.mark.parametrize(
    ("error", "words"), [(RecordsBusyError(), "Another program is saving"), (StorageError(), "could not be written")]
)
def test_what_could_not_be_stored_is_said_and_the_dialog_stays(
    qtbot: QtBot,
    open_window: Open,
    family: Family,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    words: str,
) -> None:
    window = open_window()
    dialog = consent_dialog(window, qtbot)

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("opportal_desktop.desktop.proxy_consent.record_consent", fails)
    dialog.record()
    assert words in dialog.ui.messageBar.text
    assert dialog.isVisible()
    monkeypatch.setattr(age_actions, "mark_step", fails)
    window.ui.ageDetail.mark_requested.emit(window.ui.ageDetail.cards[0].step.step)
    assert words in window.ui.messageBar.text
    caplog.clear()


def test_the_own_account_leads_to_the_chart_and_to_register(
    qtbot: QtBot,
    open_window: Open,
    family: Family,
    doubles: Doubles,
    records: Records,
    manager: StaffMember,
    clock: Clock,
) -> None:
    window = open_window()
    press(qtbot, window, "Add as Self…")
    (draft,) = doubles.new
    assert (draft.patient_id, draft.role_reason) == (family.abigail, RoleReason.SELF)
    own = save_contact(records, own_contact_draft(records, family.abigail), manager).draft.contact_id
    assert own is not None
    settle(qtbot, window)
    opens = next(button for button in window.ui.ageDetail.cards[2].buttons if button.text() == "Open contact")
    qtbot.mouseClick(opens, Qt.MouseButton.LeftButton)
    assert doubles.contacts == [(family.abigail, own, "home_email")]
    base = load_contact_draft(records, family.abigail, own)
    save_contact(records, replace(base, home_email="abigail@example.com"), manager, base=base)
    clock.now = dt.datetime(2026, 12, 5, 15, 0, tzinfo=dt.UTC)
    window.ui.latelyButton.setChecked(True)
    settle(qtbot, window)
    assert cells(window)[:3] == ["O'Sullivan, Abigail", "12/05/2026", "today"]
    press(qtbot, window, "Register…")
    assert doubles.registrations == [own]


def test_whom_the_practice_reaches_is_set_with_a_button(
    qtbot: QtBot, open_window: Open, family: Family, records: Records, manager: StaffMember
) -> None:
    own = save_contact(records, own_contact_draft(records, family.abigail), manager).draft.contact_id
    assert own is not None
    window = open_window()
    press(qtbot, window, "Make preferred contact")
    assert load_contact_draft(records, family.abigail, own).preferred
    assert not load_contact_draft(records, family.abigail, family.maureen).preferred
    press(qtbot, window, "Set to No Contact")
    assert load_contact_draft(records, family.abigail, family.colm).preferred_contact == "no_contact"
    assert "Set to No Contact" not in buttons(window)


def test_all_by_keyboard(qtbot: QtBot, open_window: Open, family: Family, doubles: Doubles) -> None:
    window = open_window()
    table = window.ui.ageTableView
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert doubles.charts == [family.abigail]
    order: list[QWidget] = [table]
    for _ in range(12):
        qtbot.keyClick(order[-1], Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        order.append(focus)
    texts = [widget.text() for widget in order if isinstance(widget, QPushButton)]
    assert texts[:4] == ["Open char&t", "Told today", "Record consent…", "Record consent…"]
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isHidden()


def test_a_contact_that_is_gone_is_said(
    qtbot: QtBot, open_window: Open, family: Family, records: Records, manager: StaffMember
) -> None:
    window = open_window()
    line = window.ui.ageDetail.cards[1].step.lines[0]
    remove(records, family.abigail, line.contact_id, manager, reason="test")
    window.ui.ageDetail.action_requested.emit(line)
    assert window.ui.messageBar.text.startswith("The patient or the contact was removed meanwhile.")
    settle(qtbot, window)


def test_the_practices_settings_decide_who_is_listed(
    qtbot: QtBot, open_window: Open, family: Family, records: Records, manager: StaffMember
) -> None:
    window = open_window()
    save_settings(records, replace(load_settings(records), age_notice_days=7), manager)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.ui.listStack.currentWidget() is window.ui.emptyPage)
    assert "7 days" in window.ui.introLabel.text()
    save_settings(records, replace(load_settings(records), age_notice_days=60, age_limit=21), manager)
    add_patient(records, manager, "Zoë", "Okafor", dt.date(2005, 12, 1))
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    assert window.model.headerData(columns.COL_DAY, Qt.Orientation.Horizontal) == "Turns 21 on"


def test_a_long_list_is_read_page_by_page(
    qtbot: QtBot,
    open_window: Open,
    family: Family,
    records: Records,
    manager: StaffMember,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("opportal_desktop.desktop.coming_of_age.PAGE", 20)
    for number in range(44):
        add_patient(records, manager, f"Teen{number:02}", "Okafor", dt.date(2008, 12, 6))
    window = open_window()
    assert window.model.rowCount() == 20
    for expected in (40, 45, 45):
        window.ui.ageTableView.scrollToBottom()
        settle(qtbot, window)
        assert window.model.rowCount() == expected
    assert window.model.number_of(family.abigail) == 0


def test_records_that_can_not_be_read_are_said(
    qtbot: QtBot, open_window: Open, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()

    def fails(*_: object) -> None:
        raise StorageError

    with monkeypatch.context() as away:
        away.setattr("opportal_desktop.desktop.coming_of_age.candidates", fails)
        qtbot.keyClick(window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: "could not be read" in window.ui.messageBar.text)
    assert cells(window)[0] == "O'Sullivan, Abigail"
