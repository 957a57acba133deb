# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import reads from: a file that gives roster rows, and can say what stood in each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from opportal_desktop.exchange.column_guesses import Mapping
from opportal_desktop.exchange.csv_reading import CsvTable, look_at, read_rows
from opportal_desktop.exchange.csv_roster import roster_rows
from opportal_desktop.exchange.roster import Reading, RosterRow

Cells = tuple[str, ...]


class RosterSource(Protocol):
    """A roster that can be read from its start as often as one likes.

    Attributes:
        size: bytes, for the progress.
        headers: of the table that a row's cells belong to, to write rows with problems back.
        day_first: dates like 4/3/2019 are the 4th of March.
    """

    size: int
    headers: Cells
    day_first: bool

    def rows(self, how: Reading, told: Callable[[int], None]) -> Iterator[tuple[Cells, RosterRow]]:
        """Each row as it stood there, and as it is understood; `told` gets the bytes read so far."""


class CsvSource:
    """A CSV file with the mapping of its columns."""

    def __init__(self, path: Path, mapping: Mapping, table: CsvTable | None = None) -> None:
        """Raises: UnreadableFileError, OSError."""
        self.path = path
        self.table = table or look_at(path)
        self.mapping = mapping
        self.headers = self.table.headers
        self.day_first = mapping.day_first
        self.size = path.stat().st_size

    def rows(self, how: Reading, told: Callable[[int], None]) -> Iterator[tuple[Cells, RosterRow]]:
        read = read_rows(self.path, self.table.format, len(self.headers), told)
        for row, understood in roster_rows(read, self.headers, self.mapping, how):
            yield row.cells, understood
