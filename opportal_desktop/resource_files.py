# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the files of resources/ are: beside the package in a source tree, inside a frozen bundle otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

_BUNDLE: str | None = getattr(sys, "_MEIPASS", None)
_ROOT = (Path(_BUNDLE) if _BUNDLE else Path(__file__).resolve().parent.parent) / "resources"


def resource_path(*parts: str) -> Path:
    """The path of a file or folder below resources/, e.g. `resource_path("icons", "search.svg")`.

    Raises:
        FileNotFoundError: there is none; the program's installation is broken.
    """
    path = _ROOT.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"resources/{'/'.join(parts)} is missing from the program's installation")
    return path
