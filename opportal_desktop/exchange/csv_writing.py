# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists as CSV that a spreadsheet shows and does not execute: formulas are defused, the file is for this user only."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff"
"""What a spreadsheet may skip at the start of a cell."""
_FORMULA = re.compile(rf"[{_UNSEEN}']*[=+\-@|%＝＋－＠]|'*[\t\r\n]")
"""How a cell of a formula starts, as OWASP lists it (CSV Injection), with the full-width forms."""


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula; `plain` takes it away.

    So has what looks as if that had been done already, so that nothing is taken from it.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def plain(text: str) -> str:
    """What `defused` was given."""
    return text[1:] if text.startswith("'") and defused(text[1:]) == text else text


def export_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a list in place of whatever is at `path`, all of it or nothing; returns how many rows it has.

    UTF-8 with a mark, so that Excel shows accents; every cell is quoted, so that no other separator splits one.

    Raises:
        OSError: it can't be written there.
    """
    with writing_csv(path, header) as write:
        return sum(write(row) for row in rows)


@contextmanager
def writing_csv(path: Path, header: Sequence[str]) -> Iterator[Callable[[Sequence[str]], bool]]:
    """The same row by row, as they come: gives what writes one (and returns True, to be counted)."""
    with replacing(path) as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)

        def write(row: Sequence[str]) -> bool:
            writer.writerow([defused(cell) for cell in row])
            return True

        write(header)
        yield write


@contextmanager
def replacing(path: Path, encoding: str = "utf-8-sig") -> Iterator[TextIO]:
    """A text file, private to this user, that takes the place of `path` once it is complete."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding=encoding, newline="") as file:
            yield file
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
