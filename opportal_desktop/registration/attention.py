# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody at the desk should look at: found in the records, and listed only as long as it is not put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from opportal_desktop.records import age_marks, outbox, trouble
from opportal_desktop.records.outbox import Channel, HoldReason
from opportal_desktop.records.records import Records
from opportal_desktop.records.trouble import Trouble
from opportal_desktop.registration.ages import birthday, born_between
from opportal_desktop.registration.pauses import pause_words
from opportal_desktop.registration.practice import practice_rules

MOST_EXPIRED = 200
"""The newest expired links that are looked at; who let one expire long ago is found by the Portal Status."""


TELL_DAYS = 14
"""So long before the birthday somebody should tell the family; the practice's own days of notice, if they are fewer."""
_MOST_TO_TELL = 100


class AttentionKind(Enum):
    """Why it is listed; the value is what the list says."""

    MAIL_PAUSED = "Mail is paused"
    TEXTS_PAUSED = "Texts are paused"
    MAIL_FAILED = "Email failed"
    TEXT_FAILED = "Text failed"
    UNKNOWN = "Not known whether it arrived"
    LOCKED = "Account locked"
    LINK_EXPIRED = "Link expired"
    COMING_OF_AGE = "Coming of age"
    COURT_ORDER = "Look at court order"
    ASK_AGAIN = "Ask about the portal"


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One thing to look at.

    Attributes:
        since: UTC; `when` is the same in the practice's time zone.
        explanation: what is wrong and what to do.
        contact_id, contact_name, patient_id: whom it is about, and a chart where it can be put right; not of a pause.
            Of families to tell, `contact_name` says how many patients.
        message_id: the message that failed.
        needs_settings: only a change of the settings helps a pause; else trying again may.
    """

    kind: AttentionKind
    since: dt.datetime
    when: str
    explanation: str
    contact_id: int | None = None
    contact_name: str = ""
    patient_id: int | None = None
    message_id: int | None = None
    needs_settings: bool = False

    @property
    def key(self) -> tuple[AttentionKind, int | None, int | None, int | None]:
        """What stays the same while it is listed."""
        return self.kind, self.contact_id, self.message_id, self.patient_id


def paused_channels(records: Records) -> tuple[AttentionItem, ...]:
    """The channels whose whole queue is held while something waits in it."""
    practice = practice_rules(records)
    items = []
    for channel, kind in ((Channel.MAIL, AttentionKind.MAIL_PAUSED), (Channel.TEXT, AttentionKind.TEXTS_PAUSED)):
        hold = outbox.queue_hold(records, channel)
        # Shown until a text gets through: a code that waits expires, but no parent can sign in by text meanwhile.
        if hold is None or (channel is Channel.MAIL and not trouble.waiting(channel)):
            continue
        items.append(
            AttentionItem(
                kind,
                hold.since,
                practice.moment(hold.since),
                pause_words(hold, practice),
                needs_settings=hold.reason is not HoldReason.CONNECTION,
            )
        )
    return tuple(items)


def families_to_tell(records: Records) -> tuple[AttentionItem, ...]:
    """One item for all patients who soon reach the age limit and whose parents, who will lose access, nobody told."""
    practice = practice_rules(records)
    notice = dt.timedelta(days=min(TELL_DAYS, practice.age_notice_days))
    first, last = born_between(practice.today + dt.timedelta(days=1), practice.today + notice, practice.age_limit)
    born = age_marks.nobody_told(first, last, _MOST_TO_TELL)
    if not born:
        return ()
    day = birthday(born[0], practice.age_limit)
    count = f"{len(born)}{' or more' if len(born) == _MOST_TO_TELL else ''} patient{'' if len(born) == 1 else 's'}"
    since = practice.midnight(day - notice)
    explanation = (
        f"{count[0].upper()}{count[1:]} will turn {practice.age_limit} within {notice.days} days, the first on "
        f"{practice.day(day)}. Parents’ access ends that day by itself, and nobody has told the family yet. The list "
        "has the steps: tell them, ask for consent, prepare the patient’s own account."
    )
    return (AttentionItem(AttentionKind.COMING_OF_AGE, since, practice.day(since), explanation, contact_name=count),)


def possible_trouble(records: Records) -> tuple[Trouble, ...]:
    """What may need attention, newest first; `judge` tells which of it does. A few indexed queries."""
    return trouble.found(records.clock(), most_expired=MOST_EXPIRED)


_ORDER = list(AttentionKind)


def in_order(items: Iterable[AttentionItem]) -> tuple[AttentionItem, ...]:
    """What holds everybody first, then what failed or is locked, coming of age, expired links; each newest first."""

    def rank(item: AttentionItem) -> tuple[int, float]:
        group = {AttentionKind.MAIL_PAUSED: 0, AttentionKind.TEXTS_PAUSED: 0, AttentionKind.COMING_OF_AGE: 2}
        group[AttentionKind.LINK_EXPIRED] = 3
        group |= {AttentionKind.COURT_ORDER: 2, AttentionKind.ASK_AGAIN: 4}
        return group.get(item.kind, 1), -item.since.timestamp()

    return tuple(sorted(items, key=rank))
