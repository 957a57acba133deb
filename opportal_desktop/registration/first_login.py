# SPDX-License-Identifier: GPL-3.0-or-later
"""The first login: a setup link, a date of birth, a new password. Opening the link changes nothing."""

from __future__ import annotations

import datetime as dt
import hmac
from dataclasses import dataclass

from opportal_desktop.records import families, portal
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import PortalAccount, SetupLink
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration import passwords
from opportal_desktop.registration.account_holder import (
    PORTAL,
    Holder,
    announce_account,
    family_words,
    holder_of,
    holder_with_access,
    practice_call,
    settings_and_holder,
)
from opportal_desktop.registration.notices import queue_notice
from opportal_desktop.registration.passwords import check_password, hash_password, verify_password
from opportal_desktop.registration.portal_errors import (
    LinkClosed,
    LinkLocked,
    PasswordProblem,
    PasswordRefused,
    SessionOver,
    WrongBirthDate,
)
from opportal_desktop.registration.portal_sessions import (
    PortalSessionView,
    end_sessions,
    open_session,
    require,
    session_of,
)
from opportal_desktop.registration.rate_limits import Scope, check
from opportal_desktop.registration.setup_links import token_hash
from opportal_desktop.registration.sign_in import complete_sign_in
from opportal_desktop.registration.wrong_passwords import forget_wrong
from opportal_desktop.terms import Language, LinkPurpose, LoginMode, MessageKind, SessionStage

WRONG_BIRTH_DATES = 5
"""So many lock a link (DESIGN.md part 2)."""
SUBMITTED_TWICE = dt.timedelta(minutes=2)
_PASSWORD_SET = "password set"  # noqa: S105 - why a session ended


@dataclass(frozen=True, slots=True)
class OpenLink:
    """What the link's page may say.

    Attributes:
        practice: its name.
        call: its phone as people read it; empty if it has none.
        passwordless: a code to the Cell Phone follows instead of a new password.
        minimum: characters that a password needs at least.
    """

    language: Language
    practice: str
    call: str
    purpose: LinkPurpose
    passwordless: bool
    minimum: int


def open_link(records: Records, token: str) -> OpenLink:
    """Look at a link; reads only.

    Raises:
        LinkClosed: expired, used, void or unknown; or access ended.
        LinkLocked: after wrong dates of birth.
    """
    settings = load_settings(records)
    link, holder = _answerable(records, token, settings)
    return OpenLink(
        language=holder.language,
        practice=settings.practice_name,
        call=practice_call(settings),
        purpose=link.purpose,
        passwordless=settings.login_mode is LoginMode.PASSWORDLESS and link.purpose is not LinkPurpose.RESET,
        minimum=settings.password_length,
    )


def answer_birth_date(records: Records, token: str, born: dt.date | None, client: str) -> str:
    """Check the date of birth of a dependent, or of the parent if they are a patient here.

    Returns the token of a new session at stage SETUP. None is no date at all: wrong, but not counted.

    Raises:
        LinkClosed, LinkLocked: the link can't be answered (any more).
        WrongBirthDate: counted; the fifth locks the link.
        TooManyTries: this client or account guessed too often.
        RecordsBusyError: somebody else is writing; try again.
    """
    known = portal.link_by_hash(token_hash(token))
    check(records, Scope.BIRTH_DATE, str(known.account_id) if known else "", client)
    with records.transaction():
        link, holder = _answerable(records, token, load_settings(records))
        if born is None:
            raise WrongBirthDate(WRONG_BIRTH_DATES - link.wrong_answers)
        if born in _accepted_birth_dates(holder):
            return open_session(records, link.account_id, SessionStage.SETUP, setup_link_id=link.id)
        wrong = portal.count_wrong_birth_date(link.id, WRONG_BIRTH_DATES, records.clock())
        if wrong >= WRONG_BIRTH_DATES:
            _note_locked(records, holder)
    raise WrongBirthDate(WRONG_BIRTH_DATES - wrong)


