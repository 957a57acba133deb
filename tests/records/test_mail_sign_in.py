# SPDX-License-Identifier: GPL-3.0-or-later
"""The stored sign-in: sealed in the file, opened with the practice's key only."""

from __future__ import annotations

from opportal_desktop.records.mail_sign_in import StoredSignIn, forget_sign_in, load_sign_in, store_sign_in
from opportal_desktop.records.models import Setting
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.terms import MailSignIn

LONG = StoredSignIn(MailSignIn.MICROSOFT, "portal@maple.example", "token" * 1000, 1795000000.5, "memory" * 2000)


def test_it_is_kept_whole_and_replaced(records: Records) -> None:
    assert load_sign_in(records) is None
    with records.transaction():
        store_sign_in(records, LONG)
    assert load_sign_in(records) == LONG
    other = StoredSignIn(MailSignIn.GOOGLE, "desk@maple.example", "t", 1.0, "{}")
    with records.transaction():
        store_sign_in(records, other)
    assert load_sign_in(records) == other
    with records.transaction():
        forget_sign_in(records)
    assert load_sign_in(records) is None


def test_in_the_row_nothing_can_be_read_and_no_two_are_alike(records: Records) -> None:
    rows = []
    for _ in range(2):
        with records.transaction():
            store_sign_in(records, LONG)
        rows += [row.value for row in Setting.select() if "sign_in" in row.key]
    assert len(set(rows)) == 2
    for row in rows:
        assert "tokentoken" not in row
        assert "maple" not in row
    assert load_settings(records) == PracticeSettings()


def test_another_practices_key_opens_nothing(records: Records) -> None:
    with records.transaction():
        store_sign_in(records, LONG)
    records.link_key = bytes(32)
    assert load_sign_in(records) is None


def test_it_never_prints_itself() -> None:
    assert "token" not in repr(LONG)
    assert "memory" not in f"{LONG}"
