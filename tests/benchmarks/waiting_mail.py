# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands of Welcome Emails that wait, each with the family that makes it wanted, written in bulk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from opportal_desktop.records.models import (
    Contact,
    FamilyContact,
    Message,
    MessageEvent,
    Patient,
    PortalAccount,
    Record,
    SetupLink,
)
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.setup_links import new_seed, setup_token, token_hash
from opportal_desktop.terms import Authority, Language, MessageKind, MessageState, RoleReason, SmtpSecurity

_ROWS_AT_ONCE = 200


def set_up_mail(records: Records, port: int) -> None:
    """A practice that can send to this computer's port."""
    with records.transaction():
        store_settings(
            records,
            replace(
                load_settings(records),
                practice_name="Bench Pediatrics",
                practice_phone="+14135550100",
                portal_url="https://portal.example.com",
                mail_from="portal@bench.example",
                smtp_host="127.0.0.1",
                smtp_port=port,
                smtp_security=SmtpSecurity.PLAIN,
            ),
        )


def queue_welcomes(records: Records, count: int) -> None:
    """One child, mother, account, link and Welcome Email for each; as the use cases leave them."""
    now = records.clock()
    first = (Patient.select().count() or 0) + 1
    ids = range(first, first + count)
    seeds = {number: new_seed() for number in ids}
    born = dt.date(now.year - 6, 3, 5)
    with records.transaction():
        _insert(
            Patient,
            [
                {"id": n, "chart_number": f"B{n}", "first_name": "Mateo", "last_name": f"Bench{n}", "birth_date": born}
                | {"changed_at": now, "sort_last": f"bench{n}", "sort_first": "mateo"}
                for n in ids
            ],
        )
        _insert(
            Contact,
            [
                {"id": n, "first_name": "Ana", "last_name": f"Bench{n}", "home_email": f"ana{n}@example.com"}
                | {"email_key": f"ana{n}@example.com", "changed_at": now, "sort_last": f"bench{n}", "sort_first": "ana"}
                for n in ids
            ],
        )
        _insert(
            FamilyContact,
            [
                {"patient": n, "contact": n, "role_reason": RoleReason.MOTHER, "authority": Authority.JOINT}
                | {"started_at": now, "changed_at": now, "registered_at": now}
                for n in ids
            ],
        )
        _insert(PortalAccount, [{"id": n, "email_key": f"ana{n}@example.com", "created_at": now} for n in ids])
        _insert(
            SetupLink,
            [
                {"id": n, "account": n, "token_hash": token_hash(setup_token(records.link_key, seeds[n]))}
                | {"created_at": now, "expires_at": now + dt.timedelta(hours=48)}
                for n in ids
            ],
        )
        _insert(
            Message,
            [
                {"id": n, "kind": MessageKind.WELCOME, "account": n, "contact": n, "setup_link": n}
                | {"link_seed": seeds[n], "to_address": f"ana{n}@example.com", "language": Language.ENGLISH}
                | {"queued_at": now, "queued_by": "Mira", "rfc_message_id": f"<{n}@bench.example>", "due_at": now}
                for n in ids
            ],
        )
        _insert(MessageEvent, [{"message": n, "at": now, "by": "Mira", "state": MessageState.QUEUED} for n in ids])


def _insert(model: type[Record], rows: list[dict[str, object]]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        model.insert_many(rows[start : start + _ROWS_AT_ONCE]).execute()
