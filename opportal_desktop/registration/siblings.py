# SPDX-License-Identifier: GPL-3.0-or-later
"""Siblings in one go: what a contact is to each of a patient's brothers and sisters, saved in one transaction.

Nothing is copied by itself: a `SiblingLink` tells how it is, and only the `SiblingChoice`s that the desk made are
written. One Save makes at most one Welcome Email due per account, however many charts it touches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from opportal_desktop.records import families, search_keys
from opportal_desktop.records.audit import write_audit
from opportal_desktop.records.models import FamilyContact, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.conflicts import Conflict
from opportal_desktop.registration.custody import chart_conflicts, refuse_without_reason
from opportal_desktop.registration.errors import RecordGone, RegistrationError
from opportal_desktop.registration.pictures import family_picture, patient_facts
from opportal_desktop.registration.portal_effects import (
    Agreement,
    Effects,
    bring_about,
    is_active_account_of,
)
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import (
    Consequences,
    FamilyPicture,
    LinkFacts,
    LinkKey,
    access,
    consequences,
    sentence,
)
from opportal_desktop.terms import Authority, Changed, ResidesWith, RoleReason, StaffMember


class SiblingsChanged(RegistrationError):  # noqa: N818 - says what is, not that something broke
    """Somebody else changed one of these links after it was read; nothing was written."""


@dataclass(frozen=True, slots=True)
class SiblingLink:
    """What the contact is to one brother or sister now.

    Attributes:
        why: what makes them siblings, in words: "Shares Ana López", "Same address".
        in_chart: whether the contact is in this chart; then the rest is how it stands there.
        ended: in the chart, but inactive.
        revision: of the link as it was read; 0 where there is none.
    """

    patient_id: int
    name: str
    birth_date: dt.date
    active: bool
    why: str
    in_chart: bool
    ended: bool
    revision: int
    role_reason: RoleReason | None
    authority: Authority
    resides_with: ResidesWith


@dataclass(frozen=True, slots=True)
class SiblingChoice:
    """What the desk wants to be stored for one brother or sister. `revision`: of the `SiblingLink` it was made from."""

    patient_id: int
    revision: int
    role_reason: RoleReason
    authority: Authority
    resides_with: ResidesWith


@dataclass(frozen=True, slots=True)
class SiblingsForecast:
    """What Save would do.

    Attributes:
        by_patient: {patient id: a sentence}.
        summary: which mail it causes, in a sentence.
        conflicts: custody conflicts; they ask for a reason.
    """

    by_patient: dict[int, str]
    summary: str
    conflicts: tuple[Conflict, ...]


def sibling_links(records: Records, patient_id: int, contact_id: int) -> tuple[SiblingLink, ...]:
    """The patient's brothers and sisters (who share a contact, or last name and address), eldest first."""
    sharing = families.siblings_of(patient_id)
    seen = {row.id for row in sharing}
    household = [row for row in families.household_of(patient_id) if row.id not in seen]
    links = {link.patient_id: link for link in families.links_of_contact(contact_id)}
    now = records.clock()
    shared = _shared_names(patient_id, [row.id for row in sharing])
    rows = [
        *(_link(row, links.get(row.id), f"Shares {shared[row.id]}", now) for row in sharing),
        *(_link(row, links.get(row.id), "Same address", now) for row in household),
    ]
    return tuple(sorted(rows, key=lambda row: (row.birth_date, row.patient_id)))


def differ(records: Records, patient_id: int, contact_id: int) -> tuple[SiblingLink, ...]:
    """Active brothers and sisters to whom the contact is nothing yet, or something else than to this patient."""
    mine = families.link_row(patient_id, contact_id)
    if mine is None or mine.ended_at is not None:
        return ()
    return tuple(
        row
        for row in sibling_links(records, patient_id, contact_id)
        if row.active
        and not row.ended
        and (not row.in_chart or (row.role_reason, row.authority) != (mine.role_reason, mine.authority))
    )


def forecast_siblings(records: Records, contact_id: int, choices: Sequence[SiblingChoice]) -> SiblingsForecast:
    """Say what saving these choices would do. Reads only; a few milliseconds.

    Raises:
        RecordGone: the contact or a patient was removed meanwhile.
    """
    practice = practice_rules(records)
    before, after = _pictures(contact_id, choices)
    outcome = consequences(before, after, practice)
    return SiblingsForecast(
        by_patient={
            choice.patient_id: _sentence(before, after, (choice.patient_id, contact_id), outcome, practice)
            for choice in choices
        },
        summary=_summary(before, after, contact_id, outcome),
        conflicts=_conflicts(before, after, contact_id, choices, practice),
    )


def save_siblings(
    records: Records,
    contact_id: int,
    choices: Sequence[SiblingChoice],
    by: StaffMember,
    *,
    reason: str = "",
    agreed: Collection[LinkKey] | None = None,
) -> Effects:
    """Write all chosen links, one audit row each, and what they bring about at the portal: all of it or nothing.

    Raises:
        SiblingsChanged: somebody else changed one of the links since it was read.
        ReasonRequired: a custody conflict and no reason.
        LosesAccess: access would be taken away, with no reason or not as agreed (see `save_contact`).
        RecordGone: the contact or a patient was removed meanwhile.
        RecordsBusyError: somebody else is writing; try again.
    """
    with records.transaction():
        settings = load_settings(records)
        practice = practice_rules(records, settings)
        before, after = _pictures(contact_id, choices)
        rows = {choice.patient_id: families.link_row(choice.patient_id, contact_id) for choice in choices}
        if any((row.revision if row else 0) != choice.revision for choice, row in _with_rows(choices, rows)):
            raise SiblingsChanged
        refuse_without_reason(_conflicts(before, after, contact_id, choices, practice), reason)
        for choice, row in _with_rows(choices, rows):
            _write(records, contact_id, choice, row, by, reason)
        effects = bring_about(records, settings, before, after, by, Agreement(reason, agreed))
        for choice in choices:
            search_keys.index_patient(choice.patient_id)
        records.announce(
            Changed(
                patient_ids=frozenset(choice.patient_id for choice in choices),
                contact_ids=effects.contact_ids | {contact_id},
                outbox=bool(effects.queued) or bool(effects.consequences.closed),
            )
        )
        return effects


