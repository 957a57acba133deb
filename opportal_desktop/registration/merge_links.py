# SPDX-License-Identifier: GPL-3.0-or-later
"""Both contacts of a merge in one chart: which entry stays, and what it takes over from the one that goes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opportal_desktop.records.models import FamilyContact
from opportal_desktop.terms import ResidesWith

_EARLIER = ("started_at", "registered_at", "own_account_on", "court_order_review_on")
_CONSENT = ("proxy_consent_on", "proxy_consent_until", "proxy_consent_by")
_TICKS = ("emergency", "preferred")


@dataclass(frozen=True)
class LinkPair:
    """The two entries of one chart: the desk chose `winner`."""

    winner: FamilyContact
    loser: FamilyContact

    @property
    def taken_over(self) -> dict[str, Any]:
        """{column: value} to set in the winner, so that nothing the other one said is lost.

        Role/Reason, Authority and since when it is inactive are the winner's: that is what was chosen.
        """
        values: dict[str, Any] = {}
        for name in _EARLIER:
            known = [day for row in (self.winner, self.loser) if (day := getattr(row, name)) is not None]
            if known:
                values[name] = min(known)
        values["court_order_note"] = joined(self.winner.court_order_note, self.loser.court_order_note)
        for name in _TICKS:
            values[name] = getattr(self.winner, name) or getattr(self.loser, name)
        if self.winner.resides_with is ResidesWith.UNKNOWN:
            values["resides_with"] = self.loser.resides_with
        if self._loser_consent_is_newer:
            values |= {name: getattr(self.loser, name) for name in _CONSENT}
        return {name: value for name, value in values.items() if getattr(self.winner, name) != value}

    @property
    def _loser_consent_is_newer(self) -> bool:
        """One person has one consent of this patient: what the patient said last."""
        mine, theirs = self.winner.proxy_consent_on, self.loser.proxy_consent_on
        return theirs is not None and (mine is None or theirs > mine)


def joined(one: str, other: str) -> str:
    """Two texts, one behind the other; once if they are the same."""
    return "\n".join(dict.fromkeys(text for text in (one, other) if text))


def link_pairs(
    kept_links: tuple[FamilyContact, ...], folded_links: tuple[FamilyContact, ...], folded_wins: frozenset[int]
) -> dict[int, LinkPair]:
    """{patient: pair} where both are in one chart. `folded_wins`: patients in whose charts the folded one's stays."""
    mine = {link.patient_id: link for link in kept_links}
    pairs = {}
    for theirs in folded_links:
        if theirs.patient_id in mine:
            own = mine[theirs.patient_id]
            wins = theirs.patient_id in folded_wins
            pairs[theirs.patient_id] = LinkPair(theirs, own) if wins else LinkPair(own, theirs)
    return pairs


def with_values(
    links: tuple[FamilyContact, ...], pairs: Mapping[int, LinkPair]
) -> tuple[tuple[FamilyContact, dict[str, Any]], ...]:
    """These links without those that give way, each with the columns to set in it."""
    kept: list[tuple[FamilyContact, dict[str, Any]]] = []
    for link in links:
        pair = pairs.get(link.patient_id)
        if pair is None:
            kept.append((link, {}))
        elif pair.winner.id == link.id:
            kept.append((link, pair.taken_over))
    return tuple(kept)
