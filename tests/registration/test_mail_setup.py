# SPDX-License-Identifier: GPL-3.0-or-later
"""Storing the mail's settings and sign-in in one go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opportal_desktop.records.mail_sign_in import StoredSignIn, load_sign_in
from opportal_desktop.records.models import AuditEntry
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings
from opportal_desktop.registration.errors import DraftInvalid, NotManager
from opportal_desktop.registration.mail_setup import save_mail_setup
from opportal_desktop.terms import Changed, MailSignIn, StaffMember
from tests.mail.sign_in_fixtures import token_settings

SIGNED_IN = StoredSignIn(MailSignIn.MICROSOFT, "portal@maple.example", "secret-token", 1.0, "secret-memory")
MICROSOFT = token_settings(MailSignIn.MICROSOFT)


@pytest.fixture(autouse=True)
def practice(records: Records) -> None:
    with records.transaction():
        store_settings(records, PracticeSettings(practice_name="Oak", mail_reply_to="desk@oak.example", age_limit=21))


def test_settings_and_sign_in_are_stored_and_the_rest_stays(records: Records, manager: StaffMember) -> None:
    told: list[Changed] = []
    records.subscribe(told.append)
    save_mail_setup(records, MICROSOFT, SIGNED_IN, manager)
    stored = load_settings(records)
    assert stored == replace(
        MICROSOFT,
        practice_name="Oak",
        practice_phone="",
        portal_url="",
        mail_reply_to="desk@oak.example",
        age_limit=21,
    )
    assert load_sign_in(records) == SIGNED_IN
    assert any(changed.settings for changed in told)
    audit = " ".join(f"{row.action} {row.changes}" for row in AuditEntry.select())
    assert "signed in to send mail" in audit
    assert "secret" not in audit


def test_a_stored_sign_in_is_kept_and_a_password_forgets_it(records: Records, manager: StaffMember) -> None:
    save_mail_setup(records, MICROSOFT, SIGNED_IN, manager)
    save_mail_setup(records, replace(MICROSOFT, mail_from="desk@maple.example"), None, manager)
    assert load_sign_in(records) == SIGNED_IN
    save_mail_setup(records, token_settings(MailSignIn.PASSWORD), None, manager)
    assert load_sign_in(records) is None


def test_nobody_signed_in_or_elsewhere_stores_nothing(records: Records, manager: StaffMember) -> None:
    for sign_in in (None, replace(SIGNED_IN, provider=MailSignIn.GOOGLE)):
        with pytest.raises(DraftInvalid) as refused:
            save_mail_setup(records, MICROSOFT, sign_in, manager)
        assert "sign_in" in refused.value.errors
    assert load_settings(records).smtp_host == ""
    assert load_sign_in(records) is None


def test_what_is_missing_is_said(records: Records, manager: StaffMember) -> None:
    with pytest.raises(DraftInvalid) as refused:
        save_mail_setup(records, PracticeSettings(), None, manager)
    assert set(refused.value.errors) == {"mail_from", "smtp_host"}


def test_the_front_desk_may_not(records: Records, front_desk: StaffMember) -> None:
    with pytest.raises(NotManager):
        save_mail_setup(records, MICROSOFT, SIGNED_IN, front_desk)
