# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.edit_conflict import EditConflictDialog
from opportal_desktop.desktop.family_contacts import FamilyContacts
from opportal_desktop.desktop.models.family_contacts_model import COL_NAME, COL_PORTAL_STATUS
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.records.models import Message
from opportal_desktop.records.records import Records
from opportal_desktop.registration import family_contacts
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.waiting_messages import undo_welcome
from opportal_desktop.terms import Authority, Changed, Language, MessageState, StaffMember
from tests.conftest import Clock
from tests.desktop.accessibility import assert_accessible
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import Family, add_contact, add_family, work_off
from tests.desktop.typing_keys import choose, type_over


@dataclass
class Finder:
    """Answers as the Contact Finder would after it was used."""

    chosen: int | None = None
    wants_new: bool = False
    typed: str = ""
    opened: int = 0

    def exec(self) -> int:
        self.opened += 1
        return 0


@dataclass
class Doubles:
    """The dialogs of others that the section opens."""

    finder: Finder = field(default_factory=Finder)
    registrations: list[int] = field(default_factory=list)
    messages: list[tuple[int, str]] = field(default_factory=list)
    explained: list[tuple[int, int]] = field(default_factory=list)

    def make_finder(self, patient_id: int, parent: QWidget) -> Finder:
        return self.finder

    def open_registration(self, contact_id: int, parent: QWidget) -> None:
        self.registrations.append(contact_id)

    def open_messages(self, contact_id: int, name: str) -> None:
        self.messages.append((contact_id, name))

    def explain_access(self, contact_id: int, patient_id: int, parent: QWidget) -> None:
        self.explained.append((contact_id, patient_id))


Open = Callable[[int], FamilyContacts]


@pytest.fixture
def doubles() -> Doubles:
    return Doubles()


@pytest.fixture
def family(records: Records, front_desk: StaffMember) -> Family:
    return add_family(records, front_desk)


@pytest.fixture
def open_section(
    qtbot: QtBot,
    records: Records,
    signals: RecordsSignals,
    prompts: RecordingPrompts,
    front_desk: StaffMember,
    doubles: Doubles,
) -> Iterator[Open]:
    opened: list[FamilyContacts] = []

    def open_one(patient_id: int) -> FamilyContacts:
        section = FamilyContacts(
            records,
            signals,
            prompts,
            front_desk,
            make_finder=doubles.make_finder,
            open_registration=doubles.open_registration,
            open_messages=doubles.open_messages,
            explain_access=doubles.explain_access,
        )
        section.show_patient(patient_id)
        qtbot.addWidget(section)
        section.resize(1300, 800)
        section.show()
        with qtbot.waitActive(section):
            section.activateWindow()
        opened.append(section)
        return section

    yield open_one
    # Before the records: nothing may read them later.
    for section in opened:
        section.close()


def settle() -> None:
    """Changes are read again one turn of the event loop later."""
    QApplication.processEvents()


def names(section: FamilyContacts) -> list[str]:
    settle()
    return [section.model.index(row, COL_NAME).data() for row in range(section.model.rowCount())]


def status(section: FamilyContacts, row: int) -> str:
    settle()
    return str(section.model.index(row, COL_PORTAL_STATUS).data())


def click_row(qtbot: QtBot, section: FamilyContacts, row: int) -> None:
    rectangle = section.ui.contactsTable.visualRect(section.model.index(row, COL_NAME))
    qtbot.mouseClick(section.ui.contactsTable.viewport(), Qt.MouseButton.LeftButton, pos=rectangle.center())


def shown_name(section: FamilyContacts) -> str:
    settle()
    return section.panel.ui.nameLabel.text()


# --------------------------------------------------------------------------------------------------------- the list


def test_lists_contacts_and_shows_the_first(open_section: Open, family: Family) -> None:
    section = open_section(family.mateo)
    assert names(section) == ["Ana García López", "Luis Pérez"]
    assert status(section, 0) == "Sending"
    assert shown_name(section) == "Ana García López"
    assert section.current_row is not None
    assert section.current_row.contact_id == family.ana
    assert section.ui.showInactiveCheckBox.isHidden()


