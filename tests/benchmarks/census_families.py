# SPDX-License-Identifier: GPL-3.0-or-later
"""Families of a large practice, names as frequent as in the US census, as rows of the tables; the same each time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path

import names

from opportal_desktop.folding import fold
from opportal_desktop.records.search_keys import KEY_COLUMNS, search_keys

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
PATIENTS_AT_ONCE = 20_000
_CHILDREN_WEIGHTS = {1: 42, 2: 38, 3: 15, 4: 4, 5: 1}
_AREA_CODES = tuple(str(code) for code in range(201, 990, 7))

Rows = dict[str, list[tuple[object, ...]]]
"""{table: rows with the values of its `COLUMNS`}"""


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


class Names:
    """Draws from a census list by frequency."""

    def __init__(self, kind: str, rng: random.Random) -> None:
        lines = (Path(names.__file__).parent / f"dist.{kind}").read_text().splitlines()
        rows = [line.split() for line in lines]
        self._names = [row[0].title() for row in rows]
        self._weights = list(accumulate(float(row[1]) or 0.0005 for row in rows))
        self._rng = rng

    def draw(self) -> str:
        return self._rng.choices(self._names, cum_weights=self._weights)[0]


def families(patients: int) -> Iterator[Rows]:
    """The rows of a practice of so many patients, some thousands of patients at a time."""
    rng = random.Random(20_260_000 + patients)
    girls, boys, last = (Names(kind, rng) for kind in ("female.first", "male.first", "all.last"))
    stamp = NOW.replace(tzinfo=None).isoformat(" ")
    account_ids = count(1)
    rows: Rows = {table: [] for table in COLUMNS}
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
                _add_invitation(rows, next(account_ids), person, stamp)
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
        if len(rows["patient"]) >= PATIENTS_AT_ONCE or patient_id == patients:
            yield rows
            rows = {table: [] for table in COLUMNS}


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


def _add_invitation(rows: Rows, number: int, adult: _Person, stamp: str) -> None:
    """A parent who was invited and has signed in."""
    rows["portal_account"].append((number, f"a{number}", adult.email, stamp, stamp, stamp, None, None))
    rows["setup_link"].append((number, number, f"hash{number}", stamp, stamp, stamp, None, "", 0, None))
    rows["message"].append(
        (number, f"m{number}", "welcome", number, adult.id, number, None, adult.email, "en", "sent", stamp, "Mira",
         f"<m{number}@example.com>", stamp, 1, None, None, stamp, "", "250 Ok")
    )  # fmt: skip


_ADDRESS = ("address_line", "address_line2", "city", "state", "postal_code")
COLUMNS: dict[str, tuple[str, ...]] = {
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
