# SPDX-License-Identifier: GPL-3.0-or-later
"""What parents change themselves: password, forgotten password, sign-in email; and what strangers can't."""

from __future__ import annotations

import pytest

from opportal_desktop.records.models import (
    AuditEntry,
    Contact,
    EmailChange,
    Message,
    PasswordBefore,
    PortalAccount,
    SetupLink,
)
from opportal_desktop.records.search import find_patients
from opportal_desktop.registration import answer_time
from opportal_desktop.registration.account_changes import (
    ask_email_change,
    change_password,
    confirm_email_change,
    forgot_password,
    open_email_change,
    send_new_link,
)
from opportal_desktop.registration.contact_draft import load_contact_draft
from opportal_desktop.registration.dependents import dependents_of
from opportal_desktop.registration.errors import EditConflict
from opportal_desktop.registration.family_contacts import inactivate
from opportal_desktop.registration.portal_errors import (
    AccountLocked,
    EmailProblem,
    EmailRefused,
    LinkClosed,
    NoDependents,
    PasswordProblem,
    PasswordRefused,
    PortalError,
    SessionOver,
    SignInRefused,
    TooManyTries,
)
from opportal_desktop.registration.portal_sessions import session_of
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.registration.sign_in import sign_in
from opportal_desktop.terms import Authority, LinkPurpose, MessageKind, MessageState

from .portal_family import CLIENT, EMAIL, MATEO_BORN, OTHER_PASSWORD, PASSWORD, first_login, mailed_token

NEW = "ana.new@example.com"


@pytest.fixture(autouse=True)
def quick_answers(monkeypatch) -> None:
    monkeypatch.setattr(answer_time, "STEP_S", 0.001)


@pytest.fixture
def family(desk) -> tuple[int, int]:
    """(patient, contact) whose account is Active and whose mails are all sent."""
    patient = desk.patient()
    return patient, desk.joint(patient).draft.contact_id


@pytest.fixture
def token(desk, family) -> str:
    signed_in = first_login(desk.records)
    desk.hand_over()
    return signed_in


def _mails(kind: MessageKind) -> list[str]:
    return [row.to_address for row in Message.select().where(Message.kind == kind).order_by(Message.id)]


def _confirmation(records) -> str:
    return mailed_token(records, MessageKind.CONFIRM_EMAIL)


# ------------------------------------------------------------------------------------------------------------ password


def test_a_changed_password_ends_the_others_and_is_told_by_mail(desk, token) -> None:
    other = sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    changed = change_password(desk.records, token, PASSWORD, OTHER_PASSWORD, CLIENT)
    assert session_of(desk.records, other) is None
    assert session_of(desk.records, token) is None
    assert session_of(desk.records, changed).signed_in_by == "password"
    assert _mails(MessageKind.PASSWORD_CHANGED) == [EMAIL]
    assert "portal password changed" in [action for action, _ in desk.audit()]
    with pytest.raises(SignInRefused):
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    assert sign_in(desk.records, EMAIL, OTHER_PASSWORD, CLIENT)


def test_a_wrong_old_password_changes_nothing_and_counts(desk, token) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            change_password(desk.records, token, "wrong", OTHER_PASSWORD, CLIENT)
    with pytest.raises(AccountLocked):
        change_password(desk.records, token, PASSWORD, OTHER_PASSWORD, CLIENT)
    desk.clock.advance(minutes=14)
    with pytest.raises(AccountLocked):
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    assert session_of(desk.records, token) is not None


def test_no_password_is_ever_used_again(desk, token) -> None:
    third = "a kettle full of sparrows"
    token = change_password(desk.records, token, PASSWORD, OTHER_PASSWORD, CLIENT)
    token = change_password(desk.records, token, OTHER_PASSWORD, third, CLIENT)
    for before in (PASSWORD, OTHER_PASSWORD, third):
        with pytest.raises(PasswordRefused) as raised:
            change_password(desk.records, token, third, before, CLIENT)
        assert raised.value.reasons == (PasswordProblem.USED_BEFORE,)
    assert PasswordBefore.select().count() == 2


def test_another_account_may_have_the_same_password(desk, token) -> None:
    desk.joint(desk.patient("Nora"), "luis@example.com", first="Luis")
    assert first_login(desk.records, password=PASSWORD)


