# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of the mails: a manager words what parents read, and sees both forms beside it; the front desk looks."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from opportal_desktop.desktop.form_fields import FieldErrors, FormField
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.not_written import not_written
from opportal_desktop.desktop.placeholder_highlighter import PlaceholderHighlighter
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import open_with, scroll_when_small
from opportal_desktop.desktop.text_versions import TextVersionsWindow
from opportal_desktop.desktop.theme import Tone, restyle
from opportal_desktop.forms.ui_message_texts import Ui_MessageTextsWindow
from opportal_desktop.mail.preview import preview_words
from opportal_desktop.records import staff
from opportal_desktop.records.message_texts import MailWords, built_in_words
from opportal_desktop.records.records import Records, RecordsBusyError, StorageError
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.errors import NotManager
from opportal_desktop.registration.message_markup import (
    BUTTON_LENGTH,
    EDITABLE_KINDS,
    Placeholder,
    cleaned,
    has_link,
    placeholders,
    problems,
)
from opportal_desktop.registration.message_texts import (
    TextChangedMeanwhile,
    TextKey,
    TextsInvalid,
    UsedText,
    save_texts,
    text_history,
    used_texts,
)
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.terms import Changed, Language, MessageKind, StaffMember

log = logging.getLogger(__name__)

PREVIEW_MILLISECONDS = 150
"""After so long a pause in typing the preview follows."""
_PLACEHOLDER_COLUMNS = 3
_WIDTH_CHARACTERS = 190
_BODY_LINES = 9
_HEIGHT_LINES = 52


