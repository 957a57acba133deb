# SPDX-License-Identifier: GPL-3.0-or-later
"""Passkeys in a real Chromium with its virtual authenticator: offered, added, used to sign in, removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.models import Message, Passkey
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.setup_links import setup_token
from opportal_desktop.terms import StaffMember
from tests.conftest import Clock
from tests.registration.conftest import Desk

pytestmark = pytest.mark.e2e

CHROMIUM = "/usr/bin/chromium"
PASSWORD = "quiet lantern over 47 boats"


@pytest.fixture
def portal(records: Records, front_desk: StaffMember, clock: Clock) -> Iterator[str]:
    """Where the portal answers; a welcome mail waits for Ana, mother of Mateo."""
    server = PortalServer()
    # Browsers allow passkeys without TLS at this name only.
    url = f"http://localhost:{server.port}"
    with records.transaction():
        store_settings(records, replace(load_settings(records), practice_name="Sunny Hill", portal_url=url))
    desk = Desk(records, front_desk, clock)
    desk.joint(desk.patient())
    server.start(records)
    yield url
    server.close()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="en-US")
        yield page
        browser.close()


class Phone:
    """A phone's own authenticator, which recognizes its owner (or not)."""

    def __init__(self, page: Page) -> None:
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self._id = self._devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def recognize(self, owner: bool) -> None:
        self._devtools.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": owner})


def first_login(page: Page, portal: str, records: Records) -> None:
    token = setup_token(records.link_key, Message.get().link_seed)
    page.goto(f"{portal}/welcome/{token}")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Day").fill("5")
    page.get_by_label("Year").fill("2019")
    page.locator("main button.first").click()
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.locator("main button.first").click()
    expect(page.get_by_text("Your account is ready")).to_be_visible()


def test_offered_after_the_first_login_then_it_signs_in(
    page: Page, portal: str, records: Records, clock: Clock
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    Phone(page)
    first_login(page, portal, records)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Your passkey is ready.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    clock.advance(minutes=1)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Hello, Ana")).to_be_visible()
    page.goto(f"{portal}/account/passkeys")
    page.get_by_role("button", name="Remove passkey 1").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    assert Passkey.select().count() == 0
    assert complaints == []


def test_a_phone_that_does_not_recognize_its_owner_adds_nothing(page: Page, portal: str, records: Records) -> None:
    phone = Phone(page)
    phone.recognize(False)
    first_login(page, portal, records)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("No passkey was made.")).to_be_visible()
    assert Passkey.select().count() == 0
    phone.recognize(True)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Your passkey is ready.")).to_be_visible()
