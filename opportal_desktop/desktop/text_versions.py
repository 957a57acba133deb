# SPDX-License-Identifier: GPL-3.0-or-later
"""The versions of one text: who saved them and when, how each reads, and back into the editor with one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QDialog, QHeaderView, QWidget

from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.models import text_versions_model as columns
from opportal_desktop.desktop.models.text_versions_model import TextVersionsModel
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.tables import prepare_table
from opportal_desktop.forms.ui_text_versions import Ui_TextVersionsWindow
from opportal_desktop.mail.preview import preview_words
from opportal_desktop.records.message_texts import TextVersion
from opportal_desktop.records.settings import PracticeSettings

_WIDTH_CHARACTERS = 150
_HEIGHT_LINES = 40
_LIST_CHARACTERS = 68


class TextVersionsWindow(QDialog):
    """Modal to its parent; changes nothing by itself.

    Args:
        versions: of one text, the newest first; at least one.
        used_id: the one that new mails get; None when that has no version yet.
        moment: writes a time in the practice's time zone.
        may_take: whether a version can be put into the editor.
    """

    chosen = Signal(object)
    """The `MailWords` that are to be put into the editor."""

    def __init__(
        self,
        versions: Sequence[TextVersion],
        used_id: int | None,
        settings: PracticeSettings,
        moment: Callable[[dt.datetime], str],
        parent: QWidget | None = None,
        *,
        may_take: bool,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.ui = Ui_TextVersionsWindow()
        self.ui.setupUi(self)
        self.model = TextVersionsModel(versions, used_id, moment, self)
        self.ui.subtitleLabel.setText(f"{versions[0].kind.label}, {versions[0].language.label}")
        self._prepare_table()
        self._forms = QButtonGroup(self)
        self._forms.addButton(self.ui.htmlButton, 0)
        self._forms.addButton(self.ui.plainButton, 1)
        self.ui.htmlBrowser.setAccessibleName("As the parent sees it")
        self.ui.plainTextEdit.setAccessibleName("Plain text")
        # Not idClicked: a screen reader toggles a button without a click.
        self._forms.idToggled.connect(self._on_form_toggled)
        self.ui.takeButton.setVisible(may_take)
        self.ui.takeButton.clicked.connect(self._take)
        self.ui.cancelButton.clicked.connect(self.reject)
        load_icons(self)
        characters = self.fontMetrics().averageCharWidth()
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self.ui.splitter.setSizes([characters * _LIST_CHARACTERS, characters * (_WIDTH_CHARACTERS - _LIST_CHARACTERS)])
        self.ui.versionTableView.selectRow(0)
        self.ui.versionTableView.setFocus()

    def selected(self) -> TextVersion:
        return self.model.row(max(self.ui.versionTableView.currentIndex().row(), 0))

    def _prepare_table(self) -> None:
        table = self.ui.versionTableView
        table.setModel(self.model)
        prepare_table(table)
        table.setItemDelegateForColumn(columns.COL_WORDS, ChipDelegate(table))
        header = table.horizontalHeader()
        for column in (columns.COL_NUMBER, columns.COL_SINCE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(columns.COL_BY, self.fontMetrics().averageCharWidth() * 20)
        table.selectionModel().currentRowChanged.connect(self._show_version)

    @Slot(int, bool)
    def _on_form_toggled(self, page: int, checked: bool) -> None:
        if checked:
            self.ui.formStack.setCurrentIndex(page)

    @Slot()
    def _show_version(self) -> None:
        version = self.selected()
        shown = preview_words(version.kind, version.language, version.words, self._settings, version.saved_at)
        self.ui.previewSubjectLabel.setText(shown.subject)
        self.ui.htmlBrowser.setHtml(shown.html)
        self.ui.plainTextEdit.setPlainText(shown.text)

    @Slot()
    def _take(self) -> None:
        self.chosen.emit(self.selected().words)
        self.accept()
