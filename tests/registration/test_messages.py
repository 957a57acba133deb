# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of all messages: what its filters mean, and each state in the desk's words."""

from __future__ import annotations

import datetime as dt

import pytest

from opportal_desktop.mail.habits import STILL_UNKNOWN, STILL_UNKNOWN_TEXT
from opportal_desktop.records import claimed_messages, outbox
from opportal_desktop.records.message_list import MessageFilter
from opportal_desktop.records.models import Message
from opportal_desktop.records.outbox import HoldReason, QueueHold
from opportal_desktop.registration import messages
from opportal_desktop.registration.errors import RecordGone
from opportal_desktop.registration.messages import UNKNOWN
from opportal_desktop.registration.register import register
from opportal_desktop.registration.undoable_welcomes import undoable_welcomes
from opportal_desktop.registration.waiting_messages import cancel_message
from opportal_desktop.terms import Authority, MessageState

GREYLISTED = "The mail server asks to come back later with mail for this address. It is tried again by itself."


def claim(desk) -> claimed_messages.ClaimedMessage:
    desk.clock.advance(seconds=10)
    claimed = outbox.claim_next(desk.records, dt.timedelta(minutes=5))
    assert claimed is not None
    return claimed


def listed(desk, **chosen) -> list[str]:
    rows = messages.newest_messages(desk.records, MessageFilter(**chosen), 100)
    return [row.contact_name for row in rows]


def outcome(desk) -> str:
    return messages.newest_messages(desk.records, MessageFilter(), 1)[0].outcome


def invite(desk, first: str, last: str, email: str, child: str = "Mateo", **more) -> tuple[int, int]:
    patient = desk.patient(first=child, last=last)
    contact = desk.add(patient, first=first, last=last, home_email=email, authority=Authority.JOINT, **more)
    return patient, contact.draft.contact_id


# --- filters


def test_newest_first_page_by_page(desk) -> None:
    for number in range(7):
        invite(desk, f"Ana{number}", "López", f"ana{number}@example.com")
    first = messages.newest_messages(desk.records, MessageFilter(), 4)
    then = messages.newest_messages(desk.records, MessageFilter(), 4, below=first[-1].message_id)
    assert [row.contact_name[3] for row in (*first, *then)] == list("6543210")
    newer = messages.messages_above(desk.records, MessageFilter(), first[2].message_id, 10)
    assert newer == first[:2]
    assert messages.messages_between(desk.records, MessageFilter(), first[0].message_id, first[-1].message_id) == first


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lop", ["Inés López", "Ana López"]),
        ("LÓPEZ ana", ["Ana López"]),
        ("mateo", ["Ana López"]),  # the patient
        ("ana@", ["Ana López"]),
        ("ines.l", ["Inés López"]),
        ("5550142", ["Inés López"]),
        ("0142", ["Inés López"]),
        ("welcome", ["Grace Okafor", "Inés López", "Ana López"]),
        ("55", []),
        ("nobody", []),
        ("%", []),
    ],
)
def test_free_text_means_people_addresses_phones_and_kinds(desk, text, found) -> None:
    invite(desk, "Ana", "López", "ana@example.com")
    invite(desk, "Inés", "López", "ines.lopez@example.com", child="Zoë", cell_phone="+14135550142")
    invite(desk, "Grace", "Okafor", "grace@example.org", child="Noah")
    assert listed(desk, text=text) == found


def test_an_address_that_was_corrected_still_finds_what_went_to_it(desk) -> None:
    patient, contact = invite(desk, "Ana", "López", "anna@example.com")
    desk.hand_over()
    desk.edit(patient, contact, home_email="ana@example.com")
    assert len(listed(desk, text="anna@example")) == 1
    assert len(listed(desk, text="ana@example")) == 1


def test_by_state_patient_and_contact(desk) -> None:
    mateo, ana = invite(desk, "Ana", "López", "ana@example.com")
    desk.hand_over()
    zoe, _ = invite(desk, "Grace", "Okafor", "grace@example.org", child="Zoë")
    assert listed(desk, states=(MessageState.QUEUED,)) == ["Grace Okafor"]
    assert listed(desk, states=(MessageState.SENT,)) == ["Ana López"]
    assert listed(desk, states=(MessageState.FAILED,)) == []
    assert listed(desk, contact_id=ana) == ["Ana López"]
    assert listed(desk, patient_id=zoe) == ["Grace Okafor"]
    assert listed(desk, patient_id=mateo, states=(MessageState.QUEUED,)) == []


def test_people_to_narrow_to(desk) -> None:
    _, ana = invite(desk, "Ana", "López", "ana@example.com")
    assert messages.contacts_like(desk.records, "lop") == ((ana, "Ana López   ·   ana@example.com"),)
    assert messages.contacts_like(desk.records, "ANA@") == ((ana, "Ana López   ·   ana@example.com"),)
    assert messages.contacts_like(desk.records, " ") == ()


# --- words


