# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords by NIST SP 800-63B-4: what is refused, how they are kept, and passphrases to offer.

No composition rules, no forced changes; length, a blocklist that is shipped, and nothing that the family's friends
would try first. A password is brought to Unicode's NFC, since two keyboards may type one letter in two ways.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from opportal_desktop.folding import fold, fold_words
from opportal_desktop.registration.portal_errors import PasswordProblem, TooManyTries
from opportal_desktop.resource_files import resource_path
from opportal_desktop.terms import Language

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LONGEST = 200
"""Code points; NIST asks for 64 at least."""
WORDS = 4
"""Words of a passphrase: four of 2,441 or more are 45 bits, far more than a limited and locked sign-in can be tried.

The lists hold short and plain words: a parent copies them on a phone.
"""
LEAST_WEIGHT = 3.0
"""A password is too plain if its different pieces weigh less: three common words do, a random one of 15 weighs 7."""

# Hashing leaves a core to the pages.
_SLOTS = threading.BoundedSemaphore(max(1, (os.cpu_count() or 2) // 2))
_LONGEST_WAIT_S = 5.0
_RETRY_AFTER_S = 5

_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjklñ",
    "asdfghjkl;",
    "zxcvbnm",
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm"),
)
_OVER_AND_OVER = re.compile(r"(.{1,4})\1{2,}", re.DOTALL)
_SHORTEST_RUN = 3
_SHORTEST_COMMON = 4
_LONGEST_PIECE = 24
_LOOKALIKES = str.maketrans("@4301!$57", "aaeoiisst")
_PRACTICE_WORDS = frozenset(
    (
        *("associates", "care", "center", "centre", "child", "childrens", "children", "clinic", "doctor", "doctors"),
        *("family", "group", "health", "kids", "medical", "medicine", "office", "partners", "pediatric", "pediatrics"),
        *("physicians", "practice"),
    )
)
"""Words of a practice's name that anybody may use."""
_MONTHS = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)


@dataclass(frozen=True, slots=True)
class FamilyWords:
    """What a password must not contain: the sign-in email, names, the practice's name; and dates of birth."""

    email: str = ""
    names: tuple[str, ...] = ()
    birth_dates: tuple[dt.date, ...] = ()
    practice: str = ""


def check_password(password: str, words: FamilyWords, minimum: int) -> tuple[PasswordProblem, ...]:
    """All reasons to refuse a new password; empty when it is good. `minimum`: characters (code points)."""
    password = _normalized(password)
    if len(password) > LONGEST:
        return (PasswordProblem.TOO_LONG,)
    found = {
        PasswordProblem.TOO_SHORT: len(password) < minimum,
        PasswordProblem.COMMON: _is_common(password),
        PasswordProblem.EMAIL: _has_email(password, words.email),
        PasswordProblem.NAME: any(_has_name(password, name) for name in fold_words(*words.names)),
        PasswordProblem.BIRTH_DATE: any(_has_date(password, born) for born in words.birth_dates),
        PasswordProblem.PRACTICE: _has_practice(password, words.practice),
    }
    return tuple(problem for problem, applies in found.items() if applies)