def _with_rows(
    choices: Iterable[SiblingChoice], rows: dict[int, FamilyContact | None]
) -> list[tuple[SiblingChoice, FamilyContact | None]]:
    return [(choice, rows[choice.patient_id]) for choice in choices]


def _write(
    records: Records,
    contact_id: int,
    choice: SiblingChoice,
    row: FamilyContact | None,
    by: StaffMember,
    reason: str,
) -> None:
    values = {name: getattr(choice, name) for name in ("role_reason", "authority", "resides_with")}
    old = {name: getattr(row, name) if row else None for name in values}
    changes = {name: (old[name], value) for name, value in values.items() if old[name] != value}
    families.write_link(row, choice.patient_id, contact_id, values, by.name, records.clock())
    write_audit(
        records,
        "contact saved" if row else "contact added",
        by,
        patient_id=choice.patient_id,
        contact_id=contact_id,
        changes=changes,
        reason=reason.strip(),
    )


# ------------------------------------------------------------------------------------------------------------ pictures


def _pictures(contact_id: int, choices: Sequence[SiblingChoice]) -> tuple[FamilyPicture, FamilyPicture]:
    """The families as they are and as they would be, with the other contacts of every patient that is touched."""
    others = {link.contact_id for choice in choices for link in families.links_of_patient(choice.patient_id)}
    before = family_picture([contact_id, *sorted(others - {contact_id})])
    if contact_id not in before.contacts:
        raise RecordGone
    patients = dict(before.patients)
    links = {link.key: link for link in before.links}
    for choice in choices:
        if choice.patient_id not in patients:
            patient = families.patient_row(choice.patient_id)
            if patient is None:
                raise RecordGone
            patients[patient.id] = patient_facts(patient)
        key = (choice.patient_id, contact_id)
        old = links.get(key) or LinkFacts(*key, role_reason=choice.role_reason)
        links[key] = replace(old, role_reason=choice.role_reason, authority=choice.authority)
    return before, FamilyPicture(patients, before.contacts, tuple(links.values()))


def _conflicts(
    before: FamilyPicture,
    after: FamilyPicture,
    contact_id: int,
    choices: Iterable[SiblingChoice],
    practice: PracticeRules,
) -> tuple[Conflict, ...]:
    return chart_conflicts(before, after, [(choice.patient_id, contact_id) for choice in choices], practice)


def _link(row: Patient, link: FamilyContact | None, why: str, now: dt.datetime) -> SiblingLink:
    return SiblingLink(
        patient_id=row.id,
        name=full_name(row.first_name, row.last_name),
        birth_date=row.birth_date,
        active=row.active,
        why=why,
        in_chart=link is not None,
        ended=link is not None and link.ended_at is not None and link.ended_at <= now,
        revision=link.revision if link else 0,
        role_reason=link.role_reason if link else None,
        authority=link.authority if link else Authority.NONE,
        resides_with=link.resides_with if link else ResidesWith.UNKNOWN,
    )


def _shared_names(patient_id: int, sibling_ids: Sequence[int]) -> dict[int, str]:
    """{sibling: names of the contacts that both have}"""
    mine = {link.contact_id for link in families.links_of_patient(patient_id)}
    names = {row.id: full_name(row.first_name, row.last_name) for row in families.contacts_by_id(mine).values()}
    shared = {}
    for sibling_id in sibling_ids:
        ids = sorted(link.contact_id for link in families.links_of_patient(sibling_id) if link.contact_id in mine)
        shared[sibling_id] = " and ".join(names[contact_id] for contact_id in ids)
    return shared


# -------------------------------------------------------------------------------------------------- what the desk sees


def _sentence(
    before: FamilyPicture,
    after: FamilyPicture,
    key: tuple[int, int],
    outcome: Consequences,
    practice: PracticeRules,
) -> str:
    may_see = access(after.links_by_key[key], after, practice)
    if key in outcome.begins:
        return "Portal access begins."
    if key in outcome.ends:
        return sentence(f"Portal access ends: {may_see.reasons[0]}")
    if may_see.holds:
        return "Keeps portal access."
    added = "" if key in before.links_by_key else "Added to the chart. "
    return sentence(f"{added}No portal access: {may_see.reasons[0]}")


def _summary(before: FamilyPicture, after: FamilyPicture, contact_id: int, outcome: Consequences) -> str:
    parts = []
    for mail in outcome.due:
        if is_active_account_of(mail.email_key, after.contacts[mail.contact_id].name_key):
            parts.append(f"Saving will tell {mail.to_address} once to sign in as before.")
        else:
            parts.append(f"Saving will send one Welcome Email to {mail.to_address}.")
    losing = sorted({key[1] for key in outcome.ends if key[1] != contact_id})
    parts += [f"{before.contacts[other].name} will lose access to the portal." for other in losing]
    return " ".join(parts) or "Saving sends no email."
