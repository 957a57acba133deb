# SPDX-License-Identifier: GPL-3.0-or-later
"""Patients, contacts and the links between them: reading families and writing single rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from opportal_desktop.records.contact_words import contacts_named
from opportal_desktop.records.models import Contact, FamilyContact, InsuranceId, Patient, SearchKey, database
from opportal_desktop.records.rows import PreparedRows, row_by, rows_by, rows_in
from opportal_desktop.records.search_keys import LAST, PHONE

FOUND_LIMIT = 50
CANDIDATES = 400
"""Contacts that a prefix is followed to before they are put in order; a longer prefix has fewer."""


@dataclass(frozen=True, slots=True)
class FamilyRows:
    """Some contacts with all of their links and those links' patients."""

    contacts: tuple[Contact, ...]
    links: tuple[FamilyContact, ...]
    patients: tuple[Patient, ...]


def family_rows(contact_ids: Collection[int], email_keys: Collection[str]) -> FamilyRows:
    """The contacts with these ids, and all that have a Home Email of theirs or one of these; links and patients too."""
    contacts = _by_id(_of_family(tuple(contact_ids), tuple(email_keys)))
    links = rows_in(FamilyContact, "contact", [row.id for row in contacts])
    patients = rows_in(Patient, "id", {row.patient_id for row in links})
    return FamilyRows(contacts, links, patients)


def _of_family(contact_ids: Collection[int], email_keys: Collection[str]) -> tuple[Contact, ...]:
    if contact_ids and email_keys:
        return _BY_BOTH.rows(ids=contact_ids, again=contact_ids, emails=email_keys)
    if contact_ids:
        return _BY_IDS.rows(ids=contact_ids, again=contact_ids)
    return rows_in(Contact, "email_key", email_keys)


def _theirs(ids: list[Any], again: list[Any]) -> Any:
    """SELECT of the ids of these contacts and of all with a Home Email of theirs.

    Ways put together, each along an index: for an OR of them PostgreSQL reads every contact of the practice, and so
    does SQLite where one is constant.
    """
    one, other = Contact.alias(), Contact.alias()
    same_email = one.select(one.id).join(other, on=(other.email_key == one.email_key)).where(other.id.in_(again))
    return _ids(Contact.id.in_(ids)) | same_email


def _ids(condition: Any) -> Any:
    return Contact.select(Contact.id).where(condition)


_BY_IDS = PreparedRows(Contact, lambda ids, again: Contact.select().where(Contact.id.in_(_theirs(ids, again))))
_BY_BOTH = PreparedRows(
    Contact,
    lambda ids, again, emails: Contact.select().where(
        Contact.id.in_(_theirs(ids, again) | _ids(Contact.email_key.in_(emails)))
    ),
)


def _by_id(rows: Any) -> tuple[Any, ...]:
    """In the order they were entered, which a server does not keep by itself; in SQL it would mislead SQLite."""
    return tuple(sorted(rows, key=attrgetter("id")))


def patient_row(patient_id: int) -> Patient | None:
    """The patient, or None if there is no such row any more."""
    return row_by(Patient, id=patient_id)


def contact_row(contact_id: int) -> Contact | None:
    """The contact, or None if it is no more: gone, or folded into another one."""
    row = row_by(Contact, id=contact_id)
    return None if row is None or row.merged_into is not None else row


def link_row(patient_id: int, contact_id: int) -> FamilyContact | None:
    """The family contact, or None if the contact is not in this chart."""
    return row_by(FamilyContact, patient=patient_id, contact=contact_id)


def insurance_of(patient_id: int) -> tuple[tuple[str, str], ...]:
    """(payer, number) of the patient's insurance ids, in the order they were entered."""
    rows = InsuranceId.select().where(InsuranceId.patient == patient_id).order_by(InsuranceId.id)
    return tuple((row.payer, row.number) for row in rows)


def replace_insurance(patient_id: int, insurance: Iterable[tuple[str, str]]) -> None:
    """Write a patient's insurance ids anew, within the caller's transaction."""
    InsuranceId.delete().where(InsuranceId.patient == patient_id).execute()
    for payer, number in insurance:
        InsuranceId.create(patient=patient_id, payer=payer, number=number, number_key=insurance_key(number))


def insurance_key(number: str) -> str:
    """Letters and digits only, upper case: how insurance numbers are searched."""
    return "".join(ch for ch in number.upper() if ch.isalnum())


def links_of_patient(patient_id: int) -> tuple[FamilyContact, ...]:
    """All family contacts of a patient, ended ones too."""
    return rows_by(FamilyContact, patient=patient_id)


def links_of_patients(patient_ids: Collection[int]) -> tuple[FamilyContact, ...]:
    """All family contacts of these patients, ended ones too, in the order they were entered."""
    return rows_in(FamilyContact, "patient", patient_ids)


def links_of_contact(contact_id: int) -> tuple[FamilyContact, ...]:
    """All links of a contact, ended ones too."""
    return rows_by(FamilyContact, contact=contact_id)


