# SPDX-License-Identifier: GPL-3.0-or-later
"""From the records' rows to the frozen facts that the rules see."""

from __future__ import annotations

from collections.abc import Collection

from opportal_desktop.folding import fold
from opportal_desktop.records import accounts, families
from opportal_desktop.records.models import Contact, FamilyContact, Message, Patient, SetupLink
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.rules import (
    AccountFacts,
    AccountPicture,
    ContactFacts,
    FamilyPicture,
    InvitationFacts,
    LinkFacts,
    PatientFacts,
    SetupLinkFacts,
)
from opportal_desktop.terms import LinkPurpose


def name_key(first: str, last: str) -> str:
    """What two records of one person have in common: the folded first and last name."""
    return fold(f"{first} {last}")


def contact_facts(row: Contact) -> ContactFacts:
    """A contact's row as the rules see it."""
    return ContactFacts(
        id=row.id,
        name=full_name(row.first_name, row.last_name),
        name_key=name_key(row.first_name, row.last_name),
        home_email=row.home_email,
        cell_phone=row.cell_phone,
        declined_on=row.declined_on,
        ask_again_on=row.ask_again_on,
        own_patient_id=row.own_patient_id,
    )


def patient_facts(row: Patient) -> PatientFacts:
    """A patient's row as the rules see it."""
    return PatientFacts(
        id=row.id,
        name=full_name(row.first_name, row.last_name),
        birth_date=row.birth_date,
        active=row.active,
        email_key=row.email_key,
        disputed=bool(row.dispute_note),
    )


def link_facts(row: FamilyContact) -> LinkFacts:
    """A family contact's row as the rules see it."""
    return LinkFacts(
        patient_id=row.patient_id,
        contact_id=row.contact_id,
        role_reason=row.role_reason,
        authority=row.authority,
        ended_at=row.ended_at,
        proxy_consent_on=row.proxy_consent_on,
        proxy_consent_until=row.proxy_consent_until,
        proxy_consent_by=row.proxy_consent_by,
        own_account_on=row.own_account_on,
        registered_at=row.registered_at,
        access_ended_at=row.access_ended_at,
    )


def family_picture(contact_ids: Collection[int], email_keys: Collection[str] = ()) -> FamilyPicture:
    """These contacts, whoever shares a Home Email with them or has one of `email_keys`, and all that hangs on them."""
    rows = families.family_rows(contact_ids, email_keys)
    return FamilyPicture(
        patients={row.id: patient_facts(row) for row in rows.patients},
        contacts={row.id: contact_facts(row) for row in rows.contacts},
        links=tuple(link_facts(row) for row in rows.links),
    )


def account_pictures(email_keys: Collection[str]) -> dict[str, AccountPicture]:
    """The accounts of these Home Emails as the status sees them; no entry where there is none."""
    return {key: _account_picture(rows) for key, rows in accounts.accounts_by_email(email_keys).items()}


def _account_picture(rows: accounts.AccountRows) -> AccountPicture:
    account, link, mail = rows.account, rows.setup_link, rows.invitation
    return AccountPicture(
        account=AccountFacts(
            first_sign_in_at=account.first_sign_in_at,
            last_sign_in_at=account.last_sign_in_at,
            locked_at=account.locked_at,
            locked_until=account.locked_until,
        ),
        setup_link=setup_link_facts(link) if link else None,
        invitation=invitation_facts(mail) if mail else None,
    )


def setup_link_facts(row: SetupLink) -> SetupLinkFacts:
    """A setup link's row as the status sees it."""
    return SetupLinkFacts(
        expires_at=row.expires_at,
        used_at=row.used_at,
        void_at=row.void_at,
        locked_at=row.locked_at,
        printed=row.purpose is LinkPurpose.SHEET,
    )


def invitation_facts(row: Message) -> InvitationFacts:
    """A Welcome Email's row as the status sees it."""
    return InvitationFacts(
        state=row.state,
        to_address=row.to_address,
        queued_at=row.queued_at,
        due_at=row.due_at,
        tries=row.tries,
        finished_at=row.finished_at,
        explanation=row.explanation,
    )
