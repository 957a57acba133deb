# SPDX-License-Identifier: GPL-3.0-or-later
"""Send now, Cancel, Undo and Register again, and what they mean for link, status and history."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest

from opportal_desktop.records import claimed_messages, outbox
from opportal_desktop.records.models import EmailChange, FamilyContact, Message, SetupLink
from opportal_desktop.records.outbox import Channel, HoldReason, QueueHold
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.account_holder import holder_with_access
from opportal_desktop.registration.errors import RecordGone, TooLate
from opportal_desktop.registration.notices import queue_email_change
from opportal_desktop.registration.register import register
from opportal_desktop.registration.waiting_messages import (
    CANCELLED,
    CANCELLED_AFTER_TRY,
    cancel_message,
    message_history,
    send_now,
    undo_welcome,
)
from opportal_desktop.terms import Authority, MessageKind, MessageState

LEASE = dt.timedelta(minutes=4)


def newest() -> Message:
    return Message.select().order_by(Message.id.desc()).get()


def claim(desk) -> claimed_messages.ClaimedMessage:
    claimed = outbox.claim_next(desk.records, LEASE)
    assert claimed is not None
    return claimed


@pytest.fixture
def invited(desk) -> tuple[int, int]:
    """Patient and contact, the Welcome Email waiting its ten seconds."""
    patient = desk.patient()
    return patient, desk.joint(patient).draft.contact_id


# --- the seconds before the first try


def test_a_welcome_email_waits_ten_seconds_before_it_may_be_claimed(desk, invited) -> None:
    assert newest().due_at == desk.clock() + dt.timedelta(seconds=10)
    assert outbox.claim_next(desk.records, LEASE) is None
    desk.clock.advance(seconds=10)
    assert claim(desk).id == newest().id


def test_the_wait_is_a_setting_and_may_be_nothing(desk) -> None:
    with desk.records.transaction():
        store_settings(desk.records, replace(load_settings(desk.records), undo_seconds=0))
    desk.joint(desk.patient())
    assert claim(desk).id == newest().id


def test_register_waits_too(desk, invited) -> None:
    desk.hand_over()
    register(desk.records, invited[1], desk.staff)
    assert outbox.claim_next(desk.records, LEASE) is None


# --- Send now


def test_send_now_ends_the_wait_and_is_in_history_and_audit(desk, invited) -> None:
    news = []
    desk.records.subscribe(news.append)
    assert send_now(desk.records, newest().id, desk.staff).held is None
    assert news[0].outbox
    assert claim(desk).id == newest().id
    entry = message_history(desk.records, newest().id)[1]
    assert (entry.by, entry.state, entry.explanation) == ("Rosa Delgado", MessageState.QUEUED, "Send now was clicked.")
    assert desk.audit()[-1] == ("Welcome Email: Send now", "")


def test_send_now_ends_a_pause_between_tries(desk, invited) -> None:
    desk.clock.advance(seconds=10)
    outbox.record_retry(desk.records, claim(desk), desk.clock() + dt.timedelta(hours=1), "Busy.", "451 busy")
    send_now(desk.records, newest().id, desk.staff)
    assert claim(desk).tries == 2


@pytest.mark.parametrize(("reason", "stays"), [(HoldReason.CONNECTION, False), (HoldReason.SIGN_IN, True)])
def test_send_now_ends_a_hold_for_want_of_a_connection_and_tells_of_any_other(desk, invited, reason, stays) -> None:
    words = "Enter the password again."
    hold = QueueHold(desk.clock(), words, reason, desk.clock() + dt.timedelta(hours=1))
    outbox.set_queue_hold(desk.records, hold)
    assert send_now(desk.records, newest().id, desk.staff).held == (words if stays else None)
    assert (outbox.queue_hold(desk.records) is not None) is stays


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MessageState.SENDING, "going out at this moment"),
        (MessageState.SENT, "handed to the mail server"),
        (MessageState.FAILED, "failed already"),
        (MessageState.CANCELLED, "cancelled already"),
    ],
)
@pytest.mark.parametrize("action", [send_now, cancel_message])
def test_too_late_changes_nothing_and_says_why(desk, invited, action, state, words) -> None:
    Message.update(state=state, link_seed=None).execute()
    events = len(message_history(desk.records, newest().id))
    with pytest.raises(TooLate) as raised:
        action(desk.records, newest().id, desk.staff)
    assert words in raised.value.words
    assert desk.live_links() == 1
    assert len(message_history(desk.records, newest().id)) == events


@pytest.mark.parametrize("action", [send_now, cancel_message])
def test_a_message_that_is_not_there(desk, action) -> None:
    with pytest.raises(RecordGone):
        action(desk.records, 4711, desk.staff)


# --- Cancel and Undo


def test_cancelling_the_only_invitation_makes_the_link_void_and_the_contact_not_registered(desk, invited) -> None:
    news = []
    desk.records.subscribe(news.append)
    cancel_message(desk.records, newest().id, desk.staff)
    row = newest()
    assert (row.state, row.link_seed, row.explanation) == (MessageState.CANCELLED, None, CANCELLED)
    assert desk.live_links() == 0
    assert SetupLink.get().void_because == "cancelled at the desk"
    assert desk.status(*invited) == "Not registered"
    assert (news[0].contact_ids, news[0].patient_ids, news[0].outbox) == ({invited[1]}, {invited[0]}, True)
    assert desk.audit()[-1] == ("Welcome Email cancelled", "cancelled at the desk")
    entry = message_history(desk.records, row.id)[-1]
    assert (entry.by, entry.state) == ("Rosa Delgado", MessageState.CANCELLED)
    desk.clock.advance(days=1)
    assert outbox.claim_next(desk.records, LEASE) is None


def test_what_was_never_sent_leaves_no_access_to_end(desk, invited) -> None:
    cancel_message(desk.records, newest().id, desk.staff)
    assert FamilyContact.get(FamilyContact.contact == invited[1]).registered_at is None
    desk.edit(*invited, authority=Authority.NONE)
    assert desk.status(*invited) == "—"


def test_cancelling_a_second_mail_leaves_the_first_invitation_known_but_its_link_void(desk, invited) -> None:
    desk.hand_over()
    desk.clock.advance(minutes=5)
    register(desk.records, invited[1], desk.staff)
    cancel_message(desk.records, newest().id, desk.staff)
    assert desk.status(*invited) == "Link expired"
    assert desk.live_links() == 0
    desk.edit(*invited, authority=Authority.NONE)
    assert desk.status(*invited) == "Access ended"


def test_an_invitation_to_an_older_address_is_not_forgotten(desk, invited) -> None:
    desk.hand_over()
    desk.clock.advance(minutes=5)
    desk.edit(*invited, home_email="ana.new@example.com")
    cancel_message(desk.records, newest().id, desk.staff)
    assert desk.status(*invited) == "Not registered"
    desk.edit(*invited, authority=Authority.NONE)
    assert desk.status(*invited) == "Access ended"


def test_an_active_account_stays_active_without_its_later_mail(desk, invited) -> None:
    desk.hand_over()
    desk.sign_in("ana@example.com")
    desk.link(desk.patient("Lucía"), invited[1], authority=Authority.JOINT)
    assert newest().kind is MessageKind.WELCOME_ACTIVE
    cancel_message(desk.records, newest().id, desk.staff)
    assert desk.status(*invited) == "Active"


def test_after_cancel_register_sends_afresh(desk, invited) -> None:
    cancel_message(desk.records, newest().id, desk.staff)
    register(desk.records, invited[1], desk.staff)
    assert desk.status(*invited) == "Sending"
    assert desk.live_links() == 1


def test_cancel_between_tries_says_if_an_earlier_one_may_have_arrived(desk, invited) -> None:
    desk.clock.advance(seconds=10)
    outbox.record_retry(
        desk.records, claim(desk), desk.clock() + dt.timedelta(minutes=1), claimed_messages.OUTCOME_UNKNOWN, ""
    )
    cancel_message(desk.records, newest().id, desk.staff)
    assert newest().explanation == CANCELLED_AFTER_TRY
    assert desk.live_links() == 0


def test_of_cancel_and_claim_one_wins(desk, front_desk) -> None:
    for number in range(30):
        desk.joint(desk.patient(f"Kid{number}"), email=f"p{number}@example.com", first=f"Ana{number}")
    desk.clock.advance(seconds=10)
    ids = [row.id for row in Message.select()]
    claimed: list[int] = []

    def claim_all() -> None:
        with desk.records.connection():
            while message := outbox.claim_next(desk.records, LEASE):
                claimed.append(message.id)

    worker = threading.Thread(target=claim_all)
    worker.start()
    undone = undo_welcome(desk.records, ids[15:], front_desk)
    worker.join()
    for message_id in ids[:15]:
        undone = undo_welcome(desk.records, [message_id], front_desk)
        assert undone.too_late == (message_id,)
        assert "going out" in undone.words
    cancelled = {row.id for row in Message.select().where(Message.state == MessageState.CANCELLED)}
    assert cancelled.isdisjoint(claimed)
    assert cancelled | set(claimed) == set(ids)


def test_undo_takes_back_all_that_one_save_has_queued(desk, invited) -> None:
    second = desk.joint(desk.patient("Lucía"), email="carlos@example.com", first="Carlos").effects.queued
    ids = [newest().id - 1, second[0][0]]
    undone = undo_welcome(desk.records, ids, desk.staff)
    assert (undone.cancelled, undone.too_late, undone.words) == (tuple(ids), (), "")
    assert desk.queued() == []


def test_cancelling_the_mail_to_a_new_address_ends_the_wish_for_it(desk, invited) -> None:
    desk.hand_over()
    account = newest().account_id
    settings = load_settings(desk.records)
    holder = holder_with_access(desk.records, "ana@example.com", settings)
    with desk.records.transaction():
        queue_email_change(desk.records, settings, account, holder, "new@example.com")
    cancel_message(desk.records, newest().id, desk.staff)
    assert EmailChange.get().void_at == desk.clock()
    assert desk.status(*invited) == "Invited"


# --- the history


def test_each_try_is_in_the_history_with_the_servers_words(desk, invited) -> None:
    desk.clock.advance(seconds=10)
    outbox.record_retry(desk.records, claim(desk), desk.clock() + dt.timedelta(minutes=1), "Busy.", "451 4.3.0 busy")
    desk.clock.advance(minutes=1)
    outbox.record_sent(desk.records, claim(desk), "250 2.0.0 queued")
    told = [(entry.by, entry.state, entry.explanation, entry.server_reply) for entry in
            message_history(desk.records, newest().id)]  # fmt: skip
    assert told == [
        ("Rosa Delgado", MessageState.QUEUED, "", ""),
        ("OP Portal", MessageState.SENDING, "", ""),
        ("OP Portal", MessageState.QUEUED, "Busy.", "451 4.3.0 busy"),
        ("OP Portal", MessageState.SENDING, "", ""),
        ("OP Portal", MessageState.SENT, Channel.MAIL.handed_over, "250 2.0.0 queued"),
    ]
