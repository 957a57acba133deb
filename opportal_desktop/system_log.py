# SPDX-License-Identifier: GPL-3.0-or-later
"""The system's log beside our own files, for the server that parents reach."""

from __future__ import annotations

import logging
import logging.handlers
import socket
from pathlib import Path

from opportal_desktop.logs import PlacesOnlyFormatter


def copy_to_syslog(listener: Path, program: str) -> None:
    """Log to the system's log as well, which can pass it on to another computer (ASVS 16.4.3).

    Raises:
        OSError: nobody listens at this socket.
    """
    # The handler itself would wait in silence.
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as trial:
        trial.connect(str(listener))
    handler = _SystemLog(address=str(listener))
    handler.ident = f"{program}: "
    handler.setFormatter(PlacesOnlyFormatter("%(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


class _SystemLog(logging.handlers.SysLogHandler):
    """Tries again with the next record when the system's log was away; our own file has every one."""

    def handleError(self, record: logging.LogRecord) -> None:
        self.close()