class MessageTextsWindow(QDialog):
    """All texts in one window; what was typed for one stays while another is looked at, until Save or Undo."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        by: StaffMember,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._prompts = prompts
        self._by = by
        self._used: dict[TextKey, UsedText] = used_texts()
        self._drafts: dict[TextKey, MailWords] = {}
        self._refused: set[TextKey] = set()
        self._key: TextKey = (EDITABLE_KINDS[0], Language.ENGLISH)
        self._inserters: dict[Placeholder, QPushButton] = {}
        self.ui = Ui_MessageTextsWindow()
        self.ui.setupUi(self)
        self._target: QLineEdit | QPlainTextEdit = self.ui.bodyTextEdit
        self._errors = FieldErrors(
            {
                "subject": FormField(self.ui.subjectLineEdit, self.ui.subjectErrorLabel),
                "button": FormField(self.ui.buttonLineEdit, self.ui.buttonErrorLabel),
                "body": FormField(self.ui.bodyTextEdit, self.ui.bodyErrorLabel),
            }
        )
        self._highlighter = PlaceholderHighlighter(self.ui.bodyTextEdit.document())
        self._preview_timer = QTimer(self, singleShot=True, interval=PREVIEW_MILLISECONDS)
        self._prepare()
        self._connect(signals)
        self._set_read_only(not by.is_manager)
        load_icons(self)
        self.ui.editorCard.installEventFilter(self)
        scroll_when_small(self.ui.contentWidget)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        width = self.width()
        self.ui.splitter.setSizes([width * 2 // 5, width * 3 // 5])
        self.ui.formsSplitter.setSizes([width * 7 // 20, width // 4])
        self._show_text()
        (self.ui.subjectLineEdit if by.is_manager else self.ui.mailComboBox).setFocus()

    def show_text(self, kind: MessageKind, language: Language) -> None:
        """Bring one text into the editor; what was typed for another is kept."""
        self._key = kind, language.of_mails
        with QSignalBlocker(self.ui.mailComboBox):
            self.ui.mailComboBox.setCurrentIndex(EDITABLE_KINDS.index(kind))
        spanish = self._key[1] is Language.SPANISH
        with QSignalBlocker(self._language_group):
            (self.ui.spanishButton if spanish else self.ui.englishButton).setChecked(True)
        self._show_text()

    def has_unsaved_edits(self) -> bool:
        """Whether Save would store anything."""
        return bool(self._drafts)

    # -- building

    def _prepare(self) -> None:
        ui = self.ui
        for kind in EDITABLE_KINDS:
            ui.mailComboBox.addItem(kind.label, kind.value)
        self._language_group = QButtonGroup(self)
        self._language_group.addButton(ui.englishButton, 0)
        self._language_group.addButton(ui.spanishButton, 1)
        ui.buttonLineEdit.setMaxLength(BUTTON_LENGTH)
        # The window scrolls rather than leave two lines of it.
        ui.bodyTextEdit.setMinimumHeight(ui.bodyTextEdit.fontMetrics().lineSpacing() * _BODY_LINES)
        for placeholder in Placeholder:
            inserter = QPushButton(placeholder.label, ui.placeholdersWidget)
            inserter.setAutoDefault(False)
            inserter.setToolTip(f"Insert {placeholder.typed}")
            inserter.clicked.connect(partial(self._insert, placeholder))
            self._inserters[placeholder] = inserter
        before: QWidget = ui.bodyTextEdit
        for inserter in self._inserters.values():
            QWidget.setTabOrder(before, inserter)
            before = inserter
        for browser in (ui.htmlBrowser, ui.plainTextEdit):
            QWidget.setTabOrder(before, browser)
            before = browser
        for field in (ui.subjectLineEdit, ui.bodyTextEdit):
            field.installEventFilter(self)

    def _connect(self, signals: RecordsSignals) -> None:
        ui = self.ui
        ui.mailComboBox.currentIndexChanged.connect(self._on_text_chosen)
        # Not idClicked: a screen reader toggles a button without a click.
        self._language_group.idToggled.connect(self._on_language_toggled)
        ui.subjectLineEdit.textEdited.connect(self._on_edited)
        ui.buttonLineEdit.textEdited.connect(self._on_edited)
        ui.bodyTextEdit.textChanged.connect(self._on_edited)
        ui.versionsButton.clicked.connect(self._open_versions)
        ui.defaultButton.clicked.connect(self._back_to_default)
        ui.discardButton.clicked.connect(self._discard)
        ui.saveButton.clicked.connect(self.save)
        ui.cancelButton.clicked.connect(self.reject)
        self._preview_timer.timeout.connect(self._show_preview)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save)
        signals.changed.connect(self._on_changed)

    def _set_read_only(self, read_only: bool) -> None:
        ui = self.ui
        for field in (ui.subjectLineEdit, ui.buttonLineEdit, ui.bodyTextEdit):
            field.setReadOnly(read_only)
        for part in (ui.saveButton, ui.defaultButton, ui.discardButton, ui.placeholdersWidget, ui.insertLabel):
            part.setVisible(not read_only)
        ui.markupLabel.setVisible(not read_only)
        if read_only:
            managers = ", ".join(member.name for member in staff.all_staff() if member.is_manager)
            ui.messageBar.show_message(
                Tone.INFO, f"Only managers change texts. Ask a manager: {managers}." if managers else "Read only."
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QLineEdit | QPlainTextEdit):
            self._target = watched
        if watched is self.ui.editorCard and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            # A splitter asks nobody how high wrapped words (an error, a hint) are at their width: they would overlap.
            card = self.ui.editorCard
            card.setMinimumHeight(max(0, self.ui.editorLayout.minimumHeightForWidth(card.width())))
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """The colours of placeholders follow the scheme."""
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            self._highlighter.rehighlight()
        super().changeEvent(event)

    # -- one text

    @Slot(int)
    def _on_text_chosen(self, number: int) -> None:
        self.show_text(EDITABLE_KINDS[number], self._key[1])

    @Slot(int, bool)
    def _on_language_toggled(self, number: int, checked: bool) -> None:
        if checked:
            self.show_text(self._key[0], Language.SPANISH if number else Language.ENGLISH)

    def _show_text(self) -> None:
        ui = self.ui
        words = self._drafts.get(self._key, self._used[self._key].words)
        with QSignalBlocker(ui.bodyTextEdit):
            ui.subjectLineEdit.setText(words.subject)
            ui.subjectLineEdit.setCursorPosition(0)
            ui.buttonLineEdit.setText(words.button)
            ui.bodyTextEdit.setPlainText(words.body)
        ui.buttonFieldWidget.setVisible(has_link(self._key[0]))
        self._show_placeholders()
        self._show_state()
        self._show_errors(focus=False)
        self._show_preview()

    def _show_placeholders(self) -> None:
        offered = placeholders(self._key[0])
        grid = self.ui.placeholdersGrid
        for inserter in self._inserters.values():
            grid.removeWidget(inserter)
            inserter.hide()
        for number, placeholder in enumerate(offered):
            inserter = self._inserters[placeholder]
            grid.addWidget(inserter, number // _PLACEHOLDER_COLUMNS, number % _PLACEHOLDER_COLUMNS)
            inserter.show()
        self._highlighter.set_known([placeholder.key for placeholder in offered])

    def _show_state(self) -> None:
        ui = self.ui
        used, edited = self._used[self._key], self._key in self._drafts
        chip, tone = ("OP Portal’s words", Tone.NEUTRAL) if used.built_in else ("Your words", Tone.GOOD)
        ui.stateChip.setText(chip)
        restyle(ui.stateChip, tone=tone.value)
        if used.version:
            moment = practice_rules(self._records).moment(used.version.saved_at)
            told = f"Version {used.number}, {moment}, by {used.version.saved_by}"
        else:
            told = "Never changed"
        ui.stateLabel.setText(f"{told}. Your changes are not saved yet." if edited else told)
        ui.versionsButton.setEnabled(used.version is not None)
        ui.defaultButton.setEnabled(self._typed() != built_in_words(*self._key))
        ui.discardButton.setEnabled(edited)
        ui.saveButton.setEnabled(bool(self._drafts))
        for number, kind in enumerate(EDITABLE_KINDS):
            unsaved = any(key[0] is kind for key in self._drafts)
            ui.mailComboBox.setItemText(number, f"{kind.label} (not saved)" if unsaved else kind.label)

    def _typed(self) -> MailWords:
        ui = self.ui
        return cleaned(MailWords(ui.subjectLineEdit.text(), ui.buttonLineEdit.text(), ui.bodyTextEdit.toPlainText()))

    @Slot()
    def _on_edited(self) -> None:
        typed = self._typed()
        if typed == self._used[self._key].words:
            self._drafts.pop(self._key, None)
            self._refused.discard(self._key)
        else:
            self._drafts[self._key] = typed
        if self._by.is_manager:
            self.ui.messageBar.clear()
        self._show_state()
        self._show_errors(focus=False)
        self._preview_timer.start()

    def _show_errors(self, *, focus: bool) -> None:
        """Not while a text is written for the first time; after Save refused it, until it is right."""
        found = problems(self._key[0], self._typed()) if self._key in self._refused else {}
        self._errors.show(found, focus=focus)

    @Slot()
    def _show_preview(self) -> None:
        self._preview_timer.stop()
        shown = preview_words(*self._key, self._typed(), load_settings(self._records), self._records.clock())
        ui = self.ui
        ui.previewSubjectLabel.setText(shown.subject or "—")
        ui.previewFromLabel.setText(f"From {shown.sender} to {shown.to}, who is made up; so is the link.")
        for view, content in ((ui.htmlBrowser, shown.html), (ui.plainTextEdit, shown.text)):
            bar = view.verticalScrollBar()
            at = bar.value()
            if view is ui.htmlBrowser:
                ui.htmlBrowser.setHtml(content)
            else:
                ui.plainTextEdit.setPlainText(content)
            bar.setValue(at)

    def _insert(self, placeholder: Placeholder) -> None:
        in_subject = self._target is self.ui.subjectLineEdit and placeholder in (
            Placeholder.PRACTICE,
            Placeholder.PHONE,
        )
        if in_subject:
            self.ui.subjectLineEdit.insert(placeholder.typed)
            self.ui.subjectLineEdit.setFocus()
            self._on_edited()
        else:
            self.ui.bodyTextEdit.insertPlainText(placeholder.typed)
            self.ui.bodyTextEdit.setFocus()

    def _put(self, words: MailWords) -> None:
        """Into the editor, as if typed."""
        with QSignalBlocker(self.ui.bodyTextEdit):
            self.ui.subjectLineEdit.setText(words.subject)
            self.ui.buttonLineEdit.setText(words.button)
            self.ui.bodyTextEdit.setPlainText(words.body)
        self._on_edited()
        self._show_preview()

    # -- the buttons

    @Slot()
    def _back_to_default(self) -> None:
        self._put(built_in_words(*self._key))
        self._say_unsaved("OP Portal’s own words are in the editor.")

    @Slot()
    def _discard(self) -> None:
        self._put(self._used[self._key].words)

    @Slot()
    def _open_versions(self) -> None:
        used = self._used[self._key]
        dialog = TextVersionsWindow(
            text_history(*self._key),
            used.version.id if used.version else None,
            load_settings(self._records),
            practice_rules(self._records).moment,
            self,
            may_take=self._by.is_manager,
        )
        dialog.chosen.connect(self._take_version)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def _take_version(self, words: MailWords) -> None:
        self._put(words)
        self._say_unsaved("The chosen version is in the editor.")

    def _say_unsaved(self, happened: str) -> None:
        if self._key in self._drafts:
            self.ui.messageBar.show_message(Tone.INFO, f"{happened} Save to use it for new mails.")

    @Slot()
    def save(self) -> None:
        """Save every text that was changed; refused as a whole when one of them can't be."""
        if not self._drafts or not self._by.is_manager:
            return
        bar = self.ui.messageBar
        try:
            saved = save_texts(self._records, self._drafts, self._used, self._by)
        except TextsInvalid as refusal:
            self._refused = {*refusal.errors}
            key = self._key if self._key in refusal.errors else next(iter(refusal.errors))
            self.show_text(*key)
            self._show_errors(focus=True)
            bar.show_message(Tone.WARNING, "Nothing was saved yet: correct what is marked below, then save again.")
        except TextChangedMeanwhile as refusal:
            self._used[refusal.key] = UsedText(refusal.current.words, refusal.current)
            self.show_text(*refusal.key)
            bar.show_message(
                Tone.WARNING,
                f"{refusal.current.saved_by} saved another version of this text meanwhile. Nothing was overwritten, "
                "and your words are still here. Look at Versions; save again to use yours.",
            )
        except NotManager:
            bar.show_message(Tone.WARNING, "You are no manager any more, so nothing was saved.")
        except RecordsBusyError:
            bar.show_message(
                Tone.WARNING, "Another program is writing to the records. Your words are still here; save again."
            )
        except StorageError as error:
            # The type only: a database's message may quote what was to be stored.
            log.error("texts were not written: %s", type(error).__name__)
            words = not_written(error, "Nothing was saved; your words are still here.", "save again")
            bar.show_message(Tone.DANGER, words)
        else:
            self._on_saved(saved)

    def _on_saved(self, saved: dict[TextKey, UsedText]) -> None:
        self._used.update(saved)
        self._drafts.clear()
        self._refused.clear()
        self._show_text()
        names = [f"{kind.label} in {language.label}" for kind, language in saved]
        told = names[0] if len(names) == 1 else f"{len(names)} texts"
        self.ui.messageBar.show_message(Tone.GOOD, f"Saved: {told}. Mails that are written from now on say so.")

    # -- news and leaving

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not (changed.settings or changed.everything):
            return
        before = self._used[self._key]
        self._used |= {key: used for key, used in used_texts().items() if key not in self._drafts}
        if self._used[self._key] != before:
            self._show_text()
        elif not self._preview_timer.isActive():
            # The practice's name or phone may be another.
            self._preview_timer.start()

    def reject(self) -> None:
        """Escape, Close and closing; unsaved words are asked about."""
        if self._may_leave():
            super().reject()

    def _may_leave(self) -> bool:
        if not self._drafts:
            return True
        answer = self._prompts.ask(
            self,
            "Discard the changed texts?",
            "What you changed in this window is not saved yet.",
            [
                Choice("discard", "&Discard changes", ChoiceRole.DANGER),
                Choice("keep", "&Keep editing", ChoiceRole.CANCEL),
            ],
        )
        return answer == "discard"
