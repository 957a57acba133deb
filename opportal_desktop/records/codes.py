# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-in codes and the texts that carry them: single steps of a use case's transaction."""

from __future__ import annotations

import datetime as dt

from opportal_desktop.records.models import Contact, Message, MessageEvent, PortalAccount, SignInCode
from opportal_desktop.records.records import Records
from opportal_desktop.records.rows import rows_by
from opportal_desktop.terms import Language, MessageKind, MessageState


def accounts_by_phone(phone: str) -> tuple[PortalAccount, ...]:
    """The accounts that have signed in before and whose Home Email a contact with this Cell Phone (E.164) has."""
    emails = Contact.select(Contact.email_key).where(Contact.cell_phone == phone, Contact.email_key.is_null(False))
    return tuple(
        PortalAccount.select()
        .where(PortalAccount.email_key.in_(emails), PortalAccount.first_sign_in_at.is_null(False))
        .order_by(PortalAccount.id)
    )


def add_code(records: Records, account_id: int, session_id: int, code_hash: str, expires_at: dt.datetime) -> SignInCode:
    """Add a code for one browser's session; the account's older ones are void."""
    void_codes(records, account_id)
    return SignInCode.create(
        account=account_id,
        session=session_id,
        code_hash=code_hash,
        created_at=records.clock(),
        expires_at=expires_at,
    )


def void_codes(records: Records, account_id: int) -> None:
    """Void the account's codes that could still be entered."""
    SignInCode.update(void_at=records.clock()).where(
        SignInCode.account == account_id, SignInCode.used_at.is_null(), SignInCode.void_at.is_null()
    ).execute()


def live_codes(records: Records, account_id: int) -> tuple[SignInCode, ...]:
    """The account's codes that can be entered now: one at most."""
    now = records.clock()
    return tuple(
        row
        for row in rows_by(SignInCode, account=account_id)
        if row.used_at is None and row.void_at is None and row.expires_at > now
    )


def count_wrong_code(records: Records, code_id: int, limit: int) -> None:
    """Count a wrong answer; the code is void at the limit."""
    SignInCode.update(wrong_answers=SignInCode.wrong_answers + 1).where(SignInCode.id == code_id).execute()
    SignInCode.update(void_at=records.clock()).where(
        SignInCode.id == code_id, SignInCode.wrong_answers >= limit, SignInCode.void_at.is_null()
    ).execute()


def use_code(records: Records, code_id: int) -> bool:
    """Use a code up; False if it was used or void already: of any number of calls one wins."""
    used = SignInCode.update(used_at=records.clock()).where(
        SignInCode.id == code_id, SignInCode.used_at.is_null(), SignInCode.void_at.is_null()
    )
    return bool(used.execute())


def queue_text(
    records: Records,
    account_id: int,
    contact_id: int,
    *,
    to_phone: str,
    language: Language,
    seed: str,
    expires_at: dt.datetime,
    by: str,
) -> Message:
    """Put the text with a code into the outbox, before all that waits there; it is never sent late."""
    now = records.clock()
    row = Message.create(
        kind=MessageKind.SIGN_IN_CODE,
        account=account_id,
        contact=contact_id,
        link_seed=seed,
        priority=0,
        expires_at=expires_at,
        to_address=to_phone,
        language=language,
        queued_at=now,
        queued_by=by,
        rfc_message_id="pending",
        due_at=now,
    )
    # A text has no Message-ID, but the outbox wants each row to have one of its own.
    row.rfc_message_id = f"<{row.public_id}@text.invalid>"
    row.save(only=[Message.rfc_message_id])
    MessageEvent.create(message=row, at=now, by=by, state=MessageState.QUEUED)
    return row
