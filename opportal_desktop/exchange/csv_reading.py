# SPDX-License-Identifier: GPL-3.0-or-later
"""A CSV file as a stream of rows: which encoding and separator it has is found out, as Excel and others write them."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from opportal_desktop.exchange.column_guesses import guess_columns
from opportal_desktop.exchange.csv_writing import plain
from opportal_desktop.exchange.roster import writable

SAMPLE_ROWS = 200
_CHUNK = 1 << 20
_CELL_LIMIT = 100_000
_TELL_LINES = 500
_TITLE_ROWS, _KNOWN_NAMES = 20, 3
_SEPARATORS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableFileError(Exception):
    """The file can't be read as a table; the text says why, and holds nothing of the file."""


@dataclass(frozen=True, slots=True)
class CsvFormat:
    """How a file is written.

    Attributes:
        encoding: as Python calls it.
        header_lines: lines before the first row: the names of the columns, with what is above them (a report's title,
            Excel's "sep=").
    """

    encoding: str
    separator: str
    header_lines: int


@dataclass(frozen=True, slots=True)
class CsvTable:
    """What the start of a file shows: the names of its columns and its first rows."""

    format: CsvFormat
    headers: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row.

    Attributes:
        number: the line that it starts at, as an editor counts them.
        problem: why it can't be read as a row of this table; empty if it can.
    """

    number: int
    cells: tuple[str, ...]
    problem: str = ""


def look_at(path: Path) -> CsvTable:
    """Find out how the file is written, and read its start.

    Raises:
        UnreadableFileError: it is no table.
        OSError: it can't be read.
    """
    encoding = _encoding(path)
    with path.open("r", encoding=encoding, newline="") as file:
        first = file.readline(_CELL_LIMIT)
        separator = first.rstrip("\r\n")[len("sep=") :] if first.casefold().startswith("sep=") else ""
        named = bool(separator)
        start = ("" if named else first) + "".join(islice(file, SAMPLE_ROWS))
    separator = separator or _separator(start)
    lines = _lines_of(start, separator)
    if not lines:
        raise UnreadableFileError("The file is empty.")
    above = _lines_above_names(lines)
    names = next(place for place, (line, _) in enumerate(lines) if line >= above)
    rows = [row for _, row in lines[names:]]
    headers = tuple(cell.strip() for cell in rows[0])
    if len(headers) < 2:
        raise UnreadableFileError(
            "Only one column was found. Save the list as “CSV (comma delimited)” or “CSV UTF-8”, and try again."
        )
    sample = tuple(tuple(_plain(cell) for cell in row) for row in rows[1:] if any(cell.strip() for cell in row))
    return CsvTable(CsvFormat(encoding, separator, 1 + above + (1 if named else 0)), headers, sample)


def read_rows(path: Path, how: CsvFormat, columns: int, told: Callable[[int], None] | None = None) -> Iterator[CsvRow]:
    """The rows behind the names of the columns, one after the other; empty ones are left out.

    Args:
        columns: how many cells a row has; missing ones at its end are empty.
        told: called with the bytes that are read so far.

    Raises:
        UnreadableFileError: a quotation mark is never closed, or a cell is larger than anything a roster has.
    """
    csv.field_size_limit(_CELL_LIMIT)
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding=how.encoding, newline="") as file:
        for _ in range(how.header_lines - 1):
            file.readline()
        reader = csv.reader(file, delimiter=how.separator)
        next(reader, None)
        above, tell_at = how.header_lines - 1, 0
        while True:
            number = above + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError) as error:
                raise UnreadableFileError(
                    f"The file can’t be read as a table from line {number} on: probably a quotation mark that is never "
                    "closed, or another encoding in the middle."
                ) from error
            if told is not None and reader.line_num >= tell_at:
                tell_at = reader.line_num + _TELL_LINES
                told(raw.tell())
            if any(cell.strip() for cell in cells):
                yield _row(number, cells, columns)


def _plain(cell: str) -> str:
    """What is meant: without what defuses a formula, and without the formula that keeps a number as it is in Excel."""
    text = writable(cell).strip()
    return text[2:-1] if text.startswith('="') and text.endswith('"') and len(text) > 2 else plain(text)


def _row(number: int, cells: Sequence[str], columns: int) -> CsvRow:
    values = tuple(_plain(cell) for cell in cells)
    if len(values) > columns and any(values[columns:]):
        return CsvRow(number, values, f"The row has {len(values)} cells, but the table has {columns} columns.")
    return CsvRow(number, values[:columns] + ("",) * (columns - len(values)))


def _encoding(path: Path) -> str:
    """By its mark, else UTF-8 if all of it is, else UTF-16 if every other byte is zero, else Windows' western one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(_CHUNK)
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return encoding
        if start.startswith(b"PK\x03\x04"):
            raise UnreadableFileError(
                "This is an Excel workbook. In Excel choose Save As, “CSV UTF-8 (comma delimited)”, and take that file."
            )
        if b"\0" in start:
            return _wide_encoding(start)
        chunk = start
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252" if _is_cp1252(path) else "latin-1"
    return "utf-8"


def _wide_encoding(start: bytes) -> str:
    pairs = len(start) // 2
    if start[1::2].count(0) > 0.4 * pairs:
        return "utf-16-le"
    if start[0::2].count(0) > 0.4 * pairs:
        return "utf-16-be"
    raise UnreadableFileError("This is no text file. Save the list as CSV, and try again.")


def _is_cp1252(path: Path) -> bool:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if any(byte in chunk for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")):
                return False
    return True


def _separator(start: str) -> str:
    """The one that splits the first lines into the most columns, the same number in most of them."""

    def score(separator: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in _rows_of(start, separator)[:_TITLE_ROWS] if len(row) > 1)
        if not widths:
            return 0.0, 0
        width, rows = widths.most_common(1)[0]
        return rows / widths.total(), width

    return max(_SEPARATORS, key=score)


def _rows_of(text: str, separator: str) -> list[list[str]]:
    return [row for _, row in _lines_of(text, separator)]


def _lines_of(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """(lines above it, cells) of each row, as far as it can be read: a start may end in the middle of a cell."""
    rows: list[tuple[int, list[str]]] = []
    reader, above = csv.reader(io.StringIO(text, newline=""), delimiter=separator), 0
    with suppress(csv.Error):
        for row in reader:
            rows.append((above, row))
            above = reader.line_num
    return rows


def _lines_above_names(lines: Sequence[tuple[int, list[str]]]) -> int:
    """How many lines stand above the names of the columns: reports have a title there, and when they were made.

    The names are in the first row unless a later one has several columns that are known and it has hardly any.
    """

    def known(row: Sequence[str]) -> int:
        return sum(target is not None for target in guess_columns(row).columns)

    if known(lines[0][1]) >= _KNOWN_NAMES:
        return lines[0][0]
    line, row = max(lines[:_TITLE_ROWS], key=lambda found: known(found[1]))
    return line if known(row) >= _KNOWN_NAMES else lines[0][0]