def links_by_id(link_ids: Collection[int]) -> tuple[FamilyContact, ...]:
    """The family contacts with these ids, those that are there."""
    return rows_in(FamilyContact, "id", link_ids)


def chart_number_taken(chart_number: str, patient_id: int | None) -> bool:
    """Whether another patient has this chart number."""
    query = Patient.select().where(Patient.chart_number == chart_number)
    if patient_id is not None:
        query = query.where(Patient.id != patient_id)
    return bool(query.exists())


def next_chart_number() -> str:
    """The number after the highest purely numeric chart number."""
    sql = database.native(f"SELECT max({database.whole_number('chart_number')}) FROM patient")  # noqa: S608
    (highest,) = database.execute_sql(sql).fetchone()
    return str(int(highest or 10000) + 1)


def sibling_contacts(patient_id: int) -> tuple[Contact, ...]:
    """Contacts of this patient's siblings (who share a contact with the patient) that are not in this chart yet."""
    here = FamilyContact.select(FamilyContact.contact).where(FamilyContact.patient == patient_id)
    sharing = FamilyContact.select(FamilyContact.patient).where(
        FamilyContact.contact.in_(here), FamilyContact.patient != patient_id
    )
    return tuple(
        Contact.select()
        .join(FamilyContact)
        .where(FamilyContact.patient.in_(sharing), Contact.id.not_in(here), FamilyContact.ended_at.is_null())
        .distinct()
        .order_by(Contact.sort_last, Contact.sort_first, Contact.id)
    )


def household_contacts(patient: Patient) -> tuple[Contact, ...]:
    """Contacts not in this chart of patients with the same last name and address, most likely siblings."""
    if not patient.address_line:
        return ()
    here = FamilyContact.select(FamilyContact.contact).where(FamilyContact.patient == patient.id)
    neighbours = Patient.select(Patient.id).where(
        Patient.sort_last == patient.sort_last,
        Patient.address_line == patient.address_line,
        Patient.postal_code == patient.postal_code,
        Patient.id != patient.id,
    )
    return tuple(
        Contact.select()
        .join(FamilyContact)
        .where(FamilyContact.patient.in_(neighbours), Contact.id.not_in(here), FamilyContact.ended_at.is_null())
        .distinct()
        .order_by(Contact.sort_last, Contact.sort_first, Contact.id)
    )


