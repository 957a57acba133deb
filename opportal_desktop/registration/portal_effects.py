# SPDX-License-Identifier: GPL-3.0-or-later
"""What a change of families brings about at the portal, within the change's own transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from opportal_desktop.records import accounts, families, portal
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import PortalAccount
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings
from opportal_desktop.registration.access_shifts import AccessShift, access_shifts
from opportal_desktop.registration.errors import LosesAccess
from opportal_desktop.registration.pictures import name_key
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import (
    Consequences,
    DueMail,
    FamilyPicture,
    LinkKey,
    access,
    consequences,
)
from opportal_desktop.registration.setup_links import new_seed, setup_token, token_hash
from opportal_desktop.terms import PROGRAM, StaffMember


@dataclass(frozen=True, slots=True)
class Effects:
    """What was brought about.

    Attributes:
        queued: (message id, address) of each Welcome Email put into the outbox.
        consequences: what the rules said.
    """

    queued: tuple[tuple[int, str], ...]
    consequences: Consequences

    @property
    def contact_ids(self) -> frozenset[int]:
        """Contacts whose Portal Status may differ now."""
        links = (*self.consequences.begins, *self.consequences.ends)
        return frozenset({contact_id for _, contact_id in links} | {mail.contact_id for mail in self.consequences.due})


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the desk says to a loss of access.

    Attributes:
        reason: kept in the audit trail.
        to: the links (patient id, contact id) whose loss was seen and agreed to; None for all that there are.
    """

    reason: str = ""
    to: Collection[LinkKey] | None = None


def bring_about(
    records: Records,
    settings: PracticeSettings,
    before: FamilyPicture,
    after: FamilyPicture,
    by: StaffMember,
    agreement: Agreement | None = None,
) -> Effects:
    """Queue what is due, cancel what lost its reason, void links of accounts without dependents; audit all of it.

    Args:
        agreement: what the desk says to a loss; None where nobody at the desk takes anything away.

    Raises:
        LosesAccess: somebody loses access that the desk has not agreed to, or has given no reason for.
    """
    outcome = consequences(before, after, practice_rules(records, settings))
    return carry_out(records, settings, before, after, outcome, by, agreement)


def carry_out(
    records: Records,
    settings: PracticeSettings,
    before: FamilyPicture,
    after: FamilyPicture,
    outcome: Consequences,
    by: StaffMember,
    agreement: Agreement | None,
    because: str = "",
) -> Effects:
    """`bring_about` for a step whose consequences are known already.

    Args:
        because: why access begins, for the audit trail, where that is not plain from the change itself.
    """
    if agreement is not None and outcome.ends:
        _refuse_unexplained(access_shifts(before, after, outcome, practice_rules(records, settings)), agreement)
    said = f". {agreement.reason.strip()}" if agreement is not None and agreement.reason.strip() else ""
    now = records.clock()
    for key in outcome.ends:
        families.stamp_access_end(key, now)
        write_audit(
            records,
            "portal access ended",
            by,
            patient_id=key[0],
            contact_id=key[1] if key[1] in after.contacts else None,
            reason=_why_ended(key, after, records, settings) + said,
        )
    for key in outcome.begins:
        families.stamp_access_end(key, None)
        write_audit(records, "portal access began", by, patient_id=key[0], contact_id=key[1], reason=because)
    for email_key in outcome.closed:
        close_account(records, email_key, by)
    queued = tuple(queue_due(records, settings, mail, after, by) for mail in outcome.due)
    return Effects(queued, outcome)


def _refuse_unexplained(shifts: tuple[AccessShift, ...], agreement: Agreement) -> None:
    losses = tuple(shift for shift in shifts if shift.loses)
    unseen = agreement.to is not None and any(key not in agreement.to for shift in losses for key in shift.keys)
    if losses and (unseen or not agreement.reason.strip()):
        raise LosesAccess(losses)


def _why_ended(key: LinkKey, after: FamilyPicture, records: Records, settings: PracticeSettings) -> str:
    link = after.links_by_key.get(key)
    if link is None:
        return "removed from the chart"
    return "; ".join(access(link, after, practice_rules(records, settings)).reasons)


