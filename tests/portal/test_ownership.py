# SPDX-License-Identifier: GPL-3.0-or-later
"""Two families at one portal: whatever ids one of them sends, it sees and changes its own things only."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask

from opportal_desktop.portal.visit import begin_visit, session_at, visit
from opportal_desktop.records.models import EmailChange, Message, Patient, PortalAccount, PortalSession, SetupLink
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.account_changes import confirm_email_change
from opportal_desktop.registration.dependents import dependents_of
from opportal_desktop.registration.passwords import verify_password
from opportal_desktop.registration.portal_errors import LinkClosed, SessionOver
from opportal_desktop.registration.portal_sessions import session_of
from opportal_desktop.registration.setup_links import setup_token
from opportal_desktop.terms import Authority, MessageKind, SessionStage
from tests.portal.conftest import BORN, EMAIL, PASSWORD, Browser, Family

RUI = "rui@example.com"
RUIS_PASSWORD = "copper bridge under slow rain"
FOREIGN = ("Noah", "Silva", RUI, "Rui")


@pytest.fixture
def ana(family: Family, browser: Browser) -> Browser:
    """Signed in, before the other family is there."""
    browser.set_up(family.token)
    return browser


@pytest.fixture
def rui(family: Family, ana: Browser, portal: Flask) -> Browser:
    """Father of Noah; signed in too."""
    noah = family.desk.patient("Noah", "Silva", "2020-02-02")
    family.desk.joint(noah, RUI, first="Rui", last="Silva")
    other = Browser(portal, client="198.51.100.9")
    other.answer_birth_date(family.token, month="2", day="2", year="2020")
    other.submit("/password", password=RUIS_PASSWORD, again=RUIS_PASSWORD, button="save")
    assert "Noah" in other.text
    return other


def family_of(browser: Browser) -> str:
    browser.get("/family")
    return browser.text


def ids() -> dict[str, str]:
    """Every name that an id could have in a request, with ids of the other family."""
    rui = PortalAccount.get(PortalAccount.email_key == RUI)
    session = PortalSession.get(PortalSession.account == rui)
    noah = Patient.get(Patient.first_name == "Noah")
    return {
        "id": str(noah.id),
        "patient": str(noah.id),
        "patient_id": noah.public_id,
        "dependent": str(noah.id),
        "account": str(rui.id),
        "account_id": rui.public_id,
        "session": session.token_hash,
        "session_id": str(session.id),
        "user": RUI,
        "token": session.token_hash,
        "number": str(rui.id),
        "which": session.token_hash,
    }


def test_each_sees_its_own_family(ana: Browser, rui: Browser) -> None:
    assert "Mateo" in family_of(ana)
    assert "Noah" not in family_of(ana)
    assert "Noah" in family_of(rui)
    assert "Mateo" not in family_of(rui)


def test_no_id_in_a_request_leads_to_another_family(ana: Browser, rui: Browser, portal: Flask) -> None:
    routes = [rule for rule in portal.url_map.iter_rules() if rule.endpoint not in ("static", "sign_in.leave")]
    assert len(routes) > 15
    for rule in routes:
        for value in ids().values():
            path = rule.rule.replace("<token>", value)
            for method in sorted(rule.methods & {"GET", "POST"}):
                ana.get("/account")
                fields = {"form_token": ana.form_token, **ids()} if method == "POST" else {}
                answer = ana.open(path, method, query_string=ids(), data=fields or None)
                # Without its tags: random tokens there may spell anything.
                said = ana.text + answer.headers.get("Location", "")
                leaked = [word for word in FOREIGN if word in said]
                assert not leaked, f"{method} {rule.rule} tells {leaked}"
                assert answer.status_code < 500
            if "<token>" not in path:
                break
    assert "Noah" in family_of(rui), "the other family is as it was"


def test_a_child_without_authority_is_not_shown_and_its_birthday_opens_nothing(family: Family, portal: Flask) -> None:
    elena = family.desk.patient("Elena", "García", "2015-05-05")
    family.desk.link(elena, family.ana, authority=Authority.NONE)
    stranger = Browser(portal)
    stranger.answer_birth_date(family.token, month="5", day="5", year="2015")
    assert PortalSession.select().count() == 0
    stranger.set_up(family.token)
    assert "Mateo" in stranger.text
    assert "Elena" not in family_of(stranger)


def test_a_date_of_birth_alone_shows_nothing(family: Family, browser: Browser) -> None:
    browser.answer_birth_date(family.token, **BORN)
    for path in (
        "/family",
        "/account",
        "/account/password",
        "/account/email",
        "/account/passkeys",
        "/account/sessions",
    ):
        assert browser.get(path).status_code == 303
        assert "Mateo" not in browser.text


def test_each_layer_asks_for_a_signed_in_session_by_itself(family: Family, browser: Browser, portal: Flask) -> None:
    browser.answer_birth_date(family.token, **BORN)
    waiting = session_of(family.records, browser.cookie("session"))
    assert waiting is not None
    assert waiting.stage is SessionStage.SETUP
    with pytest.raises(SessionOver):
        dependents_of(family.records, waiting)
    with portal.test_request_context("/", base_url=browser.base_url):
        begin_visit(family.records, load_settings(family.records))
        visit().session = waiting
        with pytest.raises(SessionOver):
            session_at(SessionStage.SIGNED_IN)


def test_who_is_signed_in_sets_no_password_without_the_old_one(ana: Browser, family: Family) -> None:
    before = family.account.password_hash
    ana.get("/account")
    ana.send("/password", password="another one of ours 99", again="another one of ours 99", button="save")
    assert family.account.password_hash == before


def test_a_changed_password_ends_the_sessions_of_its_account_only(ana: Browser, rui: Browser, portal: Flask) -> None:
    elsewhere = Browser(portal)
    elsewhere.sign_in()
    assert "Mateo" in elsewhere.text
    ana.get("/account/password")
    new = "violet tractor humming quietly"
    ana.submit("/account/password", old=PASSWORD, password=new, again=new, button="save")
    assert verify_password(PortalAccount.get(PortalAccount.email_key == EMAIL).password_hash, new)
    assert verify_password(PortalAccount.get(PortalAccount.email_key == RUI).password_hash, RUIS_PASSWORD)
    assert elsewhere.get("/family").status_code == 303
    assert "Noah" in family_of(rui)


def test_access_that_ended_shows_nobody_and_lets_nobody_in(ana: Browser, family: Family, portal: Flask) -> None:
    family.set_authority(Authority.NONE)
    for path in ("/family", "/account", "/account/passkeys", "/account/sessions"):
        assert ana.get(path).status_code == 403
        assert "Mateo" not in ana.text
    again = Browser(portal)
    again.sign_in()
    assert again.page.status_code == 403
    assert again.cookie("session") is None
    again.get("/forgot-password")
    again.submit("/forgot-password", email=EMAIL)
    assert family.tokens(MessageKind.RESET_PASSWORD, MessageKind.WELCOME) == []


def test_a_link_of_ended_access_opens_nothing(family: Family, browser: Browser) -> None:
    token = family.token
    family.set_authority(Authority.NONE)
    SetupLink.update(void_at=None).execute()
    assert browser.get(f"/welcome/{token}").status_code == 410


def test_nobody_takes_anothers_address(ana: Browser, rui: Browser, family: Family) -> None:
    ana.get("/account/email")
    ana.submit("/account/email", email=RUI, password=PASSWORD)
    assert EmailChange.select().count() == 0
    ana.get("/account/email")
    ana.submit("/account/email", email="free@example.com", password=PASSWORD)
    mail = Message.get(Message.kind == MessageKind.CONFIRM_EMAIL)
    token = setup_token(family.records.link_key, mail.link_seed)
    family.desk.joint(family.desk.patient("Ivy", "Ode", "2021-01-01"), "free@example.com", first="Joy", last="Ode")
    with pytest.raises(LinkClosed):
        confirm_email_change(family.records, token, "192.0.2.4")
    assert PortalAccount.select().where(PortalAccount.email_key == EMAIL).count() == 1


def test_an_ended_session_is_nobodys(ana: Browser, family: Family) -> None:
    kept = ana.cookie("session")
    ana.get("/account")
    ana.submit("/sign-out")
    ana.client.set_cookie("__Host-session", kept, domain="portal.example.org", secure=True, httponly=True)
    assert ana.get("/family").status_code == 303
    assert PortalSession.select().where(PortalSession.ended_at.is_null()).count() == 0


def test_a_form_of_another_browser_or_session_is_refused(ana: Browser, rui: Browser) -> None:
    ana.get("/account")
    foreign = ana.form_token
    rui.get("/account")
    assert rui.send("/sign-out", foreign).status_code == 400
    assert "Noah" in family_of(rui)


def test_a_session_ends_by_itself(ana: Browser, family: Family) -> None:
    family.desk.clock.now += dt.timedelta(minutes=16)
    assert ana.get("/family").status_code == 303
