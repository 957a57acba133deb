# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal in a process of its own, over a small practice: says its port, answers until it is ended.

Arguments: the folder for the practice's file; how many families with an account (`family_email`, `PASSWORD`).
"""

from __future__ import annotations

import datetime as dt
import secrets
import sys
from dataclasses import replace
from pathlib import Path

from opportal_desktop.portal.server import PortalServer
from opportal_desktop.records.models import PortalAccount
from opportal_desktop.records.opening import create_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings, store_settings
from opportal_desktop.registration.charts import PatientDraft, save_patient
from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.passwords import hash_password
from opportal_desktop.registration.practice import staff_member
from opportal_desktop.registration.save_contact import save_contact
from opportal_desktop.terms import Authority, LoginMode, RoleReason

PASSWORD = "violet tractor humming quietly"


def family_email(number: int) -> str:
    """The Home Email of a family's parent."""
    return f"parent{number}@example.com"


def family_phone(number: int) -> str:
    """The Cell Phone of a family's parent."""
    return f"+1413534{number:04}"


def add_families(records: Records, number: int) -> None:
    """Families whose parents have a password and have signed in."""
    desk = staff_member(records, "bench", "Bench")
    for each in range(number):
        child = PatientDraft(first_name=f"Child{each}", last_name="Bench", birth_date=dt.date(2019, 3, 5))
        patient = save_patient(records, child, desk).patient_id
        parent = ContactDraft(
            patient_id=patient,
            first_name=f"Parent{each}",
            last_name="Bench",
            role_reason=RoleReason.MOTHER,
            authority=Authority.JOINT,
            home_email=family_email(each),
            cell_phone=family_phone(each),
        )
        save_contact(records, parent, desk)
    if number:
        now = records.clock()
        PortalAccount.update(
            password_hash=hash_password(PASSWORD), password_set_at=now, first_sign_in_at=now, last_sign_in_at=now
        ).execute()


if __name__ == "__main__":
    records = create_records(Path(sys.argv[1]) / "practice.opportal", secrets.token_bytes(32))
    with records.transaction():
        settings = replace(
            load_settings(records),
            practice_name="Sunny Hill",
            portal_url="https://portal.example.org",
            login_mode=LoginMode.PASSWORDLESS,
            text_tested_at="2026-11-01T00:00:00+00:00",
        )
        store_settings(records, settings)
    add_families(records, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    records.close()
    server = PortalServer(trusted_proxy="127.0.0.1")
    print(server.port, flush=True)
    server.run(records)
