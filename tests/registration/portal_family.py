# SPDX-License-Identifier: GPL-3.0-or-later
"""A parent in front of the portal, for tests: short ways to what a browser does, through the use cases only."""

from __future__ import annotations

import datetime as dt

from opportal_desktop.records.models import Message, PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.registration.first_login import answer_birth_date, set_password
from opportal_desktop.registration.setup_links import setup_token
from opportal_desktop.terms import MessageKind

MATEO_BORN = dt.date(2019, 3, 5)
PASSWORD = "violet tractor humming quietly"
OTHER_PASSWORD = "seven lanterns above the harbor"
EMAIL = "ana@example.com"
CLIENT = "192.0.2.7"


def mailed_token(records: Records, kind: MessageKind = MessageKind.WELCOME) -> str:
    """The token that the newest waiting message of a kind would carry."""
    row = Message.select().where(Message.kind == kind, Message.link_seed.is_null(False)).order_by(Message.id.desc())
    return setup_token(records.link_key, row.first().link_seed)


def first_login(records: Records, born: dt.date = MATEO_BORN, password: str = PASSWORD) -> str:
    """From the newest Welcome Email to a signed-in browser; returns its token."""
    setup = answer_birth_date(records, mailed_token(records), born, CLIENT)
    return set_password(records, setup, password, CLIENT)


def account() -> PortalAccount:
    return PortalAccount.get()
