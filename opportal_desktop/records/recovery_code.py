# SPDX-License-Identifier: GPL-3.0-or-later
"""The key in a form to print, keep in a safe and type: 13 groups of 5 characters, each group with its own check.

The alphabet is Crockford's (no I, L, O, U). Four characters of a group are data, the fifth is a weighted sum over
GF(32) that also depends on the group's number: any one wrong character, any two swapped characters of a group and any
two swapped groups are noticed, and the group can be named. Four bits over all of the key come on top.
"""

from __future__ import annotations

import hashlib
import re

GROUPS = 13
GROUP_LENGTH = 5
_KEY_BYTES = 32
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
# Powers of the field's generator 2: distinct, and none is the check character's own weight, 1.
_WEIGHTS = (2, 4, 8, 16)
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—_.,:;/|]+")


class RecoveryCodeError(Exception):
    """What was typed is no recovery code. The text says in plain words where to look, and repeats nothing of the code.

    Attributes:
        groups: numbers, from 1, of the groups that look wrong; empty when that can't be told.
    """

    def __init__(self, words: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(words)
        self.groups = groups


def recovery_code(key: bytes) -> str:
    """The code of a 32-byte key, groups joined by dashes."""
    return "-".join(recovery_code_groups(key))


def recovery_code_groups(key: bytes) -> tuple[str, ...]:
    """The code's 13 groups, for printing in rows and for asking some of them back."""
    if len(key) != _KEY_BYTES:
        raise ValueError(f"a key has {_KEY_BYTES} bytes")
    number = int.from_bytes(key, "big") << 4 | _checksum(key)
    data = [number >> 5 * place & 31 for place in reversed(range(4 * GROUPS))]
    groups = []
    for index in range(GROUPS):
        values = data[4 * index : 4 * index + 4]
        groups.append("".join(_ALPHABET[value] for value in [*values, _check(values, index)]))
    return tuple(groups)


def same_group(group: str, typed: str) -> bool:
    """Whether `typed` is this group of a code, allowing for case, spaces and look-alikes."""
    return _values(_SEPARATORS.sub("", typed)) == _values(group)


def parse_recovery_code(typed: str) -> bytes:
    """The 32-byte key of a code typed by hand, in any case, with any separators, O for 0 and I or L for 1.

    Raises:
        RecoveryCodeError: with the groups that look wrong.
    """
    groups = _split(typed)
    wrong = tuple(index + 1 for index, values in enumerate(groups) if values is None or not _agrees(values, index))
    if wrong:
        raise RecoveryCodeError(_name_groups(wrong), wrong)
    number = 0
    for values in groups:
        for value in (values or [])[:4]:
            number = number << 5 | value
    key = (number >> 4).to_bytes(_KEY_BYTES, "big")
    if _checksum(key) != number & 15:
        raise RecoveryCodeError("Several characters differ from the printed code. Compare all groups.")
    return key


def _split(typed: str) -> list[list[int] | None]:
    """The values of each group; None for a group that has another length or a character that no code has."""
    parts = [part for part in _SEPARATORS.split(typed.strip()) if part]
    if len(parts) != GROUPS:
        text = "".join(parts)
        if len(text) != GROUPS * GROUP_LENGTH:
            raise RecoveryCodeError(
                f"The code has {GROUPS} groups of {GROUP_LENGTH} characters, {GROUPS * GROUP_LENGTH} in all; "
                f"{len(text)} were typed."
            )
        parts = [text[at : at + GROUP_LENGTH] for at in range(0, len(text), GROUP_LENGTH)]
    return [_values(part) if len(part) == GROUP_LENGTH else None for part in parts]


def _values(text: str) -> list[int] | None:
    try:
        return [_VALUES[letter] for letter in text.upper()]
    except KeyError:
        return None


def _agrees(values: list[int], index: int) -> bool:
    return values[4] == _check(values[:4], index)


def _check(values: list[int], index: int) -> int:
    total = index
    for weight, value in zip(_WEIGHTS, values, strict=True):
        total ^= _times(weight, value)
    return total


def _times(a: int, b: int) -> int:
    """Product in GF(32) modulo x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return product


def _checksum(key: bytes) -> int:
    return hashlib.sha256(b"opportal recovery code" + key).digest()[0] & 15


def _name_groups(wrong: tuple[int, ...]) -> str:
    if len(wrong) == 1:
        return f"Group {wrong[0]} differs from the printed code. Compare it character by character."
    first, last = ", ".join(map(str, wrong[:-1])), wrong[-1]
    return f"Groups {first} and {last} differ from the printed code. Compare them character by character."
