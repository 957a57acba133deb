# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet of paper with the recovery code."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

_PER_ROW = 4


def recovery_code_sheet(groups: Sequence[str], practice_name: str, file: Path) -> QTextDocument:
    """One page: the code in numbered groups, what it is for, and how to keep it."""
    cells = [
        f"<td style='padding: 6px 18px 6px 0'><span style='color: #555'>{number}</span>&nbsp;&nbsp;"
        f"<span style='font-family: monospace; font-size: 16pt'><b>{group}</b></span></td>"
        for number, group in enumerate(groups, start=1)
    ]
    rows = "".join(f"<tr>{''.join(cells[at : at + _PER_ROW])}</tr>" for at in range(0, len(cells), _PER_ROW))
    document = QTextDocument()
    document.setHtml(
        f"<h1>Recovery code</h1><p style='font-size: 13pt'>{html.escape(practice_name)}</p>"
        f"<table>{rows}</table>"
        "<p>This code is the key to the practice’s records in OP Portal. It opens them on any computer, and it opens "
        "the backups when this computer is broken or lost. Nobody can make a new one.</p>"
        "<p><b>Keep it in a safe place away from the computer. Whoever has the file and this code can read the "
        "records.</b></p>"
        f"<p>File: {html.escape(str(file))}</p>"
    )
    return document


def print_with_dialog(document: QTextDocument, parent: QWidget) -> bool:
    """Let the person choose a printer; False when cancelled."""
    # Only needed here, once in a practice's life.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    document.print_(printer)
    return True
