# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is found by words of a name, from the search keys: a range of them, or several that are merged as they are read.

Each of several words begins another word of the name: "maria mar" is Maria Martinez, not every Maria. Of a rare word
all entries are looked through; two frequent ones have keys of their own (docs/architecture.md), whose entries are in
the order of the names, so that no more are read than are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any

from opportal_desktop.records.search_keys import (
    CONTACT_NAME,
    CONTACT_PAIR,
    LAST,
    OWN_NAME,
    OWN_PAIR,
    PAIR_LETTERS,
    pair_key,
)

CAP = 3000
"""Entries that are counted, or read of one range, before there are too many of them."""

RARE = 200
"""Entries of one word that are looked through one by one without more ado."""

FEW_KEYS = 40
"""Different keys with one beginning whose entries are merged, since each key's are in the names' order."""

SHORT_WALK = 2000
"""Last names that are walked past before it is asked how many have both letters at all."""

_PAIRS = {OWN_NAME: OWN_PAIR, CONTACT_NAME: CONTACT_PAIR}

# As the keys are kept, so that nothing is sorted; where a limit cuts must be the same on every database.
NAME_ORDER = "sort_last, sort_first, patient_id, contact_id"
HIT_COLUMNS = f"{NAME_ORDER}, contact_name"
KEY_ORDER = f"ORDER BY key, {NAME_ORDER}"

# From one key that begins so to the next, by a look into the index for each.
_BEGUN = (
    "WITH RECURSIVE begun (word, number) AS ("
    "SELECT (SELECT key FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT 1), 0 UNION ALL "
    "SELECT (SELECT key FROM search_key WHERE kind = ? AND key > word AND key < ? ORDER BY key LIMIT 1), number + 1 "
    "FROM begun WHERE word IS NOT NULL AND number < ?) SELECT word FROM begun WHERE word IS NOT NULL"
)
# The same with the first words of pairs, past all that begin with one.
_FIRST = "SELECT substr(key, 1, instr(key, ' ') - 1) FROM search_key WHERE kind = ?"
_FIRST_BEGUN = (
    "WITH RECURSIVE begun (word, number) AS ("
    f"SELECT ({_FIRST} AND key >= ? AND key < ? ORDER BY key LIMIT 1), 0 UNION ALL "
    f"SELECT ({_FIRST} AND key > word || ' {LAST}' AND key < ? ORDER BY key LIMIT 1), number + 1 "
    "FROM begun WHERE word IS NOT NULL AND number < ?) SELECT word FROM begun WHERE word IS NOT NULL"
)


Hit = tuple[int, int, str]
"""A patient's id, and the id and the name of the contact by whom they were found, or 0 and ''."""


