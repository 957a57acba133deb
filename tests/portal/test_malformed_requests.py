# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is sent, the portal answers in its own words: never with a fault of its own."""

from __future__ import annotations

import string

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportal_desktop.records.models import RateCount
from tests.portal.conftest import PORTAL_URL, Browser, Family

PATHS = (
    "/sign-in",
    "/password",
    "/forgot-password",
    "/account/password",
    "/account/email",
    "/sign-out",
    "/welcome/{token}",
    "/welcome/{token}/new-link",
    "/email/{token}",
)
FIELDS = ("email", "password", "again", "old", "button", "offered", "month", "day", "year", "code", "phone", "cell")
AWKWARD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "",
            "\0",
            "%00",
            "ſ" * 40,
            "٣",
            "２０１９",
            "١",
            "²",
            "𝟙",
            "1e3",
            "-1",
            "0x1",
            "9" * 4000,
            "a@b",
            "@",
            "🜁" * 300,
        ]
    ),
    st.sampled_from(
        ["show", "take", "save", "ana.lopez@example.com", "\r\nBcc: x@y.z", "<b>", "{{7*7}}", "%s%n", "../.."]
    ),
)
LENIENT = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def assert_answered(answer) -> None:
    assert answer.status_code < 500 or answer.status_code == 503
    assert answer.headers["Content-Security-Policy"]


@LENIENT
@given(path=st.sampled_from(PATHS), fields=st.dictionaries(st.sampled_from(FIELDS), AWKWARD), signed_in=st.booleans())
def test_awkward_forms(portal: Flask, family: Family, path: str, fields: dict[str, str], signed_in: bool):
    RateCount.delete().execute()
    browser = Browser(portal)
    token = family.token if family.tokens() else "D" * 43
    if signed_in:
        browser.answer_birth_date(token)
    browser.get("/sign-in")
    if browser.page.status_code == 303:
        browser.get("/account/email")
    fields = {name: value for name, value in fields.items() if len(value) < 4000}
    answer = browser.send(
        path.format(token=token), **{k: v.encode("utf-8", "replace").decode() for k, v in fields.items()}
    )
    assert_answered(answer)


@LENIENT
@given(
    path=st.sampled_from(PATHS),
    body=st.binary(max_size=3000),
    kind=st.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=utf-7",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/json",
            "text/plain",
            "",
            "\u00e9",
        ]
    ),
)
def test_malformed_bodies(portal: Flask, family: Family, path: str, body: bytes, kind: str):
    browser = Browser(portal)
    browser.get("/sign-in")
    head = f"form_token={browser.form_token}&".encode()
    assert_answered(browser.open(path.format(token="E" * 43), "POST", data=head + body, content_type=kind))


@LENIENT
@given(
    path=st.text(max_size=80),
    query=st.text(alphabet=string.printable, max_size=80),
    cookie=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=120),
    language=st.text(alphabet=string.printable[:95], max_size=40),
    method=st.sampled_from(["GET", "HEAD", "POST"]),
)
def test_malformed_addresses_and_headers(portal: Flask, family: Family, path, query, cookie, language, method):
    client = portal.test_client()
    answer = client.open(
        "/" + path.replace("?", ""),
        base_url=PORTAL_URL,
        method=method,
        query_string=query,
        headers={"Accept-Language": language, "Cookie": f"__Host-session={cookie}; __Host-browser={cookie}"},
        buffered=True,
    )
    assert_answered(answer)


@LENIENT
@given(token=st.text(min_size=1, max_size=200))
def test_odd_tokens_are_unknown_links(portal: Flask, family: Family, token: str):
    browser = Browser(portal)
    assert browser.get(f"/welcome/{token.replace('/', '')}x").status_code in (400, 404, 410)


def test_too_much_of_anything(portal: Flask, family: Family):
    browser = Browser(portal)
    token = browser_token(browser)
    assert browser.send("/sign-in", token=token, email="a" * 20_000).status_code == 413
    many = {f"field{number}": "x" for number in range(1500)}
    assert browser.send("/sign-in", token=token, **many).status_code in (413, 422)
    files = {"form_token": browser_token(browser), **{f"f{number}": "x" for number in range(60)}}
    answer = browser.open("/sign-in", "POST", data=files, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert_answered(browser.get("/sign-in?" + "a=b&" * 3000))


def browser_token(browser: Browser) -> str:
    browser.get("/sign-in")
    return browser.form_token
