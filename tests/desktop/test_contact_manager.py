# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts, by keyboard alone: find, filter, open in a chart, merge two, and undo that."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop import contact_manager, contact_pages
from opportal_desktop.desktop.contact_manager import ContactManager, ContactWays
from opportal_desktop.desktop.merge_contacts import MergeContacts
from opportal_desktop.desktop.models import contacts_model
from opportal_desktop.desktop.recent_merges import RecentMerges
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.records import Records, StorageError
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.merge_plan import Side
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, ContactShow, RoleReason, StaffMember
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_contact, add_family, link_contact, work_off


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    made = add_family(records, front_desk)
    work_off(records)
    return made


@pytest.fixture
def opened() -> list[tuple[int, int, str]]:
    return []


@pytest.fixture
def window(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    front_desk: StaffMember,
    family: Family,
    opened: list[tuple[int, int, str]],
    tmp_path: Path,
) -> ContactManager:
    ways = ContactWays(lambda *where: opened.append(where))
    state = WindowState(tmp_path / "state.ini")
    made = ContactManager(records, signals, prompts, lambda: front_desk, ways, state)
    # pytest-qt closes and deletes it before what would stand behind a yield here.
    qtbot.addWidget(made, before_close_func=lambda _: settle(qtbot, made))
    with qtbot.waitActive(made):
        made.to_front()
    return made


def settle(qtbot: QtBot, window: ContactManager) -> None:
    """Nobody reads the records any more."""
    qtbot.waitUntil(lambda: not window.is_reading)
    window.stop()


def names(window: ContactManager) -> list[str]:
    return [window.model.row(number).name for number in range(window.model.rowCount())]


def cell(window: ContactManager, number: int, column: int) -> str:
    return str(window.model.index(number, column).data())


def show(qtbot: QtBot, window: ContactManager, which: ContactShow) -> None:
    window.ui.showComboBox.setCurrentIndex(list(ContactShow).index(which))
    qtbot.waitUntil(lambda: not window.is_reading)


def dialog_of(window: ContactManager, kind: type) -> MergeContacts | RecentMerges:
    (dialog,) = window.findChildren(kind)
    return dialog


def test_every_contact_is_listed_with_children_and_status(qtbot: QtBot, window: ContactManager, family: Family) -> None:
    assert names(window) == sorted(names(window))
    (number,) = window.model.numbers_of([family.ana])
    qtbot.waitUntil(lambda: cell(window, number, contacts_model.COL_STATUS) not in ("", "None"))
    assert "Mateo" in cell(window, number, contacts_model.COL_CHILDREN)
    assert cell(window, number, contacts_model.COL_ACTIVITY)
    assert window.ui.countLabel.text() == f"{window.model.rowCount()} contacts"
    assert_accessible(window)


def test_typing_narrows_at_once_and_enter_opens_the_chart(
    qtbot: QtBot, window: ContactManager, family: Family, opened: list[tuple[int, int, str]]
) -> None:
    qtbot.keyClicks(window.ui.searchLineEdit, "luis")
    assert [window.model.row(number).contact_id for number in range(window.model.rowCount())] == [family.luis]
    qtbot.keyClick(window.ui.searchLineEdit, Qt.Key.Key_Return)
    assert opened == [(family.mateo, family.luis, "")]
    qtbot.keyClick(window.ui.searchLineEdit, Qt.Key.Key_Down)
    assert window.ui.contactTableView.hasFocus()
    qtbot.keyClick(window.ui.contactTableView, Qt.Key.Key_Up)
    assert window.ui.searchLineEdit.hasFocus()
    qtbot.keyClicks(window.ui.searchLineEdit, "zzz")
    assert window.ui.listStack.currentWidget() is window.ui.emptyPage
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.model.rowCount() > 1
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isHidden()


def test_a_costly_filter_is_read_beside_the_window_and_says_what_is_empty(
    qtbot: QtBot, window: ContactManager, family: Family
) -> None:
    show(qtbot, window, ContactShow.NO_EMAIL)
    assert family.ana not in [window.model.row(number).contact_id for number in range(window.model.rowCount())]
    qtbot.waitUntil(lambda: "(" in window.ui.showComboBox.itemText(list(ContactShow).index(ContactShow.NO_CELL)))
    show(qtbot, window, ContactShow.INACTIVE)
    assert window.ui.emptyState.isVisible()
    assert window.ui.countLabel.text() == "0 contacts"


