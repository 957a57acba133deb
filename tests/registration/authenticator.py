# SPDX-License-Identifier: GPL-3.0-or-later
"""An authenticator in software, as a phone has one in hardware: makes ES256 passkeys and signs with them."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey of one person. What a test changes is what an attacker or a broken browser would change.

    Attributes:
        origin: what the browser says it is at; None for what the options' host suggests.
        verified: whether the person was recognized (finger, face, PIN).
        counts: whether it counts its signatures; synchronized passkeys do not.
    """

    origin: str = "https://portal.maple.example"
    verified: bool = True
    counts: bool = True
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    handle: str = ""
    uses: int = 0

    def create(self, options: str) -> str:
        """What navigator.credentials.create gives, as JSON."""
        asked = json.loads(options)
        self.handle = asked["user"]["id"]
        client_data = self._client_data("webauthn.create", asked["challenge"])
        attested = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id + self._public_key()
        data = self._authenticator_data(asked["rp"]["id"], _ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(
            {
                "clientDataJSON": bytes_to_base64url(client_data),
                "attestationObject": bytes_to_base64url(attestation),
            }
        )

    def get(self, options: str) -> str:
        """What navigator.credentials.get gives, as JSON."""
        asked = json.loads(options)
        self.uses += self.counts
        client_data = self._client_data("webauthn.get", asked["challenge"])
        data = self._authenticator_data(asked["rpId"], 0)
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {
                "clientDataJSON": bytes_to_base64url(client_data),
                "authenticatorData": bytes_to_base64url(data),
                "signature": bytes_to_base64url(signature),
                "userHandle": self.handle,
            }
        )

    def _credential(self, response: dict[str, Any]) -> str:
        name = bytes_to_base64url(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _authenticator_data(self, host: str, flags: int) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.verified else 0)
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4)

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})


def with_part(credential: str, part: str, value: object) -> str:
    """The credential with one part of its response replaced."""
    changed = json.loads(credential)
    changed["response"][part] = value
    return json.dumps(changed)


def flipped(text: str) -> str:
    """base64url with one bit of its content flipped."""
    content = bytearray(base64url_to_bytes(text))
    content[len(content) // 2] ^= 1
    return bytes_to_base64url(bytes(content))
