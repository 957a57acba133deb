# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.registration.contact_draft import ContactDraft
from opportal_desktop.registration.likely_contacts import person_of_draft
from opportal_desktop.registration.nicknames import are_nicknames, is_known_name, variants
from opportal_desktop.registration.same_person import Person, likeness, ranked, similar_names

ANA = ContactDraft(
    patient_id=1,
    first_name="Ana María",
    last_name="García López",
    birth_date=dt.date(1988, 2, 3),
    home_email="ana.garcia@example.com",
    cell_phone="+14135550123",
    home_phone="+14135550100",
    address_line="12 Maple Street",
    postal_code="01002",
)


def person(**more: object) -> Person:
    return person_of_draft(dataclasses.replace(ANA, **more))  # type: ignore[arg-type]


def typed(first: str, last: str, **more: object) -> Person:
    return person_of_draft(ContactDraft(patient_id=1, first_name=first, last_name=last, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "more", "words"),
    [
        ("Ana", "Garcia", {"cell_phone": "+14135550123"}, "Same Cell Phone"),
        ("Anita", "López", {"birth_date": dt.date(1988, 2, 3)}, "Nickname (Ana Maria, Anita)"),
        ("Ana Maria", "Garcia-Lopez", {"home_email": "ana.garcia@example.com"}, "Same name"),
        ("Ana", "Garcai-Lopez", {"cell_phone": "+14135550123"}, "Last name Lopez in both"),
        ("Ana", "Garciaa", {"cell_phone": "+14135550123"}, "Similar last name"),
        ("Garcia Lopez", "Ana Maria", {"cell_phone": "+14135550123"}, "First and last name swapped"),
        ("Ana", "Peterson", {"home_email": "ana.garcia@example.com"}, "Another last name"),
        ("Ana", "Garcia", {"birth_date": dt.date(1988, 3, 2)}, "Nearly the same date of birth"),
        ("Ana", "Garcia", {"birth_date": dt.date(1989, 2, 3)}, "Nearly the same date of birth"),
        ("Ana", "Garcia", {"cell_phone": "+14135550132"}, "Nearly the same phone"),
        ("Ana", "Garcia", {"home_email": "ana.garcia@exmaple.com"}, "Nearly the same Home Email"),
        ("Ana", "Garcia", {"address_line": "12 Maple St.", "postal_code": "01002"}, "Same address"),
        ("Maria", "Garcia", {"cell_phone": "+14135550123"}, "First name of the one is a middle name of the other"),
    ],
)
def test_the_same_person_typed_again_is_known_and_it_is_said_by_what(
    first: str, last: str, more: dict[str, object], words: str
) -> None:
    alike = likeness(typed(first, last, **more), person())
    assert alike.is_likely
    assert words in alike.words


@pytest.mark.parametrize(
    ("first", "last", "more"),
    [
        # The other parent, with the family's phone, address and email.
        ("Luis", "García López", {"home_phone": "+14135550100", "address_line": "12 Maple Street"}),
        ("Luis", "García", {"cell_phone": "+14135550123", "home_email": "ana.garcia@example.com"}),
        # A twin sister.
        ("Elena", "García López", {"birth_date": dt.date(1988, 2, 3), "address_line": "12 Maple Street"}),
        # Another woman of the same name.
        ("Ana María", "García López", {"birth_date": dt.date(1961, 11, 30), "cell_phone": "+12125550199"}),
        ("Ana María", "García López", {}),
        # Mother and daughter, in one house.
        ("Ana María", "García López", {"birth_date": dt.date(1961, 11, 30), "address_line": "12 Maple Street"}),
        ("Mariana", "García", {"home_phone": "+14135550100"}),
        ("", "García López", {"home_phone": "+14135550100"}),
    ],
)
def test_a_family_that_shares_is_not_one_person(first: str, last: str, more: dict[str, object]) -> None:
    assert not likeness(typed(first, last, **more), person()).is_likely


def test_junior_is_not_his_father_unless_more_than_the_house_agrees() -> None:
    father = typed("Robert", "Hill", address_line="4 Elm St", postal_code="01002", home_phone="+14135550100")
    son = typed("Robert", "Hill Jr.", address_line="4 Elm St", postal_code="01002", home_phone="+14135550100")
    assert not likeness(father, son).is_likely
    assert "Jr. or Sr. in one of them only" in likeness(father, son).contradicts
    email = "bob.hill@example.com"
    known = [dataclasses.replace(who, email_key=email, cell_phone="+14135550107") for who in (father, son)]
    assert likeness(*known).is_likely


def test_mario_and_maria_are_two_names_and_marai_is_a_slip() -> None:
    assert not similar_names(typed("Mario", "Ruiz"), typed("Maria", "Ruiz"))
    assert similar_names(typed("Marai", "Ruiz"), typed("Maria", "Ruiz"))


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("bob", "robert", True), ("robert", "bob", True), ("beth", "liz", True), ("pepe", "jose", True),
        ("lupe", "guadalupe", True), ("alan", "albert", False), ("ana", "luis", False), ("zzz", "yyy", False),
    ],
)  # fmt: skip
def test_nicknames_of_both_languages(one: str, other: str, known: bool) -> None:
    assert are_nicknames(one, other) is known


def test_variants_begin_with_the_name_itself() -> None:
    assert variants("robert")[0] == "robert"
    assert "bob" in variants("robert")
    assert variants("xyzzy") == ("xyzzy",)
    assert is_known_name("lupe")
    assert not is_known_name("xyzzy")


def test_the_likeliest_comes_first_and_strangers_are_left_out() -> None:
    others = [
        typed("Luis", "García López", home_phone="+14135550100"),
        dataclasses.replace(typed("Ana", "García", address_line="12 Maple St"), contact_id=2),
        dataclasses.replace(person(), contact_id=3),
    ]
    found = ranked(person(), others)
    assert [other.contact_id for other, _ in found] == [3, 2]


names = st.text(alphabet="abcdeéñ -'", max_size=12)
people = st.builds(
    typed,
    names,
    names,
    nickname=names,
    middle_name=names,
    birth_date=st.none() | st.dates(dt.date(1940, 1, 1), dt.date(2005, 12, 31)),
    cell_phone=st.sampled_from(["", "+14135550123", "+14135550132", "12"]),
    home_phone=st.sampled_from(["", "+14135550123", "+14135550100"]),
    home_email=st.sampled_from(["", "a@example.com", "b@example.com", "not an email"]),
    address_line=st.sampled_from(["", "1 Elm Street", "1 Elm St", "2 Elm St"]),
)


@given(people, people)
def test_points_are_symmetric_and_any_text_can_be_compared(one: Person, other: Person) -> None:
    assert likeness(one, other).points == pytest.approx(likeness(other, one).points)


@given(people)
def test_a_person_is_most_like_themselves(one: Person) -> None:
    itself = likeness(one, one)
    if len(one.first) > 1 and one.last and itself.shared:
        assert itself.is_likely


@given(people, people)
def test_agreeing_in_one_more_thing_never_makes_two_records_less_alike(one: Person, other: Person) -> None:
    email = "same@example.com"
    more = likeness(dataclasses.replace(one, email_key=email), dataclasses.replace(other, email_key=email))
    assert more.points >= likeness(one, other).points


def test_a_slip_in_any_long_name_is_found() -> None:
    rng = random.Random(5)
    for _ in range(200):
        name = "".join(rng.choice("bcdfghjklmnpqrstvwz") for _ in range(8))
        at = rng.randrange(1, 7)
        slipped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        assert similar_names(typed("Ana", name), typed("Ana", slipped))
