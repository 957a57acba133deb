# SPDX-License-Identifier: GPL-3.0-or-later
"""How names are compared and searched: without case, accents, hyphens and apostrophes."""

from __future__ import annotations

import re
import unicodedata

MOST_TYPED = 12
"""Words of what is typed that are looked for: more than a name has, and no page that was pasted by mistake."""

_APOSTROPHES = re.compile(r"['’ʼ`´.]")
_BREAKS = re.compile(r"[\W_]+")
# Letters that Unicode does not decompose into a base letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """Lower case without accents; apostrophes and dots vanish, other punctuation separates.

    "O’Brien-Núñez" becomes "obrien nunez".
    """
    if text.isascii():
        # Most names, several times faster.
        lower = text.lower()
        if lower.isalnum():
            return lower
        return _BREAKS.sub(" ", _APOSTROPHES.sub("", lower)).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch)).translate(_PLAIN)
    return _BREAKS.sub(" ", _APOSTROPHES.sub("", bare)).strip()


def fold_words(*texts: str) -> list[str]:
    """The folded words of several texts, in order and without repeats."""
    return list(dict.fromkeys(word for text in texts for word in fold(text).split()))


def typed_words(*texts: str) -> list[str]:
    """The folded words by which somebody wants to find a name: the first `MOST_TYPED`."""
    return fold_words(*texts)[:MOST_TYPED]
