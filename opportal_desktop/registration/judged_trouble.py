# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of the troubles found in the records still are: the rules decide, so this is loaded with the first one."""

from __future__ import annotations

from collections.abc import Collection

from opportal_desktop.records.records import Records
from opportal_desktop.records.trouble import Trouble, TroubleKind
from opportal_desktop.registration.attention import AttentionItem, AttentionKind
from opportal_desktop.registration.family_contacts import portal_statuses
from opportal_desktop.registration.messages import UNKNOWN
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import FamilyPicture, PortalStatus, StatusView

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