def charts_of_contacts(contact_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """For each contact the names of the patients whose charts they are in, youngest last."""
    rows: Any = (
        FamilyContact.select(FamilyContact.contact, Patient.first_name, Patient.last_name)
        .join(Patient)
        .where(FamilyContact.contact.in_(list(contact_ids)))
        .order_by(Patient.birth_date)
        .tuples()
    )
    names: dict[int, tuple[str, ...]] = {}
    for contact_id, first, last in rows:
        names[contact_id] = (*names.get(contact_id, ()), f"{first} {last}".strip())
    return names


def contacts_by_email_prefix(prefix: str, limit: int = FOUND_LIMIT) -> tuple[Contact, ...]:
    """Contacts whose Home Email starts with `prefix` (casefolded)."""
    ahead = prefix + "\U0010ffff"
    return tuple(
        Contact.select()
        .where(Contact.email_key >= prefix, Contact.email_key < ahead)
        .order_by(Contact.email_key)
        .limit(limit)
    )


def contacts_by_name(words: list[str], limit: int = FOUND_LIMIT) -> tuple[Contact, ...]:
    """Contacts whose names have words starting with each of these (folded), in any order."""
    return _in_order(contacts_named(words, CANDIDATES), limit)


def contacts_by_phone(digits: str, limit: int = FOUND_LIMIT) -> tuple[Contact, ...]:
    """Contacts one of whose phones starts with these digits, with or without area code, or ends with these four."""
    of_patients = SearchKey.select(SearchKey.contact_id).where(
        SearchKey.kind == PHONE, SearchKey.key >= digits, SearchKey.key < digits + LAST, SearchKey.contact_id > 0
    )
    of_nobody = Contact.select(Contact.id).where(
        Contact.cell_phone >= f"+1{digits}", Contact.cell_phone < f"+1{digits}{LAST}"
    )
    return _found_among(of_patients, of_nobody, (Contact.cell_phone, Contact.id), limit)


def _found_among(of_patients: Any, of_nobody: Any, order: tuple[Any, ...], limit: int) -> tuple[Contact, ...]:
    # In the order of the index that each reads, so that the same are cut off on every database.
    of_patients = of_patients.order_by(
        SearchKey.key, SearchKey.sort_last, SearchKey.sort_first, SearchKey.patient, SearchKey.contact_id
    )
    ids = of_patients.limit(CANDIDATES), of_nobody.order_by(*order).limit(CANDIDATES)
    wanted = {contact_id for query in ids for (contact_id,) in query.tuples()}
    return _in_order(wanted, limit)


def _in_order(wanted: set[int], limit: int) -> tuple[Contact, ...]:
    rows = Contact.select().where(Contact.id.in_(wanted))
    return tuple(rows.order_by(Contact.sort_last, Contact.sort_first, Contact.id).limit(limit))


def own_email_patients(email_key: str, patient_ids: Collection[int]) -> tuple[Patient, ...]:
    """Those of the patients whose own email is this one."""
    return _by_id(Patient.select().where(Patient.email_key == email_key, Patient.id.in_(list(patient_ids))))


def patients_like_contact(sort_last: str, sort_first: str) -> tuple[Patient, ...]:
    """Patients with exactly this folded name: the contact may be one of them."""
    return _by_id(Patient.select().where(Patient.sort_last == sort_last, Patient.sort_first == sort_first).limit(10))


def stamp_access_end(key: tuple[int, int], at: dt.datetime | None) -> None:
    """Note when access of (patient id, contact id) stopped; None when it holds again. No edit: the revision stays."""
    FamilyContact.update(access_ended_at=at).where(
        FamilyContact.patient == key[0], FamilyContact.contact == key[1]
    ).execute()


def stamp_dispute(patient_id: int, note: str, at: dt.datetime | None, by: str) -> None:
    """Note what is disputed, since when and by whom; empty when it ends. No edit of the chart: the revision stays."""
    Patient.update(dispute_note=note, dispute_set_at=at, dispute_set_by=by).where(Patient.id == patient_id).execute()


def stamp_registered(keys: Iterable[tuple[int, int]], at: dt.datetime) -> None:
    """Note when an invitation first covered these links (patient id, contact id)."""
    for patient_id, contact_id in keys:
        FamilyContact.update(registered_at=at).where(
            FamilyContact.patient == patient_id,
            FamilyContact.contact == contact_id,
            FamilyContact.registered_at.is_null(),
        ).execute()


def forget_registered(contact_ids: Collection[int], since: dt.datetime) -> None:
    """Take back what `stamp_registered` noted at `since` or later: what it noted was cancelled before it went out."""
    FamilyContact.update(registered_at=None).where(
        FamilyContact.contact.in_(list(contact_ids)), FamilyContact.registered_at >= since
    ).execute()


def write_contact(row: Contact | None, values: Mapping[str, Any], by: str, at: dt.datetime) -> Contact:
    """Store a contact's new values; the revision counts up. Returns the row as it stands."""
    row = row or Contact(revision=0)
    _write(row, values, by, at)
    return row


def write_link(
    row: FamilyContact | None, patient_id: int, contact_id: int, values: Mapping[str, Any], by: str, at: dt.datetime
) -> FamilyContact:
    """Store a family contact's new values; the revision counts up. Returns the row as it stands."""
    row = row or FamilyContact(patient=patient_id, contact=contact_id, started_at=at, revision=0)
    _write(row, values, by, at)
    return row


def write_patient(row: Patient | None, values: Mapping[str, Any], by: str, at: dt.datetime) -> Patient:
    """Store a patient's new values; the revision counts up. Returns the row as it stands."""
    row = row or Patient(revision=0)
    _write(row, values, by, at)
    return row


def delete_link(row: FamilyContact) -> None:
    """Take a contact off a chart."""
    FamilyContact.delete().where(FamilyContact.id == row.id).execute()


def _write(row: Any, values: Mapping[str, Any], by: str, at: dt.datetime) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    row.revision += 1
    row.changed_by = by
    row.changed_at = at
    # Only what changed: the indexes of the other columns are left alone.
    row.save(only=row.dirty_fields)


def contacts_by_id(contact_ids: Collection[int]) -> dict[int, Contact]:
    """These contacts by their ids."""
    return {row.id: row for row in rows_in(Contact, "id", contact_ids)}


def declined_by(contact_ids: Collection[int]) -> dict[int, str]:
    """Who noted that a contact declined the portal, for those of these contacts who did."""
    return {row.id: row.declined_by for row in rows_in(Contact, "id", contact_ids) if row.declined_on is not None}


def stamp_own_account(key: tuple[int, int], on: dt.date) -> None:
    """Note that Register set up the patient's own account, on the Self link (patient id, contact id)."""
    FamilyContact.update(own_account_on=on).where(
        FamilyContact.patient == key[0], FamilyContact.contact == key[1]
    ).execute()


def siblings_of(patient_id: int) -> tuple[Patient, ...]:
    """Patients who share a contact with this one, eldest first."""
    here = FamilyContact.select(FamilyContact.contact).where(FamilyContact.patient == patient_id)
    sharing = FamilyContact.select(FamilyContact.patient).where(FamilyContact.contact.in_(here))
    query = Patient.select().where(Patient.id.in_(sharing), Patient.id != patient_id)
    return tuple(query.order_by(Patient.birth_date, Patient.id))


def household_of(patient_id: int) -> tuple[Patient, ...]:
    """Other patients of this one's last name and address, eldest first. Slow where the name is frequent."""
    patient = patient_row(patient_id)
    if patient is None or not patient.address_line:
        return ()
    query = Patient.select().where(
        Patient.sort_last == patient.sort_last,
        Patient.address_line == patient.address_line,
        Patient.postal_code == patient.postal_code,
        Patient.id != patient_id,
    )
    return tuple(query.order_by(Patient.birth_date, Patient.id))
