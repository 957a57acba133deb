# SPDX-License-Identifier: GPL-3.0-or-later
"""Items of OWASP ASVS that nothing else happens to show; docs/security.md has all of them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask import Flask

from opportal_desktop.records.models import AuditEntry, Patient, PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.resource_files import resource_path
from tests.portal.conftest import Browser, Family

SCRIPTS = sorted(resource_path("portal", "static").glob("*.js"))


def test_a_password_never_expires(family: Family, browser: Browser, portal: Flask) -> None:
    browser.set_up(family.token)
    family.desk.clock.now += dt.timedelta(days=700)
    later = Browser(portal)
    later.sign_in()
    assert "Mateo" in later.text


def test_new_records_hold_no_account(records: Records) -> None:
    assert PortalAccount.select().count() == 0
    assert Patient.select().count() == 0


def test_no_answer_lets_another_origin_read_it(family: Family, browser: Browser) -> None:
    for path in ("/sign-in", f"/welcome/{family.token}", "/static/portal.css", "/ready", "/nowhere"):
        with browser.get(path, headers={"Origin": "https://evil.test"}) as answer:
            assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_keep_nothing_hinder_no_pasting_and_write_no_markup(script) -> None:
    assert not re.search(
        r"localStorage|sessionStorage|indexedDB|document\.cookie|paste|innerHTML|outerHTML|insertAdjacent|eval\(|write\(",
        script.read_text("utf-8"),
    )


def test_the_audit_trail_is_in_utc(family: Family, browser: Browser) -> None:
    browser.set_up(family.token)
    row = AuditEntry.select().order_by(AuditEntry.id.desc()).first()
    assert row.at == family.desk.clock()
    stored = family.records.db.execute_sql("SELECT at FROM audit_entry ORDER BY id DESC LIMIT 1").fetchone()[0]
    assert str(stored).startswith("2026-11-23 15:00")


def test_sign_out_is_on_each_page_of_who_is_signed_in(family: Family, browser: Browser) -> None:
    browser.set_up(family.token)
    for path in ("/family", "/account", "/account/password", "/account/email", "/account/passkeys", "/nowhere"):
        with browser.get(path):
            assert "Sign out" in browser.text, path
