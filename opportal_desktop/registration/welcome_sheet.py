# SPDX-License-Identifier: GPL-3.0-or-later
"""The printed welcome sheet: for a parent who stands at the desk, with a setup link of its own in a QR code.

The link's token is on the paper and nowhere else; whoever finds the paper still has to know a date of birth.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opportal_desktop.records import accounts, families
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import Contact
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.errors import NoAccess, NoPortalAddress, RecordGone
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.register import missing_for_access
from opportal_desktop.registration.rules import FamilyPicture, access
from opportal_desktop.registration.setup_links import new_seed, setup_token, setup_url, token_hash
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import Changed, Language, LinkPurpose, LoginMode, MessageKind, StaffMember


@dataclass(frozen=True, slots=True)
class WelcomeSheet:
    """What is printed.

    Attributes:
        parent: the parent's name.
        sign_in_name: Home Email, or with passwordless login the Cell Phone's last four digits.
        portal_url: where parents sign in later.
        url: what the QR code holds: a setup link, or the portal's address for an account that is Active already.
        language: "en" or "es".
        expires_at: the setup link's end (UTC); None where the sheet carries none.
        time_zone: of the practice, IANA name.
    """

    practice: str
    practice_phone: str
    parent: str
    sign_in_name: str
    passwordless: bool
    portal_url: str
    url: str
    language: str
    expires_at: dt.datetime | None
    time_zone: str


def make_sheet(records: Records, contact_id: int, by: StaffMember) -> WelcomeSheet:
    """Make a sheet for this contact's account, with a new setup link; the link before it is void.

    A Welcome Email that still waits is cancelled: its link would be dead on arrival. An account that is Active keeps
    its password and gets a sheet without a setup link.

    Raises:
        NoAccess: access holds for no patient; with what is missing.
        NoPortalAddress: the practice has not set the portal's address.
        RecordGone: there is no such contact (any more).
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        settings = load_settings(records)
        portal_url = settings.portal_url.strip().rstrip("/")
        if not portal_url:
            raise NoPortalAddress
        picture = family_picture([contact_id])
        practice = practice_rules(records, settings)
        row = families.contact_row(contact_id)
        contact = picture.contacts.get(contact_id)
        if row is None or contact is None:
            raise RecordGone
        links = picture.links_by_contact.get(contact_id, ())
        if contact.email_key is None or not any(access(link, picture, practice).holds for link in links):
            raise NoAccess(missing_for_access(links, picture, practice))
        account = accounts.account_for(records, contact.email_key)
        url, expires_at = portal_url, None
        if account.first_sign_in_at is None:
            # Every mail that carries a link carries a dead one now.
            carry_links = accounts.WELCOME_KINDS | {MessageKind.RESET_PASSWORD}
            because = "A welcome sheet with a newer link was printed."
            accounts.cancel_queued(records, account.id, by.name, because, carry_links)
            token = setup_token(records.link_key, new_seed())
            life = dt.timedelta(hours=settings.link_hours)
            made = accounts.replace_link(records, account.id, LinkPurpose.SHEET, token_hash(token), life)
            url, expires_at = setup_url(portal_url, token), made.expires_at
        _record_printing(records, contact_id, contact.email_key, picture, practice, expires_at, by)
    return _sheet(row, settings, portal_url, url, expires_at)


def _record_printing(
    records: Records,
    contact_id: int,
    email_key: str,
    picture: FamilyPicture,
    practice: PracticeRules,
    expires_at: dt.datetime | None,
    by: StaffMember,
) -> None:
    people = {other.id for other in picture.contacts_by_email[email_key]}
    covered = [link for link in picture.links if link.contact_id in people and access(link, picture, practice).holds]
    families.stamp_registered([link.key for link in covered], records.clock())
    changes = {"link_expires_at": (None, expires_at)} if expires_at else {}
    write_audit(records, "welcome sheet printed", by, contact_id=contact_id, changes=changes)
    records.announce(
        Changed(patient_ids=frozenset(link.patient_id for link in covered), contact_ids=frozenset(people), outbox=True)
    )


def _sheet(
    contact: Contact, settings: PracticeSettings, portal_url: str, url: str, expires_at: dt.datetime | None
) -> WelcomeSheet:
    passwordless = settings.login_mode is LoginMode.PASSWORDLESS
    return WelcomeSheet(
        practice=settings.practice_name.strip(),
        practice_phone=shown_phone(settings.practice_phone, settings.phone_region),
        parent=full_name(contact.first_name, contact.last_name),
        sign_in_name=contact.cell_phone.partition(";")[0][-4:] if passwordless else contact.home_email.strip(),
        passwordless=passwordless,
        portal_url=portal_url,
        url=url,
        language="es" if contact.language is Language.SPANISH else "en",
        expires_at=expires_at,
        time_zone=settings.time_zone,
    )
