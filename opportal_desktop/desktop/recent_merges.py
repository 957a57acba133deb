# SPDX-License-Identifier: GPL-3.0-or-later
"""The merges of the last 30 days, each with Undo or why that can't be any more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QTableWidgetItem, QWidget

from opportal_desktop.desktop.contact_merging import undone
from opportal_desktop.desktop.icons import load_icons
from opportal_desktop.desktop.small_screens import open_with
from opportal_desktop.desktop.tables import fit_columns, prepare_table
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.forms.ui_recent_merges import Ui_RecentMerges
from opportal_desktop.records.records import Records
from opportal_desktop.registration.undo_merge import RecentMerge, obstacles, recent_merges
from opportal_desktop.terms import StaffMember

HEADERS = ("Merged", "By", "Kept", "Folded in", "Undo")
_COL_KEPT, _COL_FOLDED = 2, 3
_WIDTH_CHARACTERS = 130
_HEIGHT_LINES = 26


class RecentMerges(QDialog):
    """Nothing is undone before the desk presses Undo."""

    undone = Signal(object)
    """`Unmerged`, after the commit."""

    def __init__(self, records: Records, staff: StaffMember, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self._staff = staff
        self._merges: tuple[RecentMerge, ...] = ()
        self.ui = Ui_RecentMerges()
        self.ui.setupUi(self)
        load_icons(self)
        table = self.ui.mergesTableWidget
        prepare_table(table)
        table.setColumnCount(len(HEADERS))
        table.setHorizontalHeaderLabels(HEADERS)
        table.currentCellChanged.connect(self._show_detail)
        self.ui.closeButton.clicked.connect(self.reject)
        self.ui.undoButton.clicked.connect(self.undo)
        empty = "When two contacts are merged, the merge is listed here for 30 days."
        self.ui.emptyState.set_content("users", "Nothing was merged", empty)
        open_with(self, _WIDTH_CHARACTERS, _HEIGHT_LINES)
        self._fill()

    def _fill(self) -> None:
        self._merges = recent_merges(self._records)
        table = self.ui.mergesTableWidget
        table.setRowCount(len(self._merges))
        for number, merge in enumerate(self._merges):
            state = merge.undone or f"Until {merge.until}"
            for column, text in enumerate((merge.when, merge.by, merge.kept, merge.folded, state)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(number, column, item)
        self.ui.listStack.setCurrentWidget(self.ui.listPage if self._merges else self.ui.emptyPage)
        self._fit()
        if self._merges:
            table.selectRow(0)
            table.setFocus()
        self._show_detail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        fit_columns(self.ui.mergesTableWidget, {_COL_KEPT: 16, _COL_FOLDED: 16})

    @property
    def _chosen(self) -> RecentMerge | None:
        number = self.ui.mergesTableWidget.currentRow()
        return self._merges[number] if 0 <= number < len(self._merges) else None

    @Slot()
    def _show_detail(self) -> None:
        merge = self._chosen
        reasons = obstacles(self._records, merge.merge_id) if merge else ()
        self.ui.undoButton.setEnabled(merge is not None and not reasons)
        if merge is None:
            words = ""
        elif merge.undone:
            words = f"{merge.undone}."
        elif reasons:
            words = "\n".join(("This merge can’t be undone:", *(f"• {why}" for why in reasons)))
        else:
            words = (
                f"Undo makes {merge.folded} a contact of their own again. What was added since stays. "
                "Emails that the merge wrote are taken back if they still wait; browsers that it signed out stay so."
            )
        self.ui.detailLabel.setText(words)
        self.ui.undoButton.setAccessibleDescription(words)

    @Slot()
    def undo(self) -> None:
        """Undo what is selected; a refusal is said, and nothing was written."""
        merge = self._chosen
        if merge is None:
            return
        done = undone(self._records, merge.merge_id, self._staff, self._say)
        if done is None:
            self._show_detail()
        else:
            self.accept()
            self.undone.emit(done)

    def _say(self, tone: Tone, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        # Undo stands below, to be pressed again.
        self.ui.messageBar.show_message(tone, text)
