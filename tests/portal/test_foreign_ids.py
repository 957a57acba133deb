# SPDX-License-Identifier: GPL-3.0-or-later
"""Every account asks every route with the ids of every other: nothing of another family is told or changed.

One account with every single id of another here; `make foreign-ids` takes 200 accounts, where each asks each route with
one id of each other account in turn, ten accounts in each test (OPPORTAL_FOREIGN_ACCOUNTS for fewer).
"""

from __future__ import annotations

import os
import time

import pytest
from flask import Flask

from opportal_desktop.portal.app import FORM_FIELDS
from opportal_desktop.portal.pages import make_response
from opportal_desktop.records.models import Contact, Passkey, Patient, PortalAccount, PortalSession
from tests.portal.conftest import Family
from tests.portal.foreign_ids import Account, ask, field_names, forget_limits, make_account, routes

ACCOUNTS = int(os.environ.get("OPPORTAL_FOREIGN_ACCOUNTS", "2"))
EVERY_ID = ACCOUNTS < 10
ASKERS = 1 if EVERY_ID else 10
"""How many accounts ask in one test; the others' tests can run in other processes."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers need not be even here."""
    monkeypatch.setattr("opportal_desktop.registration.answer_time.STEP_S", 0.0001)


def kept() -> list[object]:
    """What no request of another may change."""
    accounts = PortalAccount.select(PortalAccount.id, PortalAccount.email_key, PortalAccount.password_hash)
    sessions = PortalSession.select(PortalSession.id, PortalSession.account, PortalSession.ended_at)
    return [
        *accounts.order_by(PortalAccount.id).tuples(),
        *sessions.order_by(PortalSession.id).tuples(),
        *Passkey.select().order_by(Passkey.id).tuples(),
        *Patient.select().order_by(Patient.id).tuples(),
        *Contact.select(Contact.id, Contact.home_email, Contact.cell_phone).order_by(Contact.id).tuples(),
    ]


def ask_everything(askers: list[Account], accounts: list[Account], portal: Flask, *, every_id: bool) -> int:
    """Returns how many requests there were; fails at the first word of another family."""
    asked = 0
    for mine, asker in enumerate(askers):
        asker.browser.get("/account")
        form_token = asker.browser.form_token
        others = {other.child for other in accounts} | {other.parent for other in accounts}
        others -= {asker.child, asker.parent}
        for theirs, owner in enumerate(accounts):
            if owner is asker:
                continue
            forget_limits()
            for turn, (method, rule) in enumerate(routes(portal)):
                for foreign in owner.ids if every_id else [owner.ids[(mine + theirs + turn) % len(owner.ids)]]:
                    said = ask(asker, method, rule, foreign, form_token)
                    asked += 1
                    if "Kid" in said.replace(asker.child, "") or "Parent" in said.replace(asker.parent, ""):
                        leaked = [word for word in others if word in said]
                        assert not leaked, f"{method} {rule} with {foreign[:12]} tells {leaked}"
    return asked


@pytest.mark.timeout(120 + ACCOUNTS**2)
@pytest.mark.parametrize("first", range(0, 1 if EVERY_ID else ACCOUNTS, ASKERS))
def test_no_account_gets_anything_by_anothers_id(family: Family, portal: Flask, first: int) -> None:
    accounts = [make_account(family, portal, number) for number in range(ACCOUNTS)]
    assert min(len(account.ids) for account in accounts) >= 8
    before = kept()
    began = time.monotonic()
    askers = accounts[first : first + ASKERS]
    asked = ask_everything(askers, accounts, portal, every_id=EVERY_ID)
    took = time.monotonic() - began
    print(f"{asked} requests of {len(askers)} of {ACCOUNTS} accounts, {len(routes(portal))} routes, {took:.0f} s")
    assert asked >= len(askers) * (ACCOUNTS - 1) * 25
    assert kept() == before
    for account in accounts:
        account.browser.get("/family")
        assert account.child in account.browser.text


def test_the_fields_of_all_forms_are_asked_with_ids() -> None:
    assert {"which", "number", "email", "phone", "code", "patient"} <= set(field_names())
    assert len(field_names()) < FORM_FIELDS, "a form with more is refused before anything is looked up"


def test_a_route_that_believes_an_id_is_found(family: Family, portal: Flask) -> None:
    """The class of OpenEMR's CVE-2026-25147: a page that takes the patient from the request."""

    @portal.get("/bill")
    def bill():
        from flask import request

        found = Patient.get_or_none(Patient.public_id == request.args.get("patient", ""))
        return make_response(found.first_name if found else "no bill")

    accounts = [make_account(family, portal, number) for number in range(2)]
    with pytest.raises(AssertionError, match=r"GET /bill with .* tells"):
        ask_everything(accounts, accounts, portal, every_id=True)
