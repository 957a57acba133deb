# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the portal, with every problem and notice, in both languages, looked at in a real Chromium.

The pages are what the portal answered on a walk through good and bad days; the browser is given them one by one: one
of each kind here, every single one by `make pages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from opportal_desktop.resource_files import resource_path
from tests.e2e.real_desktop import need
from tests.portal.every_page import Seen, one_of_each_kind, one_of_each_template

# What a page looks like has nothing to do with where the records are.
pytestmark = [pytest.mark.e2e, pytest.mark.file_only]

CHROMIUM = "/usr/bin/chromium"
ADDRESS = "https://portal.example.org/"
WCAG_2_2_AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@dataclass
class Shown:
    """A browser window that shows any HTML as if the portal had sent it."""

    page: Page
    html: str = ""

    def show(self, seen: Seen) -> None:
        self.html = seen.html
        self.page.goto(ADDRESS)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("?")[0]
        if path.startswith("static/"):
            route.fulfill(path=str(resource_path("portal", "static", path.removeprefix("static/"))))
        else:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    need(CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def window(chromium: Browser, width: int, **more) -> Shown:
    shown = Shown(chromium.new_page(viewport={"width": width, "height": 640}, **more))
    shown.page.route("**/*", shown.answer)
    return shown


def test_no_page_has_a_violation_of_wcag_on_a_small_phone(chromium: Browser, every_page: list[Seen]) -> None:
    axe, phone = Axe(), window(chromium, 320)
    for seen in one_of_each_kind(every_page):
        phone.show(seen)
        found = axe.run(phone.page, options=WCAG_2_2_AA)
        assert found.violations_count == 0, f"{seen.name}: {found.generate_report()}"
        assert phone.page.evaluate(SIDEWAYS) <= 0, seen.name
    phone.page.close()


@pytest.mark.parametrize("every_page", ["en"], indirect=True)
def test_in_the_dark_everything_can_be_read_too(chromium: Browser, every_page: list[Seen]) -> None:
    axe, wide = Axe(), window(chromium, 1280, color_scheme="dark")
    for seen in one_of_each_template(every_page):
        wide.show(seen)
        found = axe.run(wide.page, options=CONTRAST)
        assert found.violations_count == 0, f"{seen.name}: {found.generate_report()}"
        assert wide.page.evaluate(SIDEWAYS) <= 0, seen.name
    wide.page.close()


def test_text_twice_as_large_on_a_small_phone_needs_no_sideways_scrolling(
    chromium: Browser, every_page: list[Seen]
) -> None:
    phone = window(chromium, 320)
    devtools = phone.page.context.new_cdp_session(phone.page)
    devtools.send("Page.enable")
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for seen in one_of_each_template(every_page):
        phone.show(seen)
        assert phone.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        assert phone.page.evaluate(SIDEWAYS) <= 0, seen.name
    phone.page.close()


@pytest.mark.parametrize("every_page", ["en"], indirect=True)
def test_what_is_left_open_goes_when_the_session_has_ended(chromium: Browser, every_page: list[Seen]) -> None:
    phone = window(chromium, 320)
    phone.page.clock.install()
    phone.show(next(seen for seen in every_page if seen.template == "family.html.jinja"))
    phone.page.clock.fast_forward("14:50")
    assert phone.page.url == ADDRESS
    with phone.page.expect_request(f"{ADDRESS}family"):
        phone.page.clock.fast_forward("00:20")
    phone.page.close()


def test_a_minute_before_the_end_one_can_stay_and_keeps_what_is_typed(
    chromium: Browser, every_page: list[Seen]
) -> None:
    """WCAG 2.2.1, Timing Adjustable."""
    axe, phone = Axe(), window(chromium, 320)
    phone.page.clock.install()
    phone.show(next(seen for seen in every_page if seen.template == "change_email.html.jinja"))
    phone.page.locator("#email").fill("ana.rivera@example.net")
    warning = phone.page.locator("[data-leaving]")
    phone.page.clock.fast_forward("13:50")
    assert not warning.is_visible()
    phone.page.clock.fast_forward("00:20")
    assert warning.is_visible()
    found = axe.run(phone.page, options=WCAG_2_2_AA)
    assert found.violations_count == 0, found.generate_report()
    with phone.page.expect_request(lambda request: request.method == "HEAD" and request.url == f"{ADDRESS}family"):
        warning.get_by_role("button").click()
    warning.wait_for(state="hidden")
    phone.page.clock.fast_forward("13:50")
    assert not warning.is_visible()
    assert phone.page.url == ADDRESS
    assert phone.page.locator("#email").input_value() == "ana.rivera@example.net"
    phone.page.close()
