# SPDX-License-Identifier: GPL-3.0-or-later
"""Find a patient as somebody types: one field for names, DOB, phones, insurance ids, charts, parents and emails.

Every search is a range of an index that is already in result order, or a small set that is sorted. Where two words
must both match, the rarer one leads; its number of entries is counted up to a cap (the "two plans" of
docs/architecture.md), so that no query reads more than a few thousand entries however many patients there are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from opportal_desktop.folding import typed_words
from opportal_desktop.records.name_search import HIT_COLUMNS, KEY_ORDER, Hit, NameSearch, has_words
from opportal_desktop.records.records import Records
from opportal_desktop.records.search_keys import CONTACT_NAME, EMAIL, LAST, OWN_NAME, PHONE
from opportal_desktop.terms import Sex

KEYS_READ = (2, 8)
"""Parents, phones or emails that are read for each row that is shown: first few, then more, for several may be of one
patient."""

NUMBERS_READ = (1.2, 8)
"""Insurance ids that are read for each row: a few more, then many, for some are of inactive patients."""

_SEX = {sex.value: sex for sex in Sex}


@dataclass(frozen=True, slots=True)
class FoundPatient:
    """One row of results. `matched` says by what, where it is not the patient's own name: "Contact: Ana Torres"."""

    patient_id: int
    chart_number: str
    last_name: str
    first_name: str
    middle_name: str
    nickname: str
    birth_date: dt.date
    sex: Sex
    active: bool
    phone: str
    matched: str


@dataclass(frozen=True, slots=True)
class FoundPatients:
    """What was found. `more`: there are more than were asked for. `understood`: how the text was read, in words."""

    rows: tuple[FoundPatient, ...]
    more: bool
    understood: str


# ------------------------------------------------------------------------------------------------ reading what is typed

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january ene enero", "feb february febrero", "mar march marzo", "apr april abr abril", "may mayo",
         "jun june junio", "jul july julio", "aug august ago agosto", "sep sept september septiembre",
         "oct october octubre", "nov november noviembre", "dec december dic diciembre"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SEPARATED = re.compile(r"^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})$")
_NAMED = re.compile(r"^(?:(\d{1,2})\s*[-. ]?\s*([a-z]{3,})|([a-z]{3,})\.?\s*(\d{1,2})),?\s*[-. ]?\s*(\d{2}|\d{4})$")


def read_birth_date(text: str, today: dt.date) -> dt.date | None:
    """A date as a US front desk writes it (month first), or ISO, or with the month's name; None if it is none.

    "3/5/2019", "03-05-19", "03052019", "2019-03-05", "20190305", "5 Mar 2019", "Mar 5, 2019". A two-digit year is
    the last one that is not in the future.
    """
    text = text.strip().casefold()
    if match := _SEPARATED.match(text):
        first, second, third = match.groups()
        if len(first) == 4:
            return _date(int(first), int(second), int(third), today, len(third) <= 2)
        return _date(int(third), int(first), int(second), today, len(third) in (2, 4))
    if match := _NAMED.match(text):
        day, name, other_name, other_day, year = match.groups()
        month = _MONTHS.get(name or other_name)
        return _date(int(year), month, int(day or other_day), today, True) if month else None
    if len(text) == 8 and text.isdigit():
        if text.startswith(("19", "20")) and (date := _date(int(text[:4]), int(text[4:6]), int(text[6:]), today, True)):
            return date
        return _date(int(text[4:]), int(text[:2]), int(text[2:4]), today, True)
    return None


def _date(year: int, month: int, day: int, today: dt.date, whole: bool) -> dt.date | None:
    if not whole:
        return None
    if year < 100:
        year += today.year // 100 * 100
        if year > today.year:
            year -= 100
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date if date.year >= 1900 and date <= today else None


# ------------------------------------------------------------------------------------------------------------- finding


