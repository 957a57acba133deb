# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice with a family, its portal, and browsers that fill in the portal's forms."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from opportal_desktop.portal.app import create_app
from opportal_desktop.records.models import Message, MessageState, PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.setup_links import setup_token
from opportal_desktop.terms import Authority, Language, MessageKind
from tests.registration.conftest import Desk

PORTAL_URL = "https://portal.example.org"
EMAIL = "ana.lopez@example.com"
PASSWORD = "quiet lantern over 47 boats"
BORN = {"month": "3", "day": "5", "year": "2019"}
CLIENT = "203.0.113.7"
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


class Browser:
    """Keeps cookies, sends forms with the token of the page it looks at, as a real one does."""

    def __init__(self, app: Flask, *, client: str = CLIENT, base_url: str = PORTAL_URL, **headers: str) -> None:
        self.client = app.test_client()
        self.base_url = base_url
        self.environ = {"REMOTE_ADDR": client}
        self.headers = headers
        self.page: TestResponse | None = None

    def open(self, path: str, method: str = "GET", **more) -> TestResponse:
        answer = self.client.open(
            path,
            method=method,
            buffered=True,
            base_url=more.pop("base_url", self.base_url),
            environ_base=self.environ,
            headers={**self.headers, **more.pop("headers", {})},
            **more,
        )
        self.page = answer
        return answer

    def get(self, path: str, **more) -> TestResponse:
        return self.open(path, **more)

    def send(self, path: str, token: str | None = None, **fields: str) -> TestResponse:
        """Send a form without following where it leads."""
        if token is None:
            token = self.form_token
        return self.open(path, "POST", data={"form_token": token, **fields})

    def submit(self, path: str, **fields: str) -> TestResponse:
        """Send a form and go where it leads."""
        answer = self.send(path, **fields)
        while answer.status_code in (302, 303):
            answer = self.get(answer.headers["Location"])
        return answer

    @property
    def form_token(self) -> str:
        assert self.page is not None
        found = _TOKEN.search(self.page.text)
        assert found, f"no form on the page “{self.heading}”"
        return found[1]

    @property
    def text(self) -> str:
        """What the page says, without its tags."""
        assert self.page is not None
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", self.page.text)))

    @property
    def heading(self) -> str:
        assert self.page is not None
        found = _HEADING.search(self.page.text)
        return html.unescape(found[1].strip()) if found else ""

    @property
    def title(self) -> str:
        assert self.page is not None
        found = _TITLE.search(self.page.text)
        return html.unescape(found[1].strip()) if found else ""

    def cookie(self, name: str) -> str | None:
        found = self.client.get_cookie(f"__Host-{name}", domain="portal.example.org")
        return found.value if found else None

    # -- what parents do

    def answer_birth_date(self, token: str, **born: str) -> TestResponse:
        self.get(f"/welcome/{token}")
        return self.submit(f"/welcome/{token}", **(born or BORN))

    def set_up(self, token: str, password: str = PASSWORD) -> TestResponse:
        self.answer_birth_date(token)
        return self.submit("/password", password=password, again=password, button="save")

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD) -> TestResponse:
        self.get("/sign-in")
        return self.submit("/sign-in", email=email, password=password)


class Family:
    """Ana, mother of Mateo and Lucía; the desk writes through the use cases only."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.records = desk.records
        self.mateo = desk.patient("Mateo", "García", "2019-03-05")
        self.lucia = desk.patient("Lucía", "García", "2021-09-14")
        self.ana = desk.joint(self.mateo, EMAIL, language=Language.ENGLISH).draft.contact_id

    def tokens(self, *kinds: MessageKind) -> list[str]:
        """The tokens of the mails that wait, oldest first."""
        waiting = (
            Message.select()
            .where(Message.state == MessageState.QUEUED, Message.kind.in_(kinds or tuple(MessageKind)))
            .order_by(Message.id)
        )
        return [setup_token(self.records.link_key, row.link_seed) for row in waiting if row.link_seed]

    @property
    def token(self) -> str:
        """The token of the newest mail."""
        return self.tokens()[-1]

    @property
    def account(self) -> PortalAccount:
        return PortalAccount.get()

    def set_authority(self, authority: Authority, patient: int | None = None) -> None:
        self.desk.edit(patient or self.mateo, self.ana, authority=authority)

    def status(self) -> str:
        return self.desk.status(self.mateo, self.ana)


@pytest.fixture
def desk(records: Records, front_desk, clock) -> Desk:
    with records.transaction():
        store_settings(
            records,
            replace(
                load_settings(records),
                practice_name="Sunny Hill Pediatrics",
                practice_phone="+14135550100",
                portal_url=PORTAL_URL,
                time_zone="America/New_York",
            ),
        )
    return Desk(records, front_desk, clock)


@pytest.fixture
def family(desk: Desk) -> Family:
    return Family(desk)


@pytest.fixture
def portal(family: Family) -> Flask:
    return create_app(family.records)


@pytest.fixture
def browser(portal: Flask) -> Browser:
    return Browser(portal)


_WALKED: dict[str, list[Any]] = {}


@pytest.fixture(params=["en", "es"])
def every_page(request: pytest.FixtureRequest) -> list[Any]:
    """Every page in this language; walked once for all tests."""
    language = request.param
    from tests.portal.every_page import walk

    if language not in _WALKED:
        caplog = request.getfixturevalue("caplog")
        _WALKED[language] = walk(
            request.getfixturevalue("family"),
            request.getfixturevalue("portal"),
            language,
            request.getfixturevalue("monkeypatch"),
        )
        assert [record.levelname for record in caplog.records if record.levelname == "ERROR"] == ["ERROR"]
        caplog.clear()
    return _WALKED[language]
