# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders every window from the sample practice, light and dark, into docs/images/ (or --to DIR), at 1 or --scale F.

`--only contacts custody` takes some groups of them.
Needs a display: `make screenshots` gives it one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from opportal_desktop.demo.hands import save_picture
from opportal_desktop.demo.run import Demo, run_demo
from opportal_desktop.demo.sample_practice import JOURNEY_HOME_EMAIL, JOURNEY_PATIENT_FIRST_NAME
from opportal_desktop.desktop.access_answer import AccessAnswerDialog
from opportal_desktop.desktop.contact_finder import ContactFinder
from opportal_desktop.desktop.contact_manager import ContactManager
from opportal_desktop.desktop.edit_conflict import EditConflictDialog
from opportal_desktop.desktop.family_contacts import FamilyContacts
from opportal_desktop.desktop.import_roster import ImportRoster
from opportal_desktop.desktop.imported_authority import ImportedAuthority
from opportal_desktop.desktop.mail_setup import MailPlaces, MailSetup
from opportal_desktop.desktop.message_texts_window import MessageTextsWindow
from opportal_desktop.desktop.opening_problem import OpeningProblem
from opportal_desktop.desktop.patient_chart import PatientChart, SectionId
from opportal_desktop.desktop.portal_registration import PortalRegistration
from opportal_desktop.desktop.practice_server import PracticeServer
from opportal_desktop.desktop.practice_setup import PracticeSetup
from opportal_desktop.desktop.prompts import TextPrompt
from opportal_desktop.desktop.proxy_consent import ProxyConsentDialog
from opportal_desktop.desktop.reason_prompt import ReasonPrompt
from opportal_desktop.desktop.recovery_code_entry import RecoveryCodeEntry
from opportal_desktop.desktop.settings_window import SettingsWindow
from opportal_desktop.desktop.siblings_dialog import SiblingsDialog
from opportal_desktop.desktop.text_versions import TextVersionsWindow
from opportal_desktop.exchange.csv_reading import look_at
from opportal_desktop.mail.faults import Step
from opportal_desktop.mail.setup.dns_questions import DnsQuestions
from opportal_desktop.mail.trial import expected_steps
from opportal_desktop.records.mail_sign_in import StoredSignIn
from opportal_desktop.records.models import Contact, FamilyContact, Patient
from opportal_desktop.records.opening_states import OpeningError, OpeningState
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.errors import FieldDifference
from opportal_desktop.registration.merge_contacts import merge_contacts
from opportal_desktop.registration.merge_plan import Side
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import AgeStep, Authority, ContactShow, Language, MailSignIn, MessageKind

SETTLE_MILLISECONDS = 300
"""Long enough for a forecast and a layout; these are pictures, not tests."""
WINDOW_SIZE = (1440, 900)
MESSAGES_SIZE = (1440, 820)
SCHEMES = ("light", "dark")
IMAGES = Path(__file__).parents[1] / "docs" / "images"
GROUPS = (
    "search", "charts", "custody", "messages", "coming_of_age", "contacts", "exchange", "settings", "mail_setup",
    "message_texts", "before_the_window", "inbox",
)  # fmt: skip


_ROSTER = """MRN,Last Name,First Name,DOB,Sex,Mother,Mother's Email,Mother's Cell,Authority
R-1,Nguyễn,Bảo,04/11/2020,M,"Nguyễn, Lan",lan@example.com,413-555-0150,Joint
R-2,Nguyễn,Mai,09/30/2022,F,"Nguyễn, Lan",lan@example.com,413-555-0150,Joint
R-3,Wójcik-Featherstonehaugh,Maximiliana,13/31/2018,F,Ewa Wójcik,ewa@example.com,413-555-0151,Exclusive
R-4,Ortiz,Inés,02/14/2017,F,Carmen Ortiz,carmen@example,413-555-0152,Exclusive
"""


