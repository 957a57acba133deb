# SPDX-License-Identifier: GPL-3.0-or-later
"""Section "Family Contacts" of a chart: the contact list above, the Contact Information panel below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from opportal_desktop.desktop.chip_delegate import ChipDelegate
from opportal_desktop.desktop.contact_ending import ContactEnding
from opportal_desktop.desktop.contact_information import ContactInformation
from opportal_desktop.desktop.icons import icon, load_icons
from opportal_desktop.desktop.models import family_contacts_model as columns
from opportal_desktop.desktop.models.family_contacts_model import FamilyContactsModel
from opportal_desktop.desktop.prompts import Prompts
from opportal_desktop.desktop.siblings_dialog import SavedSiblings, SiblingsDialog
from opportal_desktop.desktop.signals import RecordsSignals
from opportal_desktop.desktop.small_screens import scroll_when_small, show_page
from opportal_desktop.desktop.tables import fit_columns, prepare_table
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.desktop.welcome_words import queued_words
from opportal_desktop.forms.ui_family_contacts import Ui_FamilyContacts
from opportal_desktop.records.records import Records
from opportal_desktop.registration import family_contacts, siblings
from opportal_desktop.registration.charts import load_chart
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.family_contacts import FamilyContactRow
from opportal_desktop.registration.save_contact import SavedContact
from opportal_desktop.registration.siblings import SiblingLink
from opportal_desktop.terms import Changed, StaffMember

REFRESH_MS = 60_000
"""Statuses change by the clock, too: a link expires, a lock ends."""

# In average characters: what a column of free text keeps where the window is narrow.
_LEAST_CHARACTERS = {
    columns.COL_NAME: 16,
    columns.COL_ROLE_REASON: 12,
    columns.COL_HOME_EMAIL: 16,
    columns.COL_PORTAL_STATUS: 18,
}
_MOST_LIST_ROWS = 5
_LEAST_LIST_ROWS = 3


class ContactChooser(Protocol):
    """What is needed of the Contact Finder."""

    @property
    def chosen(self) -> int | None: ...
    @property
    def wants_new(self) -> bool: ...
    @property
    def typed(self) -> str: ...
    def exec(self) -> int: ...


MakeFinder = Callable[[int, QWidget], ContactChooser]
"""patient id, parent -> the Contact Finder, not shown yet."""
OpenRegistration = Callable[[int, QWidget], None]
"""contact id, parent: opens the dialog about the contact's portal account."""
OpenMessages = Callable[[int, str], None]
"""contact id, name: shows every message to the contact."""
ExplainAccess = Callable[[int, int, QWidget], None]
"""contact id, patient id, parent: opens the answer to Why can't they see…?"""


