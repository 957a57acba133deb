# SPDX-License-Identifier: GPL-3.0-or-later
"""Saving a contact: one transaction, one mail, conflicts told, nothing lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from opportal_desktop.records import accounts
from opportal_desktop.records.models import AuditEntry, Contact, FamilyContact, Message, SetupLink
from opportal_desktop.registration import portal_effects
from opportal_desktop.registration.charts import load_chart, save_patient
from opportal_desktop.registration.conflicts import ConflictKind
from opportal_desktop.registration.contact_draft import ContactDraft, load_contact_draft, select_contact_draft
from opportal_desktop.registration.errors import DraftInvalid, EditConflict, ReasonRequired, RecordGone
from opportal_desktop.registration.family_contacts import remove
from opportal_desktop.registration.save_contact import Forecast, forecast, save_contact
from opportal_desktop.registration.setup_links import setup_token, token_hash
from opportal_desktop.terms import Authority, Changed, Language, MessageKind, MessageState, RoleReason, StaffMember


def test_a_save_writes_contact_link_outbox_and_audit_and_says_what_it_queued(desk) -> None:
    patient = desk.patient()
    news: list[Changed] = []
    desk.records.subscribe(news.append)
    saved = desk.joint(patient, " Ana.Lopez@EXAMPLE.com ", cell_phone="413.555.0123", language=Language.SPANISH)

    assert saved.sent_to == ("Ana.Lopez@example.com",)
    assert (saved.draft.home_email, saved.draft.cell_phone) == ("Ana.Lopez@example.com", "+14135550123")
    (message,) = Message.select()
    assert (message.kind, message.state, message.language) == (
        MessageKind.WELCOME,
        MessageState.QUEUED,
        Language.SPANISH,
    )
    assert message.queued_by == "Rosa Delgado"
    link = message.setup_link
    assert link.token_hash == token_hash(setup_token(desk.records.link_key, message.link_seed))
    assert link.expires_at == desk.clock() + dt.timedelta(hours=48)
    assert [action for action, _ in desk.audit()][-3:] == [
        "contact added",
        "portal access began",
        "Welcome Email queued",
    ]
    assert desk.last_changes("contact added")["authority"] == ["none", "joint"]
    assert desk.status(patient, saved.draft.contact_id) == "Sending"
    assert news == [Changed(frozenset({patient}), frozenset({saved.draft.contact_id}), outbox=True)]


def test_both_or_neither_when_the_outbox_row_can_not_be_written(desk, monkeypatch) -> None:
    patient = desk.patient()
    before = (Contact.select().count(), FamilyContact.select().count(), AuditEntry.select().count())
    news: list[Changed] = []
    desk.records.subscribe(news.append)

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(accounts.Message, "create", fail)
    with pytest.raises(OSError, match="no"):
        desk.joint(patient)
    assert (Contact.select().count(), FamilyContact.select().count(), AuditEntry.select().count()) == before
    assert SetupLink.select().count() == 0
    assert news == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_name": "", "last_name": " - "}, "first_name"),
        ({"last_name": "x" * 101}, "last_name"),
        ({"role_reason": None}, "role_reason"),
        ({"birth_date": dt.date(2030, 1, 1)}, "birth_date"),
        ({"birth_date": dt.date(1890, 1, 1)}, "birth_date"),
        (
            {"proxy_consent_on": dt.date(2026, 1, 2), "proxy_consent_until": dt.date(2026, 1, 1)},
            "proxy_consent_until",
        ),
    ],
)
def test_what_can_not_be_stored_is_said_beside_its_field(desk, changes, field) -> None:
    patient = desk.patient()
    draft = ContactDraft(patient_id=patient, first_name="Ana", last_name="López", role_reason=RoleReason.MOTHER)
    draft = replace(draft, **changes)
    assert set(forecast(desk.records, draft).errors) == {field}
    with pytest.raises(DraftInvalid) as raised:
        save_contact(desk.records, draft, desk.staff)
    assert set(raised.value.errors) == {field}
    assert Contact.select().count() == 0


def test_saving_is_never_refused_because_the_portals_conditions_fail(desk) -> None:
    patient = desk.patient()
    draft = ContactDraft(
        patient_id=patient,
        first_name="Ana",
        last_name="López",
        role_reason=RoleReason.MOTHER,
        authority=Authority.JOINT,
        home_email="n/a",
        cell_phone="12",
    )
    said = forecast(desk.records, draft)
    assert set(said.warnings) == {"home_email", "cell_phone"}
    assert said.summary == ("Saving sends no email yet. Home Email not valid: An email address needs an @ sign.")
    saved = save_contact(desk.records, draft, desk.staff)
    assert (saved.draft.home_email, saved.draft.cell_phone, saved.sent_to) == ("n/a", "12", ())
    assert desk.status(patient, saved.draft.contact_id) == "Not registered"


def test_the_same_contact_in_several_charts_gets_one_mail_per_save(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.add(mateo, authority=Authority.JOINT).draft.contact_id
    desk.link(lucia, ana, authority=Authority.EXCLUSIVE)
    assert desk.queued() == []
    saved = desk.edit(mateo, ana, home_email="ana@example.com")
    assert saved.sent_to == ("ana@example.com",)
    assert desk.queued() == ["ana@example.com"]
    assert desk.status(mateo, ana) == desk.status(lucia, ana) == "Sending"


def test_adjusting_authority_resends_and_voids_the_older_link(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    assert desk.status(patient, ana) == "Invited"
    desk.clock.advance(hours=1)
    desk.edit(patient, ana, authority=Authority.EXCLUSIVE)
    assert desk.queued() == ["ana@example.com"]
    assert desk.live_links() == 1
    first = SetupLink.select().order_by(SetupLink.id).first()
    assert first.void_at == desk.clock()


def test_a_mail_that_still_waits_is_replaced_and_not_sent_twice(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.edit(patient, ana, authority=Authority.EXCLUSIVE)
    states = [row.state for row in Message.select().order_by(Message.id)]
    assert states == [MessageState.CANCELLED, MessageState.QUEUED]


def test_an_active_account_gets_the_variant_without_a_link_and_the_new_dependent_at_once(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.joint(mateo).draft.contact_id
    desk.hand_over()
    desk.sign_in("ana@example.com")
    draft = replace(
        select_contact_draft(desk.records, lucia, ana), role_reason=RoleReason.MOTHER, authority=Authority.JOINT
    )
    assert forecast(desk.records, draft).summary == (
        "Saving will tell ana@example.com to sign in as before; their account is active already."
    )
    save_contact(desk.records, draft, desk.staff)
    message = Message.select().order_by(Message.id.desc()).first()
    assert (message.kind, message.setup_link_id, message.link_seed) == (MessageKind.WELCOME_ACTIVE, None, None)
    assert desk.status(lucia, ana) == desk.status(mateo, ana) == "Active"


def test_an_address_that_passes_to_another_parent_brings_no_account_along(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    desk.sign_in("ana@example.com")
    desk.edit(patient, ana, home_email="")
    luis = ContactDraft(
        patient_id=patient,
        first_name="Luis",
        last_name="García",
        role_reason=RoleReason.FATHER,
        authority=Authority.JOINT,
        home_email="ana@example.com",
    )
    assert forecast(desk.records, luis).summary == "Saving will send a Welcome Email to ana@example.com."
    luis_id = save_contact(desk.records, luis, desk.staff).draft.contact_id
    assert desk.status(patient, luis_id) == "Sending"


def test_changing_the_home_email_invites_the_new_address_and_closes_the_old_account(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    desk.sign_in("ana@example.com")
    desk.edit(patient, ana, home_email="ana.new@example.com")
    assert desk.queued() == ["ana.new@example.com"]
    assert desk.status(patient, ana) == "Sending"
    assert [link.void_at is None for link in SetupLink.select().order_by(SetupLink.id)] == [False, True]


def test_lowering_authority_cancels_what_waits_and_ends_access(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    base = load_contact_draft(desk.records, patient, ana)
    said = forecast(desk.records, replace(base, authority=Authority.NONE))
    assert said.ends_access
    assert said.summary == "Saving will end this contact’s access to this patient: Authority is None."
    desk.edit(patient, ana, authority=Authority.NONE)
    assert desk.queued() == []
    assert desk.live_links() == 0
    assert desk.status(patient, ana) == "Access ended"
    assert ("portal access ended", "Authority is None. Asked for at the desk") in desk.audit()


def test_one_child_less_leaves_the_mail_and_link_of_the_other(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.joint(mateo).draft.contact_id
    desk.link(lucia, ana, authority=Authority.JOINT)
    desk.edit(mateo, ana, authority=Authority.NONE)
    assert desk.queued() == ["ana@example.com"]
    assert desk.live_links() == 1
    assert (desk.status(mateo, ana), desk.status(lucia, ana)) == ("Access ended", "Sending")


def test_sharing_an_email_ends_the_other_parents_access_and_giving_it_back_invites_them(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    luis_draft = ContactDraft(
        patient_id=patient,
        first_name="Luis",
        last_name="García",
        role_reason=RoleReason.FATHER,
        home_email="ana@example.com",
    )
    said = forecast(desk.records, luis_draft)
    assert "Ana López will lose access to the portal: Home Email shared with Luis García" in said.summary
    assert ConflictKind.SHARED_EMAIL in {conflict.kind for conflict in said.conflicts}
    luis = save_contact(desk.records, luis_draft, desk.staff, reason="as they wish").draft.contact_id
    assert desk.status(patient, ana) == "Access ended"
    assert desk.live_links() == 0
    base = load_contact_draft(desk.records, patient, luis)
    own = replace(base, home_email="luis@example.com")
    assert "Ana López will get a Welcome Email too, at ana@example.com." in forecast(desk.records, own).summary
    save_contact(desk.records, own, desk.staff, base=base)
    assert desk.queued() == ["ana@example.com"]


# ----------------------------------------------------------------------------------------------------- stale edits


def test_the_later_save_is_told_what_changed_and_by_whom_and_chooses(desk, manager: StaffMember) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    mine = theirs = load_contact_draft(desk.records, patient, ana)
    desk.clock.advance(minutes=3)
    save_contact(
        desk.records,
        replace(theirs, cell_phone="+14135550199", nickname="Anita", authority=Authority.EXCLUSIVE),
        manager,
        base=theirs,
    )
    edited = replace(mine, cell_phone="+14135550111", notes="calls back")
    with pytest.raises(EditConflict) as raised:
        save_contact(desk.records, edited, desk.staff, base=mine)
    conflict = raised.value
    assert (conflict.by, conflict.at) == ("Mira Chen", desk.clock())
    told = {d.field: (d.was, d.theirs, d.yours, d.collides) for d in conflict.differences}
    assert told == {
        "cell_phone": ("", "+14135550199", "+14135550111", True),
        "nickname": ("", "Anita", "", False),
        "authority": (Authority.JOINT, Authority.EXCLUSIVE, Authority.JOINT, False),
    }
    chosen = replace(conflict.current, cell_phone="+14135550111", notes="calls back")
    saved = save_contact(desk.records, chosen, desk.staff, base=conflict.current)
    assert (saved.draft.nickname, saved.draft.cell_phone, saved.draft.authority) == (
        "Anita",
        "+14135550111",
        Authority.EXCLUSIVE,
    )


def test_an_edit_in_another_childs_chart_counts_as_the_same_person(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.joint(mateo).draft.contact_id
    desk.link(lucia, ana)
    stale = load_contact_draft(desk.records, lucia, ana)
    desk.edit(mateo, ana, home_phone="+14135550177")
    with pytest.raises(EditConflict):
        save_contact(desk.records, replace(stale, notes="x"), desk.staff, base=stale)


def test_a_save_meanwhile_that_changed_nothing_is_no_conflict(desk) -> None:
    mateo, lucia = desk.patient(), desk.patient("Lucía", born="2021-07-09")
    ana = desk.joint(mateo).draft.contact_id
    base = load_contact_draft(desk.records, mateo, ana)
    desk.link(lucia, ana, authority=Authority.JOINT)
    saved = save_contact(desk.records, replace(base, notes="calls back"), desk.staff, base=base)
    assert saved.draft.notes == "calls back"


def test_a_contact_that_was_removed_meanwhile_is_said_to_be_gone(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    base = load_contact_draft(desk.records, patient, ana)
    remove(desk.records, patient, ana, desk.staff, reason="test")
    with pytest.raises(RecordGone):
        save_contact(desk.records, replace(base, notes="x"), desk.staff, base=base)


# ----------------------------------------------------------------------------------------------------- conflicts


def test_exclusive_beside_another_authority_needs_a_reason_which_is_kept(desk) -> None:
    patient = desk.patient()
    desk.joint(patient)
    luis = ContactDraft(
        patient_id=patient,
        first_name="Luis",
        last_name="García",
        role_reason=RoleReason.FATHER,
        authority=Authority.EXCLUSIVE,
    )
    said = forecast(desk.records, luis)
    assert said.needs_reason
    with pytest.raises(ReasonRequired):
        save_contact(desk.records, luis, desk.staff, reason="  ")
    saved = save_contact(desk.records, luis, desk.staff, reason="court order of 11/02/2026")
    assert ("contact added", "court order of 11/02/2026") in desk.audit()
    # It stands now: an edit that has nothing to do with it is not asked again.
    desk.edit(patient, saved.draft.contact_id, notes="calls in the evening")


def test_joint_beside_joint_is_no_conflict(desk) -> None:
    patient = desk.patient()
    desk.joint(patient)
    luis = ContactDraft(patient_id=patient, first_name="Luis", last_name="García", authority=Authority.JOINT)
    assert not forecast(desk.records, luis).needs_reason


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ({"first_name": "Ana", "last_name": "Lopez", "cell_phone": "(413) 555-0123"}, [ConflictKind.DUPLICATE]),
        ({"first_name": "Anna", "last_name": "López", "birth_date": dt.date(1990, 5, 1)}, [ConflictKind.DUPLICATE]),
        ({"first_name": "López", "last_name": "Ana", "home_email": "ANA@example.com"}, [ConflictKind.DUPLICATE]),
        ({"first_name": "Ana", "last_name": "López Rivera", "cell_phone": "4135550123"}, [ConflictKind.DUPLICATE]),
        ({"first_name": "Anita", "last_name": "López", "cell_phone": "4135550123"}, [ConflictKind.DUPLICATE]),
        ({"first_name": "Luis", "last_name": "García", "cell_phone": "4135550123"}, [ConflictKind.SHARED_CELL]),
        ({"first_name": "Luis", "last_name": "García", "home_email": "ana@example.com"}, [ConflictKind.SHARED_EMAIL]),
        ({"first_name": "Ana", "last_name": "López"}, []),
        ({"first_name": "Luis", "last_name": "López", "birth_date": dt.date(1988, 2, 2)}, []),
    ],
)
def test_likely_duplicates_and_shared_addresses_are_seen_before_save(desk, typed, kinds) -> None:
    patient = desk.patient()
    desk.joint(patient, cell_phone="4135550123", birth_date=dt.date(1990, 5, 1), nickname="Anita")
    other = desk.patient("Emma", "Smith", "2020-01-01")
    said = forecast(desk.records, ContactDraft(patient_id=other, **typed))
    assert [conflict.kind for conflict in said.conflicts] == kinds
    assert all(conflict.contact_id for conflict in said.conflicts)


def test_a_childs_own_email_that_is_the_parents_is_pointed_out(desk) -> None:
    patient = desk.patient(email="ana@example.com")
    draft = ContactDraft(patient_id=patient, first_name="Ana", last_name="López", home_email="ana@example.com")
    assert [c.kind for c in forecast(desk.records, draft).conflicts] == [ConflictKind.CHILD_EMAIL]


def test_asks_whether_the_contact_is_the_patient_when_name_and_birth_date_agree(desk) -> None:
    patient = desk.patient("Ana", "López", "1990-05-01")
    draft = ContactDraft(patient_id=patient, first_name="Ana", last_name="Lopez", birth_date=dt.date(1990, 5, 1))
    assert [c.kind for c in forecast(desk.records, draft).conflicts] == [ConflictKind.OWN_PATIENT]
    answered = replace(draft, own_patient_id=patient)
    assert forecast(desk.records, answered).conflicts == ()


# -------------------------------------------------------------------------------------------------------- own patient


def test_self_marks_the_contact_as_this_patient_and_sends_nothing(desk) -> None:
    patient = desk.patient("Ana", "López", "1990-05-01")
    draft = ContactDraft(
        patient_id=patient,
        first_name="Ana",
        last_name="López",
        role_reason=RoleReason.SELF,
        authority=Authority.JOINT,
        home_email="ana@example.com",
    )
    saved = save_contact(desk.records, draft, desk.staff)
    assert saved.draft.own_patient_id == patient
    assert saved.sent_to == ()
    assert desk.status(patient, saved.draft.contact_id) == "Not registered"


def test_self_changed_to_other_relative_shows_the_parents_own_chart_beside_the_children(desk) -> None:
    """The user's document: a parent who is a patient, registered by setting Role/Reason to Other Relative."""
    child = desk.patient()
    ana = desk.joint(child).draft.contact_id
    herself = desk.patient("Ana", "López", "1990-05-01")
    draft = replace(
        select_contact_draft(desk.records, herself, ana), role_reason=RoleReason.SELF, authority=Authority.JOINT
    )
    save_contact(desk.records, draft, desk.staff)
    assert desk.status(herself, ana) == "Not registered"
    desk.hand_over()
    saved = desk.edit(herself, ana, role_reason=RoleReason.OTHER_RELATIVE)
    assert saved.draft.own_patient_id == herself
    assert saved.sent_to == ("ana@example.com",)
    assert desk.status(herself, ana) == "Sending"


