# SPDX-License-Identifier: GPL-3.0-or-later
"""Find a patient as somebody types: one field for names, DOB, phones, insurance ids, charts, parents and emails.

Every search is a range of an index that is already in result order, or a small set that is sorted. Where two words
must both match, the rarer one leads; its number of entries is counted up to a cap (the "two plans" of
docs/architecture.md), so that no query reads more than a few thousand entries however many patients there are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from opportal_desktop.folding import fold_words
from opportal_desktop.records.models import Contact, FamilyContact, Patient, database
from opportal_desktop.records.records import Records
from opportal_desktop.terms import Sex

CAP = 3000
"""Entries of one prefix that are counted before it is taken as frequent."""

RARE = 500
"""Entries of one prefix that are looked through one by one without more ado."""

READ_OF_LETTERS = 8000
"""Entries of one prefix that are read for three and more words of a letter or two each: nobody is meant by those yet,
and among a million patients a whole walk for the few who fit takes a tenth of a second."""

FEW_WORDS = 40
"""Different words with one prefix whose entries are read word by word, since each word's are in the names' order."""

KEYS_READ = (2, 8)
"""Parents, phones, emails or numbers that are read for each row that is shown: first few, then more, for several may be
of one patient, or of inactive ones."""

LAST = "\U0010ffff"
"""Sorts behind every continuation of a prefix."""

_SEX = {sex.value: sex for sex in Sex}

OWN_NAME, CONTACT_NAME, PHONE, _EMAIL = "n", "g", "p", "e"


# From one word that begins so to the next, by a look into the index for each.
_BEGUN = (
    "WITH RECURSIVE begun (word, number) AS ("
    "SELECT (SELECT key FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT 1), 0 UNION ALL "
    "SELECT (SELECT key FROM search_key WHERE kind = ? AND key > word AND key < ? ORDER BY key LIMIT 1), number + 1 "
    "FROM begun WHERE word IS NOT NULL AND number < ?) SELECT word FROM begun WHERE word IS NOT NULL"
)
# As the keys are kept, so that nothing is sorted; where a limit cuts must be the same on every database.
_NAME_ORDER = "sort_last, sort_first, patient_id, contact_id"
_KEY_ORDER = "ORDER BY key, sort_last, sort_first, patient_id, contact_id"


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
        return search.last_first(fold_words(last), fold_words(first))
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
    return fold_words(*words), date


class _Search:
    """One search: the same filters and limit for all its queries."""

    def __init__(self, records: Records, include_inactive: bool, limit: int) -> None:
        self.records = records
        self.include_inactive = include_inactive
        self.limit = limit

    # -- one kind of key each

    def phone(self, digits: str) -> FoundPatients:
        if len(digits) < 3:
            return FoundPatients((), False, "Phone: type at least 3 digits")
        return self._found(self._keys(PHONE, digits), f"Phone with {digits}")

    def email(self, prefix: str) -> FoundPatients:
        return self._found(self._keys(_EMAIL, prefix), "Email")

    def insurance(self, number: str) -> FoundPatients:
        if not number:
            return FoundPatients((), False, "Insurance id: type some of its characters")
        # By the index of the numbers alone: not all that begin so are put in order for the few that are shown.
        first = "SELECT patient_id, number_key FROM insurance_id WHERE number_key >= ? AND number_key < ? "
        sql = (
            f"SELECT p.id, 0 FROM ({first} ORDER BY number_key LIMIT ?) AS i JOIN patient p ON p.id = i.patient_id "
            f"WHERE TRUE {self._active('p.')} ORDER BY i.number_key, p.sort_last, p.sort_first, p.id LIMIT ?"
        )
        rows: list[tuple[int, int]] = []
        for keys in KEYS_READ:
            rows = self._sql(sql, (number, number + LAST, keys * self.limit, self.limit + 1))
            if len(rows) > self.limit:
                break
        return self._found(rows, "Insurance id")

    def chart_number(self, number: str) -> FoundPatients:
        rows = self._sql(
            f"SELECT id, 0 FROM patient WHERE chart_number >= ? AND chart_number < ? {self._active()} "
            f"ORDER BY chart_number LIMIT ?",
            (number, number + LAST, self.limit + 1),
        )
        return self._found(rows, "Chart number")

    def birth_date(self, date: dt.date) -> FoundPatients:
        rows = self._sql(
            f"SELECT id, 0 FROM patient WHERE birth_date = ? {self._active()} "
            f"ORDER BY sort_last, sort_first, id LIMIT ?",
            (date.isoformat(), self.limit + 1),
        )
        return self._found(rows, f"Born {date:%m/%d/%Y}")

    def last_first(self, last: list[str], first: list[str]) -> FoundPatients:
        if not last:
            return self.name(first, None) if first else FoundPatients((), False, "")
        start = " ".join(last)
        extra = "".join(" AND instr(' ' || sort_first, ?) > 0" for _ in first)
        rows = self._sql(
            f"SELECT id, 0 FROM patient WHERE sort_last >= ? AND sort_last < ? {extra} {self._active()} "
            f"ORDER BY sort_last, sort_first, id LIMIT ?",
            (start, start + LAST, *(" " + word for word in first), self.limit + 1),
        )
        return self._found(rows, "Last name, first name")

    def name(self, words: list[str], date: dt.date | None) -> FoundPatients:
        if date is not None:
            extra = "".join(" AND instr(' ' || sort_last || ' ' || sort_first, ?) > 0" for _ in words)
            rows = self._sql(
                f"SELECT id, 0 FROM patient WHERE birth_date = ? {extra} {self._active()} "
                f"ORDER BY sort_last, sort_first, id LIMIT ?",
                (date.isoformat(), *(" " + word for word in words), self.limit + 1),
            )
            return self._found(rows, f"Name, born {date:%m/%d/%Y}")
        own = self._by_last_name(words[0]) if len(words) == 1 else []
        if len(own) <= self.limit:
            own += self._words(OWN_NAME, words, self.limit + 1)
        own = list(dict.fromkeys(own))
        if len(own) <= self.limit:
            seen = {patient_id for patient_id, _ in own}
            by_parent: list[tuple[int, int]] = []
            for each in KEYS_READ:
                found = self._words(CONTACT_NAME, words, each * self.limit)
                by_parent = list(self._once(found, set(seen)))
                if len(own) + len(by_parent) > self.limit or len(found) < each * self.limit:
                    break
            own += by_parent
        return self._found(own, "Name")

    # -- ranges

    def _by_last_name(self, word: str) -> list[tuple[int, int]]:
        """Whose last name starts so, straight from the name index; they come before other names that match."""
        return self._sql(
            f"SELECT id, 0 FROM patient WHERE sort_last >= ? AND sort_last < ? {self._active()} "
            f"ORDER BY sort_last, sort_first, id LIMIT ?",
            (word, word + LAST, self.limit + 1),
        )

    def _words(self, kind: str, words: list[str], most: int) -> list[tuple[int, int]]:
        """(patient, contact) of people whose name has a word starting with each of `words`: the first `most`."""
        lead, count = words[0], RARE
        if len(words) > 1 and max(map(len, words)) > 2:
            lead, count = rarest(self.records.db, kind, words, RARE)
        if count < RARE:
            return _pairs_of(self._of_prefix(kind, lead, words, frequent=False))[:most]
        # Words of a letter or two begin very many: not even looked at.
        begun = {word: some for word in words if len(word) > 2 and (some := self._begun(kind, word)) is not None}
        if begun:
            lead = rarest(self.records.db, kind, tuple(begun), CAP)[0] if len(begun) > 1 else next(iter(begun))
            others = [word for word in words if word is not lead]
            return _pairs_of(self._of_each(kind, begun[lead], others, most))[:most]
        if len(words) > 1:
            lead, count = rarest(self.records.db, kind, words, CAP)
        frequent = count >= CAP
        if frequent and kind == OWN_NAME:
            walked = self._walk_names(words)
            if len(walked) > self.limit:
                return walked
        return _pairs_of(self._of_prefix(kind, lead, words, frequent=frequent))[:most]

    def _begun(self, kind: str, prefix: str) -> list[str] | None:
        """The different words that begin so; None where they are more than a few."""
        found = self._sql(_BEGUN, (kind, prefix, prefix + LAST, kind, prefix + LAST, FEW_WORDS))
        return None if len(found) > FEW_WORDS else [word for (word,) in found]

    def _of_each(self, kind: str, begun: list[str], others: list[str], most: int) -> list[Any]:
        """Of each of these words the first entries whose people have the others too: they are in the names' order."""
        match = " AND instr(words, ?) > 0" * len(others)
        one = (
            f"SELECT * FROM (SELECT {_NAME_ORDER} FROM search_key WHERE kind = ? AND key = ? {match} {self._active()} "
            f"{_KEY_ORDER} LIMIT ?) AS entry"
        )
        if not begun:
            return []
        rest = (*(" " + other for other in others), most)
        return self._sql(" UNION ALL ".join([one] * len(begun)), tuple(chain(*((kind, word, *rest) for word in begun))))

    def _of_prefix(self, kind: str, lead: str, words: list[str], *, frequent: bool) -> list[Any]:
        """The entries of all words that begin with `lead`, in the order of those, whose people have the others too."""
        others = [word for word in words if word is not lead]
        match = " AND instr(words, ?) > 0" * len(others)
        entries = (
            f"(SELECT * FROM search_key WHERE kind = ? AND key >= ? AND key < ? {_KEY_ORDER} {_few_of(words)}) AS entry"
        )
        return self._sql(
            f"SELECT {_NAME_ORDER} FROM {entries} WHERE TRUE {match} {self._active()} {_KEY_ORDER} LIMIT ?",
            (kind, lead, lead + LAST, *(" " + word for word in others), 4 * self.limit if frequent else CAP),
        )

    def _walk_names(self, words: list[str]) -> list[Any]:
        """Where every word is frequent: whose last name one of them begins; walking the index, they come soon."""
        found: list[Any] = []
        for word in words:
            others = [other for other in words if other is not word]
            match = "".join(" AND instr(' ' || sort_last || ' ' || sort_first, ?) > 0" for _ in others)
            order = "ORDER BY sort_last, sort_first, id"
            active = "" if self.include_inactive else "AND (SELECT active FROM patient WHERE id = entry.id)"
            # What the index has; only of those that match is the row looked up.
            found += self._sql(
                f"SELECT sort_last, sort_first, id, 0 FROM (SELECT id, sort_last, sort_first FROM patient "
                f"WHERE sort_last >= ? AND sort_last < ? {order} {_few_of(words)}) AS entry "
                f"WHERE TRUE {match} {active} {order} LIMIT ?",
                (word, word + LAST, *(" " + other for other in others), self.limit + 1),
            )
        return _pairs_of(found)[: self.limit + 1]

    def _keys(self, kind: str, prefix: str) -> list[tuple[int, int]]:
        sql = (
            f"SELECT {_NAME_ORDER} FROM search_key "
            f"WHERE kind = ? AND key >= ? AND key < ? {self._active()} {_KEY_ORDER} LIMIT ?"
        )
        found: list[tuple[int, int]] = []
        for keys in KEYS_READ:
            rows = self._sql(sql, (kind, prefix, prefix + LAST, keys * self.limit))
            rows.sort()
            found = list(self._once((row[2:] for row in rows), set()))
            if len(found) > self.limit or len(rows) < keys * self.limit:
                break
        return found[: self.limit + 1]

    @staticmethod
    def _once(pairs: Iterable[tuple[int, int]], seen: set[int]) -> Iterator[tuple[int, int]]:
        """The first of each patient's pairs, without patients that were seen already."""
        for patient_id, contact_id in pairs:
            if patient_id not in seen:
                seen.add(patient_id)
                yield patient_id, contact_id

    def _active(self, table: str = "") -> str:
        return "" if self.include_inactive else f"AND {table}active"

    def _sql(self, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
        db = self.records.db
        return list(db.execute_sql(db.native(sql), parameters).fetchall())

    # -- rows

    def _found(self, pairs: list[tuple[int, int]], understood: str) -> FoundPatients:
        """The winners with everything that a row shows: late, so that only these rows are fetched."""
        shown = pairs[: self.limit]
        contact_ids = {contact_id for _, contact_id in shown if contact_id}
        patients = {
            row[0]: row
            for row in self._rows(
                "SELECT id, chart_number, last_name, first_name, middle_name, nickname, birth_date, sex, active, "
                "CASE WHEN cell_phone != '' THEN cell_phone ELSE home_phone END FROM patient WHERE id",
                {patient_id for patient_id, _ in shown},
            )
        }
        contacts = {
            row[0]: f"{row[1]} {row[2]}".strip()
            for row in self._rows("SELECT id, first_name, last_name FROM contact WHERE id", contact_ids)
        }
        rows = tuple(
            _found_patient(patients[patient_id], f"Contact: {contacts[contact_id]}" if contact_id in contacts else "")
            for patient_id, contact_id in shown
            if patient_id in patients
        )
        return FoundPatients(rows, len(pairs) > self.limit, understood)

    def _rows(self, select: str, ids: set[int]) -> list[Any]:
        if not ids:
            return []
        return self._sql(f"{select} IN ({','.join('?' * len(ids))})", tuple(ids))


def _pairs_of(entries: list[Any]) -> list[tuple[int, int]]:
    """(patient, contact), each once and in the order of the patients' names, of entries in `_NAME_ORDER`."""
    entries.sort()
    return list(dict.fromkeys(entry[2:] for entry in entries))


def rarest(db: Any, kind: str, words: Sequence[str], most: int) -> tuple[str, int]:
    """The word with the fewest entries of a kind of search key, and how many they are, counted up to `most`."""
    counted = "SELECT 1 FROM search_key WHERE kind = ? AND key >= ? AND key < ? LIMIT ?"
    sql = db.native(f"SELECT count(*) FROM ({counted}) AS counted")
    # The longest first: how many more a shorter one has than that need not be known.
    rare, fewest = "", most
    for word in sorted(words, key=len, reverse=True):
        (count,) = db.execute_sql(sql, (kind, word, word + LAST, fewest)).fetchone()
        if not rare or count < fewest:
            rare, fewest = word, count
    return rare, fewest


def _few_of(words: list[str]) -> str:
    """SQL that ends a walk early, for words that are only letters so far."""
    return f"LIMIT {READ_OF_LETTERS}" if len(words) > 2 and max(map(len, words)) <= 2 else ""


def _found_patient(row: tuple[Any, ...], matched: str) -> FoundPatient:
    patient_id, chart, last, first, middle, nickname, born, sex, active, phone = row
    birth_date = born if isinstance(born, dt.date) else dt.date.fromisoformat(born)
    return FoundPatient(
        patient_id, chart, last, first, middle, nickname, birth_date, _SEX[sex], bool(active), phone, matched
    )


# ------------------------------------------------------------------------------------------------------------ indexing


CONTACT_FIELDS = frozenset(
    ("first_name", "middle_name", "last_name", "nickname", "home_email", "cell_phone", "home_phone", "work_phone")
)
"""Fields of a contact that its patients are found by."""

Key = tuple[str, str, str, str, int, int, bool, str]
"""A row of `SearchKey`, its columns in `KEY_COLUMNS`."""

KEY_COLUMNS = ("kind", "key", "sort_last", "sort_first", "patient_id", "contact_id", "active", "words")
_PRIMARY_KEY_COLUMNS = 6
_DELETE_KEY = "DELETE FROM search_key WHERE " + " AND ".join(
    f"{column} = ?" for column in KEY_COLUMNS[:_PRIMARY_KEY_COLUMNS]
)


def index_patient(patient_id: int) -> None:
    """Write a patient's search keys anew, within the caller's transaction."""
    patient = Patient.get_by_id(patient_id)
    contacts = list(
        Contact.select()
        .join(FamilyContact)
        .where(FamilyContact.patient == patient_id, FamilyContact.ended_at.is_null())
    )
    _replace("patient_id = ?", (patient_id,), search_keys(patient, contacts))


def index_contact(contact: Contact) -> None:
    """Write the search keys that patients have through this contact anew, within the caller's transaction."""
    patients = (
        Patient.select(Patient.id, Patient.sort_last, Patient.sort_first, Patient.active)
        .join(FamilyContact)
        .where(FamilyContact.contact == contact.id, FamilyContact.ended_at.is_null())
    )
    _replace(
        "contact_id = ? AND patient_id IN (SELECT patient_id FROM family_contact WHERE contact_id = ?)",
        (contact.id, contact.id),
        (key for patient in patients for key in contact_keys(patient, contact)),
    )


def search_keys(patient: Patient, contacts: Iterable[Contact]) -> Iterator[Key]:
    """All keys that a patient is found by: their own and their active contacts'."""
    own = fold_words(patient.last_name, patient.first_name, patient.middle_name, patient.nickname)
    yield from _keys(patient, 0, OWN_NAME, own, _with_spaces(own))
    yield from _keys(patient, 0, PHONE, _phone_keys(patient.cell_phone, patient.home_phone))
    yield from _keys(patient, 0, _EMAIL, [patient.email.casefold()])
    for contact in contacts:
        yield from contact_keys(patient, contact)


def contact_keys(patient: Patient, contact: Contact) -> Iterator[Key]:
    """The keys that a patient is found by through one active contact."""
    names = fold_words(contact.last_name, contact.first_name, contact.middle_name, contact.nickname)
    phones = _phone_keys(contact.cell_phone, contact.home_phone, contact.work_phone)
    yield from _keys(patient, contact.id, CONTACT_NAME, names, _with_spaces(names))
    yield from _keys(patient, contact.id, PHONE, phones)
    yield from _keys(patient, contact.id, _EMAIL, [contact.home_email.casefold()])


def _keys(patient: Patient, contact_id: int, kind: str, keys: Iterable[str], words: str = "") -> Iterator[Key]:
    for key in dict.fromkeys(keys):
        if key:
            yield kind, key, patient.sort_last, patient.sort_first, patient.id, contact_id, patient.active, words


def _replace(where: str, parameters: tuple[int, ...], keys: Iterable[Key]) -> None:
    """Put these keys in the place of the stored ones; what stays is not written, each key being a page of its own."""
    columns = ", ".join(KEY_COLUMNS)
    stored = set(_execute(f"SELECT {columns} FROM search_key WHERE {where}", parameters).fetchall())
    wanted = set(keys)
    for gone in stored - wanted:
        _execute(_DELETE_KEY, gone[:_PRIMARY_KEY_COLUMNS])
    new = wanted - stored
    if new:
        marks = f"({', '.join('?' * len(KEY_COLUMNS))})"
        _execute(
            f"INSERT INTO search_key ({columns}) VALUES {', '.join([marks] * len(new))}",
            tuple(value for key in new for value in key),
        )


def _execute(sql: str, parameters: tuple[Any, ...]) -> Any:
    return database.execute_sql(database.native(sql), parameters)


def _with_spaces(words: list[str]) -> str:
    return "".join(f" {word}" for word in words)


def _phone_keys(*phones: str) -> Iterator[str]:
    """A number is found from its start, without its area code, and by its last four digits."""
    for phone in phones:
        digits = "".join(ch for ch in phone.partition(";")[0] if ch.isdigit())
        if phone.startswith("+1") and len(digits) == 11:
            digits = digits[1:]
        if digits:
            yield digits
            if len(digits) == 10:
                yield digits[3:]
            if len(digits) > 4:
                yield digits[-4:]
