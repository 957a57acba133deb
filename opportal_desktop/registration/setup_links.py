# SPDX-License-Identifier: GPL-3.0-or-later
"""Setup links and sign-in codes: random single-use secrets that are nowhere at rest.

A message carries a random seed; with a key that is not in the database (`Records.link_key`) it gives the token. So
the database holds only the token's hash, and a repeated try of the same message still carries the same link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets


def new_seed() -> str:
    """A random seed of 256 bits, hexadecimal."""
    return secrets.token_hex(32)


def setup_token(link_key: bytes, seed: str) -> str:
    """The token of a seed: 256 bits, 43 URL-safe characters. Without `link_key` (32 bytes) it can't be told."""
    digest = hmac.digest(link_key, b"setup link " + bytes.fromhex(seed), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def token_hash(token: str) -> str:
    """What the database keeps of a token: its SHA-256, hexadecimal. The token is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def setup_url(portal_url: str, token: str) -> str:
    """The link in the Welcome Email, from the practice's portal address (never from a request).

    The token is in the path, since the pages behind it must work without JavaScript (a fragment reaches no server);
    the portal logs no paths and sends no Referer.
    """
    return f"{portal_url.rstrip('/')}/welcome/{token}"


def email_change_url(portal_url: str, token: str) -> str:
    """The link that confirms a new sign-in email, from the practice's portal address."""
    return f"{portal_url.rstrip('/')}/email/{token}"


def sign_in_code(link_key: bytes, seed: str) -> str:
    """The code of a seed: eight digits. Without `link_key` it can't be told."""
    digest = hmac.digest(link_key, b"sign-in code " + bytes.fromhex(seed), "sha256")
    return f"{int.from_bytes(digest) % 10**8:08}"


def code_hash(link_key: bytes, code: str, session_id: int) -> str:
    """What the database keeps of a code for one browser's session.

    Eight digits are soon guessed from a plain hash: this one can't be tried without `link_key`.
    """
    return hmac.digest(link_key, f"code of session {session_id}: {code}".encode(), "sha256").hex()
