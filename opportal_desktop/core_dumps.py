# SPDX-License-Identifier: GPL-3.0-or-later
"""No core dumps: a dump of the process would write families' records and what parents typed to a disk, unencrypted."""

from __future__ import annotations

import logging
import sys

log = logging.getLogger(__name__)

_PR_SET_DUMPABLE = 4


def hold_back_core_dumps() -> None:
    """Have no core written of this process and those it starts, by any crash; on Linux and macOS.

    Not by Windows: it writes dumps only where an administrator switched that on for all programs.
    """
    if sys.platform == "win32":
        return
    import resource

    # 1 byte is too little for a file, and of all limits the only one that Linux heeds before it hands a core to a
    # program (`core_pattern` with a pipe): core(5) and fs/coredump.c.
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))
    except (OSError, ValueError):
        # Somebody set 0 already, and only root may go up.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_memory() -> None:
    """Have no other process of this user read this one's memory, and no core written of it; on Linux.

    For servers only: a desktop's services look at /proc/PID of the windows that ask them for something.
    """
    if sys.platform != "linux":
        return
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        log.warning("memory is open to debuggers of this user: errno %s", ctypes.get_errno())
