# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs attention: listed when it goes wrong, gone when it is put right, whoever does it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from opportal_desktop.mail.habits import STILL_UNKNOWN
from opportal_desktop.records import outbox
from opportal_desktop.records.models import Message, PortalAccount, SetupLink
from opportal_desktop.records.outbox import Channel, HoldReason, QueueHold
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration import attention
from opportal_desktop.registration.age_actions import mark_step
from opportal_desktop.registration.attention import AttentionKind
from opportal_desktop.registration.family_contacts import list_family_contacts
from opportal_desktop.registration.judged_trouble import judge
from opportal_desktop.registration.proxy_consent import ConsentDraft, record_consent
from opportal_desktop.registration.register import register
from opportal_desktop.registration.sign_in import unlock
from opportal_desktop.terms import AgeStep, Authority, MessageKind, MessageState

NO_SUCH = "The mail server says that this address does not exist. Correct the Home Email, then Register again."


def look(desk) -> list[tuple[AttentionKind, str]]:
    return [(item.kind, item.contact_name) for item in items(desk)]


def items(desk) -> tuple[attention.AttentionItem, ...]:
    found = judge(desk.records, attention.possible_trouble(desk.records))
    standing = (*attention.paused_channels(desk.records), *attention.families_to_tell(desk.records))
    return attention.in_order((*standing, *found))


def refuse(desk, words: str = NO_SUCH) -> None:
    desk.clock.advance(seconds=10)
    claimed = outbox.claim_next(desk.records, dt.timedelta(minutes=5))
    assert claimed is not None
    outbox.record_failed(desk.records, claimed, words, "550 5.1.1 unknown")


@pytest.fixture
def ana(desk) -> tuple[int, int]:
    """Patient and contact, the Welcome Email waiting."""
    patient = desk.patient()
    return patient, desk.joint(patient).draft.contact_id


def test_nothing(desk, ana) -> None:
    assert look(desk) == []
    desk.hand_over()
    assert look(desk) == []


def test_a_failed_mail_until_the_address_is_corrected(desk, ana) -> None:
    refuse(desk)
    (item,) = items(desk)
    assert (item.kind, item.contact_name, item.explanation) == (AttentionKind.MAIL_FAILED, "Ana López", NO_SUCH)
    assert (item.patient_id, item.contact_id, item.message_id) == (*ana, 1)
    assert [row.mail_trouble for row in list_family_contacts(desk.records, ana[0])] == [NO_SUCH]
    desk.edit(*ana, home_email="ana.lopez@example.com")
    assert look(desk) == []
    assert [row.mail_trouble for row in list_family_contacts(desk.records, ana[0])] == [""]


def test_a_failed_mail_until_register_sends_another(desk, ana) -> None:
    refuse(desk)
    register(desk.records, ana[1], desk.staff)
    assert look(desk) == []
    refuse(desk)
    assert [item.message_id for item in items(desk)] == [2]


def test_a_failed_mail_of_somebody_without_access_is_nobodys_concern(desk, ana) -> None:
    refuse(desk)
    desk.edit(*ana, authority=Authority.NONE)
    assert look(desk) == []


def test_an_unknown_outcome_is_not_called_failed(desk, ana) -> None:
    refuse(desk, STILL_UNKNOWN)
    assert look(desk) == [(AttentionKind.UNKNOWN, "Ana López")]


def test_a_failed_text_until_the_number_is_corrected_or_one_gets_through(desk, ana) -> None:
    desk.edit(*ana, cell_phone="+14135550123")
    desk.hand_over()
    account = PortalAccount.get().id
    text = {
        "kind": MessageKind.SIGN_IN_CODE, "account": account, "contact": ana[1], "to_address": "+14135550123",
        "language": "en", "queued_at": desk.clock(), "queued_by": "Portal", "due_at": desk.clock(),
    }  # fmt: skip
    Message.create(rfc_message_id="<1>", state=MessageState.FAILED, explanation="No such number.", **text)
    assert look(desk) == [(AttentionKind.TEXT_FAILED, "Ana López")]
    later = Message.create(rfc_message_id="<2>", state=MessageState.SENT, **text)
    assert look(desk) == []
    later.delete_instance()
    desk.edit(*ana, cell_phone="+14135550124")
    assert look(desk) == []


def test_a_locked_account_until_it_is_unlocked_or_the_lock_ends(desk, ana) -> None:
    desk.hand_over()
    until = desk.clock() + dt.timedelta(minutes=15)
    PortalAccount.update(locked_at=desk.clock(), locked_until=until).execute()
    assert look(desk) == [(AttentionKind.LOCKED, "Ana López")]
    unlock(desk.records, ana[1], desk.staff)
    assert look(desk) == []
    PortalAccount.update(locked_at=desk.clock(), locked_until=until).execute()
    desk.clock.advance(minutes=15)
    assert look(desk) == []


