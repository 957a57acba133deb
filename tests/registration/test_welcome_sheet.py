# SPDX-License-Identifier: GPL-3.0-or-later
"""The printed welcome sheet: its own link, what it voids and cancels, and what the desk sees afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from opportal_desktop.records.models import MODELS, Message, SetupLink
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.errors import NoAccess, NoPortalAddress, RecordGone
from opportal_desktop.registration.practice import save_settings
from opportal_desktop.registration.register import caregiver_authority, register
from opportal_desktop.registration.setup_links import token_hash
from opportal_desktop.registration.still_wanted import still_wanted
from opportal_desktop.registration.welcome_sheet import make_sheet
from opportal_desktop.terms import Authority, Language, LinkPurpose, MessageState


@pytest.fixture(autouse=True)
def practice(records, manager) -> None:
    settings = replace(
        load_settings(records),
        practice_name="Maple Street Pediatrics",
        practice_phone="(413) 555-0100",
        portal_url="https://portal.maple.example",
    )
    save_settings(records, settings, manager)


def token_of(url: str) -> str:
    assert url.startswith("https://portal.maple.example/welcome/")
    return url.rpartition("/")[2]


def test_the_sheet_has_a_link_of_its_own_and_the_one_before_is_void(desk) -> None:
    ana = desk.joint(desk.patient(), language=Language.SPANISH).draft.contact_id
    desk.hand_over()
    sheet = make_sheet(desk.records, ana, desk.staff)
    assert (sheet.practice, sheet.parent, sheet.sign_in_name) == (
        "Maple Street Pediatrics",
        "Ana López",
        "ana@example.com",
    )
    assert (sheet.language, sheet.portal_url) == ("es", "https://portal.maple.example")
    mailed, printed = SetupLink.select().order_by(SetupLink.id)
    assert (mailed.void_at, mailed.void_because) == (desk.clock(), "replaced by a newer link")
    assert printed.purpose is LinkPurpose.SHEET
    assert printed.token_hash == token_hash(token_of(sheet.url))
    assert printed.expires_at == sheet.expires_at == desk.clock() + dt.timedelta(hours=48)
    assert desk.live_links() == 1
    assert desk.audit()[-1] == ("welcome sheet printed", "")


def test_the_token_is_nowhere_in_the_records(desk) -> None:
    ana = desk.joint(desk.patient()).draft.contact_id
    token = token_of(make_sheet(desk.records, ana, desk.staff).url)
    everything = str([list(model.select().tuples()) for model in MODELS])
    assert token_hash(token) in everything
    assert token not in everything


def test_a_waiting_welcome_email_is_cancelled_and_the_desk_still_sees_an_invitation(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    assert desk.status(patient, ana) == "Sending"
    make_sheet(desk.records, ana, desk.staff)
    (mail,) = Message.select()
    assert (mail.state, mail.link_seed) == (MessageState.CANCELLED, None)
    assert "welcome sheet" in mail.explanation
    assert desk.status(patient, ana) == "Invited"
    desk.clock.advance(hours=49)
    assert desk.status(patient, ana) == "Link expired"


def test_a_mail_on_its_way_out_while_the_sheet_is_printed_is_not_wanted_any_more(desk) -> None:
    ana = desk.joint(desk.patient()).draft.contact_id
    Message.update(state=MessageState.SENDING).execute()
    make_sheet(desk.records, ana, desk.staff)
    assert not still_wanted(desk.records, [Message.get().id])


def test_register_after_a_sheet_voids_the_sheet(desk) -> None:
    ana = desk.joint(desk.patient()).draft.contact_id
    make_sheet(desk.records, ana, desk.staff)
    register(desk.records, ana, desk.staff)
    assert desk.live_links() == 1
    assert SetupLink.get(SetupLink.purpose == LinkPurpose.SHEET).void_at == desk.clock()


def test_an_active_account_gets_a_sheet_without_a_setup_link(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    desk.sign_in("ana@example.com")
    links = SetupLink.select().count()
    sheet = make_sheet(desk.records, ana, desk.staff)
    assert (sheet.url, sheet.expires_at) == ("https://portal.maple.example", None)
    assert SetupLink.select().count() == links
    assert desk.status(patient, ana) == "Active"
    assert desk.audit()[-1][0] == "welcome sheet printed"


def test_without_access_nothing_is_made(desk) -> None:
    ana = desk.add(desk.patient(), authority=Authority.JOINT).draft.contact_id
    with pytest.raises(NoAccess) as raised:
        make_sheet(desk.records, ana, desk.staff)
    assert raised.value.reasons == ("Home Email missing",)
    assert SetupLink.select().count() == 0
    with pytest.raises(RecordGone):
        make_sheet(desk.records, 4711, desk.staff)


def test_without_the_portals_address_nothing_is_made(desk, manager) -> None:
    ana = desk.joint(desk.patient()).draft.contact_id
    with desk.records.transaction():
        desk.records.db.execute_sql("DELETE FROM setting WHERE key = 'portal_url'")
    before = desk.live_links()
    with pytest.raises(NoPortalAddress):
        make_sheet(desk.records, ana, desk.staff)
    assert desk.live_links() == before


def test_the_dialog_knows_what_printing_voids_and_whether_it_is_locked(desk) -> None:
    ana = desk.joint(desk.patient()).draft.contact_id
    view = caregiver_authority(desk.records, ana)
    assert (view.can_print, view.is_locked) == (True, False)
    assert view.live_link_until == desk.clock() + dt.timedelta(hours=48)
    desk.hand_over()
    SetupLink.update(locked_at=desk.clock(), wrong_answers=5).execute()
    view = caregiver_authority(desk.records, ana)
    assert (view.is_locked, view.live_link_until) == (True, None)


def test_printing_is_announced_so_that_open_windows_follow(desk) -> None:
    ana = desk.joint(desk.patient()).draft.contact_id
    news = []
    desk.records.subscribe(news.append)
    make_sheet(desk.records, ana, desk.staff)
    assert news[-1].contact_ids == {ana}
    assert news[-1].outbox
