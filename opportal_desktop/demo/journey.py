# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's journey: the main job, done in the real window by keys and clicks, each step seen and photographed."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMessageBox, QWidget

from opportal_desktop.demo.hands import Hands, save_picture
from opportal_desktop.demo.parent_browser import Page, ParentBrowser
from opportal_desktop.demo.sample_practice import (
    JOURNEY_CELL_PHONE,
    JOURNEY_CONTACT_FIRST_NAME,
    JOURNEY_CONTACT_LAST_NAME,
    JOURNEY_HOME_EMAIL,
    JOURNEY_PATIENT_BIRTH_DATE,
    JOURNEY_PATIENT_FIRST_NAME,
    JOURNEY_PATIENT_LAST_NAME,
    JOURNEY_SIBLING_FIRST_NAME,
)
from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.desktop.basic_information import BasicInformation
from opportal_desktop.desktop.contact_finder import ContactFinder
from opportal_desktop.desktop.family_contacts import FamilyContacts
from opportal_desktop.desktop.messages_window import MessagesWindow
from opportal_desktop.desktop.models import family_contacts_model
from opportal_desktop.desktop.patient_chart import PatientChart, SectionId
from opportal_desktop.desktop.patient_search import PatientSearch
from opportal_desktop.desktop.portal_registration import PortalRegistration
from opportal_desktop.desktop.reason_prompt import ReasonPrompt
from opportal_desktop.desktop.settings_window import SettingsWindow
from opportal_desktop.records.models import SetupLink
from opportal_desktop.registration.setup_links import token_hash

if TYPE_CHECKING:
    from opportal_desktop.demo.run import Demo

TICK_MILLISECONDS = 25
DEADLINE_SECONDS = 60.0
"""For each thing waited for: generous, so that a loaded machine only takes longer."""

DYING_SECONDS = 10.0
"""After a failure: what the program gets to close by itself."""

CONTACT = f"{JOURNEY_CONTACT_FIRST_NAME} {JOURNEY_CONTACT_LAST_NAME}"
PATIENT = f"{JOURNEY_PATIENT_LAST_NAME}, {JOURNEY_PATIENT_FIRST_NAME}"
SIBLING = f"{JOURNEY_PATIENT_LAST_NAME}, {JOURNEY_SIBLING_FIRST_NAME}"
PASSWORD = "quiet lantern over 47 boats"  # noqa: S105 - the made-up parent's
_WHY_ENDED = "Court order of 11/02 seen"
_FATHER = "Luis Garcia"
_FATHER_EMAIL = "luis.garcia@example.com"
_LINK = re.compile(r"https?://[^\s<>\"]+")

