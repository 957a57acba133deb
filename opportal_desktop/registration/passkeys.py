# SPDX-License-Identifier: GPL-3.0-or-later
"""Passkeys (WebAuthn): a parent adds one, signs in with it, removes it.

The authenticator checks the person itself (fingerprint, face, PIN), so a passkey counts as two factors. Names and
origins come from the practice's portal address, never from a request.
"""

from __future__ import annotations

import datetime as dt
import hmac
import ipaddress
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from opportal_desktop.records import passkeys as stored
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration import rate_limits
from opportal_desktop.registration.account_holder import PORTAL, announce_account, settings_and_holder
from opportal_desktop.registration.notices import queue_notice
from opportal_desktop.registration.portal_errors import PasskeyRefused
from opportal_desktop.registration.portal_sessions import require, require_fresh
from opportal_desktop.registration.rate_limits import Scope
from opportal_desktop.registration.sign_in import complete_sign_in
from opportal_desktop.terms import MessageKind, SessionStage

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

MAXIMUM = 10
"""Passkeys of one account."""
CHALLENGE_LIFE = dt.timedelta(minutes=5)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_CHALLENGE_BYTES = 32
_TIME_BYTES = 8
_LONGEST_CREDENTIAL = 8192


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """A passkey as its owner sees it. `number` counts the account's own from 1; times are UTC."""

    number: int
    added_at: dt.datetime
    last_used_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class _Party:
    """Who asks for passkeys: the portal's host and origin."""

    host: str
    origin: str


def are_possible(settings: PracticeSettings) -> bool:
    """Whether browsers allow passkeys at the portal's address: a host name, behind TLS or on this computer."""
    return _party(settings) is not None


def passkeys_of(records: Records, token: str | None) -> tuple[PasskeyView, ...]:
    """The signed-in parent's passkeys, oldest first.

    Raises:
        SessionOver: the token's session is not signed in.
    """
    session = require(records, token, SessionStage.SIGNED_IN)
    return tuple(
        PasskeyView(number, row.added_at, row.last_used_at)
        for number, row in enumerate(stored.passkeys_of(session.account_id), start=1)
    )


def begin_registration(records: Records, token: str | None) -> str:
    """What the browser needs to make a passkey: PublicKeyCredentialCreationOptions as JSON.

    Raises:
        SessionOver: the token's session is not signed in.
        SignInTooOld: sign in again first.
        PasskeyRefused: none can be made here, or there are enough.
    """
    import webauthn
    from webauthn.helpers import structs

    settings = load_settings(records)
    party = _required_party(settings)
    with records.transaction():
        session = require_fresh(records, token)
        known = stored.passkeys_of(session.account_id)
        if len(known) >= MAXIMUM:
            raise PasskeyRefused
        challenge = secrets.token_bytes(_CHALLENGE_BYTES)
        stored.keep_challenge(session.session_id, _kept(challenge, records.clock()))
        options = webauthn.generate_registration_options(
            rp_id=party.host,
            rp_name=settings.practice_name or party.host,
            user_id=stored.account_public_id(session.account_id).encode(),
            user_name=stored.account_email(session.account_id),
            challenge=challenge,
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.REQUIRED,
                user_verification=structs.UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[_descriptor(row.credential_id) for row in known],
        )
    return webauthn.options_to_json(options)