def test_a_weak_new_password_is_refused(desk, token) -> None:
    with pytest.raises(PasswordRefused):
        change_password(desk.records, token, PASSWORD, "mateo-mateo-mateo", CLIENT)
    assert sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


def test_without_access_or_session_nothing_can_be_changed(desk, family, token) -> None:
    with pytest.raises(SessionOver):
        change_password(desk.records, None, PASSWORD, OTHER_PASSWORD, CLIENT)
    with pytest.raises(SessionOver):
        ask_email_change(desk.records, "planted", NEW, PASSWORD, CLIENT)
    desk.edit(*family, authority=Authority.NONE)
    with pytest.raises(NoDependents):
        change_password(desk.records, token, PASSWORD, OTHER_PASSWORD, CLIENT)
    with pytest.raises(NoDependents):
        ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)


def test_who_has_no_password_gets_one_only_on_a_fresh_sign_in(desk, token) -> None:
    PortalAccount.update(password_hash=None).execute()
    desk.clock.advance(minutes=11)
    with pytest.raises(SignInRefused):
        change_password(desk.records, token, "", OTHER_PASSWORD, CLIENT)
    desk.clock.advance(minutes=-2)
    assert change_password(desk.records, token, "", OTHER_PASSWORD, CLIENT)
    assert sign_in(desk.records, EMAIL, OTHER_PASSWORD, CLIENT)


# ----------------------------------------------------------------------------------------------------------- forgotten


def test_a_forgotten_password_queues_one_link(desk, family, token) -> None:
    forgot_password(desk.records, " ANA@example.com ", CLIENT)
    assert _mails(MessageKind.RESET_PASSWORD) == [EMAIL]
    link = SetupLink.select().order_by(SetupLink.id.desc()).first()
    assert link.purpose is LinkPurpose.RESET
    assert session_of(desk.records, token) is not None
    assert desk.status(*family) == "Active"
    old = mailed_token(desk.records, MessageKind.RESET_PASSWORD)
    forgot_password(desk.records, EMAIL, CLIENT)
    assert desk.queued() == [EMAIL]
    assert mailed_token(desk.records, MessageKind.RESET_PASSWORD) != old
    assert desk.live_links() == 1


def test_who_was_never_in_gets_a_fresh_welcome(desk, family) -> None:
    desk.hand_over()
    desk.clock.advance(days=5)
    assert desk.status(*family) == "Link expired"
    forgot_password(desk.records, EMAIL, CLIENT)
    assert desk.status(*family) == "Sending"
    assert desk.audit()[-1] == ("Welcome Email queued", "asked for on the portal")
    assert first_login(desk.records)


@pytest.mark.parametrize(
    "email", ["nobody@example.org", "luis@example.com", "", "no address", "x" * 10_000, "a\r\nb@c.de"]
)
def test_strangers_get_no_mail_and_no_word(desk, token, email) -> None:
    desk.add(desk.patient("Nora"), first="Luis", home_email="luis@example.com")
    before = Message.select().count()
    assert forgot_password(desk.records, email, CLIENT) is None
    assert Message.select().count() == before


def test_an_account_without_access_gets_no_mail(desk, family, token) -> None:
    desk.edit(*family, authority=Authority.NONE)
    before = Message.select().count()
    forgot_password(desk.records, EMAIL, CLIENT)
    assert Message.select().count() == before


def test_nobody_can_flood_a_mailbox(desk, token) -> None:
    for number in range(10):
        assert forgot_password(desk.records, EMAIL, f"198.51.100.{number}") is None
    assert len(_mails(MessageKind.RESET_PASSWORD)) == 3


def test_one_client_cannot_ask_for_everybody(desk) -> None:
    for number in range(20):
        forgot_password(desk.records, f"guess{number}@example.org", CLIENT)
    with pytest.raises(TooManyTries):
        forgot_password(desk.records, EMAIL, CLIENT)


def test_a_reset_mail_waiting_is_cancelled_when_access_ends(desk, family, token) -> None:
    forgot_password(desk.records, EMAIL, CLIENT)
    desk.edit(*family, authority=Authority.NONE)
    assert desk.queued() == []
    assert desk.live_links() == 0