def find_patients(
    records: Records, text: str, *, include_inactive: bool = False, today: dt.date, limit: int = 50
) -> FoundPatients:
    """The patients that the typed text means, in order of last and first name.

    "#" and digits search phones (any of the family's: from the start, without area code, or the last four),
    "@" and characters insurance ids; a date searches DOBs, digits chart numbers, what has an @ inside emails,
    anything else names: words in any order, or "last, first". Parents' names follow behind the patients' own.
    """
    search = _Search(records, include_inactive, limit)
    typed = text.strip()
    if not typed:
        return FoundPatients((), False, "")
    if typed.startswith("#"):
        return search.phone("".join(ch for ch in typed if ch.isdigit()))
    if typed.startswith("@"):
        return search.insurance("".join(ch for ch in typed.upper() if ch.isalnum()))
    if "@" in typed:
        return search.email(typed.casefold())
    if date := read_birth_date(typed, today):
        return search.birth_date(date)
    words, date = _split_date(typed, today)
    if date:
        return search.name(words, date)
    if typed.isdigit():
        return search.chart_number(typed)
    if "," in typed:
        last, _, first = typed.partition(",")
        return search.last_first(typed_words(last), typed_words(first))
    return search.name(words, None) if words else search.chart_number(typed)


def _split_date(typed: str, today: dt.date) -> tuple[list[str], dt.date | None]:
    """Words and, if one of them is a date, the date: "garcia 3/5/2019"."""
    words, date = [], None
    for part in typed.split():
        found = read_birth_date(part, today) if date is None and any(ch.isdigit() for ch in part) else None
        if found:
            date = found
        else:
            words.append(part)
    return typed_words(*words), date