def finish_registration(records: Records, token: str | None, credential: str, client: str) -> None:
    """Keep the passkey that the browser made. `credential`: its PublicKeyCredential as JSON.

    Raises:
        SessionOver: the token's session is not signed in.
        SignInTooOld: sign in again first.
        NoDependents: access ended.
        PasskeyRefused: it does not answer what was asked in this session, or there are enough.
        TooManyTries: this client tried too often.
    """
    import webauthn
    from webauthn.helpers import bytes_to_base64url

    rate_limits.check(records, Scope.PASSKEY, "", client)
    party = _required_party(load_settings(records))
    with records.transaction():
        # Committed whatever follows: a challenge can be answered once.
        session = require_fresh(records, token)
        kept = stored.take_challenge(session.session_id)
    challenge = _unexpired(kept, records.clock())
    try:
        made = webauthn.verify_registration_response(
            credential=_parsed(credential),
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except Exception as error:
        raise PasskeyRefused from error
    credential_id = bytes_to_base64url(made.credential_id)
    with records.transaction():
        session = require_fresh(records, token)
        enough = len(stored.passkeys_of(session.account_id)) >= MAXIMUM
        if enough or stored.passkey_by_credential(credential_id) is not None:
            raise PasskeyRefused
        stored.add_passkey(
            session.account_id,
            credential_id,
            bytes_to_base64url(made.credential_public_key),
            made.sign_count,
            records.clock(),
        )
        _tell(records, session.account_id, "passkey added", MessageKind.PASSKEY_ADDED)


def remove_passkey(records: Records, token: str | None, number: int) -> None:
    """Remove the parent's own passkey of this number, as `passkeys_of` counts.

    Raises:
        SessionOver: the token's session is not signed in.
        SignInTooOld: sign in again first.
        NoDependents: access ended.
        PasskeyRefused: there is none of this number (any more).
    """
    with records.transaction():
        session = require_fresh(records, token)
        own = stored.passkeys_of(session.account_id)
        if not 1 <= number <= len(own) or not stored.delete_passkey(session.account_id, own[number - 1].id):
            raise PasskeyRefused
        _tell(records, session.account_id, "passkey removed", MessageKind.PASSKEY_REMOVED)


def begin_sign_in(records: Records, browser: str) -> str:
    """What the browser needs to sign in: PublicKeyCredentialRequestOptions as JSON; writes nothing.

    Args:
        browser: the browser's own random value; only it can use the answer.

    Raises:
        PasskeyRefused: there are no passkeys at this address.
    """
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_authentication_options(
        rp_id=_required_party(load_settings(records)).host,
        challenge=_signed_challenge(records, browser, records.clock()),
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def finish_sign_in(records: Records, browser: str, credential: str, client: str) -> str:
    """Sign in; returns the token of a new session. `credential`: the browser's PublicKeyCredential as JSON.

    Raises:
        PasskeyRefused: unknown, replayed, too late, or not for this portal and browser: not told apart.
        NoDependents: the right passkey, but access ended.
        TooManyTries: this client tried too often.
    """
    import webauthn
    from webauthn.helpers import base64url_to_bytes

    rate_limits.check(records, Scope.PASSKEY, "", client)
    party = _required_party(load_settings(records))
    parsed = _parsed(credential)
    challenge = _challenge_in(parsed)
    asked_at = _asked_at(records, browser, challenge)
    passkey = stored.passkey_by_credential(_text(parsed.get("id")))
    if passkey is None or asked_at is None or not _is_handle_of(parsed, passkey.account_id):
        raise PasskeyRefused
    try:
        answer = webauthn.verify_authentication_response(
            credential=parsed,
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except Exception as error:  # whatever is wrong with what a browser sent, it signs nobody in
        raise PasskeyRefused from error
    with records.transaction():
        # It may have been removed or used meanwhile.
        known = stored.passkey_of_account(passkey.account_id, passkey.id)
        if known is None or not stored.note_use(passkey.id, answer.new_sign_count, asked_at, records.clock()):
            raise PasskeyRefused
        return complete_sign_in(records, passkey.account_id, "passkey")


# ---------------------------------------------------------------------------------------------------------------- parts


def _party(settings: PracticeSettings) -> _Party | None:
    portal = urlsplit(settings.portal_url.strip())
    try:
        host, port = portal.hostname or "", portal.port
    except ValueError:
        return None
    if not host or _is_address(host) or not (portal.scheme == "https" or _is_this_computer(host)):
        return None
    return _Party(host, f"{portal.scheme}://{host}" + (f":{port}" if port else ""))


def _required_party(settings: PracticeSettings) -> _Party:
    party = _party(settings)
    if party is None:
        raise PasskeyRefused
    return party


def _is_this_computer(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _kept(challenge: bytes, now: dt.datetime) -> str:
    """A session's challenge as it is kept: with its time."""
    return f"{_milliseconds(now)}:{challenge.hex()}"


def _unexpired(kept: str | None, now: dt.datetime) -> bytes:
    """The kept challenge, if it was asked for a short while ago."""
    at, _, challenge = (kept or "").partition(":")
    if not challenge or not 0 <= _milliseconds(now) - int(at) <= _milliseconds_of(CHALLENGE_LIFE):
        raise PasskeyRefused
    return bytes.fromhex(challenge)


def _signed_challenge(records: Records, browser: str, now: dt.datetime) -> bytes:
    """A challenge that needs no row: its time, 128 random bits, and a keyed hash over both and the browser."""
    said = _milliseconds(now).to_bytes(_TIME_BYTES) + secrets.token_bytes(16)
    return said + _signature(records, browser, said)


def _asked_at(records: Records, browser: str, challenge: bytes) -> dt.datetime | None:
    """When this browser was given the challenge; None if it was not, or too long ago."""
    said, signature = challenge[: _TIME_BYTES + 16], challenge[_TIME_BYTES + 16 :]
    if not hmac.compare_digest(signature, _signature(records, browser, said)):
        return None
    at = int.from_bytes(said[:_TIME_BYTES])
    if not 0 <= _milliseconds(records.clock()) - at <= _milliseconds_of(CHALLENGE_LIFE):
        return None
    return _EPOCH + dt.timedelta(milliseconds=at)


def _signature(records: Records, browser: str, said: bytes) -> bytes:
    return hmac.digest(records.link_key, b"passkey challenge " + said + browser.encode(errors="replace"), "sha256")


def _milliseconds(moment: dt.datetime) -> int:
    return _milliseconds_of(moment - _EPOCH)


def _milliseconds_of(span: dt.timedelta) -> int:
    return span // dt.timedelta(milliseconds=1)


def _parsed(credential: str) -> dict[str, Any]:
    if len(credential) > _LONGEST_CREDENTIAL:
        raise PasskeyRefused
    try:
        parsed = json.loads(credential)
    except (ValueError, RecursionError):
        raise PasskeyRefused from None
    if not isinstance(parsed, dict):
        raise PasskeyRefused
    return parsed


def _challenge_in(credential: dict[str, Any]) -> bytes:
    """The challenge that the browser says it answers; the signature over it is checked later."""
    from webauthn.helpers import base64url_to_bytes

    try:
        client_data = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        return base64url_to_bytes(client_data["challenge"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise PasskeyRefused from None


def _is_handle_of(credential: dict[str, Any], account_id: int) -> bool:
    """Whether the authenticator made this passkey for the account that it is kept with."""
    from webauthn.helpers import bytes_to_base64url

    response = credential.get("response")
    handle = response.get("userHandle") if isinstance(response, dict) else None
    return bool(handle == bytes_to_base64url(stored.account_public_id(account_id).encode()))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PasskeyRefused
    return value


def _descriptor(credential_id: str) -> PublicKeyCredentialDescriptor:
    from webauthn.helpers import base64url_to_bytes, structs

    return structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(credential_id))


def _tell(records: Records, account_id: int, action: str, notice: MessageKind) -> None:
    """In the audit trail, and to the parent by mail: who did not do this must hear of it (ASVS 6.3.7)."""
    email_key = stored.account_email(account_id)
    settings, holder = settings_and_holder(records, email_key)
    write_audit(records, action, PORTAL, contact_id=holder.contact_id)
    queue_notice(records, settings, account_id, holder, notice)
    announce_account(records, email_key, outbox=True)
