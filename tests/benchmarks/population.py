# SPDX-License-Identifier: GPL-3.0-or-later
"""A large practice for the benchmarks: names as frequent as in the US census, in an encrypted file, kept for reuse."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import names

from opportal_desktop.folding import fold
from opportal_desktop.records.models import MODELS
from opportal_desktop.records.opening import MIGRATIONS, create_records, open_records
from opportal_desktop.records.records import Records
from opportal_desktop.records.search import KEY_COLUMNS, search_keys

BUILD = Path(__file__).parents[2] / "build" / "bench"
KEY = hashlib.sha256(b"the key of people who do not exist").digest()
TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
PATIENTS = 100_000
_CHILDREN_WEIGHTS = {1: 42, 2: 38, 3: 15, 4: 4, 5: 1}
_AREA_CODES = tuple(str(code) for code in range(201, 990, 7))


@dataclass
class _Person:
    """Patient or contact: what the search keys and the rows are made of."""

    id: int
    first_name: str
    last_name: str
    middle_name: str = ""
    nickname: str = ""
    cell_phone: str = ""
    home_phone: str = ""
    work_phone: str = ""
    email: str = ""
    active: bool = True

    def __post_init__(self) -> None:
        self.sort_last = fold(self.last_name)
        self.sort_first = fold(self.first_name)

    @property
    def home_email(self) -> str:
        return self.email


class _Names:
    """Draws from a census list by frequency."""

    def __init__(self, kind: str, rng: random.Random) -> None:
        lines = (Path(names.__file__).parent / f"dist.{kind}").read_text().splitlines()
        rows = [line.split() for line in lines]
        self._names = [row[0].title() for row in rows]
        self._weights = list(accumulate(float(row[1]) or 0.0005 for row in rows))
        self._rng = rng

    def draw(self) -> str:
        return self._rng.choices(self._names, cum_weights=self._weights)[0]


@contextmanager
def population(patients: int = PATIENTS) -> Iterator[Records]:
    """The practice, opened; only to be read."""
    records = open_records(population_file(patients), KEY, clock=lambda: NOW)
    try:
        yield records
    finally:
        records.close()


@contextmanager
def population_copy(patients: int = PATIENTS) -> Iterator[Records]:
    """A copy of the practice that may be written to, gone afterwards."""
    copy = BUILD / "copy" / "practice.opportal"
    shutil.rmtree(copy.parent, ignore_errors=True)
    copy.parent.mkdir(parents=True)
    shutil.copyfile(population_file(patients), copy)
    records = open_records(copy, KEY, clock=lambda: NOW)
    try:
        yield records
    finally:
        records.close()
        shutil.rmtree(copy.parent)


@cache
def population_file(patients: int) -> Path:
    """The file, made if it is not there yet."""
    path = BUILD / f"practice-{patients}-{_made_from()}.opportal"
    if not path.exists():
        for older in BUILD.glob(f"practice-{patients}-*"):
            older.unlink()
        making = path.with_suffix(".new")
        for leftover in BUILD.glob(f"{making.name}*"):
            leftover.unlink()
        records = create_records(making, KEY, clock=lambda: NOW)
        try:
            with records.transaction():
                _fill(records, patients)
            records.db.execute_sql("PRAGMA optimize")
        finally:
            records.close()
        making.rename(path)
    return path


def _made_from() -> str:
    """A digest of this file and of the schema: another one makes another practice."""
    sources = [Path(__file__), *sorted(MIGRATIONS.glob("*.py"))]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def _fill(records: Records, patients: int) -> None:
    rng = random.Random(20_260_000 + patients)
    girls, boys, last = (_Names(kind, rng) for kind in ("female.first", "male.first", "all.last"))
    stamp = NOW.replace(tzinfo=None).isoformat(" ")
    rows: dict[str, list[tuple[object, ...]]] = {
        table: []
        for table in ("patient", "insurance_id", "contact", "family_contact", "search_key", "portal_account",
                      "setup_link", "message", "audit_entry")
    }  # fmt: skip
    patient_id = contact_id = 0
    while patient_id < patients:
        surname = last.draw()
        address = (
            f"{rng.randint(1, 999)} {last.draw()} Street",
            "",
            last.draw(),
            "MA",
            f"{rng.randint(1000, 2799):05d}",
        )
        adults = []
        for number in range(rng.choices((1, 2, 3), weights=(10, 64, 26))[0]):
            contact_id += 1
            first = (girls if number != 1 else boys).draw()
            person = _Person(contact_id, first, surname if rng.random() < 0.7 else last.draw())
            person.cell_phone = _phone(rng)
            person.home_phone = _phone(rng) if rng.random() < 0.3 else ""
            person.email = f"{person.sort_first}.{person.sort_last}{contact_id}@example.com".replace(" ", "")
            adults.append(person)
            rows["contact"].append(_contact_row(person, address, stamp, rng))
            if rng.random() < 0.3:
                _add_invitation(rows, person, stamp)
        for _ in range(min(rng.choices(*_weighted(_CHILDREN_WEIGHTS))[0], patients - patient_id)):
            patient_id += 1
            child = _Person(
                patient_id, (girls if rng.random() < 0.5 else boys).draw(), surname, rng.choice("ABCDEJLMRS")
            )
            child.active = rng.random() < 0.93
            born = TODAY - dt.timedelta(days=rng.randint(0, 20 * 365))
            rows["patient"].append(_patient_row(child, born, address, stamp))
            number_key = f"{rng.choice('ABVX')}{rng.randint(10**8, 10**9 - 1)}"
            rows["insurance_id"].append((patient_id, "Plan", number_key, number_key))
            for adult in adults:
                role = ("mother", "father", "grandparent")[adults.index(adult)]
                authority = "joint" if role != "grandparent" else "none"
                rows["family_contact"].append(
                    (patient_id, adult.id, role, authority, "yes", 0, 0, stamp, None, None, None, None, stamp, None, 1,
                     stamp, "Mira")
                )  # fmt: skip
            rows["audit_entry"].append((stamp, "Mira", 1, "patient added", patient_id, None, "{}", ""))
            rows["search_key"] += search_keys(child, adults)  # type: ignore[arg-type]
    # In the order of the clustered key, pages fill one after the other.
    rows["search_key"].sort()
    connection = records.db.connection()
    for table, values in rows.items():
        defaults = _defaults(table)
        columns = (*_COLUMNS[table], *defaults)
        rest = tuple(defaults.values())
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            (row + rest for row in values),
        )


def _defaults(table: str) -> dict[str, object]:
    """{column: value} of what a table has beside `_COLUMNS`."""
    (model,) = (model for model in MODELS if model._meta.table_name == table)
    return {
        field.column_name: field.db_value(field.default)
        for field in model._meta.sorted_fields
        if field.column_name not in _COLUMNS[table] and field.default is not None and not callable(field.default)
    }


def _weighted(weights: dict[int, int]) -> tuple[Sequence[int], Sequence[int]]:
    return list(weights), list(weights.values())


def _phone(rng: random.Random) -> str:
    return f"+1{rng.choice(_AREA_CODES)}{rng.randint(2, 9)}{rng.randint(0, 999_999):06d}"


def _patient_row(child: _Person, born: dt.date, address: Sequence[str], stamp: str) -> tuple[object, ...]:
    sex = "female" if child.id % 2 else "male"
    return (
        child.id, f"p{child.id}", str(10_000 + child.id), child.first_name, child.middle_name, child.last_name, "",
        born.isoformat(), sex, "en", "", "", "", None, *address, child.active, "", 1, stamp, "Mira", child.sort_last,
        child.sort_first,
    )  # fmt: skip


def _contact_row(adult: _Person, address: Sequence[str], stamp: str, rng: random.Random) -> tuple[object, ...]:
    born = (TODAY - dt.timedelta(days=rng.randint(20 * 365, 60 * 365))).isoformat() if rng.random() < 0.5 else None
    return (
        adult.id, f"c{adult.id}", adult.first_name, "", adult.last_name, "", born, "en", adult.email, adult.email,
        adult.cell_phone, adult.home_phone, "", *address, "unset", "", None, None, "", 1, stamp, "Mira",
        adult.sort_last, adult.sort_first,
    )  # fmt: skip


def _add_invitation(rows: dict[str, list[tuple[object, ...]]], adult: _Person, stamp: str) -> None:
    """A parent who was invited and has signed in."""
    number = len(rows["portal_account"]) + 1
    rows["portal_account"].append((number, f"a{number}", adult.email, stamp, stamp, stamp, None, None))
    rows["setup_link"].append((number, number, f"hash{number}", stamp, stamp, stamp, None, "", 0, None))
    rows["message"].append(
        (number, f"m{number}", "welcome", number, adult.id, number, None, adult.email, "en", "sent", stamp, "Mira",
         f"<m{number}@example.com>", stamp, 1, None, None, stamp, "", "250 Ok")
    )  # fmt: skip


_ADDRESS = ("address_line", "address_line2", "city", "state", "postal_code")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "patient": (
        "id", "public_id", "chart_number", "first_name", "middle_name", "last_name", "nickname", "birth_date", "sex",
        "language", "home_phone", "cell_phone", "email", "email_key", *_ADDRESS, "active", "alert", "revision",
        "changed_at", "changed_by", "sort_last", "sort_first",
    ),
    "insurance_id": ("patient_id", "payer", "number", "number_key"),
    "contact": (
        "id", "public_id", "first_name", "middle_name", "last_name", "nickname", "birth_date", "language",
        "home_email", "email_key", "cell_phone", "home_phone", "work_phone", *_ADDRESS, "preferred_contact", "notes",
        "own_patient_id", "declined_on", "declined_by", "revision", "changed_at", "changed_by", "sort_last",
        "sort_first",
    ),
    "family_contact": (
        "patient_id", "contact_id", "role_reason", "authority", "resides_with", "emergency", "preferred", "started_at",
        "ended_at", "proxy_consent_on", "proxy_consent_until", "own_account_on", "registered_at", "access_ended_at",
        "revision", "changed_at", "changed_by",
    ),
    "search_key": KEY_COLUMNS,
    "portal_account": (
        "id", "public_id", "email_key", "created_at", "first_sign_in_at", "last_sign_in_at", "locked_at",
        "locked_until",
    ),
    "setup_link": (
        "id", "account_id", "token_hash", "created_at", "expires_at", "used_at", "void_at", "void_because",
        "wrong_answers", "locked_at",
    ),
    "message": (
        "id", "public_id", "kind", "account_id", "contact_id", "setup_link_id", "link_seed", "to_address", "language",
        "state", "queued_at", "queued_by", "rfc_message_id", "due_at", "tries", "lease_token", "lease_until",
        "finished_at", "explanation", "server_reply",
    ),
    "audit_entry": ("at", "by", "staff_id", "action", "patient_id", "contact_id", "changes", "reason"),
}  # fmt: skip