def close_account(records: Records, email_key: str, by: StaffMember) -> None:
    """An account without dependents: its queued Welcome Emails are cancelled and its live link is void."""
    rows = accounts.accounts_by_email([email_key]).get(email_key)
    if rows is None:
        return
    accounts.cancel_queued(records, rows.account.id, by.name, "Access ended before it was sent.", accounts.NEED_ACCESS)
    accounts.void_links(records, rows.account.id, "access ended")


def queue_due(
    records: Records, settings: PracticeSettings, mail: DueMail, picture: FamilyPicture, by: StaffMember
) -> tuple[int, str]:
    """Put one due Welcome Email into the outbox; returns its id and address."""
    return queue_welcome(
        records, settings, mail.contact_id, mail.email_key, mail.to_address, picture, by, mail.because.value
    )


def queue_welcome(
    records: Records,
    settings: PracticeSettings,
    contact_id: int,
    email_key: str,
    to_address: str,
    picture: FamilyPicture,
    by: StaffMember,
    because: str,
) -> tuple[int, str]:
    """Put a Welcome Email with a new link (or the Active variant) into the outbox; returns its id and address."""
    contact = families.contact_row(contact_id)
    if contact is None:
        raise AssertionError("a Welcome Email for a contact that is not there")
    known = portal.account_by_email(email_key)
    if known is not None and not _is_theirs(known, name_key(contact.first_name, contact.last_name)):
        set_aside(records, known)
    account = accounts.account_for(records, email_key)
    seed = None if account.first_sign_in_at else new_seed()
    message = accounts.queue_welcome(
        records,
        account,
        accounts.WelcomeMail(
            contact_id=contact_id,
            to_address=to_address,
            language=contact.language,
            queued_by=by.name,
            mail_domain=mail_domain(settings),
            token_hash=token_hash(setup_token(records.link_key, seed)) if seed else None,
            link_seed=seed,
            link_life=dt.timedelta(hours=settings.link_hours),
            delay=dt.timedelta(seconds=settings.undo_seconds),
        ),
    )
    families.stamp_registered(_covered(email_key, picture, records, settings), records.clock())
    write_audit(
        records,
        f"{message.kind.label} queued",
        by,
        contact_id=contact_id,
        changes={"to_address": (None, to_address)},
        reason=because,
    )
    return message.id, to_address


def is_active_account_of(email_key: str, name: str) -> bool:
    """Whether this person (`name`: their name key) has signed in with this Home Email: their mail names no link."""
    rows = accounts.accounts_by_email([email_key]).get(email_key)
    return rows is not None and rows.account.first_sign_in_at is not None and _is_theirs(rows.account, name)


def _is_theirs(account: PortalAccount, name: str) -> bool:
    """Whether an account was ever this person's. An address may pass on to another parent, an account must not.

    Known by whom it was written to: this record, or another one of the same name (rule A6).
    """
    written_to = families.contacts_by_id(accounts.contacts_written_to(account.id)).values()
    return not written_to or any(name_key(row.first_name, row.last_name) == name for row in written_to)


def set_aside(records: Records, account: PortalAccount, because: str = "another account has its address now") -> None:
    """Let an account give its address free, within the caller's transaction: nobody can sign in to it any more."""
    portal.end_sessions(account.id, because, records.clock(), None)
    accounts.void_links(records, account.id, because)
    accounts.cancel_queued(records, account.id, PROGRAM.name, because, accounts.NEED_ACCESS)
    # No address: nothing is ever sent to it, and no contact has it.
    portal.rename_account(account.id, f"set aside {account.public_id}")


def _covered(
    email_key: str, picture: FamilyPicture, records: Records, settings: PracticeSettings
) -> Collection[LinkKey]:
    practice = practice_rules(records, settings)
    own = {contact.id for contact in picture.contacts_by_email.get(email_key, ())}
    return [link.key for link in picture.links if link.contact_id in own and access(link, picture, practice).holds]


def mail_domain(settings: PracticeSettings) -> str:
    """The right side of Message-IDs: the sender's domain, which the practice owns."""
    _, _, domain = settings.mail_from.rpartition("@")
    return domain.strip("> ").lower() or "opportal.invalid"
