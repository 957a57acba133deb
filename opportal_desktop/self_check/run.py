# SPDX-License-Identifier: GPL-3.0-or-later
"""Goes through all checks in a throw-away folder and says one line about each; touches no practice's data."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from opportal_desktop import __version__


class NotHereError(Exception):
    """This computer lacks something that no installation can bring; it is told, and is no failure."""


@dataclass
class Bench:
    """What the checks share: a folder that is deleted at the end, and the key of the practice in it."""

    folder: Path
    key: bytes = field(default_factory=lambda: os.urandom(32), repr=False)

    @property
    def database(self) -> Path:
        """Where the first check of the records makes the practice."""
        return self.folder / "practice.opportal"


Check = tuple[str, Callable[[Bench], str]]
"""A name, and what checks it and says in a few words what it saw. What it raises is what is wrong."""


def run_self_check(tell: Callable[[str], object], checks: Sequence[Check] | None = None) -> int:
    """Run the checks; returns the exit code, 1 if any failed."""
    checks = all_checks() if checks is None else checks
    tell(f"OP Portal Desktop {__version__}, {'installed' if hasattr(sys, '_MEIPASS') else 'from source'}")
    began = time.monotonic()
    failed = 0
    # What goes wrong is told below; the libraries' own words would come between the lines.
    logging.disable(logging.ERROR)
    try:
        with tempfile.TemporaryDirectory(prefix="opportal-self-check-", ignore_cleanup_errors=True) as folder:
            bench = Bench(Path(folder))
            for name, check in checks:
                try:
                    tell(f"ok      {name}: {check(bench)}")
                except NotHereError as note:
                    tell(f"note    {name}: {note}")
                except Exception as error:  # noqa: BLE001 - told, and the next one is looked at
                    failed += 1
                    tell(f"FAILED  {name}: {type(error).__name__}: {error}")
    finally:
        logging.disable(logging.NOTSET)
    seconds = time.monotonic() - began
    tell(f"{failed} of {len(checks)} failed" if failed else f"All {len(checks)} checks passed in {seconds:.1f} s")
    return 1 if failed else 0


def all_checks() -> list[Check]:
    """Everything, in the order in which one thing needs the other."""
    from opportal_desktop.self_check import parts, program, windows

    return [
        ("modules", program.modules),
        ("records", parts.records),
        ("keyring", parts.keyring),
        ("mails", parts.mails),
        ("portal", parts.portal),
        ("TLS", parts.tls_roots),
        ("translations", parts.translations),
        ("time zones", parts.time_zones),
        ("names", parts.names),
        ("Qt", windows.qt),
        ("sorting", windows.sorting),
        ("icons", windows.icons),
        ("forms", windows.forms),
        ("main window", windows.main_window),
        ("printing", windows.printing),
    ]
