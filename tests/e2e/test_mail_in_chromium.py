# SPDX-License-Identifier: GPL-3.0-or-later
"""The mails' HTML in a real Chromium: phone and desktop, light and dark, long and odd words; nothing is loaded.

With OPPORTAL_PICTURES=FOLDER each look is saved there, to be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from opportal_desktop.mail.preview import preview_words
from opportal_desktop.records.message_texts import MailWords, built_in_words
from opportal_desktop.registration.message_markup import EDITABLE_KINDS
from opportal_desktop.registration.message_texts import MAIL_LANGUAGES
from opportal_desktop.terms import Language, LoginMode, MessageKind
from tests.e2e.real_desktop import need
from tests.mail.test_compose import QUEUED, SETTINGS

pytestmark = pytest.mark.e2e

CHROMIUM = "/usr/bin/chromium"
WCAG_2_2_AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
LONG = "Donaudampfschifffahrtsgesellschaftskapitänskinder- und Jugendärztinnengemeinschaft Überlingen"
ODD = MailWords(
    subject="مرحبا {{ practice }}",
    button="Configure ahora mismo la cuenta de su familia aquí",
    body=(
        "# مرحبا بكم في عيادتنا\n\nשלום and hello, {{ practice }}: call {{ phone }}.\n\n"
        "{{ username }}\n\n{{ link }}\n\n"
        "- **One** {{ valid_for }}\n- Two 👨‍👩‍👧\n- https://a.example/"
        + "x" * 120
        + "\n\n<b>Not HTML</b> & so on. Open {{ link }} now."
    ),
)
PICTURES = os.environ.get("OPPORTAL_PICTURES")


@dataclass
class Reader:
    """A browser with one page for each width and scheme."""

    browser: Browser
    pages: dict[tuple[int, str], Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def open(self, html: str, width: int, scheme: str) -> Page:
        if (width, scheme) not in self.pages:
            size: Any = {"width": width, "height": 900}
            page = self.browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            page.on("request", lambda request: self.asked.append(request.url))
            self.pages[width, scheme] = page
        page = self.pages[width, scheme]
        page.set_content(html)
        return page

    def look(self, name: str, html: str, *, width: int, scheme: str, axe: bool) -> None:
        """Everything that must hold for one mail at one width in one scheme."""
        page = self.open(html, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name}: scrolls sideways"
        assert page.evaluate("document.documentElement.lang") in ("en", "es")
        if axe:
            found = Axe().run(page, options=WCAG_2_2_AA)
            assert found.violations_count == 0, f"{name} {width} {scheme}: {found.generate_report()}"
        if button := page.query_selector("a.on-button"):
            box = button.evaluate("a => a.closest('td').getBoundingClientRect().toJSON()")
            assert box["height"] >= 44
            assert box["right"] <= width
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(18, 22, 27)") is (scheme == "dark")
        assert not self.asked
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    need(CHROMIUM)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield Reader(started)
        started.close()


@pytest.mark.parametrize("language", MAIL_LANGUAGES)
def test_every_mail_on_a_phone_and_on_a_desktop(reader: Reader, language: Language) -> None:
    for kind in EDITABLE_KINDS:
        html = preview_words(kind, language, built_in_words(kind, language), SETTINGS, QUEUED).html
        name = f"{kind.value}-{language.value}"
        # The parts are the same in all of them; axe takes its time.
        reader.look(name, html, width=320, scheme="dark", axe=kind is MessageKind.WELCOME)
        reader.look(name, html, width=1200, scheme="light", axe=kind is MessageKind.PASSWORD_CHANGED)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (600, "light"), (1200, "dark")])
def test_long_and_odd_words(reader: Reader, width: int, scheme: str) -> None:
    settings = replace(SETTINGS, practice_name=LONG, practice_phone="", login_mode=LoginMode.PASSWORDLESS)
    html = preview_words(MessageKind.WELCOME, Language.SPANISH, ODD, settings, QUEUED).html
    reader.look("odd", html, width=width, scheme=scheme, axe=width != 1200)
    hebrew = replace(SETTINGS, practice_name="מרפאת ילדים שלום")
    html = preview_words(MessageKind.WELCOME, Language.ENGLISH, ODD, hebrew, QUEUED).html
    reader.look("hebrew", html, width=width, scheme=scheme, axe=False)


def test_a_right_to_left_name_does_not_move_what_stands_beside_it(reader: Reader) -> None:
    words = MailWords("x", "Go", "Call {{ practice }} (212) 555-0199!\n\n{{ link }}")
    settings = replace(SETTINGS, practice_name="מרפאת ילדים 24")
    html = preview_words(MessageKind.WELCOME, Language.ENGLISH, words, settings, QUEUED).html
    page = reader.open(html, 1200, "light")
    left_of = """words => {
        const node = document.querySelector('p').firstChild, at = node.data.indexOf(words);
        const range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + words.length);
        return range.getBoundingClientRect().left;
    }"""
    call, name, phone = (page.evaluate(left_of, words) for words in ("Call", "מרפאת ילדים 24", "(212) 555-0199!"))
    assert call < name < phone
    assert page.evaluate(left_of, "24") < page.evaluate(left_of, "מרפאת")
