# SPDX-License-Identifier: GPL-3.0-or-later
"""Families whose every id is known, and requests that carry the ids of others.

Routes come from the Flask url map, the names of fields from the views' own code, and ids from every table that says
whose a row is: what is added is asked about without a change here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask

import opportal_desktop.portal
from opportal_desktop.records.models import MODELS, FamilyContact, Patient, PortalAccount, RateCount
from opportal_desktop.registration.portal_sessions import open_session
from opportal_desktop.terms import SessionStage
from tests.portal.conftest import Browser, Family

NO_IDS = frozenset({"form_token", "lang", "button", "password", "again", "old", "offered", "credential"})
"""Fields that say how, not whose; a wrong password for each id would only count tries."""
GUESSED = ("id", "patient", "patient_id", "dependent", "account", "account_id", "session", "session_id", "user")
_READ = re.compile(r"""\b(?:form|args|values)(?:\.get\(|\[)["'](\w+)""")
_ID_COLUMNS = ("id", "public_id", "token_hash", "credential_id", "email_key")
_PLACEHOLDER = re.compile(r"<[^>]+>")
_SIGNS_OUT = frozenset({"static", "sign_in.leave"})


@cache
def field_names() -> tuple[str, ...]:
    """Every name under which the portal reads something that may be an id, and some that it might read one day."""
    code = "".join(file.read_text("utf-8") for file in Path(opportal_desktop.portal.__path__[0]).glob("*.py"))
    return tuple(sorted((set(_READ.findall(code)) | set(GUESSED)) - NO_IDS))


@dataclass(frozen=True)
class Account:
    """A signed-in parent, the one child's name, and every id of theirs."""

    browser: Browser
    token: str
    row: PortalAccount
    child: str
    parent: str
    ids: tuple[str, ...]


def make_account(family: Family, portal: Flask, number: int) -> Account:
    """One more family; its names are words that stand nowhere else, and none is the beginning of another's."""
    word = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
    child, parent, email = f"Kid{word}", f"Parent{word}", f"parent{word}@example.com"
    patient = family.desk.patient(child, "Foreign", "2019-03-05")
    contact = family.desk.joint(patient, email, first=parent, last="Foreign").draft.contact_id
    row = PortalAccount.get(PortalAccount.email_key == email)
    with family.records.transaction():
        token = open_session(family.records, row.id, SessionStage.SIGNED_IN)
    browser = Browser(portal, client=f"10.0.{number // 250}.{number % 250 + 1}")
    sign_in(browser, token)
    return Account(browser, token, row, child, parent, tuple(dict.fromkeys(_ids(row.id, contact, patient))))


def sign_in(browser: Browser, token: str) -> None:
    browser.client.set_cookie("__Host-session", token, domain="portal.example.org", secure=True, httponly=True)


def _ids(account: int, contact: int, patient: int) -> Iterator[str]:
    owners = {"account": account, "contact": contact, "patient": patient}
    for model in MODELS:
        fields = model._meta.fields
        own = {PortalAccount: account, Patient: patient, FamilyContact._meta.fields["contact"].rel_model: contact}
        if model in own:
            where: Any = fields["id"] == own[model]
        else:
            owned = [name for name in owners if name in fields]
            if not owned:
                continue
            where = fields[owned[0]] == owners[owned[0]]
        for row in model.select().where(where).dicts():
            yield from (str(row[name]) for name in _ID_COLUMNS if row.get(name))


def routes(portal: Flask) -> list[tuple[str, str]]:
    """Method and rule of all that can be asked and does not sign out."""
    rules = [rule for rule in portal.url_map.iter_rules() if rule.endpoint not in _SIGNS_OUT]
    return sorted((method, rule.rule) for rule in rules for method in rule.methods & {"GET", "POST"})


def ask(asker: Account, method: str, rule: str, foreign: str, form_token: str) -> str:
    """Ask with a foreign id wherever one can stand; returns what the page and the headers say."""
    sent = dict.fromkeys(field_names(), foreign)
    fields = {"form_token": form_token, **sent} if method == "POST" else None
    answer = asker.browser.open(_PLACEHOLDER.sub(foreign, rule), method, query_string=sent, data=fields)
    assert answer.status_code < 500, (method, rule, answer.status_code)
    said = asker.browser.text + answer.headers.get("Location", "")
    if asker.browser.cookie("session") != asker.token:
        sign_in(asker.browser, asker.token)
    return said.replace(foreign, "")


def forget_limits() -> None:
    """What is limited would be refused before anything is looked up."""
    RateCount.delete().execute()
