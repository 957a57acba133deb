# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks a parent's good and bad days through the portal, in one language, and keeps every page that was shown.

For what must hold of all pages: accessibility, room on small screens, plain words.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask, template_rendered

from opportal_desktop.records.models import Message
from opportal_desktop.records.records import RecordsBusyError
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.setup_links import sign_in_code
from opportal_desktop.resource_files import resource_path
from opportal_desktop.terms import Authority, LoginMode, MessageKind
from tests.portal.conftest import EMAIL, PASSWORD, Browser, Family
from tests.registration.authenticator import Authenticator

CELL = "+14135550123"
NEW_EMAIL = "ana.rivera@example.net"
WRONG = "wrong but long enough"


@dataclass(frozen=True)
class Seen:
    """One page. `name` says where and with which answer: "POST /sign-in 422 problem=locked"."""

    name: str
    template: str
    html: str

    @property
    def kind(self) -> tuple[str, bool, bool]:
        """What pages that look alike have in common: the template, whether it shows a notice or a problem."""
        return self.template, 'class="notice good"' in self.html, 'class="notice bad"' in self.html


class Walker:
    """Keeps each different page that its browsers are shown."""

    def __init__(self, app: Flask, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = app
        self.language = language
        self.monkeypatch = monkeypatch
        self.templates: set[str] = set()
        self.pages: dict[str, Seen] = {}

    def browser(self, client: str = "203.0.113.7") -> Browser:
        browser = _Watched(self.app, client=client)
        browser.walker = self
        browser.get(f"/sign-in?lang={self.language}")
        return browser

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Note which templates are rendered, and with what."""

        def note(sender: Flask, template, context, **more: object) -> None:
            self.templates.add(template.name)
            self.template = template.name
            said = {key: context.get(key) for key in ("kind", "problem", "notice", "tries_left", "reasons")}
            said["typed"] = getattr(context.get("typed"), "problem", "")
            said["by"] = getattr(context.get("session"), "signed_in_by", "")
            self.last = " ".join(f"{key}={value}" for key, value in said.items() if value)

        with template_rendered.connected_to(note, self.app):
            yield


class _Watched(Browser):
    walker: Walker

    def open(self, path: str, method: str = "GET", **more):
        answer = super().open(path, method, **more)
        if answer.mimetype == "text/html" and answer.status_code not in (302, 303):
            route = path.partition("?")[0].split("/")
            # A token in an address says nothing here.
            where = "/".join(part if len(part) < 20 else "TOKEN" for part in route)
            name = f"{method} {where} {answer.status_code} {self.walker.last}".strip()
            self.walker.pages.setdefault(name, Seen(name, self.walker.template, answer.text))
        return answer


def walk(family: Family, app: Flask, language: str, monkeypatch: pytest.MonkeyPatch) -> list[Seen]:
    """Every page of the portal in this language, with every problem and notice that it can show."""
    monkeypatch.setattr("opportal_desktop.registration.answer_time.STEP_S", 0.0001)
    walker = Walker(app, language, monkeypatch)
    with walker.watching():
        _strangers(walker)
        browser = _first_login(walker, family)
        _account(walker, family, browser)
        _sessions_and_passkeys(walker, family, browser)
        _another_address(walker, family, browser)
        _troubles(walker, browser)
        _locked_link(walker, family)
        _passwordless(walker, family)
        _nobody(walker, family, browser)
    whole = {path.name for path in Path(str(resource_path("portal", "pages"))).glob("*.jinja") if _is_page(path)}
    assert whole - walker.templates == set(), "the walk misses a page"
    return list(walker.pages.values())


def _is_page(path: Path) -> bool:
    return 'extends "base.html.jinja"' in path.read_text("utf-8")


def _strangers(walker: Walker) -> None:
    browser = walker.browser()
    browser.submit("/sign-in", email="", password="")
    for _ in range(6):
        browser.submit("/sign-in", email="nobody@example.com", password=WRONG)
    for notice in ("maybe-set", "password-saved", "over", "signed-out", "email-confirmed"):
        browser.get(f"/sign-in?notice={notice}")
    browser.get("/forgot-password")
    browser.submit("/forgot-password", email="nobody")
    browser.submit("/forgot-password", email="nobody@example.com")
    browser.get("/welcome/unknown")
    browser.submit("/welcome/unknown/new-link")
    browser.get("/email/unknown")
    browser.get("/nothing")


def _first_login(walker: Walker, family: Family) -> Browser:
    browser = walker.browser()
    token = family.token
    browser.get(f"/welcome/{token}")
    for month, day, year in (
        ("", "", ""),
        ("13", "5", "2019"),
        ("2", "30", "2019"),
        ("3", "5", "2099"),
        ("4", "5", "2019"),
    ):
        browser.submit(f"/welcome/{token}", month=month, day=day, year=year)
    browser.submit(f"/welcome/{token}", month="3", day="5", year="2019")
    browser.submit("/password", password="", again="", button="save")
    browser.submit("/password", password=PASSWORD, again=WRONG, button="save")
    browser.submit("/password", button="take", offered="one-two-three-four-five")
    for bad in (
        "short",
        "x" * 250,
        "passwordpassword",
        EMAIL,
        "Mateo Mateo 123 boats",
        "2019-03-05 boats",
        "sunny hill pediatrics",
    ):
        browser.submit("/password", password=bad, again=bad, button="save")
    browser.submit("/password", password=PASSWORD, again=PASSWORD, button="save")
    browser.get(f"/welcome/{token}")
    return browser


def _account(walker: Walker, family: Family, browser: Browser) -> None:
    for notice in ("password-changed", "email-asked", "email-confirmed"):
        browser.get(f"/account?notice={notice}")
    browser.get("/account")
    browser.get("/account/password")
    browser.submit("/account/password", old="", password=WRONG, again=WRONG, button="save")
    browser.submit("/account/password", old=WRONG, password=WRONG, again=WRONG, button="save")
    browser.submit("/account/password", old=PASSWORD, password=PASSWORD, again=PASSWORD, button="save")
    browser.get("/account/email")
    browser.submit("/account/email", email="", password="")
    browser.submit("/account/email", email="nonsense", password=PASSWORD)
    browser.submit("/account/email", email=EMAIL, password=PASSWORD)
    browser.submit("/account/email", email=NEW_EMAIL, password=WRONG)
    for _ in range(4):
        browser.submit("/account/password", old=WRONG, password=WRONG, again=WRONG, button="save")
    browser.submit("/account/email", email=NEW_EMAIL, password=WRONG)
    family.desk.clock.advance(minutes=16)
    browser.sign_in()


def _sessions_and_passkeys(walker: Walker, family: Family, browser: Browser) -> None:
    device = Authenticator(origin="https://portal.example.org")
    browser.get("/account/passkeys")
    token = browser.form_token
    options = browser.send("/account/passkeys/options", token).text
    browser.send("/account/passkeys", token, credential=device.create(options))
    browser.get("/account/passkeys?notice=added")
    browser.submit("/account/passkeys", credential="{}")
    browser.submit("/account/passkeys/remove", number="7")
    browser.get("/account/passkeys?notice=removed")
    others = [walker.browser("198.51.100.9") for _ in range(2)]
    for other in others:
        other.sign_in()
    browser.get("/account/sessions")
    browser.submit("/account/sessions/end", which="x")
    family.desk.clock.advance(minutes=11)
    browser.get("/account/sessions?notice=one-ended")
    browser.submit("/account/sessions/end-others")
    browser.submit("/account/passkeys/remove", number="1")
    browser.submit("/sign-out")
    browser.sign_in()
    browser.get("/account/sessions")
    browser.submit("/account/sessions/end-others")


def _another_address(walker: Walker, family: Family, browser: Browser) -> None:
    browser.get("/account/email")
    browser.submit("/account/email", email=NEW_EMAIL, password=PASSWORD)
    browser.get(f"/email/{family.tokens(MessageKind.CONFIRM_EMAIL)[-1]}")


def _troubles(walker: Walker, browser: Browser) -> None:
    browser.get("/account")
    browser.send("/account/email", "forged", email=NEW_EMAIL)
    browser.get("/account")
    browser.send("/account/email", email="x" * 20_000)
    for fault in (RecordsBusyError(), RuntimeError("for the test")):
        with walker.monkeypatch.context() as broken:
            broken.setattr("opportal_desktop.portal.account_views.dependents_of", _raises(fault))
            browser.get("/account")
    browser.get("/family", base_url="https://elsewhere.example.org")
    browser.get("/account")
    browser.submit("/sign-out")
    browser.get("/sign-in")
    token = browser.form_token
    for _ in range(62):
        browser.send("/sign-in/passkey", token, credential="{}")
    browser.get("/sign-in")


def _raises(fault: Exception):
    def broken(*_: object) -> None:
        raise fault

    return broken


def _locked_link(walker: Walker, family: Family) -> None:
    family.desk.joint(family.desk.patient("Noah", "Silva", "2020-02-02"), "rui@example.com", first="Rui", last="Silva")
    token = family.tokens(MessageKind.WELCOME)[-1]
    browser = walker.browser("198.51.100.7")
    browser.get(f"/welcome/{token}")
    for _ in range(5):
        browser.submit(f"/welcome/{token}", month="4", day="5", year="2019")
    browser.get(f"/welcome/{token}")


def _passwordless(walker: Walker, family: Family) -> None:
    records = family.records
    with records.transaction():
        changed = replace(
            load_settings(records), login_mode=LoginMode.PASSWORDLESS, text_tested_at="2026-11-01T00:00:00+00:00"
        )
        store_settings(records, changed)
    emma = family.desk.patient("Emma", "Chen", "2018-08-08")
    family.desk.joint(emma, "li@example.com", first="Li", last="Chen", cell_phone=CELL)
    browser = walker.browser("198.51.100.8")
    browser.get("/sign-in/phone")
    browser.submit("/sign-in/phone", phone="12", email="")
    browser.submit("/sign-in/phone", phone="(413) 555-0199", email="")
    for _ in range(5):
        browser.submit("/sign-in/code", code="00000000")
    browser.get("/sign-in/phone")
    browser.submit("/sign-in/phone", phone="(413) 555-0199", email="")
    browser.answer_birth_date(family.tokens(MessageKind.WELCOME)[-1], month="8", day="8", year="2018")
    browser.submit("/code", code="1")
    browser.submit("/code/again")
    family.desk.clock.advance(minutes=2)
    browser.submit("/code/again")
    for _ in range(5):
        browser.submit("/code", code="1")
    family.desk.clock.advance(minutes=2)
    browser.submit("/code/again")
    text = Message.select().where(Message.kind == MessageKind.SIGN_IN_CODE).order_by(Message.id.desc()).first()
    browser.submit("/code", code=sign_in_code(records.link_key, text.link_seed))


def _nobody(walker: Walker, family: Family, browser: Browser) -> None:
    family.desk.clock.advance(minutes=20)
    browser = walker.browser("198.51.100.6")
    browser.sign_in()
    family.set_authority(Authority.NONE)
    browser.get("/family")


def one_of_each_kind(pages: list[Seen]) -> list[Seen]:
    """The first of those that look alike; all of them where OPPORTAL_EVERY_PAGE is set (`make pages`)."""
    return pages if _every_single_one() else list({page.kind: page for page in reversed(pages)}.values())


def one_of_each_template(pages: list[Seen]) -> list[Seen]:
    """One of each template; all of them where OPPORTAL_EVERY_PAGE is set."""
    return pages if _every_single_one() else list({page.template: page for page in pages}.values())


def _every_single_one() -> bool:
    return bool(os.environ.get("OPPORTAL_EVERY_PAGE"))
