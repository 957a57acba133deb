# SPDX-License-Identifier: GPL-3.0-or-later
"""What passwords are refused, and that good ones are not."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opportal_desktop.registration import passwords
from opportal_desktop.registration.passwords import (
    LONGEST,
    FamilyWords,
    check_password,
    hash_password,
    new_passphrase,
    verify_password,
)
from opportal_desktop.registration.portal_errors import PasswordProblem, TooManyTries
from opportal_desktop.resource_files import resource_path
from opportal_desktop.terms import Language

FAMILY = FamilyWords(
    email="ana.lopez@example.com",
    names=("Ana", "López", "Mateo", "García-Núñez", "Bo"),
    birth_dates=(dt.date(2019, 3, 5), dt.date(1990, 11, 21)),
    practice="Sunrise Family Pediatrics",
)


def _problems(password: str, minimum: int = 15) -> set[PasswordProblem]:
    return set(check_password(password, FAMILY, minimum))


@pytest.mark.parametrize(
    "password",
    [
        "violet tractor humming quietly",
        "correct-horse-battery-staple",
        "Tr0ub4dor&3xkqv9z",
        "mi perro come zanahorias",
        "los lunes llueve siempre 7",
        "ключ-от-старой-двери",
        "春の海ひねもすのたりのたりかな",
        "9fJ#kq2!vXz7@LmP",
        "manzana y banana verde",
        "violet tractor humming",
        "          padded with blanks",
    ],
)
def test_good_passwords_are_taken(password) -> None:
    assert _problems(password) == set()


def test_there_are_no_composition_rules() -> None:
    assert _problems("everylowercaseletter here") == set()
    assert _problems("48205719365028174") == set()


@pytest.mark.parametrize(("length", "refused"), [(14, True), (15, False), (200, False)])
def test_length_is_counted_in_characters(length, refused) -> None:
    text = "añ🦊vkwzjq8hx3pt5yrmge2ucb4"
    password = (text * 20)[:length]
    assert (PasswordProblem.TOO_SHORT in _problems(password)) is refused


def test_too_long_is_refused_before_it_costs_anything() -> None:
    assert _problems("x" * (LONGEST + 1)) == {PasswordProblem.TOO_LONG}
    assert _problems("k7#" * 1_000_000) == {PasswordProblem.TOO_LONG}


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "passwordpassword",
        "PasswordPassword1",
        "password1234567",
        "P@ssw0rd12345678",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "123456789012345",
        "987654321098765",
        "qwertyuiopasdfg",
        "qwertyuiopasdfghjkl",
        "1qaz2wsx3edc4rfv",
        "abcdefghijklmnop",
        "iloveyou iloveyou",
        "iloveyou123456789",
        "sunshine-princess",
        "ababababababab1",
        "k7fk7fk7fk7fk7fk7f",
        "11111111111111111112",
        "iloveyou123456789!",
        "password 123456 abcdef",
    ],
)
def test_common_passwords_and_simple_patterns_of_them_are_refused(password) -> None:
    assert PasswordProblem.COMMON in _problems(password, minimum=8)


def test_every_password_of_the_shipped_list_is_refused() -> None:
    common = resource_path("passwords", "common.txt").read_text("utf-8").splitlines()
    assert len(common) > 3000  # ASVS 6.2.4
    for password in common[:: len(common) // 500]:
        assert PasswordProblem.COMMON in check_password(password, FamilyWords(), 4)


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("xk ana.lopez@example.com", PasswordProblem.EMAIL),
        ("xkvw-ANA.LOPEZ-93jq", PasswordProblem.EMAIL),
        ("violet tractor mateo", PasswordProblem.NAME),
        ("violet tractor LOPEZ", PasswordProblem.NAME),
        ("violet tractor López", PasswordProblem.NAME),
        ("vióletgarcíatractors", PasswordProblem.NAME),
        ("tractor nunez violet", PasswordProblem.NAME),
        ("violet-ana-tractors", PasswordProblem.NAME),
        ("violet bo tractor 77", PasswordProblem.NAME),
        ("violet 03052019 tractor", PasswordProblem.BIRTH_DATE),
        ("violet 3/5/2019 tractor", PasswordProblem.BIRTH_DATE),
        ("violet 05.03.2019 tractor", PasswordProblem.BIRTH_DATE),
        ("violet 2019-03-05 tractor", PasswordProblem.BIRTH_DATE),
        ("violet 112190 tractors", PasswordProblem.BIRTH_DATE),
        ("violet March 5, 2019", PasswordProblem.BIRTH_DATE),
        ("tractor 5 de marzo de 2019", PasswordProblem.BIRTH_DATE),
        ("violet 21nov1990 tractor", PasswordProblem.BIRTH_DATE),
        ("the Sunrise tractors", PasswordProblem.PRACTICE),
        ("sunrise family pediatrics", PasswordProblem.PRACTICE),
    ],
)
def test_what_belongs_to_the_family_is_refused(password, problem) -> None:
    assert problem in _problems(password)


def test_words_that_any_practice_has_are_free() -> None:
    assert _problems("my family likes walking far") == set()


def test_every_reason_is_told_at_once() -> None:
    assert _problems("Mateo03052019") == {
        PasswordProblem.TOO_SHORT,
        PasswordProblem.NAME,
        PasswordProblem.BIRTH_DATE,
    }


@settings(deadline=None)
@given(st.text(max_size=220))
def test_any_text_is_judged_and_never_an_error(password) -> None:
    problems = check_password(password, FAMILY, 15)
    length = len(unicodedata.normalize("NFC", password))
    assert (PasswordProblem.TOO_LONG in problems) == (length > LONGEST)
    if length <= LONGEST:
        assert (PasswordProblem.TOO_SHORT in problems) == (length < 15)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_hash_and_verify_go_together(password) -> None:
    hashed = hash_password(password)
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert verify_password(hashed, password)
    assert not verify_password(hashed, password + "x")


def test_one_letter_typed_in_two_ways_is_one_password() -> None:
    hashed = hash_password("zanahoria and piñata")
    assert verify_password(hashed, unicodedata.normalize("NFD", "zanahoria and piñata"))


def test_the_longest_password_is_compared_to_its_last_character() -> None:
    longest = "añ🦊vkw" * 33 + "zz"
    assert len(longest) == LONGEST
    hashed = hash_password(longest)
    assert verify_password(hashed, longest)
    assert not verify_password(hashed, longest + "z")
    assert not verify_password(hashed, longest[:-1] + "y")


def test_nobodys_password_is_never_right() -> None:
    assert not verify_password(None, "")
    assert not verify_password(None, "violet tractor humming quietly")
    assert not verify_password("no hash at all", "violet tractor humming quietly")


def test_who_finds_all_slots_taken_is_told_to_wait(monkeypatch) -> None:
    monkeypatch.setattr(passwords, "_LONGEST_WAIT_S", 0.01)
    taken = 0
    while passwords._SLOTS.acquire(blocking=False):
        taken += 1
    try:
        with pytest.raises(TooManyTries) as raised:
            hash_password("violet tractor humming quietly")
        assert raised.value.retry_after_s > 0
    finally:
        for _ in range(taken):
            passwords._SLOTS.release()
    assert hash_password("violet tractor humming quietly")


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.SPANISH, Language.ARABIC])
@pytest.mark.parametrize("minimum", [8, 15, 40])
def test_passphrases_have_four_words_or_more_and_are_taken(language, minimum) -> None:
    seen = {new_passphrase(language, minimum) for _ in range(200)}
    assert len(seen) == 200
    for passphrase in seen:
        assert passphrase.count("-") >= 3
        assert passphrase.isascii()
        assert check_password(passphrase, FamilyWords(), minimum) == ()


@pytest.mark.parametrize("name", ["en", "es"])
def test_four_words_are_45_bits_and_quickly_typed(name) -> None:
    words = resource_path("passwords", f"words.{name}.txt").read_text("ascii").split()
    assert len(words) == len(set(words))
    assert 4 * math.log2(len(words)) >= 45
    assert min(map(len, words)) >= 3
    assert max(map(len, words)) <= 8


@pytest.mark.parametrize("name", ["en", "es"])
def test_no_word_is_one_that_a_childrens_practice_should_not_offer(name) -> None:
    words = set(resource_path("passwords", f"words.{name}.txt").read_text("ascii").split())
    unwanted = {
        *("morphine", "unclad", "seducing", "naked", "suicide", "grave", "heroin", "slut", "molest", "guts", "ugly"),
        *(
            "orgasmo",
            "morfina",
            "sepelio",
            "violar",
            "difunto",
            "coger",
            "maltrato",
            "infame",
            "droga",
            "lepra",
            "puta",
        ),
    }
    assert not words & unwanted
