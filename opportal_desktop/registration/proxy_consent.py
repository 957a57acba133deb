# SPDX-License-Identifier: GPL-3.0-or-later
"""A patient's consent to proxy access (rule A8): recorded at the desk for one contact, changed, withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from opportal_desktop.records import age_marks, families
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import FamilyContact
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.access_shifts import AccessShift, access_shifts
from opportal_desktop.registration.errors import DraftInvalid, RecordGone, RegistrationError
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.portal_effects import Agreement, Effects, bring_about, is_active_account_of
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import (
    ConditionId,
    Consequences,
    FamilyPicture,
    LinkFacts,
    LinkKey,
    access,
    age_limit_day,
    consequences,
    is_of_age,
    last_day_by_age,
    sentence,
)
from opportal_desktop.terms import AgeStep, Changed, StaffMember


class ConsentChanged(RegistrationError):  # noqa: N818 - says what is, not that something broke
    """Somebody else recorded or withdrew this consent after it was read; nothing was written."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What is on file for one contact of one patient; `by` recorded it. All empty: nothing."""

    on: dt.date | None = None
    until: dt.date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """What the desk wants on file.

    Attributes:
        until: the last day of it; None for no end.
        agreed: the patient said or signed so, and the desk has seen or heard it.
        base: what was on file when the desk began.
    """

    patient_id: int
    contact_id: int
    on: dt.date | None
    until: dt.date | None = None
    agreed: bool = False
    base: Consent = Consent()


def load_consent(patient_id: int, contact_id: int) -> Consent:
    """What is on file.

    Raises:
        RecordGone: the contact is not in this chart (any more).
    """
    return _consent(_row(patient_id, contact_id))


def forecast_consent(records: Records, draft: ConsentDraft) -> str:
    """What recording it would do, in a sentence or two. Reads only; a few milliseconds.

    Raises:
        RecordGone: the contact is not in this chart any more.
    """
    practice = practice_rules(records)
    before = family_picture([draft.contact_id])
    if (draft.patient_id, draft.contact_id) not in before.links_by_key:
        raise RecordGone
    after = _with_consent(before, draft.patient_id, draft.contact_id, draft.on, draft.until, "")
    return _forecast(after.links_by_key[(draft.patient_id, draft.contact_id)], before, after, practice)


def shifts_of_withdrawing(records: Records, patient_id: int, contact_id: int) -> tuple[AccessShift, ...]:
    """Who would lose (or gain) which patients if this consent were withdrawn now.

    Raises:
        RecordGone: the contact is not in this chart any more.
    """
    before = family_picture([contact_id])
    if (patient_id, contact_id) not in before.links_by_key:
        raise RecordGone
    after = _with_consent(before, patient_id, contact_id, None, None, "")
    practice = practice_rules(records)
    return access_shifts(before, after, consequences(before, after, practice), practice)


def record_consent(records: Records, draft: ConsentDraft, by: StaffMember) -> Effects:
    """Put a consent on file, or change the one that is; access follows by rule A8 in the same transaction.

    Raises:
        DraftInvalid: what can't be stored, by field ("on", "until", "agreed").
        ConsentChanged: somebody else changed it since `draft.base` was read.
        RecordGone: the contact is not in this chart any more.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        practice = practice_rules(records)
        if errors := consent_errors(draft, practice.today):
            raise DraftInvalid(errors)
        age_marks.remove(draft.patient_id, AgeStep.CONSENT)
        # A consent that stands today takes nothing away.
        return _store(records, draft, draft.on, draft.until, "consent to proxy access recorded", by, Agreement())


def withdraw_consent(
    records: Records,
    patient_id: int,
    contact_id: int,
    base: Consent,
    by: StaffMember,
    *,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> Effects:
    """Take a consent off the file: of a patient of age, the contact's access ends at once.

    Args:
        reason: why; kept in the audit trail.
        agreed: the losses of access (patient id, contact id) that were seen; None for all that there are.

    Raises:
        LosesAccess: access would be taken away, with no reason or not as agreed.
        ConsentChanged, RecordGone, RecordsBusyError: as `record_consent`.
    """
    with records.transaction():
        draft = ConsentDraft(patient_id, contact_id, None, base=base)
        agreement = Agreement(reason, agreed)
        return _store(records, draft, None, None, "consent to proxy access withdrawn", by, agreement)


def consent_errors(draft: ConsentDraft, today: dt.date) -> dict[str, str]:
    """What can't be stored: {field: what to do}."""
    errors: dict[str, str] = {}
    if draft.on is None:
        errors["on"] = "Enter the day on which the patient consented."
    elif draft.on > today:
        errors["on"] = "This day is in the future: record a consent once it was given."
    if draft.until is not None and draft.on is not None and draft.until < draft.on:
        errors["until"] = "The consent ends before it begins."
    elif draft.until is not None and draft.until < today:
        errors["until"] = "This day is past. To end the consent now, use Withdraw."
    if not draft.agreed:
        errors["agreed"] = "Tick this once the patient has agreed, in person or in writing."
    return errors


