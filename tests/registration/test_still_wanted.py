# SPDX-License-Identifier: GPL-3.0-or-later
"""What is looked at before each try of a message: whether its reason is still there. Sign-in codes: their own tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from opportal_desktop.records import outbox
from opportal_desktop.records.models import EmailChange, Message, SetupLink
from opportal_desktop.records.records import Records
from opportal_desktop.registration.account_changes import (
    ask_email_change,
    change_password,
    confirm_email_change,
    forgot_password,
)
from opportal_desktop.registration.setup_links import setup_token
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.terms import Authority, MessageKind
from tests.registration.conftest import Desk
from tests.registration.portal_family import CLIENT, EMAIL, OTHER_PASSWORD, PASSWORD, first_login


def signed_in(records: Records, desk: Desk) -> tuple[int, int, str]:
    """(patient, contact, the browser's token)"""
    patient = desk.patient()
    contact = desk.joint(patient, EMAIL).draft.contact_id
    return patient, contact, first_login(records)


def newest(kind: MessageKind) -> Message:
    row = Message.select().where(Message.kind == kind).order_by(Message.id.desc()).first()
    assert row is not None
    return row


def test_a_link_for_a_new_password_keeps_its_own_end(records: Records, desk: Desk, clock: Any) -> None:
    signed_in(records, desk)
    forgot_password(records, EMAIL, CLIENT)
    mail = newest(MessageKind.RESET_PASSWORD)
    ends_at = mail.setup_link.expires_at
    assert ends_at == clock() + dt.timedelta(hours=1)
    clock.advance(minutes=59)
    assert still_wanted(records, [mail.id])
    assert SetupLink.get_by_id(mail.setup_link_id).expires_at == ends_at
    clock.now = ends_at
    assert not still_wanted(records, [mail.id])


def test_a_link_for_a_new_password_is_of_no_use_once_access_has_ended(records: Records, desk: Desk) -> None:
    patient, contact, _ = signed_in(records, desk)
    forgot_password(records, EMAIL, CLIENT)
    mail = newest(MessageKind.RESET_PASSWORD)
    assert still_wanted(records, [mail.id])
    desk.edit(patient, contact, authority=Authority.NONE)
    assert not still_wanted(records, [mail.id])


def test_a_notice_goes_out_even_if_access_has_ended(records: Records, desk: Desk) -> None:
    patient, contact, token = signed_in(records, desk)
    change_password(records, token, PASSWORD, OTHER_PASSWORD, CLIENT)
    desk.edit(patient, contact, authority=Authority.NONE)
    assert still_wanted(records, [newest(MessageKind.PASSWORD_CHANGED).id])


def test_a_new_address_is_asked_only_while_its_wish_is_open(records: Records, desk: Desk, clock: Any) -> None:
    _, _, token = signed_in(records, desk)
    ask_email_change(records, token, "ana.new@example.com", PASSWORD, CLIENT)
    mail = newest(MessageKind.CONFIRM_EMAIL)
    assert still_wanted(records, [mail.id])
    ask_email_change(records, token, "ana.newer@example.com", PASSWORD, CLIENT)
    newer = newest(MessageKind.CONFIRM_EMAIL)
    assert not still_wanted(records, [mail.id])
    assert still_wanted(records, [newer.id])
    link = setup_token(records.link_key, newer.link_seed)
    confirm_email_change(records, link, CLIENT)
    assert not still_wanted(records, [newer.id])
    assert still_wanted(records, [newest(MessageKind.EMAIL_CHANGED).id])


def test_the_wish_for_a_new_address_ends(records: Records, desk: Desk, clock: Any) -> None:
    _, _, token = signed_in(records, desk)
    ask_email_change(records, token, "ana.new@example.com", PASSWORD, CLIENT)
    mail = newest(MessageKind.CONFIRM_EMAIL)
    Message.delete().where(Message.id != mail.id).execute()
    claimed = outbox.claim_next(records, dt.timedelta(minutes=4))
    assert claimed is not None
    assert claimed.link_expires_at == EmailChange.get().expires_at
    clock.now = EmailChange.get().expires_at
    assert not still_wanted(records, [mail.id])


def test_a_message_that_is_gone_is_not_wanted(records: Records) -> None:
    assert not still_wanted(records, [4711])