def set_password(records: Records, session_token: str | None, password: str, client: str) -> str:
    """Set the password and use the link up: of any number of parallel calls exactly one wins.

    Returns the token of a new signed-in session; "" for a link of purpose RESET: sign in afresh. The same browser
    that submits the same password once more is signed in (a double click is no error).

    Raises:
        SessionOver: no session at stage SETUP.
        PasswordRefused: nothing was changed.
        LinkClosed, LinkLocked: somebody else was faster, or the link was voided or locked meanwhile.
        NoDependents: access ended meanwhile.
        TooManyTries: too many tries, or too many passwords are checked just now.
        RecordsBusyError: somebody else is writing; try again.
    """
    session = _setup_session(records, session_token)
    if session is None:
        return _submitted_twice(records, session_token, password, client)
    check(records, Scope.SET_PASSWORD, str(session.account_id), client)
    settings, holder = settings_and_holder(records, session.email_key)
    account = portal.account_by_id(session.account_id)
    if account is None:
        raise SessionOver
    try:
        refuse_password(account, holder, settings, password)
    except PasswordRefused:
        if _setup_session(records, session_token) is None:
            # Not refused for itself: another tap, or another browser, has just set this very password.
            return _submitted_twice(records, session_token, password, client)
        raise
    # Hashed outside the transaction: nobody waits for it to write.
    password_hash = hash_password(password)
    with records.transaction():
        session = _setup_session(records, session_token)
        if session is None:
            raise _why_over(records, session_token)
        holder = holder_with_access(records, session.email_key, settings)
        link = use_setup_link(records, session)
        portal.store_password(session.account_id, password_hash, records.clock())
        forget_wrong(records, session.email_key)
        portal.end_session(session.session_id, _PASSWORD_SET, records.clock())
        end_sessions(records, session.account_id, "a new password was set")
        write_audit(
            records,
            "portal password set",
            PORTAL,
            contact_id=holder.contact_id,
            reason=f"by link: {link.purpose.label}",
        )
        if account.first_sign_in_at is not None:
            queue_notice(records, settings, account.id, holder, MessageKind.PASSWORD_CHANGED)
        if link.purpose is not LinkPurpose.RESET:
            return complete_sign_in(records, session.account_id, "password")
        announce_account(records, session.email_key, outbox=True)
        return ""


def use_setup_link(records: Records, session: PortalSessionView) -> SetupLink:
    """Use up the link that this session answered, within the caller's transaction: exactly one caller wins.

    Raises:
        LinkClosed, LinkLocked: it was used, voided or locked meanwhile.
        SessionOver: the session has no link.
    """
    link = portal.link_by_id(session.setup_link_id) if session.setup_link_id is not None else None
    if link is None:
        raise SessionOver
    if not portal.use_link(link.id, records.clock()):
        raise _why_closed(link, load_settings(records))
    return link


def complete_first_login(records: Records, session: PortalSessionView, signed_in_by: str) -> str:
    """Passwordless, within the caller's transaction, after the code was right: use the link up and sign in.

    Raises:
        LinkClosed, LinkLocked, SessionOver: as `use_setup_link`.
        NoDependents: access ended meanwhile.
    """
    use_setup_link(records, session)
    end_sessions(records, session.account_id, "the setup link was used")
    return complete_sign_in(records, session.account_id, signed_in_by)


def refuse_password(account: PortalAccount, holder: Holder, settings: PracticeSettings, password: str) -> None:
    """Look at a new password from all sides.

    Raises:
        PasswordRefused: all reasons.
        TooManyTries: too many passwords are checked just now.
    """
    problems = check_password(password, family_words(holder, settings), settings.password_length)
    earlier = [*portal.passwords_before(account.id), *([account.password_hash] if account.password_hash else [])]
    # Only a password that would be taken is worth the time.
    if not problems and any(verify_password(one, password) for one in earlier):
        problems = (PasswordProblem.USED_BEFORE,)
    if problems:
        raise PasswordRefused(problems)


