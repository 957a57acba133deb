# SPDX-License-Identifier: GPL-3.0-or-later
"""The Contact Manager's list: every contact, filtered and searched, page by page; and likely duplicates in pairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from opportal_desktop.records import contact_list, duplicate_pairs, families
from opportal_desktop.records.contact_list import ListedContact, Place
from opportal_desktop.records.records import Records
from opportal_desktop.records.settings import load_settings
from opportal_desktop.registration.chart_names import listed_name
from opportal_desktop.registration.family_contacts import portal_statuses
from opportal_desktop.registration.likely_contacts import look_alikes, person_of_row
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.practice_rules import PracticeRules
from opportal_desktop.registration.rules import PortalStatus, StatusView
from opportal_desktop.registration.same_person import Likeness, in_one_line, likeness, ranked
from opportal_desktop.registration.validators import shown_phone
from opportal_desktop.terms import ContactShow

PAGE = 100
IDS_AT_ONCE = 300
"""Contacts whose likenesses are judged in one go: some milliseconds."""
GOES = 40
"""Of these in one page at most, so that a page of few duplicates ends, too."""
EXPORT_HEADER = ("Name", "Home Email", "Cell Phone", "Children", "Why")
EXPORTED_AT_ONCE = 500
MOST_EXPORTED = 100_000
_SEARCHED = 40
"""Contacts found by a text whose likely duplicates are looked up."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """What a row shows at once; the rest is a `ContactState`.

    Attributes:
        name: as lists have it, last name first.
        other_id: where likely duplicates are listed, the other record of the pair (its row stands beside this one).
        why: what speaks for one person, in words.
    """

    contact_id: int
    name: str
    home_email: str
    cell_phone: str
    other_id: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Some rows and the place behind them; `after` is None at the end. A page may be empty and not the last one."""

    rows: tuple[ContactRow, ...]
    after: Place | None


@dataclass(frozen=True, slots=True)
class ContactState:
    """What takes the rules or several tables to say.

    Attributes:
        children: names of the patients in whose charts they are, eldest first.
        patient_ids: of the same, the active links first: the first one's chart is opened.
        status: the first in the table of Portal Status that any of the charts has; None without a chart.
        detail: the status in each chart.
        activity: the day of what happened last; `activity_detail`: what that was.
    """

    children: tuple[str, ...]
    patient_ids: tuple[int, ...]
    status: PortalStatus | None
    detail: str
    activity: str
    activity_detail: str


def contact_page(
    records: Records, show: ContactShow, text: str = "", after: Place | None = None, limit: int = PAGE
) -> ContactPage:
    """The next page of the contacts that pass the filter and are meant by the text.

    All contacts are read in a few milliseconds; a filter that lets few through may take some tenths of a second.
    """
    if show is ContactShow.DUPLICATES:
        return _duplicates_called(records, text) if text.strip() else _duplicates(records, after, limit)
    page = contact_list.page(show, text, after, limit, records.clock())
    region = load_settings(records).phone_region
    return ContactPage(tuple(_row(row, region) for row in page.rows), page.after)


def count_words(records: Records, show: ContactShow) -> str:
    """How many pass the filter, as its name shows it; empty where counting is not cheap."""
    counted = contact_list.count(show, records.clock())
    if counted is None:
        return ""
    return f"more than {contact_list.COUNTED:,}" if counted > contact_list.COUNTED else f"{counted:,}"


def export_rows(records: Records, show: ContactShow, text: str, most: int = MOST_EXPORTED) -> list[tuple[str, ...]]:
    """All that the list would show (up to `most`), in EXPORT_HEADER; seconds where there are many."""
    rows: list[tuple[str, ...]] = []
    after: Place | None = None
    while True:
        page = contact_page(records, show, text, after, EXPORTED_AT_ONCE)
        rows += _exported(page.rows)
        after = page.after
        if after is None or len(rows) >= most:
            return rows[:most]


def export_pairs_of(records: Records, contact_id: int) -> list[tuple[str, ...]]:
    """What `likely_duplicates_of` lists, in EXPORT_HEADER."""
    return _exported(likely_duplicates_of(records, contact_id))


def _exported(rows: Sequence[ContactRow]) -> list[tuple[str, ...]]:
    charts = families.charts_of_contacts([row.contact_id for row in rows])
    return [
        (row.name, row.home_email, row.cell_phone, ", ".join(charts.get(row.contact_id, ())), row.why) for row in rows
    ]


def is_quick(show: ContactShow) -> bool:
    """Whether a page takes a few milliseconds at any size, and may be read while the window waits."""
    return show is ContactShow.ALL


# -------------------------------------------------------------------------------------------------- likely duplicates


