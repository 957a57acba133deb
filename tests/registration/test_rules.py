# SPDX-License-Identifier: GPL-3.0-or-later
"""The rule tables of DESIGN.md part 2, row by row."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.registration.ages import birthday
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import (
    AccountFacts,
    AccountPicture,
    ConditionId,
    ContactFacts,
    DueBecause,
    FamilyPicture,
    InvitationFacts,
    LinkFacts,
    PatientFacts,
    PortalStatus,
    SetupLinkFacts,
    access,
    age_limit_day,
    consequences,
    dependents,
    last_day_by_age,
    portal_status,
)
from opportal_desktop.terms import Authority, LoginMode, MessageState, RoleReason

NOW = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)
PRACTICE = PracticeRules(now=NOW)
HOUR = dt.timedelta(hours=1)

CHILD = PatientFacts(1, "Mateo García", dt.date(2019, 3, 5))
SISTER = PatientFacts(2, "Lucía García", dt.date(2021, 7, 9))
MOTHER = ContactFacts(10, "Ana López", "ana lopez", home_email="ana@example.com", cell_phone="+14135550123")
FATHER = ContactFacts(11, "Luis García", "luis garcia", home_email="luis@example.com")
LINK = LinkFacts(CHILD.id, MOTHER.id, RoleReason.MOTHER, Authority.JOINT)


def family(*links: LinkFacts, contacts=(MOTHER, FATHER), patients=(CHILD, SISTER)) -> FamilyPicture:
    return FamilyPicture({p.id: p for p in patients}, {c.id: c for c in contacts}, links)


def failing(link=LINK, practice=PRACTICE, others=(), contact=MOTHER, patient=CHILD, more_contacts=(FATHER,)):
    picture = family(link, *others, contacts=(contact, *more_contacts), patients=(patient, SISTER))
    return {c.id: c.statement for c in access(link, picture, practice).failing}


# ------------------------------------------------------------------------------------------------------------ access


def test_access_holds_when_every_condition_does() -> None:
    may_see = access(LINK, family(LINK), PRACTICE)
    assert may_see.holds
    assert [c.id.value for c in may_see.conditions] == ["A1", "A2", "A3", "A4", "A6", "A7", "A8", "A9"]


def test_passwordless_practices_have_all_nine_conditions() -> None:
    passwordless = replace(PRACTICE, login_mode=LoginMode.PASSWORDLESS)
    may_see = access(LINK, family(LINK), passwordless)
    assert may_see.holds
    assert [c.id.value for c in may_see.conditions] == [f"A{n}" for n in range(1, 10)]


@pytest.mark.parametrize(
    ("ended_at", "expected"),
    [
        (NOW - HOUR, {ConditionId.LINK_ACTIVE: "Inactive since 11/23/2026"}),
        (NOW, {ConditionId.LINK_ACTIVE: "Inactive since 11/23/2026"}),
        (NOW + HOUR, {}),
        (None, {}),
    ],
)
def test_a1_the_family_contact_is_active(ended_at, expected) -> None:
    assert failing(replace(LINK, ended_at=ended_at)) == expected


@pytest.mark.parametrize(
    ("authority", "expected"),
    [
        (Authority.NONE, {ConditionId.AUTHORITY: "Authority is None"}),
        (Authority.JOINT, {}),
        (Authority.EXCLUSIVE, {}),
    ],
)
def test_a2_authority_is_joint_or_exclusive(authority, expected) -> None:
    assert failing(replace(LINK, authority=authority)) == expected


@pytest.mark.parametrize("role", list(RoleReason))
def test_a3_role_is_not_self(role) -> None:
    reasons = failing(replace(LINK, role_reason=role))
    if role is RoleReason.SELF:
        assert reasons == {
            ConditionId.NOT_SELF: "Listed as Self: to see their own chart beside their children's, "
            "set Role/Reason to Other Relative"
        }
    else:
        assert reasons == {}


def test_a3_gives_way_when_register_set_up_the_own_account_of_a_patient_of_age() -> None:
    adult = replace(CHILD, birth_date=dt.date(1998, 1, 1))
    self_link = replace(LINK, role_reason=RoleReason.SELF, own_account_on=TODAY)
    own = replace(MOTHER, own_patient_id=adult.id)
    assert failing(self_link, contact=own, patient=adult) == {}
    assert ConditionId.NOT_SELF in failing(self_link)  # a child has no account of their own


@pytest.mark.parametrize(
    ("email", "reason"),
    [
        ("", "Home Email missing"),
        ("   ", "Home Email missing"),
        ("N/A", "Home Email not valid: An email address needs an @ sign."),
        ("a@b", "Home Email not valid: The part after the @-sign is not valid. It should have a period."),
        ("a@example.com b@example.com", "Home Email not valid: Enter one email address, without spaces or commas."),
    ],
)
def test_a4_home_email_is_present_and_valid(email, reason) -> None:
    assert failing(contact=replace(MOTHER, home_email=email)) == {ConditionId.HOME_EMAIL: reason}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "Cell Phone missing"),
        ("555", "Cell Phone not valid: "),
        ("abc", "Cell Phone not valid: This is not a phone number."),
        ("+18005550199", "Cell Phone not valid: this number can’t get text messages."),
        ("+14135550123;ext=4", "Cell Phone not valid: this number can’t get text messages."),
    ],
)
def test_a5_only_passwordless_practices_need_a_mobile_cell_phone(cell, reason) -> None:
    contact = replace(MOTHER, cell_phone=cell)
    assert failing(contact=contact) == {}
    reasons = failing(contact=contact, practice=replace(PRACTICE, login_mode=LoginMode.PASSWORDLESS))
    assert set(reasons) == {ConditionId.CELL_PHONE}
    assert reasons[ConditionId.CELL_PHONE].startswith(reason)


def test_a6_the_home_email_is_this_persons_alone() -> None:
    shared = replace(FATHER, home_email="ANA@Example.com")
    his = LinkFacts(CHILD.id, FATHER.id, RoleReason.FATHER)
    assert failing(others=(his,), more_contacts=(shared,)) == {
        ConditionId.EMAIL_OWN: "Home Email shared with Luis García: give each parent their own"
    }


def test_a6_knows_one_person_by_name_and_leaves_out_who_is_active_nowhere() -> None:
    same_person = replace(MOTHER, id=12)
    hers = LinkFacts(SISTER.id, 12, RoleReason.MOTHER, Authority.JOINT)
    assert failing(others=(hers,), more_contacts=(same_person,)) == {}
    gone = replace(FATHER, home_email=MOTHER.home_email)
    ended = LinkFacts(CHILD.id, FATHER.id, RoleReason.FATHER, ended_at=NOW - HOUR)
    assert failing(others=(ended,), more_contacts=(gone,)) == {}


def test_a7_the_patient_is_active() -> None:
    assert failing(patient=replace(CHILD, active=False)) == {ConditionId.PATIENT_ACTIVE: "Patient inactive"}


@pytest.mark.parametrize(
    ("birth_date", "link", "contact", "expected"),
    [
        (dt.date(2008, 11, 24), {}, {}, None),
        (dt.date(2008, 11, 23), {}, {}, "Of age since 11/23/2026"),
        (dt.date(2005, 1, 31), {}, {}, "Of age since 01/31/2023"),
        (dt.date(2005, 1, 31), {}, {"own_patient_id": 1}, None),
        (dt.date(2005, 1, 31), {}, {"own_patient_id": 2}, "Of age since 01/31/2023"),
        (dt.date(2005, 1, 31), {"proxy_consent_on": TODAY}, {}, None),
        (dt.date(2005, 1, 31), {"proxy_consent_on": TODAY + dt.timedelta(1)}, {}, "Of age since 01/31/2023"),
        (dt.date(2005, 1, 31), {"proxy_consent_on": TODAY, "proxy_consent_until": TODAY}, {}, None),
        (
            dt.date(2005, 1, 31),
            {"proxy_consent_on": dt.date(2024, 1, 1), "proxy_consent_until": TODAY - dt.timedelta(1)},
            {},
            "Of age since 01/31/2023; consent to proxy access ended on 11/22/2026",
        ),
    ],
)
def test_a8_the_patient_is_under_the_age_limit_or_it_is_theirs_or_they_consent(
    birth_date, link, contact, expected
) -> None:
    reasons = failing(
        replace(LINK, **link), contact=replace(MOTHER, **contact), patient=replace(CHILD, birth_date=birth_date)
    )
    assert reasons == ({ConditionId.UNDER_AGE_LIMIT: expected} if expected else {})


DAYS_AROUND = st.integers(-900, 900).map(lambda days: TODAY + dt.timedelta(days))


@given(
    turns=st.integers(-400, 400),
    consent_on=st.none() | DAYS_AROUND,
    consent_until=st.none() | DAYS_AROUND,
    own=st.booleans(),
)
def test_a8_ends_after_the_last_day_that_is_told_and_not_before(turns, consent_on, consent_until, own) -> None:
    """`last_day_by_age` against the rule itself, asked at noon of each day."""
    patient = replace(CHILD, birth_date=birthday(TODAY + dt.timedelta(turns), -18))
    contact = replace(MOTHER, own_patient_id=patient.id if own else None)
    link = replace(LINK, proxy_consent_on=consent_on, proxy_consent_until=consent_until)

    def holds(day: dt.date) -> bool:
        noon = dt.datetime.combine(day, dt.time(17), dt.UTC)
        reasons = failing(link, contact=contact, patient=patient, practice=replace(PRACTICE, now=noon))
        return ConditionId.UNDER_AGE_LIMIT not in reasons

    limit = age_limit_day(patient, PRACTICE)
    assert holds(TODAY) == (limit > TODAY or own or link.has_consent(TODAY))
    last = last_day_by_age(link, contact, patient, PRACTICE)
    if last is None:
        assert all(holds(day) for day in (TODAY, max(TODAY, limit), TODAY + dt.timedelta(2000)))
        return
    assert not holds(last + dt.timedelta(1))
    if holds(TODAY):
        assert last >= TODAY
        assert all(holds(day) for day in (last, TODAY + (last - TODAY) / 2))


@pytest.mark.parametrize(
    ("days_left", "link", "statement"),
    [
        (61, {}, "Patient is under 18"),
        (
            60,
            {},
            "Patient is under 18 until 01/22/2027: from then on only with their consent to proxy access on file",
        ),
        (
            12,
            {"proxy_consent_on": TODAY},
            "Patient is under 18 until 12/05/2026; consent to proxy access is on file from then on",
        ),
        (
            12,
            {"proxy_consent_on": TODAY, "proxy_consent_until": dt.date(2027, 6, 30)},
            "Patient is under 18 until 12/05/2026; consent to proxy access is on file from then on, until 06/30/2027",
        ),
        (
            12,
            {"proxy_consent_on": TODAY, "proxy_consent_until": dt.date(2026, 12, 4)},
            "Patient is under 18 until 12/05/2026: from then on only with their consent to proxy access on file",
        ),
        (-1, {"proxy_consent_on": TODAY}, "Consent to proxy access on file since 11/23/2026"),
        (
            -1,
            {"proxy_consent_on": TODAY, "proxy_consent_until": TODAY, "proxy_consent_by": "Rosa"},
            "Consent to proxy access on file since 11/23/2026, until 11/23/2026 (recorded by Rosa)",
        ),
    ],
)
def test_a8_says_what_is_on_file_and_what_will_be(days_left, link, statement) -> None:
    patient = replace(CHILD, birth_date=birthday(TODAY + dt.timedelta(days_left), -18))
    held = access(replace(LINK, **link), family(replace(LINK, **link), patients=(patient,)), PRACTICE)
    assert statement in [row.statement for row in held.conditions if row.holds]


def test_a8_counts_birthdays_in_the_practices_time_zone() -> None:
    """At 3 UTC on the 24th it is still the 23rd in New York: who turns 18 on the 24th is under age there."""
    patient = replace(CHILD, birth_date=dt.date(2008, 11, 24))
    late = replace(PRACTICE, now=dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC))
    assert failing(patient=patient, practice=late) == {}
    assert failing(patient=patient, practice=replace(late, time_zone="UTC")) != {}


def test_a9_the_contact_has_not_declined() -> None:
    declined = replace(MOTHER, declined_on=dt.date(2026, 10, 1))
    assert failing(contact=declined) == {ConditionId.NOT_DECLINED: "Declined on 10/01/2026"}


def test_who_is_born_on_leap_day_comes_of_age_on_march_1() -> None:
    assert birthday(dt.date(2008, 2, 29), 18) == dt.date(2026, 3, 1)
    assert birthday(dt.date(2008, 2, 29), 16) == dt.date(2024, 2, 29)


# ------------------------------------------------------------------------------------------------ due Welcome Email


def due(before: FamilyPicture, after: FamilyPicture):
    return [(mail.email_key, mail.because) for mail in consequences(before, after, PRACTICE).due]


WITHOUT = family(replace(LINK, authority=Authority.NONE))
WITH = family(LINK)
ACCESS_BEGINS = [("ana@example.com", DueBecause.ACCESS_BEGINS)]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(family(contacts=(FATHER,)), id="new contact"),
        pytest.param(family(), id="contact linked"),
        pytest.param(WITHOUT, id="Authority set"),
        pytest.param(family(LINK, contacts=(replace(MOTHER, home_email=""),)), id="email completed"),
        pytest.param(family(LINK, contacts=(replace(MOTHER, home_email="ana@"),)), id="email corrected"),
        pytest.param(family(replace(LINK, role_reason=RoleReason.SELF)), id="Self changed to another role"),
        pytest.param(family(replace(LINK, ended_at=NOW - HOUR)), id="reactivated"),
        pytest.param(family(LINK, patients=(replace(CHILD, active=False), SISTER)), id="patient reactivated"),
        pytest.param(family(LINK, contacts=(replace(MOTHER, declined_on=TODAY),)), id="no longer declined"),
    ],
)
def test_due_when_access_holds_after_and_did_not_before(before) -> None:
    assert due(before, WITH) == ACCESS_BEGINS


def test_due_when_a_cell_phone_completes_access_of_a_passwordless_practice() -> None:
    practice = replace(PRACTICE, login_mode=LoginMode.PASSWORDLESS)
    before = family(LINK, contacts=(replace(MOTHER, cell_phone=""),))
    assert [mail.because for mail in consequences(before, WITH, practice).due] == [DueBecause.ACCESS_BEGINS]
    assert due(before, WITH) == []


@pytest.mark.parametrize(
    ("old", "new"), [(Authority.JOINT, Authority.EXCLUSIVE), (Authority.EXCLUSIVE, Authority.JOINT)]
)
def test_due_when_authority_changes_between_joint_and_exclusive(old, new) -> None:
    outcome = consequences(family(replace(LINK, authority=old)), family(replace(LINK, authority=new)), PRACTICE)
    assert [mail.because for mail in outcome.due] == [DueBecause.AUTHORITY_CHANGED]
    assert outcome.begins == outcome.ends == ()


def test_due_when_the_home_email_changes_and_the_old_account_closes() -> None:
    after = family(LINK, contacts=(replace(MOTHER, home_email="ana.new@example.com"),))
    outcome = consequences(WITH, after, PRACTICE)
    assert [(mail.email_key, mail.because) for mail in outcome.due] == [
        ("ana.new@example.com", DueBecause.EMAIL_CHANGED)
    ]
    assert outcome.closed == ("ana@example.com",)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(WITH, id="nothing changed"),
        pytest.param(family(LINK, contacts=(replace(MOTHER, home_email="ANA@example.com"),)), id="case of the email"),
        pytest.param(family(LINK, contacts=(replace(MOTHER, cell_phone=""),)), id="cell, with passwords"),
        pytest.param(family(replace(LINK, role_reason=RoleReason.LEGAL_GUARDIAN)), id="another role"),
        pytest.param(WITHOUT, id="Authority lowered"),
    ],
)
def test_not_due_otherwise(after) -> None:
    assert due(WITH, after) == []


def test_self_never_sends_by_itself() -> None:
    adult = replace(CHILD, birth_date=dt.date(1998, 1, 1))
    own = replace(MOTHER, own_patient_id=adult.id)
    registered = replace(LINK, role_reason=RoleReason.SELF, own_account_on=TODAY)
    before = family(replace(registered, authority=Authority.NONE), contacts=(own,), patients=(adult,))
    after = family(registered, contacts=(own,), patients=(adult,))
    outcome = consequences(before, after, PRACTICE)
    assert outcome.begins == (registered.key,)
    assert outcome.due == ()


def test_one_save_queues_one_mail_per_account_however_many_patients_it_touches() -> None:
    both = (LINK, replace(LINK, patient_id=SISTER.id))
    before = family(*both, contacts=(replace(MOTHER, home_email=""),))
    (mail,) = consequences(before, family(*both), PRACTICE).due
    assert mail.links == (LINK.key, (SISTER.id, MOTHER.id))


def test_taking_a_shared_email_ends_the_others_access_and_giving_it_back_makes_their_mail_due() -> None:
    his = LinkFacts(CHILD.id, FATHER.id, RoleReason.FATHER)
    apart = family(LINK, his)
    shared = family(LINK, his, contacts=(MOTHER, replace(FATHER, home_email=MOTHER.home_email)))
    outcome = consequences(apart, shared, PRACTICE)
    assert outcome.ends == (LINK.key,)
    assert outcome.closed == ("ana@example.com",)
    assert due(shared, apart) == ACCESS_BEGINS


def test_an_account_closes_only_with_its_last_dependent() -> None:
    both = (LINK, replace(LINK, patient_id=SISTER.id))
    one = family(LINK, replace(both[1], authority=Authority.NONE))
    assert consequences(family(*both), one, PRACTICE).closed == ()
    assert consequences(one, WITHOUT, PRACTICE).closed == ("ana@example.com",)


def test_one_account_for_several_children_and_for_two_records_of_one_person() -> None:
    same_person = replace(MOTHER, id=12)
    picture = family(
        LINK, LinkFacts(SISTER.id, 12, RoleReason.MOTHER, Authority.EXCLUSIVE), contacts=(MOTHER, same_person)
    )
    assert dependents("ana@example.com", picture, PRACTICE) == (CHILD.id, SISTER.id)


def test_a_parent_who_is_a_patient_sees_herself_beside_her_children() -> None:
    herself = PatientFacts(3, "Ana López", dt.date(1990, 1, 1))
    own = replace(MOTHER, own_patient_id=3)
    self_link = LinkFacts(3, MOTHER.id, RoleReason.SELF, Authority.JOINT)
    before = family(LINK, self_link, contacts=(own,), patients=(CHILD, herself))
    after = family(
        LINK, replace(self_link, role_reason=RoleReason.OTHER_RELATIVE), contacts=(own,), patients=(CHILD, herself)
    )
    assert dependents("ana@example.com", before, PRACTICE) == (CHILD.id,)
    assert dependents("ana@example.com", after, PRACTICE) == (CHILD.id, 3)
    assert due(before, after) == ACCESS_BEGINS


# ---------------------------------------------------------------------------------------------------- Portal Status

SENT = InvitationFacts(MessageState.SENT, "ana@example.com", NOW - HOUR, NOW - HOUR, 1, NOW - HOUR)
QUEUED = InvitationFacts(MessageState.QUEUED, "ana@example.com", NOW, NOW)
RETRYING = replace(QUEUED, tries=2, due_at=NOW + HOUR, explanation="The mail server is busy.")
FAILED = replace(SENT, state=MessageState.FAILED, explanation="This address does not exist.")
LIVE = SetupLinkFacts(NOW + 10 * HOUR)
EXPIRED = SetupLinkFacts(NOW - HOUR)
LOCKED_LINK = replace(LIVE, locked_at=NOW - HOUR)
NEW = AccountFacts()
SIGNED_IN = AccountFacts(first_sign_in_at=NOW - 5 * HOUR, last_sign_in_at=NOW - HOUR)
LOCKED = replace(SIGNED_IN, locked_at=NOW - HOUR, locked_until=NOW + HOUR)


@pytest.mark.parametrize(
    ("account", "status", "in_detail"),
    [
        (
            AccountPicture(LOCKED, LIVE, SENT),
            PortalStatus.LOCKED,
            "Locked since 11/23/2026 9:00 AM, until 11/23/2026 11:00",
        ),
        (AccountPicture(NEW, LOCKED_LINK, SENT), PortalStatus.LOCKED, "Register sends a new link"),
        (AccountPicture(replace(LOCKED, locked_until=NOW), LIVE, SENT), PortalStatus.ACTIVE, "First sign-in"),
        (AccountPicture(SIGNED_IN, None, SENT), PortalStatus.ACTIVE, "Last sign-in 11/23/2026 9:00 AM."),
        (AccountPicture(SIGNED_IN, None, FAILED), PortalStatus.ACTIVE, "A later Welcome Email failed: This address"),
        (AccountPicture(SIGNED_IN, None, QUEUED), PortalStatus.ACTIVE, "First sign-in"),
        (AccountPicture(NEW, LIVE, FAILED), PortalStatus.EMAIL_FAILED, "This address does not exist."),
        (AccountPicture(NEW, LIVE, QUEUED), PortalStatus.SENDING, "Waiting to be sent to ana@example.com."),
        (
            AccountPicture(NEW, LIVE, RETRYING),
            PortalStatus.SENDING,
            "Next try 11/23/2026 11:00 AM. The mail server is busy.",
        ),
        (AccountPicture(NEW, EXPIRED, replace(QUEUED, state=MessageState.SENDING)), PortalStatus.SENDING, "Going out"),
        (AccountPicture(NEW, EXPIRED, SENT), PortalStatus.LINK_EXPIRED, "The link expired on 11/23/2026 9:00 AM."),
        (AccountPicture(NEW, replace(LIVE, void_at=NOW), SENT), PortalStatus.LINK_EXPIRED, "Register sends a new one"),
        (AccountPicture(NEW, None, SENT), PortalStatus.LINK_EXPIRED, "Register sends a new one"),
        (
            AccountPicture(NEW, replace(LIVE, void_at=NOW), SENT),
            PortalStatus.LINK_EXPIRED,
            "void since 11/23/2026 10:00",
        ),
        (AccountPicture(NEW, replace(LIVE, void_at=NOW)), PortalStatus.NOT_REGISTERED, "cancelled before it was sent"),
        (
            AccountPicture(NEW, LIVE, replace(QUEUED, due_at=NOW + HOUR / 360)),
            PortalStatus.SENDING,
            "Goes out to ana@example.com in a few seconds, unless it is cancelled",
        ),
        (
            AccountPicture(NEW, LIVE, SENT),
            PortalStatus.INVITED,
            "Sent 11/23/2026 9:00 AM to ana@example.com. The link is",
        ),
        (AccountPicture(), PortalStatus.NOT_REGISTERED, "Register sends one"),
        (AccountPicture(NEW), PortalStatus.NOT_REGISTERED, "Register sends one"),
    ],
)
def test_status_while_access_holds(account, status, in_detail) -> None:
    view = portal_status(LINK, access(LINK, WITH, PRACTICE), account, PRACTICE)
    assert view.status is status
    assert in_detail in view.detail


NO_AUTHORITY = {"authority": Authority.NONE}
WAS_REGISTERED = {"registered_at": NOW - 50 * HOUR, "access_ended_at": NOW - HOUR}


@pytest.mark.parametrize(
    ("link", "contact", "status", "cell", "in_detail"),
    [
        ({}, {"declined_on": TODAY}, PortalStatus.DECLINED, "Declined", "Declined on 11/23/2026, noted by Rosa."),
        (WAS_REGISTERED, {"declined_on": TODAY}, PortalStatus.DECLINED, "Declined", "11/23/2026"),
        (
            NO_AUTHORITY | WAS_REGISTERED,
            {},
            PortalStatus.ACCESS_ENDED,
            "Access ended",
            "No access since 11/23/2026: Authority is None.",
        ),
        (WAS_REGISTERED, {"home_email": ""}, PortalStatus.ACCESS_ENDED, "Access ended", "Home Email missing"),
        (
            {},
            {"home_email": ""},
            PortalStatus.NOT_REGISTERED,
            "Not registered: Home Email missing",
            "Home Email missing",
        ),
        (
            {"role_reason": RoleReason.SELF},
            {"home_email": ""},
            PortalStatus.NOT_REGISTERED,
            "Not registered: listed as Self",
            "• Home Email missing",
        ),
        (NO_AUTHORITY, {}, PortalStatus.NONE, "—", "Authority is None"),
        (NO_AUTHORITY, {"home_email": ""}, PortalStatus.NONE, "—", "Authority is None"),
    ],
)
def test_status_without_access(link, contact, status, cell, in_detail) -> None:
    link = replace(LINK, **link)
    picture = family(link, contacts=(replace(MOTHER, **contact),))
    account = AccountPicture(SIGNED_IN, LIVE, SENT)
    view = portal_status(link, access(link, picture, PRACTICE), account, PRACTICE, declined_by="Rosa")
    assert (view.status, view.cell) == (status, cell)
    assert in_detail in view.detail