# ---------------------------------------------------------------------------------------------------------------- parts


def _row(patient_id: int, contact_id: int) -> FamilyContact:
    row = families.link_row(patient_id, contact_id)
    if row is None:
        raise RecordGone
    return row


def _consent(row: FamilyContact) -> Consent:
    return Consent(row.proxy_consent_on, row.proxy_consent_until, row.proxy_consent_by)


def _store(
    records: Records,
    draft: ConsentDraft,
    on: dt.date | None,
    until: dt.date | None,
    action: str,
    by: StaffMember,
    agreement: Agreement,
) -> Effects:
    row = _row(draft.patient_id, draft.contact_id)
    if _consent(row) != draft.base:
        raise ConsentChanged
    before = family_picture([draft.contact_id])
    recorded_by = by.name if on else ""
    after = _with_consent(before, draft.patient_id, draft.contact_id, on, until, recorded_by)
    values = {"proxy_consent_on": on, "proxy_consent_until": until, "proxy_consent_by": recorded_by}
    families.write_link(row, draft.patient_id, draft.contact_id, values, by.name, records.clock())
    write_audit(
        records,
        action,
        by,
        patient_id=draft.patient_id,
        contact_id=draft.contact_id,
        changes={
            name: (was, now)
            for name, was, now in (
                ("proxy_consent_on", draft.base.on, on),
                ("proxy_consent_until", draft.base.until, until),
            )
            if was != now
        },
        reason=agreement.reason.strip(),
    )
    effects = bring_about(records, load_settings(records), before, after, by, agreement)
    records.announce(
        Changed(
            patient_ids=frozenset({draft.patient_id}),
            contact_ids=effects.contact_ids | {draft.contact_id},
            outbox=bool(effects.queued) or bool(effects.consequences.closed),
        )
    )
    return effects


def _with_consent(
    picture: FamilyPicture, patient_id: int, contact_id: int, on: dt.date | None, until: dt.date | None, by: str
) -> FamilyPicture:
    key = patient_id, contact_id
    links = tuple(
        replace(link, proxy_consent_on=on, proxy_consent_until=until, proxy_consent_by=by) if link.key == key else link
        for link in picture.links
    )
    return FamilyPicture(picture.patients, picture.contacts, links)


def _forecast(link: LinkFacts, before: FamilyPicture, after: FamilyPicture, practice: PracticeRules) -> str:
    patient, contact = after.patients[link.patient_id], after.contacts[link.contact_id]
    other = [row for row in access(link, after, practice).failing if row.id is not ConditionId.UNDER_AGE_LIMIT]
    if other:
        reason = other[0].statement
        return sentence(f"{contact.name} has no access to the portal for another reason: {reason}")
    last = last_day_by_age(link, contact, patient, practice)
    if not is_of_age(patient, practice) and last is not None and last < age_limit_day(patient, practice):
        day = practice.day(age_limit_day(patient, practice))
        return f"This changes nothing: the consent ends before {patient.name} reaches the age limit on {day}."
    until = f" until {practice.day(last)}, then it ends by itself" if last else ""
    outcome = consequences(before, after, practice)
    words = f"{contact.name} {'gets' if link.key in outcome.begins else 'keeps'} access to {patient.name}{until}."
    return f"{words} {_mail_words(outcome, after)}".strip()


def _mail_words(outcome: Consequences, after: FamilyPicture) -> str:
    for mail in outcome.due:
        if is_active_account_of(mail.email_key, after.contacts[mail.contact_id].name_key):
            return f"An email tells {mail.to_address} to sign in as before."
        return f"A Welcome Email goes to {mail.to_address}."
    return ""
