# SPDX-License-Identifier: GPL-3.0-or-later
"""A contact as the desk edits it in one patient's chart: the person and the link to the patient in one frozen value."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Protocol

from opportal_desktop.folding import fold
from opportal_desktop.records import families
from opportal_desktop.records.models import Contact, FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.registration.errors import FieldDifference, RecordGone
from opportal_desktop.registration.validators import check_email, check_phone
from opportal_desktop.terms import Authority, Language, PreferredContact, ResidesWith, RoleReason

PERSON_FIELDS = {
    "first_name": "First name",
    "middle_name": "Middle name",
    "last_name": "Last name",
    "nickname": "Nickname",
    "birth_date": "Date of birth",
    "language": "Language",
    "home_email": "Home Email",
    "cell_phone": "Cell Phone",
    "home_phone": "Home phone",
    "work_phone": "Work phone",
    "address_line": "Address",
    "address_line2": "Address, line 2",
    "city": "City",
    "state": "State",
    "postal_code": "ZIP code",
    "preferred_contact": "Preferred contact method",
    "notes": "Notes",
    "own_patient_id": "Is also a patient here",
    "declined_on": "Declined the portal",
    "ask_again_on": "Ask again on",
}
"""Fields of the person, shared by all their children's charts, with the label that the desk reads."""

LINK_FIELDS = {
    "role_reason": "Role/Reason",
    "authority": "Authority",
    "resides_with": "Resides With",
    "emergency": "Emergency contact",
    "preferred": "Preferred contact",
    "proxy_consent_on": "Consent to proxy access",
    "proxy_consent_until": "Consent valid until",
    "court_order_note": "Court order",
    "court_order_review_on": "Look at the court order again on",
}
"""Fields of the link between this contact and this patient."""

FIELD_LABELS = PERSON_FIELDS | LINK_FIELDS

