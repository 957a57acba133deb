# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sign-in with Microsoft or Google left: kept in the records, sealed once more with a key that is not in them.

A token cache is too long for Windows' credential store (2,560 bytes). The key is derived from the practice's key,
which the keyring holds, so every PC of the practice can open it and a backup brings it along.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import secrets
from dataclasses import dataclass

from opportal_desktop.records.models import Setting
from opportal_desktop.records.records import Records
from opportal_desktop.records.rows import put_setting
from opportal_desktop.terms import MailSignIn

log = logging.getLogger(__name__)

_ROW = "mail_sign_in_sealed"
_PURPOSE = b"opportal mail sign-in 1"
_NONCE_BYTES = 12
_PROVIDERS = {provider.value: provider for provider in MailSignIn}


@dataclass(frozen=True, slots=True)
class StoredSignIn:
    """A sign-in that is good for more than one message. None of it may be logged or shown, but for `account`.

    Attributes:
        account: the mailbox or person that signed in.
        access_token: what the mail server takes; about an hour.
        expires_at: the end of that, in seconds since 1970 (UTC).
        memory: what the provider's library needs for the next access token, as it wrote it.
    """

    provider: MailSignIn
    account: str
    access_token: str
    expires_at: float
    memory: str

    def __repr__(self) -> str:
        return f"StoredSignIn({self.provider.value})"


def load_sign_in(records: Records) -> StoredSignIn | None:
    """The practice's sign-in; None when there is none, or it was sealed with another key (an old practice key)."""
    row = Setting.get_or_none(Setting.key == _ROW)
    if row is None:
        return None
    plain = _opened(json.loads(row.value), _key(records))
    if plain is None:
        log.info("the stored mail sign-in was sealed with another key")
        return None
    kept = json.loads(plain)
    return StoredSignIn(
        _PROVIDERS[kept["provider"]], kept["account"], kept["access_token"], kept["expires_at"], kept["memory"]
    )


def store_sign_in(records: Records, sign_in: StoredSignIn) -> None:
    """Keep it in place of the one before, inside the caller's transaction."""
    plain = json.dumps(
        {
            "provider": sign_in.provider.value,
            "account": sign_in.account,
            "access_token": sign_in.access_token,
            "expires_at": sign_in.expires_at,
            "memory": sign_in.memory,
        }
    )
    sealed = json.dumps(_sealed(plain, _key(records)))
    put_setting(_ROW, sealed)


def forget_sign_in(records: Records) -> None:
    """Remove it, inside the caller's transaction; not an error when there is none."""
    Setting.delete().where(Setting.key == _ROW).execute()


def _key(records: Records) -> bytes:
    return hmac.new(records.link_key, _PURPOSE, hashlib.sha256).digest()


def _sealed(plain: str, key: bytes) -> str:
    # Loaded with the first sign-in only: it costs 5 MB.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, plain.encode(), _PURPOSE)).decode("ascii")


def _opened(sealed: str, key: bytes) -> str | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    box = base64.b64decode(sealed)
    try:
        return AESGCM(key).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], _PURPOSE).decode()
    except InvalidTag:
        return None
