# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed a contact's access to their patients: the audit trail in the desk's words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from opportal_desktop.records import families
from opportal_desktop.records.audit import entries_about
from opportal_desktop.records.models import AuditEntry
from opportal_desktop.registration.chart_names import full_name
from opportal_desktop.registration.contact_draft import FIELD_LABELS
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import Authority, RoleReason

_LABELS = FIELD_LABELS | {
    "active": "Patient is active",
    "email": "Patient’s own email",
    "ended_at": "Inactive since",
    "to_address": "To",
    "dispute_note": "Dispute note",
}
# Fields that a condition of access depends on; what else was changed is of no interest here.
_FIELDS = frozenset(
    {
        "first_name", "last_name", "home_email", "cell_phone", "declined_on", "ask_again_on", "own_patient_id",
        "role_reason", "authority", "court_order_note", "court_order_review_on", "proxy_consent_on",
        "proxy_consent_until", "ended_at", "birth_date", "active", "to_address",
    }
)  # fmt: skip
_SAVES = frozenset({"contact saved", "contact added", "patient saved", "patient added"})
_NO_CHANGE = frozenset({"signed in to the portal", "signed out of the portal"})
_WORDS: Mapping[str, Mapping[str, str]] = {
    "authority": {member.value: member.label for member in Authority},
    "role_reason": {member.value: member.label for member in RoleReason},
}


@dataclass(frozen=True, slots=True)
class AccessChange:
    """One entry: when (UTC, and in the practice's words), who, and what in words."""

    at: dt.datetime
    when: str
    by: str
    what: str


def access_history(
    contact_id: int, patient_names: Mapping[int, str], practice: PracticeRules
) -> tuple[AccessChange, ...]:
    """What changed this contact's access to these patients ({id: name}) and to those of before, newest first."""
    entries = entries_about(contact_id, patient_names)
    former = {entry.patient_id for entry in entries if entry.patient_id} - patient_names.keys()
    rows = [row for row in map(families.patient_row, sorted(former)) if row]
    patient_names = {**patient_names, **{row.id: full_name(row.first_name, row.last_name) for row in rows}}
    told = ((entry, _what(entry, patient_names, practice)) for entry in entries)
    return tuple(AccessChange(row.at, practice.moment(row.at), row.by, what) for row, what in told if what)


def _what(entry: AuditEntry, names: Mapping[int, str], practice: PracticeRules) -> str:
    """The entry in words; empty if it has nothing to do with access."""
    if entry.action in _NO_CHANGE:
        return ""
    changes: Mapping[str, tuple[Any, Any]] = json.loads(entry.changes)
    parts = [
        _change(name, values[0], values[1], practice)
        for name, values in changes.items()
        if name in _FIELDS and not (entry.contact_id and name == "birth_date")
    ]
    if entry.action in _SAVES and not parts:
        return ""
    name = names.get(entry.patient_id or 0, "")
    of = f" ({name})" if name else ""
    words = entry.action[0].upper() + entry.action[1:] + of
    if parts:
        words = f"{words}: {'; '.join(parts)}"
    return f"{words}. Reason: {entry.reason}" if entry.reason else words


def _change(name: str, before: Any, after: Any, practice: PracticeRules) -> str:
    show = _shown_as(name, practice)
    if before in (None, "", False) and name != "authority":
        return f"{_LABELS[name]} {show(after)}"
    return f"{_LABELS[name]} {show(before)} → {show(after)}"


def _shown_as(name: str, practice: PracticeRules) -> Callable[[Any], str]:
    def show(value: Any) -> str:
        if value in (None, ""):
            return "—"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if name in _WORDS:
            return _WORDS[name].get(value, str(value))
        if name == "cell_phone":
            return shown_phone(value, practice.phone_region)
        if name == "own_patient_id":
            return "yes"
        if name.endswith(("_on", "_until", "_at", "_date")):
            moment = dt.datetime.fromisoformat(value)
            return practice.day(moment if moment.tzinfo else moment.date())
        return str(value)

    return show