class NameSearch:
    """The search keys of names, of the patients themselves (`OWN_NAME`) or of their contacts (`CONTACT_NAME`)."""

    def __init__(self, db: Any, *, include_inactive: bool) -> None:
        self._db = db
        self._active = "" if include_inactive else "AND active"

    def people(self, kind: str, words: Sequence[str], most: int) -> list[Hit]:
        """People who have another word for each of `words`, which are folded and differ, each once.

        The first `most` in the order of the patients' names; of very many with words of a letter or two, some.
        """
        if len(words) > 1:
            return self._of_several(kind, words, most)
        (word,) = words
        # Words of a letter or two begin very many: not even looked at.
        begun = self._begun(_BEGUN, kind, word) if len(word) > PAIR_LETTERS else None
        if begun is not None:
            return self._merged(kind, begun, "", (), most)
        return self._looked_through(kind, [(word, word + LAST)], "", (), most)

    def _of_several(self, kind: str, words: Sequence[str], most: int) -> list[Hit]:
        if long := [word for word in words if len(word) > PAIR_LETTERS]:
            rare, count = self._rarest(kind, long)
            if count < RARE:
                return self._looked_through(kind, [(rare, rare + LAST)], *has_words("words", words), most)
        lead = sorted(words, key=len, reverse=True)[:2]
        if len(lead[0]) == 1:
            return self._of_letters(kind, words, most)
        keys = self._pair_keys(_PAIRS[kind], *lead)
        if keys is None:
            return self._looked_through(kind, [(lead[0], lead[0] + LAST)], *has_words("words", words), most)
        return self._merged(_PAIRS[kind], keys, *has_words("words", words, known=lead), most)

    def _of_letters(self, kind: str, words: Sequence[str], most: int) -> list[Hit]:
        """Of single letters: almost everybody or almost nobody, by how frequent they are."""
        if kind == OWN_NAME and len(walked := self._walked(words, most, SHORT_WALK)) == most:
            return walked
        pair, (one, other) = _PAIRS[kind], sorted(words[:2])
        firsts = self._begun(_FIRST_BEGUN, pair, one)
        if firsts is None:
            return self._looked_through(kind, [(one, one + LAST)], *has_words("words", words), most)
        ranges = [(f"{first} {other}", f"{first} {other}{LAST}") for first in firsts]
        each = CAP
        if self._count(pair, ranges) == CAP:
            if kind == OWN_NAME and len(words) == 2 and len(walked := self._walked(words, most)) == most:
                return walked
            each = CAP // len(ranges)
        return self._looked_through(pair, ranges, *has_words("words", words, known=(one, other)), most, each)

    # -- which keys

    def _rarest(self, kind: str, words: Sequence[str]) -> tuple[str, int]:
        """The word with the fewest entries, and how many they are, counted up to `RARE`."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM search_key WHERE kind = ? AND key >= ? AND key < ? LIMIT ?) AS entry"
        # The longest first: how many more a shorter one has than that need not be known.
        rare, fewest = "", RARE
        for word in sorted(words, key=len, reverse=True):
            ((count,),) = self._sql(sql, (kind, word, word + LAST, fewest))
            if not rare or count < fewest:
                rare, fewest = word, count
        return rare, fewest

    def _pair_keys(self, pair: str, longer: str, shorter: str) -> list[str] | None:
        """All keys of a word that begins as one and another as the other; None where they are more than a few."""
        if len(shorter) >= PAIR_LETTERS:
            return [pair_key(longer, shorter)]
        start, letter = longer[:PAIR_LETTERS], shorter
        # The letter's word may come before the other in the key, or behind it, or, beginning alike, either.
        behind = self._begun(_BEGUN, pair, f"{start} {letter}") if letter >= start[0] else []
        before = self._begun(_FIRST_BEGUN, pair, letter) if letter <= start[0] else []
        if behind is None or before is None:
            return None
        return list(dict.fromkeys((*behind, *(f"{first} {start}" for first in before))))

    def _begun(self, sql: str, kind: str, start: str) -> list[str] | None:
        """The different keys, or their first words, that begin so; None where they are more than a few."""
        found = self._sql(sql, (kind, start, start + LAST, kind, start + LAST, FEW_KEYS))
        return None if len(found) > FEW_KEYS else [word for (word,) in found]

    def _count(self, kind: str, ranges: Iterable[tuple[str, str]]) -> int:
        """Entries of all these ranges, counted up to `CAP`."""
        ranges = list(ranges)
        if not ranges:
            return 0
        each = " UNION ALL ".join(["SELECT 1 FROM search_key WHERE kind = ? AND key >= ? AND key < ?"] * len(ranges))
        sql = f"SELECT count(*) FROM (SELECT 1 FROM ({each}) AS entry LIMIT ?) AS counted"
        ((count,),) = self._sql(sql, (*chain(*((kind, *limits) for limits in ranges)), CAP))
        return int(count)

    # -- their entries

    def _merged(self, kind: str, keys: Sequence[str], match: str, values: Sequence[Any], most: int) -> list[Hit]:
        """The first people of all these keys: each key's are in the names' order, and are read side by side."""
        if not keys:
            return []
        one = f"SELECT {HIT_COLUMNS} FROM search_key WHERE kind = ? AND key = ? {match} {self._active}"
        sql = f"{' UNION ALL '.join([one] * len(keys))} ORDER BY {NAME_ORDER} LIMIT ?"
        of_keys = tuple(chain(*((kind, key, *values) for key in keys)))
        read = most
        while True:
            entries = self._sql(sql, (*of_keys, read))
            people = _people_of(entries)[:most]
            if len(people) == most or len(entries) < read:
                return people
            # Some have several of the keys.
            read *= 2

    def _looked_through(
        self,
        kind: str,
        ranges: Sequence[tuple[str, str]],
        match: str,
        values: Sequence[Any],
        most: int,
        each: int = CAP,
    ) -> list[Hit]:
        """The first of all people in these ranges who match, but for those behind the first `each` of a range."""
        if not ranges:
            return []
        one = (
            f"SELECT * FROM (SELECT {HIT_COLUMNS} FROM search_key WHERE kind = ? AND key >= ? AND key < ? "
            f"{match} {self._active} {KEY_ORDER} LIMIT ?) AS entry"
        )
        parameters = chain(*((kind, *limits, *values, max(each, most)) for limits in ranges))
        return _people_of(sorted(self._sql(" UNION ALL ".join([one] * len(ranges)), tuple(parameters))))[:most]

    def _walked(self, words: Sequence[str], most: int, names: int | None = None) -> list[Hit]:
        """Whose last name begins with one of these letters: where all are frequent, some who have the others come soon.

        `names`: walk past so many that begin with the first of the letters, and no further.
        """
        found: list[Any] = []
        order = "ORDER BY sort_last, sort_first, id"
        for letter in sorted(words)[: None if names is None else 1]:
            match, values = has_words("' ' || sort_last || ' ' || sort_first", [w for w in words if w != letter])
            # What the index has.
            found += self._sql(
                f"SELECT sort_last, sort_first, id, 0, '' FROM (SELECT id, sort_last, sort_first, active FROM patient "
                f"WHERE sort_last >= ? AND sort_last < ? {order} {'' if names is None else f'LIMIT {names}'}) AS entry "
                f"WHERE TRUE {match} {self._active} {order} LIMIT ?",
                (letter, letter + LAST, *values, most),
            )
            if len(found) >= most:
                break
        return _people_of(found)[:most]

    def _sql(self, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
        return list(self._db.execute_sql(self._db.native(sql), parameters).fetchall())


def has_words(text: str, words: Sequence[str], known: Collection[str] = ()) -> tuple[str, tuple[Any, ...]]:
    """SQL for a text of words, each with a space before it, in which each of `words` begins another word.

    Each must begin as many words as there are that begin with it. `known`: words whose first letters, up to
    `PAIR_LETTERS`, are known to begin two words of the text.
    """
    sql, values = "", list[Any]()
    for word in words:
        longer = [other for other in words if other.startswith(word)]
        if len(word) <= PAIR_LETTERS and known and all(other in known for other in longer):
            continue
        if len(longer) == 1:
            sql += f" AND instr({text}, ?) > 0"
            values.append(f" {word}")
        else:
            sql += f" AND length({text}) - length(replace({text}, ?, '')) >= ?"
            values += [f" {word}", len(longer) * (len(word) + 1)]
    return sql, tuple(values)


def _people_of(entries: Iterable[Any]) -> list[Hit]:
    """Each once, of entries in `HIT_COLUMNS`."""
    return list(dict.fromkeys(entry[2:] for entry in entries))
