# SPDX-License-Identifier: GPL-3.0-or-later
"""Setup links: a random single-use token of 256 bits that is nowhere at rest.

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
