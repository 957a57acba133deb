# SPDX-License-Identifier: GPL-3.0-or-later
"""Decide row by row what an import does: who is there already, what is filled in, what waits, what is wrong.

A row is taken as a whole or not at all. What is in the records is never overwritten, only completed; and nothing that
could begin or end somebody's access to the portal is written: it is held for a manager.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from opportal_desktop.exchange import drafted_people as people
from opportal_desktop.exchange.drafted_people import DraftedContact, DraftedLink, DraftedPatient
from opportal_desktop.exchange.roster import Reading, RosterRow, Values
from opportal_desktop.folding import fold
from opportal_desktop.records import families
from opportal_desktop.records.records import Records
from opportal_desktop.records.roster_lookup import Found, Wanted, look_up
from opportal_desktop.registration.charts import PATIENT_FIELDS as PATIENT_LABELS
from opportal_desktop.registration.contact_draft import PERSON_FIELDS as PERSON_LABELS
from opportal_desktop.registration.same_person import Person, likeness, similar_names
from opportal_desktop.terms import ImportedState, RoleReason, Sex

OLDEST_YEARS = 120
_CROWD = 20
"""An email or phone that more contacts than that have stands in for a missing one, or is an office's."""
HELD = frozenset({"home_email", "cell_phone"})
"""Fields with which a contact who has Authority could get access."""


@dataclass(slots=True)
class Counts:
    """How much an import does, or would do."""

    rows: int = 0
    new_patients: int = 0
    matched_patients: int = 0
    completed_patients: int = 0
    new_contacts: int = 0
    matched_contacts: int = 0
    completed_contacts: int = 0
    new_links: int = 0
    waiting: int = 0
    errors: int = 0
    notices: int = 0


@dataclass(slots=True)
class _Decision:
    """What a row means, before anything is taken from it."""

    patient: DraftedPatient | None
    contacts: list[tuple[Values, DraftedContact | None]] = field(default_factory=list)


