# SPDX-License-Identifier: GPL-3.0-or-later
"""What parents change themselves: password, forgotten password, sign-in email."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from opportal_desktop.records import accounts, families, portal, search_keys
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import EmailChange, PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration.account_holder import (
    PORTAL,
    Holder,
    announce_account,
    holder_of,
    practice_call,
    settings_and_holder,
)
from opportal_desktop.registration.answer_time import even_answer
from opportal_desktop.registration.first_login import refuse_password
from opportal_desktop.registration.notices import queue_email_change, queue_notice, queue_reset
from opportal_desktop.registration.passwords import hash_password
from opportal_desktop.registration.portal_effects import queue_welcome, set_aside
from opportal_desktop.registration.portal_errors import (
    EmailProblem,
    EmailRefused,
    LinkClosed,
    SessionOver,
    SignInRefused,
    TooManyTries,
)
from opportal_desktop.registration.portal_sessions import (
    PortalSessionView,
    end_sessions,
    is_fresh,
    open_session,
    require,
    session_of,
)
from opportal_desktop.registration.rate_limits import Scope, check
from opportal_desktop.registration.setup_links import token_hash
from opportal_desktop.registration.sign_in import address_key
from opportal_desktop.registration.validators import check_email
from opportal_desktop.registration.wrong_passwords import forget_wrong, prove_password
from opportal_desktop.terms import Language, MessageKind, SessionStage


@dataclass(frozen=True, slots=True)
class OpenEmailChange:
    """What the page behind the link to a new address may say. `new_email` is only ever seen by who has the link."""

    language: Language
    practice: str
    call: str
    new_email: str


def change_password(records: Records, session_token: str | None, old: str, new: str, client: str) -> str:
    """Change the password, sign out all other browsers, tell the parent by mail; returns this browser's new token.

    An account without one (a passkey, a code) gets its first this way, if its sign-in is fresh.

    Raises:
        SessionOver, NoDependents, PasswordRefused, TooManyTries
        SignInRefused: the old password is wrong (counts as a wrong sign-in), or there is none and the sign-in is old.
        AccountLocked: too many wrong ones.
        RecordsBusyError: somebody else is writing; try again.
    """
    session = require(records, session_token, SessionStage.SIGNED_IN)
    check(records, Scope.CHANGE_PASSWORD, str(session.account_id), client)
    settings, holder = settings_and_holder(records, session.email_key)
    account = _proven_again(records, session, old)
    refuse_password(account, holder, settings, new)
    password_hash = hash_password(new)
    with records.transaction():
        session = require(records, session_token, SessionStage.SIGNED_IN)
        portal.store_password(account.id, password_hash, records.clock())
        forget_wrong(records, session.email_key)
        end_sessions(records, account.id, "the password was changed")
        write_audit(records, "portal password changed", PORTAL, contact_id=holder.contact_id)
        queue_notice(records, settings, account.id, holder, MessageKind.PASSWORD_CHANGED)
        announce_account(records, session.email_key, outbox=True)
        return open_session(records, account.id, SessionStage.SIGNED_IN, signed_in_by=session.signed_in_by)


def forgot_password(records: Records, email: str, client: str) -> None:
    """Mail a link if the address has an account with access; the same answer in the same time if not.

    Raises:
        TooManyTries: this client asked too often.
        RecordsBusyError: somebody else is writing; try again.
    """
    key = address_key(email)
    _mail_way_in(records, Scope.FORGOT_PASSWORD, key, client, lambda: portal.account_by_email(key))


def send_new_link(records: Records, token: str, client: str) -> None:
    """From the page of a closed link: mail a new one to the account's address if access holds; never tells.

    Raises:
        TooManyTries: this client asked too often.
        RecordsBusyError: somebody else is writing; try again.
    """
    hashed = token_hash(token)

    def account_of_link() -> PortalAccount | None:
        link = portal.link_by_hash(hashed)
        return portal.account_by_id(link.account_id) if link else None

    _mail_way_in(records, Scope.NEW_LINK, hashed, client, account_of_link)


def ask_email_change(records: Records, session_token: str | None, new_email: str, password: str, client: str) -> None:
    """Mail a link to the new address; nothing changes before it is confirmed. Never tells whether somebody has it.

    Raises:
        SessionOver, NoDependents, TooManyTries
        EmailRefused: not valid, or the same as now.
        SignInRefused: the password is wrong. Where the account has none: the sign-in is not fresh, sign in again.
        AccountLocked: too many wrong passwords.
        RecordsBusyError: somebody else is writing; try again.
    """
    session = require(records, session_token, SessionStage.SIGNED_IN)
    settings, holder = settings_and_holder(records, session.email_key)
    new = check_email(new_email[:320])
    if new.key is None:
        raise EmailRefused(EmailProblem.NOT_VALID)
    if new.key == session.email_key:
        raise EmailRefused(EmailProblem.SAME)
    check(records, Scope.EMAIL_CHANGE, str(session.account_id), client)
    _proven_again(records, session, password)
    with even_answer(), records.transaction():
        require(records, session_token, SessionStage.SIGNED_IN)
        if portal.email_is_taken(new.key):
            # Not told: who asks could find out whose addresses the practice knows. The desk can see it and help.
            reason = "another contact has the address: nothing was sent"
        else:
            queue_email_change(records, settings, session.account_id, holder, new.text)
            reason = "a link was sent to the new address"
        write_audit(
            records,
            "other Home Email asked for on the portal",
            PORTAL,
            contact_id=holder.contact_id,
            changes={"home_email": (holder.home_email, new.text)},
            reason=reason,
        )
        announce_account(records, session.email_key, outbox=True)


def open_email_change(records: Records, token: str) -> OpenEmailChange:
    """Look at the link sent to a new address; reads only.

    Raises:
        LinkClosed: expired, used, void or unknown; or access ended.
    """
    settings = load_settings(records)
    change, holder = _open_change(records, token, settings)
    return OpenEmailChange(holder.language, settings.practice_name, practice_call(settings), change.new_email)


def confirm_email_change(records: Records, token: str, client: str, session_token: str | None = None) -> None:
    """Make the new address the Home Email and sign-in name; password and Active stay. The old address is told.

    All other browsers than `session_token`'s are signed out, and links in older emails are void.

    Raises:
        LinkClosed: expired, used, void, unknown, or somebody else has the address by now.
        TooManyTries: this client tried too often.
        RecordsBusyError: somebody else is writing; try again.
    """
    check(records, Scope.EMAIL_CHANGE, "", client)
    with records.transaction():
        settings = load_settings(records)
        change, holder = _open_change(records, token, settings)
        account_id, new_email = change.account_id, change.new_email
        here = session_of(records, session_token)
        new_key = _free_key(new_email)
        portal.confirm_email_change(change.id, records.clock())
        if once_theirs := portal.account_by_email(new_key):
            set_aside(records, once_theirs)
        _rewrite_contacts(records, holder, new_email, new_key)
        portal.rename_account(account_id, new_key)
        forget_wrong(records, new_key)
        accounts.void_links(records, account_id, "the Home Email changed")
        accounts.cancel_queued(
            records, account_id, PORTAL.name, "The Home Email changed before it was sent.", accounts.NEED_ACCESS
        )
        but = here.session_id if here is not None else None
        end_sessions(records, account_id, "the sign-in email was changed", but=but)
        queue_notice(records, settings, account_id, holder, MessageKind.EMAIL_CHANGED, holder.home_email)
        announce_account(records, new_key, outbox=True)


# ------------------------------------------------------------------------------------------------------ proof and mail


def _proven_again(records: Records, session: PortalSessionView, password: str) -> PortalAccount:
    """The signed-in account after its password was asked for again."""
    account = portal.account_by_id(session.account_id)
    if account is None:
        raise SessionOver
    if account.password_hash is not None:
        return prove_password(records, session.email_key, password)
    if not is_fresh(records, session):
        raise SignInRefused
    return account


def _mail_way_in(
    records: Records, scope: Scope, subject: str, client: str, find: Callable[[], PortalAccount | None]
) -> None:
    with even_answer():
        check(records, scope, "", client)
        try:
            check(records, scope, subject, "")
        except TooManyTries:
            # Not told: enough was sent to this address. The newest one is good.
            return
        with records.transaction():
            account = find()
            if account is not None:
                _queue_way_in(records, account)


def _queue_way_in(records: Records, account: PortalAccount) -> None:
    """Who was in before gets a link for a new password, who was not a fresh Welcome Email; both only with access."""
    settings = load_settings(records)
    holder = holder_of(records, account.email_key, settings)
    newest = portal.newest_link(account.id)
    if holder is None or not holder.dependent_ids:
        return
    if newest is not None and newest.locked_at is not None and newest.used_at is None and newest.void_at is None:
        # Somebody guessed dates of birth: only the desk opens this again.
        return
    if account.first_sign_in_at is not None:
        queue_reset(records, settings, account.id, holder)
    else:
        queue_welcome(
            records,
            settings,
            holder.contact_id,
            holder.email_key,
            holder.home_email.strip(),
            holder.picture,
            PORTAL,
            "asked for on the portal",
        )
    announce_account(records, account.email_key, outbox=True)


# -------------------------------------------------------------------------------------------------------- email change


def _open_change(records: Records, token: str, settings: PracticeSettings) -> tuple[EmailChange, Holder]:
    hashed = token_hash(token)
    change = portal.email_change_by_hash(hashed)
    if change is None or not hmac.compare_digest(change.token_hash, hashed):
        raise LinkClosed
    if change.confirmed_at is not None or change.void_at is not None or records.clock() >= change.expires_at:
        raise LinkClosed
    account = portal.account_by_id(change.account_id)
    holder = holder_of(records, account.email_key, settings) if account else None
    if holder is None or not holder.dependent_ids or change.contact_id not in holder.contact_ids:
        raise LinkClosed
    return change, holder


def _free_key(new_email: str) -> str:
    """The new key. Stricter than rule A6: an address of nobody else, so that nobody's access ends by it.

    Raises:
        LinkClosed: somebody has the address by now.
    """
    key = check_email(new_email).key
    if key is None or portal.email_is_taken(key):
        raise LinkClosed
    return key


def _rewrite_contacts(records: Records, holder: Holder, new_email: str, new_key: str) -> None:
    """Write the new Home Email as a Save would, but without a Welcome Email: the account goes with its holder."""
    for contact in families.contacts_by_id(holder.contact_ids).values():
        before = contact.home_email
        values = {"home_email": new_email, "email_key": new_key}
        families.write_contact(contact, values, PORTAL.name, records.clock())
        search_keys.index_contact(contact)
        write_audit(
            records,
            "contact saved",
            PORTAL,
            contact_id=contact.id,
            changes={"home_email": (before, new_email)},
            reason="changed by the parent on the portal, confirmed from the new address",
        )