def test_enter_opens_nobody_of_the_list_before(
    qtbot: QtBot, window: ContactManager, family: Family, opened: list[tuple[int, int, str]]
) -> None:
    show(qtbot, window, ContactShow.NO_CELL)
    others = [number for number in range(window.model.rowCount()) if window.model.row(number).contact_id != family.luis]
    assert others
    qtbot.keyClicks(window.ui.searchLineEdit, "zzz")
    assert window._typing_timer.isActive(), "else there is nothing to wait for"
    qtbot.keyClick(window.ui.searchLineEdit, Qt.Key.Key_Return)
    assert opened == []
    qtbot.waitUntil(lambda: not window.is_reading)
    assert window.model.rowCount() == 0


def test_a_long_list_grows_as_one_scrolls(
    qtbot: QtBot,
    window: ContactManager,
    records: Records,
    front_desk: StaffMember,
    family: Family,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contact_manager, "PAGE", 4)
    monkeypatch.setattr(contact_pages, "PAGE", 4)
    for number in range(12):
        add_contact(records, front_desk, family.zoe, "Kim", f"Nr{number:02d}")
    window.read()
    assert "The first" in window.ui.countLabel.text()
    while window.model.canFetchMore(window.model.index(-1, -1)):
        window.model.fetchMore(window.model.index(-1, -1))
    assert window.model.rowCount() == Contact.select().count()
    assert names(window) == sorted(names(window), key=str.casefold)


def test_a_change_of_others_is_seen_and_the_selection_stays(
    qtbot: QtBot, window: ContactManager, records: Records, front_desk: StaffMember, family: Family
) -> None:
    window.ui.contactTableView.selectRow(1)
    chosen = window.model.row(1).contact_id
    add_contact(records, front_desk, family.zoe, "Aaron", "Aaronson")
    qtbot.waitUntil(lambda: names(window)[0].startswith("Aaronson"))
    number = window.ui.contactTableView.currentIndex().row()
    assert window.model.row(number).contact_id == chosen


def test_who_leaves_the_list_gives_way_to_nobody(
    qtbot: QtBot, window: ContactManager, records: Records, front_desk: StaffMember, family: Family
) -> None:
    """One is about to press a button when another PC gives the contact an email."""
    added = [add_contact(records, front_desk, family.zoe, "Kim", f"Nr{number}") for number in range(3)]
    show(qtbot, window, ContactShow.NO_EMAIL)
    window._select([added[1]])
    assert window.ui.openButton.isEnabled()
    draft = load_contact_draft(records, family.zoe, added[1])
    save_contact(records, replace(draft, home_email="kim@example.com"), front_desk)
    qtbot.waitUntil(lambda: added[1] not in [row.contact_id for row in window.model.rows])
    assert window._selected() == []
    assert not window.ui.openButton.isEnabled()
    add_contact(records, front_desk, family.zoe, "Aaron", "Aaronson")
    qtbot.waitUntil(lambda: names(window)[0].startswith("Aaronson"))
    assert window._selected() == []
    window.ui.contactTableView.setFocus()
    qtbot.keyClick(window.ui.contactTableView, Qt.Key.Key_Down)
    assert len(window._selected()) == 1


def test_a_costly_list_stays_on_screen_while_it_is_read_again(
    qtbot: QtBot, window: ContactManager, records: Records, front_desk: StaffMember, family: Family
) -> None:
    for number in range(3):
        add_contact(records, front_desk, family.zoe, "Kim", f"Nr{number}")
    show(qtbot, window, ContactShow.NO_EMAIL)
    before = names(window)
    chosen = window.model.row(2).contact_id
    window.ui.contactTableView.selectRow(2)
    qtbot.waitUntil(lambda: not window._gather_timer.isActive() and not window.is_reading)
    shown: list[int] = []
    window.model.modelReset.connect(lambda: shown.append(window.model.rowCount()))
    add_contact(records, front_desk, family.zoe, "Aaron", "Aaronson")
    with qtbot.waitSignal(window._pages.read_some):
        pass
    assert shown == [len(before) + 1]
    assert names(window) == ["Aaronson, Aaron", *before]
    assert window._selected() == [chosen]


def test_states_stay_in_sight_until_they_are_read_again(
    qtbot: QtBot, window: ContactManager, records: Records, front_desk: StaffMember, family: Family
) -> None:
    number = names(window).index("García López, Ana")
    qtbot.waitUntil(lambda: "Mateo" in cell(window, number, contacts_model.COL_CHILDREN))
    link_contact(records, front_desk, family.zoe, family.ana, RoleReason.STEPMOTHER)
    window._refresh()
    assert "Mateo" in cell(window, number, contacts_model.COL_CHILDREN)
    qtbot.waitUntil(lambda: "Zoë" in cell(window, number, contacts_model.COL_CHILDREN))