class Plan:
    """Everything that the rows so far come to."""

    def __init__(self, records: Records, how: Reading) -> None:
        self._now = records.clock()
        self._how = how
        self.counts = Counts()
        self.patients: dict[int, DraftedPatient] = {}
        self.contacts: dict[int, DraftedContact] = {}
        self._by_chart: dict[str, DraftedPatient] = {}
        self._by_name: dict[tuple[str, str, object], list[DraftedPatient]] = {}
        self._candidates: dict[object, list[DraftedContact]] = {}
        self._new_patients = self._new_contacts = 0

    def take(self, rows: Sequence[RosterRow]) -> None:
        """Take a batch of rows; what is wrong with one is added to its problems, and nothing of it is taken."""
        self._look_up([row for row in rows if not row.problems])
        for row in rows:
            self.counts.rows += 1
            if not row.problems:
                self._check(row)
            decision = self._decide(row) if not row.problems else None
            if row.problems or decision is None:
                self.counts.errors += 1
            else:
                self._carry_out(row, decision)
                self.counts.notices += bool(row.notices)

    # -- what is there

    def _look_up(self, rows: Iterable[RosterRow]) -> None:
        wanted = Wanted()
        for row in rows:
            patient = row.patient
            if chart := patient.get("chart_number"):
                wanted.chart_numbers.add(chart)
            if "birth_date" in patient:
                wanted.patients.add((fold(patient.get("last_name", "")), patient["birth_date"]))
            for contact in row.contacts:
                _want_contact(wanted, contact, patient)
        self._remember(look_up(wanted, self._now, self.contacts.keys()))

    def _remember(self, found: Found) -> None:
        for row in found.contacts.values():
            self._add_contact(people.contact_of_row(row, row["id"] in found.granting))
        fresh = {row["id"] for row in found.patients.values() if row["id"] not in self.patients}
        for patient_id in fresh:
            patient = people.patient_of_row(found.patients[patient_id])
            patient.insurance_keys = found.insurance.get(patient_id, set())
            self._add_patient(patient)
        waiting = {(row["patient"], row["contact"]): row for row in found.waiting}
        for row in found.links:
            if row["patient"] in fresh and row["contact"] in self.contacts:
                link = DraftedLink(self.contacts[row["contact"]], row, dict(row))
                link.waiting = waiting.get((row["patient"], row["contact"]))
                self.patients[row["patient"]].links[row["contact"]] = link

    def _add_patient(self, patient: DraftedPatient) -> None:
        self.patients[patient.ref] = patient
        if chart := patient.values["chart_number"]:
            self._by_chart[chart] = patient
        self._by_name.setdefault(patient.key, []).append(patient)

    def _add_contact(self, contact: DraftedContact) -> None:
        self.contacts[contact.ref] = contact
        self._make_findable(contact)

    def _make_findable(self, contact: DraftedContact) -> None:
        for key in _keys(contact.person):
            others = self._candidates.setdefault(key, [])
            if contact not in others[-1:]:
                others.append(contact)

    # -- what is wrong with a row

    def _check(self, row: RosterRow) -> None:
        patient = row.patient
        for name in ("first_name", "last_name"):
            if not fold(patient.get(name, "")):
                row.problems.append(f"The patient’s {PATIENT_LABELS[name].lower()} is missing.")
        birth = patient.get("birth_date")
        if birth is None:
            row.problems.append("The patient’s date of birth is missing.")
        dates = [birth, *(contact.get("birth_date") for contact in row.contacts)]
        if any(date is not None and date.year < self._how.today.year - OLDEST_YEARS for date in dates):
            row.problems.append(f"A date of birth is more than {OLDEST_YEARS} years ago.")
        if len(patient.get("chart_number", "")) > 100:
            row.problems.append("A chart number has at most 100 characters.")

    # -- who is meant

    def _decide(self, row: RosterRow) -> _Decision | None:
        patient = self._match_patient(row)
        if row.problems:
            return None
        decision = _Decision(patient)
        taken: set[int] = set()
        for values in row.contacts:
            contact = self._match_contact(values, row.patient, patient, taken)
            if contact is not None:
                taken.add(contact.ref)
                self._refuse_other_authority(row, values, patient, contact)
            decision.contacts.append((values, contact))
        return None if row.problems else decision

    def _match_patient(self, row: RosterRow) -> DraftedPatient | None:
        values = row.patient
        chart = values.get("chart_number", "")
        by_chart = self._by_chart.get(chart) if chart else None
        if by_chart is not None:
            if values["birth_date"] != by_chart.values["birth_date"] or not _is_similar(values, by_chart.values):
                where = f"line {by_chart.line}" if by_chart.row is None else "the records"
                row.problems.append(
                    f"The chart number is that of another patient in {where} (another name or date of birth). Correct "
                    "the number, the name or the date."
                )
            return by_chart
        key = fold(values["last_name"]), fold(values["first_name"]), values["birth_date"]
        same = [other for other in self._by_name.get(key, ()) if _sex_agrees(values, other)]
        if len(same) > 1:
            row.problems.append(
                "Several patients have this name and date of birth. Write the chart number of the one who is meant."
            )
        elif same and chart and same[0].values["chart_number"]:
            self._refuse_other_chart(row, same[0])
        return same[0] if same else None

    def _refuse_other_chart(self, row: RosterRow, other: DraftedPatient) -> None:
        """The same name, date of birth and sex under two chart numbers: two people, or one whose number changed."""
        if other.named:
            row.problems.append(
                f"Another line has a patient of the same name, date of birth and sex under chart number "
                f"{other.values['chart_number']}. If they are two, add the second one by hand."
            )
        elif not self._shares_something(row, other):
            row.problems.append(
                f"The records have a patient of the same name, date of birth and sex under chart number "
                f"{other.values['chart_number']}, with nothing else in common. If this is the one, write that number; "
                "if they are two, add the second one by hand."
            )

    def _shares_something(self, row: RosterRow, other: DraftedPatient) -> bool:
        values = row.patient
        numbers = {families.insurance_key(number) for _, number in values.get("insurance", ())}
        if numbers & other.insurance_keys:
            return True
        if any(
            fold(values.get(name, "")) and fold(values[name]) == fold(other.values[name])
            for name in ("address_line", "home_phone", "cell_phone", "email")
        ):
            return True
        taken: set[int] = set()
        return any(
            found is not None and found.ref in other.links
            for found in (self._match_contact(contact, values, other, taken) for contact in row.contacts)
        )

    def _match_contact(
        self, values: Values, home: Values, patient: DraftedPatient | None, taken: set[int]
    ) -> DraftedContact | None:
        sought = people.person_of(None, values, people.email_key_of(values), home)
        role = values["role_reason"]
        in_chart = [
            (alike.points, link.values["role_reason"] is role, -abs(ref), link.contact)
            for ref, link in (patient.links.items() if patient else ())
            if ref not in taken and (alike := likeness(sought, link.contact.person)).is_possible
        ]
        if in_chart:
            return max(in_chart, key=lambda found: found[:3])[3]
        sought = self._without_what_crowds_share(sought)
        seen: dict[int, DraftedContact] = {}
        for key in _keys(sought):
            others = self._candidates.get(key, ())
            if len(others) <= _CROWD:
                seen |= {other.ref: other for other in others}
        likely = [
            (alike.points, other.ref > 0, -abs(other.ref), other)
            for other in seen.values()
            if other.ref not in taken
            and (alike := likeness(sought, other.person)).is_likely
            # Here nobody looks at a suggestion first, and one contact is offered all its children.
            and (len(alike.shared) > 1 or similar_names(sought, other.person))
        ]
        return max(likely, key=lambda found: found[:3])[3] if likely else None

    def _without_what_crowds_share(self, person: Person) -> Person:
        def is_crowded(key: object) -> bool:
            return len(self._candidates.get(key, ())) > _CROWD

        phones = frozenset(phone for phone in person.phones if not is_crowded(("p", phone)))
        no_email = person.email_key is not None and is_crowded(("e", person.email_key))
        if phones == person.phones and not no_email:
            return person
        return replace(
            person,
            email_key=None if no_email else person.email_key,
            cell_phone=person.cell_phone if person.cell_phone in phones else "",
            phones=phones,
        )

    def _refuse_other_authority(
        self, row: RosterRow, values: Values, patient: DraftedPatient | None, contact: DraftedContact
    ) -> None:
        """Two lines of one file that say different things about who may see a child."""
        link = patient.links.get(contact.ref) if patient else None
        said = values.get("authority")
        if link is None or link.authority is None or said is None or said is link.authority:
            return
        row.problems.append(f"Another line says that {contact.person.name} has {link.authority.label} Authority.")

    # -- taking a row

    def _carry_out(self, row: RosterRow, decision: _Decision) -> None:
        patient = decision.patient
        if patient is None:
            self._new_patients -= 1
            patient = people.new_patient(self._new_patients, row.patient, row.number)
            self._add_patient(patient)
            self.counts.new_patients += 1
        else:
            self._complete_patient(row, patient)
        if patient.row is not None and not patient.named:
            self.counts.matched_patients += 1
        patient.named = True
        for payer, number in row.patient.get("insurance", ()):
            key = families.insurance_key(number)
            if key and key not in patient.insurance_keys:
                patient.insurance_keys.add(key)
                patient.insurance.append((payer, number))
                _completed(patient, "insurance", self.counts)
        for values, contact in decision.contacts:
            self._carry_out_contact(row, patient, values, contact)

    def _complete_patient(self, row: RosterRow, patient: DraftedPatient) -> None:
        for name, value in row.patient.items():
            if name == "insurance" or patient.values[name] == value:
                continue
            if name not in people.NOT_FILLED and (
                patient.values[name] == "" or (name == "sex" and patient.values[name] is Sex.UNKNOWN)
            ):
                patient.values[name] = value
                _completed(patient, name, self.counts)
            elif fold(str(value)) != fold(str(patient.values[name])):
                row.notices.append(_kept(f"The patient’s {PATIENT_LABELS[name]}", patient.row is None, patient.line))

    def _carry_out_contact(
        self, row: RosterRow, patient: DraftedPatient, values: Values, contact: DraftedContact | None
    ) -> None:
        if contact is None:
            self._new_contacts -= 1
            contact = people.new_contact(self._new_contacts, values, row.number, row.patient)
            self._hold_shared_email(row, contact)
            self._add_contact(contact)
            self.counts.new_contacts += 1
        else:
            self._complete_contact(row, contact, values)
        if contact.row is not None and not contact.named:
            self.counts.matched_contacts += 1
        contact.named = True
        link = patient.links.get(contact.ref)
        if link is None:
            link = people.link_of_values(contact, values)
            patient.links[contact.ref] = link
            self.counts.new_links += 1
            self._wait(patient, link)
        else:
            self._complete_link(row, patient, link, values)
        if contact.ref < 0 and values["role_reason"] is RoleReason.SELF:
            contact.values["own_patient"] = patient.ref
        if patient.ref not in contact.patients:
            contact.patients.append(patient.ref)

    def _complete_contact(self, row: RosterRow, contact: DraftedContact, values: Values) -> None:
        changed = False
        for name, value in values.items():
            if name not in contact.values or contact.values[name] == value or contact.held.get(name) == value:
                continue
            if name not in people.NOT_FILLED and contact.values[name] in ("", None):
                if contact.grants and name in HELD:
                    contact.held[name] = value
                    row.notices.append(f"{contact.person.name}’s {PERSON_LABELS[name]} waits for a manager’s release.")
                    continue
                contact.values[name] = value
                changed = True
                if contact.row is not None:
                    self.counts.completed_contacts += not contact.filled
                    contact.filled.add(name)
            elif fold(str(value)) != fold(str(contact.values[name])):
                label = f"{contact.person.name}’s {PERSON_LABELS[name]}"
                row.notices.append(_kept(label, contact.row is None, contact.line))
        if changed:
            self._hold_shared_email(row, contact)
            # An address of the household's stays what it is found by.
            contact.person = people.person_of(contact.ref, contact.values, people.email_key_of(contact.values), {})
            self._make_findable(contact)

    def _hold_shared_email(self, row: RosterRow, contact: DraftedContact) -> None:
        """An address that a parent with access has would end their access (rule A6): it is held, too."""
        key = people.email_key_of(contact.values)
        if key is None or (contact.row is not None and "home_email" not in contact.filled):
            return
        mine = fold(f"{contact.values['first_name']} {contact.values['last_name']}")
        for other in self._candidates.get(("e", key), ()):
            if not other.grants or other.ref == contact.ref:
                continue
            if fold(f"{other.values['first_name']} {other.values['last_name']}") != mine:
                contact.held["home_email"] = contact.values["home_email"]
                contact.values["home_email"] = ""
                contact.filled.discard("home_email")
                row.notices.append(
                    f"{contact.person.name}’s Home Email is also that of {other.person.name}, who has portal access "
                    "with it: it waits for a manager’s release. Each parent needs their own."
                )
                return

    def _complete_link(self, row: RosterRow, patient: DraftedPatient, link: DraftedLink, values: Values) -> None:
        name = link.contact.person.name
        if link.row is not None and values["role_reason"] is not link.values["role_reason"]:
            row.notices.append(f"{name} is {link.values['role_reason'].label} in the records, and stays so.")
        if link.is_ended:
            row.notices.append(f"{name} is inactive in this chart, and stays so.")
            return
        said = values.get("authority")
        if said is not None and said is not link.values.get("authority") and (link.row or said.grants_access):
            link.authority = said
        self._wait(patient, link)

    def _wait(self, patient: DraftedPatient, link: DraftedLink) -> None:
        """Count what waits now because of this row, once for each link."""
        if waits(link) and not link.values.get("counted"):
            link.values["counted"] = True
            self.counts.waiting += 1


