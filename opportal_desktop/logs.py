# SPDX-License-Identifier: GPL-3.0-or-later
"""The log file: what the program did, never about whom.

An exception's text can hold what was typed or bound to a statement (PostgreSQL's unique violations quote the values,
`int("…")` its argument), so only types and places are written, for errors caught and uncaught alike.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import cast

_FORMAT = "%(asctime)s %(levelname)-7s %(process)d %(threadName)s %(name)s: %(message)s"
_MAX_BYTES = 1_000_000
_KEPT_FILES = 5

log = logging.getLogger(__name__)


def set_up_logs(folder: Path, program: str = "opportal", level: int = logging.INFO) -> Path:
    """Log to `folder`/`program`.log, rotated at 1 MB, five kept; returns the file.

    Programs that run at the same time need names of their own: on Windows a file in use can't be rotated.
    Uncaught exceptions of any thread are logged too; whoever shows them to the user chains onto `sys.excepthook`.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{program}.log"
    handler = _PrivateFileHandler(file, encoding="utf-8")
    handler.setFormatter(PlacesOnlyFormatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    # At DEBUG it writes statements with their values.
    logging.getLogger("peewee").setLevel(max(level, logging.INFO))
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    return file


class PlacesOnlyFormatter(logging.Formatter):
    """Writes of an exception, and of those behind it, the type and the frames; never the text."""

    def format(self, record: logging.LogRecord) -> str:
        # The record keeps the text that the first handler's formatter made: not ours, so not to be reused.
        own = logging.makeLogRecord(record.__dict__)
        own.exc_text = None
        return super().format(own)

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        return "" if ei[1] is None else places(ei[1])


def places(error: BaseException) -> str:
    """The types and frames of an exception and of its causes, outermost first."""
    blocks = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines = [_name(current)]
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        blocks.append("\n".join(lines))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n because of ".join(blocks)


def _name(error: BaseException) -> str:
    """The type, with the number or name that system and database errors carry beside their text."""
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}"
    detail = getattr(error, "sqlite_errorname", None) or (error.errno if isinstance(error, OSError) else None)
    return f"{name} ({detail})" if detail else name


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("uncaught exception", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        log.critical("uncaught exception", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))


class _PrivateFileHandler(logging.FileHandler):
    """Its files are for this user only; a full one becomes .1, and the older ones move up.

    The standard library's rotating handler does the same, but brings pickle and queues along: half a MiB at each start.
    """

    def emit(self, record: logging.LogRecord) -> None:
        # Asked of the file and not counted: another program may write to it, too.
        if self.stream is not None and os.fstat(self.stream.fileno()).st_size >= _MAX_BYTES:
            self._rotate()
        super().emit(record)

    def _rotate(self) -> None:
        self.close()
        files = [Path(self.baseFilename), *(Path(f"{self.baseFilename}.{n}") for n in range(1, _KEPT_FILES + 1))]
        # On Windows, who else has it open keeps it: it grows a little more.
        with suppress(OSError):
            for older, newer in zip(reversed(files[1:]), reversed(files[:-1]), strict=True):
                if newer.exists():
                    newer.replace(older)
        self.stream = self._open()

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return cast("TextIOWrapper", os.fdopen(descriptor, self.mode, encoding=self.encoding))
