# SPDX-License-Identifier: GPL-3.0-or-later
"""The first window: the search field that is always there, a tab for each open chart, the state of the mail.

It is made and painted before the records are open, so nothing here imports the database at the start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from opportal_desktop import __version__
from opportal_desktop.desktop.theme import Scheme, TextSize, Theme, Tone, restyle
from opportal_desktop.desktop.window_state import WindowState
from opportal_desktop.terms import Changed, StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.basic_information import BasicInformation
    from opportal_desktop.desktop.mail_state import MailState
    from opportal_desktop.desktop.patient_chart import MakeFamilyContacts, PatientChart
    from opportal_desktop.desktop.patient_search import FoundRows, PatientSearch
    from opportal_desktop.desktop.prompts import Prompts
    from opportal_desktop.desktop.signals import RecordsSignals
    from opportal_desktop.forms.ui_main_window import Ui_MainWindow
    from opportal_desktop.records.records import Records
    from opportal_desktop.registration.contact_draft import ContactDraft

_GEOMETRY = "main_window"
_SERVER_LOST = (
    "The database server does not answer. What was saved is safe on the server, and what you are typing stays here: "
    "OP Portal goes on by itself as soon as the server is back."
)
_MOVED = (
    "The practice has moved to a database server. Nothing can be saved here any more: note down what you typed, close "
    "OP Portal and start it again. It works with the server then, or says how this computer joins it."
)
_FIRST_SIZE_CHARACTERS = QSize(185, 41)
_SEARCH_TAB = 0
_TAB_CHARACTERS = 26
_SHORTCUTS = (
    ("F8 or Ctrl+F", "Find a patient, from anywhere"),
    ("Enter", "Open the chart of the selected patient"),
    ("↓ and ↑", "Move between the search field and the list"),
    ("Esc", "Clear the search; once more: back to the last chart"),
    ("Ctrl+N", "New patient"),
    ("Ctrl+S", "Save"),
    ("Ctrl+Tab, Ctrl+Shift+Tab", "Next, previous tab"),
    ("Ctrl+W", "Close the chart"),
    ("Ctrl+M, Ctrl+Shift+M", "Messages, what needs attention"),
    ("Ctrl+Shift+C", "All contacts: find, filter, merge"),
    ("Ctrl+Shift+A", "Patients coming of age"),
    ("F2, Shift+F2", "Set the dispute note of the chart, end it"),
    ("F4", "Take the likely contact instead of a new one"),
    ("F6", "Why can’t they see…? about the selected contact"),
    ("F7", "Siblings of the contact just saved"),
    ("F9, Shift+F9", "Take back the last Welcome Email, or all, while they wait"),
    ("Alt and an underlined letter", "Go to that field or press that button"),
)


SPARE_MILLISECONDS = 700
"""After a chart was opened: making the next one takes some 30 ms of the GUI thread."""
FOOT_MILLISECONDS = 30
"""After the first rows were asked for: they need not wait for what stands below them."""


class MainWindow(QMainWindow):
    """Cheap to make; shows "Opening…" until `attach`.

    Other windows are app.py's to open: connect `settings_requested`, and add the rest with `add_window`.
    """

    settings_requested = Signal()
    pause_settings_requested = Signal(bool)
    """Sending is paused (True: of texts), and only a change of the settings helps."""
    mail_set_up_requested = Signal()
    message_texts_requested = Signal()
    chart_opened = Signal()
    contacts_requested = Signal()
    messages_requested = Signal()
    attention_requested = Signal()
    coming_of_age_requested = Signal()
    try_again_requested = Signal()
    """A queue is held, and trying again may be all it needs."""
    closed = Signal()
    """The person closed it, and nothing unsaved spoke against it: the program ends."""

    def __init__(
        self, theme: Theme, prompts: Prompts, state: WindowState, places: Sequence[tuple[str, object]] = ()
    ) -> None:
        """`places`: what Help says of where things are, e.g. ("Records", path)."""
        super().__init__()
        self._theme = theme
        self._prompts = prompts
        self._state = state
        self._places = tuple(places)
        self._records: Records | None = None
        self._staff: StaffMember | None = None
        self._signals: RecordsSignals | None = None
        self._make_family_contacts: MakeFamilyContacts | None = None
        self._mail_state: Callable[[], MailState] | None = None
        self._shown_hold: tuple[str, bool, bool, str] = ("", False, False, "")
        self._search: PatientSearch | None = None
        self._last_chart: QWidget | None = None
        self._spare_chart: PatientChart | None = None
        self._spare_timer = QTimer(self, singleShot=True, interval=SPARE_MILLISECONDS)
        self._spare_timer.timeout.connect(self._make_spare_chart)
        self._phone_region = "US"
        self._ui: Ui_MainWindow | None = None
        self.setWindowTitle("OP Portal")
        if not state.restore_geometry(self, _GEOMETRY):
            metrics = self.fontMetrics()
            columns, lines = _FIRST_SIZE_CHARACTERS.width(), _FIRST_SIZE_CHARACTERS.height()
            wanted = QSize(metrics.averageCharWidth() * columns, metrics.lineSpacing() * lines)
            # A title bar and a frame come on top.
            self.resize(wanted.boundedTo(self.screen().availableSize() * 0.95))
        self._show_frame()

    def _show_frame(self) -> None:
        """What the first paint shows: the product's name where it stays, and that the rest is coming."""
        frame = QWidget(self)
        layout = QVBoxLayout(frame)
        for text, role in (("OP Portal", "strong"), ("Opening…", "heading")):
            label = QLabel(text, frame)
            label.setProperty("role", role)
            layout.addWidget(label)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setCentralWidget(frame)

    @property
    def ui(self) -> Ui_MainWindow:
        """The form: made when it is first asked for, since the window is painted before."""
        if self._ui is None:
            self.complete()
        assert self._ui is not None  # noqa: S101 - complete() made it
        return self._ui

    def complete(self) -> None:
        """Make everything that the first paint did without."""
        from opportal_desktop.desktop.icons import icon, load_icons
        from opportal_desktop.forms import ui_main_window

        if self._ui is not None:
            return
        self._ui = ui_main_window.Ui_MainWindow()
        self._ui.setupUi(self)
        self._add_status_labels()
        self._add_window_actions()
        self._group_appearance()
        self._connect()
        load_icons(self)
        self.setWindowIcon(icon("product-mark"))
        self._set_attached(False)
        self.ui.searchLineEdit.setFocus()

    # -- opening

    @Slot(bool)
    def show_server(self, reachable: bool) -> None:
        """Say that the server with the records does not answer; take it back when it does."""
        self.ui.serverPage.setVisible(not reachable)
        if reachable:
            self.ui.serverMessageBar.clear()
        else:
            self.ui.serverMessageBar.show_message(Tone.DANGER, _SERVER_LOST)

    @Slot()
    def show_moved(self) -> None:
        """Say that the practice has left the file that this window works with."""
        self.ui.serverPage.show()
        self.ui.serverMessageBar.show_message(Tone.DANGER, _MOVED)

    def show_opening(self, heading: str, text: str) -> None:
        """Say what the start is waiting for."""
        self.ui.openingHeadingLabel.setText(heading)
        self.ui.openingTextLabel.setText(text)

    def attach(
        self,
        records: Records,
        staff: StaffMember,
        signals: RecordsSignals,
        *,
        make_family_contacts: MakeFamilyContacts,
        mail_state: Callable[[], MailState],
    ) -> None:
        """The records are open: from now on one can work. `mail_state` is asked again after each change."""
        # Not at the top: they load peewee, and the window paints before that.
        from opportal_desktop.desktop.icons import icon
        from opportal_desktop.desktop.patient_search import PatientSearch
        from opportal_desktop.registration.ages import age_text

        self._records = records
        self._staff = staff
        self._signals = signals
        self._make_family_contacts = make_family_contacts
        self._mail_state = mail_state
        search = PatientSearch(partial(_find, records), partial(_today, records), age_text, self._shown_phone, self)
        search.patient_chosen.connect(self.open_chart)
        search.new_patient_requested.connect(self.new_patient)
        search.left_upwards.connect(self._on_left_upwards)
        self._search = search
        tabs = self.ui.tabWidget
        with QSignalBlocker(tabs):
            tabs.insertTab(_SEARCH_TAB, search, icon("search"), "Find a patient")
        for side in (QTabBar.ButtonPosition.LeftSide, QTabBar.ButtonPosition.RightSide):
            tabs.tabBar().setTabButton(_SEARCH_TAB, side, None)
        signals.changed.connect(self._on_changed)
        self._set_attached(True)
        self._show_practice()
        # What was typed while the records were being opened.
        self._on_search_edited()
        self.ui.undoBar.attach(records, signals, staff)
        QTimer.singleShot(FOOT_MILLISECONDS, self._show_foot)

    @Slot()
    def _show_foot(self) -> None:
        self._show_mail()
        self.ui.undoBar.look()

    def add_window(self, text: str, open_window: Callable[[], Any]) -> QAction:
        """Add a command to the Window menu, e.g. "&Demo Inbox"."""
        action = QAction(text, self)
        action.triggered.connect(open_window)
        self.ui.windowMenu.addAction(action)
        return action

    # -- charts

    @Slot(object)
    def open_chart(self, patient_id: int) -> PatientChart | None:
        """Open a patient's chart, or raise its tab; None if the patient is gone (said in a box)."""
        from opportal_desktop.registration.errors import RecordGone

        for chart in self.charts():
            if chart.patient_id == patient_id:
                self.ui.tabWidget.setCurrentWidget(chart)
                chart.focus_section()
                return chart
        chart = self._spare_chart or self._make_chart()
        try:
            chart.show_patient(patient_id)
        except RecordGone:
            # The chart is still as it was made.
            self._spare_chart = chart
            self._prompts.tell(self, "This patient is not in the records any more", "The chart was removed meanwhile.")
            self._refresh_search()
            return None
        chart.title_changed.connect(self._on_title_changed)
        self._add_tab(chart, chart.title, chart.facts, "user")
        chart.focus_section()
        self._state.remember_patient(patient_id)
        self._spare_chart = None
        self._spare_timer.start()
        self.chart_opened.emit()
        return chart

    def _make_chart(self) -> PatientChart:
        from opportal_desktop.desktop.patient_chart import PatientChart

        if self._records is None or self._staff is None or self._signals is None or self._make_family_contacts is None:
            raise RuntimeError("no chart can be opened before the records are attached")
        return PatientChart(
            self._records,
            self._signals,
            self._prompts,
            self._staff,
            self._make_family_contacts,
            # Where the tab's page will be: Qt would style all of it again when it gets another parent.
            self.ui.tabWidget.findChild(QStackedWidget),
        )

    @Slot()
    def _make_spare_chart(self) -> None:
        """Make the next chart's widgets, most of the work of opening it, while the person reads this one."""
        if QApplication.activeModalWidget() is not None:
            self._spare_timer.start()
        elif self._spare_chart is None and self._records is not None:
            self._spare_chart = self._make_chart()

    def show_chart(self, patient_id: int) -> PatientChart | None:
        """Open a patient's chart and bring this window to the front, from another one."""
        chart = self.open_chart(patient_id)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        return chart

    def open_contact(self, patient_id: int, contact_id: int, field: str = "") -> None:
        """Show a contact in a patient's chart, with the focus in `field` ("home_email"); not if one rather stays."""
        if (contacts := self._family_contacts(patient_id)) is not None:
            contacts.show_contact(contact_id, field)

    def open_new_contact(self, draft: ContactDraft) -> None:
        """Show a contact that is not stored yet in its patient's chart, to be completed and saved."""
        if (contacts := self._family_contacts(draft.patient_id)) is not None:
            contacts.start_new(draft)

    def _family_contacts(self, patient_id: int) -> Any:
        """This section of a patient's chart, in front; None if the person would rather stay where they are."""
        from opportal_desktop.desktop.patient_chart import SectionId

        chart = self.show_chart(patient_id)
        if chart is None or not chart.show_section(SectionId.FAMILY_CONTACTS):
            return None
        return chart.section(SectionId.FAMILY_CONTACTS)

    def open_condition(self, patient_id: int, contact_id: int, condition: Any) -> None:
        """Show a contact in a patient's chart, where this condition (`ConditionId`) of access can be met."""
        from opportal_desktop.desktop.patient_chart import PatientChart, SectionId

        self.open_contact(patient_id, contact_id)
        chart = self._page_at(self.ui.tabWidget.currentIndex())
        contacts: Any = chart.section(SectionId.FAMILY_CONTACTS) if isinstance(chart, PatientChart) else None
        if contacts is not None and contacts.panel.contact_id == contact_id:
            contacts.panel.go_to(condition)

    @Slot()
    def new_patient(self) -> None:
        """Open the tab for a new patient, or raise it."""
        from opportal_desktop.desktop.basic_information import BasicInformation

        if self._records is None or self._staff is None:
            return
        for page in self._pages():
            if isinstance(page, BasicInformation):
                self.ui.tabWidget.setCurrentWidget(page)
                return
        page = BasicInformation(self._records, self._prompts, self._staff, None)
        page.saved.connect(self._on_patient_added)
        page.cancelled.connect(self._on_new_patient_cancelled)
        self._add_tab(page, "New patient", "", "user-plus")
        page.ui.firstNameLineEdit.setFocus()

    def charts(self) -> list[PatientChart]:
        """The open charts, in the order of their tabs."""
        from opportal_desktop.desktop.patient_chart import PatientChart

        return [page for page in self._pages() if isinstance(page, PatientChart)]

    @Slot(int)
    def close_tab(self, index: int) -> bool:
        """Close a chart; False if the person chose to keep editing. The search's tab stays."""
        page = self._page_at(index)
        if page is None or not page.ask_to_leave():
            return False
        self._remove_tab(page)
        return True

    # -- searching

    @Slot()
    def find_patient(self) -> None:
        """Back to the search, from anywhere: what was typed is selected, so typing replaces it."""
        self.activateWindow()
        self._show_search_tab()
        self.ui.searchLineEdit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.searchLineEdit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.ui.searchLineEdit:
            if event.type() is QEvent.Type.MouseButtonPress:
                self._show_search_tab()
            elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                return self._on_search_key(event.key())
        return super().eventFilter(watched, event)

    def _on_search_key(self, key: int) -> bool:
        if self._search is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._show_search_tab()
            self._search.open_current()
        elif key == Qt.Key.Key_Down:
            self._show_search_tab()
            self._search.enter_list()
        elif key == Qt.Key.Key_Escape and self.ui.searchLineEdit.text():
            self.ui.searchLineEdit.clear()
        elif key == Qt.Key.Key_Escape and self._last_chart in self._pages():
            self.ui.tabWidget.setCurrentWidget(self._last_chart)
            self._focus_current()
        else:
            return False
        return True

    @Slot()
    def _on_search_edited(self) -> None:
        if self._search is None:
            return
        text = self.ui.searchLineEdit.text()
        if text:
            self._show_search_tab()
        else:
            self._show_recent()
        self._search.search(text, self.ui.includeInactiveCheckBox.isChecked())

    def _shown_phone(self, stored: str) -> str:
        from opportal_desktop.registration.validators import shown_phone

        return shown_phone(stored, self._phone_region)

    def _refresh_search(self) -> None:
        if self._search is not None:
            self._search.refresh()

    def _show_search_tab(self) -> None:
        if self._search is not None:
            self.ui.tabWidget.setCurrentWidget(self._search)

    @Slot()
    def _on_left_upwards(self) -> None:
        self.ui.searchLineEdit.setFocus(Qt.FocusReason.BacktabFocusReason)

    @Slot()
    def _show_recent(self) -> None:
        from opportal_desktop.desktop.dates import shown_date
        from opportal_desktop.desktop.patient_search import RecentChart
        from opportal_desktop.registration.chart_names import chart_names

        if self._search is None or self._records is None:
            return
        recent = [
            RecentChart(
                chart.patient_id,
                chart.name,
                f"DOB {shown_date(chart.birth_date)}   ·   Chart {chart.chart_number}",
            )
            for chart in chart_names(self._records, self._state.recent_patient_ids)
        ]
        self._search.set_recent(recent)

    # -- tabs

    def _pages(self) -> list[QWidget]:
        tabs = self.ui.tabWidget
        widgets = (tabs.widget(index) for index in range(tabs.count()))
        return [widget for widget in widgets if widget is not None]

    def _page_at(self, index: int) -> PatientChart | BasicInformation | None:
        from opportal_desktop.desktop.basic_information import BasicInformation
        from opportal_desktop.desktop.patient_chart import PatientChart

        page = self.ui.tabWidget.widget(index)
        return page if isinstance(page, (PatientChart, BasicInformation)) else None

    def _add_tab(self, page: QWidget, title: str, tool_tip: str, icon_name: str) -> None:
        tabs = self.ui.tabWidget
        from opportal_desktop.desktop.icons import icon

        page.setProperty("tabIcon", icon_name)
        index = tabs.addTab(page, icon(icon_name), self._tab_text(title))
        tabs.setTabToolTip(index, f"{title}   ·   {tool_tip}" if tool_tip else title)
        button = tabs.tabBar().tabButton(index, QTabBar.ButtonPosition.RightSide)
        if button is not None:
            button.setAccessibleName(f"Close {title}")
        tabs.setCurrentIndex(index)

    def _tab_text(self, title: str) -> str:
        metrics = self.fontMetrics()
        short = metrics.elidedText(title, Qt.TextElideMode.ElideRight, metrics.averageCharWidth() * _TAB_CHARACTERS)
        # Not a mnemonic.
        return short.replace("&", "&&")

    def _remove_tab(self, page: QWidget) -> None:
        tabs = self.ui.tabWidget
        tabs.removeTab(tabs.indexOf(page))
        page.hide()
        page.deleteLater()

    @Slot(int)
    def _on_tab_changed(self, index: int) -> None:
        page = self.ui.tabWidget.widget(index)
        if page is not None and page is not self._search:
            self._last_chart = page
        elif page is not None:
            # Read when they are seen, not with each chart that is opened or changed.
            self._refresh_search()
            self._show_recent()
        self.ui.closeTabAction.setEnabled(page is not None and page is not self._search)

    @Slot(int, int)
    def _on_tab_moved(self, start: int, end: int) -> None:
        """The search stays the first tab."""
        if self._search is not None and self.ui.tabWidget.indexOf(self._search) != _SEARCH_TAB:
            self.ui.tabWidget.tabBar().moveTab(self.ui.tabWidget.indexOf(self._search), _SEARCH_TAB)

    @Slot()
    def _on_title_changed(self) -> None:
        for chart in self.charts():
            index = self.ui.tabWidget.indexOf(chart)
            self.ui.tabWidget.setTabText(index, self._tab_text(chart.title))
            self.ui.tabWidget.setTabToolTip(index, f"{chart.title}   ·   {chart.facts}")

    @Slot()
    def _on_close_tab(self) -> None:
        self.close_tab(self.ui.tabWidget.currentIndex())

    @Slot()
    def _on_next_tab(self) -> None:
        self._step(1)

    @Slot()
    def _on_previous_tab(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        tabs = self.ui.tabWidget
        if tabs.count():
            tabs.setCurrentIndex((tabs.currentIndex() + by) % tabs.count())
            self._focus_current()

    def _focus_current(self) -> None:
        page = self._page_at(self.ui.tabWidget.currentIndex())
        if page is None:
            self.ui.searchLineEdit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            page.focus_section()

    @Slot(object)
    def _on_patient_added(self, patient_id: int) -> None:
        page = self.sender()
        if isinstance(page, QWidget):
            self._remove_tab(page)
        self.open_chart(patient_id)

    @Slot()
    def _on_new_patient_cancelled(self) -> None:
        page = self.sender()
        if isinstance(page, QWidget):
            self._remove_tab(page)

    # -- what changed

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if changed.settings or changed.everything:
            self._show_practice()
        if changed.settings or changed.everything or changed.outbox:
            self._show_mail()
        # What is not seen is read again when it is: news may come many times a second.
        if self.ui.tabWidget.currentWidget() is self._search:
            if changed.everything or changed.patient_ids or changed.contact_ids:
                self._refresh_search()
            if changed.everything or changed.patient_ids.intersection(self._state.recent_patient_ids):
                self._show_recent()

    def _show_practice(self) -> None:
        from opportal_desktop.records.settings import load_settings

        if self._records is None or self._staff is None:
            return
        settings = load_settings(self._records)
        self._phone_region = settings.phone_region
        practice = settings.practice_name
        self.setWindowTitle(f"{practice} – OP Portal" if practice else "OP Portal")
        parts = [practice, f"{self._staff.name} ({self._staff.role.label})"]
        self._practice_label.setText("   ·   ".join(part for part in parts if part))

    def _show_mail(self) -> None:
        if self._mail_state is None:
            return
        state = self._mail_state()
        self._mail_button.setText(state.text)
        self._mail_button.setAccessibleName(state.text)
        from opportal_desktop.desktop.icons import set_icon

        set_icon(self._mail_button, "mail-warning" if state.hold else "mail", state.tone.value)
        hold = state.hold, state.needs_settings, state.of_texts, state.set_up
        if hold == self._shown_hold:
            return
        self._shown_hold = hold
        self.ui.holdPage.setVisible(bool(state.hold))
        if state.hold:
            action = state.set_up or ("Open Settings…" if state.needs_settings else "Try again now")
            self.ui.holdMessageBar.show_message(Tone.WARNING, state.hold, action=action)
        else:
            self.ui.holdMessageBar.clear()

    @Slot()
    def _on_hold_acted(self) -> None:
        _, needs_settings, of_texts, set_up = self._shown_hold
        if set_up:
            self.mail_set_up_requested.emit()
        elif needs_settings:
            self.pause_settings_requested.emit(of_texts)
        else:
            self.try_again_requested.emit()

    def show_attention(self, count: int) -> None:
        """Say in the status bar how much needs attention; nothing for 0."""
        from opportal_desktop.desktop.icons import set_icon

        words = f"{count} {'needs' if count == 1 else 'need'} attention"
        self._attention_button.setText(words)
        self._attention_button.setAccessibleName(words)
        self._attention_button.setVisible(bool(count))
        set_icon(self._attention_button, "triangle-alert", "warning")

    # -- making the window

    def _set_attached(self, attached: bool) -> None:
        self.ui.holdPage.hide()
        self.ui.serverPage.hide()
        self.ui.stateStack.setCurrentWidget(self.ui.workPage if attached else self.ui.openingPage)
        ui = self.ui
        of_the_practice = (
            ui.settingsAction,
            ui.messageTextsAction,
            ui.contactsAction,
            ui.messagesAction,
            ui.attentionAction,
            ui.comingOfAgeAction,
            ui.importAction,
            ui.importedAuthorityAction,
            ui.exportMenu.menuAction(),
        )
        for action in (ui.newPatientAction, *of_the_practice):
            action.setEnabled(attached)
        self.ui.newPatientButton.setEnabled(attached)
        self.ui.closeTabAction.setEnabled(False)

    def _add_status_labels(self) -> None:
        self._practice_label = QLabel()
        self._practice_label.setObjectName("practiceLabel")
        self._practice_label.setTextFormat(Qt.TextFormat.PlainText)
        self._attention_button = self._status_button("attentionButton", "Show what needs attention (Ctrl+Shift+M)")
        self._attention_button.clicked.connect(self.attention_requested)
        self._attention_button.hide()
        self._mail_button = self._status_button("mailButton", "Show all messages (Ctrl+M)")
        self._mail_button.setText("Mail")
        self._mail_button.clicked.connect(self.messages_requested)
        bar = self.ui.statusBar
        bar.setContentsMargins(12, 0, 12, 0)
        bar.addWidget(self._practice_label)
        bar.addPermanentWidget(self._attention_button)
        bar.addPermanentWidget(self._mail_button)
        restyle(self._practice_label, role="subtle")

    def _status_button(self, name: str, tool_tip: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setToolTip(tool_tip)
        button.setAutoDefault(False)
        button.setProperty("role", "status")
        return button

    def _add_window_actions(self) -> None:
        self.ui.findPatientAction.setShortcuts([QKeySequence("F8"), QKeySequence("Ctrl+F")])
        self.ui.nextTabAction.setShortcuts([QKeySequence("Ctrl+Tab"), QKeySequence("Ctrl+PgDown")])
        self.ui.previousTabAction.setShortcuts([QKeySequence("Ctrl+Shift+Tab"), QKeySequence("Ctrl+PgUp")])
        self.ui.searchLineEdit.addAction(self._search_icon_action(), QLineEdit.ActionPosition.LeadingPosition)

    def _search_icon_action(self) -> QAction:
        from opportal_desktop.desktop.icons import set_icon

        action = QAction(self)
        set_icon(action, "search")
        return action

    def _group_appearance(self) -> None:
        self._schemes = {
            Scheme.SYSTEM: self.ui.systemSchemeAction,
            Scheme.LIGHT: self.ui.lightSchemeAction,
            Scheme.DARK: self.ui.darkSchemeAction,
        }
        self._text_sizes = {
            TextSize.NORMAL: self.ui.normalTextAction,
            TextSize.LARGE: self.ui.largeTextAction,
            TextSize.LARGER: self.ui.largerTextAction,
        }
        for actions, chosen in (
            (list(self._schemes.values()), self._schemes[self._theme.scheme]),
            (list(self._text_sizes.values()), self._text_sizes[self._theme.text_size]),
        ):
            group = QActionGroup(self)
            for action in actions:
                group.addAction(action)
            chosen.setChecked(True)
            group.triggered.connect(self._on_appearance_chosen)

    def _connect(self) -> None:
        ui = self.ui
        ui.searchLineEdit.installEventFilter(self)
        ui.searchLineEdit.textChanged.connect(self._on_search_edited)
        ui.includeInactiveCheckBox.toggled.connect(self._on_search_edited)
        ui.findPatientAction.triggered.connect(self.find_patient)
        ui.newPatientAction.triggered.connect(self.new_patient)
        ui.newPatientButton.clicked.connect(self.new_patient)
        ui.settingsAction.triggered.connect(self.settings_requested)
        ui.messageTextsAction.triggered.connect(self.message_texts_requested)
        ui.holdMessageBar.action_triggered.connect(self._on_hold_acted)
        ui.contactsAction.triggered.connect(self.contacts_requested)
        ui.messagesAction.triggered.connect(self.messages_requested)
        ui.attentionAction.triggered.connect(self.attention_requested)
        ui.comingOfAgeAction.triggered.connect(self.coming_of_age_requested)
        ui.quitAction.triggered.connect(self.close)
        ui.nextTabAction.triggered.connect(self._on_next_tab)
        ui.previousTabAction.triggered.connect(self._on_previous_tab)
        ui.closeTabAction.triggered.connect(self._on_close_tab)
        ui.shortcutsAction.triggered.connect(self._on_shortcuts)
        ui.dataPlacesAction.triggered.connect(self._on_data_places)
        ui.aboutAction.triggered.connect(self._on_about)
        ui.tabWidget.tabCloseRequested.connect(self.close_tab)
        ui.tabWidget.currentChanged.connect(self._on_tab_changed)
        ui.tabWidget.tabBar().tabMoved.connect(self._on_tab_moved)
        self._theme.changed.connect(self._on_theme_changed)

    # -- menus

    @Slot(QAction)
    def _on_appearance_chosen(self, chosen: QAction) -> None:
        for scheme, action in self._schemes.items():
            if action is chosen:
                self._state.scheme = scheme
                self._theme.set_scheme(scheme)
        for text_size, action in self._text_sizes.items():
            if action is chosen:
                self._state.text_size = text_size
                self._theme.set_text_size(text_size)

    @Slot()
    def _on_theme_changed(self) -> None:
        from opportal_desktop.desktop.icons import icon, load_icons

        for window in QApplication.topLevelWidgets():
            load_icons(window)
        tabs = self.ui.tabWidget
        for index, page in enumerate(self._pages()):
            tabs.setTabIcon(index, icon(str(page.property("tabIcon") or "search")))

    @Slot()
    def _on_shortcuts(self) -> None:
        lines = "\n".join(f"{keys}:  {what}" for keys, what in _SHORTCUTS)
        self._prompts.tell(self, "Keyboard shortcuts", lines)

    def show_places(self, places: Sequence[tuple[str, object]]) -> None:
        """What Help says of where things are from now on."""
        self._places = tuple(places)

    @Slot()
    def _on_data_places(self) -> None:
        lines = "\n\n".join(f"{label}\n{path}" for label, path in self._places)
        self._prompts.tell(self, "Where data and logs are", lines)

    @Slot()
    def _on_about(self) -> None:
        self._prompts.tell(
            self,
            f"OP Portal Desktop {__version__}",
            "The front desk registers parents for the practice’s portal.\n\nFree software under the GNU General Public "
            "License, version 3 or later. Icons: Lucide (ISC).",
        )

    # -- closing

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self._pages():
            index = self.ui.tabWidget.indexOf(page)
            editor = self._page_at(index) if self._records is not None else None
            if editor is not None and not editor.ask_to_leave():
                self.ui.tabWidget.setCurrentIndex(index)
                event.ignore()
                return
        self._state.keep_geometry(self, _GEOMETRY)
        super().closeEvent(event)
        self.closed.emit()


def _find(records: Records, text: str, include_inactive: bool) -> FoundRows:
    from opportal_desktop.records.search import find_patients

    return find_patients(records, text, include_inactive=include_inactive, today=_today(records))


def _today(records: Records) -> dt.date:
    """Asked each time: a window stays open over midnight."""
    from opportal_desktop.registration.practice import practice_rules

    return practice_rules(records).today
