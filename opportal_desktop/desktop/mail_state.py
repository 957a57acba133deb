# SPDX-License-Identifier: GPL-3.0-or-later
"""How the mail stands, in the status bar's words, and the strip that says why a queue waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opportal_desktop.desktop.theme import Tone

if TYPE_CHECKING:
    from opportal_desktop.records.outbox import QueueHold
    from opportal_desktop.records.records import Records
    from opportal_desktop.terms import StaffMember

NOT_SET_UP = "Mail is not set up yet. Welcome Emails wait until it is, and none is lost."


@dataclass(frozen=True, slots=True)
class MailState:
    """How the mail stands, in words.

    Attributes:
        hold: why a whole queue waits and what to do; empty if none does.
        needs_settings: only a change of the settings helps; else trying again may.
        of_texts: it is the texts that are held, not the mail.
        set_up: the button beside it that opens "Set up mail", where that helps more than the settings.
    """

    text: str
    tone: Tone = Tone.NEUTRAL
    hold: str = ""
    needs_settings: bool = True
    of_texts: bool = False
    set_up: str = ""


def mail_state(records: Records, staff: StaffMember) -> MailState:
    """How the mail stands now, as `staff` is told it."""
    # Not at the top: the main window, which shows the state, is painted before peewee is loaded.
    from opportal_desktop.records import outbox
    from opportal_desktop.registration.pauses import pause_words
    from opportal_desktop.registration.practice import practice_rules

    counts = outbox.counts(records)
    waiting = counts.queued + counts.sending
    hold, held, of_texts = outbox.queue_hold(records), f"Mail: {waiting} waiting", False
    set_up = _set_up_offer(records, staff, hold)
    if hold is None or not waiting:
        set_up = ""
        # Shown until one gets through: a code that waits expires, but no parent can sign in by text meanwhile.
        hold, held, of_texts = outbox.queue_hold(records, outbox.Channel.TEXT), "Texts can’t be sent", True
    if hold is not None:
        needs_settings = hold.reason is not outbox.HoldReason.CONNECTION
        words = pause_words(hold, practice_rules(records))
        return MailState(held, Tone.WARNING, words, needs_settings, of_texts, set_up)
    if set_up := _set_up_offer(records, staff, None):
        return MailState("Mail: not set up", Tone.WARNING, NOT_SET_UP, set_up=set_up)
    if waiting:
        return MailState(f"Mail: {waiting} to go out", Tone.INFO)
    return MailState("Mail: nothing waiting")


def _set_up_offer(records: Records, staff: StaffMember, hold: QueueHold | None) -> str:
    """The button that leads a manager to "Set up mail" while nothing else helps; else empty."""
    from opportal_desktop.records.outbox import HoldReason
    from opportal_desktop.records.settings import load_settings

    if not staff.is_manager:
        return ""
    settings = load_settings(records)
    if not settings.smtp_host:
        return "Set up &mail…"
    if hold is None:
        return ""
    if settings.mail_sign_in.by_token:
        return "Sign in a&gain…" if hold.reason is HoldReason.SIGN_IN else ""
    # Microsoft's way of saying that passwords are over.
    return "Set up &mail…" if any(code in hold.server_reply for code in ("5.7.30", "5.7.139")) else ""
