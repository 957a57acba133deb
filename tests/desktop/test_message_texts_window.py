# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of the mails: worded by a manager with the preview beside it, looked at by the front desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from opportal_desktop.desktop.message_texts_window import MessageTextsWindow
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.text_versions import TextVersionsWindow
from opportal_desktop.records.message_texts import MailWords, built_in_words
from opportal_desktop.records.records import Records
from opportal_desktop.registration.message_texts import save_texts, text_history, used_texts
from opportal_desktop.terms import Language, MessageKind, StaffMember
from tests.desktop.accessibility import accessible_name, assert_accessible, focusable
from tests.desktop.conftest import RecordingPrompts
from tests.desktop.garcia_family import set_up_practice

WELCOME = (MessageKind.WELCOME, Language.ENGLISH)
SPANISH = (MessageKind.WELCOME, Language.SPANISH)
OWN = MailWords("Welcome to {{ practice }}", "Start", "Hello from all of us!\n\n{{ link }}")
Open = Callable[[StaffMember], MessageTextsWindow]

# The offscreen platform says so of every popup.
popups = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def open_window(
    qtbot: QtBot, records: Records, signals: RecordsSignals, prompts: RecordingPrompts, manager: StaffMember
) -> Open:
    set_up_practice(records, manager)

    def make(by: StaffMember) -> MessageTextsWindow:
        window = MessageTextsWindow(records, signals, prompts, by)
        qtbot.addWidget(window, before_close_func=QWidget.hide)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return make


def type_body(qtbot: QtBot, window: MessageTextsWindow, text: str) -> None:
    """In place of what stands there."""
    body = window.ui.bodyTextEdit
    body.setFocus()
    body.selectAll()
    qtbot.keyClick(body, Qt.Key.Key_Delete)
    for line in text.split("\n"):
        qtbot.keyClicks(body, line)
        qtbot.keyClick(body, Qt.Key.Key_Return)


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def inserter(window: MessageTextsWindow, label: str) -> QPushButton:
    (found,) = (b for b in window.ui.placeholdersWidget.findChildren(QPushButton) if b.text() == label)
    return found


def test_a_manager_words_a_mail_and_sees_both_forms(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    ui = window.ui
    assert ui.stateLabel.text() == "Never changed"
    assert not ui.saveButton.isEnabled()
    type_body(qtbot, window, "# Hi there\nWe are {{ practice }}.\n")
    click(qtbot, inserter(window, "Link"))
    assert ui.bodyTextEdit.hasFocus()
    qtbot.waitUntil(lambda: "We are Maple Street Pediatrics." in ui.htmlBrowser.toPlainText())
    assert "Hi there" in ui.plainTextEdit.toPlainText()
    assert "Set up my account:\nhttps://portal.maple.example/welcome/…" in ui.plainTextEdit.toPlainText()
    assert "not saved" in ui.mailComboBox.currentText()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Saved: Welcome Email in English" in ui.messageBar.text
    assert window.isVisible()
    assert used_texts()[WELCOME].words.body == "# Hi there\nWe are {{ practice }}.\n\n{{ link }}"
    assert "Version 2" in ui.stateLabel.text()
    assert "Mira Chen" in ui.stateLabel.text()
    assert ui.stateChip.text() == "Your words"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Hello!", "The link is missing"),
        ("{{ link }} {{ child_name }}", "nothing about a patient"),
        ("{{ link }} {{ fone }}", "Did you mean {{ phone }}?"),
    ],
)
def test_what_can_not_be_saved_is_said_beside_the_field(
    qtbot: QtBot, manager: StaffMember, open_window: Open, body: str, words: str
) -> None:
    window = open_window(manager)
    ui = window.ui
    type_body(qtbot, window, body)
    assert ui.bodyErrorLabel.isHidden()
    click(qtbot, ui.saveButton)
    assert words in ui.bodyErrorLabel.text()
    assert ui.bodyErrorLabel.isVisible()
    assert ui.bodyTextEdit.hasFocus()
    assert "Nothing was saved yet" in ui.messageBar.text
    assert text_history(*WELCOME) == ()
    type_body(qtbot, window, "{{ link }}")
    assert ui.bodyErrorLabel.isHidden()
    click(qtbot, ui.saveButton)
    assert used_texts()[WELCOME].words.body == "{{ link }}"


