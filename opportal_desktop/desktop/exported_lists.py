# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists that can be exported: their columns, and their rows read page by page."""

from __future__ import annotations

from collections.abc import Iterator

from opportal_desktop.desktop.dates import shown_date
from opportal_desktop.records.message_list import MessageFilter
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import find_patients
from opportal_desktop.registration.contact_list import contact_page
from opportal_desktop.registration.family_contacts import list_family_contacts
from opportal_desktop.registration.messages import newest_messages
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import ContactShow

PATIENTS = ("Chart", "Last name", "First name", "Middle name", "Nickname", "DOB", "Sex", "Phone", "Status", "Found by")
CONTACTS = ("Name", "Home Email", "Cell Phone")
FAMILY = (
    "Name", "Role/Reason", "Authority", "Resides With", "Home Email", "Cell Phone", "Portal Status", "Detail",
    "Inactive since",
)  # fmt: skip
MESSAGES = ("When", "Message", "Contact", "To", "State", "Outcome", "By")
MOST_PATIENTS = 5000
_PAGE = 100


def found_patients(records: Records, text: str, include_inactive: bool) -> Iterator[tuple[str, ...]]:
    """What the search finds, all of it (at most MOST_PATIENTS)."""
    practice = practice_rules(records)
    found = find_patients(records, text, include_inactive=include_inactive, today=practice.today, limit=MOST_PATIENTS)
    for row in found.rows:
        yield (
            row.chart_number,
            row.last_name,
            row.first_name,
            row.middle_name,
            row.nickname,
            shown_date(row.birth_date),
            row.sex.label,
            shown_phone(row.phone, practice.phone_region),
            "Active" if row.active else "Inactive",
            row.matched,
        )


def all_contacts(records: Records) -> Iterator[tuple[str, ...]]:
    """Every contact, by name."""
    after = None
    while True:
        page = contact_page(records, ContactShow.ALL, after=after, limit=_PAGE)
        for row in page.rows:
            yield row.name, row.home_email, row.cell_phone
        after = page.after
        if after is None:
            return


def family_contacts(records: Records, patient_id: int) -> Iterator[tuple[str, ...]]:
    """The contacts of one patient with their Portal Status."""
    for row in list_family_contacts(records, patient_id):
        yield (
            row.name,
            row.role_reason.label,
            row.authority.label,
            row.resides_with.label,
            row.home_email,
            row.cell_phone,
            row.status.status.value,
            row.status.detail,
            row.ended_on,
        )


def all_messages(records: Records) -> Iterator[tuple[str, ...]]:
    """Every email and text, newest first."""
    below = None
    while page := newest_messages(records, MessageFilter(), _PAGE, below=below):
        for row in page:
            yield row.when, row.kind.label, row.contact_name, row.to, row.state.label, row.outcome, row.by
        below = page[-1].message_id
