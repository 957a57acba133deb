# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts by words of their names: those in no chart, too, however many begin with what is typed."""

from __future__ import annotations

import pytest

from opportal_desktop.folding import fold
from opportal_desktop.records import contact_words, families
from opportal_desktop.records.contact_words import contacts_named
from opportal_desktop.records.records import Records

PEOPLE = (
    *(("Smith", f"Al{number:02d}") for number in range(20)),
    ("Smith", "Zoe"),
    ("Smithers", "Zora"),
    ("Zoll", "Smilla"),
    ("Núñez Smith", "Zoë Ann"),
)


@pytest.fixture
def named(records: Records) -> dict[int, str]:
    """{id: name} of contacts who are in no chart."""
    names = {}
    with records.transaction():
        for last, first in PEOPLE:
            values = {"first_name": first, "last_name": last, "sort_last": fold(last), "sort_first": fold(first)}
            names[families.write_contact(None, values, "Mira", records.clock()).id] = f"{first} {last}"
    return names


def found(named: dict[int, str], typed: str) -> set[str]:
    return {named[number] for number in contacts_named(typed.split(), 100)}


def test_words_in_any_order_are_found(named: dict[int, str]) -> None:
    assert found(named, "smith zo") == found(named, "zo smith") == {"Zoe Smith", "Zora Smithers"}
    assert found(named, "sm zo") == {"Zoe Smith", "Zora Smithers", "Smilla Zoll"}
    assert found(named, "nunez smith ann zoe") == {"Zoë Ann Núñez Smith"}
    assert found(named, "zo") == {"Smilla Zoll"}, "by a first name alone only who has search keys"
    assert found(named, "smith zz") == set()


def test_a_whole_last_name_is_found_behind_however_many(named: dict[int, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contact_words, "WALKED", 5)
    assert found(named, "smith zo") == found(named, "zoe smith") | found(named, "zo smith") == {"Zoe Smith"}
    assert found(named, "nunez ann") == {"Zoë Ann Núñez Smith"}
    assert found(named, "smit zo") == set(), "of so many that only begin so, the first are read"
