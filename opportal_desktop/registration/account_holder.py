# SPDX-License-Identifier: GPL-3.0-or-later
"""Who holds a portal account: the contact of its Home Email, whom the account may see now, and the family's words."""

from __future__ import annotations

from dataclasses import dataclass

from opportal_desktop.records import families
from opportal_desktop.records.models import Contact, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import PracticeSettings, load_settings
from opportal_desktop.registration.passwords import FamilyWords
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.portal_errors import NoDependents
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import FamilyPicture, access, dependents
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import Changed, Language, StaffMember, StaffRole

PORTAL = StaffMember(0, "Parents’ portal", StaffRole.FRONT_DESK)
"""Who acts in the audit trail when a parent does."""


@dataclass(frozen=True)
class Holder:
    """The person behind an account.

    Attributes:
        contact_id: the record that speaks for them; the same person may have several (rule A6).
        contact_ids: all of those records.
        dependent_ids: the patients that the account may see now.
    """

    email_key: str
    contact_id: int
    contact_ids: frozenset[int]
    first_name: str
    language: Language
    home_email: str
    dependent_ids: tuple[int, ...]
    picture: FamilyPicture
    practice: PracticeRules


def holder_of(records: Records, email_key: str, settings: PracticeSettings | None = None) -> Holder | None:
    """Who holds the account of this Home Email; None if no contact has it (any more)."""
    practice = practice_rules(records, settings)
    picture = family_picture([], [email_key])
    contacts = picture.contacts_by_email.get(email_key, ())
    if not contacts:
        return None
    with_access = {link.contact_id for link in picture.links if access(link, picture, practice).holds}
    own = [contact for contact in contacts if contact.id in with_access] or list(contacts)
    speaker = min(own, key=lambda contact: contact.id)
    row = families.contacts_by_id([speaker.id])[speaker.id]
    return Holder(
        email_key=email_key,
        contact_id=speaker.id,
        contact_ids=frozenset(contact.id for contact in contacts if contact.name_key == speaker.name_key),
        first_name=row.first_name,
        language=row.language,
        home_email=row.home_email,
        dependent_ids=dependents(email_key, picture, practice),
        picture=picture,
        practice=practice,
    )


def holder_with_access(records: Records, email_key: str, settings: PracticeSettings) -> Holder:
    """Who holds the account, if it may see anybody now.

    Raises:
        NoDependents: it may not; whom to call.
    """
    holder = holder_of(records, email_key, settings)
    if holder is None or not holder.dependent_ids:
        raise NoDependents(practice_call(settings))
    return holder


def practice_call(settings: PracticeSettings) -> str:
    """The practice's phone as people read it; empty if it has none."""
    return shown_phone(settings.practice_phone, settings.phone_region)


def family_words(holder: Holder, settings: PracticeSettings) -> FamilyWords:
    """What the holder's password must not contain: of the person and of every patient they are linked to."""
    contacts = families.contacts_by_id(holder.contact_ids).values()
    patient_ids = {link.patient_id for link in holder.picture.links if link.contact_id in holder.contact_ids}
    patient_ids |= {row.own_patient_id for row in contacts if row.own_patient_id is not None}
    patients = [row for row in map(families.patient_row, sorted(patient_ids)) if row]
    people: list[Contact | Patient] = [*contacts, *patients]
    return FamilyWords(
        email=holder.email_key,
        names=tuple(
            name for row in people for name in (row.first_name, row.middle_name, row.last_name, row.nickname) if name
        ),
        birth_dates=tuple(row.birth_date for row in people if row.birth_date),
        practice=settings.practice_name,
    )


def contact_of(email_key: str) -> int | None:
    """The contact that an audit row about this account stands at: the first one of its Home Email."""
    return min((contact.id for contact in family_picture([], [email_key]).contacts.values()), default=None)


def announce_account(records: Records, email_key: str, *, outbox: bool = False) -> None:
    """Tell the windows that the account's Portal Status may differ, once the running transaction is committed."""
    picture = family_picture([], [email_key])
    records.announce(
        Changed(
            patient_ids=frozenset(link.patient_id for link in picture.links),
            contact_ids=frozenset(picture.contacts),
            outbox=outbox,
        )
    )


def settings_and_holder(records: Records, email_key: str) -> tuple[PracticeSettings, Holder]:
    """The settings with the holder, who has access.

    Raises:
        NoDependents: they have not.
    """
    settings = load_settings(records)
    return settings, holder_with_access(records, email_key, settings)
