# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's own practice: what its portal address makes possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from opportal_desktop.demo.run import Demo, make_practice
from opportal_desktop.records.keys import KEY_FILE_VARIABLE, find_key
from opportal_desktop.records.opening import open_records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration import passkeys
from opportal_desktop.registration.practice import settings_errors


def test_the_demos_portal_offers_passkeys_at_an_address_that_settings_accept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The demo sets it for its own process; here it must not outlive the test.
    monkeypatch.setenv(KEY_FILE_VARIABLE, "")
    demo = Demo(tmp_path)
    demo.inbox.start()
    try:
        make_practice(demo)
    finally:
        demo.inbox.stop()
        demo.portal.close()
    records = open_records(demo.database, find_key(demo.database))
    try:
        settings = load_settings(records)
    finally:
        records.close()
    assert settings.portal_url == f"http://localhost:{demo.portal.port}"
    assert passkeys.are_possible(settings)
    assert settings_errors(settings) == {}