def test_a_notice_waiting_goes_out_even_when_access_ends_or_a_welcome_follows(desk, family, token) -> None:
    change_password(desk.records, token, PASSWORD, OTHER_PASSWORD, CLIENT)
    desk.link(desk.patient("Lucía", born="2021-07-09"), family[1], authority=Authority.JOINT)
    desk.edit(*family, authority=Authority.NONE)
    waiting = Message.select().where(Message.kind == MessageKind.PASSWORD_CHANGED, Message.state == MessageState.QUEUED)
    assert waiting.count() == 1


# ------------------------------------------------------------------------------------------------------------ new link


def test_a_closed_links_page_sends_a_new_one_to_the_accounts_address_only(desk, family) -> None:
    old = mailed_token(desk.records)
    desk.hand_over()
    desk.clock.advance(days=3)
    send_new_link(desk.records, old, CLIENT)
    assert desk.queued() == [EMAIL]
    assert mailed_token(desk.records) != old
    assert first_login(desk.records)


def test_the_link_of_who_is_in_already_gives_a_new_password(desk, family) -> None:
    used = mailed_token(desk.records)
    first_login(desk.records)
    desk.hand_over()
    send_new_link(desk.records, used, CLIENT)
    assert _mails(MessageKind.RESET_PASSWORD) == [EMAIL]


@pytest.mark.parametrize("stranger", ["", "no-such-token", "ü" * 5000])
def test_an_unknown_link_sends_nothing_and_says_nothing(desk, family, stranger) -> None:
    before = Message.select().count()
    assert send_new_link(desk.records, stranger, CLIENT) is None
    assert Message.select().count() == before


# --------------------------------------------------------------------------------------------------------- email change


def test_a_new_address_counts_when_it_confirms_and_the_old_one_is_told(desk, family, token) -> None:
    other = sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    ask_email_change(desk.records, token, "  Ana.New@Example.com ", PASSWORD, CLIENT)
    assert Contact.get_by_id(family[1]).home_email == EMAIL
    assert desk.queued() == ["Ana.New@example.com"]
    link = _confirmation(desk.records)
    assert open_email_change(desk.records, link).new_email == "Ana.New@example.com"
    news = []
    desk.records.subscribe(news.append)
    confirm_email_change(desk.records, link, CLIENT, token)
    contact = Contact.get_by_id(family[1])
    assert (contact.home_email, contact.email_key) == ("Ana.New@example.com", NEW)
    assert PortalAccount.get().email_key == NEW
    assert desk.status(*family) == "Active"
    assert _mails(MessageKind.EMAIL_CHANGED) == [EMAIL]
    assert _mails(MessageKind.WELCOME) == [EMAIL]
    assert _mails(MessageKind.WELCOME_ACTIVE) == []
    assert session_of(desk.records, token) is not None
    assert session_of(desk.records, other) is None
    assert any(family[1] in changed.contact_ids for changed in news)
    row = AuditEntry.select().where(AuditEntry.action == "contact saved").order_by(AuditEntry.id.desc()).first()
    assert (row.by, row.contact_id) == ("Parents’ portal", family[1])
    assert "on the portal" in row.reason
    assert desk.last_changes("contact saved") == {"home_email": [EMAIL, "Ana.New@example.com"]}
    with pytest.raises(SignInRefused):
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    assert sign_in(desk.records, NEW, PASSWORD, CLIENT)


def test_the_search_finds_the_new_address_and_not_the_old_one(desk, family, token) -> None:
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT)

    def found(text: str) -> list[int]:
        found = find_patients(desk.records, text, today=desk.clock().date())
        return [row.patient_id for row in found.rows]

    assert found(NEW) == [family[0]]
    assert found(EMAIL) == []


def test_opening_the_link_changes_nothing_and_it_works_once(desk, token) -> None:
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    link = _confirmation(desk.records)
    for _ in range(20):
        open_email_change(desk.records, link)
    assert PortalAccount.get().email_key == EMAIL
    confirm_email_change(desk.records, link, CLIENT)
    for ask in (
        lambda: open_email_change(desk.records, link),
        lambda: confirm_email_change(desk.records, link, CLIENT),
    ):
        with pytest.raises(LinkClosed):
            ask()
    assert _mails(MessageKind.EMAIL_CHANGED) == [EMAIL]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("no address", EmailProblem.NOT_VALID), ("", EmailProblem.NOT_VALID), ("ANA@example.com", EmailProblem.SAME)],
)
def test_a_new_address_must_be_one_and_another_one(desk, token, typed, problem) -> None:
    with pytest.raises(EmailRefused) as raised:
        ask_email_change(desk.records, token, typed, PASSWORD, CLIENT)
    assert raised.value.problem is problem
    assert EmailChange.select().count() == 0


