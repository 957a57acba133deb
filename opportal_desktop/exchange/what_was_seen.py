# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import was prepared from, to be compared once nobody else can write: is all of it still so?"""

from __future__ import annotations

from opportal_desktop.exchange.drafted_people import email_key_of
from opportal_desktop.exchange.planning import HELD, Plan
from opportal_desktop.folding import fold
from opportal_desktop.records.models import Contact, Patient, Record
from opportal_desktop.records.records import Records
from opportal_desktop.records.roster_lookup import (
    added_since,
    contacts_with_emails,
    granting,
    highest_ids,
    revisions,
)
from opportal_desktop.records.staging import StageChangedError


def ids_of(bases: dict[str, int], counts: dict[str, int]) -> dict[str, range]:
    """{table: the ids that an import gives its new rows}."""
    return {table: range(base + 1, base + 1 + counts[table]) for table, base in bases.items()}


class WhatWasSeen:
    """Made before anything is read."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._version = self._versions()
        self._highest = highest_ids()

    def refuse_changed(
        self, plan: Plan, relied_on: dict[type[Record], dict[int, int]], own: dict[str, range] | None = None
    ) -> None:
        """Within a transaction.

        Args:
            relied_on: {model: {id: revision}}.
            own: ids of the rows that this transaction has put in already.

        Raises:
            StageChangedError: something that the plan was made from changed.
        """
        if self._versions() == self._version:
            return
        for model, seen in relied_on.items():
            if revisions(model, sorted(seen)) != seen:
                raise StageChangedError
        self._refuse_added(plan, own or {})
        self._refuse_other_access(plan, own or {})

    def _versions(self) -> tuple[int, int]:
        return self._records.data_version(), self._records.db.own_changes()

    def _refuse_added(self, plan: Plan, own: dict[str, range]) -> None:
        """Somebody who may be one of the file's."""
        if patients := added_since(Patient, self._highest, own):
            names = {patient.key for patient in plan.patients.values()}
            charts = {patient.values["chart_number"] for patient in plan.patients.values()}
            for row in patients:
                key = fold(row["last_name"]), fold(row["first_name"]), row["birth_date"]
                if key in names or row["chart_number"] in charts:
                    raise StageChangedError
        if contacts := added_since(Contact, self._highest, own):
            people = {(one.person.last, one.person.first) for one in plan.contacts.values()}
            if any((row["sort_last"], row["sort_first"]) in people for row in contacts):
                raise StageChangedError

    def _refuse_other_access(self, plan: Plan, own: dict[str, range]) -> None:
        """Somebody who has access by now, which an email of the file would end, or somebody whom it would let in."""
        written = [one for one in plan.contacts.values() if one.row is None or one.filled & HELD]
        emails = {key for one in written if (key := email_key_of(one.values))}
        mine = own.get(Contact._meta.table_name, range(0))
        others = {id_: revision for id_, revision in contacts_with_emails(emails).items() if id_ not in mine}
        for id_, revision in others.items():
            known = plan.contacts.get(id_)
            if known is None or known.row is None or known.row["revision"] != revision:
                raise StageChangedError
        completed = {one.ref for one in written if one.row is not None}
        had = {id_ for id_ in others.keys() | completed if plan.contacts[id_].grants}
        if granting(others.keys() | completed, self._records.clock()) - had:
            raise StageChangedError
