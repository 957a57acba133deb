# SPDX-License-Identifier: GPL-3.0-or-later
"""The Qt side: windows and dialogs, one file each, named as its form."""

from __future__ import annotations

import linecache
import sys
from typing import Any

import PySide6.QtCore  # noqa: F401 - loads shibokensupport


def _spare_sources() -> None:
    """Keep PySide from reading the source of every module that is imported from now on.

    WORKAROUND: it looks there for the name PySide6, to know which modules its `__feature__` switch (which we don't
    use) may concern; linecache then keeps all those sources. A third of our start and of its memory went there.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda module: False
        linecache.clearcache()  # what it has read until now


_spare_sources()
