# SPDX-License-Identifier: GPL-3.0-or-later
"""How emails and texts are put off and their queues held: pauses, limits and words, for each channel its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from opportal_desktop.mail.compose import check_letterhead
from opportal_desktop.mail.smtp import ADDRESS_NOT_VALID, check_configured
from opportal_desktop.mail.texts import PHONE_NOT_VALID, check_texts_configured
from opportal_desktop.records.outbox import Channel, HoldReason
from opportal_desktop.records.settings import PracticeSettings

MOST_AT_ONCE = 64
"""Messages claimed together; one by one after any trouble, so that what fails for all is tried with one, and no more
than go out in about `drain.BATCH_SECONDS`."""
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 15, 30, 60))
LONG_PAUSES = (dt.timedelta(hours=2), dt.timedelta(hours=6))
"""When the ladder's end is reached: anything between these, so that many that were put off together part."""
_HOLD_PAUSES = {
    HoldReason.CONNECTION: tuple(dt.timedelta(minutes=minutes) for minutes in (1, 2, 5, 10)),
    HoldReason.CERTIFICATE: (dt.timedelta(minutes=10),),
    HoldReason.SETTINGS: (dt.timedelta(minutes=5),),
    HoldReason.POLICY: (dt.timedelta(minutes=10),),
    # Wrong passwords lock mailboxes.
    HoldReason.SIGN_IN: (dt.timedelta(minutes=30), dt.timedelta(hours=1), dt.timedelta(hours=4)),
}
# A code is of use for minutes only, and somebody is waiting for it.
_TEXT_PAUSES = tuple(dt.timedelta(seconds=seconds) for seconds in (5, 15, 30, 60, 120))
_TEXT_HOLD_PAUSES = {
    HoldReason.CONNECTION: tuple(dt.timedelta(seconds=seconds) for seconds in (10, 20, 60, 120)),
    HoldReason.CERTIFICATE: (dt.timedelta(minutes=5),),
    HoldReason.SETTINGS: (dt.timedelta(minutes=5),),
    HoldReason.POLICY: (dt.timedelta(minutes=5),),
    HoldReason.SIGN_IN: (dt.timedelta(minutes=5), dt.timedelta(minutes=30)),
}

STILL_UNKNOWN = (
    "Twice the connection broke before the mail server answered, so it is not known whether the message arrived. "
    "Ask the parent, and Register again if it did not."
)
STILL_UNKNOWN_TEXT = (
    "Twice the connection broke before the text service answered, so it is not known whether the text arrived. "
    "The parent can ask for another code."
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a channel's messages are sent and put off, and what is said of them."""

    check: Callable[[PracticeSettings], None]
    sender: Callable[[PracticeSettings], str]
    pauses: tuple[dt.timedelta, ...]
    long_pauses: tuple[dt.timedelta, dt.timedelta]
    most_at_once: int
    hold_pauses: Mapping[HoldReason, tuple[dt.timedelta, ...]]
    recipient_not_valid: str
    still_unknown: str

    @property
    def longest_hold(self) -> dt.timedelta:
        return max(pause for pauses in self.hold_pauses.values() for pause in pauses)


def _check_settings(settings: PracticeSettings) -> None:
    check_configured(settings)
    check_letterhead(settings)


HABITS = {
    Channel.MAIL: Habits(
        _check_settings,
        lambda settings: settings.mail_from,
        PAUSES,
        LONG_PAUSES,
        MOST_AT_ONCE,
        _HOLD_PAUSES,
        ADDRESS_NOT_VALID,
        STILL_UNKNOWN,
    ),
    Channel.TEXT: Habits(
        check_texts_configured,
        lambda settings: settings.text_from,
        _TEXT_PAUSES,
        (_TEXT_PAUSES[-1], _TEXT_PAUSES[-1]),
        1,
        _TEXT_HOLD_PAUSES,
        PHONE_NOT_VALID,
        STILL_UNKNOWN_TEXT,
    ),
}
