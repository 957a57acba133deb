# SPDX-License-Identifier: GPL-3.0-or-later
"""The File menu's way in and out: import of a roster, the Authority that it brought, export of what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QDialog

from opportal_desktop.terms import StaffMember

if TYPE_CHECKING:
    from opportal_desktop.desktop.main_window import MainWindow
    from opportal_desktop.desktop.prompts import Prompts
    from opportal_desktop.desktop.signals import RecordsSignals
    from opportal_desktop.records.records import Records
    from opportal_desktop.records.server_address import Place

_MOST_EXPORTED = 5000
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
        ui.exportAction.triggered.connect(self.export_found)
        ui.fileMenu.aboutToShow.connect(self.show_who_may)
        self.show_who_may()

    @Slot()
    def show_who_may(self) -> None:
        """Imports are for managers; whoever is none reads that in the menu."""
        manager = self._staff().is_manager
        for action, text in self._texts.items():
            action.setEnabled(manager)
            action.setText(text if manager else f"{text}{_FOR_MANAGERS}")
        self._main.ui.exportAction.setEnabled(bool(self._main.ui.searchLineEdit.text().strip()))

    @Slot()
    def import_roster(self) -> None:
        """Ask for the file, look at its start, and lead through the rest."""
        from opportal_desktop.desktop.import_roster import ImportRoster
        from opportal_desktop.desktop.theme import Tone
        from opportal_desktop.exchange.csv_reading import UnreadableFileError, look_at
        from opportal_desktop.exchange.fhir_files import is_fhir

        path = self._prompts.choose_open_file(self._main, "Import a roster", documents(), _ROSTERS)
        if path is None:
            return
        try:
            table = None if is_fhir(path) else look_at(path)
        except (UnreadableFileError, OSError) as error:
            happened = str(error) if isinstance(error, UnreadableFileError) else f"It can’t be read: {error.strerror}."
            self._prompts.tell(
                self._main, "This file can’t be imported", f"{happened} Nothing was imported.", tone=Tone.WARNING
            )
            return
        dialog = ImportRoster(self._prompts, self._database, path, table, self._main)
        # When the import's own window is gone.
        dialog.review_requested.connect(self.review, Qt.ConnectionType.QueuedConnection)
        _open(dialog)

    @Slot()
    def review(self) -> None:
        """Show the Authority that waits."""
        from opportal_desktop.desktop.imported_authority import ImportedAuthority

        _open(ImportedAuthority(self._records, self._signals, self._prompts, self._staff(), documents(), self._main))

    @Slot()
    def export_found(self) -> None:
        """Write what the search finds, all of it, to a file."""
        from opportal_desktop.desktop.list_export import export_list

        header = (
            "Chart",
            "Last name",
            "First name",
            "Middle name",
            "Nickname",
            "DOB",
            "Sex",
            "Phone",
            "Status",
            "Found by",
        )
        export_list(self._main, self._prompts, None, documents() / "Patients.csv", header, self._found)

    def _found(self) -> list[Sequence[str]]:
        from opportal_desktop.desktop.dates import shown_date
        from opportal_desktop.records.search import find_patients
        from opportal_desktop.registration.practice import practice_rules
        from opportal_desktop.registration.validators import shown_phone

        practice = practice_rules(self._records)
        ui = self._main.ui
        found = find_patients(
            self._records,
            ui.searchLineEdit.text(),
            include_inactive=ui.includeInactiveCheckBox.isChecked(),
            today=practice.today,
            limit=_MOST_EXPORTED,
        )
        return [
            (
                row.chart_number,
                row.last_name,
                row.first_name,
                row.middle_name,
                row.nickname,
                shown_date(row.birth_date),
                row.sex.label,
                shown_phone(row.phone, practice.phone_region),
                "Active" if row.active else "Inactive",
                row.matched,
            )
            for row in found.rows
        ]


def documents() -> Path:
    """Where the person keeps files."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _open(dialog: QDialog) -> None:
    # Else every one ever opened would stay until the program ends.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