def new_passphrase(records: Records, session_token: str | None, language: Language) -> str:
    """A fresh passphrase to offer, in the language that the parent reads, long enough for the practice's setting.

    Raises:
        SessionOver: no session at stage SETUP or SIGNED_IN.
    """
    session = require(records, session_token, SessionStage.SETUP, SessionStage.SIGNED_IN)
    settings, holder = settings_and_holder(records, session.email_key)
    words = family_words(holder, settings)
    while True:
        passphrase = passwords.new_passphrase(language, settings.password_length)
        if not check_password(passphrase, words, settings.password_length):
            return passphrase


# --------------------------------------------------------------------------------------------------------------- parts


def _answerable(records: Records, token: str, settings: PracticeSettings) -> tuple[SetupLink, Holder]:
    hashed = token_hash(token)
    link = portal.link_by_hash(hashed)
    if link is None or not hmac.compare_digest(link.token_hash, hashed):
        raise LinkClosed
    if link.used_at is not None or link.void_at is not None or link.locked_at is not None:
        raise _why_closed(link, settings)
    if records.clock() >= link.expires_at:
        raise LinkClosed
    account = portal.account_by_id(link.account_id)
    holder = holder_of(records, account.email_key, settings) if account else None
    if holder is None or not holder.dependent_ids:
        raise LinkClosed
    return link, holder


def _setup_session(records: Records, token: str | None) -> PortalSessionView | None:
    """The live session at stage SETUP; None if there is none."""
    session = session_of(records, token)
    return session if session is not None and session.stage is SessionStage.SETUP else None


def _why_over(records: Records, token: str | None) -> LinkClosed | LinkLocked | SessionOver:
    """What to tell a browser that came to set a password too late."""
    row = portal.session_by_hash(token_hash(token)) if token else None
    link = portal.link_by_id(row.setup_link_id) if row is not None and row.setup_link_id is not None else None
    if link is None or (link.used_at is None and link.void_at is None and link.locked_at is None):
        return SessionOver()
    return _why_closed(link, load_settings(records))


def _submitted_twice(records: Records, token: str | None, password: str, client: str) -> str:
    """The answer to the same form of the same browser that won a moment ago; refuses everybody else."""
    row = portal.session_by_hash(token_hash(token)) if token else None
    recent = records.clock() - SUBMITTED_TWICE
    if row is None or row.ended_because != _PASSWORD_SET or row.ended_at < recent:
        raise _why_over(records, token)
    check(records, Scope.SET_PASSWORD, str(row.account_id), client)
    account = portal.account_by_id(row.account_id)
    if account is None or not verify_password(account.password_hash, password):
        raise _why_over(records, token)
    link = portal.link_by_id(row.setup_link_id) if row.setup_link_id is not None else None
    if link is None or link.purpose is LinkPurpose.RESET:
        return ""
    with records.transaction():
        return complete_sign_in(records, account.id, "password")


def _why_closed(link: SetupLink, settings: PracticeSettings) -> LinkClosed | LinkLocked:
    if link.locked_at is not None and link.used_at is None and link.void_at is None:
        return LinkLocked(practice_call(settings))
    return LinkClosed()


def _accepted_birth_dates(holder: Holder) -> frozenset[dt.date]:
    """Of the dependents, and the parent's own where they are a patient here."""
    dates = {holder.picture.patients[patient_id].birth_date for patient_id in holder.dependent_ids}
    for contact in families.contacts_by_id(holder.contact_ids).values():
        own = families.patient_row(contact.own_patient_id) if contact.own_patient_id is not None else None
        if own is not None:
            dates |= {own.birth_date} | ({contact.birth_date} if contact.birth_date else set())
    return frozenset(dates)


def _note_locked(records: Records, holder: Holder) -> None:
    write_audit(records, "setup link locked", PORTAL, contact_id=holder.contact_id, reason="wrong dates of birth")
    announce_account(records, holder.email_key)
