# SPDX-License-Identifier: GPL-3.0-or-later
"""English and Spanish on every page, by choice, by contact, by browser; a third language is one file."""

from __future__ import annotations

import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

from opportal_desktop.portal import language
from opportal_desktop.portal.language import catalog, languages, page_language, spoken
from opportal_desktop.resource_files import resource_path
from tests.portal.conftest import Browser, Family

ROOT = Path(__file__).parents[2]


def spanish() -> Catalog:
    with resource_path("translations", "es", "LC_MESSAGES", "portal.po").open("rb") as file:
        return read_po(file, locale="es")


def test_the_catalogs_are_current_and_complete():
    check = subprocess.run(
        [sys.executable, ROOT / "tools" / "translate_portal.py", "--check"], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_translations_keep_their_placeholders():
    for message in spanish():
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(re.findall(r"%\(\w+\)[sd]", sources[-1]))
        assert set(re.findall(r"%\(\w+\)[sd]", texts[-1])) == wanted, message.id


def test_translations_ask_when_the_source_asks_and_end_as_it_does():
    for message in spanish():
        if message.id and isinstance(message.id, str):
            assert (message.string[-1] in string.punctuation) == (message.id[-1] in string.punctuation), message.id
            assert message.string.count("¿") == message.string.count("?"), message.id


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [("es-MX,es;q=0.9,en;q=0.5", "es"), ("fr,de;q=0.5", "en"), ("", "en"), ("en-GB", "en"), ("pt,es;q=0.3", "es")],
)
def test_a_stranger_is_answered_as_the_browser_asks(portal: Flask, family: Family, accepted: str, tag: str):
    answer = Browser(portal).get("/sign-in", headers={"Accept-Language": accepted})
    assert answer.headers["Content-Language"] == tag
    assert f'<html lang="{tag}">' in answer.text


def test_a_choice_holds_on_every_later_page(browser: Browser, family: Family):
    assert browser.get("/sign-in?lang=es").status_code == 200
    assert browser.heading == "Entrar"
    browser.get("/forgot-password", headers={"Accept-Language": "en"})
    assert browser.heading == "Pida una contraseña nueva"
    browser.get("/nothing")
    assert browser.heading == "No encontramos esa página"
    browser.get("/sign-in?lang=xx")
    assert browser.heading == "Entrar"
    browser.get("/sign-in?lang=en")
    assert browser.heading == "Sign in"


def test_every_page_has_the_switch(browser: Browser, family: Family):
    for path in ("/sign-in", "/forgot-password", f"/welcome/{family.token}", "/welcome/unknown", "/nothing"):
        page = browser.get(path).text
        assert 'href="?lang=es" lang="es"' in page
        assert 'href="?lang=en" lang="en"' in page


def test_ages_are_counted_in_words(browser: Browser, family: Family):
    browser.set_up(family.token)
    browser.get("/family?lang=es")
    assert "Mateo 7 años" in browser.text


def test_a_third_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portal: Flask, family: Family):
    shutil.copytree(resource_path("translations"), tmp_path / "translations")
    folder = tmp_path / "translations" / "pt" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    portuguese = Catalog(locale="pt")
    portuguese.add("Sign in", "Entrar no portal")
    portuguese.add("English", "Português", context="the language's own name")
    with (folder / "portal.mo").open("wb") as file:
        write_mo(file, portuguese)
    monkeypatch.setattr(language, "resource_path", lambda *parts: tmp_path.joinpath(*parts))
    for cached in (catalog, languages):
        cached.cache_clear()
    try:
        assert [one.name for one in languages()] == ["English", "Español", "Português"]
        browser = Browser(portal)
        browser.get("/sign-in", headers={"Accept-Language": "pt-BR"})
        assert browser.heading == "Entrar no portal"
    finally:
        for cached in (catalog, languages):
            cached.cache_clear()


def test_only_languages_with_a_catalog_are_spoken():
    assert spoken("es") == "es"
    assert spoken("zh") is None
    assert spoken("../../etc") is None
    assert page_language("es").date_order == ("day", "month", "year")
    assert page_language("es").months[8] == "septiembre"


def test_the_offered_passphrase_follows_the_pages_language(browser: Browser, family: Family):
    browser.answer_birth_date(family.token)
    lists = {
        tag: frozenset(resource_path("passwords", f"words.{tag}.txt").read_text("utf-8").split())
        for tag in ("en", "es")
    }
    for tag in ("es", "en"):
        browser.get(f"/password?lang={tag}")
        offered = re.search(r'name="offered" value="([^"]+)"', browser.page.text)[1]
        assert set(offered.split("-")) <= lists[tag], tag
