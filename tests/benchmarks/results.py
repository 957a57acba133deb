# SPDX-License-Identifier: GPL-3.0-or-later
"""What a benchmark measured, its limit, and how it is printed and stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """One number.

    Attributes:
        baseline: what it is compared with, in the same unit; then `limit` is a multiple of it.
        limit: the most that is allowed; None for a number that is only told.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    baseline: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.baseline is None else self.value / self.baseline

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return (self.value if self.ratio is None else self.ratio) <= self.limit


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the sorted values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def spread(name: str, times: Sequence[float], limit_p95: float | None = None) -> list[Result]:
    """Median, 95th and 99th percentile and maximum of times in ms; the limit is on the 95th percentile."""
    return [
        Result(f"{name}, p50", percentile(times, 0.50), "ms"),
        Result(f"{name}, p95", percentile(times, 0.95), "ms", limit_p95),
        Result(f"{name}, p99", percentile(times, 0.99), "ms"),
        Result(f"{name}, max", max(times), "ms"),
    ]


def table(results: Iterable[Result]) -> str:
    """Aligned lines; a limit that does not hold is marked."""
    lines = [f"{'':56} {'value':>10} {'':4} {'baseline':>9} {'ratio':>6} {'limit':>7}"]
    for row in results:
        baseline = "" if row.baseline is None else f"{row.baseline:.1f}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        sign = "" if row.limit is None else f"{row.limit:g}{'' if row.baseline is None else ' x'}"
        mark = "" if row.limit is None else ("   ok" if row.holds else "   TOO SLOW")
        lines.append(f"{row.name:56} {row.value:10.2f} {row.unit:4} {baseline:>9} {ratio:>6} {sign:>7}{mark}")
    return "\n".join(lines)


def store(results: Iterable[Result], path: Path) -> None:
    """Write them as JSON, a list of objects."""
    rows = [asdict(row) | {"holds": row.holds} for row in results]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
