# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedWidget, QTabBar
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.basic_information import BasicInformation
from opportal_desktop.desktop.mail_state import MailState
from opportal_desktop.desktop.main_window import MainWindow
from opportal_desktop.desktop.models.patient_results import COL_AGE
from opportal_desktop.desktop.patient_chart import PatientChart, SectionId
from opportal_desktop.desktop.patient_search import PatientSearch
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.theme import DARK, Scheme, TextSize, Theme, Tone
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, store_settings
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.terms import Changed, StaffMember
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts, StandInContacts

CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """The window with what the tests set and see."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.mail = MailState("Mail: all handed over", Tone.GOOD)

    @property
    def search(self) -> PatientSearch:
        page = self.window.ui.tabWidget.widget(0)
        assert isinstance(page, PatientSearch)
        return page

    @property
    def tabs(self) -> list[str]:
        return [self.window.ui.tabWidget.tabText(index) for index in range(self.window.ui.tabWidget.count())]

    @property
    def current(self) -> str:
        return self.window.ui.tabWidget.tabText(self.window.ui.tabWidget.currentIndex())


@pytest.fixture
def opening(qtbot: QtBot, theme: Theme, prompts: RecordingPrompts, tmp_path: Path) -> MainWindow:
    window = MainWindow(
        theme, prompts, WindowState(tmp_path / "window.ini"), [("Records", tmp_path / "practice.opportal")]
    )
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


@pytest.fixture
def desk(opening: MainWindow, records: Records, front_desk: StaffMember, signals: RecordsSignals) -> Desk:
    made = Desk(opening)
    opening.attach(records, front_desk, signals, make_family_contacts=StandInContacts, mail_state=lambda: made.mail)
    return made


def test_it_is_made_without_the_database(tmp_path: Path) -> None:
    """What is imported before the first paint decides how long that takes."""
    program = (
        "import sys\nimport opportal_desktop.desktop.main_window\n"
        "heavy = {'peewee', 'sqlcipher3', 'phonenumbers', 'keyring', 'jinja2', 'email_validator'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_before_the_records_are_open_it_says_so(qtbot: QtBot, opening: MainWindow) -> None:
    assert [label.text() for label in opening.findChildren(QLabel)] == ["OP Portal", "Opening…"]
    opening.complete()
    qtbot.waitUntil(opening.ui.openingHeadingLabel.isVisible)
    assert not opening.ui.newPatientButton.isEnabled()
    opening.show_opening("Saving a backup copy…", "The records are being brought up to date.")
    assert opening.ui.openingHeadingLabel.text() == "Saving a backup copy…"
    qtbot.keyClick(opening.ui.searchLineEdit, Qt.Key.Key_Return)
    qtbot.keyClick(opening, Qt.Key.Key_N, CONTROL)
    assert opening.ui.tabWidget.count() == 0


def test_what_was_typed_before_the_records_were_open_is_searched(
    qtbot: QtBot,
    opening: MainWindow,
    records: Records,
    front_desk: StaffMember,
    signals: RecordsSignals,
    add_patient: Callable[..., int],
) -> None:
    add_patient()
    qtbot.keyClicks(opening.ui.searchLineEdit, "gar")
    desk = Desk(opening)
    opening.attach(records, front_desk, signals, make_family_contacts=StandInContacts, mail_state=lambda: desk.mail)
    assert desk.search.model.rowCount() == 1


def test_results_as_you_type_and_enter_opens(qtbot: QtBot, desk: Desk, add_patient: Callable[..., int]) -> None:
    patient_id = add_patient()
    add_patient("Eva", "Zug")
    qtbot.keyClicks(desk.window.ui.searchLineEdit, "mat ga")
    assert desk.search.model.rowCount() == 1
    qtbot.keyClick(desk.window.ui.searchLineEdit, Qt.Key.Key_Return)
    assert desk.tabs == ["Find a patient", "García López, Mateo"]
    assert [chart.patient_id for chart in desk.window.charts()] == [patient_id]
    assert isinstance(QApplication.focusWidget().parentWidget(), StandInContacts)


def test_the_next_charts_widgets_are_made_while_one_is_read(
    qtbot: QtBot, desk: Desk, prompts: RecordingPrompts, add_patient: Callable[..., int]
) -> None:
    first, second = add_patient("Ana"), add_patient("Eva")
    window = desk.window
    window.open_chart(first)
    stack = window.ui.tabWidget.findChild(QStackedWidget)
    qtbot.waitUntil(lambda: len(spare_charts(stack)) == 1)
    spare = spare_charts(stack)[0]
    assert not spare.isVisible()
    assert len(window.charts()) == 1, "it is nobody's chart yet"
    assert window.open_chart(404) is None
    assert [box.title for box in prompts.shown] == ["This patient is not in the records any more"]
    assert window.open_chart(second) is spare
    assert desk.tabs[1:] == ["García López, Ana", "García López, Eva"]
    assert [chart.patient_id for chart in window.charts()] == [first, second]


def spare_charts(stack: QStackedWidget) -> list[PatientChart]:
    return [
        chart
        for chart in stack.findChildren(PatientChart, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if stack.indexOf(chart) < 0
    ]


def test_down_goes_into_the_list_and_up_back(qtbot: QtBot, desk: Desk, add_patient: Callable[..., int]) -> None:
    add_patient("Ana")
    add_patient("Eva")
    field = desk.window.ui.searchLineEdit
    qtbot.keyClicks(field, "gar")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    table = desk.search.ui.resultTableView
    assert table.hasFocus()
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert field.hasFocus()


def test_include_inactive_searches_again(qtbot: QtBot, desk: Desk, add_patient: Callable[..., int]) -> None:
    add_patient(active=False)
    qtbot.keyClicks(desk.window.ui.searchLineEdit, "gar")
    assert desk.search.model.rowCount() == 0
    qtbot.mouseClick(desk.window.ui.includeInactiveCheckBox, Qt.MouseButton.LeftButton, pos=_left(desk.window))
    assert desk.search.model.rowCount() == 1


def _left(window: MainWindow):  # type: ignore[no-untyped-def]
    box = window.ui.includeInactiveCheckBox
    point = box.rect().center()
    point.setX(12)
    return point


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F, CONTROL)]
)
def test_the_search_is_a_key_away_from_anywhere(
    qtbot: QtBot, desk: Desk, add_patient: Callable[..., int], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    qtbot.keyClicks(desk.window.ui.searchLineEdit, "gar")
    chart = desk.window.open_chart(add_patient())
    assert chart is not None
    chart.show_section(SectionId.BASIC_INFORMATION)
    basic = chart.section(SectionId.BASIC_INFORMATION)
    assert isinstance(basic, BasicInformation)
    basic.ui.alertPlainTextEdit.setFocus()
    qtbot.keyClick(basic.ui.alertPlainTextEdit, key, modifier)
    assert desk.window.ui.searchLineEdit.hasFocus()
    assert desk.window.ui.searchLineEdit.selectedText() == "gar"
    assert desk.current == "Find a patient"


def test_escape_clears_the_search_then_returns_to_the_chart(
    qtbot: QtBot, desk: Desk, add_patient: Callable[..., int]
) -> None:
    field = desk.window.ui.searchLineEdit
    desk.window.open_chart(add_patient())
    desk.window.find_patient()
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert desk.current == "Find a patient"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert desk.current == "García López, Mateo"


def test_the_same_patient_again_raises_the_tab(desk: Desk, add_patient: Callable[..., int]) -> None:
    first, second = add_patient("Ana"), add_patient("Eva")
    chart = desk.window.open_chart(first)
    desk.window.open_chart(second)
    assert desk.window.open_chart(first) is chart
    assert desk.tabs == ["Find a patient", "García López, Ana", "García López, Eva"]
    assert desk.current == "García López, Ana"


def test_tabs_by_keyboard(qtbot: QtBot, desk: Desk, add_patient: Callable[..., int]) -> None:
    desk.window.open_chart(add_patient("Ana"))
    desk.window.open_chart(add_patient("Eva"))
    qtbot.keyClick(desk.window, Qt.Key.Key_Tab, CONTROL)
    assert desk.current == "Find a patient"
    assert desk.window.ui.searchLineEdit.hasFocus()
    qtbot.keyClick(desk.window, Qt.Key.Key_Tab, CONTROL)
    assert desk.current == "García López, Ana"
    assert isinstance(QApplication.focusWidget().parentWidget(), StandInContacts)
    qtbot.keyClick(desk.window, Qt.Key.Key_Backtab, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.current == "Find a patient"
    qtbot.keyClick(desk.window, Qt.Key.Key_W, CONTROL)
    assert len(desk.tabs) == 3
    qtbot.keyClick(desk.window, Qt.Key.Key_Tab, CONTROL)
    qtbot.keyClick(desk.window, Qt.Key.Key_W, CONTROL)
    assert desk.tabs == ["Find a patient", "García López, Eva"]


def test_sections_and_include_inactive_by_alt_letter(qtbot: QtBot, desk: Desk, add_patient: Callable[..., int]) -> None:
    chart = desk.window.open_chart(add_patient())
    assert chart is not None
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(desk.window, Qt.Key.Key_B, alt)
    qtbot.waitUntil(chart.ui.basicInformationButton.isChecked)
    qtbot.keyClick(desk.window, Qt.Key.Key_C, alt)
    qtbot.waitUntil(chart.ui.familyContactsButton.isChecked)
    qtbot.keyClick(desk.window, Qt.Key.Key_I, alt)
    qtbot.waitUntil(desk.window.ui.includeInactiveCheckBox.isChecked)


def test_the_search_stays_the_first_tab(desk: Desk, add_patient: Callable[..., int]) -> None:
    desk.window.open_chart(add_patient("Ana"))
    bar = desk.window.ui.tabWidget.tabBar()
    assert bar.tabButton(0, QTabBar.ButtonPosition.RightSide) is None
    bar.moveTab(1, 0)
    assert desk.tabs == ["Find a patient", "García López, Ana"]
    bar.moveTab(0, 1)
    assert desk.tabs == ["Find a patient", "García López, Ana"]


def test_closing_a_tab_with_unsaved_edits_asks(desk: Desk, add_patient: Callable[..., int]) -> None:
    chart = desk.window.open_chart(add_patient())
    assert isinstance(chart, PatientChart)
    contacts = chart.section(SectionId.FAMILY_CONTACTS)
    assert isinstance(contacts, StandInContacts)
    contacts.may_leave = False
    assert not desk.window.close_tab(1)
    assert len(desk.tabs) == 2
    assert not desk.window.close()
    assert desk.window.isVisible()
    contacts.may_leave = True
    assert desk.window.close_tab(1)
    assert desk.tabs == ["Find a patient"]


def test_a_very_long_name_does_not_fill_the_tab_bar(desk: Desk, add_patient: Callable[..., int]) -> None:
    desk.window.open_chart(add_patient("Maximiliano Alejandro", "Fernández & Goikoetxea y Montenegro de los Ángeles"))
    assert desk.tabs[1].endswith("…")
    assert desk.tabs[1].startswith("Fernández && Goi")
    assert "Montenegro" in desk.window.ui.tabWidget.tabToolTip(1)


def test_a_renamed_patient_renames_the_tab(
    records: Records, front_desk: StaffMember, desk: Desk, add_patient: Callable[..., int]
) -> None:
    patient_id = add_patient()
    desk.window.open_chart(patient_id)
    draft = dataclasses.replace(load_chart(records, patient_id).draft, first_name="Matías")
    save_patient(records, draft, front_desk)
    assert desk.tabs[1] == "García López, Matías"


def test_a_new_patient_becomes_a_chart(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClick(desk.window, Qt.Key.Key_N, CONTROL)
    qtbot.keyClick(desk.window, Qt.Key.Key_N, CONTROL)
    assert desk.tabs == ["Find a patient", "New patient"]
    form = desk.window.ui.tabWidget.currentWidget()
    assert isinstance(form, BasicInformation)
    qtbot.keyClicks(form.ui.firstNameLineEdit, "Ana")
    qtbot.keyClicks(form.ui.lastNameLineEdit, "Torres")
    qtbot.keyClicks(form.ui.birthDateLineEdit, "1/2/2020")
    qtbot.mouseClick(form.ui.saveButton, Qt.MouseButton.LeftButton)
    assert desk.tabs == ["Find a patient", "Torres, Ana"]
    assert isinstance(desk.window.ui.tabWidget.currentWidget(), PatientChart)


def test_a_new_patient_can_be_given_up(qtbot: QtBot, desk: Desk) -> None:
    qtbot.mouseClick(desk.window.ui.newPatientButton, Qt.MouseButton.LeftButton)
    form = desk.window.ui.tabWidget.currentWidget()
    assert isinstance(form, BasicInformation)
    qtbot.mouseClick(form.ui.cancelButton, Qt.MouseButton.LeftButton)
    assert desk.tabs == ["Find a patient"]


def test_a_patient_who_is_gone_is_said(desk: Desk, prompts: RecordingPrompts) -> None:
    assert desk.window.open_chart(999) is None
    assert prompts.shown[-1].title == "This patient is not in the records any more"
    assert desk.tabs == ["Find a patient"]


def test_ages_are_right_after_midnight(qtbot: QtBot, clock: Clock, desk: Desk, add_patient: Callable[..., int]) -> None:
    add_patient(birth_date=dt.date(2026, 11, 23))
    qtbot.keyClicks(desk.window.ui.searchLineEdit, "gar")
    age = desk.search.model.index(0, COL_AGE)
    assert age.data() == "0 days"
    clock.advance(days=1)
    qtbot.keyClicks(desk.window.ui.searchLineEdit, "c")
    assert desk.search.model.index(0, COL_AGE).data() == "1 day"


def test_recent_charts_are_remembered_by_id_only(
    records: Records, front_desk: StaffMember, desk: Desk, add_patient: Callable[..., int], tmp_path: Path
) -> None:
    eva = add_patient("Eva")
    desk.window.open_chart(add_patient("Ana"))
    desk.window.open_chart(eva)
    desk.window.find_patient()
    listed = desk.search.ui.recentListWidget
    shown = [listed.item(row).text().split("\n")[0] for row in range(listed.count())]
    assert shown == ["García López, Eva", "García López, Ana"]
    save_patient(records, dataclasses.replace(load_chart(records, eva).draft, first_name="Evelyn"), front_desk)
    assert listed.item(0).text().startswith("García López, Evelyn")
    desk.window.close()
    desk.window._state._settings.sync()
    assert "Garc" not in (tmp_path / "window.ini").read_text()


def test_the_status_bar_says_who_where_and_how_the_mail_is(
    qtbot: QtBot, records: Records, signals: RecordsSignals, desk: Desk
) -> None:
    with records.transaction():
        store_settings(records, PracticeSettings(practice_name="Maple Street Pediatrics"))
    assert desk.window.windowTitle() == "Maple Street Pediatrics – OP Portal"
    assert desk.window._practice_label.text() == "Maple Street Pediatrics   ·   Rosa Delgado (Front desk)"
    assert desk.window._mail_button.text() == "Mail: all handed over"
    desk.mail = MailState("3 waiting", Tone.WARNING, "The mail server refused the sign-in.")
    signals.publish(Changed(outbox=True))
    assert desk.window._mail_button.text() == "3 waiting"
    assert desk.window.ui.holdMessageBar.isVisible()
    assert desk.window.ui.holdMessageBar.text == "The mail server refused the sign-in."
    with qtbot.waitSignal(desk.window.pause_settings_requested):
        qtbot.mouseClick(desk.window.ui.holdMessageBar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    lost = "The mail server does not answer."
    desk.mail = MailState("3 waiting", Tone.WARNING, lost, needs_settings=False)
    signals.publish(Changed(outbox=True))
    button = desk.window.ui.holdMessageBar.findChild(QPushButton)
    assert (desk.window.ui.holdMessageBar.text, button.text()) == (lost, "Try again now")
    with qtbot.waitSignal(desk.window.try_again_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.mail = MailState("Mail: all handed over", Tone.GOOD)
    signals.publish(Changed(outbox=True))
    assert not desk.window.ui.holdMessageBar.isVisible()


def test_the_status_bar_and_the_keyboard_lead_to_the_messages(qtbot: QtBot, desk: Desk) -> None:
    window = desk.window
    assert window._attention_button.isHidden()
    window.show_attention(3)
    assert window._attention_button.text() == "3 need attention"
    shift = CONTROL | Qt.KeyboardModifier.ShiftModifier
    for button, modifiers, signal in (
        (window._mail_button, CONTROL, window.messages_requested),
        (window._attention_button, shift, window.attention_requested),
    ):
        assert button.isVisible()
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(signal):
            qtbot.keyClick(window, Qt.Key.Key_M, modifiers)
    window.show_attention(1)
    assert window._attention_button.accessibleName() == "1 needs attention"
    window.show_attention(0)
    assert window._attention_button.isHidden()


def test_appearance_is_chosen_and_kept(desk: Desk, theme: Theme, tmp_path: Path) -> None:
    try:
        desk.window.ui.darkSchemeAction.trigger()
        assert theme.colors is DARK
        desk.window.ui.largeTextAction.trigger()
        assert theme.text_size is TextSize.LARGE
        state = WindowState(tmp_path / "window.ini")
        assert (state.scheme, state.text_size) == (Scheme.DARK, TextSize.LARGE)
    finally:
        theme.set_text_size(TextSize.NORMAL)


def test_help_says_where_the_data_is(desk: Desk, prompts: RecordingPrompts, tmp_path: Path) -> None:
    for action in (desk.window.ui.dataPlacesAction, desk.window.ui.shortcutsAction, desk.window.ui.aboutAction):
        action.trigger()
    places, shortcuts, about = (prompt.text for prompt in prompts.shown)
    assert str(tmp_path / "practice.opportal") in places
    assert "F8" in shortcuts
    assert "GNU General Public License" in about


def test_other_windows_have_a_place_in_the_menu(desk: Desk) -> None:
    opened: list[bool] = []
    desk.window.add_window("&Demo Inbox", lambda: opened.append(True)).trigger()
    assert opened == [True]


def test_keeps_the_rules_of_accessibility(desk: Desk, add_patient: Callable[..., int]) -> None:
    assert_accessible(desk.window)
    chart = desk.window.open_chart(add_patient(alert="Bee stings"))
    assert chart is not None
    assert_accessible(desk.window)
    chart.show_section(SectionId.BASIC_INFORMATION)
    assert_accessible(desk.window)


def test_menus_use_letters_that_nothing_else_does(desk: Desk, add_patient: Callable[..., int]) -> None:
    chart = desk.window.open_chart(add_patient())
    assert chart is not None
    chart.show_section(SectionId.BASIC_INFORMATION)
    menus = {action.text().split("&")[1][0].lower() for action in desk.window.ui.menuBar.actions()}
    from tests.desktop.accessibility import mnemonics

    assert not menus & set(mnemonics(desk.window))