def test_a_locked_link(desk, ana) -> None:
    desk.hand_over()
    SetupLink.update(locked_at=desk.clock(), wrong_answers=5).execute()
    assert look(desk) == [(AttentionKind.LOCKED, "Ana López")]
    unlock(desk.records, ana[1], desk.staff)
    assert look(desk) == []


def test_an_expired_link_until_another_is_sent_or_the_parent_is_in(desk, ana) -> None:
    desk.hand_over()
    desk.clock.advance(hours=49)
    assert look(desk) == [(AttentionKind.LINK_EXPIRED, "Ana López")]
    register(desk.records, ana[1], desk.staff)
    assert look(desk) == []
    desk.hand_over()
    desk.clock.advance(hours=49)
    assert look(desk) == [(AttentionKind.LINK_EXPIRED, "Ana López")]
    desk.sign_in("ana@example.com")
    assert look(desk) == []


def test_a_pause_while_something_waits_and_what_helps(desk, ana) -> None:
    hold = QueueHold(desk.clock(), "Enter it again.", HoldReason.SIGN_IN, desk.clock() + dt.timedelta(hours=1))
    outbox.set_queue_hold(desk.records, hold)
    (item,) = items(desk)
    assert (item.kind, item.needs_settings) == (AttentionKind.MAIL_PAUSED, True)
    assert item.explanation == "Enter it again. Next try 11:00 AM."
    desk.hand_over()
    assert look(desk) == []
    lost = QueueHold(desk.clock(), "Not reachable.", HoldReason.CONNECTION, desk.clock() + dt.timedelta(minutes=1))
    outbox.set_queue_hold(desk.records, lost, Channel.TEXT)
    (item,) = items(desk)
    assert (item.kind, item.needs_settings) == (AttentionKind.TEXTS_PAUSED, False)


def test_what_holds_everybody_comes_first_and_expired_links_last(desk) -> None:
    desk.joint(desk.patient())
    desk.hand_over()
    desk.clock.advance(hours=49)
    desk.joint(desk.patient(first="Noah", last="Berg"), email="eva@example.org", first="Eva", last="Berg")
    refuse(desk)
    desk.joint(desk.patient(first="Zoë"), email="luis@example.org", first="Luis", last="Pérez")
    outbox.set_queue_hold(
        desk.records, QueueHold(desk.clock(), "Again.", HoldReason.SIGN_IN, desk.clock() + dt.timedelta(hours=1))
    )
    assert look(desk) == [
        (AttentionKind.MAIL_PAUSED, ""),
        (AttentionKind.MAIL_FAILED, "Eva Berg"),
        (AttentionKind.LINK_EXPIRED, "Ana López"),
    ]


def test_families_to_tell_are_one_item_until_somebody_told_them_or_consent_is_on_file(desk) -> None:
    teens = [desk.patient(f"Teen{day}", "Okafor", f"2008-12-{day:02}") for day in (5, 8, 6)]
    mother = desk.joint(teens[0], "nia@example.com", first="Nia", last="Okafor").draft.contact_id
    desk.link(teens[1], mother, authority=Authority.JOINT)
    # Nobody in this chart is on the portal, so nobody loses anything.
    desk.add(teens[2], "Ben", "Okafor")
    desk.hand_over()
    assert look(desk) == [(AttentionKind.COMING_OF_AGE, "1 patient")]
    desk.clock.advance(days=1)
    (item,) = (item for item in items(desk) if item.kind is AttentionKind.COMING_OF_AGE)
    assert item.contact_name == "2 patients"
    assert item.explanation.startswith("2 patients will turn 18 within 14 days, the first on 12/05/2026.")
    assert item.when == "11/21/2026"
    consent = ConsentDraft(teens[0], mother, dt.date(2026, 11, 24), agreed=True)
    record_consent(desk.records, consent, desk.staff)
    assert (AttentionKind.COMING_OF_AGE, "1 patient") in look(desk)
    mark_step(desk.records, teens[1], AgeStep.TOLD, desk.staff)
    assert AttentionKind.COMING_OF_AGE not in [kind for kind, _ in look(desk)]


def test_a_birthday_that_comes_stands_before_links_that_expired(desk) -> None:
    desk.joint(desk.patient())
    desk.hand_over()
    desk.clock.advance(hours=49)
    desk.joint(desk.patient("Nia", "Okafor", "2008-12-05"), "nia@example.com", first="Nia", last="Okafor")
    assert [kind for kind, _ in look(desk)] == [AttentionKind.COMING_OF_AGE, AttentionKind.LINK_EXPIRED]


def test_families_are_told_of_not_earlier_than_the_practice_lists_them(desk) -> None:
    with desk.records.transaction():
        store_settings(desk.records, replace(load_settings(desk.records), age_notice_days=7))
    desk.joint(desk.patient("Nia", "Okafor", "2008-12-05"))
    desk.hand_over()
    assert look(desk) == []
