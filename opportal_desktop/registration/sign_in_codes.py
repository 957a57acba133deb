# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwordless login: a code as a text to the Cell Phone, entered in the browser that asked for it.

A code lives ten minutes, takes five tries and works once; an account has one live code, which only the session that
asked can use. Who enters a number is told nothing about it: an unknown one is answered alike, in the same time.
"""

from __future__ import annotations

import datetime as dt
import hmac
import math
import secrets

from opportal_desktop.records import accounts, codes, portal
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration import rate_limits
from opportal_desktop.registration.account_holder import (
    PORTAL,
    Holder,
    announce_account,
    holder_of,
    holder_with_access,
)
from opportal_desktop.registration.answer_time import even_answer
from opportal_desktop.registration.first_login import complete_first_login
from opportal_desktop.registration.portal_errors import (
    CodeRefused,
    LinkClosed,
    PhoneNotValid,
    SessionOver,
    TooManyTries,
)
from opportal_desktop.registration.portal_sessions import (
    PortalSessionView,
    open_session,
    require,
    session_of,
)
from opportal_desktop.registration.rate_limits import Scope
from opportal_desktop.registration.setup_links import code_hash, new_seed, sign_in_code, token_hash
from opportal_desktop.registration.sign_in import complete_sign_in
from opportal_desktop.registration.validators import check_email, check_phone
from opportal_desktop.terms import LinkPurpose, LoginMode, MessageKind, SessionStage

LIFE = dt.timedelta(minutes=10)
"""NIST SP 800-63B-4 3.1.3.2 and ASVS 6.5.5: at most ten minutes."""
TRIES = 5
GAP = dt.timedelta(seconds=60)
"""Between two texts to one number; how many a day: rate_limits.LIMITS."""
_GAP_SCOPE = "code gap"
_TRIES_SCOPE = "code tries"


def ask_code(records: Records, session_token: str | None, client: str) -> None:
    """At the first login, after the date of birth: text a code to the parent's Cell Phone.

    Raises:
        SessionOver: no session at stage SETUP, or parents sign in by password here.
        NoDependents: access ended meanwhile.
        LinkClosed: the link was used or void meanwhile.
        TooManyTries: the number got a text less than a minute ago, or five today; or the client asked too often.
    """
    session = require(records, session_token, SessionStage.SETUP)
    settings = load_settings(records)
    account = portal.account_by_id(session.account_id)
    if account is None or settings.login_mode is not LoginMode.PASSWORDLESS:
        raise SessionOver
    _live_link(records, session.setup_link_id)
    holder = holder_with_access(records, account.email_key, settings)
    phone = _phone_of(holder)
    _limit_sends(records, phone, client)
    with records.transaction():
        _send(records, account, holder, phone, session.session_id)
        _forget_tries(records, str(session_token))


def phone_ending(records: Records, session_token: str | None) -> str:
    """The last two digits of the number that a first login's code goes to. Reads only.

    Raises:
        SessionOver: no session at stage SETUP.
        NoDependents: access ended meanwhile.
    """
    session = require(records, session_token, SessionStage.SETUP)
    return _phone_of(holder_with_access(records, session.email_key, load_settings(records)))[-2:]


def ask_code_by_phone(records: Records, phone: str, home_email: str, client: str) -> str:
    """At a later sign-in: text a code if the number is a signed-up parent's; returns the token to enter it with.

    Args:
        home_email: only needed where two parents share a phone.

    Raises:
        PhoneNotValid: it is no number that gets texts.
        TooManyTries: the number, known or not, got a text less than a minute ago, or five today; or the client.
    """
    settings = load_settings(records)
    checked = check_phone(phone, settings.phone_region)
    if not checked.mobile:
        raise PhoneNotValid
    _limit_sends(records, checked.text, client)
    with even_answer():
        return _ask_by_phone(records, settings, checked.text, home_email)


def enter_code(records: Records, session_token: str | None, code: str, client: str) -> str:
    """Sign in with the code; returns the token of a new signed-in session. At the first login the link is used up.

    Raises:
        CodeRefused: wrong, too old, used, or asked for by another browser.
        LinkClosed: somebody else was faster with the link, or it is void.
        NoDependents: the right code, but access ended.
        TooManyTries: this client tried too often.
    """
    token = session_token or ""
    rate_limits.check(records, Scope.CODE_ENTERED, "", client)
    with even_answer(CodeRefused):
        left = _count_try(records, token)
        digits = "".join(char for char in code if char.isascii() and char.isdigit())
        return _enter(records, token, digits, left)


def text_is_wanted(records: Records, account_id: int, seed: str | None) -> bool:
    """Whether the text with this seed still carries the account's live code."""
    if not seed:
        return False
    code = sign_in_code(records.link_key, seed)
    return any(
        hmac.compare_digest(row.code_hash, code_hash(records.link_key, code, row.session_id))
        for row in codes.live_codes(records, account_id)
    )


