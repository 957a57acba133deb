# SPDX-License-Identifier: GPL-3.0-or-later
"""Export of a list to CSV, the same from every window: warned, to where the person chooses, told how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from opportal_desktop.desktop.message_bar import MessageBar
from opportal_desktop.desktop.prompts import Choice, ChoiceRole, Prompts
from opportal_desktop.desktop.theme import Tone
from opportal_desktop.exchange.csv_writing import export_csv

Rows = Callable[[], Iterable[Sequence[str]]]


def export_list(
    parent: QWidget,
    prompts: Prompts,
    told: MessageBar | None,
    suggested: Path,
    header: Sequence[str],
    rows: Rows,
) -> Path | None:
    """Ask where to, and write what `rows` gives then; None if the person thought better of it or it failed.

    Args:
        told: where the outcome is said; in a box if there is none.
        suggested: folder and name, such as "Family Contacts.csv"; no patient's name in it.
    """
    answer = prompts.ask(
        parent,
        "The file will hold patients’ and parents’ data",
        "It is not encrypted. Choose a place that only people who may see it can open, and delete it when it is not "
        "needed any more.",
        [Choice("export", "&Choose a place…", ChoiceRole.PRIMARY), Choice("cancel", "&Cancel", ChoiceRole.CANCEL)],
    )
    if answer != "export":
        return None
    path = prompts.choose_save_file(parent, "Export list", suggested, "CSV files (*.csv)")
    if path is None:
        return None
    try:
        count = export_csv(path, header, rows())
    except OSError as error:
        tone, words = Tone.DANGER, f"The file could not be written: {error.strerror}. Choose another place."
        path = None
    else:
        tone, words = Tone.GOOD, f"{count} rows are in {path}."
    if told is not None:
        told.show_message(tone, words)
    else:
        prompts.tell(parent, "Export", words, tone=tone)
    return path