class Photographer(QObject):
    """Brings one window after the other to the front of the running demo and saves what it shows."""

    def __init__(self, demo: Demo, folder: Path, scheme: str, only: Sequence[str] = ()) -> None:
        assert demo.program is not None
        super().__init__(demo.program.window)
        self._demo = demo
        self._program = demo.program
        self._window = demo.program.window
        self._folder = folder
        self._scheme = scheme
        self._shots = self._all(only)
        self._timer = QTimer(self)
        self._timer.setInterval(SETTLE_MILLISECONDS)
        self._timer.timeout.connect(self._next)
        self._window.resize(*WINDOW_SIZE)
        self._timer.start()

    def _next(self) -> None:
        """Each turn photographs what the turn before brought up."""
        try:
            next(self._shots)
        except StopIteration:
            self._timer.stop()
            self._program.quit()
        except Exception:  # noqa: BLE001 - said, and the program ends
            self._timer.stop()
            traceback.print_exc()
            QApplication.exit(1)

    def _save(self, name: str, *windows: QWidget) -> None:
        path = self._folder / f"{name}-{self._scheme}.png"
        save_picture(path, *windows)
        print(path, flush=True)

    def _all(self, only: Sequence[str]) -> Iterator[None]:
        for group in only or GROUPS:
            yield from getattr(self, f"_{group}")()

    def _search(self) -> Iterator[None]:
        yield
        self._save("search-empty", self._window)
        self._window.ui.searchLineEdit.setText("gar")
        yield
        self._save("search-results", self._window)
        self._window.ui.searchLineEdit.setText("nobody of that name")
        yield
        self._save("search-nothing-found", self._window)
        self._window.ui.searchLineEdit.clear()

    def _charts(self) -> Iterator[None]:
        two_households = Patient.get(Patient.first_name == "Hannah", Patient.last_name == "Whitfield")
        chart = self._window.open_chart(two_households.id)
        assert chart is not None
        yield from _until_forecast(chart, "")
        self._save("family-contacts", self._window)
        patient = Patient.get(Patient.first_name == JOURNEY_PATIENT_FIRST_NAME, Patient.last_name.contains("López"))
        chart = self._window.open_chart(patient.id)
        assert chart is not None
        panel = _contacts(chart).panel
        panel.ui.authorityComboBox.setCurrentIndex(list(Authority).index(Authority.JOINT))
        panel.ui.authorityComboBox.setFocus()
        yield from _until_forecast(chart, JOURNEY_HOME_EMAIL)
        self._save("before-save", self._window)
        panel.save()
        yield
        yield
        self._save("saved", self._window)
        chart.show_section(SectionId.BASIC_INFORMATION)
        yield
        self._save("basic-information", self._window)
        chart.show_section(SectionId.FAMILY_CONTACTS)
        yield from self._dialogs_of_a_chart()

    def _custody(self) -> Iterator[None]:
        chart = self._window.open_chart(Patient.get(Patient.dispute_note != "").id)
        assert chart is not None
        yield from _until_forecast(chart, "")
        self._save("dispute-note", self._window)
        QTimer.singleShot(SETTLE_MILLISECONDS, self._save_note)
        chart.ui.disputeButton.click()
        panel = _contacts(chart).panel
        panel.ui.authorityComboBox.setCurrentIndex(list(Authority).index(Authority.NONE))
        yield from _until_forecast(chart, "end this contact’s access")
        self._save("before-access-ends", self._window)
        panel.ui.custodyReasonLineEdit.setText("Order of 11/20 seen, placement with the father")
        QTimer.singleShot(SETTLE_MILLISECONDS, self._save_reason)
        panel.save()
        panel.show_contact(panel.contact_id or 0)
        declined = FamilyContact.get(FamilyContact.contact == Contact.get(Contact.declined_on.is_null(False)))
        chart = self._window.open_chart(declined.patient_id)
        assert chart is not None
        yield from _until_forecast(chart, "")
        self._save("declined", self._window)

    def _save_reason(self) -> None:
        self._save_prompt("access-reason", ReasonPrompt)

    def _save_note(self) -> None:
        self._save_prompt("dispute-note-set", TextPrompt)

    def _save_merge_reason(self) -> None:
        self._save_prompt("merge-reason", ReasonPrompt)

    def _save_prompt(self, name: str, kind: type[QDialog]) -> None:
        """The box that stands over the window now, which waits for an answer."""
        prompt = QApplication.activeModalWidget()
        assert isinstance(prompt, kind)
        self._save(name, prompt)
        prompt.reject()

    def _dialogs_of_a_chart(self) -> Iterator[None]:
        records, staff, prompts = self._program.records, self._program.staff, self._program.prompts
        assert records is not None
        assert staff is not None
        finder = ContactFinder(records, _only_child().id, self._window)
        finder.open()
        finder.ui.searchLineEdit.setText("lopez")
        yield
        yield from self._close("contact-finder", finder)
        contact = Contact.get(Contact.home_email == JOURNEY_HOME_EMAIL)
        portal = PortalRegistration(records, self._program.signals, prompts, staff, contact.id, self._window)
        portal.open()
        yield
        self._save("portal-registration", portal)
        portal.ui.tabWidget.setCurrentIndex(1)
        yield
        yield from self._close("portal-messages", portal)
        answer = AccessAnswerDialog(records, self._program.signals, contact.id, parent=self._window)
        answer.open()
        yield
        yield from self._close("access-answer", answer)
        link = FamilyContact.get(FamilyContact.contact == contact)
        draft = load_contact_draft(records, link.patient_id, contact.id)
        siblings = SiblingsDialog(records, prompts, staff, draft, self._window)
        siblings.open()
        first = siblings.rows[0]
        first.check.setChecked(True)
        first.authority.setCurrentIndex(list(Authority).index(Authority.JOINT))
        yield
        yield
        yield from self._close("siblings", siblings)
        differences = (
            FieldDifference(
                "home_email", "Home Email", "ana.lopez@example.com", "ana@example.org", "a.lopez@example.net"
            ),
            FieldDifference("cell_phone", "Cell Phone", "+14135550142", "+14135550143", "+14135550142"),
        )
        conflict = EditConflictDialog(differences, "Pat Kim", "11/23/2026 9:41 AM", "US", parent=self._window)
        conflict.open()
        yield
        yield from self._close("edit-conflict", conflict)

    def _messages(self) -> Iterator[None]:
        assert self._program.windows is not None
        center = self._program.windows.message_center()
        center.show_messages()
        window = center.window
        assert window is not None
        window.resize(*MESSAGES_SIZE)
        window.ui.failedButton.setChecked(True)
        while not window.ui.undoBar.isHidden():
            yield
        yield
        yield
        self._save("messages-failed", window)
        window.ui.allButton.setChecked(True)
        window.ui.messageTableView.selectRow(0)
        window.ui.messageDetail.ui.previewButton.setChecked(True)
        while not window.ui.messageDetail.ui.previewBrowser.toPlainText():
            yield
        yield
        self._save("messages-preview", window)
        center.show_attention()
        while not center.attention.items:
            yield
        yield
        self._save("needs-attention", window)
        center.close()

    def _coming_of_age(self) -> Iterator[None]:
        assert self._program.windows is not None
        window = self._program.windows.show_coming_of_age()
        window.resize(*MESSAGES_SIZE)
        while window.is_reading:
            yield
        window.ui.ageDetail.mark_requested.emit(AgeStep.TOLD)
        while window.is_reading:
            yield
        yield
        self._save("coming-of-age", window)
        consent = next(line for line in window.ui.ageDetail.cards[1].step.lines if line.action)
        window.ui.ageDetail.action_requested.emit(consent)
        dialog = window.findChild(ProxyConsentDialog)
        assert dialog is not None
        dialog.ui.untilLineEdit.setText("06/30/2030")
        yield
        yield from self._close("proxy-consent", dialog)
        window.close()

    def _contacts(self) -> Iterator[None]:
        window = self._program.windows.show_contacts()
        window.resize(*MESSAGES_SIZE)
        # Until the states of what is seen are read.
        yield
        yield
        self._save("contacts", window)
        window.ui.searchLineEdit.setText("nobody of that name")
        yield
        self._save("contacts-nobody", window)
        window.ui.searchLineEdit.clear()
        window.ui.showComboBox.setCurrentIndex(list(ContactShow).index(ContactShow.DUPLICATES))
        while window.is_reading:
            yield
        yield
        self._save("contacts-duplicates", window)
        window.ui.showComboBox.setCurrentIndex(0)
        yield from self._merging(window)
        window.close()

    def _merging(self, window: ContactManager) -> Iterator[None]:
        """Two records of Luis in one chart: with a loss of access, its reason, the merge, and the list of merges."""
        patient, one, other = self._entered_twice()
        dialog = window.merging.open(one, other)
        assert dialog is not None
        yield
        self._save("merge-contacts", dialog)
        dialog.row(patient).choose(Side.FOLDED)
        yield
        self._save("merge-takes-access", dialog)
        QTimer.singleShot(SETTLE_MILLISECONDS, self._save_merge_reason)
        dialog.merge()
        dialog.row(patient).choose(Side.KEPT)
        yield
        merge_contacts(self._program.records, dialog.choices, self._program.staff, reason="Entered twice")
        dialog.reject()
        merges = window.merging.show_merges()
        yield
        yield from self._close("recent-merges", merges)

    def _entered_twice(self) -> tuple[int, int, int]:
        """(patient, contact, the same person entered once more in this chart, with a court order)."""
        records, staff = self._program.records, self._program.staff
        link = FamilyContact.get(
            FamilyContact.authority == Authority.JOINT,
            FamilyContact.court_order_note == "",
            FamilyContact.ended_at.is_null(),
        )
        draft = replace(
            load_contact_draft(records, link.patient_id, link.contact_id),
            contact_id=None, contact_revision=0, link_revision=0, authority=Authority.NONE, home_email="",
            nickname="Mamá de los niños de la señora Featherstonehaugh", notes="Works nights; call after 4 PM",
            court_order_note="Order of 05/12/2026: school pick-up by the grandmother", emergency=True,
        )  # fmt: skip
        saved = save_contact(records, draft, staff)
        assert saved.draft.contact_id is not None
        return link.patient_id, link.contact_id, saved.draft.contact_id

    def _exchange(self) -> Iterator[None]:
        path = self._demo.folder / "roster.csv"
        path.write_text(_ROSTER, encoding="utf-8")
        dialog = ImportRoster(self._program.prompts, self._demo.database, path, look_at(path), self._window)
        dialog.open()
        yield
        self._save("import-columns", dialog)
        dialog.ui.nextButton.click()
        yield
        while dialog.process.is_running:
            yield
        self._save("import-check", dialog)
        dialog.ui.nextButton.click()
        yield
        while dialog.process.is_running:
            yield
        yield from self._close("import-done", dialog)
        assert self._program.records is not None
        assert self._program.staff is not None
        review = ImportedAuthority(
            self._program.records, self._program.signals, self._program.prompts, self._program.staff, path, self._window
        )
        review.open()
        review.ui.waitingTableView.selectRow(0)
        yield
        yield
        yield from self._close("imported-authority", review)

    def _mail_setup(self) -> Iterator[None]:
        records, staff = self._program.records, self._program.staff
        assert records is not None
        assert staff is not None
        with records.transaction():
            before = load_settings(records)
            store_settings(records, replace(before, smtp_host="", mail_from="portal@riverbend.example"))
        places = MailPlaces(dns=_RiverbendDns())
        setup = MailSetup(records, self._program.prompts, staff, self._program.database, self._window, places=places)
        setup.open()
        while "Microsoft" not in setup.ui.whyLabel.text():
            yield
        self._save("mail-set-up-1", setup)
        setup.ui.nextButton.click()
        setup.ui.microsoftClientLineEdit.setText("3f2c9d1e-0b7a-4c55-9a41-7d1f0c2b8e66")
        setup.ui.microsoftTenantLineEdit.setText("riverbend.example")
        setup._card.use(StoredSignIn(MailSignIn.MICROSOFT, "portal@riverbend.example", "", 0.0, ""))
        yield
        self._save("mail-set-up-2", setup)
        setup.ui.nextButton.click()
        while not setup.ui.findingsLayout.count():
            yield
        setup._check._steps.begin(expected_steps(setup.settings()))
        setup._check._steps.reach(Step.SIGN_IN)
        yield
        yield from self._close("mail-set-up-3", setup)
        with records.transaction():
            store_settings(records, before)

    def _settings(self) -> Iterator[None]:
        records, staff = self._program.records, self._program.staff
        assert records is not None
        assert staff is not None
        settings = SettingsWindow(
            records, self._program.signals, self._program.prompts, staff, self._program.database, self._window
        )
        settings.open()
        for number, name in enumerate(("practice", "portal", "mail", "staff")):
            settings.ui.pageStack.setCurrentIndex(number)
            settings._rail()[number].setChecked(True)
            yield
            self._save(f"settings-{name}", settings)
        server = PracticeServer(self._program.database, settings)
        server.open()
        yield
        yield from self._close("settings-records", server)
        settings.close()

    def _message_texts(self) -> Iterator[None]:
        records, staff = self._program.records, self._program.staff
        assert records is not None
        assert staff is not None
        texts = MessageTextsWindow(records, self._program.signals, self._program.prompts, staff, self._window)
        texts.open()
        yield
        self._save("mail-texts", texts)
        texts.show_text(MessageKind.WELCOME, Language.SPANISH)
        texts.ui.bodyTextEdit.setPlainText("# ¡Hola!\n\nLe esperamos, {{ child_name }}.\n\n{{ username }}")
        texts.save()
        yield
        self._save("mail-texts-refused", texts)
        texts.ui.bodyTextEdit.setPlainText(
            "# ¡Hola!\n\nLe esperamos en {{ practice }}.\n\n{{ username }}\n\n{{ link }}"
        )
        texts.save()
        texts._open_versions()
        yield
        versions = texts.findChild(TextVersionsWindow)
        assert versions is not None
        yield from self._close("mail-text-versions", versions)
        texts.close()

    def _before_the_window(self) -> Iterator[None]:
        problem = OpeningProblem(OpeningError(OpeningState.WRONG_KEY, self._program.database), self._window)
        problem.open()
        yield
        yield from self._close("opening-problem", problem)
        entry = RecoveryCodeEntry(self._program.prompts, self._program.database, parent=self._window)
        entry.open()
        yield
        yield from self._close("recovery-code", entry)
        setup = PracticeSetup(
            self._program.prompts,
            self._demo.folder / "new" / "practice.opportal",
            login="rosa",
            staff_name="Rosa Delgado",
            parent=self._window,
        )
        setup.open()
        setup.ui.practiceNameLineEdit.setText("Riverbend Pediatrics")
        for number in range(1, setup.ui.pageStack.count() + 1):
            yield
            self._save(f"set-up-{number}", setup)
            if number < setup.ui.pageStack.count():
                setup.ui.nextButton.click()
        setup.done(QDialog.DialogCode.Rejected)

    def _inbox(self) -> Iterator[None]:
        inbox = self._demo.inbox_window
        assert inbox is not None
        inbox.show()
        yield
        self._save("demo-inbox", inbox)

    def _close(self, name: str, dialog: QDialog) -> Iterator[None]:
        self._save(name, dialog)
        dialog.done(QDialog.DialogCode.Rejected)
        yield