def test_waiting_in_words(desk) -> None:
    invite(desk, "Ana", "López", "ana@example.com")
    assert outcome(desk) == "Waiting a few seconds for Undo"
    desk.clock.advance(seconds=10)
    assert outcome(desk) == "Waiting, goes out in a moment"
    claimed = claim(desk)
    assert outcome(desk) == "Going out now"
    outbox.record_retry(desk.records, claimed, desk.clock() + dt.timedelta(minutes=5), GREYLISTED, "450 4.2.0 later")
    assert outcome(desk) == "Waiting, next try 10:05 AM"
    Message.update(due_at=desk.clock() + dt.timedelta(days=1)).execute()
    assert outcome(desk) == "Waiting, next try 11/24/2026 10:00 AM"
    hold = QueueHold(desk.clock(), "Enter it again.", HoldReason.SIGN_IN, desk.clock() + dt.timedelta(hours=1))
    outbox.set_queue_hold(desk.records, hold)
    assert outcome(desk) == "Waiting: sending is paused"


def test_what_was_handed_over_is_never_called_delivered(desk) -> None:
    invite(desk, "Ana", "López", "ana@example.com")
    outbox.record_sent(desk.records, claim(desk), "250 2.0.0 queued as 1")
    assert outcome(desk) == "Handed to the mail server"
    detail = messages.message_detail(desk.records, 1)
    assert detail.explanation.startswith("The mail server took it on 11/23/2026 10:00 AM.")
    assert "deliver" not in repr(detail).casefold()


def test_failed_and_cancelled_say_why(desk) -> None:
    invite(desk, "Ana", "López", "ana@example.com")
    words = "The mail server says that this address does not exist. Correct the Home Email, then Register again."
    outbox.record_failed(desk.records, claim(desk), words, "550 5.1.1 unknown")
    assert outcome(desk) == "Failed: this address does not exist"
    invite(desk, "Grace", "Okafor", "grace@example.org")
    cancel_message(desk.records, 2, desk.staff)
    assert outcome(desk) == "Cancelled at the desk before it was sent"


@pytest.mark.parametrize("words", [STILL_UNKNOWN, STILL_UNKNOWN_TEXT])
def test_nobody_knows_is_told_apart_from_failed(desk, words) -> None:
    assert UNKNOWN in words
    invite(desk, "Ana", "López", "ana@example.com")
    outbox.record_failed(desk.records, claim(desk), words, "")
    row = messages.newest_messages(desk.records, MessageFilter(), 1)[0]
    assert row.unknown
    assert row.outcome == "Not known whether it arrived"


# --- one message


def test_the_history_tells_each_try_and_the_servers_words(desk) -> None:
    patient, contact = invite(desk, "Ana", "López", "ana@example.com")
    outbox.record_retry(desk.records, claim(desk), desk.clock(), GREYLISTED, "450 4.2.0 Greylisted")
    outbox.record_sent(desk.records, claim(desk), "250 OK")
    detail = messages.message_detail(desk.records, 1)
    assert [(line.by, line.what, line.explanation, line.server_reply) for line in detail.history] == [
        ("Rosa Delgado", "Welcome Email asked for", "", ""),
        ("OP Portal", "Try 1", "", ""),
        ("OP Portal", "Waiting", GREYLISTED, "450 4.2.0 Greylisted"),
        ("OP Portal", "Try 2", "", ""),
        ("OP Portal", "Handed to the mail server", "", "250 OK"),
    ]
    assert detail.patients == ((patient, "Mateo López"),)
    assert (detail.can_send_now, detail.can_cancel, detail.can_register) == (False, False, True)
    assert detail.row.contact_id == contact


def test_register_is_offered_only_while_there_is_access(desk) -> None:
    patient, contact = invite(desk, "Ana", "López", "ana@example.com")
    desk.hand_over()
    desk.edit(patient, contact, authority=Authority.NONE)
    detail = messages.message_detail(desk.records, 1)
    assert not detail.can_register
    assert detail.why_not == ("Authority is None",)


def test_a_message_that_is_gone(desk) -> None:
    with pytest.raises(RecordGone):
        messages.message_detail(desk.records, 77)


# --- what can be taken back


def test_what_this_person_can_take_back_while_it_waits(desk, manager) -> None:
    invite(desk, "Ana", "López", "ana@example.com")
    desk.clock.advance(seconds=4)
    invite(desk, "Grace", "Okafor", "grace@example.org")
    offered = undoable_welcomes(desk.records, desk.staff)
    assert [one.contact_name for one in offered] == ["Ana López", "Grace Okafor"]
    assert (offered[0].due_at - desk.clock()).total_seconds() == 6
    assert undoable_welcomes(desk.records, manager) == ()
    desk.clock.advance(seconds=6)
    assert [one.contact_name for one in undoable_welcomes(desk.records, desk.staff)] == ["Grace Okafor"]
    cancel_message(desk.records, 2, desk.staff)
    assert undoable_welcomes(desk.records, desk.staff) == ()


def test_a_message_put_off_after_a_try_is_not_offered(desk) -> None:
    _, ana = invite(desk, "Ana", "López", "ana@example.com")
    outbox.record_retry(desk.records, claim(desk), desk.clock() + dt.timedelta(hours=1), GREYLISTED, "450")
    assert undoable_welcomes(desk.records, desk.staff) == ()
    register(desk.records, ana, desk.staff)
    assert len(undoable_welcomes(desk.records, desk.staff)) == 1
