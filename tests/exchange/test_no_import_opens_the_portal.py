# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is in the records and in a roster: an import begins and ends nobody's access, and mails nobody."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from opportal_desktop.exchange.importing import Outcome
from opportal_desktop.records.models import Contact, FamilyContact, Message, Patient
from opportal_desktop.records.records import Records
from opportal_desktop.registration.pictures import family_picture
from opportal_desktop.registration.practice import practice_rules
from opportal_desktop.registration.rules import access
from opportal_desktop.terms import Authority, RoleReason
from tests.exchange.test_importing import bring_in, index_is_right
from tests.registration.conftest import Desk

__all__ = ["bring_in"]

HEADER = "Last,First,DOB,Parent name,Relationship,Authority,Email,Cell"
CHILDREN = ("Mateo", "Lucía", "Zoë")
ADULTS = ("Ana López", "Luis Pérez", "Rosa López", "Ana Lopez")
EMAILS = ("", "ana@example.com", "luis@example.com", "ANA@example.com", "no mail")
CELLS = ("", "413-555-0123", "413-555-0124")


def held(records: Records) -> set[tuple[int, int]]:
    """The links whose access holds."""
    picture = family_picture([row.id for row in Contact.select()])
    practice = practice_rules(records)
    return {link.key for link in picture.links if access(link, picture, practice).holds}


def line(chance: random.Random) -> str:
    child = chance.randrange(len(CHILDREN))
    authority = chance.choice(("", "None", "Joint", "Exclusive"))
    role = chance.choice(("Mother", "Father", "Self", "Neighbor"))
    adult = chance.choice(ADULTS)
    birth = f"0{child + 1}/05/2019"
    return ",".join(
        ("García", CHILDREN[child], birth, adult, role, authority, chance.choice(EMAILS), chance.choice(CELLS))
    )


@pytest.mark.parametrize("seed", range(8))
def test_access_is_what_it_was_and_the_same_again_changes_nothing(
    seed: int, bring_in: Callable[..., Outcome], desk: Desk, records: Records
) -> None:
    chance = random.Random(seed)
    for number, child in enumerate(chance.sample(CHILDREN, 2)):
        patient = desk.patient(child, "García", f"2019-0{CHILDREN.index(child) + 1}-05")
        for adult in chance.sample(ADULTS, 2):
            first, _, last = adult.partition(" ")
            desk.add(
                patient,
                first,
                last,
                authority=chance.choice((Authority.NONE, Authority.JOINT)),
                home_email=chance.choice(EMAILS),
                cell_phone=chance.choice(CELLS) if number else "",
            )
    before, mails = held(records), Message.select().count()
    lines = [line(chance) for _ in range(8)]
    bring_in(*lines, header=HEADER)
    assert held(records) == before
    assert Message.select().count() == mails
    assert not FamilyContact.select().where(
        FamilyContact.role_reason == RoleReason.SELF, FamilyContact.authority != Authority.NONE
    )
    index_is_right()
    stored = [sorted(model.select().tuples(), key=repr) for model in (Patient, Contact, FamilyContact)]
    again = bring_in(*lines, header=HEADER).counts
    assert (again.new_patients, again.new_contacts, again.new_links) == (0, 0, 0)
    assert [sorted(model.select().tuples(), key=repr) for model in (Patient, Contact, FamilyContact)] == stored
    assert held(records) == before