def test_arrows_walk_and_enter_edits(qtbot: QtBot, open_section: Open, family: Family) -> None:
    section = open_section(family.mateo)
    section.setFocus()
    assert section.ui.contactsTable.hasFocus()
    qtbot.keyClick(section.ui.contactsTable, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown_name(section) == "Luis Pérez")
    qtbot.keyClick(section.ui.contactsTable, Qt.Key.Key_Return)
    assert section.panel.ui.firstNameLineEdit.hasFocus()


def test_an_empty_chart_offers_to_add(qtbot: QtBot, open_section: Open, family: Family, doubles: Doubles) -> None:
    section = open_section(family.zoe)
    assert section.ui.listStack.currentWidget() is section.ui.emptyPage
    assert section.ui.panelStack.isHidden()
    assert section.panel.ui.footerFrame.isHidden()
    assert not section.ui.removeButton.isEnabled()
    assert_accessible(section)
    qtbot.mouseClick(section.ui.emptyState.findChild(QPushButton, "emptyActionButton"), Qt.MouseButton.LeftButton)
    assert doubles.finder.opened == 1
    assert section.ui.panelStack.isHidden()
    assert section.panel.ui.footerFrame.isHidden()


def test_every_control_has_its_name(open_section: Open, family: Family) -> None:
    assert_accessible(open_section(family.mateo))


def test_the_context_menu_has_the_buttons_actions(open_section: Open, family: Family, doubles: Doubles) -> None:
    section = open_section(family.mateo)
    actions = {action.text(): action for action in section.ui.contactsTable.actions()}
    actions["Messages"].trigger()
    assert doubles.messages == [(family.ana, "Ana García López")]
    assert list(actions) == [
        "Add…",
        "Edit",
        "Portal registration…",
        "Messages",
        "Why can’t they see…?",
        "Brothers and sisters…",
        "Inactivate…",
        "Remove…",
    ]


# ------------------------------------------------------------------------------------------------------------ adding


