# SPDX-License-Identifier: GPL-3.0-or-later
"""A patient's chart: reading it, and saving its Basic Information with what that means for the portal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from opportal_desktop.folding import fold
from opportal_desktop.records import families, search_keys
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import Patient
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.ages import age_text, birthday
from opportal_desktop.registration.chart_names import listed_name
from opportal_desktop.registration.errors import DraftInvalid, EditConflict, FieldDifference, RecordGone
from opportal_desktop.registration.pictures import family_picture, patient_facts
from opportal_desktop.registration.portal_effects import Agreement, Effects, bring_about
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import FamilyPicture, LinkKey
from opportal_desktop.registration.validators import check_email, check_phone
from opportal_desktop.terms import Changed, Language, Sex, StaffMember

PATIENT_FIELDS = {
    "chart_number": "Chart number",
    "first_name": "First name",
    "middle_name": "Middle name",
    "last_name": "Last name",
    "nickname": "Nickname",
    "birth_date": "Date of birth",
    "sex": "Sex",
    "language": "Language",
    "home_phone": "Home phone",
    "cell_phone": "Cell Phone",
    "email": "Patient’s own email",
    "address_line": "Address",
    "address_line2": "Address, line 2",
    "city": "City",
    "state": "State",
    "postal_code": "ZIP code",
    "active": "Active patient",
    "alert": "Alert",
    "insurance": "Insurance ids",
}
"""Fields of Basic Information with the label that the desk reads."""

TEXT_LIMIT = 100


@dataclass(frozen=True, slots=True)
class PatientDraft:
    """What Basic Information shows and edits.

    Attributes:
        patient_id: None for a patient that is not in the records yet.
        revision: of the row as it was read; 0 for a new one.
        chart_number: left empty for a new patient, the next number is taken.
        insurance: (payer, number) each.
    """

    patient_id: int | None = None
    revision: int = 0
    chart_number: str = ""
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    nickname: str = ""
    birth_date: dt.date | None = None
    sex: Sex = Sex.UNKNOWN
    language: Language = Language.ENGLISH
    home_phone: str = ""
    cell_phone: str = ""
    email: str = ""
    address_line: str = ""
    address_line2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    active: bool = True
    alert: str = ""
    insurance: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PatientChart:
    """A chart as its banner and sections show it. Phones in `draft` are stored forms (E.164 where valid).

    `nears_age_limit`: of age, or soon enough for consent to proxy access to be asked for.
    `dispute_note`: what the family disputes, empty while no note stands; `dispute_set`: by whom and when, in words.
    """

    draft: PatientDraft
    age: str
    nears_age_limit: bool
    changed_at: dt.datetime
    changed_by: str
    dispute_note: str = ""
    dispute_set: str = ""

    @property
    def name(self) -> str:
        return listed_name(self.draft.first_name, self.draft.middle_name, self.draft.last_name)


@dataclass(frozen=True, slots=True)
class SavedPatient:
    """What a Save of Basic Information did."""

    patient_id: int
    draft: PatientDraft
    effects: Effects

    @property
    def sent_to(self) -> tuple[str, ...]:
        return tuple(address for _, address in self.effects.queued)


def load_chart(records: Records, patient_id: int) -> PatientChart:
    """Read a chart.

    Raises:
        RecordGone: there is no such patient (any more).
    """
    row = families.patient_row(patient_id)
    if row is None:
        raise RecordGone
    practice = practice_rules(records)
    soon = practice.today + dt.timedelta(days=practice.age_notice_days)
    return PatientChart(
        draft=_draft(row),
        age=age_text(row.birth_date, practice.today),
        nears_age_limit=birthday(row.birth_date, practice.age_limit) <= soon,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        dispute_note=row.dispute_note,
        dispute_set=f"{row.dispute_set_by}, {practice.moment(row.dispute_set_at)}" if row.dispute_set_at else "",
    )


def save_patient(
    records: Records,
    draft: PatientDraft,
    by: StaffMember,
    *,
    base: PatientDraft | None = None,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> SavedPatient:
    """Write a patient's Basic Information; access of the family contacts follows (rules A7, A8) in one transaction.

    Args:
        base: the draft as it was read, to tell what somebody else changed meanwhile.
        reason: why access is taken away; kept in the audit trail.
        agreed: the losses of access (patient id, contact id) that were seen; None for all that there are.

    Raises:
        DraftInvalid: fields that can't be stored.
        EditConflict: somebody else saved this patient since `base` was read.
        LosesAccess: access would be taken away, with no reason or not as agreed.
        RecordGone: the patient was removed meanwhile.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        settings = load_settings(records)
        practice = practice_rules(records, settings)
        draft = _completed(draft, settings.phone_region)
        if errors := _errors(draft, practice.today):
            raise DraftInvalid(errors)
        row = families.patient_row(draft.patient_id) if draft.patient_id is not None else None
        if draft.patient_id is not None and row is None:
            raise RecordGone
        old = _draft(row) if row else PatientDraft()
        if row is not None and row.revision != draft.revision:
            raise EditConflict(_differences(base or draft, old, draft), row.changed_by, row.changed_at, old)
        contact_ids = [link.contact_id for link in families.links_of_patient(row.id)] if row else []
        before = family_picture(contact_ids)
        row = families.write_patient(row, _values(draft), by.name, records.clock())
        families.replace_insurance(row.id, draft.insurance)
        after = FamilyPicture({**before.patients, row.id: patient_facts(row)}, before.contacts, before.links)
        stored = _draft(row)
        write_audit(
            records,
            "patient saved" if draft.patient_id is not None else "patient added",
            by,
            patient_id=row.id,
            changes={
                name: (getattr(old, name), getattr(stored, name))
                for name in PATIENT_FIELDS
                if getattr(old, name) != getattr(stored, name)
            },
            reason=reason.strip(),
        )
        effects = bring_about(records, settings, before, after, by, Agreement(reason, agreed))
        search_keys.index_patient(row.id)
        records.announce(
            Changed(
                patient_ids=frozenset({row.id}),
                contact_ids=effects.contact_ids | frozenset(contact_ids),
                outbox=bool(effects.queued) or bool(effects.consequences.closed),
            )
        )
        return SavedPatient(row.id, stored, effects)