def likely_duplicates_of(records: Records, contact_id: int) -> tuple[ContactRow, ...]:
    """This contact in pairs with each record that is probably the same person, the likeliest first."""
    return _pairs_of(records, [contact_id])


def _duplicates(records: Records, after: Place | None, limit: int) -> ContactPage:
    """Pairs of who shares an email, a phone, or name and more; in the order in which they were entered."""
    place = after.id if after else 0
    highest = duplicate_pairs.highest_id()
    found: list[tuple[int, int, Likeness]] = []
    for _ in range(GOES):
        pairs = duplicate_pairs.pairs_of(place, IDS_AT_ONCE)
        people = duplicate_pairs.to_compare({contact_id for pair in pairs for contact_id in pair})
        for one, other in pairs:
            alike = likeness(person_of_row(people[one]), person_of_row(people[other]))
            if alike.is_likely:
                found.append((one, other, alike))
        place += IDS_AT_ONCE
        if place >= highest or len(found) * 2 >= limit:
            break
    return ContactPage(_pair_rows(records, found), Place("", "", place) if place < highest else None)


def _duplicates_called(records: Records, text: str) -> ContactPage:
    found = contact_list.page(ContactShow.ALL, text, None, _SEARCHED, records.clock()).rows[:_SEARCHED]
    return ContactPage(_pairs_of(records, [row.id for row in found]), None)


def _pairs_of(records: Records, ids: Sequence[int]) -> tuple[ContactRow, ...]:
    people = duplicate_pairs.to_compare(set(ids))
    found: dict[tuple[int, int], Likeness] = {}
    for contact_id in ids:
        if contact_id not in people:
            continue
        person = person_of_row(people[contact_id])
        for other, alike in ranked(person, look_alikes(person, 0)):
            if alike.is_likely and other.contact_id is not None:
                found.setdefault((min(contact_id, other.contact_id), max(contact_id, other.contact_id)), alike)
    return _pair_rows(records, [(one, other, alike) for (one, other), alike in found.items()])


def _pair_rows(records: Records, pairs: Iterable[tuple[int, int, Likeness]]) -> tuple[ContactRow, ...]:
    pairs = list(pairs)
    listed = contact_list.these([contact_id for one, other, _ in pairs for contact_id in (one, other)])
    region = load_settings(records).phone_region
    rows = []
    for one, other, alike in pairs:
        why = in_one_line((*alike.words, *alike.contradicts))
        for contact_id, partner in ((one, other), (other, one)):
            if one in listed and other in listed:
                rows.append(replace(_row(listed[contact_id], region), other_id=partner, why=why))
    return tuple(rows)


def _row(row: ListedContact, region: str) -> ContactRow:
    nickname = f" “{row.nickname}”" if row.nickname else ""
    return ContactRow(
        contact_id=row.id,
        name=listed_name(row.first_name, row.middle_name, row.last_name) + nickname,
        home_email=row.home_email,
        cell_phone=shown_phone(row.cell_phone, region),
    )


# --------------------------------------------------------------------------------------------------------------- states


def contact_states(records: Records, contact_ids: Collection[int]) -> dict[int, ContactState]:
    """The states of these contacts; a few milliseconds for ten of them. Who is gone is left out."""
    practice = practice_rules(records)
    picture = family_picture(contact_ids)
    wanted = [contact_id for contact_id in contact_ids if contact_id in picture.contacts]
    links = [link for contact_id in wanted for link in picture.links_by_contact.get(contact_id, ())]
    statuses = portal_statuses(picture, [link.key for link in links], practice)
    latest = contact_list.latest_activity(wanted)
    states = {}
    for contact_id in wanted:
        own = sorted(
            picture.links_by_contact.get(contact_id, ()), key=lambda link: picture.patients[link.patient_id].birth_date
        )
        views = [(picture.patients[link.patient_id].name, statuses[link.key]) for link in own]
        active_first = sorted(own, key=lambda link: not link.is_active(practice.now))
        states[contact_id] = ContactState(
            children=tuple(name for name, _ in views),
            patient_ids=tuple(link.patient_id for link in active_first),
            status=_most_telling([view for _, view in views]),
            detail="\n".join(f"{name}: {view.cell}" for name, view in views),
            activity=_day(latest[contact_id], practice),
            activity_detail=latest[contact_id][1],
        )
    return states


def _most_telling(views: Sequence[StatusView]) -> PortalStatus | None:
    order = list(PortalStatus)
    return min((view.status for view in views), key=order.index, default=None)


def _day(activity: tuple[dt.datetime, str], practice: PracticeRules) -> str:
    return practice.day(activity[0])
