# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window says when the records could not be written: a full disk is told from a server that is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opportal_desktop.records.records import StorageError


def not_written(error: StorageError, undone: str, again: str = "try again") -> str:
    """What happened, what is safe and what to do next.

    Args:
        undone: a sentence about what did not happen, such as "Nothing was saved."
        again: how it is tried again, behind "then ".
    """
    # Not at the top: the main window, whose parts use this, is painted before the records are loaded.
    from opportal_desktop.records.records import RecordsMovedError, ServerLostError

    if isinstance(error, RecordsMovedError):
        return (
            f"The practice has moved to a database server. {undone} Note down what you typed, close OP Portal and "
            "start it again; it works with the server then, or says how this computer joins it."
        )
    if not isinstance(error, ServerLostError):
        return (
            f"The records could not be written: the disk may be full or not reachable. {undone} What is stored is "
            f"unharmed. Make room or reconnect it, then {again}."
        )
    if error.in_doubt:
        return (
            "The database server went away just while it stored this, so nobody can say yet whether it did. When the "
            f"server is back, look first whether it is done; if not, {again}."
        )
    return f"The database server does not answer. {undone} When it is back, {again}."
