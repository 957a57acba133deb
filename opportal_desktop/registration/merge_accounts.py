# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of the portal accounts of two contacts that are merged; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from opportal_desktop.records import accounts
from opportal_desktop.records.models import Contact, PortalAccount
from opportal_desktop.registration.rules import FamilyPicture


class AccountFate(Enum):
    """What becomes of a portal account."""

    KEPT = "kept"
    MOVED = "moved"
    """It is the one in use: it gets the address that was chosen."""
    SET_ASIDE = "set aside"
    """Its sign-in stops."""
    OF_ANOTHER = "of another"
    """Another contact has the address, too: nothing is done to it."""
    WITHOUT_ADDRESS = "without address"
    """No Home Email was chosen: nobody can sign in until there is one."""


@dataclass(frozen=True)
class AccountStep:
    """What becomes of the account of one Home Email. `active`: has signed in."""

    account: PortalAccount
    fate: AccountFate
    active: bool


def account_steps(
    kept: Contact, folded: Contact, values: Mapping[str, Any], before: FamilyPicture
) -> tuple[AccountStep, ...]:
    """One account is left: that of the chosen Home Email, or the one that is Active if that one is not."""
    keys = list(dict.fromkeys(row.email_key for row in (kept, folded) if row.email_key))
    known = accounts.accounts_by_email(keys)
    chosen = values["email_key"]
    both = {kept.id, folded.id}
    steps = []
    at_address = known.get(chosen) if chosen else None
    address_active = at_address is not None and at_address.account.first_sign_in_at is not None
    for key in keys:
        rows = known.get(key)
        if rows is None or key == chosen:
            continue
        active = rows.account.first_sign_in_at is not None
        if any(other.id not in both for other in before.contacts_by_email.get(key, ())):
            fate = AccountFate.OF_ANOTHER
        elif chosen is None:
            fate = AccountFate.WITHOUT_ADDRESS
        elif active and not address_active and _is_of(rows.account.id, both):
            fate = AccountFate.MOVED
        else:
            fate = AccountFate.SET_ASIDE
        steps.append(AccountStep(rows.account, fate, active))
    if at_address is not None:
        moved = any(step.fate is AccountFate.MOVED for step in steps)
        fate = AccountFate.SET_ASIDE if moved else AccountFate.KEPT
        # First: the address must be free before another account gets it.
        steps.insert(0, AccountStep(at_address.account, fate, address_active))
    return tuple(steps)


def _is_of(account_id: int, contact_ids: set[int]) -> bool:
    """Whether an account was ever of one of these: known by whom it was written to."""
    written_to = accounts.contacts_written_to(account_id)
    return not written_to or bool(written_to & contact_ids)