def _ask_by_phone(records: Records, settings: PracticeSettings, phone: str, home_email: str) -> str:
    with records.transaction():
        found = _account_of(records, settings, phone, check_email(home_email).key)
        if found is None:
            # A stranger's browser gets a token too; no code fits it.
            return secrets.token_urlsafe(32)
        account, holder = found
        token = open_session(records, account.id, SessionStage.CODE)
        session = session_of(records, token)
        if session is None:
            raise AssertionError("a session that is not there")
        _send(records, account, holder, phone, session.session_id)
        return token


def _account_of(
    records: Records, settings: PracticeSettings, phone: str, email_key: str | None
) -> tuple[PortalAccount, Holder] | None:
    """The one account that this number signs in to; None if there is none, or if several are and no email tells."""
    if settings.login_mode is not LoginMode.PASSWORDLESS:
        return None
    found = []
    for account in codes.accounts_by_phone(phone):
        holder = holder_of(records, account.email_key, settings)
        if holder is not None and holder.dependent_ids and _phone_of(holder) == phone:
            found.append((account, holder))
    if len(found) > 1:
        found = [(account, holder) for account, holder in found if account.email_key == email_key]
    return found[0] if found else None


def _phone_of(holder: Holder) -> str:
    """The holder's Cell Phone in E.164; with access in a passwordless practice there is one (rule A5)."""
    cell = holder.picture.contacts[holder.contact_id].cell_phone
    return check_phone(cell, holder.practice.phone_region).text


def _send(records: Records, account: PortalAccount, holder: Holder, phone: str, session_id: int) -> None:
    """Make a code for this session and queue its text; an older code is void and its text is not sent any more."""
    seed = new_seed()
    expires_at = records.clock() + LIFE
    hashed = code_hash(records.link_key, sign_in_code(records.link_key, seed), session_id)
    accounts.cancel_queued(
        records, account.id, PORTAL.name, "Replaced by a newer sign-in code.", [MessageKind.SIGN_IN_CODE]
    )
    codes.add_code(records, account.id, session_id, hashed, expires_at)
    codes.queue_text(
        records,
        account.id,
        holder.contact_id,
        to_phone=phone,
        language=holder.language,
        seed=seed,
        expires_at=expires_at,
        by=PORTAL.name,
    )
    write_audit(records, "sign-in code asked for", PORTAL, contact_id=holder.contact_id)
    announce_account(records, account.email_key, outbox=True)


def _enter(records: Records, token: str, digits: str, left: int) -> str:
    session = session_of(records, token)
    if left < 0 or session is None or session.stage not in (SessionStage.SETUP, SessionStage.CODE):
        raise CodeRefused(max(left, 0))
    with records.transaction():
        row = next(
            (row for row in codes.live_codes(records, session.account_id) if row.session_id == session.session_id), None
        )
        hashed = code_hash(records.link_key, digits, session.session_id)
        if row is not None and hmac.compare_digest(row.code_hash, hashed) and codes.use_code(records, row.id):
            return _signed_in(records, session)
        if row is not None:
            codes.count_wrong_code(records, row.id, TRIES)
    raise CodeRefused(left)


def _signed_in(records: Records, session: PortalSessionView) -> str:
    if session.stage is SessionStage.SETUP:
        _live_link(records, session.setup_link_id)
        return complete_first_login(records, session, "code")
    portal.end_session(session.session_id, "signed in by code", records.clock())
    return complete_sign_in(records, session.account_id, "code")


def _live_link(records: Records, link_id: int | None) -> None:
    link = portal.link_by_id(link_id) if link_id is not None else None
    if link is None or link.used_at or link.void_at or link.locked_at or link.expires_at <= records.clock():
        raise LinkClosed
    if link.purpose is LinkPurpose.RESET:
        # It was asked for to set a password.
        raise SessionOver


def _limit_sends(records: Records, phone: str, client: str) -> None:
    """Count a text to a number, known or not."""
    subject = rate_limits.subject_key(records, _GAP_SCOPE, phone)
    with records.transaction():
        now = records.clock()
        recent = portal.counts(_GAP_SCOPE, subject, now - GAP)
        wait = max((start + GAP - now for start, _ in recent), default=dt.timedelta(0))
        if wait > dt.timedelta(0):
            raise TooManyTries(math.ceil(wait.total_seconds()))
        portal.add_count(_GAP_SCOPE, subject, now)
    rate_limits.check(records, Scope.CODE_SENT, phone, client)


def _count_try(records: Records, token: str) -> int:
    """Count a code that was entered with this token, known or not; returns how many more may be: -1 for none."""
    subject = rate_limits.subject_key(records, _TRIES_SCOPE, token_hash(token))
    with records.transaction():
        day = records.clock().replace(hour=0, minute=0, second=0, microsecond=0)
        tried = sum(count for _, count in portal.counts(_TRIES_SCOPE, subject, day - dt.timedelta(days=1)))
        if tried >= TRIES:
            return -1
        portal.add_count(_TRIES_SCOPE, subject, day)
        return TRIES - tried - 1


def _forget_tries(records: Records, token: str) -> None:
    portal.forget_counts(_TRIES_SCOPE, rate_limits.subject_key(records, _TRIES_SCOPE, token_hash(token)))
