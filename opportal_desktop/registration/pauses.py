# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk is told of a queue that is held."""

from __future__ import annotations

from opportal_desktop.records.outbox import QueueHold
from opportal_desktop.registration.practice_rules import PracticeRules


def pause_words(hold: QueueHold, practice: PracticeRules) -> str:
    """Why a whole queue waits, what to do, and when it is tried next by itself."""
    next_try = "in a moment" if hold.next_try_at <= practice.now else practice.soon(hold.next_try_at)
    return f"{hold.explanation} Next try {next_try}."
