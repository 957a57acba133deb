# SPDX-License-Identifier: GPL-3.0-or-later
"""The browser of the demo's journey, at the real portal, by HTTP."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from opportal_desktop.demo.parent_browser import NotLetInError, ParentBrowser
from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.settings import load_settings, store_settings
from tests.portal.conftest import PASSWORD, Family

BORN = dt.date(2019, 3, 5)


@pytest.fixture
def address(family: Family) -> Iterator[str]:
    server = PortalServer()
    with family.records.transaction():
        store_settings(family.records, replace(load_settings(family.records), portal_url=server.url))
    server.start(family.records)
    yield server.url
    server.close()


def test_a_parent_gets_in_by_the_link_and_sees_the_child(family: Family, address: str) -> None:
    page = ParentBrowser().set_up_account(f"{address}/welcome/{family.token}", BORN, PASSWORD)

    assert page.names == ("Mateo",)
    assert family.status() == "Active"


def test_with_a_wrong_date_nobody_gets_in_and_the_page_is_named(family: Family, address: str) -> None:
    browser = ParentBrowser()

    with pytest.raises(NotLetInError, match=r"“Welcome! Let’s set up your account” \(422\) does not ask for password"):
        browser.set_up_account(f"{address}/welcome/{family.token}", dt.date(2018, 1, 1), PASSWORD)
    assert family.status() == "Sending"


def test_a_password_that_is_refused_is_told(family: Family, address: str) -> None:
    with pytest.raises(NotLetInError, match=r"“Choose your password” \(422\) lists no child"):
        ParentBrowser().set_up_account(f"{address}/welcome/{family.token}", BORN, "password1234567")
