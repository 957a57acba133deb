# SPDX-License-Identifier: GPL-3.0-or-later
"""The printed key: every key comes back, every single slip is noticed and its group is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportal_desktop.records.recovery_code import (
    GROUP_LENGTH,
    GROUPS,
    RecoveryCodeError,
    parse_recovery_code,
    recovery_code,
    recovery_code_groups,
    same_group,
)

pytestmark = pytest.mark.file_only

KEY = bytes(range(32))
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
keys = st.binary(min_size=32, max_size=32)


@given(keys)
def test_every_key_comes_back_from_its_code(key: bytes) -> None:
    assert parse_recovery_code(recovery_code(key)) == key


@given(keys, st.sampled_from(["", " ", "-", "\n", " – ", " . ", "\t"]), st.booleans())
def test_case_separators_and_look_alikes_do_not_matter(key: bytes, separator: str, lower: bool) -> None:
    typed = separator.join(recovery_code_groups(key)).replace("0", "O").replace("1", "l")
    assert parse_recovery_code(typed.lower() if lower else typed) == key


@given(keys)
def test_looks_as_it_is_printed(key: bytes) -> None:
    groups = recovery_code_groups(key)
    assert len(groups) == GROUPS
    assert all(len(group) == GROUP_LENGTH and set(group) <= set(ALPHABET) for group in groups)


@given(keys, st.integers(0, GROUPS - 1), st.integers(0, GROUP_LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_noticed_and_its_group_named(key: bytes, group: int, place: int, other: str) -> None:
    groups = list(recovery_code_groups(key))
    if groups[group][place] == other:
        return
    groups[group] = groups[group][:place] + other + groups[group][place + 1 :]
    with pytest.raises(RecoveryCodeError) as caught:
        parse_recovery_code("-".join(groups))
    assert caught.value.groups == (group + 1,)
    assert f"Group {group + 1} " in str(caught.value)


@given(keys, st.integers(0, GROUPS - 1), st.integers(0, GROUP_LENGTH - 1), st.integers(0, GROUP_LENGTH - 1))
def test_any_two_swapped_characters_of_a_group_are_noticed(key: bytes, group: int, first: int, second: int) -> None:
    groups = list(recovery_code_groups(key))
    letters = list(groups[group])
    letters[first], letters[second] = letters[second], letters[first]
    if "".join(letters) == groups[group]:
        return
    groups[group] = "".join(letters)
    with pytest.raises(RecoveryCodeError) as caught:
        parse_recovery_code("".join(groups))
    assert caught.value.groups == (group + 1,)


@given(keys, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_swapped_groups_are_noticed_even_when_alike(key: bytes, first: int, second: int) -> None:
    groups = list(recovery_code_groups(key))
    if first == second:
        return
    groups[first], groups[second] = groups[second], groups[first]
    with pytest.raises(RecoveryCodeError) as caught:
        parse_recovery_code(" ".join(groups))
    assert set(caught.value.groups) == {first + 1, second + 1}


def test_a_group_too_short_or_with_a_letter_that_no_code_has_is_named() -> None:
    groups = list(recovery_code_groups(KEY))
    groups[3] = groups[3][:4]
    groups[9] = "U" + groups[9][1:]
    with pytest.raises(RecoveryCodeError) as caught:
        parse_recovery_code(" ".join(groups))
    assert caught.value.groups == (4, 10)
    assert "Groups 4 and 10" in str(caught.value)


@pytest.mark.parametrize(
    "typed", ["", "   ", "hello", recovery_code(KEY)[:-1].replace("-", ""), recovery_code(KEY) + "X"]
)
def test_another_length_is_told_without_naming_groups(typed: str) -> None:
    with pytest.raises(RecoveryCodeError) as caught:
        parse_recovery_code(typed)
    assert caught.value.groups in ((), (13,))
    assert typed.strip() == "" or typed.strip() not in str(caught.value)


@given(st.text(max_size=80))
def test_whatever_else_is_typed_is_a_told_error(typed: str) -> None:
    with pytest.raises(RecoveryCodeError, match=r"\.$"):
        parse_recovery_code(typed)


def test_a_group_can_be_asked_back() -> None:
    group = recovery_code_groups(KEY)[2]
    assert same_group(group, f" {group.lower()} ")
    assert not same_group(group, group[:-1])
    assert not same_group(group, "UUUUU")
    assert not same_group(group, recovery_code_groups(KEY)[3])


def test_only_whole_keys_have_a_code() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        recovery_code(b"")
