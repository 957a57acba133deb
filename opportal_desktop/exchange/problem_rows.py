# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows that an import leaves out, as a file to correct and to import again, each with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from opportal_desktop.exchange.csv_writing import export_csv
from opportal_desktop.exchange.importing import RowReport

LINE, PROBLEM = "OP Portal: line", "OP Portal: problem"


def write_problem_rows(path: Path, headers: Sequence[str], reports: Iterable[RowReport]) -> int:
    """Write the rows with problems as they stood in the file, with two columns behind them; returns how many.

    Those of an earlier try, which such a file may have, are left out. It holds what the roster holds: PHI.

    Raises:
        OSError: it can't be written there.
    """
    kept = [number for number, header in enumerate(headers) if header not in (LINE, PROBLEM)]

    def row(report: RowReport) -> tuple[str, ...]:
        cells = (report.cells[number] if number < len(report.cells) else "" for number in kept)
        return (*cells, str(report.number), " ".join(report.problems))

    rows = (row(report) for report in reports if report.problems)
    return export_csv(path, (*(headers[number] for number in kept), LINE, PROBLEM), rows)