NAME_LIMIT = 100
"""Characters in one name."""


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What the Contact Information panel shows and edits.

    Attributes:
        contact_id: None for a contact that is not in the records yet.
        contact_revision, link_revision: of the rows as they were read; 0 for a row that is not there yet.
        own_patient_id: the patient that this contact is, if they are a patient here.
        role_reason: None until the desk has chosen.
    """

    patient_id: int
    contact_id: int | None = None
    contact_revision: int = 0
    link_revision: int = 0
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    nickname: str = ""
    birth_date: dt.date | None = None
    language: Language = Language.ENGLISH
    home_email: str = ""
    cell_phone: str = ""
    home_phone: str = ""
    work_phone: str = ""
    address_line: str = ""
    address_line2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    preferred_contact: PreferredContact = PreferredContact.UNSET
    notes: str = ""
    own_patient_id: int | None = None
    declined_on: dt.date | None = None
    ask_again_on: dt.date | None = None
    role_reason: RoleReason | None = None
    authority: Authority = Authority.NONE
    resides_with: ResidesWith = ResidesWith.UNKNOWN
    emergency: bool = False
    preferred: bool = False
    proxy_consent_on: dt.date | None = None
    proxy_consent_until: dt.date | None = None
    court_order_note: str = ""
    court_order_review_on: dt.date | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def load_contact_draft(records: Records, patient_id: int, contact_id: int) -> ContactDraft:
    """A contact in a patient's chart, to be edited.

    Raises:
        RecordGone: the contact is not in this chart (any more).
    """
    contact, link = families.contact_row(contact_id), families.link_row(patient_id, contact_id)
    if contact is None or link is None:
        raise RecordGone
    return draft_from_rows(patient_id, contact, link)


def select_contact_draft(records: Records, patient_id: int, contact_id: int) -> ContactDraft:
    """An existing contact to be linked to another chart: the person is filled in, the link is still to be said.

    Raises:
        RecordGone: there is no such contact (any more).
    """
    contact = families.contact_row(contact_id)
    if contact is None:
        raise RecordGone
    link = families.link_row(patient_id, contact_id)
    return draft_from_rows(patient_id, contact, link)


def draft_from_rows(patient_id: int, contact: Contact, link: FamilyContact | None) -> ContactDraft:
    """The draft of two rows as they stand."""
    values: dict[str, Any] = {name: getattr(contact, name) for name in PERSON_FIELDS}
    if link is not None:
        values |= {name: getattr(link, name) for name in LINK_FIELDS}
    return ContactDraft(
        patient_id=patient_id,
        contact_id=contact.id,
        contact_revision=contact.revision,
        link_revision=link.revision if link else 0,
        **values,
    )


def tidy(draft: ContactDraft, phone_region: str) -> ContactDraft:
    """The draft as it is stored: blanks trimmed, phones in E.164 and emails normalized where they are valid."""
    texts = {
        name: " ".join(getattr(draft, name).split())
        for name in (*PERSON_FIELDS,)
        if isinstance(getattr(draft, name), str) and not isinstance(getattr(draft, name), Language | PreferredContact)
    }
    texts["notes"] = draft.notes.strip()
    texts["court_order_note"] = draft.court_order_note.strip()
    texts["home_email"] = check_email(draft.home_email).text
    for phone in ("cell_phone", "home_phone", "work_phone"):
        texts[phone] = check_phone(getattr(draft, phone), phone_region).text
    tidied = replace(draft, **texts)  # type: ignore[arg-type]
    if tidied.declined_on is None:
        tidied = replace(tidied, ask_again_on=None)
    if tidied.role_reason is RoleReason.SELF:
        tidied = replace(tidied, own_patient_id=tidied.patient_id)
    return tidied


def draft_errors(draft: ContactDraft, today: dt.date) -> dict[str, str]:
    """What can't be stored as typed: {field: what to do}. The portal's conditions never keep a record from a Save."""
    errors: dict[str, str] = {}
    if not fold(draft.first_name) and not fold(draft.last_name):
        errors["first_name"] = "Enter a first or last name."
    for name in ("first_name", "middle_name", "last_name", "nickname"):
        if len(getattr(draft, name)) > NAME_LIMIT:
            errors[name] = f"At most {NAME_LIMIT} characters."
    if draft.role_reason is None:
        errors["role_reason"] = "Choose why this contact is in the chart."
    if draft.birth_date is not None:
        if draft.birth_date > today:
            errors["birth_date"] = "The date of birth is in the future."
        elif draft.birth_date.year < today.year - 120:
            errors["birth_date"] = "The date of birth is more than 120 years ago."
    if draft.proxy_consent_on and draft.proxy_consent_until and draft.proxy_consent_until < draft.proxy_consent_on:
        errors["proxy_consent_until"] = "The consent ends before it begins."
    if draft.declined_on and draft.declined_on > today:
        errors["declined_on"] = "The day on which they declined is in the future."
    if draft.declined_on and draft.ask_again_on and draft.ask_again_on <= draft.declined_on:
        errors["ask_again_on"] = "Enter a day after the one on which they declined."
    if draft.court_order_review_on and not draft.court_order_note.strip():
        errors["court_order_note"] = "Say what is to be looked at again on that day."
    return errors


def draft_warnings(draft: ContactDraft, phone_region: str) -> dict[str, str]:
    """What is kept as typed but is not valid: {field: why}. Shown beside the field; saving is possible."""
    warnings = {"home_email": check_email(draft.home_email).problem}
    for phone in ("cell_phone", "home_phone", "work_phone"):
        warnings[phone] = check_phone(getattr(draft, phone), phone_region).problem
    return {name: problem for name, problem in warnings.items() if problem}


def differences(base: ContactDraft, current: ContactDraft, yours: ContactDraft) -> tuple[FieldDifference, ...]:
    """The fields that somebody else changed since `base` was read."""
    return tuple(
        FieldDifference(name, label, was=getattr(base, name), theirs=getattr(current, name), yours=getattr(yours, name))
        for name, label in FIELD_LABELS.items()
        if getattr(base, name) != getattr(current, name)
    )


def changed_fields(before: ContactDraft | None, after: ContactDraft) -> dict[str, tuple[Any, Any]]:
    """{field: (before, after)} for the audit trail; a new record's empty fields are left out."""
    empty = ContactDraft(patient_id=after.patient_id)
    base = before or empty
    return {
        name: (getattr(base, name), getattr(after, name))
        for name in FIELD_LABELS
        if getattr(base, name) != getattr(after, name)
    }


class Address(Protocol):
    """Whose address can be taken over: a patient's row or draft."""

    @property
    def address_line(self) -> str: ...
    @property
    def address_line2(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def postal_code(self) -> str: ...


def same_address(draft: ContactDraft, patient: Address) -> ContactDraft:
    """The draft with the patient's address."""
    return replace(
        draft,
        address_line=patient.address_line,
        address_line2=patient.address_line2,
        city=patient.city,
        state=patient.state,
        postal_code=patient.postal_code,
    )
