# SPDX-License-Identifier: GPL-3.0-or-later
"""Two contacts become one: fields, links, messages, history, account; what mail it causes; and Undo."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from opportal_desktop.records import contact_merges
from opportal_desktop.records.models import (
    MODELS,
    AuditEntry,
    Contact,
    ContactMerge,
    FamilyContact,
    Message,
    Passkey,
    PortalAccount,
    PortalSession,
    SetupLink,
)
from opportal_desktop.registration.contact_list import contact_page
from opportal_desktop.registration.errors import DraftInvalid, LosesAccess, RecordGone
from opportal_desktop.registration.family_contacts import find_contacts, inactivate, list_family_contacts
from opportal_desktop.registration.merge_contacts import merge_contacts
from opportal_desktop.registration.merge_plan import (
    DERIVED,
    MERGE_FIELDS,
    ContactsChanged,
    MergeChoices,
    Side,
    make_plan,
    seen_of,
)
from opportal_desktop.registration.undo_merge import CanNotUndo, obstacles, recent_merges, undo_merge
from opportal_desktop.terms import Authority, ContactShow, MessageState, RoleReason, SessionStage


@pytest.fixture
def two(desk):
    """Ana in Mateo's chart, and once more, with her married name and another email, in Zoe's."""
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    ana = desk.joint(mateo, "ana@example.com", cell_phone="(413) 555-0123").draft.contact_id
    again = desk.joint(zoe, "ana.prado@example.com", first="Anita", last="Prado", notes="Night shift").draft.contact_id
    desk.hand_over()
    return mateo, zoe, ana, again


def links(contact_id: int) -> dict[int, Authority]:
    rows = FamilyContact.select().where(FamilyContact.contact == contact_id)
    return {row.patient_id: row.authority for row in rows}


def session(account_email: str, clock) -> PortalSession:
    account = PortalAccount.get(PortalAccount.email_key == account_email)
    return PortalSession.create(
        account=account,
        stage=SessionStage.SIGNED_IN,
        token_hash=f"hash of {account_email}",
        created_at=clock(),
        last_seen_at=clock(),
        ends_at=clock() + dt.timedelta(hours=8),
    )


# --------------------------------------------------------------------------------------------- what nobody may forget


def test_every_column_of_a_contact_is_chosen_derived_or_bookkeeping() -> None:
    chosen = {column for columns in MERGE_FIELDS.values() for column in columns}
    of_the_row = {"id", "public_id", "merged_into", *contact_merges.BOOKKEEPING}
    columns = {getattr(field, "object_id_name", None) or field.name for field in Contact._meta.sorted_fields}
    assert columns == chosen | DERIVED | of_the_row


def test_every_table_that_refers_to_a_contact_moves_along() -> None:
    referring = {
        model for model in MODELS for field in model._meta.sorted_fields if getattr(field, "rel_model", None) is Contact
    }
    assert referring == {model for model, _ in contact_merges.POINTERS} | {FamilyContact, ContactMerge}


# ------------------------------------------------------------------------------------------------------------ the merge


def test_links_messages_and_history_go_to_the_kept_contact(records, desk, two) -> None:
    mateo, zoe, ana, again = two
    of_both = AuditEntry.select().where(AuditEntry.contact.in_([ana, again])).count()
    mails = Message.select().count()
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    assert links(ana) == {mateo: Authority.JOINT, zoe: Authority.JOINT}
    assert links(again) == {}
    assert Message.select().where(Message.contact == ana).count() == mails + len(merged.effects.queued)
    assert AuditEntry.select().where(AuditEntry.contact == ana).count() > of_both
    assert AuditEntry.select().where(AuditEntry.contact == again).count() == 0


def test_each_field_is_the_one_that_was_chosen_and_the_other_is_in_the_audit_trail(records, desk, two) -> None:
    _, _, ana, again = two
    fields = {"last_name": Side.FOLDED, "notes": Side.BOTH, "home_email": Side.KEPT}
    merge_contacts(records, MergeChoices(ana, again, fields), desk.staff)
    row = Contact.get_by_id(ana)
    assert (row.first_name, row.last_name, row.home_email) == ("Ana", "Prado", "ana@example.com")
    assert row.notes == "Night shift"
    assert row.sort_last == "prado"
    changes = desk.last_changes("contacts merged")
    assert changes["first_name"] == ["Anita", "Ana"]
    assert changes["last_name"] == ["López", "Prado"]
    assert changes["home_email"] == ["ana.prado@example.com", "ana@example.com"]


def test_the_folded_one_is_found_nowhere_any_more(records, desk, two) -> None:
    mateo, zoe, ana, again = two
    merge_contacts(records, MergeChoices(ana, again, {"last_name": Side.FOLDED}), desk.staff)
    assert [row.contact_id for row in list_family_contacts(records, zoe)] == [ana]
    assert [row.contact_id for row in find_contacts(records, mateo, "prado")] == [ana]
    assert [row.contact_id for row in contact_page(records, ContactShow.ALL).rows] == [ana]
    with pytest.raises(RecordGone):
        desk.edit(zoe, again, nickname="Annie")
    with pytest.raises(RecordGone):
        desk.link(mateo, again)


def test_in_one_chart_the_desk_says_which_entry_stays(records, desk) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo).draft.contact_id
    again = desk.add(mateo, "Ana", "Lopez", home_email="ana@example.com", emergency=True).draft.contact_id
    merge_contacts(records, MergeChoices(ana, again, links={mateo: Side.FOLDED}), desk.staff, reason="asked her")
    (link,) = FamilyContact.select().where(FamilyContact.contact == ana)
    assert (link.authority, link.emergency) == (Authority.NONE, True)
    dropped = desk.last_changes("second entry in this chart dropped by a merge")
    assert dropped["authority"] == ["joint", "none"]
    assert dropped["emergency"] == [False, True]


def test_to_lose_access_by_a_merge_needs_a_reason(records, desk) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo).draft.contact_id
    again = desk.add(mateo, "Ana", "Lopez").draft.contact_id
    choices = MergeChoices(ana, again, links={mateo: Side.FOLDED})
    with pytest.raises(LosesAccess) as refused:
        merge_contacts(records, choices, desk.staff)
    assert refused.value.statements == ("Ana López loses access to Mateo García: Authority is None.",)
    assert refused.value.keys == {(mateo, ana)}
    with pytest.raises(LosesAccess):
        merge_contacts(records, choices, desk.staff, reason="Court order seen", agreed=())
    assert links(ana) == {mateo: Authority.JOINT}
    merge_contacts(records, choices, desk.staff, reason="Court order seen", agreed=refused.value.keys)
    assert ("portal access ended", "Authority is None. Court order seen") in desk.audit()


def test_a_merge_of_what_was_changed_since_is_refused(records, desk, two) -> None:
    mateo, _, ana, again = two
    contacts = Contact.get_by_id(ana), Contact.get_by_id(again)
    seen = seen_of(*contacts, tuple(FamilyContact.select()))
    desk.edit(mateo, ana, nickname="Annie")
    with pytest.raises(ContactsChanged):
        merge_contacts(records, MergeChoices(ana, again, seen=seen), desk.staff)
    merge_contacts(records, MergeChoices(ana, again), desk.staff)
    with pytest.raises(RecordGone):
        merge_contacts(records, MergeChoices(ana, again), desk.staff)


def test_a_name_must_be_left(records, desk) -> None:
    mateo = desk.patient()
    ana = desk.add(mateo, "Ana", "").draft.contact_id
    other = desk.add(mateo, "", "López").draft.contact_id
    with pytest.raises(DraftInvalid):
        merge_contacts(records, MergeChoices(ana, other, {"first_name": Side.FOLDED}), desk.staff)


# ----------------------------------------------------------------------------------------------------- mail and account


def test_who_saw_the_child_before_with_the_same_address_gets_no_mail(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    ana = desk.joint(mateo).draft.contact_id
    again = desk.joint(zoe).draft.contact_id
    desk.hand_over()
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    assert merged.sent_to == ()
    assert desk.live_links() == 1


@pytest.mark.parametrize("side", [Side.KEPT, Side.FOLDED])
def test_whichever_entry_stays_who_was_invited_for_the_child_is_not_invited_again(records, desk, side) -> None:
    mateo = desk.patient()
    ana = desk.joint(mateo, "ana@example.com").draft.contact_id
    again = desk.joint(mateo, "other@example.com", first="Anita").draft.contact_id
    desk.hand_over()
    merged = merge_contacts(records, MergeChoices(ana, again, links={mateo: side}), desk.staff)
    assert merged.sent_to == ()
    assert desk.status(mateo, ana) == "Invited"


def test_an_address_that_changes_for_a_chart_causes_one_mail(records, desk, two) -> None:
    _, zoe, ana, again = two
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    assert merged.sent_to == ("ana@example.com",)
    (mail,) = merged.effects.consequences.due
    assert mail.contact_id == ana
    assert mail.links == ((zoe, ana),)
    assert desk.status(zoe, ana) == "Sending"


def test_access_that_begins_by_the_merge_causes_a_mail_for_others_too(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    ana = desk.joint(mateo).draft.contact_id
    again = desk.joint(zoe, "luis@example.com", last="Lopez Gil").draft.contact_id
    luis = desk.joint(mateo, "luis@example.com", first="Luis", last="Prado").draft.contact_id
    desk.hand_over()
    assert desk.status(mateo, luis).startswith("Not registered")
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    assert sorted(merged.sent_to) == ["ana@example.com", "luis@example.com"]
    assert desk.status(mateo, luis) == "Sending"


def test_the_account_that_is_active_is_kept_and_the_other_ones_sign_in_stops(records, desk, two, clock) -> None:
    _, _, ana, again = two
    desk.sign_in("ana@example.com")
    browser = session("ana.prado@example.com", clock)
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    assert PortalAccount.get(PortalAccount.email_key == "ana@example.com").first_sign_in_at
    assert not PortalAccount.select().where(PortalAccount.email_key == "ana.prado@example.com").exists()
    assert PortalSession.get_by_id(browser.id).ended_at is not None
    of_account = SetupLink.account == browser.account_id
    assert not SetupLink.select().where(of_account, SetupLink.void_at.is_null()).exists()
    (mail,) = Message.select().where(Message.state == MessageState.QUEUED)
    assert mail.kind.value == "welcome_active"
    assert merged.sent_to == ("ana@example.com",)


def test_an_active_account_moves_to_the_address_that_was_chosen(records, desk, two, clock) -> None:
    mateo, _, ana, again = two
    desk.sign_in("ana@example.com")
    account = PortalAccount.get(PortalAccount.email_key == "ana@example.com")
    Passkey.create(account=account, credential_id="key", public_key="x", added_at=clock())
    merged = merge_contacts(records, MergeChoices(ana, again, {"home_email": Side.FOLDED}), desk.staff)
    moved = PortalAccount.get_by_id(account.id)
    assert moved.email_key == "ana.prado@example.com"
    assert Passkey.get().account_id == account.id
    assert merged.sent_to == ("ana.prado@example.com",)
    assert desk.status(mateo, ana) == "Active"
    assert PortalAccount.select().where(PortalAccount.email_key.contains("@")).count() == 1


def test_an_account_whose_address_another_parent_has_is_left_alone(records, desk, two) -> None:
    mateo, _, ana, again = two
    desk.add(mateo, "Luis", "Prado", home_email="ana.prado@example.com")
    plan = make_plan(records, MergeChoices(ana, again))
    assert [step.fate.value for step in plan.accounts] == ["kept", "of another"]
    merge_contacts(records, MergeChoices(ana, again), desk.staff)
    assert PortalAccount.select().where(PortalAccount.email_key == "ana.prado@example.com").exists()


# ----------------------------------------------------------------------------------------------------------------- Undo


def undo(records, desk, merged):
    return undo_merge(records, merged.merge_id, desk.staff)


def test_undo_puts_everything_back(records, desk, two) -> None:
    mateo, zoe, ana, again = two
    desk.sign_in("ana.prado@example.com")
    fields = {"last_name": Side.FOLDED, "home_email": Side.FOLDED}
    merged = merge_contacts(records, MergeChoices(ana, again, fields), desk.staff)
    (recent,) = recent_merges(records)
    assert (recent.kept, recent.folded, recent.undone) == ("Ana López", "Anita Prado", "")
    done = undo(records, desk, merged)
    assert done.taken_back == len(merged.sent_to)
    assert links(ana) == {mateo: Authority.JOINT}
    assert links(again) == {zoe: Authority.JOINT}
    assert Contact.get_by_id(ana).last_name == "López"
    assert Contact.get_by_id(again).home_email == "ana.prado@example.com"
    assert desk.status(mateo, ana) == "Invited"
    assert desk.status(zoe, again) == "Active"
    assert desk.queued() == []
    assert [row.contact_id for row in find_contacts(records, mateo, "prado")] == [again]
    (recent,) = recent_merges(records)
    assert recent.undone.startswith("Undone by Rosa Delgado")
    assert obstacles(records, merged.merge_id) == ("This merge was undone already.",)


def test_undo_is_refused_in_words_where_later_edits_would_be_lost(records, desk, two) -> None:
    mateo, zoe, ana, again = two
    merged = merge_contacts(records, MergeChoices(ana, again, {"notes": Side.FOLDED}), desk.staff)
    desk.edit(mateo, ana, notes="Day shift", nickname="Annie")
    assert obstacles(records, merged.merge_id) == ("Ana López: Notes was changed since the merge.",)
    with pytest.raises(CanNotUndo):
        undo(records, desk, merged)
    desk.edit(mateo, ana, notes="Night shift")
    undo(records, desk, merged)
    assert Contact.get_by_id(ana).nickname == "Annie"
    assert Contact.get_by_id(again).notes == "Night shift"
    assert links(again) == {zoe: Authority.JOINT}


def test_edits_since_of_what_the_merge_left_alone_stay(records, desk, two) -> None:
    mateo, zoe, ana, again = two
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    lea = desk.patient("Lea")
    desk.link(lea, ana, authority=Authority.JOINT)
    desk.edit(zoe, ana, reason="court order", authority=Authority.EXCLUSIVE)
    undo(records, desk, merged)
    assert links(ana) == {mateo: Authority.JOINT, lea: Authority.JOINT}
    assert links(again) == {zoe: Authority.EXCLUSIVE}


def test_undo_is_refused_when_the_contact_was_taken_off_a_chart(records, desk, two) -> None:
    _, zoe, ana, again = two
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    FamilyContact.delete().where(FamilyContact.patient == zoe).execute()
    assert obstacles(records, merged.merge_id) == ("Ana López was taken off a chart since the merge.",)


def test_merges_are_undone_in_the_other_order(records, desk, two) -> None:
    mateo, _, ana, again = two
    third = desk.add(mateo, "Annie", "Lopez").draft.contact_id
    first = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    second = merge_contacts(
        records, MergeChoices(third, ana, {"home_email": Side.FOLDED}, {mateo: Side.FOLDED}), desk.staff
    )
    assert obstacles(records, first.merge_id) == (
        "One of the two was merged again since (Ana López into Annie Lopez): undo that merge first.",
    )
    undo(records, desk, second)
    undo(records, desk, first)
    assert Contact.select().where(Contact.merged_into.is_null(False)).count() == 0


def test_after_thirty_days_what_undo_needs_is_forgotten(records, desk, two, clock) -> None:
    mateo, _, ana, again = two
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    clock.advance(days=29)
    assert obstacles(records, merged.merge_id) == ()
    clock.advance(days=2)
    assert obstacles(records, merged.merge_id) == ("A merge can be undone for 30 days; this one is older.",)
    assert recent_merges(records) == ()
    third = desk.add(mateo, "Annie", "Lopez").draft.contact_id
    merge_contacts(records, MergeChoices(ana, third), desk.staff)
    assert ContactMerge.get_by_id(merged.merge_id).snapshot == ""


def test_a_mail_that_the_merge_cancelled_waits_again_and_one_that_went_out_stays_good(records, desk, clock) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    ana = desk.joint(mateo).draft.contact_id
    again = desk.joint(zoe, "other@example.com", last="Lopez").draft.contact_id
    assert sorted(desk.queued()) == ["ana@example.com", "other@example.com"]
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    assert desk.queued() == ["ana@example.com"]
    done = undo(records, desk, merged)
    assert (done.taken_back, done.waiting) == (1, 2)
    assert sorted(desk.queued()) == ["ana@example.com", "other@example.com"]
    assert desk.live_links() == 2

    desk.hand_over()
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    desk.hand_over()
    done = undo(records, desk, merged)
    assert (done.taken_back, done.waiting) == (0, 0)
    # The newest mail's link is the one that is good.
    newest = SetupLink.select().where(SetupLink.account == PortalAccount.get(email_key="ana@example.com"))
    assert [row.void_at is None for row in newest.order_by(SetupLink.id)][-1]
    assert desk.live_links() == 2


def test_an_account_that_the_merge_made_gives_the_address_back_unless_it_was_used(records, desk) -> None:
    mateo, zoe = desk.patient(), desk.patient("Zoe")
    ana = desk.joint(mateo, "ana@example.com").draft.contact_id
    desk.hand_over()
    first = PortalAccount.get(email_key="ana@example.com").id
    luis = desk.joint(mateo, "ana@example.com", first="Luis", last="Prado").draft.contact_id
    other = desk.add(zoe, "Annie", "Lopez").draft.contact_id
    for is_used in (False, True):
        merged = merge_contacts(records, MergeChoices(other, ana), desk.staff)
        assert merged.sent_to == ("ana@example.com",)
        assert PortalAccount.get(email_key="ana@example.com").id != first
        if is_used:
            desk.sign_in("ana@example.com")
            assert obstacles(records, merged.merge_id) == (
                "The sign-in address of the portal account was changed since, or somebody else has it now.",
            )
            return
        undo(records, desk, merged)
        assert PortalAccount.get(email_key="ana@example.com").id == first
        assert desk.status(mateo, luis).startswith("Not registered")


def test_browsers_that_were_signed_out_stay_so(records, desk, two, clock) -> None:
    _, _, ana, again = two
    browser = session("ana.prado@example.com", clock)
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    undo(records, desk, merged)
    assert PortalSession.get_by_id(browser.id).ended_at is not None
    assert PortalSession.get_by_id(browser.id).account.email_key == "ana.prado@example.com"


def test_the_snapshot_holds_no_password_and_no_token(records, desk, two) -> None:
    _, _, ana, again = two
    PortalAccount.update(password_hash="$argon2id$secret").execute()
    merged = merge_contacts(records, MergeChoices(ana, again), desk.staff)
    stored = ContactMerge.get_by_id(merged.merge_id).snapshot
    assert "argon2id" not in stored
    assert json.loads(stored)["changed"]


def test_an_ended_link_moves_too(records, desk, two) -> None:
    _, zoe, ana, again = two
    inactivate(records, zoe, again, desk.staff, reason="test")
    merge_contacts(records, MergeChoices(ana, again), desk.staff)
    (row,) = list_family_contacts(records, zoe)
    assert (row.contact_id, row.active, row.role_reason) == (ana, False, RoleReason.MOTHER)