def test_a_new_address_needs_the_password_again(desk, token) -> None:
    with pytest.raises(SignInRefused):
        ask_email_change(desk.records, token, NEW, "wrong", CLIENT)
    assert EmailChange.select().count() == 0


def test_somebody_elses_address_is_not_told_gets_no_mail_and_the_desk_sees_it(desk, family, token) -> None:
    desk.joint(desk.patient("Nora"), "luis@example.com", first="Luis")
    desk.hand_over()
    assert ask_email_change(desk.records, token, "Luis@example.com", PASSWORD, CLIENT) is None
    assert desk.queued() == []
    assert EmailChange.select().count() == 0
    assert desk.audit()[-1] == (
        "other Home Email asked for on the portal",
        "another contact has the address: nothing was sent",
    )


def test_an_address_that_somebody_got_meanwhile_closes_the_link_and_ends_nobodys_access(desk, family, token) -> None:
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    link = _confirmation(desk.records)
    nora = desk.patient("Nora")
    luis = desk.joint(nora, NEW, first="Luis").draft.contact_id
    with pytest.raises(LinkClosed):
        confirm_email_change(desk.records, link, CLIENT)
    assert (desk.status(*family), desk.status(nora, luis)) == ("Active", "Sending")
    assert Contact.get_by_id(family[1]).home_email == EMAIL


def test_an_expired_a_replaced_and_an_unknown_link_are_closed(desk, family, token) -> None:
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    replaced = _confirmation(desk.records)
    ask_email_change(desk.records, token, "third@example.com", PASSWORD, CLIENT)
    newest = _confirmation(desk.records)
    assert desk.queued() == ["third@example.com"]
    desk.clock.advance(hours=24)
    for link in (replaced, newest, "no-such-token", "", "ü" * 5000):
        for ask in (
            lambda link=link: open_email_change(desk.records, link),
            lambda link=link: confirm_email_change(desk.records, link, CLIENT),
        ):
            with pytest.raises(LinkClosed):
                ask()
    assert PortalAccount.get().email_key == EMAIL


def test_access_that_ended_meanwhile_closes_the_link(desk, family, token) -> None:
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    link = _confirmation(desk.records)
    desk.edit(*family, authority=Authority.NONE)
    with pytest.raises(LinkClosed):
        confirm_email_change(desk.records, link, CLIENT)
    assert desk.queued() == []


def test_an_address_changed_at_the_desk_meanwhile_wins(desk, family, token) -> None:
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    link = _confirmation(desk.records)
    desk.edit(*family, home_email="desk@example.com")
    with pytest.raises(LinkClosed):
        confirm_email_change(desk.records, link, CLIENT)
    assert Contact.get_by_id(family[1]).home_email == "desk@example.com"


def test_a_save_at_the_desk_over_the_parents_change_is_a_conflict(desk, family, token) -> None:
    base = load_contact_draft(desk.records, *family)
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT)
    with pytest.raises(EditConflict) as raised:
        save_contact(desk.records, base, desk.staff, base=base)
    assert [difference.field for difference in raised.value.differences] == ["home_email"]
    assert raised.value.by == "Parents’ portal"


def test_back_to_an_address_that_the_parent_had_before(desk, family, token) -> None:
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT, token)
    ask_email_change(desk.records, token, EMAIL, PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT, token)
    assert sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


def test_an_old_account_of_the_new_address_gives_way(desk, family) -> None:
    # The desk once changed the Home Email: the account of the first address stays behind.
    first_login(desk.records)
    desk.edit(*family, home_email="second@example.com")
    token = first_login(desk.records, password=OTHER_PASSWORD)
    ask_email_change(desk.records, token, EMAIL, OTHER_PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT, token)
    assert desk.status(*family) == "Active"
    with pytest.raises(SignInRefused):
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    assert session_of(desk.records, sign_in(desk.records, EMAIL, OTHER_PASSWORD, CLIENT)) is not None
    keys = [row.email_key for row in PortalAccount.select().order_by(PortalAccount.id)]
    assert keys[1] == EMAIL
    assert "@" not in keys[0]