def waits(link: DraftedLink) -> bool:
    """Whether this link has something for a manager to release that was not decided or listed before."""
    if link.authority is None and not link.contact.held:
        return False
    known = link.waiting
    if known is None:
        return not link.is_ended
    said = link.authority or link.values.get("authority")
    as_known = said is known["authority"] and all(
        link.contact.held.get(name, known[name]) == known[name] for name in HELD
    )
    return not as_known and not (known["state"] is ImportedState.WAITING and link.is_ended)


def _completed(patient: DraftedPatient, name: str, counts: Counts) -> None:
    if patient.row is not None:
        counts.completed_patients += not patient.filled
        patient.filled.add(name)


def _kept(what: str, of_file: bool, line: int) -> str:
    return f"{what} is another one {f'in line {line}' if of_file else 'in the records'}, and was kept."


def _is_similar(values: Values, other: Values) -> bool:
    def person(of: Values) -> Person:
        return Person(None, "", fold(of["first_name"]), fold(of["last_name"]), fold(of.get("nickname", "")))

    return similar_names(person(values), person(other))


def _sex_agrees(values: Values, other: DraftedPatient) -> bool:
    said = values.get("sex", Sex.UNKNOWN)
    return said is other.values["sex"] or Sex.UNKNOWN in (said, other.values["sex"])


def _want_contact(wanted: Wanted, contact: Values, patient: Values) -> None:
    if key := people.email_key_of(contact):
        wanted.emails.add(key)
    wanted.phones.update(
        phone for name in ("cell_phone", "home_phone", "work_phone") if (phone := contact.get(name, "")).startswith("+")
    )
    last = fold(contact.get("last_name", ""))
    if birth := contact.get("birth_date"):
        wanted.births.add((last, birth))
    if line := contact.get("address_line") or patient.get("address_line"):
        wanted.addresses.add((last, line))


def _keys(person: Person) -> Iterable[object]:
    """What a person is looked up by among those that the import knows."""
    if person.email_key:
        yield "e", person.email_key
    for phone in person.phones:
        yield "p", phone
    if person.birth_date:
        yield "b", person.birth_date, person.last
    if person.address:
        yield "a", person.address, person.first