# ---------------------------------------------------------------------------------------------------------------- parts


def _draft(row: Patient) -> PatientDraft:
    values: dict[str, Any] = {name: getattr(row, name) for name in PATIENT_FIELDS if name != "insurance"}
    return PatientDraft(patient_id=row.id, revision=row.revision, insurance=families.insurance_of(row.id), **values)


def _values(draft: PatientDraft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in PATIENT_FIELDS if name != "insurance"}
    return values | {
        "email_key": check_email(draft.email).key,
        "sort_last": fold(draft.last_name),
        "sort_first": fold(draft.first_name),
    }


def _tidy(draft: PatientDraft, region: str) -> PatientDraft:
    names = ("chart_number", "first_name", "middle_name", "last_name", "nickname")
    address = ("address_line", "address_line2", "city", "state", "postal_code")
    texts: dict[str, Any] = {name: " ".join(getattr(draft, name).split()) for name in (*names, *address)}
    return replace(
        draft,
        **texts,
        alert=draft.alert.strip(),
        email=check_email(draft.email).text,
        cell_phone=check_phone(draft.cell_phone, region).text,
        home_phone=check_phone(draft.home_phone, region).text,
        insurance=tuple((payer.strip(), number.strip()) for payer, number in draft.insurance if number.strip()),
    )


def patient_errors(records: Records, draft: PatientDraft) -> dict[str, str]:
    """What keeps a draft from being saved: {field: what to do}; nothing is written."""
    settings = load_settings(records)
    return _errors(_completed(draft, settings.phone_region), practice_rules(records, settings).today)


def _completed(draft: PatientDraft, region: str) -> PatientDraft:
    draft = _tidy(draft, region)
    if not draft.chart_number and draft.patient_id is None:
        return replace(draft, chart_number=families.next_chart_number())
    return draft


def _errors(draft: PatientDraft, today: dt.date) -> dict[str, str]:
    errors: dict[str, str] = {}
    for name in ("first_name", "last_name"):
        if not fold(getattr(draft, name)):
            errors[name] = f"Enter the {PATIENT_FIELDS[name].lower()}."
    for name in ("chart_number", "first_name", "middle_name", "last_name", "nickname"):
        if len(getattr(draft, name)) > TEXT_LIMIT:
            errors[name] = f"At most {TEXT_LIMIT} characters."
    if draft.birth_date is None:
        errors["birth_date"] = "Enter the date of birth."
    elif draft.birth_date > today:
        errors["birth_date"] = "The date of birth is in the future."
    elif draft.birth_date.year < today.year - 120:
        errors["birth_date"] = "The date of birth is more than 120 years ago."
    if not draft.chart_number:
        errors["chart_number"] = "Enter the chart number."
    elif families.chart_number_taken(draft.chart_number, draft.patient_id):
        errors["chart_number"] = "Another patient has this chart number."
    return errors


def _differences(base: PatientDraft, current: PatientDraft, yours: PatientDraft) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(name, label, was=getattr(base, name), theirs=getattr(current, name), yours=getattr(yours, name))
        for name, label in PATIENT_FIELDS.items()
        if getattr(base, name) != getattr(current, name)
    )