def test_what_is_listed_goes_into_a_file(
    qtbot: QtBot, window: ContactManager, prompts: RecordingPrompts, family: Family, tmp_path: Path
) -> None:
    qtbot.keyClicks(window.ui.searchLineEdit, "ana")
    prompts.answer("export", tmp_path / "Contacts.csv")
    qtbot.mouseClick(window.ui.exportButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 row is in" in window.ui.messageBar.text)
    header, row = list(csv.reader((tmp_path / "Contacts.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert header == ["Name", "Home Email", "Cell Phone", "Children", "Why"]
    assert row[0] == "García López, Ana"
    assert "Mateo" in row[3]


# ------------------------------------------------------------------------------------------------------------- merging


@pytest.fixture
def twin(records: Records, front_desk: StaffMember, family: Family) -> int:
    """Ana once more, in Zoë's chart."""
    ana = Contact.get_by_id(family.ana)
    more = {"cell_phone": ana.cell_phone, "authority": Authority.JOINT, "notes": "Night shift"}
    return add_contact(records, front_desk, family.zoe, ana.first_name, f"{ana.last_name} Prado", **more)


def test_a_likely_duplicate_is_merged_by_keyboard_and_undone(
    qtbot: QtBot,
    window: ContactManager,
    prompts: RecordingPrompts,
    family: Family,
    twin: int,
) -> None:
    show(qtbot, window, ContactShow.DUPLICATES)
    assert {window.model.row(0).contact_id, window.model.row(1).contact_id} == {family.ana, twin}
    assert "Same Cell Phone" in cell(window, 0, contacts_model.COL_WHY)
    assert window.ui.countLabel.text() == "1 pair"
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(MergeContacts)))
    dialog = dialog_of(window, MergeContacts)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert_accessible(dialog)
    assert dialog.row("last_name").side is Side.KEPT
    dialog.row("last_name").choose(Side.FOLDED)
    qtbot.waitUntil(lambda: "Prado stays" in dialog.ui.chartsLabel.text())
    assert "Zoë" in dialog.ui.chartsLabel.text()
    mail = dialog.ui.mailLabel.text()
    assert mail
    prompts.answer("merge")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert mail in prompts.shown[-1].text
    assert window.ui.messageBar.text.startswith("The two contacts are one now.")
    assert {row.contact_id for row in FamilyContact.select().where(FamilyContact.patient == family.zoe)} == {family.ana}
    qtbot.waitUntil(lambda: not window.is_reading)
    assert window.model.rowCount() == 0

    window.ui.messageBar.action_triggered.emit()
    assert window.ui.messageBar.text == "The merge was undone: both contacts are as they were."
    assert {row.contact_id for row in FamilyContact.select().where(FamilyContact.patient == family.zoe)} == {twin}
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)


def test_two_selected_rows_are_merged_or_kept(
    qtbot: QtBot, window: ContactManager, prompts: RecordingPrompts, family: Family, twin: int
) -> None:
    assert not window.ui.mergeButton.isEnabled()
    window.read()
    window._select([family.ana, twin])
    assert window.ui.mergeButton.isEnabled()
    assert not window.ui.openButton.isEnabled()
    qtbot.mouseClick(window.ui.mergeButton, Qt.MouseButton.LeftButton)
    dialog = dialog_of(window, MergeContacts)
    prompts.answer("cancel")
    dialog.merge()
    assert FamilyContact.select().where(FamilyContact.contact == twin).count() == 1
    assert dialog.isVisible()
    dialog.reject()


def test_what_takes_access_away_needs_a_reason(
    qtbot: QtBot,
    window: ContactManager,
    prompts: RecordingPrompts,
    records: Records,
    front_desk: StaffMember,
    family: Family,
) -> None:
    again = add_contact(records, front_desk, family.mateo, "Ana", "Torres")
    dialog = window.merging.open(family.ana, again)
    assert dialog is not None
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert not dialog.ui.delicateLabel.isVisible()
    dialog.row(family.mateo).choose(Side.FOLDED)
    qtbot.waitUntil(dialog.ui.delicateLabel.isVisible)
    assert "loses access" in dialog.ui.delicateLabel.text()
    prompts.answer("cancel")
    dialog.merge()
    assert dialog.isVisible()
    prompts.answer(("merge", "Court order of May"))
    dialog.merge()
    assert "loses access to" in prompts.shown[-1].text
    assert FamilyContact.get(FamilyContact.patient == family.mateo, FamilyContact.contact == family.ana).authority == (
        Authority.NONE
    )


def test_what_was_changed_meanwhile_is_compared_again(
    qtbot: QtBot, window: ContactManager, records: Records, prompts: RecordingPrompts, family: Family, twin: int
) -> None:
    dialog = window.merging.open(family.ana, twin)
    assert dialog is not None
    prompts.answer("merge")
    row = Contact.get_by_id(twin)
    Contact.update(nickname="Annie", revision=row.revision + 1).where(Contact.id == twin).execute()
    dialog._merge("", frozenset())
    assert "somebody else changed one of the two" in dialog.ui.messageBar.text
    assert dialog.row("nickname").side is Side.FOLDED
    dialog.merge()
    assert Contact.get_by_id(family.ana).nickname == "Annie"


def test_merges_of_the_last_days_are_listed_and_a_refusal_says_why(
    qtbot: QtBot,
    window: ContactManager,
    records: Records,
    prompts: RecordingPrompts,
    family: Family,
    twin: int,
) -> None:
    empty = window.merging.show_merges()
    assert empty.ui.emptyState.isVisibleTo(empty)
    assert not empty.ui.undoButton.isEnabled()
    empty.reject()
    dialog = window.merging.open(family.ana, twin)
    assert dialog is not None
    prompts.answer("merge")
    dialog.merge()
    Contact.update(notes="Day shift").where(Contact.id == family.ana).execute()
    merges = window.merging.show_merges()
    assert_accessible(merges)
    assert not merges.ui.undoButton.isEnabled()
    assert "Notes was changed since the merge" in merges.ui.detailLabel.text()
    Contact.update(notes="Night shift").where(Contact.id == family.ana).execute()
    merges._show_detail()
    qtbot.mouseClick(merges.ui.undoButton, Qt.MouseButton.LeftButton)
    assert window.ui.messageBar.text == "The merge was undone: both contacts are as they were."
    assert Contact.get_by_id(twin).merged_into is None


def test_nobody_else_looks_like_this_contact(qtbot: QtBot, window: ContactManager, family: Family, twin: int) -> None:
    window.read()
    window._select([family.luis])
    window.look_for_duplicates()
    assert window.ui.messageBar.text == "Nobody else looks like this contact."
    window._select([family.ana])
    window.look_for_duplicates()
    assert {window.model.row(number).contact_id for number in range(window.model.rowCount())} == {family.ana, twin}
    assert window.ui.mergeButton.isEnabled()


def test_the_pairs_of_one_contact_stay_and_are_exported_until_one_goes_back(
    qtbot: QtBot,
    window: ContactManager,
    records: Records,
    front_desk: StaffMember,
    prompts: RecordingPrompts,
    family: Family,
    twin: int,
    tmp_path: Path,
) -> None:
    window.read()
    count = window.model.rowCount()
    window._select([family.ana])
    window.look_for_duplicates()
    assert window.ui.messageBar.text == "Who may be the same person as García López, Ana, likeliest first."
    add_contact(records, front_desk, family.zoe, "Aaron", "Aaronson")
    with qtbot.waitSignal(window._gather_timer.timeout):
        pass
    assert window.model.rowCount() == 2
    prompts.answer("export", tmp_path / "Contacts.csv")
    qtbot.mouseClick(window.ui.exportButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 rows are in" in window.ui.messageBar.text)
    _, *rows = csv.reader((tmp_path / "Contacts.csv").read_text(encoding="utf-8-sig").splitlines())
    assert [row[0] for row in rows] == names(window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.model.rowCount() == count + 1
    assert window.ui.messageBar.isHidden()
    window._select([family.ana])
    window.look_for_duplicates()
    window.ui.messageBar.action_triggered.emit()
    assert window.model.rowCount() == count + 1


def test_what_is_read_again_while_ctrl_is_held_stays_selected(
    qtbot: QtBot, window: ContactManager, family: Family
) -> None:
    """As when one chooses the second of two, and another program saves."""
    qtbot.keyPress(window.ui.contactTableView, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    window._select([family.ana, family.luis])
    assert sorted(window._selected()) == sorted([family.ana, family.luis])
    window._select([family.luis])
    assert window._selected() == [family.luis]
    qtbot.keyRelease(window.ui.contactTableView, Qt.Key.Key_Control)


def test_a_failing_disk_is_said_where_one_looks(
    qtbot: QtBot,
    window: ContactManager,
    family: Family,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(*_: object) -> None:
        raise StorageError("disk I/O error")

    for name in ("likely_duplicates_of", "contact_states"):
        monkeypatch.setattr(contact_manager, name, fails)
    window._select([family.ana])
    for attempt in (window.look_for_duplicates, window.open_chart):
        window.ui.messageBar.clear()
        attempt()
        assert "could not be read" in window.ui.messageBar.text
    caplog.clear()
