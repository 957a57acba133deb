# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice's settings: stored with their types, and never stale however they were changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opportal_desktop.records.models import Setting
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings, store_settings
from opportal_desktop.terms import LoginMode, SmtpSecurity


def test_what_was_never_set_has_its_default(records: Records) -> None:
    assert load_settings(records) == PracticeSettings()


def test_settings_come_back_with_their_types(records: Records) -> None:
    settings = PracticeSettings(
        practice_name="Клиника Å", link_hours=5, login_mode=LoginMode.PASSWORDLESS, smtp_security=SmtpSecurity.TLS
    )
    with records.transaction():
        changes = store_settings(records, settings)
    assert set(changes) == {"practice_name", "link_hours", "login_mode", "smtp_security"}
    loaded = load_settings(records)
    assert loaded == settings
    assert loaded.login_mode is LoginMode.PASSWORDLESS


def test_they_are_read_again_after_a_change_by_this_or_another_connection(records: Records) -> None:
    assert load_settings(records).age_limit == 18
    with records.transaction():
        store_settings(records, replace(load_settings(records), age_limit=21))
        assert load_settings(records).age_limit == 21
    assert load_settings(records).age_limit == 21

    from threading import Thread

    def elsewhere() -> None:
        with records.connection(), records.transaction():
            store_settings(records, replace(load_settings(records), age_limit=16))

    other = Thread(target=elsewhere)
    other.start()
    other.join()
    assert load_settings(records).age_limit == 16


def test_what_was_rolled_back_is_forgotten(records: Records) -> None:
    with pytest.raises(ZeroDivisionError), records.transaction():  # noqa: PT012 - it is the block that fails
        store_settings(records, replace(load_settings(records), age_limit=21))
        assert load_settings(records).age_limit == 21
        raise ZeroDivisionError
    assert load_settings(records).age_limit == 18


def test_a_key_of_a_later_version_is_left_alone(records: Records) -> None:
    Setting.create(key="from_the_future", value="[1]")
    assert load_settings(records) == PracticeSettings()
    assert Setting.get_by_id("from_the_future").value == "[1]"
