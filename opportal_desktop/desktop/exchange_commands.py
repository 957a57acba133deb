# SPDX-License-Identifier: GPL-3.0-or-later
"""The File menu's way in and out: import of a roster, the Authority that it brought, export of lists and patients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QDialog

from opportal_desktop.desktop.background_call import BackgroundCall
from opportal_desktop.terms import StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.main_window import MainWindow
    from opportal_desktop.desktop.prompts import Prompts
    from opportal_desktop.desktop.signals import RecordsSignals
    from opportal_desktop.exchange.csv_reading import CsvTable
    from opportal_desktop.records.records import Records
    from opportal_desktop.records.server_address import Place

_ROSTERS = "Rosters (*.csv *.txt *.tsv *.ndjson *.json);;All files (*)"
_FOR_MANAGERS = " (for managers)"


class ExchangeCommands(QObject):
    """Connects the actions of the main window. `staff`: who works here now."""

    def __init__(
        self,
        records: Records,
        database: Place,
        signals: RecordsSignals,
        prompts: Prompts,
        main: MainWindow,
        staff: Callable[[], StaffMember],
    ) -> None:
        super().__init__(main)
        self._records = records
        self._database = database
        self._signals = signals
        self._prompts = prompts
        self._main = main
        self._staff = staff
        ui = main.ui
        self._texts = {action: action.text() for action in (ui.importAction, ui.importedAuthorityAction)}
        ui.importAction.triggered.connect(self.import_roster)
        ui.importedAuthorityAction.triggered.connect(self.review)
        ui.exportFoundAction.triggered.connect(self.export_found)
        ui.exportContactsAction.triggered.connect(self.export_contacts)
        ui.exportMessagesAction.triggered.connect(self.export_messages)
        ui.exportFamilyAction.triggered.connect(self.export_family)
        ui.exportPatientAction.triggered.connect(self.export_patient)
        ui.exportMenu.aboutToShow.connect(self.show_what_can_go_out)
        ui.fileMenu.aboutToShow.connect(self.show_who_may)
        self.show_who_may()

    @Slot()
    def show_who_may(self) -> None:
        """Imports are for managers; whoever is none reads that in the menu."""
        manager = self._staff().is_manager
        for action, text in self._texts.items():
            action.setEnabled(manager)
            action.setText(text if manager else f"{text}{_FOR_MANAGERS}")

    @Slot()
    def import_roster(self) -> None:
        """Ask for the file, look at it, and lead through the rest."""
        path = self._prompts.choose_open_file(self._main, "Import a roster", documents(), _ROSTERS)
        if path is None:
            return
        # All of it is read for its encoding, perhaps from the network.
        self._looking = BackgroundCall(partial(_look_at, path))
        self._looking.done.connect(self._on_looked)
        self._looking.failed.connect(self._on_unreadable)
        self._looking.start()

    @Slot(object)
    def _on_looked(self, found: tuple[Path, CsvTable | None]) -> None:
        from opportal_desktop.desktop.import_roster import ImportRoster

        path, table = found
        dialog = ImportRoster(self._prompts, self._database, path, table, self._main)
        # When the import's own window is gone.
        dialog.review_requested.connect(self.review, Qt.ConnectionType.QueuedConnection)
        _open(dialog)

    @Slot(object)
    def _on_unreadable(self, error: Exception) -> None:
        from opportal_desktop.desktop.theme import Tone
        from opportal_desktop.exchange.csv_reading import UnreadableFileError

        if isinstance(error, UnreadableFileError):
            happened = str(error)
        elif isinstance(error, OSError):
            happened = f"It can’t be read: {error.strerror}."
        else:
            raise error
        self._prompts.tell(
            self._main, "This file can’t be imported", f"{happened} Nothing was imported.", tone=Tone.WARNING
        )

    @Slot()
    def review(self) -> None:
        """Show the Authority that waits."""
        from opportal_desktop.desktop.imported_authority import ImportedAuthority

        _open(ImportedAuthority(self._records, self._signals, self._prompts, self._staff(), documents(), self._main))

    # -- out

    @Slot()
    def show_what_can_go_out(self) -> None:
        """What is found, and the patient whose chart is in front."""
        ui = self._main.ui
        ui.exportFoundAction.setEnabled(bool(ui.searchLineEdit.text().strip()))
        for action in (ui.exportFamilyAction, ui.exportPatientAction):
            action.setEnabled(self._patient_in_front() is not None)

    def _patient_in_front(self) -> int | None:
        patient_id = getattr(self._main.ui.tabWidget.currentWidget(), "patient_id", None)
        return patient_id if isinstance(patient_id, int) else None

    @Slot()
    def export_found(self) -> None:
        """What the search finds, all of it."""
        from opportal_desktop.desktop import exported_lists as lists

        ui = self._main.ui
        rows = lists.found_patients(self._records, ui.searchLineEdit.text(), ui.includeInactiveCheckBox.isChecked())
        self._export("Patients", lists.PATIENTS, rows, most=lists.MOST_PATIENTS)

    @Slot()
    def export_contacts(self) -> None:
        """Every contact."""
        from opportal_desktop.desktop import exported_lists as lists

        self._export("Contacts", lists.CONTACTS, lists.all_contacts(self._records))

    @Slot()
    def export_messages(self) -> None:
        """Every message."""
        from opportal_desktop.desktop import exported_lists as lists

        self._export("Messages", lists.MESSAGES, lists.all_messages(self._records))

    @Slot()
    def export_family(self) -> None:
        """The family contacts of the patient whose chart is in front."""
        from opportal_desktop.desktop import exported_lists as lists

        patient_id = self._patient_in_front()
        if patient_id is not None:
            rows = lists.family_contacts(self._records, patient_id)
            self._export("Family Contacts", lists.FAMILY, rows, patient_id=patient_id)

    @Slot()
    def export_patient(self) -> None:
        """The patient whose chart is in front, with their contacts, as a FHIR Bundle."""
        from opportal_desktop.desktop.list_export import ask_where
        from opportal_desktop.desktop.theme import Tone
        from opportal_desktop.exchange.fhir_export import export_patient
        from opportal_desktop.records.records import RecordsBusyError, StorageError
        from opportal_desktop.registration.exports import note_export

        patient_id = self._patient_in_front()
        if patient_id is None:
            return
        path = ask_where(
            self._main, self._prompts, "Export a patient", documents() / "Patient.json", "FHIR Bundle (*.json)"
        )
        if path is None:
            return
        try:
            note_export(self._records, "Patient as FHIR", self._staff(), 1, patient_id=patient_id)
            export_patient(self._records, patient_id, path)
        except OSError as error:
            words = f"The file could not be written: {error.strerror}. Choose another place."
            self._prompts.tell(self._main, "Export", words, tone=Tone.DANGER)
        except (RecordsBusyError, StorageError):
            words = "The records could not be used; no file was written. Try again."
            self._prompts.tell(self._main, "Export", words, tone=Tone.DANGER)
        else:
            self._prompts.tell(self._main, "Export", f"The patient and their contacts are in {path}.", tone=Tone.GOOD)

    def _export(
        self,
        name: str,
        header: Sequence[str],
        rows: Iterable[Sequence[str]],
        most: int | None = None,
        patient_id: int | None = None,
    ) -> None:
        from opportal_desktop.desktop.list_export import export_list
        from opportal_desktop.registration.exports import note_export

        note = partial(note_export, self._records, name, self._staff(), patient_id=patient_id)
        export_list(self._main, self._prompts, None, documents() / f"{name}.csv", header, rows, note, most)


def documents() -> Path:
    """Where the person keeps files."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _look_at(path: Path) -> tuple[Path, CsvTable | None]:
    """What the start of a CSV file shows; None for FHIR, whose fields are known."""
    from opportal_desktop.exchange.csv_reading import look_at
    from opportal_desktop.exchange.fhir_files import is_fhir

    return path, None if is_fhir(path) else look_at(path)


def _open(dialog: QDialog) -> None:
    # Else every one ever opened would stay until the program ends.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