class _Search:
    """One search: the same filters and limit for all its queries."""

    def __init__(self, records: Records, include_inactive: bool, limit: int) -> None:
        self.records = records
        self.include_inactive = include_inactive
        self.limit = limit
        self._names = NameSearch(records.db, include_inactive=include_inactive)

    # -- one kind of key each

    def phone(self, digits: str) -> FoundPatients:
        if len(digits) < 3:
            return FoundPatients((), False, "Phone: type at least 3 digits")
        return self._found(self._keys(PHONE, digits), f"Phone with {digits}")

    def email(self, prefix: str) -> FoundPatients:
        return self._found(self._keys(EMAIL, prefix), "Email")

    def insurance(self, number: str) -> FoundPatients:
        if not number:
            return FoundPatients((), False, "Insurance id: type some of its characters")
        # By the index of the numbers alone: not all that begin so are put in order for the few that are shown.
        first = "SELECT patient_id, number_key FROM insurance_id WHERE number_key >= ? AND number_key < ? "
        sql = (
            f"SELECT p.id, 0, '' FROM ({first} ORDER BY number_key LIMIT ?) AS i JOIN patient p ON p.id = i.patient_id "
            f"WHERE TRUE {self._active('p.')} ORDER BY i.number_key, p.sort_last, p.sort_first, p.id LIMIT ?"
        )
        rows: list[Hit] = []
        for numbers in NUMBERS_READ:
            rows = self._sql(sql, (number, number + LAST, int(numbers * self.limit) + 1, self.limit + 1))
            if len(rows) > self.limit:
                break
        return self._found(rows, "Insurance id")

    def chart_number(self, number: str) -> FoundPatients:
        rows = self._sql(
            f"SELECT id, 0, '' FROM patient WHERE chart_number >= ? AND chart_number < ? {self._active()} "
            f"ORDER BY chart_number LIMIT ?",
            (number, number + LAST, self.limit + 1),
        )
        return self._found(rows, "Chart number")

    def birth_date(self, date: dt.date) -> FoundPatients:
        rows = self._sql(
            f"SELECT id, 0, '' FROM patient WHERE birth_date = ? {self._active()} "
            f"ORDER BY sort_last, sort_first, id LIMIT ?",
            (date.isoformat(), self.limit + 1),
        )
        return self._found(rows, f"Born {date:%m/%d/%Y}")

    def last_first(self, last: list[str], first: list[str]) -> FoundPatients:
        if not last:
            return self.name(first, None) if first else FoundPatients((), False, "")
        start = " ".join(last)
        extra, values = has_words("' ' || sort_first", first)
        rows = self._sql(
            f"SELECT id, 0, '' FROM patient WHERE sort_last >= ? AND sort_last < ? {extra} {self._active()} "
            f"ORDER BY sort_last, sort_first, id LIMIT ?",
            (start, start + LAST, *values, self.limit + 1),
        )
        return self._found(rows, "Last name, first name")

    def name(self, words: list[str], date: dt.date | None) -> FoundPatients:
        if date is not None:
            extra, values = has_words("' ' || sort_last || ' ' || sort_first", words)
            rows = self._sql(
                f"SELECT id, 0, '' FROM patient WHERE birth_date = ? {extra} {self._active()} "
                f"ORDER BY sort_last, sort_first, id LIMIT ?",
                (date.isoformat(), *values, self.limit + 1),
            )
            return self._found(rows, f"Name, born {date:%m/%d/%Y}")
        own = self._by_last_name(words[0]) if len(words) == 1 else []
        if len(own) <= self.limit:
            own += self._names.people(OWN_NAME, words, self.limit + 1)
        own = list(dict.fromkeys(own))
        if len(own) <= self.limit:
            seen = {patient_id for patient_id, *_ in own}
            by_parent: list[Hit] = []
            for each in KEYS_READ:
                found = self._names.people(CONTACT_NAME, words, each * self.limit)
                by_parent = list(self._once(found, set(seen)))
                if len(own) + len(by_parent) > self.limit or len(found) < each * self.limit:
                    break
            own += by_parent
        return self._found(own, "Name")

    # -- ranges

    def _by_last_name(self, word: str) -> list[Hit]:
        """Whose last name starts so, straight from the name index; they come before other names that match."""
        return self._sql(
            f"SELECT id, 0, '' FROM patient WHERE sort_last >= ? AND sort_last < ? {self._active()} "
            f"ORDER BY sort_last, sort_first, id LIMIT ?",
            (word, word + LAST, self.limit + 1),
        )

    def _keys(self, kind: str, prefix: str) -> list[Hit]:
        sql = (
            f"SELECT {HIT_COLUMNS} FROM search_key "
            f"WHERE kind = ? AND key >= ? AND key < ? {self._active()} {KEY_ORDER} LIMIT ?"
        )
        found: list[Hit] = []
        for keys in KEYS_READ:
            rows = self._sql(sql, (kind, prefix, prefix + LAST, keys * self.limit))
            rows.sort()
            found = list(self._once((row[2:] for row in rows), set()))
            if len(found) > self.limit or len(rows) < keys * self.limit:
                break
        return found[: self.limit + 1]

    @staticmethod
    def _once(hits: Iterable[Hit], seen: set[int]) -> Iterator[Hit]:
        """The first hit of each patient, without patients that were seen already."""
        for hit in hits:
            if hit[0] not in seen:
                seen.add(hit[0])
                yield hit

    def _active(self, table: str = "") -> str:
        return "" if self.include_inactive else f"AND {table}active"

    def _sql(self, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
        db = self.records.db
        return list(db.execute_sql(db.native(sql), parameters).fetchall())

    # -- rows

    def _found(self, hits: list[Hit], understood: str) -> FoundPatients:
        """The winners with everything that a row shows: late, so that only these rows are fetched."""
        shown = hits[: self.limit]
        ids = {patient_id for patient_id, *_ in shown}
        select = (
            "SELECT id, chart_number, last_name, first_name, middle_name, nickname, birth_date, sex, active, "
            "CASE WHEN cell_phone != '' THEN cell_phone ELSE home_phone END FROM patient "
            f"WHERE id IN ({','.join('?' * len(ids))})"
        )
        patients = {row[0]: row for row in self._sql(select, tuple(ids))} if ids else {}
        rows = tuple(
            _found_patient(patients[patient_id], f"Contact: {contact_name}" if contact_id else "")
            for patient_id, contact_id, contact_name in shown
            if patient_id in patients
        )
        return FoundPatients(rows, len(hits) > self.limit, understood)


def _found_patient(row: tuple[Any, ...], matched: str) -> FoundPatient:
    patient_id, chart, last, first, middle, nickname, born, sex, active, phone = row
    birth_date = born if isinstance(born, dt.date) else dt.date.fromisoformat(born)
    return FoundPatient(
        patient_id, chart, last, first, middle, nickname, birth_date, _SEX[sex], bool(active), phone, matched
    )
