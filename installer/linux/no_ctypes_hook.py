# SPDX-License-Identifier: GPL-3.0-or-later
"""In place of PyInstaller's pyimod03_ctypes, which loads ctypes at each start to have it find bundled libraries.

Nothing here loads one by ctypes on Linux; what the program asks of the C library itself needs no help.
"""


def install() -> None:
    """Called by PyInstaller's start."""