@cache
def _hasher() -> PasswordHasher:
    # Imported late: the desk's program loads this module and hashes nothing.
    from argon2 import PasswordHasher

    # OWASP's floor for argon2id, 18 ms on a 2020s core: 19 MiB, two passes, one lane.
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Its argon2id hash with parameters and salt.

    Raises:
        TooManyTries: too many passwords are hashed just now.
    """
    with _slot():
        return _hasher().hash(_normalized(password))


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is this one; None takes as long and is never right.

    Raises:
        TooManyTries: too many passwords are hashed just now.
    """
    typed = _normalized(password)
    if len(typed) > LONGEST:
        # No account has such a one; the work is the same.
        password_hash = None
    from argon2.exceptions import InvalidHashError, VerificationError

    with _slot():
        try:
            _hasher().verify(password_hash or _nobodys_hash(), typed[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def new_passphrase(language: Language, minimum: int = 15) -> str:
    """Four words or more, with hyphens, at least `minimum` characters."""
    words = _words("es" if language is Language.SPANISH else "en")
    while True:
        chosen = [secrets.choice(words) for _ in range(WORDS)]
        while len("-".join(chosen)) < minimum:
            chosen.append(secrets.choice(words))
        passphrase = "-".join(chosen)
        if not _is_common(passphrase):
            return passphrase


# ------------------------------------------------------------------------------------------------------------- hashing


def _normalized(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(24))


@contextmanager
def _slot() -> Iterator[None]:
    if not _SLOTS.acquire(timeout=_LONGEST_WAIT_S):
        raise TooManyTries(_RETRY_AFTER_S)
    try:
        yield
    finally:
        _SLOTS.release()


# ------------------------------------------------------------------------------------------------------ what is common


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(resource_path("passwords", f"words.{name}.txt").read_text("ascii").split())


@cache
def _common() -> frozenset[str]:
    return frozenset(resource_path("passwords", "common.txt").read_text("utf-8").splitlines())


def _is_common(password: str) -> bool:
    """Whether a guesser's first lists have it: a common password, two or three joined, runs of keys, repetitions."""
    lower = password.casefold()
    bare = re.sub(r"[\s_.,:;/|+*-]+", "", lower)
    return any(_is_plain(text) for text in {lower, bare, bare.translate(_LOOKALIKES)})


def _is_plain(text: str) -> bool:
    if text in _common():
        return True
    unit = _repeated_unit(text)
    if len(unit) < min(len(text), 8):
        return True
    return sum(_weight(piece) for piece in set(_pieces(unit))) < LEAST_WEIGHT


def _repeated_unit(text: str) -> str:
    """The shortest beginning that gives the whole text when it is repeated; its last time may be cut short."""
    for length in range(1, len(text) // 2 + 1):
        if (text[:length] * (len(text) // length + 1)).startswith(text):
            return text[:length]
    return text


def _pieces(text: str) -> list[str]:
    """The text cut into common passwords, runs and single characters, so that it weighs least."""
    common = _common()
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(text) + 1):
        pieces = [text[end - 1]]
        for start in range(max(0, end - _LONGEST_PIECE), end - _SHORTEST_RUN + 1):
            piece = text[start:end]
            if (len(piece) >= _SHORTEST_COMMON and piece in common) or _is_run(piece):
                pieces.append(piece)
        choices = ((best[end - len(piece)], piece) for piece in pieces)
        best.append(min((weight + _weight(piece), [*before, piece]) for (weight, before), piece in choices))
    return best[-1][1]


def _weight(piece: str) -> float:
    return 0.5 if len(piece) == 1 or _is_run(piece) else 1.0


def _is_run(piece: str) -> bool:
    """Neighbours of the alphabet, the digits or the keyboard, forwards or backwards; or up to four over and over."""
    return _OVER_AND_OVER.fullmatch(piece) is not None or any(piece in run or piece[::-1] in run for run in _RUNS)


# ------------------------------------------------------------------------------------------------- the family's own


def _has_email(password: str, email: str) -> bool:
    lower = password.casefold()
    local = email.casefold().partition("@")[0]
    return bool(email) and (email.casefold() in lower or (len(local) >= 4 and local in lower))


def _has_name(password: str, name: str) -> bool:
    """Whether a folded name is in it. A short one ("Ana") only as a word of its own: "manzana" is no name."""
    if len(name) >= 4:
        return name in fold(password).replace(" ", "")
    return len(name) >= 2 and name in re.split(r"[^a-z]+", fold(password))


def _has_date(password: str, born: dt.date) -> bool:
    y, m, d = born.year, born.month, born.day
    figures = {
        *(f"{y}{m:02}{d:02}", f"{m:02}{d:02}{y}", f"{d:02}{m:02}{y}", f"{m}{d}{y}", f"{d}{m}{y}"),
        *(f"{y % 100:02}{m:02}{d:02}", f"{m:02}{d:02}{y % 100:02}", f"{d:02}{m:02}{y % 100:02}"),
    }
    bare = re.sub(r"\W|_", "", fold(password))
    spoken = {
        text
        for month in _MONTHS[m - 1]
        for name in (month, month[:3])
        for text in (f"{name}{d}{y}", f"{d}{name}{y}", f"{d}de{name}de{y}", f"{name}{d:02}{y}", f"{d:02}{name}{y}")
    }
    return any(text in bare for text in figures | spoken)


def _has_practice(password: str, practice: str) -> bool:
    bare = fold(password).replace(" ", "")
    words = fold_words(practice)
    own = [word for word in words if word not in _PRACTICE_WORDS and len(word) >= 5]
    return any(word in bare for word in [*own, "".join(words)] if word)