def test_a_new_contact_from_finder_to_status(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, doubles: Doubles
) -> None:
    section = open_section(family.zoe)
    doubles.finder = Finder(wants_new=True)
    qtbot.keyClick(section, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    panel = section.panel
    qtbot.waitUntil(section.ui.panelStack.isVisible)
    assert panel.ui.lastNameLineEdit.text() == "Okafor"
    assert panel.ui.firstNameLineEdit.hasFocus()
    assert section.model.rowCount() == 0
    type_over(qtbot, panel.ui.firstNameLineEdit, "Ngozi")
    choose(qtbot, panel.ui.roleReasonComboBox, "Mother")
    choose(qtbot, panel.ui.authorityComboBox, "Joint")
    type_over(qtbot, panel.ui.homeEmailLineEdit, "ngozi@example.com")
    qtbot.keyClick(panel.ui.cellPhoneLineEdit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert names(section) == ["Ngozi Okafor"]
    assert status(section, 0) == "Sending"
    assert section.current_row is not None
    assert panel.ui.formMessageBar.text == "Saved. A Welcome Email to ngozi@example.com is on its way."

    work_off(records)
    assert status(section, 0) == "Invited"
    assert panel.ui.formMessageBar.isVisible()


@pytest.mark.parametrize("fate", ["refused", "undone"])
def test_a_mail_that_was_promised_is_taken_back_with_it(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, front_desk: StaffMember, fate: str
) -> None:
    section = open_section(family.mateo)
    ui = section.panel.ui
    choose(qtbot, ui.authorityComboBox, "Joint")
    type_over(qtbot, ui.homeEmailLineEdit, "ana.new@example.com")
    assert section.panel.save()
    settle()
    assert "Welcome Email to ana.new@example.com" in ui.formMessageBar.text
    if fate == "refused":
        work_off(records, refuse="the address does not exist")
    else:
        (welcome,) = Message.select().where(Message.state == MessageState.QUEUED)
        undo_welcome(records, [welcome.id], front_desk)
    settle()
    assert ui.formMessageBar.isHidden()
    assert ui.homeEmailLineEdit.text() == "ana.new@example.com"


@pytest.mark.parametrize("height", [345, 400])
def test_after_save_the_folder_button_is_in_sight_in_a_low_window(
    qtbot: QtBot, open_section: Open, family: Family, height: int
) -> None:
    section = open_section(family.mateo)
    section.resize(1295, height)
    settle()
    ui = section.panel.ui
    type_over(qtbot, ui.homeEmailLineEdit, "ana.new@example.com", leave=False)
    qtbot.keyClick(ui.homeEmailLineEdit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Welcome Email to ana.new@example.com" in ui.formMessageBar.text
    button = ui.portalRegistrationButton
    qtbot.waitUntil(lambda: button.visibleRegion().contains(button.rect().center()))


def test_save_stays_in_sight_in_a_low_window(qtbot: QtBot, open_section: Open, family: Family) -> None:
    section = open_section(family.mateo)
    section.resize(1000, 360)
    section.ui.listMessagePage.show()
    section.ui.listMessageBar.show_message(Tone.NEUTRAL, "In the chart of Lucía their Authority is another one. " * 3)
    settle()
    ui = section.panel.ui
    qtbot.waitUntil(lambda: ui.saveButton.visibleRegion().boundingRect().size() == ui.saveButton.size())
    type_over(qtbot, ui.nicknameLineEdit, "Anita")
    qtbot.keyClick(ui.nicknameLineEdit, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: ui.formMessageBar.text == "Saved.")


@pytest.mark.parametrize(
    ("typed", "first", "last", "email", "phone"),
    [
        ("", "", "García López", "", ""),
        ("Inés", "Inés", "García López", "", ""),
        ("Inés  López Ruiz", "Inés", "López Ruiz", "", ""),
        ("López, Inés", "Inés", "López", "", ""),
        ("ines@example.com", "", "García López", "ines@example.com", ""),
        ("413 555 0188", "", "García López", "", "(413) 555-0188"),
    ],
)
def test_what_was_searched_for_starts_the_new_contact(
    open_section: Open, family: Family, doubles: Doubles, typed: str, first: str, last: str, email: str, phone: str
) -> None:
    section = open_section(family.mateo)
    doubles.finder = Finder(wants_new=True, typed=typed)
    section.add()
    ui = section.panel.ui
    assert (ui.firstNameLineEdit.text(), ui.lastNameLineEdit.text()) == (first, last)
    assert (ui.homeEmailLineEdit.text(), ui.cellPhoneLineEdit.text()) == (email, phone)
    assert ui.languageComboBox.currentText() == Language.ENGLISH.label
    assert section.current_row is None


def test_an_existing_contact_is_linked_only_by_save(
    qtbot: QtBot,
    records: Records,
    open_section: Open,
    family: Family,
    doubles: Doubles,
    prompts: RecordingPrompts,
) -> None:
    section = open_section(family.zoe)
    doubles.finder = Finder(chosen=family.ana)
    qtbot.mouseClick(section.ui.addButton, Qt.MouseButton.LeftButton)
    ui = section.panel.ui
    assert ui.badgeLabel.text() == "Existing contact"
    assert ui.otherChartsLabel.text() == "also in the charts of Mateo García López, Lucía García López"
    assert ui.roleReasonComboBox.hasFocus()
    assert section.has_unsaved_edits()
    with pytest.raises(RecordGone):
        load_contact_draft(records, family.zoe, family.ana)
    prompts.answer("keep")
    assert not section.ask_to_leave()
    choose(qtbot, ui.roleReasonComboBox, "Foster Parent")
    assert section.panel.save()
    assert names(section) == ["Ana García López"]


def test_cancel_of_a_new_contact_goes_back_to_the_list(
    qtbot: QtBot, open_section: Open, family: Family, doubles: Doubles, prompts: RecordingPrompts
) -> None:
    section = open_section(family.mateo)
    doubles.finder = Finder(wants_new=True)
    section.add()
    type_over(qtbot, section.panel.ui.firstNameLineEdit, "Tío")
    prompts.answer("discard")
    qtbot.mouseClick(section.panel.ui.cancelButton, Qt.MouseButton.LeftButton)
    assert shown_name(section) == "Ana García López"
    assert not section.has_unsaved_edits()
    empty = open_section(family.zoe)
    empty.add()
    qtbot.waitUntil(lambda: empty.panel.ui.cancelButton.height() > 20)
    qtbot.mouseClick(empty.panel.ui.cancelButton, Qt.MouseButton.LeftButton)
    assert empty.ui.panelStack.isHidden()


def test_the_dialog_for_the_portal_opens_for_the_contact(
    qtbot: QtBot, open_section: Open, family: Family, doubles: Doubles
) -> None:
    section = open_section(family.mateo)
    qtbot.keyClick(section.ui.contactsTable, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert doubles.registrations == [family.ana]


# ---------------------------------------------------------------------------------- ending, reactivating, removing


def test_inactivate_says_what_it_ends_and_reactivate_what_it_sends(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, prompts: RecordingPrompts, clock: Clock
) -> None:
    section = open_section(family.mateo)
    work_off(records)
    prompts.answer("cancel")
    qtbot.mouseClick(section.ui.inactivateButton, Qt.MouseButton.LeftButton)
    assert prompts.shown[-1].title == "Inactivate Ana García López in this chart?"
    assert "Ana García López loses access to Mateo García López." in prompts.shown[-1].text
    assert names(section) == ["Ana García López", "Luis Pérez"]

    prompts.answer(("inactivate", "Court order seen"))
    qtbot.mouseClick(section.ui.inactivateButton, Qt.MouseButton.LeftButton)
    assert names(section) == ["Luis Pérez"]
    assert shown_name(section) == "Luis Pérez"
    assert "has ended" in section.ui.listMessageBar.text
    assert section.ui.countLabel.text() == "1 active, 1 inactive"

    qtbot.mouseClick(section.ui.showInactiveCheckBox, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert names(section) == ["Luis Pérez", "Ana García López  (inactive since 11/23/2026)"]
    click_row(qtbot, section, 1)
    qtbot.waitUntil(lambda: shown_name(section) == "Ana García López")
    assert section.ui.inactivateButton.text() == "Reac&tivate"

    clock.advance(minutes=5)
    prompts.answer(("reactivate", "Order lifted"))
    qtbot.mouseClick(section.panel.findChild(QPushButton, "conditionA1Button"), Qt.MouseButton.LeftButton)
    assert "a Welcome Email to ana@example.com is due" in prompts.shown[-1].text
    assert "Rosa Delgado ended it on 11/23/2026" in prompts.shown[-1].text
    assert "Court order seen" in prompts.shown[-1].text
    assert "A Welcome Email to ana@example.com is on its way." in section.ui.listMessageBar.text
    assert status(section, 0) == "Sending"


def test_reactivating_somebody_without_the_portal_asks_nothing(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, front_desk: StaffMember
) -> None:
    family_contacts.inactivate(records, family.mateo, family.luis, front_desk, reason="test")
    section = open_section(family.mateo)
    section.ui.showInactiveCheckBox.setChecked(True)
    click_row(qtbot, section, 1)
    qtbot.waitUntil(lambda: shown_name(section) == "Luis Pérez")
    qtbot.mouseClick(section.ui.inactivateButton, Qt.MouseButton.LeftButton)
    assert section.ui.listMessageBar.text == "Luis Pérez is active in this chart again."


def test_when_all_are_inactive_it_says_so(
    records: Records, open_section: Open, family: Family, front_desk: StaffMember
) -> None:
    for contact in (family.ana, family.luis):
        family_contacts.inactivate(records, family.mateo, contact, front_desk, reason="test")
    section = open_section(family.mateo)
    heading = section.ui.emptyState.findChild(QWidget, "emptyHeading")
    assert heading.text() == "No active family contacts"  # type: ignore[attr-defined]
    assert section.ui.showInactiveCheckBox.isVisible()


def test_delete_asks_before_it_removes(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, prompts: RecordingPrompts
) -> None:
    section = open_section(family.mateo)
    prompts.answer("cancel", ("remove", "Entered by mistake"), "inactivate")
    section.setFocus()
    qtbot.keyClick(section.ui.contactsTable, Qt.Key.Key_Delete)
    assert len(names(section)) == 2
    assert "Ana García López loses access to Mateo García López." in prompts.shown[-1].text
    assert prompts.shown[-1].labels == ("&Remove", "&Inactivate instead", "&Cancel")
    qtbot.keyClick(section.ui.contactsTable, Qt.Key.Key_Delete)
    assert names(section) == ["Luis Pérez"]
    assert shown_name(section) == "Luis Pérez"
    with pytest.raises(RecordGone):
        load_contact_draft(records, family.mateo, family.ana)
    qtbot.mouseClick(section.ui.removeButton, Qt.MouseButton.LeftButton)
    assert "nothing changes there" in prompts.shown[-1].text
    assert names(section) == []
    assert load_contact_draft(records, family.mateo, family.luis).contact_id == family.luis
    assert section.panel.has_contact is False


def test_what_somebody_else_removed_is_said(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, manager: StaffMember
) -> None:
    section = open_section(family.mateo)
    records._subscribers.clear()  # another program: this one hears of it a second later
    family_contacts.remove(records, family.mateo, family.ana, manager, reason="test")
    qtbot.mouseClick(section.ui.removeButton, Qt.MouseButton.LeftButton)
    assert "by somebody else" in section.ui.listMessageBar.text
    assert names(section) == ["Luis Pérez"]
    assert shown_name(section) == "Luis Pérez"


# ------------------------------------------------------------------------------------------------ unsaved edits


@pytest.mark.parametrize(
    ("answer", "shown", "stored"), [("keep", "Ana", ""), ("discard", "Luis", ""), ("save", "Luis", "Anita")]
)
def test_selecting_another_row_asks_about_unsaved_edits(
    qtbot: QtBot,
    records: Records,
    open_section: Open,
    family: Family,
    prompts: RecordingPrompts,
    answer: str,
    shown: str,
    stored: str,
) -> None:
    section = open_section(family.mateo)
    type_over(qtbot, section.panel.ui.nicknameLineEdit, "Anita")
    prompts.answer(answer)
    click_row(qtbot, section, 1)
    qtbot.waitUntil(lambda: len(prompts.shown) == 1)
    assert section.panel.ui.firstNameLineEdit.text() == shown
    assert section.current_row is not None
    assert section.current_row.name.startswith(shown)
    assert load_contact_draft(records, family.mateo, family.ana).nickname == stored


def test_add_and_remove_ask_about_unsaved_edits(
    qtbot: QtBot, open_section: Open, family: Family, prompts: RecordingPrompts, doubles: Doubles
) -> None:
    section = open_section(family.mateo)
    type_over(qtbot, section.panel.ui.nicknameLineEdit, "Anita")
    prompts.answer("keep", "keep", "keep")
    for button in (section.ui.addButton, section.ui.removeButton, section.ui.inactivateButton):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert doubles.finder.opened == 0
    assert section.panel.ui.nicknameLineEdit.text() == "Anita"


# ------------------------------------------------------------------------------------------------- what others do


def by_another(records: Records, manager: StaffMember, patient: int, contact: int, **changes: object) -> None:
    current = load_contact_draft(records, patient, contact)
    save_contact(records, replace(current, **changes), manager, base=current)  # type: ignore[arg-type]


def test_an_untouched_form_follows_silently(
    records: Records, open_section: Open, family: Family, manager: StaffMember
) -> None:
    section = open_section(family.mateo)
    by_another(records, manager, family.lucia, family.ana, home_email="ana.new@example.com")
    settle()
    assert section.panel.ui.homeEmailLineEdit.text() == "ana.new@example.com"
    assert section.panel.ui.formMessageBar.isHidden()
    assert "Mira Chen" in section.panel.ui.changedLabel.text()
    assert section.model.rows[0].home_email == "ana.new@example.com"


def test_what_is_being_typed_is_not_touched(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, manager: StaffMember
) -> None:
    section = open_section(family.mateo)
    ui = section.panel.ui
    type_over(qtbot, ui.nicknameLineEdit, "Anita", leave=False)
    by_another(records, manager, family.lucia, family.ana, city="Holyoke", nickname="Nita")
    settle()
    assert ui.nicknameLineEdit.text() == "Anita"
    assert ui.nicknameLineEdit.hasFocus()
    assert ui.formMessageBar.text.startswith("Changed by Mira Chen at 11/23/2026 10:00 AM.")

    def use_theirs() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EditConflictDialog)
        qtbot.mouseClick(dialog.findChild(QWidget, "nickname_theirs"), Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
        qtbot.mouseClick(dialog.ui.acceptButton, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, use_theirs)
    qtbot.mouseClick(ui.formMessageBar.findChild(QPushButton, "messageActionButton"), Qt.MouseButton.LeftButton)
    assert (ui.nicknameLineEdit.text(), ui.cityLineEdit.text()) == ("Nita", "Holyoke")
    assert not section.has_unsaved_edits()


def test_own_inactivation_is_no_conflict_with_the_next_save(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, manager: StaffMember
) -> None:
    section = open_section(family.mateo)
    section.ui.showInactiveCheckBox.setChecked(True)
    type_over(qtbot, section.panel.ui.nicknameLineEdit, "Anita")
    family_contacts.inactivate(records, family.mateo, family.ana, manager, reason="test")
    settle()
    assert section.panel.ui.nicknameLineEdit.text() == "Anita"
    assert section.panel.save()
    assert load_contact_draft(records, family.mateo, family.ana).nickname == "Anita"


def test_a_contact_removed_by_somebody_else_leaves_what_was_typed(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, manager: StaffMember
) -> None:
    section = open_section(family.mateo)
    type_over(qtbot, section.panel.ui.nicknameLineEdit, "Anita")
    family_contacts.remove(records, family.mateo, family.ana, manager, reason="test")
    assert names(section) == ["Luis Pérez"]
    assert section.panel.ui.nicknameLineEdit.text() == "Anita"
    assert "taken off this chart" in section.panel.ui.formMessageBar.text


def test_only_what_concerns_this_chart_is_read_again(
    records: Records, open_section: Open, family: Family, signals: RecordsSignals, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = open_section(family.mateo)
    reads = []
    original = family_contacts.list_family_contacts

    def counted(on: Records, patient_id: int) -> tuple[family_contacts.FamilyContactRow, ...]:
        reads.append(patient_id)
        return original(on, patient_id)

    monkeypatch.setattr(family_contacts, "list_family_contacts", counted)
    signals.publish(Changed(patient_ids=frozenset({family.zoe}), contact_ids=frozenset({family.ines}), outbox=True))
    settle()
    assert reads == []
    for changed in (
        Changed(patient_ids=frozenset({family.mateo})),
        Changed(contact_ids=frozenset({family.luis})),
        Changed(settings=True),
        Changed(everything=True),
    ):
        signals.publish(changed)
        settle()
    assert reads == [family.mateo] * 4
    section.hide()
    signals.publish(Changed(everything=True))
    signals.publish(Changed(settings=True))
    settle()
    assert len(reads) == 4
    section.show()
    settle()
    assert len(reads) == 5
    assert section.current_row is not None


def test_the_selection_stays_with_its_contact_when_rows_move(
    qtbot: QtBot, records: Records, open_section: Open, family: Family, manager: StaffMember
) -> None:
    section = open_section(family.mateo)
    click_row(qtbot, section, 1)
    qtbot.waitUntil(lambda: shown_name(section) == "Luis Pérez")
    add_contact(records, manager, family.mateo, "Aaron", "Aaker", authority=Authority.JOINT)
    assert names(section) == ["Aaron Aaker", "Ana García López", "Luis Pérez"]
    assert section.current_row is not None
    assert section.current_row.contact_id == family.luis
    assert shown_name(section) == "Luis Pérez"


def test_a_refused_mail_shows_without_a_refresh(records: Records, open_section: Open, family: Family) -> None:
    section = open_section(family.mateo)
    work_off(records, refuse="The mail server knows no such mailbox.")
    assert status(section, 0) == "Email failed"
    tip = section.model.index(0, COL_PORTAL_STATUS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "The mail server knows no such mailbox."


def test_a_failed_message_is_a_badge_on_its_contact_until_it_is_put_right(
    records: Records, open_section: Open, family: Family, front_desk: StaffMember
) -> None:
    section = open_section(family.mateo)
    ana = section.model.index(0, 0)
    assert ana.data(Qt.ItemDataRole.DecorationRole) is None
    work_off(records, refuse="The mail server knows no such mailbox.")
    assert status(section, 0) == "Email failed"
    assert not ana.data(Qt.ItemDataRole.DecorationRole).isNull()
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "A message failed: The mail server knows no such mailbox." in ana.data(role)
    assert ana.data() == "Ana García López"
    base = load_contact_draft(records, family.mateo, family.ana)
    save_contact(records, replace(base, home_email="ana.garcia@example.com"), front_desk, base=base)
    assert status(section, 0) == "Sending"
    assert ana.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_contact_is_shown_with_the_focus_in_a_field(
    qtbot: QtBot, open_section: Open, family: Family, prompts: RecordingPrompts
) -> None:
    section = open_section(family.mateo)
    section.show_contact(family.luis, "home_email")
    assert shown_name(section) == "Luis Pérez"
    assert section.panel.ui.homeEmailLineEdit.hasFocus()
    assert section.panel.ui.homeEmailLineEdit.selectedText() == "luis@example.com"
    qtbot.keyClicks(section.panel.ui.nicknameLineEdit, "Lu")
    prompts.answer("keep")
    section.show_contact(family.ana, "home_email")
    assert shown_name(section) == "Luis Pérez"
    section.show_contact(family.luis)
    assert section.ui.contactsTable.hasFocus()


# --------------------------------------------------------------------------------------------------------- the window


def test_columns_fit_narrow_windows(open_section: Open, family: Family) -> None:
    section = open_section(family.mateo)
    width = section.fontMetrics().averageCharWidth()
    for characters in (190, 125):
        section.resize(width * characters, 700)
        QApplication.processEvents()
        table = section.ui.contactsTable
        assert table.horizontalScrollBar().maximum() == 0
        assert table.columnWidth(COL_PORTAL_STATUS) >= width * 14


def test_why_cant_they_see_is_asked_by_key_button_and_menu(
    qtbot: QtBot, open_section: Open, family: Family, doubles: Doubles
) -> None:
    section = open_section(family.mateo)
    qtbot.keyClick(section.ui.contactsTable, Qt.Key.Key_F6)
    qtbot.mouseClick(section.panel.ui.portalConditions.explain_button, Qt.MouseButton.LeftButton)
    next(action for action in section.ui.contactsTable.actions() if action.text().startswith("Why")).trigger()
    assert doubles.explained == [(family.ana, family.mateo)] * 3
    section.panel.show_new(ContactDraft(patient_id=family.mateo))
    assert section.panel.ui.portalConditions.explain_button.isHidden()
    section.panel.explain()
    assert len(doubles.explained) == 3