# ------------------------------------------------------------------------------------------------------ from the chart


def test_inactivating_and_reactivating_the_patient_ends_access_and_invites_again(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    chart = load_chart(desk.records, patient)
    gone = save_patient(desk.records, replace(chart.draft, active=False), desk.staff, base=chart.draft, reason="moved")
    assert (desk.status(patient, ana), desk.live_links()) == ("Access ended", 0)
    back = save_patient(desk.records, replace(gone.draft, active=True), desk.staff, base=gone.draft)
    assert back.sent_to == ("ana@example.com",)
    assert desk.status(patient, ana) == "Sending"


def test_message_ids_are_of_the_practices_own_domain(desk, monkeypatch) -> None:
    assert portal_effects.mail_domain(replace(portal_effects.PracticeSettings(), mail_from="a@Clinic.example.org")) == (
        "clinic.example.org"
    )


def _outcome(state: MessageState, explanation: str = "") -> None:
    Message.update(state=state, link_seed=None, explanation=explanation).execute()


def test_what_waits_for_the_desk_is_said_before_a_save_that_sends_nothing(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id

    def said() -> Forecast:
        return forecast(desk.records, load_contact_draft(desk.records, patient, ana))

    assert said().summary == "Saving sends no email: nothing changes for the portal."
    assert not said().waits_for_desk
    desk.hand_over()
    desk.clock.advance(days=3)
    assert said().summary.startswith("Saving sends no email. The link expired on ")
    assert said().summary.endswith("Register sends a new one.")
    assert said().waits_for_desk
    _outcome(MessageState.FAILED, "The mailbox does not exist.")
    assert said().summary == "Saving sends no email. The mailbox does not exist. Register sends it again."
    _outcome(MessageState.SENT)
    SetupLink.update(locked_at=desk.clock()).execute()
    assert "Unlock lets this parent try again" in said().summary
    desk.sign_in("ana@example.com")
    SetupLink.update(locked_at=None).execute()
    assert said().summary == "Saving sends no email: nothing changes for the portal."
    assert not said().waits_for_desk


def test_a_save_that_sends_says_so_whatever_became_of_the_last_mail(desk) -> None:
    patient = desk.patient()
    ana = desk.joint(patient).draft.contact_id
    desk.hand_over()
    desk.clock.advance(days=3)
    draft = load_contact_draft(desk.records, patient, ana)
    said = forecast(desk.records, replace(draft, authority=Authority.EXCLUSIVE))
    assert said.summary == "Saving will send a Welcome Email to ana@example.com."
    assert not said.waits_for_desk