def test_both_records_of_one_parent_go_along(desk, family) -> None:
    lucia = desk.patient("Lucía", born="2021-07-09")
    desk.joint(lucia)
    token = first_login(desk.records)
    assert Contact.select().count() == 2
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT, token)
    assert {row.home_email for row in Contact.select()} == {NEW}
    session = session_of(desk.records, token)
    assert [child.first_name for child in dependents_of(desk.records, session)] == ["Mateo", "Lucía"]


def test_a_planted_session_of_another_account_does_not_survive_the_change(desk, family, token) -> None:
    desk.joint(desk.patient("Nora"), "luis@example.com", first="Luis")
    luis = first_login(desk.records, MATEO_BORN)
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT, luis)
    assert session_of(desk.records, token) is None
    assert session_of(desk.records, luis).name == "Luis"


def test_wishes_for_another_address_are_limited(desk, token) -> None:
    for number in range(5):
        ask_email_change(desk.records, token, f"wish{number}@example.com", PASSWORD, CLIENT)
    with pytest.raises(TooManyTries):
        ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)


def test_no_refusal_carries_what_was_typed(desk, token) -> None:
    refusals: list[PortalError] = []
    for ask in (
        lambda: change_password(desk.records, token, "old-secret", "new-secret", CLIENT),
        lambda: ask_email_change(desk.records, token, "typed@", PASSWORD, CLIENT),
        lambda: confirm_email_change(desk.records, "typed-token", CLIENT),
    ):
        with pytest.raises(PortalError) as raised:
            ask()
        refusals.append(raised.value)
    told = "".join(str(refusal) + repr(vars(refusal)) for refusal in refusals)
    for typed in ("old-secret", "new-secret", "typed", EMAIL, PASSWORD):
        assert typed not in told


def test_an_address_that_passed_to_somebody_else_is_not_renamed_by_the_old_wish(desk, family, token) -> None:
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    link = _confirmation(desk.records)
    desk.edit(*family, home_email="third@example.com")
    Contact.update(home_email=EMAIL, email_key=EMAIL).where(
        Contact.id == desk.joint(desk.patient("Nora"), "luis@example.com", first="Luis").draft.contact_id
    ).execute()
    with pytest.raises(LinkClosed):
        confirm_email_change(desk.records, link, CLIENT)


def test_an_account_does_not_pass_on_with_its_address(desk, family, token) -> None:
    desk.edit(*family, home_email="third@example.com")
    nora = desk.patient("Nora")
    luis = desk.joint(nora, EMAIL, first="Luis").draft.contact_id
    assert desk.status(nora, luis) == "Sending"
    assert session_of(desk.records, token) is None
    with pytest.raises(SignInRefused):
        sign_in(desk.records, EMAIL, PASSWORD, CLIENT)
    session = session_of(desk.records, first_login(desk.records, password=OTHER_PASSWORD))
    assert session.name == "Luis"


def test_a_corrected_name_and_a_second_record_keep_the_account(desk, family, token) -> None:
    desk.edit(*family, first_name="Anna", authority=Authority.EXCLUSIVE)
    assert desk.status(*family) == "Active"
    lucia = desk.patient("Lucía", born="2021-07-09")
    second = desk.joint(lucia, first="Anna").draft.contact_id
    assert (desk.status(*family), desk.status(lucia, second)) == ("Active", "Active")
    assert sign_in(desk.records, EMAIL, PASSWORD, CLIENT)


def test_a_new_address_voids_links_in_older_mails_and_is_not_locked_beforehand(desk, token) -> None:
    forgot_password(desk.records, EMAIL, CLIENT)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(desk.records, NEW, "wrong", CLIENT)
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT)
    assert desk.live_links() == 0
    assert desk.queued() == [EMAIL]  # the notice
    assert sign_in(desk.records, NEW, PASSWORD, CLIENT)


def test_an_inactive_contact_of_another_name_keeps_the_old_address(desk, family, token) -> None:
    nora = desk.patient("Nora")
    luis = desk.add(nora, first="Luis", home_email=EMAIL, reason="as they wish").draft.contact_id
    inactivate(desk.records, nora, luis, desk.staff, reason="test")
    ask_email_change(desk.records, token, NEW, PASSWORD, CLIENT)
    confirm_email_change(desk.records, _confirmation(desk.records), CLIENT)
    assert Contact.get_by_id(luis).home_email == EMAIL
    assert Contact.get_by_id(family[1]).home_email == NEW
