# SPDX-License-Identifier: GPL-3.0-or-later
"""Passkeys of portal accounts: single steps of a use case's transaction.

Whatever names a passkey from outside is looked up within one account, never alone (but at sign-in, where the passkey
is what says whose account it is).
"""

from __future__ import annotations

import datetime as dt

from opportal_desktop.records.models import Passkey, PortalAccount, PortalSession
from opportal_desktop.records.rows import row_by


def passkeys_of(account_id: int) -> tuple[Passkey, ...]:
    """The account's passkeys, oldest first."""
    return tuple(Passkey.select().where(Passkey.account == account_id).order_by(Passkey.id))


def passkey_of_account(account_id: int, passkey_id: int) -> Passkey | None:
    """The passkey, if it is this account's."""
    return row_by(Passkey, id=passkey_id, account=account_id)


def passkey_by_credential(credential_id: str) -> Passkey | None:
    """The passkey with this credential id (base64url), or None."""
    return row_by(Passkey, credential_id=credential_id)


def account_public_id(account_id: int) -> str:
    """The opaque id that authenticators keep as the user's handle."""
    return str(PortalAccount.get_by_id(account_id).public_id)


def account_email(account_id: int) -> str:
    """The account's normalized Home Email."""
    return str(PortalAccount.get_by_id(account_id).email_key)


def add_passkey(account_id: int, credential_id: str, public_key: str, sign_count: int, at: dt.datetime) -> Passkey:
    """Add a passkey."""
    return Passkey.create(
        account=account_id, credential_id=credential_id, public_key=public_key, sign_count=sign_count, added_at=at
    )


def delete_passkey(account_id: int, passkey_id: int) -> bool:
    """Delete the account's passkey; False if there is no such one."""
    return bool(Passkey.delete().where(Passkey.id == passkey_id, Passkey.account == account_id).execute())


def note_use(passkey_id: int, sign_count: int, asked_at: dt.datetime, now: dt.datetime) -> bool:
    """Note a sign-in; False if the passkey was used since `asked_at`: then this answer may be a replay."""
    fresh = Passkey.last_used_at.is_null() | (Passkey.last_used_at < asked_at)
    noted = Passkey.update(sign_count=sign_count, last_used_at=now).where(Passkey.id == passkey_id, fresh)
    return bool(noted.execute())


def keep_challenge(session_id: int, challenge: str) -> None:
    """Keep what the session's authenticator has to sign; the one before is void."""
    PortalSession.update(challenge=challenge).where(PortalSession.id == session_id).execute()


def take_challenge(session_id: int) -> str | None:
    """The session's challenge, which can be taken once."""
    row = PortalSession.get_by_id(session_id)
    PortalSession.update(challenge=None).where(PortalSession.id == session_id).execute()
    challenge: str | None = row.challenge
    return challenge