Found = TypeVar("Found")
Shown = TypeVar("Shown", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Until:
    """What is waited for: `look` gives something truthy once it can be seen."""

    what: str
    look: Callable[[], Any]


Steps = Generator[Until, Any, None]
Look = Generator[Until, Any, Found]


class NotSeenError(Exception):
    """What the step promised could not be seen in time."""


def start_journey(demo: Demo, screenshots: Path, outcome: list[int]) -> None:
    """Begin the journey in the running demo; it ends the program, with `outcome[0]` 0 or 1."""
    assert demo.program is not None  # noqa: S101 - called when one can work
    Journey(demo, screenshots, outcome, demo.program.window).start()


class Journey(QObject):
    """Goes on by a timer, so the event loop always runs; ends with one line that says how it went."""

    def __init__(self, demo: Demo, screenshots: Path, outcome: list[int], parent: QObject) -> None:
        super().__init__(parent)
        assert demo.program is not None  # noqa: S101 - called when one can work
        self._demo = demo
        self._program = demo.program
        self._window = demo.program.window
        self._screenshots = screenshots
        self._outcome = outcome
        self._hands = Hands(self)
        self._number = 0
        self._parent = ParentBrowser()
        self._calls: list[BackgroundCall] = []
        self._steps = self._all_steps()
        self._until = Until("the window has the keyboard", QApplication.activeWindow)
        self._deadline = 0.0
        self._seen_before = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Take the first step."""
        self._window.activateWindow()
        self._wait_for(self._until)
        self._timer.start()

    # -- the driver

    def _tick(self) -> None:
        if self._hands.busy:
            return
        if QApplication.activeWindow() is None:
            # Under a bare Xvfb no window manager hands the keyboard on when a window closes.
            self._shown_windows()[-1].activateWindow()
        try:
            if self._hands.failed:
                raise NotSeenError(self._hands.failed)
            found = self._until.look()
            # Seen twice in a row: nothing is photographed before it is laid out.
            if found and not self._seen_before:
                self._seen_before = True
            elif found:
                self._wait_for(self._steps.send(found if self._number else None))
            elif time.monotonic() > self._deadline:
                raise NotSeenError(self._until.what)
        except StopIteration:
            self._end(f"Journey: {self._number} steps, all seen", 0)
        except NotSeenError as error:
            self._take_screenshot("not-seen", *self._shown_windows())
            self._end(f"Journey: not seen at step {self._number}: {error}", 1)
        except Exception as error:
            # Told as ever; but a journey that can't go on must not keep a machine waiting.
            self._end(f"Journey: broken off at step {self._number}: {type(error).__name__}: {error}", 1)
            raise

    def _wait_for(self, until: Until) -> None:
        self._until = until
        self._deadline = time.monotonic() + DEADLINE_SECONDS
        self._seen_before = False

    def _end(self, words: str, code: int) -> None:
        self._timer.stop()
        print(words, flush=True)  # noqa: T201
        self._outcome[0] = code
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        if code:
            # A question that nobody answers, such as what is not saved, must not keep a machine waiting.
            end = threading.Timer(DYING_SECONDS, partial(os._exit, code))
            end.daemon = True
            end.start()
        self._program.quit()

    # -- telling

    def _step(self, what: str) -> None:
        self._number += 1
        print(f"{self._number:2}. {what}", flush=True)  # noqa: T201

    def _saw(self, what: str, name: str, *windows: QWidget) -> None:
        path = self._take_screenshot(name, *(windows or self._shown_windows()))
        print(f"    seen: {what}\n    {path}", flush=True)  # noqa: T201

    def _take_screenshot(self, name: str, *windows: QWidget) -> Path:
        path = self._screenshots / f"{self._number:02}-{name}.png"
        save_picture(path, *windows)
        return path

    def _shown_windows(self) -> list[QWidget]:
        """The desk's window and what lies over it."""
        others = [
            window
            for window in QApplication.topLevelWidgets()
            if window.isVisible() and window not in (self._window, self._demo.inbox_window)
        ]
        return [self._window, *sorted(others, key=_depth)]

    # -- the steps

    def _all_steps(self) -> Steps:
        yield from self._find_by_letters()
        yield from self._open_chart()
        yield from self._give_authority()
        yield from self._save_and_see_invited()
        yield from self._read_the_mail()
        yield from self._follow_the_link()
        yield from self._add_the_sibling_chart()
        yield from self._look_behind_the_folder()
        yield from self._register_again()
        yield from self._read_messages()
        yield from self._look_at_all_messages()
        yield from self._let_the_parent_in()
        yield from self._add_a_new_contact()
        yield from self._take_the_siblings_contact()
        yield from self._end_access(PATIENT, "access-ended")
        yield from self._end_access(SIBLING, "no-dependents-left")
        yield from self._search_in_other_ways()
        yield from self._look_at_settings()

    def _find_by_letters(self) -> Steps:
        self._step("Type “mat gar” into the search")
        self._hands.type("mat gar")
        yield Until(f"{PATIENT} first in the results", lambda: self._first_result() == PATIENT)
        self._saw(f"{PATIENT} is the first of the results, as they were typed", "search")

    def _open_chart(self) -> Steps:
        self._step("Press Enter")
        self._hands.press(Qt.Key.Key_Return)
        yield Until("the chart", lambda: self._chart(PATIENT))
        banner = self._current_chart().ui.banner.accessibleName()
        yield Until("the banner with name and DOB", lambda: f"{JOURNEY_PATIENT_BIRTH_DATE:%m/%d/%Y}" in banner)
        self._saw(f"the chart opens, its banner says: {banner}", "chart")

    def _give_authority(self) -> Steps:
        self._step(f"Select {CONTACT} in Family Contacts, then choose Authority Joint with Alt+U and J")
        contacts = self._contacts()
        number = yield Until(f"{CONTACT} in the list", lambda: self._row_of(contacts, CONTACT) + 1)
        self._hands.click_row(contacts.ui.contactsTable, number - 1)
        panel = contacts.panel.ui
        yield Until(f"{CONTACT} in the panel", lambda: panel.lastNameLineEdit.text() == JOURNEY_CONTACT_LAST_NAME)
        before = panel.portalConditions.summary
        yield Until("what Save will do now", lambda: before)
        self._hands.alt(Qt.Key.Key_U)
        yield Until("the focus in Authority", panel.authorityComboBox.hasFocus)
        self._hands.type("j")
        promise = f"Saving will send a Welcome Email to {JOURNEY_HOME_EMAIL}"
        yield Until(f"“{promise}” beside the form", lambda: promise in panel.portalConditions.summary)
        self._saw(f"before: “{before}” now: “{panel.portalConditions.summary}”", "before-save")

    def _save_and_see_invited(self) -> Steps:
        self._step("Press Ctrl+S")
        seen: list[str] = []
        contacts = self._contacts()
        watch = contacts.model.dataChanged.connect(lambda: _note(seen, self._status(contacts, CONTACT)))
        reset = contacts.model.modelReset.connect(lambda: _note(seen, self._status(contacts, CONTACT)))
        self._hands.control(Qt.Key.Key_S)
        yield Until("Portal Status Invited, without a refresh", lambda: self._status(contacts, CONTACT) == "Invited")
        contacts.model.dataChanged.disconnect(watch)
        contacts.model.modelReset.disconnect(reset)
        self._saw(
            f"Portal Status goes {' → '.join(seen)} by itself; “{contacts.panel.ui.formMessageBar.text}”", "invited"
        )

    def _read_the_mail(self) -> Steps:
        self._step("Look into the Demo Inbox")
        inbox = self._demo.inbox_window
        assert inbox is not None  # noqa: S101 - opened before the journey starts
        yield from self._caught(1)
        self._demo.show_inbox()
        yield Until(
            "the mail in the inbox window", lambda: inbox.model.rowCount() == 1 and inbox.ui.linkLineEdit.text()
        )
        mail = self._demo.inbox.caught()[0]
        body = mail.text + mail.html
        yield Until("a mail in Spanish", lambda: "Bienvenid" in body or "portal para" in body or "contraseña" in body)
        yield Until("a mail to the Home Email", lambda: mail.to == (JOURNEY_HOME_EMAIL,))
        names = (JOURNEY_PATIENT_FIRST_NAME, JOURNEY_SIBLING_FIRST_NAME, JOURNEY_PATIENT_LAST_NAME)
        yield Until("a mail without a patient's name", lambda: not any(name in body for name in names))
        self._saw(f"one mail, “{mail.subject}”, in Spanish, with a link and no patient’s name", "inbox", inbox)

    def _follow_the_link(self) -> Steps:
        self._step("Open the mail’s link")
        inbox = self._demo.inbox_window
        assert inbox is not None  # noqa: S101 - opened before the journey starts
        page = yield from self._meanwhile(partial(self._parent.open, inbox.ui.linkLineEdit.text()))
        yield Until("the page behind the link", lambda: page.status == 200)
        self._saw("the page behind the link answers 200", "link", inbox)
        self._window.activateWindow()
        yield Until("the desk’s window in front", lambda: QApplication.activeWindow() is self._window)

    def _add_the_sibling_chart(self) -> Steps:
        self._step(f"Press F8, find {SIBLING}, and give {CONTACT} Authority Joint there too")
        yield from self._open_by_search("luc gar", SIBLING)
        contacts = self._contacts()
        self._hands.alt(Qt.Key.Key_U)
        self._hands.type("j")
        summary = contacts.panel.ui.portalConditions
        yield Until("what Save will do", lambda: JOURNEY_HOME_EMAIL in summary.summary)
        self._hands.control(Qt.Key.Key_S)
        yield Until("Portal Status Invited", lambda: self._status(contacts, CONTACT) == "Invited")
        yield from self._caught(2)
        self._saw("Invited here too; one account, and the mail of this Save arrived", "sibling")

    def _look_behind_the_folder(self) -> Steps:
        self._step("Click the folder button beside Home Email")
        self._hands.click(self._contacts().panel.ui.portalRegistrationButton)
        dialog = yield from self._dialog(PortalRegistration)
        rows = yield Until("both children in Caregiver Contact Authority", lambda: _both_children(dialog))
        self._saw(f"Caregiver Contact Authority lists {' and '.join(rows)}; {dialog.ui.linkLabel.text()}", "portal")

    def _register_again(self) -> Steps:
        self._step("Press Alt+R for Register")
        dialog = yield from self._dialog(PortalRegistration)
        self._hands.alt(Qt.Key.Key_R)
        box = yield from self._dialog(QMessageBox)
        asked = yield Until("when and to whom one was sent", lambda: _asks_about_another(box) and box.informativeText())
        self._saw(f"it asks first: “{asked}”", "register-asks")
        self._step("Click “Send another”")
        older = self._links()[-1]
        self._hands.click(_button(box, "Send another"))
        yield from self._caught(3)
        handed = f"The Welcome Email to {JOURNEY_HOME_EMAIL} was handed to the mail server."
        yield Until(f"“{handed}”", lambda: dialog.ui.messageBar.text == handed)
        newer = yield Until("a new link", lambda: self._links()[-1] != older and self._links()[-1])
        yield Until("the older link void", lambda: not self._is_live(older) and self._is_live(newer))
        self._saw("another mail with a link of its own; the older link is void", "registered-again")

    def _read_messages(self) -> Steps:
        self._step("Go to the tab Messages with Alt+M")
        dialog = yield from self._dialog(PortalRegistration)
        self._hands.alt(Qt.Key.Key_M)
        table = dialog.ui.messageTableView
        yield Until("three messages", lambda: table.isVisible() and _rows(table.model()) == 3)
        self._saw("what was sent, when, by whom, to which address, with its outcome", "messages")
        self._hands.press(Qt.Key.Key_Escape)
        yield Until("the dialog closed", lambda: _front(PortalRegistration) is None)

    def _look_at_all_messages(self) -> Steps:
        self._step("Press Ctrl+M for all messages, Esc to close them")
        self._hands.control(Qt.Key.Key_M)
        messages = yield Until("the window Messages", lambda: _front(MessagesWindow))
        detail = messages.ui.messageDetail.ui
        yield Until("the newest first", lambda: detail.headingLabel.text() == f"Welcome Email to {CONTACT}")
        self._saw("every message with its state and its history", "all-messages", messages)
        self._hands.press(Qt.Key.Key_Escape)
        yield Until("the window closed", messages.isHidden)
        self._window.activateWindow()
        yield Until("the desk’s window in front", self._window.isActiveWindow)

    def _let_the_parent_in(self) -> Steps:
        self._step(
            f"{CONTACT} opens the newest link, gives {JOURNEY_PATIENT_FIRST_NAME}’s date of birth and a password"
        )
        link, contacts = self._links()[-1], self._contacts()
        set_up = partial(self._parent.set_up_account, link, JOURNEY_PATIENT_BIRTH_DATE, PASSWORD)
        page = yield from self._meanwhile(set_up)
        children = {JOURNEY_PATIENT_FIRST_NAME, JOURNEY_SIBLING_FIRST_NAME}
        yield Until("both children on the portal", lambda: set(page.names) == children)
        yield Until("Portal Status Active, without a refresh", lambda: self._status(contacts, CONTACT) == "Active")
        self._saw(f"the portal shows her {' and '.join(page.names)}; Portal Status is Active by itself", "active")

    def _add_a_new_contact(self) -> Steps:
        self._step(f"In {PATIENT}’s chart press Alt+A and look for {_FATHER} in the Contact Finder")
        yield from self._open_by_search("mateo garcia", PATIENT)
        self._hands.alt(Qt.Key.Key_A)
        finder = yield from self._dialog(ContactFinder)
        self._hands.type(_FATHER)
        yield Until("nobody found", lambda: finder.typed == _FATHER and not finder.model.rowCount())
        self._saw("nobody of that name is in the records", "contact-finder-none")
        self._step("Alt+W for New contact; type email and phone, and save with Ctrl+S")
        self._hands.alt(Qt.Key.Key_W)
        contacts = self._contacts()
        panel = contacts.panel.ui
        yield Until("the name taken over", lambda: panel.lastNameLineEdit.text() == _FATHER.split()[1])
        self._hands.alt(Qt.Key.Key_R)
        self._hands.type("f")
        self._hands.alt(Qt.Key.Key_E)
        self._hands.type(_FATHER_EMAIL)
        self._hands.alt(Qt.Key.Key_P)
        self._hands.type("4135550177")
        self._hands.control(Qt.Key.Key_S)
        yield Until(f"{_FATHER} in the list", lambda: self._row_of(contacts, _FATHER) >= 0)
        yield Until("the phone as it is written", lambda: panel.cellPhoneLineEdit.text() == "(413) 555-0177")
        self._saw(f"{_FATHER} is in the list; the phone is written (413) 555-0177", "new-contact")

    def _take_the_siblings_contact(self) -> Steps:
        self._step(f"In {SIBLING}’s chart press Alt+A: the sibling’s contact is on top")
        yield from self._open_by_search("lucia", SIBLING)
        self._hands.alt(Qt.Key.Key_A)
        finder = yield from self._dialog(ContactFinder)
        yield Until(f"{_FATHER} on top", lambda: finder.model.rowCount() and finder.model.row(0).name == _FATHER)
        self._saw(f"{_FATHER} is on top: {finder.model.row(0).why}", "contact-finder")
        self._step("Select with Alt+S, say Role/Reason, save")
        self._hands.alt(Qt.Key.Key_S)
        contacts = self._contacts()
        panel = contacts.panel.ui
        yield Until("his email in the panel", lambda: panel.homeEmailLineEdit.text() == _FATHER_EMAIL)
        self._hands.alt(Qt.Key.Key_R)
        self._hands.type("f")
        self._hands.control(Qt.Key.Key_S)
        yield Until(f"{_FATHER} in the list", lambda: self._row_of(contacts, _FATHER) >= 0)
        self._saw("one person, in two charts, typed once", "siblings-contact")

    def _end_access(self, patient: str, name: str) -> Steps:
        self._step(f"In {patient}’s chart set {CONTACT}’s Authority to None, save, and say why")
        yield from self._open_by_search(patient, patient)
        contacts = self._contacts()
        self._hands.click_row(contacts.ui.contactsTable, self._row_of(contacts, CONTACT))
        panel = contacts.panel.ui
        yield Until(f"{CONTACT} in the panel", lambda: panel.lastNameLineEdit.text() == JOURNEY_CONTACT_LAST_NAME)
        self._hands.alt(Qt.Key.Key_U)
        self._hands.type("n")
        self._hands.control(Qt.Key.Key_S)
        why = yield from self._dialog(ReasonPrompt)
        yield Until("who loses whom", lambda: any(CONTACT in text for text in _shift_texts(why)))
        self._hands.type(_WHY_ENDED)
        yield Until("the reason", lambda: why.reason == _WHY_ENDED)
        self._hands.alt(Qt.Key.Key_S)
        yield Until("Portal Status Access ended", lambda: self._status(contacts, CONTACT) == "Access ended")
        family = yield from self._meanwhile(partial(self._parent.open, self._parent.page.url))
        yield Until("the portal showing that child no more", lambda: patient.partition(", ")[2] not in family.names)
        if patient == SIBLING:
            yield Until("no live link", lambda: not any(self._is_live(link) for link in self._links()))
        left = " and ".join(family.names) or "nobody"
        self._saw(f"Access ended, the parent’s browser shows {left}; “{panel.formMessageBar.text}”", name)

    def _search_in_other_ways(self) -> Steps:
        insurance = yield from self._read_insurance_number()
        national = JOURNEY_CELL_PHONE.removeprefix("+1")
        ways = (
            (Qt.Key.Key_F8, f"#{national[-7:]}", "phone"),
            (Qt.Key.Key_F, f"{JOURNEY_PATIENT_BIRTH_DATE:%m%d%Y}", "dob"),
            (Qt.Key.Key_F8, JOURNEY_HOME_EMAIL, "email"),
            (Qt.Key.Key_F, f"@{insurance}", "insurance"),
        )
        for key, typed, name in ways:
            self._step(f"{'F8' if key == Qt.Key.Key_F8 else 'Ctrl+F'}, then type “{typed}”")
            if key == Qt.Key.Key_F8:
                self._hands.press(key)
            else:
                self._hands.control(key)
            yield Until("the search field ready", self._search_is_ready)
            self._hands.type(typed)
            yield Until(f"{PATIENT} in the results", partial(self._found_by, typed))
            self._saw(f"{PATIENT} found", f"search-{name}")

    def _read_insurance_number(self) -> Look[str]:
        self._step(f"In {PATIENT}’s chart go to Basic Information")
        yield from self._open_by_search(PATIENT, PATIENT)
        self._hands.alt(Qt.Key.Key_B)
        chart = self._current_chart()
        basic = yield Until("Basic Information", lambda: chart.section(SectionId.BASIC_INFORMATION))
        assert isinstance(basic, BasicInformation)  # noqa: S101 - what this section is
        rows = yield Until("an insurance number", basic.ui.insuranceRows.insurance)
        self._saw(f"insurance {rows[0][0]}, number {rows[0][1]}", "basic-information")
        return str(rows[0][1])

    def _look_at_settings(self) -> Steps:
        self._step("Ctrl+, for Settings")
        self._hands.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        settings = yield from self._dialog(SettingsWindow)
        name = yield Until("the practice’s name", lambda: settings.ui.practiceNameLineEdit.text())
        self._saw(f"the settings of {name}", "settings")
        self._hands.press(Qt.Key.Key_Escape)
        yield Until("the settings closed", lambda: _front(SettingsWindow) is None)

    # -- what a person sees

    def _open_by_search(self, typed: str, patient: str) -> Steps:
        self._hands.press(Qt.Key.Key_F8)
        yield Until("the search field ready", self._search_is_ready)
        self._hands.type(typed)
        yield Until(
            f"{patient} first in the results", lambda: self._found_by(typed) and self._first_result() == patient
        )
        self._hands.press(Qt.Key.Key_Return)
        yield Until(f"{patient}’s chart", lambda: self._chart(patient))

    def _search_is_ready(self) -> bool:
        field = self._window.ui.searchLineEdit
        return field.hasFocus() and field.selectedText() == field.text()

    def _found_by(self, typed: str) -> bool:
        search = self._window.findChild(PatientSearch)
        if search is None or self._window.ui.searchLineEdit.text() != typed:
            return False
        names = [str(search.model.index(number, 0).data()) for number in range(search.model.rowCount())]
        return PATIENT in names or SIBLING in names

    def _first_result(self) -> str:
        search = self._window.findChild(PatientSearch)
        return "" if search is None or not search.isVisible() else str(search.model.index(0, 0).data())

    def _chart(self, patient: str) -> bool:
        chart = self._window.ui.tabWidget.currentWidget()
        return isinstance(chart, PatientChart) and chart.title == patient

    def _current_chart(self) -> PatientChart:
        return cast(PatientChart, self._window.ui.tabWidget.currentWidget())

    def _contacts(self) -> FamilyContacts:
        return cast(FamilyContacts, self._current_chart().section(SectionId.FAMILY_CONTACTS))

    def _row_of(self, contacts: FamilyContacts, name: str) -> int:
        """The row's number, -1 if there is none."""
        names = [row.name for row in contacts.model.rows]
        return names.index(name) if name in names else -1

    def _status(self, contacts: FamilyContacts, name: str) -> str:
        number = self._row_of(contacts, name)
        cell = contacts.model.index(number, family_contacts_model.COL_PORTAL_STATUS).data()
        # The cell goes on with the first reason or the day.
        return re.split(r"[:,(]| since | until ", str(cell))[0].strip()

    def _caught(self, count: int) -> Steps:
        yield Until(f"mail number {count} in the inbox", lambda: len(self._demo.inbox.caught()) == count)

    def _dialog(self, kind: type[Shown]) -> Look[Shown]:
        found = yield Until(f"the window {kind.__name__}", lambda: _front(kind))
        return cast(Shown, found)

    def _meanwhile(self, call: Callable[[], Page]) -> Look[Page]:
        """What a parent does, off the window's thread; the page that she gets."""
        pages: list[Page] = []
        errors: list[Exception] = []
        background = BackgroundCall(call)
        background.done.connect(pages.append)
        background.failed.connect(errors.append)
        self._calls.append(background)
        background.start()
        yield Until("an answer from the portal", lambda: pages or errors)
        if errors:
            raise NotSeenError(f"the portal’s next page: {errors[0]}")
        return pages[0]

    def _links(self) -> list[str]:
        """The links of all mails so far, oldest first."""
        return [match[0] for mail in self._demo.inbox.caught() if (match := _LINK.search(mail.text))]

    def _is_live(self, link: str) -> bool:
        row = SetupLink.get(SetupLink.token_hash == token_hash(link.rsplit("/", 1)[1]))
        return row.void_at is None and row.used_at is None


def _depth(window: QWidget) -> int:
    """How many windows it lies over."""
    parent = window.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())


