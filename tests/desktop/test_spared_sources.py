# SPDX-License-Identifier: GPL-3.0-or-later
"""PySide must not read the source of what is imported after it (see `opportal_desktop.desktop`)."""

from __future__ import annotations

import subprocess
import sys


def test_no_source_is_read_at_an_import() -> None:
    program = (
        "import opportal_desktop.desktop, linecache, peewee;"
        "print([name for name in linecache.cache if name.endswith('peewee.py')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
