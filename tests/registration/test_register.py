# SPDX-License-Identifier: GPL-3.0-or-later
"""Register, the dialog behind the folder button, and what the mail thread asks before each try."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from opportal_desktop.records.models import Message, SetupLink
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.errors import NoAccess, RecordGone
from opportal_desktop.registration.family_contacts import inactivate
from opportal_desktop.registration.practice import save_settings
from opportal_desktop.registration.register import caregiver_authority, register, sent_messages
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.terms import Authority, MessageKind, MessageState, RoleReason


def test_the_dialog_shows_every_patient_of_the_contact(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.joint(mateo).draft.contact_id
    desk.link(lucia, ana)
    view = caregiver_authority(desk.records, ana)
    assert [(row.name, row.authority, row.status.status.value) for row in view.patients] == [
        ("Lucía García", Authority.NONE, "—"),
        ("Mateo García", Authority.JOINT, "Sending"),
    ]
    assert (view.account, view.link) == ("Not signed in yet", "Valid until 11/25/2026 10:00 AM")
    assert view.can_register
    assert view.last_welcome.to_address == "ana@example.com"


def test_register_queues_voids_the_older_link_and_the_status_follows(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    desk.clock.advance(hours=49)
    assert desk.status(patient, ana) == "Link expired"
    news = []
    desk.records.subscribe(news.append)
    registered = register(desk.records, ana, desk.staff)
    assert registered.to_address == "ana@example.com"
    assert desk.status(patient, ana) == "Sending"
    assert desk.live_links() == 1
    assert news[0].outbox
    assert news[0].contact_ids == {ana}
    assert desk.audit()[-1] == ("Welcome Email queued", "Register")


def test_register_says_what_is_missing(desk) -> None:
    patient = desk.patient()
    ana = desk.add(patient, authority=Authority.JOINT).draft.contact_id
    view = caregiver_authority(desk.records, ana)
    assert (view.can_register, view.why_not, view.last_welcome) == (False, ("Home Email missing",), None)
    with pytest.raises(NoAccess) as raised:
        register(desk.records, ana, desk.staff)
    assert raised.value.reasons == ("Home Email missing",)
    assert Message.select().count() == 0


def test_register_of_a_contact_that_is_gone(desk) -> None:
    with pytest.raises(RecordGone):
        register(desk.records, 4711, desk.staff)
    with pytest.raises(RecordGone):
        caregiver_authority(desk.records, 4711)


def test_register_unlocks_by_a_new_link(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    SetupLink.update(locked_at=desk.clock(), wrong_answers=5).execute()
    assert desk.status(patient, ana) == "Locked"
    register(desk.records, ana, desk.staff)
    assert desk.status(patient, ana) == "Sending"


def _self_contact(desk, born: str, authority=Authority.JOINT) -> tuple[int, int]:
    patient = desk.patient("Ana", "López", born)
    draft = ContactDraft(
        patient_id=patient,
        first_name="Ana",
        last_name="López",
        role_reason=RoleReason.SELF,
        authority=authority,
        home_email="ana@example.com",
    )
    return patient, save_contact(desk.records, draft, desk.staff).draft.contact_id


def test_register_on_a_self_contact_of_age_sets_up_their_own_account(desk) -> None:
    patient, ana = _self_contact(desk, "1990-05-01")
    assert caregiver_authority(desk.records, ana).own_account_of == "Ana López"
    register(desk.records, ana, desk.staff)
    assert desk.queued() == ["ana@example.com"]
    assert desk.status(patient, ana) == "Sending"
    desk.hand_over()
    desk.sign_in("ana@example.com")
    assert desk.status(patient, ana) == "Active"
    assert caregiver_authority(desk.records, ana).own_account_of is None
    # Self never sends by itself, also with the own account.
    desk.edit(patient, ana, authority=Authority.EXCLUSIVE)
    assert desk.queued() == []


def test_a_child_listed_as_self_gets_no_account_of_their_own(desk) -> None:
    _, child = _self_contact(desk, "2012-05-01")
    view = caregiver_authority(desk.records, child)
    assert (view.own_account_of, view.can_register) == (None, False)
    with pytest.raises(NoAccess):
        register(desk.records, child, desk.staff)


def test_a_self_contact_without_authority_is_told_so(desk) -> None:
    _, ana = _self_contact(desk, "1990-05-01", Authority.NONE)
    assert caregiver_authority(desk.records, ana).why_not[0] == "Authority is None"


def test_the_messages_tab_has_all_that_was_sent_newest_first(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    desk.clock.advance(minutes=5)
    register(desk.records, ana, desk.staff)
    newest, oldest = sent_messages(desk.records, ana)
    assert (newest.state, oldest.state) == (MessageState.QUEUED, MessageState.SENT)
    assert newest.queued_at - oldest.queued_at == dt.timedelta(minutes=5)
    assert (oldest.kind, oldest.queued_by, oldest.to_address) == (
        MessageKind.WELCOME,
        "Rosa Delgado",
        "ana@example.com",
    )


# -------------------------------------------------------------------------------------------------- before each try


def test_a_wanted_message_gets_its_links_full_life_when_it_goes_out(desk) -> None:
    desk.joint(desk.patient())
    (message,) = Message.select()
    desk.clock.advance(hours=30)
    with desk.records.transaction():
        assert still_wanted(desk.records, [message.id])
    assert SetupLink.get().expires_at == desk.clock() + dt.timedelta(hours=48)


def test_a_birthday_ends_the_reason_of_a_waiting_message(desk) -> None:
    desk.joint(desk.patient("Mia", born="2008-11-24"))
    (message,) = Message.select()
    assert still_wanted(desk.records, [message.id])
    desk.clock.advance(days=1)
    assert not still_wanted(desk.records, [message.id])


def test_a_message_whose_link_is_void_is_not_wanted(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    (message,) = Message.select()
    Message.update(state=MessageState.SENDING).execute()  # in flight when the desk registers again
    register(desk.records, ana, desk.staff)
    assert not still_wanted(desk.records, [message.id])
    inactivate(desk.records, patient, ana, desk.staff, reason="test")
    assert not still_wanted(desk.records, [Message.select().order_by(Message.id.desc()).get().id])
    assert not still_wanted(desk.records, [4711])


def test_the_links_life_is_the_practices_setting(desk, manager) -> None:
    save_settings(desk.records, replace(load_settings(desk.records), practice_name="Maple", link_hours=5), manager)
    desk.joint(desk.patient())
    assert SetupLink.get().expires_at == desk.clock() + dt.timedelta(hours=5)