def _front(kind: type[Shown]) -> Shown | None:
    """The window of this kind that has the keyboard."""
    window = QApplication.activeWindow()
    return window if isinstance(window, kind) and window.isVisible() else None


def _asks_about_another(box: QMessageBox) -> bool:
    return box.text() == "Send another Welcome Email?" and JOURNEY_HOME_EMAIL in box.informativeText()


def _shift_texts(prompt: ReasonPrompt) -> list[str]:
    return [label.text() for label in prompt.findChildren(QLabel, "shiftLabel")]


def _both_children(dialog: PortalRegistration) -> tuple[str, ...]:
    """The names in Caregiver Contact Authority, once both children are there."""
    names = tuple(str(dialog.patients.index(number, 0).data()) for number in range(dialog.patients.rowCount()))
    both = all(
        any(first in name for name in names) for first in (JOURNEY_PATIENT_FIRST_NAME, JOURNEY_SIBLING_FIRST_NAME)
    )
    return names if both else ()


def _button(box: QMessageBox, label: str) -> QAbstractButton:
    return next(button for button in box.buttons() if button.text().replace("&", "") == label)


def _rows(model: QAbstractItemModel) -> int:
    return model.rowCount()


def _note(seen: list[str], status: str) -> None:
    if status and status not in seen[-1:]:
        seen.append(status)
