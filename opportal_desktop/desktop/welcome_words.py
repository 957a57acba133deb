# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk is told of Welcome Emails just asked for: while they can be taken back, when they go out."""

from __future__ import annotations

from collections.abc import Sequence

from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings


def queued_words(records: Records, addresses: Sequence[str], after: str) -> str:
    """A sentence about the Welcome Emails that were put into the outbox just now; empty if none was.

    It stays true for as long as it stands there. `after`: the button that asked for them, as it is labelled.
    """
    return waiting_words(addresses, load_settings(records).undo_seconds, after) if addresses else ""


def waiting_words(addresses: Sequence[str], seconds: int, after: str) -> str:
    """`queued_words` for mails that wait `seconds` (0: none) so that they can be taken back."""
    is_one = len(addresses) == 1
    mails = f"A Welcome Email to {addresses[0]}" if is_one else f"Welcome Emails to {_listed(addresses)}"
    if seconds <= 0:
        return f"{mails} {'is on its' if is_one else 'are on their'} way."
    wait = "a second" if seconds == 1 else f"{seconds} seconds"
    back = "it" if is_one else "them"
    return f"{mails} {'goes' if is_one else 'go'} out {wait} after {after}; until then, Undo takes {back} back."


def _listed(addresses: Sequence[str]) -> str:
    return f"{', '.join(addresses[:-1])} and {addresses[-1]}"
