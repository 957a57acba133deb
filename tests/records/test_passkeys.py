# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever names a passkey is looked up within one account."""

from __future__ import annotations

from opportal_desktop.records import passkeys
from opportal_desktop.records.models import PortalAccount
from opportal_desktop.records.records import Records
from tests.conftest import Clock


def test_another_account_neither_finds_nor_deletes_a_passkey(records: Records, clock: Clock) -> None:
    ana, rui = (PortalAccount.create(email_key=email, created_at=clock()) for email in ("ana@x.test", "rui@x.test"))
    kept = passkeys.add_passkey(ana.id, "credential", "key", 0, clock())
    assert passkeys.passkey_of_account(rui.id, kept.id) is None
    assert not passkeys.delete_passkey(rui.id, kept.id)
    assert passkeys.passkeys_of(rui.id) == ()
    assert passkeys.passkey_of_account(ana.id, kept.id) == kept
    assert passkeys.delete_passkey(ana.id, kept.id)