class FamilyContacts(QWidget):
    """Lists a patient's family contacts with their Portal Status, and edits the one that is selected."""

    basic_information_wanted = Signal()
    """A condition of access can only be met in Basic Information (the patient is inactive)."""

    def __init__(
        self,
        records: Records,
        signals: RecordsSignals,
        prompts: Prompts,
        staff: StaffMember,
        *,
        make_finder: MakeFinder,
        open_registration: OpenRegistration,
        open_messages: OpenMessages,
        explain_access: ExplainAccess,
        parent: QWidget | None = None,
    ) -> None:
        """Made without a patient, since making takes longer than showing: `show_patient` follows."""
        super().__init__(parent)
        self._records = records
        self._signals = signals
        self._prompts = prompts
        self._staff = staff
        self._patient_id = 0
        self._make_finder = make_finder
        self._open_registration = open_registration
        self._open_messages = open_messages
        self._explain_access = explain_access
        self._all_rows: tuple[FamilyContactRow, ...] = ()
        self._selecting = False
        self._stale = False
        self.ui = Ui_FamilyContacts()
        self.ui.setupUi(self)
        load_icons(self)
        self.model = FamilyContactsModel(self)
        self._ending = ContactEnding(records, prompts, staff, self, self._say, self._reload)
        self.panel = ContactInformation(records, prompts, staff, self.ui.panelStack)
        self.ui.panelStack.addWidget(self.panel)
        self._prepare_table()
        # Below what scrolls in a low window: Save stays in sight.
        self.ui.familyLayout.addWidget(self.panel.ui.footerFrame)
        self._prepare_empty_states()
        self._make_actions()
        # A question in the middle of a mouse press would leave the table half pressed.
        self._follow_timer = QTimer(self)
        self._follow_timer.setSingleShot(True)
        self._follow_timer.timeout.connect(self._follow_selection)
        # In the next turn of the event loop: a Save returns before it, and several changes are one refresh.
        self._changed_timer = QTimer(self)
        self._changed_timer.setSingleShot(True)
        self._changed_timer.timeout.connect(self._refresh)
        self._offer_for: int | None = None
        self._offer_timer = QTimer(self)
        self._offer_timer.setSingleShot(True)
        self._offer_timer.timeout.connect(self._offer_siblings)
        self._clock_timer = QTimer(self)
        self._clock_timer.setInterval(REFRESH_MS)
        self._clock_timer.timeout.connect(self._refresh)
        self._connect()
        self._say_nothing()

    def show_patient(self, patient_id: int) -> None:
        """List this patient's family contacts, and follow what happens to them; to be called once."""
        self._patient_id = patient_id
        self.panel.show_patient(patient_id)
        self._clock_timer.start()
        self._signals.changed.connect(self._on_changed)
        self._reload()
        self._show_first()
        self._fit_list()

    # -- what the chart asks

    def has_unsaved_edits(self) -> bool:
        return self.panel.has_unsaved_edits()

    def ask_to_leave(self) -> bool:
        """True if nothing would be lost, or the person agreed to lose it; False to stay."""
        return self.panel.ask_to_leave()

    def show_contact(self, contact_id: int, field: str = "") -> None:
        """Show one of the contacts, with the focus in `field` ("home_email") or in its row; asks before it leaves
        unsaved edits of another.
        """
        if contact_id != self.panel.contact_id or not self.panel.in_chart:
            if not self.panel.ask_to_leave():
                return
            if any(row.contact_id == contact_id and not row.active for row in self._all_rows):
                self.ui.showInactiveCheckBox.setChecked(True)
            self._say_nothing()
            self._show(contact_id)
        if field and self.panel.contact_id == contact_id:
            self.panel.focus_field(field)
        else:
            self.setFocus()

    # -- setting up

    def _prepare_table(self) -> None:
        table = self.ui.contactsTable
        table.setModel(self.model)
        prepare_table(table)
        table.setItemDelegateForColumn(columns.COL_PORTAL_STATUS, ChipDelegate(table))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.viewport().installEventFilter(self)
        self.ui.splitter.setStretchFactor(0, 0)
        self.ui.splitter.setStretchFactor(1, 1)
        scroll_when_small(self.ui.splitter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.ui.contactsTable.viewport():
            fit_columns(self.ui.contactsTable, _LEAST_CHARACTERS)
        return super().eventFilter(watched, event)

    def _fit_list(self) -> None:
        """Give the list the height of its rows, within bounds; the panel gets the rest."""
        table = self.ui.contactsTable
        shown = min(max(len(self.model.rows), _LEAST_LIST_ROWS), _MOST_LIST_ROWS)
        rows = table.verticalHeader().defaultSectionSize() * shown
        wanted = self.ui.toolsLayout.sizeHint().height() + table.horizontalHeader().sizeHint().height() + rows
        self.ui.splitter.setSizes([wanted + 2 * table.frameWidth(), wanted * 4])

    def _prepare_empty_states(self) -> None:
        self.ui.noContactState.set_content(
            "user", "No contact selected", "Select a contact above to see and edit its information."
        )

    def _make_actions(self) -> None:
        table = self.ui.contactsTable
        self._add_action = _action(table, "Add…", "user-plus", QKeySequence(Qt.Key.Key_Insert))
        self._edit_action = _action(table, "Edit", "pencil", QKeySequence(Qt.Key.Key_Return))
        self._edit_action.setShortcuts([QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)])
        self._registration_action = _action(table, "Portal registration…", "folder-open")
        self._messages_action = _action(table, "Messages", "mail")
        self._explain_action = _action(table, "Why can’t they see…?", "eye-off")
        self._siblings_action = _action(table, "Brothers and sisters…", "users")
        self._inactivate_action = _action(table, "Inactivate", "archive")
        self._remove_action = _action(table, "Remove…", "trash-2", QKeySequence(Qt.Key.Key_Delete))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _connect(self) -> None:
        for action, button, slot in (
            (self._add_action, self.ui.addButton, self.add),
            (self._inactivate_action, self.ui.inactivateButton, self.inactivate_or_reactivate),
            (self._remove_action, self.ui.removeButton, self.remove),
        ):
            action.triggered.connect(slot)
            button.clicked.connect(slot)
        self._edit_action.triggered.connect(self.panel.focus_first_field)
        self._registration_action.triggered.connect(self.panel.open_registration)
        self._messages_action.triggered.connect(self._on_messages_wanted)
        self._explain_action.triggered.connect(self.panel.explain)
        self._siblings_action.triggered.connect(self.open_siblings)
        self.ui.listMessageBar.action_triggered.connect(self.open_siblings)
        self.ui.contactsTable.doubleClicked.connect(self._on_double_clicked)
        self.ui.contactsTable.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.ui.showInactiveCheckBox.toggled.connect(self._reload)
        self.ui.emptyState.action_triggered.connect(self.add)
        self.panel.saved.connect(self._on_saved)
        self.panel.cancelled.connect(self._show_first)
        self.panel.contact_shown.connect(self._on_contact_shown)
        self.panel.reactivation_wanted.connect(self.inactivate_or_reactivate)
        self.panel.basic_information_wanted.connect(self.basic_information_wanted)
        self.panel.registration_wanted.connect(self._on_registration_wanted)
        self.panel.explanation_wanted.connect(self._on_explanation_wanted)
        self._add_shortcut("Ctrl+S").activated.connect(self.panel.save)
        self._add_shortcut("F7").activated.connect(self.open_siblings)
        self._add_shortcut("F6").activated.connect(self.panel.explain)
        self._add_shortcut("Ctrl+R").activated.connect(self._register)

    def _add_shortcut(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    # -- the rows

    @property
    def current_row(self) -> FamilyContactRow | None:
        """The selected row."""
        index = self.ui.contactsTable.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        shown = {row.contact_id for row in self._all_rows} | {self.panel.contact_id}
        if not (
            changed.everything
            or changed.settings
            or self._patient_id in changed.patient_ids
            or shown & changed.contact_ids
        ):
            return
        self._changed_timer.start()

    def _refresh(self) -> None:
        """Read again what is shown; a chart that is not seen waits until it is."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._reload()
            self.panel.records_changed()
            if (row := self.current_row) is not None and row.contact_id == self.panel.contact_id:
                self.panel.follow_mail(row.status.status)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._changed_timer.start()

    def _reload(self) -> None:
        """Read the rows again; the selection stays with its contact."""
        self._all_rows = family_contacts.list_family_contacts(self._records, self._patient_id)
        show_inactive = self.ui.showInactiveCheckBox.isChecked()
        selected = self.current_row
        self._selecting = True
        self.model.set_rows([row for row in self._all_rows if row.active or show_inactive])
        self._selecting = False
        # Else when it gets its size.
        if self.isVisible():
            fit_columns(self.ui.contactsTable, _LEAST_CHARACTERS)
        self._select(self.panel.contact_id)
        if selected is not None and self.current_row is None and not self.panel.has_unsaved_edits():
            self._show_first()
        self._show_counts()
        self._on_selection_shown()

    def _show_counts(self) -> None:
        inactive = sum(not row.active for row in self._all_rows)
        active = len(self._all_rows) - inactive
        self.ui.countLabel.setText(f"{active} active, {inactive} inactive" if inactive else "")
        self.ui.showInactiveCheckBox.setVisible(bool(inactive))
        if not self._all_rows:
            self.ui.emptyState.set_content(
                "users",
                "No family contacts yet",
                "Start with the parents, so that they can be registered.",
                action="Add a contact",
            )
        else:
            self.ui.emptyState.set_content(
                "users", "No active family contacts", "Tick “Show inactive” to see those that were.", action=""
            )
        # In a low window a list of one contact gives its room to the panel.
        table = self.ui.contactsTable
        least = max(1, min(len(self.model.rows), _LEAST_LIST_ROWS)) * table.verticalHeader().defaultSectionSize()
        table.setMinimumHeight(table.horizontalHeader().sizeHint().height() + least + 2 * table.frameWidth())
        page = self.ui.tablePage if self.model.rows else self.ui.emptyPage
        show_page(self.ui.listStack, page)
        self.setFocusProxy(self.ui.contactsTable if self.model.rows else self.ui.addButton)

    def _select(self, contact_id: int | None) -> None:
        """Select this contact's row, or none, without following the selection."""
        number = self.model.number_of(contact_id)
        self._selecting = True
        if number is None:
            self.ui.contactsTable.setCurrentIndex(QModelIndex())
            self.ui.contactsTable.clearSelection()
        elif self.current_row is None or self.current_row.contact_id != contact_id:
            self.ui.contactsTable.selectRow(number)
        self._selecting = False
        self._on_selection_shown()

    def _on_selection_shown(self) -> None:
        row = self.current_row
        for target in (
            self.ui.inactivateButton,
            self.ui.removeButton,
            self._edit_action,
            self._registration_action,
            self._messages_action,
            self._explain_action,
            self._siblings_action,
            self._inactivate_action,
            self._remove_action,
        ):
            target.setEnabled(row is not None)
        ended = row is not None and not row.active
        self.ui.inactivateButton.setText("Reac&tivate" if ended else "Inac&tivate")
        self.ui.inactivateButton.setToolTip(
            "Make this contact active in this chart again"
            if ended
            else "End this contact in this chart; the history is kept"
        )
        self._inactivate_action.setText("Reactivate" if ended else "Inactivate…")

    def _on_current_row_changed(self) -> None:
        if not self._selecting:
            self._follow_timer.start()

    def _follow_selection(self) -> None:
        """Show the contact that was selected, unless the person would rather keep editing the one that is shown."""
        row = self.current_row
        if row is None or (self.panel.in_chart and row.contact_id == self.panel.contact_id):
            return
        if not self.panel.ask_to_leave():
            self._select(self.panel.contact_id)
            return
        self._say_nothing()
        self._show(row.contact_id)

    def _show(self, contact_id: int) -> None:
        try:
            self.panel.show_contact(contact_id)
        except RecordGone:
            self._reload()

    def _show_first(self) -> None:
        """After what was shown has gone: the selected row's contact, or the first."""
        row = self.current_row or next(iter(self.model.rows), None)
        if row is None:
            if self.panel.contact_id is not None:
                self.panel.clear()
            self._on_contact_shown(None)
        else:
            self._show(row.contact_id)

    def _on_contact_shown(self, contact_id: int | None) -> None:
        self._select(contact_id)
        shows_contact = self.panel.has_contact
        show_page(self.ui.panelStack, self.panel if shows_contact else self.ui.noContactPage)
        was_hidden = self.ui.panelStack.isHidden()
        self.ui.panelStack.setVisible(shows_contact or bool(self.model.rows))
        self.panel.ui.footerFrame.setVisible(shows_contact)
        if was_hidden:
            self._fit_list()

    def _on_double_clicked(self) -> None:
        self.panel.focus_first_field()

    # -- adding

    def add(self) -> None:
        """Find an existing contact or start a new one; nothing is stored before Save."""
        if not self.panel.ask_to_leave():
            return
        finder = self._make_finder(self._patient_id, self)
        finder.exec()
        self._say_nothing()
        try:
            if finder.chosen is not None:
                self.panel.show_existing(finder.chosen)
            elif finder.wants_new:
                self.panel.show_new(self._new_draft(finder.typed))
        except RecordGone:
            self._say(Tone.WARNING, "That contact was removed meanwhile. Nothing was changed.")

    def start_new(self, draft: ContactDraft) -> None:
        """Show a contact who is not in the records yet, with what is known; asks before unsaved edits are left."""
        if self.panel.ask_to_leave():
            self._say_nothing()
            self.panel.show_new(draft)

    def _new_draft(self, typed: str) -> ContactDraft:
        patient = load_chart(self._records, self._patient_id).draft
        first, last, email, phone = _understood(typed)
        return ContactDraft(
            patient_id=self._patient_id,
            first_name=first,
            last_name=last or patient.last_name,
            home_email=email,
            cell_phone=phone,
            language=patient.language,
        )

    def _on_saved(self, saved: SavedContact) -> None:
        self._select(saved.draft.contact_id)
        self._offer_for = saved.draft.contact_id
        # In the next turn of the event loop: a Save returns before it.
        self._offer_timer.start()

    # -- brothers and sisters

    def _offer_siblings(self) -> None:
        """Say, without interrupting, to which brothers and sisters the contact is not what they are here."""
        contact_id = self.panel.contact_id
        if contact_id is None or contact_id != self._offer_for or not self.panel.in_chart:
            return
        others = siblings.differ(self._records, self._patient_id, contact_id)
        if not others:
            return
        self.ui.listMessagePage.show()
        self.ui.listMessageBar.show_message(
            Tone.NEUTRAL,
            _offer_words(others),
            action="Brothers and sisters… (F7)",
        )

    def open_siblings(self) -> None:
        """Open the grid: what the contact that is shown is to the patient's brothers and sisters."""
        contact_id = self.panel.contact_id
        if contact_id is None or not self.panel.in_chart or not self.panel.ask_to_leave():
            return
        try:
            draft = load_contact_draft(self._records, self._patient_id, contact_id)
            dialog = SiblingsDialog(self._records, self._prompts, self._staff, draft, self)
        except RecordGone:
            self._reload()
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._on_siblings_saved)
        dialog.open()

    def _on_siblings_saved(self, saved: SavedSiblings) -> None:
        charts = "1 more chart" if saved.charts == 1 else f"{saved.charts} more charts"
        mail = queued_words(self._records, [address for _, address in saved.effects.queued], "Save")
        self._say(Tone.GOOD, f"{saved.name} was saved in {charts}. {mail}".rstrip())

    # -- ending, reactivating, removing

    def inactivate_or_reactivate(self) -> None:
        """Inactivate the selected contact, or reactivate it; says beforehand what it does to the portal."""
        row = self.current_row
        if row is None or not self.panel.ask_to_leave():
            return
        if row.active:
            self._ending.inactivate(row)
        else:
            self._ending.reactivate(row)

    def remove(self) -> None:
        """Take the selected contact off this chart, after asking."""
        row = self.current_row
        if row is not None and self.panel.ask_to_leave():
            self._ending.remove(row)

    # -- the portal dialog, messages

    def _register(self) -> None:
        if self.panel.has_contact:
            self.panel.open_registration()

    def _on_explanation_wanted(self, contact_id: int) -> None:
        self._explain_access(contact_id, self._patient_id, self)

    def _on_registration_wanted(self, contact_id: int) -> None:
        self._open_registration(contact_id, self)

    def _on_messages_wanted(self) -> None:
        if (row := self.current_row) is not None:
            self._open_messages(row.contact_id, row.name)

    def _say(self, tone: Tone, text: str) -> None:
        self.ui.listMessagePage.show()
        self.ui.listMessageBar.show_message(tone, text)

    def _say_nothing(self) -> None:
        self.ui.listMessageBar.clear()
        self.ui.listMessagePage.hide()


def _action(table: QTableView, text: str, icon_name: str, shortcut: QKeySequence | None = None) -> QAction:
    action = QAction(icon(icon_name), text, table)
    action.setProperty("iconName", icon_name)
    if shortcut is not None:
        action.setShortcut(shortcut)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    table.addAction(action)
    return action


def _offer_words(others: Sequence[SiblingLink]) -> str:
    missing = [other.name for other in others if not other.in_chart]
    different = [other.name for other in others if other.in_chart]
    words = []
    if missing:
        words.append(f"This contact is not in the chart of {_and(missing)}, brother or sister of this patient.")
    if different:
        words.append(f"In the chart of {_and(different)} their Role/Reason or Authority is another one.")
    return " ".join(words)


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _understood(typed: str) -> tuple[str, str, str, str]:
    """First name, last name, Home Email and Cell Phone that were typed to find somebody who was not there."""
    typed = " ".join(typed.split())
    if "@" in typed:
        return "", "", typed, ""
    if sum(ch.isdigit() for ch in typed) >= 7:
        return "", "", "", typed
    if "," in typed:
        last, _, first = typed.partition(",")
        return first.strip(), last.strip(), "", ""
    first, _, last = typed.partition(" ")
    return first, last, "", ""
