# SPDX-License-Identifier: GPL-3.0-or-later
"""The committed forms are what ui/compile_forms.py makes of ui/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_forms_are_current() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "ui" / "compile_forms.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
