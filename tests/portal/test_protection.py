# SPDX-License-Identifier: GPL-3.0-or-later
"""Forged, planted, poisoned and misdirected requests; what every answer carries; what nothing may leak."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

import pytest
from flask import Flask

from opportal_desktop.portal import forgery
from opportal_desktop.portal.app import create_app
from opportal_desktop.records.models import MODELS, Setting
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.terms import MessageKind
from tests.portal.conftest import BORN, EMAIL, PASSWORD, PORTAL_URL, Browser, Family

TOKEN = "C" * 43
PAGES = ("/", "/sign-in", "/forgot-password", "/link-sent", "/new-link-sent", f"/welcome/{TOKEN}", f"/email/{TOKEN}")
PARENTS_PAGES = ("/family", "/account", "/account/password", "/account/email")


def paths(app: Flask, method: str) -> list[str]:
    """Every route of a method, with a token where it takes one."""
    return sorted(
        str(rule).replace("<token>", TOKEN).replace("<path:filename>", "portal.css")
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and re.sub(r"<(token|path:filename)>", "", str(rule)).count("<") == 0
    )


def rows(family: Family) -> dict[str, list[tuple]]:
    return {model.__name__: list(model.select().tuples()) for model in MODELS}


# -- what every answer carries


def test_every_answer_carries_the_protecting_headers(portal: Flask, browser: Browser, family: Family):
    browser.set_up(family.token)
    answers = [browser.get(path) for path in (*paths(portal, "GET"), *PAGES, "/nothing", "/welcome/a/b")]
    answers += [browser.open("/sign-in", "PUT"), browser.open("/sign-in", "POST", data={})]
    for answer in answers:
        headers = answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert "no-store" in headers["Cache-Control"] or answer.request.path.startswith("/static/")
        assert "Access-Control-Allow-Origin" not in headers
    assert {answer.status_code for answer in answers} <= {200, 303, 400, 404, 405, 410}


def test_pages_have_nothing_inline_and_nothing_from_elsewhere(browser: Browser, family: Family):
    pages = [browser.get(f"/welcome/{family.token}").text]
    browser.set_up(family.token)
    pages += [browser.get(path).text for path in (*PARENTS_PAGES, *PAGES)]
    for page in pages:
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", page)
        assert not re.search(r"<script(?![^>]* src=\"/static/)", page)
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)


def test_the_first_page_is_light(browser: Browser, family: Family):
    page = browser.get(f"/welcome/{family.token}")
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.text)
    assert len(links) == 1
    parts = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    size = len(page.data) + sum(len(browser.get(part).data) for part in parts)
    assert size < 30_000
    style = browser.get(links[0])
    assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_cookies_are_closed_to_scripts_other_sites_and_other_hosts(browser: Browser, family: Family):
    cookies = []
    browser.get(f"/welcome/{family.token}?lang=es")
    cookies += browser.page.headers.getlist("Set-Cookie")
    cookies += browser.send(f"/welcome/{family.token}", **BORN).headers.getlist("Set-Cookie")
    names = {cookie.split("=")[0] for cookie in cookies}
    assert names == {"__Host-browser", "__Host-lang", "__Host-session", "__Host-known"}
    for cookie in cookies:
        assert "; Secure" in cookie
        assert "; HttpOnly" in cookie
        assert "; SameSite=Lax" in cookie
        assert "; Path=/" in cookie
        assert "Domain" not in cookie


def test_on_this_computer_without_tls_cookies_work_without_the_prefix(family: Family):
    with family.records.transaction():
        store_settings(family.records, replace(load_settings(family.records), portal_url="http://127.0.0.1:8750"))
    browser = Browser(create_app(family.records), base_url="http://127.0.0.1:8750")
    browser.set_up(family.token)
    assert browser.heading == "Hello, Ana"
    assert "Strict-Transport-Security" not in browser.page.headers
    assert browser.client.get_cookie("session", domain="127.0.0.1") is not None


# -- forged requests


def test_no_form_works_without_the_token_of_this_browser(portal: Flask, family: Family):
    family_before = rows(family)
    stranger = Browser(portal, client="203.0.113.99")
    stranger.get("/sign-in")
    foreign = stranger.form_token
    for path in paths(portal, "POST"):
        for token in ("", "é", "x" * 43, foreign):
            browser = Browser(portal)
            answer = browser.send(path, token=token, email=EMAIL, password=PASSWORD, **BORN)
            assert answer.status_code == 400, path
            assert browser.heading == "This page is too old"
    assert rows(family) == family_before


def test_a_token_from_before_the_sign_in_is_none_after_it(browser: Browser, family: Family):
    browser.get("/sign-in")
    before = browser.form_token
    browser.set_up(family.token)
    assert browser.send("/sign-out", token=before).status_code == 400
    assert browser.get("/family").status_code == 200


def test_what_another_site_sends_is_refused_even_with_the_token(browser: Browser, family: Family):
    browser.get("/sign-in")
    for site in ("cross-site", "same-site"):
        answer = browser.open(
            "/sign-in", "POST", data={"form_token": browser_token(browser)}, headers={"Sec-Fetch-Site": site}
        )
        assert answer.status_code == 400


def browser_token(browser: Browser) -> str:
    browser.get("/sign-in")
    return browser.form_token


def test_the_page_about_an_old_form_leads_only_to_our_own_pages(browser: Browser, family: Family):
    for path in (
        "/sign-in",
        "/password",
        f"/welcome/{TOKEN}",
        f"/welcome/{TOKEN}/new-link",
        "/sign-out",
        "//evil.example/",
    ):
        browser.send(path, token="old")
        for target in re.findall(r'(?:href|action)="([^"]*)"', browser.page.text):
            assert re.match(r"/(?!/)|\?lang=|#|tel:", target), target


# -- nothing is written by looking


def test_no_get_and_no_head_writes_anything(portal: Flask, family: Family):
    before = rows(family)
    browser = Browser(portal)
    for path in (*paths(portal, "GET"), *PAGES, f"/welcome/{family.token}", f"/welcome/{family.token}?lang=es"):
        for method in ("GET", "HEAD"):
            browser.open(path, method)
            Browser(portal).open(path, method)
    assert rows(family) == before


# -- hosts, schemes and proxies


@pytest.mark.parametrize(
    "host", ["evil.example", "portal.example.org.evil.example", "[::1", "portal.example.org@evil.example", "", "a b"]
)
def test_another_host_is_refused_and_never_repeated(browser: Browser, family: Family, host):
    answer = browser.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text + str(answer.headers)


def test_mailed_links_come_from_the_setting_and_not_from_a_request(portal: Flask, browser: Browser, family: Family):
    browser.set_up(family.token)
    browser.submit("/sign-out")
    browser.get("/forgot-password")
    browser.open(
        "/forgot-password",
        "POST",
        data={"form_token": browser.form_token, "email": EMAIL},
        headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"},
    )
    (token,) = family.tokens(MessageKind.RESET_PASSWORD)
    from opportal_desktop.registration.setup_links import setup_url

    assert setup_url(load_settings(family.records).portal_url, token).startswith(f"{PORTAL_URL}/welcome/")
    assert "evil.example" not in str(Setting.select().tuples())


def test_plain_http_is_refused_where_parents_use_tls(browser: Browser, family: Family):
    answer = browser.get(f"/welcome/{family.token}", base_url="http://portal.example.org")
    assert answer.status_code == 400


def test_a_proxy_that_does_not_name_the_client_is_refused(family: Family):
    browser = Browser(create_app(family.records, behind_proxy=True), client="127.0.0.1")
    assert browser.get("/sign-in").status_code == 400
    assert browser.get("/sign-in", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 200


def test_a_form_behind_a_doubled_slash_still_leads_here(browser: Browser, family: Family):
    page = browser.get(f"https://portal.example.org//welcome/{family.token}").text
    assert set(re.findall(r'action="([^"]*)"', page)) <= {f"/welcome/{family.token}"}


@pytest.mark.parametrize(
    "path", ["//evil.example", "/%2F%2Fevil.example", "//evil.example/?lang=es", "/\\evil.example"]
)
def test_no_address_leads_elsewhere(browser: Browser, path):
    answer = browser.get(path)
    assert "evil.example" not in answer.headers.get("Location", "")
    assert answer.status_code in (200, 303, 308, 400, 404)
    assert not re.search(r'(?:href|action)="(?:https?:)?//(?!portal\.example\.org/)', answer.text)


# -- errors in the portal's look


@pytest.mark.parametrize(
    ("method", "path", "data", "status"),
    [
        ("GET", "/nothing", None, 404),
        ("GET", "/sign-out", None, 405),
        ("DELETE", "/sign-in", None, 405),
        ("OPTIONS", "/sign-in", None, 405),
        ("TRACE", "/sign-in", None, 405),
        ("POST", "/sign-in", {"form_token": "x" * 20_000}, 413),
        ("POST", "/nothing", {"a": "b"}, 404),
    ],
)
def test_errors_have_the_portals_look(browser: Browser, method, path, data, status):
    answer = browser.open(path, method, data=data)
    assert answer.status_code == status
    assert "Sunny Hill Pediatrics" in answer.text
    assert "(413) 555-0100" in answer.text


def test_a_fault_is_told_calmly_and_logged_without_the_path(browser: Browser, family: Family, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise RuntimeError("secret of Mateo")

    monkeypatch.setattr("opportal_desktop.portal.first_login_views.open_link", broken)
    answer = browser.get(f"/welcome/{family.token}")
    assert answer.status_code == 500
    assert "Something went wrong on our side." in browser.text
    assert "secret" not in answer.text
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in errors] == ["a request failed at first_login.birth_date"]
    caplog.clear()


def test_records_that_cannot_be_read_give_a_page_too(browser: Browser, family: Family, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("opportal_desktop.portal.app.load_settings", broken)
    answer = browser.get("/sign-in")
    assert answer.status_code == 500
    assert "Something went wrong on our side." in browser.text
    assert answer.headers["Content-Security-Policy"]
    caplog.clear()


def test_busy_records_ask_for_patience(browser: Browser, family: Family, monkeypatch):
    from opportal_desktop.records.records import RecordsBusyError

    def busy(*_: object) -> None:
        raise RecordsBusyError

    monkeypatch.setattr("opportal_desktop.portal.sign_in_views.sign_in", busy)
    browser.get("/sign-in")
    answer = browser.send("/sign-in", email=EMAIL, password=PASSWORD)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Nothing was changed." in browser.text


def test_nothing_secret_is_logged(portal: Flask, family: Family, caplog):
    caplog.set_level(logging.DEBUG)
    token = family.token
    browser = Browser(portal)
    browser.get(f"/welcome/{token}")
    browser.send(f"/welcome/{token}", month="1", day="2", year="2017")
    browser.set_up(token)
    browser.submit("/sign-out")
    browser.sign_in(password="wrong but long enough")
    browser.sign_in()
    secrets = [token, PASSWORD, "wrong but long enough", browser.cookie("session"), browser.cookie("browser"), "2017"]
    # Statements with their values are peewee's own, at a level that set_up_logs shuts.
    logged = " ".join(record.getMessage() for record in caplog.records if record.name != "peewee")
    for secret in secrets:
        assert secret not in logged
    assert EMAIL not in logged


def test_form_tokens_differ_by_browser_and_practice(portal: Flask, family: Family):
    tokens = {browser_token(Browser(portal)) for _ in range(3)}
    assert len(tokens) == 3
    assert forgery.FIELD == "form_token"