class _RiverbendDns(DnsQuestions):
    """What a practice's domain may say of itself; no picture asks the real name servers."""

    def mail_exchangers(self, domain: str) -> tuple[str, ...]:
        return ("riverbend-example.mail.protection.outlook.com",)

    def texts(self, name: str) -> tuple[str, ...]:
        return ("v=spf1 include:spf.protection.outlook.com -all",) if name == "riverbend.example" else ()


def _contacts(chart: PatientChart) -> FamilyContacts:
    contacts = chart.section(SectionId.FAMILY_CONTACTS)
    assert isinstance(contacts, FamilyContacts)
    return contacts


def _until_forecast(chart: PatientChart, words: str) -> Iterator[None]:
    """Until the Portal card says what Save will do, with these words in it."""
    card = _contacts(chart).panel.ui.portalConditions
    yield
    while not card.summary or words not in card.summary:
        yield


def _only_child() -> Patient:
    """A patient in whose chart the journey's mother is not."""
    mothers = FamilyContact.select(FamilyContact.patient).join(Contact).where(Contact.home_email == JOURNEY_HOME_EMAIL)
    return Patient.select().where(Patient.id.not_in(mothers)).order_by(Patient.id).first()


def take(folder: Path, scheme: str, only: Sequence[str]) -> int:
    """Take the pictures of one scheme, in this process."""

    def begin(demo: Demo) -> None:
        Photographer(demo, folder, scheme, only)

    return run_demo(scheme=scheme, on_ready=begin)


def main() -> int:
    """Run each scheme in a process of its own: Qt reads the scale once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=IMAGES, help="where the pictures go")
    parser.add_argument("--scale", type=float, default=1.0, help="1.5 for 150 %%")
    parser.add_argument("--scheme", choices=SCHEMES, help="one of them only")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=[], help="some groups of windows only")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return take(options.to, options.scheme, options.only)
    environment = os.environ | {"QT_SCALE_FACTOR": str(options.scale)}
    for scheme in [options.scheme] if options.scheme else SCHEMES:
        arguments = [sys.executable, __file__, "--here", "--scheme", scheme, "--to", str(options.to)]
        arguments += ["--only", *options.only] if options.only else []
        code = subprocess.run(arguments, env=environment, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
