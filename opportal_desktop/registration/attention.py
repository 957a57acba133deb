# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody at the desk should look at: found in the records, and listed only as long as it is not put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from opportal_desktop.records import outbox, trouble
from opportal_desktop.records.outbox import Channel, HoldReason
from opportal_desktop.records.records import Records
from opportal_desktop.records.trouble import Trouble, TroubleKind
from opportal_desktop.registration.family_contacts import portal_statuses
from opportal_desktop.registration.messages import UNKNOWN
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import FamilyPicture, PortalStatus, StatusView

MOST_EXPIRED = 200
"""The newest expired links that are looked at; who let one expire long ago is found by the Portal Status."""

WITH_ACCESS = frozenset(
    {
        PortalStatus.LOCKED,
        PortalStatus.ACTIVE,
        PortalStatus.EMAIL_FAILED,
        PortalStatus.SENDING,
        PortalStatus.LINK_EXPIRED,
        PortalStatus.INVITED,
    }
)
"""Statuses of contacts who have access to the patient."""


class AttentionKind(Enum):
    """Why it is listed; the value is what the list says."""

    MAIL_PAUSED = "Mail is paused"
    TEXTS_PAUSED = "Texts are paused"
    MAIL_FAILED = "Email failed"
    TEXT_FAILED = "Text failed"
    UNKNOWN = "Not known whether it arrived"
    LOCKED = "Account locked"
    LINK_EXPIRED = "Link expired"


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One thing to look at.

    Attributes:
        since: UTC; `when` is the same in the practice's time zone.
        explanation: what is wrong and what to do.
        contact_id, contact_name, patient_id: whom it is about, and a chart where it can be put right; not of a pause.
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
    def key(self) -> tuple[AttentionKind, int | None, int | None]:
        """What stays the same while it is listed."""
        return self.kind, self.contact_id, self.message_id


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
                hold.explanation,
                needs_settings=hold.reason is not HoldReason.CONNECTION,
            )
        )
    return tuple(items)


def possible_trouble(records: Records) -> tuple[Trouble, ...]:
    """What may need attention, newest first; `judge` tells which of it does. A few indexed queries."""
    return trouble.found(records.clock(), most_expired=MOST_EXPIRED)


def judge(records: Records, troubles: Collection[Trouble]) -> tuple[AttentionItem, ...]:
    """Those of the troubles that still are: the parent has access, and nothing came after that put it right.

    A few milliseconds for a dozen; call it in parts.
    """
    if not troubles:
        return ()
    practice = practice_rules(records)
    keys = {one.email_key for one in troubles}
    picture = family_picture([], keys)
    statuses = portal_statuses(picture, [link.key for link in picture.links], practice)
    items = (_item(one, picture, statuses, practice) for one in troubles)
    return tuple(item for item in items if item is not None)


def _item(
    one: Trouble, picture: FamilyPicture, statuses: dict[tuple[int, int], StatusView], practice: PracticeRules
) -> AttentionItem | None:
    people = [contact.id for contact in picture.contacts_by_email.get(one.email_key, ())]
    if one.contact_id in people:
        people = [one.contact_id]
    for key, view in statuses.items():
        if key[1] in people and _fits(one, view.status):
            return AttentionItem(
                kind=_kind(one),
                since=one.since,
                when=practice.moment(one.since),
                explanation=one.explanation or view.detail,
                contact_id=key[1],
                contact_name=picture.contacts[key[1]].name,
                patient_id=key[0],
                message_id=one.message_id,
            )
    return None


def _fits(one: Trouble, status: PortalStatus) -> bool:
    if one.kind is TroubleKind.LOCKED:
        return status is PortalStatus.LOCKED
    if one.kind is TroubleKind.LINK_EXPIRED:
        return status is PortalStatus.LINK_EXPIRED
    return status in WITH_ACCESS


def _kind(one: Trouble) -> AttentionKind:
    if one.kind is TroubleKind.LOCKED:
        return AttentionKind.LOCKED
    if one.kind is TroubleKind.LINK_EXPIRED:
        return AttentionKind.LINK_EXPIRED
    if UNKNOWN in one.explanation:
        return AttentionKind.UNKNOWN
    return AttentionKind.TEXT_FAILED if one.kind is TroubleKind.TEXT_FAILED else AttentionKind.MAIL_FAILED


_ORDER = list(AttentionKind)


def in_order(items: Iterable[AttentionItem]) -> tuple[AttentionItem, ...]:
    """What holds everybody first, then what failed or is locked, then expired links; each newest first."""

    def rank(item: AttentionItem) -> tuple[int, float]:
        group = {AttentionKind.MAIL_PAUSED: 0, AttentionKind.TEXTS_PAUSED: 0, AttentionKind.LINK_EXPIRED: 2}
        return group.get(item.kind, 1), -item.since.timestamp()

    return tuple(sorted(items, key=rank))