def test_in_a_low_window_the_error_stands_below_the_text_and_nothing_overlaps(
    qtbot: QtBot, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    ui = window.ui
    window.resize(900, 480)
    type_body(qtbot, window, "# Hello\n\n{{ child_name }} and {{ mother }}")
    click(qtbot, ui.saveButton)
    qtbot.waitUntil(lambda: ui.bodyErrorLabel.y() > ui.bodyTextEdit.geometry().bottom())
    assert ui.bodyErrorLabel.height() >= ui.bodyErrorLabel.heightForWidth(ui.bodyErrorLabel.width())
    assert ui.insertLabel.y() > ui.bodyErrorLabel.geometry().bottom()
    assert ui.bodyTextEdit.height() >= 8 * ui.bodyTextEdit.fontMetrics().lineSpacing()


def test_subject_and_button_have_their_own_errors(qtbot: QtBot, manager: StaffMember, open_window: Open) -> None:
    window = open_window(manager)
    ui = window.ui
    for field in (ui.subjectLineEdit, ui.buttonLineEdit):
        field.setFocus()
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    click(qtbot, ui.saveButton)
    assert "Enter a subject" in ui.subjectErrorLabel.text()
    assert "words on the button" in ui.buttonErrorLabel.text()
    assert ui.subjectLineEdit.hasFocus()
    click(qtbot, inserter(window, "Practice name"))
    assert ui.subjectLineEdit.text() == "{{ practice }}"
    assert ui.subjectErrorLabel.isHidden()


def test_a_placeholder_that_no_subject_has_goes_into_the_text(
    qtbot: QtBot, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    window.ui.subjectLineEdit.setFocus()
    window.ui.bodyTextEdit.moveCursor(QTextCursor.MoveOperation.End)
    click(qtbot, inserter(window, "When the link ends"))
    assert window.ui.subjectLineEdit.text() == built_in_words(*WELCOME).subject
    assert window.ui.bodyTextEdit.toPlainText().endswith("{{ valid_until }}")


@popups
def test_what_was_typed_for_one_text_stays_while_another_is_looked_at(
    qtbot: QtBot, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    ui = window.ui
    type_body(qtbot, window, "English {{ link }}")
    click(qtbot, ui.spanishButton)
    assert "Hola" in ui.bodyTextEdit.toPlainText()
    assert 'lang="es"' not in ui.plainTextEdit.toPlainText()
    type_body(qtbot, window, "En castellano")
    ui.mailComboBox.setCurrentIndex(3)
    assert ui.mailComboBox.itemText(0) == "Welcome Email (not saved)"
    click(qtbot, ui.saveButton)
    assert ui.mailComboBox.currentIndex() == 0
    assert ui.spanishButton.isChecked()
    assert "link is missing" in ui.bodyErrorLabel.text()
    type_body(qtbot, window, "En castellano {{ link }}")
    click(qtbot, ui.saveButton)
    assert "2 texts" in ui.messageBar.text
    assert used_texts()[WELCOME].words.body == "English {{ link }}"
    assert used_texts()[SPANISH].words.body == "En castellano {{ link }}"


def test_a_notice_has_no_button_and_its_own_placeholders(manager: StaffMember, open_window: Open) -> None:
    window = open_window(manager)
    window.show_text(MessageKind.PASSWORD_CHANGED, Language.SPANISH)
    assert not window.ui.buttonLineEdit.isVisible()
    assert inserter(window, "When it happened").isVisible()
    assert not inserter(window, "Link").isVisible()
    assert "Cuándo: " in window.ui.plainTextEdit.toPlainText()


def test_back_to_the_default_and_undo(qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open) -> None:
    save_texts(records, {WELCOME: OWN}, used_texts(), manager)
    window = open_window(manager)
    ui = window.ui
    click(qtbot, ui.defaultButton)
    assert "Save to use it" in ui.messageBar.text
    assert not ui.defaultButton.isEnabled()
    click(qtbot, ui.discardButton)
    assert ui.bodyTextEdit.toPlainText() == OWN.body
    assert not window.has_unsaved_edits()
    click(qtbot, ui.defaultButton)
    click(qtbot, ui.saveButton)
    used = used_texts()[WELCOME]
    assert (used.number, used.built_in) == (3, True)
    assert ui.stateChip.text() == "OP Portal’s words"


def test_an_old_version_is_looked_at_and_put_into_the_editor(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    save_texts(records, {WELCOME: OWN}, used_texts(), manager)
    window = open_window(manager)
    click(qtbot, window.ui.versionsButton)
    (versions,) = window.findChildren(TextVersionsWindow)
    assert_accessible(versions)
    table = versions.ui.versionTableView
    assert [versions.model.index(row, 3).data() for row in range(2)] == ["In use", "OP Portal’s"]
    assert "Hello from all of us!" in versions.ui.htmlBrowser.toPlainText()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert "Welcome to our parent portal" in versions.ui.htmlBrowser.toPlainText()
    versions.ui.plainButton.setChecked(True)
    assert versions.ui.plainTextEdit.isVisible()
    assert "Your username: " in versions.ui.plainTextEdit.toPlainText()
    click(qtbot, versions.ui.takeButton)
    assert window.ui.bodyTextEdit.toPlainText() == built_in_words(*WELCOME).body
    assert "Save to use it" in window.ui.messageBar.text
    assert used_texts()[WELCOME].words == OWN


def test_the_front_desk_looks_and_changes_nothing(
    qtbot: QtBot, records: Records, manager: StaffMember, front_desk: StaffMember, open_window: Open
) -> None:
    save_texts(records, {WELCOME: OWN}, used_texts(), manager)
    window = open_window(front_desk)
    ui = window.ui
    assert "Ask a manager: Mira Chen" in ui.messageBar.text
    for field in (ui.subjectLineEdit, ui.buttonLineEdit, ui.bodyTextEdit):
        assert field.isReadOnly()
    assert not ui.saveButton.isVisible()
    assert not ui.placeholdersWidget.isVisible()
    assert "Hello from all of us!" in ui.plainTextEdit.toPlainText()
    window.save()
    assert_accessible(window)
    click(qtbot, ui.versionsButton)
    (versions,) = window.findChildren(TextVersionsWindow)
    assert not versions.ui.takeButton.isVisible()
    versions.reject()


@pytest.mark.file_only
def test_words_that_cannot_be_written_stay(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open, caplog: pytest.LogCaptureFixture
) -> None:
    window = open_window(manager)
    type_body(qtbot, window, OWN.body)
    records.db.execute_sql("PRAGMA query_only = 1")
    click(qtbot, window.ui.saveButton)
    assert "Nothing was saved; your words are still here." in window.ui.messageBar.text
    assert "disk may be full" in window.ui.messageBar.text
    assert "from all of us!" in window.ui.bodyTextEdit.toPlainText()
    assert "from all of us" not in caplog.text
    caplog.clear()
    records.db.execute_sql("PRAGMA query_only = 0")
    click(qtbot, window.ui.saveButton)
    assert "Nothing was saved" not in window.ui.messageBar.text


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    qtbot: QtBot, records: Records, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    type_body(qtbot, window, "Mine {{ link }}")
    save_texts(records, {WELCOME: OWN}, used_texts(), manager)
    click(qtbot, window.ui.saveButton)
    assert "Mira Chen saved another version" in window.ui.messageBar.text
    assert used_texts()[WELCOME].words == OWN
    assert "Mine" in window.ui.bodyTextEdit.toPlainText()
    click(qtbot, window.ui.saveButton)
    assert used_texts()[WELCOME].words.body == "Mine {{ link }}"


def test_news_of_others_are_shown_where_nothing_was_typed(
    records: Records, manager: StaffMember, open_window: Open
) -> None:
    window = open_window(manager)
    save_texts(records, {WELCOME: OWN}, used_texts(), manager)
    assert window.ui.bodyTextEdit.toPlainText() == OWN.body
    assert "Version 2" in window.ui.stateLabel.text()


def test_leaving_with_unsaved_words_asks(
    qtbot: QtBot, manager: StaffMember, open_window: Open, prompts: RecordingPrompts
) -> None:
    window = open_window(manager)
    type_body(qtbot, window, "Mine")
    prompts.answer("keep", "discard")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    click(qtbot, window.ui.cancelButton)
    assert not window.isVisible()
    assert prompts.shown[0].title == "Discard the changed texts?"


@pytest.mark.parametrize("kind", [MessageKind.WELCOME, MessageKind.EMAIL_CHANGED])
def test_every_part_has_a_name_and_the_keyboard_reaches_it_in_order(
    qtbot: QtBot, manager: StaffMember, open_window: Open, kind: MessageKind
) -> None:
    window = open_window(manager)
    window.show_text(kind, Language.ENGLISH)
    assert_accessible(window)
    ui = window.ui
    assert accessible_name(ui.bodyTextEdit) == "Text"
    assert accessible_name(ui.htmlBrowser) == "As the parent sees it"
    ui.mailComboBox.setFocus()
    reached = []
    for _ in focusable(window):
        reached.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    placed = [w for w in dict.fromkeys(reached) if isinstance(w, QPushButton) and w.parent() is ui.placeholdersWidget]
    assert len(placed) == len([b for b in ui.placeholdersWidget.findChildren(QPushButton) if b.isVisible()])
    order = [ui.mailComboBox, ui.subjectLineEdit, ui.bodyTextEdit, placed[0], ui.htmlBrowser, ui.plainTextEdit]
    assert [reached.index(widget) for widget in order] == sorted(reached.index(widget) for widget in order)
